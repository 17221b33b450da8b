"""What if: services retired and contracts ended, beside the present. Nothing changes until it is done, as one undo step."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from vsmstudio.analysis.what_if import Choices, WhatIf, may_end, may_retire, what_if
from vsmstudio.gui.pages.parts import PartHead
from vsmstudio.gui.pages.portfolio.choices import Ticks, tick_list
from vsmstudio.gui.pages.portfolio.what_if_deeds import deeds
from vsmstudio.gui.pages.portfolio.what_if_rows import (
    FIGURE_HEADS,
    FINDING_HEADS,
    figure_rows,
    finding_rows,
    headline,
    sentences,
)
from vsmstudio.gui.panels.cells import Cells, CellTable
from vsmstudio.gui.panels.frozen_table import KEY
from vsmstudio.gui.panels.pages import Sentences
from vsmstudio.gui.panels.widgets import column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.money import short_money
from vsmstudio.model.records import Contract
from vsmstudio.model.rules import Refused

_ASK = "Tick what you would do without. What it saves, and what it stops, appears here."
_DONE = "Done. Undo brings it back."


class WhatIfView(QWidget):
    """Ticks at the left, the comparison at the right."""

    jump = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.found: WhatIf | None = None
        self._done: Document | None = None  # as it was when something was done here
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find…")
        self.search.setAccessibleName("Find a service or contract to try")
        self.search.setClearButtonEnabled(True)
        self.services, self.contracts = Ticks("Services to retire", 12), Ticks("Contracts to end", 8)
        left_services, self._no_services = tick_list("Retire", self.services, "No service is in use.")
        left_contracts, self._no_contracts = tick_list("End", self.contracts, "No contract runs.")
        self.clear = QPushButton("Clear")
        self.clear.clicked.connect(self.clear_all)
        left = QWidget()
        held = column(self.search, left_services, left_contracts, spacing=12)
        held.addLayout(row(self.clear))
        held.addStretch(1)
        left.setLayout(held)
        self.left = left
        whole = row(left, self._comparison(), spacing=24)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.services)
        self.search.textChanged.connect(self._offer)
        for ticks in (self.services, self.contracts):
            ticks.ticked.connect(self._compare)

    def _comparison(self) -> QWidget:
        self.said = label(_ASK, "partTitle", wrap=True)
        self.do = QPushButton("Do it")
        self.do.setObjectName("primary")
        self.do.setToolTip("Makes it so, as one change that can be undone")
        self.do.clicked.connect(self.carry_out)
        self.figures = CellTable(Cells(FIGURE_HEADS), "Figures now and then", most=18)
        self.deeds, self.stops = Sentences(), Sentences()
        self.findings = CellTable(Cells(FINDING_HEADS), "Findings that come and go", most=16)
        self.heads = (PartHead("What would stop"), PartHead("Findings"))
        self.deeds_head = PartHead("What “Do it” changes", "All of it is one step that can be undone.")
        for table in (self.figures, self.findings):
            table.opened.connect(self._open)
        line = row(self.said, self.do, spacing=16)
        line.setStretch(0, 1)
        line.setAlignment(self.do, Qt.AlignmentFlag.AlignTop)
        body = column(spacing=10)
        body.addLayout(line)
        for part in (
            self.deeds_head,
            self.deeds,
            self.figures,
            self.heads[0],
            self.stops,
            self.heads[1],
            self.findings,
        ):
            body.addWidget(part)
        body.addStretch(1)
        made = QWidget()
        made.setLayout(body)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.left.setFixedWidth(max(176, min(264, self.width() * 3 // 10)))

    # --- what is tried ------------------------------------------------------------------------------------------------

    def choose(self, service: Id = "", contract: Id = "") -> None:
        """Try without a service or contract, beside what is ticked already."""
        self.search.clear()
        self.services.tick(service)
        self.contracts.tick(contract)

    def clear_all(self) -> None:
        """Tick nothing."""
        self.search.clear()
        self.services.clear_ticks()
        self.contracts.clear_ticks()

    def carry_out(self) -> None:
        """Make it so: one change."""
        if self.found is not None and self.workspace.do(self.found.change):
            self.services.clear_ticks()
            self.contracts.clear_ticks()
            self._done = self.workspace.document
            self.refresh()
            self.services.setFocus()

    def refresh(self) -> None:
        """Offer what can be tried, and compare."""
        self._offer()
        self._compare()

    def _offer(self) -> None:
        document, analysis = self.workspace.document, self.workspace.analysis
        wanted = self.search.text().casefold().strip()
        ticked = {*self.services.chosen(), *self.contracts.chosen()}

        def shown(key: Id) -> bool:
            return key in ticked or wanted in document.name(key).casefold()

        services = []
        for key in may_retire(document, analysis):
            held = analysis.money.services.get(key)
            cost = "" if held is None or held.own is None else short_money(held.own)
            services.append((key, document.name(key) or "Unnamed service", cost))
        contracts = []
        for key in may_end(document, analysis):
            value = document.the(Contract, key).annual_value
            contracts.append(
                (key, document.name(key) or "Unnamed contract", "" if value is None else short_money(value))
            )
        self.services.show_options([each for each in services if shown(each[0])])
        self.contracts.show_options([each for each in contracts if shown(each[0])])
        for ticks, none, there in (
            (self.services, self._no_services, services),
            (self.contracts, self._no_contracts, contracts),
        ):
            ticks.setVisible(bool(there))
            none.setVisible(not there)

    # --- the comparison -----------------------------------------------------------------------------------------------

    def _compare(self) -> None:
        choices = Choices(self.services.chosen(), self.contracts.chosen())
        self.found = self._tried(choices)
        found, document = self.found, self.workspace.document
        self.do.setEnabled(found is not None)
        self.clear.setEnabled(bool(choices.retire or choices.end))
        self.deeds.show_sentences(tuple(deeds(document, found.change)) if found else ())
        self.deeds.setVisible(found is not None)
        self.deeds_head.setVisible(found is not None)
        said = sentences(document, found) if found else []
        self.stops.show_sentences(tuple(said))
        self.figures.show_rows(figure_rows(document, found) if found else [])
        rows = finding_rows(found) if found else []
        self.findings.show_rows(rows)
        self.figures.setVisible(found is not None)
        self.stops.setVisible(bool(said))
        self.heads[0].setVisible(bool(said))
        for part in (self.findings, self.heads[1]):
            part.setVisible(bool(rows))
        self.said.setText(headline(document, found) if found else _DONE if document is self._done else _ASK)

    def _tried(self, choices: Choices) -> WhatIf | None:
        if not (choices.retire or choices.end) or self.workspace.stale:
            return None
        try:
            return what_if(self.workspace.document, self.workspace.analysis, choices, self.workspace.as_of)
        except Refused:
            return None

    def _open(self, index: QModelIndex) -> None:
        if (key := str(index.data(KEY) or "")) in self.workspace.document:
            self.jump.emit(key)
