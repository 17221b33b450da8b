"""Where things that are pasted stand: behind a step, or free of all others; never on one of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind, Node, Note, Record
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import GRID, STEP_PITCH, STEP_WIDTH, area_of, snapped

_ROOM = 15.0
_GAP = STEP_PITCH - STEP_WIDTH
_NOTE = (160.0, 96.0)


class Joint(NamedTuple):
    """The connection that something is put into: it, and where it led."""

    flow: Id
    target: Id


def joint_after(document: Document, key: Id) -> Joint | None:
    """The one connection of work that leaves a node; None where there is none, or more than one."""
    work = [flow for flow in document.leaving(key) if flow.kind is FlowKind.WORK]
    return Joint(work[0].id, work[0].target) if len(work) == 1 else None


def bounds(document: Document, things: Sequence[Record]) -> Rect:
    """The area that nodes and notes take up together."""
    areas = [_area(document, each) for each in things]
    whole = areas[0]
    for area in areas[1:]:
        whole = whole.united(area)
    return whole


def _area(document: Document, thing: Record) -> Rect:
    at = document.position(thing.id) or (0.0, 0.0)
    return Rect(*at, *_NOTE) if isinstance(thing, Note) else area_of(document.node(thing.id), at)


def free_place(brought: Document, wanted: Point, taken: Sequence[Rect]) -> Point:
    """By how much to move what is brought so that its upper left corner is at `wanted`, or below, where nothing stands."""
    whole = bounds(brought, things_of(brought))
    x, y = snapped(wanted[0]), wanted[1]
    blocked = True
    while blocked:
        area = Rect(x, y, whole.width, whole.height).grown(_ROOM)
        hit = [each for each in taken if each.touches(area)]
        blocked = bool(hit)
        if blocked:
            y = math.ceil(max(max(each.bottom for each in hit) + _ROOM + 1, y + GRID) / GRID) * GRID
    return x - whole.x, y - whole.y


def taken_areas(document: Document, map_id: Id) -> list[Rect]:
    """The areas on a map on which nothing else may land: those of nodes and notes; services move out of the way."""
    things = (*document.nodes(map_id), *document.notes(map_id))
    return [_area(document, each) for each in things if document.position(each.id) is not None]


def place_after(
    document: Document, brought: Document, entry: Node, after: Id, between: Joint | None
) -> tuple[Point, Change]:
    """By how much to move what is brought to follow a node on its row; and what follows it makes room, if need be."""
    map_id = document.node(after).map
    here = _area(document, document.node(after))
    whole, first = bounds(brought, things_of(brought)), _area(brought, entry)
    x, y = here.right + _GAP, whole.y + here.center[1] - first.center[1]
    there = document.position(between.target) if between is not None else None
    room = Change("", {})
    if there is not None and there[0] >= here.right:
        shift = math.ceil(max(0.0, x + whole.width + _GAP - there[0]) / GRID) * GRID
        places = {each.id: spot for each in document.nodes(map_id) if (spot := document.position(each.id))}
        further = {key: (spot[0] + shift, spot[1]) for key, spot in places.items() if spot[0] >= there[0]}
        room = edits.place(document, further) if shift else room
    taken = [each for each in taken_areas(document.apply(room), map_id) if each[:2] != here[:2]]
    return free_place(brought, (x, y), taken), room


def things_of(brought: Document) -> list[Record]:
    """The nodes and notes of a document, on whichever of its maps."""
    return [thing for each in brought.maps for thing in (*brought.nodes(each.id), *brought.notes(each.id))]
