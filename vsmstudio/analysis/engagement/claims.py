"""What an improvement claims, applied to the steps that it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from vsmstudio.analysis.contributions import minutes, minutes_per_unit, queue_wait, step_adds
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, FlowKind, Improvement, Map, Queue, Record, Step, ValueStream


def claims_figures(improvement: Improvement) -> bool:
    """Does an improvement claim anything that a map can show?"""
    return any((improvement.expected_lead_time, improvement.expected_process_time, improvement.expected_ca))


def claimed(
    document: Document, improvement: Improvement, steps: Iterable[Id], critical: AbstractSet[Id] = frozenset()
) -> Document:
    """The document with what an improvement claims taken off some steps of one map.

    Time comes off those of them that are `critical` where there are any, in proportion to the time that they have, down to
    nothing; lead time first off the queue in front of a step, which belongs to it. Points of %C&A are added to each step
    whose %C&A is known.
    """
    held = [step for key in dict.fromkeys(steps) if (step := document.of(Step, key)) is not None]
    if not held:
        return document
    aimed = [step.id for step in held if step.id in critical] or [step.id for step in held]
    work, lead = improvement.expected_process_time, improvement.expected_lead_time
    calendar = document.engagement.calendar
    if work is not None:
        document = _spread(document, aimed, work.minutes(calendar), _process_time, _less_work)
    if lead is not None:
        document = _spread(document, aimed, lead.minutes(calendar), _lead_time, _less_lead_time)
    if improvement.expected_ca:
        better = [
            _set(step, ca=min(1.0, max(0.0, step.ca + improvement.expected_ca)))
            for key in held
            if (step := document.the(Step, key.id)).ca is not None
        ]
        document = document.apply(edits.put(document, "", *better))
    return document


def _spread(
    document: Document,
    steps: Sequence[Id],
    total: float,
    has: Callable[[Document, Id], float],
    less: Callable[[Document, Id, float], list[Record]],
) -> Document:
    """Minutes taken off some steps in proportion to what they have."""
    times = {key: has(document, key) for key in steps}
    whole = sum(times.values())
    altered = [
        each for key, time in times.items() if time for each in less(document, key, min(time, total * time / whole))
    ]
    return document.apply(edits.put(document, "", *altered))


def _process_time(document: Document, key: Id) -> float:
    return minutes(document.the(Step, key).process_time, document.engagement.calendar) or 0.0


def _less_work(document: Document, key: Id, amount: float) -> list[Record]:
    step = document.the(Step, key)
    return [_set(step, process_time=_less(step.process_time, amount, document.engagement.calendar))]


def _lead_time(document: Document, key: Id) -> float:
    queue = _queue(document, document.the(Step, key))
    waits = _waits(document, queue) if queue else 0.0
    return waits + _adds(document.the(Step, key), _convention(document, key), document.engagement.calendar)


def _less_lead_time(document: Document, key: Id, amount: float) -> list[Record]:
    step, calendar = document.the(Step, key), document.engagement.calendar
    altered: list[Record] = []
    if (queue := _queue(document, step)) is not None:
        waits = _waits(document, queue)
        off = min(waits, amount)
        altered.append(msgspec.structs.replace(queue, wait=_minutes(waits - off), quantity=None))
        amount -= off
    if amount > 0:
        altered.append(_shortened(step, amount, _convention(document, key), calendar))
    return altered


def _queue(document: Document, step: Step) -> Queue | None:
    """The queue in front of a step, where all that waits in it waits for that step, and adds to lead time."""
    before = [flow for flow in document.arriving(step.id) if flow.kind is FlowKind.WORK]
    queue = document.of(Queue, before[0].source) if len(before) == 1 else None
    if queue is None or len([flow for flow in document.leaving(queue.id) if flow.kind is FlowKind.WORK]) != 1:
        return None
    held_by_step = queue.wait is None and step.lead_time is not None
    return None if held_by_step and _convention(document, step.id) is Convention.SERVICE else queue


def _waits(document: Document, queue: Queue) -> float:
    stream = document.of(ValueStream, document.the(Map, queue.map).stream)
    calendar = document.engagement.calendar
    return queue_wait(queue, calendar, minutes_per_unit(stream, calendar)) or 0.0


def _convention(document: Document, step: Id) -> Convention:
    return document.the(Map, document.the(Step, step).map).convention


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
    return _minutes(duration.minutes(calendar) - amount)


def _minutes(amount: float) -> Duration:
    return Duration(f"{max(0.0, amount):.9f} min")


def _set(step: Step, **fields: object) -> Step:
    return msgspec.structs.replace(step, **fields)
