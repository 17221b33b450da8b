"""Drawn things that are far larger than any view, as the timeline of a long map: only what is seen of them is painted."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from vsmstudio.notation.piece import Piece
from vsmstudio.notation.shapes import Point, Poly, Rect, Shape, Words

MANY = 120  # shapes, or corners of a line: with less it is quicker to paint all
_WIDE = 1024.0  # of a strip
_LONG, _PIECE = 1500.0, 500.0  # of dashed lines, and what they are cut into


class Cuts:
    """The shapes of large things in upright strips, kept while these are shown."""

    def __init__(self) -> None:
        self._strips: WeakKeyDictionary[Piece, dict[int, list[tuple[int, Shape]]]] = WeakKeyDictionary()

    def shapes(self, piece: Piece, seen: Rect) -> Sequence[Shape]:
        """The shapes of a piece that may be seen, from back to front."""
        shapes = piece.element.shapes
        if piece.path:
            return self._along(piece, shapes, seen)
        if piece.area.width <= 2 * _WIDE or sum(_size(shape) for shape in shapes) <= MANY:
            return shapes
        strips = self._strips.get(piece)
        if strips is None:
            strips = self._strips[piece] = _in_strips(shapes)
        found: dict[tuple[int, int], Shape] = {}
        for at in range(int(seen.x // _WIDE), int(seen.right // _WIDE) + 1):
            found |= {(rank, id(shape)): shape for rank, shape in strips.get(at, ())}
        return [found[key] for key in sorted(found)]

    def _along(self, piece: Piece, shapes: Sequence[Shape], seen: Rect) -> Sequence[Shape]:
        """A connection: dashes take long to be laid out, so that only those near what is seen are."""
        if not any(isinstance(shape, Poly) and shape.dash for shape in shapes):
            return shapes
        if piece.area.width + piece.area.height <= _LONG:
            return shapes
        held = self._strips.get(piece)
        if held is None:
            parts = [(rank, part) for rank, shape in enumerate(shapes) for part in _pieces(shape)]
            held = self._strips[piece] = {0: parts}
        around = seen.grown(12)
        return [shape for _, shape in held[0] if not isinstance(shape, Poly) or _bounds(shape).touches(around)]


def _pieces(shape: Shape) -> Iterator[Shape]:
    """A dashed line in pieces that end where a dash begins; corners lie inside of pieces."""
    if not isinstance(shape, Poly) or not shape.dash:
        yield shape
        return
    period = sum(shape.dash)
    reach = period * math.ceil(_PIECE / period)
    points: list[Point] = [shape.points[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(shape.points):
        length = math.hypot(x1 - x0, y1 - y0)
        for at in range(1, int((length - _PIECE / 2) // reach) + 1):
            share = at * reach / length
            cut = (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
            yield Poly((*points, cut), stroke=shape.stroke, line=shape.line, radius=shape.radius, dash=shape.dash)
            points = [cut]
        points.append((x1, y1))
    yield Poly(
        tuple(points), stroke=shape.stroke, line=shape.line, radius=shape.radius, arrow=shape.arrow, dash=shape.dash
    )


def _bounds(line: Poly) -> Rect:
    xs, ys = [x for x, _ in line.points], [y for _, y in line.points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _size(shape: Shape) -> int:
    return len(shape.points) if isinstance(shape, Poly) else 1


def _in_strips(shapes: Sequence[Shape]) -> dict[int, list[tuple[int, Shape]]]:
    strips: dict[int, list[tuple[int, Shape]]] = {}
    for rank, whole in enumerate(shapes):
        for shape in _parts(whole):
            left, right = _span(shape)
            for at in range(int((left - 4) // _WIDE), int((right + 4) // _WIDE) + 1):
                strips.setdefault(at, []).append((rank, shape))
    return strips


def _parts(shape: Shape) -> Iterator[Shape]:
    """A long plain line in pieces; anything else as it is."""
    if not isinstance(shape, Poly) or len(shape.points) <= MANY or shape.closed or shape.arrow or shape.dash:
        yield shape
        return
    for first in range(0, len(shape.points) - 1, MANY // 4):
        points = shape.points[first : first + MANY // 4 + 1]
        yield Poly(points, stroke=shape.stroke, line=shape.line, radius=shape.radius)


def _span(shape: Shape) -> tuple[float, float]:
    """Its left and right end."""
    if isinstance(shape, Poly):
        xs = [x for x, _ in shape.points]
        return min(xs), max(xs)
    if isinstance(shape, Words):
        return shape.left, shape.left + shape.width
    return shape.x, shape.x + shape.width
