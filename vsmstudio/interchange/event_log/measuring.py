"""How long executions take and how long cases lie before them, and what each step is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vsmstudio.interchange.event_log.clock import Clock
from vsmstudio.interchange.event_log.discovery import Activity
from vsmstudio.interchange.event_log.distinct import counted, distinct, firsts
from vsmstudio.interchange.event_log.flows import Way
from vsmstudio.interchange.event_log.instances import Instances
from vsmstudio.interchange.event_log.log import Codes, Log
from vsmstudio.interchange.event_log.spread import Minutes, spreads_of
from vsmstudio.interchange.event_log.variants import Variants

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Minutes of each execution (NaN: unknown); whether its case is open there, and whether it overlaps the one before.

    A case is `open` at its first execution, or where a log records states at its last: what lies beyond is not known.
    """

    process: Minutes
    wait: Minutes
    lead: Minutes
    open: Mask
    overlaps: Mask


def measure(found: Instances, rows: Numbers, case: Numbers, clock: Clock) -> Measured:
    """The times of some executions, in their order. `case` numbers the case of each.

    The wait begins when what the case did before was completed, and ends with the start; of what began before that
    (at the same time as something else) there is none. Before a case's first execution nothing is known to wait.
    """
    first = np.diff(case, prepend=-1) != 0
    before = np.roll(rows, 1)
    start, start_offset = found.start[rows], found.start_offset[rows]
    end, end_offset = found.end[rows], found.end_offset[rows]
    done, done_offset = found.end[before], found.end_offset[before]
    overlaps = ~first & (start < done)
    takes = clock.minutes(start, start_offset, end, end_offset)
    wait = np.where(first | overlaps, 0.0, clock.minutes(done, done_offset, start, start_offset))
    wait = np.maximum(wait, 0.0)
    lead = wait + takes
    timed = found.timed[rows]
    process = np.where(timed, takes - _paused(found, clock)[rows], np.nan)
    return Measured(
        np.where(timed, np.maximum(process, 0.0), np.nan), np.where(timed & ~first, wait, np.nan), lead, first, overlaps
    )


def measure_states(found: Instances, rows: Numbers, case: Numbers, clock: Clock) -> Measured:
    """The times of states, each of which lasts until the next of its case begins; how much of that is work is unknown."""
    last = np.append(case[1:] != case[:-1], True)
    after = np.roll(rows, -1)
    length = clock.minutes(found.start[rows], found.start_offset[rows], found.start[after], found.start_offset[after])
    unknown = np.full(len(rows), np.nan)
    return Measured(unknown, unknown, np.where(last, 0.0, length), last, np.zeros(len(rows), np.bool_))


def _paused(found: Instances, clock: Clock) -> Minutes:
    """Minutes for which each execution was suspended."""
    length = clock.minutes(found.pause_from, found.pause_from_offset, found.pause_to, found.pause_to_offset)
    total: Minutes = np.bincount(found.pause_of, weights=length, minlength=len(found.case)).astype(np.float64)
    return total


def case_leads(found: Instances, variants: Variants, clock: Clock) -> Minutes:
    """The lead time of each case: from its first start to its last completion."""
    begins, ends = variants.bounds[:-1], variants.bounds[1:] - 1
    start = np.minimum.reduceat(found.start, begins)
    # the offset of the execution that began first; executions are ordered by completion
    at = _first_starts(found, variants, start)
    return clock.minutes(start, found.start_offset[at], found.end[ends], found.end_offset[ends])


def _first_starts(found: Instances, variants: Variants, start: NDArray[np.int64]) -> Numbers:
    case = np.repeat(np.arange(variants.cases), np.diff(variants.bounds))
    earliest = np.flatnonzero(found.start == start[case])
    return earliest[firsts(case[earliest])]


def activities(
    log: Log,
    found: Instances,
    names: Sequence[str],
    rows: Numbers,
    case: Numbers,
    place: Numbers,
    measured: Measured,
    rework: Sequence[Way],
) -> tuple[Activity, ...]:
    """What each step is made of, in the map's order. `place` is the step of each execution."""
    count = len(names)
    executions = np.bincount(place, minlength=count)
    pairs, times = counted(case * count + place)
    cases = np.bincount(pairs % count, minlength=count)
    once = np.bincount(pairs[times == 1] % count, minlength=count)
    begins = (np.diff(case, prepend=-1) != 0) | (np.diff(place, prepend=-1) != 0)
    at = np.flatnonzero(begins)
    visits = np.bincount(place[at], minlength=count)
    open_ = np.bincount(place[measured.open], minlength=count)
    process = spreads_of(measured.process, place, count)
    wait = spreads_of(measured.wait, place, count)
    lead = spreads_of(measured.lead, place, count)
    visit_process = spreads_of(_summed(measured.process, at), place[at], count)
    visit_lead = spreads_of(np.add.reduceat(measured.lead, at), place[at], count)
    performers = _performers(log.role, log.roles, found.row[rows], place, count)
    people = _people(log.resource, found.row[rows], place, count)
    back = [0] * count
    for way in rework:
        back[way.source or 0] += way.count
    return tuple(
        Activity(
            name, int(executions[step]), int(cases[step]), int(visits[step]),
            process[step], wait[step], lead[step], visit_process[step], visit_lead[step],
            open=float(open_[step] / executions[step]), once=float(once[step] / cases[step]),
            repeated=float(1 - visits[step] / executions[step]), returns=float(back[step] / visits[step]),
            performer=performers[step][0], performer_share=performers[step][1], people=people[step],
        )
        for step, name in enumerate(names)
    )  # fmt: skip


def _summed(values: Minutes, at: Numbers) -> Minutes:
    """The known values of each visit added up; NaN where none is known."""
    known = ~np.isnan(values)
    total = np.add.reduceat(np.where(known, values, 0.0), at)
    return np.where(np.add.reduceat(known.astype(np.int64), at) > 0, total, np.nan)


def _performers(
    role: Codes | None, names: Sequence[str], rows: Numbers, place: Numbers, count: int
) -> list[tuple[str, float]]:
    """Who does each step most often, and in what share of the executions of which that is known; equals by name."""
    found = [("", 0.0)] * count
    if role is None:
        return found
    held = role[rows]
    table: dict[int, list[tuple[int, int]]] = {}
    known = held >= 0
    size = max(1, len(names))
    numbers, times = counted(place[known] * size + held[known])
    for number, often in zip(numbers.tolist(), times.tolist(), strict=True):
        table.setdefault(number // size, []).append((often, number % size))
    for step, each in table.items():
        often, who = min(each, key=lambda pair: (-pair[0], names[pair[1]]))
        found[step] = (names[who], often / sum(times for times, _ in each))
    return found


def _people(resource: Codes | None, rows: Numbers, place: Numbers, count: int) -> list[int]:
    """How many different resources did each step."""
    if resource is None:
        return [0] * count
    held = resource[rows].astype(np.int64)
    known = held >= 0
    size = int(resource.max(initial=0)) + 1
    pairs = distinct(place[known] * size + held[known])
    return np.bincount(pairs // size, minlength=count).tolist()  # type: ignore[no-any-return]
