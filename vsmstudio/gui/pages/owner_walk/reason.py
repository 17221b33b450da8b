"""Why a proposed owner is not named: one of the reasons, in whose words. The finding stays open beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from vsmstudio.analysis.engagement.proposals import Proposal
from vsmstudio.gui.look import sized
from vsmstudio.gui.pages.parts import link
from vsmstudio.gui.panels.fields import LineField
from vsmstudio.gui.panels.tile_grid import Flowing
from vsmstudio.gui.panels.widgets import column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.dates import day
from vsmstudio.model.document import Document
from vsmstudio.model.records import Objection, Obstacle

REASONS = {
    Obstacle.ATTITUDE: "Attitude",
    Obstacle.CONTROL: "Fear of losing control",
    Obstacle.BUSINESS: "Business acumen",
    Obstacle.TECHNICAL: "Technical acumen",
    Obstacle.STREAM: "Stream not clear",
    Obstacle.SERVICE: "Service not defined",
    Obstacle.OTHER: "Other",
}


class _Chips(Flowing):
    GAP, BELOW = 6, 6


class Reason(QWidget):
    """Chips of the reasons, the words behind it and who said them. `left`: it was taken back, or never begun."""

    left = Signal()

    def __init__(self, workspace: Workspace, proposal: Proposal) -> None:
        super().__init__()
        self.workspace, self.proposal = workspace, proposal
        name = workspace.document.name(proposal.subject)
        self.chips: dict[Obstacle, QPushButton] = {}
        chips, line = QWidget(), _Chips()
        self._group = QButtonGroup(self)
        line.setContentsMargins(0, 0, 0, 0)
        chips.setLayout(line)
        chips.setAccessibleName(f"Why {name} stays as it is")
        for reason, words in REASONS.items():
            button = QPushButton(words)
            button.setObjectName("choiceChip")
            button.setCheckable(True)
            button.clicked.connect(lambda _, reason=reason: self._say(reason=reason))
            self._group.addButton(button)
            line.addWidget(button)
            self.chips[reason] = button
        self.why = LineField("", lambda text: self._say(why=text))
        self.why.editor.setPlaceholderText("In their words")
        self.why.editor.setAccessibleName(f"Reason in words, {name}")
        self.by = LineField("", lambda text: self._say(by=text))
        self.by.editor.setPlaceholderText("Who said it")
        self.by.editor.setAccessibleName(f"Who said it, {name}")
        self.by.setFixedWidth(sized(180))
        self.state, self.away = label(name="quiet", wrap=True), link("Take back", self.take_back)
        foot = row(self.state, self.away, spacing=8)
        foot.setStretch(0, 1)
        said = row(self.why, self.by, spacing=8)
        said.setStretch(0, 1)
        whole = column(chips, spacing=6, margins=(0, 4, 0, 0))
        whole.addLayout(said)
        whole.addLayout(foot)
        self.setLayout(whole)
        self.show_proposal(proposal)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what is noted against a proposal now; what is being typed stays as it is."""
        self.proposal = proposal
        held = proposal.objection
        self._group.setExclusive(False)
        for reason, button in self.chips.items():
            button.setChecked(held is not None and held.reason is reason)
        self._group.setExclusive(True)
        self.why.show_value(held.why if held else "")
        self.by.show_value(held.by if held else "")
        for each in (self.why, self.by):
            each.setVisible(held is not None)
        noted = f"Reason noted{f' on {day(held.on)}' if held and held.on else ''}. The finding stays open."
        self.state.setText(noted if held else "What speaks against it? Choose one; it can be taken back.")
        self.away.setText("Take back" if held else "Never mind")

    def begin(self) -> None:
        """Let the keyboard be on the first reason."""
        next(iter(self.chips.values())).setFocus()

    def take_back(self) -> None:
        """Forget the reason; without one, put the chips away."""
        held = self._held(self.workspace.document)
        if held is None:
            self.hide()
            self.left.emit()
        else:
            label = f"Take back why {self.workspace.document.name(self.proposal.subject)[:40]} stays"
            self.workspace.do(lambda d: edits.remove(d, label, [held.id]))

    def _held(self, document: Document) -> Objection | None:
        of = (self.proposal.rule, self.proposal.subject, self.proposal.aspect)
        return next((each for each in document.all(Objection) if (each.rule, each.subject, each.aspect) == of), None)

    def _say(self, reason: Obstacle | None = None, why: str | None = None, by: str | None = None) -> str:
        held = self._held(self.workspace.document)
        fields = {
            "why": why if why is not None else held.why if held else "",
            "by": by if by is not None else held.by if held else "",
            "on": held.on if held else self.workspace.as_of,
        }
        chosen = reason or (held.reason if held else Obstacle.OTHER)
        it = self.proposal
        self.workspace.do(lambda d: edits.object_to(d, it.rule, it.subject, chosen, it.aspect, **fields))
        return ""
