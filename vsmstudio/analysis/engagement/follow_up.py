"""What was promised, and what came: a baseline beside a later current map."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from vsmstudio.analysis.comparison import COMPARED, Judged, Kind, StepState, judge, states_of, value
from vsmstudio.analysis.engagement.measures import Progress, measures
from vsmstudio.analysis.engagement.promise import State as State
from vsmstudio.analysis.engagement.promise import expected_figures, promise_of
from vsmstudio.analysis.engagement.touching import touched
from vsmstudio.analysis.matching import Fate, Match, matches
from vsmstudio.analysis.results import Figures
from vsmstudio.model.dates import day
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration, show
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import ordered
from vsmstudio.model.records import EFFECTS, Improvement, ImprovementState, Map, MapState


@dataclass(frozen=True, slots=True)
class Followed:
    """One figure (or measure, or effect): what it was, what was promised, what it is. `kept` is the part of the promised
    change that came (1: all of it, below 0: it went the other way); None where it is not known. `judged` is now against the
    baseline.
    """

    key: str
    title: str
    kind: Kind
    baseline: float | None
    promised: float | None
    now: float | None
    kept: float | None
    judged: Judged


@dataclass(frozen=True, slots=True)
class FollowedImprovement:
    """One improvement: what it promised and what came of it. `effects` are those that it names, above 0 is better; their
    keys are `records.EFFECTS`, their baseline is 0.
    """

    improvement: Id
    name: str
    state: ImprovementState
    effects: tuple[Followed, ...]
    lesson: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FollowedStep:
    """Steps of the baseline and what stands in their place now."""

    fate: Fate
    before: tuple[StepState, ...]
    after: tuple[StepState, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A baseline against now. `promised` is the future map that held the promise, in the baseline's document or now's."""

    stream: Id
    baseline: Id
    now: Id
    promised: Id | None
    figures: tuple[Followed, ...]
    measures: tuple[Progress, ...]
    improvements: tuple[FollowedImprovement, ...]
    steps: tuple[FollowedStep, ...]
    summary: str
    notes: tuple[str, ...] = ()


def baseline_of(document: Document, stream: Id) -> Id | None:
    """The earliest current map of a stream, where a later one is there too; else None."""
    current = document.current_map(stream)
    drawn = [each for each in document.maps if each.stream == stream and each.state is MapState.CURRENT]
    earlier = [each for each in drawn if current is not None and each.id != current.id and each.date is not None]
    return min(earlier, key=lambda each: (each.date or datetime.date.max, each.id)).id if earlier else None


def follow_up(baseline: State, now: State, promised: Id | None = None) -> FollowUp:
    """What was promised at the baseline and what came by now: two current maps of one stream, or of two files.

    `promised` is the future map that held the promise; None: the first of the stream in the baseline's document, else in
    now's. Steps match by their origins. Raises `KeyError` where a map is not there.
    """
    was, is_ = baseline.document.the(Map, baseline.map), now.document.the(Map, now.map)
    promise = promise_of(baseline, now, was.stream, promised)
    expected = None if promise else expected_figures(baseline, now)
    figures = _figures(baseline, now, promise, expected)
    improvements = tuple(
        _improvement(baseline.document, now.document, each) for each in _plan(baseline, now, is_.stream)
    )
    return FollowUp(
        stream=is_.stream,
        baseline=was.id,
        now=is_.id,
        promised=promise.map if promise else None,
        figures=figures,
        measures=measures(now.document, is_.stream),
        improvements=improvements,
        steps=_steps(baseline, now),
        summary=_summary(now.document, figures, improvements),
        notes=tuple(_notes(was, is_, promise, expected, figures)),
    )


def _figures(baseline: State, now: State, promise: State | None, expected: Figures | None) -> tuple[Followed, ...]:
    results = [state.analysis.maps[state.map].figures if state else expected for state in (baseline, promise, now)]
    conventions = [
        state.document.the(Map, state.map).convention if state else None for state in (baseline, promise, now)
    ]
    found = []
    for each in COMPARED:
        was, promised, is_ = (None if held is None else value(held, each.key) for held in results)
        if each.timed and promise is not None and conventions[1] is not conventions[0]:
            promised = None  # it means something else by another convention
        judged = judge(was, is_, each.more_is_better)
        if each.timed and conventions[2] is not conventions[0]:
            judged = Judged.INCOMPARABLE
        no_gain = (
            judge(was, promised, each.more_is_better) is Judged.WORSE
        )  # a path that changed, not a promise to keep
        kept = None if no_gain or judged is Judged.INCOMPARABLE else _kept(was, promised, is_)
        found.append(Followed(each.key, each.title, each.kind, was, promised, is_, kept, judged))
    return tuple(found)


def _kept(was: float | None, promised: float | None, is_: float | None) -> float | None:
    """The part of the promised change that came."""
    if was is None or promised is None or is_ is None or math.isclose(was, promised, rel_tol=1e-9, abs_tol=1e-9):
        return None
    part = (is_ - was) / (promised - was)
    return part if math.isfinite(part) else None


def _plan(baseline: State, now: State, stream: Id) -> list[Improvement]:
    """The improvements of a stream, as they are now, in the room's order; those that are gone as they were."""
    found: dict[Id, Improvement] = {}
    for state in (now, baseline):
        for each in ordered(state.document):
            reached = touched(state.document, each.id, state.analysis.services, state.analysis.dependencies).reached
            if stream in reached:
                found.setdefault(each.id, now.document.of(Improvement, each.id) or each)
    return list(found.values())


