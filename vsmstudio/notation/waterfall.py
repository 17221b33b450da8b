"""The lead-time waterfall: along the critical path each step and queue as a bar that begins where the one before it ends.

The dark end of a bar is processing time, the pale part waiting. The longest is told by colour, weight and the word beside it
in the legend; what nobody answers for stands in a frame; an unknown time is a dashed box with its question. Under all stands
the total. Times are working minutes.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, percent, show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, Endpoint, Map, Step
from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY, LABEL, diamond
from vsmstudio.notation.shapes import Box, Element, Poly, Rect, Shape, Words
from vsmstudio.notation.time_axis import axis, mark_every

HIGHEST, LOWEST = 34.0, 18.0  # of a row with a name of one line
_LINE = 15.0  # of a name
_HEAD, _AXIS, _LEGEND, _AIR = 24.0, 30.0, 26.0, 6.0
_NUMBER, _OWNER, _EDGE = 34.0, 168.0, 6.0
_NAMES = (130.0, 270.0)  # width of the names' column, at least and at most
_FIGURES = (76.0, 56.0, 80.0)  # widths of what a row adds, its share and its processing time
_MARK = 13.0  # of a gap, before its words
_UNKNOWN = 34.0  # width of the box of an unknown time


class Fall(NamedTuple):
    """One bar: from `start` to `end` on the time scale, the last `work` minutes of it processing; unknown where not `known`.

    `process_time` is the step's own, also where the convention leaves it out of lead time.
    """

    node: Id
    number: str
    name: str
    start: float
    end: float
    work: float
    process_time: float | None
    known: bool
    is_step: bool


class Answer(NamedTuple):
    """Who is accountable for a node, in words; `gap`: nobody who could answer for it, though it takes time or may."""

    words: str
    gap: bool = False


def falls(document: Document, held: MapAnalysis) -> tuple[Fall, ...]:
    """The bars of a map's first critical path; endpoints only where a delay leads to them."""
    worked = document.the(Map, held.map).convention is not Convention.WAITS
    found: list[Fall] = []
    now = 0.0
    for part in held.path:
        node = document.get(part.node)
        start, now = now, now + part.delay + (part.adds or 0.0)
        if isinstance(node, Endpoint) and now == start:
            continue
        step = isinstance(node, Step)
        work = min(part.process_time or 0.0, now - start) if worked and step else 0.0
        known = part.adds is not None or part.delay > 0 or not step
        name = document.name(part.node) or "Unnamed"
        found.append(
            Fall(part.node, held.numbers.get(part.node, ""), name, start, now, work, part.process_time, known, step)
        )
    return tuple(found)


def waterfall(
    document: Document,
    held: MapAnalysis,
    width: float,
    room: float,
    answers: Mapping[Id, Answer] | None = None,
) -> tuple[Element, ...]:
    """The waterfall of a map, `width` wide, in as many parts of at most `room` high as its rows need; none without a path.

    All parts have one time scale. With `answers` a column says who is accountable for each node.
    """
    rows = falls(document, held)
    if not rows:
        return ()
    plot = _Plot(document.engagement.calendar, rows, width, answers)
    parts = _parts(plot, rows, room)
    return tuple(
        Element("waterfall", "ladder", tuple(shapes), Rect(0, 0, width, below))
        for shapes, below in (
            _part(plot, held, some, height, last=place == len(parts) - 1) for place, (some, height) in enumerate(parts)
        )
    )


class _Plot:
    """What all rows share: the scale, the columns and what is the longest."""

    def __init__(
        self, calendar: Calendar, rows: Sequence[Fall], width: float, answers: Mapping[Id, Answer] | None
    ) -> None:
        self.calendar, self.width, self.shown = calendar, width, answers is not None
        self._answers = answers or {}
        widest = max(text.width(row.name, BODY, row.is_step) for row in rows) + 1
        name = max(_NAMES[0], min(_NAMES[1], widest))
        self.left = _NUMBER + name + 12
        right = width - sum(_FIGURES) - (_OWNER if self.shown else 0.0) - 16
        self.right = max(right, self.left + 80)
        self.whole = rows[-1].end
        self.scale = (self.right - self.left) / self.whole if self.whole > 0 else 0.0
        self.longest = max(rows, key=lambda each: each.end - each.start).node if self.whole > 0 and rows[1:] else ""
        self.columns = [self.right + 8 + each - _EDGE for each in itertools.accumulate(_FIGURES)]
        self.owner = self.right + 16 + sum(_FIGURES)
        self.names = {row.node: text.wrap(row.name, BODY, name, row.is_step, 3) for row in rows}
        self.answers = {row.node: self._wrapped(row) for row in rows}

    def x(self, minutes: float) -> float:
        return self.left + minutes * self.scale

    def gap(self, row: Fall) -> bool:
        """Does nobody answer for it?"""
        answer = self._answers.get(row.node)
        return answer is not None and answer.gap

    def _wrapped(self, row: Fall) -> tuple[str, ...]:
        answer = self._answers.get(row.node)
        if answer is None or not answer.words:
            return ()
        room = self.width - self.owner - _EDGE - (_MARK if answer.gap else 0.0)
        return text.wrap(answer.words, LABEL, room, answer.gap, 3)

    def height(self, row: Fall, base: float) -> float:
        lines = max(len(self.names[row.node]), len(self.answers[row.node]))
        return max(base, lines * _LINE + (_AIR if lines > 1 else 2.0))


