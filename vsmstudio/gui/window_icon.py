"""The icon of the program's windows, for title bars, task bars and switchers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from vsmstudio.gui.painter import Painter
from vsmstudio.notation.emblem import emblem

_SIZES = (16, 24, 32, 48, 64, 128)


def window_icon() -> QIcon:
    """The emblem in the sizes that desktops ask a window for."""
    icon, shapes = QIcon(), Painter()
    for size in _SIZES:
        drawing = emblem(size)
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size / drawing.area.width, size / drawing.area.height)
        painter.translate(-drawing.area.x, -drawing.area.y)
        for element in drawing.elements:
            shapes.paint(painter, element.shapes)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
