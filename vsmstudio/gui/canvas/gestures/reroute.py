"""Leading a connection to another node: one of its ends is dragged there, and the other stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from vsmstudio.gui.canvas.gestures.base import Gesture
from vsmstudio.model import edits
from vsmstudio.model.edits.rerouting import may_reconnect
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow
from vsmstudio.model.rules import Verdict

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView


class Reroute(Gesture):
    """`end` is the one in hand: source or target."""

    def __init__(self, view: CanvasView, at: QPointF, flow: Id, end: str) -> None:
        super().__init__(view, at)
        self._flow, self._end = flow, end
        item = self.scene.item_of(flow)
        path = item.element.path if item else ((at.x(), at.y()),)
        self._fixed = path[-1] if end == "source" else path[0]

    def cursor(self) -> Qt.CursorShape | None:
        return Qt.CursorShape.CrossCursor

    def _target(self, at: QPointF) -> Id:
        hit = self.scene.hit(at, beside=self._flow)
        return hit.element.id if hit and hit.element.kind == "node" else ""

    def _verdict(self, other: Id) -> Verdict:
        document = self.workspace.document
        held = document.of(Flow, self._flow)
        if held is None:
            return Verdict(False)
        ends = (other, held.target) if self._end == "source" else (held.source, other)
        return Verdict(True) if ends == (held.source, held.target) else may_reconnect(document, self._flow, *ends)

    def move(self, at: QPointF) -> None:
        if not self.dragging and not self.is_far(at):
            return
        self.dragging = True
        overlay = self.scene.overlay
        points = (self._fixed, (at.x(), at.y()))
        overlay.rubber = points if self._end == "target" else points[::-1]
        overlay.lifted = self._flow
        target = self._target(at)
        verdict = self._verdict(target) if target else None
        overlay.mark(target, refused=verdict is not None and not verdict)
        self.view.hint("" if verdict is None else verdict.reason)
        overlay.update()

    def release(self, at: QPointF) -> None:
        dragged, target = self.dragging, self._target(at)
        self.cancel()
        if dragged and target:
            self.workspace.do(lambda d: edits.reconnect(d, self._flow, **{self._end: target}))
        elif dragged:
            self.workspace.said.emit("Drop the end of a connection on a step, a queue or an endpoint.")

    def cancel(self) -> None:
        overlay = self.scene.overlay
        overlay.rubber, overlay.lifted = (), ""
        overlay.mark()
        self.view.hint("")
        overlay.update()
