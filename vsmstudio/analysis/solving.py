"""Equations in which each unknown is what it is by itself plus parts of others: x(i) = b(i) + Σ a(i, j) x(j)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

DENSE = 60  # unknowns that depend on one another, beyond which numpy solves them: it takes its time to be loaded
HARDLY = 1e-9  # what is left of an unknown, under which it has no end


def solve(
    own: Mapping[int, float], rows: Mapping[int, Mapping[int, float]], endless: Collection[int] = ()
) -> dict[int, float | None]:
    """The unknowns by key. None for those that are `endless`, that have no end by the equations, or depend on such.

    Unknowns that depend on one another are solved together, one knot after the other: loops within loops along a line
    depend one way only, so a thousand of them are a thousand single equations.

    >>> solve({1: 1.0, 2: 1.0}, {1: {1: 0.5}, 2: {1: 0.25}})
    {1: 2.0, 2: 1.5}
    """
    found: dict[int, float | None] = {}
    for knot in _knots(rows):
        members = set(knot)
        lost = any(key in endless for key in knot)
        right: list[float] = []
        for key in knot:
            value = own[key]
            for other, part in rows[key].items():
                if other not in members:
                    known = found[other]
                    lost = lost or known is None
                    value += part * (known or 0.0)
            right.append(value)
        values = None if lost else _together(knot, rows, right)
        found.update(zip(knot, values, strict=True) if values is not None else dict.fromkeys(knot))
    return {key: found[key] for key in rows}


def _together(knot: list[int], rows: Mapping[int, Mapping[int, float]], right: list[float]) -> list[float] | None:
    """The values of unknowns that depend on one another; None where they have no end."""
    if len(knot) == 1:
        left = 1.0 - rows[knot[0]].get(knot[0], 0.0)
        return [right[0] / left] if left > HARDLY else None
    place = {key: at for at, key in enumerate(knot)}
    square = [[0.0] * len(knot) for _ in knot]
    for at, key in enumerate(knot):
        square[at][at] = 1.0
        for other, part in rows[key].items():
            if other in place:
                square[at][place[other]] -= part
    values = _eliminated(square, right) if len(knot) <= DENSE else _by_numpy(square, right)
    if values is None or any(value < -HARDLY or value > 1 / HARDLY for value in values):
        return None
    return values


def _eliminated(square: list[list[float]], right: list[float]) -> list[float] | None:
    """Gaussian elimination with the largest pivot first."""
    rows = [[*row, value] for row, value in zip(square, right, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        if abs(rows[pivot][at]) < HARDLY:
            return None
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for row in range(at + 1, size):
            factor = rows[row][at] / rows[at][at]
            if factor:
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[at], strict=True)]
    values = [0.0] * size
    for at in range(size - 1, -1, -1):
        rest = rows[at][size] - sum(rows[at][other] * values[other] for other in range(at + 1, size))
        values[at] = rest / rows[at][at]
    return values


def _by_numpy(square: list[list[float]], right: list[float]) -> list[float] | None:
    import numpy as np

    try:
        values: list[float] = np.linalg.solve(np.array(square), np.array(right)).tolist()
    except np.linalg.LinAlgError:
        return None
    return values


def _knots(rows: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """The unknowns that depend on one another, put together, each knot after those that it depends on [Tarjan 1972]."""
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_: list[int] = []
    inside: set[int] = set()
    found: list[list[int]] = []
    for root in rows:
        if root in number:
            continue
        path = [(root, iter(rows[root]))]
        number[root] = lowest[root] = len(number)
        open_.append(root)
        inside.add(root)
        while path:
            key, ahead = path[-1]
            for other in ahead:
                if other not in number:
                    number[other] = lowest[other] = len(number)
                    open_.append(other)
                    inside.add(other)
                    path.append((other, iter(rows[other])))
                    break
                if other in inside:
                    lowest[key] = min(lowest[key], number[other])
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[key])
                if lowest[key] == number[key]:
                    knot = [open_.pop()]
                    while knot[-1] != key:
                        knot.append(open_.pop())
                    inside.difference_update(knot)
                    found.append(knot)
    return found
