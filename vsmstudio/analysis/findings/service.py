"""What is said of a service itself: what it is for, how ready it is, what it rests on: `service.*`. Current maps only."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.subject import Subject, counted, listing, percent
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.dates import day, months_later
from vsmstudio.model.ids import Id
from vsmstudio.model.records import READINESS_FIELDS, Readiness, Service, ServiceState

READINESS_WORDS = {each: each.replace("_", " ") for each in READINESS_FIELDS} | {"self_service": "self-service"}


def findings(subject: Subject) -> Iterator[Finding]:
    """Outcomes and readiness of each service, then rings of services."""
    reviewed_since = _months_before(subject.date, subject.document.engagement.review_months)
    for service in subject.document.services:
        if service.state is not ServiceState.RETIRED and not service.outcomes.strip():
            yield _no_outcome(subject, service)
        if subject.uses[service.id].streams:
            yield from _gaps(subject, service)
            if service.reviewed_on is None or service.reviewed_on < reviewed_since:
                yield _not_reviewed(subject, service)
    yield from _rings(subject)


def _no_outcome(subject: Subject, service: Service) -> Finding:
    return Finding(
        rule="service.no-outcome",
        severity=Severity.MEDIUM,
        subject=service.id,
        share=subject.most_on(service.id),
        money=subject.own_cost(service.id) or 0.0,
        message=f"{service.name or 'A service'} names no outcome: it is described as a thing, not as a service",
        recommendation=RULES["service.no-outcome"].remedy,
        evidence={"state": service.state.value},
    )


def _gaps(subject: Subject, service: Service) -> Iterator[Finding]:
    gaps = [READINESS_WORDS[each] for each in READINESS_FIELDS if getattr(service, each) is Readiness.GAP]
    if not gaps:
        return
    critical_of = subject.uses[service.id].on_critical_path_of
    where = ""
    if critical_of:
        paths = "critical path of {} rests" if len(critical_of) == 1 else "critical paths of {} rest"
        where = f", and the {paths.format(_with_shares(subject, service.id, critical_of))} on it"
    yield Finding(
        rule="service.readiness",
        severity=Severity.HIGH if critical_of else Severity.MEDIUM,
        subject=service.id,
        aspect="gap",
        share=subject.most_on(service.id),
        money=subject.own_cost(service.id) or 0.0,
        message=f"{service.name} has a gap in {listing(gaps)}{where}",
        recommendation="Agree who closes the gap and by when, and what people do until then",
        evidence={"gaps": gaps, "on_critical_path_of": list(critical_of)},
    )


def _with_shares(subject: Subject, service: Id, streams: tuple[Id, ...]) -> str:
    """Streams with the part of their lead time in steps that rest on a service: `Motor claim (62 % of lead time)`."""
    shares = {each: subject.share_on(each, service) for each in streams}
    return listing([
        f"{subject.name(each)} ({percent(share)} of lead time)" if share else subject.name(each)
        for each, share in shares.items()
    ])  # fmt: skip


def _not_reviewed(subject: Subject, service: Service) -> Finding:
    months = subject.document.engagement.review_months
    last = service.reviewed_on
    if last is None:
        said = f"No review of the readiness of {service.name} is recorded"
    else:
        within = "month" if months == 1 else f"{months:g} months"
        said = f"The readiness of {service.name} was last reviewed on {day(last)}, not within the last {within}"
    return Finding(
        rule="service.readiness",
        severity=Severity.MEDIUM,
        subject=service.id,
        aspect="review",
        share=subject.most_on(service.id),
        money=subject.own_cost(service.id) or 0.0,
        message=said,
        recommendation="Go through security, continuity, remote use, self-service and knowledge with its owner",
        evidence={"reviewed_on": last.isoformat() if last else None, "months": months},
    )


def _months_before(date: datetime.date, months: float) -> datetime.date:
    """So many months earlier; a part of a month in days of thirty."""
    whole, part = divmod(min(months, 12 * date.year), 1)
    back = months_later(date, -int(whole))
    days = datetime.timedelta(days=round(part * 30))
    return back - days if back - datetime.date.min > days else datetime.date.min


def _rings(subject: Subject) -> Iterator[Finding]:
    """One finding for each ring that was named."""
    depends = subject.served.dependencies
    for ring in depends.rings:
        names = [subject.name(key) for key in ring]
        shown = names if len(names) <= 6 else [*names[:4], "…", names[-1]]
        yield Finding(
            rule="service.dependency-loop",
            severity=Severity.MEDIUM,
            subject=ring[0],
            aspect=":".join(sorted(ring)),
            share=subject.most_on(ring[0]),
            message=f"{counted(len(ring), 'service')} rest on each other in a ring: {' → '.join([*shown, names[0]])}",
            recommendation=f"Ask what {names[-1]} really needs of {names[0]}, and take out the link that is not so; "
            "money leaves one out",
            evidence={"services": list(ring), "rings": depends.ring_count},
        )
