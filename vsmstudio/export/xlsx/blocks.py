"""What a sheet of formulas works out: each map as a whole, then each way that work can take through it, as a block.

Everything is evaluated here as the formulas will, so that their values stand in the file, and compared with the analysis: a map
of which the two differ, or whose figures no sheet can work out, has values in place of formulas.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from vsmstudio.analysis.contributions import Contributions, contributions
from vsmstudio.analysis.critical_path import tolerance_at
from vsmstudio.analysis.flow_graph import FlowGraph, build
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, Endpoint, Map, Queue, ReworkRule, Split, ValueStream

MOST_WAYS = 12  # ways of one map that are worked out by formulas
MOST_ROWS = 6000  # rows that the ways of all maps take
MOST_JOINED = 60  # flows of one node: a formula names them one by one


@dataclass
class Block:
    """One way through a map (`way` 0: all that can happen). Times are working minutes, None where there is none.

    `flows` are those that can run, ordered by source, those to ends first, then by name, as paths are listed. `taken` are the
    flows along the first critical path, `place` the places of nodes on it from 1. `entries` are where a path may begin: (node,
    None) or (start, its flow), in order; `more` is what rework has added when work comes to a node, and when it leaves.
    """

    way: int
    nodes: list[int]
    flows: list[int]
    chosen: tuple[int, ...] = ()
    probability: float = 1.0
    early: dict[int, float] = field(default_factory=dict)
    rest: dict[int, float] = field(default_factory=dict)
    lead_time: float | None = None
    least: float | None = None
    tight: set[int] = field(default_factory=set)
    entries: list[tuple[int, int | None]] = field(default_factory=list)
    taken: dict[int, None] = field(default_factory=dict)
    place: dict[int, int] = field(default_factory=dict)
    more: dict[int, tuple[float, float]] = field(default_factory=dict)
    counts: dict[int, float] = field(default_factory=dict)
    takes: dict[int, float] = field(default_factory=dict)
    reworked: float | None = None
    quality: float = 1.0

    def finish(self, graph_time: Sequence[float], node: int) -> float | None:
        """When a node is done; None where it does not run."""
        return self.early[node] + graph_time[node] if node in self.early else None


@dataclass
class LiveMap:
    """A map that formulas can work out. `blocks` begin with the map as a whole; without alternatives that is all."""

    number: int
    map: Map
    held: MapAnalysis
    graph: FlowGraph
    adding: Contributions
    times: list[float]
    rework_delays: list[float]
    blocks: list[Block]
    alternatives: bool

    @property
    def ways(self) -> list[Block]:
        """The ways one by one; none where there is nothing to choose, or too much."""
        return self.blocks[1:]


def live_map(document: Document, number: int, shown: Map, held: MapAnalysis, room: int) -> LiveMap | None:
    """The blocks of a map; None where formulas would not give what the analysis says. `room`: rows for its ways."""
    if any(node.id not in held.nodes for node in document.nodes(shown.id)):
        return None
    calendar, rule = document.engagement.calendar, document.engagement.rework
    graph = build(document, shown.id)
    adding = contributions(graph, shown.convention, calendar, document.of(ValueStream, shown.stream))
    if adding.queued or not _is_plain(graph, shown.convention):
        return None
    delays = [each.delay.minutes(calendar) if each.delay else 0.0 for each in graph.rework]
    times = adding.node_times()
    flows = range(len(graph.flows))
    whole = Block(0, list(graph.order), [flow for flow in flows if graph.chance[flow] > 0])
    _work_out(graph, whole, times, adding.delay, delays, rule)
    path = tuple(graph.nodes[node].id for node in whole.place if node < graph.marks)
    first = held.critical_paths[0] if held.critical_paths else ()
    if path != first or not _equal(held.figures.lead_time, whole.lead_time):
        return None
    alternatives = any(_chooses(graph, node) for node in whole.early)
    live = LiveMap(number, shown, held, graph, adding, times, delays, [whole], alternatives)
    if alternatives:
        ways = _ways(graph)
        if ways is not None and len(ways) * len(graph.nodes) <= room:
            for at, each in enumerate(ways, start=1):
                each.way = at
                _work_out(graph, each, times, adding.delay, delays, rule)
            live.blocks += ways
            if not _equal(held.figures.expected_lead_time, expected(live, "lead_time")) or not _equal(
                held.figures.expected_lead_time_with_rework, expected(live, "reworked")
            ):
                live.blocks = [whole]
    elif not _equal(held.figures.expected_lead_time_with_rework, whole.reworked):
        return None
    return live


def expected(live: LiveMap, of: str) -> float | None:
    """The mean of a figure of the ways that reach an end, weighed by how likely they are."""
    ended = [each for each in live.ways if each.lead_time is not None and each.probability > 0]
    values = [getattr(each, of) for each in ended]
    if not ended or any(value is None for value in values):
        return None
    whole = sum(each.probability for each in ended)
    return math.fsum(each.probability * value for each, value in zip(ended, values, strict=True)) / whole


def _equal(said: float | None, found: float | None) -> bool:
    if said is None or found is None:
        return said is None and (found is None or found == 0)
    return math.isclose(said, found, rel_tol=1e-9, abs_tol=1e-6)


def _is_plain(graph: FlowGraph, convention: Convention) -> bool:
    """Can formulas follow it? No work leaves an end or comes to a start, no queue's quantity is divided, few flows join."""
    for at, node in enumerate(graph.nodes):
        if max(len(graph.out[at]), len(graph.into[at])) > MOST_JOINED:
            return False
        if isinstance(node, Endpoint) and (
            (at in graph.ends and graph.out[at]) or (at in graph.starts and graph.into[at])
        ):
            return False
        if isinstance(node, Queue) and len(graph.out[at]) > 1 and convention is Convention.SERVICE:
            return False
    return True


