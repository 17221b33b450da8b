"""Appendix: notes and ideas, so that none is lost that a map is too full to show whole."""

from __future__ import annotations

from vsmstudio.export.pdf.blocks import Block
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.joined import draw_section
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.tables.notes import notes
from vsmstudio.export.tables.words import plural
from vsmstudio.model.records import Note, NoteKind


def draw_notes(paper: Paper, report: Report) -> None:
    """Every note with what it is about; nothing where there is none."""
    table = notes(report.document)
    if not table.rows:
        return
    held = [report.document.the(Note, key) for key in table.ids]
    ideas = sum(note.kind is NoteKind.BURST for note in held)
    waiting = sum(note.parked and not note.done for note in held)
    said = [plural(ideas, "idea") if ideas else "", plural(len(held) - ideas, "note") if ideas < len(held) else ""]
    lead = " and ".join(each for each in said if each) + " were written down."
    if len(held) == 1:
        lead = lead.replace("were", "was")
    if waiting:
        lead += f" {plural(waiting, 'waits', 'wait')} in the parking lot."
    cols = [
        Col("kind", 86),
        Col("text", 270, lines=24),
        Col("about", 120),
        Col("stream", 100),
        Col("map", 90, color="muted"),
        Col("parked", 44),
        Col("done", 40),
        Col("by", 90, color="muted"),
    ]
    draw_section(
        paper, "Notes and ideas", lead, [Block(Grid(table, spread(cols, MIDDLE), report.calendar), notes=(table.note,))]
    )
