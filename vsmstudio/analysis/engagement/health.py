"""The health check: four questions that are asked of an engagement every twelve months [Tedder]."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vsmstudio.analysis.engagement.attendance import present, sides_of
from vsmstudio.model.dates import day, months_later
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement, ImprovementState, Side, Workshop, WorkshopKind

MONTHS = 12
Question = Literal["value", "mapped", "audited", "improved"]


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """One question with its answer on a date. `when` is the last day on which it was so, within the twelve months or before
    them (None: never, or no date is known); `sentence` says it in words, `todo` what to do where the answer is no.
    """

    key: Question
    question: str
    yes: bool
    when: datetime.date | None
    sentence: str
    todo: str


def health(document: Document, date: datetime.date) -> tuple[HealthAnswer, ...]:
    """The four questions on a date, over the twelve calendar months before it; the same day a year ago still counts."""
    engagement = document.engagement
    agreed = (
        engagement.value_agreed_on if engagement.value_definition.strip() else None
    )  # a date alone agrees on nothing
    workshops = document.all(Workshop)
    valued = [agreed, *(each.date for each in workshops if each.kind is WorkshopKind.VALUE)]
    mapped = [
        each.date for each in workshops if each.kind is WorkshopKind.MAPPING and _both_sides(document, each, date)
    ]
    audited = [each.date for each in workshops if each.kind is WorkshopKind.AUDIT]
    done = [each.done_on for each in document.all(Improvement) if each.state is ImprovementState.DONE]
    return (
        _answer(
            "value", "Was it agreed what value is?", valued, date,
            "What value is was agreed", "It was not agreed what value is",
            "Agree with the stakeholders what value means to them, and write it down with the date",
        ),
        _answer(
            "mapped", "Was a stream mapped by business and IT together?", mapped, date,
            "Business and IT mapped a stream together", "Business and IT did not map a stream together",
            "Hold a mapping workshop with people from the business and from IT, and note who attended",
        ),
        _answer(
            "audited", "Were workflows audited?", audited, date,
            "Workflows were audited", "No workflow was audited",
            "Walk the work as it is done, ask why it is done so, and note the audit as a workshop",
        ),
        _answer(
            "improved", "Was an improvement done?", done, date,
            "An improvement was done", "No improvement was done",
            "Finish one improvement, however small, and note the day on which it was done",
        ),
    )  # fmt: skip


def since(date: datetime.date) -> datetime.date:
    """The first day of the twelve months that end on a date."""
    return months_later(date, -MONTHS)


def _answer(
    key: Question, question: str, days: Iterable[datetime.date | None], date: datetime.date, so: str, not_so: str, todo: str
) -> HealthAnswer:  # fmt: skip
    when = max((each for each in days if each is not None and each <= date), default=None)
    yes = when is not None and when >= since(date)
    if yes:
        sentence = f"{so} on {day(when)}"
    else:
        last = f"; the last time was {day(when)}" if when else ""
        sentence = f"{not_so} in the 12 months before {day(date)}{last}"
    return HealthAnswer(key, question, yes, when, sentence, "" if yes else todo)


def _both_sides(document: Document, workshop: Workshop, date: datetime.date) -> bool:
    there = present(document, workshop, date)
    return {Side.BUSINESS, Side.IT} <= sides_of(document, there.people, there.units)
