"""The figures of a map with what they mean and cover."""

from __future__ import annotations

from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.summary import beside_the_headline
from vsmstudio.export.pdf.tabling import Col, draw_table, spread
from vsmstudio.export.tables import figures
from vsmstudio.export.tables.words import UNKNOWN, percent
from vsmstudio.model.durations import number
from vsmstudio.model.records import Map


def draw_figures(paper: Paper, report: Report, held_map: Map) -> None:
    """A page with every figure, as people read it and as a plain number."""
    held = report.analysis.maps[held_map.id]
    name = report.named(held_map)
    steps = held.figures.steps
    covered = held.figures.owner_coverage
    lead = NO_STEPS if not steps else "Every figure, what it means and how many steps it covers."
    if covered is not None:
        lead = f"Owners answer for {percent(covered)} of the lead time. {lead}"
    y = paper.open_page(f"Figures: {name}", lead, level=1, outline="Figures")
    cols = [
        Col("figure", 150, bold=True),
        Col("reads", 80, "Value", "right", bold=True),
        Col(
            "value",
            64,
            "Plain",
            "right",
            color="muted",
            write=lambda value: UNKNOWN if value is None else _plain(value),
        ),
        Col("unit", 56, color="muted"),
        Col("coverage", 110, write=lambda value: str(value or "")),
        Col("meaning", 300, color="muted"),
    ]
    y = draw_table(paper, figures(report.document, held), spread(cols, MIDDLE), y, f"Figures: {name}", report.calendar)
    for sentence in [*beside_the_headline(report, held), *held.notes]:
        y = paper.flowing(sentence, y + 4, f"Figures: {name}", "muted")


def _plain(value: object) -> str:
    return number(value, 3 if abs(value) < 10 else 1) if isinstance(value, (int, float)) else str(value)
