"""Going from one thing to the next by keyboard: along connections, and up and down between branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind
from vsmstudio.notation.shapes import Rect

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_WALKS = {Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


def walk(view: CanvasView, key: Qt.Key) -> bool:
    """Select what lies next in the direction of an arrow key; the first thing of the map where nothing is selected.

    Right and left follow connections, work before others; up and down go to the nearest thing there. True for arrow keys.
    """
    if key not in _WALKS:
        return False
    workspace = view.workspace
    areas = _areas(view)
    here = next(
        (each for each in reversed(workspace.selection) if each in areas or _is_flow(workspace.document, each)), ""
    )
    if not here:
        found = min(areas, key=lambda each: (areas[each].x, areas[each].y), default="")
    elif _WALKS[key] in {"left", "right"}:
        found = _along(workspace.document, areas, here, _WALKS[key] == "left")
    else:
        found = _across(areas, here, -1 if _WALKS[key] == "up" else 1)
    if found:
        workspace.select([found])
        view.reveal(found)
    return True


def _areas(view: CanvasView) -> dict[Id, Rect]:
    """Where the nodes and services of the map in view are drawn."""
    document = view.workspace.document
    drawn = [item for key in document.records if (item := view.canvas.item_of(key))]
    return {item.element.id: item.element.area for item in drawn if item.element.kind in {"node", "service"}}


def _is_flow(document: Document, key: Id) -> bool:
    return document.of(Flow, key) is not None


def _along(document: Document, areas: dict[Id, Rect], here: Id, back: bool) -> Id:
    """The other end of the connection that runs straightest; from a connection, its end on that side."""
    if (flow := document.of(Flow, here)) is not None:
        return flow.source if back else flow.target
    flows = document.arriving(here) if back else document.leaving(here)
    level = areas[here].center[1]

    def rank(flow: Flow) -> tuple[bool, float, float]:
        y = areas[_end(flow, back)].center[1]
        return (flow.kind is not FlowKind.WORK, abs(y - level), y)

    known = [flow for flow in flows if _end(flow, back) in areas]
    return _end(min(known, key=rank), back) if known else ""


def _end(flow: Flow, back: bool) -> Id:
    return flow.source if back else flow.target


def _across(areas: dict[Id, Rect], here: Id, down: int) -> Id:
    """The nearest thing above or below, rather straight on than aside."""
    if here not in areas:
        return ""
    x, y = areas[here].center
    found = []
    for key, area in areas.items():
        dx, dy = abs(area.center[0] - x), (area.center[1] - y) * down
        if key != here and dy > 8:
            found.append((dy + 2 * dx, key))
    return min(found)[1] if found else ""
