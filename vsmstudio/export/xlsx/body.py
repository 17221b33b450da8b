"""Rows of a sheet as XML. openpyxl makes an object of each cell, which takes most of the time where there are many of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from html import escape  # that of xml.sax reads in sockets, of which nothing here may know

from vsmstudio.export.tables.table import Cell
from vsmstudio.export.xlsx.cells import safe_text

_FIRST = date(1899, 12, 30)  # day 0 of spreadsheets, which hold 1900 for a leap year


def cell_xml(at: str, value: Cell, style: int, quoted: int | None = None) -> str:
    """A cell that holds `value` and nothing else: a text stays a text whatever it begins with.

    `quoted` is the style for texts that a spreadsheet would take for a formula when somebody edits the cell.
    """
    if isinstance(value, str) and value:
        text = safe_text(value)
        look = quoted if quoted is not None and text[:1] in {"=", "+", "-", "@"} else style
        space = ' xml:space="preserve"' if text != text.strip() else ""
        return f'<c r="{at}" s="{look}" t="inlineStr"><is><t{space}>{escape(text, quote=False)}</t></is></c>'
    if isinstance(value, (int, float)) and math.isfinite(value):
        return f'<c r="{at}" s="{style}"><v>{value!r}</v></c>'
    if isinstance(value, date):
        return f'<c r="{at}" s="{style}"><v>{(value - _FIRST).days}</v></c>'
    return f'<c r="{at}" s="{style}"/>'


def formula_xml(at: str, words: str, gives: float | str, style: int) -> str:
    """A cell with a formula (`=…`), and the value that it gives, for previews that do not calculate."""
    shown, kind = (escape(safe_text(gives), quote=False), ' t="str"') if isinstance(gives, str) else (repr(gives), "")
    return f'<c r="{at}" s="{style}"{kind}><f>{escape(words[1:], quote=False)}</f><v>{shown}</v></c>'


def row_xml(number: int, cells: Iterable[str], height: float | None = None) -> str:
    """A row of such cells; `height` is in points."""
    high = f' ht="{height:g}" customHeight="1"' if height else ""
    return f'<row r="{number}"{high}>{"".join(cells)}</row>'
