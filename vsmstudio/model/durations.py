"""Durations as people type them, and the working calendar that reads them.

A duration keeps the text that was typed; the calendar turns it into working minutes whenever it is asked, so a change
of calendar re-reads every duration and rewrites none.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

LONGEST_TEXT = 100  # characters; nobody types more, and millions of them would take minutes to read
MOST_KEPT = 16384  # texts of which is known what they say
LONGEST = 1e10  # minutes; keeps every sum of durations finite
ACCEPTED = "Type a number and a unit, such as 90 min, 1.5 h, 1h 30m, 2 d, 3 wk, or a range such as 3-5 d or 2-3-6 d."

_UNITS = {
    "s": ("s", "sec", "secs", "second", "seconds"),
    "min": ("min", "m", "mins", "minute", "minutes"),
    "h": ("h", "hr", "hrs", "hour", "hours"),
    "d": ("d", "day", "days", "wd"),
    "wk": ("wk", "w", "wks", "week", "weeks"),
    "mo": ("mo", "mos", "month", "months"),
    "cd": ("cd", "calendar day", "calendar days"),
    "cwk": ("cwk", "calendar week", "calendar weeks"),
}
UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_NUMBER = r"\d+(?:[.,]\d+)?(?:e[+-]?\d+)?|[.,]\d+"
_WORD = "|".join(sorted((re.escape(word) for word in UNIT_OF), key=len, reverse=True))
_TERM = re.compile(rf"({_NUMBER})\s*({_WORD})?(?![a-z])\s*")
_NUMBER_AND_WORD = re.compile(rf"({_NUMBER})\s*({_WORD})(?![a-z])", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<!\d)[1-9]\d{0,2}(?:,\d{3})+(?!\d)")


class BadDuration(ValueError):
    """The text is no duration. The message says what is accepted."""


class Calendar(NamedTuple):
    """How working time adds up: `d`, `wk` and `mo` are working time, `cd` and `cwk` calendar time."""

    hours_per_day: float = 8.0
    days_per_week: float = 5.0
    weeks_per_year: float = 52.0

    @property
    def day(self) -> float:
        """Working minutes in a day."""
        return self.hours_per_day * 60

    def minutes_in(self, unit: str) -> float:
        """Working minutes in one `unit` (`s`, `min`, `h`, `d`, `wk`, `mo`, `y`, `cd`, `cwk`)."""
        week = self.day * self.days_per_week
        return {
            "s": 1 / 60,
            "min": 1.0,
            "h": 60.0,
            "d": self.day,
            "wk": week,
            "mo": week * self.weeks_per_year / 12,
            "y": week * self.weeks_per_year,
            "cd": week / 7,
            "cwk": week,
        }[unit]


class Estimate(NamedTuple):
    """A duration in working minutes: a single figure has three equal parts."""

    low: float
    likely: float
    high: float

    @property
    def is_range(self) -> bool:
        return self.high > self.low


class Duration(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A duration as it was typed, and whether it was measured rather than estimated.

    Raises `BadDuration` where the text cannot be read.
    """

    text: str
    measured: bool = False

    def __post_init__(self) -> None:
        _terms(self.text)

    def estimate(self, calendar: Calendar) -> Estimate:
        """Low, likely and high, in working minutes by `calendar`; a low-high range has its middle as likely."""
        return _estimate(self.text, calendar)

    def minutes(self, calendar: Calendar) -> float:
        """The likely value in working minutes."""
        return _estimate(self.text, calendar).likely


def parse(text: str, measured: bool = False, unit: str | None = None) -> Duration | None:
    """The duration that `text` says, or None where it is blank. `unit` is used for bare numbers (minutes unless given).

    >>> parse("1h 30m").minutes(Calendar())
    90.0
    >>> parse("2-3-6 d").estimate(Calendar())
    Estimate(low=960.0, likely=1440.0, high=2880.0)
    """
    text = " ".join(text.split())
    if not text or text in {"-", "–", "—"}:
        return None
    if unit and not any(found for part in _terms(text) for _, found in part):
        text = f"{text} {unit}"
    return Duration(text, measured)


def _refuse(text: str) -> BadDuration:
    shown = text if len(text) <= 40 else text[:39] + "…"
    return BadDuration(f"“{shown}” is no duration. {ACCEPTED}")


@lru_cache(maxsize=MOST_KEPT)
def _terms(text: str) -> tuple[tuple[tuple[float, str], ...], ...]:
    """The parts of a range (one to three), each the (number, unit or '') terms that add up to it."""
    if len(text) > LONGEST_TEXT:
        raise _refuse(text)
    plain = " ".join(text.lower().replace("–", "-").replace("—", "-").replace("\u2212", "-").split())
    if _THOUSANDS.search(plain):
        raise BadDuration(f"“{text}” can be read in two ways. Write 1500 or 1.5, without a thousands mark.")
    parts = [part.strip() for part in re.split(r"(?<!e)-", plain)]
    if not 1 <= len(parts) <= 3:
        raise _refuse(text)
    read = [_read_sum(part, text) for part in parts]
    if len(read) > 1:  # in 3-5 d the unit stands once, at the end
        last = read[-1][-1][1]
        read = [[(number, unit or last) for number, unit in part] for part in read]
    for part in read:
        bare = [unit for _, unit in part if not unit]
        if bare and len(part) > 1:
            raise _refuse(text)
        if sum(abs(number) * _ROUGH[unit or "min"] for number, unit in part) > LONGEST:
            raise BadDuration(f"“{text[:40]}” is too long for a duration. {ACCEPTED}")
    rough = [sum(number * _ROUGH[unit or "min"] for number, unit in part) for part in read]
    if rough != sorted(rough):
        raise BadDuration(f"“{text[:40]}” runs backwards. Write the range from low to high, such as 3-5 d or 2-3-6 d.")
    return tuple(tuple(part) for part in read)


