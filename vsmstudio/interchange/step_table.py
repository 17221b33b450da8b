"""Step tables: what clients keep in a spreadsheet, one row per step, as a document; and the lists that stand beside them.

Which sheet and column means what is guessed (`mapping`). The document is not laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vsmstudio.interchange.imported import Imported
from vsmstudio.interchange.mapping import guessed, read
from vsmstudio.interchange.settings import Settings
from vsmstudio.interchange.sheets import Sheet, read_file, sheet_of_text, sheets_of

__all__ = ["read_bytes", "read_files", "read_text"]


def read_text(text: str, name: str = "Table", settings: Settings | None = None) -> Imported:
    """A table in a text, such as the clipboard holds. Raises `BadSource`."""
    return _import([sheet_of_text(text, name)], settings, name)


def read_bytes(data: bytes, name: str = "Table", settings: Settings | None = None) -> Imported:
    """The tables in a file's bytes. Raises `BadSource`."""
    return _import(sheets_of(data, name), settings, name)


def read_files(paths: Sequence[Path], settings: Settings | None = None) -> Imported:
    """The tables of several files as one document. Raises `BadSource`."""
    sheets = [sheet for path in paths for sheet in sheets_of(read_file(path), str(path))]
    return _import(sheets, settings, str(paths[0]))


def _import(sheets: Sequence[Sheet], settings: Settings | None, name: str) -> Imported:
    return read(sheets, [guessed(sheet) for sheet in sheets], settings, name)
