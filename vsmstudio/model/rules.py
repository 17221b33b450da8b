"""What may be done: asked by hover, drop, edit, import and open alike, so that all of them give the same answer."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    NODE_KINDS,
    Application,
    Contract,
    Endpoint,
    EndpointRole,
    Engagement,
    Flow,
    FlowKind,
    Improvement,
    Link,
    LinkKind,
    Note,
    Person,
    Record,
    Service,
    Step,
    Unit,
    ValueStream,
    Workshop,
)
from vsmstudio.model.references import references
from vsmstudio.model.words import link_verb


class Refused(Exception):
    """The rules forbid it. The message is one sentence for the person, with what to do instead."""


class Verdict(NamedTuple):
    """Whether something may be done; where not, why."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def or_refuse(self) -> None:
        if not self.allowed:
            raise Refused(self.reason)


YES = Verdict(True)


def no(reason: str) -> Verdict:
    return Verdict(False, reason)


def may_connect(document: Document, source: Id, target: Id, kind: FlowKind = FlowKind.WORK) -> Verdict:
    """May a flow of this kind lead from one node to the other?"""
    a, b = document.get(source), document.get(target)
    if not isinstance(a, NODE_KINDS) or not isinstance(b, NODE_KINDS):
        return no(
            "A flow joins steps, queues and endpoints. Drop it on one of these, or on empty canvas for a new step."
        )
    if source == target:
        return no("A flow needs two different nodes. Draw it to another step.")
    if a.map != b.map:
        return no("A flow stays on one map. Connect nodes of the same map.")
    if any(flow.target == target and flow.kind is kind for flow in document.leaving(source)):
        return no(f"{document.name(source)} and {document.name(target)} are already connected this way.")
    if kind is FlowKind.INFORMATION:
        return YES
    if kind is FlowKind.REWORK:
        if not isinstance(a, Step) or not isinstance(b, Step):
            return no("Rework goes from one step back to another. Draw it between two steps.")
        return YES
    if isinstance(a, Endpoint) and a.role is EndpointRole.END and _fixed(document, a):
        return no(f"{document.name(source)} is where the stream ends, so no work leaves it.")
    if isinstance(b, Endpoint) and b.role is EndpointRole.START and _fixed(document, b):
        return no(f"{document.name(target)} is where the stream starts, so no work enters it.")
    return YES


def _fixed(document: Document, endpoint: Endpoint) -> bool:
    """Has an endpoint taken its side already? One without work flows turns to the side that it is connected on."""
    flows = document.arriving(endpoint.id) if endpoint.role is EndpointRole.END else document.leaving(endpoint.id)
    return any(flow.kind is FlowKind.WORK for flow in flows)


def may_rework(document: Document, flow: Flow) -> Verdict:
    """May a rework flow have its probability beside the others that leave the same node? They must stay under 100 %."""
    others = [each for each in document.rework_from(flow.source) if each.id != flow.id]
    if sum(each.probability or 0.0 for each in [*others, flow]) < 1 - 1e-9:
        return YES
    targets = ", ".join(_short(document.name(each.target)) for each in [flow, *others[:9]])
    targets += f" and {len(others) - 9} more" if len(others) > 9 else ""
    return no(
        f"Rework from {_short(document.name(flow.source))} to {targets} adds up to 100 % or more, so the work would never be "
        "done. Keep the sum under 100 %."
    )


def may_be_about(document: Document, note: Note, node: Id) -> Verdict:
    """May a note or kaizen burst belong to a node? It must stand on the note's own map; a parked note may be about any."""
    held = document.get(node)
    if not isinstance(held, NODE_KINDS):
        return no("A note is about a step, queue, start or end. Drop it on one of these.")
    if note.map is not None and held.map != note.map:
        return no("A note is about what stands on its own map. Choose something of this map.")
    return YES


def may_own(document: Document, person: Id, target: Id) -> Verdict:
    """May a person be made accountable for a record?"""
    if not isinstance(document.get(person), Person):
        return no("Only a person or role can own something. Drop someone from the people list.")
    return may_be_owned(document, target)


def may_be_owned(document: Document, target: Id) -> Verdict:
    """Is a record one of those that have an owner?"""
    if isinstance(document.get(target), Step | Service | ValueStream | Application):
        return YES
    return no("Steps, services, applications and value streams have owners. Drop the person on one of these.")


