"""Names of cells that formulas and people use: the calendar, the thresholds, and every map's headline figures."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.workbook.defined_name import DefinedName

from vsmstudio.export.tables.inputs import ENGAGEMENT
from vsmstudio.export.xlsx.sheet import FIRST_ROW, Placed
from vsmstudio.model.document import Document

OF_ENGAGEMENT = {
    "hours_per_day": "hours_per_day",
    "days_per_week": "days_per_week",
    "weeks_per_year": "weeks_per_year",
    "productive_hours": "productive_hours",
    "rework": "rework_rule",
    "bottleneck_threshold": "utilisation_threshold",
}
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def engagement_names(document: Document, typed: Placed | None) -> dict[str, str]:
    """The names of the engagement's settings: cells of its sheet, or what is so unless set where there is no such sheet."""
    found = {}
    fields = [each.field for each in ENGAGEMENT.columns]
    for field, name in OF_ENGAGEMENT.items():
        value = getattr(document.engagement, field)
        if typed is not None and typed.table.rows:
            found[name] = f"'{typed.sheet}'!$B${FIRST_ROW + fields.index(field)}"
        else:
            found[name] = f'"{value}"' if isinstance(value, str) else repr(float(value))
    return found


def figure_name(key: str, number: int) -> str:
    """What a map's figure is called: `lead_time_map_1`.

    >>> figure_name("lead_time", 1)
    'lead_time_map_1'
    """
    return f"{_NOT_LETTERS.sub('_', key)}_map_{number}"


def add_names(book: Any, names: dict[str, str]) -> None:
    """Give a workbook its names."""
    for name, refers in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=refers)
