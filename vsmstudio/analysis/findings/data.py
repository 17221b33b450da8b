"""What is blank or contradicts itself: `data.*`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from vsmstudio.analysis.findings.subject import Subject, counted, listing
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.analysis.services import customers, external
from vsmstudio.model.document import Document
from vsmstudio.model.durations import typed
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Convention,
    FlowKind,
    Handoff,
    Queue,
    Service,
    ServiceKind,
    ServiceState,
    Split,
    Step,
)  # fmt: skip

ROUNDING = 0.0011  # shares typed to the tenth of a per cent may miss 100 % by that much


def findings(subject: Subject) -> Iterator[Finding]:
    """Blanks and contradictions of every map, then of people and services."""
    for facts, future in subject.judged_maps():
        for rule in (_missing, _lead_time_below_process_time, _shares, _wait_twice):
            yield from rule(subject, facts, future)
    yield from _owners_without_unit(subject)
    for service in subject.document.services:
        yield from _service_type(subject, service)


# --- blanks -----------------------------------------------------------------------------------------------------------


def _missing(subject: Subject, facts: MapFacts, future: bool) -> Iterator[Finding]:
    """One finding for each kind of figure that is blank somewhere on a map."""
    document, graph = subject.document, facts.graph
    steps, queues = facts.steps, document.queues(facts.map.id)
    waits = facts.map.convention is Convention.WAITS
    covered = facts.adding.covered

    def blank(figure: str, said: str, missing: Sequence[Id], of: int, noun: str, todo: str) -> Iterator[Finding]:
        if missing:
            names = listing([subject.name(key) for key in missing])
            yield Finding(
                rule="data.missing",
                severity=Severity.LOW,
                subject=facts.map.id,
                map=facts.map.id,
                stream=facts.map.stream,
                future=future,
                aspect=figure,
                message=f"{said} for {len(missing):,} of {counted(of, noun)}: {names}",
                recommendation=todo,
                evidence={"figure": figure, "missing": len(missing), "of": of, "records": list(missing)},
            )

    def among(records: Sequence[Step | Queue], is_blank: Callable[[Step | Queue], bool]) -> list[Id]:
        return [each.id for each in records if is_blank(each)]

    untimed = among(steps, lambda step: not covered[graph.index[step.id]])
    yield from blank(
        "lead time",
        "Waiting time is blank" if waits else "Lead time is blank",
        untimed,
        len(steps),
        "step",
        "Ask how long an item lies before the step"
        if waits
        else "Ask how long an item takes from arriving to being done",
    )
    unworked = [step.id for step in steps if step.process_time is None]
    yield from blank(
        "process time", "PT is blank", unworked, len(steps), "step", "Ask how long the work itself takes on one item"
    )
    unjudged = [step.id for step in steps if step.ca is None]
    yield from blank("%C&A", "%C&A is blank", unjudged, len(steps), "step", "Ask the receiver")
    unknown = [queue.id for queue in queues if queue.wait is None and queue.quantity is None]
    yield from blank(
        "queue", "Wait and quantity are blank", unknown, len(queues), "queue", "Count what lies there, or ask how long"
    )
    rework = [flow.id for flow in graph.rework if flow.probability is None]
    yield from blank(
        "rework",
        "The share that comes back is blank",
        rework,
        len(graph.rework),
        "rework flow",
        "Ask how often it happens",
    )
    handoffs = [each for each in facts.passings if each.is_handoff]
    unasked = list(dict.fromkeys(each.flows[0].id for each in handoffs if each.answer is Handoff.NOT_ASKED))
    yield from blank(
        "handoffs",
        "What was agreed is not known",
        unasked,
        len({each.flows[0].id for each in handoffs}),
        "handoff",
        "Ask both sides what is passed, when it is complete, and within what time",
    )
    if facts.stream is not None and facts.stream.demand is None and steps and not future:
        yield Finding(
            rule="data.missing",
            severity=Severity.LOW,
            subject=facts.map.id,
            map=facts.map.id,
            stream=facts.map.stream,
            aspect="demand",
            message=f"Demand of {facts.stream.name} is blank, so takt and work in process are unknown",
            recommendation="Ask how many items the customers want per day, week, month or year",
            evidence={"figure": "demand", "missing": 1, "of": 1, "records": [facts.stream.id]},
        )


def _owners_without_unit(subject: Subject) -> Iterator[Finding]:
    """People who own something, yet nobody said where they work: then nobody can tell on which side ownership lies."""
    document = subject.document
    owned: list[Step | Service] = [*document.all(Step), *document.services]
    owners = {each.owner for each in (*owned, *document.streams) if each.owner is not None}
    known = [person for person in document.people if person.id in owners]
    without = [person for person in known if subject.side_of(person) is None]
    if without:
        yield Finding(
            rule="data.missing",
            severity=Severity.LOW,
            subject=document.engagement.id,
            aspect="owner unit",
            message=f"The unit is blank for {len(without):,} of {counted(len(known), 'owner')}: "
            f"{listing([person.label for person in without])}",
            recommendation="Say in which unit they work, so that ownership can be judged",
            evidence={
                "figure": "owner unit",
                "missing": len(without),
                "of": len(known),
                "records": [person.id for person in without],
            },
        )


# --- contradictions ---------------------------------------------------------------------------------------------------


def _lead_time_below_process_time(subject: Subject, facts: MapFacts, future: bool) -> Iterator[Finding]:
    calendar = subject.calendar
    for step in facts.steps:
        if step.lead_time is None or step.process_time is None:
            continue
        lead_time, process_time = step.lead_time.minutes(calendar), step.process_time.minutes(calendar)
        if lead_time < process_time - 1e-9:
            yield Finding(
                rule="data.lt-below-pt",
                severity=Severity.MEDIUM,
                subject=step.id,
                map=facts.map.id,
                stream=facts.map.stream,
                future=future,
                message=f"Lead time of {step.name or 'a step'}, {typed(step.lead_time)}, "
                f"is under its processing time, {typed(step.process_time)}",
                recommendation="Check both figures: lead time holds processing time and all waiting",
                evidence={"lead_time": lead_time, "process_time": process_time},
            )


def _shares(subject: Subject, facts: MapFacts, future: bool) -> Iterator[Finding]:
    document = subject.document
    for node in document.nodes(facts.map.id):
        if node.split is not Split.ONE:
            continue
        flows = [flow for flow in document.leaving(node.id) if flow.kind is FlowKind.WORK]
        known = [flow.share for flow in flows if flow.share is not None]
        total = sum(known)
        wrong = total > 1 + ROUNDING or (len(known) == len(flows) and total < 1 - ROUNDING)
        if flows and wrong:
            yield Finding(
                rule="data.shares",
                severity=Severity.MEDIUM,
                subject=node.id,
                map=facts.map.id,
                stream=facts.map.stream,
                future=future,
                message=f"The shares after {subject.name(node.id)} add up to {_exact(total)}, not 100 %",
                recommendation="Correct the shares; figures scale them to 100 % until then",
                evidence={"sum": total, "flows": [flow.id for flow in flows]},
            )


def _exact(share: float) -> str:
    return f"{round(share * 100, 1):g} %"


def _wait_twice(subject: Subject, facts: MapFacts, future: bool) -> Iterator[Finding]:
    if facts.map.convention is not Convention.SERVICE:
        return
    graph = facts.graph
    for queue in subject.document.queues(facts.map.id):
        minutes = queue.wait.minutes(subject.calendar) if queue.wait else 0.0
        ahead = [graph.nodes[at] for at in graph.steps_ahead(graph.index[queue.id])]
        held = [step.name for step in ahead if isinstance(step, Step) and step.lead_time is not None]
        if minutes > 0 and held:
            yield Finding(
                rule="data.wait-twice",
                severity=Severity.LOW,
                subject=queue.id,
                map=facts.map.id,
                stream=facts.map.stream,
                future=future,
                message=f"{subject.duration(minutes)} in {subject.name(queue.id)} may be counted twice: "
                f"lead time of {listing(held)} holds the wait before it",
                recommendation="Clear the queue's wait, or leave it out of the lead time behind it",
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
