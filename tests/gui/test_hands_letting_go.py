"""Any gesture can be taken back: Esc, or going elsewhere, leaves everything as it was. At the edges the map comes along."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import document
from tests.hand import CTRL, LEFT, MIDDLE, NO_KEY, SHIFT, Hand
from vsmstudio.gui import mime


@pytest.fixture
def drawn(work):  # type: ignore[no-untyped-def]
    hand = work(document("A 1h -> B 2h -> C 3h"))
    hand.view.set_zoom(1.0)
    hand.view.centerOn(300, 100)
    return hand


def seen(hand: Hand) -> tuple[object, ...]:
    """Everything that a gesture may alter: the document, what is selected, what is in view, and what is drawn over it."""
    view, overlay = hand.view, hand.view.canvas.overlay
    area = view.canvas.area_of("B")
    return (
        view.workspace.document, view.workspace.selection, view.zoom, view.horizontalScrollBar().value(),
        view.verticalScrollBar().value(), area, overlay.marquee, overlay.rubber, overlay.target, overlay.guides, overlay.ghosts,
        overlay.into, overlay.busy,
    )  # fmt: skip


def begin(hand: Hand, what: str) -> None:
    """Begin a gesture, and go on with it for a while."""
    empty = hand.at("A", 0, 250)
    if what == "move":
        hand.press(hand.at("B", -40, -30))
        hand.go(hand.at("C", 0, 200))
    elif what == "copy":
        hand.press(hand.at("B", -40, -30), CTRL)
        hand.go(hand.at("C", 0, 200), CTRL)
    elif what == "connect":
        hand.press(hand.edge("A"))
        hand.go(hand.at("C"))
    elif what == "marquee":
        hand.press(empty)
        hand.go(hand.at("C", 100, -100))
    elif what == "more":
        hand.press(empty, SHIFT)
        hand.go(hand.at("C", 100, -100), SHIFT)
    elif what == "pan":
        hand.press(empty, button=MIDDLE)
        hand.go(empty + QPoint(120, 80), button=MIDDLE)


GESTURES = ["move", "copy", "connect", "marquee", "more", "pan"]


@pytest.mark.parametrize("what", GESTURES)
def test_esc_takes_any_gesture_back(drawn, what):
    drawn.click("A")
    before = seen(drawn)
    begin(drawn, what)
    assert drawn.view.gesture is not None
    drawn.escape()
    assert seen(drawn) == before
    drawn.let_go(button=MIDDLE if what == "pan" else LEFT)
    assert seen(drawn) == before


@pytest.mark.parametrize("what", GESTURES)
def test_a_gesture_whose_window_loses_the_keyboard_is_taken_back(drawn, what):
    drawn.click("A")
    before = seen(drawn)
    begin(drawn, what)
    QApplication.sendEvent(drawn.view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert drawn.view.gesture is None
    assert seen(drawn) == before


def test_a_gesture_whose_release_went_elsewhere_is_taken_back(drawn):
    before = seen(drawn)
    begin(drawn, "move")
    drawn.go(drawn.at("A", 0, 200), button=Qt.MouseButton.NoButton)
    assert drawn.view.gesture is None
    assert seen(drawn)[5:] == before[5:]
    assert drawn.view.workspace.document == before[0]


def test_another_button_pressed_during_a_drag_changes_nothing_about_it(drawn):
    drawn.press(drawn.at("B", -40, -30))
    drawn.go(drawn.at("B", -40, 270))
    QTest.mousePress(drawn.canvas, Qt.MouseButton.RightButton, NO_KEY, drawn.at("B", -40, 0))
    QTest.mouseRelease(drawn.canvas, Qt.MouseButton.RightButton, NO_KEY, drawn.at("B", -40, 0))
    assert drawn.view.gesture is not None
    drawn.let_go()
    assert drawn.position("B") == (216.0, 304.0)


def test_esc_takes_zooming_back_while_it_is_under_way(drawn):
    before = seen(drawn)
    middle = drawn.canvas.rect().center()
    drawn.fingers(Qt.NativeGestureType.BeginNativeGesture, middle)
    drawn.fingers(Qt.NativeGestureType.ZoomNativeGesture, middle, 0.4)
    assert drawn.view.zoom > 1.3
    drawn.escape()
    drawn.fingers(Qt.NativeGestureType.ZoomNativeGesture, middle, 0.4)  # the fingers go on
    assert seen(drawn) == before
    drawn.fingers(Qt.NativeGestureType.EndNativeGesture, middle)
    drawn.wheel(middle, 2, CTRL)
    drawn.escape()
    assert seen(drawn) == before


# --- wheel and fingers --------------------------------------------------------------------------------------------------


def test_pinching_zooms_at_the_fingers(drawn):
    at = drawn.at("A")
    drawn.pinch(at, 0.2, 0.25)
    assert drawn.view.zoom == pytest.approx(1.5)
    assert (drawn.at("A") - at).manhattanLength() <= 3


def test_a_double_tap_with_two_fingers_fits_the_map_and_comes_near_again(drawn):
    drawn.view.set_zoom(3.0)
    drawn.fingers(Qt.NativeGestureType.SmartZoomNativeGesture, drawn.canvas.rect().center(), 1.0)
    room = drawn.canvas.rect()
    assert all(room.contains(drawn.at(name)) for name in "ABC")


def test_two_fingers_pan_and_shift_with_the_wheel_pans_sideways(drawn):
    at, middle = drawn.at("A"), drawn.canvas.rect().center()
    drawn.swipe(middle, QPoint(-30, 20))
    assert drawn.at("A") == at + QPoint(-30, 20)
    drawn.wheel(middle, 1, SHIFT)
    assert drawn.at("A").y() == at.y() + 20
    assert drawn.at("A").x() > at.x() - 30


def test_what_is_dragged_follows_when_the_wheel_turns_meanwhile(drawn):
    start = drawn.at("B", -40, -30)
    drawn.press(start)
    drawn.go(start + QPoint(0, 200))
    drawn.wheel(start + QPoint(0, 200), -2)
    drawn.let_go()
    _, y = drawn.position("B")
    assert y > 300


# --- the edges --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["move", "marquee", "connect"])
def test_the_map_comes_along_while_something_is_held_at_the_edge(drawn, qtbot, what):
    begin(drawn, what)
    right = QPoint(drawn.canvas.width() - 3, drawn.canvas.height() // 2)
    drawn.go(right)
    before = drawn.view.horizontalScrollBar().value()
    qtbot.waitUntil(lambda: drawn.view.horizontalScrollBar().value() > before + 100, timeout=5000)
    drawn.escape()
    assert not drawn.view.edges.running


def test_a_drop_held_at_the_edge_brings_the_map_along_until_it_leaves(drawn, qtbot):
    data = mime.pack(mime.NODE, "step")
    edge, copy = QPoint(drawn.canvas.width() // 2, drawn.canvas.height() - 2), Qt.DropAction.CopyAction
    before = drawn.view.verticalScrollBar().value()
    QApplication.sendEvent(drawn.canvas, QDragEnterEvent(edge, copy, data, LEFT, NO_KEY))
    QApplication.sendEvent(drawn.canvas, QDragMoveEvent(edge, copy, data, LEFT, NO_KEY))
    qtbot.waitUntil(lambda: drawn.view.verticalScrollBar().value() > before + 60, timeout=5000)
    QApplication.sendEvent(drawn.canvas, QDragLeaveEvent())
    assert not drawn.view.edges.running
    assert not drawn.view.canvas.overlay.target


def test_a_click_at_the_edge_moves_nothing(drawn, qtbot):
    drawn.view.centerOn(QPointF(*drawn.view.canvas.area_of("A").center) + QPointF(drawn.canvas.width() / 2 - 60, 0))
    before = drawn.view.horizontalScrollBar().value()
    drawn.press(drawn.at("A", -40, -30))
    assert not drawn.view.edges.running
    drawn.let_go()
    assert drawn.view.horizontalScrollBar().value() == before


# --- what the pointer says --------------------------------------------------------------------------------------------------


def test_the_pointer_says_what_can_be_grabbed(drawn):
    shape = lambda: drawn.canvas.cursor().shape()  # noqa: E731
    none = Qt.MouseButton.NoButton
    drawn.go(drawn.at("A", -40, -30), button=none)
    assert shape() is Qt.CursorShape.SizeAllCursor
    drawn.go(drawn.edge("A"), button=none)
    assert shape() is Qt.CursorShape.CrossCursor
    drawn.go((drawn.edge("A") + drawn.edge("B", "left")) / 2, button=none)
    assert shape() is Qt.CursorShape.PointingHandCursor
    drawn.press(drawn.at("B", -40, -30))
    drawn.go(drawn.at("B", -40, 100))
    assert shape() is Qt.CursorShape.ClosedHandCursor
    drawn.hold(Qt.Key.Key_Control)
    assert shape() is Qt.CursorShape.DragCopyCursor
    drawn.escape()
