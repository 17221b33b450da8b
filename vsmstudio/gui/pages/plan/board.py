"""The board: what is taken up now, next and later, and what is not placed yet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.pages.plan.deeds import take_up
from vsmstudio.gui.pages.plan.lane import Lane
from vsmstudio.gui.panels.deeds import set_state
from vsmstudio.gui.panels.forms_improvements import HORIZONS, STATES
from vsmstudio.gui.panels.widgets import column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import ordered
from vsmstudio.model.records import Horizon, Improvement, ImprovementState, Person

_LEAST = 118  # pixels of a column
_SAYS = {
    Horizon.NOW: "Nothing is taken up now. Drag a card here.",
    Horizon.NEXT: "Nothing comes next. Drag a card here.",
    Horizon.LATER: "Nothing waits for later.",
    None: "Nothing waits for a place.",
}


class Board(QWidget):
    """Four columns of cards. `opened` tells the improvement whose fields are wanted; `jump` a record to bring into view."""

    opened = Signal(str)
    jump = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.lanes: list[Lane] = []
        self._heads: list[QLabel] = []
        line = row(spacing=12)
        for horizon, title in HORIZONS:
            lane = Lane(workspace, horizon, title, _SAYS[horizon])
            head = label(title, "partTitle")
            part = QWidget()
            held = column(head, lane, spacing=8)
            held.setStretch(1, 1)
            part.setLayout(held)
            part.setMinimumWidth(look.sized(_LEAST))
            line.addWidget(part, 1)
            self.lanes.append(lane)
            self._heads.append(head)
            lane.moving.connect(lambda key, horizon=horizon: self._move(key, horizon))
            lane.stepping.connect(self._step)
            lane.leaving.connect(lambda by, lane=lane: self._leave(lane, by))
            lane.owning.connect(self._own)
            lane.opened.connect(self.opened)
            lane.asked_menu.connect(self._show_menu)
            lane.unwanted.connect(lambda key: workspace.do(lambda d: edits.delete(d, [key])))
        self.setLayout(line)
        self.setFocusProxy(self.lanes[0])
        self.setMinimumHeight(look.sized(320))

    def refresh(self, keep: frozenset[Id]) -> None:
        """Show the improvements that are wanted and not dropped."""
        held = [
            each
            for each in ordered(self.workspace.document)
            if each.state is not ImprovementState.DROPPED and each.id in keep
        ]
        held.sort(key=lambda each: each.state is ImprovementState.DONE)  # what is done stands under what is to be done
        for lane, head in zip(self.lanes, self._heads, strict=True):
            keys = [each.id for each in held if each.horizon is lane.horizon]
            lane.show_keys(keys)
            head.setText(f"{lane.title}  {len(keys)}")

    def lane_of(self, key: Id) -> Lane | None:
        """The column in which a card stands."""
        return next((each for each in self.lanes if key in each.cards.keys), None)

    def stand_on(self, key: Id) -> None:
        """Bring a card into view."""
        if (lane := self.lane_of(key)) is not None:
            lane.stand_on(key)

    # --- doing -------------------------------------------------------------------------------------------------------

    def _move(self, key: Id, horizon: Horizon | None) -> None:
        held = self.workspace.document.of(Improvement, key)
        if held is not None and held.horizon is not horizon:
            self.workspace.select([key])
            self.workspace.do(lambda d: take_up(d, key, horizon))

    def _step(self, key: Id, by: int) -> None:
        """A card goes to the column beside; the keyboard with it."""
        lane = self.lane_of(key)
        at = self.lanes.index(lane) + by if lane else -1
        if 0 <= at < len(self.lanes):
            self._move(key, self.lanes[at].horizon)
            self.refresh(frozenset(each for lane in self.lanes for each in lane.cards.keys))
            self.lanes[at].stand_on(key)

    def _leave(self, lane: Lane, by: int) -> None:
        at = self.lanes.index(lane) + by
        while 0 <= at < len(self.lanes):
            if self.lanes[at].cards.keys:
                self.lanes[at].setFocus()
                return
            at += by

    def _own(self, key: Id, person: Id) -> None:
        document = self.workspace.document
        if document.of(Person, person) is not None:
            words = f"Make {document.name(person)[:30]} owner of {document.name(key)[:30]}"
            self.workspace.do(lambda d: edits.update(d, key, words, owner=person))

    def _show_menu(self, key: Id, at: QPoint) -> None:
        self.menu(key).popup(at)

    def menu(self, key: Id) -> QMenu:
        """What can be done with a card."""
        workspace, held = self.workspace, self.workspace.document.the(Improvement, key)
        menu = QMenu(self)
        menu.addAction("Show all fields", lambda: self.opened.emit(key))
        if held.about:
            menu.addAction("Show what it came of", lambda: self.jump.emit(str(held.about)))
        for title, choices, now, deed in (
            ("Take up", HORIZONS, held.horizon, take_up),
            ("State", STATES, held.state, set_state),
        ):
            inner = menu.addMenu(title)
            for value, words in choices:
                action = inner.addAction(words)
                action.setCheckable(True)
                action.setChecked(value is now)
                action.triggered.connect(lambda _=False, v=value, deed=deed: workspace.do(lambda d: deed(d, key, v)))
        menu.addSeparator()
        menu.addAction("Delete", lambda: workspace.do(lambda d: edits.delete(d, [key])))
        return menu
