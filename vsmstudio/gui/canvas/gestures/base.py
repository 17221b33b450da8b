"""What every gesture is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView


class Gesture:
    """A press that goes on. Positions are in the scene."""

    def __init__(self, view: CanvasView, at: QPointF) -> None:
        self.view, self.start = view, at
        self.scene, self.workspace = view.canvas, view.workspace

    def move(self, at: QPointF) -> None:
        """Show what would be."""

    def release(self, at: QPointF) -> None:
        """Commit."""

    def cancel(self) -> None:
        """Leave everything as it was."""
        self.scene.sync()
