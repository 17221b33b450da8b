"""Two maps of one stream on one time scale: both timelines, what became of each step, and the difference at the end.

The earlier timeline stands above the later one. Peaks are waiting, troughs processing, as on the ladder; under (over) the
line a bar for each step, joined to the bar of the step that took its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vsmstudio.analysis.comparison import Comparison, Judged, StepChange
from vsmstudio.analysis.matching import Fate
from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, Endpoint, Map, Step
from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY, LABEL, VALUE, percent
from vsmstudio.notation.shapes import Box, Element, Poly, Rect, Shape, Words
from vsmstudio.notation.time_axis import axis
from vsmstudio.notation.time_labels import Label, placed

LEFT, RIGHT = 152.0, 96.0  # room for the names of the maps, and for the totals
_WORTH_SAYING = 0.02  # of the time scale: smaller differences of a step stand in the table


@dataclass(frozen=True, slots=True)
class Part:
    """A step or queue along a timeline, from `start` to `end` (minutes); the last `work` minutes of it are processing."""

    node: Id
    start: float
    end: float
    work: float
    is_step: bool
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Side:
    """One timeline: its parts in order, and when it ends (minutes)."""

    parts: tuple[Part, ...] = ()
    end: float = 0.0


class Sizes(NamedTuple):
    """How large a drawing is: its words, the rise of the time line, its bars, what lies between them, its margins, and how
    many lines a name may have, so far apart."""

    label: float = LABEL
    value: float = VALUE
    rise: float = 16.0
    bar: float = 12.0
    links: float = 58.0
    left: float = LEFT
    right: float = RIGHT
    lines: int = 2
    pitch: float = 14.5

    @property
    def labels(self) -> float:
        """Room for the labels of one time line."""
        return 9.0 + self.pitch * self.lines + self.label * 0.8


PANEL = Sizes()
ROOM = Sizes(label=14.0, value=19.0, rise=24.0, bar=24.0, links=112.0, left=184.0, right=150.0, lines=3, pitch=18.0)


class Frame(NamedTuple):
    """Where both timelines of a drawing stand: their parts, pixels per minute, and the tops of their bars and lines."""

    sides: tuple[Side, Side]
    scale: float
    longest: float
    bars: tuple[float, float]
    lines: tuple[float, float]


def frame(document: Document, analysis: Analysis, comparison: Comparison, width: float, sizes: Sizes = PANEL) -> Frame:
    """Where things stand in a drawing of at least this width. Its scale is 0 where no time is known."""
    width = max(width, sizes.left + sizes.right + 240.0)
    before, after = (_side(document, analysis.maps[key]) for key in (comparison.before, comparison.after))
    longest = max(before.end, after.end)
    top = sizes.labels + sizes.rise + 6
    bars = (top, top + sizes.bar + sizes.links)
    scale = (width - sizes.left - sizes.right) / longest if longest > 0 else 0.0
    return Frame((before, after), scale, longest, bars, (sizes.labels, bars[1] + sizes.bar + 6))


def two_timelines(
    document: Document, analysis: Analysis, comparison: Comparison, width: float = 1120.0, sizes: Sizes = PANEL
) -> Element:
    """Both maps of a comparison as one drawing of at least this width, its upper left corner at (0, 0)."""
    calendar, left = document.engagement.calendar, sizes.left
    width = max(width, left + sizes.right + 240.0)
    results = [analysis.maps[key] for key in (comparison.before, comparison.after)]
    sides, scale, longest, bars, lines = frame(document, analysis, comparison, width, sizes)
    if longest <= 0:
        words = "Nobody has said yet how long the steps take. Fill in LT, then both timelines stand here."
        return Element("two timelines", "ladder", (Words(0, 16, words, BODY, "muted"),), Rect(0, 0, width, 24))
    bottom = lines[1] + sizes.rise + sizes.labels
    fates = _fates(comparison)
    shapes: list[Shape] = [*_links(comparison, sides, scale, bars, calendar, longest, sizes)]
    unnamed = 0
    for above, result, side, bar, line in zip((True, False), results, sides, bars, lines, strict=True):
        shapes += _bars(side, scale, bar, fates, sizes)
        shapes += _ladder(side, scale, line, sizes)
        outwards = -1.0 if above else 1.0
        first = line - 9 if above else line + sizes.rise + sizes.label + 4
        rows = [first + outwards * sizes.pitch * at for at in range(sizes.lines + 1)]
        labels = _labels(side, scale, calendar, fates, left)
        words_, dropped = placed(labels, rows, left, left + side.end * scale, sizes.label)
        shapes += words_
        unnamed += dropped
        shapes += _title(document, result, line, above, sizes)
        shapes += _total(result, calendar, left + side.end * scale, line, sizes)
    shapes += _difference(comparison, sides, calendar, scale, lines[1], sizes)
    shapes += axis(calendar, longest, left, scale, bottom + 8, sizes.label)
    legend, below = _legend(comparison, sides, unnamed, bottom + 30 + 2 * sizes.label, width, sizes)
    return Element("two timelines", "ladder", (*shapes, *legend), Rect(0, 0, width, below + 8))


def step_areas(
    document: Document, analysis: Analysis, comparison: Comparison, width: float, sizes: Sizes = PANEL
) -> list[tuple[Id, Rect, str]]:
    """The steps and queues of such a drawing, each with its area and what it is in words: what can be pressed."""
    calendar = document.engagement.calendar
    held = frame(document, analysis, comparison, width, sizes)
    fates = _fates(comparison)
    found = []
    for above, side, bar, line in zip((True, False), held.sides, held.bars, held.lines, strict=True):
        top = line - sizes.labels if above else bar
        height = bar + sizes.bar - top if above else line + sizes.rise + sizes.labels - top
        for part in side.parts:
            x, wide = sizes.left + part.start * held.scale, (part.end - part.start) * held.scale
            fate = {Fate.GONE: ", gone", Fate.NEW: ", new"}.get(fates.get(part.node, Fate.KEPT), "")
            words = f"{part.number} {part.name}".strip() + f", {show(part.end - part.start, calendar)}{fate}"
            if wide > 0:
                found.append((part.node, Rect(x, top, max(wide, 3.0), height), words))
    return found


def _side(document: Document, result: MapAnalysis) -> Side:
    """What takes time along the first critical path. By the convention `waits` processing adds nothing, so has no width."""
    if result.figures.lead_time is None:
        return Side()
    worked = document.the(Map, result.map).convention is not Convention.WAITS
    found, now = [], 0.0
    for part in result.path:
        now += part.delay
        end = now + (part.adds or 0.0)
        node = document.get(part.node)
        if node is not None and not isinstance(node, Endpoint):
            work = min(part.process_time or 0.0, end - now) if worked else 0.0
            number = result.numbers.get(part.node, "")
            found.append(Part(part.node, now, end, work, isinstance(node, Step), number, document.name(part.node)))
        now = end
    return Side(tuple(found), now)


def _fates(comparison: Comparison) -> dict[Id, Fate]:
    return {state.step: each.fate for each in comparison.steps for state in (*each.before, *each.after)}


def _places(sizes: Sizes, scale: float) -> Callable[[float], float]:
    """Where minutes lie on the scale, in pixels."""
    return lambda minutes: sizes.left + minutes * scale


def _ladder(side: Side, scale: float, top: float, sizes: Sizes) -> list[Shape]:
    """The line: high while work waits, low while somebody works on it."""
    if not side.parts:
        return []
    high, low = top, top + sizes.rise
    x_at = _places(sizes, scale)
    points = [(x_at(0.0), low), (x_at(0.0), high)]
    for part in side.parts:
        works = x_at(part.end - part.work)
        points += [(works, high), (works, low), (x_at(part.end), low)]
        if part.end < side.end:
            points.append((x_at(part.end), high))
    if side.parts[-1].end < side.end:
        points += [(x_at(side.end), high), (x_at(side.end), low)]
    return [Poly(tuple(points), stroke="ink", line=1.4)]


def _bars(side: Side, scale: float, top: float, fates: dict[Id, Fate], sizes: Sizes) -> list[Shape]:
    shapes: list[Shape] = []
    for part in side.parts:
        x, width = sizes.left + part.start * scale, (part.end - part.start) * scale
        if not part.is_step or width <= 0:
            continue
        fate = fates.get(part.node)
        if fate is Fate.GONE:
            shapes.append(Box(x, top, width, sizes.bar, fill="sheet", stroke="muted", line=1.0, dash=(3, 3)))
        elif fate is Fate.NEW:
            shapes.append(Box(x, top, width, sizes.bar, fill="accent", stroke="sheet", line=1.0))
        else:
            shapes.append(Box(x, top, width, sizes.bar, fill="outline", stroke="sheet", line=1.0))
    return shapes


def _links(
    comparison: Comparison,
    sides: Sequence[Side],
    scale: float,
    bars: tuple[float, float],
    calendar: Calendar,
    longest: float,
    sizes: Sizes,
) -> list[Shape]:
    """Areas that join a step's bar above to the bar below of what took its place, with the difference where it fits."""
    above, below = ({part.node: part for part in side.parts} for side in sides)
    comparable = comparison.delta("lead_time").judged is not Judged.INCOMPARABLE
    areas: list[Shape] = []
    words: list[tuple[float, float, Words]] = []
    top, bottom = bars[0] + sizes.bar, bars[1]
    x_at = _places(sizes, scale)
    for at, each in enumerate(comparison.steps):
        before = [above[state.step] for state in each.before if state.step in above]
        after = [below[state.step] for state in each.after if state.step in below]
        if not before or not after:
            continue
        for (a0, a1), (b0, b1) in _joined(before, after):
            corners = ((x_at(a0), top), (x_at(a1), top), (x_at(b1), bottom), (x_at(b0), bottom))
            areas.append(Poly(corners, stroke="hairline", fill="accent_soft" if at % 2 else "head", closed=True))
        said = _saved(each, before, after, calendar, longest) if comparable else None
        if said:
            word, color = said
            middle = (before[0].start + before[-1].end + after[0].start + after[-1].end) / 4
            shape = Words(x_at(middle), (top + bottom) / 2 + 4, word, sizes.label, color, bold=True, align="center")
            words.append((shape.left, shape.left + shape.width, shape))
    words.sort(key=lambda each: each[0])
    shown: list[Shape] = []
    last = sizes.left
    for left, right, shape in words:
        if left >= last:
            tall = sizes.label + 6  # on a ground of its own, for the areas' edges run behind it
            ground = Box(left - 5, shape.y + 3 - tall + 2, right - left + 10, tall, fill="sheet", radius=tall / 2)
            shown += [ground, shape]
            last = right + 18
    return [*areas, *shown]


