"""Copies of what stands on a map: gathered from one place, pasted into the same map, another, or another document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import put
from vsmstudio.model.edits.mapping import _called, _plural, add_map
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    NODE_KINDS,
    Audience,
    Flow,
    FlowKind,
    Link,
    LinkKind,
    Map,
    MapState,
    Node,
    Note,
    Placement,
    Record,
    Step,
    Touchpoint,
)
from vsmstudio.model.references import references
from vsmstudio.model.rules import Refused, may_be_about, may_link, may_rework


def copied(document: Document, keys: Iterable[Id]) -> tuple[Record, ...]:
    """The nodes among `keys`, with the flows between them, their places, touchpoints, services and origins.

    Notes come along that are among `keys`, or stand beside a node that does.
    """
    chosen = set(keys)
    nodes = [node for drawn in document.maps for node in document.nodes(drawn.id) if node.id in chosen]
    held = {node.id for node in nodes}
    flows = [flow for node in nodes for flow in document.leaving(node.id) if flow.target in held]
    notes = [note for note in document.all(Note) if note.map and (note.id in chosen or note.about in held)]
    places = [place for each in (*nodes, *notes) if (place := document.placement(each.id))]
    links = [link for link in document.all(Link) if _hung(link) in held]
    touchpoints = [each for node in nodes for each in document.touchpoints(node.id)]
    return (*nodes, *notes, *flows, *places, *links, *touchpoints)


def _hung(link: Link) -> Id | None:
    """The node that a link hangs on: what a service underpins, or the step that came from another.

    An improvement stays with the steps that it was written for.
    """
    if link.kind is LinkKind.CHANGES:
        return None
    return link.source if link.kind is LinkKind.CAME_FROM else link.target


def copy_map(document: Document, map_id: Id, name: str, state: MapState = MapState.FUTURE) -> Change:
    """Another map of the same stream that begins as this one stands; each of its steps came from the one it was copied of.

    Notes and kaizen bursts go along but for those that are done.

    Raises `KeyError` where there is no such map.
    """
    held = document.the(Map, map_id)
    change = add_map(document, held.stream, name, state, convention=held.convention)
    made = next(key for key, (_, after) in change.records.items() if isinstance(after, Map))
    steps = document.nodes(map_id)
    notes = document.notes(map_id)
    if steps or notes:
        done = {note.id for note in notes if note.done}
        taken = copied(document, [each.id for each in (*steps, *notes)])
        taken = tuple(each for each in taken if each.id not in done)
        grown = document.apply(change)
        copies, ids = _pasted(grown, made, taken, 0.0, 0.0)
        origins = [
            Link(id=new_id(), kind=LinkKind.CAME_FROM, source=ids[step.id], target=step.id)
            for step in steps
            if isinstance(step, Step)
        ]
        earlier = {record.id for record in copies if isinstance(record, Link) and record.kind is LinkKind.CAME_FROM}
        copies = [record for record in copies if record.id not in earlier]
        change = change.then(put(grown, "", *copies, *origins))
    return Change(f"Add map {name}", change.records)


def paste(document: Document, map_id: Id, records: Sequence[Record], dx: float = 0.0, dy: float = 0.0) -> Change:
    """Put copies on a map, moved by `dx`, `dy` pixels. All of them are new records, with ids of their own.

    What they refer to among themselves follows. Of other records they keep what this document holds; a field that
    names anything else goes blank, and a flow or link to it is left out.
    """
    document.the(Map, map_id)
    nodes: list[Record] = [record for record in records if isinstance(record, NODE_KINDS)]
    named = nodes or [record for record in records if isinstance(record, Note)]
    if not named:
        raise Refused("There is nothing to paste. Copy steps, queues, endpoints or notes first.")
    made, _ = _pasted(document, map_id, records, dx, dy)
    what = _called(named[0]) if len(named) == 1 else f"{len(named)} {_plural(named)}"
    return put(document, f"Paste {what}", *made)


def _pasted(
    document: Document, map_id: Id, records: Sequence[Record], dx: float, dy: float
) -> tuple[list[Record], dict[Id, Id]]:
    """The copies on their map, and the new id of each node and note."""
    nodes = {record.id: record for record in records if isinstance(record, NODE_KINDS)}
    ids = {key: new_id() for key in nodes}
    taken = {node.key for node in document.nodes(map_id) if node.key}
    made: list[Record] = [_node(document, map_id, node, ids[key], taken) for key, node in nodes.items()]
    made += _notes(document, map_id, records, ids)
    made += _flows(map_id, records, ids)
    made += _places(records, ids, dx, dy)
    made += _touchpoints(records, ids)
    made += _links(document.apply(put(document, "", *made)), records, ids)
    return made, ids


def _node(document: Document, map_id: Id, node: Node, key: Id, taken: set[str]) -> Node:
    """The copy of a node. Its id in the client's table goes along where no other node of the map has it."""
    fields: dict[str, Any] = {"id": key, "map": map_id}
    if node.key in taken:
        fields["key"] = ""
    for reference, target in references(node):
        held = document.get(target)
        if reference.field != "map" and (held is None or held.type not in reference.kinds):
            fields[reference.field] = None
    return msgspec.structs.replace(node, **fields)


