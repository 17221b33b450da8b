"""Where services are used, and who their customers are. Current maps only."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from vsmstudio.analysis.dependencies import Dependencies
from vsmstudio.analysis.relations import Relations
from vsmstudio.analysis.results import MapAnalysis, ServiceUse
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Service, ServiceKind, Side, Unit


def uses(
    document: Document, maps: Mapping[Id, MapAnalysis], related: Relations, depends: Dependencies
) -> dict[Id, ServiceUse]:
    """For every service the streams that it reaches, and those whose critical path rests on it.

    It reaches a stream that it underpins, directly or by a step of the current map, and those that services resting on
    it reach.
    """
    directly: dict[Id, set[Id]] = {}
    critical: dict[Id, set[Id]] = {}
    for service, stream in related.streams:
        directly.setdefault(service, set()).add(stream)
    for each in document.streams:
        shown = document.current_map(each.id)
        if shown is None or shown.id not in related.steps:
            continue
        on_path = maps[shown.id].critical_nodes if shown.id in maps else frozenset()
        for service, steps in related.steps[shown.id].items():
            directly.setdefault(service, set()).add(each.id)
            if not on_path.isdisjoint(steps):
                critical.setdefault(service, set()).add(each.id)
    reached, critical_of = depends.gathered(directly), depends.gathered(critical)
    rank = {stream.id: at for at, stream in enumerate(document.streams)}

    def listed(streams: AbstractSet[Id] | None) -> tuple[Id, ...]:
        return tuple(sorted(streams, key=rank.__getitem__)) if streams else ()

    return {
        service.id: ServiceUse(
            service=service.id,
            streams=listed(reached.get(service.id)),
            on_critical_path_of=listed(critical_of.get(service.id)),
            directly=listed(directly.get(service.id)),
        )
        for service in document.services
    }


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