_ENDS: dict[LinkKind, tuple[tuple[type[Record], ...], tuple[type[Record], ...], str]] = {
    LinkKind.UNDERPINS: (
        (Service,),
        (Step, ValueStream),
        "A service underpins a step or a value stream. Drop it on one of these.",
    ),
    LinkKind.SERVES: ((Service, ValueStream), (Unit,), "A customer is a unit. Choose one of the units."),
    LinkKind.RESTS_ON: ((Service,), (Service,), "A service rests on another service. Choose one of the services."),
    LinkKind.COVERS: ((Contract,), (Service,), "A contract covers a service. Choose one of the services."),
    LinkKind.SUPPORTS: ((Application,), (Service,), "An application supports a service. Choose one of the services."),
    LinkKind.CARRIED_BY: (
        (Service,),
        (ValueStream,),
        "The cost of a service is carried by a value stream. Choose one of the streams.",
    ),
    LinkKind.CAME_FROM: ((Step,), (Step,), "A step came from another step. Choose one of the steps."),
    LinkKind.WORKS_ON: ((Person,), (ValueStream,), "The team of a value stream is made of people. Choose one of them."),
    LinkKind.ON_CALL: ((Person,), (ValueStream,), "People are on call for a value stream. Choose one of the people."),
    LinkKind.ATTENDED: ((Person, Unit), (Workshop,), "People and units attend a workshop. Choose one of them."),
    LinkKind.LOOKED_AT: ((Workshop,), (ValueStream,), "A workshop looks at value streams. Choose one of the streams."),
    LinkKind.CHANGES: (
        (Improvement,),
        (Step, Service, ValueStream),
        "An improvement changes steps, services or value streams. Choose one of these.",
    ),
}


def may_link(document: Document, source: Id, target: Id, kind: LinkKind = LinkKind.UNDERPINS) -> Verdict:
    """May a link of this kind join the two records?"""
    a, b = document.get(source), document.get(target)
    sources, targets, reason = _ENDS[kind]
    if not (isinstance(a, sources) and isinstance(b, targets)):
        return no(reason)
    if source == target:
        return no(f"{document.name(source)} cannot be joined to itself. Choose another one.")
    if isinstance(a, Step) and isinstance(b, Step) and a.map == b.map:
        return no("A step came from a step of another map. Choose one of the current state.")
    if any(link.target == target for link in document.links_from(source, kind)):
        return no(f"{document.name(source)} already {link_verb(kind)} {document.name(target)}.")
    return YES


def check(document: Document) -> tuple[str, ...]:
    """Everything that is wrong with a document's records as a set, a sentence each; empty where it is sound."""
    problems = []
    for record in sorted(document.records.values(), key=lambda each: each.id):
        problems += problems_with(document, record)
    if len(document.all(Engagement)) > 1:
        problems.append("There is more than one engagement record.")
    return tuple(problems)


def problems_with(document: Document, record: Record) -> list[str]:
    """What is wrong with one of a document's records among the others, a sentence each."""
    problems = _check_references(document, record)
    if record.id in document.units_in_rings:
        problems.append(f"Unit {_short(getattr(record, 'name', ''))} is its own parent, directly or through others.")
    if isinstance(record, Flow):
        problems += _check_flow(document, record)
    return problems


def _check_references(document: Document, record: Record) -> list[str]:
    problems = []
    for reference, key in references(record):
        target = document.get(key)
        if target is None:
            problems.append(f"{record.type} {_short(record.id)}: its {reference.field} {_short(key)} does not exist.")
        elif target.type not in reference.kinds:
            wanted = " or ".join(reference.kinds)
            problems.append(
                f"{record.type} {_short(record.id)}: its {reference.field} {_short(key)} is a {target.type}, not a {wanted}."
            )
    if isinstance(record, Link) and not problems:
        bare = Document([document.records[record.source], document.records[record.target]])
        if not (verdict := may_link(bare, record.source, record.target, record.kind)):
            problems.append(f"link {_short(record.id)}: {verdict.reason}")
    return problems


def _check_flow(document: Document, flow: Flow) -> list[str]:
    ends = document.get(flow.source), document.get(flow.target)
    problems = [
        f"flow {_short(flow.id)}: {_short(document.name(end.id))} is on another map."
        for end in ends
        if isinstance(end, NODE_KINDS) and end.map != flow.map
    ]
    if flow.source == flow.target:
        problems.append(f"flow {_short(flow.id)}: it leads from {_short(document.name(flow.source))} to itself.")
    rework = document.rework_from(flow.source)
    if rework and flow.id == rework[0].id and not (verdict := may_rework(document, flow)):
        problems.append(verdict.reason)
    return problems


def _short(text: str) -> str:
    """A name in a sentence: not longer than a person reads."""
    return text if len(text) <= 60 else text[:59] + "…"
