"""Streams that start one another: how long the whole takes."""

from __future__ import annotations

from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import LEAD, MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables import chains
from vsmstudio.export.tables.words import spoken
from vsmstudio.notation import text


def draw_chains(paper: Paper, report: Report) -> None:
    """The chains with what they rest on; nothing where no stream starts another."""
    table = chains(report.document, report.analysis)
    if not table.rows:
        return
    longest = max(report.analysis.chains.listed, key=lambda each: each.lead_time or 0.0)
    names = " → ".join(report.document.name(key) for key in longest.streams)
    named = text.shorten(names, LEAD, MIDDLE * 0.7)
    lead = f"{named}: how long the whole takes is not known yet."
    if longest.lead_time is not None:
        least = "at least " if longest.covers[0] < longest.covers[1] else ""
        lead = f"{named} takes {least}{spoken(longest.lead_time, report.calendar)} from end to end."
    y = paper.open_page("From stream to stream", lead)
    cols = [
        Col("order", 28, align="right"),
        Col("chain", 270, bold=True, lines=12),
        Col("lead_time", 66, align="right", bold=True),
        Col("covers", 80, color="muted"),
        Col("services", 170),
        Col("notes", 160, color="muted", write=blank, lines=12),
    ]
    draw_blocks(
        paper,
        "From stream to stream",
        y,
        [Block(Grid(table, spread(cols, MIDDLE), report.calendar), notes=(table.note,))],
    )
