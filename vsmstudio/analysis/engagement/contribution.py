"""What each improvement contributes to the way from the current map to the future map (DOMAIN section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vsmstudio.analysis.comparison import COMPARED, Judged
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

CONTRIBUTED = tuple(each for each in COMPARED if each.key != "cost_per_unit")  # that one needs the money of all streams


class Applied(StrEnum):
    """Where the figures came from that an improvement was given."""

    FUTURE = "from the future map"
    CLAIM = "as claimed"
    DONE = "already in the current map"
    NOTHING = "nothing to apply"


@dataclass(frozen=True, slots=True)
class Check:
    """One claimed effect beside the computed one, both of what the improvement changes itself; above 0 is better.

    `key` is one of `records.EFFECTS`: minutes, points of %C&A (a share), money a year, or points of experience. `computed`
    is by the future map, None where it does not say. `judged`: `SAME` within a tenth, `WORSE` where less comes than is
    claimed, `BETTER` where more does.
    """

    key: str
    claimed: float | None
    computed: float | None
    judged: Judged


@dataclass(frozen=True, slots=True)
class Share:
    """What one improvement does after those before it in the plan.

    `differences` are after − before by figure (keys of `CONTRIBUTED`); None where it is not known. `steps` are the current
    steps that it changed. `sentence` says what it did in one line.
    """

    improvement: Id
    applied: Applied
    steps: tuple[Id, ...]
    differences: Mapping[str, float | None]
    checks: tuple[Check, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """The way from `current` to `future` (map ids) in parts. `before` and `after` are figures by key; without a future map
    `after` is what all claims together give.

    For each figure the parts' differences and `rest`, which no improvement explains, add up to `whole` = after − before.
    `notes` are sentences that a reader must know.
    """

    stream: Id
    current: Id | None
    future: Id | None
    before: Mapping[str, float | None] = field(default_factory=dict)
    after: Mapping[str, float | None] = field(default_factory=dict)
    shares: tuple[Share, ...] = ()
    rest: Mapping[str, float | None] = field(default_factory=dict)
    whole: Mapping[str, float | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def of(self, improvement: Id) -> Share | None:
        """What one improvement contributes; None where it changes nothing of this stream."""
        return next((each for each in self.shares if each.improvement == improvement), None)


def contributions_of(document: Document, analysis: Analysis, stream: Id, future: Id | None = None) -> Contribution:
    """The improvements of a stream in plan order applied to its current map, each one's difference noted.

    `future` is a future map of the stream; None: the first listed.
    """
    raise NotImplementedError
