"""The health check: four questions asked every twelve months, what is to be looked at again, and the reviews to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from vsmstudio.analysis.engagement.health import HealthAnswer, health
from vsmstudio.gui.pages.parts import Col, PartHead, RecordTable, link
from vsmstudio.gui.pages.plan.columns import NAME, OUTCOME
from vsmstudio.gui.panels.specs import Spec
from vsmstudio.gui.panels.widgets import clear, column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.dates import day, months_later
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Improvement, ImprovementState, Workshop, WorkshopKind

REVIEW_MONTHS = 3
# Where what is to be done is done.
_PAGES = {"value": ("Value", "show_value"), "mapped": ("Workshops", "show_workshops"),
          "audited": ("Audit of workflows", "show_audit"), "improved": ("", "")}  # fmt: skip


class Health(QWidget):
    """Answers, then what is to be measured again, then the reviews that are planned. `asked` wants another page."""

    asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._answers: tuple[HealthAnswer, ...] = ()
        self.head = PartHead("Four questions over the last twelve months")
        self.answers = column(spacing=8)
        self.again_head = PartHead("To be looked at and measured again")
        columns = (
            NAME,
            next(each for each in OUTCOME if each.spec.field == "done_on"),
            Col(Spec("review_on", "Look at it again", "date"), 120, shown=self._review, gap=self._is_late),
            *(each for each in OUTCOME if each.spec.field in {"expected", "actual", "measured_on"}),
        )
        self.again = RecordTable(workspace, "To be measured again", columns, self._waiting, removes=False)
        self.reviews_head = PartHead("Reviews to come")
        self.plan = QPushButton("Plan a review")
        self.plan.setToolTip(
            f"A review workshop {REVIEW_MONTHS} months from the as-of date; change its day in the table"
        )
        self.plan.clicked.connect(lambda: workspace.do(self._planned_review))
        self.reviews_head.tools.addWidget(self.plan)
        self.reviews = RecordTable(
            workspace, "Reviews to come",
            (Col(Spec("name", "Review"), 160, 2, shown=lambda d, r: r.label), Col(Spec("date", "Date", "date"), 120),
             Col(Spec("notes", "Notes", "long"), 160, 3)),
            self._coming,
        )  # fmt: skip
        whole = column(self.head, spacing=10)
        whole.addLayout(self.answers)
        for part in (self.again_head, self.again, self.reviews_head, self.reviews):
            whole.addSpacing(8 if isinstance(part, PartHead) else 0)
            whole.addWidget(part)
        whole.addStretch(1)
        self.setLayout(whole)

    def refresh(self) -> None:
        found = health(self.workspace.document, self.workspace.as_of)
        yes = sum(each.yes for each in found)
        self.head.say(f"As of {day(self.workspace.as_of)}: {yes} of {len(found)} are answered with yes.")
        if found != self._answers:
            self._answers = found
            clear(self.answers)
            for each in found:
                self.answers.addWidget(self._answer(each))
        document = self.workspace.document
        waiting, coming = self._waiting(document), self._coming(document)
        self.again_head.say(
            "What was done is worth what it brought: measure again, and type under Effects what came."
            if waiting
            else "Nothing waits: what was done has been measured again, or nothing is done yet."
        )
        self.again.setVisible(bool(waiting))
        self.again.refresh()
        self.reviews_head.say("" if coming else "No review is planned.")
        self.reviews.setVisible(bool(coming))
        self.reviews.refresh()

    def _answer(self, held: HealthAnswer) -> QWidget:
        made = QFrame()
        made.setObjectName("healthYes" if held.yes else "healthNo")
        mark = label("✓ Yes" if held.yes else "◆ No", "healthMark")
        mark.setProperty("state", "" if held.yes else "gap")
        mark.setFixedWidth(56)
        question = label(held.question, "strong", wrap=True)
        said = label(f"{held.sentence}.", "partLead", wrap=True)
        texts = column(question, said, spacing=2)
        if held.todo:
            texts.addWidget(label(f"{held.todo}.", "plainLine", wrap=True))
        line = row(mark, spacing=12)
        line.addLayout(texts, 1)
        words, act = _PAGES[held.key]
        if words and not held.yes:
            there = link(words, lambda: self.asked.emit(act))
            line.addWidget(there)
        line.setContentsMargins(14, 10, 14, 10)
        made.setLayout(line)
        made.setAccessibleName(f"{held.question} {'Yes' if held.yes else 'No'}. {held.sentence}. {held.todo}")
        return made

    # --- what waits ---------------------------------------------------------------------------------------------------

    def _waiting(self, document: Document) -> Sequence[Id]:
        """What is done and not measured since, and what is to be looked at again: the earliest first."""
        held = [each for each in document.all(Improvement) if _waits(each)]
        far = date.max
        held.sort(key=lambda each: (each.review_on or far, each.done_on or each.due or far, each.id))
        return [each.id for each in held]

    def _is_late(self, document: Document, held: Improvement) -> bool:
        return held.review_on is not None and held.review_on <= self.workspace.as_of

    def _review(self, document: Document, held: Improvement) -> str:
        if held.review_on is None:
            return ""
        return f"{day(held.review_on)}\n▲ now" if self._is_late(document, held) else day(held.review_on)

    def _coming(self, document: Document) -> Sequence[Id]:
        held = [
            each for each in document.all(Workshop)
            if each.kind is WorkshopKind.REVIEW and each.date is not None and each.date >= self.workspace.as_of
        ]  # fmt: skip
        return [each.id for each in sorted(held, key=lambda each: (str(each.date), each.id))]

    def _planned_review(self, document: Document) -> Change:
        on = months_later(self.workspace.as_of, REVIEW_MONTHS)
        streams = [each.id for each in document.streams]
        return edits.add_workshop(document, streams, kind=WorkshopKind.REVIEW, date=on, name="Review of the plan")


def _waits(held: Improvement) -> bool:
    if held.state is ImprovementState.DROPPED:
        return False
    since = held.review_on or held.done_on
    measured = held.measured_on is not None and (since is None or held.measured_on >= since)
    return not measured and (held.state is ImprovementState.DONE or held.review_on is not None)
