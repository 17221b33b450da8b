"""Appendix: the findings that the room decided to live with."""

from __future__ import annotations

from vsmstudio.export.pdf.blocks import Block
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.joined import draw_section
from vsmstudio.export.pdf.marks import severity_mark
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.accepted import accepted
from vsmstudio.export.tables.words import plural


def draw_accepted(paper: Paper, report: Report) -> None:
    """Every acceptance with who, why and until when; nothing where there is none."""
    table = accepted(report.document, report.analysis)
    if not table.rows:
        return
    holds = len(table.rows) - len(table.flagged)
    lead = (
        f"{plural(holds, 'finding was', 'findings were')} accepted and {'counts' if holds == 1 else 'count'} no more."
    )
    if table.flagged:
        lead += f" {plural(len(table.flagged), 'acceptance')} lapsed."
    cols = [
        Col("id", 30, color="accent", bold=True),
        Col("standing", 60),
        Col("severity", 66, mark=severity_mark),
        Col("message", 210, lines=24),
        Col("why", 190, lines=24),
        Col("by", 100),
        Col("since", 86, color="muted"),
        Col("until", 86),
        Col("rule", 90, size=7.5, color="muted", write=blank),
    ]
    draw_section(
        paper,
        "Accepted findings",
        lead,
        [Block(Grid(table, spread(cols, MIDDLE), report.calendar), notes=(table.note,))],
    )
