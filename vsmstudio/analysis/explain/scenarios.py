"""Every way that a map can run, made once more and apart from the analysis: to show each, and to check the figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.model.records import Split

MOST = 256  # ways that are shown; beyond, the figures are not worked out again


class Way(NamedTuple):
    """One choice at every split that is reached: how likely, and the nodes that run (in topological order)."""

    probability: float
    running: tuple[int, ...]


def ways(graph: FlowGraph) -> list[Way] | None:
    """All ways that can happen, from the starts on; None where there are more than `MOST`."""
    found: list[Way] = []
    waiting: list[tuple[float, dict[int, int]]] = [(1.0, {})]
    while waiting:
        probability, chosen = waiting.pop()
        running, open_split = _run(graph, chosen)
        if open_split is None:
            found.append(Way(probability, tuple(running)))
        else:
            flows = [flow for flow in graph.out[open_split] if graph.chance[flow] > 0]
            waiting += [(probability * graph.chance[flow], {**chosen, open_split: flow}) for flow in reversed(flows)]
        if len(found) + len(waiting) > MOST:
            return None
    return found


def _run(graph: FlowGraph, chosen: dict[int, int]) -> tuple[list[int], int | None]:
    """The nodes that run with these choices, and the first split to one of several at which nothing is chosen yet."""
    runs = set(graph.starts)
    order = []
    for node in graph.order:
        if node not in runs:
            continue
        order.append(node)
        flows: Sequence[int] = [flow for flow in graph.out[node] if graph.chance[flow] > 0]
        if graph.nodes[node].split is Split.ONE and len(flows) > 1:
            if node not in chosen:
                return order, node
            flows = [chosen[node]]
        runs.update(graph.target[flow] for flow in flows)
    return order, None
