"""The records of a document: frozen facts, each with an id. DOMAIN words, one paragraph a kind.

Relations to one other record are stored once, on the record that depends (`Step.owner`); relations among many are
`Link` records of their own. `None` and an empty text mean *blank*, which is neither zero nor 100 %.
"""

from __future__ import annotations

import math
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from vsmstudio.model.durations import Calendar, Duration
from vsmstudio.model.ids import (
    HomeId,
    Id,
    LinkSource,
    LinkTarget,
    MadeId,
    MapId,
    NodeId,
    PersonId,
    PlacedId,
    RecordId,
    ServiceId,
    StreamId,
    UnitId,
)  # fmt: skip

__all__ = [
    "COST_FIELDS", "GRADES", "NODE_KINDS", "READINESS_FIELDS", "RECORD_TYPES", "Acceptance", "Application", "Contract",
    "Convention", "Criticality", "EndpointKind", "EndpointRole", "Endpoint", "Engagement", "Fallback", "Flow", "FlowKind",
    "FlowMode", "Handoff", "Kept", "Lifecycle", "Link", "LinkKind", "Map", "MapState", "Medium", "Node", "Note", "NoteKind",
    "Person", "Placement", "Queue", "RangeShape", "Readiness", "Record", "Revenue", "ReworkRule", "Service", "ServiceId",
    "ServiceKind", "ServiceState", "Side", "Split", "Step", "Unit", "Unknown", "ValueClass", "ValueStream",
]  # fmt: skip


class Side(StrEnum):
    BUSINESS = "business"
    IT = "IT"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"


class Convention(StrEnum):
    """What makes lead time: `service` [Martin & Osterling], `waits` [Rother & Shook], or waits and processing."""

    SERVICE = "service"
    WAITS = "waits"
    WAITS_PROCESSING = "waits+processing"


class ReworkRule(StrEnum):
    UNTIL_RIGHT = "until-right"
    ONCE = "once"


class MapState(StrEnum):
    CURRENT = "current"
    FUTURE = "future"


class ValueClass(StrEnum):
    VA = "VA"
    NNVA = "NNVA"
    NVA = "NVA"


class Split(StrEnum):
    ALL = "all"
    ONE = "one"


class EndpointKind(StrEnum):
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    TRIGGER = "trigger"


class EndpointRole(StrEnum):
    START = "start"
    END = "end"


class FlowKind(StrEnum):
    WORK = "work"
    INFORMATION = "information"
    REWORK = "rework"


class FlowMode(StrEnum):
    PUSH = "push"
    PULL = "pull"
    FIFO = "FIFO"


class Medium(StrEnum):
    MANUAL = "manual"
    ELECTRONIC = "electronic"


class Handoff(StrEnum):
    NOT_ASKED = "not asked"
    NONE = "none"
    AGREED = "agreed"


class ServiceKind(StrEnum):
    CUSTOMER_FACING = "customer-facing"
    INTERNAL = "internal"
    IT = "IT"


class ServiceState(StrEnum):
    PIPELINE = "pipeline"
    CATALOGUE = "catalogue"
    RETIRED = "retired"


class RangeShape(StrEnum):
    """How a low–likely–high range is spread: PERT-beta, or a triangle."""

    PERT = "PERT-beta"
    TRIANGULAR = "triangular"


class Fallback(StrEnum):
    """What people do when a service stops."""

    NONE = "none"
    MANUAL = "manual"
    ALTERNATIVE = "alternative"


class Readiness(StrEnum):
    NOT_ASKED = "not asked"
    OK = "ok"
    GAP = "gap"


class Lifecycle(StrEnum):
    PLANNED = "planned"
    LIVE = "live"
    PHASING_OUT = "phasing out"
    RETIRED = "retired"


class LinkKind(StrEnum):
    """`underpins`: a service holds up a step or a stream. `serves`: a stream or a service has a unit as its customer.

    `rests on`: a service needs another one, and bears a share of its cost. `covers`: a contract pays for a share of its
    value in a service. `supports`: an application is part of a service. `carried by`: a stream carries a share of a
    service's own cost. `came from`: a future step stands where a step of another map of the stream stood.
    """

    UNDERPINS = "underpins"
    SERVES = "serves"
    RESTS_ON = "rests on"
    COVERS = "covers"
    SUPPORTS = "supports"
    CARRIED_BY = "carried by"
    CAME_FROM = "came from"


class NoteKind(StrEnum):
    NOTE = "note"
    BURST = "kaizen burst"


