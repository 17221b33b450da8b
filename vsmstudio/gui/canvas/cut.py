"""Drawn things that are far larger than any view, as the timeline of a long map: only what is seen of them is painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from vsmstudio.notation.piece import Piece
from vsmstudio.notation.shapes import Poly, Rect, Shape, Words

MANY = 120  # shapes, or corners of a line: with less it is quicker to paint all
_WIDE = 1024.0  # of a strip


class Cuts:
    """The shapes of large things in upright strips, kept while these are shown."""

    def __init__(self) -> None:
        self._strips: WeakKeyDictionary[Piece, dict[int, list[tuple[int, Shape]]]] = WeakKeyDictionary()

    def shapes(self, piece: Piece, seen: Rect) -> Sequence[Shape]:
        """The shapes of a piece that may be seen, from back to front."""
        shapes = piece.element.shapes
        if piece.area.width <= 2 * _WIDE or sum(_size(shape) for shape in shapes) <= MANY:
            return shapes
        strips = self._strips.get(piece)
        if strips is None:
            strips = self._strips[piece] = _in_strips(shapes)
        found: dict[tuple[int, int], Shape] = {}
        for at in range(int(seen.x // _WIDE), int(seen.right // _WIDE) + 1):
            found |= {(rank, id(shape)): shape for rank, shape in strips.get(at, ())}
        return [found[key] for key in sorted(found)]


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
