"""What lies over the canvas in a presentation: all but the step in focus dimmed, the caption, or nothing but black."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.guard import guarded
from vsmstudio.gui.presenting.caption import Caption

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView
    from vsmstudio.notation.shapes import Rect

_DIMMED = 205  # of 255: how much of the rest is covered
_ON = {
    Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter,
    Qt.Key.Key_N,
}  # fmt: skip
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace, Qt.Key.Key_P}
_BLANK = {Qt.Key.Key_B, Qt.Key.Key_Period}
_END = {Qt.Key.Key_Escape, Qt.Key.Key_F5}


class Screen(QWidget):
    """Takes every key and click while a map is presented, so that nothing is altered by accident.

    `turned` asks for so many pages on (negative: back; -2 and 2 in `to_end`: the first and last), `left` for the end.
    `pressed` passes on keys that are let through; `resized`: there is more or less room; `blanked`: nothing but black is
    shown, or the page again.
    """

    turned = Signal(int)
    to_end = Signal(bool)
    left = Signal()
    pressed = Signal(QKeySequence)
    resized = Signal()
    blanked = Signal(bool)

    def __init__(self, view: CanvasView, let_through: tuple[QKeySequence, ...]) -> None:
        super().__init__(view)
        self._view, self._let_through = view, let_through
        self.caption = Caption(self)
        self.focus: Rect | None = None
        self.blank = False
        self.setObjectName("presentation")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        view.installEventFilter(self)

    def show_blank(self, blank: bool) -> None:
        """Show nothing but black, or the page again."""
        self.blank = blank
        self.caption.setVisible(not blank)
        self.blanked.emit(blank)
        if blank:
            self.raise_()
        self.update()

    # --- drawing ------------------------------------------------------------------------------------------------------

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.blank:
            painter.fillRect(self.rect(), QColor("black"))
        elif self.focus is not None:
            view, color = self._view, self._view.painter.color
            area = self.focus.grown(8)
            corner = view.viewport().mapTo(view, view.mapFromScene(area.x, area.y))
            hole = QRectF(corner.x(), corner.y(), area.width * view.zoom, area.height * view.zoom)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            path = QPainterPath()
            path.addRect(QRectF(self.rect()))
            radius = 8 * view.zoom
            path.addRoundedRect(hole, radius, radius)
            veil = QColor(color("ground"))
            veil.setAlpha(_DIMMED)
            painter.fillPath(path, veil)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(hole, radius, radius)
        painter.end()

    # --- keys and mouse -----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no menu's keys, but those that are let through below
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        event.accept()
        combined = QKeySequence(event.keyCombination())
        if combined in self._let_through:
            self.pressed.emit(combined)
        elif event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return
        elif key in _END:
            self.left.emit()
        elif self.blank:
            self.show_blank(False)
        elif key in _BLANK:
            self.show_blank(True)
        elif key in _ON:
            self.turned.emit(1)
        elif key in _BACK:
            self.turned.emit(-1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.to_end.emit(key == Qt.Key.Key_End)

    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab leads nowhere here

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self.blank:
            self.show_blank(False)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.turned.emit(1)
        elif event.button() == Qt.MouseButton.RightButton:
            self.turned.emit(-1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._view.rect())
        return False
