"""The log: every improvement in a row, typed in place, in three sets of columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.pages.parts import ChoiceChips, Empty, RecordTable
from vsmstudio.gui.pages.plan.columns import EFFECTS, ORIGIN, OUTCOME, PLAN
from vsmstudio.gui.pages.plan.filters import ALL, OPEN, Filters
from vsmstudio.gui.panels.widgets import column, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Improvement

_SETS = (
    ("plan", "Plan", PLAN), ("origin", "Where from", ORIGIN), ("effects", "Effects", EFFECTS),
    ("outcome", "What came", OUTCOME),
)  # fmt: skip
_NONE = "Type the first one in the table."


class Log(QWidget):
    """One table for each set of columns; the rows are those that the filters keep."""

    def __init__(self, workspace: Workspace, filters: Filters) -> None:
        super().__init__()
        self.workspace, self.filters = workspace, filters
        self.empty = Empty(_NONE)
        self.sets = ChoiceChips("Columns", [(key, words) for key, words, _ in _SETS])
        self.sets.show_value("plan")
        self.sets.chosen.connect(self.show_set)
        self.tables: dict[str, RecordTable] = {}
        for key, words, columns in _SETS:
            made = RecordTable(
                workspace, f"Improvements: {words}", columns, self._keys, self._add, "Type what should become better…"
            )
            made.view.selectionModel().currentChanged.connect(lambda index, _, made=made: self._stand(made, index))
            self.tables[key] = made
            made.setVisible(key == "plan")
        head = row(self.sets)
        head.addStretch(1)
        whole = column(self.empty, spacing=12)
        whole.addLayout(head)
        for each in self.tables.values():
            whole.addWidget(each)
        whole.addStretch(1)
        self.setLayout(whole)
        self.setFocusProxy(self.tables["plan"])

    @property
    def table(self) -> RecordTable:
        """The table that is shown."""
        return next(each for each in self.tables.values() if not each.isHidden())

    def show_set(self, key: str) -> None:
        """Show another set of columns; who stood on a row stands on it again."""
        at = self.table.view.currentIndex().row()
        for name, each in self.tables.items():
            each.setVisible(name == key)
        self.sets.show_value(key)
        self.table.refresh()
        self.setFocusProxy(self.table)
        if at >= 0:
            self.table.view.setCurrentIndex(self.table.rows.index(at, 0))

    def refresh(self) -> None:
        self.empty.setVisible(not self.workspace.document.all(Improvement))
        self.table.refresh()

    def stand_on(self, key: Id) -> None:
        """Bring a row into view."""
        if key in self.table.rows.keys:
            index = self.table.rows.index(self.table.rows.keys.index(key), 0)
            self.table.view.setFocus()
            self.table.view.setCurrentIndex(index)

    def _keys(self, document: Document) -> Sequence[Id]:
        held = sorted(document.all(Improvement), key=lambda each: (each.order, each.name, each.id))
        return [each.id for each in held if self.filters.keeps(document, each)]

    def _add(self, document: Document, text: str) -> Change:
        """One that fits what is filtered, so that it is seen at once."""
        if self.filters.which not in (ALL, OPEN):
            self.filters.show_which(OPEN)
        stream, owner = self.filters.streams.stream, self.filters.owner or None
        return edits.add_improvement(document, text, [stream] if stream else [], owner=owner)

    def _stand(self, table: RecordTable, index: QModelIndex) -> None:
        key = table.rows.key(index) if index.isValid() else ""
        if key and table.view.hasFocus():
            self.workspace.select([key])
