"""Live formulas gathered sheet by sheet, in the words of tables: a column by its key, a row by its place or its record.

Sheets that are read back may be sorted by those who fill them; formulas look their rows up by the records' hidden ids. Sheets
that were worked out refer to cells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from vsmstudio.export.tables.inputs import ENGAGEMENT
from vsmstudio.export.tables.inputs.written import ID_KEY
from vsmstudio.export.xlsx.sheet import Placed
from vsmstudio.model.document import Document


class Sheets:
    """The sheets of a workbook, and the formulas that were found for their cells."""

    def __init__(self, placed: Mapping[str, Placed]) -> None:
        self._placed = placed
        self.formulas: dict[str, dict[tuple[int, str], tuple[str, float | str]]] = {}

    def __contains__(self, sheet: str) -> bool:
        return sheet in self._placed

    def at(self, sheet: str) -> Placed:
        """A sheet by its key. Raises `KeyError`."""
        return self._placed[sheet]

    def read_back(self, sheet: str) -> bool:
        """Does a sheet stand there whose rows bear the ids of their records?"""
        return sheet in self._placed and any(column.key == ID_KEY for column in self._placed[sheet].table.columns)

    def put(self, sheet: str, row: int, column: str, words: str) -> None:
        """Work a cell out by a formula (without `=`); it gives what the table holds, a blank text where that is unknown."""
        table = self._placed[sheet].table
        gives = table.rows[row][table.at(column)]
        known = gives if isinstance(gives, (int, float, str)) else ""
        self.formulas.setdefault(sheet, {})[row, column] = (f"={words}", known)

    def fill(self, sheet: str, column: str, words: Callable[[int], str]) -> None:
        """Work every cell of a column out; `words` gives the formula of a row."""
        for row in range(len(self._placed[sheet].table.rows)):
            self.put(sheet, row, column, words(row))

    def cell(self, sheet: str, column: str, row: int) -> str:
        """One cell, absolute, for formulas on any sheet."""
        held = self._placed[sheet]
        letters, number = split(held.cell(column, row))
        return f"'{held.sheet}'!${letters}${number}"

    def span(self, sheet: str, column: str, first: int, last: int) -> str:
        """Cells of a column, absolute, from one row to another, both of them in it."""
        letters, number = split(self._placed[sheet].cell(column, last))
        return f"{self.cell(sheet, column, first)}:${letters}${number}"

    def range(self, sheet: str, column: str) -> str:
        """All cells of a column, absolute."""
        return self._placed[sheet].range(column)

    def here(self, sheet: str, column: str, row: int) -> str:
        """A cell for formulas of the same row: its column is fixed, its row goes with them."""
        return f"${self._placed[sheet].cell(column, row)}"

    def typed(self, sheet: str, column: str, key: str) -> str:
        """What a sheet that is read back holds of a record; a blank text where it holds nothing."""
        cell = self.found(sheet, column, key)
        return f'IFERROR(IF({cell}="","",{cell}),"")'

    def found(self, sheet: str, column: str, key: str) -> str:
        """The cell of the record whose id the cell `key` holds, on a sheet that is read back."""
        return f"INDEX({self.range(sheet, column)},MATCH({key},{self.range(sheet, ID_KEY)},0))"


def split(cell: str) -> tuple[str, str]:
    """Column and row of a cell.

    >>> split("AB12")
    ('AB', '12')
    """
    letters = cell.rstrip("0123456789")
    return letters, cell[len(letters) :]


def known_sum(cells: str) -> str:
    """The sum of what is known; a blank text where nothing is."""
    return f'IF(COUNT({cells})=0,"",SUM({cells}))'


def or_blank(words: str, *needed: str) -> str:
    """A formula where all that it needs is known, else a blank text."""
    if len(needed) == 1:
        return f'IF({needed[0]}="","",{words})'
    return f'IF(OR({",".join(f"{each}=" + chr(34) * 2 for each in needed)}),"",{words})'


def as_of(sheets: Sheets, document: Document, on: date) -> str:
    """The as-of date: the engagement's where that is the day of these figures."""
    fixed = f"DATE({on.year},{on.month},{on.day})"
    if "typed Engagement" not in sheets or document.engagement.as_of not in (None, on):
        return fixed
    row = [each.field for each in ENGAGEMENT.columns].index("as_of")
    cell = sheets.cell("typed Engagement", "value", row)
    return f'IF({cell}="",{fixed},{cell})'
