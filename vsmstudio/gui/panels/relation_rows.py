"""The rows of a relation: what is at its other end, what is said of it, and a button that removes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from vsmstudio.gui import look
from vsmstudio.gui.panels import joined
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.gui.panels.fields import LineField
from vsmstudio.gui.panels.forms import CRITICALITIES
from vsmstudio.gui.panels.money_field import MoneyField
from vsmstudio.gui.panels.reading import plain_percent, read_percent
from vsmstudio.gui.panels.widgets import LinkButton, column, label, ltr, row, small_button
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind, Link, LinkKind, Revenue, Split
from vsmstudio.model.rules import Refused

WIDTH = 92  # pixels of what is said of a relation
SHARED = {LinkKind.RESTS_ON, LinkKind.COVERS, LinkKind.CARRIED_BY}


def attempt(workspace: Workspace, deed: Callable[[Document], Change]) -> str:
    """Carry out an edit; returns why the rules refuse it, or nothing."""
    try:
        change = deed(workspace.document)
    except Refused as refusal:
        return str(refusal)
    workspace.do(change)
    return ""


class Row(QWidget):
    """One relation. `key` is the record that the row is about; `near` is what the page is about; `parts` take the focus."""

    def __init__(self, workspace: Workspace, key: Id, near: Id) -> None:
        super().__init__()
        self.workspace, self.key, self.near = workspace, key, near
        self.name = LinkButton()
        self.name.clicked.connect(self._jump)
        self.remove = small_button("×", "Remove")
        self.remove.clicked.connect(lambda: workspace.do(self._removed))
        self.parts: tuple[QWidget, ...] = ()
        self._fields: list[LineField] = []

    def _lay(self, *said: QWidget) -> None:
        """Name, what is said of the relation and the button beside one another; what is wrong stands under all of them."""
        message = label(name="message", wrap=True)
        message.hide()
        for each in said:
            each.setFixedWidth(look.sized(WIDTH))
            if isinstance(each, LineField):
                each.speak_in(message)
                self._fields.append(each)
        line = row(self.name, *said, self.remove, spacing=4)
        whole = column(spacing=2)
        whole.addLayout(line)
        whole.addWidget(message)
        self.setLayout(whole)
        self.parts = (self.name, *(each.editor if isinstance(each, LineField) else each for each in said), self.remove)

    def point(self, key: Id, near: Id) -> None:
        """Be the row of another relation of the same section."""
        for field in self._fields:
            field.forget()
        self.key, self.near = key, near

    def settle(self) -> None:
        """Commit what is being typed."""
        for field in self._fields:
            if not field.is_bad:
                field.settle()

    def refresh(self) -> None:
        """Show the relation as it stands."""
        raise NotImplementedError

    def _jump(self) -> None:
        self.workspace.show(self.key)

    def _removed(self, document: Document) -> Change:
        return edits.delete(document, [self.key])

    def _share(self, apply: Callable[[Any], str]) -> LineField:
        field = LineField("", apply, read_percent, plain_percent)
        field.editor.setPlaceholderText("even")
        return field


class LinkRow(Row):
    """One link, named by its other end, with how critical it is, or its share."""

    def __init__(self, workspace: Workspace, key: Id, near: Id) -> None:
        super().__init__(workspace, key, near)
        kind = workspace.document.the(Link, key).kind
        self.criticality = Choice(CRITICALITIES, "Criticality") if kind is LinkKind.UNDERPINS else None
        self.share = self._share(self._set_share) if kind in SHARED else None
        if self.criticality:
            self.criticality.activated.connect(self._judge)
        self._lay(*(each for each in (self.criticality, self.share) if each))

    def _far(self) -> Id:
        link = self.workspace.document.the(Link, self.key)
        return link.target if link.source == self.near else link.source

    def _jump(self) -> None:
        self.workspace.show(self._far())

    def refresh(self) -> None:
        link = self.workspace.document.the(Link, self.key)
        name = joined.called(self.workspace.document, self._far())
        self.name.show_words(name)
        if self.criticality:
            self.criticality.show_value(link.criticality)
            self.criticality.setAccessibleName(f"Criticality of {name}")
        if self.share:
            self.share.show_value(link.share)
            self.share.editor.setAccessibleName(f"Share of {name}")
        self.remove.setAccessibleName(f"Remove the link to {name}")

    def _judge(self) -> None:
        if self.criticality:
            value = self.criticality.value
            self.workspace.do(lambda d: edits.update(d, self.key, "Change criticality", criticality=value))

    def _set_share(self, value: Any) -> str:
        far = self.workspace.document.name(self._far())
        return attempt(self.workspace, lambda d: edits.update(d, self.key, f"Set share of {far[:40]}", share=value))


class CarriedRow(Row):
    """A stream that carries a part of a service's cost. Those that the service reaches stay; those chosen can be removed."""

    def __init__(self, workspace: Workspace, key: Id, near: Id) -> None:
        super().__init__(workspace, key, near)
        self.share = self._share(
            lambda value: attempt(workspace, lambda d: joined.carry_share(d, self.near, self.key, value))
        )
        self._lay(self.share)
        policy = self.remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that all shares stand under one another
        self.remove.setSizePolicy(policy)

    def _link(self, document: Document) -> Link | None:
        held = document.links_from(self.near, LinkKind.CARRIED_BY)
        return next((each for each in held if each.target == self.key), None)

    def refresh(self) -> None:
        document = self.workspace.document
        name, link = document.name(self.key), self._link(document)
        use = self.workspace.analysis.services.get(self.near)
        self.name.show_words(name)
        self.share.show_value(link.share if link else None)
        self.share.editor.setAccessibleName(f"Share of {name}")
        self.remove.setVisible(link is not None and not (use and self.key in use.streams))
        self.remove.setAccessibleName(f"Remove {name}")

    def _removed(self, document: Document) -> Change:
        link = self._link(document)
        return edits.delete(document, [link.id] if link else [])


