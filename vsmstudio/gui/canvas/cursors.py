"""What the pointer looks like over what can be grabbed, drawn from or asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_OVER = {
    "node": Qt.CursorShape.SizeAllCursor,
    "note": Qt.CursorShape.SizeAllCursor,
    "service": Qt.CursorShape.OpenHandCursor,
    "flow": Qt.CursorShape.PointingHandCursor,
    "link": Qt.CursorShape.PointingHandCursor,
    "stream": Qt.CursorShape.PointingHandCursor,
}


def shape_at(view: CanvasView, at: QPointF) -> Qt.CursorShape:
    """The pointer over a point of the scene, when no button is pressed."""
    overlay = view.canvas.overlay
    if overlay.handle_at(at)[0]:
        return Qt.CursorShape.PointingHandCursor
    if overlay.end_at(at)[0] or view.edge_at(at)[0]:
        return Qt.CursorShape.CrossCursor
    if hit := view.canvas.hit(at):
        return _OVER.get(hit.element.kind, Qt.CursorShape.ArrowCursor)
    return Qt.CursorShape.PointingHandCursor if view.figure_at(at) or view.rated_at(at) else Qt.CursorShape.ArrowCursor
