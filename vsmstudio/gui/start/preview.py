"""A map as small as a stamp: what stands where and what leads where, without a word that nobody could read."""

from __future__ import annotations

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, FlowKind, LinkKind, Queue
from vsmstudio.notation.shapes import Box, Oval, Point, Poly, Rect, Shape
from vsmstudio.notation.sizes import area_of

_PILL, _GAP = 7.0, 9.0  # height of a service, and the room above it, in the picture's pixels


def preview(document: Document, room: Rect) -> tuple[Shape, ...]:
    """The first map of a document within `room`: steps, queues, ends, what connects them, and services below."""
    map_id = document.maps[0].id
    areas = {node.id: area_of(node, place) for node in document.nodes(map_id) if (place := document.position(node.id))}
    if not areas:
        return _first_step(room)
    left, top = min(each.x for each in areas.values()), min(each.y for each in areas.values())
    right, bottom = max(each.right for each in areas.values()), max(each.bottom for each in areas.values())
    lane = _PILL + _GAP
    scale = min(room.width / (right - left), (room.height - lane) / (bottom - top))
    x = room.x + (room.width - (right - left) * scale) / 2
    y = room.y + (room.height - lane - (bottom - top) * scale) / 2
    small = {
        key: Rect(x + (each.x - left) * scale, y + (each.y - top) * scale, each.width * scale, each.height * scale)
        for key, each in areas.items()
    }
    shapes: list[Shape] = []
    for flow in document.flows(map_id):
        if flow.source in small and flow.target in small:
            shapes.append(_flow(small[flow.source], small[flow.target], flow.kind))
    shapes += [_node(document, key, area) for key, area in small.items()]
    level = min(y + (bottom - top) * scale + _GAP, room.bottom - _PILL)
    return (*shapes, *_services(document, small, level))


def _first_step(room: Rect) -> tuple[Shape, ...]:
    """Of an empty map: where the first step will stand."""
    x, y = room.center
    return (
        Box(x - 26, y - 18, 52, 36, stroke="accent", line=1.2, radius=4, dash=(4.0, 3.0)),
        Poly(((x - 6, y), (x + 6, y)), stroke="accent", line=1.6),
        Poly(((x, y - 6), (x, y + 6)), stroke="accent", line=1.6),
    )


def _flow(source: Rect, target: Rect, kind: FlowKind) -> Poly:
    if kind is FlowKind.REWORK:
        over = min(source.y, target.y) - 6
        points: tuple[Point, ...] = (
            (source.center[0], source.y), (source.center[0], over), (target.center[0], over), (target.center[0], target.y),
        )  # fmt: skip
        return Poly(points, stroke="line", line=1.0, dash=(3.0, 2.0), radius=2)
    middle = (source.right + target.x) / 2
    (_, from_y), (_, to_y) = source.center, target.center
    if abs(from_y - to_y) < 0.5:
        return Poly(((source.right, from_y), (target.x, to_y)), stroke="line", line=1.0)
    return Poly(
        ((source.right, from_y), (middle, from_y), (middle, to_y), (target.x, to_y)), stroke="line", line=1.0, radius=2
    )


def _node(document: Document, key: Id, area: Rect) -> Shape:
    node = document.node(key)
    if isinstance(node, Queue):
        (x, y), half = area.center, 4.5
        return Poly(((x, y - half), (x + half, y + half), (x - half, y + half)), "line", "sheet", 1.0, closed=True)
    if isinstance(node, Endpoint):
        (x, y) = area.center
        return Oval(x - 4, y - 4, 8, 8, fill="line")
    return Box(area.x, area.y, area.width, area.height, fill="accent_soft", stroke="accent", line=1.0, radius=2)


def _services(document: Document, small: dict[Id, Rect], level: float) -> list[Shape]:
    shapes: list[Shape] = []
    for service in document.services:
        under = [
            small[link.target] for link in document.links_from(service.id, LinkKind.UNDERPINS) if link.target in small
        ]
        if under:
            first = under[0]
            shapes.append(
                Box(first.x, level, first.width, _PILL, fill="sheet", stroke="line", line=1.0, radius=_PILL / 2)
            )
    return shapes
