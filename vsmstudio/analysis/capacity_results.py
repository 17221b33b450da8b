"""What the analysis answers about work and those who do it. Working minutes, hours a year, ratios 0..1; None unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from vsmstudio.model.ids import Id
from vsmstudio.model.records import Side, ValueClass

Covers = tuple[int, int]  # (known, of how many)


class StepLoad(NamedTuple):
    """What one step has to do.

    `visits` are passes of one demanded unit; `load` is the work in that (minutes: PT, ÷ batch where it is for a batch, ×
    crew × visits); `work_per_item` is the time between two units that its people can keep up (load ÷ people and their
    availability), to be held against takt; `utilisation` is that ÷ takt. `hours` and `cost` are labour a year.
    """

    visits: float | None
    load: float | None
    work_per_item: float | None
    utilisation: float | None
    hours: float | None
    cost: float | None


class QueueSides(NamedTuple):
    """A queue by Little's law: its wait (minutes) and its quantity, and which of them the other and demand gave."""

    queue: Id
    wait: float | None
    quantity: float | None
    derived: Literal["wait", "quantity", ""]


class UnitLoad(NamedTuple):
    """What a unit has to do in all streams' current maps, as a part of what its people can do (1 = 100 %).

    `parts` are the persons that each known step takes all the time; `covers` says how many of its steps are known.
    """

    unit: Id
    side: Side
    people: float | None
    load: float | None
    parts: Mapping[Id, float]
    covers: Covers


class TaktBar(NamedTuple):
    """One step against takt: `minutes` of work per item, `over` where that is more than takt. What is not `known` of it is
    named in `missing` (`PT`, `people`, `rework`)."""

    step: Id
    minutes: float | None
    value_class: ValueClass | None
    over: bool
    missing: tuple[str, ...]

    @property
    def known(self) -> bool:
        return self.minutes is not None


class CostPerUnit(NamedTuple):
    """What one demanded unit costs, and what that covers (`labour`, `services`)."""

    value: float | None
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Capacity:
    """The work of one map. `steps` are in reading order.

    `bottleneck` is the step of the highest utilisation, the first of equals. The covers are (known, of how many) steps, so
    that sums which do not know all are read as "at least". `sampled`: visits come from passes drawn with the seed.
    """

    steps: Mapping[Id, StepLoad] = field(default_factory=dict)
    queues: tuple[QueueSides, ...] = ()
    takt: float | None = None
    demand_per_year: float | None = None
    bottleneck: Id | None = None
    labour_hours_per_year: float | None = None
    fte: float | None = None
    labour_cost_per_year: float | None = None
    utilisation_covers: Covers = (0, 0)
    labour_covers: Covers = (0, 0)
    cost_covers: Covers = (0, 0)
    sampled: bool = False
    notes: tuple[str, ...] = ()

    def utilisation(self, step: Id) -> float | None:
        """The utilisation of a step (1 = 100 %); None where it is unknown."""
        found = self.steps.get(step)
        return found.utilisation if found else None

    @property
    def highest_utilisation(self) -> float | None:
        """The utilisation of the bottleneck."""
        return None if self.bottleneck is None else self.steps[self.bottleneck].utilisation
