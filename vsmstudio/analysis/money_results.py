"""What the analysis answers about money and chains of streams. Money a year, in the engagement's currency; None unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind


class Standing(StrEnum):
    """Whether a contract runs on the as-of date."""

    RUNNING = "running"
    ENDED = "ended"
    NOT_STARTED = "not started"


@dataclass(frozen=True, slots=True)
class ContractMoney:
    """One contract: what of its value each service gets, and what is assigned to none. Only a running one costs.

    `assigned` is by service. `unassigned` is None where the value is blank; of a contract that does not run both are empty.
    """

    contract: Id
    value: float | None
    standing: Standing
    assigned: Mapping[Id, float] = field(default_factory=dict)
    unassigned: float | None = None


@dataclass(frozen=True, slots=True)
class ServiceMoney:
    """One service's money.

    `own` is `typed` (by category: `development`, ...) plus `contracts` (by contract); blank costs add nothing, and it is
    None where nothing is known. `tco`, the total cost of ownership, is `own` plus `borne`: the shares of the TCO of the
    services that it rests on; of `tco_covers` (known, of how many) services the own cost is known.

    `parts` (0..1) of the own cost go to each stream that the service reaches or that was set to carry it; `allocated` is
    that in money, `unallocated` the rest. `revenue` is by `customers` (None: no customer named), over `revenue_covers`
    lines. `margin` is revenue − TCO.
    """

    service: Id
    typed: Mapping[str, float] = field(default_factory=dict)
    contracts: Mapping[Id, float] = field(default_factory=dict)
    own: float | None = None
    borne: Mapping[Id, float] = field(default_factory=dict)
    tco: float | None = None
    tco_covers: tuple[int, int] = (0, 0)
    parts: Mapping[Id, float] = field(default_factory=dict)
    allocated: Mapping[Id, float] = field(default_factory=dict)
    unallocated: float | None = None
    revenue: float | None = None
    revenue_covers: tuple[int, int] = (0, 0)
    customers: Mapping[Id | None, float] = field(default_factory=dict)

    @property
    def margin(self) -> float | None:
        """Revenue − total cost of ownership; None where either is unknown."""
        return None if self.revenue is None or self.tco is None else self.revenue - self.tco


@dataclass(frozen=True, slots=True)
class StreamMoney:
    """The own cost of services that one stream carries, by service, over (known, of how many) services that it has."""

    stream: Id
    allocated: float | None
    services: Mapping[Id, float]
    covers: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Overspent:
    """Typed shares that add up to more than 100 %: of a contract's value (`covers`), of the cost of a service among those
    that rest on it (`rests on`), or of a service's own cost among streams (`carried by`). They were scaled to 100 %."""

    record: Id
    kind: LinkKind
    total: float


@dataclass(frozen=True, slots=True)
class Money:
    """All money of the document. Own costs add up over services and over streams with `unallocated`; TCOs never do.

    `own_covers` and `revenue_covers` are (known, of how many) services and revenue lines. `categories` are the parts of
    the total own cost, with `contracts` among them; `unassigned_contracts` is value of running contracts that no service
    gets, which is in no own cost.
    """

    services: Mapping[Id, ServiceMoney] = field(default_factory=dict)
    streams: Mapping[Id, StreamMoney] = field(default_factory=dict)
    contracts: Mapping[Id, ContractMoney] = field(default_factory=dict)
    overspent: tuple[Overspent, ...] = ()
    own: float | None = None
    own_covers: tuple[int, int] = (0, 0)
    allocated: float | None = None
    unallocated: float | None = None
    unassigned_contracts: float | None = None
    revenue: float | None = None
    revenue_covers: tuple[int, int] = (0, 0)
    categories: Mapping[str, float] = field(default_factory=dict)

    @property
    def development_share(self) -> float | None:
        """Development as a part (0..1) of all own costs: one cost among others. None where no cost is known."""
        return self.categories.get("development", 0.0) / self.own if self.own else None


@dataclass(frozen=True, slots=True)
class Chain:
    """Streams that follow one another, each started by an end of the one before. Working minutes; None unknown.

    `lead_time` adds the headlines of those streams whose lead time is known, `covers` (known, of how many). `services`
    are the parts (0..1) of it that lie in steps resting on each service, directly or through others.
    """

    streams: tuple[Id, ...]
    lead_time: float | None
    covers: tuple[int, int]
    services: Mapping[Id, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chains:
    """All chains of two streams or more, as long as they go: up to 100 listed, all counted. `rings` are of streams that
    start each other (each starts the next, the last the first); the start that closes a ring is left out."""

    listed: tuple[Chain, ...] = ()
    count: int = 0
    rings: tuple[tuple[Id, ...], ...] = ()
