"""Text tables as rows of cells: which delimiter, which encoding, where each row stands. Not what they mean."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from vsmstudio.interchange.imported import BadSource

LARGEST = 8 * 1024 * 1024  # bytes
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 200, 32_767
MOST_LINES = 1_100_000  # blank rows and all; spreadsheets write up to 1,048,576
MOST_CELLS = 500_000  # filled ones
MOST_LISTED = 200_000  # entries of lists in cells
HEADER_WITHIN = 50  # rows from the top
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_HALF = re.compile(r"[\ud800-\udfff]")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}(\s*[a-z%]*)?$|0,\d+", re.IGNORECASE)

Score = Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, and the line of the source on which it begins (from 1)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header row told apart. `decimal_comma`: numbers in it are written with a comma."""

    name: str
    header: TableRow
    rows: tuple[TableRow, ...]
    decimal_comma: bool = False
    notes: tuple[str, ...] = ()


def read_bytes(data: bytes, name: str, score: Score) -> Table:
    """The table in a file's bytes: UTF-8 with or without mark, UTF-16 with mark, or Windows-1252.

    `score` says how many columns of a row it knows by name (0: no header). Raises `BadSource`.
    """
    if len(data) > LARGEST:
        raise BadSource(f"{name} is too large; tables up to {LARGEST // 1024**2} MB are read.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadSource(f"{name} is a workbook; save its sheet as CSV (UTF-8) and import that file.")
    notes: tuple[str, ...] = ()
    try:
        utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        notes = (f"{name} is not UTF-8 and was read as Windows-1252.",)
        if "\ufffd" in text:
            notes += (f"{name} holds characters that Windows-1252 does not have; they are shown as \ufffd.",)
    return read_text(text, name, score, notes)


def read_text(text: str, name: str, score: Score, notes: tuple[str, ...] = ()) -> Table:
    """The table in a text, such as the clipboard holds. Raises `BadSource`."""
    if len(text) > LARGEST:
        raise BadSource(f"{name} is too large; tables up to {LARGEST // 1024**2} MB are read.")
    if not text.strip("\ufeff\0 \t\r\n"):
        raise BadSource(f"{name} is empty; a table with a header row and a column Step is expected.")
    if "\0" in text:
        raise BadSource(f"{name} is no text table; a file with comma, semicolon or tab between columns is expected.")
    text = _HALF.sub("\ufffd", _CONTROL.sub("", text.removeprefix("\ufeff")))
    delimiter = _delimiter(text, score)
    if delimiter is None:
        raise BadSource(
            f"{name} has no header row with a column Step within its first {HEADER_WITHIN} rows; "
            "name the columns, such as Step, Predecessors, PT, LT, %C&A."
        )
    rows = list(_rows(text, name, delimiter))
    header = max(rows[:HEADER_WITHIN], key=lambda row: score(row.cells))  # the first among equals
    below = tuple(row for row in rows if row.line > header.line)
    comma = delimiter != "," and any(_DECIMAL_COMMA.match(cell) for row in below for cell in row.cells)
    return Table(name, header, below, comma, notes)


def _delimiter(text: str, score: Score) -> str | None:
    """The delimiter by which a row shows the most known columns; the tab where there is one column only."""
    best, found = 0, None
    for delimiter in "\t,;":
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        top = 0
        try:
            for cells in islice(reader, HEADER_WITHIN):
                top = max(top, score(cells[:MOST_COLUMNS]))
        except csv.Error:
            pass
        if top > best:
            best, found = top, delimiter
    return found


def _rows(text: str, name: str, delimiter: str) -> Iterator[TableRow]:
    """The rows that hold something."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line, filled, found, listed = 1, 0, 0, 0
    try:
        for count, cells in enumerate(reader):
            if count >= MOST_LINES:
                raise BadSource(f"{name} has more than {MOST_LINES:,} lines; delete the blank ones.")
            if not any(cells):
                line = reader.line_num + 1
                continue
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                raise BadSource(f"{name}, line {line} has more than {MOST_COLUMNS} columns; at most so many are read.")
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise BadSource(f"{name}, line {line} has a cell of more than {LONGEST_CELL:,} characters; shorten it.")
            row = TableRow(line, tuple(map(_cell, cells[:MOST_COLUMNS])))
            line = reader.line_num + 1
            if not any(row.cells):
                continue
            found += 1
            filled += len(row.cells) - row.cells.count("")
            listed += sum(cell.count(";") + cell.count("\n") for cell in row.cells if len(cell) > 1)
            if found > MOST_ROWS + 1:  # and its header
                raise BadSource(f"{name} has more than {MOST_ROWS:,} rows; divide it into several tables.")
            if filled > MOST_CELLS:
                raise BadSource(f"{name} has more than {MOST_CELLS:,} filled cells; divide it into several tables.")
            if listed > MOST_LISTED:
                raise BadSource(
                    f"{name} lists more than {MOST_LISTED:,} names in cells; divide it into several tables."
                )
            yield row
    except csv.Error as error:
        if "limit" in str(error):
            raise BadSource(
                f"{name}, line {line} has a cell of more than {LONGEST_CELL:,} characters; shorten it, or close its "
                "quotation mark."
            ) from None
        raise BadSource(
            f'{name}, line {line}: a quotation mark is out of place; put " around the whole cell, and "" inside it.'
        ) from None


def _cell(text: str) -> str:
    """A cell without outer spaces, and without the ' that keeps spreadsheets from running it as a formula."""
    text = text.strip(" \u00a0\u200b\ufeff\r\n\t")
    return text[1:].strip() if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r") else text
