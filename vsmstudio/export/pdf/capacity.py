"""What each step has to do, held against takt; then what each unit has to do over all maps."""

from __future__ import annotations

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.leads import capacity_sentence
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.joined import draw_section
from vsmstudio.export.pdf.marks import share_bar
from vsmstudio.export.pdf.painter import paint
from vsmstudio.export.pdf.paper import LEAD, LEFT, MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.pdf.tiles import draw_tiles
from vsmstudio.export.sentences import Headline
from vsmstudio.export.tables.capacity import OVER, capacity, units
from vsmstudio.export.tables.words import covered, money, percent
from vsmstudio.model.durations import number, show
from vsmstudio.model.records import Map
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Picture, Rect
from vsmstudio.notation.takt_chart import draw_takt_chart

_WIDE, _TALL = 940.0, 260.0  # pixels of the chart and of its bars before it is fitted to the page


def draw_capacity(paper: Paper, report: Report, held_map: Map) -> None:
    """Chart, figures and table of one map; nothing where no step can be held against takt."""
    held = report.analysis.maps[held_map.id]
    if held.capacity.highest_utilisation is None:
        return
    title = f"Capacity: {report.named(held_map)}"
    y = paper.open_page(title, capacity_sentence(report.document, held), level=1, outline="Capacity")
    y = draw_tiles(paper, y + 2, _tiles(report, held)) + 14
    chart = draw_takt_chart(report.document, held, _WIDE, height=_TALL)
    if chart is not None:
        room = Rect(LEFT, y, MIDDLE, paper.bottom - y)
        paint(paper, Picture((chart,), chart.area), room, most=MIDDLE / _WIDE)
    draw_blocks(paper, title, paper.continued(title), [_steps(report, held_map)])


def _tiles(report: Report, held: MapAnalysis) -> list[Headline]:
    figures, coverage = held.figures, held.coverage
    engagement = report.document.engagement
    share = held.capacity.highest_utilisation
    people = covered(coverage.labour_hours_per_year)
    hours = figures.labour_hours_per_year
    fte = number(figures.fte) if figures.fte is not None else "–"
    worked = f"{number(hours, 0)} h a year; {people}" if hours is not None else ""
    return [
        Headline(
            percent(share),
            "Highest utilisation",
            f"{covered(coverage.utilisation)} known",
            share is not None and share > engagement.bottleneck_threshold + 1e-9,
        ),
        Headline(show(figures.takt, report.calendar), "Takt", "available time ÷ demand"),
        Headline(fte, "Full-time equivalents", worked),
        Headline(
            money(figures.labour_cost_per_year, engagement.currency),
            "Labour cost a year",
            covered(coverage.labour_cost_per_year),
        ),
    ]


def _steps(report: Report, held_map: Map) -> Block:
    table = capacity(report.document, report.analysis, [held_map.id])
    cols = [
        Col("number", 30),
        Col("step", 150, bold=True),
        Col("performer", 100, color="muted"),
        Col("pt", 50, align="right"),
        Col("crew", 36, align="right", write=_plain),
        Col("visits", 42, align="right", write=_plain),
        Col("people", 42, align="right", write=_plain),
        Col("availability", 62, align="right"),
        Col("per_item", 70, align="right"),
        Col("utilisation", 60, align="right", bold=True),
        Col("says", 110, "", write=blank, color="critical"),
        Col("fte", 42, align="right", write=_plain),
    ]
    return Block(Grid(table, spread(cols, MIDDLE), report.calendar), notes=(table.note,))


def _plain(value: object) -> str:
    return number(value, 2) if isinstance(value, (int, float)) else "–"


def draw_units(paper: Paper, report: Report) -> None:
    """The load of each unit over all current maps; nothing where none is known."""
    table = units(report.document, report.analysis)
    loads = [value for value in table.values("load") if isinstance(value, float)]
    if not loads:
        return
    title = "Load of units"
    lead = _units_lead(table.rows[0][table.at("unit")], loads, table.values("says").count(OVER))
    longest = max(1.0, *loads)
    cols = [
        Col("unit", 150, bold=True),
        Col("side", 56, color="muted"),
        Col("people", 50, align="right"),
        Col("needed", 70, "Needed all the time", "right", write=_plain),
        Col("load", 150, mark=lambda value: share_bar(value, longest, "accent")),
        Col("says", 84, "", write=blank, color="critical"),
        Col("covers", 54),
        Col("steps", 240, color="muted"),
    ]
    draw_section(paper, title, lead, [Block(Grid(table, spread(cols, MIDDLE), report.calendar), notes=(table.note,))])


def _units_lead(first: object, loads: list[float], over: int) -> str:
    name = text.shorten(str(first), LEAD, MIDDLE / 2)
    if over:
        verb = "unit has" if over == 1 else "units have"
        return f"{over} {verb} more to do than people can: {name} most, with {percent(loads[0])}."
    return f"{name} has the highest load: its steps take {percent(loads[0])} of what its people can do."
