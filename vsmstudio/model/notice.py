"""Until when a contract can be ended in time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from vsmstudio.model.dates import months_later
from vsmstudio.model.durations import Calendar, typed
from vsmstudio.model.records import Contract

_MONTHS = re.compile(r"(\d{1,6}) mo")


def last_notice(contract: Contract, calendar: Calendar) -> date | None:
    """The last day on which notice can be given; None where the end or the term of notice is unknown.

    Months are those of the calendar, as contracts mean them; other terms are typed in working time, as every duration,
    and counted in calendar days.

    >>> from vsmstudio.model.durations import Duration
    >>> hosting = Contract(id="hosting", name="Hosting", end=date(2028, 12, 31), notice=Duration("6 mo"))
    >>> last_notice(hosting, Calendar())
    datetime.date(2028, 6, 30)
    """
    if contract.notice is None or contract.end is None:
        return None
    if months := _MONTHS.fullmatch(typed(contract.notice)):
        last = months_later(contract.end, -int(months[1]))
        return last if last > date.min else None
    calendar_days = contract.notice.minutes(calendar) / calendar.minutes_in("cd")
    if calendar_days > (contract.end - date.min).days:
        return None
    return contract.end - timedelta(days=round(calendar_days))
