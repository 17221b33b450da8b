"""The cells of a page with what draw.io leaves to be worked out: places on the page, labels as lines, styles as words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from vsmstudio.interchange.drawio.label import lines_of, with_values
from vsmstudio.interchange.drawio.opening import RawPage
from vsmstudio.interchange.imported import BadSource
from vsmstudio.notation.shapes import Point, Rect

MOST_CELLS = 100_000  # in a whole file
_DEEPEST = 100  # cells within cells; nothing that was drawn nests so deep
_NOWHERE = Rect(0, 0, 0, 0)
_FARTHEST = 1e8  # px; nothing is drawn beyond
_OWN_TO_DRAWIO = frozenset({"id", "label", "placeholders", "tooltip", "link", "tags", "as"})


@dataclass(slots=True)
class Cell:
    """A vertex or an edge. `area` is where a vertex stands on the page; `start` and `end` are where a loose edge does.

    `shape` is the name of what it looks like, `style` all else that is said of its looks. `attrs` are what somebody noted
    with it (Edit Data), `lines` its label.
    """

    key: str
    is_edge: bool
    order: int
    lines: tuple[str, ...] = ()
    shape: str = ""
    style: Mapping[str, str] = field(default_factory=dict)
    attrs: Mapping[str, str] = field(default_factory=dict)
    area: Rect = _NOWHERE
    parent: Cell | None = None
    children: list[Cell] = field(default_factory=list)
    source: str = ""
    target: str = ""
    start: Point | None = None
    end: Point | None = None
    points: tuple[Point, ...] = ()
    hidden: bool = False
    depth: int = 0

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    def says(self, name: str) -> str:
        """What the style says of `name`, in small letters."""
        return self.style.get(name, "").casefold()

    @property
    def around(self) -> Iterator[Cell]:
        """What the cell stands in, from the inside out."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent


@dataclass(frozen=True, slots=True)
class Page:
    """The vertices and edges of a page in drawing order; `notes` say what was wrong with its cells. `attrs` are the page's."""

    name: str
    key: str
    vertices: tuple[Cell, ...]
    edges: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    attrs: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_key(self) -> dict[str, Cell]:
        return {cell.key: cell for cell in (*self.vertices, *self.edges)}


@dataclass(slots=True)
class _Raw:
    key: str
    cell: Element
    attrs: dict[str, str]
    label: str
    order: int


def read_page(page: RawPage, name: str, most: int = MOST_CELLS) -> Page:
    """The cells of a page. Raises `BadSource` where they are too many."""
    raw: dict[str, _Raw] = {}
    doubled = 0
    for order, each in enumerate(_cells(page.root)):
        if order >= most:
            raise BadSource(f"{name} holds more than {MOST_CELLS:,} cells; divide the drawing.")
        if each.key in raw:
            doubled += 1
            each.key = f"{each.key}\0{order}"
        each.order = order
        raw[each.key] = each
    return _Reading(raw, page).page(doubled)


def _cells(root: Element) -> Iterator[_Raw]:
    """Every cell with its id, its attributes and its label, however it is wrapped."""
    for element in root:
        kind = str(element.tag)
        if kind == "mxCell":
            value = next((child for child in element if child.get("as") == "value"), None)
            attrs = dict(value.attrib) if value is not None else {}
            yield _Raw(element.get("id", ""), element, attrs, element.get("value") or attrs.get("label", ""), 0)
        else:
            cell = next((child for child in element if child.tag == "mxCell"), None)
            if cell is not None:
                attrs = dict(element.attrib)
                yield _Raw(attrs.get("id") or cell.get("id") or "", cell, attrs, attrs.get("label", ""), 0)


