"""The timeline critical path: our own forward and backward passes over the graph, slack, and all ties.

networkx's longest path leaves out the last node's duration, gives one path and no slack, so it serves as a test oracle only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vsmstudio.analysis.flow_graph import FlowGraph

Following = dict[int, list[int]]
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

    def slacks(self) -> list[float | None]:
        """The slack of every node."""
        headline = self.headline
        if headline is None:
            return [None] * len(self.early)
        return [
            None if rest is None else 0.0 if critical else headline - early - rest
            for early, rest, critical in zip(self.early, self.rest, self.critical, strict=True)
        ]


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
    critical = [value is not None and start + value >= least for start, value in zip(early, rest, strict=True)]
    flows, after = _tight(graph, node_times, flow_times, early, rest, critical, least)
    done = {end for end in graph.ends if critical[end] and early[end] + node_times[end] >= least}
    sources, stops, after = _without_endpoints(graph, after, done, critical)
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
    source, target, into, options = graph.source, graph.target, graph.into, graph.options
    for start in graph.starts:
        reached[start] = True
    for node in graph.order:
        if reached[node]:
            finish = early[node] + node_times[node]
            for flow in options[node]:
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
    target, options = graph.target, graph.options
    for node in reversed(graph.order):
        if reached[node]:
            longest = 0.0 if node in ends else -1.0
            for flow in options[node]:
                onward = rest[target[flow]]
                if onward is not None:
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
) -> tuple[list[int], Following]:
    """The critical flows, and for each critical node those that follow it, in the order of the flow."""
    flows: list[int] = []
    after: Following = {}
    target, options = graph.target, graph.options
    for node in graph.order:
        if not critical[node]:
            continue
        following: list[int] = []
        finish = early[node] + node_times[node]
        for flow in options[node]:
            other = target[flow]
            onward = rest[other]
            if critical[other] and onward is not None and finish + flow_times[flow] + onward >= least:
                flows.append(flow)
                if other not in following:
                    following.append(other)
        after[node] = following
    return flows, after


def _without_endpoints(
    graph: FlowGraph, after: Following, done: set[int], critical: Sequence[bool]
) -> tuple[list[int], set[int], Following]:
    """Where critical paths begin and stop when the endpoints at both ends are taken off, so that two customers at the
    end of the same steps do not make two paths."""
    entered = {node for following in after.values() for node in following}
    sources: dict[int, None] = {}
    stops = set(done)
    last = {node for node in done if node >= graph.marks and not after[node]}
    if last:
        stops |= {node for node, following in after.items() if not last.isdisjoint(following)}
        after = {node: [each for each in following if each not in last] for node, following in after.items()}
    for start in graph.starts:
        if not critical[start] or start in entered:
            continue
        if start >= graph.marks and after[start]:
            sources.update(dict.fromkeys(after[start]))
        else:
            sources[start] = None
    return list(sources), stops, after


def _count(graph: FlowGraph, sources: list[int], stops: set[int], after: Following) -> int:
    ways = [0] * len(graph.nodes)
    for node, following in reversed(after.items()):
        found = 1 if node in stops else 0
        for each in following:
            found += ways[each]
        ways[node] = found
    return sum(ways[source] for source in sources)


def _listed(
    graph: FlowGraph, sources: list[int], stops: set[int], after: Following, count: int
) -> tuple[tuple[int, ...], ...]:
    """Up to a hundred paths by the names along them, then by ids.

    Paths are walked by name at every node; that is already their order unless steps that follow one node share a name.
    """
    nodes = graph.nodes

    def by_name(node: int) -> tuple[str, str]:
        return (nodes[node].name, nodes[node].id)

    distinct = _distinct(graph, sources) and all(_distinct(graph, each) for each in after.values() if len(each) > 1)
    wanted = count if not distinct and count <= SORTED_WHOLE else LISTED
    paths = _walked(sources, stops, after, by_name, wanted)
    if not distinct and len(paths) > 1:
        names, ids = [node.name for node in nodes], [node.id for node in nodes]
        paths.sort(key=lambda path: ([names[node] for node in path], [ids[node] for node in path]))
    return tuple(paths[:LISTED])


def _distinct(graph: FlowGraph, nodes: Sequence[int]) -> bool:
    return len({graph.nodes[node].name for node in nodes}) == len(nodes)


def _walked(
    sources: list[int], stops: set[int], after: Following, by_name: Callable[[int], tuple[str, str]], wanted: int
) -> list[tuple[int, ...]]:
    """The first paths along the critical flows, by name at each node; what has no branches is walked only once."""
    found: list[tuple[int, ...]] = []
    runs: dict[int, list[int]] = {}
    path: list[int] = []
    ahead: list[tuple[int, Iterator[int]]] = [(0, iter(sorted(sources, key=by_name)))]
    while ahead and len(found) < wanted:
        length, options = ahead[-1]
        node = next(options, None)
        if node is None:
            ahead.pop()
            continue
        del path[length:]
        if node not in runs:
            runs[node] = _run(node, stops, after)
        path += runs[node]
        if path[-1] in stops:
            found.append(tuple(path))
        following = after[path[-1]]
        if following:
            ahead.append((len(path), iter(following if len(following) < 2 else sorted(following, key=by_name))))
    return found


def _run(node: int, stops: set[int], after: Following) -> list[int]:
    """From a node on to where paths branch or stop."""
    run = [node]
    while node not in stops and len(after[node]) == 1:
        node = after[node][0]
        run.append(node)
    return run
