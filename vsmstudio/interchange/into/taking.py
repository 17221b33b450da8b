"""What a record takes over from the same one of a source: a blank erases nothing, and a guess corrects nobody."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from vsmstudio.interchange.into.naming import folded
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Endpoint,
    Engagement,
    Flow,
    Improvement,
    Link,
    Map,
    Note,
    Person,
    Queue,
    Record,
    Service,
    Step,
    Unit,
    ValueStream,
)  # fmt: skip
from vsmstudio.model.references import reference_fields

R = TypeVar("R", bound=Record)
Stated = Mapping[Id, Collection[str]]


class Sign(StrEnum):
    """What showed that two records are the same one."""

    ID = "id"
    KEPT = "its identifier in the other program"
    KEY = "its id in the client's table"
    NAME = "name"
    PLACE = "place"  # it is the map that was chosen, or all there is in a document that holds no work yet


SURE = (Sign.ID, Sign.KEPT)
_NEVER = {"id", "extra", "order", "lanes"}
_HOME = {"map", "stream", "source", "target", "service", "node", "about"}  # what a record belongs to stays
_NAMES = {"name", "role"}
_TOLD_APART = ("barriers", "as_documented", "as_done", "why")  # which a table tells among its notes
_OF_THE_FILE = re.compile(r"#\d+")  # ids that a step table of ours gives to rows whose names do not tell them apart
_LABEL = re.compile(r"^[\w ]{1,20}: ")
# An import may guess these from a name, and nobody can tell what was left at its default from what was set to it.
GUESSED: Mapping[type[Record], frozenset[str]] = {
    Unit: frozenset({"side"}),
    Service: frozenset({"kind"}),
    Endpoint: frozenset({"kind"}),
}
_OF_THE_ROOM = frozenset(
    {"client", "consultant", "as_of", "value_definition"}
)  # of an engagement, where they are blank
_DEFAULTS: dict[type[Record], dict[str, Any]] = {}


def defaults(kind: type[Record]) -> Mapping[str, Any]:
    """What each field of a kind of record holds while it is blank."""
    if kind not in _DEFAULTS:
        fields = msgspec.structs.fields(kind)
        _DEFAULTS[kind] = {each.name: each.default for each in fields if each.default is not msgspec.NODEFAULT}
    return _DEFAULTS[kind]


def moved(record: R, final: Mapping[Id, Id], key: Id | None = None) -> R:
    """The record with the ids of the document: its own, and those that it refers to."""
    fields: dict[str, Any] = {"id": key or final.get(record.id, record.id)}
    for reference in reference_fields(type(record)):
        value = getattr(record, reference.field)
        if value is not None:
            fields[reference.field] = final.get(value, value)
    return msgspec.structs.replace(record, **fields)


def taken(
    mine: R, theirs: R, sign: Sign, stated: Collection[str] | None = None, refuse: Callable[[str], None] | None = None
) -> R:
    """`mine` with what `theirs` (its references already those of the document) says; `stated` are the fields it says.

    Without `stated`, a field that holds its default counts as blank. A value that the record cannot hold is left out,
    and `refuse` is told why.
    """
    fields: dict[str, Any] = {}
    for name, value in _said(mine, theirs, stated):
        held = getattr(mine, name)
        if value == held or not _may(mine, name, held, sign, stated):
            continue
        if name == "notes" and isinstance(value, str) and sign is not Sign.ID:
            value = _beside(held, value, [getattr(mine, each, "") for each in _TOLD_APART])
        if not _same(name, held, value, sign):
            fields[name] = value
    if isinstance(mine, Person) and sign is not Sign.ID:
        fields = {name: value for name, value in fields.items() if not _is_his(mine, name, value)}
    if isinstance(mine, ValueStream) and "demand" in fields:
        fields["demand_per"] = getattr(theirs, "demand_per", mine.demand_per)
    if not fields:
        return mine
    try:
        return msgspec.structs.replace(mine, **fields)
    except ValueError as error:
        if refuse is not None:
            refuse(str(error))
        return mine


def _said(mine: Record, theirs: Record, stated: Collection[str] | None) -> list[tuple[str, Any]]:
    blank = defaults(type(mine))
    home = _HOME - {"source", "about"} if isinstance(mine, Improvement) else _HOME
    kept_out = _NEVER | home | ({"kind"} if isinstance(mine, Flow | Link | Note) else set())
    found = []
    for name in mine.__struct_fields__:
        value = getattr(theirs, name, None)
        if name in kept_out or value is None or value == "":
            continue
        if name == "key" and isinstance(mine, Step | Queue | Endpoint) and _OF_THE_FILE.fullmatch(value):
            continue
        if name in stated if stated is not None else value != blank.get(name, msgspec.UNSET):
            found.append((name, value))
    return found


def _may(mine: Record, name: str, held: Any, sign: Sign, stated: Collection[str] | None) -> bool:
    """May a field be taken from a record that is the same by this sign?"""
    if sign is Sign.ID:
        return True
    blank = held == defaults(type(mine)).get(name, msgspec.UNSET)
    if isinstance(mine, Engagement):
        return blank and (name in _OF_THE_ROOM or sign is Sign.PLACE)
    if isinstance(mine, Map):
        return blank and name == "date"
    if name in _NAMES and held:
        return sign is Sign.KEPT or (sign is Sign.KEY and name == "name")
    if name in GUESSED.get(type(mine), ()):
        return sign is Sign.KEPT or (stated is not None and name in stated)
    return True


def _beside(held: str, value: str, others: Iterable[str]) -> str:
    """Both notes, each once: what somebody wrote is not written over.

    A table has one column for what stands in several fields here; lines that stand in the `others` already are left out.
    """
    known = [folded(each) for each in others if each]
    lines = [line for line in value.splitlines() if not any(folded(_LABEL.sub("", line)) in each for each in known)]
    value = "\n".join(lines).strip()
    if folded(value) in folded(held):
        return held
    return value if folded(held) in folded(value) else f"{held.rstrip()}\n{value}"


def _same(name: str, held: Any, value: Any, sign: Sign) -> bool:
    if name in _NAMES and sign is not Sign.ID and folded(held) == folded(value):
        return bool(held)
    if isinstance(held, Duration) and isinstance(value, Duration):
        return held.text.split() == value.text.split() and (held.measured or not value.measured)
    if isinstance(held, float | int) and isinstance(value, float | int):
        return held is value or math.isclose(held, value, rel_tol=1e-9, abs_tol=1e-12)
    return bool(held == value)


def _is_his(mine: Person, name: str, value: Any) -> bool:
    """Is a name or role of a person already his other one?"""
    return name in _NAMES and folded(str(value)) in {folded(mine.name), folded(mine.role)}
