"""Rework and information: arcs in lanes above what they span, none on another, their words clear of each other's legs."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind
from vsmstudio.notation.flow_words import mark_area
from vsmstudio.notation.obstacles import Obstacles
from vsmstudio.notation.routing import bounds, find
from vsmstudio.notation.shapes import Point, Rect

LANE_HEIGHT = 26.0
_ABOVE = 4.0
_SPREAD = 12.0
_SHIFT = {FlowKind.REWORK: 14.0, FlowKind.INFORMATION: 40.0}


class Arc(NamedTuple):
    """The way of a connection above the map, and the middle of what stands on it."""

    points: tuple[Point, ...]
    label: Point


ASIDE = 120.0  # what stands farther from a way than this has no say in it, nor in the place of its words


def arcs(
    flows: Sequence[Flow],
    words: Mapping[Id, str],
    areas: Mapping[Id, Rect],
    boxes: Obstacles,
    before: Mapping[Id, Arc],
    dirty: list[Rect],
) -> dict[Id, Arc]:
    """The arcs of all connections that run above: rework first, short ones low.

    Those of `before` hold where nothing near is `dirty`; that takes in what became of the others.
    """
    ordered = sorted(
        flows,
        key=lambda flow: (flow.kind is FlowKind.INFORMATION, abs(areas[flow.source].x - areas[flow.target].x), flow.id),
    )
    taken, lines = Obstacles(), Obstacles()
    ways: dict[Id, tuple[Point, ...]] = {}
    used: dict[tuple[Id, bool], float] = {}
    for flow in ordered:
        ends = (_top(flow, areas[flow.source], 1, used), _top(flow, areas[flow.target], -1, used))
        former = before.get(flow.id)
        if former and not touches(bounds(former.points).grown(ASIDE), dirty):
            points = former.points
        else:
            points = _way(flow, ends, areas, boxes, taken, lines)
            if former and former.points != points:
                dirty.append(bounds(former.points))
            if not former or former.points != points:
                dirty.append(bounds(points))
        ways[flow.id] = points
        for index, (a, b) in enumerate(itertools.pairwise(points)):
            if a[1] == b[1]:
                taken.put(f"{flow.id} {index}", _band(min(a[0], b[0]) - 20, max(a[0], b[0]) + 20, a[1]))
        lines.put(flow.id, *(bounds(pair) for pair in itertools.pairwise(points)))
    made = {}
    for flow in ordered:
        former, points = before.get(flow.id), ways[flow.id]
        if former and not touches(bounds(points).grown(ASIDE), dirty):
            made[flow.id] = former
        else:
            made[flow.id] = Arc(points, _label(flow, words[flow.id], points, boxes, lines))
    return made


def touches(region: Rect, areas: Iterable[Rect]) -> bool:
    """Does a region touch any of the areas?"""
    x, y, right, bottom = region.x, region.y, region.right, region.bottom
    return any(a < right and x < a + c and b < bottom and y < b + d for a, b, c, d in areas)


def _top(flow: Flow, area: Rect, sign: int, used: dict[tuple[Id, bool], float]) -> Point:
    """Where an arc meets the top of a node: beside the arcs before it, so that the longer ones stand outside."""
    key = (flow.source if sign > 0 else flow.target, sign > 0)
    shift = max(_SHIFT.get(flow.kind, 14.0), used.get(key, 0.0) + _SPREAD)
    used[key] = shift
    return (area.center[0] + sign * min(shift, area.width / 2 - 8), area.y)


def _way(
    flow: Flow,
    ends: tuple[Point, Point],
    areas: Mapping[Id, Rect],
    boxes: Obstacles,
    taken: Obstacles,
    lines: Obstacles,
) -> tuple[Point, ...]:
    source, target = areas[flow.source], areas[flow.target]
    lane = _lane(source, target, boxes, taken)
    up = _leg(flow.source, source, ends[0][0], lane, boxes, lines)
    down = _leg(flow.target, target, ends[1][0], lane, boxes, lines)
    if up and down:
        points = (*up, *reversed(down))
        if not boxes.block(points[len(up) - 1 : len(up) + 1]):
            return points
    return find(ends[0], "top", ends[1], "top", boxes, (flow.source, flow.target), (source, target)).points


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


def _leg(key: Id, area: Rect, x: float, lane: float, boxes: Obstacles, lines: Obstacles) -> tuple[Point, ...] | None:
    """From the top of a node up to the lane, beside any node that stands above it, and beside other legs if it can be."""
    straight = ((x, area.y), (x, lane))
    if not boxes.block(straight, (key,)):
        return straight
    out = area.y - 10
    sides = [side for aside in (14.0, 20.0, 26.0, 32.0) for side in (area.right + aside, area.x - aside)]
    if x < area.center[0]:
        sides = [side for pair in zip(sides[1::2], sides[0::2], strict=True) for side in pair]
    found = None
    for side in sides:
        beside = ((x, area.y), (x, out), (side, out), (side, lane))
        if not boxes.block(beside, (key,)):
            if not lines.near(bounds(beside[2:]).grown(3)):
                return beside
            found = found or beside
    return found


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
