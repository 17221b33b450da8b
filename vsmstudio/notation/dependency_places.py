"""Where the things of a dependency drawing stand: rows from top to bottom, an order with few crossings, and straight ways.

The usual way of layered drawings [Sugiyama, Tagawa & Toda]: each thing lies in a row below all that need it, a line that passes
rows has a place of its own in each of them, neighbours' means order the rows, and least squares set the places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt

from vsmstudio.model.ids import Id
from vsmstudio.notation.dependency_graph import DependencyGraph, Edge, Level

SWEEPS = 8
GAP, THIN = 28.0, 14.0  # between two boxes of a row; the room of a line that passes
_LEAST = 7  # things in a row, at least, before another row begins

Spot = Id | tuple[str, int]  # a thing, or an edge in a row that it passes


@dataclass(frozen=True)
class Places:
    """The rows from the top, each from left to right with the middle of every spot; `chains` lead each edge from row to row."""

    rows: tuple[tuple[Spot, ...], ...]
    row_levels: tuple[Level, ...]
    middle: Mapping[Spot, float]
    chains: Mapping[str, tuple[Spot, ...]]


def places(graph: DependencyGraph, widths: Mapping[Level, float]) -> Places:
    """Deterministic: the same graph stands the same way."""
    row_of, row_levels = _rows(graph)
    rows: list[list[Spot]] = [[] for _ in row_levels]
    for key, row in row_of.items():
        rows[row].append(key)
    chains: dict[str, tuple[Spot, ...]] = {}
    for edge in graph.edges:
        chain: list[Spot] = [edge.above]
        for row in range(row_of[edge.above] + 1, row_of[edge.below]):
            spot = (edge.key, row)
            rows[row].append(spot)
            chain.append(spot)
        chains[edge.key] = (*chain, edge.below)
    up, down = _neighbours(chains.values())
    rows = _ordered(rows, up, down)
    width = {spot: _width(spot, graph, widths) for row in rows for spot in row}
    middle = _set(rows, up, down, width)
    _straighten(rows, chains, width, middle)
    return Places(tuple(map(tuple, rows)), row_levels, middle, chains)


def _width(spot: Spot, graph: DependencyGraph, widths: Mapping[Level, float]) -> float:
    return widths[graph.levels[spot]] + GAP if isinstance(spot, str) else THIN


# --- rows -------------------------------------------------------------------------------------------------------------


def _rows(graph: DependencyGraph) -> tuple[dict[Id, int], tuple[Level, ...]]:
    """The row of each thing. A row that is full is followed by another, so that the drawing does not grow too wide."""
    most = max(_LEAST, ceil(sqrt(1.8 * len(graph.levels))))
    found: dict[Id, int] = {}
    levels: list[Level] = []
    for level in Level:
        keys = [key for key, each in graph.levels.items() if each is level]
        if level is Level.SERVICE:
            keys = [key for key in graph.order if key in graph.levels]
        begin = len(levels)
        held: dict[int, int] = {}
        above = _over(graph.edges, level, graph.levels)
        for key in keys:
            row = max((found[each] + 1 for each in above.get(key, ())), default=begin)
            while held.get(row, 0) >= most:
                row += 1
            held[row] = held.get(row, 0) + 1
            found[key] = row
        levels += [level] * (max(held) - begin + 1 if held else 0)
    return found, tuple(levels)


def _over(edges: Sequence[Edge], level: Level, levels: Mapping[Id, Level]) -> dict[Id, list[Id]]:
    """What stands above each thing on the same level."""
    found: dict[Id, list[Id]] = {}
    for edge in edges:
        if levels[edge.below] is level and levels[edge.above] is level:
            found.setdefault(edge.below, []).append(edge.above)
    return found


# --- order ------------------------------------------------------------------------------------------------------------


def _neighbours(chains: Iterable[tuple[Spot, ...]]) -> tuple[dict[Spot, list[Spot]], dict[Spot, list[Spot]]]:
    up: dict[Spot, list[Spot]] = {}
    down: dict[Spot, list[Spot]] = {}
    for chain in chains:
        for upper, lower in pairwise(chain):
            up.setdefault(lower, []).append(upper)
            down.setdefault(upper, []).append(lower)
    return up, down


def _ordered(
    rows: list[list[Spot]], up: Mapping[Spot, Sequence[Spot]], down: Mapping[Spot, Sequence[Spot]]
) -> list[list[Spot]]:
    """Each row by the mean place of its neighbours above, then below, in turn; the best of all is kept."""
    best, fewest = rows, _crossings(rows, down)
    for sweep in range(SWEEPS):
        rows = [list(row) for row in rows]
        downward = sweep % 2 == 0
        for at in range(1, len(rows)) if downward else range(len(rows) - 2, -1, -1):
            beside = rows[at - 1] if downward else rows[at + 1]
            rank = {spot: place for place, spot in enumerate(beside)}
            joined = up if downward else down
            own = {spot: place for place, spot in enumerate(rows[at])}
            scale = len(beside) / max(1, len(rows[at]))
            mean: dict[Spot, float] = {}
            for spot in rows[at]:
                near = [rank[each] for each in joined.get(spot, ()) if each in rank]
                mean[spot] = sum(near) / len(near) if near else own[spot] * scale
            rows[at].sort(key=lambda spot: (mean[spot], own[spot]))
        found = _crossings(rows, down)
        if found < fewest:
            best, fewest = rows, found
    return best


def _crossings(rows: Sequence[Sequence[Spot]], down: Mapping[Spot, Sequence[Spot]]) -> int:
    """How many pairs of lines cross: inversions, row by row, counted with a tree of sums."""
    count = 0
    for upper, lower in pairwise(rows):
        rank = {spot: place for place, spot in enumerate(lower)}
        ends = [place for spot in upper for place in sorted(rank[each] for each in down.get(spot, ()) if each in rank)]
        tree = [0] * (len(lower) + 1)
        for seen, place in enumerate(ends):
            at, not_right = place + 1, 0
            while at:
                not_right += tree[at]
                at &= at - 1
            count += seen - not_right
            at = place + 1
            while at <= len(lower):
                tree[at] += 1
                at += at & -at
    return count


# --- places -----------------------------------------------------------------------------------------------------------


def _set(
    rows: Sequence[Sequence[Spot]],
    up: Mapping[Spot, Sequence[Spot]],
    down: Mapping[Spot, Sequence[Spot]],
    width: Mapping[Spot, float],
) -> dict[Spot, float]:
    """The middle of every spot: as near to its neighbours' mean as the row allows."""
    middle: dict[Spot, float] = {}
    for row in rows:
        x = -sum(width[spot] for spot in row) / 2
        for spot in row:
            middle[spot] = x + width[spot] / 2
            x += width[spot]
    for sweep in range(2 * SWEEPS):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wanted, weights = [], []
            for spot in row:
                near = [(middle[each], _pull(spot, each)) for each in (*up.get(spot, ()), *down.get(spot, ()))]
                weight = sum(pull for _, pull in near)
                wanted.append(sum(x * pull for x, pull in near) / weight if near else middle[spot])
                weights.append(weight or 0.1)
            for spot, x in zip(row, spread(wanted, [width[spot] for spot in row], weights), strict=True):
                middle[spot] = x
    return middle


