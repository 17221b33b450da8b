"""Moving the paper: Space-drag or the middle button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt

from vsmstudio.gui.canvas.gestures.base import Gesture

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView


class Pan(Gesture):
    """Works in pixels of the screen, since the scene moves under the pointer."""

    scrolls = False

    def __init__(self, view: CanvasView, at: QPointF) -> None:
        super().__init__(view, at)
        self._last = view.mapFromScene(at)

    def move_on_screen(self, at: QPoint) -> None:
        by = at - self._last
        across, down = self.view.horizontalScrollBar(), self.view.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())
        self._last = at

    def cursor(self) -> Qt.CursorShape | None:
        return Qt.CursorShape.ClosedHandCursor
