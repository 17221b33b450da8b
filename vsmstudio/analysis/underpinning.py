"""Which services underpin which streams, and how strongly: streams and the steps of their current maps against services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Criticality, Link, LinkKind, Service, ServiceKind, Step, ValueStream

KINDS = (ServiceKind.CUSTOMER_FACING, ServiceKind.INTERNAL, ServiceKind.IT)
_STRENGTH = {Criticality.HIGH: 3, Criticality.MEDIUM: 2, Criticality.LOW: 1}


@dataclass(slots=True)
class Hold:
    """What one service does for one stream: the link to the stream as a whole, and those to steps of its current map."""

    whole: Link | None = None
    steps: dict[Id, Link] = field(default_factory=dict)

    @property
    def grade(self) -> Criticality:
        """The strongest of the grades."""
        links = [*self.steps.values(), *((self.whole,) if self.whole else ())]
        strongest: Criticality = max((link.criticality for link in links), key=lambda each: _STRENGTH[each])
        return strongest


@dataclass(frozen=True, slots=True)
class StreamRow:
    """A stream: its current map (blank where it has none), the map's steps as people read them, and what holds it by service."""

    stream: Id
    map: Id
    steps: tuple[Id, ...]
    holds: Mapping[Id, Hold]


@dataclass(frozen=True, slots=True)
class Underpinning:
    """Streams in their order; services by kind, then name; `streams_of` counts the streams that each service underpins."""

    streams: tuple[StreamRow, ...]
    services: tuple[Service, ...]
    streams_of: Mapping[Id, int]


def underpinning(document: Document) -> Underpinning:
    """Direct links alone: what services rest on one another for is another question. Of several links the first counts."""
    holds: dict[Id, dict[Id, Hold]] = {each.id: {} for each in document.streams}
    current = {held.id: held.stream for each in document.streams if (held := document.current_map(each.id))}
    for link in document.all(Link):
        if link.kind is not LinkKind.UNDERPINS or document.of(Service, link.source) is None:
            continue
        target = document.get(link.target)
        if isinstance(target, ValueStream):
            hold = holds[target.id].setdefault(link.source, Hold())
            hold.whole = hold.whole or link
        elif isinstance(target, Step) and target.map in current:
            hold = holds[current[target.map]].setdefault(link.source, Hold())
            hold.steps.setdefault(target.id, link)
    rows = []
    counts: dict[Id, int] = {}
    for each in document.streams:
        shown = document.current_map(each.id)
        steps = tuple(step.id for step in document.steps(shown.id)) if shown else ()
        rows.append(StreamRow(each.id, shown.id if shown else "", steps, holds[each.id]))
        for service in holds[each.id]:
            counts[service] = counts.get(service, 0) + 1
    services = sorted(document.services, key=lambda each: (KINDS.index(each.kind), each.name.casefold(), each.id))
    return Underpinning(tuple(rows), tuple(services), counts)
