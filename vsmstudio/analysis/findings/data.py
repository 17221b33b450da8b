"""What contradicts itself: `data.*`, all but what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.subject import Subject, exactly, finding, listing
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.analysis.services import customers, external
from vsmstudio.model.document import Document
from vsmstudio.model.durations import typed
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Convention,
    Flow,
    FlowKind,
    LinkKind,
    Service,
    ServiceKind,
    ServiceState,
    Split,
    Step,
)  # fmt: skip

SURE = 1e-9  # rework that comes this close to 100 % never ends
ROUNDING = 0.0011  # shares typed to the tenth of a per cent may miss 100 % by that much


def findings(subject: Subject) -> Iterator[Finding]:
    """Contradictions on every map, then of services."""
    for facts in subject.judged_maps():
        for rule in (_lead_time_below_process_time, _shares, _endless, _wait_twice):
            yield from rule(subject, facts)
    for service in subject.document.services:
        yield from _service_type(subject, service)
    yield from _cost_shares(subject)


def _lead_time_below_process_time(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    calendar = subject.calendar
    for step in facts.steps:
        if step.lead_time is None or step.process_time is None:
            continue
        lead_time, process_time = step.lead_time.minutes(calendar), step.process_time.minutes(calendar)
        if lead_time < process_time - 1e-9:
            yield finding(
                facts,
                "data.lt-below-pt",
                Severity.MEDIUM,
                step.id,
                message=f"Lead time of {step.name or 'a step'}, {typed(step.lead_time)}, "
                f"is under its processing time, {typed(step.process_time)}",
                recommendation=RULES["data.lt-below-pt"].remedy,
                evidence={"lead_time": lead_time, "process_time": process_time},
            )


def _shares(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    document = subject.document
    for node in document.nodes(facts.map.id):
        if node.split is not Split.ONE:
            continue
        flows = [flow for flow in document.leaving(node.id) if flow.kind is FlowKind.WORK]
        known = [flow.share for flow in flows if flow.share is not None]
        total = sum(known)
        wrong = total > 1 + ROUNDING or (len(known) == len(flows) and total < 1 - ROUNDING)
        if flows and wrong:
            yield finding(
                facts,
                "data.shares",
                Severity.MEDIUM,
                node.id,
                message=f"The shares after {subject.name(node.id)} add up to {exactly(total)}, not 100 %",
                recommendation="Correct the shares; figures scale them to 100 % until then",
                evidence={"sum": total, "flows": [flow.id for flow in flows]},
            )


def _endless(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    """Rework of 100 % and more from one step: no item would ever be done."""
    back: dict[Id, list[Flow]] = {}
    for flow in facts.graph.rework:
        if flow.probability is not None:
            back.setdefault(flow.source, []).append(flow)
    for source, flows in back.items():
        total = sum(flow.probability or 0.0 for flow in flows)
        if total < 1 - SURE:
            continue
        targets = listing([subject.name(flow.target) for flow in flows])
        yield finding(
            facts,
            "data.shares",
            Severity.MEDIUM,
            source,
            aspect="rework",
            message=f"Rework from {subject.name(source)} to {targets} adds up to {exactly(total)}: work would never be done",
            recommendation="Ask how often work comes back; until then visits and lead time with rework are unknown",
            evidence={"sum": total, "flows": [flow.id for flow in flows]},
        )


_OVER = {
    LinkKind.COVERS: ("The shares of the value of {} that services get", "contract"),
    LinkKind.RESTS_ON: ("The shares of the cost of {} that services resting on it bear", "service"),
    LinkKind.CARRIED_BY: ("The shares of the cost of {} that streams carry", "service"),
}


def _cost_shares(subject: Subject) -> Iterator[Finding]:
    """Shares of money that are over 100 %; under 100 % the rest is not allocated, which is no contradiction."""
    money = subject.served.money
    for each in money.overspent:
        if each.total <= 1 + ROUNDING:
            continue
        said, kind = _OVER[each.kind]
        held = money.contracts[each.record].value if kind == "contract" else subject.own_cost(each.record)
        name = subject.name(each.record)
        yield Finding(
            rule="data.shares",
            severity=Severity.MEDIUM,
            subject=each.record,
            aspect=each.kind.value,
            money=held or 0.0,
            message=f"{said.format(name)} add up to {exactly(each.total)}, over 100 %",
            recommendation="Correct the shares; money is scaled to 100 % until then",
            evidence={"sum": each.total, "kind": each.kind.value},
        )


def _wait_twice(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    if facts.map.convention is not Convention.SERVICE:
        return
    graph = facts.graph
    for queue in subject.document.queues(facts.map.id):
        minutes = queue.wait.minutes(subject.calendar) if queue.wait else 0.0
        ahead = [graph.nodes[at] for at in graph.steps_ahead(graph.index[queue.id])]
        held = [step.name for step in ahead if isinstance(step, Step) and step.lead_time is not None]
        if minutes > 0 and held:
            yield finding(
                facts,
                "data.wait-twice",
                Severity.LOW,
                queue.id,
                message=f"{subject.duration(minutes)} in {subject.name(queue.id)} may be counted twice: "
                f"lead time of {listing(held)} holds the wait before it",
                recommendation=RULES["data.wait-twice"].remedy,
                evidence={"minutes": minutes, "steps": held},
            )


def _service_type(subject: Subject, service: Service) -> Iterator[Finding]:
    """An internal or IT service with a customer from outside, or a customer-facing one that names only other units.

    The customers of a stream may be units inside; a service that faces those is no contradiction.
    """
    document = subject.document
    if service.state is ServiceState.RETIRED:
        return
    named = customers(document, service.id)
    outside = external(named)
    if service.kind is ServiceKind.CUSTOMER_FACING:
        if not named or outside or _face_a_stream(document, subject, service, {unit.id for unit in named}):
            return
        said = f"is called customer-facing, but its customers are inside: {listing([unit.name for unit in named])}"
        todo = "Call it internal, or name the customers of its stream"
    else:
        if not outside:
            return
        kind = "an IT service" if service.kind is ServiceKind.IT else "internal"
        said = f"is called {kind}, but serves {listing([unit.name for unit in outside])} outside"
        todo = "Call it customer-facing, or correct its customers"
    yield Finding(
        rule="data.service-type",
        severity=Severity.MEDIUM,
        subject=service.id,
        message=f"{service.name} {said}",
        recommendation=todo,
        evidence={"kind": service.kind.value, "customers": [unit.name for unit in named]},
    )


def _face_a_stream(document: Document, subject: Subject, service: Service, named: set[Id]) -> bool:
    streams = subject.uses[service.id].streams
    return any(unit.id in named for stream in streams for unit in customers(document, stream))
