"""From a log to what it says: executions, variants, the steps' figures, the ways between them. Deterministic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vsmstudio.interchange.event_log.clock import clock_of
from vsmstudio.interchange.event_log.discovery import Discovery
from vsmstudio.interchange.event_log.distinct import distinct, firsts
from vsmstudio.interchange.event_log.flows import Ways, ways
from vsmstudio.interchange.event_log.instances import Instances, instances
from vsmstudio.interchange.event_log.log import Log
from vsmstudio.interchange.event_log.measuring import activities, case_leads, measure, measure_states
from vsmstudio.interchange.event_log.ordering import ordered, precedence
from vsmstudio.interchange.event_log.spread import Minutes, Spread, spread_of
from vsmstudio.interchange.event_log.variants import Variants, variants_of
from vsmstudio.interchange.log_choices import LogSettings

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

_WEEK, _DAY = 7 * 86_400_000, 86_400_000  # milliseconds


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What does not hang on the choices: a log's executions and variants. Made once, it makes each discovery faster."""

    log: Log
    instances: Instances
    variants: Variants


def prepare(log: Log) -> Prepared:
    found = instances(log)
    return Prepared(log, found, variants_of(found, log.activities))


def discover(log: Log | Prepared, settings: LogSettings) -> Discovery:
    """What the log says, by the settings. Raises `BadSource` where the calendar cannot be."""
    ready = prepare(log) if isinstance(log, Log) else log
    log, found, variants = ready.log, ready.instances, ready.variants
    begin, last = log.span
    clock = clock_of(settings, int(begin.astype(np.int64)), int(last.astype(np.int64)))
    case = np.repeat(np.arange(variants.cases), np.diff(variants.bounds))
    leads = case_leads(found, variants, clock)
    kept = variants.kept(settings.keep)
    kept_case = variants.of_case < kept
    among = kept_case[case]
    chosen, left_out = _chosen(found, case, among, log.activities, settings.most_steps)
    rows = np.flatnonzero(among & np.isin(found.activity, chosen))
    names, place = _placed(found.activity[rows], case[rows], chosen, log.activities)
    measured = (measure_states if log.states else measure)(found, rows, case[rows], clock)
    found_ways = _ways(case[rows], place, len(names), settings.least_flow)
    steps = activities(log, found, names, rows, case[rows], place, measured, found_ways.rework)
    moves = len(rows) - int(measured.open.sum())
    return Discovery(
        name=log.name, settings=settings, events=log.events, cases=variants.cases,
        activities=int(np.count_nonzero(np.bincount(log.activity))), first=begin, last=last,
        variants=variants, kept=kept, kept_cases=int(kept_case.sum()),
        steps=steps, work=found_ways.work, rework=found_ways.rework,
        lead_time=_spread(leads), kept_lead_time=_spread(leads[kept_case]),
        left_out=left_out, out_of_order=found_ways.out_of_order,
        overlap=float(measured.overlaps.sum() / moves) if moves else 0.0,
        demand=_demand(found, variants), timed=bool(found.timed.any()), states=log.states, notes=_notes(found),
    )  # fmt: skip


def _spread(values: Minutes) -> Spread:
    found = spread_of(values)
    assert found is not None  # a log holds a case at least
    return found


def _chosen(
    found: Instances, case: Numbers, among: Mask, activities: tuple[str, ...], most: int
) -> tuple[Numbers, tuple[str, ...]]:
    """The activities that become steps: those that most of the kept cases pass, equals by their names; and the others."""
    count = len(activities)
    pairs = distinct(case[among] * count + found.activity[among])
    cases = np.bincount(pairs % count, minlength=count)
    ranked = sorted(np.flatnonzero(cases).tolist(), key=lambda at: (-cases[at], activities[at]))
    return np.array(sorted(ranked[:most]), np.int64), tuple(activities[at] for at in ranked[most:])


def _placed(
    activity: NDArray[np.int32], case: Numbers, chosen: Numbers, activities: tuple[str, ...]
) -> tuple[tuple[str, ...], Numbers]:
    """The steps' names in the map's order, and the place there of each execution."""
    index = np.searchsorted(chosen, activity)
    count = len(chosen)
    first = firsts(case * count + index)
    numbered = np.cumsum(np.diff(case[first], prepend=-1) != 0) - 1
    names = [activities[at] for at in chosen.tolist()]
    line = ordered(precedence(numbered, index[first], count), names)
    place = np.empty(count, np.int64)
    place[line] = np.arange(count)
    return tuple(names[at] for at in line), place[index]


def _ways(case: Numbers, place: Numbers, steps: int, least: float) -> Ways:
    """The ways of the cases' visits; executions that follow one another at once are one."""
    begins = (np.diff(case, prepend=-1) != 0) | (np.diff(place, prepend=-1) != 0)
    numbered = (np.cumsum(np.diff(case, prepend=-1) != 0) - 1)[begins]
    return ways(numbered, place[begins], steps, least)


def _demand(found: Instances, variants: Variants) -> float | None:
    """Cases that arrive per week, from the first start of each; None where they all arrive within a day."""
    arrivals = np.minimum.reduceat(found.start, variants.bounds[:-1])
    span = int(arrivals.max()) - int(arrivals.min())
    return (len(arrivals) - 1) / (span / _WEEK) if span >= _DAY else None


def _notes(found: Instances) -> tuple[str, ...]:
    notes = []
    if count := found.ignored:
        what = "1 event tells of no work of its own" if count == 1 else f"{count:,} events tell of no work of their own"
        notes.append(f"{what} (scheduled, assigned, withdrawn) and {'was' if count == 1 else 'were'} not counted.")
    if count := found.unmatched:
        what = "1 start has" if count == 1 else f"{count:,} starts have"
        notes.append(f"{what} no completion; how long that work took is not known.")
    if count := found.backward:
        what = "1 row starts after it is" if count == 1 else f"{count:,} rows start after they are"
        notes.append(f"{what} completed; how long that work took is not known.")
    return tuple(notes)
