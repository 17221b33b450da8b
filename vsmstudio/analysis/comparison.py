"""Two maps of one stream side by side: what differs, in which direction, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from vsmstudio.analysis.contributions import minutes, step_adds
from vsmstudio.analysis.matching import Fate, Match, matches
from vsmstudio.analysis.results import Analysis, Coverage, Figures, MapAnalysis, Severity
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id, PersonId, UnitId
from vsmstudio.model.records import Map, MapState, Step, ValueStream

Kind = Literal["minutes", "ratio", "count", "number", "money"]


class Judged(StrEnum):
    """How the later map stands to the earlier one in a figure. `DIFFERS`: neither direction is better in itself.

    `INCOMPARABLE`: the two mean different things; `UNKNOWN`: one of them is not known.
    """

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    INCOMPARABLE = "not comparable"


class Compared(NamedTuple):
    """A figure that is compared: its key in `Figures`, unit, whether more of it is better, what of `Coverage` is its own.

    `bound` is what a figure is that does not cover all: `least` (more is to come) or `most`, blank where neither holds.
    `timed` figures hold lead time, so they mean something else by another convention.
    """

    key: str
    title: str
    kind: Kind
    more_is_better: bool | None = False
    covers: str = ""
    bound: Literal["", "least", "most"] = ""
    timed: bool = False


COMPARED = (
    Compared("lead_time", "Lead time", "minutes", covers="lead_time", bound="least", timed=True),
    Compared(
        "expected_lead_time_with_rework",
        "Expected lead time with rework",
        "minutes",
        covers="lead_time",
        bound="least",
        timed=True,
    ),
    Compared("process_time", "Processing time", "minutes", covers="process_time", bound="least"),
    Compared("total_process_time", "Total processing time", "minutes", covers="total_process_time", bound="least"),
    Compared("activity_ratio", "Activity ratio", "ratio", True, covers="process_time", timed=True),
    Compared("va_ratio", "Value-adding ratio", "ratio", True, covers="process_time", timed=True),
    Compared("rolled_ca", "Rolled %C&A", "ratio", True, covers="ca", bound="most"),
    Compared("steps", "Steps", "count", None),
    Compared("handoffs", "Handoffs", "count"),
    Compared("handoffs_on_path", "Handoffs on the path", "count"),
    Compared("owner_coverage", "Owner coverage", "ratio", True, covers="lead_time", timed=True),
    Compared("labour_hours_per_year", "Labour hours per year", "number", covers="labour_hours_per_year", bound="least"),
    Compared("fte", "Full-time equivalents", "number", covers="labour_hours_per_year", bound="least"),
    Compared("labour_cost_per_year", "Labour cost per year", "money", covers="labour_cost_per_year", bound="least"),
    Compared("cost_per_unit", "Cost per unit", "money", covers="labour_cost_per_year", bound="least"),
)
# Families of rules that are asked of current and future maps alike; the others would make every future map look better.
FAMILIES = ("owner.", "handoff.", "flow.", "data.")


@dataclass(frozen=True, slots=True)
class Delta:
    """One figure of both maps. `difference` is after − before, `change` that ÷ before (0..1); None where unknown.

    The `covers` are (known, of how many) steps; None where a figure needs none. `sure`: whatever the blanks turn out to
    be, the judgement stands.
    """

    key: str
    title: str
    kind: Kind
    before: float | None
    after: float | None
    difference: float | None
    change: float | None
    judged: Judged
    sure: bool = True
    before_covers: tuple[int, int] | None = None
    after_covers: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class StepState:
    """A step as it stands on one of the maps. `adds` is what it adds to lead time by its map's convention (minutes)."""

    step: Id
    number: str
    name: str
    adds: float | None
    process_time: float | None
    ca: float | None
    owner: PersonId | None
    performer: UnitId | None
    critical: bool


