"""A long map in strips: windows that are cut where nothing stands, each repeating the last column of the one before."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from vsmstudio.export.closer import filled
from vsmstudio.notation.shapes import Element, Picture, Poly, Rect, Shape, Words
from vsmstudio.notation.sizes import ROW_PITCH, STEP_PITCH

LEAST, READABLE, LARGEST = 0.42, 0.55, 0.8  # points per pixel: labels of 11 px print at 4.6, 6 and 8.8 pt
ROWS = 0.36  # under this a map is cut in rows too: above it, a small whole column tells more than its parts
_UNDER_LADDER = 22.0  # the ladder's own labels reach so far under its line
_WIDE = 3  # columns that merge into a wider one than so many pitches are cut at every pitch
_HAIR = 8.0  # by which the area of an element is larger than what it shows, at most
_BEYOND_FORKS = 0.7  # of a gap: flows fork in its middle and end in their arrow heads

Span = tuple[float, float]


class Strips(NamedTuple):
    """Windows on a picture in rows and columns, and the scale (points per pixel) at which all of them fit."""

    columns: tuple[Span, ...]
    rows: tuple[Span, ...]
    scale: float

    @property
    def windows(self) -> list[Rect]:
        """Row by row, each from left to right."""
        return [Rect(x, y, right - x, bottom - y) for y, bottom in self.rows for x, right in self.columns]


def bare(drawn: Picture) -> Picture:
    """The picture without its heading and the totals under the ladder, which a page says itself, in its own size."""
    elements = tuple(_without_totals(each) for each in drawn.elements if each.kind != "stream")
    area = elements[0].area if elements else drawn.area
    for each in elements:
        area = area.united(each.area)
    return Picture(elements, area.grown(2))


def _without_totals(element: Element) -> Element:
    lines = [shape for shape in element.shapes if isinstance(shape, Poly)]
    if element.kind != "ladder" or not lines:
        return element
    x, right = lines[0].points[0][0], lines[0].points[-1][0]
    end = max(y for _, y in lines[0].points) + _UNDER_LADDER
    shapes = tuple(each for each in element.shapes if not isinstance(each, Words) or each.y < end)
    area = Rect(x, element.area.y, right - x, end - element.area.y)
    return msgspec.structs.replace(element, shapes=shapes, area=area)


def strips(drawn: Picture, width: float, height: float, readable: float = READABLE, rows_under: float = ROWS) -> Strips:
    """The fewest readable windows on a picture for a page area, then as large as they can be.

    `readable` is the scale (points per pixel) that they need; a picture that would be under `rows_under` is cut in rows too.
    """
    area = drawn.area
    columns = breaks(drawn, across=False)
    rows = [area.y, area.bottom]
    scale = min(readable, height / area.height)
    if scale < rows_under:
        scale, rows = readable, breaks(drawn, across=True)
    count, highest = len(spans(columns, width / scale)), _least(rows, height / scale)
    found: list[tuple[float, float, list[Span]]] = []
    for most in sorted({end - x for x in columns for end in columns if x < end < x + width / scale} | {width / scale}):
        tried = min(width / most, height / highest, LARGEST)
        cut = spans(columns, width / tried)
        if _fits(cut, count, width / tried):
            found.append((sum(end - x for x, end in cut) * tried / len(cut) * tried, tried, cut))
    _, scale, cut = max(found, key=lambda each: each[:2])  # large, and as wide as the page
    return Strips(tuple(cut), tuple(spans(rows, height / scale)), scale)


def _least(at: Sequence[float], most: float) -> float:
    """The least length with which there are no more spans than with `most`."""
    count = len(spans(at, most))
    possible = sorted({end - begin for begin in at for end in at if 0 < end - begin <= most})
    return next((each for each in possible if _fits(spans(at, each), count, each)), most)


def _fits(found: Sequence[Span], count: int, most: float) -> bool:
    return len(found) <= count and all(end - begin <= most + 1e-6 for begin, end in found)


def spans(at: Sequence[float], most: float) -> list[Span]:
    """Spans of at most `most` from first to last, cut at the places given; each begins a place before the last one ends."""
    found: list[tuple[int, int]] = []
    begin, last = 0, len(at) - 1
    while True:
        end = max(bisect_right(at, at[begin] + most + 1e-6) - 1, begin + 1)
        if end >= last:
            break
        found.append((begin, end))
        begin = max(end - 1, begin + 1)
    while begin and at[last] - at[begin - 1] <= most:  # the last one is as long as the others
        begin -= 1
    return [(at[i], at[j]) for i, j in [*found, (begin, last)]]


def breaks(drawn: Picture, across: bool) -> list[float]:
    """Where a straight cut meets no node and no service, ends included; downwards, or `across` from left to right."""
    pitch = ROW_PITCH if across else STEP_PITCH
    kinds = {"node", "service", "note", "caption", "ladder"} if across else {"node", "service", "note"}
    things = [each for each in drawn.elements if each.kind in kinds]
    found = _between([_span(each.area, across) for each in things], drawn, across)
    if max(b - a for a, b in itertools.pairwise(found)) > _WIDE * pitch:
        nodes = [each for each in things if each.kind == "node"]
        found = _between([_span(each.area, across) for each in nodes], drawn, across)
    cut = [found[0]]
    for end in found[1:]:  # where things stand above each other all the way, what is cut is whole in the next window
        while end - cut[-1] > _WIDE * pitch:
            cut.append(cut[-1] + pitch)
        cut.append(end)
    return cut


def _between(solid: Sequence[Span], drawn: Picture, across: bool) -> list[float]:
    """The gaps between solid spans, each cut where the least is written in it."""
    first, last = _span(drawn.area, across)
    labels = _merged([span for each in drawn.elements if each.kind == "flow" for span in _labels(each, across)])
    merged = _merged(solid)
    found = [first]
    for (_, begin), (end, _) in itertools.pairwise(merged):
        edges = [begin, *(edge for label in labels for edge in label if begin < edge < end), end]
        free = [(a, b) for a, b in itertools.pairwise(edges) if not any(x < (a + b) / 2 < y for x, y in labels)]
        a, b = max(free or [(begin, end)], key=lambda span: span[1] - span[0])
        found.append(a + (b - a) * _BEYOND_FORKS)
    return [*found, last]


def _labels(element: Element, across: bool) -> list[Span]:
    return [_span(filled(shape), across) for shape in element.shapes[1:]]


def _merged(found: Sequence[Span]) -> list[Span]:
    """Overlapping spans as one, in order."""
    merged: list[Span] = []
    for begin, end in sorted(found):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def _span(area: Rect, across: bool) -> Span:
    return (area.y, area.bottom) if across else (area.x, area.right)


def in_window(element: Element, window: Rect) -> tuple[Shape, ...]:
    """The shapes of an element that a window shows: its line as far as it reaches into it, all else only whole."""
    if not element.area.grown(20).touches(window):
        return ()
    if element.kind not in ("flow", "link", "ladder"):
        return element.shapes if _holds(window, element.area, _HAIR) else ()
    line, *labels = element.shapes
    held = [_holds(window, filled(shape)) for shape in labels]
    if element.kind == "flow" and not all(held):
        return (line,)
    return (line, *(shape for shape, inside in zip(labels, held, strict=True) if inside))


def _holds(window: Rect, area: Rect, but: float = 0.0) -> bool:
    """Is the area inside the window, but for so much along its edges?"""
    inner = area.grown(-min(but, area.width / 2, area.height / 2))
    return window.x <= inner.x and inner.right <= window.right and window.y <= inner.y and inner.bottom <= window.bottom
