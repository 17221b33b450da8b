"""The audit of workflows: each step as it is documented, as it is done, and why it is done so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox

from vsmstudio.analysis.drift import differs
from vsmstudio.gui.access.order import nodes_in_order
from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.pages.parts import Col, Empty, RecordTable, StreamChoice
from vsmstudio.gui.panels.specs import Spec
from vsmstudio.gui.panels.widgets import label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step

_LEAD = (
    "Watch how the work is really done, and ask “why is it done so?”. This is discovery, not blame: where the two differ, "
    "people mostly have a reason."
)


def _state(document: Document, step: Step) -> str:
    """What the two texts say of each other, in a word."""
    if differs(step):
        return "◆ Differs" if step.why.strip() else "◆ Differs, why?"
    if step.as_documented.strip() and step.as_done.strip():
        return "As documented"
    return "Only documented" if step.as_documented.strip() else "Nothing is written" if step.as_done.strip() else ""


def _no_reason(document: Document, step: Step) -> bool:
    return differs(step) and not step.why.strip()


class AuditPage(Page):
    """The steps of a stream's current map in reading order."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Audit of workflows", _LEAD)
        self.choice = StreamChoice(workspace)
        self.choice.turned.connect(lambda _: self.refresh())
        self.only = QCheckBox("Only differences")
        self.only.toggled.connect(lambda _: self.refresh())
        self.tools.addWidget(self.choice)
        self.summary = label(name="strong", wrap=True)
        columns = (
            Col(
                Spec("name", "Step"), 150, 1, "Its number on the map, its name, and who does it", shown=self._step_words,
                text=lambda d, s: s.name, computed=True, bold=True,
            ),
            Col(Spec("as_documented", "As documented", "long"), 150, 3, "What the procedure says"),
            Col(
                Spec("as_done", "As done", "long"), 150, 3, "What was seen", empty="Not watched yet",
            ),
            Col(
                Spec("why", "Why it is done so", "long"), 150, 3, "In the words of those who do it", gap=_no_reason,
                blank="Ask why",
            ),
            Col(Spec("state", "The two"), 116, 0, "Whether what is done is what is documented", shown=_state, computed=True,
                gap=lambda d, s: differs(s)),
        )  # fmt: skip
        self.table = RecordTable(workspace, "Audit of workflows", columns, self._keys, removes=False)
        self.table.opened.connect(self.jump)
        self.empty = Empty("")
        self.empty.pressed.connect(self._begin)
        above = row(self.summary, self.only, spacing=16)
        above.setStretch(0, 1)
        self.body.addLayout(above)
        self.body.addWidget(self.table)
        self.body.addWidget(self.empty)
        self.body.addStretch(1)
        self.setFocusProxy(self.table.view)

    def refresh(self) -> None:
        self.choice.refresh()
        self.table.refresh()
        steps = self._steps(self.workspace.document)
        apart = [each for each in steps if differs(each)]
        watched = sum(bool(each.as_done.strip()) for each in steps)
        reasons = sum(bool(each.why.strip()) for each in apart)
        self.summary.setVisible(bool(steps))
        self.only.setVisible(bool(steps))
        self.summary.setText(
            f"{watched} of {len(steps)} steps were watched. {len(apart)} differ{'s' if len(apart) == 1 else ''} from what is "
            f"documented{f', {reasons} of them with a reason' if apart else ''}."
        )
        none = not self.table.rows.keys
        self.table.setVisible(not none)
        self.empty.setVisible(none)
        if none:
            self._say_empty(bool(steps))

    def _say_empty(self, steps: bool) -> None:
        if steps:
            self.empty.say("No step is done in another way than is documented, as far as is written down.")
        elif self.choice.stream:
            self.empty.say(
                "The current map of this stream shows no steps yet. Draw them first: Enter adds the next one."
            )
        else:
            self.empty.say("There is no value stream yet. Begin with one, and with its steps.")
        self.empty.button.setVisible(not steps)
        self.empty.button.setText("Open the map" if self.choice.stream else "New value stream")

    def _begin(self) -> None:
        if self.choice.stream:
            found = self.workspace.document.current_map(self.choice.stream)
            if found is not None:
                self.workspace.show_map(found.id)
            self.closing.emit()
        else:
            self.asked.emit("new_stream")

    def _steps(self, document: Document) -> list[Step]:
        found = document.current_map(self.choice.stream) if self.choice.stream else None
        if found is None:
            return []
        nodes = (document.of(Step, key) for key in nodes_in_order(document, found.id))
        return [each for each in nodes if each is not None]

    def _keys(self, document: Document) -> Sequence[Id]:
        return [each.id for each in self._steps(document) if not self.only.isChecked() or differs(each)]

    def _step_words(self, document: Document, step: Step) -> str:
        result = self.workspace.analysis.maps.get(step.map)
        number = result.numbers.get(step.id, "") if result else ""
        performer = document.name(step.performer)
        name = f"{number} {step.name}".strip()
        return f"{name}\n{performer}" if performer else name
