"""Fund services, not projects: what development alone shows of the cost of services, what it hides, and which streams pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.analysis.hidden_cost import COST_PARTS, DEVELOPMENT, HiddenCosts, hidden_cost
from vsmstudio.export.pdf.blocks import Block, draw_blocks, least_height
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.plain import table
from vsmstudio.export.pdf.marks import diamond
from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, RIGHT, SMALL, STRONG, Paper, Piece
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.tables.table import Cell, Kind
from vsmstudio.export.tables.words import money, part_known, percent, yearly
from vsmstudio.model.durations import number
from vsmstudio.notation import text

SHADES = dict(
    zip(COST_PARTS, ("accent", "owner4", "owner5", "outline", "owner3", "owner_other", "owner2"), strict=False)
)
_NAME, _TALL, _PITCH, _MOST = 196.0, 15.0, 23.0, 8  # of the bars; so many streams have a bar of their own


def draw_hidden(paper: Paper, report: Report) -> None:
    """Two bars of the whole, a bar for each stream, then the services; left out while development is not known."""
    found = hidden_cost(report.document, report.analysis)
    total = found.total
    if not total.own or total.hidden is None:
        return
    title = "Fund services, not projects"
    y = paper.open_page(title, _lead(report, found), level=1)
    block = _services(report, found)
    bars = min(sum(bool(each.own) for each in found.streams), _MOST)
    large = y + 150 + bars * _PITCH + least_height([block]) <= paper.bottom
    y = _whole(paper, report, found, y + (4 if large else 0), 24.0 if large else 16.0)
    y = _streams(paper, report, found, y + (10 if large else 6), _PITCH if large else _TALL)
    y = _legend(paper, [name for name in COST_PARTS if name in total.parts], y + 4) + (14 if large else 8)
    draw_blocks(paper, title, y, [block])


def _lead(report: Report, found: HiddenCosts) -> str:
    total, currency = found.total, report.document.engagement.currency
    if not total.shown:
        return f"What development costs is not known; {money(total.own, currency)} a year are spent on services all the same."
    return (
        f"A budget by projects would show {money(total.shown, currency)} a year of development; the services cost "
        f"{money(total.own, currency)}, so that {percent(total.hidden_share)} would stay hidden."
    )


def _whole(paper: Paper, report: Report, found: HiddenCosts, y: float, tall: float) -> float:
    """What projects show above what the services cost, on one scale; the y under them."""
    total, currency = found.total, report.document.engagement.currency
    bars = [
        ("What development shows", {DEVELOPMENT: total.shown or 0.0}, total.shown),
        ("What the services cost", total.parts, total.own),
    ]
    for name, parts, amount in bars:
        _bar(paper, name, parts, money(amount, currency), total.own or 1.0, y, tall, STRONG)
        y += tall * 4 / 3
    known = part_known(total.own_covers, "service")
    paper.write(Piece(LEFT + _NAME, y + 4, f"{yearly(report.document)}, {known}", SMALL, "muted"))
    return y + 8


def _streams(paper: Paper, report: Report, found: HiddenCosts, y: float, pitch: float) -> float:
    """What each stream carries, the largest first, and what none does; on a scale of their own."""
    currency = report.document.engagement.currency
    named = sorted((each for each in found.streams if each.stream and each.own), key=lambda each: -(each.own or 0.0))
    loose = [each for each in found.streams if each.stream is None and each.own]
    listed = [*named[: _MOST - len(loose)], *loose]
    if not listed:
        return y
    y = paper.heading("Which stream pays for what", y) + 4
    most = max(each.own or 0.0 for each in listed)
    for each in listed:
        name = report.document.name(each.stream) if each.stream else "Carried by no stream"
        _bar(paper, name, each.parts, money(each.own, currency), most, y, pitch * 0.65, BODY, gap=each.stream is None)
        y += pitch
    left = len(named) + len(loose) - len(listed)
    if left:
        paper.write(Piece(LEFT, y + 6, f"{left} more streams with less stand in the workbook.", SMALL, "muted"))
        y += 12
    return y


def _bar(
    paper: Paper, name: str, parts: Mapping[str, float], said: str, whole: float, y: float, tall: float, size: float,
    gap: bool = False,
) -> None:  # fmt: skip
    left, room = LEFT + _NAME, MIDDLE - _NAME - 110
    baseline = y + tall / 2 + size * 0.36
    x = LEFT
    if gap:
        diamond(paper, x + 4, y + tall / 2, "gap")
        x += 12
    shown = text.shorten(name, size, _NAME - 22, True)
    paper.write(Piece(x, baseline, shown, size, "gap" if gap else "ink", bold=True))
    at = left
    for part in COST_PARTS:
        wide = room * parts.get(part, 0.0) / whole
        if wide > 0:
            paper.box(at, y, max(wide - 0.7, 0.4), tall, fill=SHADES[part])
            at += wide
    paper.write(Piece(min(at + 7, RIGHT - text.width(said, size, True)), baseline, said, size, bold=True))


def _legend(paper: Paper, parts: Sequence[str], y: float) -> float:
    x = LEFT
    for part in parts:
        wide = 13 + text.width(part, SMALL) + 16
        if x + wide > RIGHT:
            x, y = LEFT, y + 12
        paper.box(x, y, 8, 8, fill=SHADES[part])
        paper.write(Piece(x + 13, y + 7, part, SMALL, "muted"))
        x += wide
    return y + 10


def _services(report: Report, found: HiddenCosts) -> Block:
    rows: list[list[Cell]] = []
    held = sorted((each for each in found.services if each.own), key=lambda each: -(each.hidden or 0.0))
    for each in held:
        rows.append([
            report.document.name(each.service), each.shown, each.hidden, each.own, each.borne, each.tco,
            f"{number(each.times, 1)} ×" if each.times else None, each.hidden_share,
        ])  # fmt: skip
    columns = (
        ("service", "Service"), ("shown", "Development", Kind.MONEY), ("hidden", "Hidden behind it", Kind.MONEY),
        ("own", "Own cost", Kind.MONEY), ("borne", "Borne of others", Kind.MONEY), ("tco", "TCO", Kind.MONEY),
        ("times", "Own cost is"), ("share", "Hidden share", Kind.RATIO),
    )  # fmt: skip
    cols = [
        Col("service", 190, bold=True),
        *(Col(key, 82, align="right") for key in ("shown", "hidden", "own", "borne", "tco")),
        Col("times", 66, "Times development", "right"),
        Col("share", 60, align="right"),
    ]
    notes = ("What is hidden: infrastructure, maintenance, vendors, consumer support, other cost and contracts. Total costs of "
             "ownership (TCO) overlap and are never added up.",)  # fmt: skip
    grid = Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar)
    return Block(grid, "Service by service, what is hidden most first", f"{yearly(report.document)}.", notes)