def _chooses(graph: FlowGraph, node: int) -> bool:
    return graph.nodes[node].split is Split.ONE and len(graph.out[node]) > 1


def _ways(graph: FlowGraph) -> list[Block] | None:
    """Every choice at every split that it reaches; None where there are too many."""
    found: list[tuple[set[int], tuple[int, ...], float]] = []
    waiting: list[tuple[int, set[int], tuple[int, ...], float, set[int]]] = [(0, set(), (), 1.0, set(graph.starts))]
    while waiting:
        at, flows, chosen, chance, runs = waiting.pop()
        while at < len(graph.order):
            node = graph.order[at]
            at += 1
            if node not in runs:
                continue
            if _chooses(graph, node):
                for flow in reversed(graph.out[node]):
                    waiting.append(
                        (at, flows | {flow}, (*chosen, flow), chance * graph.chance[flow], runs | {graph.target[flow]})
                    )
                break
            flows |= set(graph.out[node])
            runs |= {graph.target[flow] for flow in graph.out[node]}
        else:
            found.append((flows, chosen, chance))
        if len(found) + len(waiting) > MOST_WAYS:
            return None
    return [Block(0, list(graph.order), sorted(flows), chosen, chance) for flows, chosen, chance in found]


def _work_out(
    graph: FlowGraph,
    block: Block,
    times: Sequence[float],
    delay: Sequence[float],
    rework_delays: Sequence[float],
    rule: ReworkRule,
) -> None:
    runs = set(block.flows)
    source, target, ends = graph.source, graph.target, set(graph.ends)
    starts, early = set(graph.starts), block.early
    for node in graph.order:
        into = [flow for flow in graph.into[node] if flow in runs and source[flow] in early]
        if node in starts or into:
            arrivals = [early[source[flow]] + times[source[flow]] + delay[flow] for flow in into]
            early[node] = max(arrivals, default=0.0)
    for node in reversed(graph.order):
        if node in early:
            onward = [
                delay[f] + block.rest[target[f]] for f in graph.out[node] if f in runs and target[f] in block.rest
            ]
            if node in ends or onward:
                block.rest[node] = times[node] + max(onward, default=0.0)
    finishes = [early[end] + times[end] for end in graph.ends if end in early]
    place = {node: at for at, node in enumerate(graph.order)}
    block.flows = sorted(runs, key=lambda flow: (place[source[flow]], *_rank(graph, flow)))
    block.quality = math.prod(ca for node in early if (ca := getattr(graph.nodes[node], "ca", None)) is not None)
    _find_entries(graph, block)
    if not finishes:
        return
    block.lead_time = max(finishes)
    block.least = block.lead_time - tolerance_at(block.lead_time)
    for flow in block.flows:
        a, b = source[flow], target[flow]
        if a in early and b in block.rest and early[a] + times[a] + (delay[flow] + block.rest[b]) >= block.least:
            block.tight.add(flow)
    _walk(graph, block, times)
    _rework(graph, block, times, rework_delays, rule)


