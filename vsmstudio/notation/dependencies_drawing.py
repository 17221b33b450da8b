"""The dependency drawing: streams on top, the services by what rests on what, then applications, contracts and suppliers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Application, Contract, Criticality, Person, Service, Unit, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.dependency_boxes import application_box, contract_box, stream_box, supplier_box
from vsmstudio.notation.dependency_graph import DependencyGraph, Edge, Level, dependency_graph
from vsmstudio.notation.dependency_places import Places, Spot, places
from vsmstudio.notation.gaps import owner_gaps
from vsmstudio.notation.parts import BODY, LABEL, diamond
from vsmstudio.notation.service import WORD, draw_service
from vsmstudio.notation.shapes import Element, Picture, Point, Poly, Rect, Shape, Words
from vsmstudio.notation.sizes import PILL_HEIGHT, PILL_WIDTH

WIDTHS = {
    Level.STREAM: 188.0,
    Level.SERVICE: PILL_WIDTH,
    Level.APPLICATION: 148.0,
    Level.CONTRACT: 168.0,
    Level.SUPPLIER: 148.0,
}
HEIGHTS = {
    Level.STREAM: 52.0,
    Level.SERVICE: PILL_HEIGHT,
    Level.APPLICATION: 50.0,
    Level.CONTRACT: 48.0,
    Level.SUPPLIER: 42.0,
}
_CAPTIONS = {
    Level.STREAM: "STREAMS",
    Level.SERVICE: "SERVICES",
    Level.APPLICATION: "APPLICATIONS",
    Level.CONTRACT: "CONTRACTS",
    Level.SUPPLIER: "SUPPLIERS",
}
_TRACK, _LEAST_ROOM = 7.0, 30.0  # between two lines of a corridor; the height of a corridor without any
_PORT = 14.0  # at most, between two lines at a box
_JOG = 5.5  # a step aside that would be seen as a mistake
_STRONG = {Criticality.HIGH: 2.4, Criticality.MEDIUM: 1.6, Criticality.LOW: 1.1}
NONE = "No service yet. Make the services that underpin your streams; what they rest on is drawn here."


def dependencies_drawing(document: Document, analysis: Analysis, graph: DependencyGraph | None = None) -> Picture:
    """The drawing; each element bears the id of its record, each line `above/below` (`Edge.key`).

    What stands above needs what stands below, but for a dashed line with a diamond, which closes a ring of services.
    """
    graph = graph or dependency_graph(document, analysis)
    if Level.SERVICE not in graph.levels.values():
        return Picture(
            (Element("none", "caption", (Words(0, 16, NONE, BODY, "muted"),), Rect(0, 0, 560, 24)),),
            Rect(0, 0, 560, 24),
        )
    found = places(graph, WIDTHS)
    ports = _ports(found)
    tracks = [_tracks(found, ports, row) for row in range(len(found.rows) - 1)]
    tops = _tops(found, tracks)
    areas = _areas(graph, found, tops)
    gaps = owner_gaps(document, analysis)
    elements = _captions(found, tops, areas)
    elements += [_line(edge, found, ports, tracks, tops, areas) for edge in graph.edges]
    elements += [_thing(document, analysis, graph, key, area, gaps) for key, area in areas.items()]
    whole = areas[next(iter(areas))]
    for element in elements:
        whole = whole.united(element.area)
    return Picture(tuple(sorted(elements, key=lambda each: each.z)), whole)


# --- ways -------------------------------------------------------------------------------------------------------------

Link = tuple[str, int]  # an edge on its way out of a row


def _ports(found: Places) -> Mapping[tuple[Link, bool], float]:
    """Where each line leaves a row (False) and enters the next (True): spread over the width of its box, in order."""
    leaving: dict[Spot, list[tuple[float, Link]]] = {}
    entering: dict[Spot, list[tuple[float, Link]]] = {}
    row_of = {spot: row for row, spots in enumerate(found.rows) for spot in spots}
    for key, chain in found.chains.items():
        for upper, lower in pairwise(chain):
            link = (key, row_of[upper])
            leaving.setdefault(upper, []).append((found.middle[lower], link))
            entering.setdefault(lower, []).append((found.middle[upper], link))
    ports: dict[tuple[Link, bool], float] = {}
    for held, enters in ((leaving, False), (entering, True)):
        for spot, links in held.items():
            step = min(_PORT, 116.0 / len(links))
            first = found.middle[spot] - step * (len(links) - 1) / 2
            for at, (_, link) in enumerate(sorted(links)):
                ports[link, enters] = first + step * at
    return _without_jogs(found, row_of, ports)


def _without_jogs(
    found: Places, row_of: Mapping[Spot, int], ports: dict[tuple[Link, bool], float]
) -> dict[tuple[Link, bool], float]:
    """Lines that would step aside by a few pixels go straight on."""
    for key, chain in found.chains.items():
        for at, (upper, lower) in enumerate(pairwise(chain)):
            link = (key, row_of[upper])
            if at:
                ports[link, False] = ports[(key, row_of[upper] - 1), True]
            if abs(ports[link, False] - ports[link, True]) <= _JOG:
                if at == 0 and isinstance(lower, tuple):
                    ports[link, False] = ports[link, True]
                else:
                    ports[link, True] = ports[link, False]
    return ports


def _tracks(found: Places, ports: Mapping[tuple[Link, bool], float], row: int) -> dict[str, int]:
    """The track in the corridor under a row on which each line goes sideways; lines on one track never touch."""
    spans: list[tuple[float, float, str]] = []
    for key in found.chains:
        link = (key, row)
        if (link, False) in ports and abs(ports[link, False] - ports[link, True]) > 0.5:
            left, right = sorted((ports[link, False], ports[link, True]))
            spans.append((left, right, key))
    ends: list[float] = []
    taken: dict[str, int] = {}
    for left, right, key in sorted(spans):
        at = next((at for at, end in enumerate(ends) if end + 10 < left), len(ends))
        if at == len(ends):
            ends.append(right)
        ends[at] = right
        taken[key] = at
    return taken


def _tops(found: Places, tracks: list[dict[str, int]]) -> list[float]:
    """The top of each row."""
    tops, y = [], 0.0
    for row, level in enumerate(found.row_levels):
        tops.append(y)
        count = max(tracks[row].values(), default=-1) + 1 if row < len(tracks) else 0
        y += HEIGHTS[level] + _LEAST_ROOM + _TRACK * count
    return tops


def _areas(graph: DependencyGraph, found: Places, tops: list[float]) -> dict[Id, Rect]:
    areas = {}
    for row, spots in enumerate(found.rows):
        for spot in spots:
            if isinstance(spot, str):
                level = graph.levels[spot]
                width = WIDTHS[level]
                areas[spot] = Rect(round(found.middle[spot] - width / 2), tops[row], width, HEIGHTS[level])
    return areas


def _line(
    edge: Edge,
    found: Places,
    ports: Mapping[tuple[Link, bool], float],
    tracks: list[dict[str, int]],
    tops: list[float],
    areas: Mapping[Id, Rect],
) -> Element:
    points: list[Point] = []
    first = next(row for row, spots in enumerate(found.rows) if edge.above in spots)
    for at in range(len(found.chains[edge.key]) - 1):
        row = first + at
        link = (edge.key, row)
        out, into = ports[link, False], ports[link, True]
        if not points:
            points.append((out, areas[edge.above].bottom))
        if edge.key in tracks[row]:
            y = tops[row] + HEIGHTS[found.row_levels[row]] + _LEAST_ROOM / 2 + _TRACK * tracks[row][edge.key]
            points += [(out, y), (into, y)]
    points.append((ports[link, True], areas[edge.below].y))
    way = tuple(points)
    shapes: tuple[Shape, ...]
    if edge.back:
        x, y = way[0]
        shapes = (Poly(way, stroke="gap_line", line=1.6, dash=(6, 4), radius=6), diamond(x, y + 8, 11, fill="gap"))
    elif edge.grade is not None:
        shapes = (Poly(way, stroke="accent", line=_STRONG[edge.grade], dash=(1.5, 3.5), radius=6),)
    else:
        shapes = (Poly(way, stroke="line", line=1.2, radius=6),)
    left, right = min(x for x, _ in way), max(x for x, _ in way)
    area = Rect(left, way[0][1], right - left, way[-1][1] - way[0][1]).grown(6)
    return Element(edge.key, "link", shapes, area, path=way, z=1)


# --- things -----------------------------------------------------------------------------------------------------------


def _captions(found: Places, tops: list[float], areas: Mapping[Id, Rect]) -> list[Element]:
    """What each band holds, beside it."""
    left = min(area.x for area in areas.values()) - 24
    captions = []
    for row, level in enumerate(found.row_levels):
        if row and found.row_levels[row - 1] is level:
            continue
        words = _CAPTIONS[level]
        width = text.width(words, LABEL, True)
        y = tops[row] + HEIGHTS[level] / 2
        shape = Words(left, y + 4, words, LABEL, "muted", bold=True, align="right")
        captions.append(Element(f"band {level}", "caption", (shape,), Rect(left - width, y - 8, width, 16), z=0))
    return captions


def _thing(
    document: Document, analysis: Analysis, graph: DependencyGraph, key: Id, area: Rect, gaps: Mapping[Id, str]
) -> Element:
    record = document.records[key]
    tip = _tip(document, graph, key)
    if isinstance(record, Service):
        drawn = draw_service(document, record, (area.x, area.y), gaps.get(key, ""))
        return Element(key, "service", drawn.shapes, area, z=3, tip=tip)
    if isinstance(record, ValueStream):
        return Element(key, "stream", stream_box(document, record, area, gaps), area, z=3, tip=tip)
    if isinstance(record, Application):
        return Element(key, "node", application_box(record, area), area, z=3, tip=tip)
    if isinstance(record, Contract):
        return Element(key, "node", contract_box(document, analysis, record, area), area, z=3, tip=tip)
    assert isinstance(record, Unit)
    return Element(key, "node", supplier_box(record, area), area, z=3, tip=tip)


def _tip(document: Document, graph: DependencyGraph, key: Id) -> str:
    """A thing in words: what it is, who owns it, what it needs and what needs it."""
    record = document.records[key]
    kind = graph.levels[key].name.lower()
    if isinstance(record, Service):
        kind = f"{WORD[record.kind].lower() if WORD[record.kind] != 'IT' else 'IT'} service, {record.state.value}"
    said = [f"{document.name(key) or 'Unnamed'}, {kind}"]
    if isinstance(record, Service | ValueStream | Application):
        owner = document.of(Person, record.owner)
        said.append(f"owner {owner.label}{', vacant' if owner.vacant else ''}" if owner else "no owner")
    for words, keys in (("needs", graph.needs(key)), ("needed by", graph.needed_by(key))):
        if keys:
            said.append(f"{words} {', '.join(document.name(each) or 'Unnamed' for each in keys)}")
    return "; ".join(said)
