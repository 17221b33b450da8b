"""The stages of an engagement in the order of the work: how far each is, and what it still lacks.

The guide suggests and never blocks: every stage can be worked on at any time. Which findings come later is decided by
`findings.stages`, whose word on what has begun the stages here share.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from vsmstudio.analysis import guide_after, guide_before
from vsmstudio.analysis.guide_parts import Go as Go
from vsmstudio.analysis.guide_parts import Lack as Lack
from vsmstudio.analysis.guide_parts import Look, Stand
from vsmstudio.analysis.guide_parts import State as State
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document

STAGES: tuple[Callable[[Look], Stand], ...] = (
    guide_before.charter,
    guide_before.people,
    guide_before.first_walk,
    guide_before.second_walk,
    guide_before.audit,
    guide_after.services,
    guide_after.owners,
    guide_after.experience,
    guide_after.findings,
    guide_after.future,
    guide_after.plan,
    guide_after.follow_up,
)


def guide(document: Document, analysis: Analysis, date: datetime.date | None = None) -> tuple[Stand, ...]:
    """Every stage as it stands on a day (else the engagement's as-of date, else today)."""
    look = Look(document, analysis, date or document.engagement.as_of or datetime.date.today())
    return tuple(stage(look) for stage in STAGES)


def next_stage(stands: tuple[Stand, ...]) -> Stand:
    """Where to go on: the first stage that lacks something, else the last."""
    return next((each for each in stands if each.state is not State.DONE), stands[-1])
