"""Who there is, and the service portfolio with its money."""

from __future__ import annotations

from datetime import date

from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import LinkSource, LinkTarget, MadeId, PersonId, ServiceId, UnitId
from vsmstudio.model.records.base import Record, guard
from vsmstudio.model.records.kinds import (
    Criticality,
    Fallback,
    Lifecycle,
    LinkKind,
    Readiness,
    ServiceKind,
    ServiceState,
    Side,
)


class Unit(Record, tag="unit", frozen=True, kw_only=True):
    """An organisational unit. A customer is any unit: external when its side is customer, else internal."""

    name: str
    side: Side = Side.BUSINESS
    parent: UnitId | None = None
    people: float | None = None
    hourly_cost: float | None = None

    def __post_init__(self) -> None:
        guard(self, zero_up=("people", "hourly_cost"))


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


class Service(Record, tag="service", frozen=True, kw_only=True):
    """A service of the portfolio: consumed by a stream's customers, by staff, or provided by IT.

    The costs are money a year in the engagement's currency, by category; `cost_vendor` is vendor cost outside recorded
    contracts. `warranty` is what assures that it is fit for use [ITIL]. `fallback` is blank until recorded. The five kinds
    of readiness were looked at on `reviewed_on`.
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
    warranty: str = ""
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
        guard(self, zero_up=COST_FIELDS)


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
        guard(self, zero_up=("annual_value",))


class Revenue(Record, tag="revenue", frozen=True, kw_only=True):
    """What a customer pays for a service: money a year."""

    service: ServiceId
    customer: UnitId | None = None
    amount: float | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        guard(self, zero_up=("amount",))


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
        guard(self, shares=("share",))


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
        guard(self, finite=("order",))
