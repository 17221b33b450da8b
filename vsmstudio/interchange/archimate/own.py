"""What this program writes beside the standard: each record whole, in one technical property, to be read back as it was.

What stands in the element itself goes before: a name, a figure or a relation that somebody changed elsewhere is taken.
"""

from __future__ import annotations

from typing import Any, Union

import msgspec

from vsmstudio.interchange.archimate import figures
from vsmstudio.interchange.archimate.exchange import Piece
from vsmstudio.interchange.archimate.gathered import Gathered
from vsmstudio.interchange.archimate.terms import TECHNICAL
from vsmstudio.interchange.archimate.tree import clean
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    RECORD_TYPES,
    Application,
    Contract,
    Endpoint,
    Engagement,
    Flow,
    Improvement,
    Kept,
    Link,
    LinkKind,
    Measure,
    Person,
    Queue,
    Record,
    Service,
    Stakeholder,
    Step,
    Unit,
    Unknown,
    ValueStream,
    Workshop,
)
from vsmstudio.model.references import reference_fields, references

WITH_ELEMENT: tuple[type[Record], ...] = (
    ValueStream, Step, Queue, Endpoint, Unit, Person, Service, Application, Contract, Stakeholder, Measure, Improvement,
    Workshop,
)  # fmt: skip
# Fields that a relationship tells: (kind of relationship, whether the other record is its source).
TOLD: dict[tuple[type[Record], str], tuple[str, bool]] = {
    (Step, "performer"): ("Assignment", True),
    (Step, "owner"): ("Association", True),
    (Service, "owner"): ("Association", True),
    (Service, "provider"): ("Assignment", True),
    (ValueStream, "owner"): ("Association", True),
    (Application, "owner"): ("Association", True),
    (Contract, "supplier"): ("Association", True),
    (Unit, "parent"): ("Composition", True),
    (Person, "unit"): ("Assignment", True),
    (Endpoint, "unit"): ("Association", True),
}
_ANY = Union[RECORD_TYPES]  # type: ignore[valid-type]  # noqa: UP007
NOTED: dict[type[Record], str] = dict.fromkeys(
    (Step, Queue, Endpoint, ValueStream, Service, Application, Contract, Stakeholder, Measure, Improvement, Workshop),
    "notes",
)  # the field that the documentation tells


def encoded(record: Record) -> str:
    """A record whole; whole numbers as the record's type has them, so that it stays the same once it was read."""
    text = msgspec.json.encode(record)
    return for_xml(msgspec.json.encode(msgspec.json.decode(text, type=type(record))).decode())


def for_xml(text: str) -> str:
    """JSON without the characters that no XML may hold: they are written as JSON writes them."""
    return text if clean(text) == text else "".join(each if clean(each) else f"\\u{ord(each):04x}" for each in text)


def decoded(text: str) -> Record | None:
    """The record of a technical property; None where it is none that this version knows."""
    try:
        record: Record = msgspec.json.decode(text, type=_ANY)
    except (msgspec.DecodeError, ValueError, UnicodeEncodeError, RecursionError):
        return None
    return None if isinstance(record, Kept) and record.format == "archimate" else record


def written_name(record: Record) -> str:
    """How an element is called; it always has a name, as the standard asks."""
    label = record.label if isinstance(record, Person | Workshop) else getattr(record, "name", "")
    return clean(label) if label.strip() else record.word.capitalize()


def take_own(made: Gathered) -> None:
    """Take the records that the file holds whole; then what was changed in the file since."""
    source = made.source
    if text := next((value for title, value in source.properties if title == TECHNICAL), ""):
        _take_rest(made, text)
    for piece in [*source.elements.values(), *source.relations.values()]:
        text = piece.property(TECHNICAL) or ""
        record = decoded(text) if text else None
        fits = WITH_ELEMENT if piece.key in source.elements else (Flow, Link)
        if record is None or not isinstance(record, fits):
            continue
        if record.id in made.records:
            record = msgspec.structs.replace(record, id=new_id())
        made.add(_as_now(record, piece), piece.key)
        made.own.add(record.id)
    _take_fields(made)


def _take_rest(made: Gathered, text: str) -> None:
    try:
        parts = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
        held = msgspec.json.decode(parts.get("records", b"[]"), type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeEncodeError):
        return
    for each in held:
        record = decoded(bytes(each).decode()) or _unknown(bytes(each))
        alone = not isinstance(record, Engagement) or not any(
            isinstance(one, Engagement) for one in made.records.values()
        )
        if record is not None and record.id not in made.records and alone:
            made.add(record)
            made.own.add(record.id)


