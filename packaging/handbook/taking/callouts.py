"""Numbered rings on a picture, which its caption or the page's text explains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.fonts import font

ACCENT, RADIUS, DPI = "#0B5FA5", 13, 96


class Ring(NamedTuple):
    """A number in a ring around a point of the screen."""

    number: int
    at: QPoint


def beside(number: int, widget: QWidget, across: float = 0.5, down: float = 0.5, dx: int = 0, dy: int = 0) -> Ring:
    """A ring on a widget: at a share of its width and height, moved by some pixels."""
    at = QPoint(round(widget.width() * across) + dx, round(widget.height() * down) + dy)
    return Ring(number, widget.mapToGlobal(at))


def draw(painter: QPainter, rings: Iterable[Ring]) -> None:
    """Paint them, each with a white rim that keeps it apart from what is under it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for ring in rings:
        middle = QPointF(ring.at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(middle, RADIUS + 2, RADIUS + 2)
        painter.setBrush(QColor(ACCENT))
        painter.drawEllipse(middle, RADIUS, RADIUS)
        painter.setPen(QPen(QColor("#FFFFFF")))
        painter.setFont(font("Inter-SemiBold", 14.0, DPI))
        area = QRectF(middle.x() - RADIUS, middle.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(ring.number))
    painter.restore()
