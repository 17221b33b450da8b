"""The scene: the picture of the map in view, kept in step with the document."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from vsmstudio.gui.canvas.colours import Colours
from vsmstudio.gui.canvas.item import ElementItem, qrect
from vsmstudio.gui.canvas.overlay import Overlay
from vsmstudio.gui.painter import Painter
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.notation.layers import ALL, Layers
from vsmstudio.notation.picture import draw_nodes, picture, places
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.tints import By

_ROOM = 4000.0  # how far one can pan beyond the drawing
_HITTABLE = {"node", "service", "flow", "link", "stream", "note"}


class CanvasScene(QGraphicsScene):
    """Shows the workspace's map: every element an item, updated only where its element changed.

    `coloured`: the steps bear other colours than before, or others mean something else.
    """

    coloured = Signal()
    layered = Signal()  # other layers are shown

    def __init__(self, workspace: Workspace, painter: Painter) -> None:
        super().__init__()
        self.workspace = workspace
        self._painter = painter
        self._items: dict[Id, ElementItem] = {}
        self.colours = Colours(workspace)
        self.layers = ALL
        self.overlay = Overlay(workspace, self, painter)
        self.addItem(self.overlay)
        self.area = Rect(0, 0, 0, 0)
        self._moved: Mapping[Id, Point] = {}
        workspace.replaced.connect(self.sync)  # first of all, so that the view fits what is there now
        workspace.changed.connect(self.sync)
        workspace.mapped.connect(self.sync)
        workspace.figured.connect(lambda: self.preview(self._moved))  # a drag under way goes on
        workspace.selected.connect(self.overlay.refresh)
        self.sync()

    def sync(self) -> None:
        """Show the document as it is."""
        self.preview({})

    def show_layers(self, layers: Layers) -> None:
        """Show these layers, of every map; what is hidden can be neither hit nor stay selected."""
        if layers != self.layers:
            before, self.layers = set(self._items), layers
            self.preview(self._moved)
            hidden = before - self._items.keys()
            self.workspace.select([key for key in self.workspace.selection if key not in hidden])
            self.layered.emit()

    def colour_by(self, by: By | None) -> None:
        """Colour the steps by who owns them; None: the critical path alone, as ever. It stays for every map."""
        if by != self.colours.by:
            self.colours.by = by
            self._show_colours()

    def _show_colours(self) -> None:
        """Draw the nodes again, in the colours of now; nothing else of the map has any."""
        workspace, colouring = self.workspace, self.colours.now()
        if workspace.map_id in workspace.analysis.maps:
            at = places(workspace.document, workspace.map_id, self._moved)
            for element in draw_nodes(
                workspace.document, workspace.map_id, workspace.analysis, at, colouring, self.layers
            ):
                if item := self._items.get(element.id):
                    item.show_element(element)
        self.overlay.refresh()
        if self.colours.fresh():
            self.coloured.emit()

    def preview(self, moved: Mapping[Id, Point]) -> None:
        """Show the document with some nodes elsewhere, as while they are dragged."""
        workspace, self._moved = self.workspace, moved
        elements = {}
        if workspace.map_id in workspace.analysis.maps:
            colouring = self.colours.now()
            shown = picture(
                workspace.document,
                workspace.map_id,
                workspace.analysis,
                moved,
                colouring,
                legend=False,
                layers=self.layers,
            )
            elements = {element.id: element for element in shown.elements}
            self.area = shown.area
        for key in [key for key in self._items if key not in elements]:
            self.removeItem(self._items.pop(key))
        for key, element in elements.items():
            item = self._items.get(key)
            if item is None:
                item = self._items[key] = ElementItem(element, self._painter)
                self.addItem(item)
            else:
                item.show_element(element)
        self.setSceneRect(qrect(self.area).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
        self.overlay.refresh()
        if self.colours.fresh():
            self.coloured.emit()

    def item_of(self, key: Id) -> ElementItem | None:
        """The item that shows a record, if it is drawn on this map."""
        return self._items.get(key)

    def area_of(self, key: Id) -> Rect | None:
        item = self._items.get(key)
        return item.element.area if item else None

    def hit(self, at: QPointF, *, beside: Id = "") -> ElementItem | None:
        """The topmost thing under a point that can be worked with; not the one named `beside`."""
        reach = QRectF(at.x() - 1, at.y() - 1, 2, 2)
        for item in self.items(reach):
            if isinstance(item, ElementItem) and item.element.kind in _HITTABLE and item.element.id != beside:
                return item
        return None

    def within(self, area: QRectF) -> list[Id]:
        """The nodes, services, flows and links that a marquee touches (lines: encloses)."""
        found = []
        for key, item in self._items.items():
            element = item.element
            if (element.kind in {"node", "service", "note"} and area.intersects(qrect(element.area))) or (
                element.kind in {"flow", "link"} and area.contains(qrect(element.area))
            ):
                found.append(key)
        return found
