"""LibreOffice as a client who opens a workbook, types into it, and has it recalculated."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from vsmstudio.export.tables.inputs import ID_TITLE

OFFICE = shutil.which("soffice")
HEADER_ROW = 3
# how many texts name a row where its other texts change with the figures
_TEXTS = {"If it stops": 1, "Revenue by customer": 1, "Attendance": 1, "Experience by audience": 3, "Priorities": 1}
Place = tuple[str, str, str]  # sheet, a text of the row, how the column's title begins


def recalculated(content: bytes, folder: Path) -> bytes:
    """The workbook as LibreOffice saves it, with every formula worked out anew."""
    source, made = folder / "in" / "book.xlsx", folder / "out"
    source.parent.mkdir(parents=True)
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(made), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (made / "book.xlsx").read_bytes()


def typed_into(content: bytes, said: Mapping[Place, Any]) -> bytes:
    """The workbook with other values in cells of typed columns."""
    book = load_workbook(BytesIO(content))
    for (title, row, column), value in said.items():
        sheet = book[title]
        at = next(cell.column for cell in sheet[HEADER_ROW] if str(cell.value).startswith(column))
        rows = sheet.iter_rows(min_row=HEADER_ROW + 1)
        line = next(cells[0].row for cells in rows if row in {str(each.value) for each in cells})
        cell = sheet.cell(line, at)
        assert cell.data_type != "f", f"{title}, {column} of {row} is worked out"
        cell.value = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def worked_out(content: bytes, values: bytes) -> dict[str, dict[tuple[str, ...], Any]]:
    """What the formulas of each sheet give, by the texts that begin their row and the title of their column.

    `values` is the same workbook, where others stand in for its cached values.
    """
    formulas, given = load_workbook(BytesIO(content)), load_workbook(BytesIO(values), data_only=True)
    found: dict[str, dict[tuple[str, ...], Any]] = {}
    for sheet in formulas:
        heads = [str(cell.value) for cell in sheet[HEADER_ROW]]
        for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
            texts = [str(cell.value) for cell in row if isinstance(cell.value, str) and cell.data_type != "f"]
            for cell, head in zip(row, heads, strict=False):
                if cell.data_type == "f":
                    value = given[sheet.title][cell.coordinate].value
                    known = heads.index(ID_TITLE) if ID_TITLE in heads else None
                    key = None if known is None else row[known].value
                    named = [str(key)] if key else texts[: _TEXTS.get(sheet.title, 4)]
                    found.setdefault(sheet.title, {})[*named, head] = "" if value is None else value
    return found
