"""Which record a cell names: by its id in brackets, by its label, or by a name that nobody else bears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vsmstudio.export.tables.inputs.labels import NO_NAME, fold, with_id
from vsmstudio.model.ids import Id
from vsmstudio.model.words import type_words


class Names:
    """The records of a workbook by id and by what they are called, kind by kind; `home` tells maps and streams apart."""

    def __init__(self) -> None:
        self._types: dict[Id, str] = {}
        self._ids: dict[tuple[str, Id, str], list[Id]] = {}

    def take(self, key: Id, kind: str) -> bool:
        """Note a record's id; False where another record has it."""
        if key in self._types:
            return False
        self._types[key] = kind
        return True

    def kind(self, key: Id) -> str:
        """The kind of a record; blank where there is none of that id."""
        return self._types.get(key, "")

    def call(self, key: Id, kind: str, names: Iterable[str], home: Id = "") -> None:
        """Note what a record is called."""
        for name in {fold(each) for each in names} - NO_NAME:
            self._ids.setdefault((kind, home, name), []).append(key)

    def find(self, text: str, kinds: Sequence[str], home: Id = "") -> Id | None:
        """The record that a cell names; None where there is none. Raises `ValueError` where several could be meant."""
        _, stated = with_id(text)
        if stated and self._types.get(stated) in kinds:
            return stated
        found = [key for kind in kinds for key in dict.fromkeys(self._ids.get((kind, home, fold(text)), ()))]
        if len(found) > 1:
            what = type_words(kinds[0], 2)
            raise ValueError(f"{len(found)} {what} are called “{text.strip()[:60]}”; write the name as “Name [VSM id]”")
        return found[0] if found else None