_KINDS: dict[str, tuple[str, Kind]] = {
    "lead_time": ("Lead time saved", "minutes"),
    "process_time": ("Processing time saved", "minutes"),
    "ca": ("%C&A gained", "ratio"),
    "cost": ("Money saved a year", "money"),
    "experience": ("Experience gained", "number"),
}


def _improvement(before: Document, after: Document, each: Improvement) -> FollowedImprovement:
    """What was promised of an improvement, as the baseline's document says where it knows it, and what came."""
    first = before.of(Improvement, each.id) or each
    effects = []
    for key in EFFECTS:
        promised = _amount(before if first is not each else after, first, f"expected_{key}")
        actual = _amount(after, each, f"actual_{key}")
        if promised is None and actual is None:
            continue
        title, kind = _KINDS[key]
        effects.append(
            Followed(key, title, kind, 0.0, promised, actual, _kept(0.0, promised, actual), judge(0.0, actual, True))
        )
    gone = after.of(Improvement, each.id) is None
    return FollowedImprovement(each.id, each.name, each.state, tuple(effects), each.lesson, _came(each, effects, gone))


def _amount(document: Document, each: Improvement, field: str) -> float | None:
    held = getattr(each, field)
    return (
        None
        if held is None
        else float(held.minutes(document.engagement.calendar) if isinstance(held, Duration) else held)
    )


def _came(each: Improvement, effects: list[Followed], gone: bool) -> str:
    """`Done on 3 March 2026; all that was promised came`."""
    if gone:
        return "No longer in the plan"
    if each.state is not ImprovementState.DONE:
        due = f", due on {day(each.due)}" if each.due and each.state is not ImprovementState.DROPPED else ""
        return {"open": "Not begun", "running": "Running", "dropped": "Dropped"}[each.state.value] + due
    done = f"Done on {day(each.done_on)}" if each.done_on else "Done"
    known = [effect.kept for effect in effects if effect.kept is not None]
    if not known:
        return f"{done}; its effect was not measured" if effects else done
    if min(known) >= 1:
        return f"{done}; all that was promised came"
    if max(known) <= 0:
        return f"{done}; nothing of what was promised came"
    return f"{done}; a part of what was promised came"


def _steps(baseline: State, now: State) -> tuple[FollowedStep, ...]:
    """What became of the baseline's steps; in two states of one map steps are the same by their ids."""
    if baseline.map == now.map:
        before = [step.id for step in baseline.document.steps(baseline.map)]
        after = [step.id for step in now.document.steps(now.map)]
        found = [Match(Fate.KEPT, (key,), (key,)) if key in after else Match(Fate.GONE, (key,), ()) for key in before]
        found += [Match(Fate.NEW, (), (key,)) for key in after if key not in before]
    else:
        both = now.document
        if baseline.document is not both:
            both = Document({**baseline.document.records, **both.records})
        found = list(matches(both, baseline.map, now.map))
    return tuple(
        FollowedStep(
            each.fate,
            states_of(baseline.document, baseline.analysis, each.before),
            states_of(now.document, now.analysis, each.after),
        )
        for each in found
    )


def _summary(document: Document, figures: tuple[Followed, ...], improvements: tuple[FollowedImprovement, ...]) -> str:
    """`Lead time went from 15.6 d to 9 d (7.5 d was promised); 3 of 7 improvements are done`."""
    calendar = document.engagement.calendar
    said = []
    lead = next(each for each in figures if each.key == "lead_time")
    if lead.baseline is not None and lead.now is not None and lead.judged is not Judged.INCOMPARABLE:
        way = f"went from {show(lead.baseline, calendar)} to {show(lead.now, calendar)}"
        if lead.judged is Judged.SAME:
            way = f"is {show(lead.now, calendar)}, as it was"
        promise = f" ({show(lead.promised, calendar)} was promised)" if lead.promised is not None else ""
        said.append(f"Lead time {way}{promise}")
    if improvements:
        done = sum(each.state is ImprovementState.DONE for each in improvements)
        noun = "improvement" if len(improvements) == 1 else "improvements"
        said.append(f"{done} of {len(improvements)} {noun} {'is' if done == 1 else 'are'} done")
    return "; ".join(said)


def _notes(
    was: Map, is_: Map, promise: State | None, expected: Figures | None, figures: tuple[Followed, ...]
) -> list[str]:
    found = []
    if promise is None:
        found.append(
            "No future map holds what was promised: it is the baseline with what all improvements expect"
            if expected
            else "No future map holds what was promised, and no improvement says what it expects of the baseline's steps"
        )
    elif promise.document.the(Map, promise.map).convention is not was.convention:
        found.append("The future map reads lead time by another convention: its times are left out")
    if _way_changed(figures):
        found.append(
            "With what was promised another way is the longest: processing time is that of its steps, not more work"
        )
    if was.convention is not is_.convention:
        found.append("The two maps read lead time by different conventions: their times are not comparable")
    return found


def _way_changed(figures: tuple[Followed, ...]) -> bool:
    """Does the promise hold more processing time on its path, though not more of it in all?"""
    path, whole = (next(each for each in figures if each.key == key) for key in ("process_time", "total_process_time"))
    if path.promised is None or path.baseline is None or whole.promised is None or whole.baseline is None:
        return False
    return path.promised > path.baseline + 1e-6 and whole.promised <= whole.baseline + 1e-6
