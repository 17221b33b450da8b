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
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from vsmstudio.gui.canvas import drops, keys, quick
from vsmstudio.gui.canvas.camera import Camera
from vsmstudio.gui.canvas.cursors import shape_at
from vsmstudio.gui.canvas.edge_scroll import EdgeScroll
from vsmstudio.gui.canvas.gestures.base import Gesture
from vsmstudio.gui.canvas.gestures.connect import Connect
from vsmstudio.gui.canvas.gestures.link import LinkService
from vsmstudio.gui.canvas.gestures.marquee import Marquee
from vsmstudio.gui.canvas.gestures.move import Move
from vsmstudio.gui.canvas.gestures.pan import Pan
from vsmstudio.gui.canvas.gestures.reroute import Reroute
from vsmstudio.gui.canvas.legend import Legend
from vsmstudio.gui.canvas.making import Maker
from vsmstudio.gui.canvas.noting import Noting
from vsmstudio.gui.canvas.nudging import Nudging
from vsmstudio.gui.canvas.trackpad import Place, Trackpad
from vsmstudio.gui.typing_keys import is_typing
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind, Touchpoint
from vsmstudio.notation.ladder import figure_at

_CHOOSING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_MOVABLE = {"node", "note"}
_HELD = {
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    Qt.Key.Key_Meta: Qt.KeyboardModifier.MetaModifier,
}
_EDGE = 7.0  # pixels of the scene: pressing this near to a node's border draws a connection


