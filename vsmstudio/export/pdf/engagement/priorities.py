"""Effort against benefit as the room placed them, and the room's order beside what was worked out."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.engagement.priorities import Priority, priorities
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.plain import table
from vsmstudio.export.pdf.marks import diamond
from vsmstudio.export.pdf.painter import paint
from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, RIGHT, SMALL, STRONG, Paper, Piece
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import day, money, plural
from vsmstudio.model.durations import number, show
from vsmstudio.model.records import Improvement, ImprovementKind, ImprovementState, Ranking
from vsmstudio.notation import text
from vsmstudio.notation.effort_plot import Placed, effort_plot
from vsmstudio.notation.shapes import Rect

_PLOT = 452.0  # points: width of the plot; the order stands to its right
_LISTED, _LINE = 16, 24.0


def draw_priorities(paper: Paper, report: Report) -> None:
    """The plot with the order beside it, then the table; left out while nothing is ranked and nothing placed."""
    found = priorities(report.document, report.analysis)
    if not any(each.rank is not None or each.effort is not None for each in found):
        return
    title = "Priorities"
    y = paper.open_page(title, priorities_lead(report, found), level=1)
    placed = [
        _placed(report, at, each)
        for at, each in enumerate(found, 1)
        if each.effort is not None and each.benefit is not None
    ]
    if placed:
        scale = 0.82
        drawn = effort_plot(placed, _PLOT / scale, (paper.bottom - y) / scale)
        paint(paper, drawn, Rect(LEFT, y, _PLOT, paper.bottom - y + 2))
        _order(paper, report, found, y)
        y = paper.open_page("The order and what it rests on", _table_lead(report, found), level=None)
        title = "The order and what it rests on"
    draw_blocks(paper, title, y, [_table(report, found)])


def _placed(report: Report, at: int, each: Priority) -> Placed:
    held = report.document.the(Improvement, each.improvement)
    return Placed(
        each.improvement, str(each.rank or at), held.name, each.effort or 0.0, each.benefit or 0.0,
        held.kind is ImprovementKind.INITIATIVE, held.state is ImprovementState.DONE, each.supports_nothing,
    )  # fmt: skip


def priorities_lead(report: Report, found: Sequence[Priority]) -> str:
    """What comes first, and what supports no stream."""
    loose = [report.document.name(each.improvement) for each in found if each.supports_nothing]
    first = next((each for each in found if each.rank is not None), None)
    said = ""
    if first is not None:
        name = text.shorten(report.document.name(first.improvement), 12, 300)
        moved = first.moved
        said = f"{name} comes first" + (
            f", {moved} {'place' if moved == 1 else 'places'} up" if moved and moved > 0 else ""
        )
    if loose:
        name = text.shorten(loose[0], 12, 240)
        other = f" and {len(loose) - 1} more support" if len(loose) > 1 else " supports"
        return f"{said}; {name}{other} no stream." if said else f"{name}{other} no stream."
    return (
        f"{said}; every improvement supports a stream."
        if said
        else f"{plural(len(found), 'improvement')}, not ranked yet."
    )


def _table_lead(report: Report, found: Sequence[Priority]) -> str:
    kept = report.document.all(Ranking)
    if not kept:
        return "The order is the room's; beside it stands what was worked out from the maps."
    earlier = kept[-1]  # the one that `earlier_places` reads
    said = " of ".join(each for each in (earlier.name, day(earlier.on)) if each) or "the order before"
    why = f": {earlier.why.strip().rstrip('.')}" if earlier.why.strip() else ""
    moved = sum(bool(each.moved) for each in found)
    return f"{plural(moved, 'improvement')} moved since the order “{text.shorten(said, 12, 260)}”{why}."


def _order(paper: Paper, report: Report, found: Sequence[Priority], y: float) -> None:
    """The first of the order, each with its number on the plot."""
    x, wide = LEFT + _PLOT + 22, RIGHT - LEFT - _PLOT - 22
    paper.write(Piece(x, y + STRONG + 2, "The room's order", STRONG, bold=True))
    y += 22
    pitch = max(_LINE, min(30.0, (paper.bottom - y - 14) / max(min(len(found), _LISTED), 1)))
    for at, each in enumerate(found[:_LISTED], 1):
        held = report.document.the(Improvement, each.improvement)
        middle = y + pitch / 2
        done = held.state is ImprovementState.DONE
        paper.write(
            Piece(x + 14, middle + 3.2, str(each.rank or at), BODY, "muted" if done else "accent", True, "right")
        )
        name = text.shorten(held.name, BODY, wide - 22, True)
        paper.write(Piece(x + 22, middle - 1, name, BODY, "muted" if done else "ink", bold=True))
        said = _beside(report, each, held)
        left = x + 22
        if each.supports_nothing:
            diamond(paper, left + 3, middle + 7.4, "gap", 2.8)
            left += 9
        color = "gap" if each.supports_nothing else "muted"
        paper.write(Piece(left, middle + 10, text.shorten(said, SMALL, x + wide - left), SMALL, color))
        paper.line(x, y + pitch, x + wide, y + pitch)
        y += pitch
    if len(found) > _LISTED:
        paper.write(Piece(x, y + 11, f"{len(found) - _LISTED} more on the next page", SMALL, "muted"))


def _beside(report: Report, each: Priority, held: Improvement) -> str:
    if each.supports_nothing:
        return "supports no stream" + (", running initiative" if held.kind is ImprovementKind.INITIATIVE else "")
    said = [held.state.value if held.state is ImprovementState.DONE else ""]
    if each.lead_time:
        said.append(f"LT {_signed(report, each.lead_time)}")
    said.append(_moved(each))
    if each.effort is None or each.benefit is None:
        said.append("not on the plot yet")
    return ", ".join(words for words in said if words) or "does not change the lead time"


def _signed(report: Report, gain: float) -> str:
    return f"{'−' if gain > 0 else '+'}{show(abs(gain), report.calendar)}"


def _moved(each: Priority) -> str:
    if each.earlier is None or each.moved is None:
        return "new in the order" if each.rank is not None and each.earlier is None else ""
    if not each.moved:
        return ""
    return f"was {each.earlier}"


def _table(report: Report, found: Sequence[Priority]) -> Block:
    document = report.document
    rows: list[list[Cell]] = []
    for at, each in enumerate(found, 1):
        held = document.the(Improvement, each.improvement)
        initiative = "Running initiative: " if held.kind is ImprovementKind.INITIATIVE else ""
        steps = f"{len(each.critical_steps)} of {len(each.steps)}" if each.steps else None
        rows.append([
            str(each.rank) if each.rank is not None else f"({at})",
            str(each.earlier) if each.earlier else None, initiative + held.name,
            _signed(report, each.lead_time) if each.lead_time else "0" if each.lead_time is not None else None,
            steps, str(len(each.owner_gaps)) if each.owner_gaps else None,
            number(each.lowest_rating, 1) if each.lowest_rating is not None else None,
            money(each.cost, "") if each.cost is not None else None,
            number(each.effort, 1) if each.effort is not None else None,
            number(each.benefit, 1) if each.benefit is not None else None,
            "; ".join(document.name(key) for key in each.streams) or "none",
        ])  # fmt: skip
    flagged = [at for at, each in enumerate(found) if each.supports_nothing]
    columns = (
        ("rank", "Rank"), ("was", "Was"), ("name", "Improvement"), ("lt", "Lead time"), ("steps", "Steps on the path"),
        ("gaps", "Owner gaps"), ("rating", "Lowest rating"), ("cost", f"Saves a year ({document.engagement.currency})"),
        ("effort", "Effort"), ("benefit", "Benefit"), ("streams", "Streams"),
    )  # fmt: skip
    cols = [
        Col("rank", 34, align="right", bold=True),
        Col("was", 32, align="right", color="muted", write=blank),
        Col("name", 200, bold=True),
        Col("lt", 66, align="right"),
        Col("steps", 54, align="right"),
        Col("gaps", 46, align="right", write=blank),
        Col("rating", 46, align="right"),
        Col("cost", 74, align="right"),
        Col("effort", 42, align="right"),
        Col("benefit", 42, align="right"),
        Col("streams", 120, color="muted"),
    ]
    notes = (
        "Lead time, steps, owner gaps and ratings are worked out from today's maps; effort and benefit (0 to 10) are as the "
        "room placed them. A frame: supports no stream."
        + (" In brackets: not ranked, its number on the plot." if any(each.rank is None for each in found) else ""),
    )
    grid = Grid(
        table(columns, rows, flagged, [each.improvement for each in found]), spread(cols, MIDDLE), report.calendar
    )
    return Block(grid, notes=notes)
