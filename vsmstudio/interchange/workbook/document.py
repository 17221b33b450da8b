"""All input sheets of a workbook as one document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from msgspec.structs import replace

from vsmstudio.export.tables import inputs
from vsmstudio.export.tables.inputs.labels import fold
from vsmstudio.interchange.imported import BadSource, Imported, Problem
from vsmstudio.interchange.settings import Settings
from vsmstudio.interchange.workbook.found import InputRows, find, is_ours
from vsmstudio.interchange.workbook.nodes import Flows, link_nodes, read_maps, read_nodes
from vsmstudio.interchange.workbook.reading import Reading, others_of
from vsmstudio.interchange.workbook_reader import RawSheet, read_workbook
from vsmstudio.model.document import MOST_RECORDS, Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Application,
    Contract,
    Convention,
    Engagement,
    Flow,
    Improvement,
    Link,
    Map,
    Measure,
    Record,
    Service,
    Step,
    Unit,
    ValueStream,
)  # fmt: skip
from vsmstudio.model.references import reference_fields
from vsmstudio.model.rules import problems_with
from vsmstudio.model.words import type_words

_ROUNDS = 50  # in which what is wrong is taken out, and what hangs on it


def read_bytes(data: bytes, name: str = "Workbook", settings: Settings | None = None) -> Imported:
    """The document in a workbook that the application wrote, edited since or not. Raises `BadSource`."""
    sheets, _ = read_workbook(data, name, exact=True)
    if not is_ours(find(sheets, name)):
        raise BadSource(
            f"{name} has no sheets such as VSM Studio writes; sheets named Maps, Steps and Flows are expected."
        )
    return read_sheets(sheets, name, settings)


def read_sheets(sheets: Sequence[RawSheet], name: str = "Workbook", settings: Settings | None = None) -> Imported:
    """The document in sheets that are called, and titled, as those that the application writes."""
    found = find(sheets, name)
    reading = Reading((settings or Settings()).engagement.get("currency", "EUR"), PurePath(name).stem)
    _read(reading, {each.sheet.title: each for each in found})
    document, problems = _built(reading, settings or Settings(), PurePath(name).stem)
    notes = [*_unread(sheets, name), *(note for each in found for note in (*each.notes, *others_of(each)))]
    for kind, names in reading.made.items():
        few = ", ".join(each[:40] for each in names[:10]) + (" and more" if len(names) > 10 else "")
        notes.append(f"{name}: made, as no sheet holds them: {type_words(kind, len(names))} {few}.")
    order = {each.source: at for at, each in enumerate(found)}
    told = sorted([*reading.problems, *problems], key=lambda each: (order.get(each.source, 99), each.row))
    stated = {key: frozenset(fields) for key, (_, fields) in reading.fields.items() if key in document}
    return Imported(document, tuple(dict.fromkeys([*notes, *reading.notes])), tuple(told), stated)


def _unread(sheets: Sequence[RawSheet], name: str) -> list[str]:
    """A note on sheets that are neither read nor worked out by the application."""
    known = {fold(each) for each in (*inputs.BY_TITLE, *inputs.COMPUTED_SHEETS)}
    others = [sheet.name[:40] for sheet in sheets if fold(sheet.name) not in known]
    return [f"{name}: these sheets were not read: {', '.join(others[:10])}."] if others else []


def _read(reading: Reading, held: dict[str, InputRows]) -> None:
    """Ids and names of all records first, then their fields, then what joins them."""
    if (about := held.get("Engagement")) and about.rows:
        reading.engagement(about)
    listed = [(each, reading.plain(each)) for each in held.values() if each.sheet.title in _PLAIN]
    around = [(each, reading.plain(each)) for each in held.values() if each.sheet.title in _AROUND]
    if "Maps" in held:
        read_maps(reading, held["Maps"])
    for each, rows in listed:
        for row, key in rows:
            reading.fill(each, row, reading.fields[key][1], each.sheet.columns)
    if "Costs" in held:
        reading.costs(held["Costs"])
    nodes = read_nodes(reading, held["Steps"]) if "Steps" in held else {}
    flows = Flows(reading, nodes)
    if "Flows" in held:
        flows.read(held["Flows"])
    for each, rows in around:  # they name steps, too
        for row, key in rows:
            reading.fill(each, row, reading.fields[key][1], each.sheet.columns)
    if "Links" in held:
        reading.link_rows(held["Links"])
    if "Steps" in held:
        flows.add_named(held["Steps"])
        link_nodes(reading, held["Steps"], nodes)
    for each, rows in (*listed, *around):
        for row, key in rows:
            reading.link_columns(each, row, key)
    reading.fields |= {key: (Flow, fields) for key, fields in flows.found.values()}
    for (kind, source, target), (key, fields) in reading.links.items():
        reading.fields[key] = (Link, {**fields, "kind": kind, "source": source, "target": target})


_PLAIN = frozenset({
    "Units", "Customers", "Suppliers", "People", "Streams", "Services", "Applications", "Contracts", "Revenue"
})  # fmt: skip
_AROUND = frozenset({
    "Stakeholders", "Workshops", "Measures", "Experience", "Improvements", "Earlier orders", "Earlier places", "Objections"
})  # fmt: skip


def _built(reading: Reading, settings: Settings, title: str) -> tuple[Document, list[Problem]]:
    """The records that are sound together; what is wrong with the others."""
    problems: list[Problem] = []
    records: dict[Id, Record] = {}
    for key, (kind, fields) in reading.fields.items():
        try:
            records[key] = kind(id=key, **_settled(kind, fields, settings, title))
        except (ValueError, TypeError) as error:
            problems.append(_told(reading, key, str(error)))
    if not any(isinstance(each, Engagement) for each in records.values()):
        key = new_id()
        records[key] = Engagement(**{"id": key, "title": title, **settings.engagement})
    if len(records) > MOST_RECORDS:
        raise BadSource(f"The workbook makes {len(records):,} records, and a file holds {MOST_RECORDS:,}; divide it.")
    for _ in range(_ROUNDS):
        document = Document(records)
        wrong = {key: found for key, each in records.items() if (found := problems_with(document, each))}
        if not wrong:
            return document, problems
        for key, found in wrong.items():
            problems.append(_told(reading, key, found[0]))
            mended = _without_missing(records[key], records)
            if mended is None or mended == records[key]:
                del records[key]
            else:
                records[key] = mended
    raise BadSource("The workbook's records refer to each other in ways that cannot be sorted out; write it anew.")


def _settled(kind: type[Record], fields: dict[str, Any], settings: Settings, title: str) -> dict[str, Any]:
    """The fields of a record with what the settings say, and what a record cannot be without."""
    if kind is Engagement:
        return {**fields, **settings.engagement}
    if kind in _NEED_NAME:
        fields = {"name": "", **fields}
    if kind is ValueStream:
        demand = {"demand": settings.demand, "demand_per": settings.demand_per} if settings.demand is not None else {}
        return {**fields, **demand, **({"available": settings.available} if settings.available else {})}
    if kind is Map and settings.convention is not Convention.SERVICE:
        return {**fields, "convention": settings.convention}
    return fields


_NEED_NAME = frozenset({Unit, ValueStream, Service, Step, Application, Contract, Measure, Improvement})


def _without_missing(record: Record, records: dict[Id, Record]) -> Record | None:
    """The record without references to what is not there; None where it cannot be without them."""
    held = {each.field: getattr(record, each.field) for each in reference_fields(type(record)) if each.optional}
    blank = {
        field: None for field, key in held.items() if key is not None and (key not in records or field == "parent")
    }
    return replace(record, **blank) if blank else None


def _told(reading: Reading, key: Id, reason: str) -> Problem:
    held, row = reading.at.get(key, (None, None))
    return Problem(row.line if row else 0, "", "", reason.rstrip("."), held.source if held else "")
