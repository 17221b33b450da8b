"""The order in which a map is read aloud: along the flow, each connection after the thing that it leaves."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heapify, heappop, heappush

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind, Link, Map, Note


def in_flow_order(document: Document, map_id: Id, is_drawn: Callable[[Id], object]) -> tuple[Id, ...]:
    """Everything on a map that is drawn: its stream, nodes with the connections out of them, services and links, notes."""
    held = document.of(Map, map_id)
    if held is None:
        return ()
    keys: list[Id] = [held.stream]
    for node in nodes_in_order(document, map_id):
        keys.append(node)
        keys += (flow.id for flow in document.leaving(node) if flow.map == map_id)
    links = [each for each in document.all(Link) if is_drawn(each.id)]
    for service in document.services:
        if is_drawn(service.id):
            keys.append(service.id)
            keys += (each.id for each in links if each.source == service.id)
    keys += (each.id for each in document.all(Note) if each.map == map_id)
    return tuple(key for key in dict.fromkeys(keys) if is_drawn(key))


def nodes_in_order(document: Document, map_id: Id) -> list[Id]:
    """The nodes of a map along its work flows, those that stand side by side from left to right; loops where they are met."""
    nodes = {node.id: document.reading(node) for node in document.nodes(map_id)}
    waits = dict.fromkeys(nodes, 0)
    for flow in document.flows(map_id):
        if flow.kind is FlowKind.WORK and flow.source in nodes and flow.target in nodes:
            waits[flow.target] += 1
    ready = [(place, key) for key, place in nodes.items() if not waits[key]]
    rest = sorted(((place, key) for key, place in nodes.items()), reverse=True)
    heapify(ready)
    found: dict[Id, None] = {}
    while len(found) < len(nodes):
        if not ready:  # only loops are left: the first of what is left opens one
            while rest[-1][1] in found:
                rest.pop()
            ready.append(rest[-1])
        _, key = heappop(ready)
        if key in found:
            continue
        found[key] = None
        for flow in document.leaving(key):
            if flow.kind is FlowKind.WORK and flow.target in nodes and flow.target not in found:
                waits[flow.target] -= 1
                if not waits[flow.target]:
                    heappush(ready, (nodes[flow.target], flow.target))
    return list(found)
