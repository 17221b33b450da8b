"""Measured minutes as durations of a map: in s, min or h alone, which mean the same in every working calendar."""

from __future__ import annotations

import math

from vsmstudio.interchange.event_log.spread import Spread
from vsmstudio.interchange.log_choices import Typical
from vsmstudio.model.durations import LONGEST, Duration

_UNITS = (("s", 1 / 60, 1.0), ("min", 1.0, 120.0))  # the minutes in one, and up to which likely value it is used


def measured(spread: Spread | None, typical: Typical) -> Duration | None:
    """A range from P5 over the typical value to P95, marked measured; None where nothing is known.

    Where the typical value is a mean beyond P95 (a few endless cases), it is the high end too.

    >>> measured(Spread(9, 14.0, 5.0, 12.0, 20.0, 31.0), "median").text
    '5-12-31 min'
    """
    if spread is None:
        return None
    low, likely, high = (
        min(each, LONGEST / 10) for each in (spread.low(typical), spread.typical(typical), spread.high(typical))
    )
    unit, minutes = next(((unit, size) for unit, size, most in _UNITS if 0 < likely < most), ("h", 60.0))
    if not likely:
        unit, minutes = ("min", 1.0) if high < 120 else ("h", 60.0)
    middle = _figure(likely / minutes, 3)
    first, last = _figure(low / minutes, 2), _figure(high / minutes, 2)  # rounded coarsely, yet never past the middle
    parts = [min(first, middle, key=float), middle, max(last, middle, key=float)]
    return Duration(f"{middle if len(set(parts)) == 1 else '-'.join(parts)} {unit}", measured=True)


def _figure(value: float, digits: int) -> str:
    """So many digits that mean something, and all before the point."""
    if not value:
        return "0"
    after = max(0, digits - 1 - math.floor(math.log10(value)))
    shown = f"{value:.{after}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def words(minutes: float, hours_per_day: float) -> str:
    """Minutes for a person to read, in days of that many hours: `45 s`, `12 min`, `3.4 h`, `2.5 d`.

    >>> words(90, 8), words(1200, 8)
    ('1.5 h', '2.5 d')
    """
    if minutes and minutes < 1:
        return f"{minutes * 60:.0f} s"
    if minutes < 60:
        return f"{_short(minutes)} min"
    if minutes < hours_per_day * 60:
        return f"{_short(minutes / 60)} h"
    return f"{_short(minutes / 60 / hours_per_day)} d"


def _short(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if value < 100 else f"{value:,.0f}"
