"""The columns of the step table: the names they go by, and the header row of a table in these terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vsmstudio.model.durations import UNIT_OF

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "Step": ("Activity", "Process", "Process step", "Task"),
    "Id": ("No", "Nr", "#"),
    "Predecessors": ("Depends on", "After", "Predecessor"),
    "Stream": ("Value stream",),
    "Map": (),
    "State": (),
    "Kind": ("Type",),
    "PT": ("Process time", "Processing time", "Touch time", "Cycle time", "C/T"),
    "LT": ("Lead time", "Duration"),
    "Wait": ("Wait time", "Queue time", "Delay"),
    "Quantity": ("Inventory", "WIP"),
    "%C&A": ("C&A", "%CA", "Complete and accurate", "First pass yield", "%C/A"),
    "People": ("Staff", "Operators"),
    "Crew": ("At once",),
    "Availability": ("Uptime",),
    "Batch": ("Batch size",),
    "Performer": ("Role", "Function", "Department", "Resource", "Team"),
    "Owner": ("Accountable", "Process owner"),
    "Owner unit": (),
    "VA": ("Value", "Class"),
    "Split": (),
    "Share": ("Probability",),
    "Rework to": (),
    "Rework %": (),
    "Services": (),
    "Systems": ("Applications", "Tools"),
    "Notes": ("Comment", "Barriers", "Comments"),
}
DURATIONS = frozenset({"PT", "LT", "Wait"})
SHARES = frozenset({"%C&A", "Share", "Availability"})
STATION_TIME = frozenset({"cycletime", "c/t"})  # the time of a station: all its people work on one item
_BRACKETS = re.compile(r"(.*?)\s*[(\[]\s*([^()\[\]]*?)\s*[)\]]\s*$", re.DOTALL)
_MORE_UNITS = {"working days": "d", "business days": "d", "workdays": "d", "working hours": "h", "working weeks": "wk"}


def plain(text: str) -> str:
    """A title for comparing: case, spaces, underscores and closing marks do not count."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s_\u200b\ufeff]+", "", text).rstrip(".:*")


_FIELDS = {plain(word): field for field, words in SYNONYMS.items() for word in (field, *words)}
_OWN_NAMES = {plain(field) for field in SYNONYMS}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands, its title as written, and the unit in its title (`unknown_unit`: not known)."""

    index: int
    title: str
    unit: str | None = None
    unknown_unit: str = ""
    per_cent: bool = False
    station_time: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The known columns by field, and all others."""

    columns: Mapping[str, Column]
    others: tuple[Column, ...]


def field_of(title: str) -> tuple[str | None, str]:
    """(the field that a title names, the unit in its brackets); None where it names none.

    >>> field_of("Processing  time [days]"), field_of("colour")
    (('PT', 'days'), (None, ''))
    """
    if field := _FIELDS.get(plain(title)):
        return field, ""
    match = _BRACKETS.match(title)
    if match and (field := _FIELDS.get(plain(match[1]))):
        return field, match[2]
    return None, ""


def score(cells: Sequence[str]) -> int:
    """How many different columns a row names; 0 where it does not name the step, so that it is no header."""
    fields = {field_of(cell[:100])[0] for cell in cells} - {None}
    return len(fields) if "Step" in fields else 0


def read_header(cells: Sequence[str]) -> Header:
    """The columns of a header row. Of two columns for one field its own name goes first, then the left one."""
    found: dict[str, Column] = {}
    others: list[Column] = []
    named = [(*field_of(title[:100]), index, title) for index, title in enumerate(cells)]
    named.sort(key=lambda each: (_base(each[3]) not in _OWN_NAMES, each[2]))
    for field, unit, index, title in named:
        if field is None or field in found:
            others.append(Column(index, title or f"column {index + 1}"))
        else:
            found[field] = _column(field, unit, index, title)
    return Header(found, tuple(sorted(others, key=lambda each: each.index)))


def _base(title: str) -> str:
    match = _BRACKETS.match(title[:100])
    return plain(match[1]) if match and plain(title) not in _FIELDS else plain(title[:100])


def _column(field: str, unit: str, index: int, title: str) -> Column:
    if field in DURATIONS:
        word = " ".join(unit.casefold().rstrip(".").split())
        known = UNIT_OF.get(word) or _MORE_UNITS.get(word)
        unknown = unit if unit and not known else ""
        return Column(index, title, known, unknown, station_time=_base(title) in STATION_TIME)
    return Column(index, title, per_cent="%" in unit or plain(unit) in {"percent", "pct"})
