"""The engagement around the maps: charter, value, experience, who took part, and what is to become better."""

from __future__ import annotations

from datetime import date

from vsmstudio.model.durations import Calendar, Duration
from vsmstudio.model.ids import (
    AboutId,
    ImprovementId,
    PersonId,
    RankingId,
    RecordId,
    StepId,
    StreamId,
    WhoId,
)
from vsmstudio.model.records.base import Record, emblem, guard
from vsmstudio.model.records.kinds import (
    Audience,
    Horizon,
    ImprovementKind,
    ImprovementState,
    MapPaper,
    MeasureKind,
    Method,
    Obstacle,
    PaperSize,
    PeopleShown,
    RangeShape,
    ReworkRule,
    Source,
    WorkshopKind,
)


class Engagement(Record, tag="engagement", frozen=True, kw_only=True):
    """The piece of consulting that the document belongs to, its calendar and its settings. There is one per document.

    `productive_hours` is hours per person-year; `quality_threshold` and `quality_floor` are %C&A shares under which a
    handoff is poor and very poor; `streams_per_owner` is how many streams one person can own without a finding;
    `near_critical` is the share of lead time under which slack counts as near-critical; `bottleneck_threshold` the
    utilisation (share of capacity) over which a step or unit is a bottleneck; `longest_wait` the share of lead time over
    which one wait is too long; a contract is about to end `expiring_days` before its end; a service's readiness is looked
    at again after `review_months`. `range_shape` is how ranges of durations are spread in simulation.

    How its deliverables are made: `logo` is the client's, a PNG or JPEG in base64; `version` and `confidentiality` stand on
    the cover (blank is "Confidential"); `ask` is what the client is asked for, told from the figures where it is blank;
    `left_out` names the sections that are left out, a comma between them; `paper`, `map_paper` and `people_shown` are the
    paper and how people are shown.
    """

    client: str = ""
    title: str = ""
    consultant: str = ""
    as_of: date | None = None
    currency: str = "EUR"
    value_definition: str = ""
    value_agreed_on: date | None = None
    value_agreed_by: str = ""
    hours_per_day: float = 8.0
    days_per_week: float = 5.0
    weeks_per_year: float = 52.0
    productive_hours: float = 1680.0
    rework: ReworkRule = ReworkRule.UNTIL_RIGHT
    quality_threshold: float = 0.8
    quality_floor: float = 0.5
    streams_per_owner: float = 3
    near_critical: float = 0.05
    bottleneck_threshold: float = 0.85
    longest_wait: float = 0.4
    expiring_days: float = 90
    review_months: float = 12
    range_shape: RangeShape = RangeShape.PERT
    logo: str = ""
    version: str = ""
    confidentiality: str = ""
    ask: str = ""
    left_out: str = ""
    paper: PaperSize = PaperSize.A4
    map_paper: MapPaper = MapPaper.AS_NEEDED
    people_shown: PeopleShown = PeopleShown.MIXED

    def __post_init__(self) -> None:
        emblem(self.logo)
        guard(self, positive=("hours_per_day", "days_per_week", "weeks_per_year", "productive_hours"))
        guard(self, zero_up=("streams_per_owner", "expiring_days", "review_months"))
        guard(
            self,
            shares=("quality_threshold", "quality_floor", "near_critical", "bottleneck_threshold", "longest_wait"),
        )
        if self.hours_per_day > 24 or self.days_per_week > 7 or self.weeks_per_year > 53:
            raise ValueError("the working calendar allows at most 24 hours a day, 7 days a week and 53 weeks a year")

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.hours_per_day, self.days_per_week, self.weeks_per_year)


class ValueStream(Record, tag="stream", frozen=True, kw_only=True):
    """How one product or service family reaches its customers. Its owner is the true owner of what it delivers.

    `demand` is a quantity per `demand_per` (`d`, `wk`, `mo` or `y`); `available` is working time per day for takt (the
    calendar's day unless set).

    What the charter says besides [Martin & Osterling]: the first and last step and what is in and out of scope, in words;
    `case` is what is mapped of all that comes in ("80 % of demand: own damage, no injury"); `target_conditions` a line
    each, measurable; `experience` the audience in focus; `briefings` when who is told; `chartered_on` when it was agreed.
    """

    name: str
    owner: PersonId | None = None
    sponsor: PersonId | None = None
    demand: float | None = None
    demand_per: str = "d"
    available: Duration | None = None
    trigger: str = ""
    outcomes: str = ""
    facilitator: PersonId | None = None
    first_step: str = ""
    last_step: str = ""
    in_scope: str = ""
    out_of_scope: str = ""
    case: str = ""
    problem: str = ""
    target_conditions: str = ""
    experience: Audience | None = None
    briefings: str = ""
    chartered_on: date | None = None
    notes: str = ""
    order: float = 0.0

    def __post_init__(self) -> None:
        guard(self, positive=("demand",), finite=("order",))
        if self.demand_per not in {"h", "d", "wk", "mo", "y"}:
            raise ValueError(f"demand_per must be h, d, wk, mo or y, not {self.demand_per!r}")


GRADES = ("critical", "high", "medium", "low")


class Acceptance(Record, tag="acceptance", frozen=True, kw_only=True):
    """A finding that the room decided to live with: its rule and subject (`aspect` tells findings of one subject apart).

    `severity` is what it was then, one of `GRADES`; it lapses when the severity rises, or after `until`.
    """

    rule: str
    subject: RecordId
    aspect: str = ""
    severity: str = "low"
    by: str = ""
    why: str = ""
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.severity not in GRADES:
            raise ValueError(f"severity must be critical, high, medium or low, not {self.severity!r}")


