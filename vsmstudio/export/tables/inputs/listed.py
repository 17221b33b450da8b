"""Which records of a document stand on an input sheet, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from vsmstudio.export.tables.inputs.kinds import InputSheet
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Audience,
    Endpoint,
    Flow,
    Link,
    LinkKind,
    Ranked,
    Ranking,
    Record,
    Step,
    Touchpoint,
)


def listed(document: Document, sheet: InputSheet) -> Sequence[Record]:
    """The records of a sheet's kinds: map by map as they are read, links by kind, all others in their own order."""
    kind = sheet.records[0]
    if kind is Step:
        return [
            node
            for each in document.maps
            for node in (*document.steps(each.id), *document.queues(each.id), *_endpoints(document, each.id))
        ]
    if kind is Flow:
        return [
            flow for each in document.maps for flow in sorted(document.flows(each.id), key=partial(_as_read, document))
        ]
    if kind is Touchpoint:
        return _touchpoints(document)
    if kind is Ranked:
        orders = {each.id: at for at, each in enumerate(document.all(Ranking))}
        return sorted(document.all(Ranked), key=lambda each: (orders.get(each.ranking, 0), each.place, each.id))
    if kind is Link:
        kinds = list(LinkKind)
        return sorted(document.all(Link), key=lambda link: (kinds.index(link.kind), document.name(link.id), link.id))
    return document.all(kind)


def _as_read(document: Document, flow: Flow) -> tuple[object, ...]:
    ends = (document.node(flow.source), document.node(flow.target))
    return (*(document.reading(node) for node in ends), flow.id)


def _endpoints(document: Document, map_id: Id) -> list[Endpoint]:
    found = [node for node in document.nodes(map_id) if isinstance(node, Endpoint)]
    return sorted(found, key=lambda each: (each.role.value == "end", document.reading(each)))


def _touchpoints(document: Document) -> list[Touchpoint]:
    """Map by map, step by step, the customer first."""
    voices = list(Audience)
    return [
        touch
        for held in document.maps
        for step in document.steps(held.id)
        for touch in sorted(document.touchpoints(step.id), key=lambda each: (voices.index(each.audience), each.id))
    ]
