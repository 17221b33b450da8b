"""Who is accountable: the gaps with evidence and advice, then the ownership matrix."""

from __future__ import annotations

import math
from dataclasses import replace

from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.marks import nobody_mark, ownership_mark, severity_mark
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables import Table, owner_gaps, owners
from vsmstudio.export.tables.owners import person_columns
from vsmstudio.export.tables.words import percent, plural
from vsmstudio.model.records import Map

PEOPLE = 8  # columns of a matrix that fit beside each other
_FIXED = 352.0  # points for all its other columns
_KEY = "A dot is accountable, a framed row has nobody. Waits and delays count with the step that they lead to."


def draw_accountable(paper: Paper, report: Report, held_map: Map) -> None:
    """Two pages or more for one map."""
    name = report.named(held_map)
    held = report.analysis.maps[held_map.id]
    gaps = owner_gaps(report.document, report.analysis, held_map.id)
    title = f"Who is accountable: {name}"
    y = paper.open_page(title, _lead(report, held_map, gaps), level=1, outline="Who is accountable")
    if not held.figures.steps:
        return
    blocks = [_gaps(report, gaps)] if gaps.rows else []
    matrix = owners(report.document, report.analysis, [held_map.id])
    draw_blocks(paper, title, y, [*blocks, *_matrix(report, matrix)])


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


def _gaps(report: Report, gaps: Table) -> Block:
    cols = [
        Col("severity", 70, mark=severity_mark, write=blank),
        Col("message", 320),
        Col("share", 60, align="right"),
        Col("recommendation", 260, color="muted"),
        Col("id", 30, "", "right", color="accent", bold=True, write=blank),
    ]
    return Block(Grid(gaps, spread(cols, MIDDLE), report.calendar, frame_flagged=False))


def _matrix(report: Report, matrix: Table) -> list[Block]:
    people = person_columns(matrix)
    matrix = _kinds_in_names(matrix)
    count = max(1, math.ceil(len(people) / PEOPLE))
    size = math.ceil(len(people) / count)
    groups = [people[at : at + size] for at in range(0, len(people), size or 1)] or [()]
    blocks = []
    for index, group in enumerate(groups):
        width = (MIDDLE - _FIXED) / max(len(group), 6)
        cols = [
            Col("number", 26, write=blank),
            Col("name", _FIXED - 174 + (6 - min(len(group), 6)) * width, bold=True),
            Col("gap", 56, "", mark=nobody_mark, write=blank),
            *(Col(each.key, width, align="center", mark=ownership_mark, write=lambda value: "") for each in group),
            Col("share", 46, align="right"),
            Col("where", 46, "", "right", color="muted"),
        ]
        heading = f"More owners ({index + 1} of {len(groups)})" if index else "Owners and what they answer for"
        above = "" if index else _KEY
        blocks.append(Block(Grid(matrix, spread(cols, MIDDLE), report.calendar), heading, above))
    return blocks


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
