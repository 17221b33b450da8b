"""The timeline ladder: lead time on the peaks, processing time in the troughs, totals at the end."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from vsmstudio.analysis.results import MapAnalysis, PathPart
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Endpoint, Map, Step
from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY, LABEL, fitted, percent
from vsmstudio.notation.shapes import Element, Point, Poly, Rect, Shape, Words
from vsmstudio.notation.sizes import STEP_PITCH, STEP_WIDTH, size_of

RISE = 26.0
_GAP = 28.0


def draw_ladder(
    document: Document, result: MapAnalysis, at: Mapping[Id, Point], top: float, left: float
) -> Element | None:
    """The ladder of the first critical path, its peaks' labels just under `top`; None where there is no step."""
    parts = [part for part in result.path if part.node in at and not isinstance(document.get(part.node), Endpoint)]
    if not parts:
        return None
    calendar = document.engagement.calendar
    columns = _columns(document, parts, at)
    high, low = top + 22, top + 22 + RISE
    longest = max((part.adds or 0.0 for part in parts), default=0.0)
    shapes: list[Shape] = []
    line: list[Point] = []
    for index, (part, (x0, x1)) in enumerate(zip(parts, columns, strict=True)):
        x2 = columns[index + 1][0] if index + 1 < len(columns) else x1 + 60
        line += [(x0, low if index else high + RISE), (x0, high), (x1, high), (x1, low), (x2, low)]
        adds = show(part.adds, calendar)
        chief = part.adds is not None and part.adds == longest and longest > 0
        shapes.append(
            Words((x0 + x1) / 2, high - 7, adds, BODY, "critical" if chief else "ink", bold=True, align="center")
        )
        if isinstance(document.get(part.node), Step):
            worked = show(part.process_time, calendar)
            size = fitted(worked, LABEL, max(x2 - x1 - 4, 40), least=9.0)
            shapes.append(Words((x1 + x2) / 2, low + 15, worked, size, "muted", align="center"))
        if part.delay:
            shapes.append(Words(x0 - 4, high - 7, f"+ {show(part.delay, calendar)}", LABEL, "muted", align="right"))
    shapes.insert(0, Poly(tuple(line), stroke="ink", line=1.4))
    end = line[-1][0]
    totals, width = _totals(result, calendar, left, low + 48)
    shapes += totals
    coverage = _coverage(result)
    beside = left + width + _GAP
    right = max(end, beside + text.width(coverage, LABEL))
    shapes.append(Words(right, low + 48, coverage, LABEL, "muted", align="right"))
    shapes += _expected(document, result, calendar, left, low + 70)
    area = Rect(min(left, line[0][0]), top, right - min(left, line[0][0]), low + 78 - top)
    return Element("ladder", "ladder", tuple(shapes), area, z=2)


def _columns(document: Document, parts: list[PathPart], at: Mapping[Id, Point]) -> list[tuple[float, float]]:
    """The ends of each peak: over its node where the path leads from left to right, else evenly spaced."""
    columns = []
    for part in parts:
        node = document.get(part.node)
        width = size_of(node)[0] if isinstance(node, NODE_KINDS) else STEP_WIDTH
        columns.append((at[part.node][0], at[part.node][0] + width))
    if all(b[0] - a[1] >= 24 for a, b in itertools.pairwise(columns)):
        return columns
    first = min(x for x, _ in columns)
    return [(first + i * STEP_PITCH, first + i * STEP_PITCH + STEP_WIDTH) for i in range(len(parts))]


def _totals(result: MapAnalysis, calendar: Calendar, x: float, y: float) -> tuple[list[Shape], float]:
    figures, cover = result.figures, result.coverage
    rolled = percent(figures.rolled_ca, 0 if (figures.rolled_ca or 0) >= 0.1 else 1)
    said = [
        f"Lead time {_bound('at least', figures.lead_time, cover.lead_time)}{show(figures.lead_time, calendar)}",
        f"Processing {_bound('at least', figures.process_time, cover.process_time)}{show(figures.process_time, calendar)}",
        f"Activity ratio {percent(figures.activity_ratio)}",
        f"Rolled %C&A {_bound('at most', figures.rolled_ca, cover.ca)}{rolled}",
    ]
    shapes: list[Shape] = []
    at = x
    for words in said:
        shapes.append(Words(at, y, words, VALUE_SIZE, bold=True))
        at += text.width(words, VALUE_SIZE, True) + _GAP
    return shapes, at - _GAP - x


_TOTALS = {
    "Lead time ": "lead_time",
    "Processing ": "process_time",
    "Activity ratio ": "activity_ratio",
    "Rolled %C&A ": "rolled_ca",
}


def figure_at(ladder: Element, x: float, y: float) -> str:
    """The figure whose total stands at a point of a ladder, by its key in `Figures`; blank where there is none."""
    totals = [each for each in ladder.shapes if isinstance(each, Words) and each.bold and each.size == VALUE_SIZE]
    for words in totals:
        if words.x <= x <= words.x + words.width and words.y - words.size <= y <= words.y + 5:
            return next((key for begin, key in _TOTALS.items() if words.text.startswith(begin)), "")
    return ""


def _bound(words: str, figure: float | None, coverage: tuple[int, int]) -> str:
    """`at least ` or `at most ` before a figure that does not know all its steps."""
    known, steps = coverage
    return f"{words} " if figure is not None and known < steps else ""


VALUE_SIZE = 13.0


def _coverage(result: MapAnalysis) -> str:
    cover = result.coverage
    named = (("LT", cover.lead_time), ("PT", cover.process_time), ("%C&A", cover.ca))
    return " · ".join(f"{name} {known} of {steps} step{'' if steps == 1 else 's'}" for name, (known, steps) in named)


def _expected(document: Document, result: MapAnalysis, calendar: Calendar, x: float, y: float) -> list[Shape]:
    """The expected lead times, only where alternatives or rework make them differ from the headline."""
    figures, said = result.figures, []
    if figures.lead_time is None or figures.expected_lead_time is None:
        return []
    if len(result.scenarios) > 1:
        headline = max(result.scenarios, key=lambda each: each.lead_time)
        likely = max(result.scenarios, key=lambda each: each.probability)
        said.append(
            f"Lead time is that of the longest scenario ({percent(headline.probability, 0)} of items). "
            f"Most likely {show(likely.lead_time, calendar)}, expected {show(figures.expected_lead_time, calendar)}."
        )
    again = figures.expected_lead_time_with_rework
    if again is not None and abs(again - figures.expected_lead_time) > 1e-6:
        rule = "until it is right" if document.engagement.rework.value == "until-right" else "once"
        said.append(f"With rework, repeated {rule}: {show(again, calendar)} expected.")
    return [Words(x, y, " ".join(said), LABEL, "muted")] if said else []


def convention_words(held: Map) -> str:
    """What makes lead time on this map, in a few words."""
    return {
        "service": "Lead time includes waiting and processing",
        "waits": "Lead time is waiting only; processing stands beside it",
        "waits+processing": "Lead time is waiting plus processing",
    }[held.convention.value]
