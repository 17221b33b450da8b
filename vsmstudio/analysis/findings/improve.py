"""Whether improvements are owned, in time, on the path that matters, and done at all: `improve.*`. Current maps only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vsmstudio.analysis.engagement.health import health
from vsmstudio.analysis.engagement.touching import Touched
from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.subject import Subject, counted, listing
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.dates import day
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import OPEN_STATES
from vsmstudio.model.records import Improvement, ImprovementState, Person, Step

NONE = "improve.none"


def findings(subject: Subject) -> Iterator[Finding]:
    """Each improvement that is open or running, then the health check of the engagement."""
    document = subject.document
    for each in (held for held in document.all(Improvement) if held.state in OPEN_STATES):
        touches = subject.touches(each.id)
        yield from _overdue(subject, each, touches)
        yield from _unowned(subject, each, touches)
        yield from _off_path(subject, each, touches)
        if not touches.reached:
            yield _about(
                each, touches, "improve.unlinked", Severity.LOW,
                f"{_called(each)} touches no stream", "Say which steps, services or streams it changes, or drop it",
            )  # fmt: skip
    if document.streams:
        yield from _not_audited(subject)


def without_improvement(subject: Subject, found: Iterable[Finding]) -> Iterator[Finding]:
    """Streams with high findings that are open, and no improvement. Asked when all other rules have been."""
    high: dict[Id, list[Finding]] = {}
    for each in found:
        if each.severity <= Severity.HIGH and not (each.future or each.accepted or each.part_of) and each.stream:
            high.setdefault(each.stream, []).append(each)
    if not high:
        return
    improved: set[Id] = set()
    for improvement in subject.document.all(Improvement):
        if improvement.state is not ImprovementState.DROPPED:
            improved.update(subject.touches(improvement.id).reached)
    for stream in subject.document.streams:
        if stream.id not in high or stream.id in improved:
            continue
        count = counted(len(high[stream.id]), "finding")
        yield Finding(
            rule=NONE,
            severity=Severity.LOW,
            subject=stream.id,
            stream=stream.id,
            message=f"{stream.name or 'A value stream'} has {count} that {_is(len(high[stream.id]))} high or critical, "
            "and no improvement",
            recommendation=RULES["improve.none"].remedy,
            evidence={"findings": len(high[stream.id])},
        )


def _overdue(subject: Subject, each: Improvement, touches: Touched) -> Iterator[Finding]:
    if each.due is None or each.due >= subject.date:
        return
    late = counted((subject.date - each.due).days, "day")
    owner = subject.document.of(Person, each.owner)
    yield _about(
        each, touches, "improve.overdue", Severity.MEDIUM,
        f"{_called(each)} was due on {day(each.due)}, {late} ago, and is {each.state.value}",
        f"Ask {owner.label if owner else 'who is to do it'} what holds it up, and agree on a new date",
        {"due": each.due.isoformat(), "days": (subject.date - each.due).days, "state": each.state.value},
    )  # fmt: skip


def _unowned(subject: Subject, each: Improvement, touches: Touched) -> Iterator[Finding]:
    if subject.document.of(Person, each.owner) is not None:
        return
    yield _about(
        each, touches, "improve.unowned", Severity.MEDIUM,
        f"Nobody owns the improvement {each.name}" if each.name else "An improvement has no owner",
        RULES["improve.unowned"].remedy,
    )  # fmt: skip


def _off_path(subject: Subject, each: Improvement, touches: Touched) -> Iterator[Finding]:
    gain = each.expected_lead_time.minutes(subject.calendar) if each.expected_lead_time else 0.0
    steps = touches.steps
    if gain <= 0 or not steps:
        return
    slack: dict[Id, float | None] = {}
    for key in steps:
        facts = subject.facts[subject.document.the(Step, key).map]
        if facts.result.figures.lead_time is None or key in facts.result.critical_nodes:
            return
        slack[key] = facts.result.nodes[key].slack
    names = listing([subject.name(key) for key in steps])
    known = [minutes for minutes in slack.values() if minutes is not None]
    spare = f", with {subject.duration(min(known))} to spare" if known else ""
    yield _about(
        each, touches, "improve.off-path", Severity.LOW,
        f"{_called(each)} claims {subject.duration(gain)} of lead time, and {names} "
        f"{'lies' if len(steps) == 1 else 'lie'} off the critical path{spare}",
        RULES["improve.off-path"].remedy,
        {"claimed": gain, "steps": list(steps), "slack": min(known) if known else None},
    )  # fmt: skip


def _not_audited(subject: Subject) -> Iterator[Finding]:
    for answer in health(subject.document, subject.date):
        if not answer.yes:
            yield Finding(
                rule="improve.not-audited",
                severity=Severity.MEDIUM,
                subject=subject.document.engagement.id,
                aspect=answer.key,
                message=answer.sentence,
                recommendation=answer.todo,
                evidence={"last": answer.when.isoformat() if answer.when else None},
            )


def _about(
    each: Improvement, touches: Touched, rule: str, severity: Severity, message: str, todo: str,
    evidence: Mapping[str, Any] | None = None,
) -> Finding:  # fmt: skip
    """A finding about an improvement; of the stream that it supports, where that is one."""
    stream = touches.reached[0] if len(touches.reached) == 1 else ""
    return Finding(rule, severity, each.id, message, todo, stream=stream, evidence=evidence or {})


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _called(each: Improvement) -> str:
    return each.name or "An improvement"
