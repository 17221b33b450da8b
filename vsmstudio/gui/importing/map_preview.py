"""A map to look at before it is imported: the whole of it, or closer, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from vsmstudio.gui import look
from vsmstudio.gui.panels.widgets import small_button
from vsmstudio.notation.shapes import Picture

WAITING = "Drawing the map …"
_MARGIN = 16.0
_LEAST, _MOST = 0.05, 3.0
_READABLE = 0.34  # names can be made out from here; a map that is longer begins at its left end
_LARGEST = 1.0  # at first sight
_STRIDE = 60.0  # pixels with each arrow key
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class MapPreview(QWidget):
    """Shows a picture. Drag or arrows move it, Ctrl and the wheel or + and − zoom, 0 shows all of it."""

    def __init__(self, name: str = "Preview of the map") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 120)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.picture: Picture | None = None
        self.said = WAITING  # where there is no picture
        self.zoom = 1.0
        self._at = QPointF()  # where the picture's upper left corner is on the widget
        self._own = False  # has the person moved or zoomed?
        self._from: QPointF | None = None
        self._buttons = [
            (small_button("−", "Zoom out (−)"), lambda: self._zoom_by(0.8)),
            (small_button("+", "Zoom in (+)"), lambda: self._zoom_by(1.25)),
            (small_button("▢", "Show the whole map (0)"), self.fit),
        ]
        for button, act in self._buttons:
            button.setParent(self)
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do the same
            button.clicked.connect(act)

    def show_picture(self, picture: Picture | None, said: str = "") -> None:
        """Show this from now on, as it was looked at before; without a picture these words."""
        first = self.picture is None
        self.picture, self.said = picture, said
        for button, _ in self._buttons:
            button.setVisible(picture is not None)
        steps = [each.tip for each in picture.elements if each.kind == "node" and each.tip] if picture else []
        self.setAccessibleDescription(". ".join(steps)[:2000] or said)
        if first or not self._own:
            self._first_look()
        self.update()

    def forget(self) -> None:
        """Another map comes: it is seen from its beginning."""
        self._own = False

    def sizeHint(self) -> QSize:
        return QSize(560, 260)

    # --- looking -----------------------------------------------------------------------------------------------------

    def fit(self) -> None:
        """All of the map, however small."""
        self._own = True
        self._place(self._whole())

    def _whole(self) -> float:
        if self.picture is None:
            return 1.0
        area = self.picture.area
        across = (self.width() - 2 * _MARGIN) / max(1.0, area.width)
        down = (self.height() - 2 * _MARGIN) / max(1.0, area.height)
        return max(_LEAST, min(_LARGEST, across, down))

    def _first_look(self) -> None:
        self._own = False
        self._place(max(self._whole(), min(_READABLE, _LARGEST)))

    def _place(self, zoom: float) -> None:
        """At a zoom in the middle; where it is larger than the room from the left, and about where the stream begins."""
        if self.picture is None:
            return
        self.zoom = zoom
        area = self.picture.area
        x = (self.width() - area.width * zoom) / 2
        y = (self.height() - area.height * zoom) / 2
        if y < 0:  # rework can be drawn higher than the room: what is left of it lies above and below the first nodes
            about = self.height() / 2 - (self._begins() - area.y) * zoom
            y = min(_MARGIN, max(self.height() - _MARGIN - area.height * zoom, about))
        self._at = QPointF(max(x, _MARGIN), y)
        self.update()

    def _begins(self) -> float:
        """How far down the node is that stands first."""
        assert self.picture is not None
        nodes = [each.area for each in self.picture.elements if each.kind == "node"]
        first = min(nodes, key=lambda each: (each.x, each.y), default=self.picture.area)
        return first.y + first.height / 2

    def _zoom_by(self, by: float, around: QPointF | None = None) -> None:
        if self.picture is None:
            return
        self._own = True
        around = around or QPointF(self.rect().center())
        zoom = min(_MOST, max(_LEAST, self.zoom * by))
        self._at = around + (self._at - around) * (zoom / self.zoom)
        self.zoom = zoom
        self.update()

    def _move_by(self, way: QPointF) -> None:
        """Move the map, but never out of sight."""
        if self.picture is None:
            return
        self._own = True
        area, least = self.picture.area, 60.0
        x = min(self.width() - least, max(least - area.width * self.zoom, self._at.x() + way.x()))
        y = min(self.height() - least, max(least - area.height * self.zoom, self._at.y() + way.y()))
        self._at = QPointF(x, y)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        x = self.width() - 6
        for button, _ in reversed(self._buttons):
            size = button.sizeHint()
            x -= size.width() + 2
            button.setGeometry(x, 6, size.width(), size.height())
        if not self._own:
            self._first_look()

    # --- hands -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None and event.buttons():
            self._move_by(event.position() - self._from)
            self._from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned: QPoint = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by(1.0015 ** turned.y(), event.position())
        else:
            self._move_by(QPointF(turned) / 2)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            x, y = _ARROWS[key]
            self._move_by(QPointF(x * _STRIDE, y * _STRIDE))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom_by(1.25)
        elif key == Qt.Key.Key_Minus:
            self._zoom_by(0.8)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    # --- painting ----------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.color("canvas"))
        if self.picture is None:
            painter.setPen(look.color("muted"))
            around = QRectF(self.rect()).adjusted(24, 12, -24, -12)
            painter.drawText(around, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self.said)
        else:
            self._paint_map(painter, QRectF(event.rect()))
        painter.setPen(QPen(look.color("accent" if self.hasFocus() else "hairline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_map(self, painter: QPainter, seen: QRectF) -> None:
        assert self.picture is not None
        area, zoom, paint = self.picture.area, self.zoom, look.painter()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._at)
        painter.scale(zoom, zoom)
        painter.translate(-area.x, -area.y)
        for element in self.picture.elements:
            held = element.area.grown(8)
            x, y = self._at.x() + (held.x - area.x) * zoom, self._at.y() + (held.y - area.y) * zoom
            if QRectF(x, y, held.width * zoom, held.height * zoom).intersects(seen):
                paint.paint(painter, element.shapes)
        painter.restore()