def _notes(document: Document, map_id: Id, records: Sequence[Record], ids: dict[Id, Id]) -> list[Note]:
    """The copies of notes, each about the copy of what it was about, else about the same where that is on this map.

    Their new ids are added to `ids`.
    """
    made = []
    for note in records:
        if isinstance(note, Note):
            key = ids[note.id] = new_id()
            copy = msgspec.structs.replace(note, id=key, map=map_id, about=None)
            about = ids.get(note.about or "", note.about)
            mine = about in ids.values() or (about and may_be_about(document, copy, about))
            made.append(msgspec.structs.replace(copy, about=about if mine else None))
    return made


def _flows(map_id: Id, records: Sequence[Record], ids: Mapping[Id, Id]) -> list[Flow]:
    """The flows between the copies, one of each kind between two nodes; chances of rework only as the rules allow."""
    made: dict[tuple[Id, Id, FlowKind], Flow] = {}
    for flow in records:
        if isinstance(flow, Flow) and flow.source in ids and flow.target in ids and flow.source != flow.target:
            source, target = ids[flow.source], ids[flow.target]
            copy = msgspec.structs.replace(flow, id=new_id(), map=map_id, source=source, target=target)
            made.setdefault((source, target, flow.kind), copy)
    drawn = Document(made.values())
    return [
        msgspec.structs.replace(flow, probability=None)
        if flow.kind is FlowKind.REWORK and not may_rework(drawn, flow)
        else flow
        for flow in made.values()
    ]


def _places(records: Sequence[Record], ids: Mapping[Id, Id], dx: float, dy: float) -> list[Placement]:
    try:
        return [
            Placement(id=f"{ids[place.node]}.at", node=ids[place.node], x=place.x + dx, y=place.y + dy)
            for place in records
            if isinstance(place, Placement) and place.node in ids
        ]
    except ValueError:
        raise Refused("That place is too far off. Paste nearer to the map.") from None


def _touchpoints(records: Sequence[Record], ids: Mapping[Id, Id]) -> list[Touchpoint]:
    """How the copied steps are found, once for each audience."""
    made: dict[tuple[Id, Audience], Touchpoint] = {}
    for each in records:
        if isinstance(each, Touchpoint) and each.step in ids:
            step = ids[each.step]
            made.setdefault((step, each.audience), msgspec.structs.replace(each, id=new_id(), step=step))
    return list(made.values())


def _links(grown: Document, records: Sequence[Record], ids: Mapping[Id, Id]) -> list[Link]:
    made: dict[tuple[Any, ...], Link] = {}
    for link in records:
        if isinstance(link, Link) and (hung := _hung(link)) and hung in ids:
            end = "source" if link.kind is LinkKind.CAME_FROM else "target"
            copy = msgspec.structs.replace(link, **{"id": new_id(), end: ids[hung]})
            if may_link(grown, copy.source, copy.target, copy.kind):
                made.setdefault((copy.source, copy.target, copy.kind), copy)
    return list(made.values())
