"""The pages of the inspector: one record, several, or what everything hangs on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from vsmstudio.export.tables.words import plural
from vsmstudio.gui.panels.fields import NameField
from vsmstudio.gui.panels.form_view import FieldMaker, FormView
from vsmstudio.gui.panels.forms import FORMS
from vsmstudio.gui.panels.relation_kinds import relations_of
from vsmstudio.gui.panels.relations import Relations
from vsmstudio.gui.panels.sentences import why_it_matters
from vsmstudio.gui.panels.specs import Form, Spec
from vsmstudio.gui.panels.widgets import Fold, LinkButton, Section, breakable, clear, column, label, ltr, row, tip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, Engagement, Map, Note, Service, Step, ValueStream


class Page(QWidget):
    """What the inspector shows. `show_records` shows records again in place, so that the focus stays where it is."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace

    def show_records(self, keys: Sequence[Id]) -> None:
        raise NotImplementedError

    def settle(self) -> None:
        """Commit what is being typed, because something else will be shown."""

    def name_editor(self) -> QLineEdit | None:
        """Where the name of what is shown can be typed."""
        return None


class Sentences(QWidget):
    """Sentences with a dash in front of each."""

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, ...] = ()
        self._column = column(spacing=5)
        self.setLayout(self._column)

    def show_sentences(self, said: tuple[str, ...]) -> None:
        if said == self._said:
            return
        self._said = said
        clear(self._column)
        for words in said:
            dash = label("–", "sentence")
            dash.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = row(dash, label(words, "sentence", wrap=True))
            line.setStretch(1, 1)
            self._column.addLayout(line)


class Heading(QWidget):
    """The kind of the record in a small line, and its name, which can be typed over."""

    def __init__(self, workspace: Workspace, form: Form) -> None:
        super().__init__()
        self.workspace, self.form = workspace, form
        self.key: Id = ""
        self.kind = label(form.word, "kindLine")
        self.title = label(name="strong", wrap=True)
        spec = Spec(form.named, "name")
        self.name = NameField(FieldMaker(workspace, lambda: (self.key,))._apply(spec))
        self.setLayout(column(self.kind, self.name, self.title, spacing=2))
        self.name.setVisible(bool(form.named))  # only now: a widget without a parent would open as a window
        self.title.setVisible(not form.named)

    def show_record(self, key: Id) -> None:
        document = self.workspace.document
        if key != self.key:
            self.name.forget()
        self.key = key
        result = self.workspace.result
        number = result.numbers.get(key, "") if result else ""
        record = document.records[key]
        word = record.word.capitalize() if isinstance(record, Note) else self.form.word
        self.kind.setText(f"{word} {number}".strip())
        if not self.form.named:
            said = self.form.title(document, record) if self.form.title else document.name(key)
            self.title.setText(breakable(ltr(said)))
            return
        called = document.name(key)
        if isinstance(record, Endpoint) and not (record.name or record.unit):
            called = record.kind.value.capitalize()
        self.name.editor.setPlaceholderText(called)
        self.name.show_value(getattr(record, self.form.named))
        self.name.editor.setToolTip(tip(document.name(key)))


class RecordPage(Page):
    """One record: its heading, its fields, what it is joined to and why it matters."""

    def __init__(self, workspace: Workspace, kind: type) -> None:
        super().__init__(workspace)
        form = FORMS[kind]
        self.heading = Heading(workspace, form)
        self.main = FormView(workspace, form.main)
        self.more = FormView(workspace, form.more, behind=True)
        self.fold = Fold("More", self.more)
        self.more.before = self.fold.button
        self.why = Sentences()
        self.matters = Section("Why it matters", self.why)
        self.relations = relations_of(workspace, kind)
        self.delete = LinkButton(f"Delete this {form.word.lower()}")
        self.delete.clicked.connect(self._delete)
        layout = column(self.heading, self.main, self.fold, self.matters, spacing=14)
        layout.addLayout(column(*self.relations, spacing=10))
        layout.addWidget(self.delete)
        self.setLayout(layout)
        self.fold.setVisible(bool(form.more))

    def show_records(self, keys: Sequence[Id]) -> None:
        document = self.workspace.document
        self.heading.show_record(keys[0])
        self.main.show_records(keys)
        self.more.show_records(keys)
        for each in self.relations:
            each.show_of(keys[0])
        said = why_it_matters(document, self.workspace.figures, keys[0])
        self.why.show_sentences(said)
        self.matters.setVisible(bool(said))

    def settle(self) -> None:
        self.heading.name.settle()
        self.main.settle()
        self.more.settle()
        for each in self.relations:
            each.settle()

    def name_editor(self) -> QLineEdit | None:
        return self.heading.name.editor if self.heading.form.named else None

    def begin(self, field: str) -> QWidget | None:
        """What a field is typed in, unfolded where need be; or what adds to the section of that caption."""
        if field in self.more.fields:
            self.fold.button.setChecked(True)
        for form in (self.main, self.more):
            if field in form.fields:
                return form.fields[field].editor
        for each in self.relations:
            if isinstance(each, Relations) and each.relation.caption.casefold() == field:
                return each.adder.editor if each.adder is not None else None
        return None

    def _delete(self) -> None:
        key = self.heading.key
        self.workspace.do(lambda document: edits.delete(document, [key]))


