"""Find the misplaced owner: four short screens of facts, then proposals that are accepted one by one or answered [Tedder]."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from vsmstudio.analysis.engagement.proposals import Proposal, proposals
from vsmstudio.export.tables.words import plural
from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.pages.owner_walk.card import ProposalCard
from vsmstudio.gui.pages.owner_walk.tables import (
    owner_columns,
    portfolio_columns,
    service_keys,
    stream_columns,
    stream_keys,
    technology_columns,
)
from vsmstudio.gui.pages.parts import ChoiceChips, Empty, PartHead, RecordTable
from vsmstudio.gui.panels.widgets import clear, column, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

_LEAD = (
    "The owner of a value stream is the true owner of its services. IT can own what is used inside; it cannot own what a "
    "customer from outside judges."
)


class Screen(NamedTuple):
    """One step: the words of its chip, its heading, and what to ask the room."""

    words: str
    title: str
    ask: str


SCREENS = (
    Screen("1 Streams", "What flows to whom?",
           "Ask: who receives this, and would they call it by this name? What do they have afterwards that they wanted?"),
    Screen("2 Owners", "Who answers for the whole of it?",
           "Ask: if a customer complains about the outcome, whose telephone rings? Whose should?"),
    Screen("3 Technology", "How does technology underpin it?",
           "Ask: what does each service do for the stream, and what happens at that step when it stops?"),
    Screen("4 Portfolio", "Who owns each service, and at what cost?",
           "Ask: who decides what this service does next year, and who pays when it does not?"),
    Screen("5 Proposals", "Who should own it?",
           "Accept one by one; each can be undone. Where the room is not ready, note why: the finding stays open."),
)  # fmt: skip
PROPOSALS = len(SCREENS) - 1


class Accepted(NamedTuple):
    """What was settled on this page: it stays visible as done for as long as it holds."""

    subject: Id
    was: Id | None
    owner: Id


class OwnerWalkPage(Page):
    """The walk-through. `at` is the screen in view."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Find the misplaced owner", _LEAD)
        self.at = 0
        self.cards: list[ProposalCard] = []
        self._listed: tuple[Proposal, ...] | None = None
        self._settled: list[Accepted] = []
        self.chips = ChoiceChips("Step", [(at, each.words) for at, each in enumerate(SCREENS)])
        self.chips.chosen.connect(self.go)
        self.part = PartHead("", "")
        self.tables = tuple(
            RecordTable(workspace, SCREENS[at].title, columns, keys, removes=False)
            for at, (columns, keys) in enumerate((
                (stream_columns(), stream_keys),
                (owner_columns(workspace), stream_keys),
                (technology_columns(workspace), service_keys),
                (portfolio_columns(workspace), service_keys),
            ))
        )  # fmt: skip
        self.none = Empty("")
        self.list = QWidget()
        self._cards = column(spacing=10)
        self.list.setLayout(self._cards)
        self.done_head = label("ACCEPTED HERE", "caption")
        self.done = label(name="sentence", wrap=True)
        self.previous, self.next = QPushButton("Previous"), QPushButton()
        self.next.setObjectName("primary")
        self.previous.clicked.connect(lambda: self.go(self.at - 1))
        self.next.clicked.connect(lambda: self.go(self.at + 1))
        self.tools.addWidget(self.previous)
        self.tools.addWidget(self.next)
        self.body.addWidget(self.chips)
        for part in (self.part, self.none, *self.tables, self.list, self.done_head, self.done):
            self.body.addWidget(part)
        self.body.addStretch(1)
        workspace.replaced.connect(self._forget)
        self._turn()

    def go(self, at: int) -> None:
        """Show another screen."""
        self.settle()
        self.at = max(0, min(PROPOSALS, at))
        self._turn()
        self.refresh()
        self.scroller.verticalScrollBar().setValue(0)
        (self.next if self.at < PROPOSALS else self.previous).setFocus()

    def land(self, field: str = "") -> None:
        """The keyboard comes to the owners of streams or of services, or to what is proposed; else to where one walks on."""
        self.go({"streams": 1, "services": 3, "proposals": PROPOSALS}.get(field, self.at))
        if self.at < PROPOSALS and (table := self.tables[self.at]).rows.keys and field:
            at = next((at for at, each in enumerate(table.rows.columns) if each.spec.field == "owner"), 0)
            bare = (row for row in range(len(table.rows.keys)) if not self._owned(table.rows.keys[row]))
            table.view.setFocus()
            table.view.setCurrentIndex(table.rows.index(next(bare, 0), at))
        elif field and self.cards:
            self.cards[0].setFocus()

    def _owned(self, key: Id) -> bool:
        return getattr(self.workspace.document.get(key), "owner", None) is not None

    def _turn(self) -> None:
        screen = SCREENS[self.at]
        self.chips.show_value(self.at)
        self.part.title.setText(screen.title)
        self.part.say(screen.ask)
        self.previous.setEnabled(self.at > 0)
        self.next.setVisible(self.at < PROPOSALS)
        if self.at < PROPOSALS:
            self.next.setText(f"Next: {SCREENS[self.at + 1].words[2:].lower()}")
        for at, table in enumerate(self.tables):
            table.setVisible(at == self.at)
        for part in (self.list, self.done, self.done_head, self.none):
            part.setVisible(False)

    def refresh(self) -> None:
        document = self.workspace.document
        if self.at < PROPOSALS:
            table = self.tables[self.at]
            table.refresh()
            empty = not table.rows.keys
            table.setVisible(not empty)
            self.none.setVisible(empty)
            streams = table in self.tables[:2]
            self.none.say(
                "There is no value stream yet. Choose New value stream in the Map menu."
                if streams
                else "No services are recorded yet. Drop a service on a step, or add them in the service portfolio."
            )
            return
        self._show_proposals(document)

    # --- the proposals ------------------------------------------------------------------------------------------------

    def _show_proposals(self, document: Document) -> None:
        listed = proposals(document, self.workspace.analysis)
        self._notice(document, listed)
        if listed != self._listed:
            self._listed = listed
            if [each.proposal.key for each in self.cards] != [each.key for each in listed] or not all(
                card.takes(each) for card, each in zip(self.cards, listed, strict=True)
            ):
                self._make_cards(listed)
        self.list.setVisible(bool(listed))
        self.none.setVisible(not listed)
        self.none.say("Every stream and service is owned where its outcome is judged. There is nothing to propose.")
        self._show_done(document)
        count = len(listed)
        noted = sum(each.objection is not None for each in listed)
        said = f"{plural(count, 'proposal')}{f', {noted} with a reason against it' if noted else ''}. " if count else ""
        self.part.say(f"{said}{SCREENS[PROPOSALS].ask}")

    def _make_cards(self, listed: tuple[Proposal, ...]) -> None:
        """New cards, with the keyboard where it was: on the same button of the same proposal, or of the one that follows."""
        held = QApplication.focusWidget()
        at = next((n for n, each in enumerate(self.cards) if held is not None and each.isAncestorOf(held)), None)
        subject = self.cards[at].proposal.key if at is not None else ""
        within = held.accessibleName() if held is not None else ""
        clear(self._cards)
        self.cards = [ProposalCard(self.workspace, each, self.jump.emit) for each in listed]
        for card in self.cards:
            self._cards.addWidget(card)
        if at is None:
            return
        same = next((each for each in self.cards if each.proposal.key == subject), None)
        if same is not None:
            again = [each for each in same.findChildren(QWidget) if each.accessibleName() == within and within]
            reason = same.reason.why.editor if same.proposal.objection else same.note
            (again[0] if again and not again[0].isHidden() else reason).setFocus()
        elif self.cards:
            following = self.cards[min(at, len(self.cards) - 1)]
            (following.other.editor if following.accept.isHidden() else following.accept).setFocus()
        else:
            self.previous.setFocus()

    def _notice(self, document: Document, listed: tuple[Proposal, ...]) -> None:
        """What was proposed before and is no more, because somebody else owns it now, is settled."""
        still = {each.key for each in listed}
        for each in self._listed or ():
            owner = getattr(document.get(each.subject), "owner", None)
            if each.key not in still and owner is not None and owner != each.now:
                self._settled.append(Accepted(each.subject, each.now, owner))

    def _show_done(self, document: Document) -> None:
        self._settled = [
            each for each in self._settled if getattr(document.get(each.subject), "owner", None) == each.owner
        ]
        lines = [
            f"✓ {document.name(each.subject)}: {document.name(each.owner)} owns it now"
            f"{f', before {document.name(each.was)}' if each.was and each.was in document else ''}."
            for each in self._settled
        ]
        self.done.setText("\n".join(dict.fromkeys(lines)))
        for part in (self.done, self.done_head):
            part.setVisible(bool(lines))

    def _forget(self) -> None:
        self._listed, self._settled = None, []
