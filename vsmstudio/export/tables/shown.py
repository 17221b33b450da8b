"""Values of tables as people read them, on paper and on slides."""

from __future__ import annotations

from vsmstudio.export.tables.table import Cell, Kind
from vsmstudio.export.tables.words import UNKNOWN, day, money, percent
from vsmstudio.model.durations import Calendar, number, show


def shown(value: Cell, kind: Kind, calendar: Calendar) -> str:
    """A value as deliverables write it; a dash where it is blank."""
    if value is None:
        return UNKNOWN
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)):
        if kind is Kind.MINUTES:
            return show(value, calendar)
        if kind is Kind.MONEY:
            return money(value)
        return percent(value) if kind is Kind.RATIO else number(value)
    return day(value)


def blank(value: Cell) -> str:
    """A value that needs no dash where it is blank."""
    return "" if value is None else str(value)
