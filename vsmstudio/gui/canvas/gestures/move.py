"""Moving nodes and notes, one or many, or copies of them.

They line up with what stands near, else they stay on the grid. Shift keeps them on one line, Alt lets them stand anywhere,
Ctrl drags copies; on a Mac, Option drags copies and Command lets them stand anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from vsmstudio.gui.canvas.gestures.base import COPY, FREE, STRAIGHT, Gesture
from vsmstudio.gui.canvas.gestures.duplicate import duplicate
from vsmstudio.gui.canvas.gestures.joining import Joining
from vsmstudio.gui.canvas.guides import Guides, Snap
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import area_of

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_MOST_RAISED = 200  # things; more of them fill the screen anyway
_REACH = 7.0  # pixels on the screen within which things line up


class Move(Gesture):
    """Drags what is selected, which keeps its distances. `held` is the one under the pointer.

    With `toggles` the press may still become a click that takes `held` into the selection, or out of it.
    """

    def __init__(self, view: CanvasView, at: QPointF, held: Id, toggles: bool = False) -> None:
        super().__init__(view, at)
        self._held, self._toggles = held, toggles
        self._places: dict[Id, Point] = {}
        self._areas: dict[Id, Rect] = {}
        self._others: list[Rect] = []
        self._guides, self._seen = Guides(()), (QRectF(), False)
        self._moved: dict[Id, Point] = {}
        self._by = Snap(0.0, 0.0)
        self._shown_moved = False
        self._joining: Joining | None = None

    @property
    def copies(self) -> bool:
        """Are copies dragged, by the keys held now?"""
        return bool(self.view.modifiers & COPY)

    def cursor(self) -> Qt.CursorShape | None:
        if not self.dragging:
            return None
        return Qt.CursorShape.DragCopyCursor if self.copies else Qt.CursorShape.ClosedHandCursor

    # --- going --------------------------------------------------------------------------------------------------------

    def move(self, at: QPointF) -> None:
        if not self.dragging:
            if not self.is_far(at):
                return
            self._set_out()
        if self._held not in self._places:
            return
        self._by = self._snapped(at)
        moved = {key: (x + self._by.dx, y + self._by.dy) for key, (x, y) in self._places.items()}
        overlay = self.scene.overlay
        overlay.guides = self._by.guides
        overlay.ghosts = (tuple(self._places), self._by.dx, self._by.dy) if self.copies else None
        self._moved = {} if self.copies else moved
        alone = len(self._places) == 1 and not self.copies and not self.view.modifiers & FREE
        if self._joining is None:
            self._joining = Joining(self.view, self._held)
        self._joining.look(at if alone else None, self._areas[self._held].moved(self._by.dx, self._by.dy))
        if self._moved or self._shown_moved:
            self.scene.preview(self._moved)
        self._shown_moved = bool(self._moved)
        overlay.raised = tuple(self._moved)[:_MOST_RAISED]
        overlay.update()

    def _set_out(self) -> None:
        """The press becomes a drag: of the whole selection, or of what lies under the pointer alone if that is no part of it."""
        self.dragging = True
        chosen = self.workspace.selection
        if self._held not in chosen:
            adds = bool(self.view.modifiers & STRAIGHT)
            self.workspace.select([*chosen, self._held] if adds else [self._held])
        self.scene.overlay.busy = True
        document = self.workspace.document
        self._places = {key: at for key in self.workspace.selection if (at := document.position(key))}
        self._areas = {key: area for key, at in self._places.items() if (area := self._area(key, at))}
        self._places = {key: at for key, at in self._places.items() if key in self._areas}
        self._others = [
            area_of(node, at)
            for node in document.nodes(self.workspace.map_id)
            if node.id not in self._places and (at := document.position(node.id))
        ]

    def _area(self, key: Id, at: Point) -> Rect | None:
        """What something fills, without the lines around it; None where it is on another map."""
        record = self.workspace.document.get(key)
        if isinstance(record, NODE_KINDS):
            return area_of(record, at) if record.map == self.workspace.map_id else None
        drawn = self.scene.area_of(key)
        return Rect(*at, drawn.width, drawn.height) if drawn else None

    def _snapped(self, at: QPointF) -> Snap:
        by = at - self.start
        dx, dy = by.x(), by.y()
        held = self.view.modifiers
        if held & STRAIGHT:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        if held & FREE:
            return Snap(float(round(dx)), float(round(dy)))
        snap = self._near().snap(self._areas[self._held], dx, dy, _REACH / self.view.zoom)
        if held & STRAIGHT:
            snap = Snap(snap.dx if dx else 0.0, snap.dy if dy else 0.0)
            area = self._areas[self._held].moved(snap.dx, snap.dy)
            snap = snap._replace(guides=self._guides.found(area))
        return snap

    def _near(self) -> Guides:
        """What can be seen now and stands still is what things line up with; copies also line up with what they are of."""
        seen = self.view.mapToScene(self.view.viewport().rect()).boundingRect()
        if (seen, self.copies) != self._seen:
            self._seen = seen, self.copies
            shown = Rect(seen.x(), seen.y(), seen.width(), seen.height())
            standing = [*self._others, *self._areas.values()] if self.copies else self._others
            self._guides = Guides([area for area in standing if area.touches(shown)])
        return self._guides

    # --- ending -------------------------------------------------------------------------------------------------------

    def release(self, at: QPointF) -> None:
        if self._toggles and not self.dragging:
            chosen = self.workspace.selection
            held = self._held
            self.workspace.select([key for key in chosen if key != held] if held in chosen else [*chosen, held])
            return
        if not self.dragging and self._held in self.workspace.selection:
            self.workspace.select([self._held])  # a click on one of several is about that one
        by, moved, copies, into = self._by, self._moved, self.copies, self._joining
        self._clear()
        if not self.dragging or not self._places:
            return
        if copies:
            duplicate(self.workspace, tuple(self._places), by.dx, by.dy)
        elif moved and not (into and into.flow and into.commit(moved[self._held])):
            self.workspace.do(edits.move(self.workspace.document, moved))
        self.scene.sync()

    def cancel(self) -> None:
        self._clear()
        if self._shown_moved:
            self.scene.sync()

    def _clear(self) -> None:
        if self._joining is not None:
            self._joining.stop()
        overlay = self.scene.overlay
        overlay.busy, overlay.guides, overlay.ghosts, overlay.raised = False, (), None, ()
        overlay.update()
