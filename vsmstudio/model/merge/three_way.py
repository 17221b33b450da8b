"""The merge itself: what either side did to the base, brought together; clashes are listed, and ours until chosen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vsmstudio.model.difference.found import type_order
from vsmstudio.model.document import Change, Document, diff
from vsmstudio.model.ids import Id
from vsmstudio.model.merge import clash as clashing
from vsmstudio.model.merge.align import aligned
from vsmstudio.model.merge.clash import Choice, Choices, Clash
from vsmstudio.model.merge.fields import FILE, empty_file, merged, take
from vsmstudio.model.merge.settle import settled
from vsmstudio.model.merge.sides import Sides
from vsmstudio.model.merge.twins import twins
from vsmstudio.model.records import Record, Unknown

NO_CHOICES: Choices = MappingProxyType({})


class Merge:
    """Two documents that came from one, brought together. Nothing of either is lost unsaid.

    `clashes` are the things that both sides changed, each in its own way: ours hold until chosen otherwise. `name` is
    what their document is called.
    """

    def __init__(self, sides: Sides, records: Mapping[Id, Record], clashes: tuple[Clash, ...]) -> None:
        self.name = sides.name
        self.clashes = clashes
        self._sides = sides
        self._records = records
        self._last: tuple[dict[tuple[Id, str], Choice], Document, tuple[str, ...]] | None = None

    def change(self, choices: Choices = NO_CHOICES) -> Change:
        """The one change from our document to the merged one, which is always sound. Empty where they bring nothing."""
        return diff(self._sides.ours, self._settled(choices)[0], f"Merge {self.name}")

    def problems(self, choices: Choices = NO_CHOICES) -> tuple[str, ...]:
        """What the rules forbade to bring together as it was, and how each was settled, a sentence each."""
        return self._settled(choices)[1]

    @property
    def twins(self) -> tuple[str, ...]:
        """What both sides made under one name, a sentence each: the merged document holds both, and people may not want that."""
        return twins(self._sides)

    def _settled(self, choices: Choices) -> tuple[Document, tuple[str, ...]]:
        known = {key: Choice(value) for key, value in choices.items()}
        if self._last is None or self._last[0] != known:
            records = dict(self._records)
            for clash in self.clashes:
                if known.get(clash.key) is Choice.THEIRS:
                    self._take_theirs(records, clash)
            self._last = (known, *settled(self._sides, records, self.clashes, known))
        return self._last[1:]

    def _take_theirs(self, records: dict[Id, Record], clash: Clash) -> None:
        theirs = self._sides.theirs.get(clash.id)
        if clash.part is not None:
            record = take(records.get(clash.id) or empty_file(), clash.part, theirs or empty_file())
            _hold(records, clash.id, record)
        elif theirs is None:
            records.pop(clash.id, None)
        else:
            records[clash.id] = theirs


def merge(base: Document | None, ours: Document, theirs: Document, name: str = "theirs") -> Merge:
    """Bring two documents together that both came from `base`; None where that is not known.

    Without a base what only one side holds is added, and of fields that differ, a blank gives way to what is typed.
    """
    base, theirs = aligned(base or Document(), ours, theirs)
    sides = Sides(base, ours, theirs, name)
    records: dict[Id, Record] = {}
    clashes: list[Clash] = []
    for key in sorted(ours.records.keys() | theirs.records.keys()):
        b, o, t = base.get(key), ours.get(key), theirs.get(key)
        if o is t or o == t or t == b:
            chosen = o
        elif o == b:
            chosen = t
        else:
            chosen, found = _both(sides, key, b, o, t)
            clashes += found
        if chosen is not None:
            records[key] = chosen
    clashes.sort(key=lambda each: (type_order(each.type), each.stream, each.map, each.name, each.id))
    return Merge(sides, records, tuple(clashes))


def _both(
    sides: Sides, key: Id, b: Record | None, o: Record | None, t: Record | None
) -> tuple[Record | None, list[Clash]]:
    """What becomes of a record that both sides altered."""
    docs = (sides.base, sides.ours, sides.theirs)
    if key == FILE:
        held: dict[Id, Record] = {}
        record, parts = merged(b or empty_file(), o or empty_file(), t or empty_file())
        _hold(held, key, record)
        return held.get(key), [clashing.of_field(*docs, key, part) for part in parts]
    if o is None or t is None:
        if sides.went_with_its_node(o or t):
            return None, []
        return o, [clashing.of_whole(*docs, key)]
    if type(o) is not type(t) or isinstance(o, Unknown):
        return o, [clashing.of_whole(*docs, key)]
    record, parts = merged(b, o, t)
    return record, [clashing.of_field(*docs, key, part) for part in parts]


def _hold(records: dict[Id, Record], key: Id, record: Record) -> None:
    """Keep a record; the file's own without any field is none."""
    if isinstance(record, Unknown) and not record.raw:
        records.pop(key, None)
    else:
        records[key] = record
