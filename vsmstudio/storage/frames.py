"""The frames that a recovery journal is made of: kind, length, checksum, content.

The checksum covers the frame and goes on from the one before it, so a frame that was damaged, lost or moved is noticed.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Record, Unknown
from vsmstudio.storage import raw
from vsmstudio.storage.codec import LARGEST, decode, record_of
from vsmstudio.storage.encode import TOP_LEVEL, encode, line

MAGIC = b"VSMJOURNAL 1\n"
HEADER, BASE, CHANGE = b"h", b"b", b"c"
_HEAD = struct.Struct("<cII")  # kind, length of the content, checksum


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a journal builds on: a file and the name of its version; both blank for what was never saved.

    `began` is when, in UTC; `earlier` changes were made before the base that the journal itself holds; `unsaved`: that
    base is work which no file holds. A path that is no text, as old systems have, is held as its bytes in hex.
    """

    path: str = ""
    path_bytes: str = ""
    builds_on: str = ""
    began: str = ""
    earlier: int = 0
    unsaved: bool = True

    @property
    def place(self) -> Path | None:
        """The file; None where there is none, or where the path would mean another file in another folder."""
        try:
            path = Path(os.fsdecode(bytes.fromhex(self.path_bytes)) if self.path_bytes else self.path)
        except ValueError:
            return None
        return path if path.is_absolute() and "\0" not in str(path) else None


def header_for(path: Path | None, **said: Any) -> Header:
    """The header of a journal that builds on the file `path`, by its full path: who recovers may stand elsewhere."""
    place = os.path.abspath(path) if path is not None else ""
    try:
        place.encode()
    except UnicodeEncodeError:
        return Header(path_bytes=os.fsencode(place).hex(), **said)
    return Header(path=place, **said)


class Frame(NamedTuple):
    kind: bytes
    content: bytes


def seal(frame: Frame, running: int) -> tuple[bytes, int]:
    """A frame's bytes, and the checksum from which the next one goes on."""
    bare = _HEAD.pack(frame.kind, len(frame.content), 0)
    checksum = zlib.crc32(frame.content, zlib.crc32(bare, running))
    return _HEAD.pack(frame.kind, len(frame.content), checksum) + frame.content, checksum


def unseal(data: bytes | bytearray) -> Iterator[tuple[Frame, int]]:
    """Every whole frame of a journal before the first damage, each with the place where it ends."""
    if not data.startswith(MAGIC):
        return
    at, running = len(MAGIC), 0
    while at + _HEAD.size <= len(data):
        kind, length, checksum = _HEAD.unpack_from(data, at)
        end = at + _HEAD.size + length
        if end > len(data):
            return
        content = bytes(memoryview(data)[at + _HEAD.size : end])
        running = zlib.crc32(content, zlib.crc32(_HEAD.pack(kind, length, 0), running))
        if running != checksum:
            return
        yield Frame(kind, content), end
        at = end


def header(held: Header) -> Frame:
    return Frame(HEADER, msgspec.json.encode(held))


def base(document: Document) -> Frame:
    return Frame(BASE, zlib.compress(encode(document), 1))


def read_base(content: bytes) -> Document:
    """Raises `ValueError` or `BadFile` where it is none."""
    unpack = zlib.decompressobj()
    try:
        data = unpack.decompress(content, LARGEST + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    return decode(data, "The recorded document")


def change(made: Change) -> Frame:
    """Label, then for each record its id and how it was before and after."""
    pairs = [
        b"[%s,%s,%s]" % (msgspec.json.encode(_whole(key)), _text(before), _text(after))
        for key, (before, after) in made.records.items()
    ]
    return Frame(CHANGE, b"[%s,[%s]]" % (msgspec.json.encode(_whole(made.label)), b",".join(pairs)))


def read_change(content: bytes) -> Change:
    """Raises `ValueError` where it is none."""
    label, pairs = msgspec.json.decode(content, type=tuple[str, list[tuple[Id, msgspec.Raw, msgspec.Raw]]])
    return Change(label, {key: (_record(key, before), _record(key, after)) for key, before, after in pairs})


def _text(record: Record | None) -> bytes:
    if record is None:
        return b"null"
    if isinstance(record, Unknown):
        return msgspec.json.encode({"type": "unknown", "raw": record.raw})
    return line(record)


def _record(key: Id, text: msgspec.Raw) -> Record | None:
    if not key:
        raise ValueError("a record needs an id")
    data = bytes(text)
    if data == b"null":
        return None
    if data.startswith(b'{"type":"unknown"'):
        return _unknown(key, msgspec.json.decode(data, type=dict[str, str]).get("raw", ""))
    record = record_of(data)
    if record.id != key or key == TOP_LEVEL:
        raise ValueError(f"a record of another id stands at {key}")
    return record


def _unknown(key: Id, text: str) -> Unknown:
    held = raw.strict(text.encode())
    if not isinstance(held, dict) or (key != TOP_LEVEL and (held.get("id") != key or not held.get("type"))):
        raise ValueError(f"no record stands at {key}")
    return Unknown(id=key, raw=text)


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
