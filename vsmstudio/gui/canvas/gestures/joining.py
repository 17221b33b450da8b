"""A step or queue that is moved onto a connection goes into it.

One that stands in no chain does so as soon as it lies on the line. One that stands in a chain, with one connection in and one
out, leaves that place and the chain closes behind it; since this undoes something, the pointer itself has to be on the line.
What has branches is only moved. With the key for free placing held, nothing is joined.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from vsmstudio.gui.canvas.room import free_place, room_between
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind, Queue, Step
from vsmstudio.notation.shapes import Point, Rect

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_REACH = 14.0  # how far the line may pass from the middle of what lies on it
_NEAR = 6.0  # how far from the pointer


class Joining:
    """Finds the connection that `held` would go into, marks it, and puts it there. `flow` is blank where there is none.

    Connections are where they were before the drag, as they may get out of the way of what is moved.
    """

    def __init__(self, view: CanvasView, held: Id) -> None:
        """Made when the drag sets out, since it looks at all connections of the map, once."""
        self._view, self._held = view, held
        self.flow: Id = ""
        self._alone = False
        self._lines: dict[Id, tuple[Rect, tuple[Point, ...]]] = {}
        document = view.workspace.document
        node = document.get(held)
        if not isinstance(node, Step | Queue):
            return
        work = [each for each in (*document.arriving(held), *document.leaving(held)) if each.kind is FlowKind.WORK]
        self._alone = not work
        if self._alone or (len(work) == 2 and sum(each.target == held for each in work) == 1):
            for flow in document.flows(node.map):
                item = view.canvas.item_of(flow.id)
                if item and flow.kind is FlowKind.WORK and held not in (flow.source, flow.target):
                    self._lines[flow.id] = item.piece.area.grown(_REACH), item.piece.path

    def look(self, at: QPointF | None, area: Rect) -> None:
        """Is it on a connection, now that it stands at `area` with the pointer at `at`? None: it is not to be."""
        flow = self._under((at.x(), at.y()), area) if at is not None and self._lines else ""
        if flow != self.flow:
            self.flow = flow
            self._view.canvas.overlay.into = self._lines[flow][1] if flow else ()
            self._view.hint("Drop it to take it out of its place and put it here." if flow and not self._alone else "")

    def _under(self, at: Point, area: Rect) -> Id:
        found = [(self._away(each, at), each) for each in self._near(at) if self._away(each, at) <= _NEAR]
        if self._alone:
            middle = area.center
            found += [
                (self._away(each, middle), each) for each in self._near(middle) if self._away(each, middle) <= _REACH
            ]
        return min(found)[1] if found else ""

    def _near(self, at: Point) -> list[Id]:
        x, y = at
        return [
            key for key, (area, _) in self._lines.items() if area.x <= x <= area.right and area.y <= y <= area.bottom
        ]

    def _away(self, flow: Id, at: Point) -> float:
        return min((distance(at, a, b) for a, b in pairwise(self._lines[flow][1])), default=_REACH + 1)

    def commit(self, place: Point) -> bool:
        """Put it into the connection, near to `place`; what follows makes room. False where the rules refuse it."""
        node, flow = self._held, self.flow

        def deed(document: Document) -> Change:
            joined = edits.move_into(document, flow, node)
            where = room_between(document, document.the(Flow, flow), document.node(node), place)
            change = joined.then(edits.place(document.apply(joined), where), joined.label)
            clear = free_place(grown := document.apply(change), document.node(node), where[node])
            return change.then(edits.place(grown, {node: clear}), joined.label)

        return self._view.workspace.do(deed)

    def stop(self) -> None:
        """Mark nothing any more."""
        self._view.canvas.overlay.into = ()
        self._view.hint("")


def distance(at: Point, a: Point, b: Point) -> float:
    """How far a point is from the line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length)) if length else 0.0
    return math.hypot(at[0] - a[0] - along * dx, at[1] - a[1] - along * dy)
