"""A table of records that is typed in place: every cell one undo step, the last row adds another.

Typing, F2 or a double-click opens a cell; Enter commits and goes down, Tab commits and goes right, Esc leaves it as it was.
Delete blanks a cell, in the first column it removes the record. Alt+↑ and Alt+↓ change the order, where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vsmstudio.gui.pages.cols import Col
from vsmstudio.gui.pages.records.model import Add, RecordsModel
from vsmstudio.gui.pages.records.view import Order, RecordsView
from vsmstudio.gui.panels.widgets import breakable, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id


class RecordTable(QWidget):
    """The table, as high as its rows, and under it why a typed text cannot stand.

    `keys` gives the records of the document that are listed. `add` makes one from what is typed in the last row, which says
    `add_words`; without it there is no such row. `remove` takes one away (deleting it, unless told otherwise), and `order`
    gives the listed records a new order. `opened`: a row that cannot be typed was double-clicked, or Enter was pressed on it.
    """

    opened = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        columns: Sequence[Col],
        keys: Callable[[Document], Sequence[Id]],
        add: Add | None = None,
        add_words: str = "Type a name to add one…",
        remove: Callable[[Document, Id], Change] | None = None,
        order: Order | None = None,
        removes: bool = True,
    ) -> None:
        super().__init__()
        self.workspace, self._keys = workspace, keys
        self.rows = RecordsModel(workspace, columns, add, add_words)
        self.message = label(name="message", wrap=True)
        self.message.hide()
        self.view = RecordsView(self, name, remove if removes else None, order, removes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.view)
        layout.addWidget(self.message)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.view)

    def refresh(self) -> None:
        """Show the document as it is now."""
        self.rows.show_keys(self._keys(self.workspace.document))
        self.view.fit_soon()

    def open(self, key: Id) -> None:
        """A row is to be looked at elsewhere."""
        self.opened.emit(key)

    def complain(self, words: str) -> None:
        """Say under the table why a text is refused."""
        self.message.setText(breakable(words))
        self.message.setVisible(bool(words))

    def edit(self, key: Id, column: int = 0) -> None:
        """Let a cell of a record be typed."""
        if key in self.rows.keys:
            index = self.rows.index(self.rows.keys.index(key), column)
            self.view.setFocus()
            self.view.setCurrentIndex(index)
            self.view.edit(index)

    def stand_on(self, key: Id) -> None:
        """The keyboard comes to the row of a record."""
        if key in self.rows.keys:
            self.view.setFocus()
            self.view.setCurrentIndex(self.rows.index(self.rows.keys.index(key), 0))

    def edit_new(self) -> None:
        """Let the row be typed that adds a record."""
        if self.rows.add is not None:
            index = self.rows.index(len(self.rows.keys), 0)
            self.view.setFocus()
            self.view.setCurrentIndex(index)
            self.view.edit(index)