class RevenueRow(Row):
    """A revenue line, named by its customer or its service, with the amount a year."""

    def __init__(self, workspace: Workspace, key: Id, near: Id) -> None:
        super().__init__(workspace, key, near)
        self.amount = MoneyField("", self._set, lambda: workspace.document.engagement.currency, bare=True)
        self.amount.editor.setPlaceholderText("a year")
        self._lay(self.amount)

    def refresh(self) -> None:
        document = self.workspace.document
        line = document.the(Revenue, self.key)
        far = line.customer if line.service == self.near else line.service
        name = document.name(far) or "No customer named"
        self.name.show_words(name)
        self.amount.show_value(line.amount)
        self.amount.editor.setAccessibleName(
            f"Revenue a year from {name}" if far == line.customer else f"Revenue of {name}"
        )
        self.remove.setAccessibleName(f"Remove the revenue line of {name}")

    def _set(self, value: Any) -> str:
        return attempt(
            self.workspace, lambda d: edits.update(d, self.key, f"Set {d.name(self.key)[:50]}", amount=value)
        )


class JumpRow(Row):
    """A record that names this one: what it is called, and of what kind it is."""

    def __init__(self, workspace: Workspace, key: Id, near: Id) -> None:
        super().__init__(workspace, key, near)
        self.about = label(name="quiet")
        line = row(self.name, self.about, spacing=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.parts = (self.name,)

    def refresh(self) -> None:
        document = self.workspace.document
        self.name.show_words(joined.called(document, self.key))
        self.about.setText(joined.detail(document, document.records[self.key]))


class FlowRow(Row):
    """One connection out of a node: where it leads, and its share or probability where it has one."""

    def __init__(self, workspace: Workspace, key: Id, near: Id) -> None:
        super().__init__(workspace, key, near)
        self.part = LineField("", self._apply, read_percent, plain_percent)
        self._lay(self.part)

    def _jump(self) -> None:
        self.workspace.select([self.key])

    @property
    def _field(self) -> str:
        return "probability" if self.workspace.document.the(Flow, self.key).kind is FlowKind.REWORK else "share"

    def refresh(self) -> None:
        document = self.workspace.document
        flow = document.the(Flow, self.key)
        sign = {FlowKind.WORK: "→", FlowKind.INFORMATION: "Information →", FlowKind.REWORK: "Rework →"}[flow.kind]
        target = document.name(flow.target)
        self.name.show_words(ltr(f"{sign} {target}"))
        splits = getattr(document.get(flow.source), "split", None) is Split.ONE
        self.part.setVisible(
            flow.kind is FlowKind.REWORK or (flow.kind is FlowKind.WORK and (splits or flow.share is not None))
        )
        self.part.editor.setPlaceholderText("even" if flow.kind is FlowKind.WORK else "–")
        self.part.editor.setAccessibleName(f"{self._field.capitalize()} of {target}")
        self.part.show_value(getattr(flow, self._field))
        self.remove.setAccessibleName(f"Remove the connection to {target}")

    def _apply(self, value: Any) -> str:
        return attempt(
            self.workspace, lambda d: edits.update(d, self.key, f"Change {self._field}", **{self._field: value})
        )