@dataclass(frozen=True, slots=True)
class StepChange:
    """Steps of the earlier map and what stands in their place on the later one."""

    fate: Fate
    before: tuple[StepState, ...]
    after: tuple[StepState, ...]


@dataclass(frozen=True, slots=True)
class Freed:
    """What the later map needs less than the earlier one, per year; below 0 where it needs more, None where unknown."""

    hours: float | None = None
    fte: float | None = None
    money: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two maps of one stream. `notes` are sentences that a reader of the figures must know."""

    before: Id
    after: Id
    deltas: tuple[Delta, ...]
    steps: tuple[StepChange, ...]
    freed: Freed
    notes: tuple[str, ...] = ()

    def delta(self, key: str) -> Delta:
        """The row of one figure. Raises `KeyError`."""
        for each in self.deltas:
            if each.key == key:
                return each
        raise KeyError(key)


def compare(
    document: Document, analysis: Analysis, before_map: Id, after_map: Id, match_steps: bool = True
) -> Comparison:
    """Compare two maps of one stream, in either direction of time; `match_steps` says whether step by step too.

    Raises `KeyError` where a map is not there, `ValueError` where they are of different streams.
    """
    before, after = document.the(Map, before_map), document.the(Map, after_map)
    if before.stream != after.stream:
        raise ValueError("Only maps of one value stream can be compared.")
    was, now = analysis.maps[before_map], analysis.maps[after_map]
    alike = before.convention is after.convention
    deltas = [_delta(each, was, now, alike) for each in COMPARED]
    deltas += _findings(document, analysis, before, after)
    found = {each.key: each for each in deltas}
    matched = matches(document, before_map, after_map) if match_steps else ()
    return Comparison(
        before=before_map,
        after=after_map,
        deltas=tuple(deltas),
        steps=tuple(_change(document, analysis, match) for match in matched),
        freed=Freed(
            hours=_negative(found["labour_hours_per_year"].difference),
            fte=_negative(found["fte"].difference),
            money=_negative(found["labour_cost_per_year"].difference),
        ),
        notes=tuple(_notes(document, before, after, deltas)),
    )


def value(figures: Figures, key: str) -> float | None:
    """One figure by its key; None where it is unknown."""
    held = getattr(figures, key, None)
    return None if held is None else float(held)


def _delta(compared: Compared, was: MapAnalysis, now: MapAnalysis, alike: bool) -> Delta:
    covers = [_covers(each.coverage, compared.covers) for each in (was, now)]
    a, b = value(was.figures, compared.key), value(now.figures, compared.key)
    comparable = alike or not compared.timed
    judged = judge(a, b, compared.more_is_better) if comparable else Judged.INCOMPARABLE
    difference = b - a if comparable and a is not None and b is not None else None
    return Delta(
        key=compared.key,
        title=compared.title,
        kind=compared.kind,
        before=a,
        after=b,
        difference=difference,
        change=_part(difference, a),
        judged=judged,
        sure=_sure(a, b, _open(covers[0]), _open(covers[1]), compared.bound),
        before_covers=covers[0],
        after_covers=covers[1],
    )


def _covers(coverage: Coverage, key: str) -> tuple[int, int] | None:
    held: tuple[int, int] | None = getattr(coverage, key, None) if key else None
    return held if held and held[1] else None


def _open(covers: tuple[int, int] | None) -> bool:
    """Are some of the parts of a figure blank?"""
    return covers is not None and covers[0] < covers[1]


def judge(a: float | None, b: float | None, more_is_better: bool | None) -> Judged:
    """How the later of two figures stands to the earlier one."""
    if a is None or b is None:
        return Judged.UNKNOWN
    if math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9):
        return Judged.SAME
    if more_is_better is None:
        return Judged.DIFFERS
    return Judged.BETTER if (b > a) is more_is_better else Judged.WORSE


def _sure(a: float | None, b: float | None, a_open: bool, b_open: bool, bound: str) -> bool:
    """Does the order of two figures stand whatever their blanks hold? A bound figure can only move one way."""
    if a is None or b is None or not (a_open or b_open):
        return True
    if not bound or (a_open and b_open):
        return False
    rises = bound == "least"  # what is open can only rise; sure where it lies on the far side already
    return (a > b) is rises if a_open else (b > a) is rises


def _negative(amount: float | None) -> float | None:
    return None if amount is None else 0.0 - amount


def _findings(document: Document, analysis: Analysis, before: Map, after: Map) -> list[Delta]:
    """How many findings each map has, by severity, of the rules that are asked of both."""
    counts = [_counted(document, analysis, each) for each in (before, after)]
    found = []
    for severity in Severity:
        a, b = (None if each is None else float(each[severity]) for each in counts)
        difference = b - a if a is not None and b is not None else None
        found.append(
            Delta(
                key=f"findings_{severity.word}",
                title=f"Findings, {severity.word}",
                kind="count",
                before=a,
                after=b,
                difference=difference,
                change=_part(difference, a),
                judged=judge(a, b, False),
            )
        )
    return found


def _counted(document: Document, analysis: Analysis, held: Map) -> dict[Severity, int] | None:
    """Findings about one map; None for a map that a later one replaced, which no rule looks at."""
    if held.state is MapState.CURRENT and document.current_map(held.stream) != held:
        return None
    counts = dict.fromkeys(Severity, 0)
    for each in analysis.findings:
        if each.map == held.id and each.rule.startswith(FAMILIES):
            counts[each.severity] += 1
    return counts


def _part(difference: float | None, whole: float | None) -> float | None:
    """A difference as a part of what was; None where nothing, or next to nothing, was."""
    if difference is None or not whole:
        return None
    part = difference / whole
    return part if math.isfinite(part) else None


def _change(document: Document, analysis: Analysis, match: Match) -> StepChange:
    before, after = (states_of(document, analysis, side) for side in (match.before, match.after))
    return StepChange(match.fate, before, after)


def states_of(document: Document, analysis: Analysis, keys: Sequence[Id]) -> tuple[StepState, ...]:
    """Some steps as they stand on their map."""
    calendar = document.engagement.calendar
    states = []
    for key in keys:
        step = document.the(Step, key)
        result, convention = analysis.maps[step.map], document.the(Map, step.map).convention
        pt = minutes(step.process_time, calendar)
        adds, _ = step_adds(convention, minutes(step.lead_time, calendar), minutes(step.wait, calendar), pt)
        states.append(
            StepState(
                step=key,
                number=result.numbers.get(key, ""),
                name=step.name,
                adds=adds,
                process_time=pt,
                ca=step.ca,
                owner=step.owner,
                performer=step.performer,
                critical=result.figures.lead_time is not None and key in result.critical_nodes,
            )
        )
    return tuple(states)


def _notes(document: Document, before: Map, after: Map, deltas: Sequence[Delta]) -> list[str]:
    found = []
    if before.convention is not after.convention:
        found.append(
            f"{before.name} reads lead time by the convention {before.convention.value}, {after.name} by "
            f"{after.convention.value}: their lead times and what is made of them are not comparable"
        )
    unsure = [each.title for each in deltas if not each.sure and each.judged is not Judged.INCOMPARABLE]
    if unsure:
        found.append(f"Blank figures may turn the difference around: {', '.join(unsure)}")
    counted = [each for each in deltas if each.key.startswith("findings_")]
    for held, unknown in ((before, counted[0].before is None), (after, counted[0].after is None)):
        if unknown:
            found.append(f"Findings of {held.name} are not counted: a later current map took its place")
    stream = document.of(ValueStream, before.stream)
    if (
        stream is not None
        and stream.demand is not None
        and any(each.before is not None for each in deltas if each.kind == "money")
    ):
        found.append("Demand is the stream's and the same for both maps")
    return found
