"""What comes out of an import: a document, what was noticed, what could not be read; and the one error."""

from __future__ import annotations

from dataclasses import dataclass

from vsmstudio.model.document import Document


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
    """The document made of all rows that could be read (not laid out yet), notes for the person, and the other rows."""

    document: Document
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
