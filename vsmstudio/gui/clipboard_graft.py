"""Bringing nodes of another document onto a map: with the people, units and services that they name, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from vsmstudio.gui.clipboard_place import free_place, joint_after, place_after, taken_areas
from vsmstudio.model import edits
from vsmstudio.model.document import MOST_RECORDS, Change, Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    NODE_KINDS,
    Endpoint,
    EndpointRole,
    Flow,
    FlowKind,
    Link,
    Node,
    Note,
    Person,
    Placement,
    Record,
    Service,
    Unit,
)
from vsmstudio.model.references import references
from vsmstudio.model.rules import Refused, may_connect
from vsmstudio.notation.shapes import Point

_CARRIED = (Unit, Person, Service)


def graft(document: Document, map_id: Id, brought: Document, by: Point, label: str, after: Id = "") -> Change:
    """The nodes and notes of `brought` on a map, moved by `by` and connected behind `after`, if that is given.

    People, units and services that they name are found here by id or name, and come along where they are not. Raises
    `Refused`.
    """
    records = [
        each for each in brought.records.values() if isinstance(each, (*NODE_KINDS, Note, Flow, Placement, Link))
    ]
    if len(document) + len(brought) > MOST_RECORDS:
        raise Refused(f"A file holds {MOST_RECORDS:,} records, and this would be more. Paste fewer steps.")
    carried, known = _carried(document, brought, records)
    change = edits.put(document, label, *carried)
    grown = document.apply(change)
    change = change.then(edits.paste(grown, map_id, [_renamed(each, known) for each in records], *by))
    if after:
        change = _joined(document, change, after)
    return Change(label, change.records)


# --- what is named ---------------------------------------------------------------------------------------------------


def _carried(document: Document, brought: Document, records: Iterable[Record]) -> tuple[list[Record], dict[Id, Id]]:
    """The people, units and services that have to come along, and under which id each is known here."""
    waiting = [key for each in records for _, key in references(each)]
    known: dict[Id, Id] = {}
    found: list[Record] = []
    here = {
        (type(each), _called(document, each.id)): each.id for kind in _CARRIED for each in reversed(document.all(kind))
    }
    while waiting:
        key = waiting.pop()
        record = brought.get(key)
        if key in known or not isinstance(record, _CARRIED):
            continue
        held = document.get(key)
        same = key if type(held) is type(record) else here.get((type(record), _called(brought, key)), "")
        known[key] = same or (key if held is None else new_id())
        if not same:
            found.append(record)
            waiting += [each for _, each in references(record)]
    return [_alone(document, each, known) for each in found], known


def _called(document: Document, key: Id) -> str:
    return " ".join(document.name(key).casefold().split())


def _alone(document: Document, record: Record, known: dict[Id, Id]) -> Record:
    """A record that comes along, naming only what is here or comes too."""
    fields: dict[str, object] = {"id": known[record.id]}
    for reference, key in references(record):
        fields[reference.field] = known.get(key, key if key in document else None)
    return msgspec.structs.replace(record, **fields)


def _renamed(record: Record, known: dict[Id, Id]) -> Record:
    fields = {reference.field: known[key] for reference, key in references(record) if key in known}
    return msgspec.structs.replace(record, **fields) if fields else record


# --- connecting --------------------------------------------------------------------------------------------------------


def ends_of(document: Document, nodes: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """The nodes among `nodes` that no work enters, and those that none leaves."""
    keys = {node.id for node in nodes}
    work = [flow for node in nodes for flow in document.leaving(node.id) if flow.kind is FlowKind.WORK]
    entered = {flow.target for flow in work if flow.target in keys}
    left = {flow.source for flow in work if flow.target in keys}
    return [each for each in nodes if each.id not in entered], [each for each in nodes if each.id not in left]


def _joined(document: Document, change: Change, after: Id) -> Change:
    """What was pasted, following a node; in between where that led to one other and there is one way through."""
    grown = document.apply(change)
    nodes = [after for _, after in change.records.values() if isinstance(after, NODE_KINDS)]
    entries, exits = ends_of(grown, nodes)
    entries = [each for each in entries if not _is_end(each, EndpointRole.START)]
    between = joint_after(document, after)
    through = len(entries) == len(exits) == 1 and not _is_end(exits[0], EndpointRole.END)
    if between is not None and through:
        into = msgspec.structs.replace(grown.the(Flow, between.flow), target=entries[0].id)
        onward = Flow(id=new_id(), map=into.map, source=exits[0].id, target=between.target)
        return change.then(edits.put(grown, "", into, onward))
    for entry in entries:
        grown = document.apply(change)
        if may_connect(grown, after, entry.id):
            change = change.then(edits.connect(grown, after, entry.id))
    return change


def _is_end(node: Node, role: EndpointRole) -> bool:
    return isinstance(node, Endpoint) and node.role is role


def place_for(document: Document, brought: Document, map_id: Id, after: Id, wanted: Point) -> tuple[Point, Change]:
    """By how much to move what is brought, and what makes room for it: behind `after`, else free of others near `wanted`."""
    nodes = [node for each in brought.maps for node in brought.nodes(each.id)]
    if after and nodes and document.position(after) is not None:
        entries, exits = ends_of(brought, nodes)
        between = joint_after(document, after) if len(entries) == len(exits) == 1 else None
        return place_after(document, brought, (entries or nodes)[0], after, between)
    return free_place(brought, wanted, taken_areas(document, map_id)), Change("", {})
