"""What stops when a service stops, and which services have nothing to fall back on. Current maps only; asked on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from vsmstudio.analysis.results import Analysis, MapAnalysis, ServiceUse
from vsmstudio.analysis.services import customers, customers_of_service
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Criticality,
    Fallback,
    LinkKind,
    Service,
    ServiceKind,
    ServiceState,
    Step,
    Unit,
    ValueStream,
)

_WORST = {Criticality.HIGH: 0, Criticality.MEDIUM: 1, Criticality.LOW: 2}


@dataclass(frozen=True, slots=True)
class Impact:
    """What a service's failure reaches, directly and through the services that rest on it (`with_it`, the nearest first).

    `steps` are as people read them, stream by stream; `critical_steps` and `critical_streams` are those on a critical path.
    `criticality` is the highest of the links by which each step or stream is reached, `through` the service by which it is
    reached (the service itself where it is linked there). `share_of_lead_time` is by stream. `customers` are units: those
    of the streams, those of the services that fall, and who pays for these. `revenue` is of the services that fall, over
    `revenue_covers` (known, of how many) lines; `stream_revenue` adds the customer-facing services of the streams that stop.
    """

    service: Id
    fallback: Fallback | None
    with_it: tuple[Id, ...]
    steps: tuple[Id, ...]
    critical_steps: frozenset[Id]
    streams: tuple[Id, ...]
    critical_streams: tuple[Id, ...]
    share_of_lead_time: Mapping[Id, float]
    criticality: Mapping[Id, Criticality]
    through: Mapping[Id, Id]
    customers: tuple[Id, ...]
    revenue: float | None
    revenue_covers: tuple[int, int]
    stream_revenue: float | None


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A service without fallback (`recorded`: it was said that there is none) under critical steps that it is linked with
    at high criticality; `streams` are those that it reaches."""

    service: Id
    recorded: bool
    steps: tuple[Id, ...]
    streams: tuple[Id, ...]


def impact(document: Document, analysis: Analysis, service: Id) -> Impact:
    """What stops when a service stops. Raises `KeyError` where there is no such service."""
    held = document.the(Service, service)
    return _impact(document, analysis, held, _reading(document), _facing(document, analysis))


def impacts(document: Document, analysis: Analysis) -> dict[Id, Impact]:
    """The impact of every service."""
    reading, facing = _reading(document), _facing(document, analysis)
    return {each.id: _impact(document, analysis, each, reading, facing) for each in document.services}


def single_points(
    document: Document, maps: Mapping[Id, MapAnalysis], uses: Mapping[Id, ServiceUse]
) -> tuple[SinglePoint, ...]:
    """The single points of failure among services, by name.

    Only a service's own links count: what rests on it is asked for itself. A retired service under a step counts too.
    """
    current = (document.current_map(stream.id) for stream in document.streams)
    critical = {step for each in current if each and each.id in maps for step in maps[each.id].critical_nodes}
    return tuple(
        SinglePoint(service.id, service.fallback is Fallback.NONE, steps, uses[service.id].streams)
        for service in document.services
        if service.fallback in (None, Fallback.NONE) and (steps := tuple(_highly(document, service.id, critical)))
    )


def _highly(document: Document, service: Id, critical: set[Id]) -> Iterator[Id]:
    for link in document.links_from(service, LinkKind.UNDERPINS):
        if link.criticality is Criticality.HIGH and link.target in critical:
            yield link.target


def _reading(document: Document) -> dict[Id, tuple[int, Id]]:
    """For each step of a current map its place in reading order and its stream."""
    order: dict[Id, tuple[int, Id]] = {}
    for stream in document.streams:
        shown = document.current_map(stream.id)
        for step in document.steps(shown.id) if shown else ():
            order[step.id] = (len(order), stream.id)
    return order


def _facing(document: Document, analysis: Analysis) -> dict[Id, list[Id]]:
    """The customer-facing services of each stream."""
    found: dict[Id, list[Id]] = {}
    for service in document.services:
        if service.kind is ServiceKind.CUSTOMER_FACING and service.state is not ServiceState.RETIRED:
            for stream in analysis.services[service.id].streams if service.id in analysis.services else ():
                found.setdefault(stream, []).append(service.id)
    return found


def _impact(
    document: Document,
    analysis: Analysis,
    service: Service,
    reading: Mapping[Id, tuple[int, Id]],
    facing: Mapping[Id, list[Id]],
) -> Impact:
    falling = (service.id, *analysis.dependencies.resting_on(service.id))
    criticality: dict[Id, Criticality] = {}
    through: dict[Id, Id] = {}
    for each in falling:
        for link in document.links_from(each, LinkKind.UNDERPINS):
            target = link.target
            if target in reading or document.of(ValueStream, target):
                through.setdefault(target, each)
                criticality[target] = min(
                    criticality.get(target, link.criticality), link.criticality, key=_WORST.__getitem__
                )
    steps = tuple(sorted((key for key in through if key in reading), key=lambda key: reading[key]))
    use = analysis.services.get(service.id)
    streams = use.streams if use else ()
    services = [analysis.money.services[each] for each in falling if each in analysis.money.services]
    stopping = {*falling, *(each for stream in streams for each in facing.get(stream, ()))}
    return Impact(
        service=service.id,
        fallback=service.fallback,
        with_it=falling[1:],
        steps=steps,
        critical_steps=frozenset(key for key in steps if _is_critical(document, analysis, key)),
        streams=streams,
        critical_streams=use.on_critical_path_of if use else (),
        share_of_lead_time=share_of_lead_time(document, analysis, service.id),
        criticality=criticality,
        through=through,
        customers=_customers(document, analysis, streams, falling),
        revenue=_known(each.revenue for each in services),
        revenue_covers=(
            sum(each.revenue_covers[0] for each in services),
            sum(each.revenue_covers[1] for each in services),
        ),
        stream_revenue=_known(each.revenue for key, each in analysis.money.services.items() if key in stopping),
    )


def share_of_lead_time(document: Document, analysis: Analysis, service: Id) -> dict[Id, float]:
    """The part (0..1) of each stream's lead time that lies in steps resting on a service; streams with none left out."""
    found = {}
    for stream in document.streams:
        shown = document.current_map(stream.id)
        share = analysis.service_shares.get(shown.id, {}).get(service) if shown else None
        if share is not None:
            found[stream.id] = share
    return found


def _is_critical(document: Document, analysis: Analysis, step: Id) -> bool:
    result = analysis.maps.get(document.the(Step, step).map)
    return result is not None and step in result.critical_nodes


def _customers(
    document: Document, analysis: Analysis, streams: tuple[Id, ...], falling: tuple[Id, ...]
) -> tuple[Id, ...]:
    found = {unit.id: unit for stream in streams for unit in customers(document, stream)}
    for key in falling:
        if key in analysis.services:
            for unit in customers_of_service(document, document.the(Service, key), analysis.services[key]):
                found[unit.id] = unit
        paying = analysis.money.services[key].customers if key in analysis.money.services else {}
        payers = (document.of(Unit, each) for each in paying)
        found |= {payer.id: payer for payer in payers if payer is not None}
    return tuple(sorted(found, key=lambda key: (found[key].name, key)))


def _known(amounts: Iterator[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return fsum(known) if known else None
