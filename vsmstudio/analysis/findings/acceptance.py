"""Which findings the room decided to live with, and which of those decisions no longer hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from vsmstudio.analysis.results import Finding
from vsmstudio.model.dates import day
from vsmstudio.model.document import Document
from vsmstudio.model.records import GRADES, Acceptance


def judged(document: Document, date: datetime.date, found: Iterable[Finding]) -> list[Finding]:
    """Findings with what was said when they were accepted. What was absorbed goes with the finding that absorbed it."""
    judged = [_judged(document, date, each) for each in found]
    accepted = {each.key: each.accepted for each in judged if each.accepted is not None and each.part_of is None}
    if not accepted:
        return judged
    return [
        replace(each, accepted=accepted[each.part_of], lapsed=None) if each.part_of in accepted else each
        for each in judged
    ]


def _judged(document: Document, date: datetime.date, finding: Finding) -> Finding:
    acceptance = document.acceptance(finding.rule, finding.subject, finding.aspect)
    if acceptance is None:
        return finding
    why = why_lapsed(acceptance, finding, date)
    if not why:
        return replace(finding, accepted=acceptance)
    return replace(finding, lapsed=acceptance, recommendation=f"{finding.recommendation}. {why}")


def why_lapsed(acceptance: Acceptance, finding: Finding, date: datetime.date) -> str:
    """Why an acceptance does not hold for a finding on a date, in a sentence without its stop; blank where it holds.

    It holds on its last day, and for a finding that is as severe as it was or less.
    """
    if finding.severity < GRADES.index(acceptance.severity):
        return f"It was accepted when it was {acceptance.severity}, and is {finding.severity.word} now"
    if acceptance.until is not None and date > acceptance.until:
        return f"It was accepted until {day(acceptance.until)}, and that day has passed"
    return ""


def accepted_words(acceptance: Acceptance) -> str:
    """`Accepted by Head of Claims until 30 June 2027: no budget this year`."""
    by = f" by {acceptance.by.strip()}" if acceptance.by.strip() else ""
    until = f" until {day(acceptance.until)}" if acceptance.until else ""
    why = " ".join(acceptance.why.split()).rstrip(".")
    return f"Accepted{by}{until}" + (f": {why}" if why else "")
