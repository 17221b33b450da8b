"""Which sheet is what table, and which of its columns means what: guessed, and changed by the person before it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from vsmstudio.interchange import columns
from vsmstudio.interchange.imported import Imported
from vsmstudio.interchange.settings import Settings
from vsmstudio.interchange.sheets import Sheet
from vsmstudio.interchange.uses import STEPS, TABLES, ColumnUse, FieldInfo, Mapping

__all__ = [
    "STEPS",
    "TABLES",
    "ColumnUse",
    "FieldInfo",
    "Mapping",
    "fields_of",
    "guessed",
    "read",
    "signature",
]


def guessed(sheet: Sheet, table: str | None = None, header: int | None = None) -> Mapping:
    """How a sheet is read unless a person says otherwise. A `table` or the place of the `header` may be said already."""
    from vsmstudio.interchange.guessing import guess

    return guess(sheet, table, header)


def fields_of(table: str) -> tuple[FieldInfo, ...]:
    """All that columns of a table may be read as, in the order in which people are offered it."""
    from vsmstudio.interchange.guessing import fields

    return fields(table)


def signature(mapping: Mapping) -> str:
    """What sheets with the same titles have in common; case, spaces and marks do not matter. It tells nothing of them."""
    titles = "\x1f".join(columns.plain(each.title) for each in mapping.columns)
    return hashlib.sha256(titles.encode("utf-8", "replace")).hexdigest()[:24]


def read(
    sheets: Sequence[Sheet], mappings: Sequence[Mapping], settings: Settings | None = None, name: str = "Table"
) -> Imported:
    """The sheets as one document, each read by its mapping. `name` is what is imported, for what is said.

    Raises `BadSource` where none of them is read.
    """
    from vsmstudio.interchange.reading import read_mapped

    return read_mapped(sheets, mappings, settings or Settings(), name)
