"""The timeline critical path: our own forward and backward passes over the graph, slack, and all ties.

networkx's longest path leaves out the last node's duration, gives one path and no slack, so it serves as a test oracle only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.model.records import Endpoint

LISTED = 100  # critical paths that are listed; all are counted
SORTED_WHOLE = 1000  # so many ties are all made and sorted by names before the first are taken
TOLERANCE = 1e-6  # minutes within which times are equal


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """Times of every node against the headline (working minutes), and the critical paths.

    `early` is the earliest start; `rest` the longest time from a node's start to an end, None where it is on no counting
    path; `headline` the longest path, None where no path counts. `paths` are node numbers without the endpoints at both
    ends (up to 100, ordered by names, then ids), `count` is how many there are. `flows` are the critical flows.
    """

    early: list[float]
    rest: list[float | None]
    reached: list[bool]
    headline: float | None
    tolerance: float
    critical: list[bool]
    flows: frozenset[int]
    paths: tuple[tuple[int, ...], ...]
    count: int

    def slack(self, node: int) -> float | None:
        """How much later a node may start without delaying the headline; None off every counting path."""
        rest = self.rest[node]
        if rest is None or self.headline is None:
            return None
        return 0.0 if self.critical[node] else self.headline - self.early[node] - rest


def critical_path(graph: FlowGraph, node_times: Sequence[float], flow_times: Sequence[float]) -> CriticalPath:
    """Longest paths from start to end by lead time, over all flows that can happen, with every node's slack."""
    early, reached = _forward(graph, node_times, flow_times)
    rest = _backward(graph, node_times, flow_times, reached)
    finishes = [early[end] + node_times[end] for end in graph.ends if reached[end]]
    if not finishes:
        nothing = [False] * len(graph.nodes)
        return CriticalPath(early, rest, reached, None, TOLERANCE, nothing, frozenset(), (), 0)
    headline = max(finishes)
    tolerance = tolerance_at(headline)
    least = headline - tolerance
    critical = [value is not None and early[node] + value >= least for node, value in enumerate(rest)]
    flows, after, finishing = _tight(graph, node_times, flow_times, early, rest, critical, least)
    sources, stops, after = _without_endpoints(graph, after, finishing, critical)
    count = _count(graph, sources, stops, after)
    paths = _listed(graph, sources, stops, after, count)
    return CriticalPath(early, rest, reached, headline, tolerance, critical, frozenset(flows), paths, count)


def tolerance_at(headline: float) -> float:
    """Minutes within which times are equal; at great lengths as much as floats can tell apart."""
    return max(TOLERANCE, 1e-12 * headline)


def _forward(
    graph: FlowGraph, node_times: Sequence[float], flow_times: Sequence[float]
) -> tuple[list[float], list[bool]]:
    count = len(graph.nodes)
    early, reached = [0.0] * count, [False] * count
    source, target, chance, into, out = graph.source, graph.target, graph.chance, graph.into, graph.out
    for start in graph.starts:
        reached[start] = True
    for node in graph.order:
        if not reached[node]:
            continue
        finish = early[node] + node_times[node]
        for flow in out[node]:
            if chance[flow] > 0:
                after = target[flow]
                reached[after] = True
                arrival = finish + flow_times[flow]
                if arrival > early[after]:
                    early[after] = arrival
    if not all(reached):  # beside the counting paths: against its own beginning
        for node in graph.order:
            if not reached[node]:
                early[node] = max(
                    (early[a] + node_times[a] + flow_times[f] for f in into[node] if not reached[a := source[f]]),
                    default=0.0,
                )
    return early, reached


def _backward(
    graph: FlowGraph, node_times: Sequence[float], flow_times: Sequence[float], reached: Sequence[bool]
) -> list[float | None]:
    rest: list[float | None] = [None] * len(graph.nodes)
    ends = set(graph.ends)
    target, chance, out = graph.target, graph.chance, graph.out
    for node in reversed(graph.order):
        if not reached[node]:
            continue
        longest = 0.0 if node in ends else -1.0
        for flow in out[node]:
            onward = rest[target[flow]]
            if onward is not None and chance[flow] > 0:
                onward += flow_times[flow]
                if onward > longest:
                    longest = onward
        if longest >= 0:
            rest[node] = node_times[node] + longest
    return rest


