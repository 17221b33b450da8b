"""A document as the bytes of a .vsm file: equal documents give equal bytes."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from vsmstudio.model.characters import whole_record
from vsmstudio.model.document import Document
from vsmstudio.model.records import Record, Unknown
from vsmstudio.storage.migrations import VERSION
from vsmstudio.storage.raw import build, members
from vsmstudio.storage.unknown import join

TOP_LEVEL = "(file)"  # the id of the record that keeps top-level fields that this version does not know
ANCESTORS = "ancestors"  # the top-level field that names the versions which a file came from

_json = msgspec.json.Encoder()


def encode(document: Document) -> bytes:
    """The file: one object with the version and the records, one to a line, sorted by kind and id.

    Half characters (lone surrogates), which no file can hold, become U+FFFD.
    """
    lines: list[tuple[str, str, bytes]] = []
    top = b""
    for key, record in document.records.items():
        if not isinstance(record, Unknown):
            lines.append((record.type, key, line(record)))
        elif key == TOP_LEVEL:
            top = b"".join(b"," + build({name: value})[1:-1] for name, value in members(record.raw.encode()).items())
        else:
            raw = record.raw.encode()
            lines.append((msgspec.json.decode(members(raw)["type"], type=str), key, raw))
    lines.sort()
    body = b"\n" + b",\n".join(text for _, _, text in lines) + b"\n" if lines else b""
    return b'{"version":%d,"records":[%s]%s}\n' % (VERSION, body, top)


def version_name(encoded: bytes) -> str:
    """What a version is called: the hash of what `encode` gives, the first 128 bits in hex. Equal content, equal name."""
    return hashlib.sha256(encoded).hexdigest()[:32]


def with_ancestors(encoded: bytes, ancestors: Sequence[str]) -> bytes:
    """The file of `encoded`, naming the versions that it came from, the latest first."""
    if not ancestors:
        return encoded
    return encoded.removesuffix(b"}\n") + b',"%s":%s}\n' % (ANCESTORS.encode(), _json.encode(list(ancestors)))


def line(record: Record) -> bytes:
    """One known record as it stands in a file, on one line."""
    record = _canonical(record)
    try:
        if record.extra:
            return join(record, _json.encode(msgspec.structs.replace(record, extra="")))
        return _json.encode(record)
    except UnicodeEncodeError:
        return line(whole_record(record))


class _Plan(NamedTuple):
    """What may have to be put right in one kind of record: its numbers, and its fields with a default."""

    numbers: tuple[str, ...]
    read_numbers: Callable[[Record], tuple[float | None, ...]]
    defaults: tuple[tuple[str, Any], ...]


@cache
def _plan(kind: type[Record]) -> _Plan:
    fields = msgspec.structs.fields(kind)
    numbers = tuple(field.name for field in fields if "float" in str(field.type))
    pairs = ((field.name, field.default) for field in fields)
    defaults = tuple((name, value) for name, value in pairs if type(value) in (str, float, int) and value != "")
    # a field twice: attrgetter gives a tuple for two names and more
    return _Plan(numbers, attrgetter(*numbers, "extra", "extra"), defaults)


_PLAIN = {float, type(None), str}


def _canonical(record: Record) -> Record:
    """The record with 3 as 3.0 and -0.0 as 0.0, and with its defaults the very objects that the encoder leaves out."""
    numbers, read_numbers, defaults = _plan(type(record))
    changed: dict[str, Any] = {}
    values = read_numbers(record)
    if 0.0 in values or not _PLAIN.issuperset(map(type, values)):
        for name, value in zip(numbers, values, strict=False):
            if value is not None and (type(value) is not float or (value == 0 and math.copysign(1, value) < 0)):
                changed[name] = float(value) + 0.0
    for name, default in defaults:
        value = changed.get(name, getattr(record, name))
        if value is not default and value == default:
            changed[name] = default
    return msgspec.structs.replace(record, **changed) if changed else record
