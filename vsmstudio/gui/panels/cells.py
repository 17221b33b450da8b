"""Rows of ready words as a table model, and a table that is as high as its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QBrush, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy

from vsmstudio.gui import look
from vsmstudio.gui.panels.frozen_table import FIGURE, GAP, KEY, STRONG, FrozenTable, Index
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.ids import Id


class Head(NamedTuple):
    """A column: its title, what it means, its least width, whether it takes what is left over, whether it holds figures."""

    title: str
    meaning: str
    width: int
    wide: bool = False
    right: bool = False


class Cell(NamedTuple):
    """What a cell says; the record that it leads to and the figure that it explains, if any.

    `color` is a role of the theme that goes with the words, never alone; `hint` is the tooltip where it says more.
    """

    words: str
    key: Id = ""
    figure: str = ""
    color: str = ""
    gap: bool = False
    strong: bool = False
    hint: str = ""


Row = tuple[Cell, ...]


class LazyRows(Sequence[Row]):
    """Rows that are made when they are first looked at, for tables of thousands."""

    def __init__(self, count: int, make: Callable[[int], Row]) -> None:
        self._count, self._make = count, make
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]


class Cells(QAbstractTableModel):
    """Rows of cells under heads."""

    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__()
        self.heads = tuple(heads)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row], heads: Sequence[Head] = ()) -> None:
        """Show these rows, if they are others than those that are shown: who stands on a row stays there otherwise."""
        heads = tuple(heads) or self.heads
        if rows == self.rows and heads == self.heads:
            return
        self.beginResetModel()
        self.rows, self.heads = rows, heads
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """The cell at an index; None where there is none."""
        if 0 <= index.row() < len(self.rows) and 0 <= index.column() < len(self.heads):
            return self.rows[index.row()][index.column()]
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.heads):
            return None
        head = self.heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return head.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(head.meaning)
        return _side(head) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        head = self.heads[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.words
            case Qt.ItemDataRole.ToolTipRole:
                return tip(cell.hint or cell.words)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(head)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{head.title}: {cell.words or 'blank'}"
            case Qt.ItemDataRole.ForegroundRole:
                return QBrush(look.color(cell.color)) if cell.color else None
        held = {KEY: cell.key, FIGURE: cell.figure, GAP: cell.gap, STRONG: cell.strong}
        return held.get(role)


def _side(head: Head) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if head.right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter


class CellTable(FrozenTable):
    """Shows cells, at its full height up to `most` rows; the wide columns share what the others leave."""

    def __init__(self, cells: Cells, name: str, most: int = 24) -> None:
        self.cells, self._most = cells, most
        super().__init__(cells, name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for header in (self.horizontalHeader(), self.frozen.horizontalHeader()):
            header.setSectionsClickable(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        cells.modelReset.connect(self._fit)
        self._fit()

    def show_rows(self, rows: Sequence[Row], heads: Sequence[Head] = ()) -> None:
        """Show these rows; who stood on a record stands on it again."""
        kept, place = self.currentIndex(), self.verticalScrollBar().value()
        row, column = kept.row(), kept.column()
        self.cells.show_rows(rows, heads)
        if row >= 0 and not self.currentIndex().isValid() and rows:
            self.setCurrentIndex(self.cells.index(min(row, len(rows) - 1), min(column, len(self.cells.heads) - 1)))
        self.verticalScrollBar().setValue(place)

    def _fit(self) -> None:
        head = self.horizontalHeader().sizeHint().height()
        shown = min(max(1, len(self.cells.rows)), self._most)
        bar = self.horizontalScrollBar().sizeHint().height() if self._overflows() else 0
        self.setFixedHeight(head + shown * self.verticalHeader().defaultSectionSize() + bar + 2)
        self._widen()

    def _overflows(self) -> bool:
        return sum(look.sized(each.width) for each in self.cells.heads) > self.width()

    def _widen(self) -> None:
        heads = self.cells.heads
        widths = [look.sized(each.width) for each in heads]
        room = self.viewport().width() - sum(widths)
        wide = sum(each.width for each in heads if each.wide)
        for at, each in enumerate(heads):
            more = room * each.width // wide if each.wide and room > 0 else 0
            self.setColumnWidth(at, widths[at] + more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.height())