def _tight(
    graph: FlowGraph,
    node_times: Sequence[float],
    flow_times: Sequence[float],
    early: Sequence[float],
    rest: Sequence[float | None],
    critical: Sequence[bool],
    least: float,
) -> tuple[list[int], list[list[int]], list[bool]]:
    """The critical flows, for each node the critical nodes that follow it, and at which ends a critical path is done."""
    flows: list[int] = []
    after: list[list[int]] = [[] for _ in graph.nodes]
    finishing = [False] * len(graph.nodes)
    for end in graph.ends:
        finishing[end] = critical[end] and early[end] + node_times[end] >= least
    for node, is_critical in enumerate(critical):
        if not is_critical:
            continue
        finish = early[node] + node_times[node]
        for flow in graph.out[node]:
            onward = rest[graph.target[flow]]
            if (
                onward is not None
                and graph.chance[flow] > 0
                and critical[graph.target[flow]]
                and finish + flow_times[flow] + onward >= least
            ):
                flows.append(flow)
                if graph.target[flow] not in after[node]:
                    after[node].append(graph.target[flow])
    return flows, after, finishing


def _without_endpoints(
    graph: FlowGraph, after: list[list[int]], finishing: list[bool], critical: Sequence[bool]
) -> tuple[list[int], list[bool], list[list[int]]]:
    """Where critical paths begin and stop when the endpoints at both ends are taken off, so that two customers at the
    end of the same steps do not make two paths."""
    entered = {node for following in after for node in following}
    sources: dict[int, None] = {}
    stops = list(finishing)
    last = {
        node
        for node, done in enumerate(finishing)
        if done and isinstance(graph.nodes[node], Endpoint) and not after[node]
    }
    if last:
        for node, following in enumerate(after):
            if any(each in last for each in following):
                stops[node] = True
        after = [[each for each in following if each not in last] for following in after]
    for start in graph.starts:
        if not critical[start] or start in entered:
            continue
        if isinstance(graph.nodes[start], Endpoint) and after[start]:
            sources.update(dict.fromkeys(after[start]))
        else:
            sources[start] = None
    return list(sources), stops, after


def _count(graph: FlowGraph, sources: list[int], stops: list[bool], after: list[list[int]]) -> int:
    ways = [0] * len(graph.nodes)
    for node in reversed(graph.order):
        following = after[node]
        ways[node] = int(stops[node]) + (sum([ways[each] for each in following]) if following else 0)
    return sum(ways[source] for source in sources)


def _listed(
    graph: FlowGraph, sources: list[int], stops: list[bool], after: list[list[int]], count: int
) -> tuple[tuple[int, ...], ...]:
    def by_name(node: int) -> tuple[str, str]:
        return (graph.nodes[node].name, graph.nodes[node].id)

    wanted = count if count <= SORTED_WHOLE else LISTED
    paths: list[tuple[int, ...]] = []
    for path in _walks(sorted(sources, key=by_name), stops, after, by_name):
        paths.append(tuple(path))
        if len(paths) >= wanted:
            break
    if len(paths) > 1:
        names, ids = [node.name for node in graph.nodes], [node.id for node in graph.nodes]
        paths.sort(key=lambda path: ([names[node] for node in path], [ids[node] for node in path]))
    return tuple(paths[:LISTED])


def _walks(
    sources: list[int], stops: list[bool], after: list[list[int]], by_name: Callable[[int], tuple[str, str]]
) -> Iterator[list[int]]:
    """Every way along the critical flows, by name; each list is valid until the next is asked for."""
    ahead: list[Iterator[int]] = [iter(sources)]
    path: list[int] = []
    while ahead:
        node = next(ahead[-1], None)
        if node is None:
            ahead.pop()
            if path:
                path.pop()
            continue
        path.append(node)
        if stops[node]:
            yield path
        following = after[node]
        ahead.append(iter(following if len(following) < 2 else sorted(following, key=by_name)))
