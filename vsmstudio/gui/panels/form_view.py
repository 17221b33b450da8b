"""The fields of one or several records, made from their form and kept in step with the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vsmstudio.export.tables.words import day
from vsmstudio.gui.panels import deeds, reference
from vsmstudio.gui.panels.choices import ChoiceField, FlagField, LongField
from vsmstudio.gui.panels.fields import Apply, DurationField, Field, LineField
from vsmstudio.gui.panels.money_field import MoneyField
from vsmstudio.gui.panels.reading import (
    plain_number,
    plain_percent,
    plain_points,
    read_date,
    read_number,
    read_percent,
    read_points,
    read_signed,
)
from vsmstudio.gui.panels.specs import Group, Spec
from vsmstudio.gui.panels.widgets import label, row, tab_after
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.durations import echo, understood
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Person, Record
from vsmstudio.model.rules import Refused

VARIOUS = "Various"
BESIDE = 128  # pixels of an editor at the right of its label


class FieldMaker:
    """Makes fields that edit `keys()` of the workspace's document."""

    def __init__(self, workspace: Workspace, keys: Callable[[], Sequence[Id]]) -> None:
        self.workspace, self.keys = workspace, keys

    def make(self, spec: Spec) -> Field:
        apply = self._apply(spec)
        match spec.kind:
            case "long":
                return LongField(spec.label, apply)
            case "duration":
                return self._hinted(DurationField(spec.label, apply, self._echo_duration), spec)
            case "agreed":
                said = self._echo_record(spec) if spec.echo else self._echo_agreed
                return self._hinted(DurationField(spec.label, apply, said, agreed=True), spec)
            case "choice":
                return ChoiceField(spec.label, apply, spec.options)
            case "flag":
                return FlagField(spec.label, apply)
            case "unit" | "person":
                return self._reference(spec, apply)
            case "stream" | "service" | "node":
                return self._chosen(spec, apply)
            case "money":
                return self._hinted(MoneyField(spec.label, apply, self._currency, spec.group is not None), spec)
            case _:
                return self._hinted(self._line(spec, apply), spec)

    def _line(self, spec: Spec, apply: Apply) -> LineField:
        said = self._echo_record(spec)
        match spec.kind:
            case "percent":
                return LineField(spec.label, apply, read_percent, plain_percent, said)
            case "points":
                return LineField(spec.label, apply, read_points, plain_points, said if spec.echo else _points)
            case "signed":
                return LineField(spec.label, apply, read_signed, plain_number, said)
            case "number":
                return LineField(spec.label, apply, read_number, plain_number, said)
            case "positive":
                return LineField(spec.label, apply, lambda text: read_number(text, above_zero=True), plain_number, said)
            case "date":
                return LineField(spec.label, apply, read_date, lambda value: value.isoformat() if value else "", day)
            case _:
                return LineField(spec.label, apply, echo=said)

    def _reference(self, spec: Spec, apply: Apply) -> Field:
        def people() -> list[reference.Option]:
            return reference.people(self.workspace.document)

        def units() -> list[reference.Option]:
            return reference.units(self.workspace.document)

        if spec.kind == "unit":
            return reference.ReferenceField(spec.label, apply, units, self._name, "units", spec.hint, self._side)
        return reference.ReferenceField(
            spec.label,
            apply,
            people,
            self._name,
            "people",
            spec.hint,
            self._home,
            takes=lambda key: self.workspace.document.of(Person, key) is not None,
            gap=self._is_gap if spec.owner else lambda key: False,
        )

    def _chosen(self, spec: Spec, apply: Apply) -> Field:
        """One of the streams or services that there are; none is made by naming it."""

        def offered() -> list[reference.Option]:
            document = self.workspace.document
            if spec.kind == "node":
                return reference.nodes(document, getattr(document.get(next(iter(self.keys()), None)), "map", None))
            if spec.kind == "service":
                return reference.services(document)
            homes = [document.of(Map, getattr(document.get(key), "map", None)) for key in self.keys()]
            own = {each.stream for each in homes if each}
            return [each for each in reference.streams(document) if each.key not in own]

        what = "steps" if spec.kind == "node" else f"{spec.kind}s"
        return reference.ReferenceField(spec.label, apply, offered, self._name, what, spec.hint, makes=False)

    def _currency(self) -> str:
        return self.workspace.document.engagement.currency

    def _name(self, key: Id) -> str:
        return self.workspace.document.name(key)

    def _is_gap(self, key: Any) -> bool:
        if key == VARIOUS:
            return False
        person = self.workspace.document.of(Person, key)
        return person is None or person.vacant

    def _home(self, key: Any) -> str:
        person = self.workspace.document.of(Person, key)
        if person is None:
            return "new person" if isinstance(key, reference.New) else ""
        return reference.about(self.workspace.document, person)

    def _side(self, key: Any) -> str:
        return "new unit" if isinstance(key, reference.New) else ""

    def _echo_duration(self, value: Any) -> str:
        return echo(value, self.workspace.document.engagement.calendar)

    def _echo_agreed(self, value: Any) -> str:
        return understood(value, self.workspace.document.engagement.calendar)

    def _echo_record(self, spec: Spec) -> Callable[[Any], str]:
        said = spec.echo
        if said is None:
            return lambda value: ""

        def echo_record(value: Any) -> str:
            record = self.workspace.document.get(next(iter(self.keys()), None))
            return said(self.workspace.document, record) if record is not None else ""

        return echo_record

    def _hinted(self, field: LineField, spec: Spec) -> LineField:
        field.editor.setPlaceholderText(spec.hint)
        return field

    def _apply(self, spec: Spec) -> Apply:
        def apply(value: Any) -> str:
            keys = tuple(self.keys())
            what = spec.label[:1].lower() + spec.label[1:]
            try:
                change = deeds.set_field(self.workspace.document, keys, spec.field, value, spec.kind, what)
            except Refused as refusal:
                return str(refusal)
            self.workspace.do(change)
            return ""

        return apply


