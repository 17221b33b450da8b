"""Values in words, and the names of the sources."""

from __future__ import annotations

from typing import Literal

from vsmstudio.model.durations import Calendar, number, show

Kind = Literal["minutes", "ratio", "count", "number", "money"]

MARTIN_OSTERLING = "Martin & Osterling, Value Stream Mapping (2014)"
ROTHER_SHOOK = "Rother & Shook, Learning to See"
LITTLE = "Little's law"
LAGUNA_MARKLUND = "Laguna & Marklund, Business Process Modeling, Simulation and Design, ch. 5"
UNKNOWN = "–"


def percent(share: float) -> str:
    """A share as a percentage: `57 %`, under 10 % with one decimal.

    >>> percent(0.57), percent(0.0351), percent(0.0001)
    ('57 %', '3.5 %', '< 0.1 %')
    """
    shown = share * 100
    if 0 < shown < 0.05:
        return "< 0.1 %"
    return f"{number(shown, 1 if abs(shown) < 9.95 else 0)} %"


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


def plural(count: int, one: str) -> str:
    """A count with its noun: `1 step`, `3 steps`."""
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"
