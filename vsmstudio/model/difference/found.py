"""What differs between two documents: by identity and field, and in the words of a consultant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from vsmstudio.model.document import Document
from vsmstudio.model.extra import members
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    NODE_KINDS,
    Endpoint,
    Engagement,
    Flow,
    Improvement,
    Kept,
    Link,
    LinkKind,
    Map,
    Measure,
    Note,
    Objection,
    Person,
    Placement,
    Queue,
    Ranked,
    Ranking,
    Record,
    Service,
    Stakeholder,
    Step,
    Touchpoint,
    Unit,
    Unknown,
    ValueStream,
    Workshop,
)
from vsmstudio.model.words import in_value_words, name_of, plain_json

_BY_WEIGHT = (
    Engagement, ValueStream, Map, Step, Queue, Endpoint, Flow, Service, Link, Person, Unit, Measure, Touchpoint,
    Stakeholder, Workshop, Improvement, Objection, Ranking, Ranked, Note, Unknown, Kept, Placement,
)  # fmt: skip
_TYPES = {str(kind.__struct_config__.tag): at for at, kind in enumerate(_BY_WEIGHT)}


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Difference:
    """One record that came or went, or one field of one record that changed.

    `type`, `name`, `map` and `stream` say which record it is about, the last two by name where it has them. `field` is
    blank for a whole record, and then `before` or `after` is the record; else these are the raw values.
    """

    kind: Kind
    id: Id
    type: str
    name: str
    map: str
    stream: str
    field: str
    before: Any
    after: Any
    shown_before: str = ""
    shown_after: str = ""


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """Everything that differs: by kind of record, then where it is, its name and its id, then the order of fields.

    A record that became one of another kind was removed and added. Places on the paper come last.
    """
    found: list[Difference] = []
    for key in before.records.keys() | after.records.keys():
        old, new = before.get(key), after.get(key)
        if old is not new and old != new:
            found += _of_one(before, after, old, new)
    return tuple(sorted(found, key=_order))


def _order(each: Difference) -> tuple[Any, ...]:
    return (type_order(each.type), each.stream, each.map, each.name, each.id)  # sorting is stable: fields stay in order


def type_order(kind: str) -> int:
    """Where a kind of record comes in lists."""
    return _TYPES.get(kind, len(_TYPES))


def _of_one(before: Document, after: Document, old: Record | None, new: Record | None) -> Iterator[Difference]:
    if old is None or new is None or type(old) is not type(new):
        if old is not None:
            yield Difference(
                Kind.REMOVED, old.id, old.type, name_of(before, old.id), *whereabouts(before, old), "", old, None
            )
        if new is not None:
            yield Difference(
                Kind.ADDED, new.id, new.type, name_of(after, new.id), *whereabouts(after, new), "", None, new
            )
        return
    about = (Kind.CHANGED, new.id, new.type, name_of(after, new.id), *whereabouts(after, new))
    for field, a, b in changed_fields(old, new):
        yield Difference(
            *about, field, a, b, in_value_words(before, old, field, a), in_value_words(after, new, field, b)
        )


def changed_fields(old: Record, new: Record) -> Iterator[tuple[str, Any, Any]]:
    """Each field in which two records of a kind differ, with both values; unknown fields as `extra.key`, JSON texts."""
    for field in old.__struct_fields__:
        a, b = getattr(old, field), getattr(new, field)
        if a == b or field == "id":
            continue
        held = (members(a), members(b)) if field == "extra" else (None, None)
        if held[0] is None or held[1] is None:
            yield field, a, b
            continue
        for key in sorted(held[0].keys() | held[1].keys()):
            if held[0].get(key) != held[1].get(key):
                yield f"extra.{key}", held[0].get(key), held[1].get(key)


def whereabouts(document: Document, record: Record) -> tuple[str, str]:
    """The names of the map and of the stream that a record belongs to; blank where there is none."""
    if isinstance(record, Placement):
        node = document.get(record.node)
        return whereabouts(document, node) if isinstance(node, (*NODE_KINDS, Note)) else ("", "")
    if isinstance(record, Link):
        end = document.get(record.target if record.kind is LinkKind.UNDERPINS else record.source)
        return whereabouts(document, end) if isinstance(end, (*NODE_KINDS, ValueStream)) else ("", "")
    if isinstance(record, ValueStream):
        return ("", name_of(document, record.id))
    drawn = record if isinstance(record, Map) else document.of(Map, getattr(record, "map", None))
    if drawn is None:
        return ("", "")
    return (" ".join(drawn.name.split()), name_of(document, drawn.stream))


def as_plain(difference: Difference) -> dict[str, Any]:
    """A difference as plain JSON data: records as objects, durations as objects, dates as text."""
    return {
        "kind": difference.kind.value,
        "type": difference.type,
        "id": difference.id,
        "name": difference.name,
        "map": difference.map or None,
        "stream": difference.stream or None,
        "field": difference.field or None,
        "before": plain_value(difference.field, difference.before),
        "after": plain_value(difference.field, difference.after),
    }


def plain_value(field: str, value: Any) -> Any:
    """A raw value of a field as plain JSON data; of a field that this version does not know, what its JSON text says."""
    if "." in field and isinstance(value, str):
        return plain_json(value)
    return msgspec.to_builtins(value)
