"""What keys do on the canvas, besides the shortcuts of the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from vsmstudio.gui.canvas.nudging import ARROWS
from vsmstudio.gui.canvas.walking import walk
from vsmstudio.gui.typing_keys import is_typing
from vsmstudio.model.records import NODE_KINDS, Note

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView


def press(view: CanvasView, event: QKeyEvent) -> bool:
    """Carry out a key; False where it means nothing here."""
    workspace = view.workspace
    chosen = workspace.selection
    node = workspace.document.get(chosen[0]) if len(chosen) == 1 else None
    key = Qt.Key(event.key())
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return walk(view, key)
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        if isinstance(node, NODE_KINDS):
            view.making.add_after(node.id)
        elif isinstance(node, Note):
            view.making.rename(node.id)
        elif not workspace.document.nodes(workspace.map_id):
            view.making.add("step", view.mapToScene(view.viewport().rect().center()))
        else:
            return False
        return True
    if key == Qt.Key.Key_F2 and node is not None:
        view.making.rename(node.id)
        return True
    if key in ARROWS:
        return view.nudging.press(key, event.modifiers())
    named = isinstance(node, Note) or hasattr(node, "name")
    if is_typing(event) and node is not None and named and view.canvas.item_of(node.id):
        view.making.rename(node.id, event.text())
        return True
    return False
