"""Selecting what lies in an area; with Shift, in addition to what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from vsmstudio.gui.canvas.gestures.base import Gesture

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView


class Marquee(Gesture):
    def __init__(self, view: CanvasView, at: QPointF, add: bool) -> None:
        super().__init__(view, at)
        self._before = view.workspace.selection if add else ()
        view.workspace.select(self._before)

    def move(self, at: QPointF) -> None:
        self.dragging = self.dragging or self.is_far(at)
        area = QRectF(self.start, at).normalized()
        self.scene.overlay.marquee = area
        self.workspace.select([*self._before, *self.scene.within(area)])
        self.scene.overlay.update()

    def release(self, at: QPointF) -> None:
        self.scene.overlay.marquee = QRectF()
        self.scene.overlay.update()

    def cancel(self) -> None:
        self.release(self.start)
        self.workspace.select(self._before)
