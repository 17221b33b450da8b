"""What comes out of an import: a document, what was noticed, what could not be read; and the one error."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id


class BadSource(Exception):
    """The source cannot be read at all. The message is a sentence: the source, the place, and what is expected."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be read: its line, the column's title, the cell's text, and why (with what is accepted)."""

    row: int
    column: str
    text: str
    reason: str
    source: str = ""

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= 60 else self.text[:59] + "…"
        cell = f", {self.column}" + (f" “{shown}”" if shown else "") if self.column else ""
        return f"{self.source or 'table'}, line {self.row}{cell}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Imported:
    """The document made of all rows that could be read (not laid out yet), notes for the person, and the other rows.

    `stated`: by record id the fields that the source says, where it says less (a side guessed from a name) or more (a cell
    with the word for a default) than what the record holds beside its defaults.
    """

    document: Document
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    stated: Mapping[Id, Collection[str]] = field(default_factory=dict)
