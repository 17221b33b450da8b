"""Dotted links from services up to the steps that they underpin: straight where it is free, else along a track.

A track is a height in the corridor between the map and the lane of services. Services share one where their links do not
lie over one another, so that the corridor is only as high as it must be, and no two services' links are drawn on each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Criticality, Link
from vsmstudio.notation.obstacles import Obstacles
from vsmstudio.notation.routing import bounds, find, tidy
from vsmstudio.notation.shapes import Element, Point, Poly, Rect
from vsmstudio.notation.tracks import tracks

TRACK = 8.0  # between two tracks
_PORT, _EDGE, _FIRST, _ASIDE = 16.0, 12.0, 12.0, 30.0
_WIDTH = {Criticality.HIGH: 2.4, Criticality.MEDIUM: 1.6, Criticality.LOW: 1.1}


def draw_links(
    document: Document,
    links: Sequence[Link],
    areas: Mapping[Id, Rect],
    pills: Mapping[Id, Rect],
    bottom: float,
    around: Obstacles | None = None,
) -> list[Element]:
    """The links to steps; `bottom` is where the map ends and the corridor begins. They go `around` what is there."""
    ways = link_ways(links, areas, pills, bottom, around)
    return [draw_link(document, link, ways[link.id]) for link in links if link.id in ways]


def draw_link(document: Document, link: Link, points: tuple[Point, ...]) -> Element:
    """One link along its way."""
    shapes = (Poly(points, stroke="accent", line=_WIDTH[link.criticality], radius=6, dash=(1.5, 3.5)),)
    return Element(link.id, "link", shapes, bounds(points).grown(4), points, z=6, tip=document.name(link.id))


def corridor(links: Sequence[Link], areas: Mapping[Id, Rect], pills: Mapping[Id, Rect]) -> dict[Id, int]:
    """The track of each service, counted from the map downwards."""
    spans: dict[Id, tuple[float, float]] = {}
    for link in links:
        if link.target in areas:
            area, pill = areas[link.target], pills[link.source]
            left, right = spans.get(link.source, (pill.x, pill.right))
            spans[link.source] = (min(left, area.x - _ASIDE), max(right, area.right + _ASIDE))
    return tracks(spans)


def link_ways(
    links: Sequence[Link],
    areas: Mapping[Id, Rect],
    pills: Mapping[Id, Rect],
    bottom: float,
    around: Obstacles | None = None,
) -> dict[Id, tuple[Point, ...]]:
    """The way of every link to a step that is placed, by link."""
    held = Obstacles(around)
    for key, area in chain(() if around else areas.items(), pills.items()):
        held.put(key, area)
    taken = corridor(links, areas, pills)
    under: dict[Id, list[Link]] = {}
    for link in links:
        if link.target in areas:
            under.setdefault(link.target, []).append(link)
    ways: dict[Id, tuple[Point, ...]] = {}
    for target, found in under.items():
        found.sort(key=lambda each: (pills[each.source].center[0], each.id))
        area = areas[target]
        pitch = min(_PORT, (area.width - 2 * _EDGE) / max(len(found) - 1, 1))
        for index, link in enumerate(found):
            end = (area.center[0] + pitch * (index - (len(found) - 1) / 2), area.bottom)
            track = taken[link.source]
            ways[link.id] = _way(pills[link.source], end, area, bottom + _FIRST + TRACK * track, held, track)
    return ways


def _way(pill: Rect, end: Point, area: Rect, track: float, held: Obstacles, index: int) -> tuple[Point, ...]:
    inside = min(max(end[0], pill.x + 22), pill.right - 22)
    straight = ((inside, pill.y), end)
    if abs(inside - end[0]) < 0.5 and not held.block(straight):
        return straight
    up = next((way for way in _up(pill, track, index) if not held.block(way)), None)
    down = next((way for way in _down(end, area, track, index) if not held.block(way)), None)
    if up and down and not held.block((up[-1], down[-1])):
        return tidy((*up, *reversed(down)))
    return find((pill.center[0], pill.y), "top", end, "bottom", held, clearance=8).points


def _up(pill: Rect, track: float, index: int) -> Iterator[tuple[Point, ...]]:
    """From a service up to its track: straight, else beside what stands above it."""
    for start in (pill.center[0], pill.x + 22, pill.right - 22):
        yield (start, pill.y), (start, track)
    aside, out = 6.0 + 3.0 * (index % 5), pill.y - 5.0 - 2.0 * (index % 4)
    for reach in range(4):
        beyond = aside + reach * (pill.width + 20) / 2
        for gutter in (pill.right + beyond, pill.x - beyond):
            yield (pill.center[0], pill.y), (pill.center[0], out), (gutter, out), (gutter, track)


def _down(end: Point, area: Rect, track: float, index: int) -> Iterator[tuple[Point, ...]]:
    """From a step down to the track: straight, else beside what stands under it."""
    yield end, (end[0], track)
    aside, out = 10.0 + 5.0 * (index % 4), end[1] + 6.0 + 3.0 * (index % 3)
    for gutter in (area.right + aside, area.x - aside):
        yield end, (end[0], out), (gutter, out), (gutter, track)
