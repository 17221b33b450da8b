"""Tables as spreadsheets put them on the clipboard: rows of cells with tabs between, quoted where a cell holds lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_CELLS = 100_000
LARGEST = 8 * 1024 * 1024  # characters
_BREAKS = "\t\r\n"
_BREAK = re.compile(f"[{_BREAKS}]")
_RUNS = ("=", "+", "-", "@")  # what a spreadsheet would run as a formula


class TooMuch(Exception):
    """More than can be pasted at once. The message is a sentence that says how much, and what to do."""


def read_cells(text: str) -> list[list[str]]:
    """The cells of a text, row by row, without the blank rows at its end. Raises `TooMuch`.

    >>> read_cells('Pick\\t5 min\\n"two\\nlines"\\t""')
    [['Pick', '5 min'], ['two\\nlines', '']]
    """
    if len(text) > LARGEST:
        raise TooMuch(
            f"The clipboard holds {len(text):,} characters; at most {LARGEST:,} are pasted at once. Copy fewer rows."
        )
    text = text.replace("\0", "")
    rows: list[list[str]] = [[]]
    at, count = 0, 0
    while True:
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        count += 1
        if count > MOST_CELLS:
            raise TooMuch(f"The clipboard holds more than {MOST_CELLS:,} cells. Copy fewer rows, or import the file.")
        if at >= len(text):
            break
        if text[at] != "\t":
            at += text.startswith("\r\n", at)
            rows.append([])
        at += 1
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins at a place, and where it ends. A quotation mark that is not closed is an ordinary character."""
    if text.startswith('"', at):
        end = text.find('"', at + 1)
        while end >= 0 and text.startswith('"', end + 1):
            end = text.find('"', end + 2)
        if end >= 0 and (end + 1 == len(text) or text[end + 1] in _BREAKS):
            return text[at + 1 : end].replace('""', '"'), end + 1
    found = _BREAK.search(text, at)
    end = found.start() if found else len(text)
    return text[at:end], end


def write_cells(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as a spreadsheet takes them. What it would run as a formula stays a text."""
    return "".join("\t".join(map(_written, row)) + "\n" for row in rows)


def _written(cell: str) -> str:
    if cell.startswith(_RUNS) and not _is_number(cell):
        cell = "'" + cell
    if any(mark in cell for mark in _BREAKS) or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _is_number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).isdigit()