def _joined(before: Sequence[Part], after: Sequence[Part]) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The pieces of time that meet: of one step and several, each of the several with its part of the one."""
    if len(before) == 1:
        pieces = _pieces(before[0], after)
        return [(piece, (part.start, part.end)) for piece, part in zip(pieces, after, strict=True)]
    if len(after) == 1:
        pieces = _pieces(after[0], before)
        return [((part.start, part.end), piece) for piece, part in zip(pieces, before, strict=True)]
    return [((a.start, a.end), (b.start, b.end)) for a, b in zip(before, after, strict=False)]


def _pieces(one: Part, several: Sequence[Part]) -> list[tuple[float, float]]:
    whole = sum(part.end - part.start for part in several)
    found, at = [], one.start
    for part in several:
        share = (part.end - part.start) / whole if whole > 0 else 1 / len(several)
        found.append((at, at + share * (one.end - one.start)))
        at = found[-1][1]
    return found


def _saved(
    each: StepChange, before: Sequence[Part], after: Sequence[Part], calendar: Calendar, longest: float
) -> tuple[str, str] | None:
    """What the steps take less or more, where it is worth a word and all of them lie on both paths."""
    if len(before) < len(each.before) or len(after) < len(each.after):
        return None
    saved = sum(part.end - part.start for part in after) - sum(part.end - part.start for part in before)
    if abs(saved) < _WORTH_SAYING * longest:
        return None
    return signed(saved, calendar), "good" if saved < 0 else "critical"


def signed(minutes: float, calendar: Calendar) -> str:
    """A difference of times: `−4.2 d`, `+2 h`, `no difference`."""
    if abs(minutes) < 1e-6:
        return "no difference"
    return ("+" if minutes > 0 else "") + show(minutes, calendar)


def _labels(side: Side, scale: float, calendar: Calendar, fates: dict[Id, Fate], left: float) -> list[Label]:
    found = []
    for part in side.parts:
        fate = fates.get(part.node)
        mark = {Fate.GONE: " (gone)", Fate.NEW: " (new)"}.get(fate, "") if fate else ""
        time = show(part.end - part.start, calendar)
        name = f"{part.number} {part.name}".strip()
        x0, x1 = left + part.start * scale, left + part.end * scale
        found.append(Label(x0, x1, name, mark, time, part.number if part.is_step else ""))
    return found


def _title(document: Document, result: MapAnalysis, line: float, above: bool, sizes: Sizes) -> list[Shape]:
    held = document.the(Map, result.map)
    names = text.wrap(held.name or "Unnamed map", sizes.value, sizes.left - 20, bold=True, lines=2)
    pitch = sizes.value + 3
    y = line - pitch * (len(names) - 1) + (6 if above else 10)
    shapes: list[Shape] = [Words(0, y + pitch * at, name, sizes.value, bold=True) for at, name in enumerate(names)]
    day = (
        f"{held.date.day} {held.date:%b %Y}" if held.date else "current" if held.state.value == "current" else "future"
    )
    shapes.append(Words(0, y + pitch * len(names), day, sizes.label, "muted"))
    return shapes


def _total(result: MapAnalysis, calendar: Calendar, end: float, line: float, sizes: Sizes) -> list[Shape]:
    figures, cover = result.figures, result.coverage.lead_time
    if figures.lead_time is None:
        return [Words(sizes.left, line + 12, "Lead time unknown", sizes.label, "muted")]
    bound = "at least " if cover[0] < cover[1] else ""
    shapes: list[Shape] = [Words(end + 10, line + 5, bound + show(figures.lead_time, calendar), sizes.value, bold=True)]
    work = f"{show(figures.process_time, calendar)} work"
    shapes.append(Words(end + 10, line + 8 + sizes.label, work, sizes.label, "muted"))
    return shapes


def _difference(
    comparison: Comparison, sides: Sequence[Side], calendar: Calendar, scale: float, line: float, sizes: Sizes
) -> list[Shape]:
    """How much sooner the later timeline ends, between both ends; beside its total where that is too narrow."""
    delta = comparison.delta("lead_time")
    if delta.difference is None:
        return []
    color = {Judged.BETTER: "good", Judged.WORSE: "critical"}.get(delta.judged, "muted")
    change = f" ({'+' if (delta.change or 0) > 0 else '−'}{percent(abs(delta.change), 0)})" if delta.change else ""
    words = signed(delta.difference, calendar) + change
    y = line + 14 + 2 * sizes.label
    ends = sorted(sizes.left + side.end * scale for side in sides)
    shapes: list[Shape] = []
    if ends[1] - ends[0] > 4:
        shapes.append(Poly(((ends[0], y - 4), (ends[1], y - 4)), stroke=color, line=1.4))
        shapes += [Poly(((x, y - 9), (x, y + 1)), stroke=color, line=1.4) for x in ends]
    shapes.append(Words(ends[1] + 10, y, words, sizes.label, color, bold=True))
    return shapes


def _legend(
    comparison: Comparison, sides: Sequence[Side], unnamed: int, y: float, width: float, sizes: Sizes
) -> tuple[list[Shape], float]:
    """What the bars mean, as far as they occur, within `width`; and the last baseline."""
    fates = {each.fate for each in comparison.steps}
    shapes: list[Shape] = []
    x = sizes.left
    kinds: list[tuple[str, str, tuple[float, ...], str]] = [("outline", "sheet", (), "same work on both maps")]
    kinds += [("accent", "sheet", (), "new")] if Fate.NEW in fates else []
    kinds += [("sheet", "muted", (3.0, 3.0), "gone")] if Fate.GONE in fates else []
    for fill, stroke, dash, words in kinds:
        shapes += [
            Box(x, y - 9, 20, 10, fill=fill, stroke=stroke, dash=dash),
            Words(x + 26, y, words, sizes.label, "muted"),
        ]
        x += 26 + text.width(words, sizes.label) + 22
    said = "Peaks are waiting, troughs processing."
    if _beside(comparison, sides):
        said += " A bar that leads nowhere lies off the other map's critical path."
    if unnamed:
        said += f" {unnamed} short {'part is' if unnamed == 1 else 'parts are'} not named."
    if x + text.width(said, sizes.label) <= width:
        return [*shapes, Words(x, y, said, sizes.label, "muted")], y
    lines = text.wrap(
        said, sizes.label, width - sizes.left, lines=4
    )  # under the bars' meanings where there is no room beside them
    pitch = sizes.label + 5
    shapes += [Words(sizes.left, y + pitch * at, line, sizes.label, "muted") for at, line in enumerate(lines, start=1)]
    return shapes, y + pitch * len(lines)


def _beside(comparison: Comparison, sides: Sequence[Side]) -> bool:
    """Is there a step on one path whose like on the other map lies off that map's path?"""
    above, below = ({part.node for part in side.parts} for side in sides)
    return any(
        any(state.step in above for state in each.before) != any(state.step in below for state in each.after)
        for each in comparison.steps
        if each.before and each.after
    )
