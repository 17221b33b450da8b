"""What both sides made, each for itself, under one name: two units called Sales may be meant as one."""

from __future__ import annotations

from vsmstudio.model.difference.found import type_order, whereabouts
from vsmstudio.model.document import Document
from vsmstudio.model.merge.sides import Sides
from vsmstudio.model.records import Map, Person, Queue, Record, Service, Step, Unit, ValueStream
from vsmstudio.model.words import name_of, type_words

_KINDS = (Unit, Person, Service, ValueStream, Map, Step, Queue)


def twins(sides: Sides) -> tuple[str, ...]:
    """A sentence for each name that both sides gave to something new of one kind, in the same place."""
    found = []
    mine, other = _made(sides, sides.ours, sides.theirs), _made(sides, sides.theirs, sides.ours)
    for order, kind, stream, drawn, folded in sorted(mine.keys() & other.keys()):
        name = mine[order, kind, stream, drawn, folded]
        where = f" on {stream} · {drawn}" if drawn and kind != "map" else ""
        found.append(
            f"{name}{where} was made here and in {sides.name}: both {type_words(kind, 2)} are kept, though one may do."
        )
    return tuple(found)


def _made(sides: Sides, side: Document, other: Document) -> dict[tuple[int, str, str, str, str], str]:
    """The names of what only one side holds, by kind and place."""
    found: dict[tuple[int, str, str, str, str], str] = {}
    for key in sorted(side.records.keys() - sides.base.records.keys() - other.records.keys()):
        record = side.records[key]
        if isinstance(record, _KINDS) and _typed_name(record):
            name = name_of(side, key)
            drawn, stream = whereabouts(side, record)
            stream = "" if isinstance(record, ValueStream) else stream
            found[type_order(record.type), record.type, stream, drawn, name.casefold()] = name
    return found


def _typed_name(record: Record) -> bool:
    names = (getattr(record, "name", ""), getattr(record, "role", ""))
    return any(name.strip() for name in names)
