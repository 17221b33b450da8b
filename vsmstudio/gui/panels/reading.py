"""What people type into fields, read as values. A text that cannot be read raises `ValueError` with what is accepted."""

from __future__ import annotations

import math
import re
from datetime import date

from vsmstudio.model.durations import number

_PLAIN = re.compile(r"[+]?(\d+(?:[.,]\d*)?|[.,]\d+)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?!\d)")
BLANK = {"", "-", "–", "—"}


def shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def read_percent(text: str) -> float | None:
    """A share from a percentage: `61`, `61 %` and `61%` are 0.61; blank is None.

    A bare figure between 0 and 1 can mean two things, so it is asked for instead of guessed.
    """
    text = " ".join(text.split())
    if text in BLANK:
        return None
    bare = text.removesuffix("%").strip()
    accepted = "Type a percentage from 0 to 100, such as 61 or 61 %."
    if not _PLAIN.fullmatch(bare):
        raise ValueError(f"“{shortened(text)}” is no percentage. {accepted}")
    value = float(bare.replace(",", "."))
    if not 0 <= value <= 100:
        raise ValueError(f"{shortened(text)} is outside 0 to 100 %. {accepted}")
    if 0 < value < 1 and bare == text:
        raise ValueError(f"{text} can be read in two ways. Type {number(value * 100, 6)} % or {text} %.")
    return value / 100


def read_number(text: str, above_zero: bool = False) -> float | None:
    """A plain number of 0 or more (or above 0); blank is None."""
    text = " ".join(text.split())
    if text in BLANK:
        return None
    accepted = f"Type a number {'above 0' if above_zero else 'of 0 or more'}, such as 3 or 2.5."
    if _THOUSANDS.fullmatch(text):
        raise ValueError(f"“{text}” can be read in two ways. Write {text.replace(',', '')}, without a thousands mark.")
    if not _PLAIN.fullmatch(text):
        raise ValueError(f"“{shortened(text)}” is no such number. {accepted}")
    value = float(text.replace(",", "."))
    if not math.isfinite(value) or value > 1e15 or (above_zero and value == 0):
        raise ValueError(f"“{shortened(text)}” cannot stand here. {accepted}")
    return value


def read_signed(text: str) -> float | None:
    """A plain number that may stand below 0; blank is None."""
    said = " ".join(text.split())
    if said in BLANK:
        return None
    below = said[:1] in "-−–"
    try:
        value = read_number(said[1:] if below else said)
    except ValueError:
        raise ValueError(f"“{shortened(text)}” is no such number. Type one such as 3, 2.5 or -1.") from None
    return -value if below and value else value


def read_points(text: str) -> float | None:
    """Points of a percentage as a share of 1: `12`, `12 %` and `12 points` are 0.12; below 0 it became worse."""
    said = re.sub(r"(?i)\s*(%|points?|pts?\.?|pp)$", "", " ".join(text.split()))
    try:
        value = read_signed(said)
    except ValueError:
        value = math.inf
    if value is not None and abs(value) > 100:
        raise ValueError(f"“{shortened(text)}” cannot stand here. Type points of a percentage, such as 12 or -5.")
    return None if value is None else value / 100


def read_date(text: str) -> date | None:
    """A date as year-month-day; blank is None."""
    text = text.strip()
    if text in BLANK:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
            raise ValueError
        return date(*(int(part) for part in text.split("-")))
    except ValueError:
        raise ValueError(f"“{shortened(text)}” is no date. Type year, month and day, such as 2026-02-14.") from None


def plain_number(value: float | None) -> str:
    """A number as it can be typed again: no thousands marks."""
    return "" if value is None else f"{value:.10g}"


def plain_points(value: float | None) -> str:
    """Points of a percentage as they can be typed again."""
    return "" if value is None else f"{round(value * 100, 6):.10g}"


def plain_percent(value: float | None) -> str:
    return "" if value is None else f"{round(value * 100, 6):.10g} %"
