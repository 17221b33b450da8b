"""What a node fills as something in the way: its box and its captions; and where connections begin and end on it."""

from __future__ import annotations

from vsmstudio.model.document import Document
from vsmstudio.model.records import Endpoint, Node, Queue
from vsmstudio.notation.endpoint import endpoint_caption
from vsmstudio.notation.queue import queue_caption
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import area_of, ports


def caption_of(document: Document, node: Node, at: Point) -> Rect | None:
    """The words under a node, where there are any."""
    if isinstance(node, Queue):
        return queue_caption(node, at)
    if isinstance(node, Endpoint):
        return endpoint_caption(document, node, at)
    return None


def bodies(document: Document, node: Node, at: Point) -> tuple[Rect, ...]:
    """The areas that connections of others go around."""
    caption = caption_of(document, node, at)
    return (area_of(node, at), caption) if caption else (area_of(node, at),)


def port(document: Document, node: Node, at: Point, side: str) -> Point:
    """Where a connection meets a node: as `ports`, but under its caption at the bottom."""
    x, y = ports(node, at)[side]
    if side == "bottom" and (caption := caption_of(document, node, at)):
        return (x, caption.bottom)
    return (x, y)


def own_bodies(document: Document, node: Node, at: Point, met: Point) -> tuple[Rect, ...]:
    """The same for a connection of the node itself, which meets it at `met`: its box ends there."""
    area, *captions = bodies(document, node, at)
    left = max(area.x, met[0]) if met[0] < area.center[0] else area.x
    right = min(area.right, met[0]) if met[0] > area.center[0] else area.right
    top = max(area.y, met[1]) if met[1] < area.center[1] else area.y
    bottom = min(area.bottom, met[1]) if met[1] > area.center[1] else area.bottom
    return (Rect(left, top, right - left, bottom - top), *captions)
