"""Records as rows of a list model. It holds their ids; the facts stay in the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from vsmstudio.gui import mime
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.ids import Id

KEY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class KeyList(QAbstractListModel):
    """The keys of the records that are listed, dragged out as `mime_kind`; where that is blank they are not dragged."""

    def __init__(self, mime_kind: str) -> None:
        super().__init__()
        self.mime_kind = mime_kind
        self.keys: tuple[Id, ...] = ()

    def name(self, key: Id) -> str:
        """What a record is called in its row."""
        raise NotImplementedError

    def sentence(self, key: Id) -> str:
        """What a record says under the pointer and to a screen reader."""
        raise NotImplementedError

    def show_keys(self, keys: Sequence[Id]) -> None:
        """List these records; where they are the same as before, the person stays where they are."""
        if tuple(keys) == self.keys:
            if keys:
                self.dataChanged.emit(self.index(0), self.index(len(self.keys) - 1))
            return
        self.beginResetModel()
        self.keys = tuple(keys)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.keys):
            return None
        key = self.keys[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.name(key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.sentence(key))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(key)
        return key if role == KEY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        held = super().flags(index)
        return held | Qt.ItemFlag.ItemIsDragEnabled if self.mime_kind else held

    def mimeTypes(self) -> list[str]:
        return [self.mime_kind]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime.pack(self.mime_kind, str(indexes[0].data(KEY)) if indexes else "")
