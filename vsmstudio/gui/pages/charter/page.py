"""The charter of a value stream: what is to be mapped, why, how far, and with whom, on one sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt

from vsmstudio.analysis.guide_before import CHARTER, blank
from vsmstudio.gui.pages.charter.sheet import CharterSheet
from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.pages.parts import Empty, StreamChoice
from vsmstudio.gui.panels.widgets import row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.dates import day
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, ValueStream


class CharterPage(Page):
    """One stream's charter at a time."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Charter")
        self.choice = StreamChoice(workspace)
        self.choice.turned.connect(lambda _: self.refresh())
        self.tools.addWidget(self.choice)
        self.empty = Empty(
            "A charter is about one value stream: what a customer asks for, until they have it. Begin with its name.",
            "New value stream",
        )
        self.empty.pressed.connect(lambda: self.asked.emit("new_stream"))
        self.sheet_of_paper = CharterSheet(workspace)
        self.sheet_of_paper.asked_value = lambda: self.asked.emit("show_value")  # type: ignore[method-assign]
        self.sheet.setObjectName("desk")
        self.sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body.addWidget(self.empty)
        middle = row(spacing=0)
        middle.addStretch(1)
        middle.addWidget(self.sheet_of_paper, 1000)  # as wide as a sheet may be, in the middle of the desk
        middle.addStretch(1)
        self.body.addLayout(middle)
        self.body.addStretch(1)

    def land(self, field: str = "") -> None:
        """The keyboard goes to a field, else to the first that is blank."""
        super().land(field)
        if self.choice.stream:
            self.sheet_of_paper.begin(field)

    def refresh(self) -> None:
        self.choice.refresh()
        stream = self.choice.stream
        self.empty.setVisible(not stream)
        self.sheet_of_paper.setVisible(bool(stream))
        if stream:
            self.sheet_of_paper.show_stream(stream)
            self.say_lead(self._lead(stream))
        else:
            self.say_lead("")

    def _lead(self, key: Id) -> str:
        document = self.workspace.document
        stream = document.the(ValueStream, key)
        bare = sum(blank(stream, field) for field, _ in CHARTER)
        bare += not document.links_to(key, LinkKind.WORKS_ON)
        bare += not document.links_from(key, LinkKind.SERVES)
        count = len(CHARTER) + 2
        agreed = f"Agreed on {day(stream.chartered_on)}." if stream.chartered_on else "Not agreed yet."
        if not bare:
            return f"{agreed} Nothing is blank."
        return f"{agreed} {bare} of {count} entries {'is' if bare == 1 else 'are'} blank; they stand in a dashed frame."
