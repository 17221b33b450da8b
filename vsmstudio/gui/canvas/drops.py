"""What is dropped from the panels: nodes become part of the map, services are linked, people become owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from vsmstudio.gui import mime
from vsmstudio.gui.canvas.noting import KINDS as NOTES
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind
from vsmstudio.model.rules import Verdict, may_link, may_own, no

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView


class Dropping:
    """A drag from a panel over the canvas: what it would land on, and what becomes of it."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._over: tuple[str, str, QPoint] | None = None  # kind, value, and where it hovers in the viewport

    def consider(self, event: QDragMoveEvent) -> None:
        """While it hovers: frame what it would land on, and say why where it would be refused."""
        kind, value = mime.unpack(event.mimeData())
        if not kind or not self._view.workspace.map_id:
            event.ignore()
            return
        self._over = kind, value, event.position().toPoint()
        self._view.edges.follow(self._over[2])
        self.go_on()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def go_on(self) -> None:
        """It hovers on, over what lies there now."""
        if self._over is None:
            return
        view, (kind, value, point) = self._view, self._over
        target = _target(view, kind, value, view.mapToScene(point))
        if kind in {mime.NODE, mime.NOTE}:
            view.canvas.overlay.mark(target)
        else:
            verdict = _verdict(view, kind, value, target) if target else no("")
            view.canvas.overlay.mark(target, refused=not verdict)
            view.hint(verdict.reason)

    def leave(self) -> None:
        """It is gone: nothing of it stays on the canvas."""
        self._over = None
        self._view.edges.stop()
        self._view.canvas.overlay.mark()
        self._view.hint("")

    def drop(self, event: QDropEvent) -> None:
        """Carry it out."""
        view = self._view
        self.leave()
        kind, value = mime.unpack(event.mimeData())
        at = view.mapToScene(event.position().toPoint())
        target = _target(view, kind, value, at)
        view.setFocus()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if kind == mime.NOTE:
            view.noting.put(value, at, target)
        elif kind == mime.NODE and value in NOTES:
            view.noting.add(value, at, target)
        elif kind == mime.NODE:
            if target and value in {"step", "queue"}:
                view.making.insert(value, at, target)
            else:
                view.making.add(value, at)
        elif kind == mime.SERVICE:
            _drop_service(view, value, target)
        elif kind == mime.PERSON:
            if target:
                view.workspace.do(lambda d: edits.set_owner(d, value, target))
            else:
                view.workspace.said.emit("Drop a person on a step, a service or the name of the stream.")


def _drop_service(view: CanvasView, service: Id, target: Id) -> None:
    if not target:
        view.workspace.said.emit("Drop a service on the step that it underpins.")
        return
    before = set(view.workspace.document.records)
    if view.workspace.do(lambda d: edits.underpin(d, service, target)):
        view.workspace.select([key for key in view.workspace.document.records if key not in before])


def _target(view: CanvasView, kind: str, value: str, at: QPointF) -> Id:
    hit = view.canvas.hit(at)
    if hit is None:
        return ""
    record = view.workspace.document.get(hit.element.id)
    if kind == mime.NOTE or value in NOTES:
        return hit.element.id if hit.element.kind == "node" else ""
    if kind == mime.NODE:
        return hit.element.id if isinstance(record, Flow) and record.kind is FlowKind.WORK else ""
    kinds = {"node", "stream"} if kind == mime.SERVICE else {"node", "stream", "service"}
    return hit.element.id if hit.element.kind in kinds else ""


def _verdict(view: CanvasView, kind: str, value: str, target: Id) -> Verdict:
    document = view.workspace.document
    return may_own(document, value, target) if kind == mime.PERSON else may_link(document, value, target)
