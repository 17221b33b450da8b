"""Dates as people read them, and months counted back."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip


def day(value: date | None) -> str:
    """A date in words: `14 February 2026`, whatever language the computer speaks."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def months_later(value: date, months: int) -> date:
    """The same day so many months later (earlier where negative), or the last day of that month.

    >>> months_later(date(2026, 8, 31), 6), months_later(date(2026, 3, 31), -1)
    (datetime.date(2027, 2, 28), datetime.date(2026, 2, 28))
    """
    years, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    if not date.min.year <= years < date.max.year:
        return date.min if months < 0 else date.max
    last = date(years + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return date(years, month + 1, min(value.day, last.day))
