"""Sheets of the improvements, of the orders that they had before, and of owners who were proposed and not named."""

from __future__ import annotations

from typing import get_args

from vsmstudio.export.tables.inputs.kinds import Input, InputKind, InputSheet
from vsmstudio.model.ids import AboutId, RecordId
from vsmstudio.model.records import (
    Horizon,
    Improvement,
    ImprovementKind,
    ImprovementState,
    LinkKind,
    Method,
    Objection,
    Obstacle,
    Ranked,
    Ranking,
    Source,
)

K = InputKind
_SAVED = "saved for one item, such as 2 d"


def _kinds(reference: object) -> tuple[str, ...]:
    """The kinds of record that a reference may lead to and a workbook holds."""
    found: tuple[str, ...] = get_args(reference)[1].extra["ref"]
    return tuple(each for each in found if each != "note")


def _effects(when: str, words: str, title: str) -> tuple[Input, ...]:
    """The five effects of an improvement, expected or come."""
    return (
        Input(f"{title} lead time saved", K.DURATION, f"{when}_lead_time", f"Lead time that {words} {_SAVED}.", width=12),
        Input(
            f"{title} processing time saved", K.DURATION, f"{when}_process_time", f"Work that {words} {_SAVED}.", width=12
        ),
        Input(
            f"{title} %C&A gained", K.POINTS, f"{when}_ca", f"Points of %C&A that {words} gained, such as 10 %.", width=12
        ),
        Input(f"{title} cost saved", K.MONEY, f"{when}_cost", f"Money a year that {words} saved.", width=14),
        Input(
            f"{title} experience gained", K.NUMBER, f"{when}_experience",
            f"Points on the scale of 1 to 5 that {words} gained.", width=12,
        ),
    )  # fmt: skip


IMPROVEMENTS = InputSheet(
    "Improvements",
    (Improvement,),
    (
        Input(
            "Improvement", field="name", hint="What becomes better, in a few words that begin with a verb.", required=True,
            width=40, example="Example: Ask for the delivery date on the form",
        ),
        Input(
            "Kind", K.CHOICE, "kind", "improvement, or running initiative: one that runs already.", choice=ImprovementKind,
            width=13, example="improvement",
        ),
        Input(
            "Changes", K.REFERENCES, hint="Steps, services and streams that it changes, separated by ;",
            refers=("step", "service", "stream"), link=LinkKind.CHANGES, width=60, example="Check the order",
        ),
        Input(
            "Method", K.CHOICE, "method", "just do it, kaizen event or project.", choice=Method, width=13,
            example="just do it",
        ),
        Input(
            "Owner", K.REFERENCE, "owner", "Who sees to it.", refers=("person",), width=24, example="Head of order desk"
        ),
        Input("Horizon", K.CHOICE, "horizon", "now, next or later.", choice=Horizon, width=9, example="now"),
        Input(
            "State", K.CHOICE, "state", "open, running, done or dropped.", choice=ImprovementState, width=10,
            example="open",
        ),
        Input("Due", K.DATE, "due", "The day by which it is to be done.", width=12, example="2026-12-31"),
        Input("Done on", K.DATE, "done_on", "The day on which it was done.", width=12),
        Input("Rank", K.NUMBER, "rank", "Its place in the order of the room, 1 for the first.", width=7),
        Input(
            "Effort", K.NUMBER, "effort", "How much it takes, from 0 (little) to 10 (much).", width=8, example=2,
            between=(0, 10),
        ),
        Input(
            "Benefit", K.NUMBER, "benefit", "How much it gives, from 0 (little) to 10 (much).", width=9, example=7,
            between=(0, 10),
        ),
        *_effects("expected", "is to be", "Expected"),
        *_effects("actual", "was", "Actual"),
        Input("Measured on", K.DATE, "measured_on", "The day on which its effect was measured.", width=12),
        Input("Review on", K.DATE, "review_on", "The day on which its effect is to be measured again.", width=12),
        Input("Lesson", field="lesson", hint="What was learned by it.", width=36),
        Input(
            "Source", K.CHOICE, "source", "finding, kaizen burst, barrier, audit, survey or other.", choice=Source, width=13
        ),
        Input(
            "About", K.REFERENCE, "about", "The record that it came from.", refers=_kinds(AboutId), width=26
        ),
        Input("Finding", field="rule", hint="The rule of the finding that it came from.", width=22),
        Input("Aspect", field="aspect", hint="Which of several findings of that rule.", width=14),
        Input("Notes", field="notes", hint="Anything else.", width=36),
        Input("Order", K.NUMBER, "order", "Improvements without a rank are listed by it, smallest first.", width=8),
        Input("Measured", K.MEASURED, hint="Which of the times were measured rather than estimated, separated by ;"),
    ),
    "One row for each improvement or initiative: a log of what was done and a plan of what is to be done.",
    computed=(
        "What it changes", "Streams", "Standing", "Expected LT saved", "Expected PT saved", "Actual LT saved",
        "Actual PT saved",
    ),
)  # fmt: skip

ORDERS = InputSheet(
    "Earlier orders",
    (Ranking,),
    (
        Input("Earlier order", field="name", hint="What the order was called, where it had a name.", required=True, width=30),
        Input("Kept on", K.DATE, "on", "The day up to which it held.", width=12),
        Input("Why it was changed", field="why", hint="Why the room gave another order.", width=60),
        Input("Order", K.NUMBER, "order", "Earlier orders are listed by it, smallest first.", width=8),
    ),
    "One row for each order that the improvements had before.",
)  # fmt: skip

PLACES = InputSheet(
    "Earlier places",
    (Ranked,),
    (
        Input(
            "Earlier order", K.REFERENCE, "ranking", "The order, as it is called in the sheet Earlier orders.",
            required=True, refers=("ranking",), width=30,
        ),
        Input(
            "Improvement", K.REFERENCE, "improvement", "The improvement.", required=True, refers=("improvement",), width=44
        ),
        Input("Place", K.NUMBER, "place", "Its place in that order, from 1.", required=True, width=8),
    ),
    "One row for each improvement in each earlier order.",
)  # fmt: skip

OBJECTIONS = InputSheet(
    "Objections",
    (Objection,),
    (
        Input("Finding", field="rule", hint="The rule of the finding that proposes an owner.", required=True, width=28),
        Input(
            "Subject", K.REFERENCE, "subject", "What the finding is about.", required=True, refers=_kinds(RecordId),
            width=34,
        ),
        Input("Reason", K.CHOICE, "reason", "What stands in the way.", choice=Obstacle, width=22),
        Input("Why", field="why", hint="In the words of the room.", width=60),
        Input("By", field="by", hint="Who said so.", width=24),
        Input("On", K.DATE, "on", "When.", width=12),
        Input("Aspect", field="aspect", hint="Which of several findings of that rule.", width=14),
    ),
    "One row for each owner who was proposed and not named, with the reason.",
)  # fmt: skip
