"""Executions of activities: a start and a completion belong together where the log has both, each on its own where not."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vsmstudio.interchange.event_log.log import UNKNOWN, Codes, Log, Millis

OTHER, START, COMPLETE, SUSPEND, RESUME = range(5)
_COMPLETE = {"complete", "completed", "closed", "end", "ended", "finish", "finished", "stop"}
_COMPLETE |= {"ate_abort", "pi_abort", "abort", "aborted"}
_TRANSITIONS = {
    **dict.fromkeys(("start", "started", "begin"), START),
    **dict.fromkeys(_COMPLETE, COMPLETE),
    **dict.fromkeys(("suspend", "suspended", "pause"), SUSPEND),
    **dict.fromkeys(("resume", "resumed"), RESUME),
}


def transition_of(name: str) -> int:
    """The code of a life cycle transition by its name; a blank one completes."""
    return COMPLETE if not name.strip() else _TRANSITIONS.get(name.strip().casefold(), OTHER)


@dataclass(frozen=True, slots=True, eq=False)
class Instances:
    """Executions, ordered by case, then by completion. `timed`: both start and completion are known.

    `row` is the event that tells who did it. `pause_of`, `pause_from`, `pause_to` are stretches in which an execution was
    suspended. `ignored` events tell of no execution (scheduled, assigned, withdrawn); `unmatched` starts never completed.
    """

    case: Codes
    activity: Codes
    start: Millis
    start_offset: Codes
    end: Millis
    end_offset: Codes
    timed: NDArray[np.bool_]
    row: NDArray[np.int64]
    pause_of: NDArray[np.int64]
    pause_from: Millis
    pause_from_offset: Codes
    pause_to: Millis
    pause_to_offset: Codes
    ignored: int = 0
    unmatched: int = 0
    backward: int = 0


def instances(log: Log) -> Instances:
    """The executions of a log's activities."""
    if log.transition is not None and (log.transition == COMPLETE).any() and (log.transition != COMPLETE).any():
        return _paired(log, log.transition)
    rows = np.arange(log.events)
    if log.start is None or log.start_offset is None:
        return _of_rows(log, log.time, log.offset, np.zeros(log.events, np.bool_), rows)
    timed = (log.start != UNKNOWN) & (log.start <= log.time)
    backward = int(np.count_nonzero((log.start != UNKNOWN) & (log.start > log.time)))
    start = np.where(timed, log.start, log.time)
    return _of_rows(log, start, np.where(timed, log.start_offset, log.offset), timed, rows, backward)


def _of_rows(
    log: Log, start: Millis, offset: Codes, timed: NDArray[np.bool_], rows: NDArray[np.int64], backward: int = 0
) -> Instances:
    none, no_offset = np.zeros(0, np.int64), np.zeros(0, np.int32)
    return Instances(
        log.case, log.activity, start, offset, log.time, log.offset, timed, rows,
        none, none, no_offset, none, no_offset, backward=backward,
    )  # fmt: skip


def _paired(log: Log, transition: Codes) -> Instances:
    """Starts and completions, the first start of an activity in a case with its first completion, and so on.

    A completion without a start is an execution of which only the end is known, a start without completion one of which
    only the beginning is. Where several run at once, a suspension counts for the one that began first.
    """
    begun: dict[int, deque[int]] = {}  # starts that wait for their completion, by case and activity
    paused: dict[int, int] = {}  # the start that is suspended, and since which event
    first: list[int] = []
    last: list[int] = []
    known: list[bool] = []
    pauses: list[tuple[int, int, int]] = []
    at_start: dict[int, int] = {}
    ignored = 0
    keys = (log.case.astype(np.int64) * max(1, len(log.activities)) + log.activity).tolist()
    for row, (key, kind) in enumerate(zip(keys, transition.tolist(), strict=True)):
        if kind == COMPLETE:
            if waiting := begun.get(key):
                start = waiting.popleft()
                if not waiting:
                    del begun[key]
                if start in paused:
                    pauses.append((start, paused.pop(start), row))
                at_start[start] = len(first)
                first.append(start)
                known.append(True)
            else:
                first.append(row)
                known.append(False)
            last.append(row)
        elif kind == START:
            begun.setdefault(key, deque()).append(row)
        elif kind in (SUSPEND, RESUME) and (waiting := begun.get(key)):
            if kind == SUSPEND:
                paused.setdefault(waiting[0], row)
            elif waiting[0] in paused:
                pauses.append((waiting[0], paused.pop(waiting[0]), row))
        else:
            ignored += 1
    left = sorted(start for waiting in begun.values() for start in waiting)
    first += left
    last += left
    known += [False] * len(left)
    begins, ends = np.array(first, np.int64), np.array(last, np.int64)
    case = log.case[ends]
    order = np.lexsort((ends, log.time[ends], case))
    begins, ends = begins[order], ends[order]
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    held = [(place[at_start[start]], a, b) for start, a, b in pauses if start in at_start]
    of, a, b = (np.array(column, np.int64) for column in (zip(*held, strict=True) if held else ((), (), ())))
    return Instances(
        case=log.case[ends], activity=log.activity[ends],
        start=log.time[begins], start_offset=log.offset[begins], end=log.time[ends], end_offset=log.offset[ends],
        timed=np.array(known, np.bool_)[order], row=ends,
        pause_of=of, pause_from=log.time[a], pause_from_offset=log.offset[a],
        pause_to=log.time[b], pause_to_offset=log.offset[b], ignored=ignored, unmatched=len(left),
    )  # fmt: skip
