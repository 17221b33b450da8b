"""What services cost and earn, and which streams carry the cost."""

from __future__ import annotations

import math
from dataclasses import replace

from vsmstudio.analysis.money_results import Money
from vsmstudio.export.leads import cost_sentence, unallocated_sentence
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import LEFT, MIDDLE, SMALL, Paper, Piece
from vsmstudio.export.pdf.stacked import letter, stacked
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.pdf.tiles import draw_tiles
from vsmstudio.export.sentences import Headline
from vsmstudio.export.tables.costs import allocation, costs
from vsmstudio.export.tables.portfolio import portfolio
from vsmstudio.export.tables.table import Cell, Table
from vsmstudio.export.tables.words import money, part_known, percent, yearly
from vsmstudio.notation import text

STREAMS = 6  # columns of streams that fit beside each other
_SHADES = (
    "accent",
    "owner4",
    "owner5",
    "outline",
    "owner3",
    "owner_other",
    "owner2",
)  # of categories, told apart in grey


def draw_money(paper: Paper, report: Report) -> None:
    """Allocation, portfolio and categories; pages only where money is known."""
    held = report.analysis.money
    if held.own is not None:
        _allocation(paper, report, held)
    if held.own is not None or held.revenue is not None:
        _portfolio(paper, report, held)
    if held.own is not None:
        _by_category(paper, report, held)


def _portfolio(paper: Paper, report: Report, held: Money) -> None:
    title, currency = "Service portfolio", report.document.engagement.currency
    y = paper.open_page(title, cost_sentence(held, currency), level=1 if held.own is not None else 0)
    table = portfolio(report.document, report.analysis)
    cols = [
        Col("service", 108, bold=True),
        Col("state", 52, size=8, color="muted"),
        Col("owner", 104, size=8, write=lambda value: str(value or "Nobody")),
        Col("own", 54, align="right"),
        Col("tco", 54, align="right"),
        Col("revenue", 58, align="right"),
        Col("margin", 58, align="right"),
        Col("streams", 128, size=8),
        Col("share", 42, "Share of path", "right"),
        Col("readiness", 108, size=8, color="muted"),
        Col("fallback", 52, size=8, write=lambda value: str(value or "not asked")),
    ]
    grid = Grid(_services_first(table), spread(cols, MIDDLE), report.calendar)
    above = f"{yearly(report.document)}. A frame: cost that no stream carries."
    draw_blocks(paper, title, y, [Block(grid, above=above, notes=(table.note,))])


def _services_first(table: Table) -> Table:
    """The table with the service as its first column, so that the total is named under it."""
    keys = [column.key for column in table.columns]
    return table.only("service", *(key for key in keys if key != "service"))


def _categories(paper: Paper, held: Money, y: float) -> float:
    """One bar of the parts of the own cost, with their words under it; the y under that."""
    whole = held.own or 1.0
    x, at, row = LEFT, LEFT, 0.0
    for index, (name, amount) in enumerate(held.categories.items()):
        width, shade = MIDDLE * amount / whole, _SHADES[index % len(_SHADES)]
        paper.box(x, y, max(width - 0.8, 0.4), 12, fill=shade)
        x += width
        words = f"{name} {percent(amount / whole)}"
        wide = 14 + text.width(words, SMALL) + 16
        if at + wide > LEFT + MIDDLE:
            at, row = LEFT, row + 12
        paper.box(at, y + 18 + row, 8, 8, fill=shade)
        paper.write(Piece(at + 12, y + 25 + row, words, SMALL, "muted"))
        at += wide
    return y + 28 + row


def _allocation(paper: Paper, report: Report, held: Money) -> None:
    title, currency = "Services and money", report.document.engagement.currency
    y = paper.open_page(title, unallocated_sentence(report.document, held))
    part = (held.unallocated or 0.0) / held.own if held.own else None
    tiles = [
        Headline(money(held.own, currency), "Own cost a year", part_known(held.own_covers, "service")),
        Headline(
            money(held.unallocated, currency),
            "Of it carried by no stream",
            f"{percent(part)} of own cost",
            bool(held.unallocated),
        ),
        Headline(money(held.revenue, currency), "Revenue a year", part_known(held.revenue_covers, "line")),
    ]
    y = draw_tiles(paper, y + 2, tiles) + 14
    if held.own:
        y = _categories(paper, held, y) + 12
    table = allocation(report.document, report.analysis)
    streams = [column for column in table.columns if column.key not in _FIXED]
    count = max(1, math.ceil(len(streams) / STREAMS))
    size = math.ceil(len(streams) / count) or 1
    letters = {each.key: letter(place) for place, each in enumerate(streams)}
    whole, bars = stacked(table, [each.key for each in streams], "unallocated", 170)
    blocks = []
    for index in range(count):
        group = streams[index * size : (index + 1) * size]
        cols = [Col(each.key, 84, f"{letters[each.key]} {each.title}".strip(), "right", write=quiet) for each in group]
        heading = "Which stream carries which service"
        if count > 1:
            heading += f" ({index + 1} of {count})"
        above = (
            f"{yearly(report.document)}. Own cost = what the streams carry + unallocated, an open frame in the bars."
        )
        shown = whole
        if index:  # what the further streams carry, and nothing else
            places = [table.at(each.key) for each in group]
            shown = table.of_rows([at for at, row in enumerate(table.rows) if any(row[place] for place in places)])
            shown, above = replace(shown, total="Total"), ""
        else:
            own = Col("own", 76, align="right", bold=True)
            cols = [bars, own, *cols, Col("unallocated", 80, align="right", write=quiet)]
        if shown.rows:
            cols = [Col("service", 150, bold=True), *cols]
            blocks.append(Block(Grid(shown, spread(cols, MIDDLE), report.calendar), heading, above))
    draw_blocks(paper, title, y, blocks, movable=True)


def _by_category(paper: Paper, report: Report, held: Money) -> None:
    title = "Own cost by category"
    table = costs(report.document, report.analysis)
    y = paper.open_page(title, _categories_lead(held), level=1)
    parts = [column for column in table.columns if column.key not in {"service", "owner", "own"}]
    cols = [
        Col("service", 150, bold=True),
        *(Col(each.key, 74, each.title, "right", write=quiet) for each in parts),
        Col("own", 80, align="right", bold=True),
    ]
    notes = (f"{yearly(report.document)}. {table.note}",)
    draw_blocks(paper, title, y, [Block(Grid(table, spread(cols, MIDDLE), report.calendar), notes=notes)])


_FIXED = {"service", "own", "allocated", "unallocated", "check"}


def quiet(value: Cell) -> str:
    """An amount; nothing where there is none, so that what there is stands out."""
    return money(value) if isinstance(value, (int, float)) and value else ""


def _categories_lead(held: Money) -> str:
    if not held.categories or not held.own:
        return "What each service costs, by category."
    name, amount = max(held.categories.items(), key=lambda each: each[1])
    return f"The largest part is {name}, {percent(amount / held.own)} of all own costs."
