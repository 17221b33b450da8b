"""What boxes and links mean together: which are steps, starts and ends, what was put into an arrow, what leads back."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from vsmstudio.interchange.drawio import words
from vsmstudio.interchange.drawio.arrows import SHARE, Link, Links, links_of
from vsmstudio.interchange.drawio.boxes import Box, Sorted
from vsmstudio.interchange.drawio.cells import counted, was
from vsmstudio.interchange.drawio.loops import by_end, closing
from vsmstudio.interchange.drawio.placed_work import FREE, placed_work
from vsmstudio.interchange.drawio.shapes import Role
from vsmstudio.model.records import EndpointKind, EndpointRole, FlowKind, Split
from vsmstudio.notation.shapes import Rect

_THROUGH = frozenset({Role.DECISION, Role.PARALLEL, Role.MARK, Role.SYMBOL})
_PARTY = re.compile(rf"\W*(?:{words.CUSTOMER.pattern}|{words.SUPPLIER.pattern})\w{{0,3}}\W*", re.IGNORECASE)
_LEAN = "mxgraph.lean_mapping."
_DOCUMENTS = frozenset(
    ("document", *(f"mxgraph.flowchart.{each}" for each in ("document", "document2", "multi-document")))
)
_MANY_LINES = 2  # more than the name of a step takes


@dataclass(slots=True)
class Joined:
    """The boxes that stay, by what they became, and their links; `notes` are for the person, `twins` stand at both ends."""

    steps: dict[str, Box] = field(default_factory=dict)
    queues: dict[str, Box] = field(default_factory=dict)
    ends: dict[str, tuple[Box, EndpointKind, EndpointRole]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    splits: dict[str, Split] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def runs_down(self) -> bool:
        """Does work run from top to bottom, as in many flowcharts?"""
        areas = self.areas
        ways = [_way(areas[link.source], areas[link.target]) for link in self.links if link.kind is FlowKind.WORK]
        down = sum(dy > abs(dx) for dx, dy in ways)
        return len(ways) > 1 and down > 0.6 * len(ways)

    @property
    def areas(self) -> dict[str, Rect]:
        boxes = {**self.steps, **self.queues, **{key: each[0] for key, each in self.ends.items()}}
        return {key: box.area for key, box in boxes.items()}


def join(out: Sorted, known: Collection[str] = ()) -> Joined:
    """Join the boxes of a page. Those that are `known` already stay what they are."""
    return _Joining(out, links_of(out), known).joined()


class _Joining:
    def __init__(self, out: Sorted, links: Links, known: Collection[str]) -> None:
        self.out, self.links, self.known = out, links, known
        self.work = links.work
        self.done = Joined(about=dict(links.about))
        shapes = [box.cell.shape for box in out.boxes.values() if box.cell and box.role in {Role.STEP, Role.CONTROL}]
        self.lean = 2 * sum(shape.startswith(_LEAN) for shape in shapes) >= len(shapes) > 0
        self.signs: set[str] = set()
        self.twins: dict[str, str] = {}

    def joined(self) -> Joined:
        if self.links.snapped:
            self.done.notes.append(
                f"{counted(self.links.snapped, 'end')} of arrows touched no box and {was(self.links.snapped)} joined to the "
                "nearest one"
            )
        if self.links.guessed:
            self.done.notes.append(
                f"{counted(self.links.guessed, 'line')} without an arrowhead {was(self.links.guessed)} read from left to right"
            )
        if not self.known:
            self.work, notes = placed_work(self.out, self.work)
            self.done.notes += notes
        self._collapse()
        self._kinds()
        self._lead_back()
        self.done.links += self.work
        standing = self.done.areas.keys()
        self.done.links += [link for link in self.links.told if {link.source, link.target} <= standing]
        kept = {link.cell for link in self.done.links}
        for link in self.links.told:
            if link.cell not in kept:
                self.out.fate[link.cell] = "loose"
        return self.done

    # --- signs without words ------------------------------------------------------------------------------------------

    def _collapse(self) -> None:
        """A gateway without words is no step: what goes in goes on, to all or to one."""
        into, onward = by_end(self.work, lambda link: link.target), by_end(self.work, lambda link: link.source)
        count = 0
        for box in list(self.out.boxes.values()):
            if box.role not in _THROUGH or box.title or box.figures or box.key in self.known:
                continue
            come, go = list(into.get(box.key, {}).values()), list(onward.get(box.key, {}).values())
            if not come or not go or len(come) > 1 < len(go):
                continue
            if {link.source for link in come} & {link.target for link in go}:
                continue
            if len(go) > 1 and len(onward[come[0].source]) > 1:
                continue
            if len(go) > 1:
                self.done.splits[come[0].source] = Split.ALL if box.role is Role.PARALLEL else Split.ONE
            for link in (*come, *go):
                del into[link.target][id(link)], onward[link.source][id(link)]
            for a in come:
                for b in go:
                    cell = b.cell if len(go) > 1 else a.cell
                    link = Link(a.source, b.target, cell, mode=b.mode, lines=[*a.lines, *b.lines])
                    onward[link.source][id(link)] = into[link.target][id(link)] = link
            del self.out.boxes[box.key]
            self.out.fate[box.key] = "gateway"
            count += 1
        self.work = [link for links in onward.values() for link in links.values()]
        if count:
            self.done.notes.append(
                f"{counted(count, 'gateway')} without words {was(count)} read as where work divides or meets, not as "
                f"{'a step' if count == 1 else 'steps'}"
            )

    # --- what a box is ------------------------------------------------------------------------------------------------

    def _kinds(self) -> None:
        out_of, into = self._degrees()
        xs = [box.area.center[0] for box in self.out.boxes.values()]
        middle = (min(xs) + max(xs)) / 2 if xs else 0.0
        tell = {key for link in self.links.told for key in (link.source, link.target)}
        for box in list(self.out.boxes.values()):
            ways = bool(into.get(box.key)), bool(out_of.get(box.key))
            if box.key in self.known:
                self._step(box)  # whatever it is
                continue
            if self._is_aside(box, ways, into, out_of):
                self._sign(box)
            else:
                self._kind(box, ways, box.area.center[0] < middle, box.key in tell)
        for link in self.work:
            link.source = self.twins.get(link.source, link.source)
        self._untie_signs()
        for key in self.done.steps:
            if self.done.steps[key].role is Role.DECISION and out_of.get(key, 0) > 1:
                self.done.splits[key] = Split.ONE
        for link in self.work:
            told = any(SHARE.search(line) for line in link.lines)
            if told and out_of.get(link.source, 0) > 1 and link.source in self.done.steps:
                self.done.splits[link.source] = Split.ONE
        standing = self.done.areas.keys()
        self.work = [link for link in self.work if {link.source, link.target} <= standing]
        kept = {link.cell for link in self.work}
        for cell, fate in list(self.out.fate.items()):
            if fate == "work" and cell not in kept:
                self.out.fate[cell] = "loose"

    def _kind(self, box: Box, ways: tuple[bool, bool], left: bool, tells: bool) -> None:
        role, name = box.role, box.name
        if role is Role.STEP and ways in {(True, False), (False, True)} and _is_named_end(name, starts=ways[1]):
            self._mark(box, ways, tells)
        elif role in {Role.STEP, Role.DECISION, Role.PARALLEL}:
            if not name and not box.figures and not any(ways) and not tells:
                self.out.fate[box.key] = "empty"
            elif not name and not any(ways) and not tells and box.cell and box.cell.lines:  # a total beside the map
                self.out.notes[box.key] = Box(box.key, Role.NOTE, box.area, list(box.cell.lines), cell=box.cell)
                self.out.fate[box.key] = "note"
            else:
                self._step(box)
        elif role in FREE:
            self.done.queues[box.key] = box
            self.out.fate[box.key] = "queue"
        elif role is Role.FACTORY:
            self._factory(box, ways, left)
        elif role is Role.CONTROL and not any(ways):
            self._end(box, EndpointKind.TRIGGER, EndpointRole.START) if name or tells else self._drop(box)
        elif role is Role.SYMBOL and ways != (True, True):
            self._sign(box)
        elif role in {Role.MARK, Role.START, Role.END}:
            self._mark(box, ways, tells)
        else:
            self._step(box)

    def _is_aside(self, box: Box, ways: tuple[bool, bool], into: Mapping[str, int], out_of: Mapping[str, int]) -> bool:
        """Is a box no work, but said about it: a document at a step, or a text with an arrow on a map of lean shapes?

        The other ends of its arrows have work of their own, which stays as it is without the box.
        """
        shape = box.cell.shape if box.cell else ""
        aside = shape in _DOCUMENTS or (self.lean and not shape and len(box.title) > _MANY_LINES)
        if box.role is not Role.STEP or not aside or ways not in {(True, False), (False, True)}:
            return False
        count, near, far = (into, "target", "source") if ways[1] else (out_of, "source", "target")
        return all(count.get(getattr(link, near), 0) > 1 for link in self.work if getattr(link, far) == box.key)

    def _step(self, box: Box) -> None:
        self.done.steps[box.key] = box
        self.out.fate[box.key] = "step"

    def _drop(self, box: Box) -> None:
        self.out.fate[box.key] = "empty"

    def _end(self, box: Box, kind: EndpointKind, role: EndpointRole) -> None:
        self.done.ends[box.key] = (box, kind, role)
        self.out.fate[box.key] = "end"

    def _sign(self, box: Box) -> None:
        """A database or document beside the work: its words are a note about the step that it is joined to."""
        self.signs.add(box.key)
        if not box.title:
            self.out.fate[box.key] = "picture"
            return
        self.out.notes[box.key] = Box(box.key, Role.NOTE, box.area, [*box.title, *box.figures.notes], cell=box.cell)
        self.out.fate[box.key] = "note"

    def _untie_signs(self) -> None:
        """What joins a sign to a box is no work."""
        for link in self.work:
            for sign, other in ((link.source, link.target), (link.target, link.source)):
                if sign in self.signs:
                    self.out.fate[link.cell] = "tie" if sign in self.out.notes else "loose"
                    if other not in self.signs:
                        self.done.about.setdefault(sign, other)
        self.work = [link for link in self.work if not {link.source, link.target} & self.signs]

    def _mark(self, box: Box, ways: tuple[bool, bool], tells: bool) -> None:
        kind = EndpointKind.CUSTOMER if words.CUSTOMER.search(box.name) else EndpointKind.TRIGGER
        kind = EndpointKind.SUPPLIER if words.SUPPLIER.search(box.name) else kind
        if ways == (False, True):
            self._end(box, kind, EndpointRole.START)
        elif ways == (True, False):
            self._end(box, kind, EndpointRole.END)
        elif ways == (True, True) and kind is not EndpointKind.TRIGGER:
            self._twice(box, kind)
        elif ways == (True, True):
            self._step(box)
        elif box.role is Role.END or words.END.fullmatch(box.name):
            self._end(box, kind, EndpointRole.END)
        elif box.role is Role.START or words.START.fullmatch(box.name):
            self._end(box, kind, EndpointRole.START)
        elif box.title or tells:
            self._step(box)
        else:
            self._drop(box)

    def _factory(self, box: Box, ways: tuple[bool, bool], left: bool) -> None:
        supplies = bool(words.SUPPLIER.search(box.name))
        supplies = supplies or (left and not words.CUSTOMER.search(box.name) and ways != (True, False))
        kind = EndpointKind.SUPPLIER if supplies else EndpointKind.CUSTOMER
        if ways == (True, True):
            self._twice(box, kind)
        elif any(ways):
            self._end(box, kind, EndpointRole.START if ways[1] else EndpointRole.END)
        else:
            self._end(box, kind, EndpointRole.START if supplies else EndpointRole.END)

    def _twice(self, box: Box, kind: EndpointKind) -> None:
        """Who orders and receives stands at both ends."""
        twin = f"{box.key}\0start"
        self._end(box, kind, EndpointRole.END)
        area = box.area
        self.done.ends[twin] = (
            Box(twin, box.role, Rect(area.x - area.width - 20, area.y, area.width, area.height), list(box.title)),
            kind,
            EndpointRole.START,
        )
        self.twins[box.key] = twin
        self.done.notes.append(f"“{box.name[:60]}” both sends and receives work, so it stands at both ends")

    # --- loops --------------------------------------------------------------------------------------------------------

    def _lead_back(self) -> None:
        """Arrows that lead back to an earlier step are rework; one that leads back otherwise stays, and is said."""
        areas = self.done.areas
        back = closing(self.work, lambda key: (areas[key].x, areas[key].y, key))
        count = 0
        for at in back:
            link = self.work[at]
            if link.source in self.done.steps and link.target in self.done.steps:
                link.kind = FlowKind.REWORK
                if link.cell in self.out.fate:
                    self.out.fate[link.cell] = "rework"
                count += 1
        if count:
            what = "arrow that leads back was" if count == 1 else "arrows that lead back were"
            self.done.notes.append(f"{count} {what} read as rework")

    def _degrees(self) -> tuple[dict[str, int], dict[str, int]]:
        out_of: dict[str, int] = {}
        into: dict[str, int] = {}
        for link in self.work:
            out_of[link.source] = out_of.get(link.source, 0) + 1
            into[link.target] = into.get(link.target, 0) + 1
        return out_of, into

    def _area(self, key: str) -> Rect:
        return self.out.boxes[key].area


def _way(a: Rect, b: Rect) -> tuple[float, float]:
    return b.center[0] - a.center[0], b.center[1] - a.center[1]


def _is_named_end(name: str, starts: bool) -> bool:
    """Is a plain box called start, end, customer or supplier, and nothing more?"""
    return bool((words.START if starts else words.END).fullmatch(name) or _PARTY.fullmatch(name))
