"""Who is accountable for each step and service; rows where nobody is stand out by their ground, a mark and words."""

from __future__ import annotations

from dataclasses import replace

from vsmstudio.export.leads import owners_sentence
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import LOOSE
from vsmstudio.export.pptx.listing import draw_table
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.export.pptx.tables import PAD, Col, Grid
from vsmstudio.export.tables.findings import owner_gaps
from vsmstudio.export.tables.owners import ACCOUNTABLE, NOBODY, owners, person_columns, with_kinds
from vsmstudio.export.tables.shown import blank
from vsmstudio.export.tables.table import Cell, Column, Table
from vsmstudio.model.records import Map
from vsmstudio.notation import text

PEOPLE = 7  # columns of a matrix that fit beside each other


def draw_accountable(stage: Stage, report: Report, held_map: Map) -> None:
    """The matrix of one map; with many people a list of who owns what."""
    matrix = owners(report.document, report.analysis, [held_map.id])
    if not matrix.rows:
        return
    gaps = owner_gaps(report.document, report.analysis, held_map.id)
    title = f"Who is accountable: {report.named(held_map)}"
    slide = stage.slide(title, owners_sentence(report.analysis.maps[held_map.id], gaps), matrix.note)
    people = person_columns(matrix)
    cols = [Col("number", 30, "", write=blank), Col("name", 200, bold=True, lines=2)]
    width = 430 / max(len(people), 4)
    if len(people) <= PEOPLE and _fit(people, width):
        shown = with_kinds(matrix)
        cols += [Col("gap", 66, "", bold=True, color="gap", write=blank)]
        cols += [Col(each.key, width, align="center", write=_mark, role=_tone, lines=2) for each in people]
    else:
        shown = _listed(matrix, people)
        cols += [Col("kind", 140, color="muted"), Col("owner", 310, "Accountable", role=_tone, lines=2)]
    cols += [Col("share", 66, align="right"), Col("where", 60, "", "right", color="muted")]
    draw_table(stage, slide, slide.top - 2, Grid(shown, cols, report.calendar, size=10), title, matrix.note)


def _mark(value: Cell) -> str:
    return "" if value is None else str(value)


def _tone(value: Cell) -> str:
    return "accent" if value == ACCOUNTABLE else "gap" if str(value or "").startswith(("◆", "○")) else "ink"


def _fit(people: tuple[Column, ...], width: float) -> bool:
    """Do the longest words of what people are called stand in columns of a width?"""
    words = [word for each in people for word in each.title.split()]
    return all(text.width(word, 9, True) * LOOSE <= width - 2 * PAD for word in words)


def _listed(matrix: Table, people: tuple[Column, ...]) -> Table:
    """The matrix with one column that names the owner, where people are too many to stand beside each other."""
    places = [(matrix.at(each.key), each.title) for each in people]
    rows = []
    for row in matrix.rows:
        held = next(((row[at], title) for at, title in places if row[at]), None)
        mark = str(held[0]).removeprefix(ACCOUNTABLE).strip() if held else ""
        rows.append((*row, f"{mark}: {held[1]}" if held and mark else held[1] if held else NOBODY))
    return replace(matrix, columns=(*matrix.columns, Column("owner", "Accountable")), rows=tuple(rows))
