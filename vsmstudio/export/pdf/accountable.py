"""Who is accountable: the ownership matrix, in which gaps stand out, then the gaps with evidence and advice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from vsmstudio.export.leads import owners_sentence
from vsmstudio.export.pdf.blocks import Block, draw_blocks, least_height
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.marks import nobody_mark, ownership_mark, severity_mark
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.findings import owner_gaps
from vsmstudio.export.tables.owners import owners, person_columns, with_kinds
from vsmstudio.export.tables.table import Column, Table
from vsmstudio.model.records import Map

PEOPLE = 8  # columns of a matrix that fit beside each other
_FIXED = 352.0  # points for all its other columns
_KEY = "A dot is accountable, a framed row has nobody. Waits and delays count with the step that they lead to."


def draw_accountable(paper: Paper, report: Report, held_map: Map) -> None:
    """Two pages or more for one map."""
    name = report.named(held_map)
    gaps = owner_gaps(report.document, report.analysis, held_map.id)
    title = f"Who is accountable: {name}"
    y = paper.open_page(
        title, owners_sentence(report.analysis.maps[held_map.id], gaps), level=1, outline="Who is accountable"
    )
    matrix = _matrix(report, owners(report.document, report.analysis, [held_map.id]))
    told = [_gaps(report, gaps)] if gaps.rows else []
    if "findings" not in paper.options.left_out and y + least_height([*matrix, *told]) > paper.bottom:
        matrix[-1] = replace(matrix[-1], notes=_where(gaps))
        told = []
    draw_blocks(paper, title, y, [*matrix, *told])


def _where(gaps: Table) -> tuple[str, ...]:
    """Where the gaps stand with evidence and advice, if not on this page."""
    shorts = [str(each) for each in gaps.values("id") if each]
    return (f"What to do about the gaps stands among the findings: {', '.join(shorts)}.",) if shorts else ()


def _gaps(report: Report, gaps: Table) -> Block:
    cols = [
        Col("severity", 70, mark=severity_mark, write=blank),
        Col("message", 320, lines=10),
        Col("share", 60, align="right"),
        Col("recommendation", 260, color="muted", lines=10),
        Col("id", 30, "", "right", color="accent", bold=True, write=blank),
    ]
    return Block(Grid(gaps, spread(cols, MIDDLE), report.calendar, frame_flagged=False), "What to do about the gaps")


def _matrix(report: Report, matrix: Table) -> list[Block]:
    people = person_columns(matrix)
    count = max(1, math.ceil(len(people) / PEOPLE))
    size = math.ceil(len(people) / count)
    groups = [people[at : at + size] for at in range(0, len(people), size or 1)] or [()]
    matrix = with_kinds(matrix)
    blocks = []
    for index, group in enumerate(groups):
        width = (MIDDLE - _FIXED) / max(len(group), 6)
        beside = (6 - min(len(group), 6)) * width  # what fewer people leave free
        cols = [
            Col("number", 26, write=blank),
            Col("name", _FIXED - 174 + (beside if group else 0.0), bold=True),
            Col("gap", 56 + (0.0 if group else beside), "", mark=nobody_mark, write=blank),
            *(Col(each.key, width, align="center", mark=ownership_mark, write=lambda value: "") for each in group),
            Col("share", 46, align="right"),
            Col("where", 46, "", "right", color="muted"),
        ]
        rows = _rows_of(matrix, group, with_gaps=not index)
        heading = f"More owners ({index + 1} of {len(groups)})" if index else "Owners and what they answer for"
        above = "" if index else _KEY
        blocks.append(Block(Grid(rows, spread(cols, MIDDLE), report.calendar), heading, above))
    return blocks


def _rows_of(matrix: Table, people: Sequence[Column], with_gaps: bool) -> Table:
    """The rows that one of these people answers for, and on request those that nobody does."""
    places, gap = [matrix.at(each.key) for each in people], matrix.at("gap")
    kept = [
        index
        for index, row in enumerate(matrix.rows)
        if any(row[place] for place in places) or (with_gaps and row[gap])
    ]
    return matrix.of_rows(kept)
