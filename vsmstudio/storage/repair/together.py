"""Records made to hold together as a document: ids, references, rings, flows, rework."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from vsmstudio.model import rules
from vsmstudio.model.document import MOST_RECORDS, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    NODE_KINDS,
    Engagement,
    Flow,
    FlowKind,
    Link,
    LinkKind,
    Map,
    Placement,
    Record,
    Step,
    Unit,
    Unknown,
    ValueStream,
)
from vsmstudio.model.references import reference_fields
from vsmstudio.model.words import field_words, one_line, type_words
from vsmstudio.storage import raw
from vsmstudio.storage.encode import TOP_LEVEL
from vsmstudio.storage.repair.mending import KINDS, made_id
from vsmstudio.storage.repair.near import near_ids
from vsmstudio.storage.repair.notes import Notes, called, say

_FULL = 1 - 1e-9


def hold_together(found: Iterable[Record], notes: Notes, lossy: bool = False) -> Document:
    """The document of records in the order of their file. What contradicts the rest goes, the later of two first.

    `lossy`: records were lost, so that an empty step, map or stream may stand in for one that others name.
    """
    held = _own_ids(found, notes)
    _one_engagement(held, notes)
    near_ids(held, notes)
    if lossy:
        _stand_ins(held, notes)
    while _references(held, notes):
        pass
    _rings(held, notes)
    _flows(held, notes)
    while _references(held, notes):
        pass
    _rework(held, notes)
    return Document(held)


def _own_ids(found: Iterable[Record], notes: Notes) -> dict[Id, Record]:
    held: dict[Id, Record] = {}
    for count, record in enumerate(found):
        first = held.get(record.id)
        if first is None:
            held[record.id] = record
        elif first == record:
            say(notes, "same", record, "it stood twice; one was kept")
        elif isinstance(record, Engagement | Placement):
            say(notes, "second", record, "it was left out, because another one has its id")
        else:
            key = made_id(record.id.encode(), count)
            while key in held:
                key = made_id(key.encode(), count)
            held[key] = _with_id(record, key)
            say(
                notes, "taken", record, "another one has its id, so it got a new one; what refers to it means the first"
            )
    return held


def _with_id(record: Record, key: Id) -> Record:
    if not isinstance(record, Unknown):
        return msgspec.structs.replace(record, id=key)
    fields = raw.members(record.raw.encode()) | {"id": msgspec.json.encode(key)}
    return Unknown(id=key, raw=raw.one_line(raw.build(fields)))


def _one_engagement(held: dict[Id, Record], notes: Notes) -> None:
    for record in [each for each in held.values() if isinstance(each, Engagement)][1:]:
        say(notes, "engagement", record, "it was left out, because a file holds one engagement; the first was kept")
        del held[record.id]


@cache
def _rank(name: str) -> int:
    """How many kinds must be right before this one can be: a map stands on a stream, a step on its map."""
    kind = KINDS.get(name)
    below = {other for each in reference_fields(kind) if not each.optional for other in each.kinds} if kind else ()
    return 1 + max(map(_rank, below), default=0)


def _references(held: dict[Id, Record], notes: Notes) -> bool:
    """Put every reference right, once; has one been wrong?"""
    wrong = False
    for record in sorted(held.values(), key=lambda each: _rank(each.type)):
        blank: dict[str, Any] = {}
        for reference in reference_fields(type(record)):
            key = getattr(record, reference.field)
            target = held.get(key) if key is not None else None
            if key is None or (target is not None and target.type in reference.kinds):
                continue
            wrong = True
            words = field_words(record.type, reference.field)
            why = f"its {words} {_is(target, key)}"
            if reference.optional or reference.home:
                blank[reference.field] = None
                say(notes, f"blank {reference.field}", record, f"{why}; it is blank now")
            else:
                del held[record.id]
                say(notes, f"out {reference.field}", record, f"it was left out, because {why}")
                break
        else:
            if blank:
                held[record.id] = msgspec.structs.replace(record, **blank)
            elif isinstance(record, Link):
                wrong |= not _link(held, record, notes)
    return wrong


def _stand_ins(held: dict[Id, Record], notes: Notes) -> None:
    """Empty steps at the ends of connections, empty maps and streams, where those were lost that others stand on."""
    streams = [each.id for each in held.values() if isinstance(each, ValueStream)]
    for flow in [each for each in held.values() if isinstance(each, Flow) and each.map]:
        if not isinstance(held.get(flow.map), Map | None):  # no map, and none can stand in for it
            continue
        for key in (flow.source, flow.target) if len(held) < MOST_RECORDS - 1000 else ():
            _stand_in(held, notes, Step(id=key, map=flow.map, name="Recovered step"))
    for node in [each for each in held.values() if isinstance(each, NODE_KINDS)]:
        if len(held) > MOST_RECORDS - 10:
            return
        stream = streams[0] if len(streams) == 1 else f"{node.map}.stream"
        _stand_in(held, notes, Map(id=node.map, stream=stream, name="Recovered map"))
    for drawn in [each for each in held.values() if isinstance(each, Map)]:
        _stand_in(held, notes, ValueStream(id=drawn.stream, name="Recovered stream"))


def _stand_in(held: dict[Id, Record], notes: Notes, record: Step | Map | ValueStream) -> None:
    if record.id and record.id != TOP_LEVEL and record.id not in held:
        held[record.id] = record
        word = type_words(record.type)
        notes.say(
            f"stand-in {record.type}",
            f"A {word} is lost; an empty {called(record.type, record.name)} stands in for it.",
        )


def _link(held: dict[Id, Record], link: Link, notes: Notes) -> bool:
    """May a link stay as it is? Else it becomes the other kind where its ends fit that, or goes."""
    ends = Document([held[link.source], held[link.target]])
    if rules.may_link(ends, link.source, link.target, link.kind):
        return True
    for kind in LinkKind:
        if rules.may_link(ends, link.source, link.target, kind):
            held[link.id] = msgspec.structs.replace(link, kind=kind)
            say(notes, "link kind", link, f"it says “{kind.value}” now, which is what joins its ends")
            return False
    del held[link.id]
    say(notes, "link", link, "it was left out, because it joins what no link can join")
    return False


def _rings(held: dict[Id, Record], notes: Notes) -> None:
    """Of each ring of units the one with the first id gets no parent."""
    seen: set[Id] = set()
    for key in sorted(key for key, record in held.items() if isinstance(record, Unit)):
        trail: dict[Id, None] = {}
        at: Id | None = key
        while at is not None and at not in seen and at not in trail:
            trail[at] = None
            unit = held[at]
            at = unit.parent if isinstance(unit, Unit) else None
        if at is not None and at in trail:
            ring = list(trail)[list(trail).index(at) :]
            first = held[min(ring)]
            held[first.id] = msgspec.structs.replace(first, parent=None)
            say(notes, "ring", first, "it was its own parent, directly or through others; it has none now")
        seen.update(trail)


def _flows(held: dict[Id, Record], notes: Notes) -> None:
    for record in [each for each in held.values() if isinstance(each, Flow)]:
        maps = {getattr(held.get(key), "map", None) for key in (record.source, record.target)}
        if record.source == record.target:
            del held[record.id]
            say(notes, "itself", record, "it was left out, because it leads to where it starts")
        elif len(maps) > 1:
            del held[record.id]
            say(notes, "across", record, "it was left out, because it leads from one map to another")
        elif record.map not in maps:
            held[record.id] = msgspec.structs.replace(record, map=maps.pop())
            say(notes, "moved", record, "it was put on the map on which both its ends are")


def _rework(held: dict[Id, Record], notes: Notes) -> None:
    """Chances of rework stay while their sum is under 100 %; a later one that reaches it is blank."""
    leaving: dict[Id, list[Flow]] = {}
    for record in held.values():
        if isinstance(record, Flow) and record.kind is FlowKind.REWORK and record.probability is not None:
            leaving.setdefault(record.source, []).append(record)
    for flows in leaving.values():
        if sum(each.probability or 0.0 for each in flows) < _FULL - 1e-9:
            continue
        total = 0.0
        for flow in flows:
            if total + (flow.probability or 0.0) < _FULL - 1e-9:
                total += flow.probability or 0.0
            else:
                held[flow.id] = msgspec.structs.replace(flow, probability=None)
                say(notes, "rework", flow, "rework from its step added up to 100 %; its chance is blank now")


def _is(target: Record | None, key: Id) -> str:
    if target is None:
        return f"{one_line(key, 40)} is lost"
    return "is of an unknown kind" if isinstance(target, Unknown) else f"belongs to a {type_words(target.type)}"
