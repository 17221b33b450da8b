"""What stops when a service stops."""

from __future__ import annotations

from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.marks import diamond
from vsmstudio.export.pdf.paper import BODY, LEAD, MIDDLE, Paper, Piece
from vsmstudio.export.pdf.tabling import PAD, Col, Grid, Mark, blank, spread
from vsmstudio.export.tables.impact import dependencies, impact
from vsmstudio.export.tables.table import Cell, Table
from vsmstudio.export.tables.words import money, plural, yearly
from vsmstudio.notation import text

FEW = 2  # names of a list that are said


def draw_stops(paper: Paper, report: Report) -> None:
    """The reach of each service's failure, single points first, and what services rest on; nothing where none reaches any."""
    table = impact(report.document, report.analysis)
    if not table.rows:
        return
    title = "If it stops"
    y = paper.open_page(title, _lead(table))
    earns = any(value is not None for value in table.values("stream_revenue"))
    cols = [
        Col("service", 110, bold=True),
        Col("single", 74, "", mark=_single, write=blank),
        Col("fallback", 60, write=lambda value: str(value or "not asked")),
        Col("steps", 40, align="right"),
        Col("critical", 50, align="right"),
        Col("share", 50, align="right"),
        Col("streams", 96),
        Col("with_it", 100, color="muted", write=_few),
        Col("customers", 100, write=_few),
        *([Col("stream_revenue", 70, align="right", write=_amount)] if earns else []),
    ]
    above = f"Revenue is in {yearly(report.document)}." if earns else ""
    blocks = [Block(Grid(table, spread(cols, MIDDLE), report.calendar), above=above, notes=(table.note,))]
    below = dependencies(report.document, report.analysis)
    if below.rows:
        cols = [
            Col("service", 230, bold=True),
            Col("rests_on", 230),
            Col("share", 110, align="right", write=_share),
            Col("bears", 110, align="right", write=_amount),
            *([Col("ring", 90, color="gap", write=blank)] if any(below.values("ring")) else []),
        ]
        blocks.append(
            Block(Grid(below, spread(cols, MIDDLE), report.calendar), "What rests on what", notes=(below.note,))
        )
    draw_blocks(paper, title, y, blocks)


def _lead(table: Table) -> str:
    names = [str(table.rows[at][table.at("service")]) for at in sorted(table.flagged)]
    if not names:
        name = text.shorten(str(table.rows[0][table.at("service")]), LEAD, MIDDLE / 2)
        return f"No service is a single point of failure. {name} reaches furthest."
    said = text.shorten(
        " and ".join(names) if len(names) < 3 else f"{names[0]}, {names[1]} and others", LEAD, MIDDLE * 0.55
    )
    verb = "is a single point" if len(names) == 1 else f"are {plural(len(names), 'single point')}"
    return f"{said} {verb} of failure: nothing to fall back on under critical steps."


def _single(value: Cell) -> Mark | None:
    if value is None:
        return None

    def mark(paper: Paper, x: float, baseline: float, _width: float) -> None:
        diamond(paper, x + PAD + 3.6, baseline - BODY * 0.36, "gap")
        paper.write(Piece(x + PAD + 11, baseline, "single point", 7.5, "gap", bold=True))

    return mark


def _few(value: Cell) -> str:
    """The first names of a list, and how many more there are."""
    names = str(value or "").split("; ")
    more = len(names) - FEW
    return "; ".join(names[:FEW]) + (f" and {more} more" if more > 0 else "")


def _amount(value: Cell) -> str:
    return money(value) if isinstance(value, (int, float)) else ""


def _share(value: Cell) -> str:
    return f"{value:.0%}".replace("%", " %") if isinstance(value, (int, float)) else "even"
