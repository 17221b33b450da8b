"""Value: the agreed definition, and for each stream customers, outcomes and measures, with what is missing and why it matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from vsmstudio.analysis.engagement.experience import experience
from vsmstudio.gui.pages.chips import Chips
from vsmstudio.gui.pages.frame import Flow, Page
from vsmstudio.gui.pages.joining import join
from vsmstudio.gui.pages.parts import Empty, PartHead, StreamChoice, link
from vsmstudio.gui.pages.value.measures import MeasuresTable
from vsmstudio.gui.pages.value.notes import Kinds, Missing
from vsmstudio.gui.panels import reference
from vsmstudio.gui.panels.form_view import FormView
from vsmstudio.gui.panels.reference import New, Option
from vsmstudio.gui.panels.specs import Spec
from vsmstudio.gui.panels.widgets import breakable, column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Measure, Unit, ValueStream
from vsmstudio.notation.experience_curve import shown
from vsmstudio.notation.experience_lane import AUDIENCES

_LEAD = (
    "Value is a perception: the agreed outcome and the experience of getting it, for a price and an effort. "
    "Outputs are not outcomes, and cost savings are not value."
)
_DEFINITION = (Spec("value_definition", "What value means in this engagement", "long"),)
_AGREED = (
    Spec("value_agreed_on", "Agreed on", "date", hint="Such as 2026-02-14"),
    Spec("value_agreed_by", "Agreed by", "long"),
)
_OUTCOMES = (Spec("outcomes", "Outcomes: what its customers can do or have afterwards", "long"),)


class ValuePage(Page):
    """The engagement's definition on top, then one stream at a time."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Value", _LEAD)
        self.choice = StreamChoice(workspace)
        self.choice.turned.connect(lambda _: self._turn())
        self.definition, self.agreed = FormView(workspace, _DEFINITION), FormView(workspace, _AGREED)
        self.said = PartHead("The agreed definition")
        self.said.tools.addWidget(link("What stakeholders say", lambda: self.asked.emit("show_stakeholders")))
        self.stream = PartHead("")
        self.stream.tools.addWidget(self.choice)
        self.customers = Chips(
            workspace, "Customers", lambda: reference.units(workspace.document), self._set_customers,
            "Who receives and judges it?", "units",
        )  # fmt: skip
        self.outcomes = FormView(workspace, _OUTCOMES)
        self.measures_head = PartHead(
            "Value measures", "From the baseline to the target; what was measured last, and when."
        )
        self.measures = MeasuresTable(workspace)
        self.felt = label(name="plainLine", wrap=True)
        self.kinds, self.missing = Kinds(), Missing()
        self.empty = Empty(
            "There is no value stream yet. Draw its map first: outcomes and measures belong to a stream.",
            "Back to the map",
        )
        self.empty.pressed.connect(self.closing)
        self.of_stream = self._of_stream()
        self.body.addWidget(self.said)
        self.body.addWidget(Flow(self.definition, self.agreed, least=260))
        self.body.addSpacing(8)
        for each in (self.stream, self.empty, self.of_stream):
            self.body.addWidget(each)
        self.body.addStretch(1)

    def _of_stream(self) -> QWidget:
        felt = row(self.felt, link("Open experience", lambda: self.asked.emit("show_experience")))
        felt.setStretch(0, 1)
        held = QWidget()
        layout = column(spacing=16)
        layout.addWidget(Flow(_titled("Customers", self.customers), self.outcomes, least=260))
        layout.addWidget(self.measures_head)
        layout.addWidget(self.measures)
        layout.addLayout(felt)
        layout.addWidget(
            Flow(
                _part("What to measure", self.kinds),
                _part("What is missing, and why it matters", self.missing),
                least=300,
            )
        )
        held.setLayout(layout)
        return held

    # --- showing -------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        document = self.workspace.document
        engagement = document.engagement
        self.definition.show_records((engagement.id,))
        self.agreed.show_records((engagement.id,))
        self.choice.refresh()
        stream = document.of(ValueStream, self.choice.stream)
        self.empty.setVisible(stream is None)
        self.of_stream.setVisible(stream is not None)
        self.stream.setVisible(stream is not None)
        if stream is None:
            return
        self.stream.title.setText(breakable(f"Value of {stream.name}") if stream.name else "Value of the stream")
        self.outcomes.show_records((stream.id,))
        self.customers.show_records(_customers(document, stream.id))
        self.measures.stream = stream.id
        self.measures.refresh()
        self.kinds.show_counts(Counter(each.kind for each in document.all(Measure) if each.stream == stream.id))
        self.felt.setText(self._felt(stream.id))
        about = [engagement.id, stream.id]
        found = [each for each in self.workspace.figures.findings if each.rule.startswith("value.")]
        found = [each for each in found if each.subject in about]
        self.missing.show_findings(sorted(found, key=lambda each: about.index(each.subject)))

    def _felt(self, stream: Id) -> str:
        """What the ratings of the current map come to."""
        held = self.workspace.document.current_map(stream)
        if held is None or held.id not in self.workspace.figures.maps:
            return "Experience step by step: no current map yet."
        found = experience(self.workspace.document, self.workspace.figures, held.id)
        said = [f"{AUDIENCES[each.audience]} {shown(each.mean)} of 5" for each in found.voices if each.mean is not None]
        return (
            f"Experience step by step: {', '.join(said)} on average."
            if said
            else "Experience step by step: not asked yet."
        )

    def bring(self, key: Id) -> None:
        """The keyboard comes to the row of a measure."""
        held = self.workspace.document.of(Measure, key)
        if held is not None:
            self.about(held.stream)
            self.refresh()
            self.measures.stand_on(key)

    def land(self, field: str = "") -> None:
        """The keyboard goes to a field, or to the row that adds a measure."""
        super().land(field)
        if field == "measures":
            self.measures.edit_new()
        for form in (self.definition, self.agreed, self.outcomes):
            if field in form.fields and form.isVisible():
                form.fields[field].editor.setFocus()

    def settle(self) -> None:
        for each in (self.definition, self.agreed, self.outcomes):
            each.settle()
        super().settle()

    def _turn(self) -> None:
        self.settle()
        self.refresh()

    # --- doing ---------------------------------------------------------------------------------------------------------

    def _set_customers(self, document: Document, named: Sequence[Id | New]) -> Change:
        """Let the stream have just these customers; who is not known yet becomes a unit."""
        change = join(document, self.choice.stream, LinkKind.SERVES, named, True, "unit")
        return Change("Set customers", change.records)


def _customers(document: Document, stream: Id) -> list[Option]:
    units = [document.of(Unit, each.target) for each in document.links_from(stream, LinkKind.SERVES)]
    return [Option(unit.id, unit.name, unit.side.value if unit.side else "") for unit in units if unit]


def _titled(title: str, part: QWidget) -> QWidget:
    held = QWidget()
    held.setLayout(column(label(title, "fieldLabel"), part, spacing=3))
    return held


def _part(title: str, part: QWidget) -> QWidget:
    held = QWidget()
    held.setLayout(column(PartHead(title), part, spacing=8))
    return held
