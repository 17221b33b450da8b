"""Many measured durations as a few figures: how many, the mean, and percentiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vsmstudio.interchange.log_choices import Typical

Minutes = NDArray[np.float64]
_AT = (5, 50, 85, 95)


@dataclass(frozen=True, slots=True)
class Spread:
    """`n` durations in minutes. Percentiles lie between their neighbours in proportion, as spreadsheets have them."""

    n: int
    mean: float
    p5: float
    p50: float
    p85: float
    p95: float

    def typical(self, typical: Typical) -> float:
        return self.mean if typical == "mean" else self.p50

    def low(self, typical: Typical) -> float:
        """The low end of a range around the typical value: P5, or less where the typical value is."""
        return min(self.p5, self.typical(typical))

    def high(self, typical: Typical) -> float:
        """The high end: P95, or more where the typical value is (a few endless cases draw the mean beyond it)."""
        return max(self.p95, self.typical(typical))


def spread_of(values: Minutes) -> Spread | None:
    """The spread of some durations, unknown ones (NaN) left out; None where none is known.

    >>> spread_of(np.array([10.0, 20.0, 60.0, np.nan])).p50
    20.0
    """
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    return Spread(len(known), float(known.mean()), *(float(each) for each in np.percentile(known, _AT)))


def spreads_of(values: Minutes, groups: NDArray[np.int64], count: int) -> list[Spread | None]:
    """The spread of each group, which are numbered from 0 to `count` − 1."""
    order = np.argsort(groups, kind="stable")
    bounds = np.searchsorted(groups[order], np.arange(count + 1))
    arranged = values[order]
    return [spread_of(arranged[bounds[at] : bounds[at + 1]]) for at in range(count)]