def _unknown(raw: bytes) -> Unknown | None:
    """A record of a kind that this version does not know."""
    try:
        told = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        key = msgspec.json.decode(told["id"], type=str)
        kind = msgspec.json.decode(told["type"], type=str)
    except (msgspec.DecodeError, KeyError):
        return None
    if kind == "unknown":
        return None
    return None if kind in {each.__struct_config__.tag for each in RECORD_TYPES} else Unknown(id=key, raw=raw.decode())


def _as_now(record: Record, piece: Piece) -> Record:
    """The record with what its element says now, where that is no longer what was written of it."""
    fields: dict[str, Any] = {}
    named = isinstance(record, WITH_ELEMENT) and not isinstance(record, Stakeholder)
    if named and piece.written != written_name(record):
        fields["role" if isinstance(record, Person) and record.role else "name"] = piece.name
    noted = NOTED.get(type(record))
    if noted and piece.documentation != clean(getattr(record, noted)):
        fields[noted] = piece.documentation
    before, now = dict(figures.shown(record)), dict(piece.properties)
    for title, field in figures.SHOWN.get(type(record), ()):
        if now.get(title, "") == before.get(title, ""):
            continue
        try:
            value = figures.read(field, now.get(title, ""))
            default = figures.DEFAULTS.get(field)
            record = msgspec.structs.replace(record, **{field: default if value is None else value})
        except ValueError:
            continue  # it says nothing; what was known stays
    return msgspec.structs.replace(record, **fields) if fields else record


def _take_fields(made: Gathered) -> None:
    """Fields that relationships tell are as these tell them; a relationship that is gone leaves its field blank."""
    for kind, field in TOLD:
        for key in list(made.own):
            if isinstance(made.records[key], kind) and getattr(made.records[key], field) is not None:
                made.change(key, **{field: None})
    take_told(made)


def take_told(made: Gathered) -> None:
    """Take the fields whose relationships were written here, as far as both ends are there."""
    ends = {made.of[key]: key for key in made.source.elements if key in made.of}
    for piece in made.source.relations.values():
        text = piece.property(TECHNICAL)
        if not text or piece.key in made.of or piece.key in made.fields:
            continue
        try:
            said = msgspec.json.decode(text, type=dict[str, str])
        except (msgspec.DecodeError, UnicodeEncodeError):
            continue
        key, field = ends.get(said.get("of", ""), ""), said.get("field", "")
        other = piece.source if piece.target == key else piece.target
        record, value = made.records.get(said.get("of", "")), made.records.get(made.of.get(other, ""))
        if not key or key not in {piece.source, piece.target} or record is None or value is None:
            continue
        wanted = next((each for each in reference_fields(type(record)) if each.field == field), None)
        if (type(record), field) in TOLD and wanted is not None and value.type in wanted.kinds:
            made.change(record.id, **{field: value.id})
            made.fields[piece.key] = (record.id, field)


def know_stakes(made: Gathered) -> None:
    """Relationships that repeat what a stakeholder or a measure says itself have been read with it."""
    for key, piece in made.source.relations.items():
        record, other = made.records.get(made.of.get(piece.target, "")), made.of.get(piece.source)
        if not isinstance(record, Stakeholder | Measure) or other is None:
            continue
        if other in {record.stream, getattr(record, "who", None)}:
            made.used.add(key)


def told_plateau(piece: Piece) -> Id:
    """The map that a plateau stands for, if it was written here."""
    try:
        return msgspec.json.decode(piece.property(TECHNICAL) or "{}", type=dict[str, str]).get("plateau", "")
    except (msgspec.DecodeError, UnicodeEncodeError):
        return ""


def turned(record: Record) -> bool:
    """Does the relationship of a link lead the other way? A service that rests on another is served by it."""
    return isinstance(record, Link) and record.kind is LinkKind.RESTS_ON


def follow_ends(made: Gathered) -> None:
    """Flows and links lead where their relationships lead now."""
    for key, piece in made.source.relations.items():
        record = made.records.get(made.of.get(key, ""))
        if not isinstance(record, Flow | Link) or record.id not in made.own:
            continue
        source, target = made.of.get(piece.source), made.of.get(piece.target)
        if turned(record):
            source, target = target, source
        if source in made.records and target in made.records:
            made.change(record.id, source=source, target=target)


def without_danglers(records: dict[Id, Record]) -> dict[Id, Record]:
    """The records without references to what is not there; what cannot be without one goes too."""
    held = dict(records)
    while True:
        gone: list[Id] = []
        for key, record in held.items():
            blank: dict[str, Any] = {}
            for reference, to in references(record):
                target = held.get(to)
                if target is not None and target.type in reference.kinds:
                    continue
                if reference.optional:
                    blank[reference.field] = None
                else:
                    gone.append(key)
            if blank and key not in gone:
                held[key] = msgspec.structs.replace(record, **blank)
        if not gone:
            return held
        for key in gone:
            held.pop(key, None)
