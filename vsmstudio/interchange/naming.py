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
        self._loose = {key.casefold(): row for key, row in reversed(self._ids.items())}

    def holder(self, key: str) -> Facts | None:
        """The row that bears this id."""
        return self._ids.get(_id(key))

    def known(self, text: str) -> bool:
        """Does a row bear this text as its id or name?"""
        return _id(text).casefold() in self._loose or " ".join(text.casefold().split()) in self._names

    def rows(self, text: str) -> list[Facts]:
        """The rows that a cell names, each once. Raises `ValueError` where one is not there, or two could be meant."""
        if (row := self._one(text)) is not None:
            return [row]
        found: list[Facts] = []
        for part in text.split(";"):
            if part.strip():
                found += self._listed(part)
        return [row for index, row in enumerate(found) if not any(row is other for other in found[:index])]

    def _listed(self, text: str) -> list[Facts]:
        """Names separated by commas, where a name may hold commas itself: the longest that is known goes first."""
        if (row := self._one(text.strip())) is not None:
            return [row]
        parts = [part for part in text.split(",") if part.strip()]
        found, at = [], 0
        while at < len(parts):
            longest = min(len(parts), at + 8)
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
        named = self._names.get(" ".join(text.casefold().split()), [])
        if len(named) > 1:  # a customer may stand at both ends, and nothing comes after an end
            named = [row for row in named if row.kind != "end"] or named
        if len(named) > 1:
            raise ValueError(
                f"{len(named)} rows are named “{text[:60]}”; give them ids in a column Id and write the id"
            )
        return named[0] if named else None


def _id(text: str) -> str:
    text = text.strip()
    match = re.fullmatch(r"(\d+)[.]0+", text)
    return match[1] if match else text