class Objection(Record, tag="objection", frozen=True, kw_only=True):
    """Why the owner that a finding proposes is not named (yet). The finding stays open; this stands beside it.

    Rule, subject and aspect name the finding, as in an `Acceptance`.
    """

    rule: str
    subject: RecordId
    aspect: str = ""
    reason: Obstacle = Obstacle.OTHER
    why: str = ""
    by: str = ""
    on: date | None = None


class Stakeholder(Record, tag="stakeholder", frozen=True, kw_only=True):
    """A person or unit with a stake in a stream (blank: in the engagement): interest, what value means to them, their gain."""

    who: WhoId
    stream: StreamId | None = None
    interest: str = ""
    value: str = ""
    gains: str = ""
    notes: str = ""
    order: float = 0.0

    def __post_init__(self) -> None:
        guard(self, finite=("order",))


class Workshop(Record, tag="workshop", frozen=True, kw_only=True):
    """A meeting of the engagement; one whose date is still to come is planned. Links say who attended and which streams
    it looked at.
    """

    name: str = ""
    kind: WorkshopKind = WorkshopKind.MAPPING
    date: date | None = None
    notes: str = ""

    @property
    def label(self) -> str:
        """What it is called: by its own name, else by its kind and date."""
        return self.name or f"{self.kind.value.capitalize()} workshop{f' on {self.date}' if self.date else ''}"


class Measure(Record, tag="measure", frozen=True, kw_only=True):
    """A value measure of a stream: what it was, what it is to be, and what it is, all in `unit`.

    More is better where the target is above the baseline.
    """

    stream: StreamId
    name: str
    kind: MeasureKind = MeasureKind.OUTCOME
    audience: Audience | None = None
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    actual: float | None = None
    measured_on: date | None = None
    notes: str = ""
    order: float = 0.0

    def __post_init__(self) -> None:
        guard(self, finite=("baseline", "target", "actual", "order"))


class Touchpoint(Record, tag="touchpoint", frozen=True, kw_only=True):
    """How an audience finds a step: a rating from 1 (very poor) to 5 (very good), and a note; one for each of the two."""

    step: StepId
    audience: Audience
    rating: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        guard(self, finite=("rating",))
        if self.rating is not None and not 1 <= self.rating <= 5:
            raise ValueError(f"rating must be from 1 to 5, not {self.rating:g}")


class Improvement(Record, tag="improvement", frozen=True, kw_only=True):
    """Log and transformation plan in one. Links say which steps, services and streams it changes.

    `source` and `about` say where it came from; `rule` and `aspect` name the finding, where that was one. `rank` is the
    room's order, smaller first; `effort` and `benefit` (0..10) are where the room put it on the plot.

    Effects are what becomes better by: time saved, points of %C&A (a share of 1), money saved a year, points of
    experience (of the five). Below 0 it became worse. `review_on` is when its effect is to be measured again.
    """

    name: str
    kind: ImprovementKind = ImprovementKind.IMPROVEMENT
    source: Source | None = None
    about: AboutId | None = None
    rule: str = ""
    aspect: str = ""
    method: Method | None = None
    owner: PersonId | None = None
    horizon: Horizon | None = None
    state: ImprovementState = ImprovementState.OPEN
    due: date | None = None
    done_on: date | None = None
    effort: float | None = None
    benefit: float | None = None
    rank: float | None = None
    expected_lead_time: Duration | None = None
    expected_process_time: Duration | None = None
    expected_ca: float | None = None
    expected_cost: float | None = None
    expected_experience: float | None = None
    actual_lead_time: Duration | None = None
    actual_process_time: Duration | None = None
    actual_ca: float | None = None
    actual_cost: float | None = None
    actual_experience: float | None = None
    measured_on: date | None = None
    review_on: date | None = None
    lesson: str = ""
    notes: str = ""
    order: float = 0.0

    def __post_init__(self) -> None:
        guard(self, zero_up=("effort", "benefit"), finite=("order", "rank", "expected_cost", "actual_cost"))
        for name, most in (("effort", 10), ("benefit", 10)):
            if (getattr(self, name) or 0) > most:
                raise ValueError(f"{name} must be from 0 to {most}, not {getattr(self, name):g}")
        for name, most in (("ca", 1), ("experience", 4)):
            for field in (f"expected_{name}", f"actual_{name}"):
                guard(self, finite=(field,))
                if abs(getattr(self, field) or 0) > most:
                    raise ValueError(f"{field} must be from -{most} to {most}, not {getattr(self, field):g}")


class Ranking(Record, tag="ranking", frozen=True, kw_only=True):
    """An earlier order of the improvements that the room gave itself: when, and why it was changed afterwards."""

    on: date | None = None
    name: str = ""
    why: str = ""
    order: float = 0.0

    def __post_init__(self) -> None:
        guard(self, finite=("order",))


class Ranked(Record, tag="ranked", frozen=True, kw_only=True):
    """The place that an improvement had in an earlier order, from 1."""

    ranking: RankingId
    improvement: ImprovementId
    place: float

    def __post_init__(self) -> None:
        guard(self, zero_up=("place",))


EFFECTS = ("lead_time", "process_time", "ca", "cost", "experience")
