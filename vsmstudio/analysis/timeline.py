"""What lies along one path from start to end: each node with what it adds, and which step a wait belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vsmstudio.analysis.contributions import Contributions
from vsmstudio.analysis.critical_path import CriticalPath
from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.analysis.results import PathPart
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint


def timeline(
    graph: FlowGraph, adding: Contributions, critical: CriticalPath, path: Sequence[int]
) -> tuple[PathPart, ...]:
    """The parts of a critical path, with the endpoints where it starts and ends."""
    whole = _with_endpoints(graph, critical, path)
    taken = [_flow_between(graph, adding, a, b) for a, b in pairwise(whole)]
    parts = []
    for at, node in enumerate(whole):
        adds = adding.adds[node]
        waited = adding.queued.get(taken[at]) if at < len(taken) else None
        parts.append(
            PathPart(
                node=graph.nodes[node].id,
                adds=adds if waited is None else (adds or 0.0) + waited,
                process_time=adding.process_time[node],
                delay=adding.delay[taken[at - 1]] if at else 0.0,
            )
        )
    return tuple(parts)


def minutes_by_step(graph: FlowGraph, parts: Sequence[PathPart]) -> dict[Id, float]:
    """How much of a path's lead time belongs to each of its steps, in their order along it.

    A queue's wait and a flow's delay belong to the step they lead to, at the end to the step before.
    """
    belongs: dict[Id, float] = {}
    waiting = 0.0
    last: Id | None = None
    for part in parts:
        waiting += (part.adds or 0.0) + part.delay
        if graph.is_step(graph.index[part.node]):
            belongs[part.node] = waiting
            waiting, last = 0.0, part.node
    if last is not None:
        belongs[last] += waiting
    return belongs


def _with_endpoints(graph: FlowGraph, critical: CriticalPath, path: Sequence[int]) -> list[int]:
    whole = list(path)
    if not whole:
        return whole
    before = [graph.source[flow] for flow in graph.into[whole[0]] if flow in critical.flows]
    after = [graph.target[flow] for flow in graph.out[whole[-1]] if flow in critical.flows]
    for found, sides, at in ((before, graph.starts, 0), (after, graph.ends, len(whole) + 1)):
        endpoints = [each for each in found if isinstance(graph.nodes[each], Endpoint) and each in sides]
        if endpoints:
            whole.insert(at, min(endpoints, key=lambda each: (graph.nodes[each].name, graph.nodes[each].id)))
    return whole


def _flow_between(graph: FlowGraph, adding: Contributions, a: int, b: int) -> int:
    """The flow that a path takes between two nodes: of several the slowest."""
    flows = [flow for flow in graph.out[a] if graph.target[flow] == b and graph.chance[flow] > 0]
    return max(flows, key=lambda flow: adding.delay[flow] + adding.queued.get(flow, 0.0))
