"""What would be different if services were retired and contracts ended: the altered document beside the present one.

Both are worked out by the same analysis; nothing is changed until somebody carries `WhatIf.change` out. Money a year.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.impact import impact
from vsmstudio.analysis.money_results import Standing
from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Contract, LinkKind, Service, ServiceKind, ServiceState


class Choices(NamedTuple):
    """What is tried: services to retire and contracts to end."""

    retire: tuple[Id, ...] = ()
    end: tuple[Id, ...] = ()


class Beside(NamedTuple):
    """A figure now and then; None unknown."""

    now: float | None
    then: float | None

    @property
    def change(self) -> float | None:
        """How much more it is then; None where either is unknown."""
        return None if self.now is None or self.then is None else self.then - self.now


@dataclass(frozen=True, slots=True)
class Reach:
    """What hangs on the `services` in question today: those `with_it` that rest on them, the steps and streams that they
    underpin, and who buys what stops.

    `revenue` is what all these services and the customer-facing ones of those streams earn today, over `revenue_covers`
    (known, of how many) lines.
    """

    services: tuple[Id, ...] = ()
    with_it: tuple[Id, ...] = ()
    steps: tuple[Id, ...] = ()
    critical_steps: frozenset[Id] = frozenset()
    streams: tuple[Id, ...] = ()
    customers: tuple[Id, ...] = ()
    revenue: float | None = None
    revenue_covers: tuple[int, int] = (0, 0)


class StillPaid(NamedTuple):
    """A contract that is paid on although no service gets this part of its value any more."""

    contract: Id
    amount: float


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The comparison. `own_covers` and `stream_covers` are (known, of how many) services, now and then.

    `spend` is own cost and what contracts cost that no service gets: what really is, and would be, spent. `services` are those
    whose own cost or TCO differs: (own cost, TCO). `stops` hangs on the services to retire, `loses` on those that a contract
    covers which would end. Findings `come` and `go`; those that stay but weigh differently are in `graver` and `milder`.
    """

    change: Change
    document: Document
    analysis: Analysis
    own: Beside
    own_covers: tuple[tuple[int, int], tuple[int, int]]
    unallocated: Beside
    unassigned: Beside
    spend: Beside
    revenue: Beside
    streams: dict[Id, Beside]
    stream_covers: dict[Id, tuple[tuple[int, int], tuple[int, int]]]
    services: dict[Id, tuple[Beside, Beside]]
    stops: Reach
    loses: Reach
    still_paid: tuple[StillPaid, ...]
    come: tuple[Finding, ...]
    go: tuple[Finding, ...]
    graver: tuple[Finding, ...]
    milder: tuple[Finding, ...]


def what_if(document: Document, analysis: Analysis, choices: Choices, date: datetime.date) -> WhatIf:
    """Try the choices on a document whose `analysis` of that `date` is known.

    Raises `Refused` where nothing would change.
    """
    change = edits.retire(document, choices.retire, choices.end, date)
    then = document.apply(change)
    after = analyse(then, date, earlier=analysis)
    now, later = analysis.money, after.money
    found = {each.key: each for each in analysis.findings}
    left = {each.key: each for each in after.findings}
    covered = tuple(dict.fromkeys(service for key in choices.end for service in _covered(document, analysis, key)))
    return WhatIf(
        change=change,
        document=then,
        analysis=after,
        own=Beside(now.own, later.own),
        own_covers=(now.own_covers, later.own_covers),
        unallocated=Beside(now.unallocated, later.unallocated),
        unassigned=Beside(now.unassigned_contracts, later.unassigned_contracts),
        spend=Beside(_known((now.own, now.unassigned_contracts)), _known((later.own, later.unassigned_contracts))),
        revenue=Beside(now.revenue, later.revenue),
        streams={key: Beside(each.allocated, later.streams[key].allocated) for key, each in now.streams.items()},
        stream_covers={key: (each.covers, later.streams[key].covers) for key, each in now.streams.items()},
        services=_differing(analysis, after),
        stops=reach(document, analysis, tuple(dict.fromkeys(choices.retire))),
        loses=reach(document, analysis, tuple(key for key in covered if key not in choices.retire)),
        still_paid=tuple(_still_paid(document, analysis, after)),
        come=tuple(each for key, each in left.items() if key not in found),
        go=tuple(each for key, each in found.items() if key not in left),
        graver=tuple(each for key, each in left.items() if key in found and each.severity < found[key].severity),
        milder=tuple(each for key, each in left.items() if key in found and each.severity > found[key].severity),
    )


