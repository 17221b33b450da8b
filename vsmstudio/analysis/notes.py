"""Sentences on how the figures of a map are to be read: what was left out, sampled or shortened."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.analysis.critical_path import LISTED, CriticalPath
from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.analysis.scenarios import Alternatives
from vsmstudio.model.document import Document
from vsmstudio.model.records import Flow

NAMED = 5  # flows named in one sentence


def notes(
    document: Document, graph: FlowGraph, critical: CriticalPath, happens: Alternatives, seed: int
) -> tuple[str, ...]:
    """What a reader of the figures must know, a sentence each."""
    found = []
    if critical.headline is None and any(graph.is_step(node) for node in range(len(graph.nodes))):
        found.append("No path leads from a start to an end, so there is no lead time")
    if graph.left_out:
        found.append(_on_loops(document, graph.left_out))
    if critical.count > LISTED:
        found.append(f"{critical.count:,} paths are critical; the first {LISTED} by name are listed")
    found += _on_alternatives(happens, seed)
    found += _on_rework(document, graph, happens)
    return tuple(found)


def _on_loops(document: Document, left_out: tuple[Flow, ...]) -> str:
    ways = [_way(document, flow) for flow in left_out[:NAMED]]
    if len(left_out) == 1:
        return f"{ways[0]} closes a loop and is left out of the figures"
    more = f" and {len(left_out) - NAMED:,} more" if len(left_out) > NAMED else ""
    return f"{len(left_out):,} flows close loops and are left out of the figures: {', '.join(ways)}{more}"


def _on_alternatives(happens: Alternatives, seed: int) -> list[str]:
    found = []
    if happens.sampled:
        found.append(
            f"There are too many scenarios to go through all: expected figures are from a sample with seed {seed}"
        )
    elif happens.count > len(happens.listed):
        found.append(
            f"There are {happens.count:,} scenarios: the figures are exact, the most likely and the longest are listed"
        )
    if happens.listed and happens.finishing < 1 - 1e-9:
        left = 1 - happens.finishing
        found.append(f"In {left:.1%} of cases work reaches no end; the expected lead time leaves them out")
    return found


def _on_rework(document: Document, graph: FlowGraph, happens: Alternatives) -> list[str]:
    found = []
    place = {node: at for at, node in enumerate(graph.order)} if happens.beside else {}
    for at in sorted(happens.beside):
        way = _way(document, graph.rework[at])
        if _leads_forward(graph, graph.rework[at], place):
            found.append(f"Rework from {way} leads forward, not back, and is left out of the expected lead time")
        elif at in happens.counted:
            found.append(
                f"Rework from {way} is left out of the expected lead time where it lies beside the critical path"
            )
        else:
            found.append(f"Rework from {way} lies beside the critical path and is left out of the expected lead time")
    if happens.expected is not None and happens.expected_with_rework is None:
        chances: dict[str, float] = {}
        for at in sorted(happens.counted):
            flow = graph.rework[at]
            chances[flow.source] = chances.get(flow.source, 0.0) + (flow.probability or 0.0)
        endless = ", ".join(document.name(key) for key, chance in chances.items() if chance >= 1 - 1e-9)
        found.append(
            f"Rework from {endless} adds up to 100 % or more, so the expected lead time with rework is unknown"
        )
    return found


def _leads_forward(graph: FlowGraph, flow: Flow, place: Mapping[int, int]) -> bool:
    """Does ordinary work, too, lead from where this flow begins to where it ends? `place` is that in the order of the graph."""
    begin, end = graph.index[flow.source], graph.index[flow.target]
    waiting = [begin] if place[begin] < place[end] else []
    seen = set(waiting)
    for at in waiting:  # grows while it is read
        new = {graph.target[each] for each in graph.out[at]} - seen
        seen |= new
        waiting += [node for node in new if place[node] < place[end]]
    return begin != end and end in seen


def _way(document: Document, flow: Flow) -> str:
    return f"{document.name(flow.source)} to {document.name(flow.target)}"
