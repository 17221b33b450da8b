"""Ranges: P50, P85 and P95 of lead time, and how often each step is critical (DOMAIN section 5).

Each run draws every range once, and a way at every split to one of several; then it is a map like any other, with its own
lead time and critical path [van Slyke 1963]. First pass: no rework, as the headline.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.simulation_plan import Plan, plan
from vsmstudio.analysis.simulation_result import Simulation
from vsmstudio.analysis.simulation_runs import Runs, at_once, sources
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Progress = Callable[[float], bool]

RUNS = 10_000
MOST_RUNS = 1_000_000  # as the command line says, too
BARS = 40  # of the histogram
TOLD_EACH = 0.05  # seconds between reports of progress


class Cancelled(Exception):
    """Whoever was told of the progress wants no result any more."""


def simulate(
    document: Document, map_id: Id, runs: int = RUNS, seed: int = 1, progress: Progress | None = None
) -> Simulation | None:
    """Lead times of one map with its ranges drawn; None where no range can count, or no run reaches an end.

    `progress` is told the share done (0..1, rising, at last 1) some twenty times a second; where it answers False this
    raises `Cancelled`. Raises `KeyError` where there is no such map, `ValueError` unless runs are 1 to 1,000,000.
    """
    planned = plan(document, map_id)
    return None if planned is None else run(planned, runs, seed, progress)


def with_simulations(
    document: Document, analysis: Analysis, runs: int = RUNS, seed: int = 1, progress: Progress | None = None
) -> Analysis:
    """The analysis with a simulation of each of its maps in which a range can count. `progress` is over all of them."""
    plans = {key: found for key in analysis.maps if (found := plan(document, key)) is not None}
    whole = sum(len(each.nodes) for each in plans.values())
    simulations: dict[Id, Simulation] = {}
    done = 0
    for key, each in plans.items():
        part = _part(progress, done / whole, len(each.nodes) / whole)
        if (made := run(each, runs, seed, part)) is not None:
            simulations[key] = made
        done += len(each.nodes)
    return replace(analysis, simulations=simulations)


def _part(progress: Progress | None, begin: float, share: float) -> Progress | None:
    return None if progress is None else lambda done: progress(min(1.0, begin + share * done))


def run(planned: Plan, runs: int = RUNS, seed: int = 1, progress: Progress | None = None) -> Simulation | None:
    """The simulation of a plan, as `simulate`."""
    import numpy as np

    if not 1 <= runs <= MOST_RUNS:
        raise ValueError(f"the number of runs must be 1 to {MOST_RUNS:,}, not {runs:,}")
    drawn = sources(planned, seed)
    step = at_once(planned, runs)
    tick = _teller(progress, 4 * runs * len(planned.nodes))
    found: list[Array] = []
    critical = [0] * len(planned.nodes)
    for begin in range(0, runs, step):
        held = Runs(planned, drawn, min(step, runs - begin), tick)
        found.append(held.lead_times)
        critical = [a + b for a, b in zip(critical, held.critical, strict=True)]
    lead_times = np.concatenate(found)
    lead_times = lead_times[np.isfinite(lead_times)]
    if progress is not None and not progress(1.0):
        raise Cancelled
    if not len(lead_times):
        return None
    p50, p85, p95 = (float(each) for each in np.quantile(lead_times, (0.5, 0.85, 0.95)))
    low, high = float(lead_times.min()), float(lead_times.max())
    without_end = runs - len(lead_times)
    return Simulation(
        map=planned.map,
        runs=runs,
        seed=seed,
        shape=planned.shape.value,
        p50=p50,
        p85=p85,
        p95=p95,
        mean=float(lead_times.mean()),
        low=low,
        high=high,
        in_range=planned.in_range,
        without_end=without_end,
        histogram=_histogram(lead_times, low, high),
        criticality=_shares(planned, critical, len(lead_times)),
        notes=_notes(planned, runs, without_end),
    )


def _teller(progress: Progress | None, whole: int) -> Callable[[int], None]:
    """Adds up work done, and tells of it now and then."""
    done, told = 0, time.perf_counter()

    def tick(work: int) -> None:
        nonlocal done, told
        done += work
        now = time.perf_counter()
        if now - told >= TOLD_EACH and progress is not None and done < whole:
            told = now
            if not progress(done / whole):
                raise Cancelled

    return tick


def _histogram(lead_times: Array, low: float, high: float) -> tuple[int, ...]:
    import numpy as np

    if high - low <= 1e-9 * high:
        return (len(lead_times),)
    return tuple(int(each) for each in np.histogram(lead_times, BARS, (low, high))[0])


def _shares(planned: Plan, counts: list[int], of: int) -> Mapping[Id, float]:
    return {key: count / of for key, count in zip(planned.nodes, counts, strict=True)}


def _notes(planned: Plan, runs: int, without_end: int) -> tuple[str, ...]:
    found = [
        f"P50, P85 and P95 are of first-pass lead time, without rework. Ranges are drawn as {planned.shape.value}, each on its "
        "own, but LT and PT of one step together; without a likely value the middle of a range is the most likely"
    ]
    if without_end:
        found.append(f"In {without_end / runs:.1%} of the runs work reached no end; P50, P85 and P95 leave them out")
    return tuple(found)
