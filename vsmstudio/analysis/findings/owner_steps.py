"""Who is accountable for steps, and where nobody is along the critical paths: `owner.step-missing`, `owner.gap-on-path`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vsmstudio.analysis.findings.owner_gaps import gaps_beside
from vsmstudio.analysis.findings.subject import VACANT, Subject, counted, finding, percent, vacant
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, Gap, Severity
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Queue, Step


def findings(subject: Subject) -> Iterator[Finding]:
    """Steps and gaps of every map."""
    for facts in subject.judged_maps():
        yield from _of_map(subject, facts)


def _of_map(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    absorbed: dict[Id, Finding] = {}
    gaps = [each for each in facts.result.gaps if len(each.steps) > 1]
    told = {step for each in gaps for step in each.steps}
    for gap in (*gaps, *gaps_beside(subject.document, facts, told)):
        found = _gap(subject, facts, gap)
        absorbed.update(dict.fromkeys(gap.steps, found))
        yield found
    for step in facts.steps:
        owner = subject.document.of(Person, step.owner)
        share = facts.share(step.id)
        if owner is None:
            yield _without_owner(subject, facts, step, absorbed.get(step.id))
        elif owner.vacant:
            said = vacant(step.name or "A step", owner)
            yield finding(facts, VACANT, Severity.MEDIUM, step.id, share=share or 0.0, **said)


def _without_owner(subject: Subject, facts: MapFacts, step: Step, part_of: Finding | None) -> Finding:
    result, share = facts.result, facts.share(step.id)
    critical = step.id in result.critical_nodes
    time = facts.adding.adds[facts.graph.index[step.id]] if share is None else result.minutes_by_step[step.id]
    said = f": {subject.duration(time)}" if time is not None else ""
    if share is not None:
        said += f", {percent(share)} of lead time"
    elif not critical and time is not None and result.critical_nodes:
        said += ", off the critical path"
    return finding(
        facts,
        "owner.step-missing",
        Severity.HIGH if critical else Severity.MEDIUM,
        step.id,
        share=share or 0.0,
        message=f"Nobody is accountable for {step.name or 'a step'}{said}",
        recommendation=part_of.recommendation if part_of else _name_an_owner(subject, facts, (step.id,)),
        evidence={"minutes": time, "share": share, "critical": critical},
        part_of=part_of.key if part_of else None,
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
    first, last = graph.index[run[0]], graph.index[run[-1]]
    before = _owners(subject, facts, [graph.source[flow] for flow in graph.into[first]], graph.steps_behind, first)
    after = _owners(subject, facts, [graph.target[flow] for flow in graph.out[last]], graph.steps_ahead, last)
    both = [name for name in before if name in after]
    if both:
        return f"Name an owner; {both[0]} owns the steps before and after"
    if before:
        return f"Name an owner; {before[0]} owns the step before"
    if after:
        return f"Name an owner; {after[0]} owns the step after"
    return "Name an owner"


def _owners(
    subject: Subject, facts: MapFacts, neighbours: list[int], through_queues: Callable[[int], list[int]], node: int
) -> list[str]:
    """Who owns the steps next to a node, by name; through queues only where there are any, as that takes longer."""
    nodes, document = facts.graph.nodes, subject.document
    if any(isinstance(nodes[at], Queue) for at in neighbours):
        neighbours = through_queues(node)
    found: set[str] = set()
    for at in neighbours:
        step = nodes[at]
        owner = document.of(Person, step.owner) if isinstance(step, Step) and step.owner is not None else None
        if owner is not None and not owner.vacant:
            found.add(owner.label)
    return sorted(found)
