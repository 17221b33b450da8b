"""The tab of owners: who is accountable for which streams, steps and services, and what nobody is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt

from vsmstudio.gui.panels.owners_card import OwnersCard
from vsmstudio.gui.panels.owners_rows import SUBJECT, OwnersModel
from vsmstudio.gui.panels.owners_table import OwnersTable
from vsmstudio.gui.panels.widgets import Panel, column, label, table_and_card
from vsmstudio.gui.workspace import Workspace

_NONE = "Nobody is named yet. Make people in the left panel and drop them on steps, services or the stream's name."


class Owners(Panel):
    """The panel: the matrix, and beside it what is to be settled."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Owners")
        self.rows = OwnersModel()
        self.table = OwnersTable(self.rows)
        self.card = OwnersCard(workspace)
        self.whole = table_and_card(self.table, self.card, 264)
        self.empty = label(_NONE, "empty", wrap=True)
        self.empty.setContentsMargins(16, 14, 16, 14)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(self.empty, self.whole, spacing=0))
        self.setFocusProxy(self.table)
        self.table.opened.connect(self._open)
        self.table.sorting.connect(self._open_column)
        for signal in (workspace.changed, workspace.figured):
            signal.connect(self.refresh_if_seen)

    def refresh(self) -> None:
        """Show who owns what as it is; the cell in which the person stands stays, and what is in sight."""
        index = self.table.currentIndex()
        person, subject = (index.siblingAtColumn(0).data(SUBJECT), index.data(SUBJECT)) if index.isValid() else ("", "")
        at = self.table.verticalScrollBar().value(), self.table.horizontalScrollBar().value()
        self.rows.show(self.workspace.document, self.workspace.analysis)
        self.table.fit()
        if index.isValid():
            self._stand_on(person, subject)
        self.table.verticalScrollBar().setValue(at[0])
        self.table.horizontalScrollBar().setValue(at[1])
        self.show_either(self.empty, self.whole, self.table, is_empty=not self.workspace.document.people)
        self.card.refresh()

    def _stand_on(self, person: str, subject: str) -> None:
        row = next((at for at, each in enumerate(self.rows.people) if each.person == person), -1)
        found = (
            at for at in range(self.rows.columnCount()) if self.rows.index(max(0, row), at).data(SUBJECT) == subject
        )
        if row >= 0:
            self.table.setCurrentIndex(self.rows.index(row, next(found, 0)))

    def _open(self, index: QModelIndex) -> None:
        if key := str(index.data(SUBJECT) or ""):
            self.workspace.show(key)

    def _open_column(self, section: int) -> None:
        column = self.rows.column(section)
        if column is not None:
            self.workspace.show(column.subject)
