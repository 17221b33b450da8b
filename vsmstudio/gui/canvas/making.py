"""Making and naming things on the canvas: a new thing is named at once, and Enter goes on to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from vsmstudio.gui.canvas.capture import Capture, Place
from vsmstudio.gui.canvas.cells import flow_to_end
from vsmstudio.gui.canvas.noting import KINDS as NOTES
from vsmstudio.gui.canvas.room import free_place, room_between
from vsmstudio.gui.canvas.rows import row_near
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import NODE_KINDS, Endpoint, EndpointKind, EndpointRole, Flow, Node, Note, Queue, Step
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import STEP_PITCH, STEP_WIDTH, area_of, size_of, snapped

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_REACH = 28.0  # what is dropped this near to a row joins it


def new_node(kind: str, map_id: Id) -> Node:
    """A nameless node: step, queue, customer, supplier or trigger."""
    if kind == "step":
        return Step(id=new_id(), map=map_id, name="")
    if kind == "queue":
        return Queue(id=new_id(), map=map_id)
    return Endpoint(id=new_id(), map=map_id, kind=EndpointKind(kind))


class Maker:
    """Adds nodes to the view's map and lets the person name them in place."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self.capture = Capture(view, view.workspace, lambda key: self.add_after(key, chained=True))
        self.capture.area_of, self.capture.reveal = self._area_of, view.reveal
        view.zoomed.connect(self.capture.follow)

    # --- adding -----------------------------------------------------------------------------------------------------

    def add(self, kind: str, middle: QPointF) -> None:
        """A new node around a point, clear of the others, ready to be named; a note just there."""
        if not self._view.workspace.has_map():
            return
        if kind in NOTES:
            self._view.noting.add(kind, middle)
            return
        node = new_node(kind, self._view.workspace.map_id)
        width, height = size_of(node)
        place = (snapped(middle.x() - width / 2), self._row(middle.y()) - height / 2)
        document = self._view.workspace.document
        if isinstance(node, Endpoint):
            others = [at[0] for each in document.nodes(node.map) if (at := document.position(each.id))]
            role = EndpointRole.END if others and place[0] > max(others) else EndpointRole.START
            node = Endpoint(id=node.id, map=node.map, kind=node.kind, role=role)
        self._add(node, lambda d: edits.add_node(d, node, *self.free(d, node, place)))

    def add_here(self, kind: str) -> None:
        """A new node in the middle of what is in view; a step after the selected node."""
        view, workspace = self._view, self._view.workspace
        chosen = workspace.document.get(workspace.selection[0]) if len(workspace.selection) == 1 else None
        if kind in NOTES:
            view.noting.add_here(kind)
        elif kind == "step" and isinstance(chosen, NODE_KINDS) and chosen.map == workspace.map_id:
            self.add_beside(chosen.id, "right")
        else:
            self.add(kind, view.mapToScene(view.viewport().rect().center()))

    def insert(self, kind: str, middle: QPointF, flow: Id) -> None:
        """A new node in the middle of a connection. Where that is too short, what follows makes room."""
        node = new_node(kind, self._view.workspace.map_id)
        self._add(node, lambda d: self._between(d, flow, node, middle))

    def _between(self, document: Document, flow: Id, node: Node, middle: QPointF) -> Change:
        held = document.the(Flow, flow)
        width, height = size_of(node)
        x, y = snapped(middle.x() - width / 2), self._row(middle.y()) - height / 2
        places = room_between(document, held, node, (x, y))
        spot = places.pop(node.id)
        made = edits.place(document, places)
        grown = document.apply(made)
        inserted = edits.insert(grown, flow, node, *self.free(grown, node, spot))
        return made.then(inserted, inserted.label)

    def add_beside(self, other: Id, side: str, place: Point | None = None, chained: bool = False) -> None:
        """The step after a node, or before it where `side` is its left; above or below it stands on that branch's row."""
        document = self._view.workspace.document
        node = new_node("step", document.node(other).map)
        spot = self.free(document, node, place) if place else self.beside(other, side)
        if side == "left":

            def deed(d: Document) -> Change:
                change = edits.add_node(d, node, *spot)
                return change.then(edits.connect(d.apply(change), node.id, other))
        else:

            def deed(d: Document) -> Change:
                return edits.add_next(d, other, node, *spot)

        self._add(node, deed, chained)

    def add_after(self, key: Id, chained: bool = False) -> None:
        """The next step of a chain; where that has come to its end, the step goes in front of the end."""
        document, node = self._view.workspace.document, new_node("step", self._view.workspace.map_id)
        flow = flow_to_end(document, key)
        if not flow:
            self.add_beside(key, "right", chained=chained)
            return
        area = area_of(document.node(key), document.position(key) or (0.0, 0.0))
        middle = QPointF(area.right + STEP_PITCH - STEP_WIDTH / 2, area.center[1])
        self._add(node, lambda d: self._between(d, flow, node, middle), chained)

    def beside(self, other: Id, side: str) -> Point:
        """Where the step stands that is added on a side of a node."""
        document = self._view.workspace.document
        node = new_node("step", document.node(other).map)
        area = area_of(document.node(other), document.position(other) or (0.0, 0.0))
        rise = {"top": -edits.BRANCH_PITCH, "bottom": edits.BRANCH_PITCH}.get(side, 0.0)
        x = area.x - STEP_PITCH if side == "left" else area.right + STEP_PITCH - STEP_WIDTH
        return self.free(document, node, (snapped(x), area.center[1] + rise - size_of(node)[1] / 2))

    def _add(self, node: Node, deed: Callable[[Document], Change], chained: bool = False) -> None:
        def add(document: Document) -> Change:
            return Change(f"Add {node.word}", deed(document).records)

        if self._view.workspace.do(add):
            self._view.workspace.select([node.id])
            self._view.reveal(node.id)
            run = isinstance(node, Step)
            self.capture.open(Place(node.id, new=True, chained=chained, run=run), mark=self._view.workspace.document)

    def free(self, document: Document, node: Node, place: Point) -> Point:
        """The place, or the next one below it where nothing stands."""
        return free_place(document, node, place)

    def _row(self, y: float) -> float:
        """The row that `y` is near to, else the grid."""
        near = row_near(self._view.workspace.document, self._view.workspace.map_id, y, _REACH)
        return snapped(y) if near is None else near

    # --- naming -----------------------------------------------------------------------------------------------------

    def rename(self, key: Id, text: str | None = None) -> None:
        """Open the name for editing; `text` replaces it, as when one just types."""
        self.finish_naming()
        if isinstance(self._view.workspace.document.get(key), Note):
            self._view.noting.write(key, text)
        else:
            self.capture.open(Place(key), text)

    def edit_at(self, key: Id, at: QPointF) -> None:
        """Open what is drawn at a point of a thing: one of its figures, else its name."""
        self.finish_naming()
        if not self.capture.open_at(key, at):
            self.rename(key)

    def finish_naming(self) -> None:
        """End typing that is under way on the canvas, keeping what was typed."""
        self.capture.finish()
        self._view.noting.finish()

    def _area_of(self, key: Id) -> QRectF | None:
        area = self._view.canvas.area_of(key)
        return QRectF(*area) if area is not None else None
