"""What every gesture is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_MAC = sys.platform == "darwin"
# Held during a drag: one makes copies, one lets things stand anywhere. On a Mac these are Option and Command.
COPY = Qt.KeyboardModifier.AltModifier if _MAC else Qt.KeyboardModifier.ControlModifier
FREE = Qt.KeyboardModifier.ControlModifier if _MAC else Qt.KeyboardModifier.AltModifier
STRAIGHT = Qt.KeyboardModifier.ShiftModifier


class Gesture:
    """A press that goes on. Positions are in the scene; `view.modifiers` are the keys held now.

    `dragging` says that it goes somewhere: from then on the map comes along at the edges of the canvas, if it `scrolls`.
    """

    scrolls = True

    def __init__(self, view: CanvasView, at: QPointF) -> None:
        self.view, self.start = view, at
        self.scene, self.workspace = view.canvas, view.workspace
        self.dragging = False

    def is_far(self, at: QPointF, pixels: float = 4) -> bool:
        """Has the pointer gone so far that this is no click?"""
        return (at - self.start).manhattanLength() * self.view.zoom >= pixels

    def move(self, at: QPointF) -> None:
        """Show what would be. Asked again where a key is pressed or released meanwhile, or the map moves on."""

    def release(self, at: QPointF) -> None:
        """Commit."""

    def cancel(self) -> None:
        """Leave everything as it was."""

    def cursor(self) -> Qt.CursorShape | None:
        """What the pointer looks like meanwhile; None: as it was."""
        return None