def _parts(plot: _Plot, rows: Sequence[Fall], room: float) -> list[tuple[Sequence[Fall], float]]:
    """The rows of each part, and how high a row is: one part if they can be low enough, else evened out over several."""
    fixed = _HEAD + _AXIS + _LEGEND
    for base in (HIGHEST, 30.0, 26.0, 22.0, LOWEST):
        if fixed + base + sum(plot.height(row, base) for row in rows) <= room:
            return [(rows, base)]
    heights = [plot.height(row, LOWEST) for row in rows]
    most = max(room - fixed - LOWEST, HIGHEST)
    cut = _cut(heights, most)
    while len(tighter := _cut(heights, most - 4)) <= len(cut) and most > HIGHEST:
        cut, most = tighter, most - 4
    return [(rows[begin:end], LOWEST) for begin, end in cut]


def _cut(heights: Sequence[float], most: float) -> list[tuple[int, int]]:
    """Spans of rows as high as `most`, unless one row alone is higher."""
    starts, used = [0], 0.0
    for place, height in enumerate(heights):
        if place > starts[-1] and used + height > most:
            starts.append(place)
            used = 0.0
        used += height
    return list(zip(starts, [*starts[1:], len(heights)], strict=True))


def _part(plot: _Plot, held: MapAnalysis, rows: Sequence[Fall], base: float, last: bool) -> tuple[list[Shape], float]:
    """The shapes of one part and where they end; the total stands under the last."""
    shapes = _heads(plot)
    tops, y = [], _HEAD
    for row in rows:
        tops.append(y)
        y += plot.height(row, base)
    bottom = y + (base if last else 0.0)
    if plot.scale:
        every = mark_every(plot.whole, plot.calendar)
        for at in range(int(plot.whole / every + 1e-9) + 1):
            x = plot.x(at * every)
            shapes.append(Poly(((x, _HEAD), (x, bottom)), stroke="head"))
    for place, (row, top) in enumerate(zip(rows, tops, strict=True)):
        height = plot.height(row, base)
        shapes += _row(plot, row, top, height, _thick(base))
        follows = place + 1 < len(rows) or last
        if plot.scale and follows:
            x, half = plot.x(row.end), _thick(base) / 2
            under = plot.height(rows[place + 1], base) if place + 1 < len(rows) else base
            shapes.append(Poly(((x, top + height / 2 + half), (x, top + height + under / 2 - half)), stroke="outline"))
    if last:
        shapes += _total(plot, held, y, base)
    if plot.scale:
        shapes += axis(plot.calendar, plot.whole, plot.left, plot.scale, bottom + 4)
    shapes += _legend(plot, rows, bottom + _AXIS + 10)
    return shapes, bottom + _AXIS + _LEGEND - 4


def _thick(base: float) -> float:
    """How high a bar is."""
    return min(18.0, base * 0.62)


def _heads(plot: _Plot) -> list[Shape]:
    y = 13.0
    shapes: list[Shape] = [
        Words(_EDGE, y, "No.", LABEL, "muted", bold=True),
        Words(_NUMBER, y, "Step or queue", LABEL, "muted", bold=True),
    ]
    for edge, words in zip(plot.columns, ("Adds to LT", "Share", "PT"), strict=True):
        shapes.append(Words(edge, y, words, LABEL, "muted", bold=True, align="right"))
    if plot.shown:
        shapes.append(Words(plot.owner, y, "Accountable", LABEL, "muted", bold=True))
    shapes.append(Poly(((0, _HEAD - 2), (plot.width, _HEAD - 2)), stroke="outline"))
    return shapes


