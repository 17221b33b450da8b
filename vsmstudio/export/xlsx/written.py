"""Rows of a computed sheet with their formulas, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from vsmstudio.export.tables.table import Cell, Column, Table
from vsmstudio.export.xlsx.sheet import FIRST_ROW

Live = dict[tuple[int, str], tuple[str, float | str]]


class Written:
    """A sheet that grows row by row. A cell is known by its row (from 0) and its column's key."""

    def __init__(self, title: str, columns: Sequence[Column]) -> None:
        self.title = title
        self.columns = tuple(columns)
        self._letters = {column.key: get_column_letter(at) for at, column in enumerate(columns, start=1)}
        self._places = {column.key: at for at, column in enumerate(columns)}
        self._rows: list[list[Cell]] = []
        self.live: Live = {}

    def add(self, **values: Cell) -> int:
        """A row with these values; its number."""
        row: list[Cell] = [None] * len(self.columns)
        for key, value in values.items():
            row[self._places[key]] = value
        self._rows.append(row)
        return len(self._rows) - 1

    def put(self, row: int, key: str, words: str, gives: float | str | None) -> None:
        """A formula and what it gives; None is a blank."""
        value = "" if gives is None else gives
        self.live[row, key] = (words, value)
        self._rows[row][self._places[key]] = value if value != "" else None

    def value(self, key: str, row: int) -> Cell:
        """What stands in a cell."""
        return self._rows[row][self._places[key]]

    def here(self, key: str, row: int) -> str:
        """A cell, for formulas of the same sheet."""
        return f"{self._letters[key]}{FIRST_ROW + row}"

    def cell(self, key: str, row: int) -> str:
        """A cell, for formulas of any sheet."""
        return f"'{self.title}'!{self._letters[key]}{FIRST_ROW + row}"

    def span(self, key: str, first: int, last: int, fixed: bool = True) -> str:
        """The cells of a column from one row to another, for formulas of any sheet."""
        letter, mark = self._letters[key], "$" if fixed else ""
        start = f"{mark}{letter}{mark}{FIRST_ROW + first}"
        return f"'{self.title}'!{start}:{mark}{letter}{mark}{FIRST_ROW + last}"

    def span_here(self, key: str, first: int, last: int) -> str:
        """The same for formulas of this sheet."""
        letter = self._letters[key]
        return f"{letter}{FIRST_ROW + first}:{letter}{FIRST_ROW + last}"

    def __len__(self) -> int:
        return len(self._rows)

    def table(self, note: str) -> Table:
        """What was written."""
        return Table(self.title, self.columns, tuple(tuple(row) for row in self._rows), note)
