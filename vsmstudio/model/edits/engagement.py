"""Edits of the engagement around the maps: charter, stakeholders, workshops, value measures, experience, improvements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import put, remove
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.improvements import places
from vsmstudio.model.records import (
    NODE_KINDS,
    Audience,
    Improvement,
    Link,
    LinkKind,
    Map,
    Measure,
    Note,
    Objection,
    Obstacle,
    Person,
    Ranked,
    Ranking,
    Record,
    Service,
    Source,
    Stakeholder,
    Step,
    Touchpoint,
    Unit,
    ValueStream,
    Workshop,
)
from vsmstudio.model.rules import Refused, may_link


def add_stakeholder(document: Document, who: Id, stream: Id | None = None, **fields: Any) -> Change:
    """A person or unit with a stake in a stream; None: in the whole engagement."""
    if not isinstance(document.get(who), Person | Unit):
        raise Refused("A stakeholder is a person or a unit. Choose one of these.")
    made = Stakeholder(id=new_id(), who=who, stream=stream, **{"order": _last(document, Stakeholder), **fields})
    return put(document, f"Add stakeholder {document.name(who)[:40]}", made)


def add_workshop(document: Document, streams: Iterable[Id] = (), **fields: Any) -> Change:
    """A workshop that looks at some streams."""
    made = Workshop(id=new_id(), **fields)
    links = [Link(id=new_id(), kind=LinkKind.LOOKED_AT, source=made.id, target=each) for each in dict.fromkeys(streams)]
    return put(document, f"Add {made.label[:40]}", made, *links)


def add_measure(document: Document, stream: Id, name: str, **fields: Any) -> Change:
    """A value measure of a stream."""
    document.the(ValueStream, stream)
    name = " ".join(name.split())
    made = Measure(id=new_id(), stream=stream, name=name, **{"order": _last(document, Measure), **fields})
    return put(document, f"Add measure {name[:40]}", made)


def rate(document: Document, step: Id, audience: Audience, **fields: Any) -> Change:
    """Say how an audience finds a step (`rating` 1 to 5, `note`). What is blank altogether afterwards goes."""
    held = next((each for each in document.touchpoints(step) if each.audience is audience), None)
    label = f"Rate {document.name(step)[:40]}"
    if document.of(Step, step) is None:
        raise Refused("A step is rated. Select one of the steps.")
    try:
        made = Touchpoint(
            id=held.id if held else new_id(), step=step, audience=audience,
            **{"rating": held.rating if held else None, "note": held.note if held else "", **fields},
        )  # fmt: skip
    except ValueError:
        raise Refused(
            "A rating is from 1 (very poor) to 5 (very good). Type one of these, or leave it blank."
        ) from None
    if made.rating is None and not made.note.strip():
        return remove(document, label, [held.id] if held else [])
    return put(document, label, made)


def set_joined(document: Document, key: Id, kind: LinkKind, others: Sequence[Id], outward: bool = True) -> Change:
    """Let a record be joined by links of a kind to just these others: team, on call, attended, looked at, changes.

    `outward`: the links lead from the record to the others; else from the others to it. Links that stay keep their ids.
    """
    held = document.links_from(key, kind) if outward else document.links_to(key, kind)
    far = {(link.target if outward else link.source): link for link in held}
    wanted = list(dict.fromkeys(others))
    label = f"Change {document.name(key)[:40]}"
    change = remove(document, label, [link.id for other, link in far.items() if other not in wanted])
    left = document.apply(change)
    links = []
    for other in wanted:
        if other not in far:
            source, target = (key, other) if outward else (other, key)
            may_link(left, source, target, kind).or_refuse()
            links.append(Link(id=new_id(), kind=kind, source=source, target=target))
    return change.then(put(left, label, *links), label)


# --- improvements -----------------------------------------------------------------------------------------------------


def add_improvement(document: Document, name: str, changes: Iterable[Id] = (), **fields: Any) -> Change:
    """An improvement that changes some steps, services and streams. Raises `Refused` where it has no name."""
    name = " ".join(name.split())
    if not name:
        raise Refused("Say in a few words what should become better.")
    made = Improvement(id=new_id(), name=name, **{"order": _last(document, Improvement), **fields})
    change = put(document, f"Add improvement {name[:40]}", made)
    grown = document.apply(change)
    links = []
    for each in dict.fromkeys(changes):
        may_link(grown, made.id, each, LinkKind.CHANGES).or_refuse()
        links.append(Link(id=new_id(), kind=LinkKind.CHANGES, source=made.id, target=each))
    return change.then(put(grown, "", *links), change.label)


def improve_finding(
    document: Document, rule: str, subject: Id, words: str, aspect: str = "", map_id: Id | None = None
) -> Change:
    """An improvement that comes from a finding; it changes the finding's subject, else the stream that the map is of."""
    changed = _changeable(document, subject, map_id)
    return add_improvement(
        document, words, changed, source=Source.FINDING, rule=rule, aspect=aspect,
        about=subject if not isinstance(document.get(subject), Improvement | Stakeholder) else None,
    )  # fmt: skip


