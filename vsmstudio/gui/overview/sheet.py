"""A drawing of things that are linked: to be shown, walked through, zoomed, and pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from vsmstudio.gui.look import color
from vsmstudio.gui.look import painter as shapes_painter
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.ids import Id
from vsmstudio.notation.overview import spots
from vsmstudio.notation.shapes import Element, Picture, Rect

MARGIN = 32.0
_LEAST, _MOST = 0.15, 3.0
_ASIDE = 0.18  # opacity of links that are not about what one looks at
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Sheet(QWidget):
    """Paints the drawing at a zoom. `pressed` tells the stream or service on which somebody clicked or pressed Enter."""

    pressed = Signal(str)
    zoomed = Signal(float, QPointF)
    panned = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("All streams with their services")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.picture: Picture | None = None
        self.spots: dict[Id, Rect] = {}
        self.zoom = 1.0
        self.current: Id = ""  # where the keyboard stands
        self.chosen: tuple[Id, ...] = ()
        self.room = QSize()  # at least so large
        self._hovered: Id = ""
        self._from: QPointF | None = None
        self._pans = False

    def show_picture(self, picture: Picture) -> None:
        """Show this from now on."""
        self.picture, self.spots = picture, dict(spots(picture))
        if self.current not in self.spots:
            self.current = next(iter(self.spots), "")
        self.setAccessibleDescription(". ".join(each.tip for each in picture.elements if each.kind == "stream")[:2000])
        self.set_zoom(self.zoom)

    def set_zoom(self, zoom: float) -> None:
        self.zoom = min(_MOST, max(_LEAST, zoom))
        if self.picture is not None:
            area = self.picture.area
            width, height = (
                round((area.width + 2 * MARGIN) * self.zoom),
                round((area.height + 2 * MARGIN) * self.zoom),
            )
            self.resize(max(width, self.room.width()), max(height, self.room.height()))
        self.update()

    # --- places -------------------------------------------------------------------------------------------------------

    def on_sheet(self, area: Rect) -> QRectF:
        """Where an area of the drawing is on the widget."""
        assert self.picture is not None
        x, y = area.x - self.picture.area.x + MARGIN, area.y - self.picture.area.y + MARGIN
        return QRectF(x * self.zoom, y * self.zoom, area.width * self.zoom, area.height * self.zoom)

    def spot_at(self, at: QPointF) -> Id:
        """The stream or service under a point of the widget, or nothing."""
        return next((key for key, area in self.spots.items() if self.on_sheet(area).contains(at)), "")

    # --- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), color("canvas"))
        if self.picture is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = QRectF(event.rect())
        painter.save()
        painter.scale(self.zoom, self.zoom)
        painter.translate(MARGIN - self.picture.area.x, MARGIN - self.picture.area.y)
        paint = shapes_painter()
        about = self._hovered
        for element in self.picture.elements:
            if self.on_sheet(element.area.grown(4)).intersects(seen):
                aside = about and element.kind == "link" and about not in element.id.split("/")
                painter.setOpacity(_ASIDE if aside else 1.0)
                paint.paint(painter, element.shapes)
        painter.setOpacity(1.0)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for key in self.chosen:
            if key in self.spots and not (key == self.current and self.hasFocus()):
                painter.setPen(QPen(color("accent"), 2, Qt.PenStyle.DashLine))
                painter.drawRect(self.on_sheet(self.spots[key].grown(4)))
        if self.hasFocus() and self.current in self.spots:
            painter.setPen(QPen(color("accent"), 2.4))
            painter.drawRoundedRect(self.on_sheet(self.spots[self.current].grown(6)), 6, 6)

    # --- mouse --------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            key = self.spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(self.words(key)), self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        return bool(super().event(event))

    def words(self, key: Id) -> str:
        """What a stream or service says in words, and what a click does."""
        held = self._element(key)
        if held is None:
            return ""
        return (
            f"{held.tip}. Click to open its map."
            if held.kind == "stream"
            else f"{held.tip}. Click to see it at the right."
        )

    def _element(self, key: Id) -> Element | None:
        elements = self.picture.elements if self.picture else ()
        return next((each for each in elements if each.id == key and key), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from, self._pans = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None or not event.buttons():
            self._hover(self.spot_at(event.position()))
            return
        away = event.position() - self._from
        if self._pans or away.manhattanLength() > 6:
            self._pans = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.panned.emit(away.toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover("")

    def _hover(self, key: Id) -> None:
        """The links of what is under the pointer stand out."""
        if key != self._hovered:
            self._hovered = key
            self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pans, self._from, self._pans = self._pans, None, False
        key = self.spot_at(event.position())
        if not pans and event.button() == Qt.MouseButton.LeftButton and key:
            self.current = key
            self.pressed.emit(key)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1.0015 ** event.angleDelta().y(), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    # --- keys ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        middle = QPointF(self.visibleRegion().boundingRect().center())
        if key in _ARROWS:
            self._walk(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current:
            self.pressed.emit(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoomed.emit(1.25, middle)
        elif key == Qt.Key.Key_Minus:
            self.zoomed.emit(0.8, middle)
        else:
            super().keyPressEvent(event)

    def _walk(self, dx: int, dy: int) -> None:
        """The keyboard goes to what is nearest in a direction."""
        held = self.spots.get(self.current)
        if held is None:
            return
        best: tuple[float, Id] = (float("inf"), "")
        for key, area in self.spots.items():
            ax, ay = area.center[0] - held.center[0], area.center[1] - held.center[1]
            beside = max(0.0, area.x - held.right, held.x - area.right)
            above = max(0.0, area.y - held.bottom, held.y - area.bottom)
            along, aside = (ax * dx, above) if dx else (ay * dy, beside)
            if along > 1:
                best = min(best, (along + 2 * aside + 0.1 * abs(ay if dx else ax), key))
        if best[1]:
            self.current = best[1]
            self.panned.emit(QPoint())
            self.update()


_OWN = {*_ARROWS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Delete}


class SheetArea(QScrollArea):
    """Scrolls a sheet as the sheet asks for it; the keyboard stays with the sheet."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(sheet)
        sheet.zoomed.connect(self.zoom)
        sheet.panned.connect(self.pan)

    def zoom(self, by: float, around: QPointF) -> None:
        """Zoom so that what is under a point stays there."""
        before = self.sheet.zoom
        bars = self.horizontalScrollBar(), self.verticalScrollBar()
        offset = around - QPointF(bars[0].value(), bars[1].value())
        self.sheet.set_zoom(before * by)
        ratio = self.sheet.zoom / before
        bars[0].setValue(round(around.x() * ratio - offset.x()))
        bars[1].setValue(round(around.y() * ratio - offset.y()))

    def pan(self, by: QPoint) -> None:
        """Move the paper; without a way, bring where the keyboard stands into view."""
        if by.isNull():
            spot = self.sheet.spots.get(self.sheet.current)
            if spot is not None:
                area = self.sheet.on_sheet(spot).toRect()
                at = area.center()
                self.ensureVisible(at.x(), at.y(), area.width() // 2 + 16, area.height() // 2 + 16)
            return
        for bar, way in ((self.horizontalScrollBar(), by.x()), (self.verticalScrollBar(), by.y())):
            bar.setValue(bar.value() - way)
