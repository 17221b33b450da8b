"""What services cost, who bears it, and what they earn: own cost, total cost of ownership, allocation to streams.

Money a year in the engagement's currency. Blank is unknown and adds nothing; every sum says what it covers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from vsmstudio.analysis.contracts import contracts, overspent
from vsmstudio.analysis.dependencies import Dependencies
from vsmstudio.analysis.money_results import ContractMoney, Money, ServiceMoney, StreamMoney
from vsmstudio.analysis.portions import portions, unborne
from vsmstudio.analysis.relations import Relations
from vsmstudio.analysis.results import ServiceUse
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import COST_FIELDS, Link, Revenue, Service

CATEGORIES = {name: name.removeprefix("cost_") for name in COST_FIELDS}
CONTRACTS = "contracts"  # the category of what contracts cost


def money(
    document: Document,
    date: datetime.date,
    related: Relations,
    depends: Dependencies,
    uses: Mapping[Id, ServiceUse],
) -> Money:
    """All money of a document, as it stands on a date."""
    agreed = contracts(document, date, related)
    by_service: dict[Id, dict[Id, float]] = {}
    for each in agreed.values():
        for service, amount in each.assigned.items():
            by_service.setdefault(service, {})[each.contract] = amount
    typed = {each.id: _typed(each) for each in document.services}
    own = {key: _known_sum([*costs.values(), *by_service.get(key, {}).values()]) for key, costs in typed.items()}
    owned = _ownership(depends, related, own)
    earned = _revenues(document)
    nothing: tuple[None, tuple[int, int], dict[Id | None, float]] = (None, (0, 0), {})
    found: dict[Id, ServiceMoney] = {}
    for key, cost in own.items():
        parts = _carried(uses[key].streams, related.carried_by.get(key, {}))
        tco, borne, covers = owned[key]
        revenue, lines, customers = earned.get(key, nothing)
        found[key] = ServiceMoney(
            service=key,
            typed=typed[key],
            contracts=by_service.get(key, {}),
            own=cost,
            borne=borne,
            tco=tco,
            tco_covers=covers,
            parts=parts,
            allocated={} if cost is None else {stream: cost * part for stream, part in parts.items()},
            unallocated=None if cost is None else cost * unborne(list(parts.values())),
            revenue=revenue,
            revenue_covers=lines,
            customers=customers,
        )
    return _whole(document, related, found, agreed)


def _typed(service: Service) -> dict[str, float]:
    costs = {}
    for name, category in CATEGORIES.items():
        cost = getattr(service, name)
        if cost is not None:
            costs[category] = cost
    return costs


def _ownership(
    depends: Dependencies, related: Relations, own: Mapping[Id, float | None]
) -> dict[Id, tuple[float | None, dict[Id, float], tuple[int, int]]]:
    """Each service's TCO, what it bears of others' TCO, and of how many services in it the own cost is known.

    The links that close a ring are left out, as though they were not there.
    """
    bears: dict[Id, dict[Id, float]] = {}  # by service, then by the service that it rests on
    for below, links in related.rests_on.items():
        kept = {above: link for above, link in links.items() if link.id not in depends.closing}
        for above, part in zip(kept, portions([link.share for link in kept.values()]), strict=True):
            bears.setdefault(above, {})[below] = part
    found: dict[Id, tuple[float | None, dict[Id, float], tuple[int, int]]] = {}
    bit = {key: 1 << at for at, key in enumerate(depends.order)}
    known = sum(bit[key] for key, cost in own.items() if cost is not None)
    cone: dict[Id, int] = {}  # the services that a TCO is made of, a bit each
    for key in depends.order:
        cone[key] = bit[key]
        borne: dict[Id, float] = {}
        for below in depends.rests_on.get(key, ()):
            if below in (parts := bears.get(key, {})):
                cone[key] |= cone[below]
                whole = found[below][0]
                if whole is not None:
                    borne[below] = whole * parts[below]
        covers = ((cone[key] & known).bit_count(), cone[key].bit_count())
        found[key] = (_known_sum([own[key], *borne.values()]), borne, covers)
    return found


def _carried(reached: Sequence[Id], set_links: Mapping[Id, Link]) -> dict[Id, float]:
    """The part of a service's own cost that goes to each stream: those that it reaches, then others set to carry it."""
    streams = [*reached, *(key for key in set_links if key not in reached)]
    typed = [set_links[key].share if key in set_links else None for key in streams]
    return dict(zip(streams, portions(typed), strict=True))


def _revenues(document: Document) -> dict[Id, tuple[float | None, tuple[int, int], dict[Id | None, float]]]:
    """Yearly revenue by service: the sum, (known, of how many) lines, and by customer."""
    lines: dict[Id, list[Revenue]] = {}
    for line in document.all(Revenue):
        lines.setdefault(line.service, []).append(line)
    found = {}
    for service, listed in lines.items():
        by_customer: dict[Id | None, float] = {}
        for line in listed:
            if line.amount is not None:
                by_customer[line.customer] = by_customer.get(line.customer, 0.0) + line.amount
        known = sum(line.amount is not None for line in listed)
        found[service] = (_known_sum(line.amount for line in listed), (known, len(listed)), by_customer)
    return found


def _whole(
    document: Document, related: Relations, found: dict[Id, ServiceMoney], agreed: dict[Id, ContractMoney]
) -> Money:
    earned = [each.revenue_covers for each in found.values()]
    own = _known_sum(each.own for each in found.values())
    carried = fsum(amount for each in found.values() for amount in each.allocated.values())
    return Money(
        services=found,
        streams=_streams(document, found),
        contracts=agreed,
        overspent=tuple(overspent(related)),
        own=own,
        own_covers=(sum(each.own is not None for each in found.values()), len(found)),
        allocated=None if own is None else carried,
        unallocated=_known_sum(each.unallocated for each in found.values()),
        unassigned_contracts=_known_sum(each.unassigned for each in agreed.values()),
        revenue=_known_sum(each.revenue for each in found.values()),
        revenue_covers=(sum(known for known, _ in earned), sum(lines for _, lines in earned)),
        categories=_categories(found),
    )


def _streams(document: Document, found: Mapping[Id, ServiceMoney]) -> dict[Id, StreamMoney]:
    carried: dict[Id, dict[Id, float]] = {stream.id: {} for stream in document.streams}
    number = dict.fromkeys(carried, 0)
    for service, each in found.items():
        for stream in each.parts:
            number[stream] += 1
        for stream, amount in each.allocated.items():
            carried[stream][service] = amount
    return {
        key: StreamMoney(key, _known_sum(amounts.values()), amounts, (len(amounts), number[key]))
        for key, amounts in carried.items()
    }


def _categories(found: Mapping[Id, ServiceMoney]) -> dict[str, float]:
    amounts: dict[str, list[float]] = {}
    for each in found.values():
        for category, amount in each.typed.items():
            amounts.setdefault(category, []).append(amount)
        if each.contracts:
            amounts.setdefault(CONTRACTS, []).extend(each.contracts.values())
    return {name: fsum(amounts[name]) for name in (*CATEGORIES.values(), CONTRACTS) if name in amounts}


def _known_sum(amounts: Iterable[float | None]) -> float | None:
    """The sum of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return fsum(known) if known else None
