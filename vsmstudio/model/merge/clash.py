"""Where both sides changed the same thing: what stands on each side, and the words for whoever has to choose."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from vsmstudio.model.difference.found import changed_fields, whereabouts
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.merge.fields import Part
from vsmstudio.model.records import Record
from vsmstudio.model.words import field_words, in_value_words, name_of, one_line, plain_json, type_words

FEW = 3  # changed fields that are named for a record that the other side removed


class Choice(StrEnum):
    """Which side a clash is settled by."""

    OURS = "ours"
    THEIRS = "theirs"


Choices = Mapping[tuple[Id, str], Choice]


@dataclasses.dataclass(frozen=True)
class Clash:
    """One field that both sides changed, each in its own way; with a blank `field` the whole record.

    A whole record clashes where one side changed it and the other removed it (None), or made it another kind of thing.
    `base`, `ours` and `theirs` are raw values (tuples for fields that go together, such as a place). `name`, `words`,
    `map`, `stream` and the shown values are for people.
    """

    id: Id
    field: str
    base: Any
    ours: Any
    theirs: Any
    type: str
    name: str
    words: str
    map: str
    stream: str
    shown_base: str
    shown_ours: str
    shown_theirs: str
    part: Part | None = dataclasses.field(default=None, repr=False)

    @property
    def key(self) -> tuple[Id, str]:
        """What a choice is made by."""
        return (self.id, self.field)

    @property
    def is_place(self) -> bool:
        """Is it about a place on the paper alone?"""
        return self.type == "placement"

    def sentence(self, theirs: str, ours: str = "here") -> str:
        """The clash on one line: `Approve, lead time: 2 d here, 3 d in group-b.vsm`."""
        at = ours if ours == "here" else f"in {ours}"
        what = f"{self.name}, {self.words}" if self.field else self.name
        return f"{what}: {one_line(self.shown_ours)} {at}, {one_line(self.shown_theirs)} in {theirs}"


def of_field(base: Document, ours: Document, theirs: Document, key: Id, part: Part) -> Clash:
    """The clash of one field of a record that both sides hold."""
    mine, other = ours.get(key) or theirs.records[key], theirs.get(key) or ours.records[key]
    words = {"flow": "ends", "link": "ends"}.get(mine.type, "") if isinstance(part.ours, tuple) else ""
    drawn, stream = whereabouts(ours, mine)
    return Clash(
        id=key, field=part.field, base=part.base, ours=part.ours, theirs=part.theirs, type=mine.type,
        name=_name(ours, theirs, mine), words=words or field_words(mine.type, part.field), map=drawn, stream=stream,
        shown_base=_shown(base, mine, part.field, part.base), shown_ours=_shown(ours, mine, part.field, part.ours),
        shown_theirs=_shown(theirs, other, part.field, part.theirs), part=part,
    )  # fmt: skip


def of_whole(base: Document, ours: Document, theirs: Document, key: Id) -> Clash:
    """The clash of a whole record."""
    old, mine, other = base.get(key), ours.get(key), theirs.get(key)
    held = mine or other or old
    assert held is not None
    drawn, stream = whereabouts(ours, mine) if mine else whereabouts(theirs, held)
    return Clash(
        id=key, field="", base=old, ours=mine, theirs=other, type=held.type,
        name=_name(ours, theirs, held), words=type_words(held.type), map=drawn, stream=stream,
        shown_base=_state(base, old, old), shown_ours=_state(ours, old, mine), shown_theirs=_state(theirs, old, other),
    )  # fmt: skip


def _name(ours: Document, theirs: Document, record: Record) -> str:
    return name_of(ours, record.id) or name_of(theirs, record.id)


def _shown(document: Document, record: Record, name: str, value: Any) -> str:
    if "." in name:
        return "blank" if value is None else str(plain_json(value))
    return in_value_words(document, record, name, value)


def _state(document: Document, old: Record | None, record: Record | None) -> str:
    """What became of a record on one side."""
    if record is None:
        return "removed" if old is not None else ""
    if old is None or type(old) is not type(record):
        return f"a {type_words(record.type)}" if old is not None or record.type != "unknown" else "made"
    changed: dict[str, str] = {}
    for name, _, value in changed_fields(old, record):
        changed.setdefault(field_words(record.type, name), one_line(_shown(document, record, name, value), 30))
    if not changed:
        return ""
    if record.type == "unknown" or len(changed) > FEW:
        return "changed"
    return "changed: " + ", ".join(f"{words} {value}" for words, value in changed.items())
