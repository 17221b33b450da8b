"""Days of the calendar as numbers, for whole columns at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_LENGTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)


def day_numbers(year: Numbers, month: Numbers, day: Numbers) -> Numbers:
    """Days since 1970-01-01 in the Gregorian calendar [Hinnant, chrono-Compatible Low-Level Date Algorithms].

    >>> int(day_numbers(np.array([2012]), np.array([2]), np.array([29]))[0])
    15399
    """
    year = year - (month <= 2)
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + np.where(month > 2, -3, 9)) + 2) // 5 + day - 1
    days: Numbers = era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
    return days


def is_date(year: Numbers, month: Numbers, day: Numbers) -> NDArray[np.bool_]:
    """Are there such days? Years from 1800 to 2200 count."""
    within = (month >= 1) & (month <= 12) & (year >= 1800) & (year <= 2200)
    length = _LENGTHS[np.where(within, month, 0)]
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0)) & (month == 2)
    good: NDArray[np.bool_] = within & (day >= 1) & (day <= length + leap)
    return good
