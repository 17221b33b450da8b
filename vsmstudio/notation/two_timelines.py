"""Two maps of one stream on one time scale: both timelines, what became of each step, and the difference at the end.

The earlier timeline stands above the later one. Peaks are waiting, troughs processing, as on the ladder; under (over) the
line a bar for each step, joined to the bar of the step that took its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
LEAST = LEFT + RIGHT + 240.0
_LABELS, _RISE, _BAR, _LINKS = 46.0, 16.0, 12.0, 58.0
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


def two_timelines(document: Document, analysis: Analysis, comparison: Comparison, width: float = 1120.0) -> Element:
    """Both maps of a comparison as one drawing of at least this width, its upper left corner at (0, 0)."""
    width = max(width, LEAST)
    calendar = document.engagement.calendar
    results = [analysis.maps[key] for key in (comparison.before, comparison.after)]
    sides = [_side(document, result) for result in results]
    longest = max(side.end for side in sides)
    if longest <= 0:
        words = "Nobody has said yet how long the steps take. Fill in LT, then both timelines stand here."
        return Element("two timelines", "ladder", (Words(0, 16, words, BODY, "muted"),), Rect(0, 0, width, 24))
    scale = (width - LEFT - RIGHT) / longest
    bars = (_LABELS + _RISE + 6, _LABELS + _RISE + 6 + _BAR + _LINKS)
    lines = (_LABELS, bars[1] + _BAR + 6)
    bottom = lines[1] + _RISE + _LABELS
    fates = _fates(comparison)
    shapes: list[Shape] = [*_links(comparison, sides, scale, bars, calendar, longest)]
    unnamed = 0
    for above, result, side, bar, line in zip((True, False), results, sides, bars, lines, strict=True):
        shapes += _bars(side, scale, bar, fates)
        shapes += _ladder(side, scale, line)
        rows = (line - 24, line - 9, line - 38) if above else (line + _RISE + 15, line + _RISE + 30, line + _RISE + 44)
        labels, dropped = placed(_labels(side, scale, calendar, fates), rows, LEFT, LEFT + side.end * scale)
        shapes += labels
        unnamed += dropped
        shapes += _title(document, result, line, above)
        shapes += _total(result, calendar, LEFT + side.end * scale, line)
    shapes += _difference(comparison, sides, calendar, scale, lines[1])
    shapes += axis(calendar, longest, LEFT, scale, bottom + 8)
    legend, below = _legend(comparison, sides, unnamed, bottom + 52, width)
    return Element("two timelines", "ladder", (*shapes, *legend), Rect(0, 0, width, below + 8))


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


def _x(minutes: float, scale: float) -> float:
    return LEFT + minutes * scale


def _ladder(side: Side, scale: float, top: float) -> list[Shape]:
    """The line: high while work waits, low while somebody works on it."""
    if not side.parts:
        return []
    high, low = top, top + _RISE
    points = [(_x(0.0, scale), low), (_x(0.0, scale), high)]
    for part in side.parts:
        works = _x(part.end - part.work, scale)
        points += [(works, high), (works, low), (_x(part.end, scale), low)]
        if part.end < side.end:
            points.append((_x(part.end, scale), high))
    if side.parts[-1].end < side.end:
        points += [(_x(side.end, scale), high), (_x(side.end, scale), low)]
    return [Poly(tuple(points), stroke="ink", line=1.4)]


def _bars(side: Side, scale: float, top: float, fates: dict[Id, Fate]) -> list[Shape]:
    shapes: list[Shape] = []
    for part in side.parts:
        x, width = _x(part.start, scale), (part.end - part.start) * scale
        if not part.is_step or width <= 0:
            continue
        fate = fates.get(part.node)
        if fate is Fate.GONE:
            shapes.append(Box(x, top, width, _BAR, fill="sheet", stroke="muted", line=1.0, dash=(3, 3)))
        elif fate is Fate.NEW:
            shapes.append(Box(x, top, width, _BAR, fill="accent", stroke="sheet", line=1.0))
        else:
            shapes.append(Box(x, top, width, _BAR, fill="hairline", stroke="sheet", line=1.0))
    return shapes


def _links(
    comparison: Comparison,
    sides: Sequence[Side],
    scale: float,
    bars: tuple[float, float],
    calendar: Calendar,
    longest: float,
) -> list[Shape]:
    """Areas that join a step's bar above to the bar below of what took its place, with the difference where it fits."""
    above, below = ({part.node: part for part in side.parts} for side in sides)
    comparable = comparison.delta("lead_time").judged is not Judged.INCOMPARABLE
    areas: list[Shape] = []
    words: list[tuple[float, float, Words]] = []
    top, bottom = bars[0] + _BAR, bars[1]
    for at, each in enumerate(comparison.steps):
        before = [above[state.step] for state in each.before if state.step in above]
        after = [below[state.step] for state in each.after if state.step in below]
        if not before or not after:
            continue
        for (a0, a1), (b0, b1) in _joined(before, after):
            corners = ((_x(a0, scale), top), (_x(a1, scale), top), (_x(b1, scale), bottom), (_x(b0, scale), bottom))
            areas.append(Poly(corners, stroke="hairline", fill="accent_soft" if at % 2 else "head", closed=True))
        said = _saved(each, before, after, calendar, longest) if comparable else None
        if said:
            word, color = said
            middle = (before[0].start + before[-1].end + after[0].start + after[-1].end) / 4
            shape = Words(_x(middle, scale), (top + bottom) / 2 + 4, word, LABEL, color, bold=True, align="center")
            words.append((shape.left, shape.left + shape.width, shape))
    words.sort(key=lambda each: each[0])
    shown: list[Shape] = []
    last = LEFT
    for left, right, shape in words:
        if left >= last:
            shown.append(shape)
            last = right + 8
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


