"""Figures as ArchiMate properties: `PT`, `LT`, `%C&A` and the other columns of the step table, both ways."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from vsmstudio.interchange.archimate.tree import clean
from vsmstudio.interchange.columns import field_of
from vsmstudio.model.durations import UNIT_OF, Duration, parse
from vsmstudio.model.records import (
    Application,
    Contract,
    Flow,
    Lifecycle,
    Queue,
    Record,
    Service,
    ServiceState,
    Split,
    Step,
    ValueClass,
)

# What each kind of record shows of itself: property and field. The names are kept once released.
SHOWN: Mapping[type[Record], tuple[tuple[str, str], ...]] = {
    Step: (
        ("PT", "process_time"), ("LT", "lead_time"), ("Wait", "wait"), ("%C&A", "ca"), ("People", "people"),
        ("Crew", "crew"), ("Availability", "availability"), ("Batch", "batch"), ("VA", "value_class"),
        ("Split", "split"),
    ),
    Queue: (("Wait", "wait"), ("Quantity", "quantity")),
    Flow: (("Delay", "delay"), ("Share", "share"), ("Rework %", "probability")),
    Service: (("Service state", "state"),),
    Application: (("Lifecycle", "lifecycle"),),
    Contract: (("Annual value", "annual_value"), ("Start", "start"), ("End", "end")),
}  # fmt: skip
NAMES = ("Performer", "Owner")  # columns whose text names a unit or a person
_DURATIONS = {"process_time", "lead_time", "wait", "delay"}
_SHARES = {"ca", "availability", "share", "probability"}
_ENUMS: dict[str, type[Enum]] = {
    "value_class": ValueClass, "split": Split, "state": ServiceState, "lifecycle": Lifecycle
}  # fmt: skip
DEFAULTS: dict[str, Any] = {"split": Split.ALL, "state": ServiceState.CATALOGUE}
_NUMBER = re.compile(r"\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*")


def shown(record: Record) -> list[tuple[str, str]]:
    """The properties of a record: those that are not blank, in the order of the table above."""
    found = []
    for title, field in SHOWN.get(type(record), ()):
        value = getattr(record, field)
        if value is not None and value != DEFAULTS.get(field):
            found.append((title, show(field, value)))
    return found


def show(field: str, value: Any) -> str:
    if isinstance(value, Duration):
        return clean(value.text if re.search(r"[^\W\d]", value.text) else f"{value.text} min")
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if field in _SHARES:
        return f"{value * 100:.12g}%"
    return f"{value:.12g}" if isinstance(value, int | float) else clean(str(value))


def field_of_property(kind: type[Record], title: str) -> tuple[str | None, str]:
    """(the field that a property names, the unit in its name): by its own name, or as the step table's columns do."""
    own = {name.casefold(): field for name, field in SHOWN.get(kind, ())}
    if title.strip().casefold() in own:
        return own[title.strip().casefold()], ""
    if kind not in {Step, Queue, Flow}:
        return None, ""
    column, unit = field_of(title[:100])
    return (own.get(column.casefold()) if column else None), unit


def read(field: str, text: str, unit: str = "") -> Any:
    """The value that a property's text says, None where it is blank. Raises `ValueError` where it says none."""
    text = " ".join(text.split())
    if text in {"", "-", "–", "—"}:
        return None
    if field in _DURATIONS:
        return parse(text, unit=UNIT_OF.get(unit.casefold().strip()))
    if field in _ENUMS:
        return _of(_ENUMS[field], text)
    if field in {"start", "end"}:
        return date.fromisoformat(text)
    return _number(text, field in _SHARES)


def _of(kind: type[Enum], text: str) -> Any:
    from vsmstudio.interchange.cells import CLASSES, word

    if kind is ValueClass and word(text) in CLASSES:
        return CLASSES[word(text)]
    return kind(text.casefold() if kind is not ValueClass else text.upper())


def _number(text: str, share: bool) -> float:
    match = _NUMBER.fullmatch(text.removesuffix("%"))
    if not match:
        raise ValueError("it is no number")
    value = float(match[1].replace(",", "."))
    if share:
        value = value / 100 if "%" in text or value > 1 else value
        if value > 1:
            raise ValueError("it is no share")
    if not math.isfinite(value) or value > 1e15:
        raise ValueError("it is too large")
    return value


def read_all(kind: type[Record], properties: Iterable[tuple[str, str]]) -> tuple[dict[str, Any], list[str]]:
    """The fields that properties say of a record, the first one where two say the same; and those that say nothing."""
    fields: dict[str, Any] = {}
    bad = []
    for title, text in properties:
        field, unit = field_of_property(kind, title)
        if field is None or field in fields:
            continue
        try:
            value = read(field, text, unit)
        except ValueError:
            bad.append(f"{title[:30]} “{text[:30]}”")
            continue
        if value is not None:
            fields[field] = value
    return fields, bad


def named(properties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Whom the properties `Performer` and `Owner` name."""
    found: dict[str, str] = {}
    for title, text in properties:
        column = field_of(title[:100])[0]
        if column in NAMES and title.strip().casefold() not in {"role", "function", "resource"}:
            found.setdefault(column, " ".join(text.split()))
    return {column: text for column, text in found.items() if text not in {"", "-"}}
