"""The service portfolio by state: who answers for a service, what it costs and earns, and what rests on it."""

from __future__ import annotations

from vsmstudio.analysis.portfolio import PortfolioRow, readiness_words
from vsmstudio.analysis.portfolio import portfolio as listed
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import joined, owner_words
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.export.tables.words import part_known, yearly
from vsmstudio.model.document import Document
from vsmstudio.model.records import READINESS_FIELDS, Contract, LinkKind, Readiness, Service

READINESS = {
    "security": "Security",
    "continuity": "Continuity",
    "remote_use": "Remote use",
    "self_service": "Self-service",
    "knowledge": "Knowledge",
}


def portfolio(document: Document, analysis: Analysis) -> Table:
    """Pipeline, catalogue, retired; `ids` are the services. One whose cost no stream carries is flagged."""
    found = listed(document, analysis)
    flagged = frozenset(at for at, each in enumerate(found) if each.money.unallocated)
    return Table(
        "Portfolio",
        columns(yearly(document)),
        tuple(_row(document, each) for each in found),
        "Own costs add up. Total costs of ownership (TCO) overlap, as a service bears a share of those that it rests on, and "
        "are never added up. Margin is revenue − TCO.",
        tuple(each.service for each in found),
        flagged,
        f"Total of {part_known(analysis.money.own_covers, 'service')}" if found else "",
    )


def columns(unit: str) -> tuple[Column, ...]:
    """The columns, with the unit of money in their headers."""
    return (
        Column("state", "State", width=10),
        Column("service", "Service", width=24),
        Column("type", "Type", width=14),
        Column("owner", "Owner", width=20),
        Column("manager", "Service manager", width=20),
        Column("provider", "Provider", width=18),
        Column("customers", "Customers", width=20),
        Column("outcomes", "Outcomes", width=32),
        Column("own", "Own cost", Kind.MONEY, unit, 12, total=True),
        Column("tco", "TCO", Kind.MONEY, unit, 12),
        Column("revenue", "Revenue", Kind.MONEY, unit, 12, total=True),
        Column("margin", "Margin", Kind.MONEY, unit, 12, plus=("revenue",), minus=("tco",)),
        Column("unallocated", "Of it unallocated", Kind.MONEY, unit, 12, total=True),
        Column("streams", "Streams", width=20),
        Column("share", "Share of critical path", Kind.RATIO, width=10),
        Column("warranty", "Warranty", width=28),
        Column("levels", "Service levels", width=28),
        Column("rests_on", "Rests on", width=26),
        Column("suppliers", "Suppliers", width=22),
        Column("contracts", "Contracts", width=18),
        Column("applications", "Applications", width=18),
        Column("fallback", "Fallback", width=11),
        Column("readiness", "Readiness", width=24),
        *(Column(name, READINESS[name], width=11) for name in READINESS_FIELDS),
        Column("reviewed", "Reviewed on", Kind.DATE, width=12),
    )


def _row(document: Document, each: PortfolioRow) -> Row:
    service = document.the(Service, each.service)
    rests_on = sorted(document.name(link.target) for link in document.links_from(service.id, LinkKind.RESTS_ON))
    contracts = [document.the(Contract, key) for key in each.contracts]
    suppliers = {document.name(contract.supplier) for contract in contracts if contract.supplier}
    return (
        each.state.value,
        service.name,
        service.kind.value,
        owner_words(document, each.owner),
        owner_words(document, service.manager),
        document.name(service.provider) or None,
        joined([document.name(key) for key in each.customers]),
        service.outcomes or None,
        each.money.own,
        each.money.tco,
        each.money.revenue,
        each.money.margin,
        each.money.unallocated,
        joined([document.name(key) for key in each.streams]),
        each.critical_share,
        service.warranty or None,
        service.service_levels or None,
        joined(rests_on),
        joined(sorted(suppliers)),
        joined([document.name(key) for key in each.contracts]),
        joined([document.name(key) for key in each.applications]),
        each.fallback.value if each.fallback else None,
        readiness_words(each.readiness),
        *(_answer(each.readiness[name]) for name in READINESS_FIELDS),
        service.reviewed_on,
    )


def _answer(readiness: Readiness) -> str | None:
    return None if readiness is Readiness.NOT_ASKED else readiness.value
