"""The portfolio as a board: pipeline, catalogue, retired. A service moved to another state is one undo step."""

from __future__ import annotations

from functools import partial
from math import fsum

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from vsmstudio.analysis.portfolio import STATES
from vsmstudio.export.tables.words import yearly
from vsmstudio.gui.pages.portfolio.card import cards
from vsmstudio.gui.pages.portfolio.lane import StateLane
from vsmstudio.gui.panels.portfolio_rows import STATE_WORDS
from vsmstudio.gui.panels.widgets import Elided, column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.money import short_money
from vsmstudio.model.records import Service, ServiceState

WORDS = {
    ServiceState.PIPELINE: "Planned, or being made",
    ServiceState.CATALOGUE: "In use, can be ordered",
    ServiceState.RETIRED: "No longer offered",
}
_MOVE = {
    ServiceState.PIPELINE: "Move to the pipeline",
    ServiceState.CATALOGUE: "Move to the catalogue",
    ServiceState.RETIRED: "Retire",
}


class Board(QWidget):
    """The three lanes. `trying` asks what would be without a service: its id."""

    trying = Signal(str)
    jump = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Services by state")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.lanes: dict[ServiceState, StateLane] = {}
        self.counts = {state: Elided(name="quiet") for state in STATES}
        self._wanted = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        for state in STATES:
            line.addWidget(self._lane(state), 2 if state is ServiceState.CATALOGUE else 1)
        self.setFocusProxy(self.lanes[ServiceState.CATALOGUE])
        workspace.selected.connect(self._mark)

    def _lane(self, state: ServiceState) -> QWidget:
        lane = self.lanes[state] = StateLane(self.workspace, state, STATE_WORDS[state])
        lane.moving.connect(lambda key: self.move_to(key, state))
        lane.stepping.connect(self._step)
        lane.leaving.connect(lambda by: self._leave(state, by))
        lane.opened.connect(self.jump)
        lane.owning.connect(lambda key, person: self.workspace.do(lambda d: edits.set_owner(d, person, key)))
        lane.asked_menu.connect(self._popup)
        head = row(label(STATE_WORDS[state], "partTitle"), self.counts[state], spacing=8)
        head.setStretch(1, 1)
        whole = column(spacing=4)
        whole.addLayout(head)
        whole.addWidget(Elided(WORDS[state], "quiet"))
        whole.addSpacing(4)
        whole.addWidget(lane, 1)
        made = QWidget()
        made.setLayout(whole)
        return made

    def look_for(self, words: str) -> None:
        """Show only the services in whose card these words stand."""
        self._wanted = words.casefold().strip()
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is."""
        document, analysis = self.workspace.document, self.workspace.analysis
        facts = cards(document, analysis)
        for state, lane in self.lanes.items():
            every = [each for each in document.services if each.state is state and each.id in facts]
            shown = [each.id for each in every if self._wanted in facts[each.id].sentence.casefold()]
            lane.show_cards(shown, facts)
            known = [
                cost
                for each in every
                if (held := analysis.money.services.get(each.id)) and (cost := held.own) is not None
            ]
            total = f", own cost {short_money(fsum(known))} {yearly(document)}" if known else ""
            lacks = f" ({len(known)} of {len(every)} known)" if known and len(known) < len(every) else ""
            count = f"{len(shown)} of {len(every)}" if len(shown) < len(every) else str(len(every))
            self.counts[state].show_words(f"{count}{total}{lacks}")

    def move_to(self, key: Id, state: ServiceState) -> None:
        """Give a service another state; the keyboard goes along."""
        held = self.workspace.document.of(Service, key)
        if held is None or held.state is state:
            return
        words = "Retire" if state is ServiceState.RETIRED else f"Move to the {state.value}:"
        done = self.workspace.do(lambda document: edits.update(document, key, f"{words} {held.name[:40]}", state=state))
        if done:
            self.refresh()
            self.workspace.select([key])
            self.lanes[state].stand_on(key)

    def _step(self, key: Id, by: int) -> None:
        at = STATES.index(self.workspace.document.the(Service, key).state) + by
        if 0 <= at < len(STATES):
            self.move_to(key, STATES[at])

    def _leave(self, state: ServiceState, by: int) -> None:
        """The keyboard goes to the next lane that has a card."""
        at = STATES.index(state) + by
        while 0 <= at < len(STATES):
            if self.lanes[STATES[at]].cards.keys:
                self.lanes[STATES[at]].stand_on()
                return
            at += by

    def _mark(self) -> None:
        if self.isVisible():
            for lane in self.lanes.values():
                lane.mark()

    def _popup(self, key: Id, at: QPoint) -> None:
        self.menu(key).popup(at)

    def menu(self, key: Id) -> QMenu:
        """What can be done with a service."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        held = self.workspace.document.the(Service, key)
        menu.addAction("Show", lambda: self.jump.emit(key))
        menu.addSeparator()
        for state in STATES:
            if state is not held.state:
                menu.addAction(_MOVE[state], partial(self.move_to, key, state))
        menu.addSeparator()
        menu.addAction("What if it were retired?", lambda: self.trying.emit(key))
        menu.addSeparator()
        menu.addAction("Delete", lambda: self.workspace.do(lambda document: edits.delete(document, [key])))
        return menu
