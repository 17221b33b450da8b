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
    delays = [0.0, *(adding.delay[flow] for flow in taken)]
    adds: list[float | None] = [adding.adds[node] for node in whole]
    if adding.queued:
        for at, flow in enumerate(taken):
            if flow in adding.queued:
                adds[at] = (adds[at] or 0.0) + adding.queued[flow]
    nodes, process_time = graph.nodes, adding.process_time
    return tuple(
        [
            PathPart(nodes[node].id, added, process_time[node], delay)
            for node, added, delay in zip(whole, adds, delays, strict=False)
        ]
    )


def minutes_by_step(graph: FlowGraph, parts: Sequence[PathPart]) -> dict[Id, float]:
    """How much of a path's lead time belongs to each of its steps, in their order along it.

    A queue's wait and a flow's delay belong to the step they lead to, at the end to the step before.
    """
    belongs: dict[Id, float] = {}
    index, queues = graph.index, graph.queues
    waiting = 0.0
    last: Id | None = None
    for part in parts:
        waiting += (part.adds or 0.0) + part.delay
        if index[part.node] < queues:
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
    flows = graph.options[a]
    if len(flows) > 1:
        flows = [flow for flow in flows if graph.target[flow] == b]
    return (
        flows[0] if len(flows) == 1 else max(flows, key=lambda flow: adding.delay[flow] + adding.queued.get(flow, 0.0))
    )
