"""The figures of a map with what they mean and cover."""

from __future__ import annotations

from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report, the_lead_time
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.figures import figures
from vsmstudio.export.tables.words import UNKNOWN, percent
from vsmstudio.model.durations import number
from vsmstudio.model.records import Map


def draw_figures(paper: Paper, report: Report, held_map: Map) -> None:
    """A page with every figure, as people read it and as a plain number."""
    held = report.analysis.maps[held_map.id]
    title = f"Figures: {report.named(held_map)}"
    covered = held.figures.owner_coverage
    lead = "Every figure, what it means and how many steps it covers."
    if covered is not None:
        lead = f"Owners answer for {percent(covered)} of {the_lead_time(held)}. {lead}"
    y = paper.open_page(title, lead, level=1, outline="Figures")
    cols = [
        Col("figure", 168, bold=True),
        Col("reads", 72, "Value", "right", bold=True),
        Col(
            "value",
            58,
            "As a number",
            "right",
            color="muted",
            write=lambda value: UNKNOWN if value is None else _plain(value),
        ),
        Col("unit", 62, color="muted"),
        Col("coverage", 118, write=blank),
        Col("meaning", 318, color="muted"),
    ]
    grid = Grid(figures(report.document, held), spread(cols, MIDDLE), report.calendar)
    draw_blocks(paper, title, y, [Block(grid, notes=held.notes)])


def _plain(value: object) -> str:
    return number(value, 3 if abs(value) < 10 else 1) if isinstance(value, (int, float)) else str(value)
