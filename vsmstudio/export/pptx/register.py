"""The findings register: id, severity, evidence, recommendation, who is to act, by when."""

from __future__ import annotations

from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.listing import draw_table
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.export.pptx.tables import Col, Grid, severity_color, severity_words
from vsmstudio.export.tables.findings import findings
from vsmstudio.export.tables.shown import blank
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import day, plural

MOST = 60  # findings that a deck lists; all of them stand in report and workbook


def draw_register(stage: Stage, report: Report) -> None:
    """Today's findings by rank; what is left out is counted."""
    table = findings(report.document, report.analysis)
    today = [at for at, state in enumerate(table.values("state")) if state == "current"]
    if not today:
        return
    severities = [table.values("severity")[at] for at in today]
    counted = [(severities.count(each), each) for each in ("critical", "high", "medium", "low")]
    said = ", ".join(f"{count} {each}" for count, each in counted if count)
    title = "Findings"
    slide = stage.slide(title, f"{plural(len(today), 'finding')}: {said}.", table.note)
    cols = [
        Col("id", 38, color="accent", bold=True),
        Col("severity", 76, bold=True, write=severity_words, role=severity_color),
        Col("message", 300, lines=4),
        Col("recommendation", 240, color="muted", lines=4),
        Col("owner", 130, write=lambda value: str(value or "◆ Nobody"), role=_owner, lines=2),
        Col("due", 96, write=_due, color="muted"),
    ]
    left = len(today) - MOST
    note = (
        f"{plural(left, 'finding')} of lower rank stand in the report's register and in the workbook."
        if left > 0
        else ""
    )
    future = sum(state == "future" for state in table.values("state"))
    if future:
        note = f"{note} {plural(future, 'finding')} of future maps stand in the report.".strip()
    grid = Grid(table.of_rows(today[:MOST]), cols, report.calendar, size=10)
    draw_table(stage, slide, slide.top - 2, grid, title, table.note, note)


def _owner(value: Cell) -> str:
    return "ink" if value else "gap"


def _due(value: Cell) -> str:
    return blank(value) if isinstance(value, str) or value is None else day(value)  # type: ignore[arg-type]
