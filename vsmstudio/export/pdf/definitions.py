"""Appendix: what every figure means, how it is worked out, and where that comes from."""

from __future__ import annotations

from dataclasses import replace

from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.definitions import definitions

_TITLE = "Definitions and formulas"
_BLANK = "A blank is neither zero nor 100 %."


def draw_definitions(paper: Paper, report: Report) -> None:
    """One table, group by group; nothing where there is no map."""
    if not report.analysis.maps:
        return
    table = definitions()
    groups = table.values("group")
    once = [each if at == 0 or each != groups[at - 1] else None for at, each in enumerate(groups)]
    rows = tuple((first, *row[1:]) for first, row in zip(once, table.rows, strict=True))
    y = paper.open_page(_TITLE, f"{table.note} {_BLANK}")
    cols = [
        Col("group", 84, "", bold=True, color="accent", write=blank),
        Col("term", 160, bold=True),
        Col("meaning", 410),
        Col("source", 120, color="muted", write=blank),
    ]
    grid = Grid(replace(table, rows=rows), spread(cols, MIDDLE), report.calendar)
    draw_blocks(paper, _TITLE, y, [Block(grid)])
