"""The critical path: where the time goes, what could slip without harm, and what else can happen."""

from __future__ import annotations

from dataclasses import replace

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report, the_lead_time
from vsmstudio.export.pdf.marks import share_bar
from vsmstudio.export.pdf.paper import LEAD, MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.tables.path import path, scenarios
from vsmstudio.export.tables.steps import steps
from vsmstudio.export.tables.table import Cell, Table
from vsmstudio.export.tables.ways import critical_paths
from vsmstudio.export.tables.words import REWORK, percent, plural
from vsmstudio.model.records import FlowKind, Map
from vsmstudio.notation import text


def draw_critical_path(paper: Paper, report: Report, held_map: Map) -> None:
    """The path's table with a bar for each part, the steps beside it and their slack, alternatives, equal paths, rework."""
    held = report.analysis.maps[held_map.id]
    title = f"Critical path: {report.named(held_map)}"
    y = paper.open_page(title, _lead(report, held), level=1, outline="Critical path")
    if not held.path:
        return
    blocks = [_path(report, held_map)]
    if beside := _beside(report, held_map):
        blocks.append(beside)
    if len(held.scenarios) > 1:
        blocks.append(_alternatives(report, held))
    if held.critical_path_count > 1:
        blocks.append(_ties(report, held_map))
    if any(flow.kind is FlowKind.REWORK for flow in report.document.flows(held_map.id)):
        rework = REWORK[report.document.engagement.rework]
        blocks[-1] = replace(blocks[-1], notes=(*blocks[-1].notes, rework))
    draw_blocks(paper, title, y, blocks)


def _path(report: Report, held_map: Map) -> Block:
    table = _without_endpoints(path(report.document, report.analysis, [held_map.id]))
    longest = max((share for share in table.values("share") if isinstance(share, float)), default=1.0) or 1.0
    cols = [
        Col("number", 30),
        Col("node", 170, "Step or queue", bold=True),
        Col("adds", 62, align="right"),
        Col("share", 130, mark=lambda value: share_bar(value, longest)),
        Col("cumulative", 66, align="right", color="muted"),
        Col("pt", 58, align="right"),
        Col("owner", 160, write=_or_nobody),
    ]
    return Block(Grid(table, spread(cols, MIDDLE), report.calendar), notes=(table.note,) if table.note else ())


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


def _alternatives(report: Report, held: MapAnalysis) -> Block:
    table = scenarios(report.document, held)
    cols = [
        Col("probability", 60, align="right"),
        Col("lead_time", 60, align="right", bold=True),
        Col("way", 630, lines=24),
    ]
    grid = Grid(table, spread(cols, MIDDLE), report.calendar)
    return Block(grid, "Alternatives", notes=(table.note,) if table.note else ())


def _ties(report: Report, held_map: Map) -> Block:
    table = critical_paths(report.document, report.analysis, [held_map.id])
    table = table.of_rows(range(1, len(table.rows)))  # the first one stands above, node by node
    cols = [Col("order", 40, align="right"), Col("way", 710, lines=24)]
    return Block(Grid(table, spread(cols, MIDDLE), report.calendar), "Other paths, as long as the one above")


def _or_nobody(owner: Cell) -> str:
    return "Nobody" if owner is None else str(owner)


def _without_endpoints(table: Table) -> Table:
    """The path's steps and queues; endpoints only where a delay leads to them."""
    kept = [
        index
        for index, (kind, adds) in enumerate(zip(table.values("kind"), table.values("adds"), strict=True))
        if kind != "endpoint" or adds
    ]
    return table.of_rows(kept)


def _lead(report: Report, held: MapAnalysis) -> str:
    if not held.path:
        return "No way leads from a start to an end yet. Connect the steps, and the critical path appears here."
    shares = [(part.adds or 0.0) + part.delay for part in held.path]
    total = held.figures.lead_time
    several = f" {plural(held.critical_path_count, 'path')} are equally long." if held.critical_path_count > 1 else ""
    if not total:
        return f"The path is known, its times are not yet.{several}"
    index = max(range(len(shares)), key=lambda at: shares[at])
    name = text.shorten(report.document.name(held.path[index].node), LEAD, MIDDLE / 2)
    if len(held.path) == 1:
        return f"{name} takes all of {the_lead_time(held)}.{several}"
    return f"{name} alone takes {percent(shares[index] / total)} of {the_lead_time(held)}.{several}"
