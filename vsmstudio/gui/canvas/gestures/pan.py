"""Moving the paper: Space-drag or the middle button."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF

from vsmstudio.gui.canvas.gestures.base import Gesture


class Pan(Gesture):
    """Works in pixels of the screen, since the scene moves under the pointer."""

    last: QPoint | None = None

    def move_on_screen(self, at: QPoint) -> None:
        if self.last is not None:
            by = at - self.last
            across, down = self.view.horizontalScrollBar(), self.view.verticalScrollBar()
            across.setValue(across.value() - by.x())
            down.setValue(down.value() - by.y())
        self.last = at

    def release(self, at: QPointF) -> None:
        self.view.show_cursor()

    def cancel(self) -> None:
        self.view.show_cursor()
