"""What people wrote in the records of a document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from vsmstudio.model.records import Kept, Record, Unknown

_NO_WORDS = frozenset({"id", "extra", "rule", "aspect", "severity", "key", "logo", "left_out"})


def texts(record: Record) -> Iterator[tuple[str, str]]:
    """The fields that hold what somebody wrote, and what it is; blank ones are left out."""
    for field in text_fields(type(record)):
        if text := getattr(record, field):
            yield field, text


@cache
def text_fields(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that hold what people wrote; none of another program's pieces."""
    if issubclass(kind, Kept | Unknown):
        return ()
    fields: Any = msgspec.inspect.type_info(kind).fields  # type: ignore[attr-defined]
    names = (each.name for each in fields if isinstance(each.type, msgspec.inspect.StrType))
    return tuple(name for name in names if name not in _NO_WORDS)
