"""When something was, as people say it: `today 14:32`, `12 November 16:05`, `3 hours ago`. 24 hours, local time."""

from __future__ import annotations

from datetime import datetime, timedelta

from vsmstudio.model.dates import MONTHS


def when(moment: datetime, now: datetime) -> str:
    """A moment as said at `now`; both with their time zone, shown in that of `now`.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 12, 16, 5, tzinfo=UTC)
    >>> [when(now - timedelta(days=days), now) for days in (0, 1, 30, 365)]
    ['today 16:05', 'yesterday 16:05', '13 October 16:05', '12 November 2025 16:05']
    """
    moment = moment.astimezone(now.tzinfo)
    days = (now.date() - moment.date()).days
    if days in (0, 1):
        day = ("today", "yesterday")[days]
    else:
        year = f" {moment.year}" if moment.year != now.year else ""
        day = f"{moment.day} {MONTHS[moment.month - 1]}{year}"
    return f"{day} {moment:%H:%M}"


def ago(moment: datetime, now: datetime) -> str:
    """How long before `now` that was, in whole units.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 12, 16, 5, tzinfo=UTC)
    >>> [ago(now - timedelta(minutes=each), now) for each in (0, 1, 90, 60 * 24, 60 * 24 * 40)]
    ['just now', '1 minute ago', '1 hour ago', '1 day ago', '5 weeks ago']
    """
    from vsmstudio.export.tables.words import plural

    minutes = (now - moment) // timedelta(minutes=1)
    if minutes < 1:
        return "just now"
    for unit, length, most in (("minute", 1, 60), ("hour", 60, 24), ("day", 1440, 14)):
        if minutes < length * most:
            return f"{plural(minutes // length, unit)} ago"
    return f"{plural(minutes // (7 * 1440), 'week')} ago"
