"""Arrow keys: a pixel at a time, with Shift from one grid line to the next, with Ctrl a connected step on that side."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, FlowKind
from vsmstudio.model.rules import Refused
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import GRID

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

PATIENCE = 1.0  # seconds between two nudges that are one thing to undo
ARROWS = {
    Qt.Key.Key_Left: (-1, 0, "left"),
    Qt.Key.Key_Right: (1, 0, "right"),
    Qt.Key.Key_Up: (0, -1, "top"),
    Qt.Key.Key_Down: (0, 1, "bottom"),
}


class Nudging:
    """Moves what is selected on a view's map by keys. Nudges that follow one another at once are one undo step."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._after: Document | None = None  # as the last nudge left it
        self._began: dict[Id, Point] = {}  # where things stood before the first of them
        self._when = 0.0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Carry out an arrow key; False where it means nothing here."""
        dx, dy, side = ARROWS[key]
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            return self._add(side)
        workspace = self._view.workspace
        places = {each: at for each in workspace.selection if (at := workspace.document.position(each))}
        if not places:
            return False
        by = GRID if modifiers & Qt.KeyboardModifier.ShiftModifier else 1.0
        self._move(places, dx * by, dy * by)
        return True

    def _add(self, side: str) -> bool:
        """A step on that side of the one node that is selected, as a click on its arrow there makes."""
        workspace = self._view.workspace
        chosen = workspace.selection
        if len(chosen) != 1 or not isinstance(workspace.document.get(chosen[0]), NODE_KINDS):
            return False
        if self._view.drawing is not FlowKind.WORK:
            workspace.said.emit("Steps are added while you draw work. Press Esc first.")
        else:
            self._view.making.add_beside(chosen[0], side)
        return True

    def _move(self, places: dict[Id, Point], dx: float, dy: float) -> None:
        workspace, now = self._view.workspace, time.monotonic()
        goes_on = (
            self._after is workspace.document and self._began.keys() == places.keys() and now - self._when < PATIENCE
        )
        if not goes_on:
            self._began = places
        moved = {each: (x + dx, y + dy) for each, (x, y) in places.items()}
        try:
            if goes_on and moved == self._began:
                workspace.session.drop()  # there and back is nothing done
                self._after = None
                return
            workspace.session.do(edits.move(workspace.document, moved), join=goes_on)
        except Refused as refusal:
            workspace.said.emit(str(refusal))
        self._after, self._when = workspace.document, now