def _pull(spot: Spot, other: Spot) -> float:
    """How much a line wants to be straight: the more, the longer it is."""
    return {2: 1.0, 1: 2.0, 0: 8.0}[isinstance(spot, str) + isinstance(other, str)]


def _straighten(
    rows: Sequence[Sequence[Spot]],
    chains: Mapping[str, tuple[Spot, ...]],
    width: Mapping[Spot, float],
    middle: dict[Spot, float],
) -> None:
    """Let each line run straight where it passes rows, under one of its ends if there is room; longest first. Alters `middle`."""
    beside = {
        spot: (row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None)
        for row in rows
        for at, spot in enumerate(row)
    }

    def is_free(spot: Spot, x: float) -> bool:
        left, right = beside[spot]
        return (left is None or middle[left] + (width[left] + width[spot]) / 2 <= x) and (
            right is None or x <= middle[right] - (width[right] + width[spot]) / 2
        )

    for key in sorted(chains, key=lambda each: (-len(chains[each]), each)):
        above, *passing, below = chains[key]
        if passing:
            now = [middle[spot] for spot in passing]
            offered = (middle[below], middle[above], *sorted(now, key=lambda x: abs(x - sum(now) / len(now))))
            near = [x for x in offered if abs(x - now[len(now) // 2]) <= GAP * 3]
            if (to := next((x for x in near if all(is_free(spot, x) for spot in passing)), None)) is not None:
                middle.update(dict.fromkeys(passing, to))


def spread(wanted: Sequence[float], widths: Sequence[float], weights: Sequence[float] = ()) -> list[float]:
    """Middles in this order, none over another, with the least squares of what they are off from where they are wanted.

    Pooling adjacent violators: what would overlap stands together around its common mean.

    >>> spread([0, 0], [10, 10]), spread([0, 50], [10, 10])
    ([-5.0, 5.0], [0.0, 50.0])
    """
    offset: list[float] = []
    at = 0.0
    for before, own in zip([0.0, *widths], widths, strict=False):
        at += (before + own) / 2 if offset else 0.0
        offset.append(at)
    pools: list[tuple[float, float, int]] = []  # what is wanted in a pool, weighted; its weight; of how many
    for want, off, weight in zip(wanted, offset, weights or [1.0] * len(offset), strict=True):
        pools.append(((want - off) * weight, weight, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, heavy, count = pools.pop()
            sum_before, heavy_before, count_before = pools[-1]
            pools[-1] = (sum_before + total, heavy_before + heavy, count_before + count)
    means = [total / heavy for total, heavy, count in pools for _ in range(count)]
    return [mean + off for mean, off in zip(means, offset, strict=True)]
