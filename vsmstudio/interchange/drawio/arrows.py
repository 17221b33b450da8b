"""The arrows of a page as links between boxes: attached, ending close by, or drawn as shapes between two boxes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from vsmstudio.interchange.drawio.boxes import Sorted
from vsmstudio.interchange.drawio.cells import Cell
from vsmstudio.interchange.drawio.places import Places, distance
from vsmstudio.interchange.drawio.shapes import Role
from vsmstudio.model.records import FlowKind, FlowMode, Medium
from vsmstudio.notation.shapes import Point, Rect

SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s*[%％]")  # written at an arrow: how much of the work takes it
_SNAP, _REACH = 32.0, 130.0
_MODES = {Role.PULL: FlowMode.PULL, Role.FIFO: FlowMode.FIFO}


@dataclass(slots=True)
class Link:
    """One arrow between two boxes, by their keys; `lines` are what is written at it. `cell` is its own key."""

    source: str
    target: str
    cell: str
    kind: FlowKind = FlowKind.WORK
    mode: FlowMode = FlowMode.PUSH
    medium: Medium | None = None
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Links:
    """The links of a page, and which note is tied to which box. `guessed` counts arrows without a head, by direction."""

    work: list[Link] = field(default_factory=list)
    told: list[Link] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    guessed: int = 0
    snapped: int = 0


def links_of(out: Sorted) -> Links:
    """Every arrow of a page as a link, or a word in `out.fate` of why it is none."""
    return _Linking(out).links()


class _Linking:
    def __init__(self, out: Sorted) -> None:
        self.out = out
        self.found = Links()
        self.places = Places()
        for box in out.boxes.values():
            self.places.put(box.key, box.area)
        self.within: dict[str, list[str]] = {}
        for box in out.boxes.values():
            for outer in box.cell.around if box.cell else ():
                self.within.setdefault(outer.key, []).append(box.key)
        self.cells = out.page.by_key

    def links(self) -> Links:
        edges = [edge for edge in self.out.page.edges if not edge.hidden]
        for edge in self.out.page.edges:
            if edge.hidden:
                self.out.fate[edge.key] = "hidden"
        solid = any(not _is_dashed(edge) for edge in edges if edge.source and edge.target and not _medium(edge))
        for edge in edges:
            self._edge(edge, dashed_tells=solid)
        for cell, role in self.out.arrows:
            self._shape(cell, role)
        self.found.work = self._once(self.found.work)
        self.found.told = self._once(self.found.told)
        return self.found

    # --- edges --------------------------------------------------------------------------------------------------------

    def _edge(self, edge: Cell, dashed_tells: bool) -> None:
        heads = (
            edge.style.get("startArrow", "none") not in {"none", ""},
            edge.style.get("endArrow", "classic") not in {"none", ""},
        )
        headless = not any(heads) and edge.shape not in {"arrow", "flexArrow", "link"} and not _medium(edge)
        if headless and not edge.source and not edge.target:
            self.out.fate[edge.key] = "line"
            return
        source, target = self._ends(edge)
        if heads == (True, False):
            source, target = target, source
        if source is None or target is None:
            self.out.fate[edge.key] = "loose"
            return
        if self._tied(edge, source, target):
            return
        if source == target:
            self.out.fate[edge.key] = "self"
            return
        if headless:
            a, b = self.out.boxes[source].area.center, self.out.boxes[target].area.center
            if (b[0] - a[0], b[1] - a[1]) < (0, 0) and abs(b[0] - a[0]) > 10:
                source, target = target, source
            self.found.guessed += 1
        medium = _medium(edge)
        lines = [*edge.lines, *self.out.labels.get(edge.key, ())]
        if medium is not None or (_is_dashed(edge) and dashed_tells):
            self.found.told.append(Link(source, target, edge.key, FlowKind.INFORMATION, medium=medium, lines=lines))
        else:
            self.found.work.append(Link(source, target, edge.key, lines=lines))

    def _tied(self, edge: Cell, source: str, target: str) -> bool:
        """Does the line lead to a note? Then the note is about the box at its other end."""
        notes = self.out.notes
        if source not in notes and target not in notes:
            return False
        note, box = (source, target) if source in notes else (target, source)
        if box in self.out.boxes:
            self.found.about.setdefault(note, box)
        self.out.fate[edge.key] = "tie"
        return True

    def _ends(self, edge: Cell) -> tuple[str | None, str | None]:
        source, target = edge.source, edge.target
        begin = edge.start or (edge.points[0] if edge.points else None)
        end = edge.end or (edge.points[-1] if edge.points else None)
        towards_end = self._middle(target) or end
        towards_begin = self._middle(source) or begin
        return self._end(source, edge.start, towards_end), self._end(target, edge.end, towards_begin)

    def _middle(self, key: str) -> Point | None:
        cell = self.cells.get(key)
        return cell.area.center if cell is not None and not cell.is_edge else None

    def _end(self, key: str, at: Point | None, other: Point | None) -> str | None:
        if key and key in self.cells:
            return self._box(key, other)
        if at is None:
            return None
        found = self.places.nearest(at, _SNAP)
        self.found.snapped += found is not None
        return found

    def _box(self, key: str, other: Point | None) -> str | None:
        """The box that a cell is, is a part of, or holds; of several the one nearest to where the arrow goes on."""
        for _ in range(20):
            if key in self.out.boxes or key in self.out.notes:
                return key
            if key not in self.out.owner:
                break
            key = self.out.owner[key]
        inner = self.within.get(key, ())
        if inner:
            at = other or self.cells[key].area.center
            return min(inner, key=lambda each: (distance(at, self.out.boxes[each].area), each))
        return None

    # --- shapes -------------------------------------------------------------------------------------------------------

    def _shape(self, cell: Cell, role: Role) -> None:
        """An arrow that is drawn as a shape joins what lies behind it with what lies before it."""
        way, area = _direction(cell)
        half = (area.width if way[0] else area.height) / 2
        center = area.center
        tail = (center[0] - way[0] * half, center[1] - way[1] * half)
        head = (center[0] + way[0] * half, center[1] + way[1] * half)
        source = self._beyond(tail, center, (-way[0], -way[1]), half)
        target = self._beyond(head, center, way, half)
        if source is None or target is None or source == target:
            self.out.fate[cell.key] = "loose"
            return
        if role is Role.TELL:
            medium = Medium.ELECTRONIC if "electronic" in cell.shape else Medium.MANUAL
            self.found.told.append(
                Link(source, target, cell.key, FlowKind.INFORMATION, medium=medium, lines=list(cell.lines))
            )
            return
        lines = [line for line in cell.lines if role is not Role.FIFO or line.casefold() not in {"fifo", "max=xx"}]
        self.found.work.append(Link(source, target, cell.key, mode=_MODES.get(role, FlowMode.PUSH), lines=lines))

    def _beyond(self, at: Point, center: Point, way: tuple[float, float], half: float) -> str | None:
        best: tuple[float, str] | None = None
        for key, area in self.places.near(Rect(*at, 0, 0).grown(_REACH)):
            middle = area.center
            ahead = (middle[0] - center[0]) * way[0] + (middle[1] - center[1]) * way[1]
            aside = abs((middle[0] - center[0]) * way[1]) + abs((middle[1] - center[1]) * way[0])
            if ahead > 0.5 * half and aside <= max(area.width, area.height):
                away = distance(at, area)
                best = min(best or (away, key), (away, key))
        return best[1] if best and best[0] <= _REACH else None

    def _once(self, links: Iterable[Link]) -> list[Link]:
        """Each pair of boxes joined once in a direction; what is written at a second arrow goes to the first."""
        seen: dict[tuple[str, str], Link] = {}
        for link in links:
            first = seen.setdefault((link.source, link.target), link)
            if first is link:
                self.out.fate[link.cell] = "information" if link.kind is FlowKind.INFORMATION else "work"
            else:
                first.lines += link.lines
                self.out.fate[link.cell] = "double"
        return list(seen.values())


def _is_dashed(edge: Cell) -> bool:
    return edge.style.get("dashed") == "1"


def _medium(edge: Cell) -> Medium | None:
    if "electronic_info_flow" in edge.shape:
        return Medium.ELECTRONIC
    return Medium.MANUAL if "manual_info_flow" in edge.shape else None


def _direction(cell: Cell) -> tuple[tuple[float, float], Rect]:
    """Where an arrow that is drawn as a shape points, and the area that it fills once it is turned."""
    turn = {"south": 90.0, "west": 180.0, "north": 270.0}.get(cell.says("direction"), 0.0)
    try:
        rotation = float(cell.style.get("rotation", "0") or 0)
    except ValueError:
        rotation = 0.0
    rotation = rotation if math.isfinite(rotation) else 0.0
    area = cell.area
    if round(rotation / 90) % 2:
        cx, cy = area.center
        area = Rect(cx - area.height / 2, cy - area.width / 2, area.height, area.width)
    flipped = cell.style.get("flipH") == "1"
    quarter = round((turn + rotation) / 90) % 4
    way = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[quarter]
    return ((-way[0], way[1]) if flipped else way), area


def ordered(boxes: Iterable[tuple[str, Rect]]) -> Iterator[tuple[str, str]]:
    """Neighbours along the longest row of boxes, from left to right; down the longest column where that is longer."""
    held = list(boxes)
    rows = _bands(held, across=False)
    columns = _bands(held, across=True)
    row = max(rows, key=len, default=[])
    column = max(columns, key=len, default=[])
    chain = row if len(row) >= len(column) else column
    axis = 0 if chain is row else 1
    chain = sorted(chain, key=lambda each: (each[1].center[axis], each[0]))
    for (a, _), (b, _) in pairwise(chain):
        yield a, b


def _bands(held: list[tuple[str, Rect]], across: bool) -> list[list[tuple[str, Rect]]]:
    """Boxes side by side whose middles lie within one another's height (or width)."""
    axis = 0 if across else 1
    bands: list[list[tuple[str, Rect]]] = []
    for each in sorted(held, key=lambda one: (one[1].center[axis], one[0])):
        middle, size = each[1].center[axis], each[1].width if across else each[1].height
        last = bands[-1][0] if bands else None
        if last is not None and middle - last[1].center[axis] <= max(size, 40) / 2:
            bands[-1].append(each)
        else:
            bands.append([each])
    return bands
