"""Priorities: the room's order of the improvements, beside what each does and where the room puts it on the plot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from vsmstudio.analysis.engagement.priorities import Priority, gains, priorities
from vsmstudio.export.tables.words import plural
from vsmstudio.gui import look
from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.pages.parts import Empty, PartHead
from vsmstudio.gui.pages.plan.deeds import take_order
from vsmstudio.gui.pages.priorities.list import PriorityTable
from vsmstudio.gui.pages.priorities.plot import EffortPlot
from vsmstudio.gui.pages.priorities.round import NewRound
from vsmstudio.gui.pages.priorities.rows import ROOM, SORTS, in_round, in_sort, lines, placed, rounds
from vsmstudio.gui.pages.priorities.waiting import Waiting
from vsmstudio.gui.pages.worked import Worked, takes_long
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.gui.panels.tile_grid import Flowing
from vsmstudio.gui.panels.widgets import column, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.dates import day
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Improvement, Ranking

_LEAD = "The order is the room's; what each improvement does stands beside it."
_NONE = (
    "There is nothing to rank yet. Write improvements into the plan, and the initiatives that run already with them."
)
_ORDER = "order:"
_BESIDE = 760  # pixels from which on there is room for the plot beside the list


class Beside(QWidget):
    """The list and the plot beside one another, or under one another where there is less room."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(24)
        self._line.addWidget(left, 3, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(right, 2, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        down = self.width() < look.sized(_BESIDE)
        way = QHBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if down else way.LeftToRight)


class PrioritiesPage(Page):
    """The ranked list and the plot. What is sorted otherwise, or of an earlier round, is only looked at."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Priorities", _LEAD)
        self.gains = Worked(self)
        self.gains.came.connect(self._soon.start)
        workspace.replaced.connect(self.gains.forget)
        self.shown = ROOM  # a sort, or an earlier round
        self.empty = Empty(_NONE, "Open the improvement plan")
        self.empty.pressed.connect(lambda: self.asked.emit("show_plan"))
        self.orders = Choice(SORTS, "Show by")
        self.orders.setMinimumContentsLength(20)
        self.orders.activated.connect(lambda: self.show_order(self.orders.value))
        self.take = QPushButton("Take this order")
        self.take.setToolTip("Make it the room's order, as one step")
        self.take.clicked.connect(self._take)
        self.new_round = QPushButton("New round")
        self.new_round.setToolTip("Keep the present order, and rank again")
        self.new_round.clicked.connect(self._begin_round)
        self.round = NewRound(workspace)
        self.round.ended.connect(self._end_round)
        self.table = PriorityTable()
        self.plot = EffortPlot()
        self.waiting = Waiting(workspace)
        self._lay()
        self.table.ordered.connect(self._order)
        self.table.opened.connect(self.show_fields)
        self.plot.placed.connect(self._place)
        self.plot.taken_off.connect(lambda key: self._set(key, None, None, "Take {} off the plot"))
        self.waiting.wanted.connect(lambda key: self._place(key, 5.0, 5.0))
        for part in (self.table, self.plot, self.waiting):
            part.chosen.connect(self._choose)
        workspace.selected.connect(self._soon.start)
        self.setFocusProxy(self.table)

    def _lay(self) -> None:
        tools = Flowing()
        tools.GAP = 8
        tools.setContentsMargins(0, 0, 0, 0)
        for part in (self.orders, self.take, self.new_round):
            tools.addWidget(part)
        self.bar = QWidget()
        self.bar.setLayout(tools)
        self.said = label(name="partLead", wrap=True)
        self.hint = label("Drag a row, or press Alt+↑ or Alt+↓.", "partLead", wrap=True)
        left = QWidget()
        left.setLayout(column(self.table, self.hint, spacing=6))
        self.plot_head = PartHead("Effort and benefit", "Drag a point, or move it with the arrow keys.")
        self.waiting_head = label("Not on the plot yet", "strong")
        self.waiting_lead = label("Drag one onto the plot, or press Enter on it.", "partLead", wrap=True)
        right = QWidget()
        right.setLayout(
            column(self.plot_head, self.plot, self.waiting_head, self.waiting_lead, self.waiting, spacing=6)
        )
        self.whole = QWidget()
        whole = column(self.bar, self.round, self.said, spacing=10)
        whole.addWidget(Beside(left, right))
        self.whole.setLayout(whole)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.whole)
        self.body.addStretch(1)

    # --- showing -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        document, workspace = self.workspace.document, self.workspace
        held = self._weighed()
        self.empty.setVisible(not held)
        self.whole.setVisible(bool(held))
        self._offer_orders()
        shown = self._in_order(held)
        fixed = self.shown != ROOM
        self.table.fix(fixed)
        selected = workspace.selection[0] if len(workspace.selection) == 1 else ""
        self.table.show_lines(lines(document, shown), selected)
        self.take.setVisible(fixed)
        self.new_round.setVisible(not fixed)
        self.hint.setVisible(not fixed)
        self.say_lead(self._words(held))
        self.said.setText(self._about_order())
        self.said.setVisible(bool(self.said.text()))
        self.plot.show_items(placed(document, held), selected)
        waiting = [each.improvement for each in held if each.effort is None or each.benefit is None]
        self.waiting.show_keys(waiting)
        for part in (self.waiting, self.waiting_head, self.waiting_lead):
            part.setVisible(bool(waiting))

    def _weighed(self) -> tuple[Priority, ...]:
        """What each improvement does; on large maps with the gains that were worked out last until the new are there."""
        document, analysis = self.workspace.document, self.workspace.analysis
        gained = self.gains.look(
            (document, analysis), lambda progress: gains(document, analysis, progress), takes_long(document)
        )
        return priorities(document, analysis, gained or {})

    def _offer_orders(self) -> None:
        document = self.workspace.document
        options = list(SORTS)
        for each in rounds(document):
            options.append(
                (f"{_ORDER}{each.id}", f"Order of {day(each.on)}" if each.on else each.name or "Earlier order")
            )
        if self.shown not in [value for value, _ in options]:
            self.shown = ROOM
        self.orders.clear()
        self.orders.values = [value for value, _ in options]
        for _, words in options:
            self.orders.addItem(words)
        self.orders.show_value(self.shown)

    def _in_order(self, held: tuple[Priority, ...]) -> list[Priority]:
        if self.shown.startswith(_ORDER):
            return in_round(self.workspace.document, held, self.shown.removeprefix(_ORDER))
        return in_sort(held, self.shown)

    def _about_order(self) -> str:
        """What is looked at, where that is not the room's order."""
        if self.shown == ROOM:
            return ""
        ranking = self.workspace.document.of(Ranking, self.shown.removeprefix(_ORDER))
        if ranking is not None:
            why = f" It was changed because: {ranking.why}" if ranking.why else ""
            return f"This is how the room ranked until {day(ranking.on) or 'then'}.{why}"
        return "This order is only looked at: the numbers are the room's. Take it, or go back to the room's order."

    def _words(self, held: tuple[Priority, ...]) -> str:
        nothing = sum(each.supports_nothing for each in held)
        kept = rounds(self.workspace.document)
        parts = [_LEAD]
        if nothing:
            parts.append(f"{plural(nothing, 'support')} no stream." if nothing != 1 else "1 supports no stream.")
        if kept and kept[0].on:
            parts.append(f"Moves are shown against the order of {day(kept[0].on)}.")
        if self.gains.waits:
            parts.append("Lead times are being worked out.")
        return " ".join(parts)

    # --- doing -------------------------------------------------------------------------------------------------------

    def show_order(self, order: str) -> None:
        """Look at another order."""
        self.shown = order or ROOM
        self.round.hide()
        self.refresh()

    def _order(self, keys: list[Id]) -> None:
        self.workspace.do(lambda d: edits.order_improvements(d, keys))
        self.refresh()

    def _take(self) -> None:
        keys = self.table.keys
        if self.workspace.do(lambda d: take_order(d, keys)):
            self.show_order(ROOM)
            self.table.setFocus()

    def _begin_round(self) -> None:
        if self.round.isHidden():
            self.round.open()
        else:
            self._end_round()

    def _end_round(self) -> None:
        self.round.hide()
        self.table.setFocus()

    def _choose(self, key: Id) -> None:
        self.workspace.select([key])

    def _place(self, key: Id, effort: float, benefit: float) -> None:
        self._set(key, effort, benefit, "Place {} on the plot")

    def _set(self, key: Id, effort: float | None, benefit: float | None, words: str) -> None:
        held = self.workspace.document.of(Improvement, key)
        if held is None or (held.effort, held.benefit) == (effort, benefit):
            return
        label_ = words.format(held.name[:40])
        self.workspace.select([key])
        self.workspace.do(lambda d: edits.update(d, key, label_, effort=effort, benefit=benefit))
        self.refresh()

    def show_fields(self, key: Id) -> None:
        """All fields of an improvement, in the inspector."""
        self.workspace.select([key])
        inspector = getattr(self.window(), "inspector", None)
        if inspector is not None:
            inspector.show()
            inspector.edit_name()
