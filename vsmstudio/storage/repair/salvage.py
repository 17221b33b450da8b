"""Where records stand in a file's bytes, however damaged what stands around them is."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from vsmstudio.model.document import MOST_RECORDS
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.repair.lenient import MOST_FIELDS

MOST_OBJECTS = 500_000
DEEPEST_TRIED = 12  # objects in one another that are tried as records; more are in no file that anyone wrote
_STRING = rb'"(?:[^"\\\n]++|\\.)*+"(?=\s*[,:}\]]|\s*$)'
_BRACE = re.compile(rb'(?:[^"{}]++|' + _STRING + rb'|")*+([{}])', re.DOTALL)
_TYPE = re.compile(rb'"type"\s*:')
_LINE = re.compile(rb'^(\{"type":"[^\n]*\}),?[ \t\r]*$', re.MULTILINE)
_ID = re.compile(rb'"id"\s*:')
_VERSION = re.compile(rb'"version"\s*:\s*(-?\d{1,6})(?![\d.eE])')


class Piece(NamedTuple):
    """Text that is a record, or most of one, and where it begins."""

    at: int
    text: bytes


class Found(NamedTuple):
    """The records of a file, the version that it says (None: none), and its other fields."""

    pieces: list[Piece]
    version: int | None
    around: dict[str, bytes]
    strays: int = 0  # entries among the records that are none
    whole: bool = True  # the file is JSON, with a list of records


class _Top(msgspec.Struct):
    version: msgspec.Raw = msgspec.Raw(b"")
    records: msgspec.Raw = msgspec.Raw(b"")


def find(data: bytes) -> Found:
    """What stands in a file. Raises `BadFile` where there are more objects than can be looked at."""
    try:
        top = msgspec.json.decode(data, type=_Top)
        if bytes(top.records) in (b"", b"null") and not _TYPE.search(data):
            return Found([], _version(data), _fields(data))
        entries = msgspec.json.decode(top.records, type=list[msgspec.Raw])
    except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors too
        return _in_pieces(data)
    if len(entries) > MOST_RECORDS:
        raise BadFile(f" holds {len(entries):,} records; at most {MOST_RECORDS:,} are read.")
    body = bytes(top.records)
    pieces, at, strays = [], data.find(body), 0
    for entry in entries:
        text = bytes(entry)
        at = data.index(text, at)
        if text.startswith(b"{"):
            pieces.append(Piece(at, text))
        else:
            strays += 1
        at += len(text)
    return Found(pieces, _version(b'"version":' + bytes(top.version)), _fields(data.replace(body, b"[]", 1)), strays)


def _in_pieces(data: bytes) -> Found:
    """Lines that are records go first; what lies between them is looked through brace by brace."""
    if max(data.count(b"{"), data.count(b"}")) > MOST_OBJECTS:
        raise BadFile(f" holds too much; at most {MOST_OBJECTS:,} objects are looked through.")
    pieces: list[Piece] = []
    gaps, end, strays = [], 0, 0
    for match in _LINE.finditer(data):
        if _is_record(match[1]):
            gaps.append((end, match.start()))
            pieces.append(Piece(match.start(1), match[1]))
            end = match.end()
    gaps.append((end, len(data)))
    for start, stop in gaps:
        gap = data[start:stop]
        if _TYPE.search(gap):
            among = [*_among(gap)]
            among += _without_brace(gap, among)
            pieces += [Piece(start + at, text) for at, text in among]
            gap = _rest(gap, among)
        strays += len(_ID.findall(gap))
    if len(pieces) > MOST_RECORDS:
        raise BadFile(f" holds {len(pieces):,} records; at most {MOST_RECORDS:,} are read.")
    pieces.sort()
    first, last = (pieces[0].at, pieces[-1].at + len(pieces[-1].text)) if pieces else (len(data), len(data))
    head, tail = data[:first], data[last:]
    said = _version(head) or _version(tail)
    around = _fields(head.rstrip() + b"]}") | _fields(b'{"records":[' + tail.lstrip().removeprefix(b","))
    return Found(pieces, said, around, strays, whole=False)


def _version(text: bytes) -> int | None:
    said = _VERSION.search(text)
    return int(said[1]) if said else None


def _fields(text: bytes) -> dict[str, bytes]:
    """The fields of an object beside version and records; none where it cannot be read."""
    if text.count(b'":') > MOST_FIELDS:
        return {"": b""}  # no value can be that; it is said to be lost
    try:
        found = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except (ValueError, RecursionError):
        return {}
    return {key: bytes(value) for key, value in found.items() if key not in ("version", "records")}


def _is_record(text: bytes) -> bool:
    try:
        return bool(msgspec.json.decode(text, type=_Head).type)
    except (ValueError, RecursionError):
        return False


class _Head(msgspec.Struct):
    type: str
    id: msgspec.Raw = msgspec.Raw(b"")


def _among(text: bytes) -> Iterator[Piece]:
    """Records, whole and damaged, among the objects of a text."""
    starts, ends = _objects(text)
    types = array("l", (match.start() for match in _TYPE.finditer(text)))
    open_ends: list[int] = []
    at = 0
    while at < len(starts):
        start, end = starts[at], ends[at] or len(text)
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        first = bisect_left(types, start)
        if first == len(types):
            return
        if types[first] >= end:  # nothing in it is a record
            at = bisect_left(starts, end)
            continue
        if ends[at] and len(open_ends) < DEEPEST_TRIED and _is_record(text[start:end]):
            yield Piece(start, text[start:end])
            at = bisect_left(starts, end)
            continue
        if _holder(starts, ends, at, types[first]) is not None:
            open_ends.append(end)
            at += 1
            continue
        swallowed = _swallowed(starts, ends, types, at, first, end)
        stop = starts[swallowed] if swallowed else end if ends[at] else _line_end(text, types[first], end)
        yield Piece(start, text[start:stop])
        open_ends.append(end)
        at = swallowed or bisect_left(starts, stop)


def _without_brace(text: bytes, found: list[Piece]) -> Iterator[Piece]:
    """Lines that begin as a record does, but for their brace, which is broken."""
    covered = array("l", (at for piece in found for at in (piece.at, piece.at + len(piece.text))))
    for match in _TYPE.finditer(text):
        at = match.start()
        if bisect_right(covered, at) % 2 == 0 and (text[max(at - 3, 0) : at].count(b"\n") or at < 3):
            end = text.find(b"\n", at)
            yield Piece(at, b"{" + text[at : end if end >= 0 else len(text)])


def _rest(text: bytes, found: list[Piece]) -> bytes:
    """What no record was read from."""
    kept, end = [], 0
    for piece in sorted(found):
        kept.append(text[end : max(end, piece.at)])
        end = max(end, piece.at + len(piece.text))
    return b"".join([*kept, text[end:]])


def _swallowed(starts: array[int], ends: array[int], types: array[int], outer: int, first: int, end: int) -> int | None:
    """The first record within a damaged one that was not closed in time."""
    for each in range(first + 1, len(types)):
        if types[each] >= end:
            return None
        if (held := _holder(starts, ends, outer, types[each])) is not None:
            return held
    return None


def _line_end(text: bytes, start: int, end: int) -> int:
    found = text.find(b"\n{", start, end)
    return end if found < 0 else found


def _holder(starts: array[int], ends: array[int], outer: int, place: int) -> int | None:
    """Which object within another holds a place; None where the place is the other's own."""
    at = outer + 1
    while at < len(starts) and starts[at] < place:
        if not ends[at] or ends[at] > place:
            return at
        at = bisect_left(starts, ends[at])
    return None


def _objects(text: bytes) -> tuple[array[int], array[int]]:
    """Where the objects of a text start and end, in the order of their starts; 0 is the end of one left open."""
    starts, ends = array("l"), array("l")
    opened: list[int] = []
    at = 0
    while match := _BRACE.match(text, at):
        at = match.end()
        if match[1] == b"{":
            opened.append(len(starts))
            starts.append(at - 1)
            ends.append(0)
        elif opened:
            ends[opened.pop()] = at
    return starts, ends
