"""Improvements that are not on the plot yet: dragged there, or put in its middle with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy

from vsmstudio.gui import look
from vsmstudio.gui.pages.plan.lane import Cards
from vsmstudio.gui.panels.key_list import KEY
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id

_MOST = 6  # rows that are seen without scrolling


class Waiting(QListView):
    """The names of those that wait, as high as they are. `wanted` tells one that goes onto the plot, `chosen` one stood on."""

    wanted = Signal(str)
    chosen = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.cards = Cards(workspace)
        self.cards.setParent(self)
        self.setModel(self.cards)
        self.setObjectName("lane")
        self.setAccessibleName("Not on the plot yet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.doubleClicked.connect(lambda index: self.wanted.emit(str(index.data(KEY))))
        self.selectionModel().currentChanged.connect(lambda index, _: self._chose(index.data(KEY) or ""))

    def show_keys(self, keys: Sequence[Id]) -> None:
        self.cards.show_keys(keys)
        line = max(self.sizeHintForRow(0), look.sized(20))
        self.setFixedHeight(min(len(keys), _MOST) * line + 14)

    def _chose(self, key: Id) -> None:
        if key and self.hasFocus():
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = str(self.currentIndex().data(KEY) or "")
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and key:
            self.wanted.emit(key)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())