class _Reading:
    """The cells of one page on their way."""

    def __init__(self, raw: Mapping[str, _Raw], page: RawPage) -> None:
        self.raw, self.source = raw, page
        self.made: dict[str, Cell] = {}
        self.broken = 0  # places that are no numbers

    def page(self, doubled: int) -> Page:
        circles = 0
        attrs: dict[str, str] = {}
        for key in self.raw:
            chain = []
            at = key
            while at in self.raw and at not in self.made and at not in chain:
                chain.append(at)
                at = self.raw[at].cell.get("parent", "")
                if len(chain) > 5 * _DEEPEST:
                    break
            circle = at in chain
            circles += circle
            for inner in reversed(chain):
                self._make(self.raw[inner], alone=circle and inner == chain[-1])
        for each in self.raw.values():
            if not each.cell.get("parent"):
                attrs |= each.attrs
        cells = sorted(self.made.values(), key=lambda cell: cell.order)
        for cell in cells:
            if cell.parent is not None:
                cell.parent.children.append(cell)
        vertices = tuple(cell for cell in cells if self._is(cell, "vertex"))
        edges = tuple(cell for cell in cells if cell.is_edge)
        return Page(self.source.name, self.source.key, vertices, edges, tuple(self._notes(doubled, circles)), attrs)

    def _is(self, cell: Cell, kind: str) -> bool:
        return self.raw[cell.key].cell.get(kind) in {"1", "true"} and not cell.is_edge

    def _notes(self, doubled: int, circles: int) -> Iterable[str]:
        if doubled:
            yield f"{counted(doubled, 'cell')} had an id that another one has, too"
        if circles:
            yield f"{counted(circles, 'cell')} stood in one another in a ring; they were read as standing on the page"
        if self.broken:
            was = "was" if self.broken == 1 else "were"
            yield f"{counted(self.broken, 'place')} in the drawing could not be read as a number and {was} taken for 0"

    def _make(self, raw: _Raw, alone: bool) -> None:
        element = raw.cell
        parent = None if alone else self.made.get(element.get("parent", ""))
        parent = parent if parent is None or parent.depth < _DEEPEST else None
        style, shape = style_of(element.get("style", ""))
        is_edge = element.get("edge") in {"1", "true"}
        label = raw.label
        if raw.attrs.get("placeholders") == "1":
            label = with_values(label, self._values(raw, parent))
        cell = Cell(
            raw.key, is_edge, raw.order, lines_of(label, style.get("html") == "1"), shape, style,
            {name: value for name, value in raw.attrs.items() if name not in _OWN_TO_DRAWIO},
            parent=parent, source=element.get("source", ""), target=element.get("target", ""),
            hidden=element.get("visible") == "0" or bool(parent and parent.hidden),
            depth=parent.depth + 1 if parent else 0,
        )  # fmt: skip
        self._place(cell, next((child for child in element if child.get("as") == "geometry"), None))
        self.made[raw.key] = cell

    def _values(self, raw: _Raw, parent: Cell | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for cell in reversed([*(parent.around if parent else ()), *([parent] if parent else ())]):
            found |= cell.attrs
        return found | raw.attrs

    def _place(self, cell: Cell, geometry: Element | None) -> None:
        if geometry is None:
            geometry = Element("mxGeometry")
        home = cell.parent
        while home is not None and home.is_edge:
            home = home.parent
        left, top = (home.area.x, home.area.y) if home else (0.0, 0.0)
        x, y, width, height = (self._number(geometry, name) for name in ("x", "y", "width", "height"))
        spots = {point.get("as", ""): self._point(point, left, top) for point in geometry if point.tag == "mxPoint"}
        if cell.is_edge:
            ways = next((child for child in geometry if child.get("as") == "points"), ())
            cell.points = tuple(self._point(point, left, top) for point in ways)
            cell.start, cell.end = spots.get("sourcePoint"), spots.get("targetPoint")
            return
        if geometry.get("relative") == "1" and home:
            x, y = x * home.area.width, y * home.area.height
            offset = next((point for point in geometry if point.get("as") == "offset"), None)
            if offset is not None:
                x, y = x + self._number(offset, "x"), y + self._number(offset, "y")
        cell.area = Rect(left + x, top + y, abs(width), abs(height))

    def _point(self, point: Element, left: float, top: float) -> Point:
        return left + self._number(point, "x"), top + self._number(point, "y")

    def _number(self, element: Element, name: str) -> float:
        text = element.get(name)
        if text is None:
            return 0.0
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or abs(value) > _FARTHEST:
            self.broken += 1
            return 0.0
        return value


def style_of(text: str) -> tuple[dict[str, str], str]:
    """A style as its words, and the name of the shape that it gives.

    >>> style_of("ellipse;html=1;fillColor=none")
    ({'ellipse': '', 'html': '1', 'fillColor': 'none'}, 'ellipse')
    """
    style: dict[str, str] = {}
    for part in text[:5000].split(";"):
        name, _, value = part.strip().partition("=")
        if name:
            style[name] = value.strip()
    named = next((name for name, value in style.items() if not value and name not in _NO_SHAPES), "")
    return style, (style.get("shape") or named).strip()


_NO_SHAPES = frozenset({"html", "whiteSpace", "rounded", "defaultVertex", "defaultEdge", "vsm", "noLabel", "points"})


def counted(count: int, word: str, words: str = "") -> str:
    """`1 box`, `3 boxes`: what is counted, in the right number."""
    return f"{count:,} {word if count == 1 else words or word + 's'}"


def was(count: int) -> str:
    """What goes with what is counted: one was, several were."""
    return "was" if count == 1 else "were"
