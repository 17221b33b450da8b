"""Where services are used, and who their customers are. Current maps only."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.analysis.results import MapAnalysis, ServiceUse
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Service, ServiceKind, Side, Step, Unit, ValueStream


def uses(document: Document, maps: Mapping[Id, MapAnalysis]) -> dict[Id, ServiceUse]:
    """For every service the streams that it underpins, directly or by a step, and those whose critical path rests on it."""
    stream_of = {each.id: stream.id for stream in document.streams if (each := document.current_map(stream.id))}
    found: dict[Id, ServiceUse] = {}
    for service in document.services:
        streams: set[Id] = set()
        critical: set[Id] = set()
        for link in document.links_from(service.id, LinkKind.UNDERPINS):
            target = document.get(link.target)
            if isinstance(target, ValueStream):
                streams.add(target.id)
            elif isinstance(target, Step) and target.map in stream_of:
                streams.add(stream_of[target.map])
                if target.map in maps and target.id in maps[target.map].critical_nodes:
                    critical.add(stream_of[target.map])
        order = [stream.id for stream in document.streams]
        found[service.id] = ServiceUse(
            service=service.id,
            streams=tuple(key for key in order if key in streams),
            on_critical_path_of=tuple(key for key in order if key in critical),
        )
    return found


def customers(document: Document, record: Id) -> tuple[Unit, ...]:
    """The units that a stream or service names as its customers."""
    named = (document.of(Unit, link.target) for link in document.links_from(record, LinkKind.SERVES))
    return tuple(sorted((unit for unit in named if unit is not None), key=lambda unit: (unit.name, unit.id)))


def customers_of_service(document: Document, service: Service, use: ServiceUse) -> tuple[Unit, ...]:
    """A service's customers: those it names; where a customer-facing one names none, those of its streams."""
    named = customers(document, service.id)
    if named or service.kind is not ServiceKind.CUSTOMER_FACING:
        return named
    of_streams = {unit.id: unit for stream in use.streams for unit in customers(document, stream)}
    return tuple(sorted(of_streams.values(), key=lambda unit: (unit.name, unit.id)))


def external(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Those that are customers from outside: whose side is customer."""
    return tuple(unit for unit in units if unit.side is Side.CUSTOMER)


def services_under(document: Document, step: Id) -> tuple[Service, ...]:
    """The services that underpin a step, by name."""
    found = (document.of(Service, link.source) for link in document.links_to(step, LinkKind.UNDERPINS))
    return tuple(sorted((each for each in found if each is not None), key=lambda each: (each.name, each.id)))
