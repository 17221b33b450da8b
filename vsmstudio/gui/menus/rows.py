"""The menu of a row that stands for a step, queue or endpoint in a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.ids import Id


def row_menu(workspace: Workspace, parent: QWidget, key: Id, explained: QMenu | None = None) -> QMenu | None:
    """What can be done with the row's record, with the menu of what can be explained of it; None where there is none."""
    if key not in workspace.document:
        return None
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction("Show on the map", lambda: workspace.show(key))
    if explained is not None:
        explained.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # it closes whenever the pointer leaves it
        explained.setParent(menu, explained.windowFlags())
        for heading in explained.actions()[:1]:
            if heading.isSeparator():  # the entry that opens it says so already
                explained.removeAction(heading)
        explained.setTitle("How it came about")
        menu.addMenu(explained)
    menu.addSeparator()
    menu.addAction("Delete", lambda: workspace.do(lambda d: edits.delete(d, [key])))
    menu.addAction("Delete and connect", lambda: workspace.do(lambda d: edits.delete_and_heal(d, [key])))
    return menu