class ManyPage(Page):
    """Several records: how many of what, and what can be said of all steps at once."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.count = label(name="strong")
        self.kinds = label(name="quiet", wrap=True)
        performer, owner = FORMS[Step].main[:2]
        self.form = FormView(workspace, (performer, owner))
        self.owners = FormView(workspace, (owner,))
        self.setLayout(column(self.count, self.kinds, self.form, self.owners, spacing=10))

    def show_records(self, keys: Sequence[Id]) -> None:
        document = self.workspace.document
        self.count.setText(f"{len(keys)} things selected")
        self.kinds.setText(counted(document, keys))
        steps = [key for key in keys if document.of(Step, key)]
        services = [key for key in keys if document.of(Service, key)]
        self.form.setVisible(bool(steps))
        self.form.show_records(steps)
        self.owners.setVisible(bool(services) and not steps)
        self.owners.show_records(services)

    def settle(self) -> None:
        self.form.settle()
        self.owners.settle()


def counted(document: Document, keys: Sequence[Id]) -> str:
    """What is selected: `3 steps, 1 connection`."""
    words = {"flow": "connection", "stream": "value stream", "endpoint": "start or end", "person": "person"}
    many = {"person": "people", "endpoint": "starts and ends"}
    counts = Counter(document.records[key].type for key in keys)
    return ", ".join(plural(count, words.get(kind, kind), many.get(kind, "")) for kind, count in counts.items())


class SettingsPage(Page):
    """Nothing is selected: the map in view, the stream that it shows, and the engagement."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.parts: list[tuple[type, Any]] = []
        layout = column(spacing=22)
        for kind in (Map, ValueStream, Engagement):
            part = _Part(workspace, kind)
            self.parts.append((kind, part))
            layout.addWidget(part)
        self.setLayout(layout)

    def _key(self, kind: type) -> Id:
        document = self.workspace.document
        held = document.of(Map, self.workspace.map_id)
        if kind is Engagement:
            return document.engagement.id
        return "" if held is None else held.id if kind is Map else held.stream

    def show_records(self, keys: Sequence[Id]) -> None:
        for kind, part in self.parts:
            key = self._key(kind)
            part.setVisible(key in self.workspace.document)
            if key in self.workspace.document:
                part.show_record(key)

    def settle(self) -> None:
        for _, part in self.parts:
            part.settle()

    def name_editor(self) -> QLineEdit | None:
        part: _Part = self.parts[0][1]
        return part.heading.name.editor


class _Part(QWidget):
    """One of the three things that everything hangs on."""

    def __init__(self, workspace: Workspace, kind: type) -> None:
        super().__init__()
        form = FORMS[kind]
        self.heading = Heading(workspace, form)
        self.main, self.more = FormView(workspace, form.main), FormView(workspace, form.more, behind=True)
        fold = Fold("Calendar, rework and thresholds" if kind is Engagement else "More", self.more)
        self.more.before = fold.button
        self.relations = relations_of(workspace, kind) if kind is ValueStream else []
        self.setLayout(column(self.heading, self.main, fold, *self.relations, spacing=10))
        fold.setVisible(bool(form.more))

    def show_record(self, key: Id) -> None:
        self.heading.show_record(key)
        self.main.show_records((key,))
        self.more.show_records((key,))
        for each in self.relations:
            each.show_of(key)

    def settle(self) -> None:
        self.heading.name.settle()
        self.main.settle()
        self.more.settle()
        for each in self.relations:
            each.settle()
