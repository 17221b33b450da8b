"""Rework and information: arcs in lanes above what they span, none on another, their words clear of each other's legs."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind
from vsmstudio.notation.flow_words import mark_area
from vsmstudio.notation.obstacles import Obstacles
from vsmstudio.notation.routing import bounds, find
from vsmstudio.notation.shapes import Point, Rect

LANE_HEIGHT = 26.0
_ABOVE = 4.0
_SHIFT = {FlowKind.REWORK: 14.0, FlowKind.INFORMATION: 40.0}


class Arc(NamedTuple):
    """The way of a connection above the map, and the middle of what stands on it."""

    points: tuple[Point, ...]
    label: Point


def arcs(flows: Sequence[Flow], words: Mapping[Id, str], areas: Mapping[Id, Rect], boxes: Obstacles) -> dict[Id, Arc]:
    """The arcs of all connections that run above: rework first, short ones low."""
    ordered = sorted(
        flows,
        key=lambda flow: (flow.kind is FlowKind.INFORMATION, abs(areas[flow.source].x - areas[flow.target].x), flow.id),
    )
    taken, lines = Obstacles(), Obstacles()
    ways: dict[Id, tuple[Point, ...]] = {}
    for flow in ordered:
        ways[flow.id] = points = _way(flow, areas, boxes, taken)
        for index, (a, b) in enumerate(itertools.pairwise(points)):
            if a[1] == b[1]:
                taken.put(f"{flow.id} {index}", _band(min(a[0], b[0]) - 20, max(a[0], b[0]) + 20, a[1]))
        lines.put(flow.id, *(bounds(pair) for pair in itertools.pairwise(points)))
    return {flow.id: Arc(ways[flow.id], _label(flow, words[flow.id], ways[flow.id], boxes, lines)) for flow in ordered}


def _way(flow: Flow, areas: Mapping[Id, Rect], boxes: Obstacles, taken: Obstacles) -> tuple[Point, ...]:
    source, target = areas[flow.source], areas[flow.target]
    shift = _SHIFT.get(flow.kind, 14.0)
    ends = (_top(source, min(shift, source.width / 3)), _top(target, -min(shift, target.width / 3)))
    lane = _lane(source, target, boxes, taken)
    up, down = (
        _leg(key, areas[key], end[0], lane, boxes)
        for key, end in zip((flow.source, flow.target), ends, strict=True)
    )  # fmt: skip
    if up and down:
        points = (*up, *reversed(down))
        if not boxes.block(points[len(up) - 1 : len(up) + 1]):
            return points
    return find(ends[0], "top", ends[1], "top", boxes, (flow.source, flow.target), (source, target)).points


def _top(area: Rect, shift: float) -> Point:
    return (area.center[0] + shift, area.y)


def _band(left: float, right: float, y: float) -> Rect:
    """What a lane's line fills: so much that no other's words come too near."""
    return Rect(left, y - LANE_HEIGHT / 2 + 1, right - left, LANE_HEIGHT - 2)


def _lane(source: Rect, target: Rect, boxes: Obstacles, taken: Obstacles) -> float:
    """The lowest free height above both ends."""
    left = min(source.center[0], target.center[0]) - 20
    right = max(source.center[0], target.center[0]) + 20
    y = min(source.y, target.y) - LANE_HEIGHT - _ABOVE
    while True:
        band = _band(left, right, y)
        if met := boxes.near(band):
            y = min(each.y for each in met) - LANE_HEIGHT - _ABOVE
        elif taken.near(band):
            y -= LANE_HEIGHT
        else:
            return y


def _leg(key: Id, area: Rect, x: float, lane: float, boxes: Obstacles) -> tuple[Point, ...] | None:
    """From the top of a node up to the lane, beside any node that stands above it."""
    straight = ((x, area.y), (x, lane))
    if not boxes.block(straight, (key,)):
        return straight
    out = area.y - 10
    right = x > area.center[0]
    for side in (area.right + 14, area.x - 14) if right else (area.x - 14, area.right + 14):
        beside = ((x, area.y), (x, out), (side, out), (side, lane))
        if not boxes.block(beside, (key,)):
            return beside
    return None


def _label(flow: Flow, words: str, points: Sequence[Point], boxes: Obstacles, lines: Obstacles) -> Point:
    """On the longest level part, beside the legs of others."""
    a, b = max(
        (pair for pair in itertools.pairwise(points) if pair[0][1] == pair[1][1]),
        key=lambda pair: abs(pair[0][0] - pair[1][0]),
        default=(points[0], points[-1]),
    )
    middle, half = (a[0] + b[0]) / 2, abs(a[0] - b[0]) / 2
    for step in range(9):
        for sign in (1, -1):
            place = (middle + sign * step * half / 10, a[1])
            area = mark_area(flow, words, place)
            if area is None or not (lines.near(area, (flow.id,)) or boxes.near(area)):
                return place
    return (middle, a[1])
