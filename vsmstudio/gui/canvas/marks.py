"""How the marks of a gesture are painted: guides, copies to come, frames, lines in hand."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from vsmstudio.gui.canvas.guides import Guide
from vsmstudio.notation.shapes import Point, Rect

_TICK = 4.0  # pixels on the screen, half of a gap mark's end


def paint_frame(painter: QPainter, area: Rect, color: QColor, width: float, dashed: bool = False) -> None:
    """A soft frame around an area."""
    pen = QPen(color, width, Qt.PenStyle.CustomDashLine if dashed else Qt.PenStyle.SolidLine)
    if dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(*area.grown(4)), 6, 6)


def paint_line(painter: QPainter, path: Iterable[Point], color: QColor, width: float) -> None:
    """A connection picked out in a colour."""
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(*point) for point in path])


def paint_ends(painter: QPainter, path: tuple[Point, ...], color: QColor, fill: QColor) -> None:
    """The squares at the ends of a selected connection, by which it is led elsewhere."""
    painter.setPen(QPen(color, 2))
    painter.setBrush(fill)
    for end in (path[0], path[-1]):
        painter.drawRect(QRectF(end[0] - 4, end[1] - 4, 8, 8))


def paint_guides(painter: QPainter, guides: Iterable[Guide], color: QColor) -> None:
    """Hairlines that stay thin at any zoom; the ends of equal gaps bear ticks."""
    pen = QPen(color, 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    tick = _TICK / max(painter.worldTransform().m11(), 1e-6)
    for guide in guides:
        (ax, ay), (bx, by) = guide.a, guide.b
        painter.drawLine(QLineF(ax, ay, bx, by))
        if guide.equal:
            across, down = (0.0, tick) if ay == by else (tick, 0.0)
            for x, y in (guide.a, guide.b):
                painter.drawLine(QLineF(x - across, y - down, x + across, y + down))


def paint_marquee(painter: QPainter, area: QRectF, color: QColor) -> None:
    """The area that one draws to select."""
    pen = QPen(color, 1, Qt.PenStyle.DashLine)
    pen.setCosmetic(True)
    painter.setPen(pen)
    fill = QColor(color)
    fill.setAlpha(28)
    painter.setBrush(fill)
    painter.drawRect(area)
