"""Moving nodes, one or many. They stay on the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from vsmstudio.gui.canvas.gestures.base import Gesture
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import snapped

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_FAR = 4  # pixels on the screen before a press becomes a drag


class Move(Gesture):
    """Drags the selected nodes, which keep their distances."""

    def __init__(self, view: CanvasView, at: QPointF) -> None:
        super().__init__(view, at)
        document = view.workspace.document
        self._places = {key: place for key in view.workspace.selection if (place := document.position(key))}
        self._moved: dict[Id, Point] = {}
        self._dragging = False

    def move(self, at: QPointF) -> None:
        by = at - self.start
        if not self._dragging and by.manhattanLength() * self.view.zoom < _FAR:
            return
        self._dragging = True
        self.scene.overlay.busy = True
        dx, dy = snapped(by.x()), snapped(by.y())
        self._moved = {key: (px + dx, py + dy) for key, (px, py) in self._places.items()}
        self.scene.preview(self._moved)

    def release(self, at: QPointF) -> None:
        self.scene.overlay.busy = False
        if self._moved:
            self.workspace.do(edits.move(self.workspace.document, self._moved))
        self.scene.sync()

    def cancel(self) -> None:
        self.scene.overlay.busy = False
        super().cancel()
