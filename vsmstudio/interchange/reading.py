"""Sheets read by their mappings, as one document: steps into maps, lists into the records beside them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import PurePath

from msgspec.structs import replace

from vsmstudio.export.tables.inputs import EXAMPLE, SHOWS_HOW
from vsmstudio.interchange.building import build, engagement
from vsmstudio.interchange.catalogue import Catalogue
from vsmstudio.interchange.columns import Column, Header, column_for
from vsmstudio.interchange.facts import Facts, Place, Reading
from vsmstudio.interchange.imported import BadSource, Imported, Problem
from vsmstudio.interchange.joining import Joined, join
from vsmstudio.interchange.lists.entries import Entry, ListReading
from vsmstudio.interchange.lists.making import Making
from vsmstudio.interchange.lists.tables import LISTS
from vsmstudio.interchange.lists.titles import is_money
from vsmstudio.interchange.lists.values import currencies
from vsmstudio.interchange.settings import Settings
from vsmstudio.interchange.sheets import Sheet
from vsmstudio.interchange.table_reader import HEADER_WITHIN, Table, TableRow, decimal_comma
from vsmstudio.interchange.uses import STEPS, Mapping
from vsmstudio.model.document import MOST_RECORDS, Document
from vsmstudio.model.records import Link, Record
from vsmstudio.model.references import references

MOST_NAMED = 50_000  # predecessors, and services, in all cells together
_OURS_ALONE = frozenset({"engagement", "maps", "flows", "links"})


def read_mapped(sheets: Sequence[Sheet], mappings: Sequence[Mapping], settings: Settings, name: str) -> Imported:
    """The sheets as one document. Raises `BadSource`."""
    used = [(sheet, mapping) for sheet, mapping in zip(sheets, mappings, strict=True) if mapping.table]
    left_out = [sheet for sheet, mapping in zip(sheets, mappings, strict=True) if not mapping.table]
    if not used:
        raise BadSource(_unknown(sheets, name))
    notes = [note for sheet in sheets for note in sheet.notes]
    if any(sheet.own or mapping.table in _OURS_ALONE for sheet, mapping in used):
        return _own(used, settings, name, notes)
    few = [sheet.name[:40] for sheet in left_out if sheet.rows and not sheet.aside]
    if few:
        more = f" and {len(few) - 10} more" if len(few) > 10 else ""
        listed = ", ".join(few[:10]) + more
        notes.append(f"{used[0][0].file}: these sheets hold no table that is known, and are left out: {listed}.")
    imported = _read(used, settings, name, notes)
    return dataclasses.replace(imported, notes=_examples_told_once(imported.notes))


def _examples_told_once(notes: Sequence[str]) -> tuple[str, ...]:
    """The notes, in which rows that show how to fill a sheet are one."""
    examples = [note for note in notes if SHOWS_HOW in note]
    if len(examples) < 2:
        return tuple(notes)
    rest = [note for note in notes if SHOWS_HOW not in note]
    return (f"{len(examples)} rows that show how to fill the sheets are left out (“{EXAMPLE} …”).", *rest)


def _unknown(sheets: Sequence[Sheet], name: str) -> str:
    if not any(sheet.rows for sheet in sheets):
        return f"{name} is empty; a table with a header row is expected, such as Step, PT, LT, %C&A."
    return (
        f"{name} has no header row with a column Step, or with those of another list that is known, within its first "
        f"{HEADER_WITHIN} rows; name the columns, such as Step, Predecessors, PT, LT, %C&A."
    )


def _own(used: Sequence[tuple[Sheet, Mapping]], settings: Settings, name: str, notes: list[str]) -> Imported:
    """Sheets that the application wrote, to the letter; its titles are those that the mappings say."""
    from vsmstudio.interchange.workbook import read_sheets
    from vsmstudio.interchange.workbook_reader import RawSheet

    raw = []
    for sheet, mapping in used:
        title = "Steps" if mapping.table == STEPS else LISTS[mapping.table].title
        heads = [""] * max(sheet.width, len(mapping.columns))
        for use in mapping.columns:
            heads[use.index] = use.field or (use.title if use.note else "")
        at = mapping.header
        header = TableRow(sheet.rows[at].line if at >= 0 else 0, tuple(heads))
        raw.append(RawSheet(title, (header, *sheet.rows[at + 1 :])))
    imported = read_sheets(raw, name, settings)
    told = _examples_told_once([*dict.fromkeys([*notes, *imported.notes])])
    return dataclasses.replace(imported, notes=told)


# --- clients' tables ----------------------------------------------------------------------------------------------------


def _read(used: Sequence[tuple[Sheet, Mapping]], settings: Settings, name: str, notes: list[str]) -> Imported:
    problems: list[Problem] = []
    currency = _currency(used, settings, notes)
    rows = _facts(used, notes, problems)
    entries = _entries(used, currency, notes, problems)
    if not rows and not entries:
        what = "one row per step" if used[0][1].table == STEPS else "one row for each"
        raise BadSource(f"{used[0][0].source or name} has no rows below its header; write {what}.")
    _count_names(rows)
    maps: dict[Place, list[Facts]] = {}
    for row in rows:
        maps.setdefault(row.place, []).append(row)
    joined: list[Joined] = [join(each) for each in maps.values()]
    good = [row for row in rows if not row.bad]
    making = Making(entries, {row.id for row in good if row.id})
    catalogue = Catalogue(good, making.declare())
    steps, stated = build(good, [each for part in joined for each in part.joins], settings, catalogue)
    listed = making.make(catalogue, steps)
    records = [engagement(settings, _title(used, name), currency), *steps, *listed, *catalogue.records()]
    if len(records) + len(good) > MOST_RECORDS:  # each row gets a place on its map, too
        raise BadSource(
            f"{name} makes {len(records) + len(good):,} records, and a file holds {MOST_RECORDS:,}; "
            "divide it into several tables."
        )
    problems += [problem for part in joined for problem in part.problems] + making.problems
    order = {sheet.source: at for at, (sheet, _) in enumerate(used)}
    problems.sort(key=lambda each: (order.get(each.source, len(order)), each.row))
    notes += [*(note for part in joined for note in part.notes), *making.notes, *catalogue.notes(), *making.missing()]
    document = Document(_sound(records))
    said = {
        key: fields
        for key, fields in {**catalogue.guessed, **stated, **making.stated}.items()
        if key in document.records
    }
    return Imported(document, tuple(dict.fromkeys(notes)), tuple(problems), said)


def _facts(used: Sequence[tuple[Sheet, Mapping]], notes: list[str], problems: list[Problem]) -> list[Facts]:
    rows: list[Facts] = []
    titles: list[str] = []
    several = {sheet.file for sheet, mapping in used if mapping.table == STEPS and _twice(used, sheet)}
    for sheet, mapping in used:
        if mapping.table != STEPS:
            continue
        title = sheet.name if sheet.file in several else PurePath(sheet.file).stem or sheet.name
        titles.append(f"{title} {len(titles) + 1}" if title in titles else title)
        table = _table(sheet, mapping)
        known = {
            each.field: column_for(each.field, each.unit or "", each.index, each.title)
            for each in mapping.columns
            if each.field
        }
        others = tuple(
            Column(each.index, each.title or f"column {each.index + 1}")
            for each in mapping.columns
            if not each.field and each.note
        )
        if "Step" not in known:
            raise BadSource(f"{sheet.source} has no column that names the steps; say which column is Step.")
        reading = Reading(table, Header(known, others), titles[-1])
        rows += reading.facts()
        problems += reading.problems
        notes += reading.notes
        if "Predecessors" not in known and table.rows:
            notes.append(f"{sheet.source}: there is no column Predecessors, so rows follow one another.")
    return rows


def _twice(used: Sequence[tuple[Sheet, Mapping]], sheet: Sheet) -> bool:
    return sum(each.file == sheet.file and mapping.table == STEPS for each, mapping in used) > 1


def _table(sheet: Sheet, mapping: Mapping) -> Table:
    rows = sheet.rows[mapping.header + 1 :]
    width = max((each.index + 1 for each in mapping.columns), default=0)
    line = sheet.rows[mapping.header].line if 0 <= mapping.header < len(sheet.rows) else 0
    titles = [""] * width
    for each in mapping.columns:
        titles[each.index] = each.title
    return Table(sheet.source, TableRow(line, tuple(titles)), rows, decimal_comma(rows), own=sheet.own)


def _entries(
    used: Sequence[tuple[Sheet, Mapping]], currency: str, notes: list[str], problems: list[Problem]
) -> list[Entry]:
    found: list[Entry] = []
    for sheet, mapping in used:
        if mapping.table == STEPS:
            continue
        reading = ListReading(LISTS[mapping.table], sheet.source, currency)
        uses = [(each.index, each.title, each.field, each.unit or "") for each in mapping.columns if each.field]
        others = [(each.index, each.title) for each in mapping.columns if not each.field and each.note]
        width = max((each.index + 1 for each in mapping.columns), default=0)
        found += reading.entries(sheet.rows[mapping.header + 1 :], uses, others, width)
        notes += reading.notes
        problems += reading.problems
    return found


def _currency(used: Sequence[tuple[Sheet, Mapping]], settings: Settings, notes: list[str]) -> str:
    """The currency of all amounts: the one that is said, or that stands beside them, or that of a new engagement."""
    said = str(settings.engagement.get("currency", ""))
    if said:
        return said
    texts = [
        text
        for sheet, mapping in used
        if mapping.table != STEPS
        for each in mapping.columns
        if each.field and is_money(LISTS[mapping.table], each.field)
        for text in (each.title, *(row.cells[each.index] for row in sheet.rows if each.index < len(row.cells)))
    ]
    found = sorted(currencies(texts))
    if not found:
        return ""
    counts = sorted(found, key=lambda each: (-sum(each in currencies((text,)) for text in texts), each))
    if counts[0] != "EUR" or len(counts) > 1:
        notes.append(
            f"amounts were taken to be in {counts[0]}, as stands beside them; all money of a file is in one currency."
        )
    return counts[0]


def _title(used: Sequence[tuple[Sheet, Mapping]], name: str) -> str:
    steps = next((sheet for sheet, mapping in used if mapping.table == STEPS), used[0][0])
    return PurePath(steps.file).stem or steps.name or name


def _sound(records: Sequence[Record]) -> list[Record]:
    """The records without references to what could not be made."""
    held = {each.id for each in records}
    found: list[Record] = []
    for record in records:
        gone = {reference.field for reference, key in references(record) if key not in held}
        if gone and isinstance(record, Link):
            continue
        found.append(replace(record, **dict.fromkeys(gone)) if gone else record)
    return found


def _count_names(rows: Sequence[Facts]) -> None:
    """Refuse more names in cells than records could be made of. Raises `BadSource`."""
    lists = {
        "predecessors": (f"{row.predecessors or ''};{row.rework_to}" for row in rows),
        "services and systems": (";".join(row.services + row.systems) for row in rows),
    }
    for what, cells in lists.items():
        if sum(cell.count(";") + cell.count(",") + bool(cell.strip(";")) for cell in cells) > MOST_NAMED:
            raise BadSource(f"{rows[0].source} names more than {MOST_NAMED:,} {what}; divide it into several tables.")


__all__ = ["read_mapped"]
