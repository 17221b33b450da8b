"""What a look at development alone shows of the cost of services, and what it hides: fund services, not projects [Tedder].

Money a year in the engagement's currency. Blank is unknown, never nothing: every sum adds what is known and says of how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum

from vsmstudio.analysis.money import CATEGORIES, CONTRACTS
from vsmstudio.analysis.money_results import ServiceMoney
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

DEVELOPMENT = "development"
COST_PARTS = (*CATEGORIES.values(), CONTRACTS)
"""The categories of own cost in the order in which they are shown: development first, contracts last."""


@dataclass(frozen=True, slots=True)
class HiddenCost:
    """One service, or all of them (`service` blank).

    `parts` are the known parts of own cost by category, of `COST_PARTS`; `own` is their sum, known of `own_covers` (known,
    of how many) services. `shown` is development, which alone a budget by projects would have shown; `hidden` is the rest of
    own cost. `borne` is what comes on top in the total cost of ownership: the shares of services that it rests on. Totals
    have no TCO, as TCOs overlap. `shown_covers` says of how many services development is known; None: nothing is known.
    """

    service: Id
    parts: Mapping[str, float] = field(default_factory=dict)
    own: float | None = None
    borne: float | None = None
    tco: float | None = None
    shown_covers: tuple[int, int] = (0, 0)
    own_covers: tuple[int, int] = (0, 0)
    tco_covers: tuple[int, int] = (0, 0)

    @property
    def shown(self) -> float | None:
        """Development; None where nobody has said what that costs."""
        return self.parts.get(DEVELOPMENT)

    @property
    def hidden(self) -> float | None:
        """All other own cost that is known; None where none is."""
        rest = [amount for name, amount in self.parts.items() if name != DEVELOPMENT]
        return fsum(rest) if rest else None

    @property
    def hidden_share(self) -> float | None:
        """The part (0..1) of known own cost that development does not show; None while development or all the rest is
        unknown, or all is 0."""
        return self.hidden / self.own if self.own and self.shown is not None and self.hidden is not None else None

    @property
    def times(self) -> float | None:
        """How many times development the known own cost is; None while development or all the rest is unknown, or it is 0."""
        return self.own / self.shown if self.own is not None and self.shown and self.hidden is not None else None


@dataclass(frozen=True, slots=True)
class StreamCost:
    """Own cost that one stream carries by category, over (known, of how many) services; `stream` None: what none carries.

    The rows of all streams and of None add up to the own cost of all services.
    """

    stream: Id | None
    parts: Mapping[str, float] = field(default_factory=dict)
    own: float | None = None
    covers: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class HiddenCosts:
    """Every service in the document's order, all of them together, and the own cost that each stream carries."""

    services: tuple[HiddenCost, ...]
    total: HiddenCost
    streams: tuple[StreamCost, ...]

    def of(self, service: Id) -> HiddenCost:
        """One service. Raises `KeyError`."""
        for each in self.services:
            if each.service == service:
                return each
        raise KeyError(service)


def hidden_cost(document: Document, analysis: Analysis) -> HiddenCosts:
    """What development shows and hides, by service and in total, and all own cost by stream."""
    found = {each.id: analysis.money.services.get(each.id) or ServiceMoney(each.id) for each in document.services}
    services = tuple(_service(each) for each in found.values())
    total = HiddenCost(
        "",
        _added(each.parts for each in services),
        analysis.money.own,
        shown_covers=(sum(each.shown is not None for each in services), len(services)),
        own_covers=(sum(each.own is not None for each in services), len(services)),
    )
    parts = {each.service: each.parts for each in services}
    streams = [_stream(each.id, found, parts, analysis) for each in document.streams]
    loose = _carried(None, {key: _loose(each) for key, each in found.items()}, parts, total.own_covers)
    return HiddenCosts(services, total, (*streams, *([loose] if loose.own else [])))


def _service(money: ServiceMoney) -> HiddenCost:
    parts = {name: money.typed[name] for name in CATEGORIES.values() if name in money.typed}
    if money.contracts:
        parts[CONTRACTS] = fsum(money.contracts.values())
    return HiddenCost(
        service=money.service,
        parts=parts,
        own=money.own,
        borne=fsum(money.borne.values()) if money.borne else None,
        tco=money.tco,
        shown_covers=(int(DEVELOPMENT in parts), 1),
        own_covers=(int(money.own is not None), 1),
        tco_covers=money.tco_covers,
    )


def _stream(
    stream: Id, found: Mapping[Id, ServiceMoney], parts: Mapping[Id, Mapping[str, float]], analysis: Analysis
) -> StreamCost:
    shares = {key: each.parts[stream] for key, each in found.items() if stream in each.parts}
    held = analysis.money.streams.get(stream)
    return _carried(stream, shares, parts, held.covers if held else (0, len(shares)))


def _loose(money: ServiceMoney) -> float:
    """The part (0..1) of a service's own cost that no stream carries."""
    return money.unallocated / money.own if money.own and money.unallocated else 0.0


def _carried(
    stream: Id | None, shares: Mapping[Id, float], parts: Mapping[Id, Mapping[str, float]], covers: tuple[int, int]
) -> StreamCost:
    whole = _added(
        {name: amount * share for name, amount in parts[key].items()} for key, share in shares.items() if share
    )
    return StreamCost(stream, whole, fsum(whole.values()) if whole else None, covers)


def _added(several: Iterable[Mapping[str, float]]) -> dict[str, float]:
    amounts: dict[str, list[float]] = {}
    for parts in several:
        for name, amount in parts.items():
            amounts.setdefault(name, []).append(amount)
    return {name: fsum(amounts[name]) for name in COST_PARTS if name in amounts}
