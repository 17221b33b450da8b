"""What a person says about a table that the table does not: `--set KEY=VALUE`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, TypeVar

from vsmstudio.interchange.cells import number
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_choices import EXAMPLES as LOG_EXAMPLES
from vsmstudio.interchange.log_choices import LogSettings, with_choice
from vsmstudio.model.durations import UNIT_OF, Calendar, Duration, parse
from vsmstudio.model.records import Convention, Engagement, ReworkRule

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Settings:
    """Fields of the engagement, the convention of every map, demand and available time per day of every stream.

    `log` is what is said of event logs.
    """

    engagement: Mapping[str, Any] = field(default_factory=dict)
    convention: Convention = Convention.SERVICE
    demand: float | None = None
    demand_per: str = "d"
    available: Duration | None = None
    log: LogSettings = field(default_factory=LogSettings)


def read_settings(pairs: Iterable[str]) -> Settings:
    """The settings in texts such as `demand=920/d`. Raises `BadSource` with what is accepted."""
    settings = Settings()
    for pair in sorted(pairs, key=lambda each: each.strip().casefold().startswith("clock")):  # it has the last word
        key, equals, text = pair.partition("=")
        key, text = key.strip().casefold().replace("-", "_"), text.strip()
        if key not in _READERS:
            raise BadSource(f"--set {pair[:60]}: there is no such key; the keys are {', '.join(_READERS)}.")
        if not equals or not text:
            raise BadSource(f"--set {pair[:60]}: write {key}=VALUE, such as {_EXAMPLES[key]}.")
        try:
            settings = _READERS[key](settings, key, text)
            Engagement(id="tried", **settings.engagement)
        except ValueError as error:
            reason = str(error).rstrip(".")
            raise BadSource(f"--set {pair[:60]}: {reason}; write such as {_EXAMPLES[key]}.") from None
    return settings


def _number(settings: Settings, key: str, text: str) -> Settings:
    if (value := number(text)) is None:
        raise ValueError("it should be a number")
    return replace(settings, engagement={**settings.engagement, key: value})


def _text(settings: Settings, key: str, text: str) -> Settings:
    return replace(settings, engagement={**settings.engagement, key: " ".join(text.split())[:200]})


def _rework(settings: Settings, key: str, text: str) -> Settings:
    return replace(settings, engagement={**settings.engagement, key: _one_of(ReworkRule, text)})


def _convention(settings: Settings, key: str, text: str) -> Settings:
    return replace(settings, convention=_one_of(Convention, text))


def _demand(settings: Settings, key: str, text: str) -> Settings:
    match = re.fullmatch(r"(\S+?)\s*(?:/|per)\s*([a-z]+)", text, re.IGNORECASE)
    unit = {"y": "y", "yr": "y", "year": "y", "a": "y"} | {each: UNIT_OF[each] for each in UNIT_OF}
    per = unit.get(match[2].casefold()) if match else None
    if match is None or per not in {"h", "d", "wk", "mo", "y"}:
        raise ValueError("it should say how many per h, d, wk, mo or y")
    if not (quantity := number(match[1])):
        raise ValueError("demand must be above 0")
    return replace(settings, demand=quantity, demand_per=per)


def _available(settings: Settings, key: str, text: str) -> Settings:
    duration = parse(text)
    if duration is None or duration.minutes(Calendar()) <= 0:
        raise ValueError("it should be a working time per day above 0")
    return replace(settings, available=duration)


def _of_log(settings: Settings, key: str, text: str) -> Settings:
    return replace(settings, log=with_choice(settings.log, key, text))


def _one_of(kind: type[E], text: str) -> E:
    try:
        return kind(text.casefold().replace(" ", ""))
    except ValueError:
        raise ValueError(f"it is none of {', '.join(str(each.value) for each in kind)}") from None


_READERS: dict[str, Callable[[Settings, str, str], Settings]] = {
    "hours_per_day": _number,
    "days_per_week": _number,
    "weeks_per_year": _number,
    "convention": _convention,
    "rework": _rework,
    "demand": _demand,
    "available": _available,
    "currency": _text,
    "title": _text,
    "client": _text,
    **dict.fromkeys(LOG_EXAMPLES, _of_log),
}
_EXAMPLES = {
    "hours_per_day": "hours_per_day=8",
    "days_per_week": "days_per_week=5",
    "weeks_per_year": "weeks_per_year=52",
    "convention": "convention=waits",
    "rework": "rework=once",
    "demand": "demand=920/d",
    "available": '"available=920 min"',
    "currency": "currency=EUR",
    "title": '"title=Order to cash"',
    "client": '"client=ACME"',
    **LOG_EXAMPLES,
}