class CanvasView(Camera):
    """The canvas. `asked_menu` asks for a context menu at a point of the screen, about what is selected and, for a mouse,
    about what lies there; `escaped` says that Esc ended nothing here.
    """

    asked_menu = Signal(QPoint)
    escaped = Signal()
    asked_figure = Signal(str)  # how the total of this key came about
    asked_rating = Signal(str)  # to rate again what this touchpoint rates

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.drawing = FlowKind.WORK  # what a connection becomes
        self.making = Maker(self)
        self.noting = Noting(self)
        self.legend = Legend(self)
        self.gesture: Gesture | None = None
        self.modifiers = Qt.KeyboardModifier.NoModifier  # the keys held during a gesture
        self.dropping = drops.Dropping(self)
        self.edges = EdgeScroll(self, self.go_on)
        self.trackpad = Trackpad(self)
        self.nudging = Nudging(self)
        self._before: tuple[tuple[Id, ...], Place] | None = None  # what was selected and in view when the gesture began
        self._button = Qt.MouseButton.NoButton  # the one that began the gesture
        self._pointer = QPoint()
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
        event.accept()
        if self.gesture is not None:  # another button, while one is held
            return
        self._pointer, self.modifiers = event.position().toPoint(), event.modifiers()
        at = self.mapToScene(self._pointer)
        before = (self.workspace.selection, Place.of(self))
        if event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        ):
            self.gesture = Pan(self, at)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.gesture = self._begin(at, event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            self._offer(None)  # what the menu is about is another thing
            self._select_under(at, event.modifiers(), keep=True)
        if self.gesture is not None:
            self._before, self._button = before, event.button()
            self._offer(None)
            self.show_cursor()

    def _begin(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture:
        flow, end = self.canvas.overlay.end_at(at)
        if flow:
            return Reroute(self, at, flow, end)
        node, side = self.canvas.overlay.handle_at(at)
        if not node and not modifiers & _CHOOSING:
            node, side = self.edge_at(at)
        if node and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            return Connect(self, at, node, side)
        hit = self.canvas.hit(at)
        if hit and hit.element.kind in _MOVABLE:
            toggles = bool(modifiers & _CHOOSING)
            if not toggles:
                self._select_under(at, modifiers)
            return Move(self, at, hit.element.id, toggles)
        if not hit and (step := self.rated_at(at)):
            self.workspace.select([step])
            return Gesture(self, at)
        key = self._select_under(at, modifiers)
        if figure := self.figure_at(at):
            self.asked_figure.emit(figure)
        if not key:
            return Marquee(self, at, bool(modifiers & _CHOOSING))
        return LinkService(self, at, key) if hit and hit.element.kind == "service" else Gesture(self, at)

    def _select_under(self, at: QPointF, modifiers: Qt.KeyboardModifier, keep: bool = False) -> Id:
        hit = self.canvas.hit(at)
        key = hit.element.id if hit else self.rated_at(at)
        chosen = self.workspace.selection
        if modifiers & _CHOOSING and not keep:
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
        self._pointer, self.modifiers = event.position().toPoint(), event.modifiers()
        if self.gesture and not event.buttons():  # the release went elsewhere
            self.cancel()
        if self.gesture is None:
            self._hover(self.mapToScene(self._pointer))
        else:
            self.go_on()

    def go_on(self) -> None:
        """The gesture goes on where the pointer is now: it moved, a key was pressed or released, or the map moved on."""
        gesture = self.gesture
        if gesture is None:
            self.dropping.go_on()
            return
        with self._unless_it_fails(gesture):
            if isinstance(gesture, Pan):
                gesture.move_on_screen(self._pointer)
            else:
                gesture.move(self.mapToScene(self._pointer))
        if gesture.scrolls and gesture.dragging and self.gesture is gesture:
            self.edges.follow(self._pointer)
        self.show_cursor()

    def _hover(self, at: QPointF) -> None:
        overlay = self.canvas.overlay
        hit = self.canvas.hit(at)
        hovered = hit.element.id if hit and hit.element.kind in {"node", "flow", "link"} else ""
        node, side = overlay.handle_at(at)
        if node:
            hovered = node
        if hovered != overlay.hovered:
            overlay.hovered = hovered
            overlay.update()
        self._offer((node, side) if node and self.drawing is FlowKind.WORK else None)
        self.show_cursor(at)

    def _offer(self, arrow: tuple[Id, str] | None) -> None:
        """Show what a click on an arrow would make."""
        overlay = self.canvas.overlay
        if arrow != ((overlay.offer.node, overlay.offer.side) if overlay.offer else None):
            spot = self.making.beside(*arrow) if arrow else (0.0, 0.0)
            overlay.offer = quick.offer(self.workspace.document, *arrow, spot) if arrow else None
            overlay.update()

    def rated_at(self, at: QPointF) -> Id:
        """The step whose rating stands at a point, in one of the curves under the map; blank where there is none."""
        touchpoint = self.workspace.document.of(Touchpoint, self.canvas.rated_at(at))
        return touchpoint.step if touchpoint else ""

    def figure_at(self, at: QPointF) -> str:
        """The key of the total under the ladder at a point; blank where there is none."""
        ladder = self.canvas.item_of("ladder")
        return figure_at(ladder.element, at.x(), at.y()) if ladder is not None else ""

    def show_cursor(self, at: QPointF | None = None) -> None:
        """The pointer of the gesture that goes on, else of what lies under it."""
        shape = self.gesture.cursor() if self.gesture else None
        if shape is None and self._space:
            shape = Qt.CursorShape.OpenHandCursor
        if shape is None and self.gesture is None:
            shape = shape_at(self, self.mapToScene(self._pointer) if at is None else at)
        if shape is not None:
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture = self.gesture if event.button() == self._button else None
        self._pointer, self.modifiers = event.position().toPoint(), event.modifiers()
        if gesture:
            with self._unless_it_fails(gesture):
                self._done()
                gesture.release(self.mapToScene(self._pointer))
        self.show_cursor()

    def _done(self) -> None:
        """No gesture goes on any more."""
        self.gesture = self._before = None
        self.edges.stop()

    @contextmanager
    def _unless_it_fails(self, gesture: Gesture) -> Iterator[None]:
        """A gesture that meets an error of the program ends as if it had never begun; nothing of it stays on the canvas."""
        try:
            yield
        except Exception:
            self._done()
            gesture.cancel()
            raise

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        hit = self.canvas.hit(at)
        if self.gesture is not None:
            self.break_off()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if hit and hit.element.kind in {"node", "service", "stream", "note"}:
            self.making.edit_at(hit.element.id, at)
        elif hit is None and (rated := self.canvas.rated_at(at)):
            self.asked_rating.emit(rated)
        elif hit is None and not self.figure_at(at):
            self.making.add("step", at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.asked_menu.emit(event.globalPos())
        else:
            self.ask_menu()

    def ask_menu(self) -> None:
        """The context menu of what is selected, as from the keyboard."""
        areas = [area for key in self.workspace.selection if (area := self.canvas.area_of(key))]
        room = self.viewport().rect()
        at = self.mapFromScene(QPointF(*areas[-1].center)) if areas else room.center()
        at = QPoint(max(0, min(at.x(), room.width() - 1)), max(0, min(at.y(), room.height() - 1)))
        self.asked_menu.emit(self.viewport().mapToGlobal(at))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.trackpad.wheel(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self.trackpad.gesture(event):
            return True
        if event.type() == QEvent.Type.Leave and self.gesture is None and self.canvas.overlay.hovered:
            self.canvas.overlay.hovered = ""
            self._offer(None)
            self.canvas.overlay.update()
        return bool(super().viewportEvent(event))

    def hint(self, words: str) -> None:
        """Say beside the pointer why a drop would be refused; blank: nothing."""
        if words:
            from PySide6.QtGui import QCursor

            QToolTip.showText(QCursor.pos(), words, self.viewport(), QRect(), 4000)
        else:
            QToolTip.hideText()

    # --- keys -------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._holds(event, True):
            return
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.show_cursor()
        elif event.key() == Qt.Key.Key_Menu or (
            event.key() == Qt.Key.Key_F10 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.ask_menu()
        elif not keys.press(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._holds(event, False):
            return
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.show_cursor()
        super().keyReleaseEvent(event)

    def _holds(self, event: QKeyEvent, pressed: bool) -> bool:
        """A key that changes what a gesture does is pressed or released while it goes on."""
        key = _HELD.get(Qt.Key(event.key()))
        if key is None or self.gesture is None:
            return False
        self.modifiers = event.modifiers() | key if pressed else event.modifiers() & ~key
        self.go_on()
        return True

    def _escape(self) -> None:
        if not (self.cancel() or self.trackpad.cancel()):
            self.canvas.sync()
            self.workspace.select([])
            self.escaped.emit()

    def cancel(self) -> bool:
        """Take back the gesture that is under way, with what it selected and where the map came along to."""
        before = self._before
        if not self.break_off():
            return False
        if before is not None:
            self.workspace.select(before[0])
            before[1].show(self)
        return True

    def break_off(self) -> bool:
        """End the gesture that is under way as if it had never begun, also when the document changes under it."""
        gesture = self.gesture
        self._done()
        if gesture:
            gesture.cancel()
            self.show_cursor()
        return gesture is not None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.cancel()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                held = self.gesture is not None and Qt.Key(event.key()) in _HELD  # Alt would go to the menus
                if held or is_typing(event):
                    event.accept()  # typing names a step, whatever shortcut the letter may be
                    return True
            elif event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and not event.modifiers():
                return self.making.capture.enter_figures() or bool(super().event(event))
        return bool(super().event(event))

    # --- drops ------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dropping.consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.dropping.consider(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.dropping.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropping.drop(event)
