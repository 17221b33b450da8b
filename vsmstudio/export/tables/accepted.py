"""Findings that the room decided to live with: by whom, why, until when, and whether that still holds."""

from __future__ import annotations

from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.export.tables.labels import numbered
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.model.document import Document
from vsmstudio.model.records import Acceptance

COLUMNS = (
    Column("id", "Id", width=6),
    Column("standing", "Standing", width=10),
    Column("rule", "Rule", width=26),
    Column("subject", "Subject", width=24),
    Column("message", "Finding", width=48),
    Column("severity", "Severity now", width=10),
    Column("then", "Severity then", width=10),
    Column("by", "Accepted by", width=24),
    Column("why", "Why", width=48),
    Column("since", "Since", Kind.DATE, width=12),
    Column("until", "Until", Kind.DATE, width=12),
)


def accepted(document: Document, analysis: Analysis) -> Table:
    """Accepted findings, then those whose acceptance lapsed, which are flagged; `ids` are the subjects."""
    found = [(short, each, each.accepted or each.lapsed) for short, each in numbered(analysis)]
    found.sort(key=lambda each: each[1].accepted is None)
    kept = [(short, each, said) for short, each, said in found if said is not None]
    return Table(
        "Accepted findings",
        COLUMNS,
        tuple(_row(document, short, each, said) for short, each, said in kept),
        "An accepted finding counts no more. It lapses when its severity rises, or when its day has passed.",
        tuple(each.subject for _, each, _ in kept),
        frozenset(at for at, (_, each, _) in enumerate(kept) if each.accepted is None),
    )


def _row(document: Document, short: str, finding: Finding, said: Acceptance) -> Row:
    return (
        short,
        "accepted" if finding.accepted else "lapsed",
        finding.rule,
        document.name(finding.subject) or None,
        finding.message,
        finding.severity.word,
        said.severity,
        said.by or None,
        said.why or None,
        said.since,
        said.until,
    )
