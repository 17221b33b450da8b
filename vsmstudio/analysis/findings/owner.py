"""Who is accountable: `owner.*`."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.subject import VACANT, Subject, counted, finding, listing, percent, vacant
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, Gap, Severity
from vsmstudio.analysis.services import customers, external
from vsmstudio.model.ids import Id, PersonId
from vsmstudio.model.records import Person, Side, Step, Unit, ValueStream


def findings(subject: Subject) -> Iterator[Finding]:
    """Streams, steps and gaps, and people who own too much."""
    for stream in subject.document.streams:
        yield from _stream(subject, stream)
    for facts in subject.judged_maps():
        yield from _steps(subject, facts)
    yield from _overloaded(subject)


def _stream(subject: Subject, stream: ValueStream) -> Iterator[Finding]:
    owner = subject.document.of(Person, stream.owner)
    if owner is None:
        yield Finding(
            rule="owner.stream-missing",
            severity=Severity.CRITICAL,
            subject=stream.id,
            stream=stream.id,
            message=f"{stream.name or 'A value stream'} has no owner",
            recommendation="Name one person in the business who is accountable for what its customers get",
        )
        return
    side = subject.side_of(owner)
    outside = external(customers(subject.document, stream.id))
    evidence = {
        "owner": owner.label,
        "side": side.value if side else None,
        "customers": [each.name for each in outside],
    }
    if side is Side.IT and outside:
        yield Finding(
            rule="owner.stream-in-it",
            severity=Severity.HIGH,
            subject=stream.id,
            stream=stream.id,
            message=f"{stream.name} serves {_names(outside)} and is owned on the IT side by {owner.label}",
            recommendation="Name an owner on the business side: an external customer judges the outcome",
            evidence=evidence,
        )
    elif side in (Side.SUPPLIER, Side.CUSTOMER):
        yield Finding(
            rule="owner.stream-outside",
            severity=Severity.HIGH,
            subject=stream.id,
            stream=stream.id,
            message=f"{stream.name} is owned on the {side.value} side by {owner.label}",
            recommendation="Name an owner on the business side, inside the organisation",
            evidence=evidence,
        )
    if owner.vacant:
        yield Finding(VACANT, Severity.MEDIUM, stream.id, stream=stream.id, **vacant(stream.name, owner))


def _names(units: tuple[Unit, ...]) -> str:
    return listing([unit.name for unit in units])


def _steps(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    absorbed: dict[Id, str] = {}
    for gap in facts.result.gaps:
        if len(gap.steps) > 1:
            found = _gap(subject, facts, gap)
            absorbed.update(dict.fromkeys(gap.steps, found.key))
            yield found
    for step in facts.steps:
        owner = subject.document.of(Person, step.owner)
        share = facts.share(step.id)
        if owner is None:
            yield _without_owner(subject, facts, step, absorbed.get(step.id))
        elif owner.vacant:
            said = vacant(step.name or "A step", owner)
            yield finding(facts, VACANT, Severity.MEDIUM, step.id, share=share or 0.0, **said)


def _without_owner(subject: Subject, facts: MapFacts, step: Step, part_of: str | None) -> Finding:
    result, share = facts.result, facts.share(step.id)
    critical = step.id in result.critical_nodes
    time = facts.adding.adds[facts.graph.index[step.id]] if share is None else result.minutes_by_step[step.id]
    said = f": {subject.duration(time)}" if time is not None else ""
    said += f", {percent(share)} of lead time" if share is not None else ""
    return finding(
        facts,
        "owner.step-missing",
        Severity.HIGH if critical else Severity.MEDIUM,
        step.id,
        share=share or 0.0,
        message=f"Nobody is accountable for {step.name or 'a step'}{said}",
        recommendation=_name_an_owner(subject, facts, (step.id,)),
        evidence={"minutes": time, "share": share, "critical": critical},
        part_of=part_of,
    )


def _gap(subject: Subject, facts: MapFacts, gap: Gap) -> Finding:
    first, last = subject.name(gap.steps[0]), subject.name(gap.steps[-1])
    known = facts.result.figures.lead_time is not None
    said = f": {counted(len(gap.steps), 'step')}"
    said += f", {subject.duration(gap.minutes)}, {percent(gap.share)} of lead time" if known else ""
    return finding(
        facts,
        "owner.gap-on-path",
        Severity.HIGH,
        gap.steps[0],
        share=gap.share,
        message=f"Nobody is accountable from {first} to {last}{said}",
        recommendation=_name_an_owner(subject, facts, gap.steps),
        evidence={
            "steps": list(gap.steps),
            "minutes": gap.minutes if known else None,
            "share": gap.share if known else None,
        },
    )


def _name_an_owner(subject: Subject, facts: MapFacts, run: tuple[Id, ...]) -> str:
    """Who owns the steps around a run of steps that nobody owns."""
    graph = facts.graph
    before = _owners(subject, graph.steps_behind(graph.index[run[0]]), facts)
    after = _owners(subject, graph.steps_ahead(graph.index[run[-1]]), facts)
    both = [name for name in before if name in after]
    if both:
        return f"Name an owner; {both[0]} owns the steps before and after"
    if before:
        return f"Name an owner; {before[0]} owns the step before"
    if after:
        return f"Name an owner; {after[0]} owns the step after"
    return "Name an owner"


def _owners(subject: Subject, steps: list[int], facts: MapFacts) -> list[str]:
    found: dict[str, None] = {}
    for at in steps:
        step = facts.graph.nodes[at]
        owner = subject.document.of(Person, step.owner) if isinstance(step, Step) else None
        if owner is not None and not owner.vacant:
            found[owner.label] = None
    return sorted(found)


def _overloaded(subject: Subject) -> Iterator[Finding]:
    owned: dict[PersonId, list[str]] = {}
    for stream in subject.document.streams:
        if stream.owner is not None:
            owned.setdefault(stream.owner, []).append(stream.name)
    limit = subject.document.engagement.streams_per_owner
    for person in subject.document.people:
        names = owned.get(person.id, [])
        if len(names) > limit:
            yield Finding(
                rule="owner.overloaded",
                severity=Severity.LOW,
                subject=person.id,
                message=f"{person.label} owns {counted(len(names), 'stream')}: {listing(names)}",
                recommendation=f"Share them out; one person should own no more than {limit:g}",
                evidence={"streams": names, "limit": limit},
            )
