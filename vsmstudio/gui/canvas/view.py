"""The view that people work in: which gesture a press begins, keys, and drops from the panels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from vsmstudio.gui.canvas import drops, keys
from vsmstudio.gui.canvas.camera import Camera
from vsmstudio.gui.canvas.gestures.base import Gesture
from vsmstudio.gui.canvas.gestures.connect import Connect
from vsmstudio.gui.canvas.gestures.link import LinkService
from vsmstudio.gui.canvas.gestures.marquee import Marquee
from vsmstudio.gui.canvas.gestures.move import Move
from vsmstudio.gui.canvas.gestures.pan import Pan
from vsmstudio.gui.canvas.legend import Legend
from vsmstudio.gui.canvas.making import Maker
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind
from vsmstudio.notation.ladder import figure_at

_EDGE = 7.0  # pixels of the scene: pressing this near to a node's border draws a connection


class CanvasView(Camera):
    """The canvas. `asked_menu` asks for a context menu at a point of the screen;
    `escaped` says that Esc ended nothing here.
    """

    asked_menu = Signal(QPoint)
    escaped = Signal()
    asked_figure = Signal(str)  # how the total of this key came about

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.drawing = FlowKind.WORK  # what a connection becomes
        self.making = Maker(self)
        self.legend = Legend(self)
        self.gesture: Gesture | None = None
        self._space = False
        self.setObjectName("canvas")
        self.setAccessibleName("Map")
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        workspace.changed.connect(self.break_off)
        workspace.mapped.connect(self.break_off)

    # --- mouse ------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.making.finish_naming()
        at = self.mapToScene(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        ):
            self.gesture = Pan(self, at)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.gesture = self._begin(at, event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            self._select_under(at, event.modifiers(), keep=True)
        event.accept()

    def _begin(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture:
        node, side = self.canvas.overlay.handle_at(at)
        if not node:
            node, side = self.edge_at(at)
        if node and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            return Connect(self, at, node, side)
        key = self._select_under(at, modifiers)
        if figure := self.figure_at(at):
            self.asked_figure.emit(figure)
        if not key:
            return Marquee(self, at, bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        item = self.canvas.item_of(key)
        if item and item.element.kind == "service":
            return LinkService(self, at, key)
        if item and item.element.kind == "node":
            return Move(self, at, key)
        return Gesture(self, at)

    def _select_under(self, at: QPointF, modifiers: Qt.KeyboardModifier, keep: bool = False) -> Id:
        hit = self.canvas.hit(at)
        key = hit.element.id if hit else ""
        chosen = self.workspace.selection
        if modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            if key:
                self.workspace.select([k for k in chosen if k != key] if key in chosen else [*chosen, key])
        elif key and key not in chosen:
            self.workspace.select([key])
        elif not key and keep:
            self.workspace.select([])
        return key

    def edge_at(self, at: QPointF) -> tuple[Id, str]:
        """(node, side) where a point lies on a node's border, from which connections are drawn."""
        hit = self.canvas.hit(at)
        if hit is None or hit.element.kind != "node":
            return "", ""
        area, reach = hit.element.area, _EDGE
        for side, distance in (
            ("right", area.right - at.x()), ("left", at.x() - area.x), ("bottom", area.bottom - at.y()), ("top", at.y() - area.y),
        ):  # fmt: skip
            if distance <= reach:
                return hit.element.id, side
        return "", ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        if isinstance(self.gesture, Pan):
            self.gesture.move_on_screen(event.position().toPoint())
        elif self.gesture:
            with self._unless_it_fails(self.gesture):
                self.gesture.move(at)
        else:
            self._hover(at)

    def _hover(self, at: QPointF) -> None:
        overlay = self.canvas.overlay
        hit = self.canvas.hit(at)
        hovered = hit.element.id if hit and hit.element.kind == "node" else ""
        if not hovered and overlay.handle_at(at)[0]:
            hovered = overlay.hovered
        if hovered != overlay.hovered:
            overlay.hovered = hovered
            overlay.update()
        self.show_cursor(at)

    def figure_at(self, at: QPointF) -> str:
        """The key of the total under the ladder at a point; blank where there is none."""
        ladder = self.canvas.item_of("ladder")
        return figure_at(ladder.element, at.x(), at.y()) if ladder is not None else ""

    def show_cursor(self, at: QPointF | None = None) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif at is not None and (self.canvas.overlay.handle_at(at)[0] or self.edge_at(at)[0]):
            shape = Qt.CursorShape.CrossCursor
        elif at is not None and (hit := self.canvas.hit(at)) and hit.element.kind in {"node", "service"}:
            shape = Qt.CursorShape.SizeAllCursor if hit.element.kind == "node" else Qt.CursorShape.PointingHandCursor
        elif at is not None and self.figure_at(at):
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self.gesture = self.gesture, None
        if gesture:
            with self._unless_it_fails(gesture):
                gesture.release(self.mapToScene(event.position().toPoint()))

    @contextmanager
    def _unless_it_fails(self, gesture: Gesture) -> Iterator[None]:
        """A gesture that meets an error of the program ends as if it had never begun; nothing of it stays on the canvas."""
        try:
            yield
        except Exception:
            self.gesture = None
            gesture.cancel()
            raise

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        hit = self.canvas.hit(at)
        self.gesture = None
        if hit and hit.element.kind in {"node", "service", "stream"}:
            self.making.rename(hit.element.id)
        elif hit is None and event.button() == Qt.MouseButton.LeftButton:
            self.making.add("step", at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.asked_menu.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * 1.0015 ** event.angleDelta().y(), event.position())
            return
        by = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            by = QPoint(by.y(), by.x())
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - by.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - by.y())

    def hint(self, words: str) -> None:
        """Say beside the pointer why a drop would be refused; blank: nothing."""
        if words:
            from PySide6.QtGui import QCursor

            QToolTip.showText(QCursor.pos(), words, self.viewport(), QRect(), 4000)
        else:
            QToolTip.hideText()

    # --- keys -------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.show_cursor()
        elif not keys.press(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.show_cursor()
        super().keyReleaseEvent(event)

    def _escape(self) -> None:
        if not self.break_off():
            self.canvas.sync()
            self.workspace.select([])
            self.escaped.emit()

    def break_off(self) -> bool:
        """End the gesture that is under way as if it had never begun, also when the document changes under it."""
        gesture, self.gesture = self.gesture, None
        if gesture:
            gesture.cancel()
        return gesture is not None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and keys.is_typing(event):
            event.accept()  # typing names a step, whatever shortcut the letter may be
            return True
        return bool(super().event(event))

    # --- drops ------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        drops.consider(self, event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        drops.consider(self, event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.canvas.overlay.mark()
        self.hint("")

    def dropEvent(self, event: QDropEvent) -> None:
        self.canvas.overlay.mark()
        self.hint("")
        drops.drop(self, event)
