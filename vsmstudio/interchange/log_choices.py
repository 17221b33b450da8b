"""What a person chooses about an event log: its columns, the clock, how many variants, the typical value. As `--set` too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from vsmstudio.interchange.log_columns import LogColumns

Clock = Literal["elapsed", "working"]
Typical = Literal["median", "mean"]
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_STEPS = 200  # of one map; nobody reads more
DAY_START, DAY_END = 9 * 60, 17 * 60  # minutes after midnight, unless said


@dataclass(frozen=True, slots=True)
class LogSettings:
    """How durations are counted and what of the log becomes a map.

    `clock`: `elapsed` time runs round the clock, `working` time from `day_start` to `day_end` (minutes after midnight, by
    the wall clock of each time stamp) on `working_days` (Monday is 0) that are no `holidays`. `keep`: the most frequent
    variants are kept until they cover this share of the cases. `typical`: the figure that stands for a step. `most_steps`:
    at most so many activities become steps, those that most cases pass. `least_flow`: ways that a smaller share of the
    items takes are not drawn, save where a step would lose its only way.
    """

    columns: LogColumns | None = None
    clock: Clock = "elapsed"
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    day_start: int = DAY_START
    day_end: int = DAY_END
    holidays: tuple[date, ...] = ()
    keep: float = 0.8
    typical: Typical = "median"
    most_steps: int = 30
    least_flow: float = 0.05

    def __post_init__(self) -> None:
        if not self.working_days or not set(self.working_days) <= set(range(7)):
            raise ValueError("at least one working day is needed, such as Mon-Fri")
        if not 0 < self.keep <= 1:
            raise ValueError("the share of cases to keep is above 0 and at most 100 %")
        if not 0 <= self.least_flow < 1:
            raise ValueError("the least share of a way is from 0 to under 100 %")
        if not 1 <= self.most_steps <= MOST_STEPS:
            raise ValueError(f"from 1 to {MOST_STEPS} activities can become steps")

    @property
    def hours_per_day(self) -> float:
        """Hours in a day of this clock."""
        return 24.0 if self.clock == "elapsed" else (self.day_end - self.day_start) / 60

    @property
    def days_per_week(self) -> int:
        return 7 if self.clock == "elapsed" else len(set(self.working_days))

    @property
    def clock_words(self) -> str:
        """The clock in a sentence's words: `working time, Mon-Fri 09:00-17:00, 2 holidays`."""
        if self.clock == "elapsed":
            return "elapsed time, round the clock"
        words = (
            f"working time, {_days_words(self.working_days)} {_hour_words(self.day_start)}–{_hour_words(self.day_end)}"
        )
        count = len(set(self.holidays))
        return words + (f", {count} holiday{'s' * (count > 1)} left out" if count else "")


EXAMPLES = {
    "case": '"case=Case ID"',
    "activity": '"activity=Status+Sub Status"',
    "time": '"time=Timestamp"',
    "start": '"start=Start Timestamp"',
    "complete": '"complete=Complete Timestamp"',
    "lifecycle": "lifecycle=lifecycle:transition",
    "resource": "resource=Resource",
    "role": "role=Department",
    "date_format": "date_format=day",
    "clock": "clock=working",
    "day_start": "day_start=08:30",
    "day_end": "day_end=17:00",
    "working_days": "working_days=Mon-Fri",
    "holidays": "holidays=2024-12-25,2024-12-26",
    "keep": "keep=80%",
    "typical": "typical=mean",
    "most_steps": "most_steps=30",
    "least_flow": "least_flow=5%",
}  # the keys of `--set` that speak of event logs, each with an example


def with_choice(settings: LogSettings, key: str, text: str) -> LogSettings:
    """The settings with one `--set` key. Raises `ValueError` with what is accepted, `KeyError` where there is no such key.

    >>> with_choice(LogSettings(), "keep", "90%").keep
    0.9
    """
    return _READERS[key](settings, " ".join(text.split()))


def _column(name: str) -> Callable[[LogSettings, str], LogSettings]:
    def read(settings: LogSettings, text: str) -> LogSettings:
        columns = settings.columns or LogColumns()
        value: str | tuple[str, ...] = text
        if name == "activity":
            value = tuple(part.strip() for part in text.split("+") if part.strip())
        return replace(settings, columns=replace(columns, **{name: value}))  # type: ignore[arg-type]

    return read


