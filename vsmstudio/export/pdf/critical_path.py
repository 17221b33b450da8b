"""The critical path: where the time goes, what could slip without harm, and what else can happen."""

from __future__ import annotations

from dataclasses import replace

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.paper import BODY, MIDDLE, Paper, Piece
from vsmstudio.export.pdf.tabling import GAP, PAD, Col, Mark, draw_table, height_of, spread
from vsmstudio.export.tables import Cell, Table, path, scenarios, steps
from vsmstudio.export.tables.words import REWORK, percent, plural
from vsmstudio.model.records import FlowKind, Map
from vsmstudio.notation.text import cap_height


def draw_critical_path(paper: Paper, report: Report, held_map: Map) -> None:
    """The path's table with a bar for each part, the steps beside it and their slack, alternatives, rework."""
    held = report.analysis.maps[held_map.id]
    title = f"Critical path: {report.named(held_map)}"
    y = paper.open_page(title, _lead(report, held), level=1, outline="Critical path")
    if not held.path:
        return
    table = _without_endpoints(path(report.document, report.analysis, [held_map.id]))
    longest = max((share for share in table.values("share") if isinstance(share, float)), default=1.0) or 1.0
    cols = [
        Col("number", 30),
        Col("node", 170, bold=True),
        Col("adds", 62, align="right"),
        Col("share", 130, mark=lambda value: _bar(value, longest)),
        Col("cumulative", 66, align="right", color="muted"),
        Col("pt", 58, align="right"),
        Col("owner", 160, write=lambda value: "Nobody" if value is None else str(value)),
    ]
    y = draw_table(paper, table.only(*(col.key for col in cols)), spread(cols, MIDDLE), y, title, report.calendar)
    y = paper.flowing(table.note, y + 4, title, "muted")
    y = _off_path(paper, report, held_map, y, title)
    if len(held.scenarios) > 1:
        table = scenarios(report.document, held)
        cols = [Col("probability", 70, align="right"), Col("lead_time", 80, align="right", bold=True), Col("way", 600)]
        cols = spread(cols, MIDDLE)
        room = 40 + height_of(table, cols, report.calendar)
        y = paper.heading("Alternatives", y + 10, title, room if room < 300 else 80)
        y = draw_table(paper, table, cols, y, title, report.calendar)
        if table.note:
            y = paper.flowing(table.note, y + 4, title, "muted")
    if any(flow.kind is FlowKind.REWORK for flow in report.document.flows(held_map.id)):
        paper.flowing(REWORK[report.document.engagement.rework], y + 6, title, "muted")


def _without_endpoints(table: Table) -> Table:
    """The path's steps and queues; endpoints only where a delay leads to them."""
    kept = [
        index
        for index, (kind, adds) in enumerate(zip(table.values("kind"), table.values("adds"), strict=True))
        if kind != "endpoint" or adds
    ]
    flagged = frozenset(kept.index(index) for index in table.flagged if index in kept)
    return replace(table, rows=tuple(table.rows[index] for index in kept), flagged=flagged)


def _lead(report: Report, held: MapAnalysis) -> str:
    if not held.figures.steps:
        return NO_STEPS
    if not held.path:
        return "No way leads from a start to an end yet. Connect the steps, and the critical path appears here."
    shares = [(part.adds or 0.0) + part.delay for part in held.path]
    total = held.figures.lead_time
    several = f" {plural(held.critical_path_count, 'path')} are equally long." if held.critical_path_count > 1 else ""
    if not total:
        return f"The path is known, its times are not yet.{several}"
    index = max(range(len(shares)), key=lambda at: shares[at])
    name = report.document.name(held.path[index].node)
    return f"{name} alone takes {percent(shares[index] / total)} of the lead time.{several}"


def _off_path(paper: Paper, report: Report, held_map: Map, y: float, title: str) -> float:
    """Steps off the path, with how much they could take longer before they delay the whole."""
    table = steps(report.document, report.analysis, [held_map.id])
    off = [index for index, critical in enumerate(table.values("critical")) if critical != "yes"]
    if not off:
        return y

    table = replace(table, rows=tuple(table.rows[index] for index in off), flagged=frozenset(), note="")
    y = paper.heading("Beside the path", y + 10, title, 70)
    cols = [
        Col("number", 30),
        Col("step", 260, bold=True),
        Col("pt", 70, align="right"),
        Col("lt", 70, align="right"),
        Col("slack", 90, "Slack: can slip by", align="right", bold=True),
        Col("owner", 220, write=lambda value: "Nobody" if value is None else str(value)),
    ]
    return draw_table(paper, table.only(*(col.key for col in cols)), spread(cols, MIDDLE), y, title, report.calendar)


def _bar(value: Cell, longest: float) -> Mark | None:
    if not isinstance(value, (int, float)):
        return None

    def mark(paper: Paper, x: float, y: float, width: float, _height: float) -> None:
        baseline = y + GAP + BODY * 0.98
        cy, room = baseline - cap_height(BODY) / 2, width - 2 * PAD - 34
        paper.write(Piece(x + PAD + 28, baseline, percent(value), BODY, align="right"))
        if value > 0:
            paper.box(x + PAD + 34, cy - 3.5, max(room * value / longest, 0.8), 7, fill="critical", radius=0)

    return mark
