"""A map's picture kept in step with its document: each state takes over what stays the same from the one before.

What a state changes is drawn at once, but connections whose way is not known yet are sketched first. `seek` finds their ways
bit by bit. Once none is left, the picture is the same as one that was drawn from nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Endpoint,
    Flow,
    FlowKind,
    Link,
    Map,
    Note,
    Queue,
    Service,
    Step,
    Touchpoint,
    ValueStream,
)
from vsmstudio.notation.experience_lane import Seen, draw_experience
from vsmstudio.notation.gaps import owner_gaps
from vsmstudio.notation.ladder import draw_ladder
from vsmstudio.notation.lanes import draw_lanes
from vsmstudio.notation.layers import ALL, Layers
from vsmstudio.notation.link import draw_link
from vsmstudio.notation.note import draw_notes
from vsmstudio.notation.piece import Given, Piece, Source
from vsmstudio.notation.pieces import flow_piece, node_piece
from vsmstudio.notation.routing import tidy
from vsmstudio.notation.service import draw_services, links_of
from vsmstudio.notation.shapes import Element, Point, Rect
from vsmstudio.notation.sizes import STEP_HEIGHT, STEP_WIDTH
from vsmstudio.notation.stream import HEIGHT, draw_heading
from vsmstudio.notation.tints import Colouring, Tint, draw_legend
from vsmstudio.notation.ways import Ways

_NODES, _FLOWS, _OTHERS = 0, 1_000_000, 2_000_000  # ranks
_LINKS = 4  # the place of the links in what services are drawn from
_MANY = 200  # ratings: more are drawn again only once what is dragged rests
_NEAR = 48.0  # notes that begin this near below the steps belong to them


class Scenery(NamedTuple):
    """All that a picture is drawn from.

    `moved` shows nodes and notes elsewhere, as while they are dragged; `legend` adds that of the colouring; `layers` says what
    is shown. Nodes that were never placed are left out.
    """

    document: Document
    map: Id
    analysis: Analysis
    moved: Mapping[Id, Point]
    colouring: Colouring | None = None
    legend: bool = True
    layers: Layers = ALL


class Changed(NamedTuple):
    """The pieces that are no more, and those that are there instead or new."""

    gone: list[Piece]
    come: list[Piece]


def places(document: Document, map_id: Id, moved: Mapping[Id, Point] | None = None) -> dict[Id, Point]:
    """Where the nodes of a map stand, some perhaps `moved` elsewhere; those never placed are left out."""
    at = {node.id: place for node in document.nodes(map_id) if (place := document.position(node.id))}
    return {**at, **{key: place for key, place in (moved or {}).items() if document.of(Note, key) is None}}


class Drawing:
    """The picture of one map as pieces by id, and the `area` that they fill."""

    def __init__(self) -> None:
        self.pieces: dict[Id, Piece] = {}
        self.area = Rect(0, 0, 0, 0)
        self._source = Source()
        self._scenery: Scenery | None = None
        self._nodes: dict[Id, Piece] = {}
        self._flows: dict[Id, Piece] = {}
        self._others: dict[Id, Piece] = {}
        self._ways: Ways | None = None
        self._sought: dict[Id, None] = {}  # connections whose way is still to be found
        self._at: Mapping[Id, Point] = {}
        self._due = False  # was something put off while things are moved?
        self._extent: tuple[float, float, float, float] | None = None
        self._obstacles = 0  # counts how often what connections go around became another
        self._kept: dict[str, tuple[Given, list[Element]]] = {}  # parts of what goes by the others, and what from

    @property
    def settled(self) -> bool:
        """Is it as it would be, drawn from nothing?"""
        return not self._sought and not self._due

    @property
    def sketched(self) -> int:
        """How many connections have not found their way yet."""
        return len(self._sought)

    def clear(self) -> Changed:
        """Show nothing."""
        gone = list(self.pieces.values())
        self.__init__()  # type: ignore[misc]
        return Changed(gone, [])

    def follow(self, scenery: Scenery) -> Changed:
        """Show this state. Connections that have to find a way are sketched."""
        if self._scenery is not None and self._scenery.map != scenery.map:
            gone = self.clear().gone
            return Changed(gone, self.follow(scenery).come)
        self._scenery, self._source.document = scenery, scenery.document
        result = scenery.analysis.maps[scenery.map]
        self._at = places(scenery.document, scenery.map, scenery.moved)
        before = self.pieces
        try:
            self._draw_nodes(scenery, result)
            self._draw_flows(scenery, result)
            self._draw_others(scenery, result, hasty=bool(scenery.moved))
        except Exception:
            self._ways = None  # which may stand between two states: the next one begins anew
            raise
        return self._assemble(before)

    def seek(self, more: Callable[[], bool], first: Iterable[Id] = (), finish: bool = False) -> Changed:
        """Find ways, those of `first` before others, while `more` says so and any is left to be found.

        What was put off because things are being moved is drawn once they rest, or now where it is to `finish`.
        """
        scenery, before = self._scenery, self.pieces
        if scenery is None or self.settled or not (self._sought or finish):
            return Changed([], [])
        result = scenery.analysis.maps[scenery.map]
        for key in [*(key for key in first if key in self._sought), *self._sought]:
            if key in self._sought:
                del self._sought[key]
                self._draw_flow(scenery, result, scenery.document.the(Flow, key))
                if not more():
                    break
        if not self._sought:
            self._draw_others(scenery, result, hasty=bool(scenery.moved) and not finish)
        return self._assemble(before)

    def settle(self) -> Changed:
        """Find all ways that are not known yet, and draw what was put off."""
        return self.seek(lambda: True, finish=True)

    def _assemble(self, before: Mapping[Id, Piece]) -> Changed:
        """Put all pieces together; what became of those of before."""
        self.pieces = {**self._nodes, **self._flows, **self._others}
        gone, come = [], []
        for key, piece in self.pieces.items():
            former = before.get(key)
            if former is not piece:
                come.append(piece)
                if former is not None:
                    gone.append(former)
        if len(self.pieces) - len(come) + len(gone) < len(before):
            gone += [piece for key, piece in before.items() if key not in self.pieces]
        if sorted(piece.area for piece in gone) != sorted(piece.area for piece in come):
            self.area = _whole(self.pieces.values())
        return Changed(gone, come)

    # --- nodes --------------------------------------------------------------------------------------------------------

    def _draw_nodes(self, scenery: Scenery, result: MapAnalysis) -> None:
        document, at, layers = scenery.document, self._at, scenery.layers
        held = document.the(Map, scenery.map)
        around: Given = (held, document.engagement, document.of(ValueStream, held.stream), layers)
        critical = result.critical_nodes if _timed(scenery, result) else frozenset()
        numbers = result.numbers
        tints: Mapping[Id, Tint] = scenery.colouring.tints if scenery.colouring else {}
        get, before, made = document.records.get, self._nodes, {}
        for rank, node in enumerate(document.nodes(scenery.map)):
            key = node.id
            place = at.get(key)
            if place is None:
                continue
            given: Given
            if isinstance(node, Step):
                given = (
                    node, place, numbers.get(key, ""), key in critical, tints.get(key),
                    get(node.performer or ""), get(node.owner or ""), *around,
                )  # fmt: skip
            elif isinstance(node, Queue):
                given = (node, place, key in critical)
            else:
                given = (node, place, get(node.unit or ""), *around)
            piece = before.get(key)
            if piece is None or piece.given != given:
                former, piece = piece, node_piece(document, node, given, self._source)
                self._replaced(former, piece)
            piece.rank = _NODES + rank
            made[key] = piece
        for key in [key for key in before if key not in made]:
            self._replaced(before[key], None)
        self._nodes = made

    # --- connections --------------------------------------------------------------------------------------------------

    def _draw_flows(self, scenery: Scenery, result: MapAnalysis) -> None:
        document, at, information = scenery.document, self._at, scenery.layers.information
        flows = [
            each
            for each in document.flows(scenery.map)
            if each.source in at and each.target in at and (information or each.kind is not FlowKind.INFORMATION)
        ]
        if self._ways is None:
            self._ways = Ways(document, flows, at, result.left_out)
            changed = {flow.id for flow in flows}
        else:
            changed = self._ways.follow(document, flows, at, result.left_out)
        shown = {flow.id for flow in flows}
        for key in changed:
            if key in shown:
                self._sought[key] = None
        for key in [key for key in self._sought if key not in shown]:
            del self._sought[key]
        for key in [key for key in self._flows if key not in shown]:
            self._replaced(self._flows.pop(key), None)
        critical = result.critical_flows if _timed(scenery, result) else frozenset()
        get, left_out = document.records.get, result.left_out
        for flow in flows:
            key = flow.id
            piece = self._flows.get(key)
            if piece is not None and key not in changed:
                before, _, _, was_critical, was_left_out, source, target, units = piece.given
                same = before is flow and source is get(flow.source) and target is get(flow.target) and units is None
                if same and was_critical == (key in critical) and was_left_out == (key in left_out):
                    continue
            self._draw_flow(scenery, result, flow)
        self._rank(flows)

    def _rank(self, flows: list[Flow]) -> None:
        """From back to front: work, then what runs above it, each in the document's order."""
        held = self._flows
        work = [held[flow.id] for flow in flows if flow.kind is FlowKind.WORK]
        over = [held[flow.id] for flow in flows if flow.kind is not FlowKind.WORK]
        for rank, piece in enumerate([*work, *over], start=_FLOWS):
            piece.rank = rank
        self._flows = {piece.id: piece for piece in [*work, *over]}

    def _draw_flow(self, scenery: Scenery, result: MapAnalysis, flow: Flow) -> None:
        assert self._ways is not None
        key, get = flow.id, scenery.document.records.get
        way = self._ways.sketch(key) if key in self._sought else self._ways.way(key)
        critical = key in result.critical_flows and _timed(scenery, result)
        source, target = get(flow.source), get(flow.target)
        units = (
            (get(getattr(source, "unit", None) or ""), get(getattr(target, "unit", None) or ""))
            if isinstance(source, Endpoint) or isinstance(target, Endpoint)
            else None
        )
        given = (flow, way, self._ways.words(key), critical, key in result.left_out, source, target, units)
        piece = self._flows.get(key)
        if piece is None or piece.given != given:
            made = self._flows[key] = flow_piece(scenery.document, given, self._source)
            made.rank = piece.rank if piece else 0
            self._replaced(piece, made)

    def _replaced(self, piece: Piece | None, by: Piece | None) -> None:
        """A node or connection became another one: is there more to do than to paint it?"""
        elsewhere = piece is None or by is None or piece.area != by.area
        if elsewhere:
            self._extent = None
        one = piece or by
        if one and one.kind == "node" and elsewhere:
            self._obstacles += 1
        if any(each and each.kind == "flow" and each.given[2] for each in (piece, by)):
            self._obstacles += 1  # words on connections are in the way of links, as boxes are

    # --- what goes by the others --------------------------------------------------------------------------------------

    def _draw_others(self, scenery: Scenery, result: MapAnalysis, hasty: bool) -> None:
        """Notes, services, experience, ladder, legend and heading: they stand around nodes and connections.

        Where it is `hasty`, links of services only follow what is moved: their ways are sought when it rests.
        """
        self._due = False
        document, map_id, at, layers = scenery.document, scenery.map, self._at, scenery.layers
        gaps = owner_gaps(document, scenery.analysis) if layers.findings else {}
        if self._extent is None:
            self._extent = self._extents()
        left, top, right, bottom = self._extent
        notes = draw_notes(document, map_id, at, scenery.moved) if layers.notes else []
        bottom = _below_notes(bottom, notes)
        top = min([top, *(each.area.y for each in notes)])
        held = document.the(Map, map_id)
        lanes: list[Element] = []
        if held.lanes and (self._nodes or self._flows):
            lanes = draw_lanes(document, map_id, at, _whole([*self._nodes.values(), *self._flows.values()]))
            top, bottom = min(top, lanes[0].area.y), max(bottom, lanes[-1].area.bottom)
        elements = self._services(scenery, bottom, left, gaps, hasty) if layers.services else []
        bottom = max([bottom, *(each.area.bottom for each in elements)])
        lived = self._experience(scenery, result, bottom, left, hasty) if layers.experience else []
        bottom = max([bottom, *(each.area.bottom for each in lived)])
        elements = [*lanes, *elements, *lived, *notes]
        if layers.ladder and (ladder := self._ladder(scenery, result, bottom + 40, left)):
            elements.append(ladder)
            bottom = ladder.area.bottom
        if scenery.colouring and scenery.legend:
            right = max([right, *(each.area.right for each in elements)])
            elements.append(draw_legend(scenery.colouring, (left, bottom + 24), max(right - left, 480.0)))
        elements.append(
            draw_heading(document, held, (left, top - HEIGHT - 20), gaps.get(held.stream, ""), layers.findings)
        )
        before, made = self._others, {}
        for rank, element in enumerate(elements, start=_OTHERS):
            piece = before.get(element.id)
            if piece is None or (piece.element is not element and piece.element != element):
                piece = Piece.drawn(element)
            piece.rank = rank
            made[element.id] = piece
        self._others = made

    def _extents(self) -> tuple[float, float, float, float]:
        """The left and top of where nodes stand, and the right and bottom of what nodes and connections fill."""
        nodes, flows = self._nodes.values(), self._flows.values()
        left = min((x for x, _ in self._at.values()), default=0.0)
        top = min([*(y for _, y in self._at.values()), *(piece.area[1] for piece in flows)], default=0.0)
        areas = [piece.area for piece in (*nodes, *flows)]
        return (
            left,
            top,
            max((x + width for x, _, width, _ in areas), default=left),
            max((y + height for _, y, _, height in areas), default=0.0),
        )

    def _services(
        self, scenery: Scenery, bottom: float, left: float, gaps: Mapping[Id, str], hasty: bool
    ) -> list[Element]:
        """The lane of services and its links, drawn again only where something is another that has a say in it."""
        document, get = scenery.document, scenery.document.records.get
        links = links_of(document, scenery.map)
        if not links:
            return []
        services = [document.the(Service, key) for key in dict.fromkeys(link.source for link in links)]
        given = (
            bottom, left, scenery.layers.findings, self._obstacles, links, services,
            [gaps.get(each.id) for each in services], [get(each.owner or "") for each in services],
            [document.name(link.target) for link in links], [link.target in self._at for link in links],
        )  # fmt: skip
        kept = self._kept.get("services")
        if hasty and kept is not None and kept[0] != given and kept[0][_LINKS] == links:
            self._due = True
            return self._in_haste(scenery, kept[1])
        if kept is None or kept[0] != given:
            around = self._ways.obstacles if self._ways else None
            drawn = draw_services(
                document, scenery.map, self._at, bottom, left, gaps, around, badges=scenery.layers.findings
            )
            kept = self._kept["services"] = (given, drawn)
        return kept[1]

    def _in_haste(self, scenery: Scenery, drawn: list[Element]) -> list[Element]:
        """The services as they were drawn, but links to what is moved follow it on a plain way."""
        document, moved = scenery.document, scenery.moved
        found = []
        for element in drawn:
            link = document.of(Link, element.id)
            if link is not None and link.target in moved:
                (x, y), (end_x, end_y) = element.path[0], moved[link.target]
                end, track = (
                    (end_x + STEP_WIDTH / 2, end_y + STEP_HEIGHT),
                    element.path[min(1, len(element.path) - 2)][1],
                )
                track = track if track < y else y - 12
                element = draw_link(document, link, tidy([(x, y), (x, track), (end[0], track), end]))
            found.append(element)
        return found

    def _experience(
        self, scenery: Scenery, result: MapAnalysis, bottom: float, left: float, hasty: bool
    ) -> list[Element]:
        """The curves of experience, drawn again only where something is another that has a say in them."""
        document, at = scenery.document, self._at
        touchpoints = [each for each in document.all(Touchpoint) if each.rating is not None and each.step in at]
        if not touchpoints:
            return []
        stream = document.of(ValueStream, document.the(Map, scenery.map).stream)
        rated, numbers = {each.step for each in touchpoints}, result.numbers
        steps = [
            Seen(step.id, at[step.id], numbers.get(step.id, ""), step.name if step.id in rated else "")
            for step in document.steps(scenery.map)
            if step.id in at
        ]
        given = (bottom, left, touchpoints, steps, stream and stream.experience)
        kept = self._kept.get("experience")
        if hasty and kept is not None and kept[0] != given and len(touchpoints) > _MANY:
            self._due = True
            return kept[1]
        if kept is None or kept[0] != given:
            drawn = draw_experience(document, scenery.map, touchpoints, steps, bottom, left)
            kept = self._kept["experience"] = (given, drawn)
        return kept[1]

    def _ladder(self, scenery: Scenery, result: MapAnalysis, top: float, left: float) -> Element | None:
        document = scenery.document
        given = (
            top, left, result.path, result.figures, result.coverage, result.scenarios, document.engagement,
            [self._at.get(part.node) for part in result.path],
        )  # fmt: skip
        kept = self._kept.get("ladder")
        if kept is None or kept[0] != given:
            ladder = draw_ladder(document, result, self._at, top, left)
            kept = self._kept["ladder"] = (given, [ladder] if ladder else [])
        return kept[1][0] if kept[1] else None


def _timed(scenery: Scenery, result: MapAnalysis) -> bool:
    """Is the critical path shown? No path is critical while nobody knows how long anything takes."""
    return scenery.layers.critical and result.figures.lead_time is not None


def _below_notes(bottom: float, notes: Iterable[Element]) -> float:
    """Where the steps end, with the notes that begin among them or close below: these push what follows further down."""
    for note in sorted(notes, key=lambda each: each.area.y):
        if note.area.y < bottom + _NEAR:
            bottom = max(bottom, note.area.bottom)
    return bottom


def _whole(pieces: Iterable[Piece]) -> Rect:
    """The area that all fill."""
    xs, ys, rights, bottoms = zip(*((x, y, x + w, y + h) for x, y, w, h in (p.area for p in pieces)), strict=True)
    x, y = min(xs), min(ys)
    return Rect(x, y, max(rights) - x, max(bottoms) - y)
