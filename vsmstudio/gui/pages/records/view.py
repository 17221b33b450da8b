"""The cells of a page's table: keys, sizes, and rows that come, go and change places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from vsmstudio.gui.look import sized
from vsmstudio.gui.pages.records.delegate import RecordsDelegate
from vsmstudio.gui.pages.records.model import RecordsModel
from vsmstudio.gui.pages.records.showing import bring_into_view
from vsmstudio.gui.pages.records.sizing import column_widths, head_height
from vsmstudio.gui.panels.menu_place import menu_place
from vsmstudio.gui.panels.typed_cells import ENTER, TABS
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id

_OWN = ENTER | TABS | {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Space}
_LEAST_ROW = 30
Order = Callable[[Document, Sequence[Id]], Change]


class Around(Protocol):
    """What the widget around a table does for it."""

    rows: RecordsModel
    workspace: Workspace

    def complain(self, words: str) -> None: ...
    def open(self, key: Id) -> None: ...
    def refresh(self) -> None: ...


class RecordsView(QTableView):
    """The table itself."""

    def __init__(
        self,
        table: Around,
        name: str,
        remove: Callable[[Document, Id], Change] | None,
        order: Order | None,
        removes: bool,
    ) -> None:
        super().__init__()
        self.table, self.rows, self.workspace = table, table.rows, table.workspace
        self._remove: Callable[[Document, Id], Change] | None = remove or (_deleted if removes else None)
        self._order = order
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
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
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
        columns, room = self.rows.columns, self.viewport().width()
        widths = column_widths(columns, room)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        self.horizontalHeader().setFixedHeight(head_height(columns, widths))
        for row in range(self.rows.rowCount()):
            needed = max(
                (self.sizeHintForIndex(self.rows.index(row, at)).height() for at in range(len(columns))), default=0
            )
            self.setRowHeight(row, max(needed, sized(_LEAST_ROW)))
        bar = self.horizontalScrollBar()
        height = self.horizontalHeader().height() + self.verticalHeader().length() + 2
        self.setFixedHeight(height + (bar.sizeHint().height() if sum(widths) > room else 0))
        if self.hasFocus():
            QTimer.singleShot(0, lambda: bring_into_view(self, self.currentIndex()))

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
            bring_into_view(self, current)
            if key := self.rows.key(current):
                self.workspace.select([key])

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
        by, index = -1 if back else 1, self.currentIndex()
        if event.key() in ENTER:
            if 0 <= index.row() + by < self.rows.rowCount():
                at = index.row() + by
                self.setCurrentIndex(self.rows.index(at, 0 if at == len(self.rows.keys) else index.column()))
            return
        if (found := self.rows.typed_beside(index, by)) is not None:
            self.setCurrentIndex(found)
        else:
            QWidget.focusNextPrevChild(self, not back)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable and (key := self.rows.key(index)):
            self.table.open(key)

    # --- other rows than before -----------------------------------------------------------------------------------------

    def _hold(self) -> None:
        """Rows come or go: whoever works here is to stay where they are, with what they have typed."""
        index = self.currentIndex()
        focus = self.window().focusWidget()  # even while another window is in front
        here = bool(focus) and (focus is self or self.isAncestorOf(focus))
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
        flags = self.selectionModel().SelectionFlag
        flag = flags.ClearAndSelect if known else flags.NoUpdate
        self.selectionModel().setCurrentIndex(index, flag)
        if typed is not None and (known or not key):
            self.edit(index)
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


def _deleted(document: Document, key: Id) -> Change:
    return edits.delete(document, [key])
