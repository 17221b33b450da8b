"""The critical path: where the time goes, what could slip without harm, and what else can happen."""

from __future__ import annotations

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.leads import path_sentence
from vsmstudio.export.pdf.blocks import Block, draw_blocks, least_height
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.painter import paint
from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, Paper, paragraph_height
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.tables.path import path, scenarios
from vsmstudio.export.tables.steps import steps
from vsmstudio.export.tables.table import Cell, Table
from vsmstudio.export.tables.ways import critical_paths
from vsmstudio.export.tables.words import REWORK
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind, Map
from vsmstudio.notation.shapes import Picture, Rect
from vsmstudio.notation.waterfall import Answer, waterfall

SCALE = 0.75  # points per pixel: names of 12 px print at 9 pt


def draw_critical_path(paper: Paper, report: Report, held_map: Map) -> None:
    """The path as a waterfall, the steps beside it and their slack, alternatives, equal paths, rework."""
    held = report.analysis.maps[held_map.id]
    title = f"Critical path: {report.named(held_map)}"
    y = paper.open_page(title, path_sentence(report.document, held), level=1, outline="Critical path")
    if not held.path:
        return
    blocks = [
        block for block in (_beside(report, held_map), _alternatives(report, held), _ties(report, held_map)) if block
    ]
    table = path(report.document, report.analysis, [held_map.id])
    note = table.note
    if any(flow.kind is FlowKind.REWORK for flow in report.document.flows(held_map.id)):
        note = f"{note} {REWORK[report.document.engagement.rework]}".strip()
    under = (paragraph_height(note, MIDDLE, BODY) + 4 if note else 0.0) + least_height(blocks)
    y = _waterfall(paper, report, held, table, y, under)
    if note:
        y = paper.flowing(note, y + 2, title, "muted")
    draw_blocks(paper, title, y + 14, blocks, movable=True)


def _waterfall(paper: Paper, report: Report, held: MapAnalysis, table: Table, y: float, under: float) -> float:
    """The path as a waterfall, over further pages where it is long; the y under it.

    On one page it leaves `under` free beneath it, if its rows can be as low as that.
    """
    answers = _answers(table)
    width, room = MIDDLE / SCALE, (paper.bottom - y) / SCALE
    parts = waterfall(report.document, held, width, room - under / SCALE, answers)
    if len(parts) > 1:
        parts = waterfall(report.document, held, width, room, answers)
    for number, element in enumerate(parts):
        if number:
            y = paper.continued(f"Critical path: {report.named(report.document.the(Map, held.map))}")
        area = element.area
        paint(paper, Picture((element,), area), Rect(LEFT, y, MIDDLE, area.height * SCALE), most=SCALE)
        y += area.height * SCALE
    return y


def _answers(table: Table) -> dict[Id, Answer]:
    """Who answers for each node; a step that nobody does is a gap, also where its time is unknown."""
    cells = zip(table.ids, table.values("kind"), table.values("owner"), table.values("owned"), strict=True)
    gaps = {
        key: at in table.flagged or (kind == "step" and owned == "no") for at, (key, kind, _, owned) in enumerate(cells)
    }
    owners = dict(zip(table.ids, table.values("owner"), strict=True))
    return {key: Answer(str(owners[key] or ("Nobody" if gap else "")), gap) for key, gap in gaps.items()}


def _beside(report: Report, held_map: Map) -> Block | None:
    """Steps off the path, with how much they could take longer before they delay the whole."""
    table = steps(report.document, report.analysis, [held_map.id])
    off = [index for index, critical in enumerate(table.values("critical")) if critical != "yes"]
    if not off:
        return None
    cols = [
        Col("number", 30),
        Col("step", 260, bold=True),
        Col("pt", 70, align="right"),
        Col("lt", 70, align="right"),
        Col("slack", 90, "Slack: can slip by", align="right", bold=True),
        Col("owner", 220, write=_or_nobody),
    ]
    grid = Grid(table.of_rows(off), spread(cols, MIDDLE), report.calendar, frame_flagged=False)
    return Block(grid, "Beside the path")


def _alternatives(report: Report, held: MapAnalysis) -> Block | None:
    if len(held.scenarios) < 2:
        return None
    table = scenarios(report.document, held)
    cols = [
        Col("probability", 60, align="right"),
        Col("lead_time", 60, align="right", bold=True),
        Col("way", 630, size=8, lines=24),
    ]
    grid = Grid(table, spread(cols, MIDDLE), report.calendar)
    return Block(grid, "Alternatives", notes=(table.note,) if table.note else ())


def _ties(report: Report, held_map: Map) -> Block | None:
    if report.analysis.maps[held_map.id].critical_path_count < 2:
        return None
    table = critical_paths(report.document, report.analysis, [held_map.id])
    table = table.of_rows(range(1, len(table.rows)))  # the first one stands above, node by node
    cols = [Col("order", 40, align="right"), Col("way", 710, size=8, lines=24)]
    return Block(Grid(table, spread(cols, MIDDLE), report.calendar), "Other paths, as long as the one above")


def _or_nobody(owner: Cell) -> str:
    return "Nobody" if owner is None else str(owner)
