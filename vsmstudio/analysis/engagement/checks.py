"""What improvements claim beside what the maps say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vsmstudio.analysis.comparison import Judged
from vsmstudio.analysis.engagement.claims import mean_ca
from vsmstudio.analysis.engagement.plan import Planned
from vsmstudio.analysis.matching import stands_for
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import EFFECTS, Audience


@dataclass(frozen=True, slots=True)
class Check:
    """One claimed effect beside the computed one; above 0 is better.

    `key` is one of `records.EFFECTS`. Lead time and processing time are minutes of the whole stream, money is its labour a
    year; points of %C&A (a share) and of experience are means over the steps that are changed. `computed` is None where
    the maps do not say. `judged`: `SAME` within a tenth, `WORSE` where less comes than is claimed, `BETTER` where more does.
    """

    key: str
    claimed: float | None
    computed: float | None
    judged: Judged


def checks(
    document: Document, each: Planned, current: Id, ahead: Id | None, differences: Mapping[str, float | None]
) -> tuple[Check, ...]:
    """The effects that an improvement claims beside what it does between two maps.

    `differences` are what it does to the figures of the stream, empty where it does nothing.
    """
    calendar = document.engagement.calendar
    found = []
    for key in EFFECTS:
        held = getattr(each.improvement, f"expected_{key}")
        if held is None:
            continue
        says = held if isinstance(held, float | int) else held.minutes(calendar)
        computed: float | None = None
        if key in _OF_THE_WHOLE:
            change = differences.get(_OF_THE_WHOLE[key])
            computed = None if change is None or (key == "cost" and ahead is None) else 0.0 - change
        elif ahead is not None and differences:
            computed = _on_steps(document, each, current, ahead, key)
        found.append(Check(key, float(says), computed, _judge(float(says), computed)))
    return tuple(found)


_OF_THE_WHOLE = {"lead_time": "lead_time", "process_time": "total_process_time", "cost": "labour_cost_per_year"}


def _on_steps(document: Document, each: Planned, current: Id, ahead: Id, key: str) -> float | None:
    """How much better the changed steps are on the future map, on average, in %C&A or in experience."""
    now = set(each.steps)
    later = {step.id for step in document.steps(ahead) if now.intersection(stands_for(document, step.id, current))}
    later.update(each.ahead)
    if key == "ca":
        was, is_ = (mean_ca(document, sorted(keys)) for keys in (now, later))
        return None if was is None or is_ is None else is_ - was
    return _rated(document, now, later)


def _rated(document: Document, now: set[Id], later: set[Id]) -> float | None:
    """The change of the mean rating over the audiences that rated both the steps of now and those of later."""
    found = []
    for audience in Audience:
        was, will = (_rating(document, keys, audience) for keys in (now, later))
        if was is not None and will is not None:
            found.append(will - was)
    return sum(found) / len(found) if found else None


def _rating(document: Document, steps: set[Id], audience: Audience) -> float | None:
    known = [
        each.rating
        for key in sorted(steps)
        for each in document.touchpoints(key)
        if each.audience is audience and each.rating is not None
    ]
    return sum(known) / len(known) if known else None


def _judge(says: float, computed: float | None) -> Judged:
    if computed is None:
        return Judged.UNKNOWN
    if abs(computed - says) <= abs(says) * 0.1 + 1e-9:
        return Judged.SAME
    return Judged.BETTER if computed > says else Judged.WORSE
