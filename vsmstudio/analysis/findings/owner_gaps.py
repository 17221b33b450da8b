"""Runs of critical steps that nobody owns and that lie on another critical path than the first."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Gap
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Queue, Step


def gaps_beside(document: Document, facts: MapFacts, told: AbstractSet[Id]) -> list[Gap]:
    """Two or more adjoining critical steps without owner, not `told` already, joined by flows of a critical path.

    Where paths tie each is critical; the steps that they share belong to the gap of the first.
    """
    result, graph = facts.result, facts.graph
    if result.critical_path_count < 2:
        return []
    left = {
        at
        for key in result.critical_nodes - told
        if isinstance(step := graph.nodes[at := graph.index[key]], Step) and document.of(Person, step.owner) is None
    }
    found = []
    for at in graph.order:
        if at not in left:
            continue
        left.discard(at)
        run = [at]
        while onward := [each for each in _next(facts, run[-1], graph.out, graph.target) if each in left]:
            run.append(onward[0])
            left.discard(onward[0])
        if len(run) > 1:
            minutes = _time_of(facts, run)
            lead_time = result.figures.lead_time
            keys = tuple(graph.nodes[each].id for each in run)
            found.append(Gap(keys, minutes, minutes / lead_time if lead_time else 0.0))
    return found


def _next(facts: MapFacts, node: int, flows: Sequence[Sequence[int]], towards: Sequence[int]) -> list[int]:
    """The steps that follow along critical flows, through any queues."""
    graph, critical = facts.graph, facts.result.critical_flows
    found: dict[int, None] = {}
    seen = {node}
    waiting = [node]
    for at in waiting:  # grows while it is read
        for flow in flows[at]:
            if graph.flows[flow].id in critical:
                other = towards[flow]
                if isinstance(graph.nodes[other], Queue) and other not in seen:
                    seen.add(other)
                    waiting.append(other)
                elif isinstance(graph.nodes[other], Step):
                    found[other] = None
    return list(found)


def _time_of(facts: MapFacts, run: Sequence[int]) -> float:
    """From the end of the step before to the end of the run, or of the path where no step follows: there is no slack."""
    graph = facts.graph
    before = _next(facts, run[0], graph.into, graph.source)
    since = _end(facts, before[0]) if before else 0.0
    if _next(facts, run[-1], graph.out, graph.target):
        return _end(facts, run[-1]) - since
    return (facts.result.figures.lead_time or _end(facts, run[-1])) - since


def _end(facts: MapFacts, node: int) -> float:
    return facts.result.nodes[facts.graph.nodes[node].id].earliest_start + (facts.adding.adds[node] or 0.0)
