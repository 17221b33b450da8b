"""Every figure of a map with what it covers."""

from __future__ import annotations

from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.listing import draw_table
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.export.pptx.tables import Col, Grid
from vsmstudio.export.sentences import beside_the_headline, first_sentence
from vsmstudio.export.tables.figures import figures
from vsmstudio.export.tables.shown import blank
from vsmstudio.model.records import Map
from vsmstudio.notation import text


def draw_figures(stage: Stage, report: Report, held_map: Map) -> None:
    """A table of those that are known."""
    held = report.analysis.maps[held_map.id]
    table = figures(report.document, held)
    known = [at for at, value in enumerate(table.values("value")) if value is not None]
    unknown = [str(table.rows[at][0]) for at in range(len(table.rows)) if at not in known]
    title = f"Figures: {report.named(held_map)}"
    name = text.shorten(report.document.name(held_map.stream), 12, 377)
    notes = " ".join([f"As on the report's page of figures. {table.note}", *beside_the_headline(report.document, held)])
    slide = stage.slide(title, first_sentence(report.document, name, held_map, held), notes)
    cols = [
        Col("figure", 190, bold=True),
        Col("reads", 110, "", "right", bold=True),
        Col("coverage", 170, color="muted", write=blank, lines=1),
        Col("meaning", 400, color="muted", lines=2),
    ]
    grid = Grid(table.of_rows(known), cols, report.calendar, size=10)
    note = f"Not known yet: {', '.join(each[0].lower() + each[1:] for each in unknown)}." if unknown else ""
    draw_table(stage, slide, slide.top - 2, grid, title, notes, note)
