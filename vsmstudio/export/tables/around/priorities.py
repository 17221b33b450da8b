"""Improvements and initiatives as the room ranked them, beside what they do."""

from __future__ import annotations

from vsmstudio.analysis.engagement.priorities import Priority
from vsmstudio.analysis.engagement.priorities import priorities as weighed
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import joined
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.export.tables.words import yearly
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement


def priorities(document: Document, analysis: Analysis) -> Table:
    """All that is not dropped, in the room's order; `ids` are the improvements. What supports no stream is flagged."""
    found = weighed(document, analysis)
    columns = (
        Column("rank", "Rank now", Kind.COUNT, width=8),
        Column("earlier", "Rank before", Kind.COUNT, width=8),
        Column("moved", "Places up", Kind.COUNT, width=8),
        Column("improvement", "Improvement", width=44),
        Column("kind", "Kind", width=18),
        Column("streams", "Supports", width=26),
        Column("lead_time", "Lead time it saves", Kind.MINUTES, "min", 12),
        Column("claimed", "Lead time it claims", Kind.MINUTES, "min", 12),
        Column("critical", "Critical steps", width=32),
        Column("gaps", "Owner gaps", Kind.COUNT, width=9),
        Column("rating", "Lowest rating", Kind.NUMBER, width=9),
        Column("cost", "Cost it saves", Kind.MONEY, yearly(document), 13),
        Column("effort", "Effort", Kind.NUMBER, width=8),
        Column("benefit", "Benefit", Kind.NUMBER, width=8),
    )
    return Table(
        "Priorities",
        columns,
        tuple(_row(document, each) for each in found),
        "The order is the room's. Effort and benefit are where the room put it, from 0 to 10; the other figures are computed.",
        tuple(each.improvement for each in found),
        frozenset(at for at, each in enumerate(found) if each.supports_nothing),
    )


def _row(document: Document, each: Priority) -> Row:
    held = document.the(Improvement, each.improvement)
    return (
        each.rank,
        each.earlier,
        each.moved,
        held.name,
        held.kind.value,
        joined([document.name(key) for key in each.streams]) or "no stream",
        each.lead_time,
        each.claimed_lead_time,
        joined([document.name(key) for key in each.critical_steps]),
        len(each.owner_gaps),
        each.lowest_rating,
        each.cost,
        each.effort,
        each.benefit,
    )
