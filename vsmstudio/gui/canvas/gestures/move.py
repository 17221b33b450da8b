"""Moving nodes, one or many. They stay on the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from vsmstudio.gui.canvas.gestures.base import Gesture
from vsmstudio.gui.canvas.rows import row_near
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import area_of, snapped

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_FAR = 4  # pixels on the screen before a press becomes a drag
_REACH = 12.0  # what is moved this near to a row joins it


class Move(Gesture):
    """Drags the selected nodes, which keep their distances. `held` is the one under the pointer."""

    def __init__(self, view: CanvasView, at: QPointF, held: Id) -> None:
        super().__init__(view, at)
        self._held = held
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
        dx, dy = snapped(by.x()), self._down(by.y())
        self._moved = {key: (px + dx, py + dy) for key, (px, py) in self._places.items()}
        self.scene.preview(self._moved)

    def _down(self, by: float) -> float:
        """How far down: onto the row of a node that stays, where the one in hand comes near to it."""
        document = self.workspace.document
        if self._held not in self._places:
            return snapped(by)
        middle = area_of(document.node(self._held), self._places[self._held]).center[1]
        near = row_near(document, self.workspace.map_id, middle + by, _REACH, self._places)
        return snapped(by) if near is None else near - middle

    def release(self, at: QPointF) -> None:
        self.scene.overlay.busy = False
        if self._moved:
            self.workspace.do(edits.move(self.workspace.document, self._moved))
        self.scene.sync()

    def cancel(self) -> None:
        self.scene.overlay.busy = False
        super().cancel()
