"""Services, money and chains as `analyse --json` prints them. Money a year, in the engagement's currency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vsmstudio.analysis.impact import Impact, impacts, share_of_lead_time
from vsmstudio.analysis.money_results import ContractMoney, ServiceMoney
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import READINESS_FIELDS, Contract, Person, Record, Service


def services_as_json(document: Document, analysis: Analysis) -> list[dict[str, Any]]:
    """Every service with its use, its money and what its failure reaches."""
    failing = impacts(document, analysis)
    streams = unique_names(document.streams)
    return [_service(document, analysis, each, failing[each.id], streams) for each in document.services]


def money_as_json(document: Document, analysis: Analysis) -> dict[str, Any]:
    """The totals with what they cover, and the contracts."""
    money = analysis.money
    streams, services = unique_names(document.streams), unique_names(document.services)
    return {
        "currency": document.engagement.currency,
        "own_cost": money.own,
        "own_cost_covers": list(money.own_covers),
        "allocated": money.allocated,
        "unallocated": money.unallocated,
        "streams": {streams[key]: each.allocated for key, each in money.streams.items() if key in streams},
        "categories": dict(money.categories),
        "development_share": money.development_share,
        "revenue": money.revenue,
        "revenue_covers": list(money.revenue_covers),
        "unassigned_contracts": money.unassigned_contracts,
        "contracts": [
            _contract(document, each, money.contracts[each.id], services)
            for each in document.all(Contract)
            if each.id in money.contracts
        ],
        "dependency_rings": [_names(document, ring) for ring in analysis.dependencies.rings],
    }


def chains_as_json(document: Document, analysis: Analysis) -> list[dict[str, Any]]:
    """The chains of streams that start one another."""
    streams, services = unique_names(document.streams), unique_names(document.services)
    return [
        {
            "streams": [streams[key] for key in each.streams],
            "lead_time": each.lead_time,
            "covers": list(each.covers),
            "services": {services[key]: share for key, share in each.services.items() if key in services},
            "notes": list(each.notes),
        }
        for each in analysis.chains.listed
    ]


def stream_rings_as_json(document: Document, analysis: Analysis) -> list[list[str]]:
    """The rings of streams that start one another; chains go round them once."""
    streams = unique_names(document.streams)
    return [[streams[key] for key in ring] for ring in analysis.chains.rings]


def unique_names(records: Iterable[Record]) -> dict[Id, str]:
    """A name for each record that no other of them has: the second of a name gets ` (2)`."""
    found: dict[Id, str] = {}
    taken: set[str] = set()
    times: dict[str, int] = {}
    for record in records:
        name = unique = str(getattr(record, "name", "")) or record.word.capitalize()
        while unique in taken:
            times[name] = times.get(name, 1) + 1
            unique = f"{name} ({times[name]})"
        taken.add(unique)
        found[record.id] = unique
    return found


def _service(
    document: Document, analysis: Analysis, service: Service, failing: Impact, streams: Mapping[Id, str]
) -> dict[str, Any]:
    use = analysis.services[service.id]
    money = analysis.money.services.get(service.id) or ServiceMoney(service.id)
    owner = document.of(Person, service.owner)
    shares = share_of_lead_time(document, analysis, service.id)
    return {
        "id": service.id,
        "name": service.name,
        "kind": service.kind.value,
        "state": service.state.value,
        "owner": owner.label if owner else None,
        "manager": document.name(service.manager) or None,
        "provider": document.name(service.provider) or None,
        "outcomes": service.outcomes.strip() or None,
        "service_levels": service.service_levels.strip() or None,
        "warranty": service.warranty.strip() or None,
        "fallback": service.fallback.value if service.fallback else None,
        "readiness": {each: getattr(service, each).value for each in READINESS_FIELDS},
        "reviewed_on": service.reviewed_on.isoformat() if service.reviewed_on else None,
        "own_cost": money.own,
        "costs": {**money.typed, **({"contracts": sum(money.contracts.values())} if money.contracts else {})},
        "tco": money.tco,
        "tco_covers": list(money.tco_covers),
        "allocated": {streams[key]: amount for key, amount in money.allocated.items()},
        "unallocated": money.unallocated,
        "revenue": money.revenue,
        "margin": money.margin,
        "streams": [streams[key] for key in use.streams],
        "streams_directly": [streams[key] for key in use.directly],
        "on_critical_path_of": [streams[key] for key in use.on_critical_path_of],
        "rests_on": _names(document, analysis.dependencies.rests_on.get(service.id, ())),
        "share_of_lead_time": {streams[key]: share for key, share in shares.items()},
        "impact": {
            "services": _names(document, failing.with_it),
            "steps": _names(document, failing.steps),
            "critical_steps": _names(document, (key for key in failing.steps if key in failing.critical_steps)),
            "streams": [streams[key] for key in failing.streams],
            "customers": _names(document, failing.customers),
            "revenue": failing.revenue,
            "stream_revenue": failing.stream_revenue,
            "fallback": failing.fallback.value if failing.fallback else None,
        },
    }


def _contract(
    document: Document, contract: Contract, money: ContractMoney, services: Mapping[Id, str]
) -> dict[str, Any]:
    return {
        "id": contract.id,
        "name": contract.name,
        "supplier": document.name(contract.supplier) or None,
        "annual_value": contract.annual_value,
        "start": contract.start.isoformat() if contract.start else None,
        "end": contract.end.isoformat() if contract.end else None,
        "standing": money.standing.value,
        "services": {services[key]: amount for key, amount in money.assigned.items()},
        "unassigned": money.unassigned,
    }


def _names(document: Document, keys: Iterable[Id]) -> list[str]:
    return [document.name(key) for key in keys]
