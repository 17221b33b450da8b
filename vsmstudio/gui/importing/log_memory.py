"""How an event log was read the last time, found again by the titles of its columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from vsmstudio.gui import settings
from vsmstudio.interchange.log_choices import LogSettings
from vsmstudio.interchange.log_columns import LogColumns, plain

_ROLES = ("case", "time", "start", "lifecycle", "resource", "role")


def fingerprint(titles: Sequence[str]) -> str:
    """What tells logs with these titles from others, without holding the titles."""
    return hashlib.sha256("\x1f".join(plain(each) for each in titles).encode()).hexdigest()[:24]


def to_remember(titles: Sequence[str], held: LogSettings) -> settings.Log:
    """What of an import's settings is taken up with the next log like it."""
    columns = held.columns or LogColumns()
    named = [(role, getattr(columns, role)) for role in _ROLES] + [("activity", title) for title in columns.activity]
    places = {title: at for at, title in enumerate(titles)}
    return settings.Log(
        headings=fingerprint(titles),
        columns=tuple(f"{role} {places[title]}" for role, title in named if title in places),
        dates=columns.dates,
        clock=held.clock,
        working_days=held.working_days,
        day_start=held.day_start,
        day_end=held.day_end,
        holidays=tuple(each.isoformat() for each in held.holidays),
        keep=held.keep,
        typical=held.typical,
    )


def remembered(titles: Sequence[str], logs: Iterable[settings.Log]) -> LogSettings | None:
    """How the last log with these titles was read; None where there was none, or what is remembered makes no sense."""
    wanted = fingerprint(titles)
    found = next((each for each in logs if each.headings == wanted), None)
    if found is None:
        return None
    columns = LogColumns(dates=found.dates)
    try:
        for each in found.columns:
            role, _, place = each.partition(" ")
            title = titles[int(place)]
            if role == "activity":
                columns = replace(columns, activity=(*columns.activity, title))
            elif role in _ROLES:
                columns = replace(columns, **{role: title})  # type: ignore[arg-type]
        return LogSettings(
            columns=columns,
            clock="working" if found.clock == "working" else "elapsed",
            working_days=found.working_days,
            day_start=found.day_start,
            day_end=found.day_end,
            holidays=tuple(date.fromisoformat(each) for each in found.holidays),
            keep=found.keep,
            typical="mean" if found.typical == "mean" else "median",
        )
    except (ValueError, IndexError):  # somebody wrote into the file of settings
        return None
