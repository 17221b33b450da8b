"""Which sheets of a workbook are input sheets, where their columns stand, and their rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vsmstudio.export.tables import inputs
from vsmstudio.export.tables.inputs import EXAMPLE, ID_TITLE, SHOWS_HOW, InputSheet
from vsmstudio.export.tables.inputs.labels import fold
from vsmstudio.interchange.table_reader import TableRow
from vsmstudio.interchange.workbook_reader import RawSheet
from vsmstudio.model.ids import Id

HEADER_WITHIN = 12  # rows from the top
SETTING, VALUE = "Setting", "Value"
_OURS_ALONE = frozenset({"Engagement", "Maps", "Flows", "Links", "Streams"})
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_ANY_UNIT = re.compile(r"\s*\(.*\)\s*$", re.DOTALL)  # a currency is any text, and may hold brackets itself
_CUTS = (re.compile("$^"), _BRACKETS, _ANY_UNIT)
_NOT_ROWS = re.compile(r"Total of .+|Nothing to list here yet\.", re.DOTALL)
_SHORTENED = "… (shortened)"


@dataclass(slots=True)
class InputRow:
    """One row: its place in the workbook, the id that it states, and its texts by title of column."""

    line: int
    key: str
    texts: dict[str, str]
    others: dict[str, str] = field(default_factory=dict)

    def said(self, title: str) -> str:
        """The text without outer spaces; blank where there is none."""
        return self.texts.get(title, "").strip()


@dataclass(slots=True)
class InputRows:
    """An input sheet that was found. `source` names it where problems are told."""

    sheet: InputSheet
    source: str
    titles: frozenset[str]
    rows: list[InputRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def has_ids(self) -> bool:
        return ID_TITLE in self.titles


@dataclass(frozen=True, slots=True)
class Standing:
    """A node's row: its id, map and kind."""

    row: InputRow
    key: Id
    map: Id
    kind: str


def find(sheets: Sequence[RawSheet], name: str) -> list[InputRows]:
    """The input sheets among those of a workbook, in the order in which they are read."""
    found = []
    by_title = {fold(sheet.name): sheet for sheet in reversed(sheets)}
    for sheet in inputs.SHEETS:
        raw = by_title.get(fold(sheet.title))
        held = _of(raw, sheet, name) if raw is not None else None
        if held is not None:
            found.append(held)
    return found


def is_ours(found: Sequence[InputRows]) -> bool:
    """Were the sheets written by this application? They state ids, or are such as only it writes."""
    return any(each.has_ids for each in found) or sum(each.sheet.title in _OURS_ALONE for each in found) >= 2


def _of(raw: RawSheet, sheet: InputSheet, name: str) -> InputRows | None:
    known = [SETTING, VALUE] if sheet.vertical else [each.title for each in sheet.columns]
    need = {SETTING, VALUE} if sheet.vertical else {each.title for each in sheet.columns if each.required}
    best: tuple[int, TableRow, dict[int, str]] | None = None
    for row in raw.rows[:HEADER_WITHIN]:
        titles = _titles(row.cells, known)
        if need <= set(titles.values()) and (best is None or len(titles) > best[0]):
            best = (len(titles), row, titles)
    if best is None:
        return None
    _, header, titles = best
    held = InputRows(sheet, f"{name}, sheet {sheet.title}", frozenset(titles.values()))
    computed = {fold(each) for each in (*sheet.computed, "What it means")}
    others = {
        at: cell.strip()
        for at, cell in enumerate(header.cells)
        if at not in titles
        and cell.strip()
        and not {fold(cut.sub("", cell)) for cut in _CUTS} & (computed | {fold(each) for each in known})
    }
    for row in raw.rows:
        if row.line > header.line and (kept := _row(row, titles, others, held)) is not None:
            held.rows.append(kept)
    return held


def _titles(cells: Sequence[str], known: Sequence[str]) -> dict[int, str]:
    """Place -> title of the columns that are known: by their whole title, else without what stands in brackets."""
    exact = {fold(title): title for title in (*known, ID_TITLE)}
    found: dict[int, str] = {}
    for cut in _CUTS:
        for at, cell in enumerate(cells):
            title = exact.get(fold(cut.sub("", cell)))
            if title is not None and at not in found and title not in found.values():
                found[at] = title
    return found


def _row(row: TableRow, titles: dict[int, str], others: dict[int, str], held: InputRows) -> InputRow | None:
    """A row's texts; None for lines that hold no record: blank, totals, examples."""
    texts = {title: text for at, title in titles.items() if (text := row.cell(at))}
    key = texts.pop(ID_TITLE, "").strip()
    first = next((cell.strip() for cell in row.cells if cell.strip() and not cell.strip().isdigit()), "")
    if not key and (_NOT_ROWS.fullmatch(first) or not any(text.strip() for text in texts.values())):
        return None
    if not key and first.casefold().startswith(EXAMPLE.casefold()):
        held.notes.append(f"{held.source}, row {row.line} {SHOWS_HOW}.")
        return None
    for title in [title for title, text in texts.items() if text.endswith(_SHORTENED) and len(text) > 30_000]:
        del texts[title]
        held.notes.append(f"{held.source}, row {row.line}: {title} was too long for a cell and is left as it is.")
    more = {title: text for at, title in others.items() if (text := row.cell(at).strip())}
    return InputRow(row.line, key, texts, more)
