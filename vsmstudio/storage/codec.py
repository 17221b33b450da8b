"""The .vsm format: `decode` reads it strictly, `encode` writes it. Nothing that a newer program added is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

import msgspec

from vsmstudio.model import rules
from vsmstudio.model.document import MOST_RECORDS, Document
from vsmstudio.model.records import RECORD_TYPES, Record, Unknown
from vsmstudio.storage import raw
from vsmstudio.storage.encode import ANCESTORS, TOP_LEVEL, encode, version_name, with_ancestors
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.migrations import MIGRATIONS, VERSION, Migration, migrate
from vsmstudio.storage.unknown import split

__all__ = ["LARGEST", "BadFile", "Content", "decode", "encode", "read", "record_of"]

# 10,000 steps with their flows, places and services are 5 MB. The limits hold the worst file to 2 s and 300 MB.
LARGEST = 12 * 1024 * 1024  # bytes
MOST_VALUES = 2_000_000
RECOVER = " To save what can be read, choose File > Check and repair… or run: vsmstudio recover FILE."
_NO_OBJECT = " is no VSM Studio file: it should hold one JSON object with version and records."
_WORDS = {
    "str": "text", "float": "a number", "int": "a whole number", "bool": "true or false", "null": "nothing",
    "object": "an object", "array": "a list", "date": "a date",
}  # fmt: skip

_KINDS: dict[str, type[Record]] = {str(kind.__struct_config__.tag): kind for kind in RECORD_TYPES}
_one: msgspec.json.Decoder[Record] = msgspec.json.Decoder(reduce(or_, RECORD_TYPES))


class Content(NamedTuple):
    """What a file holds: the document, the name of this version of it, and of those that it came from, latest first."""

    document: Document
    version: str
    ancestors: tuple[str, ...] = ()


class Unsound(BadFile):
    """Every record is sound, but together they are none: `document` is what they would be."""

    def __init__(self, message: str, document: Document) -> None:
        super().__init__(message, repairable=True)
        self.document = document


def decode(
    data: bytes, name: str = "", *, version: int = VERSION, migrations: Mapping[int, Migration] = MIGRATIONS
) -> Document:
    """The document that a file's bytes hold. `name` is what messages call the file. Raises `BadFile`."""
    return read(data, name, version=version, migrations=migrations).document


def read(
    data: bytes, name: str = "", *, version: int = VERSION, migrations: Mapping[int, Migration] = MIGRATIONS
) -> Content:
    """The document and its version. Raises `BadFile`."""
    name = name or "The file"
    try:
        return _document(_text(data), version, migrations)
    except BadFile as error:
        message = f"{name}{error}{RECOVER if error.repairable else ''}"
        if isinstance(error, Unsound):
            raise Unsound(message, error.document) from None
        raise BadFile(message, error.repairable) from None
    except RecursionError:
        deep = f"{name} is nested too deeply; at most {raw.DEEPEST} levels are read.{RECOVER}"
        raise BadFile(deep, repairable=True) from None


def _text(data: bytes) -> bytes:
    """The bytes, checked for what is no JSON text at all; a byte order mark of UTF-8 is left out."""
    if len(data) > LARGEST:
        raise BadFile(f" is too large; at most {LARGEST // 1024**2} MB are read.")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise BadFile(" is empty; a VSM Studio file (.vsm) is expected.")
    likely = b"records" in data.replace(b"\0", b"")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadFile(" is no VSM Studio file: it is not UTF-8 text.", likely) from None
    if not data.lstrip().startswith(b"{"):
        raise BadFile(_NO_OBJECT, likely)
    if data.count(b",") > MOST_VALUES:
        raise BadFile(f" holds too much; at most {MOST_VALUES:,} values are read.")
    return data


def _document(data: bytes, version: int, migrations: Mapping[int, Migration]) -> Content:
    top = _members(data)
    found = _version(top.version, version)
    if found < version:
        data = _brought_up(data, found, version, migrations)
        top = _members(data)
    body = bytes(top.records)
    if not body:
        raise BadFile(" holds no records; an object with version and records is expected.", repairable=True)
    try:
        texts = msgspec.json.decode(body, type=list[msgspec.Raw])
    except msgspec.ValidationError:
        raise BadFile(": records should be a list, one record to a line.", repairable=True) from None
    if len(texts) > MOST_RECORDS:
        raise BadFile(f" holds {len(texts):,} records; at most {MOST_RECORDS:,} are read.")
    records = _records(data, body, texts)
    around = _around(data, body)
    ancestors = _ancestors(around.pop(ANCESTORS, b"[]"))
    if around:
        records[TOP_LEVEL] = Unknown(id=TOP_LEVEL, raw=raw.one_line(raw.build(around)))
    document = Document(records)
    written = encode(document)
    if with_ancestors(written, ancestors) != data:  # not as this program writes it: then a key may stand twice
        _check_by_hand(data, body, texts, written)
    if problems := rules.check(document):
        more = f" ({len(problems) - 1} more like it)" if len(problems) > 1 else ""
        raise Unsound(f" does not hold together{more}: {problems[0]}", document)
    return Content(document, version_name(written), ancestors)


def _ancestors(text: bytes) -> tuple[str, ...]:
    if len(text) > 100_000:
        return ()
    try:
        return msgspec.json.decode(text, type=tuple[str, ...])
    except msgspec.DecodeError:
        return ()  # a file that does not say where it came from came from nowhere


class _Top(msgspec.Struct):
    """The file's own fields; others are skipped, so that a million of them take no memory."""

    version: msgspec.Raw = msgspec.Raw(b"")
    records: msgspec.Raw = msgspec.Raw(b"")


_top = msgspec.json.Decoder(_Top)


