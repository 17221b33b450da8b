"""The runs of a plan, many at once: each row of a table is a node, each column a run. The longest-path passes of
`critical_path`, for thousands of maps that differ in their times and choices alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vsmstudio.analysis.critical_path import TOLERANCE
from vsmstudio.analysis.simulation_plan import DrawnNode, Joined, Plan, Way
from vsmstudio.analysis.simulation_shapes import Percentiles, minutes_at
from vsmstudio.model.durations import Estimate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Source = Callable[[int], Array]  # so many values, the next of an endless row

HELD = 5_000_000  # times held at once, in each of two tables; more would be faster by little and cost memory
MOST_AT_ONCE = 4096  # runs; rows beyond it leave the processor's cache


@dataclass(slots=True)
class Sources:
    """What values are drawn from: minutes of nodes by row and of flows by way, choices at the splits by row."""

    times: dict[int, Source] = field(default_factory=dict)
    delays: dict[int, Source] = field(default_factory=dict)
    choices: dict[int, Source] = field(default_factory=dict)


def sources(plan: Plan, seed: int) -> Sources:
    """Fresh sources for a plan: the same seed gives the same runs, however many are drawn at once."""
    made = Sources()
    for row, drawn in plan.drawn.items():
        made.times[row] = _time_source(plan, row, drawn, seed)
    for at, way in enumerate(plan.ways):
        if way.drawn is not None:
            made.delays[at] = _delay_source(plan, way, way.drawn, seed)
    for row in plan.splits:
        made.choices[row] = Percentiles(seed, plan.nodes[row], "choice").next
    return made


def _delay_source(plan: Plan, way: Way, drawn: Estimate, seed: int) -> Source:
    percentiles, minutes = Percentiles(seed, way.flow, "delay"), minutes_at(plan.shape, drawn)
    return lambda count: minutes(percentiles.next(count)) + way.minutes


def _time_source(plan: Plan, row: int, drawn: DrawnNode, seed: int) -> Source:
    """The minutes that a node adds. Lead time and processing time of a step are read at one percentile, as a long
    processing time makes a long lead time; so LT under PT comes about only where the ranges say so. A wait of its own
    varies on its own."""
    import numpy as np

    readers = [(_purpose(name), _value_reader(plan, estimate)) for name, estimate in drawn.parts]
    purposes = {_purpose(name) for name, estimate in drawn.parts if estimate.is_range}
    percentiles = {each: Percentiles(seed, plan.nodes[row], each) for each in sorted(purposes)}

    def minutes(count: int) -> Array:
        at = {purpose: each.next(count) for purpose, each in percentiles.items()}
        values = [read(at.get(purpose)) for purpose, read in readers]
        if drawn.joined is Joined.WAIT:
            return np.maximum(np.subtract(values[0], values[1]), 0.0)
        if drawn.joined is Joined.LONGER:
            return np.maximum(values[0], values[1])
        return values[0] if len(values) == 1 else np.add(values[0], values[1])

    return minutes


def _purpose(name: str) -> str:
    return "wait" if name == "wait" else "time"


def _value_reader(plan: Plan, estimate: Estimate) -> Callable[[Array | None], Array]:
    import numpy as np

    if estimate.is_range:
        return minutes_at(plan.shape, estimate)  # type: ignore[return-value]
    fixed = np.array([estimate.likely])
    return lambda _: fixed


class Runs:
    """So many runs of a plan at once. `lead_times` are minus infinity where no end is reached; `critical` counts for each
    row the runs in which it was. `tick` is told of the work done, in rows times runs."""

    def __init__(self, plan: Plan, drawn: Sources, count: int, tick: Callable[[int], None]) -> None:
        import numpy as np

        self._plan, self._drawn, self._count, self._tick = plan, drawn, count, tick
        self._into: list[list[int]] = [[] for _ in plan.nodes]
        self._out: list[list[int]] = [[] for _ in plan.nodes]
        for at, way in enumerate(plan.ways):
            self._into[way.target].append(at)
            self._out[way.source].append(at)
        self._times: dict[int, Array] = {}
        self._delays = {at: source(count) for at, source in drawn.delays.items()}
        self._barred = self._bar()
        self._table = np.empty((len(plan.nodes), count))  # finishes on the way forth, longest rests on the way back
        self._spare = np.empty(count)
        self.lead_times = self._forward()
        self.critical = self._backward()

    def _bar(self) -> dict[int, NDArray[np.bool_]]:
        """For each way out of a split to one of several: in which runs it is not taken."""
        import numpy as np

        chosen = {}
        for row, chances in self._plan.splits.items():
            below = np.cumsum(chances)[:-1]
            chosen[row] = np.searchsorted(below, self._drawn.choices[row](self._count), side="right")
        return {at: chosen[way.split] != way.choice for at, way in enumerate(self._plan.ways) if way.split is not None}

    def _along(self, at: int, way: Way, begin: Array, out: Array) -> None:
        """Times at one end of a way, from those at the other."""
        import numpy as np

        np.add(begin, self._delays.get(at, way.minutes), out=out)
        if at in self._barred:
            out[self._barred[at]] = -np.inf

    def _latest(self, ways: list[int], forth: bool, least: float | None, into: Array) -> None:
        """Into a row the longest time over all ways into it (or out of it); `least` where it may begin (or end) by itself."""
        import numpy as np

        place = into
        for at in ways:
            way = self._plan.ways[at]
            self._along(at, way, self._table[way.source if forth else way.target], place)
            if place is not into:
                np.maximum(into, place, out=into)
            place = self._spare
        if place is into:
            into[:] = -np.inf if least is None else least
        elif least is not None:
            np.maximum(into, least, out=into)

    def _forward(self) -> Array:
        import numpy as np

        plan, starts, ends = self._plan, set(self._plan.starts), set(self._plan.ends)
        lead_times = np.full(self._count, -np.inf)
        for row in range(len(plan.nodes)):
            finish = self._table[row]
            self._latest(self._into[row], True, 0.0 if row in starts else None, finish)
            if row in self._drawn.times:
                time = self._times[row] = self._drawn.times[row](self._count)
                finish += time
            else:
                finish += plan.minutes[row]
            if row in ends:
                np.maximum(lead_times, finish, out=lead_times)
            self._tick(3 * self._count)
        return lead_times

    def _backward(self) -> list[int]:
        import numpy as np

        plan, ends = self._plan, set(self._plan.ends)
        least = self.lead_times - np.maximum(TOLERANCE, 1e-12 * self.lead_times)
        least[np.isneginf(self.lead_times)] = np.inf
        counts = [0] * len(plan.nodes)
        rest = np.empty(self._count)
        for row in reversed(range(len(plan.nodes))):
            finish = self._table[row]
            self._latest(self._out[row], False, 0.0 if row in ends else None, rest)
            finish += rest
            counts[row] = int(np.count_nonzero(finish >= least))
            np.add(rest, self._times.get(row, plan.minutes[row]), out=finish)
            self._tick(self._count)
        return counts


def at_once(plan: Plan, runs: int) -> int:
    """How many runs are held in memory together."""
    return max(1, min(runs, MOST_AT_ONCE, HELD // len(plan.nodes)))