def _points(value: float | None) -> str:
    return "points" if value else ""


class GroupHead(QWidget):
    """The caption over fields that belong together, and what they come to."""

    def __init__(self, group: Group) -> None:
        super().__init__()
        self.group = group
        self.caption, self.sum = label(name="strong"), label(name="quiet")
        line = row(self.caption, self.sum)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 6, 0, 0)
        self.setLayout(line)

    def show_record(self, document: Document, record: Record) -> None:
        self.caption.setText(self.group.caption(document))
        self.sum.setText(self.group.echo(document, record))


class FormView(QWidget):
    """Some fields under one another. `show_records` shows them for one record, or what several have in common.

    Those that stand folded behind a button (`behind`) are made when they are first seen.
    """

    def __init__(self, workspace: Workspace, specs: Sequence[Spec], behind: bool = False) -> None:
        super().__init__()
        self.workspace = workspace
        self.keys: tuple[Id, ...] = ()
        self.before: QWidget | None = None  # what Tab reaches before the fields, where they are made later
        self._specs = tuple(specs)
        self._heads: list[GroupHead] = []
        self._fields: dict[str, Field] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._made = False
        if not behind:
            self._make()

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by name."""
        self._make()
        return self._fields

    def _make(self) -> None:
        if self._made:
            return
        self._made = True
        maker = FieldMaker(self.workspace, lambda: self.keys)
        group: Group | None = None
        body: QVBoxLayout = self._column
        for spec in self._specs:
            field = self._fields[spec.field] = maker.make(spec)
            if spec.group is not group:
                group = spec.group
                body = self._group(group) if group else self._column
            if group:
                field.lay_beside(BESIDE)
            body.addWidget(field)
        if self.before is not None:
            tab_after(self.before, *self._fields.values())

    def _group(self, group: Group) -> QVBoxLayout:
        self._heads.append(GroupHead(group))
        body = QVBoxLayout()
        body.setSpacing(4)
        body.addWidget(self._heads[-1])
        self._column.addLayout(body)
        return body

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._made:
            self._make()
            self._show_fields(fresh=True)

    def show_records(self, keys: Sequence[Id]) -> None:
        """Show these records; what is being typed about the same records stays."""
        fresh, self.keys = tuple(keys) != self.keys, tuple(keys)
        if self._made:
            self._show_fields(fresh)

    def _show_fields(self, fresh: bool) -> None:
        document = self.workspace.document
        records = [record for key in self.keys if (record := document.get(key)) is not None]
        if not records:
            return
        for head in self._heads:
            head.show_record(document, records[0])
        for spec in self._specs:
            field = self._fields[spec.field]
            if fresh:
                field.forget()
            field.setVisible(spec.when(document, records[0]))
            self._show(field, spec, records)

    def _show(self, field: Field, spec: Spec, records: Sequence[Record]) -> None:
        values = [getattr(record, spec.field) for record in records]
        same = all(value == values[0] for value in values)
        if isinstance(field, LineField):
            field.editor.setPlaceholderText(spec.hint if same else VARIOUS)
        field.show_value(values[0] if same else VARIOUS if spec.owner else None)

    def settle(self) -> None:
        """Commit what is being typed: another record will be shown."""
        for field in self._fields.values():
            if not field.is_bad:
                field.settle()
