"""Records that lists declare, found again by what other cells call them: by name, by id, or by `name [id]`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from vsmstudio.export.tables.inputs.labels import with_id
from vsmstudio.model.ids import Id


def folded(text: str) -> str:
    """A name for comparing: case and spaces do not count."""
    return " ".join(text.split()).casefold()


@dataclass(slots=True)
class Declared:
    """The ids of records by kind and name. `doubts` are names that more than one record bears and a cell named all the same."""

    kinds: dict[Id, str] = field(default_factory=dict)
    names: dict[tuple[str, str], list[Id]] = field(default_factory=dict)
    doubts: dict[tuple[str, str], int] = field(default_factory=dict)

    def declare(self, kind: str, key: Id, *names: str) -> None:
        """A record of a kind, under each of its names; an earlier name counts before a later one of another record."""
        self.kinds[key] = kind
        for rank, name in enumerate(dict.fromkeys(map(folded, names))):
            if name:
                self.names.setdefault((f"{kind}{rank or ''}", name), []).append(key)

    def by_id(self, text: str, kinds: Collection[str]) -> Id | None:
        """The record whose id a cell states, alone or behind a name."""
        for key in (with_id(text)[1], text.strip()):
            if key and self.kinds.get(key) in kinds:
                return key
        return None

    def all_named(self, text: str, kinds: Iterable[str]) -> list[Id]:
        """The records of these kinds that bear a name; by a lesser name only where none bears it as its first."""
        listed = list(kinds)
        for rank in ("", "1", "2"):
            found = [key for kind in listed for key in self.names.get((f"{kind}{rank}", folded(text)), ())]
            if found:
                return found
        return []

    def find(self, text: str, kinds: Collection[str]) -> Id | None:
        """The record that a cell means, or None. Of several with one name it is the first, and that is noted."""
        if (key := self.by_id(text, kinds)) is not None:
            return key
        found = self.all_named(text, kinds)
        if len(found) > 1:
            self.doubts[(self.kinds[found[0]], " ".join(text.split()))] = len(found)
        return found[0] if found else None

    def the(self, text: str, kinds: Collection[str], words: str) -> Id:
        """The one record that a cell means. Raises `ValueError` where there is none, or more than one."""
        if (key := self.by_id(text, kinds)) is not None:
            return key
        found = self.all_named(text, kinds)
        if len(found) > 1:
            raise ValueError(
                f"{len(found)} records are named “{text[:60]}”; write the id that stands in its last column"
            )
        if not found:
            raise ValueError(f"there is no {words} named “{text[:60]}”; write a name of the sheet that lists them")
        return found[0]
