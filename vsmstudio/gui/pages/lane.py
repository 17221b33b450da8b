"""A lane of a board: cards of records, dragged to another lane by mouse or moved with the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from vsmstudio.gui import mime
from vsmstudio.gui.panels.key_list import KEY, KeyList
from vsmstudio.gui.panels.menu_place import menu_place
from vsmstudio.gui.panels.own_keys import claims
from vsmstudio.gui.panels.widgets import restyle
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_DELETE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CardLane(QListView):
    """The cards of one lane; that on which the keyboard moves is selected in the window.

    `moving` tells a card that is to stand here, `stepping` one that goes to the lane beside (−1 left, +1 right), `leaving`
    that the keyboard goes there, `owning` a card and a person who was dropped on it, `opened` a card to look at,
    `asked_menu` a card and a point of the screen, `unwanted` a card to delete.
    """

    moving = Signal(str)
    stepping = Signal(str, int)
    leaving = Signal(int)
    owning = Signal(str, str)
    opened = Signal(str)
    asked_menu = Signal(str, object)
    unwanted = Signal(str)

    OPENING = _ENTER  # keys that open the card

    def __init__(self, workspace: Workspace, cards: KeyList, name: str) -> None:
        super().__init__()
        self.workspace = workspace
        self._keys, self._syncing = cards, False
        cards.setParent(self)
        self.setModel(cards)
        self.setObjectName("lane")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(str(index.data(KEY))))
        self.selectionModel().currentChanged.connect(lambda index, _: self._chosen(index))

    def mark(self) -> None:
        """Stand on the card that is selected, if it is here."""
        chosen, before, keys = self.workspace.selection, self._syncing, self._keys.keys
        self._syncing = True
        if len(chosen) == 1 and chosen[0] in keys:
            self.setCurrentIndex(self._keys.index(keys.index(chosen[0])))
        else:
            self.clearSelection()
        self._syncing = before

    @property
    def key(self) -> Id:
        """The card on which the keyboard stands."""
        return str(self.currentIndex().data(KEY) or "")

    def aim(self, key: Id) -> None:
        """A person is held over this card; blank: over none any more."""

    def go_aside(self, step: int, event: QKeyEvent) -> None:
        """An arrow to the left (−1) or right (+1): the keyboard goes to the lane beside."""
        self.leaving.emit(step)

    def _stand(self, row: int) -> None:
        """The keyboard comes to a row, which is not selected by that: nobody chose it."""
        held, before = self.selectionModel(), self._syncing
        self._syncing = True
        held.setCurrentIndex(self._keys.index(row), held.SelectionFlag.NoUpdate)
        self._syncing = before

    def _chosen(self, index: QModelIndex) -> None:
        if not self._syncing and index.isValid():
            self.workspace.select([str(index.data(KEY))])

    # --- keyboard ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return claims(event, {*self.OPENING, *_DELETE, *_SIDES}) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _SIDES.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.key:
                self.stepping.emit(self.key, step)
        elif step:
            self.go_aside(step, event)
        elif event.key() in _DELETE:
            if self.key:
                self.unwanted.emit(self.key)
        elif event.key() in self.OPENING:
            if self.key:
                self.opened.emit(self.key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes to a card; what is selected stays until it moves."""
        self._syncing = True
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._keys.keys:
            self._stand(0)
        self._syncing = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = menu_place(self, event)
        if index.isValid():
            self.asked_menu.emit(str(index.data(KEY)), at)

    # --- dragging ----------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._is_card(event.mimeData()) or _person(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        card = self._is_card(event.mimeData())
        target = "" if card or not _person(event.mimeData()) else self._under(event.position().toPoint())
        restyle(self, "drop" if card else "")
        self.aim(target)
        event.setAccepted(card or bool(target))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._calm()

    def dropEvent(self, event: QDropEvent) -> None:
        data, target = event.mimeData(), self._under(event.position().toPoint())
        self._calm()
        event.setDropAction(Qt.DropAction.CopyAction)  # the card that was dragged is taken away by the document alone
        event.accept()
        if self._is_card(data):
            self.moving.emit(bytes(data.data(self._keys.mime_kind).data()).decode("utf-8", "replace"))
        elif target and (person := _person(data)):
            self.owning.emit(target, person)

    def _is_card(self, data: QMimeData) -> bool:
        return data.hasFormat(self._keys.mime_kind)

    def _under(self, at: QPoint) -> Id:
        return str(self.indexAt(at).data(KEY) or "")

    def _calm(self) -> None:
        restyle(self, "")
        self.aim("")


def _person(data: QMimeData) -> Id:
    kind, key = mime.unpack(data)
    return key if kind == mime.PERSON else ""
