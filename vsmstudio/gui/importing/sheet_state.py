"""One sheet of the assistant: how it is read now, what was left out, and what of that the person chose. No Qt."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from vsmstudio.gui.settings import Sheet as Remembered
from vsmstudio.interchange.mapping import ColumnUse, Mapping, guessed
from vsmstudio.interchange.sheets import Sheet
from vsmstudio.interchange.table_reader import HEADER_WITHIN

_NOTE = "|note"


@dataclass
class SheetState:
    """A sheet of a file with how it is read.

    `again`: it is read as last time. `chosen`: the person said something otherwise. `skipped`: lines to leave out.
    """

    path: Path
    sheet: Sheet
    mapping: Mapping
    again: bool = False
    chosen: bool = False
    skipped: set[int] = field(default_factory=set)

    @property
    def used(self) -> bool:
        """Is anything of this sheet read?"""
        return bool(self.mapping.table)

    def read(self) -> Sheet:
        """The sheet without the lines that are left out."""
        if not self.skipped:
            return self.sheet
        kept = tuple(row for row in self.sheet.rows if row.line not in self.skipped)
        return replace(self.sheet, rows=kept)


def opened(path: Path, sheet: Sheet, remembered: tuple[Remembered, ...]) -> SheetState:
    """A sheet as it is proposed to be read: as last time where one with these titles was imported, else by its words."""
    mapping = guessed(sheet)
    if sheet.own or sheet.aside:
        return SheetState(path, sheet, mapping)
    before = _as_last_time(sheet, mapping, {each.headings: each for each in remembered})
    if before is None or before == mapping:
        return SheetState(path, sheet, mapping)
    return SheetState(path, sheet, before, again=True)


def _as_last_time(sheet: Sheet, mapping: Mapping, known: dict[str, Remembered]) -> Mapping | None:
    """The mapping that is remembered of a sheet with these titles, wherever near the top they stand."""
    if not known:
        return None
    held = known.get(fingerprint(mapping))
    if held is None:
        for at, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            wide = [*row.cells, *[""] * (sheet.width - len(row.cells))]
            held = known.get(fingerprint_of(list(row.cells))) or known.get(fingerprint_of(wide))
            if held is not None:
                mapping = guessed(sheet, table=held.table, header=at)
                break
    if held is None or len(held.columns) != len(mapping.columns):
        return None
    return taken_up(mapping, held)


def fingerprint(mapping: Mapping) -> str:
    """What sheets with the same titles have in common; tells nothing of the titles."""
    return fingerprint_of([each.title for each in mapping.columns])


def fingerprint_of(titles: list[str]) -> str:
    """The fingerprint of titles; case and spaces do not matter."""
    plain = "\x1f".join(" ".join(each.casefold().split()) for each in titles)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:24]


def to_remember(mapping: Mapping) -> Remembered:
    """How this sheet was read, for the next one with its titles."""
    return Remembered(fingerprint(mapping), mapping.table, tuple(_written(each) for each in mapping.columns))


def taken_up(mapping: Mapping, known: Remembered) -> Mapping:
    """A mapping by what is remembered of the last one with these titles."""
    columns = tuple(_read(use, held) for use, held in zip(mapping.columns, known.columns, strict=True))
    return replace(mapping, table=known.table, columns=columns)


def _written(use: ColumnUse) -> str:
    return f"{use.field}|{use.unit or ''}" if use.field else _NOTE if use.note else ""


def _read(use: ColumnUse, held: str) -> ColumnUse:
    field, _, unit = held.partition("|")
    if held == _NOTE or not field:
        return replace(use, field=None, unit=None, note=held == _NOTE)
    return replace(use, field=field, unit=unit or None, note=False)
