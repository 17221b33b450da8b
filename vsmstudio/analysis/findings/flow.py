"""Where work waits, what adds no value, and what is done otherwise than written: `flow.*`, all but bottlenecks."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.drift import differs
from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.subject import Subject, counted, exactly, finding, listing, percent, quoted
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, PathPart, Severity
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step, ValueClass

EPSILON = 1e-9  # a share that stands at a threshold is not over it


def findings(subject: Subject) -> Iterator[Finding]:
    """Waits, waste and drift of every map."""
    for facts in subject.judged_maps():
        for rule in (_longest_wait, _waste, _drift):
            yield from rule(subject, facts)


# --- waits ------------------------------------------------------------------------------------------------------------


def _longest_wait(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    """Each single wait on a critical path, of a step, queue or flow, whose share of lead time is over the threshold."""
    lead_time = facts.result.figures.lead_time
    if not lead_time:
        return
    limit = subject.document.engagement.longest_wait * lead_time * (1 + EPSILON)
    graph, adding, critical = facts.graph, facts.adding, facts.result.critical_nodes
    for at, value in enumerate(adding.adds):
        if value is None or value <= limit or graph.nodes[at].id not in critical:
            continue
        node = graph.nodes[at]
        if isinstance(node, Step):
            wait = _own_wait(subject, node, value)
            if wait > limit:
                yield _wait(subject, facts, node.id, f"before {subject.name(node.id)}", wait, lead_time)
        else:
            yield _wait(subject, facts, node.id, f"in {subject.name(node.id)}", value, lead_time)
    on_path = facts.result.critical_flows
    for flow, delay in enumerate(adding.delay):
        wait = delay + adding.queued.get(flow, 0.0)
        if wait > limit and graph.flows[flow].id in on_path:
            from_, to = graph.source[flow], graph.target[flow]
            where = f"on its way from {subject.name(graph.nodes[from_].id)} to {subject.name(graph.nodes[to].id)}"
            yield _wait(subject, facts, graph.flows[flow].id, where, wait, lead_time)


def _own_wait(subject: Subject, step: Step, adds: float) -> float:
    """How much of what a step adds to lead time is waiting: as typed, else lead time less processing time."""
    calendar = subject.calendar
    if step.wait is not None:
        return min(step.wait.minutes(calendar), adds)
    if step.lead_time is None or step.process_time is None:
        return 0.0
    return min(max(0.0, step.lead_time.minutes(calendar) - step.process_time.minutes(calendar)), adds)


def _wait(subject: Subject, facts: MapFacts, key: Id, where: str, minutes: float, lead_time: float) -> Finding:
    share = minutes / lead_time
    return finding(
        facts,
        "flow.longest-wait",
        Severity.MEDIUM,
        key,
        share=share,
        message=f"Work waits {subject.duration(minutes)} {where}: {exactly(share)} of lead time",
        recommendation=RULES["flow.longest-wait"].remedy,
        evidence={"minutes": minutes, "share": share, "threshold": subject.document.engagement.longest_wait},
    )


# --- waste ------------------------------------------------------------------------------------------------------------


def _waste(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    """Steps on the critical path that add no value, summed; apart from them those that are necessary all the same."""
    by_class: dict[ValueClass, list[PathPart]] = {}
    graph = facts.graph
    for part in facts.result.path:
        node = graph.nodes[graph.index[part.node]]
        if isinstance(node, Step) and node.value_class in (ValueClass.NVA, ValueClass.NNVA):
            by_class.setdefault(node.value_class, []).append(part)
    for kind, parts in sorted(by_class.items(), key=lambda each: each[0] is not ValueClass.NVA):
        yield _wasted(subject, facts, kind, parts)


def _wasted(subject: Subject, facts: MapFacts, kind: ValueClass, parts: list[PathPart]) -> Finding:
    known = [part.adds for part in parts if part.adds is not None]
    minutes = sum(known) if known else None
    lead_time = facts.result.figures.lead_time
    share = minutes / lead_time if minutes is not None and lead_time else None
    many = len(parts) > 1
    if kind is ValueClass.NVA:
        said = f"add{'' if many else 's'} no value"
        todo = f"Ask why {'each of them' if many else 'it'} is done and who would miss it; leave out what nobody needs"
    else:
        said = f"{'are' if many else 'is'} necessary but add{'' if many else 's'} no value"
        todo = f"Ask what makes {'each of them' if many else 'it'} necessary; make it shorter, or take it off the critical path"
    figures = f": {subject.duration(minutes)}" if minutes is not None else ""
    figures += f", {percent(share)} of lead time" if share is not None else ""
    return finding(
        facts,
        "flow.waste",
        Severity.MEDIUM,
        facts.map.id,
        aspect=kind.value,
        share=share or 0.0,
        message=f"{counted(len(parts), 'step')} on the critical path {said}{figures} "
        f"({listing([subject.name(part.node) for part in parts])})",
        recommendation=todo,
        evidence={
            "class": kind.value,
            "steps": [part.node for part in parts],
            "minutes": minutes,
            "process_time": sum(part.process_time or 0.0 for part in parts),
            "share": share,
        },
    )


# --- drift ------------------------------------------------------------------------------------------------------------


def _drift(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    for step in facts.steps:
        if not differs(step):
            continue
        documented, done = " ".join(step.as_documented.split()), " ".join(step.as_done.split())
        why = " ".join(step.why.split())
        todo = "then bring document and work into line"
        yield finding(
            facts,
            "flow.drift",
            Severity.LOW,
            step.id,
            share=facts.share(step.id) or 0.0,
            message=f"{subject.name(step.id)} is documented as {quoted(documented.rstrip('. '))} "
            f"and done as {quoted(done.rstrip('. '))}",
            recommendation=f"The reason given is {quoted(why.rstrip('. '))}; {todo}"
            if why
            else f"Ask why it is done so; {todo}",
            evidence={"as_documented": documented, "as_done": done, "why": why or None},
        )
