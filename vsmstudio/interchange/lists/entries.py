"""The rows of one list: what each says of its record, cell by cell, and what is wrong with those that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from vsmstudio.export.tables.inputs import EXAMPLE, SHOWS_HOW, Input, InputKind, InputSheet
from vsmstudio.interchange import cells
from vsmstudio.interchange.imported import Problem
from vsmstudio.interchange.lists.tables import CATEGORY, COST_COLUMNS, ID, column
from vsmstudio.interchange.lists.titles import matches
from vsmstudio.interchange.lists.values import BLANK, Form, form_of, value_of
from vsmstudio.interchange.table_reader import TableRow, decimal_comma
from vsmstudio.model.durations import Duration

_NEARLY = 0.97  # of the cells of a column; what was mended may have got into a wrong one
_CODE = re.compile(r"[\w./-]{1,24}")


@dataclass(slots=True)
class Use:
    """A column of a list as it is read: where it stands, its title, the column of ours, and how its cells are written."""

    index: int
    title: str
    ours: Input
    form: Form
    commas: bool = False  # names in it stand between commas


@dataclass(slots=True)
class Entry:
    """What a row says. `values` are fields of its record; `refers` and `links` hold names as they are written."""

    sheet: InputSheet
    source: str
    line: int
    name: str = ""
    id: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    refers: dict[str, tuple[Use, str]] = field(default_factory=dict)
    links: list[tuple[Use, str]] = field(default_factory=list)
    bad: bool = False


class ListReading:
    """The rows of a list on their way to entries; what was noticed gathers in `notes`, what is wrong in `problems`."""

    def __init__(self, sheet: InputSheet, source: str, currency: str) -> None:
        self.sheet, self.source, self.currency = sheet, source, currency
        self.notes: dict[str, None] = {}
        self.problems: list[Problem] = []

    @property
    def _has_notes(self) -> bool:
        return self.sheet.of_field("notes") is not None

    def entries(
        self,
        rows: Sequence[TableRow],
        uses: Iterable[tuple[int, str, str, str]],
        others: Sequence[tuple[int, str]],
        width: int,
    ) -> list[Entry]:
        """All rows. `uses`: place, title, column of ours and unit; `others`: columns that are kept as notes."""
        comma = decimal_comma(rows)
        read: dict[str, Use] = {}
        for at, title, name, unit in uses:
            ours = column(self.sheet, name)
            if ours is not None:
                texts = [text for row in rows if (text := row.cell(at))]
                form = form_of(ours, texts, comma, unit, self.currency)
                read[name] = Use(at, title, ours, form, ours.kind is InputKind.REFERENCES and _between_commas(texts))
        count = len(rows)
        while count > 1 and self._is_total(rows[count - 1], read):
            count -= 1
            self.notes[f"{self.source}: line {rows[count].line} was taken for a total and left out."] = None
        found = [self._entry(row, read, others, width) for row in rows[:count] if not self._is_example(row, read)]
        held = [
            f"“{(title or f'column {at + 1}')[:60]}”"
            for at, title in others
            if any(row.cell(at) not in cells.BLANK for row in rows)
        ]
        if held:
            what = "kept as notes" if self._has_notes else "not read, as these records have no notes"
            which = f"column {held[0]} is" if len(held) == 1 else f"columns {', '.join(held)} are"
            self.notes[f"{self.source}: {which} {what}."] = None
        return found

    def _entry(self, row: TableRow, read: Mapping[str, Use], others: Sequence[tuple[int, str]], width: int) -> Entry:
        start = len(self.problems)
        entry = Entry(self.sheet, self.source, row.line)
        if row.flaw:
            self._problem(row, "", " ".join(row.cells)[:200], row.flaw)
        elif extra := [cell for cell in row.cells[width:] if cell]:
            reason = "the row has more cells than the header; put quotation marks around texts that hold the delimiter"
            self._problem(row, "beyond the last column", extra[0], reason)
        amount = self._amount(row, read) if CATEGORY in read else None
        for name, use in read.items():
            text = row.cell(use.index)
            if name == ID.title:
                entry.id = text.strip()
            elif text and not row.flaw and name != CATEGORY and not (amount and use.ours in COST_COLUMNS):
                self._take(entry, row, use, text)
        if amount:
            entry.values |= amount
        self._measured(entry, row, read)
        if not row.flaw:
            entry.values |= self._notes(entry, row, others)
        self._name(entry, row, read)
        entry.bad = len(self.problems) > start
        return entry

    def _take(self, entry: Entry, row: TableRow, use: Use, text: str) -> None:
        kind = use.ours.kind
        if kind is InputKind.REFERENCE:
            if text.casefold() not in BLANK:
                entry.refers[use.ours.field or use.ours.title] = (use, " ".join(text.split()))
        elif kind is InputKind.REFERENCES:
            entry.links.append((use, text))
        elif use.ours.field:
            try:
                value = value_of(text if kind is InputKind.TEXT else " ".join(text.split()), use.ours, use.form)
            except ValueError as error:
                self._problem(row, use.title, text, str(error))
                return
            if value is not None:
                entry.values[use.ours.field] = " ".join(value.split()) if use.ours.field == "name" else value

    def _name(self, entry: Entry, row: TableRow, read: Mapping[str, Use]) -> None:
        """What the record is called, so that others find it; a row without its name is a problem."""
        named = self.sheet.name
        if named.kind is InputKind.REFERENCE:
            entry.name = entry.refers.get(named.field, (None, ""))[1]
        else:
            entry.name = str(entry.values.get("role" if "role" in entry.values else "name", ""))
        if not entry.name and not entry.id and not row.flaw:
            use = read.get(named.title)
            what = "role or name" if self.sheet.title == "People" else named.title.lower()
            title = use.title if use else named.title
            self._problem(row, title, "", f"the row has no {what}; write one, or delete the row")

    def _notes(self, entry: Entry, row: TableRow, others: Sequence[tuple[int, str]]) -> dict[str, str]:
        """The notes with what stands in columns that are kept so; nothing where the record has no notes."""
        if not self._has_notes:
            return {}
        parts = [str(entry.values["notes"])] if "notes" in entry.values else []
        for at, title in others:
            text = row.cell(at)
            if text not in cells.BLANK:
                parts.append(f"{(title or f'column {at + 1}')[:60]}: {text}")
        return {"notes": "\n".join(parts)} if parts else {}

    def _amount(self, row: TableRow, read: Mapping[str, Use]) -> dict[str, float] | None:
        """The cost of one category, where each category has a row of its own."""
        said = row.cell(read[CATEGORY].index)
        meant = {match.column for match in matches(self.sheet.title.lower(), said)[:1]}
        into = next((each for each in COST_COLUMNS if each.title in meant), COST_COLUMNS[-1])
        for use in read.values():
            if use.ours in COST_COLUMNS and (text := row.cell(use.index)):
                try:
                    value = value_of(text, use.ours, use.form)
                except ValueError as error:
                    self._problem(row, use.title, text, str(error))
                    return None
                return {into.field: value} if value is not None else None
        return None

    def _measured(self, entry: Entry, row: TableRow, read: Mapping[str, Use]) -> None:
        for use in read.values():
            if use.ours.kind is InputKind.MEASURED:
                words = {cells.word(each) for each in cells.names(row.cell(use.index))}
                for each in self.sheet.columns:
                    held = entry.values.get(each.field)
                    if isinstance(held, Duration) and cells.word(each.title) in words:
                        entry.values[each.field] = replace(held, measured=True)

    def _is_total(self, row: TableRow, read: Mapping[str, Use]) -> bool:
        """Is this a line of totals, such as stands below a list?"""
        use = read.get(ID.title)
        has_id = use is not None and row.cell(use.index)
        first = next((cell for cell in row.cells if cell), "")
        return not has_id and cells.TOTAL.fullmatch(first.rstrip(": ")) is not None

    def _is_example(self, row: TableRow, read: Mapping[str, Use]) -> bool:
        first = next((cell for cell in row.cells if cell), "")
        if first.casefold().startswith(EXAMPLE.casefold()):
            self.notes[f"{self.source}, row {row.line} {SHOWS_HOW}."] = None
            return True
        return False

    def _problem(self, row: TableRow, title: str, text: str, reason: str) -> None:
        self.problems.append(Problem(row.line, title, text, reason.rstrip("."), self.source))


def _between_commas(texts: Sequence[str]) -> bool:
    """Do names of a column stand between commas? No semicolon or line separates them, and all parts look like codes."""
    lists = [text for text in texts if "," in text]
    if not lists or sum(";" in text or "\n" in text for text in texts) > (1 - _NEARLY) * len(texts):
        return False
    codes = sum(all(_CODE.fullmatch(part.strip()) for part in text.split(",")) for text in texts)
    return codes >= _NEARLY * len(texts)
