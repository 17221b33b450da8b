"""Who is accountable: the gaps with evidence and advice, then the ownership matrix."""

from __future__ import annotations

from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.marks import nobody_mark, ownership_mark, severity_mark
from vsmstudio.export.pdf.paper import LEFT, MIDDLE, SMALL, Paper
from vsmstudio.export.pdf.tabling import Col, draw_table, spread
from vsmstudio.export.tables import Table, owner_gaps, owners
from vsmstudio.export.tables.owners import person_columns
from vsmstudio.export.tables.words import percent, plural
from vsmstudio.model.records import Map

PEOPLE = 7  # columns of a matrix that fit beside each other


def draw_accountable(paper: Paper, report: Report, held_map: Map) -> None:
    """Two pages or more for one map."""
    name = report.named(held_map)
    held = report.analysis.maps[held_map.id]
    gaps = owner_gaps(report.document, report.analysis, held_map.id)
    title = f"Who is accountable: {name}"
    y = paper.open_page(title, _lead(report, held_map, gaps), level=1, outline="Who is accountable")
    if not held.figures.steps:
        return
    if gaps.rows:
        y = _draw_gaps(paper, report, gaps, y, title)
    matrix = owners(report.document, report.analysis, [held_map.id])
    y = paper.heading("Owners and what they answer for", y + 16 if gaps.rows else y, title, 90)
    words = "A dot is accountable, a framed row has nobody. Waits and delays count with the step that they lead to."
    y = paper.paragraph(LEFT, y - 2, MIDDLE, words, SMALL, "muted")
    _draw_matrix(paper, report, matrix, y, title)


def _lead(report: Report, held_map: Map, gaps: Table) -> str:
    held = report.analysis.maps[held_map.id]
    if not held.figures.steps:
        return NO_STEPS
    covered = held.figures.owner_coverage
    if not gaps.rows:
        return "Every step on the critical path has an accountable owner."
    said = f"{plural(len(gaps.rows), 'gap')} in accountability."
    if covered is not None and covered < 1 - 1e-9:
        said += f" Nobody answers for {percent(1 - covered)} of the lead time."
    return said


def _draw_gaps(paper: Paper, report: Report, gaps: Table, y: float, title: str) -> float:
    cols = [
        Col("severity", 70, mark=severity_mark, write=lambda value: str(value or "")),
        Col("message", 280),
        Col("evidence", 160, color="muted", write=lambda value: str(value or "")),
        Col("recommendation", 200),
        Col("id", 30, "", "right", color="accent", bold=True, write=lambda value: str(value or "")),
    ]
    wide = spread(cols, MIDDLE)
    return draw_table(paper, gaps, wide, y, title, report.calendar, frame_flagged=False)


def _draw_matrix(paper: Paper, report: Report, matrix: Table, y: float, title: str) -> float:
    people = person_columns(matrix)
    groups = [people[at : at + PEOPLE] for at in range(0, len(people), PEOPLE)] or [()]
    for index, group in enumerate(groups):
        if index:
            y = paper.heading(f"More owners ({index + 1} of {len(groups)})", y + 14, title, 90)
        cols = [
            Col("number", 26, write=lambda value: str(value or "")),
            Col("name", 176, bold=True),
            Col("kind", 116, color="muted"),
            Col("gap", 62, "", mark=nobody_mark, write=lambda value: ""),
            *(Col(person.key, 62, align="center", mark=ownership_mark, write=lambda value: "") for person in group),
            Col(
                "share",
                50,
                align="right",
                write=lambda value: percent(value) if isinstance(value, (int, float)) else "",
            ),
            Col("where", 46, "", "right", color="muted"),
        ]
        y = draw_table(paper, matrix, spread(cols, MIDDLE), y, title, report.calendar)
    return y
