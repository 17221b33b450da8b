"""Drawing a connection from a node's edge to another node; dropped on empty canvas it makes the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from vsmstudio.gui.canvas.gestures.base import Gesture
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind, Service
from vsmstudio.model.rules import Verdict, may_connect, may_link
from vsmstudio.notation.sizes import STEP_HEIGHT, ports, snapped

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_CLICK = 6  # pixels on the screen: less is a click


class Connect(Gesture):
    """`side` is where it leaves; from the left side the new step comes before, as the flow enters there."""

    def __init__(self, view: CanvasView, at: QPointF, node: Id, side: str) -> None:
        super().__init__(view, at)
        self._node, self._side = node, side
        self._from = ports(view.workspace.document.node(node), view.workspace.document.position(node) or (0, 0))[side]
        self.scene.overlay.busy = True

    def _ends(self, other: Id) -> tuple[Id, Id]:
        return (other, self._node) if self._side == "left" else (self._node, other)

    def cursor(self) -> Qt.CursorShape | None:
        return Qt.CursorShape.CrossCursor

    def move(self, at: QPointF) -> None:
        if not self.dragging and not self.is_far(at, _CLICK):
            return
        self.dragging = True
        points = (self._from, (at.x(), at.y()))
        self.scene.overlay.rubber = tuple(reversed(points)) if self._side == "left" else points
        hit = self.scene.hit(at, beside=self._node)
        if hit and hit.element.kind in {"node", "service"}:
            verdict = self._verdict(hit.element.id)
            self.scene.overlay.mark(hit.element.id, refused=not verdict)
            self.view.hint("" if verdict else verdict.reason)
        else:
            self.scene.overlay.mark()
            self.view.hint("")
        self.scene.overlay.update()

    def _verdict(self, other: Id) -> Verdict:
        document = self.workspace.document
        if isinstance(document.get(other), Service):
            return may_link(document, other, self._node)
        return may_connect(document, *self._ends(other), self.view.drawing)

    def release(self, at: QPointF) -> None:
        clicked = not self.dragging
        self.cancel()
        hit = self.scene.hit(at, beside=self._node)
        if not clicked and hit and hit.element.kind in {"node", "service"}:
            other = hit.element.id
            if isinstance(self.workspace.document.get(other), Service):
                self.workspace.do(lambda d: edits.underpin(d, other, self._node))
            else:
                self._connect(other)
        elif self.view.drawing is not FlowKind.WORK:
            self.workspace.said.emit("Drop it on the step that it leads to.")
        elif clicked:
            self.view.making.add_beside(self._node, self._side)
        elif not hit or hit.element.kind not in {"stream"}:
            self.view.making.add_beside(self._node, self._side, (snapped(at.x()), snapped(at.y() - STEP_HEIGHT / 2)))

    def _connect(self, other: Id) -> None:
        """A connection of another kind than work is selected at once, so that what it says can be typed."""
        before = {flow.id for flow in self.workspace.document.flows(self.workspace.map_id)}
        done = self.workspace.do(lambda d: edits.connect(d, *self._ends(other), self.view.drawing))
        if done and self.view.drawing is not FlowKind.WORK:
            flows = self.workspace.document.flows(self.workspace.map_id)
            self.workspace.select([flow.id for flow in flows if flow.id not in before])

    def cancel(self) -> None:
        self.scene.overlay.busy = False
        self.scene.overlay.rubber = ()
        self.scene.overlay.mark()
        self.view.hint("")
        self.scene.overlay.update()
