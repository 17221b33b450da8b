"""Ids in which one bit fell over: what refers to such a record, or does so by such an id, still means it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from vsmstudio.model.ids import Id
from vsmstudio.model.records import Record
from vsmstudio.model.references import reference_fields
from vsmstudio.model.words import field_words, one_line
from vsmstudio.storage.repair.notes import Notes, say

SHORTEST, LONGEST = 8, 80  # characters: short ids lie near one another by themselves
MOST_TRIED = 1000


def near_ids(held: dict[Id, Record], notes: Notes) -> None:
    """Where an id is not there, but one is that differs in one bit, and no other, that one is meant."""
    tried: dict[tuple[Id, tuple[str, ...]], Id | None] = {}
    for record in list(held.values()):
        meant: dict[str, Id] = {}
        for reference in reference_fields(type(record)):
            key = getattr(record, reference.field)
            if key is None or key in held:
                continue
            asked = (key, reference.kinds)
            if asked not in tried and len(tried) < MOST_TRIED:
                tried[asked] = _near(held, key, reference.kinds)
            if near := tried.get(asked):
                meant[reference.field] = near
                words = field_words(record.type, reference.field)
                what = f"its {words} {one_line(key, 40)} is not there; {one_line(near, 40)} was taken, which is nearly the same"
                say(notes, f"near {reference.field}", record, what)
        if meant:
            held[record.id] = msgspec.structs.replace(record, **meant)


def _near(held: Mapping[Id, Record], key: Id, kinds: tuple[str, ...]) -> Id | None:
    found = {each for each in _one_bit_from(key) if each in held and held[each].type in kinds}
    return found.pop() if len(found) == 1 else None


def _one_bit_from(key: Id) -> Iterator[Id]:
    """Ids that differ in one bit, or in one character that became unreadable; 1 and 3 are two numbers, and differ."""
    if not SHORTEST <= len(key) <= LONGEST:
        return
    for at, char in enumerate(key):
        head, tail = key[:at], key[at + 1 :]
        near = map(chr, range(32, 127)) if char in "\ufffd?" else (chr(ord(char) ^ 1 << bit) for bit in range(7))
        for other in (*near, "\ufffd", "?"):
            if not (char.isdigit() and other.isdigit()):
                yield f"{head}{other}{tail}"
