"""Dotted links from services up to the steps that they underpin: straight where it is free, else along a track of their own.

Every service has its own track, a height in the corridor between the map and the lane, so that no two services' links are
drawn on each other there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Criticality, Link
from vsmstudio.notation.routing import blocked_way, route, tidy
from vsmstudio.notation.shapes import Element, Point, Poly, Rect

TRACK = 8.0  # between the tracks of two services
_PORT, _FIRST = 16.0, 12.0
_WIDTH = {Criticality.HIGH: 2.4, Criticality.MEDIUM: 1.6, Criticality.LOW: 1.1}


def draw_links(
    document: Document, links: Sequence[Link], areas: Mapping[Id, Rect], pills: Mapping[Id, Rect], bottom: float
) -> list[Element]:
    """The links to steps; `bottom` is where the map ends and the corridor begins."""
    obstacles = [*areas.values(), *pills.values()]
    order = sorted(pills, key=lambda key: (pills[key].x, pills[key].y, key))
    tracks = {key: bottom + _FIRST + TRACK * index for index, key in enumerate(order)}
    under: dict[Id, list[Link]] = {}
    for link in links:
        if link.target in areas:
            under.setdefault(link.target, []).append(link)
    elements = []
    for target, held in under.items():
        held.sort(key=lambda each: (pills[each.source].center[0], each.id))
        for index, link in enumerate(held):
            end = (areas[target].center[0] + _PORT * (index - (len(held) - 1) / 2), areas[target].bottom)
            pill = pills[link.source]
            points = _way(pill, end, areas[target], tracks[link.source], obstacles, order.index(link.source))
            elements.append(_element(document, link, points))
    return elements


def _way(pill: Rect, end: Point, area: Rect, track: float, obstacles: Sequence[Rect], index: int) -> tuple[Point, ...]:
    inside = min(max(end[0], pill.x + 22), pill.right - 22)
    straight = ((inside, pill.y), end)
    if abs(inside - end[0]) < 0.5 and not blocked_way(straight, obstacles):
        return straight
    aside = 10.0 + 5.0 * (index % 4)
    out = end[1] + 6.0 + 3.0 * (index % 3)
    for start in (pill.center[0], pill.x + 22, pill.right - 22):
        for gutter in (end[0], area.right + aside, area.x - aside):
            way = ((start, pill.y), (start, track), (gutter, track), (gutter, out), (end[0], out), end)
            if not blocked_way(way, obstacles):
                return tidy(way)
    return route((pill.center[0], pill.y), "top", end, "bottom", obstacles, clearance=8)


def _element(document: Document, link: Link, points: tuple[Point, ...]) -> Element:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    bounds = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(4)
    shapes = (Poly(points, stroke="accent", line=_WIDTH[link.criticality], radius=6, dash=(1.5, 3.5)),)
    return Element(link.id, "link", shapes, bounds, points, z=6, tip=document.name(link.id))