def _labels(side: Side, scale: float, calendar: Calendar, fates: dict[Id, Fate]) -> list[Label]:
    found = []
    for part in side.parts:
        fate = fates.get(part.node)
        mark = {Fate.GONE: " (gone)", Fate.NEW: " (new)"}.get(fate, "") if fate else ""
        time = show(part.end - part.start, calendar)
        name = f"{part.number} {part.name}".strip()
        x0, x1 = _x(part.start, scale), _x(part.end, scale)
        found.append(Label(x0, x1, name, mark, time, part.number if part.is_step else ""))
    return found


def _title(document: Document, result: MapAnalysis, line: float, above: bool) -> list[Shape]:
    held = document.the(Map, result.map)
    names = text.wrap(held.name or "Unnamed map", VALUE, LEFT - 20, bold=True, lines=2)
    y = line - 14 * (len(names) - 1) + (6 if above else 10)
    shapes: list[Shape] = [Words(0, y + 16 * at, name, VALUE, bold=True) for at, name in enumerate(names)]
    day = (
        f"{held.date.day} {held.date:%b %Y}" if held.date else "current" if held.state.value == "current" else "future"
    )
    shapes.append(Words(0, y + 16 * len(names), day, LABEL, "muted"))
    return shapes


def _total(result: MapAnalysis, calendar: Calendar, end: float, line: float) -> list[Shape]:
    figures, cover = result.figures, result.coverage.lead_time
    if figures.lead_time is None:
        return [Words(LEFT, line + 12, "Lead time unknown", BODY, "muted")]
    bound = "at least " if cover[0] < cover[1] else ""
    shapes: list[Shape] = [Words(end + 10, line + 5, bound + show(figures.lead_time, calendar), VALUE, bold=True)]
    shapes.append(Words(end + 10, line + 19, f"{show(figures.process_time, calendar)} work", LABEL, "muted"))
    return shapes


def _difference(
    comparison: Comparison, sides: Sequence[Side], calendar: Calendar, scale: float, line: float
) -> list[Shape]:
    """How much sooner the later timeline ends, between both ends; beside its total where that is too narrow."""
    delta = comparison.delta("lead_time")
    if delta.difference is None:
        return []
    color = {Judged.BETTER: "good", Judged.WORSE: "critical"}.get(delta.judged, "muted")
    change = f" ({'+' if (delta.change or 0) > 0 else '−'}{percent(abs(delta.change), 0)})" if delta.change else ""
    words = signed(delta.difference, calendar) + change
    y = line + 36
    ends = sorted(_x(side.end, scale) for side in sides)
    shapes: list[Shape] = []
    if ends[1] - ends[0] > 4:
        shapes.append(Poly(((ends[0], y - 4), (ends[1], y - 4)), stroke=color, line=1.4))
        shapes += [Poly(((x, y - 9), (x, y + 1)), stroke=color, line=1.4) for x in ends]
    shapes.append(Words(ends[1] + 10, y, words, LABEL, color, bold=True))
    return shapes


def _legend(
    comparison: Comparison, sides: Sequence[Side], unnamed: int, y: float, width: float
) -> tuple[list[Shape], float]:
    """What the bars mean, as far as they occur, within `width`; and the last baseline."""
    fates = {each.fate for each in comparison.steps}
    shapes: list[Shape] = []
    x = LEFT
    kinds: list[tuple[str, str, tuple[float, ...], str]] = [("hairline", "sheet", (), "same work on both maps")]
    kinds += [("accent", "sheet", (), "new")] if Fate.NEW in fates else []
    kinds += [("sheet", "muted", (3.0, 3.0), "gone")] if Fate.GONE in fates else []
    for fill, stroke, dash, words in kinds:
        shapes += [Box(x, y - 9, 20, 10, fill=fill, stroke=stroke, dash=dash), Words(x + 26, y, words, LABEL, "muted")]
        x += 26 + text.width(words, LABEL) + 22
    said = "Peaks are waiting, troughs processing."
    if _beside(comparison, sides):
        said += " A bar that leads nowhere lies off the other map's critical path."
    if unnamed:
        said += f" {unnamed} short {'part is' if unnamed == 1 else 'parts are'} not named."
    if x + text.width(said, LABEL) <= width:
        return [*shapes, Words(x, y, said, LABEL, "muted")], y
    lines = text.wrap(said, LABEL, width - LEFT, lines=4)  # under the bars' meanings where there is no room beside them
    shapes += [Words(LEFT, y + 16 * at, line, LABEL, "muted") for at, line in enumerate(lines, start=1)]
    return shapes, y + 16 * len(lines)


def _beside(comparison: Comparison, sides: Sequence[Side]) -> bool:
    """Is there a step on one path whose like on the other map lies off that map's path?"""
    above, below = ({part.node for part in side.parts} for side in sides)
    return any(
        any(state.step in above for state in each.before) != any(state.step in below for state in each.after)
        for each in comparison.steps
        if each.before and each.after
    )
