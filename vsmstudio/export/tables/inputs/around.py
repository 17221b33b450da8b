"""Sheets of who has a stake, what was held, what value is measured by, and how each step is found."""

from __future__ import annotations

from vsmstudio.export.tables.inputs.kinds import ANY, Input, InputKind, InputSheet
from vsmstudio.model.records import (
    Audience,
    LinkKind,
    Measure,
    MeasureKind,
    Stakeholder,
    Touchpoint,
    Workshop,
    WorkshopKind,
)

K = InputKind
_WHO = ("person", "unit")
_NOTES = Input("Notes", field="notes", hint="Anything else.", width=36)

STAKEHOLDERS = InputSheet(
    "Stakeholders",
    (Stakeholder,),
    (
        Input(
            "Stakeholder", K.REFERENCE, "who", "The role, person or unit that has a stake.", required=True, refers=_WHO,
            width=26, example="Example: Order desk",
        ),
        Input(
            "Stream", K.REFERENCE, "stream", "In which value stream; blank: in the whole engagement.", refers=("stream",),
            width=22, example="Order to cash",
        ),
        Input(
            "Interest", field="interest", hint="What they care about.", width=32,
            example="Fewer calls that ask where an order is",
        ),
        Input(
            "What value means to them", field="value", hint="When they would say that it was worth it.", width=36,
            example="Orders that need no questions",
        ),
        Input("What they gain", field="gains", hint="What the change gives them.", width=32, example="An hour a day"),
        _NOTES,
        Input("Order", K.NUMBER, "order", "Stakeholders are listed by it, smallest first.", width=8),
    ),
    "One row for each role, person or unit that cares how the stream goes.",
    computed=("Side", "Was at"),
)  # fmt: skip

WORKSHOPS = InputSheet(
    "Workshops",
    (Workshop,),
    (
        Input("Workshop", field="name", hint="What it was called, where it had a name.", required=True, width=28),
        Input(
            "Kind", K.CHOICE, "kind", "charter, value agreement, mapping, audit or review.", choice=WorkshopKind, width=16
        ),
        Input("Date", K.DATE, "date", "The day on which it was held, or is to be held.", width=12),
        Input(
            "Streams", K.REFERENCES, hint="Value streams that it looked at, separated by ;", refers=("stream",),
            link=LinkKind.LOOKED_AT, width=26,
        ),
        Input(
            "Attended", K.REFERENCES, hint="People and units that were there, separated by ;", refers=_WHO,
            link=LinkKind.ATTENDED, backwards=True, width=44,
        ),
        _NOTES,
    ),
    "One row for each workshop, held or planned.",
    computed=("Standing",),
)  # fmt: skip

MEASURES = InputSheet(
    "Measures",
    (Measure,),
    (
        Input(
            "Measure", field="name", hint="What is measured, as you say it.", required=True, width=34,
            example="Example: Delivered on the day",
        ),
        Input(
            "Stream", K.REFERENCE, "stream", "The value stream whose value it is.", required=True, refers=("stream",),
            width=22, example="Order to cash",
        ),
        Input(
            "Kind", K.CHOICE, "kind",
            "outcome, output, experience, cost or effort.", choice=MeasureKind, width=13, example="outcome",
        ),
        Input(
            "Audience", K.CHOICE, "audience", "Whose view it is: customer, user or employee.", choice=Audience, width=12,
            example="customer",
        ),
        Input("Unit", field="unit", hint="In what it is counted: %, days, points, EUR.", width=12, example="%"),
        Input("Baseline", K.NUMBER, "baseline", "What it was before.", width=11, example=82, between=ANY),
        Input("Target", K.NUMBER, "target", "What it is to be.", width=11, example=95, between=ANY),
        Input("Actual", K.NUMBER, "actual", "What it is now, where it was measured again.", width=11, between=ANY),
        Input("Measured on", K.DATE, "measured_on", "The day on which it was measured last.", width=12),
        _NOTES,
        Input("Order", K.NUMBER, "order", "Measures are listed by it, smallest first.", width=8),
    ),
    "One row for each thing by which the value of a stream is measured.",
    computed=("Difference", "Way to the target", "Judged", "Says"),
)  # fmt: skip

EXPERIENCE = InputSheet(
    "Experience",
    (Touchpoint,),
    (
        Input(
            "Touchpoint", K.REFERENCE, "step", "The step that they meet, as it is called in the sheet Steps.",
            required=True, refers=("step",), width=60, example="Example: Check the order",
        ),
        Input(
            "Audience", K.CHOICE, "audience", "Who finds it so: customer, user or employee.", required=True,
            choice=Audience, width=12, example="customer",
        ),
        Input(
            "Rating", K.NUMBER, "rating", "From 1 (very poor) to 5 (very good). Blank where nobody asked.", width=9, example=2,
            between=(1, 5),
        ),
        Input(
            "Note", field="note", hint="What they say.", width=60,
            example="They ask for the delivery date, though we wrote it on the order.",
        ),
    ),
    "How customers, users and employees find each step: one row for each of them.",
    computed=("Map no.", "Stream", "Map", "No.", "Step", "Lowest", "On critical path"),
)  # fmt: skip
