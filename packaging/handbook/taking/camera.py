"""What is seen of widgets, as pictures: whole or cropped, several windows over each other, framed by a hairline."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget
from taking.callouts import Ring, draw
from taking.conditions import SCALE

HAIRLINE = "#CBD2D9"
GROUND = "#E7EBEF"
MARGIN = 24  # pixels of ground around windows that stand beside each other


def photograph(*widgets: QWidget, crop: QRect | None = None, rings: Iterable[Ring] = (), framed: bool = True) -> QImage:
    """The windows of these widgets as they stand on the screen, a later one over an earlier; `crop` is where on the screen.

    Without `crop` all of them is seen. A point of `rings` is on the screen, too.
    """
    area = crop or united(*widgets)
    made = blank(area.width(), area.height(), GROUND)
    painter = QPainter(made)
    for widget in widgets:
        place = whereabouts(widget)
        seen = place.intersected(area)
        if seen.isEmpty():
            continue
        shot = widget.grab(seen.translated(-place.topLeft())).toImage()
        painter.drawImage(seen.topLeft() - area.topLeft(), shot)
        if seen != area and widget.isWindow():
            painter.setPen(QPen(QColor(HAIRLINE), 1))
            painter.drawRect(QRectF(place.translated(-area.topLeft())).adjusted(-0.5, -0.5, 0.5, 0.5))
    painter.translate(QPoint() - area.topLeft())
    draw(painter, rings)
    painter.end()
    return frame(made) if framed else made


def whereabouts(widget: QWidget) -> QRect:
    """Where a widget stands on the screen."""
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def united(*widgets: QWidget) -> QRect:
    """What all of these cover on the screen."""
    area = QRect()
    for each in widgets:
        area = area.united(whereabouts(each))
    return area


def blank(width: int, height: int, color: str = "#FFFFFF") -> QImage:
    """An empty picture of so many pixels of the window."""
    made = QImage(width * SCALE, height * SCALE, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(SCALE)
    made.fill(QColor(color))
    return made


def frame(image: QImage) -> QImage:
    """With a hairline on its edge, so that white on white ends somewhere."""
    painter = QPainter(image)
    painter.setPen(QPen(QColor(HAIRLINE), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ratio = image.devicePixelRatio()
    painter.drawRect(QRectF(0.5, 0.5, image.width() / ratio - 1, image.height() / ratio - 1))
    painter.end()
    return image
