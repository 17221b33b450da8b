"""How often one demanded unit passes each step, as formulas over the ways' probabilities and the chances of rework."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.export.xlsx.blocks import Block, LiveMap
from vsmstudio.model.records import ReworkRule, Split

MOST_TERMS = 20_000  # of all formulas of a map
Ways = frozenset[int]


class Share(NamedTuple):
    """A part of the ways among others, `part` ÷ `whole`: how likely something is where something else happens."""

    part: Ways
    whole: Ways

    def gives(self, ways: Sequence[Block]) -> float:
        """Its value now."""
        if not self.part or self.part == self.whole:
            return float(bool(self.part))
        chance = [sum(ways[at].probability for at in each) for each in self]
        return chance[0] / chance[1] if chance[1] else 0.0

    def words(self, cells: Sequence[str]) -> str:
        """Its formula; `cells` hold the ways' probabilities."""
        if not self.part or self.part == self.whole:
            return str(int(bool(self.part)))
        part, whole = ("+".join(cells[at] for at in sorted(each)) for each in self)
        return f"IFERROR(({part})/({whole}),0)"


class Return(NamedTuple):
    """What rework (its place in the graph) adds to the passes through nodes: how likely they run again, less what would have
    run anyway."""

    rework: int
    source: int
    adds: Mapping[int, tuple[Share, Share]]


class Visited(NamedTuple):
    """Visits of a map: the ways in which each node runs, the returns by the node that they reach, and what all that gives."""

    runs: Mapping[int, Ways]
    returns: Sequence[Return]
    onto: Mapping[int, Sequence[Return]]
    gives: Sequence[float]


def visited(live: LiveMap, rule: ReworkRule, said: Mapping[int, float | None]) -> Visited | None:
    """The visits of a map; None where they are not `said` (node -> passes) to be so, or nobody could read the formulas."""
    graph = live.graph
    ways = live.ways if live.alternatives else live.blocks[:1]
    if not ways:
        return None
    runs = {node: frozenset(at for at, way in enumerate(ways) if node in way.early) for node in range(len(graph.nodes))}
    returns: list[Return] = []
    for at, flow in enumerate(graph.rework):
        back, again = graph.index[flow.source], graph.index[flow.target]
        if again != back and again in _reached(graph, [back], graph.options):
            continue
        leads = _leading(graph, back)
        if again not in leads:
            return None
        returns.append(Return(at, back, _added(graph, ways, runs, back, again, leads)))
    onto: dict[int, list[Return]] = {}
    for each in returns:
        for node in each.adds:
            onto.setdefault(node, []).append(each)
    if sum(map(len, onto.values())) > MOST_TERMS:
        return None
    gives = _solved(graph, ways, runs, returns, onto, rule)
    if gives is None or any(
        value is None or not math.isclose(gives[node], value, rel_tol=1e-9, abs_tol=1e-9)
        for node, value in said.items()
    ):
        return None
    return Visited(runs, returns, onto, gives)


def _reached(graph: FlowGraph, begin: Iterable[int], flows: Sequence[Sequence[int]]) -> set[int]:
    found = set(begin)
    waiting = list(found)
    for node in waiting:  # grows while it is read
        for flow in flows[node]:
            if (after := graph.target[flow]) not in found:
                found.add(after)
                waiting.append(after)
    return found


def _leading(graph: FlowGraph, node: int) -> set[int]:
    """The nodes that lead to one, itself included."""
    found = {node}
    waiting = [node]
    for each in waiting:  # grows while it is read
        for flow in graph.into[each]:
            if graph.chance[flow] > 0 and (before := graph.source[flow]) not in found:
                found.add(before)
                waiting.append(before)
    return found


def _added(
    graph: FlowGraph, ways: Sequence[Block], runs: Mapping[int, Ways], back: int, again: int, leads: set[int]
) -> dict[int, tuple[Share, Share]]:
    new: dict[int, set[int]] = {}
    old: dict[int, set[int]] = {}
    for at, way in enumerate(ways):
        flows: dict[int, list[int]] = {}
        for flow in way.flows:
            flows.setdefault(graph.source[flow], []).append(flow)
        if again in way.early:
            heading = {
                node: each
                if graph.nodes[node].split is Split.ONE or node not in leads
                else [flow for flow in each if graph.target[flow] in leads] or each
                for node, each in flows.items()
            }
            for node in _passed(graph, again, heading):
                new.setdefault(node, set()).add(at)
        if back in way.early:
            for node in _passed(graph, back, flows) - {back}:
                old.setdefault(node, set()).add(at)
    found = {}
    for node in new.keys() | old.keys():
        shares = (
            Share(frozenset(new.get(node, ())), runs[again]),
            Share(frozenset(old.get(node, ())), runs[back]),
        )
        if shares[0] != shares[1] and shares[0].words(_ANY) != shares[1].words(_ANY):
            found[node] = shares
    return found


_ANY = ["x"] * 64


def _passed(graph: FlowGraph, begin: int, flows: Mapping[int, Sequence[int]]) -> set[int]:
    found = {begin}
    waiting = [begin]
    for node in waiting:  # grows while it is read
        for flow in flows.get(node, ()):
            if (after := graph.target[flow]) not in found:
                found.add(after)
                waiting.append(after)
    return found


def _solved(
    graph: FlowGraph,
    ways: Sequence[Block],
    runs: Mapping[int, Ways],
    returns: Sequence[Return],
    onto: Mapping[int, Sequence[Return]],
    rule: ReworkRule,
) -> list[float] | None:
    """The passes through every node as the formulas work them out; None where they would go round in a circle."""
    first = [sum(ways[at].probability for at in runs[node]) for node in range(len(graph.nodes))]
    chance = [flow.probability or 0.0 for flow in graph.rework]
    again: dict[int, float] = {}
    for each in returns:
        again[each.source] = again.get(each.source, 0.0) + chance[each.rework]
    if any(value >= 1 - 1e-9 for value in again.values()):
        return None
    found: dict[int, float] = {}

    def passes(node: int) -> float:
        own, others = 0.0, first[node]
        for each in onto.get(node, ()):
            share = each.adds[node][0].gives(ways) - each.adds[node][1].gives(ways)
            if rule is ReworkRule.ONCE:
                others += chance[each.rework] * first[each.source] * share
            elif each.source == node:
                own += chance[each.rework] * share
            else:
                others += chance[each.rework] * found[each.source] * share
        return others / (1 - own)

    sources = {each.source for each in returns}
    waits = {
        source: {each.source for each in onto.get(source, ()) if each.source != source and each.source in sources}
        for source in sources
    }
    while waits:
        ready = sorted(source for source, on in waits.items() if not on & waits.keys())
        if not ready:
            return None
        for source in ready:
            found[source] = passes(source)
            del waits[source]
    return [found[node] if node in found else passes(node) for node in range(len(graph.nodes))]
