"""Stakeholders: who has a stake in a stream or in the whole engagement, what value means to them, and what they gain."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.pages.parts import Col, RecordTable, StreamChoice
from vsmstudio.gui.panels import reference
from vsmstudio.gui.panels.reference import New, Option
from vsmstudio.gui.panels.specs import Spec
from vsmstudio.gui.panels.widgets import label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Stakeholder

_LEAD = (
    "Everybody with a stake, not only IT. Value is a perception: ask each what it means to them, and what they gain when "
    "the stream becomes better."
)
ALL = "Whole engagement"


def who_offered(document: Document) -> list[Option]:
    """Everybody who can be named: people, then units."""
    return [*reference.people(document), *reference.units(document)]


def with_who(document: Document, text: str) -> tuple[Change, Id]:
    """Whom a typed name means; a name that nobody bears makes a person. Raises `ValueError`."""
    found = reference.read_name(text, who_offered(document), "people and units")
    if found is None:
        raise ValueError("Type the name of a person or unit.")
    if isinstance(found, New):
        change = edits.add_person(document, found)
        return change, next(iter(change.records))
    return Change("", {}), found


def _add(document: Document, text: str, stream: Id | None) -> Change:
    before, who = with_who(document, text)
    added = edits.add_stakeholder(document.apply(before), who, stream)
    return before.then(added, added.label)


def _change_who(document: Document, key: Id, text: str) -> Change:
    before, who = with_who(document, text)
    changed = edits.update(document.apply(before), key, "Change stakeholder", who=who)
    return before.then(changed, changed.label)


def _change_stream(document: Document, key: Id, text: str) -> Change:
    found = None
    if text.strip().casefold() not in {"", ALL.casefold()}:
        found = reference.read_name(text, reference.streams(document), "streams")
        if isinstance(found, New):
            raise ValueError(f"“{text[:40]}” is none of the streams. Choose one from the list (arrow down).")
    return edits.update(document, key, "Set stream of stakeholder", stream=found)


def _is_blank(document: Document, record: Stakeholder) -> bool:
    return not record.value.strip()


COLUMNS = (
    Col(
        Spec("who", "Who"), 150, 1, "A person or unit", text=lambda d, r: d.name(r.who), change=_change_who,
        offers=who_offered, bold=True,
    ),
    Col(
        Spec("stream", "Stake in"), 130, 0, "A stream, or the whole engagement", change=_change_stream,
        shown=lambda d, r: d.name(r.stream) or ALL, text=lambda d, r: d.name(r.stream) or ALL,
        offers=lambda d: [Option("", ALL), *reference.streams(d)],
    ),
    Col(Spec("interest", "Interest", "long"), 130, 2, "What they want of it, or fear"),
    Col(
        Spec("value", "What value means to them", "long"), 150, 3, "In their own words", gap=_is_blank,
        blank="Not asked yet",
    ),
    Col(Spec("gains", "What they gain", "long"), 140, 2, "When the stream becomes better"),
)  # fmt: skip


class StakeholdersPage(Page):
    """One table of all, or of those of a stream."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Stakeholders", _LEAD)
        self.choice = StreamChoice(workspace, "All streams")
        self.choice.turned.connect(lambda _: self.refresh())
        self.tools.addWidget(self.choice)
        self.table = RecordTable(
            workspace, "Stakeholders", COLUMNS, self._keys,
            lambda document, text: _add(document, text, self.choice.stream or None),
            "Type who has a stake…", order=_order,
        )  # fmt: skip
        self.note = label(name="quiet", wrap=True)
        self.body.addWidget(self.table)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.setFocusProxy(self.table.view)

    def bring(self, key: Id) -> None:
        """The keyboard comes to the row of a stakeholder, whose ever streams are shown."""
        self.refresh()
        if key not in self.table.rows.keys:
            self.choice.choose("")
        self.table.stand_on(key)

    def refresh(self) -> None:
        self.choice.refresh()
        self.table.refresh()
        count = len(self.table.rows.keys)
        self.note.setText(
            "Type over a cell, or press F2. Enter goes down, Tab to the right, Alt+↑ and Alt+↓ change the order."
            if count
            else "Nobody yet. Type the name of a person or unit in the row above; who is not known yet becomes a new person."
        )

    def _keys(self, document: Document) -> Sequence[Id]:
        held = sorted(document.all(Stakeholder), key=lambda each: (each.order, each.id))
        stream = self.choice.stream
        return [each.id for each in held if not stream or each.stream in (None, stream)]


def _order(document: Document, keys: Sequence[Id]) -> Change:
    change = Change("Change order of stakeholders", {})
    for at, key in enumerate(keys, 1):
        if document.the(Stakeholder, key).order != at:
            change = change.then(edits.update(document.apply(change), key, order=float(at)), change.label)
    return change
