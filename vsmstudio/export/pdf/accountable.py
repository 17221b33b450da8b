"""Who is accountable: the gaps with evidence and advice, then the ownership matrix."""

from __future__ import annotations

import math
from dataclasses import replace

from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.marks import nobody_mark, ownership_mark, severity_mark
from vsmstudio.export.pdf.paper import LEFT, MIDDLE, SMALL, Paper
from vsmstudio.export.pdf.tabling import Col, draw_table, spread
from vsmstudio.export.tables import Table, owner_gaps, owners
from vsmstudio.export.tables.owners import person_columns
from vsmstudio.export.tables.words import percent, plural
from vsmstudio.model.records import Map

PEOPLE = 8  # columns of a matrix that fit beside each other
_FIXED = 352.0  # points for all its other columns


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
    matrix = _kinds_in_names(matrix)
    count = max(1, math.ceil(len(people) / PEOPLE))
    size = math.ceil(len(people) / count)
    groups = [people[at : at + size] for at in range(0, len(people), size or 1)] or [()]
    for index, group in enumerate(groups):
        if index:
            y = paper.heading(f"More owners ({index + 1} of {len(groups)})", y + 14, title, 90)
        width = (MIDDLE - _FIXED) / max(len(group), 6)
        cols = [
            Col("number", 26, write=lambda value: str(value or "")),
            Col("name", _FIXED - 174 + (6 - min(len(group), 6)) * width, bold=True),
            Col("gap", 56, "", mark=nobody_mark, write=lambda value: ""),
            *(Col(each.key, width, align="center", mark=ownership_mark, write=lambda value: "") for each in group),
            Col(
                "share",
                46,
                align="right",
                write=lambda value: percent(value) if isinstance(value, (int, float)) else "",
            ),
            Col("where", 46, "", "right", color="muted"),
        ]
        y = draw_table(paper, matrix, spread(cols, MIDDLE), y, title, report.calendar)
    return y


def _kinds_in_names(matrix: Table) -> Table:
    """Services named with their kind: `Claims portal (customer-facing)`."""
    name, kind = matrix.at("name"), matrix.at("kind")
    rows = []
    for row in matrix.rows:
        cells = list(row)
        if cells[kind] != "step":
            cells[name] = f"{cells[name]} ({str(cells[kind]).removesuffix(' service')})"
        rows.append(tuple(cells))
    return replace(matrix, rows=tuple(rows))
