"""Cells of a table that is as high as its rows: the page around it scrolls to them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QScrollArea, QTableView

_FREE = 16  # pixels kept above and below a cell


def bring_into_view(table: QTableView, index: QModelIndex) -> None:
    """Let the page scroll to a cell of a table."""
    above = table.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    body = above.widget() if isinstance(above, QScrollArea) else None
    if isinstance(above, QScrollArea) and body is not None and index.isValid():
        area = table.visualRect(index)
        top = table.viewport().mapTo(body, area.topLeft()).y()
        bar = above.verticalScrollBar()
        seen = above.viewport().height()
        if top - _FREE < bar.value():
            bar.setValue(top - _FREE)
        elif top + area.height() + _FREE > bar.value() + seen:
            bar.setValue(top + area.height() + _FREE - seen)
