"""The scene: the picture of the map in view, kept in step with the document."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtWidgets import QGraphicsScene

from vsmstudio.gui.canvas.colours import Colours
from vsmstudio.gui.canvas.item import Item, qrect
from vsmstudio.gui.canvas.overlay import Overlay
from vsmstudio.gui.canvas.shelf import Shelf
from vsmstudio.gui.painter import Painter
from vsmstudio.gui.uncollected import uncollected
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.notation.drawing import Changed, Drawing, Scenery
from vsmstudio.notation.layers import ALL, Layers
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.tints import By

_ROOM = 4000.0  # how far one can pan beyond the drawing
_FEW = 300  # connections: where more are sketched, their ways are sought after the next frame
_AT_ONCE = 0.004  # seconds for which ways are sought with an edit; the rest follows while nothing else is to be done
_HITTABLE = {"node", "service", "flow", "link", "stream", "note"}


class CanvasScene(QGraphicsScene):
    """Shows the workspace's map: one item for every piece of its drawing, another one only where the piece is another.

    The items are no QGraphicsItems: the camera paints them, from what `within_reach` gives. `coloured`: the steps bear other
    colours than before, or others mean something else. `redrawn`: other things than before are to be seen in these areas.
    """

    coloured = Signal()
    layered = Signal()  # other layers are shown
    redrawn = Signal(object)  # a list of Rect

    def __init__(self, workspace: Workspace, painter: Painter) -> None:
        super().__init__()
        self.workspace = workspace
        self._items: dict[Id, Item] = {}
        self._drawing = Drawing()
        self._shelved: Shelf | None = None
        self._moved: Mapping[Id, Point] = {}
        self._shown: tuple[object, ...] = ()
        self._shown_moved: Mapping[Id, Point] = {}
        self._around = QRectF()
        self.state = 0  # another number when other things are drawn
        self._seeking = QTimer(self)
        self._seeking.setInterval(0)
        self._seeking.timeout.connect(self._seek_on)
        self.colours = Colours(workspace)
        self.layers = ALL
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)  # there is one
        self.setSceneRect(0, 0, 1, 1)  # where no map is drawn Qt would ask the overlay, which asks the scene
        self.overlay = Overlay(workspace, self, painter)
        self.addItem(self.overlay)
        self.area = Rect(0, 0, 0, 0)
        workspace.replaced.connect(self.sync)  # first of all, so that the view fits what is there now
        workspace.changed.connect(self.sync)
        workspace.mapped.connect(self.sync)
        workspace.figured.connect(lambda: self.preview(self._moved))  # a drag under way goes on
        workspace.selected.connect(self.overlay.refresh)
        self.sync()

    # --- keeping in step ------------------------------------------------------------------------------------------------

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
            self.preview(self._moved)

    def preview(self, moved: Mapping[Id, Point]) -> None:
        """Show the document with some nodes elsewhere, as while they are dragged."""
        workspace, self._moved = self.workspace, moved
        colouring = self.colours.now()
        shown = (workspace.document, workspace.analysis, workspace.map_id, colouring, self.layers)
        same = len(self._shown) == len(shown) and all(a is b for a, b in zip(shown, self._shown, strict=True))
        if same and moved == self._shown_moved:
            return
        self._shown = ()  # should drawing fail, it is tried again next time
        if workspace.map_id in workspace.analysis.maps:
            document, analysis = workspace.document, workspace.analysis
            scenery = Scenery(document, workspace.map_id, analysis, moved, colouring, legend=False, layers=self.layers)
            with uncollected():
                self._take(self._drawing.follow(scenery))
            if self._drawing.sketched <= _FEW:
                self._seek(_AT_ONCE)
            else:
                self._seeking.start()
        else:
            self._take(self._drawing.clear())
        self._shown, self._shown_moved = shown, dict(moved)
        self.overlay.refresh()
        if self.colours.fresh():
            self.coloured.emit()

    def settle(self) -> None:
        """Find all ways at once, for those who cannot wait until that was done little by little."""
        self._seeking.stop()
        self._take(self._drawing.settle())

    @property
    def settled(self) -> bool:
        """Is everything drawn as it will stay?"""
        return self._drawing.settled

    @property
    def moving(self) -> bool:
        """Are nodes shown elsewhere than they stand, as while they are dragged?"""
        return bool(self._moved)

    def _seek(self, seconds: float) -> None:
        self._seeking.stop()  # for good, where a way cannot be found
        if not self._drawing.sketched:  # what else is put off is drawn when nothing is moved any more
            return
        end = time.perf_counter() + seconds
        seen = [view.mapToScene(view.viewport().rect()).boundingRect() for view in self.views()]
        first = [
            item.piece.id
            for item in self.within_reach(Rect(each.x(), each.y(), each.width(), each.height()) for each in seen)
        ]
        self._take(self._drawing.seek(lambda: time.perf_counter() < end, first))
        if self._drawing.sketched:
            self._seeking.start()

    def _seek_on(self) -> None:
        self._seek(2 * _AT_ONCE)

    def _take(self, changed: Changed) -> None:
        """Show what became of the drawing."""
        if not changed.gone and not changed.come:
            return
        if len(changed.come) >= len(self._drawing.pieces):  # all of it is new
            areas = [self.area.united(self._drawing.area).grown(64)]
            self._items = {piece.id: Item(piece) for piece in changed.come}
            self._shelved = None
        else:
            areas = []
            for piece in changed.gone:
                item = self._items.pop(piece.id)
                areas.append(item.bounds)
                if self._shelved is not None:
                    self._shelved.drop(item)
            for piece in changed.come:
                item = self._items[piece.id] = Item(piece)
                areas.append(item.bounds)
                if self._shelved is not None:
                    self._shelved.put(item)
        self.area = self._drawing.area
        self.state += 1
        around = qrect(self.area).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        if around != self._around:
            self._around = around
            self.setSceneRect(around)
        self.redrawn.emit(areas)

    @property
    def _shelf(self) -> Shelf:
        """The items by place, put there when somebody first asks."""
        if self._shelved is None:
            self._shelved = Shelf(self._items.values())
        return self._shelved

    # --- asking ---------------------------------------------------------------------------------------------------------

    def item_of(self, key: Id) -> Item | None:
        """The item that shows a record, if it is drawn on this map."""
        return self._items.get(key)

    def area_of(self, key: Id) -> Rect | None:
        item = self._items.get(key)
        return item.piece.area if item else None

    @property
    def drawn(self) -> Iterable[Item]:
        """All items, in no order."""
        return self._items.values()

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def within_reach(self, areas: Iterable[Rect]) -> list[Item]:
        """What may be painted in any of these areas, from back to front."""
        found = {item for area in areas for item in self._shelf.within(area)}
        return sorted(found, key=lambda item: item.order)

    def hit(self, at: QPointF, *, beside: Id = "") -> Item | None:
        """The topmost thing under a point that can be worked with; not the one named `beside`."""
        x, y = at.x(), at.y()
        for item in reversed(self.within_reach([Rect(x - 1, y - 1, 2, 2)])):
            if item.piece.kind in _HITTABLE and item.piece.id != beside and item.hit(x, y):
                return item
        return None

    def rated_at(self, at: QPointF) -> Id:
        """The touchpoint whose point in a curve of experience lies under a point; blank where there is none."""
        x, y = at.x(), at.y()
        held = self.within_reach([Rect(x - 1, y - 1, 2, 2)])
        return next(
            (each.piece.id for each in reversed(held) if each.piece.kind == "touchpoint" and each.hit(x, y)), ""
        )

    def within(self, area: QRectF) -> list[Id]:
        """The nodes, services, flows and links that a marquee touches (lines: encloses)."""
        wanted = Rect(area.x(), area.y(), area.width(), area.height())
        found = []
        for item in self._shelf.within(wanted):
            piece = item.piece
            if (piece.kind in {"node", "service", "note"} and piece.area.touches(wanted)) or (
                piece.kind in {"flow", "link"} and area.contains(qrect(piece.area))
            ):
                found.append(item)
        return [item.piece.id for item in sorted(found, key=lambda item: item.piece.rank)]
