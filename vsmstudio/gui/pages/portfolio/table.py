"""The portfolio as a table: all that is known of each service, typed in place, sorted and filtered."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from vsmstudio.analysis.hidden_cost import hidden_cost
from vsmstudio.analysis.portfolio import STATES
from vsmstudio.export.tables.words import money, part_known, plural, yearly
from vsmstudio.gui.pages.parts import ChoiceChips
from vsmstudio.gui.pages.portfolio.columns import Figures, columns
from vsmstudio.gui.pages.portfolio.facts import NAME, FactsTable
from vsmstudio.gui.pages.records.model import KEY
from vsmstudio.gui.panels.portfolio_rows import STATE_WORDS
from vsmstudio.gui.panels.widgets import column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Service, ServiceState


class PortfolioTable(QWidget):
    """The table with its filter by state, and under it what the figures add up to."""

    jump = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.figures = Figures()
        self.columns = columns(self.figures)
        self.message = label(name="message", wrap=True)
        self.message.hide()
        self.table = FactsTable(workspace, self.columns, self._complain)
        self.table.setMinimumHeight(180)
        self.state: ServiceState | None = None
        self._wanted = ""
        self.chips = ChoiceChips("State", ((None, "All"), *((state, STATE_WORDS[state]) for state in STATES)))
        self.chips.show_value(None)
        self.chips.chosen.connect(self.show_state)
        self.said = label(name="quiet", wrap=True)
        whole = column(spacing=8)
        whole.addLayout(row(self.chips))
        whole.addWidget(self.table, 1)
        whole.addWidget(self.message)
        whole.addWidget(self.said)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self.table.sorting.connect(self.sort)
        self.table.opened.connect(lambda index: self.jump.emit(str(index.data(KEY) or "")))
        self.table.selectionModel().currentChanged.connect(self._choose)
        self._syncing = False

    def refresh(self) -> None:
        """Show the document as it is; who types in a cell goes on typing."""
        document, analysis = self.workspace.document, self.workspace.analysis
        self.figures.show(document, analysis)
        self._say(document)
        if self.table.is_editing:
            return
        index = self.table.currentIndex()
        key, place = str(index.data(KEY) or ""), max(NAME, index.column())
        self._syncing = True
        self.table.rows.show_keys(self._shown(document))
        chosen = self.workspace.selection
        key = key if key in self.table.rows.keys else chosen[0] if len(chosen) == 1 else ""
        if key in self.table.rows.keys:
            self.table.setCurrentIndex(self.table.rows.index(self.table.rows.keys.index(key), place))
        self._syncing = False

    def show_state(self, state: ServiceState | None) -> None:
        """Show the services of one state alone; None: all."""
        self.state = state
        self.chips.show_value(state)
        self.refresh()

    def look_for(self, words: str) -> None:
        """Show the services in any of whose cells these words stand."""
        self._wanted = words.casefold().strip()
        self.refresh()

    def sort(self, by: int) -> None:
        """Sort by a column; once more turns it around. Figures begin with the largest."""
        rows = self.table.rows
        rows.falling = not rows.falling if by == rows.by else self.columns[by].rank is not None
        rows.by = by
        self.refresh()
        rows.headerDataChanged.emit(self.table.horizontalHeader().orientation(), 0, rows.columnCount() - 1)

    def _shown(self, document: Document) -> list[Id]:
        held = [each for each in document.services if self.state is None or each.state is self.state]
        if self._wanted:
            held = [each for each in held if self._holds(document, each)]
        by, falling = self.columns[self.table.rows.by], self.table.rows.falling
        if by.rank is not None:
            ranks = {each.id: by.rank(document, each) for each in held}
            known = [each for each in held if ranks[each.id] is not None]
            known.sort(key=lambda each: ranks[each.id] or 0.0, reverse=falling)
        else:
            words = {each.id: by.col.said(document, each).casefold() for each in held}
            known = sorted((each for each in held if words[each.id]), key=lambda each: words[each.id], reverse=falling)
        there = {each.id for each in known}
        return [each.id for each in (*known, *(each for each in held if each.id not in there))]

    def _holds(self, document: Document, service: Service) -> bool:
        return any(self._wanted in each.col.said(document, service).casefold() for each in self.columns)

    def _say(self, document: Document) -> None:
        """What adds up; each sum with what it covers."""
        found = hidden_cost(document, self.workspace.analysis)
        said = [plural(len(document.services), "service")]
        if found.total.own is not None:
            unit = yearly(document)
            said.append(f"own cost {money(found.total.own)} {unit} ({part_known(found.total.own_covers, 'service')})")
            if found.total.shown is not None:
                covers = part_known(found.total.shown_covers, "service")
                said.append(f"of it development {money(found.total.shown)} ({covers})")
        earned = self.workspace.analysis.money
        if earned.revenue is not None:
            said.append(f"revenue {money(earned.revenue)} ({part_known(earned.revenue_covers, 'line')})")
        self.said.setText(f"{'; '.join(said)}. TCOs overlap and are never added up.")

    def _choose(self, index: QModelIndex) -> None:
        if not self._syncing and (key := str(index.data(KEY) or "")):
            self.workspace.select([key])

    def _complain(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))
