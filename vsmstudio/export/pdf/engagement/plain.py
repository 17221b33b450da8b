"""Small tables of the report alone, made where they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vsmstudio.export.tables.table import Cell, Column, Kind, Table

NEEDED = "Nobody yet"


def table(
    columns: Sequence[tuple[str, str] | tuple[str, str, Kind]],
    rows: Iterable[Sequence[Cell]],
    flagged: Iterable[int] = (),
    ids: Sequence[str] = (),
) -> Table:
    """A table of (key, title) or (key, title, kind) and rows; `flagged` rows stand out by a frame."""
    made = tuple(Column(*each) for each in columns)
    return Table("", made, tuple(tuple(row) for row in rows), ids=tuple(ids), flagged=frozenset(flagged))


def somebody(value: Cell) -> str:
    """A name; the words that nobody is named where it is blank."""
    return str(value) if value else NEEDED
