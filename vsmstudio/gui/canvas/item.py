"""One drawn thing in the scene: where it is painted, and whether a point hits it. It holds no facts."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QRectF

from vsmstudio.notation.piece import Piece
from vsmstudio.notation.shapes import Element, Point, Rect

_REACH = 6.5  # how far from a line a click still hits it
EDGE = 6.0  # how far a line may be drawn beyond an element's area


def qrect(area: Rect) -> QRectF:
    return QRectF(area.x, area.y, area.width, area.height)


class Item:
    """Shows one piece of the drawing. Another state of the same thing is another item."""

    __slots__ = ("piece",)

    def __init__(self, piece: Piece) -> None:
        self.piece = piece

    @property
    def bounds(self) -> Rect:
        """What may be painted for it."""
        return self.piece.area.grown(EDGE)

    @property
    def element(self) -> Element:
        """What it shows, with its shapes."""
        return self.piece.element

    @property
    def order(self) -> tuple[int, int]:
        """What items are painted by, from back to front."""
        return self.piece.z, self.piece.rank

    def hit(self, x: float, y: float) -> bool:
        """Is it under a point?"""
        if self.piece.path:
            return any(_near(x, y, a, b) for a, b in itertools.pairwise(self.piece.path))
        area = self.piece.area
        return area.x - 1 <= x <= area.right + 1 and area.y - 1 <= y <= area.bottom + 1


def _near(x: float, y: float, a: Point, b: Point) -> bool:
    """Is a point within reach of a line from `a` to `b`?"""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, ((x - a[0]) * dx + (y - a[1]) * dy) / length)) if length else 0.0
    away_x, away_y = x - a[0] - along * dx, y - a[1] - along * dy
    return away_x * away_x + away_y * away_y <= _REACH * _REACH
