"""How many connections cross."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence

from vsmstudio.model.ids import Id


def crossings(columns: Mapping[Id, int], rows: Mapping[Id, float], edges: Sequence[tuple[Id, Id]]) -> int:
    """How many pairs of edges cross, each a straight line from its column to a later one, at its rows."""
    gaps: dict[int, list[tuple[float, float]]] = {}
    for a, b in edges:
        left, right = columns[a], columns[b]
        slope = (rows[b] - rows[a]) / (right - left)
        for at in range(left, right):
            begin = rows[a] + slope * (at - left)
            gaps.setdefault(at, []).append((round(begin, 6), round(begin + slope, 6)))
    return sum(_inversions(lines) for lines in gaps.values())


def _inversions(lines: list[tuple[float, float]]) -> int:
    """How many pairs begin in one order and end in the other. Those that begin or end at one point do not cross."""
    lines.sort()
    count = 0
    seen: list[float] = []  # negated ends of those that begin above, ascending
    waiting: list[float] = []
    last: float | None = None
    for begin, end in lines:
        if begin != last:
            for each in waiting:
                insort(seen, -each)
            waiting, last = [], begin
        count += bisect_left(seen, -end)
        waiting.append(end)
    return count
