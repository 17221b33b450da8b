"""While something is dragged to the edge of the canvas, the map comes along; the nearer to the edge, the faster."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_REACH = 36  # pixels from the edge inwards
_FASTEST = 30.0  # pixels in one tick, at the edge and beyond
_TICK = 16  # milliseconds
_PATIENCE = 12  # ticks at the edge before it begins, so that what just comes in from a panel does not run away


class EdgeScroll(QObject):
    """Told where the pointer is while a drag goes on, and told when it ends. `moved` is called after each move of the map."""

    def __init__(self, view: CanvasView, moved: Callable[[], None]) -> None:
        super().__init__(view)
        self._view, self._moved = view, moved
        self._at = QPoint()
        self._waited = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def follow(self, at: QPoint) -> None:
        """The pointer is at this point of the viewport."""
        self._at = at
        if self._speed() == (0, 0):
            self.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._waited = 0

    def _speed(self) -> tuple[int, int]:
        room = self._view.viewport().rect()
        return _along(self._at.x(), room.width()), _along(self._at.y(), room.height())

    def _tick(self) -> None:
        self._waited += 1
        if self._waited <= _PATIENCE:
            return
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        dx, dy = self._speed()
        across.setValue(across.value() + dx)
        down.setValue(down.value() + dy)
        self._moved()


def _along(at: int, length: int) -> int:
    """Pixels in one tick along one axis: none in the middle, more towards and beyond either end."""
    reach = min(_REACH, length // 4)
    if reach <= 0:
        return 0
    depth = at - (length - reach) if at > length - reach else at - reach if at < reach else 0
    share = max(-1.0, min(1.0, depth / reach))
    return round(_FASTEST * share * abs(share))
