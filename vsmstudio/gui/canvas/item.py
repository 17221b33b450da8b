"""One drawn element in the scene. It holds no facts: it shows the element that it is given, again when told to."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from vsmstudio.gui.guard import guarded
from vsmstudio.gui.painter import Painter
from vsmstudio.notation.shapes import Element, Rect

_REACH = 12.0  # how far from a line a click still hits it


def qrect(area: Rect) -> QRectF:
    return QRectF(area.x, area.y, area.width, area.height)


class ElementItem(QGraphicsItem):
    """Paints one element of the picture, at the element's own place."""

    def __init__(self, element: Element, painter: Painter) -> None:
        super().__init__()
        self._painter = painter
        self.element = element
        self.setZValue(element.z)

    def show_element(self, element: Element) -> None:
        """Show another state of the same thing."""
        if element != self.element:
            if element.area != self.element.area or element.path != self.element.path:
                self.prepareGeometryChange()
            self.element = element
            self.setZValue(element.z)
            self.update()

    def boundingRect(self) -> QRectF:
        return qrect(self.element.area.grown(6))

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        if self.element.path:
            path.moveTo(*self.element.path[0])
            for point in self.element.path[1:]:
                path.lineTo(QPointF(*point))
            stroker = QPainterPathStroker()
            stroker.setWidth(_REACH)
            return stroker.createStroke(path)
        path.addRect(qrect(self.element.area))
        return path

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self._painter.paint(painter, self.element.shapes)
        painter.setPen(Qt.PenStyle.NoPen)
