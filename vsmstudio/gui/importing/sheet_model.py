"""A sheet as the client wrote it, for the grid: its cells, which row holds the titles, and what cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from vsmstudio.gui import look
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.interchange.table_reader import TableRow
from vsmstudio.model.words import one_line

Index = QModelIndex | QPersistentModelIndex
BAD = Qt.ItemDataRole.UserRole  # is the cell one that cannot be read?
_SHOWN, _LONGEST = 120, 1500  # characters of a cell, and of a tooltip


class SheetModel(QAbstractTableModel):
    """All rows of one sheet; only what is in view is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[TableRow, ...] = ()
        self.width = 0
        self.header = -1  # the place of the row with the titles
        self.left_out: Collection[int] = ()  # columns of which nothing is taken
        self.skipped: Collection[int] = ()  # lines that the person leaves out
        self.bad: Mapping[tuple[int, int], str] = {}  # (line, column) or (line, -1): why it cannot be read

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.width = max((len(each.cells) for each in self.rows), default=0)
        self.bad, self.skipped, self.left_out, self.header = {}, (), (), -1
        self.endResetModel()

    def mark(
        self,
        header: int,
        left_out: Collection[int],
        skipped: Collection[int],
        bad: Mapping[tuple[int, int], str],
    ) -> None:
        """Show which row holds the titles, what is left out, and which cells cannot be read."""
        self.header, self.left_out, self.skipped, self.bad = header, left_out, skipped, bad
        if self.rows and self.width:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.width - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.width

    def text(self, row: int, column: int) -> str:
        cells = self.rows[row].cells
        return cells[column] if column < len(cells) else ""

    def reason(self, row: int, column: int) -> str:
        """Why a cell cannot be read; blank where it can."""
        line = self.rows[row].line
        return self.bad.get((line, column)) or (self.bad.get((line, -1), "") if column == 0 else "")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            return None
        row = self.rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.line}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "The titles" if section == self.header else f"Line {row.line}"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(self.text(row, column), _SHOWN)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(filter(None, (self.text(row, column)[:_LONGEST], self.reason(row, column)))))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(row, column)
        if role == Qt.ItemDataRole.BackgroundRole:
            if self.reason(row, column):
                return look.color("gap_soft")
            return look.color("head") if row == self.header else None
        if role == Qt.ItemDataRole.FontRole:
            return self._font(row, column)
        if role == BAD:
            return bool(self.reason(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (one_line(self.text(row, column), 200) or "blank", self.reason(row, column))))
        return None

    def _font(self, row: int, column: int) -> QFont | None:
        font = QFont()
        font.setPixelSize(look.sized(12))
        if row == self.header:
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if self.rows[row].line in self.skipped:
            font.setStrikeOut(True)
            return font
        return None

    def _ink(self, row: int, column: int) -> Any:
        if self.reason(row, column):
            return look.color("gap")
        aside = row < self.header or column in self.left_out or self.rows[row].line in self.skipped
        return look.color("muted" if aside and row != self.header else "ink")
