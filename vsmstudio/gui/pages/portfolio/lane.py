"""One state of the portfolio's board: its services as cards, as many beside one another as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from vsmstudio.gui import look, mime
from vsmstudio.gui.pages.lane import CardLane
from vsmstudio.gui.pages.portfolio.card import HEIGHT, CardFacts, card_shapes
from vsmstudio.gui.panels.key_list import KEY, Index, KeyList
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import ServiceState
from vsmstudio.notation.shapes import Rect

_LEAST, _GAP = 184, 10  # the least width of a card, and what lies between two
_SPARE = 2  # pixels that the list keeps for itself: a card of the full width would begin another line


class Cards(KeyList):
    """The services of one state, each with what its card says."""

    def __init__(self) -> None:
        super().__init__(mime.SERVICE)
        self.facts: Mapping[Id, CardFacts] = {}

    def name(self, key: Id) -> str:
        return self.facts[key].name if key in self.facts else ""

    def sentence(self, key: Id) -> str:
        return self.facts[key].sentence if key in self.facts else ""


class CardPainter(QStyledItemDelegate):
    """Paints a service as its card, which fills its place in the grid of the lane."""

    def __init__(self, lane: StateLane) -> None:
        super().__init__(lane)
        self._lane = lane

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return self._lane.gridSize()

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        facts = self._lane.cards.facts.get(str(index.data(KEY)))
        if facts is None:
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


class StateLane(CardLane):
    """The cards of one state."""

    def __init__(self, workspace: Workspace, state: ServiceState, title: str) -> None:
        self.of, self.title = state, title
        self.cards = Cards()
        super().__init__(workspace, self.cards, f"{title}: services")
        self.setItemDelegate(CardPainter(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumSize(look.sized(160), look.sized(HEIGHT) + 2 * _GAP)

    def show_cards(self, keys: Sequence[Id], facts: Mapping[Id, CardFacts]) -> None:
        """Show these services; what the window has selected is marked."""
        place = self.verticalScrollBar().value()
        self._syncing = True
        self.cards.facts = facts
        self.cards.show_keys(keys)
        self._fit()
        self.mark()
        self._syncing = False
        self.verticalScrollBar().setValue(place)
        self.viewport().update()

    def stand_on(self, key: Id = "") -> None:
        """Let the keyboard stand on a card, where it stood before, or on the first; that is selected."""
        if self.cards.keys:
            at = self.cards.keys.index(key) if key in self.cards.keys else max(0, self.currentIndex().row())
            self.setFocus()
            self.setCurrentIndex(self.cards.index(at))
            self.scrollTo(self.cards.index(at))
            self.workspace.select([self.cards.keys[at]])

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

    def go_aside(self, step: int, event: QKeyEvent) -> None:
        """To the card beside, and from the last one in a line to the lane beside."""
        before = self.currentIndex()
        QListView.keyPressEvent(self, event)
        rect, was = self.visualRect(self.currentIndex()), self.visualRect(before)
        if self.currentIndex() == before or rect.y() != was.y():
            self.setCurrentIndex(before)
            self.leaving.emit(step)
