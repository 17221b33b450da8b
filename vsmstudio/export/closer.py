"""A picture with its columns closed up: where only lines pass between things that stand there, the space is narrowed.

Nothing is made smaller and nothing changes its order, so a map that is nearly readable on a sheet becomes so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

import msgspec

from vsmstudio.model.ids import Id
from vsmstudio.notation.shapes import Box, Element, Oval, Picture, Poly, Rect, Shape, Words

GAP = 27.0  # what is left of a space: room for a fork and an arrow head
_WIDE = 400.0  # a box wider than this is a ground that reaches over columns; it is narrowed with them


def closed_up(drawn: Picture, gap: float = GAP) -> Picture:
    """The picture with no empty space wider than `gap` between its columns, and without words left of all that stands.

    Labels of flows move with their lines; one that would come to lie on something keeps its space.
    """
    elements = _without_margin(drawn.elements)
    kept: frozenset[Id] = frozenset()
    while True:
        to = _narrowing(elements, gap, kept)
        moved = tuple(_moved(each, to) for each in elements)
        touching = _touching(moved) - kept
        if not touching:
            break
        kept |= touching
    area = moved[0].area if moved else drawn.area
    for each in moved:
        area = area.united(each.area)
    return Picture(moved, Rect(area.x - 2, drawn.area.y, area.width + 4, drawn.area.height))


def _without_margin(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Without the names of lanes that stand left of every node: a legend says them."""
    first = min((each.area.x for each in elements if each.kind == "node"), default=0.0)
    return tuple(each for each in elements if each.kind != "caption" or each.area.right > first)


def _touching(elements: Sequence[Element]) -> frozenset[Id]:
    """The flows whose labels lie on a thing or on another's label."""
    things = [each.area.grown(-1) for each in elements if each.kind in {"node", "service", "note", "touchpoint"}]
    labels = [(each.id, filled(shape)) for each in elements if each.kind == "flow" for shape in each.shapes[1:]]
    return frozenset(
        key
        for key, area in labels
        if any(area.touches(thing) for thing in things)
        or any(area.touches(other) for owner, other in labels if owner != key)
    )


def _narrowing(elements: Sequence[Element], gap: float, kept: frozenset[Id]) -> Callable[[float], float]:
    """Where an x of the picture comes to stand."""
    solid = sorted(
        span
        for element in elements
        if element.kind != "flow" or element.id in kept
        for shape in element.shapes
        if (span := _stands(element, shape)) is not None
    )
    froms: list[float] = []
    tos: list[float] = []
    place = end = solid[0][0] if solid else 0.0
    for begin, until in solid:
        if begin > end:
            froms += [end, begin]
            tos += [place, place + min(begin - end, gap)]
            place += min(begin - end, gap)
            end = begin
        if until > end:
            place += until - end
            end = until
    froms.append(end)
    tos.append(place)

    def to(x: float) -> float:
        at = bisect_right(froms, x) - 1
        if at < 0:
            return x
        if at + 1 >= len(froms):
            return tos[at] + x - froms[at]
        span = froms[at + 1] - froms[at]
        return tos[at] + (x - froms[at]) * (tos[at + 1] - tos[at]) / span if span > 0 else tos[at]

    return to


def _stands(element: Element, shape: Shape) -> tuple[float, float] | None:
    """From where to where a shape fills its column; None for what is narrowed or moved with the rest."""
    if isinstance(shape, Poly):
        if not (shape.closed or shape.fill):
            return None
        xs = [x for x, _ in shape.points]
        return min(xs), max(xs)
    if isinstance(shape, Words):
        return None if element.kind == "ladder" else (shape.left, shape.left + shape.width)
    return None if isinstance(shape, Box) and shape.width > _WIDE else (shape.x, shape.x + shape.width)


def filled(shape: Shape) -> Rect:
    """The area that a shape fills."""
    if isinstance(shape, Poly):
        xs, ys = [x for x, _ in shape.points], [y for _, y in shape.points]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    if isinstance(shape, Words):
        return Rect(shape.left, shape.y - shape.size * 0.8, shape.width, shape.size)
    return Rect(shape.x, shape.y, shape.width, shape.height)


def _moved(element: Element, to: Callable[[float], float]) -> Element:
    area = element.area
    left, right = to(area.x), to(area.right)
    if element.kind == "flow":
        line, *labels = element.shapes
        shapes = (_shape(line, to), *(_shifted(label, to) for label in labels))
    else:
        shapes = tuple(_shape(shape, to) for shape in element.shapes)
    return msgspec.structs.replace(element, shapes=shapes, area=Rect(left, area.y, right - left, area.height))


def _shifted(shape: Shape, to: Callable[[float], float]) -> Shape:
    """A label as it is, where the middle of it comes to stand."""
    middle = filled(shape).center[0]
    by = to(middle) - middle
    if isinstance(shape, Poly):
        return msgspec.structs.replace(shape, points=tuple((x + by, y) for x, y in shape.points))
    return msgspec.structs.replace(shape, x=shape.x + by)


def _shape(shape: Shape, to: Callable[[float], float]) -> Shape:
    if isinstance(shape, Poly):
        return msgspec.structs.replace(shape, points=tuple((to(x), y) for x, y in shape.points))
    if isinstance(shape, Oval):
        return msgspec.structs.replace(shape, x=to(shape.x))
    if isinstance(shape, Box):
        return msgspec.structs.replace(shape, x=to(shape.x), width=to(shape.x + shape.width) - to(shape.x))
    return msgspec.structs.replace(shape, x=to(shape.x))
