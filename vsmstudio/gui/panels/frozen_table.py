"""A table to read: its first column stays in sight while the others scroll, and every figure can be asked how it came about."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QStyle, QStyledItemDelegate, QTableView

from vsmstudio.gui import look
from vsmstudio.gui.panels.menu_place import menu_place

Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole  # the record of a row, blank where there is none
FIGURE = KEY + 1  # the figure in a cell that can be explained, else blank
GAP = KEY + 2  # is the cell a gap?
STRONG = KEY + 3  # a heading or a total
ROW_HEIGHT = 26
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CellPainter(QStyledItemDelegate):
    """Paints cells as plain text: gaps in their colour, totals strong, a frame around the cell with the keyboard."""

    def __init__(self, table: FrozenTable) -> None:
        super().__init__(table)
        self.table = table

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        gap = bool(index.data(GAP))
        if selected:
            look.fill_selected(painter, area)
        else:
            painter.fillRect(area, look.color("gap_soft" if gap else "sheet"))
        painter.setPen(look.color("head"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self.inside(painter, option, index)
        if self.table.is_current(index):
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def inside(self, painter: QPainter, option: Any, index: Index) -> None:
        """The words of a cell, shortened to its width."""
        words = str(index.data() or "")
        font = option.font
        if index.data(STRONG):
            font.setWeight(font.Weight.DemiBold)
        font.setUnderline(self.table.under_pointer(index))
        painter.setFont(font)
        color = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(color.color() if color is not None else look.color("gap" if index.data(GAP) else "ink"))
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        box = QRectF(option.rect).adjusted(8, 0, -8, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


class FrozenTable(QTableView):
    """Rows are selected, one at a time; the arrow keys also move along a row.

    `opened` tells the index whose record is wanted (double click, Enter), `explained` one whose figure is (a click on it,
    Enter). `sorting` tells the column by which the rows should stand (a click on its head, S).
    """

    opened = Signal(QModelIndex)
    explained = Signal(QModelIndex)
    sorting = Signal(int)

    def __init__(self, rows: QAbstractItemModel, name: str) -> None:
        super().__init__()
        rows.setParent(self)
        self.setModel(rows)
        self.setAccessibleName(name)
        self._hovered = QPersistentModelIndex()
        self.sorts = False
        self._dress(self)
        self.frozen = _Frozen(self)
        self._dress(self.frozen)
        self.frozen.setModel(rows)
        self.frozen.setSelectionModel(self.selectionModel())
        self.paint_with(CellPainter(self))
        self.setMouseTracking(True)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.horizontalHeader().sectionResized.connect(self._resized)
        for header in (self.horizontalHeader(), self.frozen.horizontalHeader()):
            header.sectionClicked.connect(self._head_clicked)
        for view in (self, self.frozen):
            view.clicked.connect(self._clicked)
            view.doubleClicked.connect(self._double_clicked)
        rows.modelReset.connect(self._reset)

    def _dress(self, table: QTableView) -> None:
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(look.sized(ROW_HEIGHT))
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(20)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def paint_with(self, delegate: CellPainter) -> None:
        """Let another delegate paint the cells."""
        self.setItemDelegate(delegate)
        self.frozen.setItemDelegate(delegate)

    def is_current(self, index: Index) -> bool:
        """Does the keyboard stand on this cell?"""
        return self.hasFocus() and index == self.currentIndex()

    def under_pointer(self, index: Index) -> bool:
        """Is the pointer over this cell, and is it a figure that can be pressed?"""
        return self._hovered.isValid() and index == self._hovered

    # --- the column that stays ----------------------------------------------------------------------------------------

    def place(self) -> None:
        """Lay the first column over the place where it would scroll away."""
        width = self.columnWidth(0)
        self.frozen.setColumnWidth(0, width)
        head = self.horizontalHeader().height()
        self.frozen.setGeometry(self.frameWidth(), self.frameWidth(), width, self.viewport().height() + head)
        self.frozen.horizontalHeader().setFixedHeight(max(1, head))

    def _reset(self) -> None:
        self._hovered = QPersistentModelIndex()
        self.place()

    def _resized(self, column: int, _: int, __: int) -> None:
        if column == 0:
            self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "frozen"):
            self.place()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QTableView.ScrollHint.EnsureVisible) -> None:
        """Bring a cell into view, beside the column that stays and not behind it."""
        if index.column() > 0:
            super().scrollTo(index, hint)
            hidden = self.columnWidth(0) - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)
        else:
            bar = self.horizontalScrollBar()
            kept = bar.value()
            super().scrollTo(index, hint)
            bar.setValue(kept)

    # --- mouse --------------------------------------------------------------------------------------------------------

    def _clicked(self, index: QModelIndex) -> None:
        if index.data(FIGURE):
            self.explained.emit(index)

    def _double_clicked(self, index: QModelIndex) -> None:
        if not index.data(FIGURE):
            self.opened.emit(index)

    def _head_clicked(self, column: int) -> None:
        self.sorting.emit(column)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index if index.isValid() and index.data(FIGURE) else QModelIndex())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def _hover(self, index: QModelIndex) -> None:
        if index != self._hovered:
            before, self._hovered = self._hovered, QPersistentModelIndex(index)
            for each in (before, self._hovered):
                if each.isValid():
                    self.update(self.model().index(each.row(), each.column()))
            pointing = Qt.CursorShape.PointingHandCursor if index.isValid() else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(pointing)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = menu_place(self, event)
        if index.isValid():
            self.menu(index).popup(at)

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with a cell and its row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.data(KEY):
            menu.addAction("Show", lambda: self.opened.emit(index))
        if index.data(FIGURE):
            menu.addAction("How was this calculated?", lambda: self.explained.emit(index))
        if self.sorts:
            act = menu.addAction("Sort by this column", lambda: self.sorting.emit(index.column()))
            act.setShortcut(QKeySequence("S"))
        return menu

    # --- keys ---------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        return bool(super().event(event))

    def _is_own(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and (event.key() in _ENTER or (self.sorts and event.key() == Qt.Key.Key_S))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if not self._is_own(event) or not index.isValid():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_S:
            self.sorting.emit(index.column())
        elif index.data(FIGURE):
            self.explained.emit(index)
        else:
            self.opened.emit(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.first()
        self.frozen.viewport().update()

    def first(self) -> None:
        """Let the keyboard stand on the first row that is one."""
        rows = range(self.model().rowCount())
        at = next((row for row in rows if self.model().index(row, 0).data(KEY)), 0)
        self.setCurrentIndex(self.model().index(at, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.frozen.viewport().update()


class _Frozen(QTableView):
    """The first column once more, over the table; the keyboard stays with the table."""

    def __init__(self, table: FrozenTable) -> None:
        super().__init__(table)
        self._table = table
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setObjectName("frozen")

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QTableView.ScrollHint.EnsureVisible) -> None:
        """It never scrolls by itself: the other columns lie outside, and rows follow the table."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._table.wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self._table.setCurrentIndex(index)
            self._table.menu(index).popup(event.globalPos())
