"""Takt against work: a bar for each step, as high as its work per item, with the takt line across.

What is over takt is told by a mark, its upper part and words, not by colour alone; what is unknown has a dashed outline.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.analysis.capacity import takt_bars
from vsmstudio.analysis.capacity_results import TaktBar
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import ValueClass
from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY, LABEL, VALUE, fitted
from vsmstudio.notation.shapes import Box, Element, Point, Poly, Rect, Shape, Words

PLOT_HEIGHT = 176.0
CUT = 4.0  # times takt at which bars are cut off, so that the line of takt stays where it can be read
_SMALL = 9.0  # the smallest text
_NAMED = 60.0  # width of a column from which on names stand under the bars
_BOLD = 44.0  # width of a column from which figures over takt are bold
_TOP, _MARK = 46.0, 7.0
_TITLE_LINE = 18.0
FILLS = {ValueClass.VA: "accent", ValueClass.NNVA: "accent_soft", ValueClass.NVA: "sheet", None: "hairline"}
CLASSES = {
    ValueClass.VA: "Value-adding",
    ValueClass.NNVA: "Necessary, not value-adding",
    ValueClass.NVA: "Not value-adding",
    None: "Not classed",
}


class _Plot(NamedTuple):
    """Where bars stand: the area, the minutes at its top, and the columns' width."""

    area: Rect
    top: float
    pitch: float

    def y(self, minutes: float) -> float:
        return self.area.bottom - self.area.height * min(1.0, minutes / self.top)

    def middle(self, column: int) -> float:
        return self.area.x + self.pitch * (column + 0.5)

    @property
    def bar(self) -> float:
        return min(56.0, self.pitch * 0.66)


class Column(NamedTuple):
    """The part of the chart that is about one step, and what it says in words."""

    step: Id
    area: Rect
    words: str


class Chart(NamedTuple):
    """The drawing, and where each step stands on it."""

    element: Element
    columns: tuple[Column, ...]


def draw_takt_chart(
    document: Document, result: MapAnalysis, width: float, at: Point = (0.0, 0.0), height: float = PLOT_HEIGHT
) -> Element | None:
    """The chart of one map, `width` wide, its upper left corner at `at`; None where the map has no step.

    `height` is that of the bars' area alone. The element's tip says every step in words.
    """
    chart = takt_chart(document, result, width, at, height)
    return chart.element if chart else None


def takt_chart(
    document: Document,
    result: MapAnalysis,
    width: float,
    at: Point = (0.0, 0.0),
    height: float = PLOT_HEIGHT,
    most: int | None = None,
) -> Chart | None:
    """The same, with where its steps stand. Of more than `most` steps only the busiest have bars, in the map's order.

    Steps that came after the analysis are left out.
    """
    calendar = document.engagement.calendar
    steps = [step for step in document.steps(result.map) if step.id in result.capacity.steps]
    every, takt = takt_bars(steps, result.capacity), result.capacity.takt
    if not every:
        return None
    bars = _busiest(every, most)
    said = told(every, takt)
    if len(bars) < len(every):
        said = f"{said}. The {len(bars)} busiest are shown"
    title = text.wrap(said, VALUE, width, True, lines=3)
    x, y = at
    lower = y + _TITLE_LINE * (len(title) - 1)  # where what stands under the title begins as if that had one line
    plot, ticks = _plot(bars, takt, calendar, width, (x, lower), height)
    area = plot.area
    shapes: list[Shape] = [
        Words(x, y + 14 + _TITLE_LINE * line, words, VALUE, bold=True) for line, words in enumerate(title)
    ]
    for tick in ticks:
        shapes.append(Poly(((area.x, plot.y(tick)), (area.right, plot.y(tick))), stroke="hairline"))
        shapes.append(Words(area.x - 6, plot.y(tick) + 4, show(tick, calendar), LABEL, "muted", align="right"))
    figures = all(_figure(plot, bar, takt, calendar) for bar in bars if bar.known and not bar.over)
    for column, bar in enumerate(bars):
        shapes += _bar(plot, column, bar, takt, calendar, figures)
    shapes.append(Poly(((area.x, area.bottom), (area.right, area.bottom)), stroke="ink", line=1.2))
    if takt:
        level = plot.y(takt)
        shapes.append(Poly(((area.x, level), (area.right, level)), stroke="ink", line=1.8))
        shapes.append(Words(area.right + 6, level + 4, _takt_words(takt, calendar), BODY, "ink", bold=True))
    numbers = [result.numbers.get(bar.step, "") for bar in bars]
    names = [document.name(bar.step) for bar in bars]
    under, below = _labels(plot, numbers, names)
    shapes += under
    legend, below = _legend(bars, x, below + 10, width)
    shapes += legend
    lines = [_in_words(*each, calendar) for each in zip(numbers, names, bars, strict=True)]
    tall = Rect(x, lower + _TOP / 2, plot.pitch, height + _TOP / 2)
    columns = tuple(
        Column(bar.step, tall._replace(x=area.x + plot.pitch * place), words)
        for place, (bar, words) in enumerate(zip(bars, lines, strict=True))
    )
    element = Element("takt-chart", "caption", tuple(shapes), Rect(x, y, width, below - y), z=2, tip="\n".join(lines))
    return Chart(element, columns)