def _read_sum(part: str, text: str) -> list[tuple[float, str]]:
    terms, at = [], 0
    while at < len(part):
        match = _TERM.match(part, at)
        if not match:
            raise _refuse(text)
        number = float(match[1].replace(",", "."))
        if not math.isfinite(number):
            raise _refuse(text)
        terms.append((number, UNIT_OF[match[2]] if match[2] else ""))
        at = match.end()
    if not terms:
        raise _refuse(text)
    return terms


_ROUGH = {unit: Calendar(24, 7).minutes_in(unit) for unit in _UNITS}


@lru_cache(maxsize=MOST_KEPT)
def _estimate(text: str, calendar: Calendar) -> Estimate:
    values = [sum(number * calendar.minutes_in(unit or "min") for number, unit in part) for part in _terms(text)]
    values.sort()  # 20 h-2 d runs upwards by the clock, downwards in days of eight hours
    low, high = values[0], values[-1]
    return Estimate(low, values[1] if len(values) == 3 else (low + high) / 2, high)


class Minutes(dict[str, float]):
    """The likely value, in working minutes by one calendar, of durations as they were typed: `minutes_by(calendar)["1.5 h"]`.

    For those who read thousands. Texts must be those of durations; what was read once is kept.
    """

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar

    def __missing__(self, text: str) -> float:
        if len(self) >= MOST_KEPT:
            self.clear()
        self[text] = likely = _estimate(text, self._calendar).likely
        return likely


@lru_cache(maxsize=8)
def minutes_by(calendar: Calendar) -> Minutes:
    """What reads durations by this calendar."""
    return Minutes(calendar)


def number(value: float, decimals: int = 1) -> str:
    """A plain figure without needless zeros: `10.5`, `4`, `1,234`."""
    shown = f"{value:,.{decimals}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def percent(share: float) -> str:
    """A share as a percentage: `57 %`, under 10 % with one decimal.

    >>> percent(0.57), percent(0.0351), percent(0), percent(0.0001)
    ('57 %', '3.5 %', '0 %', '< 0.1 %')
    """
    shown = share * 100
    if 0 < shown < 0.05:
        return "< 0.1 %"
    return f"{number(shown, 1 if abs(shown) < 9.95 else 0)} %"


def show(minutes: float | None, calendar: Calendar) -> str:
    """A readable duration in the unit that fits: `45 s`, `12 min`, `2 h 57 min`, `10.5 d`; a dash where it is unknown.

    >>> show(177, Calendar()), show(5040, Calendar()), show(None, Calendar())
    ('2 h 57 min', '10.5 d', '–')
    """
    if minutes is None:
        return "–"
    if minutes < 0:
        return "−" + show(-minutes, calendar)
    if 0 < minutes < 1:
        return f"{number(minutes * 60)} s"
    if minutes < 59.95:
        return f"{number(minutes)} min"
    if minutes < calendar.day - 0.5:
        hours, rest = divmod(round(minutes), 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{number(minutes / calendar.day)} d"


def typed(duration: Duration | None) -> str:
    """What was typed, in the usual words for its units: `1.5 h`, `1 h 30 min`; a dash where it is blank."""
    return "–" if duration is None else _spaced(duration.text)


@lru_cache(maxsize=MOST_KEPT)
def _spaced(text: str) -> str:
    if not any(unit for part in _terms(text) for _, unit in part):
        text += " min"
    return _NUMBER_AND_WORD.sub(lambda found: f"{found[1]} {UNIT_OF[found[2].lower()]}", text)


def echo(duration: Duration, calendar: Calendar) -> str:
    """What was understood, for the person who typed it: `48 h at 8 h a day, measured`."""
    return f"{understood(duration, calendar)}, {'measured' if duration.measured else 'estimated'}"


def understood(duration: Duration, calendar: Calendar) -> str:
    """The same of what is agreed, and so neither measured nor estimated: `48 h at 8 h a day`."""
    estimate = duration.estimate(calendar)

    def span(minutes: float) -> str:
        if minutes < 60:
            return show(minutes, calendar)
        hours, rest = divmod(minutes, 60)
        if rest < 0.5:
            return f"{number(hours)} h"
        return f"{int(hours)} h {number(rest, 0)} min" if hours < 24 else f"{number(minutes / 60)} h"

    unit_used = {unit for part in _terms(duration.text) for _, unit in part}
    said = span(estimate.likely) if not estimate.is_range else f"{span(estimate.low)} to {span(estimate.high)}"
    if unit_used & {"d", "wk", "mo", "cd", "cwk"}:
        said += f" at {number(calendar.hours_per_day)} h a day"
    return said
