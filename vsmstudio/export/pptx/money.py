"""Services and money: the portfolio, and which streams carry what the services cost."""

from __future__ import annotations

from vsmstudio.export.leads import cost_sentence, unallocated_sentence
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.charts import Series, draw_chart
from vsmstudio.export.pptx.listing import draw_table
from vsmstudio.export.pptx.sizes import BOTTOM, LEFT, MIDDLE, SMALL
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.export.pptx.tables import Col, Grid
from vsmstudio.export.tables.costs import allocation
from vsmstudio.export.tables.portfolio import portfolio
from vsmstudio.export.tables.shown import blank
from vsmstudio.export.tables.table import Cell, Table
from vsmstudio.export.tables.words import money, plural, yearly
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Rect

MOST, STREAMS = 12, 6  # bars, and colours of streams, in one chart
_DWARFS = 2.0  # times the largest bar
_SHADES = ("accent", "owner4", "owner5", "owner3", "owner2", "owner6")
_FIXED = {"service", "own", "allocated", "unallocated", "check"}


def draw_allocation(stage: Stage, report: Report) -> None:
    """A bar for each service, stacked by the streams that carry it; nothing where no cost is known."""
    held = report.analysis.money
    if not held.own:
        return
    table = allocation(report.document, report.analysis)
    unit = yearly(report.document)
    notes = f"{unit}. {table.note}"
    slide = stage.slide("Which streams carry the cost", unallocated_sentence(report.document, held), notes)
    names, series, others = bars_of(table)
    about = f"Own cost of {len(names)} services in {unit}, by the streams that carry it."
    area = Rect(LEFT, slide.top, MIDDLE, BOTTOM - slide.top - 16)
    draw_chart(slide, area, "bars", names, series, "Allocation", about, "#,##0", size=10, gap=40)
    end = f"{unit}. Own cost = what the streams carry + unallocated."
    if others:
        end += f" {plural(others[0], 'other service')} together cost {money(others[1])}."
    elif len(table.rows) > MOST:
        end += f" The {MOST - 1} services that cost most; the others share a bar."
    slide.paragraph(end, LEFT, BOTTOM - 14, MIDDLE, SMALL, "muted", lines=1)


def bars_of(table: Table) -> tuple[list[str], list[Series], tuple[int, float] | None]:
    """The services that cost most and the parts of their cost; further services and streams share a bar and a colour.

    Where that bar would dwarf all others it is left out: how many services it is, and what they cost.
    """
    own = table.at("own")
    ranked = sorted(range(len(table.rows)), key=lambda at: (-_amount(table.rows[at][own]), at))
    groups = [[at] for at in ranked[:MOST]]
    if len(ranked) > MOST:
        groups = [*([at] for at in ranked[: MOST - 1]), list(ranked[MOST - 1 :])]
    left = None
    whole = sum(_amount(table.rows[at][own]) for at in groups[-1])
    if len(groups[-1]) > 1 and whole > _DWARFS * _amount(table.rows[ranked[0]][own]):
        left = (len(groups.pop()), whole)
    names = [
        text.shorten(" ".join(str(table.rows[group[0]][0]).split()), 10, 170)
        if len(group) == 1
        else plural(len(group), "other service")
        for group in groups
    ]
    streams = [column for column in table.columns if column.key not in _FIXED]
    streams.sort(key=lambda each: -(table.sum_of(each.key) or 0.0))
    carried = [(each.title, [table.at(each.key)]) for each in streams]
    if len(carried) > STREAMS:
        more = carried[STREAMS - 1 :]
        carried = [*carried[: STREAMS - 1], (plural(len(more), "other stream"), [at for _, ats in more for at in ats])]
    found = [*carried, ("Unallocated", [table.at("unallocated")])]
    roles = [*_SHADES[: len(carried)], "gap_line"]
    series = [
        Series(
            title, [sum(_amount(table.rows[at][place]) for at in group for place in places) for group in groups], role
        )
        for (title, places), role in zip(found, roles, strict=True)
    ]
    return names, series, left


def _amount(value: Cell) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def draw_portfolio(stage: Stage, report: Report) -> None:
    """Each service with owner, cost, revenue and streams."""
    held = report.analysis.money
    table = portfolio(report.document, report.analysis)
    if not table.rows:
        return
    unit, currency = yearly(report.document), report.document.engagement.currency
    known = held.own is not None or held.revenue is not None
    lead = cost_sentence(held, currency) if known else "What the services cost is not known yet."
    title = "Service portfolio"
    slide = stage.slide(title, lead, f"{unit}. {table.note}")
    cols = [
        Col("service", 150, bold=True, lines=2),
        Col("state", 66, color="muted"),
        Col("owner", 150, write=lambda value: str(value or "◆ Nobody"), role=_owner, lines=2),
    ]
    if known:
        cols += [Col(key, 76, align="right", write=_quiet) for key in ("own", "tco", "revenue", "margin")]
        cols += [Col("unallocated", 76, "Unallocated", "right", write=_quiet)]
    cols += [Col("streams", 110, color="muted", write=blank, lines=2), Col("share", 56, "Share of path", "right")]
    keys = [column.key for column in table.columns if column.key != "service"]
    grid = Grid(table.only("service", *keys), cols, report.calendar, size=9.5)
    note = f"{unit}. Marked rows: cost that no stream carries. TCOs overlap and are never added up." if known else ""
    draw_table(stage, slide, slide.top - 2, grid, title, table.note, note)


def _owner(value: Cell) -> str:
    return "ink" if value else "gap"


def _quiet(value: Cell) -> str:
    return money(value) if isinstance(value, (int, float)) and value else ""
