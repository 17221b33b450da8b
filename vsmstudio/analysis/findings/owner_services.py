"""Who is accountable for services: `owner.service-*` and `owner.it-service-outside-it`. Current maps only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.stake import stake
from vsmstudio.analysis.findings.subject import VACANT, Subject, listing, percent, vacant
from vsmstudio.analysis.results import Finding, ServiceUse, Severity
from vsmstudio.analysis.services import customers_of_service, external
from vsmstudio.model.records import Person, Service, ServiceKind, ServiceState, Side, Unit, ValueStream


def findings(subject: Subject) -> Iterator[Finding]:
    """What is wrong with the ownership of each service that is not retired."""
    for service in subject.document.services:
        if service.state is not ServiceState.RETIRED:
            yield from _service(subject, service, subject.uses[service.id])


def _service(subject: Subject, service: Service, use: ServiceUse) -> Iterator[Finding]:
    owner = subject.document.of(Person, service.owner)
    most, share = _supports_most(subject, service, use)
    money = subject.own_cost(service.id) or 0.0
    outside = external(customers_of_service(subject.document, service, use))
    if owner is None:
        named = _whom(subject, service, outside, most, share)
        yield Finding(
            rule="owner.service-missing",
            severity=Severity.HIGH,
            subject=service.id,
            share=share,
            money=money,
            message=f"{service.name or 'A service'} has no owner{stake(subject, service.id)}",
            recommendation=named.todo,
            evidence={
                "kind": service.kind.value,
                "streams": list(use.streams),
                "share": share,
                "own_cost": money or None,
                "proposed": {"id": named.owner.id, "name": named.owner.label} if named.owner else None,
                "why": named.why,
            },
        )
        return
    side = subject.side_of(owner)
    if outside and side in (Side.IT, Side.SUPPLIER):
        proposal = _propose(subject, most, share)
        serves = listing([unit.name for unit in outside])
        yield Finding(
            rule="owner.service-misplaced",
            severity=Severity.HIGH,
            subject=service.id,
            share=share,
            money=money,
            message=f"{service.name} serves {serves} and is owned on the {side.value} side by {owner.label}"
            + stake(subject, service.id),
            recommendation=proposal.todo,
            evidence={
                "owner": owner.label,
                "side": side.value,
                "stream": most.id if most else None,
                "share": share,
                "proposed": {"id": proposal.owner.id, "name": proposal.owner.label} if proposal.owner else None,
                "why": proposal.why,
            },
        )
    else:
        yield from _not_stream_owner(subject, service, use, owner, share)
    if service.kind is ServiceKind.IT and not outside and side in (Side.BUSINESS, Side.SUPPLIER):
        yield Finding(
            rule="owner.it-service-outside-it",
            severity=Severity.MEDIUM if side is Side.BUSINESS else Severity.HIGH,
            subject=service.id,
            share=share,
            money=money,
            message=f"{service.name} is an IT service for use inside and is owned on the {side.value} side by {owner.label}",
            recommendation=RULES["owner.it-service-outside-it"].remedy,
            evidence={"owner": owner.label, "side": side.value},
        )
    if owner.vacant:
        yield Finding(VACANT, Severity.MEDIUM, service.id, share=share, money=money, **vacant(service.name, owner))


def _whom(
    subject: Subject, service: Service, outside: tuple[Unit, ...], most: ValueStream | None, share: float
) -> Proposal:
    """Who should own a service that nobody owns: by who its customers are."""
    if outside:
        return _propose(subject, most, share)
    if service.kind is ServiceKind.IT:
        return Proposal(None, "", RULES["owner.it-service-outside-it"].remedy)
    return Proposal(None, "", "Name one person who answers for what it gives those who use it")


def _not_stream_owner(
    subject: Subject, service: Service, use: ServiceUse, owner: Person, share: float
) -> Iterator[Finding]:
    if service.kind is not ServiceKind.CUSTOMER_FACING or len(use.streams) != 1:
        return
    stream = subject.document.the(ValueStream, use.streams[0])
    stream_owner = subject.document.of(Person, stream.owner)
    if stream_owner is None or stream_owner.id == owner.id:
        return
    yield Finding(
        rule="owner.service-not-stream-owner",
        severity=Severity.MEDIUM,
        subject=service.id,
        stream=stream.id,
        share=share,
        money=subject.own_cost(service.id) or 0.0,
        message=f"{service.name} serves {stream.name} alone, and {owner.label} owns it, not {stream_owner.label}",
        recommendation=f"Propose {stream_owner.label}, owner of the stream that it serves",
        evidence={"owner": owner.label, "stream_owner": stream_owner.label},
    )


def _supports_most(subject: Subject, service: Service, use: ServiceUse) -> tuple[ValueStream | None, float]:
    """The stream of whose critical lead time most rests on a service, and that share; the first listed among equals."""
    best: ValueStream | None = None
    most = -1.0
    for key in use.streams:
        share = subject.share_on(key, service.id)
        if share > most:
            best, most = subject.document.the(ValueStream, key), share
    return best, max(0.0, most)


class Proposal(NamedTuple):
    """Who should own a service (None: nobody yet), why, and what to do."""

    owner: Person | None
    why: str
    todo: str


def _propose(subject: Subject, most: ValueStream | None, share: float) -> Proposal:
    """The owner of the stream that a service supports most, where that is someone in the business."""
    if most is None:
        why = "it supports no stream yet"
        return Proposal(
            None, why, "Link it to the stream that it supports, and name that stream's owner in the business"
        )
    owner = subject.document.of(Person, most.owner)
    if owner is not None and subject.side_of(owner) is Side.BUSINESS:
        part = f", with {percent(share)} of lead time" if share else ""
        why = f"owner of the stream that it supports most, {most.name}"
        return Proposal(owner, f"{why}{part}", f"Propose {owner.label}, {why}")
    why = f"{most.name} has no owner in the business"
    return Proposal(None, why, f"First name a business owner for {most.name}")
