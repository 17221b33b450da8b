"""Money as people type it: `12000`, `12,000`, `12.000`, `12k`, `1.2m`; and as it is shown: `12,000 EUR`."""

from __future__ import annotations

import math
import re

MOST = 1e15
ACCEPTED = "Type an amount of 0 or more, such as 12000, 12,000, 12k or 1.2m."

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
_TIMES = {"": 1.0, "k": 1e3, "m": 1e6, "mio": 1e6, "bn": 1e9}
_SPACES = "\u0020\u00a0\u2009\u202f"  # as they stand between thousands
_APART = r"[.,'’ ]"
_AMOUNT = re.compile(
    rf"(?P<whole>[1-9]\d{{0,2}}(?P<mark>{_APART})\d{{3}}(?:(?P=mark)\d{{3}})*|\d*)(?:(?P<point>[.,])(?P<part>\d*))?"
    r" ?(?P<times>k|mio|m|bn)?",
    re.IGNORECASE | re.ASCII,
)
_BLANK = {"", "-", "–", "—"}


class BadMoney(ValueError):
    """The text is no amount of money. The message says what is accepted."""


def read_money(text: str, currency: str = "") -> float | None:
    """The amount that a text says, or None where it is blank. Raises `BadMoney`.

    A mark before exactly three digits stands between thousands, be it a comma, a point, an apostrophe or a space; else a
    comma or point stands before the cents. `k`, `m` and `bn` are thousands, millions and billions. The engagement's
    `currency` may stand beside it.

    >>> read_money("12.000"), read_money("12,50"), read_money("1.2m"), read_money("EUR 12k", "EUR")
    (12000.0, 12.5, 1200000.0, 12000.0)
    """
    plain = " ".join(re.sub(f"[{_SPACES}]", " ", text).split())
    plain = _without_currency(plain, currency)
    if plain in _BLANK:
        return None
    found = _AMOUNT.fullmatch(plain)
    if not found or not (found["whole"] or found["part"]) or (found["mark"] and found["point"] == found["mark"]):
        raise BadMoney(_refusal(text, plain, currency))
    times = (found["times"] or "").lower()
    if times and found["mark"] and not found["point"]:
        _refuse_doubt(text, found["whole"], found["mark"], times)
    whole = re.sub(_APART, "", found["whole"])
    value = float(f"{whole or 0}.{found['part'] or 0}") * _TIMES[times]
    if not math.isfinite(value) or value > MOST:
        raise BadMoney(f"“{_short(text)}” is more than there is. {ACCEPTED}")
    return round(value, 6)


def _without_currency(text: str, currency: str) -> str:
    """The text without the engagement's own currency before or after it, by its code or its sign."""
    names = [currency.strip()] + [sign for sign, code in _SIGNS.items() if code == currency.strip().upper()]
    for name in filter(None, names):
        if text.casefold().startswith(name.casefold()):
            return text[len(name) :].strip()
        if text.casefold().endswith(name.casefold()):
            return text[: -len(name)].strip()
    return text


def _refuse_doubt(text: str, whole: str, mark: str, times: str) -> None:
    """`1.250m` may be a million and a quarter, or 1,250 million; a factor of thousand is not guessed."""
    if mark in ".," and whole.count(mark) == 1:
        digits = whole.replace(mark, "")
        decimal = whole.replace(mark, ".").rstrip("0").rstrip(".")
        raise BadMoney(f"“{_short(text)}” can be read in two ways. Type {decimal}{times} or {digits}{times}.")


def _refusal(text: str, plain: str, currency: str) -> str:
    if re.search(r"[€$£¥₹]|\b[A-Z]{3}\b", plain) and any(each.isdigit() for each in plain) and currency:
        return f"“{_short(text)}” is in another currency. Type the amount in {_short(currency)}, such as 12,000 or 12k."
    return f"“{_short(text)}” is no such amount. {ACCEPTED}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def show_money(value: float | None, currency: str = "") -> str:
    """An amount with thousands marks, its cents where it has any, and its currency: `12,000 EUR`; blank where unknown.

    What is shown can be typed again: three digits never stand alone behind the point.

    >>> show_money(12000, "EUR"), show_money(12.5), show_money(None)
    ('12,000 EUR', '12.50', '')
    """
    if value is None:
        return ""
    places = next((each for each in (0, 2) if abs(value - round(value, each)) < 1e-6), 6)
    return f"{value:,.{places}f} {currency}".rstrip()


def short_money(amount: float) -> str:
    """An amount in few characters.

    >>> short_money(419_600), short_money(1_249_000), short_money(950)
    ('420k', '1.2m', '950')
    """
    for size, sign in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if amount >= size * 0.9995:
            part = amount / size
            return f"{part:.1f}{sign}".replace(".0", "") if part < 9.95 else f"{part:.0f}{sign}"
    return f"{amount:.0f}"
