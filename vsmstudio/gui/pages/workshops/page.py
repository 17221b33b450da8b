"""Workshops: who met when about which streams, who was missing from the mapping, and what is planned."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from vsmstudio.analysis.engagement.attendance import attendance
from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.pages.parts import Empty, PartHead
from vsmstudio.gui.pages.workshops.card import KINDS, WorkshopCard
from vsmstudio.gui.panels.widgets import clear, column, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Workshop, WorkshopKind

_LEAD = "Map with all who do the work, business and IT together. Who was missing knows what the map does not."


class WorkshopsPage(Page):
    """What was missing at the top, then planned workshops, then those that were held, the latest first."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Workshops", _LEAD)
        self._cards: dict[Id, WorkshopCard] = {}
        self._order: tuple[object, ...] = ()
        self.add = QPushButton("New workshop")
        menu = QMenu(self.add)
        for kind, words in KINDS:
            menu.addAction(words, partial(self.add_workshop, kind))
        self.add.setMenu(menu)
        self.tools.addWidget(self.add)
        self.setFocusProxy(self.add)
        self.missing = QWidget()
        self._missing = column(spacing=4)
        self.missing.setLayout(self._missing)
        self.planned, self.held = PartHead("Planned"), PartHead("Held")
        self.empty = Empty(
            "No workshop yet. Begin with the one on the charter, or write down the mapping workshop and who was there.",
            "New mapping workshop",
        )
        self.empty.pressed.connect(lambda: self.add_workshop(WorkshopKind.MAPPING))
        self._list = column(spacing=12)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.missing)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def add_workshop(self, kind: WorkshopKind) -> None:
        """A workshop of a kind, on the day of the engagement and on all streams; the rest is typed on its card."""
        workspace = self.workspace
        streams = [each.id for each in workspace.document.streams]
        before = set(workspace.document.records)
        if workspace.do(lambda d: edits.add_workshop(d, streams, kind=kind, date=workspace.as_of)):
            self.refresh()
            made = next((key for key in self._cards if key not in before), "")
            if made:
                workspace.select([made])
                self._cards[made].begin()
                self.scroller.show_part(self._cards[made])

    def bring(self, key: Id) -> None:
        """The keyboard comes to the card of a workshop."""
        self.refresh()
        if card := self._cards.get(key):
            self.scroller.show_part(card)
            card.begin()

    def refresh(self) -> None:
        document, day = self.workspace.document, self.workspace.as_of
        every = sorted(document.all(Workshop), key=lambda each: (str(each.date or "9999"), each.id), reverse=True)
        planned = [each for each in every if each.date is None or each.date > day][::-1]
        held = [each for each in every if each.date is not None and each.date <= day]
        self.empty.setVisible(not every)
        self._show_missing()
        order = (*(each.id for each in planned), "", *(each.id for each in held))
        if order != self._order:
            self._order = order
            self._lay(planned, held)
        for key, card in self._cards.items():
            card.show_workshop(key)

    def _lay(self, planned: Sequence[Workshop], held: Sequence[Workshop]) -> None:
        """Cards stay the same ones where they can, so that the keyboard stays in them."""
        known = {each.id for each in (*planned, *held)}
        focus = self.window().focusWidget()
        for key in [key for key in self._cards if key not in known]:
            gone = self._cards.pop(key)
            if bool(focus) and gone.isAncestorOf(focus):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            gone.hide()
            gone.deleteLater()
        while self._list.count():
            self._list.takeAt(0)
        for head, some in ((self.planned, planned), (self.held, held)):
            head.setParent(self.sheet)
            head.setVisible(bool(some))
            self._list.addWidget(head)
            for each in some:
                if each.id not in self._cards:
                    self._cards[each.id] = WorkshopCard(self.workspace)
                self._list.addWidget(self._cards[each.id])

    def _show_missing(self) -> None:
        """Per stream: who of the units that do the work was not at its mapping."""
        document = self.workspace.document
        clear(self._missing)
        several = len(document.streams) > 1
        for stream in document.streams:
            found = attendance(document, stream.id, self.workspace.as_of)
            if not found.known or not (found.missing or found.it_only):
                continue
            names = ", ".join(document.name(each) for each in found.missing)
            before = f"{stream.name}: " if several else ""
            said = []
            if found.missing:
                of = f"{len(found.missing)} of {len(found.performing)} units that do the work took no part in the mapping"
                said.append(f"{of}: {names}.")
            if found.it_only:
                said.append("Only IT was there.")
            self._missing.addWidget(label(f"◆ {before}{' '.join(said)}", "gapText", wrap=True))
        self.missing.setVisible(self._missing.count() > 0)
