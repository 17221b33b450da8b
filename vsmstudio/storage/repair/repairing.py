"""From broken bytes to a sound document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from vsmstudio.model import rules
from vsmstudio.model.document import MOST_RECORDS, Document
from vsmstudio.model.records import Record, Unknown
from vsmstudio.storage import codec, raw
from vsmstudio.storage.codec import decode, encode
from vsmstudio.storage.encode import ANCESTORS, TOP_LEVEL
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.files import read_bytes
from vsmstudio.storage.migrations import MIGRATIONS, VERSION, Migration, migrate
from vsmstudio.storage.repair import lenient
from vsmstudio.storage.repair.mending import Mending, as_it_stands, misspelt
from vsmstudio.storage.repair.notes import Notes
from vsmstudio.storage.repair.salvage import Found, Piece, find
from vsmstudio.storage.repair.together import hold_together

MOST_MENDED = 12_000  # damaged records that are put right one by one; no accident damages more
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
_SHOWN = bytes.maketrans(_CONTROL, b"?" * len(_CONTROL))
_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Repaired(NamedTuple):
    """A sound document, and a sentence for each thing that was done to get it; none where the file was sound."""

    document: Document
    done: tuple[str, ...]


def repair_file(path: Path) -> Repaired:
    """As `repair`, of a file. The file stays as it is. Raises `BadFile`."""
    return repair(read_bytes(path), str(path))


def repair(
    data: bytes, name: str = "", *, version: int = VERSION, migrations: Mapping[int, Migration] = MIGRATIONS
) -> Repaired:
    """The most of a document that can be saved out of a file's bytes. `name` is what messages call the file.

    Raises `BadFile` where nothing can be had: no text, no record in it, too large, or of a newer version.
    """
    try:
        return Repaired(decode(data, name, version=version, migrations=migrations), ())
    except BadFile as error:
        if not error.repairable and len(data) > codec.LARGEST:
            raise
        first = error
    notes = Notes()
    try:
        document = _repaired(data, notes, version, migrations, first)
    except BadFile as error:
        raise BadFile(f"{name or 'The file'}{error}") from None
    return Repaired(document, notes.sentences())


def _repaired(data: bytes, notes: Notes, version: int, migrations: Mapping[int, Migration], first: BadFile) -> Document:
    data = _text(data, notes)
    if data.count(b",") > codec.MOST_VALUES:
        raise BadFile(f" holds too much; at most {codec.MOST_VALUES:,} values are looked through.")
    if notes:
        try:
            return decode(data, version=version, migrations=migrations)
        except BadFile as error:
            first = error
    records, lossy = _each_sound(first), False
    if records is None:
        found = _this_version(_found(data, first, notes), version, migrations, notes)
        records = [*_around(found.around, notes), *_records(found.pieces, data, notes)]
        lossy = not found.whole or found.strays > 0 or len(records) < len(found.pieces)
    document = hold_together(records, notes, lossy=lossy)
    if problems := rules.check(document):
        raise BadFile(f" could not be repaired: {problems[0]}")
    if not notes:
        notes.say("written", "The file said the same thing twice; it is said once now.")
    written = encode(document)
    if max(len(written) / codec.LARGEST, written.count(b",") / codec.MOST_VALUES, len(document) / MOST_RECORDS) > 1:
        raise BadFile(f" would be too large when repaired; at most {codec.LARGEST // 1024**2} MB are read.")
    return document


def _each_sound(first: BadFile) -> list[Record] | None:
    """The records, where a file was refused only because they do not hold together."""
    if not isinstance(first, codec.Unsound):
        return None
    records = list(first.document.records.values())
    odd = (each for each in records if isinstance(each, Unknown) and each.id != TOP_LEVEL)
    return None if any(map(_misspelt, odd)) else records


def _found(data: bytes, first: BadFile, notes: Notes) -> Found:
    """What stands in the file, with what is to be said of the file as a whole."""
    found = find(data)
    if not found.pieces and not (found.whole and found.version is not None):
        raise BadFile(" holds no record that could be read; open an earlier copy.")
    if not found.whole:
        cut = "cut short" in str(first)
        said = "The file ends in the middle: what came after is lost." if cut else "The file is damaged in places."
        notes.say("damage", f"{said} What could be read was kept.")
    if found.strays:
        some = "An entry" if found.strays == 1 else f"{found.strays:,} entries"
        notes.say("strays", f"{some} could not be read at all and had to be left out.")
    if not found.pieces:
        notes.say("none", "The file holds no records.")
    return found


def _text(data: bytes, notes: Notes) -> bytes:
    """The bytes as UTF-8 text without control characters."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith(_MARKS):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
        notes.say("utf-16", "The file was UTF-16 text; it is UTF-8 now.")
    elif len(data) > 20 and not data[1:200:2].strip(b"\0") and data[:200:2].strip(b"\0"):
        data = data.decode("utf-16-le", "replace").encode("utf-8", "replace")
        notes.say("utf-16", "The file was UTF-16 text; it is UTF-8 now.")
    if not data.strip(b"\0 \t\r\n"):
        raise BadFile(" is empty; a VSM Studio file (.vsm) is expected.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        data = data.decode("utf-8", "replace").encode()
        notes.say("utf-8", "Some characters were not UTF-8; they are shown as \ufffd.")
    if data.endswith(b"\0"):
        data = data.rstrip(b"\0")
        notes.say("empty", "The file ended in empty bytes; they were left out.")
    shown = re.sub(rb"\0{4,}", b"?", data).translate(_SHOWN)
    if shown != data:
        data = shown
        notes.say("control", "Some characters were no text; they are shown as question marks.")
    return data


def _this_version(found: Found, version: int, migrations: Mapping[int, Migration], notes: Notes) -> Found:
    said = found.version
    if said is None or said < 1:
        notes.say("version", f"The file does not say its version; it was read as version {version}.")
        return found
    if said > version:
        raise codec.newer(said, version)
    if said == version:
        return found
    records = [_plain(piece.text) for piece in found.pieces]
    try:
        content = migrate({"version": said, "records": records}, said, version, migrations)
        texts = [msgspec.json.encode(each) for each in content["records"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadFile(f" could not be brought from version {said} to {version}: {str(error)[:200]}.") from None
    places = [piece.at for piece in found.pieces]
    places += places[-1:] * (len(texts) - len(places))
    return found._replace(pieces=[Piece(at, text) for at, text in zip(places, texts, strict=False)])


def _plain(text: bytes) -> Any:
    """A record's fields as plain data, those that can be read."""
    try:
        return raw.strict(text)
    except ValueError:
        return {key: raw.strict(value) for key, value in lenient.fields(text) if value is not None}


def _around(fields: Mapping[str, bytes], notes: Notes) -> Iterator[Record]:
    """The record that keeps what stands beside the records; which versions the file came from does not count any more."""
    kept = {}
    for key, value in fields.items():
        if lenient.sound(value) is None:
            notes.say("beside", "A field beside the records cannot be read; it was left out.")
        elif key != ANCESTORS:
            kept[key] = value
    if kept:
        yield Unknown(id=TOP_LEVEL, raw=raw.one_line(raw.build(kept)))


def _records(pieces: Iterable[Piece], data: bytes, notes: Notes) -> Iterator[Record]:
    lines = _lines(data)
    mended = 0
    for at, text in pieces:
        record = as_it_stands(text)
        if record is None or (isinstance(record, Unknown) and _misspelt(record)):
            mended += 1
            if mended > MOST_MENDED:
                notes.say("more", f"More than {MOST_MENDED:,} records are damaged; the others were left out.")
                continue
            record = Mending(text, partial(lines, at), notes).record()
        if record is not None:
            yield record


def _misspelt(record: Unknown) -> str:
    fields = raw.members(record.raw.encode())
    return misspelt(msgspec.json.decode(fields["type"], type=str), fields)


def _lines(data: bytes) -> Callable[[int], int]:
    """Tells the line of a place; places have to come in order."""
    counted, line = 0, 1

    def line_of(at: int) -> int:
        nonlocal counted, line
        line += data.count(b"\n", counted, at) if at > counted else 0
        counted = max(at, counted)
        return line

    return line_of
