"""What lies over the picture while one works: selection frames, quick-connect handles, drop marks, rubber lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from vsmstudio.gui.guard import guarded
from vsmstudio.gui.painter import Painter
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS
from vsmstudio.notation.shapes import Point, Poly, Rect
from vsmstudio.notation.sizes import area_of, ports

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.scene import CanvasScene

HANDLE = 9.0  # radius
_AWAY = 16.0  # from the edge to the middle of a handle
_SIDES = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}


class Overlay(QGraphicsItem):
    """Drawn above everything; never hit by the mouse itself."""

    def __init__(self, workspace: Workspace, scene: CanvasScene, painter: Painter) -> None:
        super().__init__()
        self._workspace, self._canvas, self._painter = workspace, scene, painter
        self.setZValue(1000)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hovered: Id = ""
        self.target: Id = ""  # what a drop would land on
        self.refused = False
        self.rubber: tuple[Point, ...] = ()
        self.marquee = QRectF()
        self.busy = False  # no handles while a gesture runs

    def refresh(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._canvas.sceneRect()

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def mark(self, target: Id = "", refused: bool = False) -> None:
        """Frame what a drop would land on, or show that it would be refused."""
        if (target, refused) != (self.target, self.refused):
            self.target, self.refused = target, refused
            self.update()

    def handles(self) -> dict[str, QPointF]:
        """The quick-connect handles: around the one selected node, else the one under the pointer."""
        chosen = self._workspace.selection
        key = chosen[0] if len(chosen) == 1 else self.hovered if not chosen else ""
        node = self._workspace.document.get(key)
        place = self._workspace.document.position(key)
        if self.busy or not isinstance(node, NODE_KINDS) or place is None or node.map != self._workspace.map_id:
            return {}
        found = {}
        area = area_of(node, place)
        for side, (x, y) in ports(node, place).items():
            dx, dy = _SIDES[side]
            x, y = (
                (area.right if dx > 0 else area.x if dx < 0 else x),
                (area.y if dy < 0 else area.bottom if dy > 0 else y),
            )
            found[side] = QPointF(x + dx * _AWAY, y + dy * _AWAY)
        return found

    def handle_at(self, at: QPointF) -> tuple[Id, str]:
        """(node, side) of the handle under a point, blank where there is none."""
        for side, center in self.handles().items():
            if (center - at).manhattanLength() <= HANDLE + 5:
                chosen = self._workspace.selection
                return (chosen[0] if len(chosen) == 1 else self.hovered), side
        return "", ""

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._canvas.colours.paint(painter, self._painter, option.exposedRect, self._canvas.area_of)
        for key in self._workspace.selection:
            item = self._canvas.item_of(key)
            if item is None:
                continue
            if item.element.path:
                self._line(painter, item.element.path)
                self._painter.paint(painter, [part for part in item.element.shapes if not isinstance(part, Poly)])
            else:
                self._frame(painter, item.element.area, "accent", 1.5, dashed=True)
        if self.target and (area := self._canvas.area_of(self.target)):
            self._frame(painter, area, "gap" if self.refused else "accent", 2.5)
        if self.rubber:
            self._painter.paint(painter, [Poly(self.rubber, stroke="accent", line=1.8, arrow=True, dash=(5, 3))])
        if not self.marquee.isNull():
            painter.setPen(QPen(self._painter.color("accent"), 1, Qt.PenStyle.DashLine))
            fill = self._painter.color("accent").lighter()
            fill.setAlpha(28)
            painter.setBrush(fill)
            painter.drawRect(self.marquee)
        for center in self.handles().values():
            self._handle(painter, center)

    def _frame(self, painter: QPainter, area: Rect, role: str, width: float, dashed: bool = False) -> None:
        pen = QPen(self._painter.color(role), width, Qt.PenStyle.CustomDashLine if dashed else Qt.PenStyle.SolidLine)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(*area.grown(4)), 6, 6)

    def _line(self, painter: QPainter, path: tuple[Point, ...]) -> None:
        pen = QPen(self._painter.color("accent"), 2.4)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([QPointF(*point) for point in path])
        painter.setBrush(self._painter.color("sheet"))
        for end in (path[0], path[-1]):
            painter.drawRect(QRectF(end[0] - 3.5, end[1] - 3.5, 7, 7))

    def _handle(self, painter: QPainter, center: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._painter.color("accent"))
        painter.drawEllipse(center, HANDLE, HANDLE)
        painter.setPen(QPen(self._painter.color("on_accent"), 1.6))
        painter.drawLine(center - QPointF(4, 0), center + QPointF(4, 0))
        painter.drawLine(center - QPointF(0, 4), center + QPointF(0, 4))
