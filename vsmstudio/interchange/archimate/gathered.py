"""The records that are made of a model while it is read, and of which piece each was made."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

import msgspec

from vsmstudio.interchange.archimate.exchange import Exchange, Piece
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Record
from vsmstudio.model.references import reference_fields

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Gathered:
    """`of`: the record made of an element or relationship. `made`: records that follow from several pieces, by the name
    of what they follow from. `fields`: relationships that became a field: (record, field). `own`: records that the file
    holds whole, since this program wrote it. `home`: the map of each node's element."""

    source: Exchange
    records: dict[Id, Record] = field(default_factory=dict)
    of: dict[str, Id] = field(default_factory=dict)
    made: dict[str, Id] = field(default_factory=dict)
    fields: dict[str, tuple[Id, str]] = field(default_factory=dict)
    own: set[Id] = field(default_factory=set)
    home: dict[str, Id] = field(default_factory=dict)
    views: dict[Id, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)  # relationships that said something without becoming a record
    notes: list[str] = field(default_factory=list)

    def add(self, record: Record, key: str = "", made: str = "") -> Id:
        self.records[record.id] = record
        if key:
            self.of[key] = record.id
        if made:
            self.made[made] = record.id
        return record.id

    def change(self, key: Id, **fields: Any) -> None:
        self.records[key] = msgspec.structs.replace(self.records[key], **fields)

    def at(self, kind: type[R], key: str) -> R | None:
        """The record of this kind that was made of a piece."""
        record = self.records.get(self.of.get(key, ""))
        return record if isinstance(record, kind) else None

    def key_of(self, record: Id) -> str:
        """What a record was made of: a piece, or what it follows from; its own id where it came whole."""
        kinds = (self.of, self.made)
        return next((key for held in kinds for key, found in held.items() if found == record), record)

    def relations(self, *kinds: str) -> list[Piece]:
        return [each for each in self.source.relations.values() if each.type in kinds]


def snapshot(record: Record, keys: dict[Id, str], document: Document) -> dict[str, Any]:
    """What a record says, for telling later whether it was changed; others are named by their keys.

    Of a map, this is also what stands on it, and what leads from one to the other.
    """
    references = {each.field for each in reference_fields(type(record))}
    found: dict[str, Any] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if name == "id" or value is None or value == "":
            continue
        found[name] = keys.get(value, "") if name in references else _plain(value)
    if isinstance(record, Map):
        found["nodes"] = sorted(keys.get(each.id, "") for each in document.nodes(record.id))
        found["flows"] = sorted(keys.get(each.id, "") for each in document.flows(record.id))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Duration):
        return [value.text, value.measured]
    if isinstance(value, Enum):
        return value.value
    return value if isinstance(value, str | int | float | bool) else str(value)


def as_text(data: Any) -> str:
    """JSON that may stand within an XML comment."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("--", "-\\u002d")
