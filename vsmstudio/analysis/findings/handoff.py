"""How work passes from step to step: `handoff.*`."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.subject import Subject, counted, exactly, finding, listing
from vsmstudio.analysis.handoffs import Passing, returns
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.ids import Id, UnitId
from vsmstudio.model.records import Endpoint, EndpointRole, Handoff, Queue, Step

RING_NAMED = 12  # steps of a loop that its message names


def findings(subject: Subject) -> Iterator[Finding]:
    """Loops, broken ways, and poor or unagreed handoffs of every map."""
    for facts in subject.judged_maps():
        for rule in (_loops, _dead_ends, _unreachable, _unagreed, _poor_quality, _ping_pong):
            yield from rule(subject, facts)


def _loops(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    """One finding for each node that flows lead back to, however many they are."""
    by_head: dict[Id, list[tuple[Id, ...]]] = {}
    for ring in facts.result.loops:
        by_head.setdefault(ring[0], []).append(ring)
    for head, rings in by_head.items():
        names = [subject.name(key) for key in rings[0]]
        shown = names if len(names) <= RING_NAMED else [*names[: RING_NAMED - 1], "…", names[-1]]
        more = f", and {counted(len(rings) - 1, 'more way')} back to {names[0]}" if len(rings) > 1 else ""
        yield finding(
            facts,
            "handoff.loop",
            Severity.CRITICAL,
            head,
            message=f"Work flows form a loop: {' → '.join([*shown, names[0]])}{more}",
            recommendation=f"Make the flow from {names[-1]} to {names[0]} a rework flow, or remove it; figures leave it out",
            evidence={"loops": len(rings), "steps": list(rings[0])},
        )


def _dead_ends(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    graph = facts.graph
    if not _has_endpoint(facts, EndpointRole.END):
        return
    for step in facts.steps:
        if step.ends_here or _leads_on(facts, step.id):
            continue
        before = [graph.name(at) for at in graph.steps_behind(graph.index[step.id])]
        after = f" after {listing(before)}" if before else ""
        yield finding(
            facts,
            "handoff.dead-end",
            Severity.HIGH,
            step.id,
            message=f"{step.name or 'A step'} has no way onward{after}: work that comes here reaches no customer",
            recommendation=RULES["handoff.dead-end"].remedy,
            evidence={"after": before},
        )


def _unreachable(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    graph = facts.graph
    if not _has_endpoint(facts, EndpointRole.START):
        return
    for step in facts.steps:
        if _is_led_to(facts, step.id):
            continue
        after = [graph.name(at) for at in graph.steps_ahead(graph.index[step.id])]
        before = f", though it leads to {listing(after)}" if after else ""
        yield finding(
            facts,
            "handoff.unreachable",
            Severity.HIGH,
            step.id,
            message=f"Nothing leads to {step.name or 'a step'}{before}",
            recommendation=RULES["handoff.unreachable"].remedy,
            evidence={"before": after},
        )


def _has_endpoint(facts: MapFacts, role: EndpointRole) -> bool:
    return any(isinstance(node, Endpoint) and node.role is role for node in facts.graph.nodes)


def _leads_on(facts: MapFacts, step: Id) -> bool:
    """Is there a next step, or an end, through any queues?"""
    graph = facts.graph
    return _meets(facts, step, graph.out, graph.target, EndpointRole.END)


def _is_led_to(facts: MapFacts, step: Id) -> bool:
    graph = facts.graph
    return _meets(facts, step, graph.into, graph.source, EndpointRole.START)


def _meets(facts: MapFacts, step: Id, flows: list[list[int]], towards: list[int], role: EndpointRole) -> bool:
    """Does this way lead to a step, to an endpoint of this role, or through another endpoint?"""
    waiting = [facts.graph.index[step]]
    seen = set(waiting)
    for at in waiting:  # grows while it is read
        for flow in flows[at]:
            other = towards[flow]
            record = facts.graph.nodes[other]
            if isinstance(record, Step) or (isinstance(record, Endpoint) and (record.role is role or flows[other])):
                return True
            if isinstance(record, Queue) and other not in seen:
                seen.add(other)
                waiting.append(other)
    return False


def _unagreed(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    pairs: dict[tuple[UnitId, UnitId], list[Passing]] = {}
    for each in facts.passings:
        a, b = each.giver.performer, each.taker.performer
        if a is not None and b is not None and a != b and each.answer is Handoff.NONE:
            pairs.setdefault((min(a, b), max(a, b)), []).append(each)
    for (one, other), found in pairs.items():
        names = sorted((subject.name(one), subject.name(other)))
        yield finding(
            facts,
            "handoff.unagreed",
            Severity.MEDIUM,
            found[0].flows[0].id,
            aspect=f"{one}:{other}",
            message=f"{names[0]} and {names[1]} have agreed nothing on {counted(len(found), 'handoff')}: {_ways(found)}",
            recommendation=RULES["handoff.unagreed"].remedy,
            evidence={
                "units": names,
                "handoffs": len(found),
                "flows": [flow.id for each in found for flow in each.flows],
            },
        )


def _poor_quality(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    engagement = subject.document.engagement
    threshold = engagement.quality_threshold
    poor: dict[Id, tuple[Step, float, dict[UnitId, None]]] = {}
    for each in facts.passings:
        ca = each.giver.ca
        if ca is not None and ca < threshold and each.is_handoff and each.taker.performer is not None:
            poor.setdefault(each.giver.id, (each.giver, ca, {}))[2][each.taker.performer] = None
    listed: dict[tuple[UnitId, ...], str] = {}
    for step, ca, units in poor.values():
        takers = tuple(units)
        if takers not in listed:
            listed[takers] = listing([subject.name(unit) for unit in takers])
        names = listed[takers]
        yield finding(
            facts,
            "handoff.poor-quality",
            Severity.HIGH if ca < engagement.quality_floor else Severity.MEDIUM,
            step.id,
            share=facts.share(step.id) or 0.0,
            message=f"{step.name} hands over {exactly(ca)} complete and accurate to {names}",
            recommendation=f"Ask {names} what is missing, and agree it",
            evidence={"ca": ca, "threshold": threshold},
        )


def _ping_pong(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    for (one, other), found in returns(facts.graph, facts.passings).items():
        first = found[0]
        giver, taker = subject.name(first.giver.performer), subject.name(first.taker.performer)
        yield finding(
            facts,
            "handoff.ping-pong",
            Severity.LOW,
            first.giver.id,
            aspect=f"{one}:{other}",
            message=f"Work goes from {giver} to {taker} and straight back at {counted(len(found), 'handoff')}: {_ways(found)}",
            recommendation=f"Ask whether {giver} can do what {taker} does there, or get it before the work begins",
            evidence={"units": sorted((giver, taker)), "times": len(found)},
        )


def _ways(found: list[Passing] | tuple[Passing, ...]) -> str:
    return listing([f"{each.giver.name} → {each.taker.name}" for each in found])
