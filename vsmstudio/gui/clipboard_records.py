"""What was copied from a map, as bytes and as text: for this program whole, for a spreadsheet as a step table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from vsmstudio.export.tables.words import percent
from vsmstudio.gui.panels.reading import plain_number
from vsmstudio.interchange.clip_text import write_cells
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration, typed
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    NODE_KINDS,
    Endpoint,
    EndpointRole,
    FlowKind,
    Link,
    LinkKind,
    Node,
    Note,
    Queue,
    Record,
    Split,
    Step,
)
from vsmstudio.model.references import references
from vsmstudio.storage.codec import LARGEST, decode, encode
from vsmstudio.storage.errors import BadFile

RECORDS = "application/x-vsmstudio-records"


def taken(document: Document, keys: Iterable[Id]) -> Document:
    """A document of its own that holds the nodes and notes among `keys`, and what they name."""
    chosen = edits.copied(document, keys)
    things = {each.id for each in chosen if isinstance(each, (*NODE_KINDS, Note))}
    records: dict[Id, Record] = {document.engagement.id: document.engagement}
    own = {each.id: record for each in chosen if (record := _own(document, each, things)) is not None}
    waiting: list[Record] = list(own.values())
    while waiting:
        record = waiting.pop()
        if record.id not in records:
            records[record.id] = record
            waiting += [
                held for _, key in references(record) if (held := own.get(key) or document.get(key)) is not None
            ]
    return Document(records)


def _own(document: Document, record: Record, things: set[Id]) -> Record | None:
    """A copied record that leads to no other node: a link to one stays behind, a note is about none."""
    away = [ref for ref, key in references(record) if isinstance(document.get(key), NODE_KINDS) and key not in things]
    if not away:
        return record
    if isinstance(record, Link):
        return None
    return msgspec.structs.replace(record, **{ref.field: None for ref in away})


def pack(copied: Document) -> bytes:
    """The bytes that another window of this program reads."""
    return encode(copied)


def unpack(data: bytes) -> Document | None:
    """What such bytes hold; None where they are damaged, or of a program that writes them otherwise."""
    try:
        found = decode(data[: LARGEST + 1])
    except BadFile:
        return None
    return found if any(found.nodes(each.id) or found.notes(each.id) for each in found.maps) else None


# --- as a step table -----------------------------------------------------------------------------------------------------

_KINDS = {EndpointRole.START: "start", EndpointRole.END: "end"}


def as_text(document: Document, keys: Iterable[Id]) -> str:
    """The nodes among `keys` as a step table with its header; notes, where there is nothing else, as lines."""
    chosen = set(keys)
    nodes = sorted((n for m in document.maps for n in document.nodes(m.id) if n.id in chosen), key=document.reading)
    if not nodes:
        return write_cells([[each.text] for each in document.all(Note) if each.id in chosen])
    columns = _columns(document, nodes)
    filled = [column for column in columns if column[0] == "Step" or any(column[1:])]
    return write_cells(list(zip(*filled, strict=True)))


def _columns(document: Document, nodes: Sequence[Node]) -> list[list[str]]:
    """Every column of the table, its title first."""

    def time(field: str) -> list[str]:
        held: list[Duration | None] = [getattr(node, field, None) for node in nodes]
        return [typed(each) if each else "" for each in held]

    def name(field: str) -> list[str]:
        return [document.name(getattr(node, field, None)) for node in nodes]

    def number(field: str) -> list[str]:
        return [plain_number(getattr(node, field, None)) for node in nodes]

    ids, before = _order(document, nodes)
    classes = [node.value_class.value if isinstance(node, Step) and node.value_class else "" for node in nodes]
    shares = [percent(node.ca) if isinstance(node, Step) and node.ca is not None else "" for node in nodes]
    return [
        ["Id", *ids],
        ["Step", *(node.name or node.word for node in nodes)],
        ["Kind", *map(_kind, nodes)],
        ["Predecessors", *before],
        ["Performer", *name("performer")],
        ["PT", *time("process_time")],
        ["LT", *time("lead_time")],
        ["Wait", *time("wait")],
        ["Quantity", *number("quantity")],
        ["%C&A", *shares],
        ["People", *number("people")],
        ["Owner", *name("owner")],
        ["VA", *classes],
        ["Split", *("one" if node.split is Split.ONE else "" for node in nodes)],
        ["Services", *(_services(document, node) for node in nodes)],
        ["Notes", *(node.notes for node in nodes)],
    ]


def _kind(node: Node) -> str:
    if isinstance(node, Endpoint):
        return _KINDS[node.role]
    return "queue" if isinstance(node, Queue) else ""


def _services(document: Document, node: Node) -> str:
    links = document.links_to(node.id, LinkKind.UNDERPINS)
    return "; ".join(sorted(document.name(link.source).replace(";", ",") for link in links))


def _order(document: Document, nodes: Sequence[Node]) -> tuple[list[str], list[str]]:
    """Ids and predecessors; blank where the rows simply follow one another, as a table without them says."""
    places = {node.id: at for at, node in enumerate(nodes)}
    before = [
        [places[f.source] for f in document.arriving(node.id) if f.kind is FlowKind.WORK and f.source in places]
        for node in nodes
    ]
    if before == [[at - 1] if at else [] for at in range(len(nodes))]:
        return [""] * len(nodes), [""] * len(nodes)
    named = ["; ".join(str(at + 1) for at in sorted(each)) for each in before]
    if not any(named):  # a column that is blank throughout is left out, and then rows would follow one another
        named[-1] = "-"
    return [str(at + 1) for at in range(len(nodes))], named
