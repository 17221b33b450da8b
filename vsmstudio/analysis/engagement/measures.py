"""How far each value measure is on its way from baseline to target."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vsmstudio.analysis.comparison import Judged
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Measure


@dataclass(frozen=True, slots=True)
class Progress:
    """One measure. `share` is the part of the way from baseline to target that was covered: 0.5 is half of it, below 0 it
    went the other way, above 1 past the target; None where one of the three is blank.

    `difference` is actual − baseline in the measure's unit; `judged` says whether that is better or worse, by where the
    target lies; `reached` whether the target is (None: not known).
    """

    measure: Id
    stream: Id
    share: float | None
    difference: float | None
    judged: Judged
    reached: bool | None
    sentence: str


def measures(document: Document, stream: Id | None = None) -> tuple[Progress, ...]:
    """The measures of a stream (None: of all), in their order."""
    return tuple(progress(each) for each in document.all(Measure) if stream is None or each.stream == stream)


def progress(measure: Measure) -> Progress:
    """Where a measure stands between its baseline and its target."""
    was, target, now = measure.baseline, measure.target, measure.actual
    difference = None if was is None or now is None else now - was
    way = None if was is None or target is None else target - was
    share = None if difference is None or not way else difference / way
    if share is not None and not math.isfinite(share):
        share = None
    reached: bool | None = None
    if now is not None and target is not None:
        if way is None:  # on which side of the target it is good nobody said
            reached = True if now == target else None
        else:
            reached = now >= target if way > 0 else now <= target if way < 0 else now == target
    return Progress(
        measure=measure.id,
        stream=measure.stream,
        share=share,
        difference=difference,
        judged=_judged(difference, way),
        reached=reached,
        sentence=_sentence(measure, share, reached),
    )


def _judged(difference: float | None, way: float | None) -> Judged:
    if difference is None:
        return Judged.UNKNOWN
    if math.isclose(difference, 0.0, abs_tol=1e-9):
        return Judged.SAME
    if not way:  # without a target, or with one that says "as it is", neither direction is better
        return Judged.UNKNOWN
    return Judged.BETTER if (difference > 0) is (way > 0) else Judged.WORSE


def _sentence(measure: Measure, share: float | None, reached: bool | None) -> str:
    """`Target reached`, `40 % of the way`, `Worse than the baseline`, `Not measured again yet`."""
    if reached:
        return "Target reached"
    if share is not None:
        if share < 0:
            return "Worse than the baseline"
        covered = min(share * 100, 99.0)  # the target is not reached, so it is never all of the way
        return f"{number(covered, 0)} % of the way to the target" if share else "As it was"
    if measure.actual is None:
        return "Not measured again yet" if measure.baseline is not None else "Not measured yet"
    if measure.target is None:
        return "No target set"
    return "Target not reached" if reached is False else "Measured"
