"""Where things being moved line up with what stands near them: on edges and middles, and at equal distances.

Pure geometry in pixels of the scene; nothing here knows of Qt, of a document, or of how guides are painted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import snapped

ROW = 12.0  # a middle line draws from this far at any zoom, so that connections run straight
_SAME = 0.01


class Guide(NamedTuple):
    """A line to draw: along edges or middles that are in line, or across one of several `equal` gaps."""

    a: Point
    b: Point
    equal: bool = False


class Snap(NamedTuple):
    """How far to go after all, and what that lines up with."""

    dx: float
    dy: float
    guides: tuple[Guide, ...] = ()


class Guides:
    """What stands still while something is moved. Asking costs little, however many there are."""

    def __init__(self, others: Sequence[Rect]) -> None:
        self._others = others
        self._lines = [[_by_line(others, axis, which) for which in range(3)] for axis in (0, 1)]
        self._sorted = [[sorted(each) for each in axis] for axis in self._lines]

    def snap(self, area: Rect, dx: float, dy: float, reach: float) -> Snap:
        """Let what stands at `area` and was moved by `dx`, `dy` line up within `reach`; where nothing is near, to the grid."""
        to = area.moved(dx, dy)
        across = self._shift(to, 0, reach)
        down = self._shift(to, 1, reach)
        dx = snapped(dx) if across is None else dx + across
        dy = snapped(dy) if down is None else dy + down
        return Snap(dx, dy, self.found(area.moved(dx, dy)))

    def found(self, area: Rect) -> tuple[Guide, ...]:
        """What `area` is in line with, or at equal distances from, as it stands."""
        return (*self._aligned(area, 0), *self._aligned(area, 1), *self._equal(area, 0), *self._equal(area, 1))

    def _shift(self, area: Rect, axis: int, reach: float) -> float | None:
        """The least way along an axis that lines the area up; middles before edges, lines before distances."""
        offers: list[tuple[float, int, float]] = []
        for mine, line in enumerate(_marks(area, axis)):
            far = max(reach, ROW) if mine == 1 and axis == 1 else reach
            for theirs in (1,) if mine == 1 else (0, 2):
                near = _nearest(self._sorted[axis][theirs], line)
                if near is not None and abs(near - line) <= far:
                    offers.append((abs(near - line), 0 if mine == 1 else 1, near - line))
        for place in self._spaced(area, axis):
            if abs(place - area[axis]) <= reach:
                offers.append((abs(place - area[axis]), 2, place - area[axis]))
        return min(offers)[2] if offers else None

    # --- lines ------------------------------------------------------------------------------------------------------

    def _aligned(self, area: Rect, axis: int) -> list[Guide]:
        held: list[tuple[int, float, Rect]] = []
        for mine, line in enumerate(_marks(area, axis)):
            for theirs in (1,) if mine == 1 else (0, 2):
                at = _nearest(self._sorted[axis][theirs], line)
                if at is not None and abs(at - line) < _SAME:
                    other = min(self._lines[axis][theirs][at], key=lambda each: _distance(each, area))
                    held.append((mine, at, other))
        if len({mine for mine, _, _ in held}) == 3:  # of things of one size one line says it all, beside their words
            held = [each for each in held if each[0] == 0]
        return [_line(area, other, axis, at) for _, at, other in dict.fromkeys(held)]

    # --- distances ----------------------------------------------------------------------------------------------------

    def _neighbours(self, area: Rect, axis: int) -> tuple[list[Rect], list[Rect]]:
        """The two nearest on either side in the same row or column, the nearest first."""
        low, high = _band(area, 1 - axis)
        at, size = 1 - axis, 3 - axis
        beside = [each for each in self._others if each[at] < high and low < each[at] + each[size]]
        middle = area.center[axis]
        before = sorted((each for each in beside if each.center[axis] < middle), key=lambda each: -_band(each, axis)[1])
        after = sorted((each for each in beside if each.center[axis] > middle), key=lambda each: _band(each, axis)[0])
        return before[:2], after[:2]

    def _spaced(self, area: Rect, axis: int) -> list[float]:
        """Where the area would begin to stand at equal distances from its neighbours."""
        before, after = self._neighbours(area, axis)
        size = area[axis + 2]
        places = []
        if before and after:
            room = _gap(before[0], after[0], axis) - size
            if room > 0:
                places.append(_band(before[0], axis)[1] + room / 2)
        if len(before) == 2 and (gap := _gap(before[1], before[0], axis)) > 0:
            places.append(_band(before[0], axis)[1] + gap)
        if len(after) == 2 and (gap := _gap(after[0], after[1], axis)) > 0:
            places.append(_band(after[0], axis)[0] - gap - size)
        return places

    def _equal(self, area: Rect, axis: int) -> list[Guide]:
        before, after = self._neighbours(area, axis)
        row = [*reversed(before), area, *after]
        pairs = [pair for pair in pairwise(row) if _gap(*pair, axis) > 0]
        own = [_gap(*pair, axis) for pair in pairs if area in pair]
        marked = []
        for pair in pairs:
            gap = _gap(*pair, axis)
            if (
                any(abs(gap - each) < _SAME for each in own)
                and sum(abs(gap - _gap(*p, axis)) < _SAME for p in pairs) > 1
            ):
                marked.append(_mark(*pair, axis, area))
        return marked


def _marks(area: Rect, axis: int) -> tuple[float, float, float]:
    low, high = _band(area, axis)
    return low, (low + high) / 2, high


def _band(area: Rect, axis: int) -> tuple[float, float]:
    return area[axis], area[axis] + area[axis + 2]


def _gap(a: Rect, b: Rect, axis: int) -> float:
    return _band(b, axis)[0] - _band(a, axis)[1]


def _by_line(others: Sequence[Rect], axis: int, which: int) -> dict[float, list[Rect]]:
    found: dict[float, list[Rect]] = {}

    for other in others:
        found.setdefault(_marks(other, axis)[which], []).append(other)
    return found


def _nearest(lines: list[float], at: float) -> float | None:
    index = bisect_left(lines, at)
    near = lines[max(0, index - 1) : index + 1]
    return min(near, key=lambda line: abs(line - at)) if near else None


def _distance(a: Rect, b: Rect) -> float:
    return abs(a.center[0] - b.center[0]) + abs(a.center[1] - b.center[1])


def _line(area: Rect, other: Rect, axis: int, at: float) -> Guide:
    whole = area.united(other)
    low, high = _band(whole, 1 - axis)
    return Guide((at, low), (at, high)) if axis == 0 else Guide((low, at), (high, at))


def _mark(a: Rect, b: Rect, axis: int, area: Rect) -> Guide:
    """Across the gap between two, at a height that both share, off their middles where connections run."""
    low = max(_band(a, 1 - axis)[0], _band(b, 1 - axis)[0])
    high = min(_band(a, 1 - axis)[1], _band(b, 1 - axis)[1])
    at = low + 0.8 * (high - low) if low < high else area.center[1 - axis]
    begin, end = _band(a, axis)[1], _band(b, axis)[0]
    return Guide((begin, at), (end, at), True) if axis == 0 else Guide((at, begin), (at, end), True)
