"""What a table is: a title, columns, and rows of plain values that workbook, report and command line show alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import fsum

from vsmstudio.model.ids import Id

Cell = str | int | float | date | None
Row = tuple[Cell, ...]


class Kind(StrEnum):
    """How a column's values read. `MINUTES` are working minutes, a `RATIO` is 0..1, `MONEY` is in the engagement's currency."""

    TEXT = "text"
    NUMBER = "number"
    COUNT = "count"
    MINUTES = "minutes"
    RATIO = "ratio"
    MONEY = "money"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header is title and unit; `width` is a hint in characters; `total`: its sum means something.

    Where `plus` or `minus` name columns, each value is the sum of those of its row, less those taken away; a workbook works
    it out by a live formula. `typed` columns hold what people type, and are read back from a workbook, `hidden` ones too.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    unit: str = ""
    width: float = 14
    total: bool = False
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    typed: bool = False
    hidden: bool = False

    @property
    def header(self) -> str:
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; None is blank. `note` says what its figures cover; `ids` names what each row is about.

    `flagged` are the rows (by index) where something is missing that should stand out. `total` are the words of a line that
    adds up all rows; without any, columns with a total have one for each map. Where rows hold numbers of different kinds,
    `kinds` says for each row how its columns of plain numbers read.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    ids: tuple[Id, ...] = ()
    flagged: frozenset[int] = frozenset()
    total: str = ""
    kinds: tuple[Kind, ...] = ()

    def at(self, key: str) -> int:
        """The place of a column. Raises `KeyError`."""
        for index, column in enumerate(self.columns):
            if column.key == key:
                return index
        raise KeyError(key)

    def values(self, key: str) -> tuple[Cell, ...]:
        """One column's values, row by row."""
        index = self.at(key)
        return tuple(row[index] for row in self.rows)

    def sum_of(self, key: str) -> float | None:
        """What is known of a column, added up; None where nothing is."""
        known = [value for value in self.values(key) if isinstance(value, (int, float))]
        return fsum(known) if known else None

    def with_total(self) -> Table:
        """The table with its total as a last row, its words in the first column of text."""
        if not self.total or not self.rows:
            return self
        first = next(index for index, column in enumerate(self.columns) if column.kind is Kind.TEXT)
        row = [self.sum_of(column.key) if column.total else None for column in self.columns]
        last: Row = (*row[:first], self.total, *row[first + 1 :])
        return replace(self, rows=(*self.rows, last), ids=(*self.ids, "") if self.ids else ())

    def of_rows(self, kept: Sequence[int]) -> Table:
        """The table with the rows at these places alone."""
        return replace(
            self,
            rows=tuple(self.rows[index] for index in kept),
            ids=tuple(self.ids[index] for index in kept) if self.ids else (),
            flagged=frozenset(place for place, index in enumerate(kept) if index in self.flagged),
            kinds=tuple(self.kinds[index] for index in kept) if self.kinds else (),
        )

    def only(self, *keys: str) -> Table:
        """The same rows with these columns, in this order."""
        places = [self.at(key) for key in keys]
        columns = tuple(self.columns[index] for index in places)
        return replace(self, columns=columns, rows=tuple(tuple(row[index] for index in places) for row in self.rows))


def map_columns() -> tuple[Column, ...]:
    """The three columns that say which map a row belongs to. The number is unique where names are not."""
    return (
        Column("map_no", "Map no.", Kind.COUNT, width=6),
        Column("stream", "Stream", width=16),
        Column("map", "Map", width=14),
    )
