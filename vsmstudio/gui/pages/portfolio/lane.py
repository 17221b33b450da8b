"""One state of the portfolio's board: its services as cards, moved by dragging or with Alt and an arrow key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QMimeData, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate

from vsmstudio.gui import look, mime
from vsmstudio.gui.pages.portfolio.card import HEIGHT, CardFacts, card_shapes
from vsmstudio.gui.panels.menu_place import menu_place
from vsmstudio.gui.panels.widgets import restyle, tip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import ServiceState
from vsmstudio.notation.shapes import Rect

KEY = Qt.ItemDataRole.UserRole
FACTS = KEY + 1
_LEAST, _GAP = 184, 10  # the least width of a card, and what lies between two
_SPARE = 2  # pixels that the list keeps for itself: a card of the full width would begin another line
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_OWN = {*_ENTER, *_SIDES, Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
Index = QModelIndex | QPersistentModelIndex


class Cards(QAbstractListModel):
    """The services of one state, each with what its card says."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[Id, ...] = ()
        self.facts: Mapping[Id, CardFacts] = {}

    def show_cards(self, keys: Sequence[Id], facts: Mapping[Id, CardFacts]) -> None:
        """Show these services."""
        same = tuple(keys) == self.keys
        self.facts = facts
        if same and keys:
            self.dataChanged.emit(self.index(0), self.index(len(self.keys) - 1))
        elif not same:
            self.beginResetModel()
            self.keys = tuple(keys)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.keys):
            return None
        key = self.keys[index.row()]
        facts = self.facts.get(key)
        if role == KEY or facts is None:
            return key if role == KEY else None
        if role == FACTS:
            return facts
        if role == Qt.ItemDataRole.DisplayRole:
            return facts.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return tip(facts.sentence) if role == Qt.ItemDataRole.ToolTipRole else facts.sentence
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [mime.SERVICE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime.pack(mime.SERVICE, str(indexes[0].data(KEY)) if indexes else "")


class CardPainter(QStyledItemDelegate):
    """Paints a service as its card, which fills its place in the grid of the lane."""

    def __init__(self, lane: StateLane) -> None:
        super().__init__(lane)
        self._lane = lane

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return self._lane.gridSize()

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        facts = index.data(FACTS)
        if not isinstance(facts, CardFacts):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = look.larger()
        area = option.rect.adjusted(1 + _GAP // 2, 1, -1 - _GAP // 2, -_GAP - 1)
        painter.translate(area.x(), area.y())
        painter.scale(scale, scale)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        drawn = Rect(0.5, 0.5, area.width() / scale, area.height() / scale)
        look.painter().paint(painter, card_shapes(facts, drawn, chosen))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(4, 4, int(drawn.width - 7), int(drawn.height - 7), 4, 4)
        painter.restore()


class StateLane(QListView):
    """The cards of one state.

    `moving` tells a service that is to stand here, `stepping` one that goes to the state beside (−1 left, +1 right), `leaving`
    that the keyboard goes there, `owning` a person who was dropped on a card, `asked_menu` a card and a point of the screen.
    """

    moving = Signal(str)
    stepping = Signal(str, int)
    leaving = Signal(int)
    owning = Signal(str, str)
    opened = Signal(str)
    asked_menu = Signal(str, object)

    def __init__(self, workspace: Workspace, state: ServiceState, title: str) -> None:
        super().__init__()
        self.workspace, self.of, self.title = workspace, state, title
        self.cards = Cards()
        self.cards.setParent(self)
        self.setModel(self.cards)
        self.setItemDelegate(CardPainter(self))
        self.setObjectName("lane")
        self.setAccessibleName(f"{title}: services")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setMinimumSize(look.sized(160), look.sized(HEIGHT) + 2 * _GAP)
        self._syncing = False
        self.doubleClicked.connect(lambda index: self.opened.emit(str(index.data(KEY))))
        self.selectionModel().currentChanged.connect(lambda index, _: self._chosen(index))

    def show_cards(self, keys: Sequence[Id], facts: Mapping[Id, CardFacts]) -> None:
        """Show these services; what the window has selected is marked."""
        place = self.verticalScrollBar().value()
        self._syncing = True
        self.cards.show_cards(keys, facts)
        self._fit()
        self.mark()
        self._syncing = False
        self.verticalScrollBar().setValue(place)
        self.viewport().update()

    def mark(self) -> None:
        """Stand on the card that is selected, if it is here."""
        chosen, before = self.workspace.selection, self._syncing
        self._syncing = True
        if len(chosen) == 1 and chosen[0] in self.cards.keys:
            self.setCurrentIndex(self.cards.index(self.cards.keys.index(chosen[0])))
        else:
            self.clearSelection()
        self._syncing = before

    @property
    def key(self) -> Id:
        """The service on which the keyboard stands."""
        return str(self.currentIndex().data(KEY) or "")

    def stand_on(self, key: Id = "") -> None:
        """Let the keyboard stand on a card, where it stood before, or on the first; that is selected."""
        if self.cards.keys:
            at = self.cards.keys.index(key) if key in self.cards.keys else max(0, self.currentIndex().row())
            self.setFocus()
            self.setCurrentIndex(self.cards.index(at))
            self.scrollTo(self.cards.index(at))
            self.workspace.select([self.cards.keys[at]])

    def _chosen(self, index: QModelIndex) -> None:
        if not self._syncing and index.isValid():
            self.workspace.select([str(index.data(KEY))])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many cards beside one another as there is room for, with room for the bar where they need one."""
        room, high = self.maximumViewportSize(), look.sized(HEIGHT) + _GAP
        width = room.width()
        for bar in (0, self.verticalScrollBar().sizeHint().width()):
            across = max(1, (width - bar) // look.sized(_LEAST + _GAP))
            lines = -(-len(self.cards.keys) // across)
            if bar or lines * high <= room.height():
                policy = Qt.ScrollBarPolicy  # as long as a bar may come, Qt keeps its room free
                self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if bar else policy.ScrollBarAlwaysOff)
                self.setGridSize(QSize((width - bar - _SPARE) // across, high))
                return

    # --- keyboard ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _SIDES.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.key:
                self.stepping.emit(self.key, step)
        elif step:
            before = self.currentIndex()
            super().keyPressEvent(event)
            rect, was = self.visualRect(self.currentIndex()), self.visualRect(before)
            if self.currentIndex() == before or rect.y() != was.y():
                self.setCurrentIndex(before)
                self.leaving.emit(step)
        elif event.key() in _ENTER:
            if self.key:
                self.opened.emit(self.key)
        elif event.key() not in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard stands on a card then, which is not selected by that: nobody chose it."""
        self._syncing = True
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.keys:
            self.selectionModel().setCurrentIndex(self.cards.index(0), self.selectionModel().SelectionFlag.NoUpdate)
        self._syncing = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = menu_place(self, event)
        if index.isValid():
            self.asked_menu.emit(str(index.data(KEY)), at)

    # --- dragging ----------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if mime.unpack(event.mimeData())[0] in (mime.SERVICE, mime.PERSON):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        kind, _ = mime.unpack(event.mimeData())
        restyle(self, "drop" if kind == mime.SERVICE else "")
        on_card = self.indexAt(event.position().toPoint()).isValid()
        event.setAccepted(kind == mime.SERVICE or (kind == mime.PERSON and on_card))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, "")

    def dropEvent(self, event: QDropEvent) -> None:
        kind, key = mime.unpack(event.mimeData())
        restyle(self, "")
        event.setDropAction(Qt.DropAction.CopyAction)  # the card that was dragged is taken away by the document alone
        event.accept()
        if kind == mime.SERVICE:
            self.moving.emit(key)
        elif kind == mime.PERSON and (target := str(self.indexAt(event.position().toPoint()).data(KEY) or "")):
            self.owning.emit(target, key)
