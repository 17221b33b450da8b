"""The fields of one or several records, made from their form and kept in step with the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vsmstudio.export.tables.words import day
from vsmstudio.gui.panels import deeds, reference
from vsmstudio.gui.panels.choices import ChoiceField, FlagField, LongField
from vsmstudio.gui.panels.fields import Apply, DurationField, Field, LineField
from vsmstudio.gui.panels.forms import Spec
from vsmstudio.gui.panels.reading import plain_number, plain_percent, read_date, read_number, read_percent
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.durations import echo
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Record
from vsmstudio.model.rules import Refused

VARIOUS = "Various"


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
            case "choice":
                return ChoiceField(spec.label, apply, spec.options)
            case "flag":
                return FlagField(spec.label, apply)
            case "unit" | "person":
                return self._reference(spec, apply)
            case _:
                return self._hinted(self._line(spec, apply), spec)

    def _line(self, spec: Spec, apply: Apply) -> LineField:
        said = self._echo_record(spec)
        match spec.kind:
            case "percent":
                return LineField(spec.label, apply, read_percent, plain_percent, said)
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


class FormView(QWidget):
    """Some fields under one another. `show_records` shows them for one record, or what several have in common."""

    def __init__(self, workspace: Workspace, specs: Sequence[Spec]) -> None:
        super().__init__()
        self.workspace = workspace
        self.keys: tuple[Id, ...] = ()
        maker = FieldMaker(workspace, lambda: self.keys)
        self.fields = {spec.field: maker.make(spec) for spec in specs}
        self._specs = tuple(specs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for field in self.fields.values():
            layout.addWidget(field)

    def show_records(self, keys: Sequence[Id]) -> None:
        """Show these records; what is being typed about the same records stays."""
        fresh, self.keys = tuple(keys) != self.keys, tuple(keys)
        document = self.workspace.document
        records = [record for key in keys if (record := document.get(key)) is not None]
        if not records:
            return
        for spec in self._specs:
            field = self.fields[spec.field]
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
        for field in self.fields.values():
            if not field.is_bad:
                field.settle()
