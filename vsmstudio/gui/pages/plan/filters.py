"""Which improvements the plan shows: all, open, overdue or unowned; of one owner; of one stream."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.pages.parts import StreamChoice
from vsmstudio.gui.pages.plan.words import owner_words, streams_of
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.gui.panels.widgets import row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import OPEN_STATES, days_overdue
from vsmstudio.model.records import Improvement

ALL, OPEN, OVERDUE, UNOWNED = "all", "open", "overdue", "unowned"


class Filters(QWidget):
    """Three choices beside one another. `turned`: something else is to be shown."""

    turned = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.owner: Id = ""
        self.which = OPEN
        self.states = Choice(
            ((OPEN, "Open"), (OVERDUE, "Overdue"), (UNOWNED, "Without an owner"), (ALL, "All, also done")), "Show"
        )
        self.states.setMinimumContentsLength(9)
        self.states.activated.connect(lambda: self.show_which(self.states.value))
        self.show_which(self.which)
        self.owners = Choice((), "Owner")
        self.owners.setMinimumContentsLength(9)
        self.owners.activated.connect(self._own)
        self.streams = StreamChoice(workspace, "All streams")
        self.streams.choice.setMinimumContentsLength(9)
        self.streams.turned.connect(lambda _: self.turned.emit())
        self.setLayout(row(self.states, self.owners, self.streams, spacing=8))

    def refresh(self) -> None:
        """Offer the owners and streams that there are."""
        document = self._workspace.document
        held = dict.fromkeys(each.owner for each in document.all(Improvement) if each.owner)
        people = sorted(((key, document.name(key)) for key in held), key=lambda each: each[1])
        options: list[tuple[Id, str]] = [("", "Everybody"), *people]
        if self.owner not in held:
            self.owner = ""
        self.owners.clear()
        self.owners.values = [key for key, _ in options]
        for _, words in options:
            self.owners.addItem(words)
        self.owners.show_value(self.owner)
        self.owners.setVisible(bool(people))
        self.streams.refresh()

    def keeps(self, document: Document, held: Improvement) -> bool:
        """Is this one to be shown?"""
        open_ = held.state in OPEN_STATES
        if self.which == OPEN and not open_:
            return False
        if self.which == OVERDUE and not days_overdue(held, self._workspace.as_of):
            return False
        if self.which == UNOWNED and not (open_ and owner_words(document, held)[1]):
            return False
        if self.owner and held.owner != self.owner:
            return False
        return not self.streams.stream or self.streams.stream in streams_of(document, held.id)

    def show_all(self) -> None:
        """Hide nothing, so that one that is wanted can be seen."""
        self.owner = ""
        self.owners.show_value("")
        self.streams.choose("")
        self.show_which(ALL)

    def show_which(self, which: str) -> None:
        """Show those that are open, overdue, without an owner, or all."""
        self.which = which
        self.states.show_value(which)
        self.turned.emit()

    def _own(self) -> None:
        self.owner = self.owners.value or ""
        self.turned.emit()
