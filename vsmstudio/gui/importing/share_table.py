"""A table that takes the room there is, with bars behind shares."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from vsmstudio.gui import look
from vsmstudio.gui.panels.cells import Cells, CellTable
from vsmstudio.gui.panels.frozen_table import CellPainter, Index

_FAINT = 0.66  # opacity of what is left out
_BAR = 4.0  # pixels, above the line under a row


class ShareTable(CellTable):
    """Rows of cells; in the column `bars` each row has a bar as long as its share (0..1) in `shares`."""

    def __init__(self, cells: Cells, name: str, bars: int = -1) -> None:
        super().__init__(cells, name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.bars = bars
        self.shares: tuple[float, ...] = ()
        self.faint_from = -1  # rows from here on are left out
        self.paint_with(_Bars(self))

    def _fit(self) -> None:
        self._widen()

    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 90)


class _Bars(CellPainter):
    """Draws the bar of a share under its words, and what is left out in quiet colours."""

    def inside(self, painter: QPainter, option: Any, index: Index) -> None:
        table = self.table
        assert isinstance(table, ShareTable)
        out = 0 <= table.faint_from <= index.row()
        if index.column() == table.bars and index.row() < len(table.shares):
            area = QRectF(option.rect).adjusted(8, 0, -8, 0)
            width = max(1.0, area.width() * min(1.0, table.shares[index.row()]))
            painter.fillRect(
                QRectF(area.x(), area.bottom() - _BAR - 1, width, _BAR), look.color("outline" if out else "accent")
            )
        painter.setOpacity(_FAINT if out else 1.0)
        super().inside(painter, option, index)
        painter.setOpacity(1.0)
        if index.row() == table.faint_from - 1 and table.faint_from < len(table.cells.rows):
            painter.fillRect(
                QRectF(option.rect.x(), option.rect.bottom() - 1, option.rect.width(), 2), look.color("accent")
            )
