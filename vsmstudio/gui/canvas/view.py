"""The view that people work in: which gesture a press begins, keys, zoom, and drops from the panels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip

from vsmstudio.gui.canvas import drops, keys
from vsmstudio.gui.canvas.gestures.base import Gesture
from vsmstudio.gui.canvas.gestures.connect import Connect
from vsmstudio.gui.canvas.gestures.link import LinkService
from vsmstudio.gui.canvas.gestures.marquee import Marquee
from vsmstudio.gui.canvas.gestures.move import Move
from vsmstudio.gui.canvas.gestures.pan import Pan
from vsmstudio.gui.canvas.legend import Legend
from vsmstudio.gui.canvas.making import Maker
from vsmstudio.gui.canvas.scene import CanvasScene
from vsmstudio.gui.guard import guarded
from vsmstudio.gui.painter import Painter
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind
from vsmstudio.notation.ladder import figure_at
from vsmstudio.notation.shapes import Rect
from vsmstudio.notation.theme import LIGHT

LEAST_ZOOM, MOST_ZOOM = 0.04, 4.0
_READABLE = 0.65  # the least zoom at which every word can be read
_CLEAR = 0.8  # larger than this a long map shows too little of itself at first sight
_EDGE = 7.0  # pixels of the scene: pressing this near to a node's border draws a connection
_HINT = "Drag a step here, or press Enter to add the first one."


class CanvasView(QGraphicsView):
    """The canvas. `zoomed` says the new zoom; `asked_menu` asks for a context menu at a point of the screen;
    `escaped` says that Esc ended nothing here.
    """

    zoomed = Signal(float)
    asked_menu = Signal(QPoint)
    escaped = Signal()
    asked_figure = Signal(str)  # how the total of this key came about

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.painter = Painter(LIGHT)
        self.canvas = CanvasScene(workspace, self.painter)
        self.setScene(self.canvas)
        self.drawing = FlowKind.WORK  # what a connection becomes
        self.making = Maker(self)
        self.legend = Legend(self)
        self.gesture: Gesture | None = None
        self._space = False
        self.setObjectName("canvas")
        self.setAccessibleName("Map")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._seen: dict[Id, tuple[float, QPointF]] = {}  # zoom and middle of each map that was looked at
        self._map = workspace.map_id
        workspace.changed.connect(self.break_off)
        workspace.mapped.connect(self.break_off)
        workspace.mapped.connect(self._show_other_map)
        workspace.replaced.connect(self._forget)
        workspace.shown.connect(self.reveal)

    # --- zoom and place ------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        return float(self.transform().m11())

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom so that the scene under `around` (a point of the viewport; its middle unless given) stays there."""
        zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        pivot = around or QPointF(self.viewport().rect().center())
        under = self.mapToScene(pivot.toPoint())
        self.resetTransform()
        self.scale(zoom, zoom)
        away = self.mapFromScene(under) - pivot.toPoint()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + away.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + away.y())
        self.zoomed.emit(self.zoom)

    def fit(self, area: Rect | None = None) -> None:
        """Show all of the map, or all of an area, at most at 100 %."""
        shown = (area or self.canvas.area).grown(32)
        room = self.viewport().rect()
        zoom = min(1.0, room.width() / max(shown.width, 1), room.height() / max(shown.height, 1))
        self.set_zoom(zoom)
        self.centerOn(*shown.center)

    def first_look(self) -> None:
        """All of the map where it stays readable, else its beginning at a size that can be read."""
        self.fit()
        area, room = self.canvas.area.grown(24), self.viewport().rect()
        if not self.workspace.document.nodes(self.workspace.map_id):  # the title in its corner leaves room for the hint
            self.centerOn(area.x + room.width() / 2 / self.zoom, area.y + room.height() / 2 / self.zoom)
        elif self.zoom < _READABLE:
            self.set_zoom(min(_CLEAR, max(_READABLE, room.height() / area.height)))
            width, height = room.width() / self.zoom, room.height() / self.zoom
            top = area.y if area.height > height else area.center[1] - height / 2
            self.centerOn(area.x + width / 2, top + height / 2)

    def fit_selection(self) -> None:
        areas = [area for key in self.workspace.selection if (area := self.canvas.area_of(key))]
        if areas:
            whole = areas[0]
            for area in areas[1:]:
                whole = whole.united(area)
            self.fit(whole.grown(80))

    def reveal(self, key: Id) -> None:
        """Bring a record into view, moving no more than needed."""
        area = self.canvas.area_of(key)
        if area is not None:
            self.ensureVisible(QRectF(*area), 80, 80)

    def _show_other_map(self) -> None:
        self._seen[self._map] = (self.zoom, self.mapToScene(self.viewport().rect().center()))
        self._map = self.workspace.map_id
        if self._map in self._seen:
            zoom, middle = self._seen[self._map]
            self.set_zoom(zoom)
            self.centerOn(middle)
        else:
            self.first_look()

    def _forget(self) -> None:
        self._seen.clear()
        self._map = self.workspace.map_id
        self.first_look()

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

    # --- drawing ----------------------------------------------------------------------------------------------------

    @guarded
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, self.painter.color("canvas"))
        if self.zoom < 0.5:
            return
        painter.setPen(QPen(self.painter.color("dot"), 1.6 / self.zoom))
        pitch = 24
        left, top = int(rect.left() // pitch) * pitch, int(rect.top() // pitch) * pitch
        painter.drawPoints(
            [
                QPointF(x, y)
                for x in range(left, int(rect.right()) + pitch, pitch)
                for y in range(top, int(rect.bottom()) + pitch, pitch)
            ]
        )

    @guarded
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.workspace.map_id and not self.workspace.document.nodes(self.workspace.map_id):
            painter.save()
            painter.resetTransform()
            painter.setPen(self.painter.color("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _HINT)
            painter.restore()
