"""The health check: four questions that are asked of the engagement every twelve months."""

from __future__ import annotations

from datetime import date

from vsmstudio.analysis.engagement.health import health as asked
from vsmstudio.export.tables.table import Column, Kind, Table
from vsmstudio.export.tables.words import day
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement, Workshop

COLUMNS = (
    Column("question", "Question", width=46),
    Column("answer", "Answer", width=10),
    Column("when", "Last time", Kind.DATE, width=12),
    Column("says", "Says", width=60),
    Column("todo", "What to do", width=60),
)


def health(document: Document, on: date) -> Table:
    """The four questions on a day, a no flagged; nothing where the engagement holds no workshop and no improvement yet."""
    met = bool(document.all(Workshop) or document.engagement.value_agreed_on)
    begun = met or bool(document.all(Improvement))
    found = asked(document, on) if begun else ()
    rows = tuple(
        (each.question, "yes" if each.yes else "no", each.when, each.sentence, each.todo or None) for each in found
    )
    return Table(
        "Health check", COLUMNS, rows, f"Over the twelve months before {day(on)}.", tuple(each.key for each in found),
        frozenset(at for at, each in enumerate(found) if not each.yes),
    )  # fmt: skip
