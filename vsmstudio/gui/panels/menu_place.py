"""Where a table's context menu is asked for, by mouse or by the menu key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView


def menu_place(table: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """The cell that is meant, which becomes the current one, and the point of the screen for its menu."""
    by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
    index = table.indexAt(event.pos()) if by_mouse else table.currentIndex()
    if index.isValid():
        table.setCurrentIndex(index)
    return index, event.globalPos() if by_mouse else table.viewport().mapToGlobal(table.visualRect(index).bottomLeft())
