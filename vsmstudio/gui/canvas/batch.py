"""Many plain shapes painted with few calls: the map from afar, where it is thousands of small boxes and lines."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from vsmstudio.gui.painter import Painter
from vsmstudio.notation.shapes import Point

Key = TypeVar("Key")


class Batch:
    """Boxes and lines by their colours. Those of one colour are painted at once, in an order that depends on nothing else.

    Lines and frames are as thick as said on the screen, whatever the zoom.
    """

    def __init__(self) -> None:
        self._boxes: dict[tuple[int, str, str], list[QRectF]] = {}
        self._lines: dict[tuple[str, float, bool], list[QLineF]] = {}
        self._areas: dict[tuple[str, str], list[QPolygonF]] = {}

    def box(self, x: float, y: float, width: float, height: float, fill: str, edge: str = "", level: int = 0) -> None:
        """A rectangle, filled and framed by roles of the theme; blank: not at all. Higher levels lie over lower ones."""
        key = (level, fill, edge)
        held = self._boxes.get(key)
        if held is None:
            held = self._boxes[key] = []
        held.append(QRectF(x, y, width, height))

    def line(self, points: tuple[Point, ...], stroke: str, width: float = 1.0, dashed: bool = False) -> None:
        """A line through points."""
        key = (stroke, width, dashed)
        held = self._lines.get(key)
        if held is None:
            held = self._lines[key] = []
        x, y = points[0]
        for at in range(1, len(points)):
            x2, y2 = points[at]
            held.append(QLineF(x, y, x2, y2))
            x, y = x2, y2

    def area(self, points: tuple[Point, ...], fill: str, edge: str = "") -> None:
        """A closed area."""
        self._areas.setdefault((fill, edge), []).append(QPolygonF([QPointF(x, y) for x, y in points]))

    def paint(self, painter: QPainter, brush: Painter) -> None:
        """Lines first: boxes stand on them."""
        for (stroke, width, dashed), lines in sorted(self._lines.items(), key=_first):
            painter.setPen(_pen(brush, stroke, width, dashed))
            painter.drawLines(lines)
        for (_, fill, edge), boxes in sorted(self._boxes.items(), key=_first):
            _colour(painter, brush, fill, edge)
            painter.drawRects(boxes)
        for (fill, edge), areas in sorted(self._areas.items(), key=_first):
            _colour(painter, brush, fill, edge)
            for area in areas:
                painter.drawPolygon(area)


def _first(of: tuple[Key, object]) -> Key:
    return of[0]


def _colour(painter: QPainter, brush: Painter, fill: str, edge: str) -> None:
    painter.setPen(_pen(brush, edge, 1.0, False) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(brush.color(fill) if fill else Qt.BrushStyle.NoBrush)


def _pen(brush: Painter, role: str, width: float, dashed: bool) -> QPen:
    pen = QPen(brush.color(role), width, Qt.PenStyle.DotLine if dashed else Qt.PenStyle.SolidLine)
    pen.setCosmetic(True)
    return pen
