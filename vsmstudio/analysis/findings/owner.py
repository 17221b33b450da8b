"""Who is accountable for streams, and who for too many: `owner.stream-*`, `owner.overloaded`."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.subject import VACANT, Subject, counted, listing, vacant
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.analysis.services import customers, external
from vsmstudio.model.ids import PersonId
from vsmstudio.model.records import Person, Side, Unit, ValueStream


def findings(subject: Subject) -> Iterator[Finding]:
    """Streams, and people who own too many of them."""
    for stream in subject.document.streams:
        yield from _stream(subject, stream)
    yield from _overloaded(subject)


def _stream(subject: Subject, stream: ValueStream) -> Iterator[Finding]:
    owner = subject.document.of(Person, stream.owner)
    whole = _whole(subject, stream)
    share = 1.0 if whole else 0.0  # whoever owns a stream answers for all of it
    if owner is None:
        yield Finding(
            rule="owner.stream-missing",
            severity=Severity.CRITICAL,
            subject=stream.id,
            stream=stream.id,
            share=share,
            message=f"{stream.name or 'A value stream'} has no owner{whole}",
            recommendation=RULES["owner.stream-missing"].remedy,
        )
        return
    side = subject.side_of(owner)
    outside = external(customers(subject.document, stream.id))
    evidence = {
        "owner": owner.label,
        "side": side.value if side else None,
        "customers": [each.name for each in outside],
    }
    if side is Side.IT and outside:
        yield Finding(
            rule="owner.stream-in-it",
            severity=Severity.HIGH,
            subject=stream.id,
            stream=stream.id,
            share=share,
            message=f"{stream.name} serves {_names(outside)} and is owned on the IT side by {owner.label}{whole}",
            recommendation=RULES["owner.stream-in-it"].remedy,
            evidence=evidence,
        )
    elif side in (Side.SUPPLIER, Side.CUSTOMER):
        yield Finding(
            rule="owner.stream-outside",
            severity=Severity.HIGH,
            subject=stream.id,
            stream=stream.id,
            share=share,
            message=f"{stream.name} is owned on the {side.value} side by {owner.label}{whole}",
            recommendation=RULES["owner.stream-outside"].remedy,
            evidence=evidence,
        )
    if owner.vacant:
        yield Finding(VACANT, Severity.MEDIUM, stream.id, stream=stream.id, share=share, **vacant(stream.name, owner))


def _whole(subject: Subject, stream: ValueStream) -> str:
    """What the owner of a stream answers for: `: 11 steps, 15.6 d of lead time`; blank where lead time is unknown."""
    facts = subject.current(stream.id)
    if facts is None or not facts.result.figures.lead_time:
        return ""
    figures = facts.result.figures
    return f": {counted(figures.steps, 'step')}, {subject.duration(figures.lead_time)} of lead time"


def _names(units: tuple[Unit, ...]) -> str:
    return listing([unit.name for unit in units])


def _overloaded(subject: Subject) -> Iterator[Finding]:
    owned: dict[PersonId, list[str]] = {}
    for stream in subject.document.streams:
        if stream.owner is not None:
            owned.setdefault(stream.owner, []).append(stream.name)
    limit = subject.document.engagement.streams_per_owner
    for person in subject.document.people:
        names = owned.get(person.id, [])
        if len(names) > limit:
            yield Finding(
                rule="owner.overloaded",
                severity=Severity.LOW,
                subject=person.id,
                message=f"{person.label} owns {counted(len(names), 'stream')}: {listing(names)}",
                recommendation=f"Share them out; one person should own no more than {limit:g}",
                evidence={"streams": names, "limit": limit},
            )
