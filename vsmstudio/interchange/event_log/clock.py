"""How long it is between two moments: round the clock, or within working hours. Whole columns at once, in minutes."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from vsmstudio.interchange.event_log.log import Codes, Millis
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_choices import LogSettings

Minutes = NDArray[np.float64]
_DAY = 86_400_000  # milliseconds


class Elapsed:
    """Round the clock: what lies between two moments, whatever their zones."""

    def minutes(self, begin: Millis, begin_offset: Codes, end: Millis, end_offset: Codes) -> Minutes:
        return (end - begin) / 60_000


class Working:
    """Within working hours by the wall clock of each time stamp.

    The sum of the working minutes up to each day is held in a table, so a difference of two sums is a duration.
    """

    def __init__(self, settings: LogSettings, first: int, last: int) -> None:
        """For wall-clock times from `first` to `last` (milliseconds since 1970). Raises `BadSource`."""
        if not 0 <= settings.day_start < settings.day_end <= 24 * 60:
            raise BadSource("the working day must start before it ends, such as day_start=09:00 and day_end=17:00")
        self._start, self._length = settings.day_start, settings.day_end - settings.day_start
        self._first = first // _DAY - 1
        days = np.arange(self._first, last // _DAY + 3)
        self._works = np.isin((days + 3) % 7, sorted(set(settings.working_days)))  # 1970-01-01 was a Thursday
        off = np.array([(each - date(1970, 1, 1)).days for each in settings.holidays], np.int64)
        self._works &= ~np.isin(days, off)
        self._before = np.concatenate([[0.0], np.cumsum(self._works * float(self._length))])

    def minutes(self, begin: Millis, begin_offset: Codes, end: Millis, end_offset: Codes) -> Minutes:
        return self._until(end, end_offset) - self._until(begin, begin_offset)

    def _until(self, moment: Millis, offset: Codes) -> Minutes:
        """Working minutes from the first day until a moment."""
        wall = moment + offset.astype(np.int64) * 60_000
        day = wall // _DAY
        at = day - self._first
        of_day = np.clip((wall - day * _DAY) / 60_000 - self._start, 0, self._length)
        found: Minutes = self._before[at] + of_day * self._works[at]
        return found


Clock = Elapsed | Working


def clock_of(settings: LogSettings, first: int, last: int) -> Clock:
    """The clock that is chosen, for wall-clock times from `first` to `last`. Raises `BadSource`."""
    return Elapsed() if settings.clock == "elapsed" else Working(settings, first, last)
