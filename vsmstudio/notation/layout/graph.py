"""The flow of work as a graph without loops: columns from left to right, parts that do not hang together, the main line."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, FlowKind, Node, Queue


@dataclass(frozen=True)
class Graph:
    """Nodes in the order of the records; the work that leads from one to another, without what closes a loop."""

    nodes: Mapping[Id, Node]
    after: Mapping[Id, Sequence[Id]]
    before: Mapping[Id, Sequence[Id]]
    columns: Mapping[Id, int]
    index: Mapping[Id, int]


def graph_of(document: Document, map_id: Id, keys: Collection[Id] | None = None) -> Graph:
    """The graph of a map, or of those of its nodes that `keys` names."""
    nodes = {node.id: node for node in document.nodes(map_id) if keys is None or node.id in keys}
    index = {key: at for at, key in enumerate(nodes)}
    following: dict[Id, set[Id]] = {key: set() for key in nodes}
    for flow in document.flows(map_id):
        if flow.kind is FlowKind.WORK and flow.source in nodes and flow.target in nodes and flow.source != flow.target:
            following[flow.source].add(flow.target)
    sorted_after = {key: sorted(targets, key=index.__getitem__) for key, targets in following.items()}
    order, back = _walk(sorted_after)
    after = {key: [each for each in found if (key, each) not in back] for key, found in sorted_after.items()}
    before: dict[Id, list[Id]] = {key: [] for key in nodes}
    for key, targets in after.items():
        for target in targets:
            before[target].append(key)
    return Graph(nodes, after, before, _columns(order, after, before), index)


def _walk(after: Mapping[Id, Sequence[Id]]) -> tuple[list[Id], set[tuple[Id, Id]]]:
    """The nodes so that work leads onwards, and the flows that close a loop (walked without recursion)."""
    state: dict[Id, int] = {}
    finished: list[Id] = []
    back: set[tuple[Id, Id]] = set()
    arriving = {target for targets in after.values() for target in targets}
    for root in [*(key for key in after if key not in arriving), *after]:
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(after[root]))]
        while stack:
            here, targets = stack[-1]
            for target in targets:
                if target not in state:
                    state[target] = 1
                    stack.append((target, iter(after[target])))
                    break
                if state[target] == 1:
                    back.add((here, target))
            else:
                state[here] = 2
                finished.append(here)
                stack.pop()
    return finished[::-1], back


def _columns(order: Sequence[Id], after: Mapping[Id, Sequence[Id]], before: Mapping[Id, Sequence[Id]]) -> dict[Id, int]:
    """The longest way from a start, in nodes. What joins a way later on stands just before it joins."""
    found: dict[Id, int] = {}
    for key in order:
        found[key] = max((found[each] + 1 for each in before[key]), default=0)
    for key in reversed(order):
        if not before[key] and after[key]:
            found[key] = max(found[key], min(found[each] for each in after[key]) - 1)
    return found


def parts(graph: Graph) -> tuple[list[list[Id]], list[Id]]:
    """The nodes by what hangs together, in the order of the records, and the nodes that no work reaches or leaves."""
    seen: set[Id] = set()
    found, alone = [], []
    for key in graph.nodes:
        if key in seen:
            continue
        if not graph.after[key] and not graph.before[key]:
            alone.append(key)
            continue
        part, waiting = [], [key]
        seen.add(key)
        while waiting:
            here = waiting.pop()
            part.append(here)
            for other in (*graph.after[here], *graph.before[here]):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        found.append(sorted(part, key=graph.index.__getitem__))
    return found, alone


def main_line(graph: Graph, part: Sequence[Id], calendar: Calendar) -> list[Id]:
    """The way through a part that takes longest; of equals the one over most nodes, then the first by the records."""
    best: dict[Id, tuple[float, int]] = {}
    onward: dict[Id, Id | None] = {}
    for key in sorted(part, key=lambda each: (-graph.columns[each], graph.index[each])):
        following = max(graph.after[key], key=lambda each: (*best[each], -graph.index[each]), default=None)
        minutes, count = best[following] if following else (0.0, 0)
        best[key] = (minutes + _minutes(graph.nodes[key], calendar), count + 1)
        onward[key] = following
    at: Id | None = max(part, key=lambda each: (*best[each], -graph.index[each]))
    line = []
    while at is not None:
        line.append(at)
        at = onward[at]
    return line


def _minutes(node: Node, calendar: Calendar) -> float:
    if isinstance(node, Endpoint):
        return 0.0
    if isinstance(node, Queue):
        return node.wait.minutes(calendar) if node.wait else 0.0
    if node.lead_time:
        return node.lead_time.minutes(calendar)
    return sum(each.minutes(calendar) for each in (node.process_time, node.wait) if each)
