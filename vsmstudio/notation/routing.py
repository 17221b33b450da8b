"""Orthogonal ways for connections: a direct elbow where nothing is in the way, else a search around what is.

No way ever runs through an obstacle that it could go around. Bends cost as much as a detour of `BEND` pixels.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import heappop, heappush

from vsmstudio.notation.shapes import Point, Rect

CLEARANCE = 12.0
BEND = 40.0
_STEP = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}


def route(
    start: Point, leaving: str, end: Point, entering: str, obstacles: Iterable[Rect], clearance: float = CLEARANCE
) -> tuple[Point, ...]:
    """The corners of a way from `start`, leaving at its side, to `end`, entering at its side (`left`, `right`, ...)."""
    return _route(start, leaving, end, entering, tuple(obstacles), clearance)


@lru_cache(maxsize=4096)
def _route(
    start: Point, leaving: str, end: Point, entering: str, obstacles: tuple[Rect, ...], clearance: float
) -> tuple[Point, ...]:
    direct = _elbow(start, leaving, end, entering, obstacles, clearance)
    if direct:
        return direct
    box = Rect(min(start[0], end[0]), min(start[1], end[1]), abs(start[0] - end[0]), abs(start[1] - end[1]))
    for reach in (240.0, 1200.0, 1e9):
        near = tuple(each for each in obstacles if each.touches(box.grown(reach)))
        found = _search(start, leaving, end, entering, near, clearance)
        if found and not blocked_way(found, obstacles):
            return found
    return _plain(start, leaving, end, entering, clearance)


def _out(point: Point, side: str, by: float) -> Point:
    dx, dy = _STEP[side]
    return (point[0] + dx * by, point[1] + dy * by)


def _elbow(
    start: Point, leaving: str, end: Point, entering: str, obstacles: Sequence[Rect], clearance: float
) -> tuple[Point, ...] | None:
    """A straight line or a single jog between opposite sides, where it is free and leads forward."""
    horizontal = leaving in {"left", "right"}
    if horizontal != (entering in {"left", "right"}) or leaving == entering:
        return None
    along, across = (0, 1) if horizontal else (1, 0)
    sign = _STEP[leaving][along]
    gap = (end[along] - start[along]) * sign
    if gap < 2 * clearance - 1e-6 and not (gap > 4 and abs(start[across] - end[across]) < 0.5):
        return None
    if abs(start[across] - end[across]) < 0.5:
        straight = (start, (end[0], start[1]) if horizontal else (start[0], end[1]))
        return straight if not blocked_way(straight, obstacles) else None
    near = min(30.0, gap / 2)
    for offset in dict.fromkeys((near if gap > 90 else gap / 2, gap - near, gap / 2)):
        at = start[along] + sign * offset
        jog = (start, (at, start[1]), (at, end[1]), end) if horizontal else (start, (start[0], at), (end[0], at), end)
        if not blocked_way(jog, obstacles):
            return jog
    return None


def _plain(start: Point, leaving: str, end: Point, entering: str, clearance: float) -> tuple[Point, ...]:
    """Where there is no free way at all (nodes lie on each other): a plain elbow."""
    a, b = _out(start, leaving, clearance), _out(end, entering, clearance)
    return tidy([start, a, (b[0], a[1]), b, end])


def _blocked(a: Point, b: Point, rect: Rect) -> bool:
    """Does the segment run through the inside of the rectangle?"""
    return (
        min(a[0], b[0]) < rect.right - 0.5
        and max(a[0], b[0]) > rect.x + 0.5
        and min(a[1], b[1]) < rect.bottom - 0.5
        and max(a[1], b[1]) > rect.y + 0.5
    )


def blocked_way(points: Sequence[Point], obstacles: Sequence[Rect]) -> bool:
    """Does a way run through the inside of any of the rectangles?"""
    return any(_blocked(a, b, rect) for a, b in itertools.pairwise(points) for rect in obstacles)


@lru_cache(maxsize=1024)  # while something is dragged elsewhere, what is near stays the same
def _search(
    start: Point, leaving: str, end: Point, entering: str, obstacles: tuple[Rect, ...], clearance: float
) -> tuple[Point, ...] | None:
    """A* over the lines that run beside the obstacles and through the two ends."""
    first, last = _out(start, leaving, clearance), _out(end, entering, clearance)
    if blocked_way((start, first), obstacles) or blocked_way((last, end), obstacles):
        first, last = _out(start, leaving, 4), _out(end, entering, 4)
    xs = sorted({first[0], last[0], *(x for r in obstacles for x in (r.x - clearance, r.right + clearance))})
    ys = sorted({first[1], last[1], *(y for r in obstacles for y in (r.y - clearance, r.bottom + clearance))})
    column, row = {x: i for i, x in enumerate(xs)}, {y: i for i, y in enumerate(ys)}
    on_row = [[each for each in obstacles if each.y + 0.5 < y < each.bottom - 0.5] for y in ys]
    on_column = [[each for each in obstacles if each.x + 0.5 < x < each.right - 0.5] for x in xs]

    def free(i: int, j: int, k: int, m: int) -> bool:
        if j == m:
            low, high = (xs[i], xs[k]) if i < k else (xs[k], xs[i])
            return not any(low < each.right - 0.5 and high > each.x + 0.5 for each in on_row[j])
        low, high = (ys[j], ys[m]) if j < m else (ys[m], ys[j])
        return not any(low < each.bottom - 0.5 and high > each.y + 0.5 for each in on_column[i])

    goal = (column[last[0]], row[last[1]])
    source = (column[first[0]], row[first[1]])
    heading = {"left": 0, "right": 0, "top": 1, "bottom": 1}
    arrive = heading[entering]
    begin = (*source, heading[leaving])
    cost: dict[tuple[int, int, int], float] = {begin: 0.0}
    came: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    queue = [(0.0, 0, begin)]
    count = 0
    while queue:
        _, _, here = heappop(queue)
        i, j, direction = here
        if (i, j) == goal and direction == arrive:
            points = [end]
            at = here
            while True:
                points.append((xs[at[0]], ys[at[1]]))
                if at not in came:
                    break
                at = came[at]
            return tidy([*reversed([*points, start])])
        for di, dj in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            k, m = i + di, j + dj
            if not (0 <= k < len(xs) and 0 <= m < len(ys)) or not free(i, j, k, m):
                continue
            turn = 0 if di else 1
            there = (k, m, turn)
            spent = cost[here] + abs(xs[k] - xs[i]) + abs(ys[m] - ys[j]) + (BEND if turn != direction else 0.0)
            if spent < cost.get(there, float("inf")) - 1e-9:
                cost[there], came[there] = spent, here
                guess = abs(xs[k] - last[0]) + abs(ys[m] - last[1])
                count += 1
                heappush(queue, (spent + guess, count, there))
        if (i, j) == goal:  # turn on the spot to enter from the right side
            there = (i, j, arrive)
            if cost[here] + BEND < cost.get(there, float("inf")):
                cost[there], came[there] = cost[here] + BEND, here
                count += 1
                heappush(queue, (cost[there], count, there))
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
