"""The three operations that all others are made of: put records, update fields, remove records with what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Contract, Flow, FlowKind, Note, Record, Unit
from vsmstudio.model.references import references
from vsmstudio.model.rules import Refused, may_be_about, may_connect, may_rework


def put(document: Document, label: str, *records: Record) -> Change:
    """Add or replace records."""
    pairs = {record.id: (document.get(record.id), record) for record in records}
    return Change(label, {key: pair for key, pair in pairs.items() if pair[0] != pair[1]})


def update(document: Document, key: Id, label: str = "", /, **fields: Any) -> Change:
    """Set fields of one record. Raises `Refused` where a value cannot stand there."""
    before = document.records.get(key)
    if before is None:
        raise Refused("It is no longer there. Undo brings it back.")
    try:
        after = msgspec.structs.replace(before, **{name: _one_line(name, value) for name, value in fields.items()})
    except ValueError as error:
        raise Refused(f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
    for reference, target in references(after):
        held = document.get(target)
        if held is None or held.type not in reference.kinds:
            raise Refused(f"Its {reference.field} must be a {' or '.join(reference.kinds)} of this document.")
    if isinstance(before, Flow) and isinstance(after, Flow):
        _refuse_ends(document, before, after)
    if isinstance(before, NODE_KINDS) and isinstance(after, NODE_KINDS) and after.map != before.map:
        raise Refused(f"{document.name(key)} stays on its map. Draw it anew on the other one.")
    if isinstance(after, Note) and after.about and fields.keys() & {"about", "map"}:
        may_be_about(document, after, after.about).or_refuse()
    if isinstance(after, Unit) and "parent" in fields:
        _refuse_ring(document, after)
    if isinstance(after, Contract) and after.start and after.end and after.end < after.start:
        raise Refused("A contract ends after it starts. Correct one of the dates.")
    return put(document, label or f"Change {document.name(key) or before.type}", after)


def rename(document: Document, key: Id, name: str) -> Change:
    """Give a record another name; a person with a role gets another role."""
    record = document.get(key)
    if record is None:
        raise Refused("It is no longer there. Undo brings it back.")
    field = "role" if getattr(record, "role", "") and record.type == "person" else "name"
    return update(document, key, f"Rename to {_one_line('name', name)[:40]}", **{field: name})


def remove(document: Document, label: str, keys: Iterable[Id]) -> Change:
    """Remove records; what cannot stand without them goes too, and blank is what merely named them."""
    gone: set[Id] = set()
    waiting = [key for key in keys if key in document]
    blanked: dict[Id, Record] = {}
    while waiting:
        key = waiting.pop()
        if key in gone:
            continue
        gone.add(key)
        for by, field in document.referrers(key):
            if any(ref.field == field and ref.optional for ref, _ in references(document.records[by])):
                blanked[by] = msgspec.structs.replace(blanked.get(by, document.records[by]), **{field: None})
            else:
                waiting.append(by)
    pairs: dict[Id, tuple[Record | None, Record | None]] = {key: (document.get(key), None) for key in gone}
    pairs |= {key: (document.get(key), after) for key, after in blanked.items() if key not in gone}
    return Change(label, dict(sorted(pairs.items())))


def _one_line(name: str, value: Any) -> Any:
    return " ".join(value.split()) if name in {"name", "role"} and isinstance(value, str) else value


def _refuse_ends(document: Document, before: Flow, after: Flow) -> None:
    """A flow that gets other ends, or becomes another kind, has to be one that could be drawn."""
    if (after.source, after.target, after.kind, after.map) != (before.source, before.target, before.kind, before.map):
        bare = document.apply(Change("", {before.id: (before, None)}))
        may_connect(bare, after.source, after.target, after.kind).or_refuse()
        if document.node(after.source).map != after.map:
            raise Refused("A flow stays on one map. Connect nodes of the same map.")
    if after.kind is FlowKind.REWORK:
        may_rework(document, after).or_refuse()


def _refuse_ring(document: Document, unit: Unit) -> None:
    seen, at = {unit.id}, document.of(Unit, unit.parent)
    while at is not None:
        if at.id in seen:
            raise Refused(f"{at.name} lies under {unit.name} already. Choose a unit that does not.")
        seen.add(at.id)
        at = document.of(Unit, at.parent)
