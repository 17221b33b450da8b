"""Records as rows of a table model. It holds their ids; the facts stay in the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFont

from vsmstudio.gui import look
from vsmstudio.gui.pages.cols import Col
from vsmstudio.gui.panels.widgets import breakable, tip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Record
from vsmstudio.model.rules import Refused

Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole
GAP = KEY + 1
HEAD = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap  # how the words of a column's head stand
Add = Callable[[Document, str], Change]


class RecordsModel(QAbstractTableModel):
    """Rows of records; the last one adds another by typing in its first cell, where `add` says how.

    `added` tells the keys of the records that were made so.
    """

    added = Signal(object)

    def __init__(self, workspace: Workspace, columns: Sequence[Col], add: Add | None, add_words: str) -> None:
        super().__init__()
        self.workspace, self.columns, self.add, self.add_words = workspace, tuple(columns), add, add_words
        self.keys: tuple[Id, ...] = ()
        self.taking = False  # what was typed is just becoming an edit

    def show_keys(self, keys: Sequence[Id]) -> None:
        """Show these records; where they are the same as before, the person stays where they are."""
        if tuple(keys) == self.keys:
            if self.rowCount():
                self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.keys = tuple(keys)
        self.endResetModel()

    # --- what a table asks -------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.keys) + (self.add is not None)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.spec.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.meaning or column.spec.hint)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        return int(HEAD | side) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def record(self, index: Index) -> Record | None:
        return self.workspace.document.get(self.key(index))

    def key(self, index: Index) -> Id:
        """The record in a row; blank in the row that adds."""
        return self.keys[index.row()] if 0 <= index.row() < len(self.keys) else ""

    def adds(self, index: Index) -> bool:
        """Is this in the row that adds a record?"""
        return self.add is not None and index.row() == len(self.keys)

    def typed_beside(self, index: Index, by: int) -> QModelIndex | None:
        """The next cell that can be typed, row after row, or the one before (−1); none after the last."""
        count = self.columnCount()
        place = index.row() * count + index.column() + by
        while 0 <= place < count * self.rowCount():
            found = self.index(place // count, place % count)
            if found.flags() & Qt.ItemFlag.ItemIsEditable:
                return found
            place += by
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.adds(index):
            return self._adding(index, role)
        record = self.record(index)
        if record is None or not 0 <= index.column() < len(self.columns):
            return None
        document, column = self.workspace.document, self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                said = column.said(document, record)
                return breakable(said) or (column.blank if column.is_gap(document, record) else column.empty)
            case Qt.ItemDataRole.EditRole:
                return column.written(document, record)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(column.said(document, record))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column.right)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.spec.label}: {column.said(document, record) or column.blank or 'blank'}"
            case Qt.ItemDataRole.ForegroundRole:
                dim = (column.computed and not column.bold) or not column.said(document, record)
                return QBrush(look.color("muted")) if dim else None
            case Qt.ItemDataRole.FontRole if column.bold:
                face = QFont("Inter")
                face.setWeight(QFont.Weight.DemiBold)
                face.setPixelSize(look.sized(12))
                return face
            case _:
                pass
        if role == KEY:
            return record.id
        return column.is_gap(document, record) if role == GAP else None

    def _adding(self, index: Index, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.add_words if index.column() == 0 else ""
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(look.color("muted"))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(False)
        return "" if role in (Qt.ItemDataRole.EditRole, KEY) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        held = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.adds(index):
            return held | Qt.ItemFlag.ItemIsEditable if index.column() == 0 else held
        computed = not 0 <= index.column() < len(self.columns) or self.columns[index.column()].computed
        held |= Qt.ItemFlag.ItemIsDragEnabled
        return held if computed else held | Qt.ItemFlag.ItemIsEditable

    # --- typing ------------------------------------------------------------------------------------------------------

    def change(self, index: Index, text: str) -> Change:
        """What typing a text does. Raises `ValueError` or `Refused` with a sentence."""
        if self.adds(index):
            return self.add(self.workspace.document, text) if self.add and text.strip() else Change("", {})
        key = self.key(index)
        if key not in self.workspace.document:
            raise Refused("What you type about is no longer there.")
        return self.columns[index.column()].changed(self.workspace.document, key, text)

    def refusal(self, index: Index, text: str) -> str:
        """Why a text cannot stand in a cell; nothing where it can."""
        try:
            self.change(index, text)
        except (ValueError, Refused) as error:
            return str(error)
        return ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        adds = self.adds(index)
        try:
            change = self.change(index, str(value))
        except (ValueError, Refused) as error:
            self.workspace.said.emit(str(error))
            return False
        if not change.records:
            return True
        self.taking = True
        try:
            self._take(change, adds)
        finally:
            self.taking = False
        return True

    def _take(self, change: Change, adds: bool) -> None:
        made = [key for key, (before, after) in change.records.items() if before is None and after is not None]
        self.workspace.do(change)
        if adds and made:
            self.added.emit(made)


def _side(right: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignTop | (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