class Criticality(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def _guard(
    record: Any,
    positive: tuple[str, ...] = (),
    zero_up: tuple[str, ...] = (),
    shares: tuple[str, ...] = (),
    finite: tuple[str, ...] = (),
) -> None:
    """Refuse numbers that mean nothing: not finite, negative (save `finite` ones), or a share outside 0..1."""
    for name in (*positive, *zero_up, *shares, *finite):
        value = getattr(record, name)
        if value is None:
            continue
        if not math.isfinite(value) or abs(value) > 1e15:
            raise ValueError(f"{name} must be a plain number, not {value}")
        if name in shares and not 0 <= value <= 1:
            raise ValueError(f"{name} must be from 0 to 100 %, not {value * 100:g} %")
        if (value < 0 and name not in finite) or (value == 0 and name in positive):
            raise ValueError(f"{name} must be {'above 0' if name in positive else '0 or more'}, not {value:g}")


class Record(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="type",
    weakref=True,
):
    """One fact with a stable id. `extra` is JSON text of fields that this version does not know; they survive."""

    id: Id
    extra: str = ""

    @property
    def type(self) -> str:
        """The kind of record, as the file names it."""
        return str(self.__struct_config__.tag)

    @property
    def word(self) -> str:
        """What people call a record of this kind."""
        return self.type


class Engagement(Record, tag="engagement", frozen=True, kw_only=True):
    """The piece of consulting that the document belongs to, its calendar and its settings. There is one per document.

    `productive_hours` is hours per person-year; `quality_threshold` and `quality_floor` are %C&A shares under which a
    handoff is poor and very poor; `streams_per_owner` is how many streams one person can own without a finding;
    `near_critical` is the share of lead time under which slack counts as near-critical; `bottleneck_threshold` the
    utilisation (share of capacity) over which a step or unit is a bottleneck; `longest_wait` the share of lead time over
    which one wait is too long; a contract is about to end `expiring_days` before its end; a service's readiness is looked
    at again after `review_months`. `range_shape` is how ranges of durations are spread in simulation.
    """

    client: str = ""
    title: str = ""
    consultant: str = ""
    as_of: date | None = None
    currency: str = "EUR"
    value_definition: str = ""
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

    def __post_init__(self) -> None:
        _guard(self, positive=("hours_per_day", "days_per_week", "weeks_per_year", "productive_hours"))
        _guard(self, zero_up=("streams_per_owner", "expiring_days", "review_months"))
        _guard(
            self,
            shares=("quality_threshold", "quality_floor", "near_critical", "bottleneck_threshold", "longest_wait"),
        )
        if self.hours_per_day > 24 or self.days_per_week > 7 or self.weeks_per_year > 53:
            raise ValueError("the working calendar allows at most 24 hours a day, 7 days a week and 53 weeks a year")

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.hours_per_day, self.days_per_week, self.weeks_per_year)


class Unit(Record, tag="unit", frozen=True, kw_only=True):
    """An organisational unit. A customer is any unit: external when its side is customer, else internal."""

    name: str
    side: Side = Side.BUSINESS
    parent: UnitId | None = None
    people: float | None = None
    hourly_cost: float | None = None

    def __post_init__(self) -> None:
        _guard(self, zero_up=("people", "hourly_cost"))


class Person(Record, tag="person", frozen=True, kw_only=True):
    """A role, a name, or both, in a unit; `vacant` only when so marked."""

    name: str = ""
    role: str = ""
    unit: UnitId | None = None
    vacant: bool = False

    @property
    def label(self) -> str:
        """How the person is shown: by role where there is one."""
        return self.role or self.name or "Unnamed person"


class ValueStream(Record, tag="stream", frozen=True, kw_only=True):
    """How one product or service family reaches its customers. Its owner is the true owner of what it delivers.

    `demand` is a quantity per `demand_per` (`d`, `wk`, `mo` or `y`); `available` is working time per day for takt (the
    calendar's day unless set).
    """

    name: str
    owner: PersonId | None = None
    sponsor: PersonId | None = None
    demand: float | None = None
    demand_per: str = "d"
    available: Duration | None = None
    trigger: str = ""
    outcomes: str = ""
    notes: str = ""
    order: float = 0.0

    def __post_init__(self) -> None:
        _guard(self, positive=("demand",), finite=("order",))
        if self.demand_per not in {"h", "d", "wk", "mo", "y"}:
            raise ValueError(f"demand_per must be h, d, wk, mo or y, not {self.demand_per!r}")


