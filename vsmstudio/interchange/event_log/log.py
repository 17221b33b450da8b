"""An event log held in columns: a million events are a few arrays of numbers, and each text is held once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vsmstudio.interchange.imported import Problem
from vsmstudio.interchange.log_columns import LogColumns

Codes: TypeAlias = NDArray[np.int32]
Millis: TypeAlias = NDArray[np.int64]

UNKNOWN = np.iinfo(np.int64).min  # a time that is not there
MOST_LISTED = 100  # problems listed; all are counted


@dataclass(frozen=True, slots=True)
class DatesRead:
    """How times were read: words for their form, the first one as an example; whether day and month could be swapped."""

    words: str = ""
    example: str = ""
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class LogHead:
    """What is known after the first rows: the titles of all columns, sample rows in their order, and the guess.

    `encoding` and `delimiter` are those of a text table, blank for XES; `above` filled rows stand above its titles.
    """

    titles: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    guess: LogColumns
    encoding: str = ""
    delimiter: str = ""
    above: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """Events in the order of their cases' first appearance, then of time; equal times in the order of the file.

    `case`, `activity`, `resource`, `role` number the texts in `cases`, `activities`, `resources`, `roles` (−1: blank).
    `time` and `start` are milliseconds since 1970 UTC (`UNKNOWN` where there is none; `start` is None without such a
    column), `offset` and `start_offset` minutes from UTC to the wall clock. `transition` holds the life cycle's codes
    (`instances.TRANSITION`), None where there is no such column. `left_out` rows could not be read, for each of
    `problems` and more.
    """

    name: str
    columns: LogColumns
    head: LogHead
    case: Codes
    activity: Codes
    time: Millis
    offset: Codes
    cases: tuple[str, ...]
    activities: tuple[str, ...]
    start: Millis | None = None
    start_offset: Codes | None = None
    transition: Codes | None = None
    resource: Codes | None = None
    role: Codes | None = None
    resources: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    dates: DatesRead = field(default_factory=DatesRead)
    left_out: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def events(self) -> int:
        return len(self.case)

    @property
    def states(self) -> bool:
        """Do its time stamps say when something began, and none when it was completed?"""
        return not self.columns.time

    @property
    def span(self) -> tuple[np.datetime64, np.datetime64]:
        """The first and the last time stamp by the wall clock."""
        wall = self.time + self.offset.astype(np.int64) * 60_000
        first, last = int(wall.min()), int(wall.max())
        if self.start is not None and self.start_offset is not None:
            known = self.start != UNKNOWN
            if known.any():
                begun = self.start[known] + self.start_offset[known].astype(np.int64) * 60_000
                first = min(first, int(begun.min()))
        return np.datetime64(first, "ms"), np.datetime64(last, "ms")
