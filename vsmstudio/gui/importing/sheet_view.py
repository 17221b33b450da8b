"""The grid of a sheet: what the client wrote, with what each column is read as over it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)  # fmt: skip

from vsmstudio.gui import look
from vsmstudio.gui.importing.heads import Heads
from vsmstudio.gui.importing.sheet_model import BAD, Index, SheetModel
from vsmstudio.gui.panels.frozen_table import ROW_HEIGHT
from vsmstudio.gui.panels.menu_place import menu_place

_ASKS = {Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_Enter}  # keys that ask what the column is
_WIDEST, _NARROWEST, _TRIED = 260, 90, 40  # pixels, pixels, rows whose widths are looked at


class SheetView(QTableView):
    """`skipping`: leave these rows out, or take them in again; `menu_asked`: what can be done with this cell."""

    skipping = Signal(object)
    menu_asked = Signal(QModelIndex, QPoint)

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self.sheet = model
        self.setModel(model)
        self.setObjectName("sheet")
        self.setAccessibleName("The sheet as it was written. Enter says what a column is, Delete leaves rows out.")
        self.heads = Heads(self)
        self.setHorizontalHeader(self.heads)
        self.heads.show()
        self.heads.went.connect(self.show_column)
        self.setItemDelegate(_Cells(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setMinimumHeight(look.sized(130))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(look.sized(ROW_HEIGHT))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.setHighlightSections(False)

    def fit_columns(self) -> None:
        """Let each column be as wide as what stands below its title, within limits."""
        metrics, pad = self.fontMetrics(), look.sized(30)
        first = max(0, self.sheet.header)
        for column in range(self.sheet.width):
            words = [self.sheet.text(row, column) for row in range(first, min(first + _TRIED, len(self.sheet.rows)))]
            head = self.heads.heads[column] if column < len(self.heads.heads) else None
            words += [head.title, f"{head.words}   "] if head else []
            widest = max((metrics.horizontalAdvance(each.partition("\n")[0][:60]) for each in words), default=0)
            self.setColumnWidth(column, min(look.sized(_WIDEST), max(look.sized(_NARROWEST), widest + pad)))

    def span_titles(self) -> None:
        """Words over the table, in a row of their own above the titles, have the whole width."""
        self.clearSpans()
        for row in range(max(0, self.sheet.header)):
            cells = self.sheet.rows[row].cells
            if self.sheet.width > 1 and cells and cells[0] and not any(cells[1:]):
                self.setSpan(row, 0, 1, self.sheet.width)

    def show_column(self, column: int) -> None:
        """Bring a column into view, wherever the rows are."""
        self.scrollTo(self.sheet.index(max(0, self.rowAt(0)), column))

    def show_cell(self, row: int, column: int) -> None:
        """Bring a cell into view and stand on it."""
        index = self.sheet.index(row, max(0, column))
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def chosen_rows(self) -> list[int]:
        """The rows that are selected, at least the one with the keyboard."""
        model = self.selectionModel()  # all cells of a great sheet would be millions
        held = [row for row in range(len(self.sheet.rows)) if model.rowIntersectsSelection(row)]
        return held or [row for row in (self.currentIndex().row(),) if row >= 0]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.skipping.emit(self.chosen_rows())
        elif event.key() in _ASKS and self.currentIndex().isValid():
            self.heads.go(self.currentIndex().column())
            self.heads.ask(self.heads.current)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = menu_place(self, event)
        if index.isValid():
            self.menu_asked.emit(index, at)


class _Cells(QStyledItemDelegate):
    """Paints a cell that cannot be read with its mark, and hairlines between rows."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.save()
        area: QRect = option.rect
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look.color("head"))
        if index.data(BAD):
            painter.setPen(look.color("gap_line"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
            sign = QRect(area.right() - look.sized(18), area.top(), look.sized(14), area.height())
            painter.fillRect(sign.adjusted(-2, 2, 2, -3), look.color("gap_soft"))
            painter.setPen(look.color("gap"))
            painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, "◆")
        view = self.parent()
        if isinstance(view, QTableView) and view.hasFocus() and index == view.currentIndex():
            painter.setPen(look.color("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()
