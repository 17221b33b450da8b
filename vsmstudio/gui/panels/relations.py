"""Sections of the inspector that show what a record is joined to, a row each, and take on more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vsmstudio.gui.panels.choices import ChoiceField
from vsmstudio.gui.panels.forms import SPLITS
from vsmstudio.gui.panels.reference import Option, ReferenceField
from vsmstudio.gui.panels.relation_rows import LinkRow, Row, attempt
from vsmstudio.gui.panels.widgets import LinkButton, Section, breakable, column, label, restyle, tab_after
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind, Split

MOST = 12  # rows that are shown at first
MORE = 24  # and when more are asked for


@dataclass(frozen=True)
class Adder:
    """How a section takes on another: what is offered for the record that it is about, and the edit that joins it."""

    hint: str
    options: Callable[[Document, Id], list[Option]]
    what: str
    add: Callable[[Document, Id, Any], Change]


def _always(document: Document, near: Id) -> bool:
    return True


def _nothing(document: Document, near: Id, keys: Sequence[Id]) -> str:
    return ""


@dataclass(frozen=True)
class Relation:
    """One section. Where it is empty (`empty`) and `folds`, it is one line that opens it, called `opens` or as it is.

    `keys` are what its rows are about; `too_much` says what is wrong with them together, `sum` what they come to.
    """

    caption: str
    keys: Callable[[Workspace, Id], Sequence[Id]]
    row: Callable[[Workspace, Id, Id], Row] = LinkRow
    adder: Adder | None = None
    folds: bool = True
    opens: str = ""
    none: str = ""
    when: Callable[[Document, Id], bool] = _always
    empty: Callable[[Document, Id, Sequence[Id]], bool] = lambda document, near, keys: not keys
    too_much: Callable[[Document, Id, Sequence[Id]], str] = _nothing
    sum: Callable[[Document, Id, Sequence[Id]], str] = _nothing


class Relations(QWidget):
    """A section of rows for one record, with a field that adds another. Rows and field are made when they are seen."""

    def __init__(self, workspace: Workspace, relation: Relation) -> None:
        super().__init__()
        self.workspace, self.relation = workspace, relation
        self.near: Id = ""
        self.rows: dict[Id, Row] = {}
        self._spare: list[Row] = []
        self._adder: ReferenceField | None = None
        self._opened = False
        self._most = MOST
        self.opener = LinkButton(f"+ {relation.opens or relation.caption}")
        self.opener.clicked.connect(self._open)
        self.more = LinkButton()
        self.more.clicked.connect(self._show_more)
        self._column = column(spacing=4)
        self._none = label(relation.none, "quiet", wrap=True)
        self.note, self.sum = label(name="message", wrap=True), label(name="quiet", wrap=True)
        self._inner = column(self._none, spacing=6)
        self._inner.addLayout(self._column)
        for each in (self.more, self.sum, self.note):
            self._inner.addWidget(each)
            each.hide()
        body = QWidget()
        body.setLayout(self._inner)
        self.section = Section(relation.caption, body)
        self.setLayout(column(self.opener, self.section, spacing=0))

    @property
    def adder(self) -> ReferenceField | None:
        """The field that takes on another, where the section has one."""
        if self._adder is None and self.relation.adder is not None:
            self._adder = self._make_adder(self.relation.adder)
            self._inner.addWidget(self._adder)
            tab_after(self._last_before_adder(), self._adder)
        return self._adder

    def _make_adder(self, adder: Adder) -> ReferenceField:
        def apply(value: Any) -> str:
            return attempt(self.workspace, lambda document: adder.add(document, self.near, value)) if value else ""

        def offered() -> list[Option]:
            return adder.options(self.workspace.document, self.near)

        field = ReferenceField("", apply, offered, lambda key: "", adder.what, adder.hint)
        field.editor.setAccessibleName(adder.hint)
        return field

    def show_of(self, near: Id) -> None:
        """Show what this record is joined to. Rows of the same relations stay, with what is typed in them."""
        document = self.workspace.document
        fresh = near != self.near
        if fresh:
            self.near, self._opened, self._most = near, False, MOST
        keys = list(self.relation.keys(self.workspace, near))
        folded = self.relation.folds and not self._opened and self.relation.empty(document, near, keys)
        here = self.relation.when(document, near) and bool(keys or self.relation.adder or self.relation.none)
        self.setVisible(here)
        self.opener.setVisible(folded)
        self.section.setVisible(not folded)
        self._show_rows([] if folded or not here else keys[: self._most], anew=fresh)
        if folded or not here:
            return
        if self.adder:
            self.adder.show_value(None)
        self._say(self._none, self.relation.none if not keys else "")
        self._say(self.sum, self.relation.sum(document, near, keys))
        self._say(self.note, self.relation.too_much(document, near, keys))
        restyle(self.note, "gap")
        hidden = len(keys) - len(self.rows)
        self.more.setVisible(hidden > 0)
        self.more.show_words(f"Show {min(hidden, MORE)} of {hidden:,} more" if hidden > 0 else "")

    def _show_rows(self, keys: Sequence[Id], anew: bool) -> None:
        """Rows of the same relations stay; all others are used again for what comes, as making them takes longest."""
        if anew or list(keys) != list(self.rows):
            kept = {} if anew else {key: row for key, row in self.rows.items() if key in keys}
            spare = [row for key, row in self.rows.items() if key not in kept] + self._spare
            self.rows = {key: kept.get(key) or self._row(key, spare) for key in keys}
            self._spare = spare
            for row in spare:
                row.hide()
            last = self._before_rows()
            for at, row in enumerate(self.rows.values()):
                if self._column.indexOf(row) != at:
                    self._column.removeWidget(row)
                    self._column.insertWidget(at, row)
                row.show()
                last = tab_after(last, *row.parts)  # else Tab would reach new rows after everything else
            tab_after(last, self.more)
        for row in self.rows.values():
            row.refresh()

    def _row(self, key: Id, spare: list[Row]) -> Row:
        if not spare:
            made = self.relation.row(self.workspace, key, self.near)
            made.setParent(self.section.body)  # a widget without a parent would open as a window
            return made
        row = spare.pop(0)
        row.point(key, self.near)
        return row

    def settle(self) -> None:
        """Commit what is being typed in a row, because something else will be shown."""
        for row in self.rows.values():
            row.settle()

    def _before_rows(self) -> QWidget:
        """What Tab reaches before the rows."""
        return self.opener

    def _last_before_adder(self) -> QWidget:
        return self.more

    def _say(self, place: Any, words: str) -> None:
        place.setText(breakable(words))
        place.setVisible(bool(words))

    def _open(self) -> None:
        self._opened = True
        self.show_of(self.near)
        if self.adder:
            self.adder.editor.setFocus()

    def _show_more(self) -> None:
        self._most += MORE
        self.show_of(self.near)


class Ways(Relations):
    """The connections out of a node; where there are several, whether work takes all or one of them.

    `node` finds it from what the page is about: the node itself, or a connection out of it.
    """

    def __init__(self, workspace: Workspace, relation: Relation, node: Callable[[Document, Id], Id]) -> None:
        super().__init__(workspace, relation)
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


class WaysBeside(Ways):
    """All ways on from the node from which a connection of work leads, where there are several."""

    def show_of(self, near: Id) -> None:
        super().show_of(near)
        work = self.workspace.document.the(Flow, near).kind is FlowKind.WORK
        self.setVisible(work and not self.split.isHidden())
