"""Where there is room: a place clear of all others, and one between the two ends of a connection."""

from __future__ import annotations

import math

from vsmstudio.model.document import Document
from vsmstudio.model.edits.room import free_place as clear_place
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, Node, Step
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import GRID, NARROW_PITCH, STEP_PITCH, STEP_WIDTH, area_of, size_of


def free_place(document: Document, node: Node, place: Point) -> Point:
    """The place, or the next one below it where nothing else stands."""
    taken = [
        area_of(each, at)
        for each in document.nodes(node.map)
        if (at := document.position(each.id)) and each.id != node.id
    ]
    return clear_place(*place, size_of(node), taken)


def room_between(document: Document, flow: Flow, node: Node, place: Point) -> dict[Id, Point]:
    """The places of `node`, near to `place`, and of all that has to make room for it.

    Only what leads from left to right needs room; into other connections a node goes where it was dropped.
    """
    width, _ = size_of(node)
    x, y = place
    ends = [area_of(document.node(key), document.position(key) or (0.0, 0.0)) for key in (flow.source, flow.target)]
    if ends[0].right > ends[1].x:
        return {node.id: place}
    beside = STEP_PITCH - STEP_WIDTH if isinstance(node, Step) else (NARROW_PITCH - width) / 2
    shift = math.ceil(max(0.0, ends[0].right + 2 * beside + width - ends[1].x) / GRID) * GRID
    x = min(max(x, ends[0].right + beside), ends[1].x + shift - beside - width)
    moved = {}
    if shift:
        standing = {
            each.id: at
            for each in document.nodes(node.map)
            if each.id != node.id and (at := document.position(each.id))
        }
        moved = {key: (left + shift, top) for key, (left, top) in standing.items() if left >= ends[1].x}
    return {**moved, node.id: (x, y)}
