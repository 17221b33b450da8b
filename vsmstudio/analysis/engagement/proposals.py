"""Proposals of the owner walk-through: who should own what is owned in the wrong place, or by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.model.document import Document
from vsmstudio.model.durations import percent
from vsmstudio.model.ids import Id, PersonId
from vsmstudio.model.records import Objection, Person, Record, Service, Side, Step, Unit, ValueStream

Part = Literal["streams", "services"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One place where the owner should be another one. `finding` says why; `key` is that finding's.

    `now` is who owns it (None: nobody); `proposed` is who should (None: nobody can be named yet; then `todo` says what to do
    first). `why` gives the reason for the proposed owner in a few words. `stream` is the one that decides, where one does.
    `objection` is what the room noted against it; `accepted`: the room lives with it as it is.
    """

    key: str
    rule: str
    subject: Id
    aspect: str
    part: Part
    finding: Finding
    now: PersonId | None
    proposed: PersonId | None
    why: str
    todo: str
    stream: Id | None = None
    objection: Objection | None = None
    accepted: bool = False


_PARTS: dict[str, Part] = {
    "owner.stream-missing": "streams", "owner.stream-in-it": "streams", "owner.stream-outside": "streams",
    "owner.service-missing": "services", "owner.service-misplaced": "services",
    "owner.service-not-stream-owner": "services", "owner.it-service-outside-it": "services",
}  # fmt: skip
VACANT = "owner.vacant"


def proposals(document: Document, analysis: Analysis) -> tuple[Proposal, ...]:
    """What the rules on owners of streams and services propose: streams first, each as findings are ranked.

    For a service it is whom its finding proposes; for a stream that nobody in the business owns, whoever there answers for
    most of its lead time; for an IT service, its manager in IT. What the room accepted comes along, marked.
    """
    objections = {(each.rule, each.subject, each.aspect): each for each in document.all(Objection)}
    found = []
    for finding in (*analysis.findings, *analysis.accepted):
        subject = document.get(finding.subject)
        part = _part(finding.rule, subject)
        if part is None or finding.future or not isinstance(subject, ValueStream | Service):
            continue
        proposed, why = _proposed(document, analysis, finding, subject)
        found.append(
            Proposal(
                key=finding.key,
                rule=finding.rule,
                subject=finding.subject,
                aspect=finding.aspect,
                part=part,
                finding=finding,
                now=subject.owner if document.of(Person, subject.owner) else None,
                proposed=proposed,
                why=why,
                todo=finding.recommendation,
                stream=_stream(document, finding),
                objection=objections.get((finding.rule, finding.subject, finding.aspect)),
                accepted=finding.accepted is not None,
            )
        )
    return tuple(sorted(found, key=lambda each: each.part != "streams"))


def _part(rule: str, subject: Record | None) -> Part | None:
    if rule == VACANT:
        return "streams" if isinstance(subject, ValueStream) else "services" if isinstance(subject, Service) else None
    return _PARTS.get(rule)


def _proposed(
    document: Document, analysis: Analysis, finding: Finding, subject: ValueStream | Service
) -> tuple[PersonId | None, str]:
    """Who should own it, and why, in a few words; None where nobody can be named."""
    if isinstance(subject, ValueStream):
        return _of_stream(document, analysis, subject)
    if finding.rule in ("owner.service-misplaced", "owner.service-missing"):
        proposed = finding.evidence.get("proposed")
        return (proposed["id"] if proposed else None), finding.evidence.get("why") or ""
    if finding.rule == "owner.service-not-stream-owner":
        stream = document.of(ValueStream, finding.stream)
        return (stream.owner, f"owner of the stream that it serves, {stream.name}") if stream else (None, "")
    manager = document.of(Person, subject.manager)
    if finding.rule == "owner.it-service-outside-it" and manager and _side(document, manager) is Side.IT:
        return manager.id, "manages it, in IT"
    return None, ""


def _of_stream(document: Document, analysis: Analysis, stream: ValueStream) -> tuple[PersonId | None, str]:
    """Whoever in the business answers for most of the lead time of a stream; the first by name among equals."""
    current = document.current_map(stream.id)
    result = analysis.maps.get(current.id) if current else None
    if result is None or not result.figures.lead_time:
        return None, ""
    owned: dict[PersonId, float] = {}
    for key, minutes in result.minutes_by_step.items():
        person = document.of(Person, document.the(Step, key).owner)
        if person and not person.vacant and person.id != stream.owner and _side(document, person) is Side.BUSINESS:
            owned[person.id] = owned.get(person.id, 0.0) + minutes
    if not owned or max(owned.values()) <= 0:
        return None, ""
    best = min(owned, key=lambda key: (-round(owned[key], 6), document.name(key), key))
    share = percent(owned[best] / result.figures.lead_time)
    return best, f"answers for {share} of its lead time, more than anybody else in the business"


def _stream(document: Document, finding: Finding) -> Id | None:
    key = finding.stream or finding.evidence.get("stream")
    return key if document.of(ValueStream, key) else None


def _side(document: Document, person: Person) -> Side | None:
    unit = document.of(Unit, person.unit)
    return unit.side if unit else None
