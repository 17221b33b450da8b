"""Which fields of a record refer to other records, read off the types once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec

from vsmstudio.model.ids import Id
from vsmstudio.model.records import Record


class Reference(NamedTuple):
    """A field that holds an id: its name, the kinds of record it may name, and whether it goes blank when that goes.

    `home`: it may be blank, yet the record goes with what it names, as a note does with its map.
    """

    field: str
    kinds: tuple[str, ...]
    optional: bool
    home: bool = False


@cache
def reference_fields(kind: type[Record]) -> tuple[Reference, ...]:
    """The reference fields of a kind of record, in the order of its definition."""
    found = []
    for field in msgspec.inspect.type_info(kind).fields:  # type: ignore[attr-defined]
        options = field.type.types if isinstance(field.type, msgspec.inspect.UnionType) else (field.type,)
        for option in options:
            if isinstance(option, msgspec.inspect.Metadata):
                said = option.extra or {}
                home = bool(said.get("home"))
                found.append(Reference(field.name, tuple(said.get("ref", ())), not (field.required or home), home))
    return tuple(found)


def references(record: Record) -> Iterator[tuple[Reference, Id]]:
    """Every id that `record` holds, with the field that holds it."""
    for reference in reference_fields(type(record)):
        value: Any = getattr(record, reference.field)
        if value is not None:
            yield reference, value