def _members(data: bytes) -> _Top:
    try:
        return _top.decode(data)
    except msgspec.ValidationError:
        raise BadFile(_NO_OBJECT, repairable=True) from None
    except msgspec.DecodeError as error:
        raise BadFile(_broken(data, error), repairable=True) from None


def _around(data: bytes, body: bytes) -> dict[str, bytes]:
    """What stands beside version and records."""
    try:
        found = raw.members(data.replace(body, b"[]", 1))
    except ValueError as error:
        raise BadFile(f": {_reason(error)}.", repairable=True) from None
    return {key: value for key, value in found.items() if key not in ("version", "records")}


def _broken(data: bytes, error: Exception) -> str:
    """Where JSON text breaks off or goes wrong."""
    if "truncated" in str(error) and not data.rstrip().endswith(b"]}"):
        return " ends in the middle: it was cut short; open an earlier copy."
    at = re.search(r"\(byte (\d+)\)", str(error))
    line = data.count(b"\n", 0, int(at[1])) + 1 if at else 1
    return f", line {line}: this is no JSON, as if the file was damaged; open an earlier copy."


def _version(text: msgspec.Raw, version: int) -> int:
    try:
        found = msgspec.json.decode(text, type=int)
        if abs(found) > 1_000_000:
            raise ValueError
    except ValueError:  # msgspec's own errors are ValueErrors too
        missing = " is no VSM Studio file: it does not say its version as a whole number."
        raise BadFile(missing, repairable=True) from None
    if found < 1:
        raise BadFile(f" says version {found}; versions from 1 to {version} are read.", repairable=True)
    if found > version:
        raise newer(found, version)
    return found


def newer(found: int, version: int) -> BadFile:
    """The refusal of a file of a version that is not known here."""
    return BadFile(f" needs a VSM Studio that reads file version {found}; this one reads up to version {version}.")


def _brought_up(data: bytes, found: int, version: int, migrations: Mapping[int, Migration]) -> bytes:
    try:
        return msgspec.json.encode(migrate(raw.strict(data), found, version, migrations))
    except (ValueError, KeyError, TypeError, AttributeError, msgspec.MsgspecError) as error:
        raise BadFile(f" could not be brought from version {found} to {version}: {str(error)[:200]}.") from None


def _records(data: bytes, body: bytes, texts: list[msgspec.Raw]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for index, text in enumerate(texts):
        try:
            record = record_of(bytes(text))
            if not record.id or record.id == TOP_LEVEL:
                raise ValueError("a record needs an id of its own, such as 12 letters and digits")
            if record.id in records:
                raise ValueError(f"the id {record.id[:40]} is taken by another record; every record needs its own")
        except ValueError as error:  # msgspec's own errors are ValueErrors too
            place = _place(data, body, texts, index)
            raise BadFile(f"{place}: {_reason(error)}.", repairable=True) from None
        records[record.id] = record
    return records


def record_of(text: bytes) -> Record:
    """The record in the JSON text of one; of an unknown kind as `Unknown`. Raises `ValueError`."""
    wrong: msgspec.ValidationError | None = None
    if b'"extra"' not in text:
        try:
            return _one.decode(text)
        except msgspec.ValidationError as error:
            wrong = error
    fields = raw.members(text)
    kind = msgspec.json.decode(fields.get("type", b'""'), type=str)
    if not kind:
        raise ValueError("a record needs a type, such as step or flow")
    if kind not in _KINDS:
        raw.strict(text)
        return Unknown(id=msgspec.json.decode(fields.get("id", b'""'), type=str), raw=raw.one_line(text))
    known, extra = split(_KINDS[kind], fields)
    if not extra:
        if wrong is not None:
            raise wrong
        return _one.decode(text)
    raw.strict(text)
    return msgspec.structs.replace(_one.decode(known), extra=extra)


def _place(data: bytes, body: bytes, texts: list[msgspec.Raw], index: int) -> str:
    """Where a record stands: `, line 12, step 4k2v…`."""
    at = data.find(body)
    for text in texts[:index]:
        at = data.index(text, at) + len(bytes(text))
    line = data.count(b"\n", 0, data.index(texts[index], at)) + 1
    try:
        fields = raw.members(bytes(texts[index]))
        kind, key = (msgspec.json.decode(fields.get(name, b'""'), type=str) for name in ("type", "id"))
        called = f"{kind[:20] or 'record'} {key[:40]}".strip()
    except ValueError:
        called = "record"
    return f", line {line}, {called}"


def _reason(error: Exception) -> str:
    """What is wrong, in words of people: no types of a programming language, no full stop."""
    reason, _, where = str(error).partition(" - at `$.")
    reason = re.sub(r"`([a-z| ]+)`", lambda found: _in_words(found[1]), reason.rstrip("."))
    where, reason = where.rstrip("`")[:60], reason if len(reason) <= 300 else reason[:299] + "…"
    return f"{where}: {reason[:1].lower()}{reason[1:]}" if where else reason[:1].lower() + reason[1:]


def _in_words(types: str) -> str:
    return " or ".join(_WORDS.get(each, each) for each in types.split(" | "))


def _check_by_hand(data: bytes, body: bytes, texts: list[msgspec.Raw], written: bytes) -> None:
    own = {text.removesuffix(b",") for text in written.split(b"\n")}  # these were read whole
    for index, text in enumerate(texts):
        if bytes(text) in own:
            continue
        try:
            raw.strict(bytes(text))
        except ValueError as error:
            place = _place(data, body, texts, index)
            raise BadFile(f"{place}: {_reason(error)}.", repairable=True) from None
    try:
        raw.strict(data.replace(body, b"[]", 1))
    except ValueError as error:
        raise BadFile(f": {_reason(error)}.", repairable=True) from None
