"""Tracks: heights that lines share where they do not lie over one another."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush
from typing import TypeVar

Key = TypeVar("Key", bound=str)
Span = tuple[float, float]


def tracks(spans: Mapping[Key, Span]) -> dict[Key, int]:
    """The lowest number for each span, counted from 0, such that no two spans of one number touch.

    Interval colouring from left to right, which takes as few numbers as there are spans over one point at most.
    """
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    found: dict[Key, int] = {}
    count = 0
    for key in sorted(spans, key=lambda each: (*spans[each], each)):
        left, right = spans[key]
        while busy and busy[0][0] < left:
            heappush(free, heappop(busy)[1])
        if not free:
            heappush(free, count)
            count += 1
        found[key] = heappop(free)
        heappush(busy, (right, found[key]))
    return found
