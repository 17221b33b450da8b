"""Wheel, two fingers and pinching: they move the paper and change how large it is shown, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QNativeGestureEvent, QTransform, QWheelEvent

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_QUIET = 600  # milliseconds without a turn of the wheel: the zooming is over
_TURN = 1.0015  # for each eighth of a degree


class Place(NamedTuple):
    """What is in view, and how large."""

    scale: QTransform
    across: int
    down: int

    @classmethod
    def of(cls, view: CanvasView) -> Place:
        return cls(view.transform(), view.horizontalScrollBar().value(), view.verticalScrollBar().value())

    def show(self, view: CanvasView) -> None:
        """Show it again."""
        if view.transform() != self.scale:
            view.set_zoom(self.scale.m11())
        view.horizontalScrollBar().setValue(self.across)
        view.verticalScrollBar().setValue(self.down)


class Trackpad:
    """Hears the wheel and the trackpad for a view. `cancel` takes zooming that is under way back."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._before: Place | None = None  # while zooming is under way
        self._deaf = False  # a pinch that was cancelled says nothing more
        self._quiet = QTimer(view)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self._end)

    def wheel(self, event: QWheelEvent) -> None:
        """Pan, sideways with Shift; with Ctrl zoom at the pointer. What rolls on by itself never zooms."""
        event.accept()
        rolling = event.phase() == Qt.ScrollPhase.ScrollMomentum
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not rolling:
                self._begin()
                self._quiet.start()
                self._zoom(_TURN ** event.angleDelta().y(), event.position())
            return
        by = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not by.x():
            by = QPoint(by.y(), 0)
        self._pan(by)

    def gesture(self, event: QNativeGestureEvent) -> bool:
        """Pinching zooms at the fingers, a double tap fits the map or comes back to 100 %; two fingers pan."""
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.BeginNativeGesture or kind == Qt.NativeGestureType.EndNativeGesture:
            self._end()
        elif kind == Qt.NativeGestureType.ZoomNativeGesture:
            if not self._deaf:
                self._begin()
                self._zoom(max(0.1, 1 + event.value()), event.position())
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            self._smart(event.position())
        elif kind == Qt.NativeGestureType.PanNativeGesture:
            self._pan(event.delta().toPoint())
        else:
            return False
        event.accept()
        return True

    def cancel(self) -> bool:
        """Show again what was in view before the zooming that is under way; False where none is."""
        before, self._before = self._before, None
        if before is None:
            return False
        self._deaf = not self._quiet.isActive()
        self._quiet.stop()
        before.show(self._view)
        return True

    def _begin(self) -> None:
        if self._before is None:
            self._before = Place.of(self._view)

    def _end(self) -> None:
        self._before, self._deaf = None, False
        self._quiet.stop()

    def _zoom(self, by: float, around: QPointF) -> None:
        self._view.set_zoom(self._view.zoom * by, around)
        self._view.go_on()

    def _pan(self, by: QPoint) -> None:
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())
        self._view.go_on()

    def _smart(self, around: QPointF) -> None:
        """Fit the map; where it is seen whole already, come near to what is under the fingers."""
        before = self._view.zoom
        self._view.fit()
        if abs(self._view.zoom - before) < 0.01 and before < 1:
            self._view.set_zoom(1.0, around)
