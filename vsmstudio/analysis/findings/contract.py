"""What is agreed with suppliers: `contract.*`. Current maps only."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.subject import Subject, counted, listing
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.dates import day
from vsmstudio.model.ids import Id
from vsmstudio.model.notice import last_notice
from vsmstudio.model.records import Contract, LinkKind, Service, ServiceState, Side, Unit


def findings(subject: Subject) -> Iterator[Finding]:
    """Contracts that end, then services of suppliers that no contract covers."""
    for contract in subject.document.all(Contract):
        yield from _expiring(subject, contract)
    for service in subject.document.services:
        yield from _missing(subject, service)


def _expiring(subject: Subject, contract: Contract) -> Iterator[Finding]:
    """Ended: the day after its end and later. About to end: so many days ahead or fewer."""
    if contract.end is None:
        return
    left = (contract.end - subject.date).days
    if left > subject.document.engagement.expiring_days:
        return
    used = _used_services(subject, contract)
    if not used:
        return
    names = listing([subject.name(each) for each in used])
    rest = f"{names} still {'rests' if len(used) == 1 else 'rest'} on it"
    value = f", worth {subject.amount(contract.annual_value)} a year," if contract.annual_value else ""
    if left < 0:
        said, todo = f"ended on {day(contract.end)}, {counted(-left, 'day')} ago, and {rest}", ""
    else:
        when = "today" if left == 0 else f"in {counted(left, 'day')}"
        said, todo = f"ends on {day(contract.end)}, {when}; {rest}", _notice(subject, contract)
    yield Finding(
        rule="contract.expiring",
        severity=Severity.HIGH if left < 0 else Severity.MEDIUM,
        subject=contract.id,
        share=max(subject.most_on(each) for each in used),
        money=contract.annual_value or 0.0,
        message=f"{_called(subject, contract)}{value} {said}",
        recommendation=f"Renew it, or agree what takes its place{todo}",
        evidence={
            "end": contract.end.isoformat(),
            "days_left": left,
            "annual_value": contract.annual_value,
            "services": used,
        },
    )


def _used_services(subject: Subject, contract: Contract) -> list[Id]:
    """The services that it covers and that support a stream, directly or through others."""
    covered = (link.target for link in subject.document.links_from(contract.id, LinkKind.COVERS))
    return [each for each in dict.fromkeys(covered) if each in subject.uses and subject.uses[each].streams]


def _notice(subject: Subject, contract: Contract) -> str:
    """Until when notice can be given, where a term of notice is known."""
    last = last_notice(contract, subject.calendar)
    if last is None:
        return ""
    if last < subject.date:
        return f"; the day to give notice, {day(last)}, has passed"
    return f"; notice can be given until {day(last)}"


def _called(subject: Subject, contract: Contract) -> str:
    supplier = subject.name(contract.supplier)
    name = contract.name or "A contract"
    return f"{name} with {supplier}" if supplier and supplier not in name else name


def _missing(subject: Subject, service: Service) -> Iterator[Finding]:
    provider = subject.document.of(Unit, service.provider)
    if service.state is ServiceState.RETIRED or provider is None or provider.side is not Side.SUPPLIER:
        return
    if any(
        subject.document.of(Contract, each.source) for each in subject.document.links_to(service.id, LinkKind.COVERS)
    ):
        return
    cost = subject.own_cost(service.id)
    yield Finding(
        rule="contract.missing",
        severity=Severity.MEDIUM,
        subject=service.id,
        share=subject.most_on(service.id),
        money=cost or 0.0,
        message=f"{service.name} is provided by {provider.name or 'a supplier'}, and no contract for it is recorded",
        recommendation=RULES["contract.missing"].remedy,
        evidence={"provider": provider.id},
    )
