"""Tables as rows of cells, whatever they came from: a row, a table with its header told apart, and what is too much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vsmstudio.interchange.imported import BadSource

LARGEST = 16 * 1024 * 1024  # bytes
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 200, 32_767
MOST_LINES = 1_100_000  # blank rows and all; spreadsheets write up to 1,048,576
MOST_CELLS = 500_000  # filled ones
MOST_LISTED = 2_000_000  # entries of lists in cells
HEADER_WITHIN = 50  # rows from the top
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}(\s*[a-z%€]*)?$|0,\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, and the line of the source on which it begins (from 1; in a workbook, its row).

    `flaw` says what is wrong with the row as a whole, where its cells could not be told apart for certain.
    """

    line: int
    cells: tuple[str, ...]
    flaw: str = ""

    def cell(self, at: int) -> str:
        """The cell in a column (from 0); blank where the row ends before it."""
        return self.cells[at] if at < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header row told apart. `decimal_comma`: numbers in it are written with a comma.

    `own`: the application wrote it, so that its texts are taken to the letter.
    """

    name: str
    header: TableRow
    rows: tuple[TableRow, ...]
    decimal_comma: bool = False
    own: bool = False


def decimal_comma(rows: Iterable[TableRow]) -> bool:
    """Does a number among the cells have a comma before its decimals?"""
    return any(_DECIMAL_COMMA.match(cell) for row in rows for cell in row.cells if "," in cell)


def cleaned(text: str) -> str:
    """A cell without outer spaces, and without the ' that keeps spreadsheets from running it as a formula."""
    text = text.strip(" \u00a0\u200b\ufeff\r\n\t")
    return text[1:].strip() if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r") else text


def within_limits(rows: Iterable[TableRow], name: str) -> Iterator[TableRow]:
    """The rows, as long as they are not too many. Raises `BadSource`."""
    filled, listed = 0, 0
    for found, row in enumerate(rows, 1):
        filled += len(row.cells) - row.cells.count("")
        listed += sum(cell.count(";") + cell.count("\n") for cell in row.cells if len(cell) > 1)
        if found > MOST_ROWS + 1:  # and its header
            raise BadSource(f"{name} has more than {MOST_ROWS:,} rows; divide it into several tables.")
        if filled > MOST_CELLS:
            raise BadSource(f"{name} has more than {MOST_CELLS:,} filled cells; divide it into several tables.")
        if listed > MOST_LISTED:
            raise BadSource(f"{name} lists more than {MOST_LISTED:,} names in cells; divide it into several tables.")
        yield row