class Map(Record, tag="map", frozen=True, kw_only=True):
    """One state of one stream: current, with a date, or a named future; and the convention that makes its lead time.

    `lanes`: it shows swimlanes, one for each unit that performs steps.
    """

    stream: StreamId
    name: str = "Current state"
    state: MapState = MapState.CURRENT
    date: date | None = None
    convention: Convention = Convention.SERVICE
    order: float = 0.0
    lanes: bool = False

    def __post_init__(self) -> None:
        _guard(self, finite=("order",))


class Step(Record, tag="step", frozen=True, kw_only=True):
    """Work that a unit does on an item: times, quality, and who is accountable.

    `ca` is %C&A as a share (0..1), judged by the receiver `judge`; `people` do this work, taking turns; `crew` work on one
    item at once (1 unless set); `availability` is the share of their time (100 % unless set); `key` is the id in the
    client's own table. `split` says whether work goes on to all successors or to one of them.
    """

    map: MapId
    name: str
    performer: UnitId | None = None
    owner: PersonId | None = None
    process_time: Duration | None = None
    lead_time: Duration | None = None
    wait: Duration | None = None
    ca: float | None = None
    judge: UnitId | None = None
    people: float | None = None
    crew: float | None = None
    availability: float | None = None
    batch: float | None = None
    value_class: ValueClass | None = None
    split: Split = Split.ALL
    ends_here: bool = False
    barriers: str = ""
    as_documented: str = ""
    as_done: str = ""
    why: str = ""
    notes: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        _guard(self, positive=("crew", "batch"), zero_up=("people",), shares=("ca", "availability"))
        if self.availability == 0:
            raise ValueError("availability must be above 0 %")


class Queue(Record, tag="queue", frozen=True, kw_only=True):
    """Inventory or an in-box: a typed wait, or a quantity that waits."""

    map: MapId
    name: str = ""
    wait: Duration | None = None
    quantity: float | None = None
    split: Split = Split.ALL
    notes: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        _guard(self, zero_up=("quantity",))


class Endpoint(Record, tag="endpoint", frozen=True, kw_only=True):
    """Where the stream starts or ends: a customer, a supplier or a trigger; `unit` where it is a known unit.

    `starts` is the stream that goes on from an end.
    """

    map: MapId
    name: str = ""
    kind: EndpointKind = EndpointKind.CUSTOMER
    role: EndpointRole = EndpointRole.START
    unit: UnitId | None = None
    starts: StreamId | None = None
    split: Split = Split.ALL
    notes: str = ""
    key: str = ""

    @property
    def word(self) -> str:
        """A start or end is called by what stands there."""
        return self.kind.value


Node = Step | Queue | Endpoint


class Flow(Record, tag="flow", frozen=True, kw_only=True):
    """Work, information or rework passing from one node of a map to another.

    `share` is the part (0..1) of the items that go this way where `source` splits to one of its successors; `delay` is
    working time on the way; `probability` is how often rework goes back (0..1, under 1). Work flows alone make lead time.
    The handoff says whether the two sides agreed on what is passed, when it is complete, and within what time.
    """

    map: MapId
    source: NodeId
    target: NodeId
    kind: FlowKind = FlowKind.WORK
    mode: FlowMode = FlowMode.PUSH
    medium: Medium | None = None
    delay: Duration | None = None
    share: float | None = None
    probability: float | None = None
    handoff: Handoff = Handoff.NOT_ASKED
    handoff_what: str = ""
    handoff_complete: str = ""
    handoff_within: Duration | None = None
    handoff_since: date | None = None

    def __post_init__(self) -> None:
        _guard(self, shares=("share", "probability"))


class Service(Record, tag="service", frozen=True, kw_only=True):
    """A service of the portfolio: consumed by a stream's customers, by staff, or provided by IT.

    The costs are money a year in the engagement's currency, by category; `cost_vendor` is vendor cost outside recorded
    contracts. `fallback` is blank until recorded. The five kinds of readiness were looked at on `reviewed_on`.
    """

    name: str
    kind: ServiceKind = ServiceKind.INTERNAL
    state: ServiceState = ServiceState.CATALOGUE
    owner: PersonId | None = None
    manager: PersonId | None = None
    provider: UnitId | None = None
    outcomes: str = ""
    offerings: str = ""
    service_levels: str = ""
    cost_development: float | None = None
    cost_infrastructure: float | None = None
    cost_maintenance: float | None = None
    cost_vendor: float | None = None
    cost_support: float | None = None
    cost_other: float | None = None
    fallback: Fallback | None = None
    security: Readiness = Readiness.NOT_ASKED
    continuity: Readiness = Readiness.NOT_ASKED
    remote_use: Readiness = Readiness.NOT_ASKED
    self_service: Readiness = Readiness.NOT_ASKED
    knowledge: Readiness = Readiness.NOT_ASKED
    reviewed_on: date | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        _guard(self, zero_up=COST_FIELDS)


