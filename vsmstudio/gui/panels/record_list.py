"""Lists of records that stand in a panel at their full height: chosen, named in place, dragged and removed by hand or keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QMenu,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from vsmstudio.gui.panels.key_list import KEY, Index, KeyList
from vsmstudio.gui.panels.menu_place import menu_place
from vsmstudio.gui.panels.own_keys import claims
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change
from vsmstudio.model.ids import Id
from vsmstudio.model.rules import Refused


class Records(KeyList):
    """Records whose names are typed in place; everything is asked of the document when it is shown."""

    def __init__(self, workspace: Workspace, mime_kind: str, describe: Callable[[Id], str]) -> None:
        super().__init__(mime_kind)
        self.workspace, self._describe = workspace, describe
        self.added: Id = ""  # the record that was added last and has no name of its own yet

    def name(self, key: Id) -> str:
        return self.workspace.document.name(key)

    def sentence(self, key: Id) -> str:
        return self._describe(key)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename. The name of a record that was just added is one undo step with adding it."""
        name, key = " ".join(str(value).split()), self.keys[index.row()]
        if not name or name == self.workspace.document.name(key):
            return False
        try:
            change = edits.rename(self.workspace.document, key, name)
        except Refused as refusal:
            self.workspace.said.emit(str(refusal))
            return False
        new = key == self.added
        if new:
            change = Change(f"Add {self.workspace.document.records[key].type} {name[:40]}", change.records)
        self.workspace.session.do(change, join=new)
        self.added = ""
        return True


class NameDelegate(QStyledItemDelegate):
    """Edits a name in place."""

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName("Name")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        area = option.rect
        editor.setGeometry(area.x(), area.y() + (area.height() - 28) // 2, area.width(), 28)


class RecordList(QListView):
    """A list as high as its rows, so that the panel scrolls and not the list."""

    def __init__(self, workspace: Workspace, model: Records, delegate: QStyledItemDelegate, name: str) -> None:
        super().__init__()
        self.workspace, self.records = workspace, model
        self._syncing = False
        self.setModel(model)
        self.setItemDelegate(delegate)
        delegate.setParent(self)
        model.setParent(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragEnabled(bool(model.mime_kind))
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setMouseTracking(True)
        self.selectionModel().selectionChanged.connect(self._chosen)
        model.modelReset.connect(self._fit)
        self._fit()

    def show_keys(self, keys: Sequence[Id]) -> None:
        """List these records; the selection stays with its records."""
        focus = QApplication.focusWidget()
        mine = focus is not None and (focus is self or self.isAncestorOf(focus))
        self.records.show_keys(keys)
        self.show_selection()
        if mine and self.isVisible():
            self.setFocus()  # a list that is set anew closes the editor in it, and the focus would wander off

    def show_selection(self) -> None:
        """Mark what the workspace has selected, if it is listed."""
        selected = self.workspace.selection
        row = self.records.keys.index(selected[0]) if len(selected) == 1 and selected[0] in self.records.keys else -1
        self._syncing = True
        if row < 0:
            self.clearSelection()
        else:
            self.setCurrentIndex(self.records.index(row))
        self._syncing = False

    def edit_name(self, key: Id) -> None:
        """Let the name of a listed record be typed in place."""
        if key in self.records.keys:
            index = self.records.index(self.records.keys.index(key))
            self.setFocus()
            self.setCurrentIndex(index)
            self.edit(index)

    def _chosen(self) -> None:
        indexes = self.selectedIndexes()
        if not self._syncing and indexes:
            self.workspace.select([str(indexes[0].data(KEY))])

    def _fit(self) -> None:
        height = sum(self.sizeHintForRow(row) for row in range(len(self.records.keys)))
        self.setFixedHeight(max(height, 1))
        self.setVisible(bool(self.records.keys))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.records.keys:
            self._fit()  # rows are as high as their words

    def sizeHint(self) -> QSize:
        return QSize(180, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.records.keys:
            self._syncing = True
            self.selectionModel().setCurrentIndex(self.records.index(0), self.selectionModel().SelectionFlag.NoUpdate)
            self._syncing = False

    def event(self, event: QEvent) -> bool:
        """Delete is this list's own while it has the focus, not the window's."""
        return claims(event, _OWN_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            self._remove(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if self.state() is not QAbstractItemView.State.EditingState:
                self.edit(index)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = menu_place(self, event)
        if index.isValid():
            self.menu(index).popup(at)

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with the record in a row."""
        menu, row = QMenu(self), QPersistentModelIndex(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Rename", lambda: self.edit(self.records.index(row.row()))).setEnabled(row.isValid())
        menu.addSeparator()
        menu.addAction("Delete", lambda: self._remove(self.records.index(row.row())))
        return menu

    def _remove(self, index: QModelIndex) -> None:
        key, row = str(index.data(KEY)), index.row()
        try:
            change = edits.delete(self.workspace.document, [key])
        except Refused as refusal:
            self.workspace.said.emit(str(refusal))
            return
        self.workspace.do(change)
        if self.records.keys:
            self.setCurrentIndex(self.records.index(min(row, len(self.records.keys) - 1)))


_OWN_KEYS = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
