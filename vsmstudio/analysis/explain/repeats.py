"""What rework repeats along one path, worked out by counting crossings: apart from how the analysis does it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from vsmstudio.analysis.contributions import Contributions
from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.model.durations import Calendar
from vsmstudio.model.records import ReworkRule


class Repeats(NamedTuple):
    """What is passed more often than once: (place in the graph, extra passes, minutes) of nodes and of flows onward.

    `flows` are the rework flows that count, by their place among them: (place, passes, own delay).
    """

    nodes: tuple[tuple[int, float, float], ...]
    onward: tuple[tuple[int, float, float], ...]
    flows: tuple[tuple[int, float, float], ...]

    @property
    def minutes(self) -> float:
        """All that rework adds."""
        return sum(passes * time for part in self for _, passes, time in part)


def repeats(
    graph: FlowGraph, adding: Contributions, path: Sequence[int], rule: ReworkRule, calendar: Calendar
) -> Repeats | None:
    """The extra passes along a path. None where two nodes that follow each other are not joined, or rework never ends.

    Across each place of the path work must go forward once more often than it comes back, so that, from the end to the
    start: forward passes(i) = 1 + Σ passes of the loops that lead back across i, visits(i) = forward(i) ÷ (1 − Σ p).
    """
    place = {node: at for at, node in enumerate(path)}
    loops: dict[int, list[tuple[int, int, float]]] = {}  # by source: (rework flow, target, probability)
    for at, flow in enumerate(graph.rework):
        a, b = place.get(graph.index[flow.source]), place.get(graph.index[flow.target])
        if flow.probability and a is not None and b is not None and b <= a:
            loops.setdefault(a, []).append((at, b, flow.probability))
    if not loops:
        return Repeats((), (), ())
    ways = [_way(graph, adding, a, b) for a, b in pairwise(path)]
    if any(way is None for way in ways):
        return None
    nodes, onward, flows = [], [], []
    across = 0.0  # expected passes of loops that lead back over the place at hand
    ending = [0.0] * len(path)  # what of that ends at each place
    times, flow_times = adding.node_times(), adding.flow_times()
    for at in range(len(path) - 1, -1, -1):
        here = loops.get(at, [])
        again = sum(p for _, _, p in here)
        if again >= 1 - 1e-9:
            return None
        forward = 1 + across
        visits = forward / (1 - again) if rule is ReworkRule.UNTIL_RIGHT else 1 + across + again
        way = ways[at] if at < len(ways) else None
        if way is not None and forward > 1:
            onward.append((way, forward - 1, flow_times[way]))
        for number, target, p in here:
            passes = p * visits if rule is ReworkRule.UNTIL_RIGHT else p
            delay = graph.rework[number].delay
            flows.append((number, passes, delay.minutes(calendar) if delay else 0.0))
            if target < at:
                across += passes
                ending[target] += passes
        across -= ending[at]
        if visits > 1:
            nodes.append((path[at], visits - 1, times[path[at]]))
    return Repeats(tuple(reversed(nodes)), tuple(reversed(onward)), tuple(reversed(flows)))


def _way(graph: FlowGraph, adding: Contributions, a: int, b: int) -> int | None:
    """The slowest flow between two nodes."""
    flows = [flow for flow in graph.out[a] if graph.target[flow] == b and graph.chance[flow] > 0]
    return max(flows, key=lambda flow: adding.delay[flow] + adding.queued.get(flow, 0.0), default=None)
