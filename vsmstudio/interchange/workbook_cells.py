"""Cells of a workbook as the texts that a person sees there: dates, times, per cent, numbers without float noise."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_BUILT_IN = {9: "0%", 10: "0.00%", 14: "d", 15: "d", 16: "d", 17: "d", 18: "h", 19: "h", 20: "h", 21: "h", 22: "dh",
             45: "h", 46: "[h]", 47: "h"} | dict.fromkeys([*range(27, 32), 34, 35, 36, *range(50, 59)], "d") | {
             32: "h", 33: "h"}  # fmt: skip
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_ASIDE = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNIT = re.compile(r"\s?(?:s|sec|min|mins|minutes?|h|hrs?|hours?|d|days?|wks?|weeks?|mo|months?)\.?", re.IGNORECASE)


class Form(NamedTuple):
    """What a number format makes of a number: a date, a time of day, elapsed hours, per cent; a unit behind it."""

    day: bool = False
    time: bool = False
    elapsed: bool = False
    per_cent: bool = False
    unit: str = ""


@lru_cache(maxsize=1024)
def form_of(number: int, code: str | None) -> Form:
    """The form of a number format by its number, and its code where the workbook declares one.

    >>> form_of(164, '0.0" days"').unit, form_of(14, None).day, form_of(165, "[h]:mm").elapsed
    (' days', True, True)
    """
    if code is None:
        known = _BUILT_IN.get(number, "")
        return Form("d" in known, "h" in known, "[h]" in known, "%" in known)
    first = code.split(";", 1)[0][:255]
    unit = "".join(found[1] or "" for found in re.finditer(r'"([^"]*)"\s*$', first))
    bare = _ASIDE.sub("", _LITERAL.sub("", first)).casefold()
    if "general" in bare:
        return Form(unit=unit if _UNIT.fullmatch(unit) else "")
    elapsed = re.search(r"\[(h+|m+|s+)\]", bare) is not None
    bare = bare.replace("am/pm", "h").replace("a/p", "h")
    day = re.search(r"[dy]", bare) is not None or (re.search("m{3,}", bare) is not None and "h" not in bare)
    time = elapsed or "h" in bare or "s" in bare
    per_cent = "%" in bare
    return Form(day, time, elapsed, per_cent, unit if _UNIT.fullmatch(unit) and not (day or time) else "")


def shown(text: str, form: Form, from_1904: bool = False, exact: bool = False) -> str:
    """A number of a workbook as a text, in 15 digits as spreadsheets show it; `exact`: in all that it has.

    >>> shown("0.85", Form(per_cent=True)), shown("46067", Form(day=True)), shown("0.0625", Form(time=True))
    ('85%', '2026-02-14', '01:30:00')
    """
    try:
        value = float(text)
    except ValueError:
        return text
    if not math.isfinite(value):
        return text
    if form.per_cent:
        return f"{Decimal(repr(value)).scaleb(2):f}%" if exact else f"{_plain(value * 100)}%"
    if form.day or form.time:
        return _moment(value, form, from_1904) or _plain(value)
    return (_exactly(value) if exact else _plain(value)) + form.unit


def unescaped(text: str) -> str:
    """A text without the escapes that Office writes for control characters: `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _plain(value: float) -> str:
    return str(int(value)) if abs(value) <= 1e15 and value == int(value) else f"{value:.15g}"


def _exactly(value: float) -> str:
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def _moment(value: float, form: Form, from_1904: bool) -> str:
    seconds = round(value * 86_400)
    if form.time and (form.elapsed or not form.day) and 0 <= seconds < 86_400 * 3_650 and (form.elapsed or value < 1):
        hours, rest = divmod(seconds, 3600)
        return f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if value < 60 else 30)
    try:
        moment = start + timedelta(seconds=seconds)
    except OverflowError:
        return ""
    if moment.year < 1900:
        return ""
    day = moment.date().isoformat()
    return f"{day} {moment:%H:%M:%S}".removesuffix(":00") if form.time and seconds % 86_400 else day
