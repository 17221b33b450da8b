"""The shortest orthogonal way with few bends around a handful of obstacles: A* over the lines that run beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush

from vsmstudio.notation.shapes import Point, Rect

BEND = 40.0  # a bend costs as much as a detour of so many pixels
_ACROSS, _UP = 0, 1


class _Lines:
    """The lines along which a way may run, and which parts of them are taken by an obstacle."""

    def __init__(self, ends: tuple[Point, Point], obstacles: Sequence[Rect], clearance: float) -> None:
        xs = {ends[0][0], ends[1][0]}
        ys = {ends[0][1], ends[1][1]}
        for x, y, width, height in obstacles:
            xs.update((x - clearance, x + width + clearance))
            ys.update((y - clearance, y + height + clearance))
        self.xs, self.ys = sorted(xs), sorted(ys)
        self.across = [bytearray(len(self.xs)) for _ in self.ys]  # by row: is the part right of each x taken?
        self.up = [bytearray(len(self.ys)) for _ in self.xs]  # by column: is the part below each y taken?
        for x, y, width, height in obstacles:
            left, right, top, bottom = x + 0.5, x + width - 0.5, y + 0.5, y + height - 0.5
            if left >= right or top >= bottom:
                continue
            _take(self.across, self.ys, (top, bottom), self.xs, (left, right))
            _take(self.up, self.xs, (left, right), self.ys, (top, bottom))


def _take(
    taken: list[bytearray],
    lines: list[float],
    inside: tuple[float, float],
    parts: list[float],
    span: tuple[float, float],
) -> None:
    """Mark the parts that overlap `span` on the lines that run `inside`."""
    first, last = max(bisect_right(parts, span[0]) - 1, 0), bisect_left(parts, span[1])
    for line in range(bisect_right(lines, inside[0]), bisect_left(lines, inside[1])):
        taken[line][first:last] = b"\1" * (last - first)


def search(
    start: Point, leaving: str, end: Point, entering: str, obstacles: Sequence[Rect], clearance: float
) -> list[Point] | None:
    """The corners from `start` to `end`, both with room around them; None where there is no way along the lines.

    `leaving` and `entering` are sides: a way begins and ends at right angles to these. Ties are settled by the lines alone.
    """
    held = _Lines((start, end), obstacles, clearance)
    xs, ys, across, up = held.xs, held.ys, held.across, held.up
    wide, high = len(xs), len(ys)
    gi, gj = bisect_left(xs, end[0]), bisect_left(ys, end[1])
    arrive = _heading(entering)
    begin = (bisect_left(xs, start[0]) * high + bisect_left(ys, start[1])) * 2 + _heading(leaving)
    goal = (gi * high + gj) * 2 + arrive
    cost = {begin: 0.0}
    came: dict[int, int] = {}
    done = set()
    queue = [(0.0, 0, begin)]
    count = 0
    while queue:
        here = heappop(queue)[2]
        if here in done:
            continue
        if here == goal:
            return _corners(came, here, held)
        done.add(here)
        place, direction = divmod(here, 2)
        i, j = divmod(place, high)
        spent = cost[here]
        steps = [(here ^ 1, BEND)]
        if direction == _ACROSS:
            row = across[j]
            if i + 1 < wide and not row[i]:
                steps.append((here + 2 * high, xs[i + 1] - xs[i]))
            if i and not row[i - 1]:
                steps.append((here - 2 * high, xs[i] - xs[i - 1]))
        else:
            column = up[i]
            if j + 1 < high and not column[j]:
                steps.append((here + 2, ys[j + 1] - ys[j]))
            if j and not column[j - 1]:
                steps.append((here - 2, ys[j] - ys[j - 1]))
        for there, more in steps:
            total = spent + more
            if there not in done and total < cost.get(there, float("inf")) - 1e-9:
                cost[there], came[there] = total, here
                k, m = divmod(there >> 1, high)
                count += 1
                heappush(queue, (total + _least(xs[k] - end[0], ys[m] - end[1], there & 1, arrive), count, there))
    return None


def _heading(side: str) -> int:
    return _ACROSS if side in {"left", "right"} else _UP


def _least(dx: float, dy: float, direction: int, arrive: int) -> float:
    """What the rest of a way costs at least."""
    if direction != arrive:
        bends = 1
    elif direction == _ACROSS:
        bends = 2 if dy else 0
    else:
        bends = 2 if dx else 0
    return abs(dx) + abs(dy) + BEND * bends


def _corners(came: dict[int, int], at: int, lines: _Lines) -> list[Point]:
    points = []
    while True:
        i, j = divmod(at >> 1, len(lines.ys))
        points.append((lines.xs[i], lines.ys[j]))
        if at not in came:
            return points[::-1]
        at = came[at]
