"""Where the money goes: what development alone shows of it, what that hides, and what no stream carries."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vsmstudio.analysis.hidden_cost import HiddenCost, HiddenCosts, StreamCost, hidden_cost
from vsmstudio.export.tables.words import money, part_known, percent, plural, yearly
from vsmstudio.gui.pages.parts import PartHead
from vsmstudio.gui.pages.portfolio.bars import Bars
from vsmstudio.gui.pages.portfolio.parties import CONTRACT_HEADS, REVENUE_HEADS, contract_rows, revenue_rows
from vsmstudio.gui.panels.aligned import amounts
from vsmstudio.gui.panels.cells import Cells, CellTable, Row
from vsmstudio.gui.panels.frozen_table import KEY
from vsmstudio.gui.panels.widgets import column, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.notation.cost_bars import BORNE, WORDS, BarRow

_NO_COST = "No cost is known yet. Type what each service costs a year, by category, in the table or at the right."


class MoneyView(QWidget):
    """A sentence, then bars by category, by stream and by service."""

    jump = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.sentence = label(name="partTitle", wrap=True)
        self.covers = label(name="quiet", wrap=True)
        self.all = Bars("All services by category")
        self.by_stream = Bars("Own cost by stream")
        self.by_service = Bars("Cost by service")
        self.heads = {
            self.all: PartHead(
                "All services", "Own cost a year by category. Development is what budgets by projects show."
            ),
            self.by_stream: PartHead("By stream", "Own cost that each stream carries. Rows add up to the total."),
            self.by_service: PartHead(
                "By service",
                "What development shows and hides of own cost; dashed, the part of the services that it rests on. "
                "TCOs overlap and are never added up.",
            ),
        }
        self.rest = label(name="sentence", wrap=True)
        whole = column(self.sentence, self.covers, spacing=6)
        for bars, head in self.heads.items():
            whole.addSpacing(12)
            whole.addWidget(head)
            whole.addWidget(bars)
            bars.pressed.connect(self._press)
        whole.addSpacing(8)
        whole.addWidget(self.rest)
        self.customers = CellTable(Cells(REVENUE_HEADS), "Revenue by customer", most=12)
        self.suppliers = CellTable(Cells(CONTRACT_HEADS), "Contracts by supplier", most=16)
        self.parties = {
            self.customers: PartHead("Who buys", "Revenue a year by customer."),
            self.suppliers: PartHead(
                "Who is paid", "Contracts by supplier; those that have ended cost nothing any more."
            ),
        }
        for table, head in self.parties.items():
            whole.addSpacing(12)
            whole.addWidget(head)
            whole.addWidget(table)
            table.opened.connect(lambda index: self._press(str(index.data(KEY) or "")))
        whole.addStretch(1)
        self.setLayout(whole)
        self.setFocusProxy(self.all)

    def refresh(self) -> None:
        """Show the document as it is."""
        document = self.workspace.document
        found = hidden_cost(document, self.workspace.analysis)
        known = found.total.own is not None
        self.sentence.setText(headline(document, found))
        self.covers.setText(_covers(found) if known else _NO_COST)
        for bars, head in self.heads.items():
            bars.setVisible(known)
            head.setVisible(known)
        self.rest.setText(self._rest(document))
        self._show(self.customers, revenue_rows(document))
        self._show(self.suppliers, contract_rows(document, self.workspace.analysis))
        if not known:
            return
        total = found.total
        say = amounts([total.shown, total.hidden, total.own])
        tips = _parts_said(total.parts)
        self.all.show_rows(
            [BarRow("", "All services", total.parts, (say(total.shown), say(total.hidden), say(total.own)), tip=tips)],
            ("Shown", "Hidden", "Own cost"),
        )
        self.by_stream.show_rows(self._streams(document, found), ("Own cost",), total.own, legend=False)
        self.by_service.show_rows(self._services(document, found), ("Shows", "Hides", "Own cost", "TCO"))

    def _show(self, table: CellTable, rows: list[Row]) -> None:
        table.show_rows(rows)
        table.setVisible(bool(rows))
        self.parties[table].setVisible(bool(rows))

    def _streams(self, document: Document, found: HiddenCosts) -> list[BarRow]:
        say = amounts(each.own for each in found.streams)

        def row(each: StreamCost) -> BarRow:
            name = "Carried by no stream" if each.stream is None else document.name(each.stream) or "Unnamed stream"
            known, of = each.covers
            lacks = f", {part_known(each.covers, 'service')}" if known < of and each.stream is not None else ""
            told = f"{name}: {say(each.own)}{lacks}; {_parts_said(each.parts)}"
            return BarRow(each.stream or "", name, each.parts, (say(each.own),), each.stream is None, told)

        return [row(each) for each in found.streams]

    def _services(self, document: Document, found: HiddenCosts) -> list[BarRow]:
        say = amounts([*(each.own for each in found.services), *(each.tco for each in found.services)])
        ranked = sorted(
            found.services, key=lambda each: (each.own is None, -(each.tco or 0.0), document.name(each.service))
        )

        def row(each: HiddenCost) -> BarRow:
            name = document.name(each.service) or "Unnamed service"
            parts = {**each.parts, BORNE: each.borne} if each.borne else dict(each.parts)
            known, of = each.tco_covers
            lacks = f", {part_known(each.tco_covers, 'service')}" if known < of else ""
            told = f"{name}: own cost {say(each.own)}, TCO {say(each.tco)}{lacks}; {_parts_said(parts)}"
            figures = (say(each.shown), say(each.hidden), say(each.own), say(each.tco))
            return BarRow(each.service, name, parts, figures, tip=told)

        return [row(each) for each in ranked]

    def _rest(self, document: Document) -> str:
        held, unit = self.workspace.analysis.money, yearly(document)
        said = []
        if held.unallocated:
            share = f" ({percent(held.unallocated / held.own)} of own cost)" if held.own else ""
            said.append(f"{money(held.unallocated)} {unit}{share} is carried by no stream.")
        if held.unassigned_contracts:
            said.append(f"{money(held.unassigned_contracts)} {unit} of contracts is given to no service.")
        if held.revenue is not None:
            covers = part_known(held.revenue_covers, "line")
            said.append(f"Revenue is {money(held.revenue)} {unit} ({covers}).")
        return " ".join(said)

    def _press(self, key: Id) -> None:
        if key in self.workspace.document:
            self.workspace.select([key])


def headline(document: Document, found: HiddenCosts) -> str:
    """What development alone shows, and what it hides, in a sentence."""
    total, unit = found.total, yearly(document)
    if total.own is None:
        return "What services cost"
    if total.shown is None:
        return f"Services cost {money(total.own)} {unit}; what development costs of it, nobody has said."
    if total.hidden is None:
        return f"Development is {money(total.shown)} {unit}; what else services cost, nobody has said."
    share = f", {percent(total.hidden_share)} of what services cost" if total.hidden_share is not None else ""
    return (
        f"Development alone shows {money(total.shown)} of {money(total.own)} {unit}. "
        f"It hides {money(total.hidden)}{share}."
    )


def _covers(found: HiddenCosts) -> str:
    """What the total covers; what is blank is not nothing."""
    total = found.total
    own, shown = total.own_covers, total.shown_covers
    said = [f"Own cost is known of {own[0]} of {plural(own[1], 'service')}, development of {shown[0]}."]
    if shown[0] < shown[1]:
        said.append("A blank cost is unknown, not nothing.")
    return " ".join(said)


def _parts_said(parts: Mapping[str, float]) -> str:
    """The parts of a bar in words."""
    return ", ".join(f"{WORDS[name].lower()} {money(amount)}" for name, amount in parts.items()) or "no cost known"
