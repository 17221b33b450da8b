"""Cells that a spreadsheet takes as they are meant: a client's text is never a formula, an error or a broken file."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

from openpyxl.cell import WriteOnlyCell

LONGEST = 32_767  # characters that a cell holds
_SHORTENED = "… (shortened)"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TITLE_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def safe_text(text: str) -> str:
    """Text that XML and spreadsheets can hold: forbidden characters become `�`, what is too long ends in words."""
    if len(text) <= LONGEST and text.isprintable() and "_x" not in text:
        return text
    text = _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ESCAPE_LIKE.sub("_x005F_", text)  # Excel reads _x0041_ as the letter A
    return text if len(text) <= LONGEST else text[: LONGEST - len(_SHORTENED)] + _SHORTENED


def safe_cell(sheet: Any, value: str | float | date | None, style: Any = None, quoted: Any = None) -> Any:
    """A cell that holds `value` and nothing else: a text stays a text whatever it begins with.

    `quoted` is the style for texts that a spreadsheet would take for a formula when somebody edits the cell.
    """
    cell: Any = WriteOnlyCell(sheet)
    if isinstance(value, str):
        text = safe_text(value)
        cell._value = text
        cell.data_type = "s"
        if text[:1] in {"=", "+", "-", "@"} and quoted is not None:
            style = quoted
    elif isinstance(value, float) and math.isfinite(value) and float(f"{value:.16g}") != value:
        cell._value, cell.data_type = repr(value), "n"  # openpyxl writes 16 digits, and some numbers have 17
    else:
        cell.value = value
    if style is not None:
        cell._style = style
    return cell


def safe_title(title: str, taken: set[str]) -> str:
    """A sheet title that Excel takes, and that is not taken yet: 31 characters, no marks of its own, not `History`."""
    plain = _TITLE_FORBIDDEN.sub(" ", safe_text(title)).replace("\n", " ").strip("' ")[:31].strip("' ") or "Sheet"
    if plain.casefold() == "history":
        plain = "History of it"
    found, count = plain, 1
    while found.casefold() in taken:
        count += 1
        ending = f" ({count})"
        found = plain[: 31 - len(ending)] + ending
    taken.add(found.casefold())
    return found
