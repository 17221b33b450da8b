"""One column of the plan's board: the cards of a horizon."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from vsmstudio.gui import look
from vsmstudio.gui.pages.lane import CardLane
from vsmstudio.gui.pages.plan.card import CardDelegate
from vsmstudio.gui.pages.plan.words import sentence
from vsmstudio.gui.panels.key_list import KeyList
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Horizon, Improvement

CARD = "application/x-vsmstudio-improvement"


class Cards(KeyList):
    """Improvements."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(CARD)
        self.workspace = workspace

    def name(self, key: Id) -> str:
        held = self.workspace.document.of(Improvement, key)
        return held.name if held else ""

    def sentence(self, key: Id) -> str:
        held = self.workspace.document.of(Improvement, key)
        return sentence(self.workspace.document, held) if held else ""


class Lane(CardLane):
    """The cards of one horizon, in the room's order; `blank` is what stands where there are none."""

    OPENING = CardLane.OPENING | {Qt.Key.Key_F2}

    def __init__(self, workspace: Workspace, horizon: Horizon | None, title: str, blank: str) -> None:
        self.horizon, self.title, self.blank = horizon, title, blank
        self.cards = Cards(workspace)
        super().__init__(workspace, self.cards, f"{title}: improvements")
        self.delegate = CardDelegate(workspace, self)
        self.setItemDelegate(self.delegate)

    def show_keys(self, keys: Sequence[Id]) -> None:
        """Show these cards; what is selected is marked."""
        had, at = self.hasFocus(), self.currentIndex().row()
        place = self.verticalScrollBar().value()
        self._syncing = True
        self.cards.show_keys(keys)
        self.scheduleDelayedItemsLayout()
        self.mark()
        if had and keys and not self.selectionModel().hasSelection():
            self._stand(min(max(at, 0), len(keys) - 1))
        self._syncing = False
        self.verticalScrollBar().setValue(place)

    def stand_on(self, key: Id) -> None:
        """Bring a card into view, with the keyboard on it."""
        if key in self.cards.keys:
            index = self.cards.index(self.cards.keys.index(key))
            self.setFocus()
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def aim(self, key: Id) -> None:
        self.delegate.target = key
        self.viewport().update()

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
