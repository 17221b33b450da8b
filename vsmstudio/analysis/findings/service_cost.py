"""What is said of a service's costs: `service.cost-incomplete`, `service.vendor-twice`."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.subject import Subject
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.records import COST_FIELDS, Service, ServiceState

_ASK = "infrastructure, maintenance, vendors and consumer support"


def findings(subject: Subject) -> Iterator[Finding]:
    """Each service that is not retired."""
    for service in subject.document.services:
        if service.state is not ServiceState.RETIRED:
            yield from _incomplete(subject, service)
            yield from _vendor_twice(subject, service)


def _incomplete(subject: Subject, service: Service) -> Iterator[Finding]:
    """Development is one cost of a service beside others; a contract that pays for it is a vendor cost."""
    named = [each.removeprefix("cost_") for each in COST_FIELDS if getattr(service, each) is not None]
    if subject.served.money.services[service.id].contracts or (named and named != ["development"]):
        return
    if named:
        cost = service.cost_development or 0.0
        said = f"{service.name} names development alone among its costs, {subject.amount(cost)} a year"
        todo = f"Ask what it costs beside development: {_ASK}"
    else:
        cost = 0.0
        said = f"No cost of {service.name or 'a service'} is recorded"
        todo = f"Ask what it costs a year: development, {_ASK}"
    yield Finding(
        rule="service.cost-incomplete",
        severity=Severity.MEDIUM,
        subject=service.id,
        share=subject.most_on(service.id),
        money=cost,
        message=said,
        recommendation=todo,
        evidence={"named": named, "development": service.cost_development},
    )


def _vendor_twice(subject: Subject, service: Service) -> Iterator[Finding]:
    contracts = subject.served.money.services[service.id].contracts
    vendor, paid = service.cost_vendor, sum(contracts.values())
    if not vendor or not paid:
        return
    yield Finding(
        rule="service.vendor-twice",
        severity=Severity.LOW,
        subject=service.id,
        money=min(vendor, paid),
        message=f"{service.name} has vendor costs of {subject.amount(vendor)} beside contracts worth "
        f"{subject.amount(paid)} a year: up to {subject.amount(min(vendor, paid))} may be counted twice",
        recommendation=RULES["service.vendor-twice"].remedy,
        evidence={"vendor": vendor, "contracts": dict(contracts)},
    )
