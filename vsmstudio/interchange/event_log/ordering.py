"""The order of activities in which they usually come, so that the map's work flows all lead one way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

ROUNDS = 50  # of improvement, at most; the sum only ever falls


def precedence(cases: NDArray[np.int64], activity: NDArray[np.int64], count: int) -> Matrix:
    """How many cases come first to activity a, then to b, as a matrix. Sequences are given with their first visits alone.

    `cases` numbers the sequences (ordered).
    """
    found = np.zeros((count, count))
    lengths = np.bincount(cases) if len(cases) else np.zeros(0, np.int64)
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(lengths) else lengths
    for length in np.unique(lengths[lengths > 1]).tolist():
        rows = begins[lengths == length]
        grid = activity[rows[:, None] + np.arange(length)]
        for gap in range(1, length):
            pairs = grid[:, :-gap] * count + grid[:, gap:]
            found += np.bincount(pairs.ravel(), minlength=count * count).reshape(count, count)
    return found


def ordered(before: Matrix, names: Sequence[str]) -> list[int]:
    """Activities from first to last, with as few cases as can be found that come to a later one first.

    `before` is how many cases come to one activity before another. Begun with the activities that most others follow;
    then each is moved to where the fewest cases run against it, until nothing is better [insertion moves for the linear
    ordering problem].
    """
    count = len(names)
    both = before + before.T
    lead = np.divide(before, both, out=np.full_like(before, 0.5), where=both > 0)
    line = sorted(range(count), key=lambda at: (-lead[at].sum(), names[at]))
    for _ in range(ROUNDS):
        moved = False
        for item in sorted(range(count), key=lambda at: names[at]):
            at = line.index(item)
            others = line[:at] + line[at + 1 :]
            rows = np.array(others, np.int64)
            if not len(rows):
                continue
            # cases against the order where the item stands before the others from a place on, after those up to it
            against = np.concatenate([[0.0], np.cumsum(before[item, rows] - before[rows, item])])
            best = int(np.argmin(against))
            if against[best] < against[at] - 1e-9:
                line = [*others[:best], item, *others[best:]]
                moved = True
        if not moved:
            break
    return line
