"""Where services are used, or not: `service.unlinked`, `service.retired-in-use`, `service.single-point`."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.subject import Subject, counted, listing
from vsmstudio.analysis.impact import SinglePoint, single_points
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Link,
    LinkKind,
    Map,
    MapState,
    Service,
    ServiceState,
    Step,
    ValueStream,
)  # fmt: skip


def findings(subject: Subject) -> Iterator[Finding]:
    """Each service by how it is used, then those without which a critical step stops."""
    judged = {each.map.id for each in subject.judged_maps()}
    maps = {key: facts.result for key, facts in subject.facts.items()}
    for service in subject.document.services:
        if service.state is not ServiceState.CATALOGUE:
            yield from _in_use(subject, service, judged)
        elif not subject.uses[service.id].streams:
            yield _unlinked(subject, service)
    for point in single_points(subject.document, maps, subject.uses):
        yield _single_point(subject, point)


def _unlinked(subject: Subject, service: Service) -> Finding:
    cost = subject.own_cost(service.id)
    said = f"costs {subject.amount(cost)} a year" if cost else "is in the catalogue"
    return Finding(
        rule="service.unlinked",
        severity=Severity.MEDIUM,
        subject=service.id,
        money=cost or 0.0,
        message=f"{service.name or 'A service'} {said} and supports no stream",
        recommendation=RULES["service.unlinked"].remedy,
        evidence={"own_cost": cost},
    )


# --- not in the catalogue, and used all the same ----------------------------------------------------------------------


def _in_use(subject: Subject, service: Service, judged: set[Id]) -> Iterator[Finding]:
    """A retired service that any map relies on, or one in the pipeline that a current map relies on; through others too."""
    document = subject.document
    retired = service.state is ServiceState.RETIRED
    maps: dict[Id, None] = {}
    targets: dict[Id, None] = {}
    for each in (service.id, *subject.served.dependencies.resting_on(service.id)):
        for link in document.links_from(each, LinkKind.UNDERPINS):
            shown = _map_of(subject, link)
            if shown is None or shown.id not in judged or (shown.state is MapState.FUTURE and not retired):
                continue
            maps[shown.id] = None
            targets[link.target] = None
    if not maps:
        return
    future = all(document.the(Map, each).state is MapState.FUTURE for each in maps)
    cost = subject.own_cost(service.id)
    costs = f" and costs {subject.amount(cost)} a year" if cost else ""
    state = "retired" if retired else "still in the pipeline"
    yield Finding(
        rule="service.retired-in-use",
        severity=Severity.HIGH,
        subject=service.id,
        share=subject.most_on(service.id),
        money=cost or 0.0,
        future=future,
        message=f"{service.name} is {state}{costs}, yet {listing([subject.name(each) for each in targets])} "
        f"{'relies' if len(targets) == 1 else 'rely'} on it ({listing([subject.name(each) for each in maps])})",
        recommendation="Move what relies on it to a service that stays, or take it back into the catalogue"
        if retired
        else "Put it into the catalogue if it is live; if it is not, link the service that does the work today",
        evidence={"state": service.state.value, "maps": list(maps), "used_by": list(targets), "own_cost": cost},
    )


def _map_of(subject: Subject, link: Link) -> Map | None:
    """The map that a link is about: that of its step, or the current one of its stream."""
    target = subject.document.get(link.target)
    if isinstance(target, Step):
        return subject.document.of(Map, target.map)
    return subject.document.current_map(target.id) if isinstance(target, ValueStream) else None


# --- single points ----------------------------------------------------------------------------------------------------


def _single_point(subject: Subject, point: SinglePoint) -> Finding:
    """A service without fallback under a critical step of a current map for which it is highly critical."""
    service, steps, reached, none = (
        subject.document.the(Service, point.service),
        point.steps,
        point.streams,
        point.recorded,
    )
    streams = dict.fromkeys(subject.facts[subject.document.the(Step, each).map].map.stream for each in steps)
    lacks = "has no fallback" if none else "has no fallback on record"
    return Finding(
        rule="service.single-point",
        severity=Severity.HIGH if none else Severity.MEDIUM,
        subject=service.id,
        share=subject.most_on(service.id),
        money=subject.revenue(service.id),
        message=f"{service.name} {lacks}: {listing([subject.name(each) for each in steps])} on the critical path "
        f"{'stops' if len(steps) == 1 else 'stop'} without it, and {counted(len(reached), 'stream')} "
        f"{'rests' if len(reached) == 1 else 'rest'} on it",
        recommendation="Agree what people do when it fails, and try it out"
        if none
        else "Ask what people do when it fails, and record it",
        evidence={
            "fallback": service.fallback.value if service.fallback else None,
            "steps": list(steps),
            "critical_streams": list(streams),
            "streams": len(reached),
            "stream_ids": list(reached),
        },
    )
