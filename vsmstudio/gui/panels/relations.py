"""What a record is joined to, a row each: its services, steps, customers and connections, with what is said of the relation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vsmstudio.gui.panels import deeds, reference
from vsmstudio.gui.panels.choices import Choice, ChoiceField
from vsmstudio.gui.panels.fields import LineField
from vsmstudio.gui.panels.forms import CRITICALITIES, SPLITS
from vsmstudio.gui.panels.reading import plain_percent, read_percent
from vsmstudio.gui.panels.reference import New, Option, ReferenceField
from vsmstudio.gui.panels.widgets import LinkButton, Section, clear, column, label, ltr, row, small_button
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind, Link, LinkKind, Service, Split, Step, ValueStream
from vsmstudio.model.rules import Refused


class LinkRow(QWidget):
    """One link, named by its other end; how critical it is; and a button that removes it."""

    def __init__(self, workspace: Workspace, key: Id, near: Id) -> None:
        super().__init__()
        self.workspace, self.key, self.near = workspace, key, near
        self.name = LinkButton()
        self.name.clicked.connect(lambda: workspace.show(self._far()))
        self.criticality = Choice(CRITICALITIES, "Criticality")
        self.criticality.setFixedWidth(92)
        self.criticality.activated.connect(self._judge)
        self.remove = small_button("×", "Remove this link")
        self.remove.clicked.connect(lambda: workspace.do(lambda d: edits.delete(d, [self.key])))
        self.parts: tuple[QWidget, ...] = (self.name, self.criticality, self.remove)
        self.setLayout(row(*self.parts, spacing=4))

    def _far(self) -> Id:
        link = self.workspace.document.the(Link, self.key)
        return link.target if link.source == self.near else link.source

    def refresh(self) -> None:
        link = self.workspace.document.the(Link, self.key)
        name = self.workspace.document.name(self._far())
        self.name.show_words(name)
        self.criticality.setVisible(link.kind is LinkKind.UNDERPINS)
        self.criticality.show_value(link.criticality)
        self.criticality.setAccessibleName(f"Criticality of {name}")
        self.remove.setAccessibleName(f"Remove the link to {name}")

    def _judge(self) -> None:
        self.workspace.do(lambda d: edits.update(d, self.key, "Change criticality", criticality=self.criticality.value))


class FlowRow(QWidget):
    """One connection out of a node: where it leads, and its share or probability where it has one."""

    def __init__(self, workspace: Workspace, key: Id, near: Id) -> None:
        super().__init__()
        self.workspace, self.key = workspace, key
        self.name = LinkButton()
        self.name.clicked.connect(lambda: workspace.select([self.key]))
        self.part = LineField("", self._apply, read_percent, plain_percent)
        self.part.setFixedWidth(92)
        self.remove = small_button("×", "Remove this connection")
        self.remove.clicked.connect(lambda: workspace.do(lambda d: edits.delete(d, [self.key])))
        self.parts: tuple[QWidget, ...] = (self.name, self.part.editor, self.remove)
        self.setLayout(row(self.name, self.part, self.remove, spacing=4))

    @property
    def _field(self) -> str:
        return "probability" if self.workspace.document.the(Flow, self.key).kind is FlowKind.REWORK else "share"

    def refresh(self) -> None:
        document = self.workspace.document
        flow = document.the(Flow, self.key)
        sign = {FlowKind.WORK: "→", FlowKind.INFORMATION: "⇢", FlowKind.REWORK: "Rework →"}[flow.kind]
        if flow.kind is FlowKind.INFORMATION:
            sign = "Information →"
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


def attempt(workspace: Workspace, deed: Callable[[Document], Change]) -> str:
    """Carry out an edit; returns why the rules refuse it, or nothing."""
    try:
        change = deed(workspace.document)
    except Refused as refusal:
        return str(refusal)
    workspace.do(change)
    return ""


class Relations(QWidget):
    """A section of rows for one record, with a field that adds another."""

    def __init__(
        self,
        workspace: Workspace,
        caption: str,
        keys: Callable[[Document, Id], Sequence[Id]],
        make: Callable[[Workspace, Id, Id], LinkRow | FlowRow] = LinkRow,
        adder: Callable[[Relations], ReferenceField] | None = None,
        none: str = "",
    ) -> None:
        super().__init__()
        self.workspace, self._keys, self._make = workspace, keys, make
        self.near: Id = ""
        self.rows: dict[Id, LinkRow | FlowRow] = {}
        self._column = column(spacing=4)
        self._none = label(none, "quiet", wrap=True)
        body = QWidget()
        inner = column(self._none, spacing=6)
        inner.addLayout(self._column)
        self.adder = adder(self) if adder else None
        if self.adder:
            inner.addWidget(self.adder)
        body.setLayout(inner)
        self.section = Section(caption, body)
        self.setLayout(column(self.section))

    def show_of(self, near: Id) -> None:
        """Show what this record is joined to. Rows of the same relations stay, with what is typed in them."""
        keys = list(self._keys(self.workspace.document, near))
        if near != self.near or keys != list(self.rows):
            self.near = near
            clear(self._column)
            self.rows = {key: self._make(self.workspace, key, near) for key in keys}
            before = self._before_rows()
            for made in self.rows.values():
                self._column.addWidget(made)
                for each in made.parts:  # else Tab would reach new rows after everything else
                    QWidget.setTabOrder(before, each)
                    before = each
        for held in self.rows.values():
            held.refresh()
        if self.adder:
            self.adder.show_value(None)
        self._none.setVisible(not keys and bool(self._none.text()))
        self.setVisible(bool(keys) or self.adder is not None)

    def _before_rows(self) -> QWidget:
        """What Tab reaches before the rows."""
        found = None if self.adder is None else self.adder.editor.previousInFocusChain()
        while found is not None and found.focusPolicy() is Qt.FocusPolicy.NoFocus:
            found = found.previousInFocusChain()
        return found or self


def _adder(
    of: Relations,
    hint: str,
    options: Callable[[Document], list[Option]],
    what: str,
    add: Callable[[Document, Id, Any], Change],
) -> ReferenceField:
    workspace = of.workspace

    def apply(value: Any) -> str:
        return attempt(workspace, lambda d: add(d, of.near, value)) if value else ""

    field = ReferenceField("", apply, lambda: options(workspace.document), lambda key: "", what, hint)
    field.editor.setAccessibleName(hint)
    return field


def _hang_service(document: Document, step: Id, value: Any) -> Change:
    label = f"Hang a service under {document.name(step)[:40]}"
    if isinstance(value, New):
        return deeds.hang(document, Change(label, {}), value, step, label)
    return edits.underpin(document, value, step)


def _hang_under(document: Document, service: Id, value: Any) -> Change:
    if isinstance(value, New):
        raise Refused(f"There is no step or stream “{value[:40]}”. Choose one from the list (arrow down).")
    return edits.underpin(document, service, value)


def _add_customer(document: Document, near: Id, value: Any) -> Change:
    made = Change("", {})
    if isinstance(value, New):
        made = edits.add_unit(document, value)
        value = next(iter(made.records))
    linked = edits.link(document.apply(made), near, value, LinkKind.SERVES)
    return made.then(linked, linked.label) if made else linked


def _underpinned_by(document: Document, key: Id) -> list[Id]:
    return [
        each.id
        for each in sorted(document.links_to(key, LinkKind.UNDERPINS), key=lambda each: document.name(each.source))
    ]


def _underpins(document: Document, key: Id) -> list[Id]:
    return [each.id for each in document.links_from(key, LinkKind.UNDERPINS)]


def _serves(document: Document, key: Id) -> list[Id]:
    return [each.id for each in document.links_from(key, LinkKind.SERVES)]


def _flows_out(document: Document, key: Id) -> list[Id]:
    order = list(FlowKind)
    found = sorted(document.leaving(key), key=lambda each: (order.index(each.kind), document.name(each.target)))
    return [each.id for each in found]


def _places(document: Document) -> list[Option]:
    return reference.steps(document) + [Option(each.id, each.name, "whole stream") for each in document.streams]


def services_of(workspace: Workspace) -> Relations:
    """The services under a step or a stream."""
    return Relations(workspace, "Services", _underpinned_by, adder=lambda of: _adder(
        of, "Add a service", reference.services, "services", _hang_service))  # fmt: skip


def steps_of(workspace: Workspace) -> Relations:
    """The steps and streams that a service underpins."""
    return Relations(workspace, "Underpins", _underpins, adder=lambda of: _adder(
        of, "Add a step or stream", _places, "steps", _hang_under))  # fmt: skip


def customers_of(workspace: Workspace) -> Relations:
    """The customers of a stream or service."""
    return Relations(workspace, "Customers", _serves, adder=lambda of: _adder(
        of, "Add a customer", reference.units, "units", _add_customer))  # fmt: skip


class Ways(Relations):
    """The connections out of a node; where there are several, whether work takes all or one of them.

    `node` finds it from what the page is about: the node itself, or a connection out of it.
    """

    def __init__(self, workspace: Workspace, caption: str, node: Callable[[Document, Id], Id], none: str = "") -> None:
        super().__init__(workspace, caption, lambda d, key: _flows_out(d, node(d, key)), FlowRow, none=none)
        self._node = node
        self.split = ChoiceField("Passes work on to", self._set_split, SPLITS)
        inner = self.section.body.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.insertWidget(0, self.split)

    def show_of(self, near: Id) -> None:
        super().show_of(near)
        document = self.workspace.document
        node = self._node(document, near)
        split = getattr(document.get(node), "split", Split.ALL)
        work = [flow for flow in document.leaving(node) if flow.kind is FlowKind.WORK]
        self.split.setVisible(len(work) > 1 or split is Split.ONE)
        self.split.show_value(split)

    def _before_rows(self) -> QWidget:
        return self.split.editor

    def _set_split(self, value: Any) -> str:
        node = self._node(self.workspace.document, self.near)
        return attempt(
            self.workspace, lambda d: edits.update(d, node, f"Set ways on from {d.name(node)[:40]}", split=value)
        )


def flows_of(workspace: Workspace) -> Relations:
    """The connections out of a node."""
    return Ways(workspace, "Leads to", lambda document, node: node, "Nothing yet. Draw a connection on the map.")


def ways_beside(workspace: Workspace) -> Relations:
    """All connections out of the node from which a connection of work leads, where there are several."""
    return _Beside(workspace, "Ways on from the same place", lambda document, flow: document.the(Flow, flow).source)


class _Beside(Ways):
    def show_of(self, near: Id) -> None:
        super().show_of(near)
        work = self.workspace.document.the(Flow, near).kind is FlowKind.WORK
        self.setVisible(work and not self.split.isHidden())


def relations_of(workspace: Workspace, kind: type) -> list[Relations]:
    """What the inspector shows of the relations of a kind of record."""
    if kind is Step:
        return [flows_of(workspace), services_of(workspace)]
    if kind is Service:
        return [steps_of(workspace), customers_of(workspace)]
    if kind is ValueStream:
        return [customers_of(workspace), services_of(workspace)]
    if kind is Flow:
        return [ways_beside(workspace)]
    return [flows_of(workspace)] if hasattr(kind, "split") else []
