"""What was promised, and what came: a baseline beside a later current map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from vsmstudio.analysis.comparison import Judged, Kind, StepState
from vsmstudio.analysis.engagement.measures import Progress
from vsmstudio.analysis.matching import Fate
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import ImprovementState


class State(NamedTuple):
    """One current map in its document, analysed."""

    document: Document
    analysis: Analysis
    map: Id


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
    raise NotImplementedError


def follow_up(baseline: State, now: State, promised: Id | None = None) -> FollowUp:
    """What was promised at the baseline and what came by now: two current maps of one stream, or of two files.

    `promised` is the future map that held the promise; None: the first of the stream in the baseline's document, else in
    now's. Steps match by their origins. Raises `KeyError` where a map is not there.
    """
    raise NotImplementedError
