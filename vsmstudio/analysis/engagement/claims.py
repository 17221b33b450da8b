"""What an improvement claims, applied to the steps that it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from vsmstudio.analysis.contributions import minutes, step_adds
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, Improvement, Map, Step


def claims_figures(improvement: Improvement) -> bool:
    """Does an improvement claim anything that a map can show?"""
    return any((improvement.expected_lead_time, improvement.expected_process_time, improvement.expected_ca))


def claimed(
    document: Document, improvement: Improvement, steps: Iterable[Id], critical: AbstractSet[Id] = frozenset()
) -> Document:
    """The document with what an improvement claims taken off some steps of one map.

    Time comes off those of them that are `critical` where there are any, in proportion to the time that they have, down to
    nothing; points of %C&A are added to each step whose %C&A is known.
    """
    calendar = document.engagement.calendar
    held = [step for key in steps if (step := document.of(Step, key)) is not None]
    if not held:
        return document
    convention = document.the(Map, held[0].map).convention
    aimed = [step for step in held if step.id in critical] or held
    working = {step.id: step for step in held}

    def take_off(total: float, has: Callable[[Step], float], less: Callable[[Step, float], Step]) -> None:
        times = [has(working[step.id]) for step in aimed]
        whole = sum(times)
        for step, time in zip(aimed, times, strict=True):
            if time:
                working[step.id] = less(working[step.id], min(time, total * time / whole))

    faster, quicker = improvement.expected_process_time, improvement.expected_lead_time
    if faster:
        take_off(
            faster.minutes(calendar),
            lambda step: minutes(step.process_time, calendar) or 0.0,
            lambda step, amount: _set(step, process_time=_less(step.process_time, amount, calendar)),
        )
    if quicker:
        take_off(
            quicker.minutes(calendar),
            lambda step: _adds(step, convention, calendar),
            lambda step, amount: _shortened(step, amount, convention, calendar),
        )
    if improvement.expected_ca:
        for key, step in working.items():
            if step.ca is not None:
                working[key] = _set(step, ca=min(1.0, max(0.0, step.ca + improvement.expected_ca)))
    return document.apply(edits.put(document, "", *working.values()))


def mean_ca(document: Document, steps: Sequence[Id]) -> float | None:
    """The mean of the known %C&A of some steps; None where none is known."""
    known = [step.ca for key in steps if (step := document.of(Step, key)) is not None and step.ca is not None]
    return sum(known) / len(known) if known else None


def _adds(step: Step, convention: Convention, calendar: Calendar) -> float:
    pt, lt, wait = (minutes(each, calendar) for each in (step.process_time, step.lead_time, step.wait))
    return step_adds(convention, lt, wait, pt)[0] or 0.0


def _shortened(step: Step, amount: float, convention: Convention, calendar: Calendar) -> Step:
    """A step whose share of lead time is so many minutes less, by what its convention reads."""
    if convention is Convention.SERVICE and step.lead_time is not None:
        return _set(
            step,
            lead_time=_less(step.lead_time, amount, calendar),
            wait=None if step.wait is None else _less(step.wait, amount, calendar),
        )
    if step.wait is not None:
        wait = step.wait.minutes(calendar)
        left = max(0.0, amount - wait)
        step = _set(step, wait=_less(step.wait, amount, calendar))
        if left and convention is not Convention.WAITS and step.process_time is not None:
            step = _set(step, process_time=_less(step.process_time, left, calendar))
        return step
    if step.lead_time is not None:
        return _set(step, lead_time=_less(step.lead_time, amount, calendar))
    return _set(step, process_time=_less(step.process_time, amount, calendar))


def _less(duration: Duration | None, amount: float, calendar: Calendar) -> Duration | None:
    if duration is None:
        return None
    return Duration(f"{max(0.0, duration.minutes(calendar) - amount):.9f} min", duration.measured)


def _set(step: Step, **fields: object) -> Step:
    return msgspec.structs.replace(step, **fields)
