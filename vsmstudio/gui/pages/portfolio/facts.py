"""The portfolio's table itself: the name stays in sight, facts are typed in their cells, heads stand in groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QStyle, QTableView, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.pages.portfolio.columns import PortfolioColumn
from vsmstudio.gui.pages.portfolio.head import GroupedHead
from vsmstudio.gui.pages.records.delegate import RecordsDelegate
from vsmstudio.gui.pages.records.model import GAP as _CELL_GAP
from vsmstudio.gui.pages.records.model import KEY, RecordsModel
from vsmstudio.gui.panels.frozen_table import FIGURE, GAP, FrozenTable, Index
from vsmstudio.gui.panels.typed_cells import ENTER, TABS
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.ids import Id

NAME = 0
_OWN = ENTER | TABS | {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Space}


class FactsModel(RecordsModel):
    """Services as rows; the head of the column that they are sorted by bears an arrow."""

    def __init__(self, workspace: Workspace, columns: Sequence[PortfolioColumn]) -> None:
        super().__init__(workspace, [each.col for each in columns], edits.add_service, "Add a service…")
        self.by, self.falling = NAME, False

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        held = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and section == self.by and orientation is Qt.Orientation.Horizontal:
            return f"{held} {'↓' if self.falling else '↑'}"
        if role == Qt.ItemDataRole.ToolTipRole and orientation is Qt.Orientation.Horizontal:
            return tip(f"{self.columns[section].meaning}. Click to sort by it.")
        return held

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == FIGURE:
            return ""  # nothing here is explained by a click: it is typed
        if role == GAP:
            return super().data(index, _CELL_GAP)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = 0 <= index.column() < len(self.columns) and self.columns[index.column()].right
            return Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            )
        if role == Qt.ItemDataRole.ForegroundRole and super().data(index, _CELL_GAP):
            return QBrush(look.color("gap"))
        return super().data(index, role)


class FactsDelegate(RecordsDelegate):
    """Cells of one line."""

    def __init__(self, table: FactsTable) -> None:
        super().__init__(table, table)
        self._table = table

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        area, gap = QRectF(option.rect), bool(index.data(GAP))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            look.fill_selected(painter, area)
        else:
            painter.fillRect(area, look.color("gap_soft" if gap else "sheet"))
        painter.setPen(look.color("head"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        font = index.data(Qt.ItemDataRole.FontRole) or option.font
        painter.setFont(font)
        color = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(color.color() if isinstance(color, QBrush) else look.color("ink"))
        box = area.adjusted(8, 0, -8, 0)
        words = str(index.data() or "").replace("\n", " · ")
        shown = painter.fontMetrics().elidedText(
            f"◆ {words}" if gap else words, Qt.TextElideMode.ElideRight, int(box.width())
        )
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        if self._table.is_current(index):
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()


class FactsTable(FrozenTable):
    """Typing, F2, Enter or a double click opens a cell; Tab and Enter go on; Delete blanks a cell."""

    def __init__(
        self, workspace: Workspace, columns: Sequence[PortfolioColumn], complain: Callable[[str], None]
    ) -> None:
        self.rows = FactsModel(workspace, columns)
        self.workspace, self.complain = workspace, complain
        super().__init__(self.rows, "Services with all that is known of them")
        groups = [each.group for each in columns]
        for view in (self, self.frozen):
            view.setHorizontalHeader(GroupedHead(groups, view))
            view.horizontalHeader().setMinimumSectionSize(40)
            view.setItemDelegate(FactsDelegate(self))
            triggers = QAbstractItemView.EditTrigger
            view.setEditTriggers(
                triggers.DoubleClicked if view is self.frozen else triggers.DoubleClicked | triggers.AnyKeyPressed
            )
        self.horizontalHeader().sectionResized.connect(self._resized)
        for view in (self, self.frozen):
            view.horizontalHeader().sectionClicked.connect(self._head_clicked)
        for at, each in enumerate(columns):
            self.setColumnWidth(at, look.sized(each.col.width))
        self.frozen.raise_()  # over the head that was made after it
        self.rows.added.connect(self._added)

    @property
    def is_editing(self) -> bool:
        """Is a cell being typed?"""
        editing = QAbstractItemView.State.EditingState
        return self.state() is editing or self.frozen.state() is editing

    def start(self, index: QModelIndex) -> None:
        """Let a cell be typed; that of a name lies in the column that stays."""
        self.setFocus()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        view: QTableView = self.frozen if index.column() == NAME else self
        view.edit(index)

    def start_new(self) -> None:
        """Let the row be typed that adds a service."""
        self.start(self.rows.index(len(self.rows.keys), NAME))

    def _added(self, made: Sequence[Id]) -> None:
        self.workspace.select([each for each in made if each in self.rows.keys] or made[:1])

    # --- keys --------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """What is typed here is for the table, even where the window has a shortcut on it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if plain and (event.key() in _OWN or (event.text().isprintable() and event.text())):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        editable = index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if event.key() in ENTER | {Qt.Key.Key_F2} and index.isValid():
            if editable:
                self.start(index)
            else:
                self.opened.emit(index)
        elif event.key() in TABS:
            self.go_on(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if editable and index.column() != NAME:
                self.rows.setData(index, "")
        elif editable and index.column() == NAME and event.text().isprintable() and event.text().strip():
            self.start(index)
            editor = self.frozen.viewport().findChild(QLineEdit, "cell")
            if editor is not None:
                editor.setText(event.text())
        else:
            super().keyPressEvent(event)

    def go_on(self, event: QKeyEvent) -> None:
        """Where Enter and Tab lead: down and to the right, with Shift up and to the left."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or event.key() == Qt.Key.Key_Backtab
        by, index = -1 if back else 1, self.currentIndex()
        self.setFocus()
        if event.key() in ENTER:
            if 0 <= index.row() + by < self.rows.rowCount():
                self.setCurrentIndex(self.rows.index(index.row() + by, index.column()))
            return
        if (found := self.rows.typed_beside(index, by)) is not None:
            self.setCurrentIndex(found)
        else:
            QWidget.focusNextPrevChild(self, not back)

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with a cell and its service."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = str(index.data(KEY) or "")
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            menu.addAction("Edit", lambda: self.start(index))
        if key:
            menu.addAction("Show", lambda: self.opened.emit(index))
        menu.addAction("Sort by this column", lambda: self.sorting.emit(index.column()))
        if key:
            menu.addSeparator()
            menu.addAction(
                "Delete this service", lambda: self.workspace.do(lambda document: edits.delete(document, [key]))
            )
        return menu
