"""The five primitive shapes that every drawn thing is made of, and the elements and pictures that they form.

Lengths are pixels at 100 %, y grows downwards. Colours are names of the theme's roles (`ink`, `critical`, ...), so that one
picture serves every theme and every painter.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from vsmstudio.model.ids import Id
from vsmstudio.notation import text

Point = tuple[float, float]
Align = Literal["left", "center", "right"]
Rounded = Literal["all", "top", "bottom"]


class Rect(NamedTuple):
    """An area: upper left corner, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def center(self) -> Point:
        return (self.x + self.width / 2, self.y + self.height / 2)

    def grown(self, by: float) -> Rect:
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def united(self, other: Rect) -> Rect:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def touches(self, other: Rect) -> bool:
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


class Box(msgspec.Struct, frozen=True):
    """A rectangle; `radius` rounds all its corners, those on top, or those at the bottom."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    line: float = 1.0
    radius: float = 0.0
    rounded: Rounded = "all"
    dash: tuple[float, ...] = ()


class Poly(msgspec.Struct, frozen=True):
    """A line through points, or a closed area; `radius` softens its corners, `arrow` puts a head on its end."""

    points: tuple[Point, ...]
    stroke: str = ""
    fill: str = ""
    line: float = 1.0
    closed: bool = False
    radius: float = 0.0
    arrow: bool = False
    dash: tuple[float, ...] = ()


class Oval(msgspec.Struct, frozen=True):
    """An ellipse in a rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    line: float = 1.0


class Words(msgspec.Struct, frozen=True):
    """One line of text; `x` is its left end, middle or right end by `align`, `y` its baseline. It never wraps here."""

    x: float
    y: float
    text: str
    size: float = 12.0
    color: str = "ink"
    bold: bool = False
    align: Align = "left"

    @property
    def width(self) -> float:
        return text.width(self.text, self.size, self.bold)

    @property
    def left(self) -> float:
        return self.x - {"left": 0.0, "center": 0.5, "right": 1.0}[self.align] * self.width


Shape = Box | Poly | Oval | Words

ElementKind = Literal[
    "node", "flow", "service", "link", "stream", "ladder", "caption", "note", "lane", "experience", "touchpoint"
]


class Element(msgspec.Struct, frozen=True):
    """One drawn thing: the record that it shows (or a name of its own), its shapes and the area that they fill.

    `path` is the line of a flow or link, for hitting it; `gap` says that it carries a gap badge; `tip` is its full text.
    """

    id: Id
    kind: ElementKind
    shapes: tuple[Shape, ...]
    area: Rect
    path: tuple[Point, ...] = ()
    z: int = 0
    tip: str = ""


class Picture(msgspec.Struct, frozen=True):
    """A drawn map: its elements from back to front, and the area that they fill."""

    elements: tuple[Element, ...]
    area: Rect

    def element(self, key: Id) -> Element:
        """The element that shows a record. Raises `KeyError`."""
        for element in self.elements:
            if element.id == key:
                return element
        raise KeyError(key)


ARROW_LENGTH, ARROW_WIDTH = 8.0, 7.0


def soft_corners(points: tuple[Point, ...], radius: float) -> list[tuple[Point, Point, Point]]:
    """For each inner corner of a line: where the curve begins, the corner itself (its control point), where it ends."""
    corners = []
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        to_before, to_after = _length(corner, before), _length(corner, after)
        r = min(radius, to_before / 2, to_after / 2)
        corners.append((_towards(corner, before, r), corner, _towards(corner, after, r)))
    return corners


def arrow_head(points: tuple[Point, ...], line: float) -> tuple[Point, Point, Point]:
    """The triangle at the end of a line: the tip and the two corners behind it."""
    tip = points[-1]
    before = next((point for point in reversed(points[:-1]) if _length(point, tip) > 1e-6), (tip[0] - 1, tip[1]))
    length = _length(before, tip)
    ux, uy = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    size = ARROW_LENGTH + line
    half = (ARROW_WIDTH + line) / 2
    bx, by = tip[0] - ux * size, tip[1] - uy * size
    return tip, (bx - uy * half, by + ux * half), (bx + uy * half, by - ux * half)


def _length(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def _towards(a: Point, b: Point, distance: float) -> Point:
    length = _length(a, b) or 1.0
    return (a[0] + (b[0] - a[0]) * distance / length, a[1] + (b[1] - a[1]) * distance / length)
