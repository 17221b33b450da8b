"""Variants: the sequences of activities in which cases run, and how many cases run so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from vsmstudio.interchange.event_log.distinct import counted
from vsmstudio.interchange.event_log.instances import Instances

_WIDTH = 4  # bytes of an activity in a key; big-endian, so that keys are ordered as the names are


@dataclass(frozen=True, slots=True)
class Variant:
    """One sequence of activities, with the cases that run so and their share of all cases."""

    key: bytes
    names: tuple[str, ...]  # all activities' names in alphabetical order, to which the key's numbers lead
    cases: int
    share: float

    @property
    def activities(self) -> tuple[str, ...]:
        """The activities in their order, repeats included."""
        return tuple(self.names[rank] for rank in np.frombuffer(self.key, ">u4"))

    @property
    def length(self) -> int:
        return len(self.key) // _WIDTH


@dataclass(frozen=True, slots=True, eq=False)
class Variants:
    """All variants, the most frequent first, equals by their activities' names; and the variant of each case.

    `bounds` are where cases begin and end among the instances; `of_case` says which of `listed` each case runs.
    """

    listed: tuple[Variant, ...]
    of_case: NDArray[np.int64]
    bounds: NDArray[np.int64]

    @property
    def cases(self) -> int:
        return len(self.of_case)

    def kept(self, share: float) -> int:
        """How many of the first variants cover at least this share of the cases."""
        covered = np.cumsum([each.cases for each in self.listed])
        return min(len(self.listed), int(np.searchsorted(covered, share * self.cases - 1e-9)) + 1)


def variants_of(found: Instances, activities: tuple[str, ...]) -> Variants:
    """The variants of all cases that hold an execution."""
    order = sorted(range(len(activities)), key=lambda at: activities[at])
    rank = np.empty(len(activities), np.uint32)
    rank[order] = np.arange(len(activities), dtype=np.uint32)
    names = tuple(activities[at] for at in order)
    bounds = np.append(np.flatnonzero(np.diff(found.case, prepend=-1)), len(found.case))
    held = rank[found.activity].astype(">u4").tobytes()
    numbers: dict[bytes, int] = {}
    of_case = np.fromiter(
        (numbers.setdefault(held[a:b], len(numbers)) for a, b in pairwise((bounds * _WIDTH).tolist())),
        np.int64,
        len(bounds) - 1,
    )
    counts = np.bincount(of_case, minlength=len(numbers)).tolist()
    keys = list(numbers)
    ranked = sorted(range(len(keys)), key=lambda at: (-counts[at], keys[at]))
    place = np.empty(len(keys), np.int64)
    place[ranked] = np.arange(len(keys))
    total = max(1, len(of_case))
    listed = tuple(Variant(keys[at], names, counts[at], counts[at] / total) for at in ranked)
    return Variants(listed, place[of_case], bounds)


def directly_follows(found: Instances, activities: tuple[str, ...]) -> dict[tuple[str, str], int]:
    """How often one activity came directly after another in a case, over all cases; ordered by names."""
    same = found.case[1:] == found.case[:-1]
    count = len(activities)
    pairs = found.activity[:-1][same].astype(np.int64) * count + found.activity[1:][same]
    numbers, times = counted(pairs)
    found_pairs = {
        (activities[pair // count], activities[pair % count]): times
        for pair, times in zip(numbers.tolist(), times.tolist(), strict=True)
    }
    return dict(sorted(found_pairs.items()))
