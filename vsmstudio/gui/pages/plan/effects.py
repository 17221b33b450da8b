"""What each improvement contributes, in plan order, and what it claims beside what comes of it on the maps."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from vsmstudio.analysis.engagement.contribution import Contribution, contributions_of
from vsmstudio.gui.pages.parts import Empty, PartHead
from vsmstudio.gui.pages.plan.effect_rows import CLAIM_HEADS, claim_rows, effect_heads, effect_rows, lead_words
from vsmstudio.gui.pages.worked import Worked, takes_long
from vsmstudio.gui.panels.cells import Cells, CellTable
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.gui.panels.widgets import column, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import MapState

_NONE = "Nothing can be worked out yet. Say in the log which steps an improvement changes, and draw a future map."


class Effects(QWidget):
    """A part for each stream that improvements change. `opened` tells the improvement of a row."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.empty = Empty(_NONE)
        self.parts: dict[Id, StreamEffects] = {}
        self._column = column(self.empty, spacing=24)
        self._column.addStretch(1)
        self.setLayout(self._column)

    def refresh(self) -> None:
        document = self.workspace.document
        for key in [key for key in self.parts if key not in document]:
            gone = self.parts.pop(key)
            gone.worked.forget()
            gone.deleteLater()
        shown = 0
        for at, stream in enumerate(document.streams):
            if stream.id not in self.parts:
                made = self.parts[stream.id] = StreamEffects(self.workspace, stream.id)
                made.opened.connect(self.opened)
                made.worked.came.connect(self.refresh)
                self._column.insertWidget(at + 1, made)
            shown += self.parts[stream.id].refresh()
        self.empty.setVisible(not shown)


class StreamEffects(QWidget):
    """One stream: the parts of the way to a future map that can be chosen, and the claims beside the computed effects."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace, stream: Id) -> None:
        super().__init__()
        self.workspace, self.stream = workspace, stream
        self.worked = Worked(self)
        workspace.replaced.connect(self.worked.forget)
        self._shown: Contribution | None = None
        self.head = PartHead("")
        self.choice = Choice((), "Future map")
        self.choice.setMinimumContentsLength(12)
        self.choice.activated.connect(self.refresh)
        self.head.tools.addWidget(self.choice)
        self.head.title.setText(workspace.document.name(stream))
        self.table = CellTable(Cells(effect_heads("", "")), "What improvements contribute", most=80)
        self.claims_head = PartHead(
            "Claimed and computed", "What each says it brings, beside what comes of it on the maps."
        )
        self.claims = CellTable(Cells(CLAIM_HEADS), "Claimed and computed effects", most=200)
        self.notes = label(name="quiet", wrap=True)
        self.waiting = label("The effects are being worked out.", "partLead", wrap=True)
        self.waiting.hide()
        for table in (self.table, self.claims):
            table.opened.connect(lambda index, table=table: self._open(table, index))
        self.whole = QWidget()
        self.whole.setLayout(column(self.table, self.notes, self.claims_head, self.claims, spacing=10))
        self.setLayout(column(self.head, self.waiting, self.whole, spacing=10))

    def refresh(self) -> bool:
        """Show the stream as it is now; False where there is nothing to show."""
        document, workspace = self.workspace.document, self.workspace
        futures = [each for each in document.maps if each.stream == self.stream and each.state is MapState.FUTURE]
        chosen = self._choose_from([(each.id, each.name) for each in futures])
        analysis, stream = workspace.analysis, self.stream
        found = self.worked.look(
            (document, analysis, chosen),
            lambda progress: (document, contributions_of(document, analysis, stream, chosen, progress)),
            takes_long(document),
        )
        if found is not None and found[1] is not self._shown:
            self._shown = found[1]
            self._show(*found)
        shares = found is not None and bool(found[1].shares)
        self.whole.setVisible(shares)
        self.waiting.setVisible(self.worked.waits)
        there = shares or self.worked.waits
        self.setVisible(there)
        return there

    def _choose_from(self, futures: list[tuple[Id, str]]) -> Id | None:
        now = self.choice.value if self.choice.values else None
        self.choice.clear()
        self.choice.values = [key for key, _ in futures]
        for _, words in futures:
            self.choice.addItem(words)
        chosen = now if now in self.choice.values else (self.choice.values or [None])[0]
        self.choice.show_value(chosen)
        self.choice.setVisible(len(futures) > 1)
        return chosen

    def _show(self, document: Document, found: Contribution) -> None:
        self.head.title.setText(document.name(self.stream))
        self.head.say(lead_words(document, found))
        future = document.name(found.future).rpartition(" · ")[2] if found.future else "All claims"
        self.table.show_rows(effect_rows(document, found), effect_heads("Current map", future))
        rows = claim_rows(document, found)
        self.claims.show_rows(rows)
        self.claims_head.setVisible(bool(rows))
        self.claims.setVisible(bool(rows))
        self.notes.setText("\n".join(f"{note}." if not note.endswith(".") else note for note in found.notes))
        self.notes.setVisible(bool(found.notes))

    def _open(self, table: CellTable, index: QModelIndex) -> None:
        cell = table.cells.cell(index)
        row = table.cells.rows[index.row()] if cell is not None else ()
        key = next((each.key for each in row if each.key), "")
        if key in self.workspace.document:
            self.opened.emit(key)
