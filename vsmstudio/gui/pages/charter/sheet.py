"""The charter of one value stream as a sheet of paper that is written on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from vsmstudio.analysis.engagement.measures import measures
from vsmstudio.gui.pages.charter import fields as asks
from vsmstudio.gui.pages.chips import Chips
from vsmstudio.gui.pages.frame import Flow
from vsmstudio.gui.pages.joining import join, joined
from vsmstudio.gui.pages.parts import PartHead, link
from vsmstudio.gui.panels import reference
from vsmstudio.gui.panels.choices import LongField
from vsmstudio.gui.panels.fields import Field, LineField, NameField
from vsmstudio.gui.panels.form_view import FieldMaker
from vsmstudio.gui.panels.specs import Spec
from vsmstudio.gui.panels.widgets import clear, column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.durations import number
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Measure, ValueStream
from vsmstudio.model.rules import Refused

WIDEST = 940
_MOST = 12  # measures that a charter lists


class CharterSheet(QWidget):
    """Shows one stream's charter. What is blank is marked and says what belongs there."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.stream: Id = ""
        self.setObjectName("charterSheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMaximumWidth(WIDEST)
        self._maker = FieldMaker(workspace, lambda: (self.stream,))
        self.fields: dict[str, Field] = {}
        self.name = NameField(self._rename)
        self.name.editor.setPlaceholderText("Unnamed stream")
        self.team = self._chips("Team", LinkKind.WORKS_ON, False, "Type a person…")
        self.on_call = self._chips("On call", LinkKind.ON_CALL, False, "Type a person…")
        self.customers = self._chips("Customers", LinkKind.SERVES, True, "Type a customer…", "unit")
        self.measured = QWidget()
        self._measured = column(spacing=4)
        self.measured.setLayout(self._measured)
        whole = column(spacing=18, margins=(28, 22, 28, 26))
        whole.addWidget(self.name)
        who = self._part(
            "Who", *self._made(asks.WHO), self._titled("Team", self.team), self._titled("On call", self.on_call)
        )
        far = self._part(
            "What, and how far", self._titled("Customers", self.customers), self._demand(), *self._made(asks.FAR)
        )
        whole.addWidget(Flow(who, far, least=330, spacing=36))
        whole.addWidget(self._part("Why", Flow(*self._made(asks.WHY), least=330, spacing=36)))
        beside = self._titled("Value measures", self.measured)
        whole.addWidget(self._part("Where it is to be", Flow(*self._made(asks.TARGETS), beside, least=330, spacing=36)))
        tell = self._made(asks.TELL)
        right = QWidget()
        right.setLayout(column(*tell[1:], spacing=10))
        whole.addWidget(self._part("How it is told", Flow(tell[0], right, least=330, spacing=36)))
        self.setLayout(whole)

    # --- making ------------------------------------------------------------------------------------------------------

    def _made(self, specs: Sequence[Spec]) -> list[QWidget]:
        made: list[QWidget] = []
        for spec in specs:
            field = self.fields[spec.field] = self._maker.make(spec)
            if isinstance(field, LongField):
                field.editor.setPlaceholderText(spec.hint)
            made.append(field)
        return made

    def _demand(self) -> QWidget:
        held = QWidget()
        line = row(*self._made(asks.DEMAND), spacing=8)
        line.setStretch(0, 2)
        line.setStretch(1, 1)
        held.setLayout(line)
        return held

    def _part(self, title: str, *parts: QWidget) -> QWidget:
        held = QWidget()
        held.setLayout(column(PartHead(title), *parts, spacing=10))
        return held

    def _titled(self, title: str, part: QWidget) -> QWidget:
        held = QWidget()
        held.setLayout(column(label(title, "fieldLabel"), part, spacing=3))
        return held

    def _chips(self, name: str, kind: LinkKind, outward: bool, hint: str, makes: str = "person") -> Chips:
        offered = reference.units if makes == "unit" else reference.people
        made = Chips(
            self.workspace, name, lambda: offered(self.workspace.document),
            lambda document, keys: join(document, self.stream, kind, keys, outward, makes), hint,
            "units" if makes == "unit" else "people",
        )  # fmt: skip
        made.setProperty("joins", (kind.value, outward))
        return made

    def _rename(self, name: str) -> str:
        if not name:
            return "A value stream needs a name. Type one, or press Esc."
        try:
            change = edits.rename(self.workspace.document, self.stream, name)
        except Refused as refusal:
            return str(refusal)
        self.workspace.do(change)
        return ""

    def begin(self, field: str = "") -> None:
        """The keyboard goes to a field, else to the first that is marked as blank, else to the name."""
        bare = (each for each in (*self.fields.values(), self.team.field) if each.editor.property("blank") == "yes")
        (self.fields[field] if field in self.fields else next(bare, self.name)).editor.setFocus()

    # --- showing -----------------------------------------------------------------------------------------------------

    def show_stream(self, key: Id) -> None:
        """Show the charter of this stream; what is being typed about the same one stays."""
        document = self.workspace.document
        stream = document.of(ValueStream, key)
        if stream is None:
            return
        if key != self.stream:
            self.settle()
            self.stream = key
            for field in (self.name, *self.fields.values()):
                field.forget()
        self.name.show_value(stream.name)
        for spec in asks.ALL:
            field = self.fields[spec.field]
            field.show_value(getattr(stream, spec.field))
            self._mark(field, getattr(stream, spec.field) in (None, "") and spec.field not in asks.MAY_BE_BLANK)
        for chips, kind, outward in self._joined():
            held = joined(document, key, kind, outward)
            chips.show_records(held)
            self._mark(chips.field, not held and kind is not LinkKind.ON_CALL)
        self._show_measures()

    def _joined(self) -> tuple[tuple[Chips, LinkKind, bool], ...]:
        return (
            (self.team, LinkKind.WORKS_ON, False),
            (self.on_call, LinkKind.ON_CALL, False),
            (self.customers, LinkKind.SERVES, True),
        )

    def _mark(self, field: Field, blank: bool) -> None:
        """Let what is blank be seen as such."""
        editor = field.editor
        said = "yes" if blank else ""
        if isinstance(editor, QLineEdit | QPlainTextEdit) and (editor.property("blank") or "") != said:
            editor.setProperty("blank", said)
            editor.style().unpolish(editor)
            editor.style().polish(editor)

    def _show_measures(self) -> None:
        document = self.workspace.document
        held = [(each, document.the(Measure, each.measure)) for each in measures(document, self.stream)]
        clear(self._measured)
        for progress, measure in held[:_MOST]:
            self._measured.addWidget(label(measure.name, "strong", wrap=True))
            self._measured.addWidget(label(f"{_way(measure)}. {progress.sentence}", "quiet", wrap=True))
        if len(held) > _MOST:
            self._measured.addWidget(label(f"And {len(held) - _MOST} more.", "quiet"))
        if not held:
            self._measured.addWidget(label("None yet. A target that nobody measures is a wish.", "empty", wrap=True))
        line = row(link("Open value and its measures", lambda: self.asked_value()))
        line.addStretch(1)
        self._measured.addLayout(line)

    def asked_value(self) -> None:
        """Replaced by the page: leads to the page of value."""

    def settle(self) -> None:
        """Commit what is being typed: another stream is about to come."""
        for field in (self.name, *self.fields.values()):
            if isinstance(field, LineField | LongField) and not field.is_bad and self.stream in self.workspace.document:
                field.settle()


def _way(measure: Measure) -> str:
    """`18 → 10 days, now 14`."""

    def said(value: float | None) -> str:
        return "–" if value is None else number(value)

    unit = f" {measure.unit}" if measure.unit else ""
    now = f", now {said(measure.actual)}" if measure.actual is not None else ""
    return f"{said(measure.baseline)} → {said(measure.target)}{unit}{now}"
