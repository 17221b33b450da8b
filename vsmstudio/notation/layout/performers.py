"""Whose lane each node of a map stands in, and the order of the lanes."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, FlowKind, Node, Step, Unit


def lane_of_nodes(document: Document, map_id: Id) -> dict[Id, Id | None]:
    """The unit in whose lane each node stands; None: no performer is known.

    A step stands in its performer's lane. An endpoint that is a unit with steps on this map stands in that unit's; other
    endpoints and queues stand where work goes next, else where it comes from.
    """
    nodes = document.nodes(map_id)
    found: dict[Id, Id | None] = {
        node.id: node.performer if document.of(Unit, node.performer) else None
        for node in nodes
        if isinstance(node, Step)
    }
    performing = {unit for unit in found.values() if unit}
    for node in nodes:
        if isinstance(node, Endpoint) and node.unit in performing:
            found[node.id] = node.unit
    waiting = [node for node in nodes if node.id not in found]
    onward, back = _neighbours(document, map_id)
    for near in (onward, back, onward, back):
        for _ in range(len(waiting)):
            settled = [(node, lane) for node in waiting if (lane := _first(near, found, node)) is not _UNKNOWN]
            if not settled:
                break
            found.update((node.id, lane) for node, lane in settled)
            waiting = [node for node in waiting if node.id not in found]
    return {node.id: found.get(node.id) for node in nodes}


_UNKNOWN = "?"


def _first(near: Mapping[Id, list[Id]], found: Mapping[Id, Id | None], node: Node) -> Id | None:
    return next((found[key] for key in near.get(node.id, ()) if key in found), _UNKNOWN)


def _neighbours(document: Document, map_id: Id) -> tuple[dict[Id, list[Id]], dict[Id, list[Id]]]:
    onward: dict[Id, list[Id]] = {}
    back: dict[Id, list[Id]] = {}
    for flow in sorted(document.flows(map_id), key=lambda each: (each.kind is not FlowKind.WORK, each.id)):
        onward.setdefault(flow.source, []).append(flow.target)
        back.setdefault(flow.target, []).append(flow.source)
    return onward, back


def lane_order(
    lanes: Mapping[Id, Id | None], heights: Mapping[Id, float], columns: Mapping[Id, int]
) -> list[Id | None]:
    """The lanes from top to bottom: as they stand on the map now, else by first appearance in the flow; nobody's last."""
    stand: dict[Id | None, list[float]] = {}
    first: dict[Id | None, int] = {}
    for key, lane in lanes.items():
        first[lane] = min(first.get(lane, columns[key]), columns[key])
        if key in heights:
            stand.setdefault(lane, []).append(heights[key])
    mean = {lane: round(sum(found) / len(found)) for lane, found in stand.items()}
    order = {lane: at for at, lane in enumerate(first)}
    lowest = max(mean.values(), default=0)
    return sorted(first, key=lambda each: (mean.get(each, lowest), each is None, first[each], order[each]))
