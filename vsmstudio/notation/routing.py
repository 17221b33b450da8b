"""Orthogonal ways for connections: a direct elbow where nothing is in the way, else a search around what is near.

No way ever runs through an obstacle that it could go around. Bends cost as much as a detour of `search.BEND` pixels.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from vsmstudio.model.ids import Id
from vsmstudio.notation.obstacles import Obstacles, blocked_way
from vsmstudio.notation.search import search
from vsmstudio.notation.shapes import Point, Rect

__all__ = ["BEND", "CLEARANCE", "Found", "bounds", "blocked_way", "find", "plain", "route", "tidy"]

CLEARANCE = 12.0
BEND = 30.0  # how far from its start a way turns off, where it can
_TIGHT = 4.0  # where there is less room than the clearance
_REACH = 30.0
_ROUNDS = 12
_STEP = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}


class Found(NamedTuple):
    """A way, and the region outside of which nothing had a say in it. It is not `free` where there is no free way at all."""

    points: tuple[Point, ...]
    region: Rect
    free: bool = True


def route(
    start: Point, leaving: str, end: Point, entering: str, obstacles: Iterable[Rect], clearance: float = CLEARANCE
) -> tuple[Point, ...]:
    """The corners of a way from `start`, leaving at its side, to `end`, entering at its side (`left`, `right`, ...)."""
    held = Obstacles()
    held.put("", *obstacles)
    return find(start, leaving, end, entering, held, clearance=clearance).points


def find(
    start: Point,
    leaving: str,
    end: Point,
    entering: str,
    obstacles: Obstacles,
    without: Collection[Id] = (),
    own: Sequence[Rect] = (),
    clearance: float = CLEARANCE,
    bend: float = BEND,
) -> Found:
    """The way from a side of one thing to a side of another, which are `own` instead of what is held of them (`without`)."""
    for elbow in _elbows(start, leaving, end, entering, clearance, bend):
        if not obstacles.block(elbow, without, own):
            return Found(elbow, bounds((start, end)))
    region = bounds((start, end)).grown(_REACH)
    near = {*obstacles.near(region, without), *own}
    for _ in range(_ROUNDS):  # a way that is free of all was the best even among a few
        way = _around(start, leaving, end, entering, tuple(sorted(near)), clearance)
        if way is None:
            break
        region = region.united(bounds(way).grown(clearance))
        met = {rect for pair in pairwise(way) for rect in obstacles.near(bounds(pair).grown(clearance - 1), without)}
        if met <= near:
            return Found(way, region)
        near |= met
    else:
        if way and not obstacles.block(way, without, own):
            return Found(way, region)
    return Found(plain(start, leaving, end, entering, clearance), region, free=False)


def plain(start: Point, leaving: str, end: Point, entering: str, clearance: float = CLEARANCE) -> tuple[Point, ...]:
    """A way that looks at nothing: the first sketch, and what is left where there is no free way at all."""
    for way in _elbows(start, leaving, end, entering, clearance):
        return way
    a, b = _out(start, leaving, clearance), _out(end, entering, clearance)
    return tidy([start, a, (b[0], a[1]), b, end])


def bounds(points: Sequence[Point]) -> Rect:
    """The area that a way spans."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _out(point: Point, side: str, by: float) -> Point:
    dx, dy = _STEP[side]
    return (point[0] + dx * by, point[1] + dy * by)


def _elbows(
    start: Point, leaving: str, end: Point, entering: str, clearance: float, bend: float = BEND
) -> Iterator[tuple[Point, ...]]:
    """A straight line, or single jogs between opposite sides, where that leads forward."""
    horizontal = leaving in {"left", "right"}
    if horizontal != (entering in {"left", "right"}) or leaving == entering:
        return
    along, across = (0, 1) if horizontal else (1, 0)
    sign = _STEP[leaving][along]
    gap = (end[along] - start[along]) * sign
    if gap < 2 * clearance - 1e-6 and not (gap > 4 and abs(start[across] - end[across]) < 0.5):
        return
    if abs(start[across] - end[across]) < 0.5:
        yield (start, (end[0], start[1]) if horizontal else (start[0], end[1]))
        return
    near = min(bend, gap / 2)
    for offset in dict.fromkeys((near if gap > 3 * bend else gap / 2, gap - near, gap / 2)):
        at = start[along] + sign * offset
        yield (start, (at, start[1]), (at, end[1]), end) if horizontal else (start, (start[0], at), (end[0], at), end)


@lru_cache(maxsize=4096)  # while something is dragged elsewhere, what is near stays the same
def _around(
    start: Point, leaving: str, end: Point, entering: str, near: tuple[Rect, ...], clearance: float
) -> tuple[Point, ...] | None:
    """A searched way: with some room around it, else with little."""
    for room in (clearance, _TIGHT):
        first, last = _out(start, leaving, room), _out(end, entering, room)
        if blocked_way((start, first), near) or blocked_way((last, end), near):
            continue
        found = search(first, leaving, last, entering, near, room)
        if found:
            return tidy([start, *found, end])
    return None


def tidy(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without repeated points, and without corners that lie on a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(point[0] - kept[-1][0]) < 1e-6 and abs(point[1] - kept[-1][1]) < 1e-6:
            continue
        while len(kept) > 1 and (
            (abs(kept[-2][0] - kept[-1][0]) < 1e-6 and abs(kept[-1][0] - point[0]) < 1e-6)
            or (abs(kept[-2][1] - kept[-1][1]) < 1e-6 and abs(kept[-1][1] - point[1]) < 1e-6)
        ):
            kept.pop()
        kept.append(point)
    return tuple(kept)
