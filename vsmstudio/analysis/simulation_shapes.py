"""How the values of a range are spread: from percentiles to minutes, by PERT-beta or a triangle.

Everything is drawn through the inverse of the distribution, from the raw bits of PCG64. numpy promises that stream for good
(NEP 19), and no promise for its beta variates; and one percentile can be read in two ranges at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vsmstudio.model.durations import Estimate
from vsmstudio.model.ids import Id
from vsmstudio.model.records import RangeShape

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LAMBDA = 4  # weight of the likely value in PERT
CELLS = 512  # of the table through which a PERT-beta is read
_GRID = 512  # parts over which the density is added up


class Percentiles:
    """An endless row of percentiles (0 up to, not including, 1), its own for each `purpose` of each record and seed.

    So a change to one step leaves what is drawn for all others as it was, and two states of a map meet the same luck where
    they hold the same records.
    """

    def __init__(self, seed: int, record: Id, purpose: str) -> None:
        from numpy.random import PCG64, SeedSequence

        digest = hashlib.sha256(f"{purpose}:{record}".encode()).digest()
        self._bits = PCG64(SeedSequence(seed, spawn_key=(int.from_bytes(digest[:16], "big"),)))

    def next(self, count: int) -> Array:
        import numpy as np

        drawn = self._bits.random_raw(count)
        assert isinstance(drawn, np.ndarray)
        drawn >>= 11
        values = drawn.astype(np.float64)
        values *= 2.0**-53
        return values


def minutes_at(shape: RangeShape, estimate: Estimate) -> Callable[[Array], Array]:
    """The function from percentiles to working minutes of a range.

    PERT-beta [Malcolm et al. 1959; Vose, Risk Analysis]: a beta distribution from low to high with mean
    (low + 4 × likely + high) ÷ 6. A range without a typed likely value has its middle as likely, as everywhere.
    """
    low, likely, high = estimate
    width = high - low
    mode = (likely - low) / width
    if shape is RangeShape.TRIANGULAR:
        return lambda percentiles: low + width * triangular(percentiles, mode)
    table = pert_table(mode)
    return lambda percentiles: low + width * pert(percentiles, table)


def triangular(percentiles: Array, mode: float) -> Array:
    """Values 0..1 at percentiles of the triangle with this mode, exactly."""
    import numpy as np

    rising = np.sqrt(percentiles * mode)
    falling = 1.0 - np.sqrt((1.0 - percentiles) * (1.0 - mode))
    return np.where(percentiles < mode, rising, falling)


def pert(percentiles: Array, table: Table) -> Array:
    """Values 0..1 at percentiles of a PERT-beta, to some 1e-5.

    They are read from a table that is even in the values of the symmetric triangle: close to the beta's own at both ends, where
    percentiles themselves lie too far apart.
    """
    import numpy as np

    side = percentiles - 0.5
    places = np.abs(side)
    np.subtract(0.5, places, out=places)
    places *= CELLS * CELLS / 2
    np.sqrt(places, out=places)
    np.subtract(CELLS / 2, places, out=places)
    np.copysign(places, side, out=places)
    places += CELLS / 2  # CELLS × the values of the symmetric triangle
    cells = places.astype(np.intp)
    places -= cells
    places *= table.steps[cells]
    places += table.values[cells]
    return places


class Table(NamedTuple):
    """Values of a beta at even places of the symmetric triangle, and the steps from each to the next."""

    values: Array
    steps: Array


@lru_cache(maxsize=512)
def pert_table(mode: float) -> Table:
    """The table of the PERT-beta with this mode (0..1)."""
    import numpy as np

    grid = _grid()
    mass = np.exp(LAMBDA * mode * grid.logit + grid.rest)
    sums = np.concatenate(([0.0], np.cumsum(mass[0] + mass[1])))
    values = np.interp(grid.percentiles, sums / sums[-1], grid.edges)
    return Table(values, np.append(np.diff(values), 0.0))


class _Grid(NamedTuple):
    """Where the density is taken: two Gauss points in each part. The density of mode m is exp(4m × logit + rest)."""

    edges: Array
    logit: Array
    rest: Array
    percentiles: Array


@lru_cache(maxsize=1)
def _grid() -> _Grid:
    import numpy as np

    edges = np.linspace(0.0, 1.0, _GRID + 1)
    middle, reach = (edges[1:] + edges[:-1]) / 2, (0.5 / _GRID) / np.sqrt(3.0)
    at = np.stack((middle - reach, middle + reach))
    places = np.linspace(0.0, 1.0, CELLS + 1)
    percentiles = np.where(places < 0.5, 2 * places**2, 1 - 2 * (1 - places) ** 2)
    return _Grid(edges, np.log(at / (1 - at)), LAMBDA * np.log(1 - at), percentiles)
