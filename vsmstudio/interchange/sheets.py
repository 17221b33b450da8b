"""The door to tables of any kind: a file's bytes as sheets of cells, a text as one. What they mean is for `mapping`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath

from vsmstudio.export.tables.inputs import READ_ME
from vsmstudio.interchange import table_reader
from vsmstudio.interchange.delimited import decoded, rows_of
from vsmstudio.interchange.disk import bytes_of
from vsmstudio.interchange.headings import best_score
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.table_reader import TableRow

__all__ = ["Sheet", "read_file", "sheet_of_text", "sheets_of"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet that hold something, and what there is to say about it.

    `source` names the sheet where problems are told: the file, and in a workbook the sheet too. `file` is the file's name.
    `grid`: each cell stands in its column for certain, as in a workbook. `own`: the application wrote it to be read back;
    `aside`: it wrote it to be looked at only.
    """

    name: str
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    file: str = ""
    grid: bool = False
    own: bool = False
    aside: bool = False

    @property
    def width(self) -> int:
        """How many cells its longest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


def sheets_of(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets in a file's bytes: one of a CSV, each visible one of a workbook. Raises `BadSource`."""
    if len(data) > table_reader.LARGEST:
        raise BadSource(f"{name} is too large; tables up to {table_reader.LARGEST // 1024**2} MB are read.")
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadSource(
            f"{name} is an Excel workbook of the old kind (.xls), or has a password; save it as Excel workbook (.xlsx) "
            "without a password and import that file."
        )
    text, notes = decoded(data, name)
    return (sheet_of_text(text, name, notes),)


def sheet_of_text(text: str, name: str, notes: tuple[str, ...] = ()) -> Sheet:
    """The sheet in a text, such as the clipboard holds. Raises `BadSource`."""
    if len(text) > table_reader.LARGEST:
        raise BadSource(f"{name} is too large; tables up to {table_reader.LARGEST // 1024**2} MB are read.")
    rows, more = rows_of(text, name, best_score)
    return Sheet(PurePath(name).stem or name, rows, notes + more, name, name)


def read_file(path: Path) -> bytes:
    """The bytes of a table's file. Raises `BadSource` where it is none, or cannot be read."""
    return bytes_of(path, table_reader.LARGEST + 1, "a table (.csv or .xlsx) is expected")


def _workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    from vsmstudio.export.tables.inputs import BY_TITLE
    from vsmstudio.interchange.workbook_reader import read_workbook

    found, notes = read_workbook(data, name)
    if not found:
        raise BadSource(f"{name} has no visible sheet with cells; show its sheets in Excel and save it.")
    said = tuple(f"{name}: {note}" for note in notes)
    ours = any(each.own for each in found)
    sheets = []
    for sheet in found:
        source = f"{name}, sheet {sheet.name}" if len(found) > 1 else name
        told_to_read = any(READ_ME in row.cells for row in sheet.rows[:3])  # of a workbook that clients fill
        filled = sheet.name in BY_TITLE  # by a client, in a workbook of ours that held nothing of this kind yet
        aside = (ours and not sheet.own and not filled) or told_to_read
        told = said if aside else (*said, *(f"{source}: {note}" for note in sheet.notes))  # nobody reads those
        sheets.append(Sheet(sheet.name, sheet.rows, told, source, name, grid=True, own=sheet.own, aside=aside))
        said = ()
    return tuple(sheets)
