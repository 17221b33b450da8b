"""Edits of streams and maps: nodes, flows, places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import put, remove
from vsmstudio.model.edits.room import free_place
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    NODE_KINDS,
    Endpoint,
    EndpointRole,
    Engagement,
    Flow,
    FlowKind,
    Map,
    MapState,
    Node,
    Note,
    Placement,
    Record,
    ValueStream,
)
from vsmstudio.model.rules import Refused, may_connect, may_rework

STEP_PITCH = 216.0  # from one step to the next, so that a ladder column is one step wide
_SIZE = (156.0, 128.0)  # no node is larger than a step


def new_document(title: str = "", client: str = "", stream: str = "Value stream") -> Document:
    """A document with an engagement, one stream and its empty current map."""
    document = Document([Engagement(id=new_id(), title=title, client=client)])
    return document.apply(add_stream(document, stream))


def add_stream(document: Document, name: str) -> Change:
    """A value stream with an empty current map."""
    order = max((each.order for each in document.streams), default=0.0) + 1
    stream = ValueStream(id=new_id(), name=name, order=order)
    return put(document, f"Add stream {name}", stream, Map(id=new_id(), stream=stream.id, order=1.0))


def add_map(document: Document, stream: Id, name: str, state: MapState = MapState.FUTURE, **fields: Any) -> Change:
    """Another map of a stream, by the convention of its current one."""
    current = document.current_map(stream)
    fields.setdefault("convention", current.convention if current else msgspec.UNSET)
    fields = {key: value for key, value in fields.items() if value is not msgspec.UNSET}
    order = max((each.order for each in document.maps if each.stream == stream), default=0.0) + 1
    return put(
        document, f"Add map {name}", Map(id=new_id(), stream=stream, name=name, state=state, order=order, **fields)
    )


def add_node(document: Document, node: Node, x: float, y: float) -> Change:
    """A step, queue or endpoint at a place of its map."""
    document.the(Map, node.map)
    return put(document, f"Add {_called(node)}", node, _placed(document, node.id, x, y))


def add_next(document: Document, after: Id, node: Node, x: float | None = None, y: float | None = None) -> Change:
    """A node that follows another, connected to it; beside it, clear of the others, unless a place is given."""
    change = put(document, f"Add {_called(node)}", node)
    grown = document.apply(change)
    change = change.then(connect(grown, after, node.id))
    if x is None or y is None:
        x, y = _free_place_after(document, after, node.map)
    return change.then(put(document, "", _placed(document, node.id, x, y)))


def connect(document: Document, source: Id, target: Id, kind: FlowKind = FlowKind.WORK, **fields: Any) -> Change:
    """Join two nodes of one map. An endpoint that had no flow yet turns to the side that it is connected on."""
    may_connect(document, source, target, kind).or_refuse()
    flow = Flow(id=new_id(), map=document.node(source).map, source=source, target=target, kind=kind, **fields)
    if kind is FlowKind.REWORK:
        may_rework(document, flow).or_refuse()
    turned: list[Record] = []
    if kind is FlowKind.WORK:
        for key, role in ((source, EndpointRole.START), (target, EndpointRole.END)):
            end = document.of(Endpoint, key)
            if end is not None and end.role is not role:
                turned.append(msgspec.structs.replace(end, role=role))
    return put(document, "Connect", flow, *turned)


def insert(document: Document, flow: Id, node: Node, x: float, y: float) -> Change:
    """Put a new node into a work flow: the flow then leads to it, and another leads on from it."""
    between = document.the(Flow, flow)
    if between.kind is not FlowKind.WORK or node.map != between.map:
        raise Refused("A node is put into a flow of work on its own map. Drop it on one of these.")
    onward = Flow(id=new_id(), map=between.map, source=node.id, target=between.target)
    into = msgspec.structs.replace(between, target=node.id)
    return put(document, f"Insert {_called(node)}", node, into, onward, _placed(document, node.id, x, y))


def move(document: Document, places: Mapping[Id, tuple[float, float]]) -> Change:
    """Move nodes and notes to the given upper left corners."""
    change = place(document, places)
    moved = [document.of(Note, key) or document.node(key) for key in places]
    what = _called(moved[0]) if len(moved) == 1 else f"{len(moved)} {_plural(moved)}"
    return Change(f"Move {what}", change.records)


def place(document: Document, places: Mapping[Id, tuple[float, float]]) -> Change:
    """Put nodes and notes where a layout wants them. Notes go along with what they are about, unless a place is given."""
    places = {**_along(document, places), **places}
    return put(document, "Lay out", *(_placed(document, key, x, y) for key, (x, y) in places.items()))


def _along(document: Document, places: Mapping[Id, tuple[float, float]]) -> dict[Id, tuple[float, float]]:
    """Where the notes about these nodes come to stand: as far from them as before."""
    found: dict[Id, tuple[float, float]] = {}
    for note in document.all(Note):
        now, was = places.get(note.about or ""), document.position(note.about or "")
        at = document.position(note.id)
        if note.map is not None and now and was and at:
            # In this order, so that it stands exactly as before where nothing moved.
            found[note.id] = (at[0] + (now[0] - was[0]), at[1] + (now[1] - was[1]))
    return found


def delete(document: Document, keys: Iterable[Id]) -> Change:
    """Remove what was selected, with the flows and links that hang on it."""
    chosen = [document.records[key] for key in keys if key in document]
    if not chosen:
        raise Refused("Nothing is selected. Select what should go first.")
    what = _called(chosen[0]) if len(chosen) == 1 else f"{len(chosen)} {_plural(chosen)}"
    return remove(document, f"Delete {what}", [record.id for record in chosen])


def _placed(document: Document, node: Id, x: float, y: float) -> Placement:
    held = document.placement(node)
    return Placement(id=held.id if held else f"{node}.at", node=node, x=float(x), y=float(y))


def _free_place_after(document: Document, after: Id, map_id: Id) -> tuple[float, float]:
    x, y = document.position(after) or (0.0, 0.0)
    taken = [(*place, *_SIZE) for node in document.nodes(map_id) if (place := document.position(node.id))]
    return free_place(x + STEP_PITCH, y, _SIZE, taken)


_WORDS = {"flow": "connection", "stream": "value stream"}


def _called(record: Record) -> str:
    name = " ".join(record.text.split()) if isinstance(record, Note) else str(getattr(record, "name", ""))
    return f"{_WORDS.get(record.type, record.word)} {name[:40]}".strip()


def _plural(records: Iterable[Record]) -> str:
    kinds = {record.type for record in records}
    words = {
        "step": "steps",
        "queue": "queues",
        "endpoint": "endpoints",
        "flow": "connections",
        "link": "links",
        "service": "services",
        "note": "notes",
    }
    if len(kinds) == 1:
        return words.get(kinds.pop(), "things")
    return "nodes" if kinds <= {kind.__struct_config__.tag for kind in NODE_KINDS} else "things"
