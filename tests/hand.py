"""A person's hand on the real window: presses, moves, releases, types, drags from the panels. Never calls an item's methods."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from vsmstudio.gui import mime
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.model.ids import Id

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NO_KEY, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
)  # fmt: skip

ALT = Qt.KeyboardModifier.AltModifier


class Hand:
    """Works on the canvas of a window. Things are named as people see them; places are scene pixels from their middle."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.view = window, window.view
        self.gestures = 0
        self._pressed_at = QPoint()
        self.presses = 0  # keys besides the texts that were typed

    # --- finding ------------------------------------------------------------------------------------------------------

    def id_of(self, name: str) -> Id:
        """The record with this name, preferring what the map in view shows."""
        document = self.view.workspace.document
        found = [key for key in document.records if document.name(key) == name]
        shown = [key for key in found if self.view.canvas.item_of(key)]
        if not (shown or found):
            raise AssertionError(f"nothing is called {name!r}")
        return (shown or found)[0]

    def position(self, name: str) -> tuple[float, float] | None:
        return self.view.workspace.document.position(self.id_of(name))

    def at(self, name: str, dx: float = 0, dy: float = 0) -> QPoint:
        """The viewport point over the middle of a thing, off it by some scene pixels."""
        area = self.view.canvas.area_of(self.id_of(name))
        assert area is not None, f"{name} is not on this map"
        return self.view.mapFromScene(QPointF(area.center[0] + dx, area.center[1] + dy))

    def edge(self, name: str, side: str = "right") -> QPoint:
        """Just inside the border of a node, where connections start."""
        area = self.view.canvas.area_of(self.id_of(name))
        assert area is not None
        x, y = area.center
        x, y = {
            "right": (area.right - 4, y),
            "left": (area.x + 4, y),
            "top": (x, area.y + 4),
            "bottom": (x, area.bottom - 4),
        }[side]
        return self.view.mapFromScene(QPointF(x, y))

    def handle(self, side: str) -> QPoint:
        """The quick-connect handle on one side of what is selected."""
        return self.view.mapFromScene(self.view.canvas.overlay.handles()[side])

    @property
    def canvas(self) -> QWidget:
        return self.view.viewport()

    # --- mouse --------------------------------------------------------------------------------------------------------

    def drag_points(
        self, a: QPoint, b: QPoint, key: Qt.KeyboardModifier = NO_KEY, button: Qt.MouseButton = LEFT
    ) -> None:
        """Press at one point of the canvas, move in three steps, release at another."""
        QTest.mouseMove(self.canvas, a)
        QTest.mousePress(self.canvas, button, key, a)
        for part in (0.3, 0.7, 1.0):
            self.go(a + (b - a) * part, key, button)
        QTest.mouseRelease(self.canvas, button, key, b)
        self.gestures += 1

    def press(self, at: QPoint, key: Qt.KeyboardModifier = NO_KEY, button: Qt.MouseButton = LEFT) -> None:
        """Press a button and keep it down; `go` and `let_go` follow."""
        QTest.mousePress(self.canvas, button, key, at)
        self._pressed_at = at

    def go(self, at: QPoint, key: Qt.KeyboardModifier = NO_KEY, button: Qt.MouseButton = LEFT) -> None:
        """Move to a point with the button and perhaps a key held."""
        self._pressed_at = at
        where = QPointF(self.canvas.mapToGlobal(at))
        none = Qt.MouseButton.NoButton
        QApplication.sendEvent(self.canvas, QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, none, button, key))

    def let_go(self, key: Qt.KeyboardModifier = NO_KEY, button: Qt.MouseButton = LEFT) -> None:
        """Release the button where the pointer is."""
        QTest.mouseRelease(self.canvas, button, key, self._pressed_at)
        self.gestures += 1

    def hold(self, key: Qt.Key) -> None:
        """Press a key and keep it down, as during a drag."""
        QTest.keyPress(self.view, key)

    def unhold(self, key: Qt.Key) -> None:
        QTest.keyRelease(self.view, key)

    def drag(self, name: str, by: tuple[float, float]) -> None:
        """Take a node by its head and move it by some scene pixels."""
        a = self.at(name, -40, -30)
        self.drag_points(a, self.at(name, -40 + by[0], -30 + by[1]))

    def connect(self, a: str, b: str) -> None:
        self.drag_points(self.edge(a), self.at(b))

    def connect_to_nowhere(self, a: str, dx: float, dy: float) -> None:
        """Draw a connection from a node's edge to empty canvas."""
        self.drag_points(self.edge(a), self.at(a, dx, dy))

    def click(self, name: str, key: Qt.KeyboardModifier = NO_KEY, dx: float = -30, dy: float = -30) -> None:
        self.click_point(self.at(name, dx, dy), key)

    def click_point(self, at: QPoint, key: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.mouseClick(self.canvas, LEFT, key, at)
        self.gestures += 1

    def double_click(self, name: str) -> None:
        at = self.at(name, -30, -30)
        QTest.mouseClick(self.canvas, LEFT, NO_KEY, at)
        QTest.mouseDClick(self.canvas, LEFT, NO_KEY, at)
        self.gestures += 1

    def wheel(self, at: QPoint, notches: int, key: Qt.KeyboardModifier = NO_KEY) -> None:
        event = QWheelEvent(
            QPointF(at), QPointF(self.canvas.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton, key, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)
        self.gestures += 1

    def swipe(self, at: QPoint, by: QPoint) -> None:
        """Two fingers on the trackpad."""
        event = QWheelEvent(
            QPointF(at), QPointF(self.canvas.mapToGlobal(at)), by, by * 2,
            Qt.MouseButton.NoButton, NO_KEY, Qt.ScrollPhase.ScrollUpdate, False,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)
        self.gestures += 1

    def fingers(self, kind: Qt.NativeGestureType, at: QPoint, value: float = 0.0) -> None:
        """A gesture of the trackpad, as the system says it: a pinch begins, goes on by a part of the size, or ends."""
        where = QPointF(self.canvas.mapToGlobal(at))
        pad = QPointingDevice.primaryPointingDevice()
        event = QNativeGestureEvent(kind, pad, 2, QPointF(at), where, where, value, QPointF())
        QApplication.sendEvent(self.canvas, event)

    def pinch(self, at: QPoint, *parts: float) -> None:
        """Spread two fingers at a point, or close them: each part of the size is added."""
        self.fingers(Qt.NativeGestureType.BeginNativeGesture, at)
        for part in parts:
            self.fingers(Qt.NativeGestureType.ZoomNativeGesture, at, part)
        self.fingers(Qt.NativeGestureType.EndNativeGesture, at)
        self.gestures += 1

    # --- dragging in --------------------------------------------------------------------------------------------------

    def drop(self, kind: str, value: str, at: QPoint) -> None:
        """What arrives at the canvas when something is dragged onto it from a panel."""
        data = mime.pack(kind, value)
        copy, none = Qt.DropAction.CopyAction, Qt.MouseButton.NoButton
        QApplication.sendEvent(self.canvas, QDragEnterEvent(at, copy, data, LEFT, NO_KEY))
        QApplication.sendEvent(self.canvas, QDragMoveEvent(at, copy, data, LEFT, NO_KEY))
        QApplication.sendEvent(self.canvas, QDropEvent(QPointF(at), copy, data, none, NO_KEY, QEvent.Type.Drop))
        self.gestures += 1

    def drop_node(self, kind: str, x: float, y: float) -> None:
        """Drag a tile of the palette to a place of the scene."""
        self.drop(mime.NODE, kind, self.view.mapFromScene(QPointF(x, y)))

    def drop_on(self, kind: str, what: str, target: str) -> None:
        """Drag a service or a person from its panel onto something on the map."""
        self.drop(kind, self.id_of(what), self.at(target, -30, -10))

    # --- keys ---------------------------------------------------------------------------------------------------------

    def focus(self) -> QWidget:
        """Whoever has the keyboard."""
        return self.window.focusWidget() or self.view

    def type(self, text: str) -> None:
        """Type a text where the keyboard is."""
        for character in text:
            QTest.keyClicks(self.focus(), character)
        self.gestures += 1

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.keyClick(self.focus(), key, modifiers)
        self.presses += 1
        QApplication.processEvents()  # lists take a name on only when the event loop turns, as it does between a hand's keys
        self.gestures += 1

    def enter(self) -> None:
        self.key(Qt.Key.Key_Return)

    def escape(self) -> None:
        self.key(Qt.Key.Key_Escape)
