"""What each improvement contributes on the way to the future state: lead time in steps from current to future."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.analysis.engagement.contribution import Contribution, contributions_of
from vsmstudio.export.pdf.blocks import Block, draw_blocks, least_height
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.effects import NAMES, value_words
from vsmstudio.export.pdf.engagement.plain import table
from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, RIGHT, Paper, Piece
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import percent, plural, spoken
from vsmstudio.model.durations import show
from vsmstudio.model.records import Map, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Rect

_NAME, _AFTER = 232.0, 70.0
_ROWS, _BAR = (17.0, 32.0), 0.62  # heights of a row from many to few, and the part of it that its bar fills
_TINY = 1e-6


class Fall(NamedTuple):
    """A bar of the waterfall: its name, where it begins and ends (minutes), and how it is drawn."""

    name: str
    start: float
    end: float
    total: bool = False
    rest: bool = False


def draw_contributions(paper: Paper, report: Report) -> None:
    """A waterfall for each stream that has improvements with an effect, then what was claimed beside what comes of it."""
    for stream in report.document.streams:
        if report.document.current_map(stream.id) is None:
            continue
        found = contributions_of(report.document, report.analysis, stream.id)
        if found.shares and found.before.get("lead_time") is not None:
            _page(paper, report, stream, found)


def falls(report: Report, found: Contribution) -> list[Fall]:
    """The bars from the current lead time down to the future one."""
    document = report.document
    before = found.before.get("lead_time") or 0.0
    current = document.of(Map, found.current)
    bars = [Fall(current.name if current else "Now", 0.0, before, total=True)]
    at = before
    for each in found.shares:
        change = each.differences.get("lead_time")
        if change is None or abs(change) < _TINY:
            continue
        bars.append(Fall(document.name(each.improvement), at, at + change))
        at += change
    rest = found.rest.get("lead_time")
    if rest is not None and abs(rest) > _TINY:
        bars.append(Fall("Not explained by an improvement", at, at + rest, rest=True))
        at += rest
    future = document.of(Map, found.future)
    after = found.after.get("lead_time")
    bars.append(
        Fall(future.name if future else "With all improvements", 0.0, at if after is None else after, total=True)
    )
    return bars


def _page(paper: Paper, report: Report, stream: ValueStream, found: Contribution) -> None:
    title = f"What each improvement contributes: {stream.name}"
    y = paper.open_page(title, _lead(report, found), level=1, outline=f"Contribution: {stream.name}")
    bars = falls(report, found)
    longest = max(max(each.start, each.end) for each in bars) or 1.0
    y += 6
    block = _table(report, found)
    row = _row_height(paper.bottom - y - 30, least_height([block]) + 10, len(bars))
    for at, each in enumerate(bars):
        if y + row > paper.bottom:
            y = paper.continued(title) + 4
        _fall(
            paper, report, each, longest, Rect(LEFT, y, MIDDLE, row), at + 1 < len(bars) and y + 2 * row <= paper.bottom
        )
        y += row
    silent = sum(abs(each.differences.get("lead_time") or 0.0) < _TINY for each in found.shares)
    notes = [f"{note.rstrip('.')}." for note in found.notes]
    if silent:
        notes.insert(
            0,
            f"{plural(silent, 'improvement')} {'leaves' if silent == 1 else 'leave'} the lead time as it is.",
        )
    y += 6
    for note in notes:
        y = paper.flowing(note, y, title, "muted") + 2
    draw_blocks(paper, title, y + 10, [block], movable=True)


def _row_height(room: float, under: float, rows: int) -> float:
    """How high the row of a bar is: low enough to leave room for the table, where it can be."""
    beside_it = (room - under) / rows
    return min(beside_it if beside_it >= _ROWS[0] else max(room / rows, _ROWS[0]), _ROWS[1])


def _fall(paper: Paper, report: Report, bar: Fall, longest: float, area: Rect, joined: bool) -> None:
    left, room = LEFT + _NAME, MIDDLE - _NAME - _AFTER
    tall = area.height * _BAR
    baseline, top = area.center[1] + BODY * 0.36, area.center[1] - tall / 2
    color = "muted" if bar.rest else "ink"
    paper.write(Piece(LEFT, baseline, text.shorten(bar.name, BODY, _NAME - 14, bar.total), BODY, color, bar.total))
    start, end = (left + room * max(each, 0.0) / longest for each in (bar.start, bar.end))
    x, wide = min(start, end), max(abs(end - start), 1.0)
    longer = bar.end > bar.start
    if bar.total:
        paper.box(x, top, wide, tall, fill="accent")
        said, shade = show(bar.end, report.calendar), "ink"
    elif bar.rest:
        paper.box(x, top, wide, tall, fill="head", stroke="outline")
        said, shade = _change(report, bar), "muted"
    else:
        paper.box(x, top, wide, tall, fill="critical" if longer else "good")
        said, shade = _change(report, bar), "critical" if longer else "good"
    if joined:
        paper.line(end, top + tall, end, top + area.height, "outline", 0.6)
    at = x + wide + 6
    if at + text.width(said, BODY, True) > RIGHT:
        at = x - 6 - text.width(said, BODY, True)
    paper.write(Piece(at, baseline, said, BODY, shade, bold=True))


def _change(report: Report, bar: Fall) -> str:
    change = bar.end - bar.start
    return f"{'+' if change > 0 else '−'}{show(abs(change), report.calendar)}"


def _lead(report: Report, found: Contribution) -> str:
    whole = found.whole.get("lead_time")
    known = [(each.differences.get("lead_time") or 0.0, each) for each in found.shares]
    best = min(known, key=lambda pair: pair[0])
    if whole is None:
        return "What the improvements do to the lead time is not known yet."
    if best[0] > -_TINY:
        return "No improvement of the plan shortens the lead time so far."
    name = text.shorten(report.document.name(best[1].improvement), 12, 300)
    said = f"{name} takes {spoken(-best[0], report.calendar)} off the lead time, more than any other"
    if len([each for each, _ in known if each < -_TINY]) == 1:
        said = f"Only {name} shortens the lead time, by {spoken(-best[0], report.calendar)}"
    rest = found.rest.get("lead_time") or 0.0
    if whole < -_TINY and rest < -_TINY and rest / whole > 0.05:
        return f"{said}; {percent(rest / whole)} of what the future map gains is not explained by any."
    return f"{said}."


def _table(report: Report, found: Contribution) -> Block:
    calendar, currency = report.calendar, report.document.engagement.currency
    rows: list[list[Cell]] = []
    flagged = []
    for each in found.shares:
        less = [check for check in each.checks if check.judged.value == "worse"]
        if less:
            flagged.append(len(rows))
        claimed = "; ".join(
            f"{NAMES[check.key]} {value_words(check.key, check.claimed, calendar, currency)}" for check in each.checks
        )
        computed = "; ".join(
            f"{NAMES[check.key]} {value_words(check.key, check.computed, calendar, currency)}"
            for check in each.checks
            if check.computed is not None
        )
        rows.append([
            report.document.name(each.improvement), _signed_time(report, each.differences.get("lead_time")),
            _signed_time(report, each.differences.get("process_time")), _points(each.differences.get("rolled_ca")),
            claimed or None, computed or None, each.applied.value,
        ])  # fmt: skip
    columns = (
        ("name", "Improvement"), ("lt", "Lead time"), ("pt", "Processing"), ("ca", "Rolled %C&A"), ("claimed", "It claims"),
        ("computed", "Computed"), ("how", "Figures are"),
    )  # fmt: skip
    cols = [
        Col("name", 226, bold=True),
        Col("lt", 54, align="right"),
        Col("pt", 56, align="right"),
        Col("ca", 64, align="right"),
        Col("claimed", 146, size=8),
        Col("computed", 146, size=8),
        Col("how", 92, size=8, color="muted"),
    ]
    notes = (
        "A frame: less comes of it than it claims. Each difference is what an improvement does after those above it. "
        "Computed: by the future map; without one, by the claim applied to today's map.",
    )
    return Block(
        Grid(table(columns, rows, flagged), spread(cols, MIDDLE), calendar), "Claimed and computed", notes=notes
    )


def _signed_time(report: Report, change: float | None) -> str | None:
    if change is None:
        return None
    return "0" if abs(change) < _TINY else f"{'+' if change > 0 else '−'}{show(abs(change), report.calendar)}"


def _points(change: float | None) -> str | None:
    if change is None:
        return None
    return "0" if abs(change) < 5e-4 else f"{'+' if change > 0 else '−'}{abs(change) * 100:.1f} points"
