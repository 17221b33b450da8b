"""Distinct numbers of a column, in order. By sorting, which beats hashing where a million are nearly in order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def distinct(values: Numbers) -> Numbers:
    """Each value once, in order.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    arranged = np.sort(values)
    return arranged[_begins(arranged)]


def counted(values: Numbers) -> tuple[Numbers, Numbers]:
    """Each value once, in order, and how often it is there."""
    arranged = np.sort(values)
    at = np.flatnonzero(_begins(arranged))
    return arranged[at], np.diff(np.append(at, len(arranged)))


def firsts(values: Numbers) -> Numbers:
    """Where each value is first, in the order of the column."""
    order = np.argsort(values, kind="stable")
    return np.sort(order[_begins(values[order])])


def _begins(arranged: Numbers) -> NDArray[np.bool_]:
    found = np.ones(len(arranged), np.bool_)
    np.not_equal(arranged[1:], arranged[:-1], out=found[1:])
    return found
