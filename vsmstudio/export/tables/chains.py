"""Streams that start one another, with the lead time of the whole chain."""

from __future__ import annotations

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import joined
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.export.tables.words import percent, plural
from vsmstudio.model.document import Document

COLUMNS = (
    Column("order", "No.", Kind.COUNT, width=6),
    Column("chain", "Chain", width=60),
    Column("lead_time", "Lead time", Kind.MINUTES, "min", 13),
    Column("covers", "Coverage", width=18),
    Column("services", "Rests on", width=50),
    Column("notes", "Notes", width=50),
)
MOST_SERVICES = 5


def chains(document: Document, analysis: Analysis) -> Table:
    """Every chain, with the services that most of its lead time rests on."""
    rows = []
    for order, each in enumerate(analysis.chains.listed, start=1):
        ranked = sorted((-share, document.name(key)) for key, share in each.services.items())
        rests = [f"{name} {percent(-share)}" for share, name in ranked[:MOST_SERVICES]]
        way = " → ".join(document.name(key) for key in each.streams)
        covers = f"{each.covers[0]} of {plural(each.covers[1], 'stream')}"
        row: Row = (order, way, each.lead_time, covers, joined(rests), " ".join(each.notes) or None)
        rows.append(row)
    said = ["Lead times of the current maps, added up along the chain."]
    if left := analysis.chains.count - len(rows):
        said.append(f"{plural(left, 'further chain')} not listed.")
    for ring in analysis.chains.rings:
        named = " → ".join(document.name(key) for key in (*ring, ring[0]))
        said.append(f"These start one another, so that the last start is left out: {named}.")
    return Table("Chains", COLUMNS, tuple(rows), " ".join(said))
