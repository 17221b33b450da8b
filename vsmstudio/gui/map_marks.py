"""Small marks beside the names of maps: a disc where things stand, a ring where they are to go, four fields for all of
them, a sheet for a page.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap

WIDTH, HEIGHT = 10, 14  # the words of a tab stand a little lower than its middle


def mark_of(kind: str, palette: QPalette) -> QIcon:
    """The mark of a `current` or `future` map, of the `overview`, or of a `page`."""
    return _icon(kind, palette.color(QPalette.ColorRole.PlaceholderText).name())


@cache
def _icon(kind: str, color: str) -> QIcon:
    icon = QIcon()
    for scale in (1, 2, 3):
        pixmap = QPixmap(WIDTH * scale, HEIGHT * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.translate(0, 3)
        _draw(painter, kind, QColor(color))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        icon.addPixmap(pixmap)
    return icon


def _draw(painter: QPainter, kind: str, color: QColor) -> None:
    if kind == "overview":
        for x in (1.0, 5.5):
            for y in (1.0, 5.5):
                painter.fillRect(QRectF(x, y, 3.5, 3.5), color)
    elif kind == "page":
        painter.setPen(QPen(color, 1.4))
        painter.drawRect(QRectF(1.7, 0.7, 6.6, 8.6))
        painter.drawLine(QLineF(3.6, 3.6, 6.4, 3.6))
        painter.drawLine(QLineF(3.6, 6.2, 6.4, 6.2))
    elif kind == "future":
        painter.setPen(QPen(color, 1.4))
        painter.drawEllipse(QRectF(1.7, 1.7, 6.6, 6.6))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(QRectF(1.5, 1.5, 7, 7))