def may_retire(document: Document, analysis: Analysis) -> tuple[Id, ...]:
    """The services that can be tried without, by name: those in use, and retired ones that still cost something."""
    found = [
        each
        for each in document.services
        if each.state is not ServiceState.RETIRED
        or ((held := analysis.money.services.get(each.id)) is not None and held.own)
    ]
    return tuple(each.id for each in sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def may_end(document: Document, analysis: Analysis) -> tuple[Id, ...]:
    """The contracts that run, by name."""
    found = [
        each
        for each in document.all(Contract)
        if (held := analysis.money.contracts.get(each.id)) is not None and held.standing is Standing.RUNNING
    ]
    return tuple(each.id for each in sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def reach(document: Document, analysis: Analysis, services: tuple[Id, ...]) -> Reach:
    """What hangs on several services together, each thing once, in the order in which the first of them reaches it."""
    found = [impact(document, analysis, each) for each in services]
    with_it = tuple(dict.fromkeys(key for each in found for key in each.with_it if key not in services))
    streams = tuple(dict.fromkeys(key for each in found for key in each.streams))
    stopping = {*services, *with_it, *_facing(document, analysis, streams)}
    earning = [analysis.money.services[key] for key in stopping if key in analysis.money.services]
    return Reach(
        services=services,
        with_it=with_it,
        steps=tuple(dict.fromkeys(key for each in found for key in each.steps)),
        critical_steps=frozenset().union(*(each.critical_steps for each in found)),
        streams=streams,
        customers=tuple(dict.fromkeys(key for each in found for key in each.customers)),
        revenue=_known(each.revenue for each in earning),
        revenue_covers=(
            sum(each.revenue_covers[0] for each in earning),
            sum(each.revenue_covers[1] for each in earning),
        ),
    )


def _facing(document: Document, analysis: Analysis, streams: tuple[Id, ...]) -> list[Id]:
    """The customer-facing services of streams."""
    return [
        each.id
        for each in document.services
        if each.kind is ServiceKind.CUSTOMER_FACING
        and each.state is not ServiceState.RETIRED
        and each.id in analysis.services
        and not set(streams).isdisjoint(analysis.services[each.id].streams)
    ]


def _covered(document: Document, analysis: Analysis, contract: Id) -> list[Id]:
    """The services that a contract covers, if it runs."""
    held = analysis.money.contracts.get(contract)
    if held is None or held.standing is not Standing.RUNNING:
        return []
    return [each.target for each in document.links_from(contract, LinkKind.COVERS) if document.of(Service, each.target)]


def _differing(analysis: Analysis, after: Analysis) -> dict[Id, tuple[Beside, Beside]]:
    found = {}
    for key, then in after.money.services.items():
        now = analysis.money.services.get(key)
        if now is not None and (now.own, now.tco) != (then.own, then.tco):
            found[key] = (Beside(now.own, then.own), Beside(now.tco, then.tco))
    return found


def _still_paid(document: Document, analysis: Analysis, after: Analysis) -> Iterable[StillPaid]:
    for each in document.all(Contract):
        now, then = analysis.money.contracts.get(each.id), after.money.contracts.get(each.id)
        if now is None or then is None or then.standing is not Standing.RUNNING:
            continue
        more = (then.unassigned or 0.0) - (now.unassigned or 0.0)
        if more > 0.005:
            yield StillPaid(each.id, more)


def _known(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return fsum(known) if known else None
