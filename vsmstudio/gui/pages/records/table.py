"""A table of records that is typed in place: every cell one undo step, the last row adds another.

Typing, F2 or a double-click opens a cell; Enter commits and goes down, Tab commits and goes right, Esc leaves it as it was.
Delete blanks a cell, in the first column it removes the record. Alt+↑ and Alt+↓ change the order, where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vsmstudio.gui.look import sized
from vsmstudio.gui.pages.cols import Col
from vsmstudio.gui.pages.records.delegate import ENTER, TABS, RecordsDelegate
from vsmstudio.gui.pages.records.model import KEY, Add, RecordsModel
from vsmstudio.gui.panels.menu_place import menu_place
from vsmstudio.gui.panels.widgets import breakable, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id

_OWN = ENTER | TABS | {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Space}
_LEAST_ROW = 30
_NARROWEST = 0.7  # of its least width, for a column of words
Order = Callable[[Document, Sequence[Id]], Change]


class RecordTable(QWidget):
    """The table, as high as its rows, and under it why a typed text cannot stand.

    `keys` gives the records of the document that are listed. `add` makes one from what is typed in the last row, which says
    `add_words`; without it there is no such row. `remove` takes one away (deleting it, unless told otherwise), and `order`
    gives the listed records a new order. `opened`: a row that cannot be typed was double-clicked, or Enter was pressed on it.
    """

    opened = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        columns: Sequence[Col],
        keys: Callable[[Document], Sequence[Id]],
        add: Add | None = None,
        add_words: str = "Type a name to add one…",
        remove: Callable[[Document, Id], Change] | None = None,
        order: Order | None = None,
        removes: bool = True,
    ) -> None:
        super().__init__()
        self.workspace, self._keys = workspace, keys
        self.rows = RecordsModel(workspace, columns, add, add_words)
        self.message = label(name="message", wrap=True)
        self.message.hide()
        self.view = RecordsView(self, name, remove if removes else None, order, removes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.view)
        layout.addWidget(self.message)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.view)

    def refresh(self) -> None:
        """Show the document as it is now."""
        self.rows.show_keys(self._keys(self.workspace.document))
        self.view.fit_soon()

    def complain(self, words: str) -> None:
        """Say under the table why a text is refused."""
        self.message.setText(breakable(words))
        self.message.setVisible(bool(words))

    def edit(self, key: Id, column: int = 0) -> None:
        """Let a cell of a record be typed."""
        if key in self.rows.keys:
            index = self.rows.index(self.rows.keys.index(key), column)
            self.view.setFocus()
            self.view.setCurrentIndex(index)
            self.view.edit(index)

    def edit_new(self) -> None:
        """Let the row be typed that adds a record."""
        if self.rows.add is not None:
            index = self.rows.index(len(self.rows.keys), 0)
            self.view.setFocus()
            self.view.setCurrentIndex(index)
            self.view.edit(index)


class RecordsView(QTableView):
    """The table itself."""

    def __init__(
        self,
        table: RecordTable,
        name: str,
        remove: Callable[[Document, Id], Change] | None,
        order: Order | None,
        removes: bool,
    ) -> None:
        super().__init__()
        self.table, self.rows, self.workspace = table, table.rows, table.workspace
        self._remove: Callable[[Document, Id], Change] | None = remove or (_deleted if removes else None)
        self._order = order
        self._goes: QPersistentModelIndex | None = None
        self._fits = QTimer(self)
        self._fits.setSingleShot(True)
        self._fits.timeout.connect(self.fit)
        self.rows.setParent(self)
        self.setObjectName("records")
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.cells = RecordsDelegate(self, self)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if order is not None:
            self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
            self.setDragDropOverwriteMode(False)
            self.setDropIndicatorShown(True)
        self._held: tuple[Id, int, int, str | None] | None = None
        self.rows.modelAboutToBeReset.connect(self._hold)
        self.rows.modelReset.connect(self._hold_on)
        self.rows.modelReset.connect(self.fit_soon)
        self.rows.dataChanged.connect(self.fit_soon)
        self.rows.added.connect(self._added)
        self.doubleClicked.connect(self._open)

    def complain(self, words: str) -> None:
        """Say under the table why a text is refused."""
        self.table.complain(words)

    # --- sizes -------------------------------------------------------------------------------------------------------

    def fit_soon(self, *_: object) -> None:
        """Rows and columns get their sizes once what changes together has changed."""
        self._fits.start(0)

    def fit(self) -> None:
        """Give columns the room there is, rows the height of their words, and the table that of its rows."""
        columns = self.rows.columns
        least = [sized(each.width) for each in columns]
        lacking = sum(least) - self.viewport().width()
        flexible = sum(width for width, each in zip(least, columns, strict=True) if each.wide)
        if lacking > 0 and flexible:  # columns of words become narrower before the table scrolls
            part = max(_NARROWEST, 1 - lacking / flexible)
            least = [int(width * part) if each.wide else width for width, each in zip(least, columns, strict=True)]
        spare = max(0, self.viewport().width() - sum(least))
        shares = sum(each.wide for each in columns)
        for at, each in enumerate(columns):
            self.setColumnWidth(at, least[at] + (spare * each.wide // shares if shares else 0))
        for row in range(self.rows.rowCount()):
            needed = max(
                (self.sizeHintForIndex(self.rows.index(row, at)).height() for at in range(len(columns))), default=0
            )
            self.setRowHeight(row, max(needed, sized(_LEAST_ROW)))
        bar = self.horizontalScrollBar()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2
        self.setFixedHeight(height + (bar.sizeHint().height() if sum(least) > self.viewport().width() else 0))
        if self.hasFocus():
            QTimer.singleShot(0, lambda: self.bring_into_view(self.currentIndex()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_soon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.fit_soon()

    # --- keys --------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """What is typed here is for the table, even where the window has a shortcut on it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if (plain and (event.key() in _OWN or (event.text().isprintable() and event.text()))) or self._moves(event):
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            flag = self.selectionModel().SelectionFlag.NoUpdate
            typed = (at for at, column in enumerate(self.rows.columns) if not column.computed)
            at = next(typed, 0) if self.rows.keys else 0
            self.selectionModel().setCurrentIndex(self.rows.index(0, at), flag)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if self.hasFocus():
            self.bring_into_view(current)
            if key := self.rows.key(current):
                self.workspace.select([key])

    def bring_into_view(self, index: QModelIndex) -> None:
        """Let the page scroll to a cell: the table itself is as high as its rows."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        body = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and body is not None and index.isValid():
            area = self.visualRect(index)
            top = self.viewport().mapTo(body, area.topLeft()).y()
            bar = above.verticalScrollBar()
            seen = above.viewport().height()
            if top - 16 < bar.value():
                bar.setValue(top - 16)
            elif top + area.height() + 16 > bar.value() + seen:
                bar.setValue(top + area.height() + 16 - seen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in ENTER and not self.is_editing and index.isValid():
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self._open(index)
        elif event.key() in TABS:
            self.go_on(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            self._delete(index)
        elif by := self._moves(event):
            self.move_row(index.row(), by)
        else:
            super().keyPressEvent(event)

    @property
    def is_editing(self) -> bool:
        """Is a cell being typed?"""
        return self.state() is QAbstractItemView.State.EditingState

    def _moves(self, event: QKeyEvent) -> int:
        keys = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        return keys.get(Qt.Key(event.key()), 0) if alt and self._order is not None else 0

    def go_on(self, event: QKeyEvent) -> None:
        """Where Enter and Tab lead: down and to the right, with Shift up and to the left."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or event.key() == Qt.Key.Key_Backtab
        by, index, count = -1 if back else 1, self.currentIndex(), self.rows.columnCount()
        if event.key() in ENTER:
            if 0 <= index.row() + by < self.rows.rowCount():
                at = index.row() + by
                self.setCurrentIndex(self.rows.index(at, 0 if at == len(self.rows.keys) else index.column()))
            return
        place = index.row() * count + index.column() + by
        while 0 <= place < count * self.rows.rowCount():
            found = self.rows.index(place // count, place % count)
            if found.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(found)
                return
            place += by
        QWidget.focusNextPrevChild(self, not back)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable and (key := self.rows.key(index)):
            self.table.opened.emit(key)

    # --- other rows than before -----------------------------------------------------------------------------------------

    def _hold(self) -> None:
        """Rows come or go: whoever works here is to stay where they are, with what they have typed."""
        index = self.currentIndex()
        focus = self.window().focusWidget()  # even while another window is in front
        here = focus is not None and (focus is self or self.isAncestorOf(focus))
        typed = self.cells.typed() if self.is_editing and not self.rows.taking else None
        self._held = (self.rows.key(index), index.row(), index.column(), typed) if here and index.isValid() else None

    def _hold_on(self) -> None:
        if self._held is None or not self.rows.rowCount():
            return
        key, row, column, typed = self._held
        known = key in self.rows.keys
        row = self.rows.keys.index(key) if known else min(row, self.rows.rowCount() - 1) if key else len(self.rows.keys)
        index = self.rows.index(min(row, self.rows.rowCount() - 1), column)
        self.setFocus()
        flag = (
            self.selectionModel().SelectionFlag.ClearAndSelect
            if known
            else self.selectionModel().SelectionFlag.NoUpdate
        )
        self.selectionModel().setCurrentIndex(index, flag)
        if (
            typed is not None
            and (known or not key)
            and self.edit(index, QAbstractItemView.EditTrigger.AllEditTriggers, None)
        ):
            self.cells.type_on(typed)

    # --- rows --------------------------------------------------------------------------------------------------------

    def _added(self, made: Sequence[Id]) -> None:
        """The keyboard goes on in the record that was just added."""
        self.table.refresh()
        self.setFocus()  # the editor went with the rows of before
        if key := next((each for each in made if each in self.rows.keys), ""):
            self.setCurrentIndex(self.rows.index(self.rows.keys.index(key), min(1, self.rows.columnCount() - 1)))
            self.workspace.select([key])

    def _delete(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.remove_row(index)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable and not self.rows.adds(index):
            self.rows.setData(index, "")

    def remove_row(self, index: QModelIndex) -> None:
        """Take the record of a row away."""
        key, remove = self.rows.key(index), self._remove
        if not key or remove is None:
            return
        row, column = index.row(), index.column()
        self.workspace.do(lambda document: remove(document, key))
        self.table.refresh()
        self.setCurrentIndex(self.rows.index(min(row, self.rows.rowCount() - 1), column))

    def move_row(self, row: int, by: int) -> None:
        """Let a record stand some rows further down or up."""
        keys, order, column = list(self.rows.keys), self._order, self.currentIndex().column()
        to = row + by
        if order is None or not (0 <= row < len(keys) and 0 <= to < len(keys)) or not by:
            return
        key = keys.pop(row)
        keys.insert(to, key)
        self.workspace.do(lambda document: order(document, keys))
        self.table.refresh()
        if key in self.rows.keys:
            self.setCurrentIndex(self.rows.index(self.rows.keys.index(key), max(0, column)))

    def dropEvent(self, event: QDropEvent) -> None:
        row, at = self.currentIndex().row(), event.position().toPoint()
        under = self.indexAt(at)
        to = under.row() if under.isValid() else len(self.rows.keys)
        if under.isValid() and at.y() > self.visualRect(under).center().y():
            to += 1
        to = min(to, len(self.rows.keys))
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.move_row(row, (to - 1 if to > row else to) - row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = menu_place(self, event)
        if index.isValid() and self.rows.key(index):
            self.menu(index).popup(at)

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with the record of a row."""
        menu, held = QMenu(self), QPersistentModelIndex(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def now() -> QModelIndex:
            return self.rows.index(held.row(), held.column())

        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            menu.addAction("Edit", lambda: self.edit(now()))
        if self._order is not None:
            menu.addAction("Move up", lambda: self.move_row(held.row(), -1))
            menu.addAction("Move down", lambda: self.move_row(held.row(), 1))
        if self._remove is not None:
            menu.addSeparator()
            menu.addAction("Delete", lambda: self.remove_row(now()))
        return menu

    def key_at(self, index: QModelIndex) -> Id:
        """The record of a cell."""
        return str(index.data(KEY) or "")


def _deleted(document: Document, key: Id) -> Change:
    return edits.delete(document, [key])