def _busiest(bars: Sequence[TaktBar], most: int | None) -> Sequence[TaktBar]:
    """The steps with the most work per item, of equals the first, as they stand on the map."""
    if most is None or len(bars) <= most:
        return bars
    ranked = sorted(range(len(bars)), key=lambda at: (-(bars[at].minutes or 0.0), at))
    return [bars[at] for at in sorted(ranked[:most])]


def _plot(
    bars: Sequence[TaktBar], takt: float | None, calendar: Calendar, width: float, at: Point, height: float
) -> tuple[_Plot, list[float]]:
    """Where the bars stand, and the minutes at which there are lines across."""
    highest = max((bar.minutes or 0.0 for bar in bars), default=0.0)
    top = _round_up(max(highest, takt or 0.0) * 1.08) or 1.0
    if takt and highest > CUT * takt:
        top = CUT * takt
    ticks = _ticks(top) if takt or highest else []
    left = max((text.width(show(tick, calendar), LABEL) + 10 for tick in ticks), default=0.0)
    right = text.width(_takt_words(takt, calendar), BODY, True) + 12 if takt else 8.0
    area = Rect(at[0] + left, at[1] + _TOP, max(width - left - right, 40.0), height)
    return _Plot(area, top, area.width / len(bars)), ticks


def _takt_words(takt: float, calendar: Calendar) -> str:
    return f"Takt {show(takt, calendar)}"


def told(bars: Sequence[TaktBar], takt: float | None) -> str:
    """What the chart says, in a sentence."""
    known, over = sum(bar.known for bar in bars), sum(bar.over for bar in bars)
    if not takt:
        return "Takt is unknown: give the stream its demand"
    if not known:
        return "No step can be held against takt yet: give PT and people"
    unknown = len(bars) - known
    beside = f"; {unknown} of {_steps(len(bars))} {'is' if unknown == 1 else 'are'} unknown" if unknown else ""
    if over:
        return f"{over} of {_steps(len(bars))} {'needs' if over == 1 else 'need'} more time than takt allows{beside}"
    return f"{'Every step keeps' if not beside else 'Every known step keeps'} up with takt{beside}"


def _steps(count: int) -> str:
    return f"{count} step{'' if count == 1 else 's'}"


def _in_words(number: str, name: str, bar: TaktBar, calendar: Calendar) -> str:
    lacking = f" ({', '.join(bar.missing)} missing)" if bar.missing else ""
    figure = show(bar.minutes, calendar) if bar.known else f"unknown{lacking}"
    return f"{number} {name}: {figure}{', over takt' if bar.over else ''}"


class _Figure(NamedTuple):
    """The minutes of a bar in words, how large, and whether they stand within the bar."""

    words: str
    size: float
    bold: bool
    inside: bool


def _figure(plot: _Plot, bar: TaktBar, takt: float | None, calendar: Calendar) -> _Figure | None:
    """How a known bar says its minutes; None where there is no room. Within it where the takt line would cross them."""
    minutes = bar.minutes or 0.0
    head = plot.y(minutes)
    inside = takt is not None and not bar.over and head - 16 < plot.y(takt) < head
    room = (plot.bar if inside else plot.pitch) - 3
    words, bold = show(minutes, calendar), bar.over and plot.pitch >= _BOLD
    size = fitted(words, LABEL, room, bold, least=_SMALL)
    return _Figure(words, size, bold, inside) if text.width(words, size, bold) <= room else None