def improve_note(document: Document, note: Id) -> Change:
    """An improvement that comes from a kaizen burst or note, on the step that it is about."""
    held = document.the(Note, note)
    if not held.text.strip():
        raise Refused("The note says nothing yet. Write what should become better.")
    changed = _changeable(document, held.about, held.map)
    return add_improvement(document, held.text, changed, source=Source.BURST, about=note)


def improve_barrier(document: Document, step: Id) -> Change:
    """An improvement that removes the barriers of a step."""
    held = document.the(Step, step)
    if not held.barriers.strip():
        raise Refused("No barrier is written down for this step. Write it in the inspector first.")
    words = " ".join(held.barriers.split())
    return add_improvement(document, words, [step], source=Source.BARRIER, about=step)


def _changeable(document: Document, key: Id | None, map_id: Id | None) -> list[Id]:
    record = document.get(key)
    if isinstance(record, Step | Service | ValueStream):
        return [record.id]
    if isinstance(record, NODE_KINDS):
        map_id = record.map
    held = document.of(Map, record.id if isinstance(record, Map) else map_id)
    return [held.stream] if held else []


def order_improvements(document: Document, keys: Sequence[Id]) -> Change:
    """Let improvements have this order, the most important first; others keep their ranks behind."""
    known = [key for key in keys if document.of(Improvement, key)]
    changed: list[Record] = []
    for at, key in enumerate(known, 1):
        held = document.the(Improvement, key)
        if held.rank != at:
            changed.append(msgspec.structs.replace(held, rank=float(at)))
    return put(document, "Change priorities", *changed)


def keep_order(document: Document, on: date | None = None, why: str = "", name: str = "") -> Change:
    """Keep the order that the room gave its improvements, before it gives another. Raises `Refused` where there is none."""
    ranked = places(document)
    if not ranked:
        raise Refused("Nothing has been ranked yet. Put the improvements in an order first.")
    made = Ranking(id=new_id(), on=on, why=why.strip(), name=name.strip(), order=_last(document, Ranking))
    held = [Ranked(id=new_id(), ranking=made.id, improvement=key, place=float(at)) for key, at in ranked.items()]
    return put(document, "Keep the order", made, *held)


def object_to(document: Document, rule: str, subject: Id, reason: Obstacle, aspect: str = "", **fields: Any) -> Change:
    """Note why the owner that a finding proposes is not named. What was noted before is replaced."""
    held = next(
        (each for each in document.all(Objection) if (each.rule, each.subject, each.aspect) == (rule, subject, aspect)),
        None,
    )
    made = Objection(
        id=held.id if held else new_id(), rule=rule, subject=subject, aspect=aspect, reason=reason, **fields
    )
    return put(document, f"Note why {document.name(subject)[:40]} stays", made)


def _last(document: Document, kind: type[Stakeholder] | type[Measure] | type[Improvement] | type[Ranking]) -> float:
    return max((each.order for each in document.all(kind)), default=0.0) + 1
