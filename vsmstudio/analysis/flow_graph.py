"""The work flows of one map as a graph without loops: what all questions of time and order are asked of.

Nodes and flows are known by their place in `nodes` and `flows`, so that the passes run over plain lists.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Endpoint, EndpointRole, Flow, FlowKind, Node, Queue, Split, Step

RINGS_NAMED = 100
NEVER = 1e-12  # a share so small beside the others leaves them whole in floats: it cannot happen


@dataclass(frozen=True, slots=True)
class FlowGraph:
    """Nodes joined by work flows, loops already broken.

    `flows` are the work flows that were kept, `left_out` those that closed a loop; `source` and `target` give the nodes of
    a flow, `out` and `into` the flows of a node. `order` is a topological order. `chance` is the part (0..1) of the items
    at its source that take a flow: 1 where work goes to all successors, the share among alternatives else; `options` are the
    flows out of a node that can happen at all. Nodes before the number `queues` are steps, those from `marks` on endpoints.
    `starts` and `ends` are where counting paths begin and end. `rings` are the nodes of each loop, the first being where
    the closing flow led back to. `rework` holds the rework flows between nodes of the map.
    """

    nodes: tuple[Node, ...]
    index: dict[Id, int]
    flows: tuple[Flow, ...]
    source: list[int]
    target: list[int]
    out: list[list[int]]
    into: list[list[int]]
    order: list[int]
    chance: list[float]
    starts: list[int]
    ends: list[int]
    endpoints: frozenset[int]
    rings: tuple[tuple[int, ...], ...]
    left_out: tuple[Flow, ...]
    rework: tuple[Flow, ...]
    options: list[list[int]]
    queues: int
    marks: int

    def name(self, node: int) -> str:
        return self.nodes[node].name

    def is_step(self, node: int) -> bool:
        return node < self.queues

    def steps_ahead(self, node: int) -> list[int]:
        """The next steps after a node, through any queues between, in the order of the flows."""
        return _steps_through_queues(self.nodes, node, self.out, self.target)

    def steps_behind(self, node: int) -> list[int]:
        """The steps before a node, through any queues between."""
        return _steps_through_queues(self.nodes, node, self.into, self.source)


def build(document: Document, map_id: Id) -> FlowGraph:
    """The graph of a map. Flows to nodes that are not on the map are ignored; loops are named and broken."""
    nodes = document.nodes(map_id)
    count = len(nodes)
    index = {node.id: at for at, node in enumerate(nodes)}
    queues, marks = (bisect_left(nodes, kind, key=_kind_of) for kind in (1, 2))
    work, rework = _sorted_flows(document.flows(map_id), index)
    source = [index[flow.source] for flow in work]
    target = [index[flow.target] for flow in work]
    out, into = _adjacent(count, source, target)
    order = topological(out, into, target)
    rings: list[tuple[int, ...]] = []
    left_out: tuple[Flow, ...] = ()
    if len(order) < count:
        closing, rings = _closing_flows(document, nodes, set(range(count)) - set(order), source, target, out)
        left_out = tuple(work[each] for each in sorted(closing))
        kept = [each for each in range(len(work)) if each not in closing]
        work, source, target = [work[e] for e in kept], [source[e] for e in kept], [target[e] for e in kept]
        out, into = _adjacent(count, source, target)
        order = topological(out, into, target)
    chance = _chances(nodes, work, out)
    can_happen = not chance or min(chance) > 0
    return FlowGraph(
        nodes=nodes,
        index=index,
        flows=tuple(work),
        source=source,
        target=target,
        out=out,
        into=into,
        order=order,
        chance=chance,
        starts=_starts(nodes, out, into, marks),
        ends=_ends(nodes, source, out, into, marks),
        endpoints=frozenset(range(marks, count)),
        rings=tuple(rings),
        left_out=left_out,
        rework=tuple(rework),
        options=out if can_happen else [[flow for flow in flows if chance[flow] > 0] for flows in out],
        queues=queues,
        marks=marks,
    )


def _kind_of(node: Node) -> int:
    return NODE_KINDS.index(type(node))


def _sorted_flows(flows: Iterable[Flow], index: dict[Id, int]) -> tuple[list[Flow], list[Flow]]:
    """Work and rework flows between nodes of the map, by source and target, then by id (as they come)."""
    count = len(index)
    information, rework_kind = FlowKind.INFORMATION, FlowKind.REWORK
    work: list[Flow] = []
    rework: list[Flow] = []
    places: list[int] = []
    for flow in flows:
        kind = flow.kind
        if kind is information or flow.source not in index or flow.target not in index:
            continue
        if kind is rework_kind:
            rework.append(flow)
        else:
            work.append(flow)
            places.append(index[flow.source] * count + index[flow.target])
    rework.sort(key=lambda flow: (index[flow.source], index[flow.target]))
    return [work[at] for at in sorted(range(len(work)), key=places.__getitem__)], rework


def topological(out: Sequence[Sequence[int]], into: Sequence[Sequence[int]], target: Sequence[int]) -> list[int]:
    """The nodes so that each comes after all that lead to it; nodes in or behind a loop are missing."""
    waiting = [len(each) for each in into]
    order = [node for node, count in enumerate(waiting) if count == 0]
    for node in order:  # grows while it is read
        for flow in out[node]:
            after = target[flow]
            waiting[after] -= 1
            if waiting[after] == 0:
                order.append(after)
    return order


def shares(typed: Sequence[float | None]) -> list[float]:
    """The parts (adding up to 1) that alternatives get: blank ones divide the rest evenly, wrong sums are scaled.

    Where every typed share is 0 and none is blank nothing says where work goes, so all get the same part. One
    of less than a millionth of a millionth cannot happen.

    >>> shares([0.5, None, None]), shares([0.6, 0.6]), shares([0.0, None])
    ([0.5, 0.25, 0.25], [0.5, 0.5], [0.0, 1.0])
    """
    known = sum(share for share in typed if share is not None)
    blank = sum(share is None for share in typed)
    rest = max(0.0, 1.0 - known) / blank if blank else 0.0
    parts = [rest if share is None else share for share in typed]
    total = sum(parts)
    if total <= 0:
        return [1.0 / len(parts) for _ in parts]
    parts = [part / total for part in parts]
    return [part if part > NEVER else 0.0 for part in parts]


def _adjacent(count: int, source: list[int], target: list[int]) -> tuple[list[list[int]], list[list[int]]]:
    out: list[list[int]] = [[] for _ in range(count)]
    into: list[list[int]] = [[] for _ in range(count)]
    for flow, (a, b) in enumerate(zip(source, target, strict=True)):
        out[a].append(flow)
        into[b].append(flow)
    return out, into


def _chances(nodes: Sequence[Node], flows: Sequence[Flow], out: Sequence[Sequence[int]]) -> list[float]:
    chance = [1.0] * len(flows)
    one = Split.ONE
    for at in [at for at, node in enumerate(nodes) if node.split is one]:
        leaving = out[at]
        if leaving:
            for flow, part in zip(leaving, shares([flows[each].share for each in leaving]), strict=True):
                chance[flow] = part
    return chance


def _starts(
    nodes: Sequence[Node], out: Sequence[Sequence[int]], into: Sequence[Sequence[int]], marks: int
) -> list[int]:
    """Start endpoints from which work leaves; without any, every node that no work flow enters.

    An endpoint that is not connected yet says nothing, so a half-drawn map keeps its figures.
    """
    marked = [at for at in range(marks, len(nodes)) if out[at] and _has_role(nodes[at], EndpointRole.START)]
    return marked or [at for at, flows in enumerate(into) if not flows and not _is_loose(nodes[at], out[at])]


def _ends(
    nodes: Sequence[Node],
    source: Sequence[int],
    out: Sequence[Sequence[int]],
    into: Sequence[Sequence[int]],
    marks: int,
) -> list[int]:
    """End endpoints that work enters, and last steps that are meant to end; without an end endpoint, every last node."""
    marked = {at for at in range(marks, len(nodes)) if into[at] and _has_role(nodes[at], EndpointRole.END)}
    last = [at for at, flows in enumerate(out) if not flows and not _is_loose(nodes[at], into[at])]
    if not marked:
        return last
    return sorted(marked.union(at for at in last if _is_meant(nodes, at, source, into)))


def _has_role(node: Node, role: EndpointRole) -> bool:
    return isinstance(node, Endpoint) and node.role is role


def _is_loose(node: Node, flows: Sequence[int]) -> bool:
    return isinstance(node, Endpoint) and not flows


def _is_meant(nodes: Sequence[Node], last: int, source: Sequence[int], into: Sequence[Sequence[int]]) -> bool:
    """Is the last step of this branch marked to end here? Queues behind it change nothing."""
    node = nodes[last]
    if isinstance(node, Step):
        return node.ends_here
    before = _steps_through_queues(nodes, last, into, source) if isinstance(node, Queue) else []
    return any(step.ends_here for each in before if isinstance(step := nodes[each], Step))


def _steps_through_queues(
    nodes: Sequence[Node], node: int, flows: Sequence[Sequence[int]], towards: Sequence[int]
) -> list[int]:
    found: dict[int, None] = {}
    seen = {node}
    waiting = [node]
    for at in waiting:  # grows while it is read
        for flow in flows[at]:
            other = towards[flow]
            if isinstance(nodes[other], Step):
                found[other] = None
            elif isinstance(nodes[other], Queue) and other not in seen:
                seen.add(other)
                waiting.append(other)
    return list(found)


# --- loops ------------------------------------------------------------------------------------------------------------


def _closing_flows(
    document: Document,
    nodes: Sequence[Node],
    tangled: set[int],
    source: Sequence[int],
    target: Sequence[int],
    out: Sequence[Sequence[int]],
) -> tuple[set[int], list[tuple[int, ...]]]:
    """The flows that close a loop, and the rings that they close (up to 100 named).

    Each knot of loops is walked from where work comes in; a flow that leads back to a node still being walked closes a
    loop. A knot that nothing leads into is entered at a start, else behind its way out, else at the left.
    """
    import networkx as nx

    inner = [flow for at in tangled for flow in out[at] if target[flow] in tangled]
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(tangled)
    graph.add_edges_from((source[flow], target[flow]) for flow in inner)
    knot_of = {node: at for at, knot in enumerate(nx.strongly_connected_components(graph)) for node in knot}
    knots: dict[int, list[int]] = {}
    for node, knot in knot_of.items():
        knots.setdefault(knot, []).append(node)
    reading = {node: document.reading(nodes[node]) for node in tangled}
    entered, behind_exit = set(), set()
    exits = {
        a for a in tangled for flow in out[a] if target[flow] not in tangled or knot_of[target[flow]] != knot_of[a]
    }
    for flow in range(len(source)):
        a, b = source[flow], target[flow]
        if b in tangled and (a not in tangled or knot_of[a] != knot_of[b]):
            entered.add(b)
        elif b in tangled and a in exits:
            behind_exit.add(b)

    def rank(node: int) -> tuple[bool, bool, bool, tuple[float, float, str, Id]]:
        record = nodes[node]
        is_start = isinstance(record, Endpoint) and record.role is EndpointRole.START
        return (not is_start, node not in entered, node not in behind_exit, reading[node])

    closing: set[int] = set()
    rings: list[tuple[int, ...]] = []
    for members in sorted(knots.values(), key=lambda each: min(reading[node] for node in each)):
        within = set(members)
        onward = {
            node: sorted((f for f in out[node] if target[f] in within), key=lambda f: (reading[target[f]], f))
            for node in members
        }
        _walk(min(members, key=rank), onward, target, closing, rings)
    return closing, rings


def _walk(
    root: int, onward: dict[int, list[int]], target: Sequence[int], closing: set[int], rings: list[tuple[int, ...]]
) -> None:
    """Depth first from `root`, without recursion: collect the flows back to a node of the path walked, and their rings."""
    place = {root: 0}  # of nodes on the path
    path = [root]
    ahead = [iter(onward[root])]
    done: set[int] = set()
    while path:
        for flow in ahead[-1]:
            after = target[flow]
            if after in place:
                closing.add(flow)
                if len(rings) < RINGS_NAMED:
                    rings.append(tuple(path[place[after] :]))
            elif after not in done:
                place[after] = len(path)
                path.append(after)
                ahead.append(iter(onward[after]))
                break
        else:
            done.add(path[-1])
            del place[path.pop()]
            ahead.pop()


def ids(graph: FlowGraph, nodes: Iterable[int]) -> tuple[Id, ...]:
    """The record ids of nodes, in their order."""
    return tuple([graph.nodes[node].id for node in nodes])


def without_endpoints(graph: FlowGraph, path: Iterable[int]) -> tuple[Id, ...]:
    """The record ids of the steps and queues along a path: endpoints are left out."""
    nodes, marks = graph.nodes, graph.marks
    return tuple([nodes[node].id for node in path if node < marks])
