"""Owners who should be others: what the rules propose, and what the room noted against it."""

from __future__ import annotations

from vsmstudio.analysis.engagement.proposals import Proposal
from vsmstudio.analysis.engagement.proposals import proposals as proposed
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.model.document import Document
from vsmstudio.model.words import capitalised

COLUMNS = (
    Column("part", "Part", width=10),
    Column("subject", "Stream or service", width=30),
    Column("now", "Owner now", width=26),
    Column("proposed", "Proposed owner", width=26),
    Column("why", "Why", width=48),
    Column("todo", "What to do first", width=40),
    Column("severity", "Severity", width=10),
    Column("standing", "Standing", width=12),
    Column("reason", "What stands in the way", width=22),
    Column("said", "In the words of the room", width=44),
    Column("by", "By", width=20),
    Column("on", "On", Kind.DATE, width=12),
)
_PARTS = {"streams": "stream", "services": "service"}


def proposals(document: Document, analysis: Analysis) -> Table:
    """Streams first, each as the findings are ranked; `ids` are their subjects. Those that nobody answered are flagged."""
    found = proposed(document, analysis)
    open_ = frozenset(at for at, each in enumerate(found) if not each.accepted and each.objection is None)
    note = "The value stream's owner is the true owner of what it delivers."
    return Table(
        "Owners proposed", COLUMNS, tuple(_row(document, each) for each in found), note,
        tuple(each.subject for each in found), open_,
    )  # fmt: skip


def _row(document: Document, each: Proposal) -> Row:
    against = each.objection
    return (
        _PARTS[each.part],
        document.name(each.subject),
        owner_words(document, each.now),
        owner_words(document, each.proposed),
        capitalised(each.why or each.finding.message),
        each.todo or None,
        each.finding.severity.word,
        "accepted" if each.accepted else "noted" if against else "open",
        against.reason.value if against else None,
        (against.why or None) if against else None,
        (against.by or None) if against else None,
        against.on if against else None,
    )
