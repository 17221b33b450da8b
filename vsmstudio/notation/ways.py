"""The ways of a map's connections, kept while nodes move: each is sought when it is first asked for, alone if need be.

Ways that bear words come first, in a fixed order: arcs above the map, then the others. All that remain go around boxes and
these words. So a way depends on the state alone, not on what was asked for before.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind, Node, Split
from vsmstudio.notation.bodies import bodies, own_bodies, port
from vsmstudio.notation.flow_words import label_place, mark_area, words_of
from vsmstudio.notation.obstacles import Obstacles
from vsmstudio.notation.over import ASIDE, Arc, arcs, touches
from vsmstudio.notation.routing import BEND, Found, bounds, find, plain
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import area_of

_TRUNK = 10.0  # where shares stand on the branches, all turn off early


class Way(NamedTuple):
    """The corners of a connection, the middle of what stands on it, and the region outside of which nothing mattered."""

    points: tuple[Point, ...]
    label: Point | None
    region: Rect


class Ways:
    """The ways of the connections of one map, whose nodes stand at `at`. Those in `left_out` close a loop."""

    def __init__(
        self, document: Document, flows: Iterable[Flow], at: Mapping[Id, Point], left_out: Collection[Id] = ()
    ) -> None:
        self.obstacles = Obstacles()  # boxes by node, words by connection
        self._document = document
        self._nodes: dict[Id, Node] = {}
        self._at: dict[Id, Point] = {}
        self._areas: dict[Id, Rect] = {}
        self._flows: dict[Id, Flow] = {}
        self._words: dict[Id, str] = {}
        self._left_out: frozenset[Id] = frozenset()
        self._first: dict[Id, Way] | None = None  # of arcs and of what bears words
        self._ahead: dict[Id, Rect | None] = {}  # what these words fill
        self._others: dict[Id, Way] = {}
        self.follow(document, flows, at, left_out)

    def way(self, flow: Id) -> Way:
        """The way of a connection. Raises `KeyError` where one of its ends has no place."""
        if flow not in self._flows:
            raise KeyError(flow)
        first = self._firsts()
        if flow in first:
            return first[flow]
        if flow not in self._others:
            found = self._find(self._flows[flow])
            self._others[flow] = Way(found.points, None, found.region)
        return self._others[flow]

    def sketch(self, flow: Id) -> Way:
        """The way if it is known already, else a plain one that looks at nothing: good for a moment."""
        if flow in self._others or (self._first is not None and flow in self._first):
            return self.way(flow)
        held = self._flows[flow]
        points = plain(*self._ends(held))
        label = label_place(points, self._words[flow], ()) if self._words[flow] else None
        return Way(points, label, bounds(points))

    def words(self, flow: Id) -> str:
        """What stands on a connection."""
        return self._words[flow]

    # --- another state ------------------------------------------------------------------------------------------------

    def follow(
        self, document: Document, flows: Iterable[Flow], at: Mapping[Id, Point], left_out: Collection[Id] = ()
    ) -> set[Id]:
        """Take over another state. The connections that it may lead elsewhere (or that are gone): no others need asking."""
        self._document = document
        moved, dirty = self._follow_nodes(at)
        changed = self._follow_flows(flows, frozenset(left_out), moved)
        if self._first is not None:
            before, marks = self._first, self._ahead
            stale = any(key in before or self._leads(key) for key in changed)
            if stale or any(touches(way.region, dirty) for way in before.values()):
                dirty += [before[key].region for key in changed if key in before]
                after = self._seek_firsts({key: way for key, way in before.items() if key not in changed}, list(dirty))
                changed |= {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
                for key in marks.keys() | self._ahead.keys():
                    if marks.get(key) != self._ahead.get(key):
                        dirty += [area for area in (marks.get(key), self._ahead.get(key)) if area]
        for key in [key for key, way in self._others.items() if key in changed or touches(way.region, dirty)]:
            del self._others[key]
            changed.add(key)
        return changed

    def _follow_nodes(self, at: Mapping[Id, Point]) -> tuple[set[Id], list[Rect]]:
        """The nodes that are not as they were, and what these filled and fill."""
        moved: set[Id] = set()
        places: list[Rect] = []
        for key in [key for key in self._nodes if key not in at]:
            moved.add(key)
            places += self.obstacles.of(key)
            self.obstacles.drop(key)
            del self._nodes[key], self._at[key], self._areas[key]
        for key, place in at.items():
            node, former = self._document.node(key), self._nodes.get(key)
            if former is node and self._at[key] == place:
                continue
            filled = bodies(self._document, node, place)
            if self.obstacles.of(key) != filled:
                places += self.obstacles.of(key) + filled
                self.obstacles.put(key, *filled)
                moved.add(key)
            elif former is None or former.split is not node.split:
                moved.add(key)
            self._nodes[key], self._at[key], self._areas[key] = node, place, area_of(node, place)
        return moved, places

    def _follow_flows(self, flows: Iterable[Flow], left_out: frozenset[Id], moved: set[Id]) -> set[Id]:
        """The connections that are new, gone, or not as they were."""
        shown = {flow.id: flow for flow in flows if flow.source in self._nodes and flow.target in self._nodes}
        changed = set(self._flows.keys() ^ shown.keys()) | (left_out ^ self._left_out)
        changed |= {key for key, flow in shown.items() if self._flows.get(key) is not flow}
        changed |= {key for key, flow in shown.items() if flow.source in moved or flow.target in moved}
        for key in changed:
            self._words.pop(key, None)
            if flow := shown.get(key):
                self._words[key] = words_of(flow, self._nodes[flow.source], key in left_out)
        self._flows, self._left_out = shown, left_out
        return changed

    # --- ways ---------------------------------------------------------------------------------------------------------

    def _leads(self, key: Id) -> bool:
        """Does a connection come before those that only connect?"""
        flow = self._flows.get(key)
        return flow is not None and (flow.kind is not FlowKind.WORK or bool(self._words[key]))

    def _firsts(self) -> dict[Id, Way]:
        """The ways of arcs and of what bears words, each clear of the words of those before it."""
        return self._seek_firsts({}, []) if self._first is None else self._first

    def _seek_firsts(self, before: Mapping[Id, Way], dirty: list[Rect]) -> dict[Id, Way]:
        """Find them; those of `before` hold where nothing near is `dirty`."""
        for key in self._ahead:
            self.obstacles.drop(key)
        self._ahead = {}
        leading = [self._flows[key] for key in sorted(self._flows) if self._leads(key)]
        made: dict[Id, Way] = {}
        over = [flow for flow in leading if flow.kind is not FlowKind.WORK]
        held = {flow.id: Arc(way.points, way.label) for flow in over if (way := before.get(flow.id)) and way.label}
        if len(held) == len(over) and not any(touches(before[flow.id].region, dirty) for flow in over):
            made = {flow.id: before[flow.id] for flow in over}
        else:
            for key, arc in arcs(over, self._words, self._areas, self.obstacles, held, dirty).items():
                made[key] = Way(arc.points, arc.label, bounds(arc.points).grown(ASIDE))
        for key, way in made.items():
            former = before.get(key)
            if former != way:
                dirty += [each.region.grown(-ASIDE + 20) for each in (former, way) if each]
            self._mark(key, way.label)
        lines = Obstacles()
        for flow in sorted((flow for flow in leading if flow.kind is FlowKind.WORK), key=self._farthest):
            way = self._spoken(flow, before.get(flow.id), dirty, lines)
            made[flow.id] = way
            self._mark(flow.id, way.label)
            lines.put(flow.id, *(bounds(pair) for pair in itertools.pairwise(way.points)))
        self._first = made
        return made

    def _spoken(self, flow: Flow, former: Way | None, dirty: list[Rect], lines: Obstacles) -> Way:
        """The way of work that bears words; as before, where nothing near is another."""
        if former and not touches(former.region, dirty):
            return former
        found = self._find(flow)
        label = label_place(found.points, self._words[flow.id], (self.obstacles, lines), flow.id in self._left_out)
        way = Way(found.points, label, found.region.grown(ASIDE))
        if way != former:
            dirty += [bounds(each.points).grown(ASIDE / 2) for each in (former, way) if each]
        return way

    def _farthest(self, flow: Flow) -> tuple[float, Id]:
        """Branches that lie farther off come first: nearer ones then find words where the others do not pass."""
        return (-abs(self._areas[flow.source].center[1] - self._areas[flow.target].center[1]), flow.id)

    def _mark(self, key: Id, label: Point | None) -> None:
        area = mark_area(self._flows[key], self._words[key], label) if label else None
        self._ahead[key] = area
        if area:
            self.obstacles.put(key, area)

    def _ends(self, flow: Flow) -> tuple[Point, str, Point, str]:
        leaving, entering = _sides(self._areas[flow.source], self._areas[flow.target])
        start, end = (
            port(self._document, self._nodes[key], self._at[key], side)
            for key, side in ((flow.source, leaving), (flow.target, entering))
        )
        return start, leaving, end, entering

    def _find(self, flow: Flow) -> Found:
        start, leaving, end, entering = self._ends(flow)
        source, target = self._nodes[flow.source], self._nodes[flow.target]
        own = (
            *own_bodies(self._document, source, self._at[flow.source], start),
            *own_bodies(self._document, target, self._at[flow.target], end),
        )
        bend = _TRUNK if source.split is Split.ONE else BEND
        hidden = {flow.source, flow.target, flow.id}
        found = find(start, leaving, end, entering, self.obstacles, hidden, own, bend=bend)
        if found.free:
            return found
        second = find(start, leaving, end, entering, self.obstacles, hidden | self._ahead.keys(), own, bend=bend)
        return second._replace(region=second.region.united(found.region))  # rather through words than through boxes


def _sides(source: Rect, target: Rect) -> tuple[str, str]:
    """Right to left, unless one node stands straight above the other."""
    overlap = min(source.right, target.right) - max(source.x, target.x)
    if overlap > 0.4 * min(source.width, target.width):
        if target.y >= source.bottom:
            return "bottom", "top"
        if target.bottom <= source.y:
            return "top", "bottom"
    return "right", "left"
