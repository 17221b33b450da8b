"""Dragging a service's pill on the canvas onto a step, to link it there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from vsmstudio.gui.canvas.gestures.base import Gesture
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.rules import may_link

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView


class LinkService(Gesture):
    def __init__(self, view: CanvasView, at: QPointF, service: Id) -> None:
        super().__init__(view, at)
        self._service = service

    def cursor(self) -> Qt.CursorShape | None:
        return Qt.CursorShape.ClosedHandCursor if self.dragging else None

    def _target(self, at: QPointF) -> Id:
        hit = self.scene.hit(at, beside=self._service)
        return hit.element.id if hit and hit.element.kind in {"node", "stream"} else ""

    def move(self, at: QPointF) -> None:
        if not self.dragging and not self.is_far(at, 6):
            return
        self.dragging = True
        target = self._target(at)
        self.scene.overlay.rubber = ((self.start.x(), self.start.y()), (at.x(), at.y()))
        verdict = may_link(self.workspace.document, self._service, target) if target else None
        self.scene.overlay.mark(target, refused=verdict is not None and not verdict)
        self.view.hint("" if verdict is None or verdict else verdict.reason)
        self.scene.overlay.update()

    def release(self, at: QPointF) -> None:
        target = self._target(at)
        dragged = self.dragging
        self.cancel()
        if dragged and target:
            self.workspace.do(lambda d: edits.underpin(d, self._service, target))

    def cancel(self) -> None:
        self.scene.overlay.rubber = ()
        self.scene.overlay.mark()
        self.view.hint("")
        self.scene.overlay.update()
