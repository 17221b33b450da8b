"""The service portfolio: services by state [ITIL], with who answers for them, what they cost and earn, and what rests on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vsmstudio.analysis.impact import share_of_lead_time
from vsmstudio.analysis.money_results import ServiceMoney
from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.services import customers_of_service
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    READINESS_FIELDS,
    Application,
    Contract,
    Fallback,
    LinkKind,
    Readiness,
    Service,
    ServiceState,
)

STATES = (ServiceState.PIPELINE, ServiceState.CATALOGUE, ServiceState.RETIRED)


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One service of the portfolio. Ids where something is named; `money` holds own cost, TCO, revenue and margin.

    `critical_share` is the largest part (0..1) of a stream's lead time in steps that rest on it (None: of no stream),
    `critical_shares` by stream. `readiness` is by kind (`security`, ...). `applications` and `contracts` are by name.
    """

    service: Id
    state: ServiceState
    owner: Id | None
    customers: tuple[Id, ...]
    money: ServiceMoney
    streams: tuple[Id, ...]
    critical_share: float | None
    critical_shares: Mapping[Id, float]
    readiness: Mapping[str, Readiness]
    applications: tuple[Id, ...]
    contracts: tuple[Id, ...]
    fallback: Fallback | None


def portfolio(document: Document, analysis: Analysis) -> tuple[PortfolioRow, ...]:
    """All services: pipeline, then catalogue, then retired; by name in each."""
    return tuple(
        _row(document, analysis, each) for state in STATES for each in document.services if each.state is state
    )


def readiness_words(readiness: Mapping[str, Readiness]) -> str:
    """How ready a service is, in a few words, gaps first.

    >>> readiness_words({"security": Readiness.GAP, "remote_use": Readiness.OK, "knowledge": Readiness.NOT_ASKED})
    'gap in security; not asked: knowledge'
    """
    gaps = [_word(name) for name, answer in readiness.items() if answer is Readiness.GAP]
    blank = [_word(name) for name, answer in readiness.items() if answer is Readiness.NOT_ASKED]
    if not gaps and not blank:
        return "ready"
    if len(blank) == len(readiness):
        return "not asked"
    said = [f"gap in {', '.join(gaps)}"] if gaps else []
    return "; ".join([*said, *([f"not asked: {', '.join(blank)}"] if blank else [])])


def _word(name: str) -> str:
    return {"remote_use": "remote use", "self_service": "self-service"}.get(name, name)


def _row(document: Document, analysis: Analysis, service: Service) -> PortfolioRow:
    use = analysis.services.get(service.id)
    shares = share_of_lead_time(document, analysis, service.id)
    return PortfolioRow(
        service=service.id,
        state=service.state,
        owner=service.owner,
        customers=tuple(unit.id for unit in customers_of_service(document, service, use)) if use else (),
        money=analysis.money.services.get(service.id) or ServiceMoney(service.id),
        streams=use.streams if use else (),
        critical_share=max(shares.values(), default=None),
        critical_shares=shares,
        readiness={name: getattr(service, name) for name in READINESS_FIELDS},
        applications=_linked(document, service.id, LinkKind.SUPPORTS, Application),
        contracts=_linked(document, service.id, LinkKind.COVERS, Contract),
        fallback=service.fallback,
    )


def _linked(document: Document, service: Id, kind: LinkKind, of: type[Application | Contract]) -> tuple[Id, ...]:
    found = [each for link in document.links_to(service, kind) if (each := document.of(of, link.source)) is not None]
    return tuple(each.id for each in sorted(found, key=lambda each: (each.name, each.id)))
