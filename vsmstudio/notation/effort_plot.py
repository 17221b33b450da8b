"""Improvements placed by hand: effort to the right, benefit upwards, each a numbered point that covers no other.

A point that would cover another one is moved aside, and a thin line leads to its place. What it is shows by its shape: a disc
is an improvement, a square an initiative that runs already, one with a dashed edge and a diamond
supports no stream, a hollow one is done.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vsmstudio.model.ids import Id
from vsmstudio.notation import text
from vsmstudio.notation.parts import LABEL, diamond
from vsmstudio.notation.shapes import Box, Element, Oval, Picture, Point, Poly, Rect, Shape, Words

MOST = 10.0  # of effort and benefit
WIDTH, HEIGHT = 620.0, 460.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 18.0, 12.0, 26.0, 66.0  # around the plot: the names of its axes, and the legend
_NARROW, _SECOND = 420.0, 18.0  # a drawing that has no room for names, and for a second line of its legend
_RADII = ((30, 11.0), (90, 9.0), (10**9, 7.0))  # of points: smaller where there are many
_SMALLEST = 3.0
_APART = 3.0  # between two points at least
_FILLED = 0.75  # of the plot's room for each point: they are not packed without gaps
_NAME = 150.0  # as long as a name beside a point may be
_FIELDS = (  # where the middle of each field lies (of 10), and what to do with what stands there [impact-effort matrix]
    (MOST * 0.25, MOST, "Do first"),
    (MOST * 0.75, MOST, "Plan well"),
    (MOST * 0.25, 0.0, "Fill in"),
    (MOST * 0.75, 0.0, "Think twice"),
)


class Placed(NamedTuple):
    """An improvement on the plot: where the room put it (0..10 each), its number there, and what it is."""

    key: Id
    number: str
    name: str
    effort: float
    benefit: float
    initiative: bool = False
    done: bool = False
    unlinked: bool = False  # supports no stream


class Dot(NamedTuple):
    """A drawn point: its centre and radius, and the place that it stands for."""

    item: Placed
    x: float
    y: float
    radius: float
    place: Point

    @property
    def area(self) -> Rect:
        return Rect(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


def plot_area(width: float = WIDTH, height: float = HEIGHT) -> Rect:
    """Where effort and benefit from 0 to 10 lie in a drawing of this size."""
    return Rect(_LEFT, _TOP, max(width - _LEFT - _RIGHT, 80.0), max(height - _TOP - _below(width), 80.0))


def _below(width: float) -> float:
    """What stands under the plot: the name of its axis, and a legend of one line or two."""
    return _BOTTOM + (_SECOND if width < _NARROW else 0.0)


def point_at(area: Rect, effort: float, benefit: float) -> Point:
    """Where an effort and a benefit lie.

    >>> point_at(Rect(0, 0, 100, 100), 2.5, 10)
    (25.0, 0.0)
    """
    return area.x + area.width * effort / MOST, area.bottom - area.height * benefit / MOST


def value_at(area: Rect, x: float, y: float) -> tuple[float, float]:
    """The effort and benefit of a point, within 0..10 and to a tenth: the reverse of `point_at`.

    >>> value_at(Rect(0, 0, 100, 100), 25, -40)
    (2.5, 10.0)
    """
    effort = MOST * (x - area.x) / area.width
    benefit = MOST * (area.bottom - y) / area.height
    return tuple(round(min(max(each, 0.0), MOST), 1) for each in (effort, benefit))  # type: ignore[return-value]


def dots(items: Sequence[Placed], area: Rect) -> tuple[Dot, ...]:
    """The points, earlier ones at their places; later ones beside them as near as there is room."""
    radius = _radius(len(items), area)
    taken = _Taken(2 * radius + _APART)
    found: list[Dot] = []
    for item in items:
        place = point_at(area, item.effort, item.benefit)
        x, y = _free(place, taken, area, radius)
        taken.take(x, y)
        found.append(Dot(item, x, y, radius, place))
    return tuple(found)


def _radius(count: int, area: Rect) -> float:
    """Smaller where there are many, and so small that all of them find room."""
    radius = next(size for most, size in _RADII if count <= most)
    room = math.sqrt(area.width * area.height / max(1, count)) * _FILLED
    return max(_SMALLEST, min(radius, (room - _APART) / 2))


class _Taken:
    """Where points stand already, by squares of a grid: only those near a place are asked."""

    def __init__(self, apart: float) -> None:
        self.apart = apart
        self._squares: dict[tuple[int, int], list[Point]] = {}

    def take(self, x: float, y: float) -> None:
        self._squares.setdefault((int(x // self.apart), int(y // self.apart)), []).append((x, y))

    def leaves(self, x: float, y: float) -> bool:
        """Is there room for a point?"""
        column, line = int(x // self.apart), int(y // self.apart)
        return all(
            math.hypot(x - a, y - b) >= self.apart - 1e-6
            for across in (column - 1, column, column + 1)
            for down in (line - 1, line, line + 1)
            for a, b in self._squares.get((across, down), ())
        )


def _free(place: Point, taken: _Taken, area: Rect, radius: float) -> Point:
    """The nearest of places on rings around a point that keeps clear of the others and inside the plot."""
    inside = area.grown(-radius - 1)
    for ring in range(int(math.hypot(area.width, area.height) / (taken.apart / 2)) + 1):
        count = 1 if not ring else 8 * ring
        for at in range(count):
            angle = 2 * math.pi * at / count - math.pi / 4
            x = place[0] + ring * taken.apart / 2 * math.cos(angle)
            y = place[1] + ring * taken.apart / 2 * math.sin(angle)
            if not ring:  # at the edge a point stays whole
                x, y = min(max(x, inside.x), inside.right), min(max(y, inside.y), inside.bottom)
            if inside.x <= x <= inside.right and inside.y <= y <= inside.bottom and taken.leaves(x, y):
                return x, y
    return place


def effort_plot(
    items: Iterable[Placed], width: float = WIDTH, height: float = HEIGHT, selected: Id | None = None
) -> Picture:
    """The plot: an element `plot` with its fields and axes, one for each improvement by its id, one for the legend."""
    held = list(items)
    area = plot_area(width, height)
    whole = Rect(0, 0, area.right + _RIGHT, area.bottom + _below(width))
    found = dots(held, area)
    elements = [Element("plot", "caption", tuple(_ground(area, bool(held))), whole)]
    named = _names(found, area) if width >= _NARROW else {}  # a few names among numbers would look chosen
    elements += [
        Element(dot.item.key, "node", tuple(_dot(dot, named.get(at), dot.item.key == selected)), dot.area.grown(2),
                z=1, tip=_tip(dot.item))
        for at, dot in enumerate(found)
    ]  # fmt: skip
    elements.append(
        Element(
            "legend",
            "caption",
            tuple(_legend(held, area)),
            Rect(0, area.bottom + 40, whole.width, whole.bottom - area.bottom - 40),
        )
    )
    return Picture(tuple(elements), whole)


def _ground(area: Rect, filled: bool) -> list[Shape]:
    half = area.width / 2, area.height / 2
    shapes: list[Shape] = [Box(*area, fill="sheet", stroke="outline")]
    shapes.append(Box(area.x, area.y, *half, fill="accent_soft"))
    for effort, benefit, words in _FIELDS:  # outside, so that no point lies on them
        x, y = point_at(area, effort, benefit)
        color = "accent" if words == "Do first" else "muted"
        shapes.append(Words(x, y - 9 if benefit else y + 27, words, LABEL, color, True, "center"))
    middle = area.center
    shapes += [
        Poly(((middle[0], area.y), (middle[0], area.bottom)), stroke="hairline"),
        Poly(((area.x, middle[1]), (area.right, middle[1])), stroke="hairline"),
        Box(*area, stroke="outline"),
        Poly(((area.x - 10, area.bottom), (area.x - 10, area.y + 2)), stroke="line", arrow=True),
        Poly(((area.x, area.bottom + 10), (area.right - 2, area.bottom + 10)), stroke="line", arrow=True),
    ]
    narrow = area.width + _LEFT + _RIGHT < _NARROW
    shapes += [
        Words(area.x, area.bottom + 27, "" if narrow else "little effort", LABEL, "muted"),
        Words(area.right, area.bottom + 27, "effort" if narrow else "much effort", LABEL, "muted", align="right"),
        Words(area.x - 13, area.y - 9, "benefit" if narrow else "much benefit", LABEL, "muted"),
    ]
    if not filled:
        words = text.shorten("Nothing is placed here yet.", LABEL, area.width - 20)
        shapes.append(Words(middle[0], middle[1] + 4, words, LABEL, "muted", align="center"))
    return shapes


def _dot(dot: Dot, name: Words | None, selected: bool) -> list[Shape]:
    item, r = dot.item, dot.radius
    shapes: list[Shape] = []
    if math.hypot(dot.x - dot.place[0], dot.y - dot.place[1]) > 1:
        shapes.append(Poly(((dot.x, dot.y), dot.place), stroke="outline"))
        shapes.append(Oval(dot.place[0] - 2, dot.place[1] - 2, 4, 4, fill="outline"))
    fill, edge, ink = "accent", "accent", "on_accent"
    if item.done:
        fill, edge, ink = "sheet", "muted", "muted"
    elif item.unlinked:
        fill, edge, ink = "gap_soft", "gap_line", "gap"
    if selected:
        shapes.append(Box(dot.x - r - 4, dot.y - r - 4, 2 * r + 8, 2 * r + 8, stroke="accent", dash=(3, 3), radius=4))
    box = Rect(dot.x - r, dot.y - r, 2 * r, 2 * r)
    radius = 2.5 if item.initiative else r
    if item.unlinked and not item.done:
        shapes.append(Box(*box, fill=fill, stroke=edge, line=1.4, radius=radius, dash=(3.0, 2.0)))
    elif item.initiative:
        shapes.append(Box(*box, fill=fill, stroke=edge, line=1.4, radius=radius))
    else:
        shapes.append(Oval(*box, fill=fill, stroke=edge, line=1.4))
    size = LABEL
    while size > 6 and text.width(item.number, size, True) > 2 * r - 4:
        size -= 0.5
    shapes.append(Words(dot.x, dot.y + size * 0.36, item.number, size, ink, bold=True, align="center"))
    if item.unlinked and not item.done:
        shapes.append(diamond(dot.x + r * 0.8, dot.y - r * 0.8, 7, fill="gap"))
    if name:
        shapes.append(name)
    return shapes


def _names(found: Sequence[Dot], area: Rect) -> dict[int, Words]:
    """The names that have room to the right of their point, or to the left; the others stand in the list beside."""
    taken = [dot.area.grown(2) for dot in found]
    middle = area.center  # no line strikes through a name
    taken += [Rect(middle[0], area.y, 0.5, area.height), Rect(area.x, middle[1], area.width, 0.5)]
    named: dict[int, Words] = {}
    for at, dot in enumerate(found):
        words = text.shorten(dot.item.name, LABEL, _NAME)
        wide, y = text.width(words, LABEL), dot.y - LABEL * 0.6
        if not words.strip():
            continue
        for x in (dot.x + dot.radius + 6, dot.x - dot.radius - 6 - wide):
            room = Rect(x, y, wide, LABEL * 1.2)
            if room.x < area.x + 3 or room.right > area.right - 3:
                continue
            if not any(room.touches(each) for each in taken):
                taken.append(room.grown(2))
                named[at] = Words(x, dot.y + LABEL * 0.36, words, LABEL)
                break
    return named


def _tip(item: Placed) -> str:
    kind = "running initiative" if item.initiative else "improvement"
    more = [kind, *(["done"] if item.done else []), *(["supports no stream"] if item.unlinked else [])]
    return f"{item.number} {item.name}: effort {item.effort:g}, benefit {item.benefit:g} of 10 ({', '.join(more)})"


def _legend(items: Sequence[Placed], area: Rect) -> list[Shape]:
    """What the shapes mean, as far as they occur."""
    plain = Placed("", "", "", 0, 0)
    going = [each for each in items if not each.done]
    kinds = [
        ("improvement", plain, any(not each.initiative and not each.unlinked for each in going)),
        ("running initiative", plain._replace(initiative=True), any(each.initiative for each in going)),
        ("supports no stream", plain._replace(unlinked=True), any(each.unlinked for each in going)),
        ("done", plain._replace(done=True), len(going) < len(items)),
    ]
    x, y = area.x, area.bottom + 52
    shapes: list[Shape] = []
    for words, sample, there in kinds:
        if not there:
            continue
        if x + 18 + text.width(words, LABEL) > area.right and x > area.x:
            x, y = area.x, y + _SECOND
        shapes += _dot(Dot(sample, x + 6, y, 6.0, (x + 6, y)), None, False)
        shapes.append(Words(x + 18, y + 4, words, LABEL, "muted"))
        x += 18 + text.width(words, LABEL) + 20
    return shapes