def _dates(settings: LogSettings, text: str) -> LogSettings:
    word = text.casefold()
    first = "day" if word.startswith("d") else "month" if word.startswith("m") else ""
    if not first and not word.startswith("y"):
        raise ValueError("it should be day (31/12/2024) or month (12/31/2024)")
    return replace(settings, columns=replace(settings.columns or LogColumns(), dates=first))


def _clock(settings: LogSettings, text: str) -> LogSettings:
    if text not in ("elapsed", "working"):
        raise ValueError("it should be elapsed or working")
    return replace(settings, clock="elapsed" if text == "elapsed" else "working")


def _typical(settings: LogSettings, text: str) -> LogSettings:
    if text not in ("median", "mean"):
        raise ValueError("it should be median or mean")
    return replace(settings, typical="median" if text == "median" else "mean")


def minutes_of_day(text: str) -> int:
    """Minutes after midnight in a text such as `8:30`, `17` or `24:00`. Raises `ValueError`."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", text.strip())
    minutes = int(match[1]) * 60 + int(match[2] or 0) if match else -1
    if not match or int(match[2] or 0) > 59 or not 0 <= minutes <= 24 * 60:
        raise ValueError("it should be a time of day such as 08:30")
    return minutes


def weekdays(text: str) -> tuple[int, ...]:
    """The weekdays in a text such as `Mon-Fri`, `Sun-Thu` or `Mon,Wed,Fri` (Monday is 0). Raises `ValueError`."""
    found: list[int] = []
    for part in filter(None, re.split(r"[,; ]+", text)):
        ends = [_weekday(each) for each in re.split(r"[-–]", part)]
        if len(ends) > 2:
            raise ValueError("it should be weekdays such as Mon-Fri or Mon,Wed")
        first, last = ends[0], ends[-1]
        found += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    if not found:
        raise ValueError("it should be weekdays such as Mon-Fri or Mon,Wed")
    return tuple(sorted(set(found)))


def _weekday(text: str) -> int:
    short = [day.casefold() for day in WEEKDAYS]
    if text[:3].casefold() not in short or not text.isalpha():
        raise ValueError("it should be weekdays such as Mon-Fri or Mon,Wed")
    return short.index(text[:3].casefold())


def dates(text: str) -> tuple[date, ...]:
    """Dates such as 2024-12-25, separated by commas, spaces or lines, in order. Raises `ValueError` naming the bad one."""
    found = set()
    for part in filter(None, re.split(r"[,;\s]+", text)):
        try:
            found.add(date.fromisoformat(part))
        except ValueError:
            raise ValueError(f"“{part[:30]}” is no date; write dates such as 2024-12-25") from None
    return tuple(sorted(found))


def share(text: str) -> float:
    """A share in a text such as `80%` or `0.8`. Raises `ValueError`."""
    match = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(%?)", text.strip())
    if not match:
        raise ValueError("it should be a share such as 80% or 0.8")
    value = float(match[1].replace(",", "."))
    return value / 100 if match[2] or value > 1 else value


def _whole(settings: LogSettings, text: str) -> LogSettings:
    if not re.fullmatch(r"\d{1,4}", text):
        raise ValueError("it should be a whole number such as 30")
    return replace(settings, most_steps=int(text))


_READERS: dict[str, Callable[[LogSettings, str], LogSettings]] = {
    **{name: _column(name) for name in ("case", "activity", "time", "start", "lifecycle", "resource", "role")},
    "complete": _column("time"),
    "date_format": _dates,
    "clock": _clock,
    "typical": _typical,
    # who says when people work wants working time
    "day_start": lambda settings, text: replace(settings, clock="working", day_start=minutes_of_day(text)),
    "day_end": lambda settings, text: replace(settings, clock="working", day_end=minutes_of_day(text)),
    "working_days": lambda settings, text: replace(settings, clock="working", working_days=weekdays(text)),
    "holidays": lambda settings, text: replace(settings, clock="working", holidays=dates(text)),
    "keep": lambda settings, text: replace(settings, keep=share(text)),
    "least_flow": lambda settings, text: replace(settings, least_flow=share(text)),
    "most_steps": _whole,
}


def _hour_words(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _days_words(days: tuple[int, ...]) -> str:
    found = sorted(set(days))
    if len(found) > 2 and found == list(range(found[0], found[-1] + 1)):
        return f"{WEEKDAYS[found[0]]}–{WEEKDAYS[found[-1]]}"
    return ", ".join(WEEKDAYS[each] for each in found)
