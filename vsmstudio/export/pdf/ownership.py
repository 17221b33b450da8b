"""Who owns what, over all streams and services."""

from __future__ import annotations

import math

from vsmstudio.analysis.matrix import NOBODY
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import LEAD, MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.people import ownership
from vsmstudio.export.tables.table import Cell, Table
from vsmstudio.export.tables.words import percent, plural
from vsmstudio.notation import text

STREAMS = 5  # columns of shares that fit beside each other
_FIXED = {"person", "gap", "unit", "side", "total", "n_streams", "n_steps", "n_services", "streams", "services"}


def draw_ownership(paper: Paper, report: Report) -> None:
    """People × streams with what each owns; nothing where there is nobody."""
    table = ownership(report.document, report.analysis)
    if not report.document.people or not any(table.values("total")):
        return
    title = "Who owns what"
    y = paper.open_page(title, _lead(table))
    shares = [column for column in table.columns if column.key not in _FIXED]
    count = max(1, math.ceil(len(shares) / STREAMS))
    size = math.ceil(len(shares) / count) or 1
    blocks = []
    for index in range(count):
        group = shares[index * size : (index + 1) * size]
        cols = [
            Col("person", 150, bold=True),
            Col("gap", 46, write=blank, color="gap", bold=True),
            Col("unit", 94, color="muted", write=blank),
            *([] if index else [Col("n_streams", 48, align="right", write=_count),
                                Col("n_steps", 44, align="right", write=_count),
                                Col("n_services", 50, align="right", write=_count)]),
            *(Col(each.key, 66, each.title, "right", write=_share) for each in group),
            *([] if index else [Col("services", 180, write=blank, color="muted")]),
        ]  # fmt: skip
        places = [table.at(each.key) for each in group]
        kept = [at for at, row in enumerate(table.rows) if not index or any(row[place] for place in places)]
        if not kept:
            continue
        heading = f"More streams ({index + 1} of {count})" if index else ""
        notes = () if index else (table.note,)
        blocks.append(Block(Grid(table.of_rows(kept), spread(cols, MIDDLE), report.calendar), heading, notes=notes))
    draw_blocks(paper, title, y, blocks)


def _lead(table: Table) -> str:
    counts = [(value, at) for at, value in enumerate(table.values("total")) if isinstance(value, int)]
    nobody = next((value for value, at in counts if table.ids[at] == NOBODY), 0)
    most, at = max(
        ((value, at) for value, at in counts if table.ids[at] != NOBODY), default=(0, 0), key=lambda each: each[0]
    )
    whole = sum(value for value, _ in counts)
    said = ""
    if most:
        name = text.shorten(str(table.rows[at][0]), LEAD, MIDDLE / 2)
        said = (
            f"{name} answers for {most} of {plural(whole, 'stream, step and service', 'streams, steps and services')}"
        )
    if not nobody:
        return f"{said}; everything has an owner."
    return f"{said}; nobody for {nobody}." if said else f"Nobody answers for any of {plural(whole, 'thing')}."


def _count(value: Cell) -> str:
    return str(value) if value else ""


def _share(value: Cell) -> str:
    return percent(value) if isinstance(value, (int, float)) else ""
