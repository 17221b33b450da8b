"""One cell of an input sheet as a value of its field. Raises `ValueError` with what is accepted."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from vsmstudio.export.tables.inputs import Input, InputKind
from vsmstudio.interchange import cells
from vsmstudio.model.durations import BadDuration, Duration, parse
from vsmstudio.model.money import read_money
from vsmstudio.model.records import ValueClass

_YES = frozenset({"yes", "y", "true", "x", "1", "ja", "oui", "si", "sí"})
_NO = frozenset({"no", "n", "false", "0", "nein", "nee", "non", "-"})
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def value_of(text: str, column: Input, measured: bool = False, currency: str = "") -> Any:
    """What a text says under a column; None where it is blank. References and links are read elsewhere."""
    said = text.strip()
    kind = column.kind
    if kind is InputKind.TEXT:
        return text or None
    if not said or (said in cells.BLANK and kind is not InputKind.YES_NO):
        return None
    if kind is InputKind.NUMBER:
        return _number(said)
    if kind is InputKind.SHARE:
        return _share(said)
    if kind is InputKind.POINTS:
        return cells.points(said)
    if kind is InputKind.MONEY:
        exact = _float(said)
        return read_money(said, currency) if exact is None else exact
    if kind is InputKind.DATE:
        return _date(said)
    if kind is InputKind.DURATION:
        return _duration(said, measured)
    if kind is InputKind.YES_NO:
        return _yes_no(said)
    if kind is InputKind.CHOICE:
        return choice(said, column)
    raise TypeError(f"a column of {kind} holds no value")


def _duration(said: str, measured: bool) -> Duration | None:
    """A duration as it was typed; in the words of another language where it is none in ours."""
    try:
        return parse(said, measured)
    except BadDuration:
        return parse(cells.in_our_units(said), measured)


def choice(said: str, column: Input) -> str | StrEnum:
    """The word of a list that a cell says, whatever its case, spaces and hyphens."""
    word = cells.word(said)
    if column.choice is ValueClass and cells.CLASSES.get(word):
        return cells.CLASSES[word] or said
    for each in column.words:
        if cells.word(each) == word:
            return column.choice(each) if column.choice else each
    *most, last = column.words
    raise ValueError(f"write {', '.join(most)} or {last}")


def _float(said: str) -> float | None:
    """A number as programs write it; None where it is none."""
    try:
        value = float(said) if re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", said, re.IGNORECASE) else None
    except ValueError:
        return None
    return value if value is not None and math.isfinite(value) else None


def _number(said: str) -> float | None:
    exact = _float(said)
    return cells.number(said) if exact is None else exact


def _share(said: str) -> float | None:
    if said.endswith("%") and _float(said[:-1].rstrip()) is not None:
        exact: float | None = float(Decimal(said[:-1].rstrip()).scaleb(-2))  # 85 % is 0.85, to the last digit
    else:
        exact = _float(said)
    if exact is not None and 0 <= exact <= 1:
        return exact
    return cells.share(said, True)


def _date(said: str) -> date:
    try:
        if _ISO.match(said):
            return datetime.fromisoformat(said).date() if len(said) > 10 else date.fromisoformat(said)
        if found := _DAY_FIRST.fullmatch(said):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise ValueError("it is no date; write it as 2026-02-14")


def _yes_no(said: str) -> bool:
    if said.casefold() in _YES:
        return True
    if said.casefold() in _NO:
        return False
    raise ValueError("write yes or no")
