"""Lists of what has an owner: a person dropped on a row becomes it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QStyledItemDelegate

from vsmstudio.gui import mime
from vsmstudio.gui.panels.key_list import KEY
from vsmstudio.gui.panels.record_list import RecordList, Records
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.rules import may_own


class Marks(Protocol):
    """A delegate that draws a frame around the row over which a person is held."""

    target: Id


class OwnedList(RecordList):
    """Records, each of which takes a person as its owner."""

    def __init__(
        self, workspace: Workspace, model: Records, delegate: QStyledItemDelegate, marks: Marks, name: str
    ) -> None:
        super().__init__(workspace, model, delegate, name)
        self.marks = marks
        self.setAcceptDrops(True)

    def _under(self, event: QDropEvent) -> tuple[Id, Id]:
        """The record under the pointer, and the person held over it; blank where it cannot be dropped there."""
        kind, person = mime.unpack(event.mimeData())
        index = self.indexAt(event.position().toPoint())
        key = str(index.data(KEY)) if index.isValid() else ""
        if kind != mime.PERSON or not may_own(self.workspace.document, person, key):
            return "", ""
        return key, person

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if mime.unpack(event.mimeData())[0] == mime.PERSON:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._mark(self._under(event)[0])
        event.setAccepted(bool(self.marks.target))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark("")

    def dropEvent(self, event: QDropEvent) -> None:
        key, person = self._under(event)
        self._mark("")
        if key:
            event.acceptProposedAction()
            self.workspace.do(lambda document: edits.set_owner(document, person, key))

    def _mark(self, key: Id) -> None:
        self.marks.target = key
        self.viewport().update()
