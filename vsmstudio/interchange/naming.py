"""Which rows a cell such as `3; 4` or `Check, then file` names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vsmstudio.interchange.facts import Facts


class Names:
    """The rows of one map by their ids and names. Ids go before names; 3 and 3.0 are equal."""

    def __init__(self, rows: Sequence[Facts]) -> None:
        self._ids: dict[str, Facts] = {}
        self._names: dict[str, list[Facts]] = {}
        for row in rows:
            if row.key:
                self._ids.setdefault(_id(row.key), row)
            if row.name:
                self._names.setdefault(row.name.casefold(), []).append(row)
        self._not_ends = {name: [row for row in rows if row.kind != "end"] for name, rows in self._names.items()}
        # what a list may begin with where a name in it holds commas itself
        commas = [name for name in (*self._names, *map(str.casefold, self._ids)) if "," in name]
        self._openings = {_folded(name.split(",", 1)[0]) for name in commas}
        self._loose = {key.casefold(): row for key, row in reversed(self._ids.items())}

    def holder(self, key: str) -> Facts | None:
        """The row that bears this id."""
        return self._ids.get(_id(key))

    def known(self, text: str) -> bool:
        """Does a row bear this text as its id or name?"""
        return _id(text).casefold() in self._loose or _folded(text) in self._names

    def rows(self, text: str) -> list[Facts]:
        """The rows that a cell names, each once. Raises `ValueError` where one is not there, or two could be meant."""
        if (row := self._one(text)) is not None:
            return [row]
        found: dict[int, Facts] = {}
        for part in text.split(";"):
            if part.strip():
                for row in self._listed(part):
                    found.setdefault(id(row), row)
        return list(found.values())

    def _listed(self, text: str) -> list[Facts]:
        """Names separated by commas, where a name may hold commas itself: the longest that is known goes first."""
        if (row := self._one(text.strip())) is not None:
            return [row]
        parts = [part for part in text.split(",") if part.strip()]
        found, at = [], 0
        while at < len(parts):
            longest = min(len(parts), at + 8) if _folded(parts[at]) in self._openings else at + 1
            for end in range(longest, at, -1):
                if (row := self._one(",".join(parts[at:end]).strip())) is not None:
                    found.append(row)
                    at = end
                    break
            else:
                missing = parts[at].strip()[:60]
                raise ValueError(
                    f"no row of this map has the id or name “{missing}”; write an id or a name of the table"
                )
        return found

    def _one(self, text: str) -> Facts | None:
        if (row := self._ids.get(_id(text)) or self._loose.get(_id(text).casefold())) is not None:
            return row
        named = self._names.get(_folded(text), [])
        if len(named) > 1:  # a customer may stand at both ends, and nothing comes after an end
            named = self._not_ends[_folded(text)] or named
        if len(named) > 1:
            raise ValueError(
                f"{len(named)} rows are named “{text[:60]}”; give them ids in a column Id and write the id"
            )
        return named[0] if named else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _id(text: str) -> str:
    text = text.strip()
    match = re.fullmatch(r"(\d+)[.]0+", text)
    return match[1] if match else text