def _bar(plot: _Plot, column: int, bar: TaktBar, takt: float | None, calendar: Calendar, figures: bool) -> list[Shape]:
    """A bar; with its figure where `figures` says that all bars have room for theirs, or where it is over takt."""
    middle, wide, bottom = plot.middle(column), plot.bar, plot.area.bottom
    left = middle - wide / 2
    if bar.minutes is None:
        words = f"{bar.missing[0]}?" if bar.missing else "?"
        words = words if text.width(words, _SMALL) <= plot.pitch - 2 else "?"
        size = fitted(words, LABEL, plot.pitch - 2, least=_SMALL)
        return [
            Box(left, bottom - 26, wide, 26, stroke="gap_line", dash=(4.0, 3.0)),
            Words(middle, bottom - 32, words, size, "gap", align="center"),
        ]
    head = plot.y(bar.minutes)
    fill = FILLS[bar.value_class]
    edge = "critical" if bar.over else "outline" if bar.value_class is None else "accent"
    shapes: list[Shape] = [Box(left, head, wide, bottom - head, fill=fill, stroke=edge, line=2.0 if bar.over else 1.0)]
    if bar.value_class is ValueClass.NVA:
        shapes.append(_struck(left, head, wide, bottom - head, edge))
    above = head
    if bar.over and takt:
        level = plot.y(takt)
        shapes.append(Box(left, head, wide, level - head, fill="critical", stroke="critical", line=2.0))
        half = min(_MARK, wide / 2)
        peak = ((middle - half, head - 3), (middle, head - 3 - _MARK), (middle + half, head - 3))
        shapes.append(Poly(peak, fill="critical", closed=True))
        above = head - 3 - _MARK
    if bar.minutes > plot.top * (1 + 1e-9):
        for lift in (10.0, 15.0):
            cut = ((left - 3, head + lift + 3), (left + wide + 3, head + lift - 3))
            shapes.append(Poly(cut, stroke="sheet", line=2.5))
    figure = _figure(plot, bar, takt, calendar) if figures or bar.over else None
    if figure is not None:
        color = "critical" if bar.over else "on_accent" if figure.inside and fill == "accent" else "ink"
        baseline = head + 13 if figure.inside else above - 4
        shapes.append(Words(middle, baseline, figure.words, figure.size, color, bold=figure.bold, align="center"))
    return shapes


def _struck(x: float, y: float, width: float, height: float, stroke: str) -> Poly:
    """The stroke through what adds no value, by which it is told from the rest without a colour, as on a printer."""
    return Poly(((x, y + height), (x + width, y)), stroke=stroke, line=1.0)


def _labels(plot: _Plot, numbers: Sequence[str], names: Sequence[str]) -> tuple[list[Shape], float]:
    """What stands under the bars, and how far down it reaches: numbers with names, or numbers alone where bars are narrow."""
    y = plot.area.bottom + 16
    shapes: list[Shape] = []
    if plot.pitch >= _NAMED:
        for column, (number, name) in enumerate(zip(numbers, names, strict=True)):
            lines = text.wrap(f"{number} {name}", LABEL, plot.pitch - 8, lines=3)
            middle = plot.middle(column)
            shapes += [Words(middle, y + 14 * at, line, LABEL, align="center") for at, line in enumerate(lines)]
        return shapes, y + 14 * 2
    widest = max(text.width(number, _SMALL) for number in numbers) + 3
    rows = min(3, max(1, math.ceil(widest / plot.pitch)))
    every = max(1, math.ceil(widest / (plot.pitch * rows)))
    for column, number in enumerate(numbers):
        if column % every == 0:
            row = column // every % rows
            shapes.append(Words(plot.middle(column), y + 12 * row, number, _SMALL, align="center"))
    return shapes, y + 12 * (rows - 1)


def _legend(bars: Sequence[TaktBar], x: float, y: float, width: float) -> tuple[list[Shape], float]:
    """What the fills and outlines mean: only those that are there, in as many lines as they need; and where it ends."""
    there = [each for each in FILLS if any(bar.known and bar.value_class is each for bar in bars)]
    entries: list[tuple[str, str, tuple[float, ...], str]] = [
        (FILLS[each], "outline" if each is None else "accent", (), CLASSES[each]) for each in there
    ]
    if any(bar.over for bar in bars):
        entries.append(("critical", "critical", (), "Over takt"))
    if not all(bar.known for bar in bars):
        entries.append(("", "gap_line", (3.0, 2.0), "Unknown"))
    shapes: list[Shape] = []
    across = x
    for fill, stroke, dash, words in entries:
        needed = 18 + text.width(words, LABEL)
        if across > x and across + needed > x + width:
            across, y = x, y + 18
        shapes.append(Box(across, y + 2, 12, 12, fill=fill, stroke=stroke, dash=dash))
        if words == CLASSES[ValueClass.NVA]:
            shapes.append(_struck(across, y + 2, 12, 12, stroke))
        shapes.append(Words(across + 18, y + 12, words, LABEL, "muted"))
        across += needed + 20
    return shapes, y + 20


def _ticks(top: float) -> list[float]:
    """Round minutes from 0 to at most `top`, four or five of them."""
    step = _round_up(top / 4)
    return [step * at for at in range(int(top / step + 1e-9) + 1)]


def _round_up(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten (or a part of an hour or day that reads as well)."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * part for part in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if power * part >= value * (1 - 1e-9))
