"""The form of improvements, and the words of their choices."""

from __future__ import annotations

from datetime import date

from vsmstudio.gui.panels.specs import NOTES, Form, Group, Spec, options
from vsmstudio.model.dates import day
from vsmstudio.model.document import Document
from vsmstudio.model.improvements import days_overdue
from vsmstudio.model.records import (
    Horizon,
    Improvement,
    ImprovementKind,
    ImprovementState,
    Method,
    Record,
    Source,
)

KINDS = options((ImprovementKind.IMPROVEMENT, "Improvement"), (ImprovementKind.INITIATIVE, "Running initiative"))
SOURCES = options(
    (Source.FINDING, "Finding"), (Source.BURST, "Kaizen burst or note"), (Source.BARRIER, "Barrier"), (Source.AUDIT, "Audit"),
    (Source.SURVEY, "Survey"), (Source.OTHER, "Other"), blank=True,
)  # fmt: skip
METHODS = options(
    (Method.JUST_DO_IT, "Just do it"), (Method.KAIZEN, "Kaizen event"), (Method.PROJECT, "Project"), blank=True
)
HORIZONS = (
    (Horizon.NOW, "Now"), (Horizon.NEXT, "Next"), (Horizon.LATER, "Later"), (None, "Not placed"),
)  # fmt: skip
STATES = options(
    (ImprovementState.OPEN, "Open"), (ImprovementState.RUNNING, "Running"), (ImprovementState.DONE, "Done"),
    (ImprovementState.DROPPED, "Dropped"),
)  # fmt: skip
A_DATE = "Such as 2026-02-14"


def overdue_words(document: Document, improvement: Improvement) -> str:
    """By how much it is overdue on the as-of date; nothing where it is not."""
    days = days_overdue(improvement, document.engagement.as_of or date.today())
    return f"overdue by {days:,} {'day' if days == 1 else 'days'}" if days else ""


def _due(document: Document, improvement: Improvement) -> str:
    return overdue_words(document, improvement) or day(improvement.due)


_EXPECTED = Group(lambda document: "Expected effect: better by")
_ACTUAL = Group(lambda document: "Actual effect: better by")


def _effects(when: str, group: Group) -> tuple[Spec, ...]:
    return (
        Spec(f"{when}_lead_time", "Lead time", "agreed", group=group),
        Spec(f"{when}_process_time", "Processing time", "agreed", group=group),
        Spec(f"{when}_ca", "%C&A", "points", group=group),
        Spec(f"{when}_cost", "Saved a year", "signed", group=group),
        Spec(f"{when}_experience", "Experience (of 5)", "signed", group=group),
    )


EXPECTED, ACTUAL = _effects("expected", _EXPECTED), _effects("actual", _ACTUAL)

IMPROVEMENT_FORMS: dict[type[Record], Form] = {
    Improvement: Form(
        "Improvement",
        (
            Spec("owner", "Owner", "person", hint="Choose or drop a person", owner=True),
            Spec("state", "State", "choice", STATES),
            Spec("horizon", "To be taken up", "choice", HORIZONS),
            Spec("due", "Due", "date", hint=A_DATE, echo=_due),
            Spec("method", "Method", "choice", METHODS),
            *EXPECTED,
        ),
        (
            Spec("kind", "Kind", "choice", KINDS),
            Spec("source", "Came from", "choice", SOURCES),
            Spec("done_on", "Done on", "date", hint=A_DATE),
            *ACTUAL,
            Spec("measured_on", "Measured again on", "date", hint=A_DATE),
            Spec("review_on", "Look at it again on", "date", hint=A_DATE),
            Spec("lesson", "Lesson", "long"),
            Spec("effort", "Effort (0 to 10)", "number"),
            Spec("benefit", "Benefit (0 to 10)", "number"),
            NOTES,
        ),
    ),
}
