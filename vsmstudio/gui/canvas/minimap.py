"""The whole map as a small card in a corner of the canvas: where one is on it, and a quick way elsewhere.

Its picture is drawn once and kept until the map changes; moving over the map only moves a frame on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.guard import guarded
from vsmstudio.notation.picture import node_areas
from vsmstudio.notation.shapes import Rect

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

WIDTH, HEIGHT = 208, 128  # at most
_LEAST = 40  # pixels, of a map that is long and thin
_AWAY, _PAD = 12, 6
_PAUSE = 120  # milliseconds after a change in which more may come
_STEP = 33  # milliseconds between two places of the frame


class Minimap(QWidget):
    """Blocks for the nodes, those on the critical path in its colour, and a frame around what is in view.

    It shows while not all of the map is in view. The mouse moves the view; the keyboard stays where it is.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)  # not in its viewport, which would scroll it
        self._view = view
        self._wanted = True
        self._paused = False
        self._picture: QPixmap | None = None
        self._shown = Rect(0, 0, 1, 1)
        self._areas: list[tuple[Rect, bool]] = []
        self._scale = 1.0
        self._fresh = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName("Minimap")
        self.setAccessibleDescription("The whole map, small. Shift+1 shows all of it on the canvas.")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._later = _timer(self, _PAUSE, self._renew)
        self._soon = _timer(self, _STEP, self._look)
        workspace = view.workspace
        for signal in (workspace.changed, workspace.figured, workspace.mapped, workspace.replaced):
            signal.connect(self._outdated)
        view.zoomed.connect(self._moved)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._moved)
        view.resized.connect(self._moved)
        self.hide()
        self._outdated()

    @property
    def wanted(self) -> bool:
        """Is it to be seen where there is more map than fits?"""
        return self._wanted

    def show_when_useful(self, wanted: bool) -> None:
        """Show it while not all of the map is in view, or never."""
        self._wanted = wanted
        self._look()

    def pause(self, paused: bool) -> None:
        """Keep it out of sight for a while, as in a presentation."""
        self._paused = paused
        self._look()

    # --- the picture --------------------------------------------------------------------------------------------------

    def _outdated(self) -> None:
        self._fresh = False
        self._later.start()

    def _renew(self) -> None:
        """Take in the map as it is; the picture follows when it is painted."""
        workspace = self._view.workspace
        result = workspace.result
        timed = result is not None and result.figures.lead_time is not None
        critical = result.critical_nodes if result is not None and timed else frozenset()
        areas = node_areas(workspace.document, workspace.map_id)
        self._areas = [(area, key in critical) for key, area in areas.items()]
        if self._areas:
            left, top = min(area.x for area, _ in self._areas), min(area.y for area, _ in self._areas)
            right, bottom = max(area.right for area, _ in self._areas), max(area.bottom for area, _ in self._areas)
            self._shown = Rect(left, top, right - left, bottom - top).grown(60)
        self._picture, self._fresh = None, True
        width, height = WIDTH - 2 * _PAD, HEIGHT - 2 * _PAD
        self._scale = min(width / self._shown.width, height / self._shown.height)
        self.resize(
            max(_LEAST, round(self._shown.width * self._scale)) + 2 * _PAD,
            max(_LEAST, round(self._shown.height * self._scale)) + 2 * _PAD,
        )
        self._look()

    def _drawn(self) -> QPixmap:
        """The picture of all nodes, drawn where the last one no longer holds."""
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(self._view.painter.color("sheet"))
            painter = QPainter(self._picture)
            color = self._view.painter.color
            for critical in (False, True):  # hollow and filled, so that the colour is not alone
                blocks = [self._block(area) for area, is_critical in self._areas if is_critical is critical]
                painter.setPen(Qt.PenStyle.NoPen if critical else QPen(color("outline"), 1))
                painter.setBrush(color("critical" if critical else "head"))
                painter.drawRects(blocks or [QRectF()])
            painter.end()
        return self._picture

    def _block(self, area: Rect) -> QRectF:
        corner = self._at(area.x, area.y)
        return QRectF(corner.x(), corner.y(), max(1.5, area.width * self._scale), max(1.5, area.height * self._scale))

    def _at(self, x: float, y: float) -> QPointF:
        """The place on the card of a place on the map."""
        left = (self.width() - self._shown.width * self._scale) / 2
        top = (self.height() - self._shown.height * self._scale) / 2
        return QPointF(left + (x - self._shown.x) * self._scale, top + (y - self._shown.y) * self._scale)

    def _frame(self) -> QRectF:
        """What is in view, on the card."""
        seen = self._seen()
        return QRectF(self._at(seen.left(), seen.top()), self._at(seen.right(), seen.bottom()))

    def _seen(self) -> QRectF:
        room = self._view.viewport().rect()
        corner = self._view.mapToScene(room.topLeft())
        return QRectF(corner.x(), corner.y(), room.width() / self._view.zoom, room.height() / self._view.zoom)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        color = self._view.painter.color
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn())
        veil = QColor(color("ground"))
        veil.setAlpha(120)
        frame = self._frame().intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setClipRegion(self.rect())
        for part in _around(QRectF(self.rect()), frame):
            painter.fillRect(part, veil)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("accent"), 1.5))
        painter.drawRect(frame)
        painter.setPen(QPen(color("outline"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    # --- when it is seen ----------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        """Show it where it is of use, with the frame where the view is."""
        if not self._fresh:
            return
        room = QRectF(self._view.rect())
        fits = not self._areas or self._seen().contains(QRectF(*self._shown.grown(-60)))
        small = room.width() < 3 * WIDTH or room.height() < 2 * HEIGHT
        self.setVisible(self._wanted and not self._paused and not fits and not small)
        if self.isVisible():
            self.move(self._view.width() - self.width() - _AWAY, self._view.height() - self.height() - _AWAY)
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._picture = None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._picture = None

    # --- the mouse ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.buttons() & Qt.MouseButton.LeftButton:
            at, zero = event.position(), self._at(0, 0)
            self._view.centerOn((at.x() - zero.x()) / self._scale, (at.y() - zero.y()) / self._scale)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()


def _timer(parent: QObject, pause: int, act: Callable[[], None]) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(pause)
    made.timeout.connect(act)
    return made


def _around(whole: QRectF, hole: QRectF) -> list[QRectF]:
    """Four areas that cover all of `whole` but the hole."""
    return [
        QRectF(whole.left(), whole.top(), whole.width(), hole.top() - whole.top()),
        QRectF(whole.left(), hole.bottom(), whole.width(), whole.bottom() - hole.bottom()),
        QRectF(whole.left(), hole.top(), hole.left() - whole.left(), hole.height()),
        QRectF(hole.right(), hole.top(), whole.right() - hole.right(), hole.height()),
    ]
