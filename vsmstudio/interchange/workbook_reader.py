"""Workbooks (.xlsx, .xlsm) as rows of texts, streamed within limits: no bomb, no entity, no far cell makes them large."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from vsmstudio.export.tables.inputs import ID_TITLE
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.table_reader import (
    HEADER_WITHIN,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_LINES,
    TableRow,
    cleaned,
    within_limits,
)
from vsmstudio.interchange.workbook_cells import Form, shown, unescaped
from vsmstudio.interchange.workbook_parts import Book, NotThis, Relations, Strings, Styles, Target, read_part

MOST_PARTS = 5_000
MOST_XML = 96 * 1024 * 1024  # bytes of XML that are read of one workbook, all parts together
MOST_FOLD = 400  # how many times its packed size a part may have, beyond 4 MB
MOST_SHEETS = 200
MOST_MERGED = 2_000
_TALLEST = 200  # rows that merged words are read in
_CHUNK = 256 * 1024
_PLACE = re.compile(r"([A-Z]{1,4})(\d{1,8})")
_OTHERS = {
    "xl/workbook.bin": "is a binary workbook (.xlsb)",
    "word/document.xml": "is a Word document",
    "ppt/presentation.xml": "is a presentation",
    "Index/Document.iwa": "is a Numbers or Pages file",
    "content.xml": "is an OpenDocument file (.ods)",
}
SAVE_AS = "save it as Excel workbook (.xlsx) or as CSV (UTF-8) and import that file"


@dataclass(slots=True)
class RawSheet:
    """One visible sheet: its name, its rows from the top, and notes. `own`: the application wrote it to be read back."""

    name: str
    rows: tuple[TableRow, ...] = ()
    notes: list[str] = field(default_factory=list)
    own: bool = False


def read_workbook(data: bytes, name: str, exact: bool = False) -> tuple[list[RawSheet], list[str]]:
    """The visible sheets of a workbook, and what is to be said of it. Raises `BadSource`.

    `exact`: texts with their outer spaces, numbers with all their digits and shares as 0..1, as our own workbook means them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _Workbook(packed, name, exact).sheets()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, OSError, RuntimeError):
        raise BadSource(f"{name} is a damaged workbook; open it in Excel and {SAVE_AS}.") from None