def _rank(graph: FlowGraph, flow: int) -> tuple[bool, str, Id]:
    node = graph.nodes[graph.target[flow]]
    return (not isinstance(node, Endpoint), node.name, node.id)


def _find_entries(graph: FlowGraph, block: Block) -> None:
    found: list[tuple[str, Id, str, Id, int, int | None]] = []
    for start in graph.starts:
        node = graph.nodes[start]
        if start < graph.marks:
            found.append((node.name, node.id, "", "", start, None))
            continue
        for flow in block.flows:
            if graph.source[flow] == start:
                after = graph.nodes[graph.target[flow]]
                found.append((after.name, after.id, node.name, node.id, start, flow))
    block.entries = [(node, flow) for *_, node, flow in sorted(found, key=lambda each: each[:4])]


def is_critical(block: Block, node: int) -> bool:
    """Is a node on a critical path of its block?"""
    if node not in block.rest or block.least is None:
        return False
    return block.early[node] + block.rest[node] >= block.least


def _walk(graph: FlowGraph, block: Block, times: Sequence[float]) -> None:
    """The first critical path."""
    begin = next(
        (
            each
            for each in block.entries
            if (each[1] in block.tight if each[1] is not None else is_critical(block, each[0]))
        ),
        None,
    )
    if begin is None:
        return
    node, flow = begin
    block.place[node] = 1
    after: dict[int, list[int]] = {}
    for each in block.flows:
        if each in block.tight:
            after.setdefault(graph.source[each], []).append(each)
    while True:
        if flow is None:
            following = after.get(node)
            if not following:
                return
            flow = following[0]
        block.taken[flow] = None
        node = graph.target[flow]
        block.place[node] = len(block.place) + 1
        flow = None


def _rework(
    graph: FlowGraph, block: Block, times: Sequence[float], rework_delays: Sequence[float], rule: ReworkRule
) -> None:
    """What rework adds along the path, place by place, as `analysis.rework.expected_time` has it."""
    index, place = graph.index, block.place
    leaving: dict[int, list[int]] = {}
    for at, flow in enumerate(graph.rework):
        leaving.setdefault(index[flow.source], []).append(at)
    before = 0.0
    endless = False
    for node in place:
        own = 0.0
        counted = []
        for at in leaving.get(node, ()):
            back = index[graph.rework[at].target]
            if back in place and place[back] <= place[node] and (p := graph.rework[at].probability):
                once = rule is ReworkRule.ONCE
                again = times[node] if once else before - (before if back == node else block.more[back][0])
                block.counts[at] = p
                block.takes[at] = p * (rework_delays[at] + block.early[node] - block.early[back] + again)
                counted.append(at)
        if counted:
            chance, takes = sum(block.counts[at] for at in counted), sum(block.takes[at] for at in counted)
            if chance >= 1 - 1e-9:
                endless = True
            elif rule is ReworkRule.ONCE:
                own = takes
            else:
                own = (times[node] + takes) / (1 - chance) - times[node]
        block.more[node] = (before, before + own)
        before += own
    assert block.lead_time is not None
    block.reworked = None if endless else block.lead_time + before
