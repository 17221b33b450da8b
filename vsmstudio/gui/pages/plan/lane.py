"""One column of the board: the cards of a horizon, dragged to another by mouse or moved with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from vsmstudio.gui import look, mime
from vsmstudio.gui.pages.plan.card import KEY, CardDelegate
from vsmstudio.gui.pages.plan.words import sentence
from vsmstudio.gui.panels.menu_place import menu_place
from vsmstudio.gui.panels.widgets import restyle, tip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Horizon, Improvement

CARD = "application/x-vsmstudio-improvement"
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
_OWN = _ENTER | {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Right}
Index = QModelIndex | QPersistentModelIndex


class Cards(QAbstractListModel):
    """The ids of the improvements of one horizon."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.keys: tuple[Id, ...] = ()

    def show_keys(self, keys: Sequence[Id]) -> None:
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
        if role == KEY:
            return key
        held = self.workspace.document.of(Improvement, key)
        if held is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return held.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = sentence(self.workspace.document, held)
            return tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [CARD]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime.pack(CARD, str(indexes[0].data(KEY)) if indexes else "")


class Lane(QListView):
    """The cards of one horizon, in the room's order.

    `moving` tells a card that is to stand here, `stepping` one that goes to the column beside (−1 left, +1 right), `leaving`
    that the keyboard goes there, `owning` a person dropped on a card, `asked_menu` a card and a point of the screen,
    `unwanted` a card to delete.
    """

    moving = Signal(str)
    stepping = Signal(str, int)
    leaving = Signal(int)
    owning = Signal(str, str)
    asked_menu = Signal(str, object)
    unwanted = Signal(str)
    opened = Signal(str)

    def __init__(self, workspace: Workspace, horizon: Horizon | None, title: str, blank: str) -> None:
        super().__init__()
        self.workspace, self.horizon, self.title, self.blank = workspace, horizon, title, blank
        self.cards = Cards(workspace)
        self.cards.setParent(self)
        self.setModel(self.cards)
        self.delegate = CardDelegate(workspace, self)
        self.setItemDelegate(self.delegate)
        self.setObjectName("lane")
        self.setAccessibleName(f"{title}: improvements")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(str(index.data(KEY))))
        self._syncing = False
        self.selectionModel().currentChanged.connect(lambda index, _: self._chosen(index))

    def show_keys(self, keys: Sequence[Id]) -> None:
        """Show these cards; what is selected is marked."""
        had, at = self.hasFocus(), self.currentIndex().row()
        place = self.verticalScrollBar().value()
        self._syncing = True
        self.cards.show_keys(keys)
        self.scheduleDelayedItemsLayout()
        chosen = self.workspace.selection
        row = self.cards.keys.index(chosen[0]) if len(chosen) == 1 and chosen[0] in self.cards.keys else -1
        if row >= 0:
            self.setCurrentIndex(self.cards.index(row))
        else:
            self.clearSelection()
            if had and keys:
                index = self.cards.index(min(max(at, 0), len(keys) - 1))
                self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
        self._syncing = False
        self.verticalScrollBar().setValue(place)

    @property
    def key(self) -> Id:
        """The card on which the keyboard stands."""
        return str(self.currentIndex().data(KEY) or "")

    def stand_on(self, key: Id) -> None:
        """Bring a card into view, with the keyboard on it."""
        if key in self.cards.keys:
            index = self.cards.index(self.cards.keys.index(key))
            self.setFocus()
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _chosen(self, index: QModelIndex) -> None:
        if not self._syncing and index.isValid():
            self.workspace.select([str(index.data(KEY))])

    # --- keyboard ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.key:
                self.stepping.emit(self.key, step)
        elif step:
            self.leaving.emit(step)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self.key:
                self.unwanted.emit(self.key)
        elif event.key() in _ENTER:
            if self.key:
                self.opened.emit(self.key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes to a card; what is selected stays until it moves."""
        self._syncing = True
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.keys:
            held = self.selectionModel()
            held.setCurrentIndex(self.cards.index(0), held.SelectionFlag.NoUpdate)
        self._syncing = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = menu_place(self, event)
        if index.isValid():
            self.asked_menu.emit(str(index.data(KEY)), at)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.cards.keys:
            painter = QPainter(self.viewport())
            painter.setPen(look.color("muted"))
            painter.setFont(self.font())
            area = self.viewport().rect().adjusted(8, 8, -8, -8)
            painter.drawText(area, int(Qt.TextFlag.TextWordWrap), self.blank)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    # --- dragging ----------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CARD) or mime.unpack(event.mimeData())[0] == mime.PERSON:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(CARD):
            restyle(self, "drop")
            event.acceptProposedAction()
            return
        index = self.indexAt(event.position().toPoint())
        self.delegate.target = str(index.data(KEY) or "")
        self.viewport().update()
        event.setAccepted(bool(self.delegate.target))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._calm()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        target = self.delegate.target
        self._calm()
        if data.hasFormat(CARD):
            event.setDropAction(
                Qt.DropAction.CopyAction
            )  # the row that was dragged is taken away by the document alone
            event.accept()
            self.moving.emit(bytes(data.data(CARD).data()).decode("utf-8", "replace"))
        elif target:
            event.acceptProposedAction()
            self.owning.emit(target, mime.unpack(data)[1])

    def _calm(self) -> None:
        self.delegate.target = ""
        restyle(self, "")
        self.viewport().update()
