"""What lies over the picture while one works: selection frames, quick-connect arrows, drop marks, guides, rubber lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from vsmstudio.gui.canvas import marks, quick
from vsmstudio.gui.canvas.guides import Guide
from vsmstudio.gui.guard import guarded
from vsmstudio.gui.painter import Painter
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Flow
from vsmstudio.notation.shapes import Point, Poly

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.scene import CanvasScene

_END = 8.0  # pixels of the scene within which the end of a selected connection is taken hold of


class Overlay(QGraphicsItem):
    """Drawn above everything; never hit by the mouse itself. Gestures say here what is to be shown, and `update` it."""

    def __init__(self, workspace: Workspace, scene: CanvasScene, painter: Painter) -> None:
        super().__init__()
        self._workspace, self._canvas, self._painter = workspace, scene, painter
        self.setZValue(1000)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hovered: Id = ""  # the node, connection or link under the pointer
        self.offer: quick.Offer | None = None  # what a click on the arrow under the pointer would make
        self.target: Id = ""  # what a drop would land on
        self.refused = False
        self.into: tuple[Point, ...] = ()  # the line that what is moved would go into
        self.rubber: tuple[Point, ...] = ()
        self.raised: tuple[Id, ...] = ()  # what is moved, and passes over all others
        self.lifted: Id = ""  # the connection that is in hand
        self.guides: tuple[Guide, ...] = ()
        self.ghosts: tuple[tuple[Id, ...], float, float] | None = None  # things to be copied, and how far off
        self.marquee = QRectF()
        self.busy = False  # no arrows while a gesture runs

    def refresh(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def update(self, *area: float) -> None:  # type: ignore[override]
        """Show what there is to be shown; where there is nothing, frames need not ask."""
        self.setVisible(bool(self._workspace.selection or self.hovered or self.busy or self._shown()))
        super().update()

    def _shown(self) -> bool:
        gesture = self.target or self.into or self.rubber or self.raised or self.lifted or self.guides or self.ghosts
        return bool(gesture or self.offer or not self.marquee.isNull())

    def boundingRect(self) -> QRectF:
        return self._canvas.sceneRect()

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def mark(self, target: Id = "", refused: bool = False) -> None:
        """Frame what a drop would land on, or show that it would be refused."""
        if (target, refused) != (self.target, self.refused):
            self.target, self.refused = target, refused
            self.update()

    # --- what can be taken hold of ----------------------------------------------------------------------------------

    def _arrowed(self) -> Id:
        """The node that bears the arrows: the one that is selected, else the one under the pointer."""
        chosen = self._workspace.selection
        key = chosen[0] if len(chosen) == 1 else self.hovered if not chosen else ""
        node = self._workspace.document.get(key)
        shown = isinstance(node, NODE_KINDS) and node.map == self._workspace.map_id
        return key if shown and not self.busy else ""

    def handles(self) -> dict[str, QPointF]:
        """The middles of the quick-connect arrows that are shown, by side."""
        key = self._arrowed()
        return {side: QPointF(*at) for side, at in quick.arrows(self._workspace.document, key).items()} if key else {}

    def handle_at(self, at: QPointF) -> tuple[Id, str]:
        """(node, side) of the arrow under a point, blank where there is none."""
        for side, center in self.handles().items():
            if (center - at).manhattanLength() <= quick.RADIUS + 5:
                return self._arrowed(), side
        return "", ""

    def end_at(self, at: QPointF) -> tuple[Id, str]:
        """(connection, source or target) of the end under a point, of connections that are selected; else blank."""
        for key in self._workspace.selection[:50]:
            item = self._canvas.item_of(key)
            if item and item.element.path and self._workspace.document.of(Flow, key):
                path = item.element.path
                for end, (x, y) in (("target", path[-1]), ("source", path[0])):
                    if max(abs(at.x() - x), abs(at.y() - y)) <= _END:
                        return key, end
        return "", ""

    # --- painting ---------------------------------------------------------------------------------------------------

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._painter.color
        self._hovered_line(painter)
        for key in self.raised:
            if item := self._canvas.item_of(key):
                self._painter.paint(painter, item.element.shapes)
        for key in self._workspace.selection:
            if key != self.lifted:
                self._selected(painter, key)
        if self.target and (area := self._canvas.area_of(self.target)):
            marks.paint_frame(painter, area, color("gap" if self.refused else "accent"), 2.5)
        if self.into:
            marks.paint_line(painter, self.into, color("accent"), 4)
        self._ghosts(painter)
        if self.guides:
            marks.paint_guides(painter, self.guides, color("accent"))
        if self.rubber:
            self._painter.paint(painter, [Poly(self.rubber, stroke="accent", line=1.8, arrow=True, dash=(5, 3))])
        if not self.marquee.isNull():
            marks.paint_marquee(painter, self.marquee, color("accent"))
        offered = self.offer.side if self.offer and not self.busy else ""
        if self.offer and offered:
            self._painter.paint(painter, quick.draw_offer(self.offer))
        for side, at in self.handles().items():
            self._painter.paint(painter, quick.draw_arrow((at.x(), at.y()), side, side == offered))

    def _selected(self, painter: QPainter, key: Id) -> None:
        item, accent = self._canvas.item_of(key), self._painter.color("accent")
        if item is None:
            return
        if not item.element.path:
            marks.paint_frame(painter, item.element.area, accent, 1.5, dashed=True)
            return
        marks.paint_line(painter, item.element.path, accent, 2.4)
        self._painter.paint(painter, [part for part in item.element.shapes if not isinstance(part, Poly)])
        marks.paint_ends(painter, item.element.path, accent, self._painter.color("sheet"))

    def _hovered_line(self, painter: QPainter) -> None:
        """A connection or link under the pointer shows that it can be taken."""
        item = self._canvas.item_of(self.hovered) if self.hovered and not self.busy else None
        if item and item.element.path and self.hovered not in self._workspace.selection:
            painter.save()
            painter.setOpacity(0.35)
            marks.paint_line(painter, item.element.path, self._painter.color("accent"), 6)
            painter.restore()

    def _ghosts(self, painter: QPainter) -> None:
        """Copies to come, in light, with the connections among them."""
        if self.ghosts is None:
            return
        keys, dx, dy = self.ghosts
        document, held = self._workspace.document, set(keys)
        flows = [flow.id for key in keys for flow in document.leaving(key) if flow.target in held]
        painter.save()
        painter.setOpacity(0.8)
        painter.translate(dx, dy)
        for key in (*flows, *keys):
            if item := self._canvas.item_of(key):
                self._painter.paint(painter, item.element.shapes)
        painter.setOpacity(1.0)
        for key in keys:
            if area := self._canvas.area_of(key):
                marks.paint_frame(painter, area, self._painter.color("accent"), 1.5, dashed=True)
        painter.restore()
