"""Fields that this version does not know: taken out of a record's JSON text into `Record.extra`, and put back.

`extra` is the JSON text of an object that holds the unknown fields alone. Inside a duration they are held under the
duration's own field, and are dropped with it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Record
from vsmstudio.storage.raw import build, members, one_line


@cache
def _known(kind: type[Any]) -> frozenset[str]:
    return frozenset(kind.__struct_encode_fields__) - {"extra"} | {"type"}


@cache
def _durations(kind: type[Record]) -> frozenset[str]:
    found = set()
    for field in msgspec.structs.fields(kind):
        if "Duration" in str(field.type):
            found.add(field.name)
    return frozenset(found)


def split(kind: type[Record], fields: dict[str, bytes]) -> tuple[bytes, str]:
    """JSON text of what `kind` knows, and the `extra` text of the rest; both blank where there is no rest."""
    names = _known(kind)
    known = {key: value for key, value in fields.items() if key in names}
    rest = {key: value for key, value in fields.items() if key not in names}
    for name in sorted(_durations(kind) & known.keys()):
        if known[name].startswith(b"{"):
            inner = members(known[name])
            strange = {key: value for key, value in inner.items() if key not in _known(Duration)}
            if strange:
                known[name] = build({key: value for key, value in inner.items() if key not in strange})
                rest[name] = build(strange)
    return (build(known), one_line(build(rest))) if rest else (b"", "")


def join(record: Record, encoded: bytes) -> bytes:
    """The JSON text of a record without `extra`, with the unknown fields put back."""
    fields = members(encoded)
    for key, value in members(record.extra.encode()).items():
        if key not in _known(type(record)):
            fields[key] = value
        elif key in _durations(type(record)) and key in fields:
            fields[key] = build(members(fields[key]) | members(value))
    return build(fields)
