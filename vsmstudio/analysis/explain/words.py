"""Values in words, and the names of the sources."""

from __future__ import annotations

from typing import Literal

from vsmstudio.model.durations import Calendar, number, show
from vsmstudio.model.durations import percent as percent

Kind = Literal["minutes", "ratio", "count", "number", "money"]

MARTIN_OSTERLING = "Martin & Osterling, Value Stream Mapping (2014)"
ROTHER_SHOOK = "Rother & Shook, Learning to See"
LITTLE = "Little's law"
LAGUNA_MARKLUND = "Laguna & Marklund, Business Process Modeling, Simulation and Design, ch. 5"
UNKNOWN = "–"


def said(value: float | None, kind: Kind, calendar: Calendar, currency: str = "") -> str:
    """A value as people read it; a dash where it is unknown."""
    if value is None:
        return UNKNOWN
    if kind == "minutes":
        return show(value, calendar)
    if kind == "ratio":
        return percent(value)
    if kind == "money":
        return f"{number(value, 0 if abs(value) >= 100 else 2)} {currency}".strip()
    return number(value, 0 if kind == "count" else 2)


def covered(known: int, whole: int, what: str = "step") -> str:
    """How many parts a figure knows: `9 of 11 steps`."""
    return f"{known:,} of {whole:,} {what}{'' if whole == 1 else 's'}"
