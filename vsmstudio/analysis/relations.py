"""The links of a document sorted by what they say, in one pass; links with an end of the wrong kind say nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Contract, Link, LinkKind, Service, Step, ValueStream


@dataclass(frozen=True, slots=True)
class Relations:
    """Links about services and their money, in the document's order; of several between the same two the first.

    `steps` are those that a service underpins, by map, then by service; `streams` are (service, stream). `rests_on` is by the
    service that is rested on, `covers` by contract, `carried_by` by service.
    """

    steps: dict[Id, dict[Id, list[Id]]] = field(default_factory=dict)
    streams: list[tuple[Id, Id]] = field(default_factory=list)
    rests_on: dict[Id, dict[Id, Link]] = field(default_factory=dict)
    covers: dict[Id, dict[Id, Link]] = field(default_factory=dict)
    carried_by: dict[Id, dict[Id, Link]] = field(default_factory=dict)


def relations(document: Document) -> Relations:
    """All links that count, sorted."""
    found = Relations()
    records = document.records
    by_map = found.steps
    for link in document.all(Link):
        kind = link.kind
        target = records.get(link.target)
        if kind is LinkKind.UNDERPINS:  # by far the most links
            if isinstance(target, Step):
                by_service = by_map.get(target.map)
                if by_service is None:
                    by_service = by_map[target.map] = {}
                steps = by_service.get(link.source)
                if steps is None:
                    by_service[link.source] = [link.target]
                else:
                    steps.append(link.target)
            elif isinstance(target, ValueStream):
                found.streams.append((link.source, link.target))
        elif kind is LinkKind.RESTS_ON:
            if link.source != link.target and _are(records.get(link.source), Service, target, Service):
                found.rests_on.setdefault(link.target, {}).setdefault(link.source, link)
        elif kind is LinkKind.COVERS:
            if _are(records.get(link.source), Contract, target, Service):
                found.covers.setdefault(link.source, {}).setdefault(link.target, link)
        elif kind is LinkKind.CARRIED_BY and _are(records.get(link.source), Service, target, ValueStream):
            found.carried_by.setdefault(link.source, {}).setdefault(link.target, link)
    return found


def _are(source: object, source_kind: type, target: object, target_kind: type) -> bool:
    return isinstance(source, source_kind) and isinstance(target, target_kind)