class _Workbook:
    def __init__(self, packed: zipfile.ZipFile, name: str, exact: bool) -> None:
        self.packed, self.name, self.exact = packed, name, exact
        self.left = MOST_XML
        parts = packed.infolist()
        if len(parts) > MOST_PARTS:
            raise BadSource(f"{name} holds more than {MOST_PARTS:,} parts; no such workbook is read.")
        self.parts = {part.filename.lstrip("/").casefold(): part for part in parts}
        for part, what in _OTHERS.items():
            if part.casefold() in self.parts:
                raise BadSource(f"{name} {what}; {SAVE_AS}.")
        if "xl/workbook.xml" not in self.parts:
            raise BadSource(f"{name} is no workbook; {SAVE_AS}.")

    def sheets(self) -> tuple[list[RawSheet], list[str]]:
        book = Book()
        self._parse("xl/workbook.xml", book)
        targets = Relations()
        self._parse("xl/_rels/workbook.xml.rels", targets)
        strings, styles = Strings(), Styles()
        for part in self.parts:
            if part.endswith("/sharedstrings.xml"):
                self._parse(part, strings)
            elif part.endswith("/styles.xml"):
                self._parse(part, styles)
        found, hidden, notes = [], [], []
        for title, state, relation in book.sheets[:MOST_SHEETS]:
            kind, target = targets.found.get(relation, ("", ""))
            if not kind.endswith("/worksheet"):
                continue
            if state != "visible":
                hidden.append(f"“{title[:60]}”")
                continue
            path = posixpath.normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}").casefold()
            found.append(self._sheet(title, path, strings.texts, styles.forms(), book.from_1904))
        if hidden:
            few = ", ".join(hidden[:5]) + (f" and {len(hidden) - 5} more" if len(hidden) > 5 else "")
            notes.append(f"hidden sheets are left out: {few}. Show them in Excel to import them.")
        return found, notes

    def _sheet(self, title: str, path: str, strings: list[str], forms: list[Form], from_1904: bool) -> RawSheet:
        reading = _SheetTarget(f"{self.name}, sheet {title[:60]}", strings, forms, from_1904, self.exact)
        self._parse(path, reading)
        sheet = RawSheet(title)
        sheet.own = reading.is_own()
        sheet.rows = tuple(within_limits(reading.rows(sheet.own), f"{self.name}, sheet {title[:60]}"))
        if reading.far:
            sheet.notes.append(f"cells beyond column {MOST_COLUMNS} are left out, such as {reading.far}.")
        if reading.formulas:
            what = "1 formula has" if reading.formulas == 1 else f"{reading.formulas:,} formulas have"
            sheet.notes.append(f"{what} no stored result and count as blank; open and save the file in Excel once.")
        return sheet

    def _parse(self, part: str, target: Target) -> None:
        """Stream a part through a target; a part that is not there is empty."""
        held = self.parts.get(part.casefold())
        if held is None:
            return
        try:
            with self.packed.open(held) as stream:
                read_part(self._chunks(stream, held), target, self.name)
        except NotThis:
            raise BadSource(f"{self.name} is a damaged workbook; open it in Excel and {SAVE_AS}.") from None

    def _chunks(self, stream: IO[bytes], held: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of a part, as long as they are not too many."""
        read = 0
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            self.left -= len(chunk)
            if self.left < 0 or read > 4 * 1024 * 1024 + held.compress_size * MOST_FOLD:
                raise BadSource(f"{self.name} unpacks to more than a workbook of this size holds; it is not read.")
            yield chunk


class _SheetTarget(Target):
    """The filled cells of a sheet by row and column, as texts. Blank cells, wherever they are, take no room."""

    def __init__(self, name: str, strings: list[str], forms: list[Form], from_1904: bool, exact: bool) -> None:
        self.exact = exact
        self.name, self.strings, self.styles, self.from_1904 = name, strings, forms, from_1904
        self.grid: dict[int, dict[int, str | tuple[str, Form]]] = {}
        self.merged: list[tuple[int, int, int]] = []  # top, column, bottom
        self.far = ""
        self.formulas = 0
        self.row, self.column = 0, 0
        self.kind, self.style, self.parts = "n", 0, list[str]()
        self.taking = self.formula = False
        self.aside = 0

    def begin(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "c":
            self.row, self.column = _place(attrs.get("r", ""), self.row, self.column + 1)
            self.kind, self.style = attrs.get("t", "n"), int(attrs.get("s", 0))
            self.parts, self.formula = [], False
        elif tag in {"v", "t"}:
            self.taking = not self.aside
        elif tag == "f":
            self.formula = True
        elif tag == "rPh":
            self.aside += 1
        elif tag == "row":
            self.row, self.column = int(attrs.get("r", self.row + 1)), 0
        elif tag == "mergeCell" and len(self.merged) < MOST_MERGED:
            first, _, last = attrs.get("ref", "").partition(":")
            top, column = _place(first, 1, 1)
            bottom, _ = _place(last, 1, 1)
            if bottom > top:
                self.merged.append((top, column, bottom))

    def finish(self, tag: str) -> None:
        if tag in {"v", "t"}:
            self.taking = False
        elif tag == "rPh":
            self.aside -= 1
        elif tag == "c":
            self._take()

    def data(self, text: str) -> None:
        if self.taking:
            self.parts.append(text)

    def _take(self) -> None:
        value = self._value("".join(self.parts)) if self.parts else ""
        if not value:
            self.formulas += self.formula and not self.parts and self.kind != "str"
            return
        if self.column > MOST_COLUMNS:
            self.far = self.far or f"in row {self.row:,}"
            return
        self.grid.setdefault(self.row, {})[self.column] = value
        if len(self.grid) > MOST_LINES:
            raise BadSource(f"{self.name} has too many rows; divide it into several tables.")

    def _value(self, raw: str) -> str | tuple[str, Form]:
        """The text of the cell; a number with its form, to be shown once it is known how."""
        if self.kind == "s":
            at = int(raw)
            return self.strings[at] if 0 <= at < len(self.strings) else ""
        if self.kind == "b":
            return "TRUE" if raw.strip() == "1" else "FALSE"
        if self.kind == "n":
            return raw.strip(), self.styles[self.style] if self.style < len(self.styles) else Form()
        return unescaped(raw) if self.kind != "d" else raw.strip().removesuffix("T00:00:00")

    def is_own(self) -> bool:
        """Has one of the first rows the title that the application gives the ids of records?"""
        top = sorted(self.grid)[:HEADER_WITHIN]
        return any(ID_TITLE in self.grid[row].values() for row in top)

    def rows(self, own: bool) -> Iterator[TableRow]:
        """The rows that hold something, from the top. Words that are merged over rows stand in each of them."""
        for top, column, bottom in self.merged:
            text = self.grid.get(top, {}).get(column, "")
            if text and isinstance(text, str) and not text[0].isdigit():  # a figure is said once
                for row in range(top + 1, min(bottom, top + _TALLEST) + 1):
                    if row in self.grid:
                        self.grid[row].setdefault(column, text)
        for line in sorted(self.grid):
            cells = self.grid[line]
            texts = tuple(self._shown(cells.get(column, ""), own) for column in range(1, max(cells) + 1))
            if any(texts):
                yield TableRow(line, texts)

    def _shown(self, value: str | tuple[str, Form], own: bool) -> str:
        """A cell as text. What the application wrote is given to the letter and to the last digit."""
        if isinstance(value, tuple):
            form = value[1]._replace(per_cent=False) if self.exact else value[1]
            return shown(value[0], form, self.from_1904, exact=own or self.exact)
        return (value if own or self.exact else cleaned(value))[:LONGEST_CELL]


def _place(text: str, row: int, column: int) -> tuple[int, int]:
    """Row and column (from 1) of a place such as `B7`; the given ones where there is none."""
    found = _PLACE.fullmatch(text)
    if not found:
        return row, column
    at = 0
    for letter in found[1]:
        at = at * 26 + ord(letter) - 64
    return int(found[2]), at
