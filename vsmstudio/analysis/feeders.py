"""Branches that begin late: starts whose work joins work that is always later there, so that nothing waits for them.

They run in every scenario, yet take no part in its time. Left out, the map can be cut where they pass by; with them every
choice beside them would have to be gone through together.
"""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.critical_path import tolerance_at
from vsmstudio.analysis.flow_graph import FlowGraph


def feeders(
    graph: FlowGraph, running: Sequence[int], node_times: Sequence[float], flow_times: Sequence[float]
) -> set[int]:
    """The nodes of all such branches; `running` is in topological order. Each ends where work from another start comes
    for certain, and later than the branch can; nothing is chosen on it, and it has no end. Rework from or to it lies
    beside every path.
    """
    starts = [node for node in running if node in set(graph.starts)]
    if len(starts) < 2:
        return set()
    branch_of = _branches(graph, running, starts)
    lengths = {start: sum(branch == start for branch in branch_of.values()) for start in starts}
    main = max(starts, key=lambda start: lengths[start])
    earliest = _earliest(graph, running, main, node_times, flow_times)
    found: set[int] = set()
    ends = set(graph.ends)
    for start in starts:
        members = [node for node in running if branch_of.get(node) == start] if start != main else []
        if members and not _chooses(graph, members) and not ends.intersection(members):
            within = set(members)
            exits = _exits(graph, members, within, node_times, flow_times)
            if exits and all(_later(graph, main, earliest, *each) for each in exits):
                found |= within
    return found


def _branches(graph: FlowGraph, running: Sequence[int], starts: Sequence[int]) -> dict[int, int]:
    """For each node that work from one start alone comes to: that start."""
    place, own = set(running), set(starts)
    branch_of: dict[int, int] = {}
    for node in running:
        came = {
            branch_of.get(graph.source[flow], -1)
            for flow in graph.into[node]
            if graph.chance[flow] > 0 and graph.source[flow] in place
        }
        came |= {node} if node in own else set()
        if len(came) == 1 and -1 not in came:
            branch_of[node] = came.pop()
    return branch_of


def _earliest(
    graph: FlowGraph, running: Sequence[int], main: int, node_times: Sequence[float], flow_times: Sequence[float]
) -> dict[int, float]:
    """When work from `main` can come to each node at the earliest, whatever is chosen (never too late)."""
    earliest = {main: 0.0}
    for node in running:
        if node in earliest:
            finish = earliest[node] + node_times[node]
            for flow in graph.options[node]:
                after, arrival = graph.target[flow], finish + flow_times[flow]
                earliest[after] = min(arrival, earliest.get(after, arrival))
    return earliest


def _chooses(graph: FlowGraph, members: Sequence[int]) -> bool:
    return any(len(graph.options[node]) > 1 and graph.chance[graph.options[node][0]] < 1 for node in members)


def _exits(
    graph: FlowGraph, members: Sequence[int], within: set[int], node_times: Sequence[float], flow_times: Sequence[float]
) -> list[tuple[int, float]]:
    """Where a branch joins others, and when it comes there."""
    begins = dict.fromkeys(members, 0.0)
    exits = []
    for node in members:
        finish = begins[node] + node_times[node]
        for flow in graph.options[node]:
            after, arrival = graph.target[flow], finish + flow_times[flow]
            if after in within:
                begins[after] = max(begins[after], arrival)
            else:
                exits.append((after, arrival))
    return exits


def _later(graph: FlowGraph, main: int, earliest: dict[int, float], join: int, arrival: float) -> bool:
    """Does work from `main` come to the join whatever is chosen, and later than the branch?"""
    at = earliest.get(join)
    return at is not None and arrival < at - tolerance_at(at) and _always(graph, main, join)


def _always(graph: FlowGraph, main: int, join: int) -> bool:
    always: set[int] = {join}
    for node in reversed(graph.order):
        flows = graph.options[node]
        if flows and node != join:
            ahead = [graph.target[flow] in always for flow in flows]
            if any(ahead) if graph.chance[flows[0]] == 1 else all(ahead):
                always.add(node)
    return main in always
