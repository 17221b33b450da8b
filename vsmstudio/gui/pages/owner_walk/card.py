"""One proposal of the owner walk-through: who owns it, who should, and what the room says to that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from vsmstudio.analysis.engagement.proposals import Proposal
from vsmstudio.gui.look import sized
from vsmstudio.gui.pages.owner_walk.reason import Reason
from vsmstudio.gui.pages.owner_walk.tables import NOBODY, side_words
from vsmstudio.gui.pages.parts import link
from vsmstudio.gui.panels import reference
from vsmstudio.gui.panels.reference import New, ReferenceField
from vsmstudio.gui.panels.tile_grid import Flowing
from vsmstudio.gui.panels.widgets import breakable, column, label, row, tip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id


def make_owner(document: Document, person: Id, subject: Id) -> Change:
    """Accept a proposal: one change that can be undone."""
    return edits.set_owner(document, person, subject)


def _make_new(document: Document, name: str, subject: Id) -> Change:
    """A person who is not known yet becomes the owner, in one change."""
    made = edits.add_person(document, name)
    owned = edits.set_owner(document.apply(made), next(iter(made.records)), subject)
    return made.then(owned, owned.label)


_LONGEST = 60  # characters of a name that is pressed


class _Tools(Flowing):
    GAP, BELOW = 8, 8


class ProposalCard(QFrame):
    """A proposal with what can be done about it. `jump` brings its subject into view."""

    def __init__(self, workspace: Workspace, proposal: Proposal, jump: Callable[[Id], object]) -> None:
        super().__init__()
        self.setObjectName("proposal")
        self.workspace, self.proposal = workspace, proposal
        document = workspace.document
        name = document.name(proposal.subject)
        self.setAccessibleName(f"Proposal for {name}")
        kind = "Value stream" if proposal.part == "streams" else "Service"
        short = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        subject = link(short, lambda: jump(proposal.subject))
        subject.setAccessibleName(name)
        subject.setToolTip(tip(name) if short != name else "")
        first = row(subject, label(kind, "quiet"), spacing=8)
        first.addStretch(1)
        now = _named(document, proposal.now)
        proposed = _named(document, proposal.proposed) if proposal.proposed else ""
        whole = column(spacing=6, margins=(14, 10, 14, 12))
        whole.addLayout(first)
        whole.addWidget(label(breakable(f"{proposal.finding.message.rstrip('.')}."), "sentence", wrap=True))
        said = f"Now {now}. Proposed: {proposed}" if proposed else f"Now {now}. {proposal.todo.rstrip('.')}"
        why = proposal.why.rstrip(".") if proposed else ""
        about = f"{said}.{f' {why[:1].upper()}{why[1:]}.' if why else ''}"
        whole.addWidget(label(breakable(about), "strong", wrap=True))
        self.accept = QPushButton()
        self.accept.setObjectName("primary")
        if proposal.proposed:
            self.accept.setText(f"Make {document.name(proposal.proposed)[:40]} owner".replace("&", "&&"))
            self.accept.setAccessibleName(f"{self.accept.text()} of {name}")
        self.accept.clicked.connect(self._accept)
        self.other = ReferenceField(
            "", self._choose, lambda: reference.people(self.workspace.document), document.name, "people",
            "Somebody else…" if proposed else "Choose an owner…", takes=lambda key: True,
        )  # fmt: skip
        self.other.editor.setAccessibleName(f"Owner of {name}")
        self.other.setFixedWidth(sized(200))
        self.note = QPushButton("Note a reason")
        self.note.setAccessibleName(f"Note a reason why {name} stays as it is")
        self.note.clicked.connect(lambda: self.show_reason(focus=True))
        tools = QWidget()
        line = _Tools()
        line.setContentsMargins(0, 0, 0, 0)
        tools.setLayout(line)
        for each in (self.accept, self.other, self.note):
            line.addWidget(each)
        whole.addWidget(tools)
        self.reason = Reason(workspace, proposal)
        self.reason.left.connect(self.note.show)
        whole.addWidget(self.reason)
        self.setLayout(whole)
        self.accept.setVisible(bool(proposed))
        self.reason.setVisible(proposal.objection is not None)
        self.note.setVisible(proposal.objection is None)

    def takes(self, proposal: Proposal) -> bool:
        """Show a proposal again of which only the reason against it may differ; another one needs another card."""
        alike = replace(self.proposal, objection=None) == replace(proposal, objection=None)
        if alike:
            had, self.proposal = self.proposal.objection is not None, proposal
            self.reason.show_proposal(proposal)
            if had or proposal.objection is not None:
                self.reason.setVisible(proposal.objection is not None)
                self.note.setVisible(proposal.objection is None)
        return alike

    def show_reason(self, focus: bool = False) -> None:
        """Offer the reasons; the first of them gets the keyboard."""
        self.reason.show()
        self.note.hide()
        if focus:
            self.reason.begin()

    def _accept(self) -> None:
        person, subject = self.proposal.proposed, self.proposal.subject
        if person is not None:
            self.workspace.do(lambda d: make_owner(d, person, subject))

    def _choose(self, person: Id | New | None) -> str:
        if not person:
            return ""
        subject = self.proposal.subject
        new = isinstance(person, New)
        self.workspace.do(lambda d: _make_new(d, person, subject) if new else make_owner(d, person, subject))
        return ""


def _named(document: Document, person: Id | None) -> str:
    """`Head of Claims (business)`, or that it is nobody."""
    if person is None:
        return NOBODY.lower()
    return f"{document.name(person)} ({side_words(document, person)})"