def _row(plot: _Plot, row: Fall, top: float, height: float, thick: float) -> list[Shape]:
    middle, chief = top + height / 2, row.node == plot.longest
    shapes: list[Shape] = []
    if plot.gap(row):
        shapes.append(Box(0, top + 1, plot.width, height - 2, fill="gap_soft", stroke="gap_line", radius=3))
    else:
        shapes.append(Poly(((0, top + height), (plot.width, top + height)), stroke="head"))
    shapes.append(Words(_EDGE, middle + 4, row.number, BODY, "muted"))
    shapes += _lines(plot.names[row.node], _NUMBER, middle, BODY, "ink" if row.is_step else "muted", row.is_step)
    takes = row.end - row.start
    shapes += _bar(plot, row, middle, thick, chief)
    share = percent(takes / plot.whole) if plot.whole > 0 and row.known else "–"
    figures = (
        show(takes, plot.calendar) if row.known else "–",
        share,
        show(row.process_time, plot.calendar) if row.process_time is not None else "–",
    )
    for place, (edge, words) in enumerate(zip(plot.columns, figures, strict=True)):
        color = "critical" if chief and place < 2 else "ink" if place < 2 else "muted"
        shapes.append(
            Words(edge, middle + 4, words, BODY, color, bold=place == 0 or (chief and place < 2), align="right")
        )
    if plot.gap(row):
        shapes.append(diamond(plot.owner + 4, middle, 8, fill="gap"))
        shapes += _lines(plot.answers[row.node], plot.owner + _MARK, middle, LABEL, "gap", True)
    else:
        shapes += _lines(plot.answers[row.node], plot.owner, middle, LABEL, "ink", False)
    return shapes


def _lines(lines: Sequence[str], x: float, middle: float, size: float, color: str, bold: bool) -> list[Shape]:
    first = middle - (len(lines) - 1) * _LINE / 2 + size * 0.36
    return [Words(x, first + at * _LINE, words, size, color, bold) for at, words in enumerate(lines)]


def _bar(plot: _Plot, row: Fall, middle: float, thick: float, chief: bool) -> list[Shape]:
    x, y = plot.x(row.start), middle - thick / 2
    if not row.known:
        x = max(min(x, plot.right - _UNKNOWN), plot.left)
        return [
            Box(x, y, _UNKNOWN, thick, fill="sheet", stroke="gap_line", dash=(4.0, 3.0)),
            Words(x + _UNKNOWN / 2, middle + 3.6, "LT?", 10.0, "gap", bold=True, align="center"),
        ]
    wide, dark = (row.end - row.start) * plot.scale, row.work * plot.scale
    strong, soft = ("critical", "critical_soft") if chief else ("accent", "accent_soft")
    shapes: list[Shape] = [Box(x, y, max(wide, 1.5), thick, fill=soft, stroke=strong)]
    if dark > 0:
        dark = max(dark, 1.0)
        shapes.append(Box(x + max(wide, 1.5) - dark, y, dark, thick, fill=strong, stroke=strong))
    return shapes


def _total(plot: _Plot, held: MapAnalysis, top: float, base: float) -> list[Shape]:
    middle, thick = top + base / 2, _thick(base)
    known, steps = held.coverage.lead_time
    figures = held.figures
    at_least = known < steps and figures.lead_time is not None
    words = "Lead time, at least" if at_least else "Lead time"
    shapes: list[Shape] = [
        Poly(((0, top), (plot.width, top)), stroke="outline"),
        Words(_NUMBER, middle + 4, words, BODY, bold=True),
    ]
    if plot.scale:
        shapes.append(Box(plot.left, middle - thick / 2, plot.whole * plot.scale, thick, fill="line"))
    said = (
        show(figures.lead_time, plot.calendar) if figures.lead_time is not None else "–",
        "100 %" if plot.whole > 0 else "–",
        show(figures.process_time, plot.calendar) if figures.process_time is not None else "–",
    )
    for edge, figure in zip(plot.columns, said, strict=True):
        shapes.append(Words(edge, middle + 4, figure, BODY, bold=True, align="right"))
    return shapes


def _legend(plot: _Plot, rows: Sequence[Fall], y: float) -> list[Shape]:
    """What fills and frames mean, as far as they occur in these rows."""
    entries: list[tuple[str, Box]] = []
    if plot.scale:
        entries.append(("waiting", Box(0, 0, 14, 11, fill="accent_soft", stroke="accent")))
    if any(row.work > 0 for row in rows):
        entries.append(("processing", Box(0, 0, 14, 11, fill="accent", stroke="accent")))
    if any(row.node == plot.longest for row in rows):
        entries.append(("longest", Box(0, 0, 14, 11, fill="critical_soft", stroke="critical", line=1.6)))
    if any(plot.gap(row) for row in rows):
        entries.append(("nobody is accountable", Box(0, 0, 14, 11, fill="gap_soft", stroke="gap_line", radius=2)))
    if not all(row.known for row in rows):
        entries.append(("time unknown", Box(0, 0, 14, 11, stroke="gap_line", dash=(3.0, 2.0))))
    shapes: list[Shape] = []
    x = plot.left
    for words, sample in entries:
        shapes.append(msgspec.structs.replace(sample, x=x, y=y - 9))
        shapes.append(Words(x + 20, y, words, LABEL, "muted"))
        x += 20 + text.width(words, LABEL) + 18
    return shapes
