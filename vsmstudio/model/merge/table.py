"""The merged records while the rules are applied to them, and what there is to be said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.merge.clash import Choice, Choices, Clash
from vsmstudio.model.merge.fields import parts
from vsmstudio.model.merge.sides import Sides
from vsmstudio.model.records import Record
from vsmstudio.model.references import reference_fields


@dataclass
class Table:
    """Settling a merge happens on one table: rules take away, bring back or alter `records`, and `say` what they did."""

    sides: Sides
    records: dict[Id, Record]
    clashes: dict[tuple[Id, str], Clash]
    choices: Choices
    said: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        if sentence not in self.said:
            self.said.append(sentence)

    def name(self, key: Id) -> str:
        """What a record is called as the table has it."""
        record = self.records.get(key)
        for side in (self.sides.ours, self.sides.theirs, self.sides.base):
            if record is not None and side.get(key) == record:
                return self.sides._replace(ours=side).name_of(key)
        return self.sides.name_of(key)

    def alter(self, key: Id, **fields: Any) -> None:
        self.records[key] = msgspec.structs.replace(self.records[key], **fields)

    def back_to_ours(self, key: Id) -> None:
        """Let a record be as it is in our document, or not be."""
        held = self.sides.ours.get(key)
        if held is None:
            self.records.pop(key, None)
        else:
            self.records[key] = held

    def ends_back_to_ours(self, key: Id) -> None:
        """Let a connection or link have the ends that it has in our document, or not be."""
        held, record = self.sides.ours.get(key), self.records[key]
        if held is None or type(held) is not type(record):
            self.back_to_ours(key)
            return
        names = next(names for names in parts(type(record)) if names[0] == "source")
        self.alter(key, **{name: getattr(held, name) for name in {*names, "kind"}})

    def chosen_as_removed(self, key: Id, holder: Document) -> bool:
        """Did someone choose that a record which only `holder` still has is removed?"""
        removal = Choice.THEIRS if holder is self.sides.ours else Choice.OURS
        return (key, "") in self.clashes and self.choices.get((key, "")) is removal

    def of(self, kind: type[Record], keys: Iterable[Id] | None = None) -> Iterable[Record]:
        """The records of a kind, by id."""
        found = self.records.values() if keys is None else (self.records[key] for key in keys)
        return sorted((each for each in found if isinstance(each, kind)), key=lambda each: each.id)


Rule = Callable[[Table], None]


def needs(record: Record, name: str) -> bool:
    """Can a record not be without what it refers to in this field?"""
    return any(each.field == name and not each.optional for each in reference_fields(type(record)))
