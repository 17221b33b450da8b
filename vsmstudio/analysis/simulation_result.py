"""What a simulation of one map answers. Times are working minutes, shares 0..1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vsmstudio.model.ids import Id


@dataclass(frozen=True, slots=True)
class Simulation:
    """Lead time of one map over many runs, each with its durations drawn from their ranges, first pass (without rework).

    `p50` is the lead time that half of the runs keep within, `p85` and `p95` likewise; `low` and `high` are the shortest
    and longest run. `criticality` holds for every node on a counting path the share of runs in which it was critical
    (several critical paths of one length make all their nodes critical); `in_range` is (steps with a range that counts,
    all steps). `histogram` counts the runs in equal parts from `low` to `high`. Runs in which work reached no end are
    counted in `without_end` and in no figure. `notes` are sentences on how the figures are to be read.
    """

    map: Id
    runs: int
    seed: int
    shape: str
    p50: float
    p85: float
    p95: float
    mean: float
    low: float
    high: float
    in_range: tuple[int, int]
    without_end: int = 0
    histogram: tuple[int, ...] = ()
    criticality: Mapping[Id, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """How the figures came about: `10,000 runs, seed 1, PERT-beta`."""
        return f"{self.runs:,} {'run' if self.runs == 1 else 'runs'}, seed {self.seed}, {self.shape}"
