"""What of the map is seen, how large, and how it is painted: the part of the canvas that no gesture changes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QBackingStore, QHideEvent, QPainter, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsView
from shiboken6 import getCppPointer

from vsmstudio.gui.canvas.painting import MapPainting
from vsmstudio.gui.canvas.scene import CanvasScene
from vsmstudio.gui.canvas.sheet import Sheet
from vsmstudio.gui.guard import guarded
from vsmstudio.gui.painter import Painter
from vsmstudio.gui.workspace import NO_MAP, Workspace
from vsmstudio.model.ids import Id
from vsmstudio.notation.shapes import Rect
from vsmstudio.notation.theme import LIGHT

LEAST_ZOOM, MOST_ZOOM = 0.04, 4.0
_AT_REST = 16  # milliseconds after which zooming has come to rest, and the map is painted sharp again
_PAUSE = 30  # milliseconds after the last frame in which nothing is painted ahead
_MANY = 60  # changes: so many are not looked at one by one
_READABLE = 0.65  # the least zoom at which every word can be read
_CLEAR = 0.8  # larger than this a long map shows too little of itself at first sight
_HINT = "Drag a step here, or press Enter to add the first one."


class Camera(QGraphicsView):
    """Shows the canvas's scene. `zoomed` says the new zoom; `resized`: there is another room for it."""

    zoomed = Signal(float)
    resized = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.painter = Painter(LIGHT)
        self.canvas = CanvasScene(workspace, self.painter)
        self.setScene(self.canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self._sheet = Sheet(MapPainting(self.canvas, self.painter))
        self._resting, self._ahead = QTimer(self), QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_AT_REST)
        self._resting.timeout.connect(self.settle)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self._paint_ahead)
        self.canvas.redrawn.connect(self._spoil)
        self.canvas.coloured.connect(self._repaint)
        self._seen: dict[Id, tuple[float, QPointF]] = {}  # zoom and middle of each map that was looked at
        self._framed = 0.0  # when the last frame was painted
        self._map = workspace.map_id
        workspace.mapped.connect(self._show_other_map)
        workspace.replaced.connect(self._forget)
        workspace.shown.connect(self.reveal)
        self._looked: tuple[Rect, tuple[object, ...]] | None = None  # how all lay at the first look, and the place
        self.canvas.redrawn.connect(self._look_better)

    def retheme(self, theme: Mapping[str, str]) -> None:
        """Show the map in the colours of another theme."""
        self.painter.retheme(theme)
        self._repaint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._sheet.drop()  # some megabytes that nobody sees

    # --- zoom and place ------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        return float(self.transform().m11())

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom so that the scene under `around` (a point of the viewport; its middle unless given) stays there."""
        zoom = min(MOST_ZOOM, max(min(LEAST_ZOOM, self._zoom_of_all), zoom))
        pivot = around or QPointF(self.viewport().rect().center())
        under = self.mapToScene(pivot.toPoint())
        self._resting.start()  # until then it is shown as it was painted, larger or smaller
        mode = self.viewportUpdateMode()
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.NoViewportUpdate)  # nor is it scrolled
        self.setTransform(QTransform.fromScale(zoom, zoom))
        away = self.mapFromScene(under) - pivot.toPoint()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + away.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + away.y())
        self.setViewportUpdateMode(mode)
        self.viewport().update()
        self.zoomed.emit(self.zoom)

    @property
    def _zoom_of_all(self) -> float:
        """The zoom at which all of the map is in view."""
        area, room = self.canvas.area.grown(32), self.viewport().rect()
        return min(room.width() / area.width, room.height() / area.height)

    def fit(self, area: Rect | None = None) -> None:
        """Show all of the map, or all of an area, at most at 100 %."""
        shown = (area or self.canvas.area).grown(32)
        room = self.viewport().rect()
        zoom = min(1.0, room.width() / max(shown.width, 1), room.height() / max(shown.height, 1))
        self.set_zoom(zoom)
        self.centerOn(*shown.center)
        self.settle()

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
        self.settle()
        self._looked = None if self.canvas.settled else (self.canvas.area, self._place())

    def _look_better(self) -> None:
        """Ways that were found after the first look may need more room than was thought: nothing stands out of sight."""
        if self._looked is None:
            return
        area, place = self._looked
        if place != self._place() or self.canvas.moving:
            self._looked = None
        elif area != self.canvas.area:
            self.first_look()
        elif self.canvas.settled:
            self._looked = None

    def _place(self) -> tuple[object, ...]:
        """What is shown, and from where."""
        bars = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return id(self.workspace.document), self.workspace.map_id, self.zoom, *bars

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
        if self._map == self.workspace.map_id:
            return
        self._seen[self._map] = (self.zoom, self.mapToScene(self.viewport().rect().center()))
        self._map = self.workspace.map_id
        if self._map in self._seen:
            zoom, middle = self._seen[self._map]
            self.set_zoom(zoom)
            self.centerOn(middle)
            self.settle()
        else:
            self.first_look()

    def _forget(self) -> None:
        self._seen.clear()
        self._map = self.workspace.map_id
        self.first_look()

    # --- drawing ----------------------------------------------------------------------------------------------------

    @guarded
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        shift = self.viewportTransform()
        zoom, left, top = shift.m11(), round(shift.dx()), round(shift.dy())
        visible = self.viewport().rect().translated(-left, -top)
        exposed = shift.mapRect(QRectF(rect)).toAlignedRect().translated(-left, -top) & visible
        painter.setWorldTransform(QTransform.fromTranslate(left, top))
        if self.zooming and self._sheet.zoom not in (0.0, zoom) and self._is_on_screen(painter):
            self._sheet.scaled(painter, exposed, zoom, self.painter.color("canvas"))
        else:
            self._sheet.show(painter, visible, exposed, zoom, self.viewport().devicePixelRatioF())
            self._framed = time.perf_counter()
            if not self._sheet.whole and not self._ahead.isActive():
                self._ahead.start(_PAUSE)
        painter.setWorldTransform(shift)

    @property
    def zooming(self) -> bool:
        """Is the map shown as it was painted at another zoom, until zooming has come to rest?"""
        return self._resting.isActive()

    def _is_on_screen(self, painter: QPainter) -> bool:
        """Is this a frame of the window, and not a picture that somebody takes of it?"""
        store = cast("QBackingStore | None", self.window().backingStore())
        if store is None:  # it was never shown
            return False
        return bool(getCppPointer(painter.paintEngine().paintDevice()) == getCppPointer(store.paintDevice()))

    def settle(self) -> None:
        """Zooming has come to rest: show the map sharp."""
        self._resting.stop()
        if self._sheet.zoom != self.zoom:
            self.viewport().update()

    def _paint_ahead(self) -> None:
        """While nothing else is to be done: paint what panning would bring into view."""
        if time.perf_counter() < self._framed + _PAUSE / 1000:
            self._ahead.start(_PAUSE)
            return
        visible = self.viewport().rect().translated(self.mapFromScene(0, 0) * -1)
        if self._sheet.zoom == self.zoom and self._sheet.ahead(visible):
            self._ahead.start(0)

    def _repaint(self) -> None:
        """Nothing that was painted holds any more."""
        self._sheet.drop()
        self.viewport().update()

    def _spoil(self, areas: list[Rect]) -> None:
        """Things changed in these areas of the map."""
        if len(areas) > _MANY:
            self._repaint()
            return
        for area in areas:
            changed = QRectF(*area)
            self._sheet.spoil(changed)
            self.viewport().update(self.mapFromScene(changed).boundingRect().adjusted(-3, -3, 3, 3))

    @guarded
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if not self.workspace.document.nodes(self.workspace.map_id):
            painter.save()
            painter.resetTransform()
            painter.setPen(self.painter.color("muted"))
            painter.drawText(
                self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _HINT if self.workspace.map_id else NO_MAP
            )
            painter.restore()
