"""One cell of a list as a value of its record. Raises `ValueError` with what is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vsmstudio.export.tables.inputs import Input, InputKind
from vsmstudio.interchange import cells
from vsmstudio.interchange.columns import Column
from vsmstudio.interchange.lists.words import CHOICES
from vsmstudio.model.dates import MONTHS
from vsmstudio.model.durations import UNIT_OF, parse
from vsmstudio.model.money import read_money

BLANK = cells.UNKNOWN | {"nil"}
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
_CURRENCY = re.compile(r"[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|JPY|INR|BRL|ZAR|SGD)\b")
_BARE = re.compile(r"[\d.,\s–-]+")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?")
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ ,T].*)?")
_NAMED = re.compile(r"(?:(\d{1,2})\.? )?([A-Za-zäéûô]{3,10})\.?(?: (\d{1,2})(?:st|nd|rd|th)?,?)? (\d{4})")
_MONTH = {name[:3].casefold(): at for at, name in enumerate(MONTHS, 1)} | {
    "mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12, "fév": 2, "avr": 4, "aoû": 8, "déc": 12, "ene": 1, "abr": 4, "ago": 8,
    "dic": 12, "maa": 3, "mei": 5,
}  # fmt: skip
_TIMES = {"mo": 12.0, "q": 4.0, "k": 1e3, "m": 1e6}


@dataclass(frozen=True, slots=True)
class Form:
    """How the cells of one column are written: what the column as a whole gives away, or a person said.

    `unit` is the unit of bare durations, the order of the parts of dates (`dmy`, `mdy`), or what an amount of money is times
    (`mo` a month, `q` a quarter, `k` thousands, `m` millions). `currency` is that of the engagement.
    """

    decimal_comma: bool = False
    per_cent: bool = False
    unit: str = ""
    currency: str = ""
    choices: dict[str, Any] = field(default_factory=dict)


def form_of(
    column: Input, texts: Iterable[str], decimal_comma: bool = False, unit: str = "", currency: str = ""
) -> Form:
    """The form of a column by all its cells."""
    held = list(texts)
    choices = choices_of(column) if column.kind in {InputKind.CHOICE, InputKind.YES_NO} else {}
    per_cent = column.kind is InputKind.SHARE and cells.per_cent_column(held, Column(0, column.title))
    if column.kind is InputKind.DATE and not unit:
        unit = _date_order(held)
    return Form(decimal_comma, per_cent, unit, currency, choices)


def choices_of(column: Input) -> dict[str, Any]:
    """The values of a choice by the words for them, folded."""
    if column.choice is None:
        return {cells.word(each): each for each in column.choices}
    found: dict[str, Any] = {cells.word(each.value): each for each in column.choice}
    for value, words in CHOICES.get(column.choice, {}).items():
        for each in words:
            found.setdefault(cells.word(each), value)
    return found


def value_of(text: str, column: Input, form: Form) -> Any:
    """What a cell says; None where it is blank. Raises `ValueError` with what is accepted."""
    kind = column.kind
    if text.casefold() in BLANK and not (kind is InputKind.CHOICE and cells.word(text) in form.choices):
        return None
    if kind is InputKind.NUMBER:
        return _number(text, form)
    if kind is InputKind.SHARE:
        return cells.share(text, form.per_cent, form.decimal_comma)
    if kind is InputKind.POINTS:
        return cells.points(text)
    if kind is InputKind.MONEY:
        return _money(text, form)
    if kind is InputKind.DURATION:
        if not form.unit and column.field == "notice" and _BARE.fullmatch(text):
            raise ValueError("it has no unit; write such as 3 mo or 90 d")
        return parse(cells.in_our_units(text), unit=UNIT_OF.get(form.unit) or form.unit or None)
    if kind is InputKind.DATE:
        return day_of(text, form.unit)
    if kind is InputKind.YES_NO:
        return cells.yes_or_no(text)
    if kind is InputKind.CHOICE:
        return _choice(text, column, form)
    return text


def _number(text: str, form: Form) -> float | None:
    sign = -1.0 if text[:1] in {"-", "−"} else 1.0
    value = cells.number(text[1:].strip() if sign < 0 else text, form.decimal_comma)
    return None if value is None else sign * value


def _choice(text: str, column: Input, form: Form) -> Any:
    if (found := form.choices.get(cells.word(text))) is not None:
        return found
    parts = [form.choices.get(cells.word(each)) for each in re.split("[,;/+]", text) if each.strip()]
    if len(parts) > 1 and None not in parts:  # EXTERN,INTERN: the one that the list names first counts
        order = list(form.choices.values())
        return min(parts, key=order.index)
    raise ValueError(f"write {_or([*map(str, column.words)])}")


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


# --- money --------------------------------------------------------------------------------------------------------------


def currencies(texts: Iterable[str]) -> set[str]:
    """The currencies that stand in cells or titles of money."""
    return {_SIGNS.get(sign, sign) for text in texts for sign in _CURRENCY.findall(text)}


def _money(text: str, form: Form) -> float | None:
    said = currencies((text,))
    if said - {form.currency}:
        raise ValueError(
            f"it is in {said.pop()}; write the amount in {form.currency or 'the currency of the engagement'}"
        )
    plain = _CURRENCY.sub("", text).strip()
    plain = (
        re.sub(r"\s*(?:/|per|p\.?)\s*(?:a|yr|year|annum)\.?$", "", plain, flags=re.IGNORECASE)
        .removesuffix(",-")
        .strip()
    )
    value = read_money(plain)
    return None if value is None else round(value * _TIMES.get(form.unit, 1.0), 6)


# --- dates --------------------------------------------------------------------------------------------------------------


def _date_order(texts: Iterable[str]) -> str:
    """Day or month first, told by a part above 12 somewhere in the column; blank where nothing tells."""
    orders = set()
    for text in texts:
        if found := _PARTS.fullmatch(text):
            if found[2] == "." or int(found[1]) > 12:
                orders.add("dmy")
            elif int(found[3]) > 12:
                orders.add("mdy")
    return orders.pop() if len(orders) == 1 else ""


def day_of(text: str, order: str = "") -> date:
    """A date. Raises `ValueError` with what is accepted.

    >>> day_of("2026-02-14"), day_of("14.2.26"), day_of("2/14/2026"), day_of("14 Feb 2026") == day_of("Feb 14, 2026")
    (datetime.date(2026, 2, 14), datetime.date(2026, 2, 14), datetime.date(2026, 2, 14), True)
    """
    plain = " ".join(text.split())
    if found := _ISO.fullmatch(plain):
        return _day(found[1], found[2], found[3])
    if found := _PARTS.fullmatch(plain):
        first, mark, second, year = found[1], found[2], found[3], found[4]
        year = f"20{year}" if len(year) == 2 else year
        if mark == "." or order == "dmy" or int(first) > 12:
            return _day(year, second, first)
        if order == "mdy" or int(second) > 12 or first == second:
            return _day(year, first, second)
        raise ValueError(f"the day may be the first or the second number; write {int(year)}-MM-DD")
    if (found := _NAMED.fullmatch(plain)) and bool(found[1]) != bool(found[3]):
        month = _MONTH.get(found[2][:3].casefold())
        if month:
            return _day(found[4], str(month), found[1] or found[3])
    raise ValueError("it is no date; write such as 2026-02-14")


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("there is no such day; write such as 2026-02-14") from None


__all__ = ["BLANK", "Form", "choices_of", "currencies", "day_of", "form_of", "value_of"]