COST_FIELDS = (
    "cost_development",
    "cost_infrastructure",
    "cost_maintenance",
    "cost_vendor",
    "cost_support",
    "cost_other",
)
READINESS_FIELDS = ("security", "continuity", "remote_use", "self_service", "knowledge")


class Application(Record, tag="application", frozen=True, kw_only=True):
    """A piece of software that supports services; an application alone is no service."""

    name: str
    owner: PersonId | None = None
    lifecycle: Lifecycle | None = None
    notes: str = ""


class Contract(Record, tag="contract", frozen=True, kw_only=True):
    """What was agreed with a supplier: money a year, from when to when, and the notice to give before its end."""

    name: str
    supplier: UnitId | None = None
    annual_value: float | None = None
    start: date | None = None
    end: date | None = None
    notice: Duration | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        _guard(self, zero_up=("annual_value",))


class Revenue(Record, tag="revenue", frozen=True, kw_only=True):
    """What a customer pays for a service: money a year."""

    service: ServiceId
    customer: UnitId | None = None
    amount: float | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        _guard(self, zero_up=("amount",))


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


class Link(Record, tag="link", frozen=True, kw_only=True):
    """A relation among many; `LinkKind` says which.

    `share` (0..1) is of cost: the part of the target's cost that a service resting on it bears, of the contract's value
    that a service gets, or of a service's own cost that a stream carries. Blank ones share the rest evenly.
    """

    kind: LinkKind
    source: LinkSource
    target: LinkTarget
    criticality: Criticality = Criticality.MEDIUM
    does: str = ""
    share: float | None = None

    def __post_init__(self) -> None:
        _guard(self, shares=("share",))


class Note(Record, tag="note", frozen=True, kw_only=True):
    """What somebody wrote down while mapping: a free note, or a kaizen burst, which is an idea for improvement.

    It stands on a map, or waits in the parking lot of the whole engagement while `map` is blank. `about` is the node that
    it belongs to; it keeps standing where that node goes. `done` is ticked off.
    """

    map: HomeId | None = None
    kind: NoteKind = NoteKind.NOTE
    text: str = ""
    about: NodeId | None = None
    done: bool = False
    by: str = ""
    order: float = 0.0

    def __post_init__(self) -> None:
        _guard(self, finite=("order",))

    @property
    def parked(self) -> bool:
        """Does it wait in the parking lot?"""
        return self.map is None

    @property
    def word(self) -> str:
        return self.kind.value


class Placement(Record, tag="placement", frozen=True, kw_only=True):
    """Where a node or note stands on its map: the upper left corner, in pixels at 100 %."""

    node: PlacedId
    x: float = 0.0
    y: float = 0.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.x) and math.isfinite(self.y)) or max(abs(self.x), abs(self.y)) > 1e7:
            raise ValueError("a position must be a plain number of pixels")


class Kept(Record, tag="kept", frozen=True, kw_only=True):
    """A piece of another program's file that has no place among the other records, kept to be written back.

    `format` is the file's kind ("archimate"), `kind` what the piece is in its terms ("element", "relationship", "view"),
    `key` its identifier there, and `text` the piece as it was read. `about` is the record that was made of it: then `text`
    holds what the record cannot, and the piece goes with the record.
    """

    format: str
    kind: str = ""
    key: str = ""
    text: str = ""
    about: MadeId | None = None
    order: float = 0.0

    def __post_init__(self) -> None:
        _guard(self, finite=("order",))


class Unknown(Record, tag="unknown", frozen=True, kw_only=True):
    """A record of a kind that this version does not know, kept as the JSON text that was read."""

    raw: str


NODE_KINDS = (Step, Queue, Endpoint)
RECORD_TYPES: tuple[type[Record], ...] = (
    Engagement,
    Unit,
    Person,
    ValueStream,
    Map,
    Step,
    Queue,
    Endpoint,
    Flow,
    Service,
    Application,
    Contract,
    Revenue,
    Link,
    Acceptance,
    Note,
    Placement,
    Kept,
)
