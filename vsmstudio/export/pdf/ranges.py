"""How sure the lead time is, where durations are ranges."""

from __future__ import annotations

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.analysis.simulation_result import Simulation
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.marks import share_bar
from vsmstudio.export.pdf.painter import draw
from vsmstudio.export.pdf.paper import LEFT, MIDDLE, RIGHT, SMALL, Paper, Piece
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.pdf.tiles import draw_tiles
from vsmstudio.export.sentences import Headline
from vsmstudio.export.tables.ranges import criticality, percentiles
from vsmstudio.export.tables.words import plural, spoken
from vsmstudio.model.durations import show
from vsmstudio.model.records import Map
from vsmstudio.notation import text
from vsmstudio.notation.time_axis import axis

_TALL = 104.0  # of the highest bar
_MEANING = {"P50": "half of the runs keep within it", "P85": "85 of 100 runs do", "P95": "95 of 100 runs do"}


def draw_range(paper: Paper, report: Report, held_map: Map) -> None:
    """P50, P85 and P95 with the histogram, and the steps that are critical at times; nothing where there is no range."""
    found = report.analysis.simulations.get(held_map.id)
    if found is None:
        return
    held = report.analysis.maps[held_map.id]
    title = f"Lead time range: {report.named(held_map)}"
    y = paper.open_page(title, _lead(report, held, found), level=1, outline="Lead time range")
    tiles = [Headline(show(value, report.calendar), name, _MEANING[name]) for name, value, _ in percentiles(found)]
    y = draw_tiles(paper, y + 2, tiles) + 20
    y = _histogram(paper, report, held, found, y) + 16
    basis = f"{found.basis}; {found.in_range[0]} of {plural(found.in_range[1], 'step')} with a range."
    notes = [basis, *(f"{note.rstrip('.')}." for note in found.notes)]
    if block := _sometimes(report, held_map, tuple(notes)):
        draw_blocks(paper, title, y, [block], movable=True)
    else:
        for note in notes:
            y = paper.flowing(note, y, title, "muted")


def _lead(report: Report, held: MapAnalysis, found: Simulation) -> str:
    calendar = report.calendar
    headline = held.figures.lead_time
    said = f"85 of 100 times it takes {spoken(found.p85, calendar)} or less"
    return f"{said}; the headline is {spoken(headline, calendar)}." if headline is not None else f"{said}."


def _histogram(paper: Paper, report: Report, held: MapAnalysis, found: Simulation, y: float) -> float:
    """Runs by lead time, with lines at the percentiles and at the headline; the y under it."""
    longest = max(found.high, held.figures.lead_time or 0.0)
    scale = MIDDLE / longest if longest > 0 else 0.0
    width = (found.high - found.low) / len(found.histogram)
    most = max(found.histogram)
    top, base = y + 38, y + 38 + _TALL
    for at, runs in enumerate(found.histogram):
        if runs:
            x, height = LEFT + (found.low + at * width) * scale, _TALL * runs / most
            paper.box(x, base - height, max(width * scale - 0.8, 1.2), height, fill="outline")
    marks = [(value, f"{name} {show(value, report.calendar)}", "accent") for name, value, _ in percentiles(found)]
    if held.figures.lead_time is not None:
        marks.append((held.figures.lead_time, f"headline {show(held.figures.lead_time, report.calendar)}", "critical"))
    _percentile_lines(paper, marks, scale, top, base)
    paper.canvas.saveState()
    paper.canvas.translate(0, paper.height)
    for shape in axis(report.calendar, longest, LEFT, scale, base):
        draw(paper, shape)
    paper.canvas.restoreState()
    paper.write(Piece(LEFT, base + 34, "Runs of the simulation by lead time", SMALL, "muted"))
    return base + 36


def _percentile_lines(paper: Paper, marks: list[tuple[float, str, str]], scale: float, top: float, base: float) -> None:
    """Lines with their words above, in rows so that no two touch."""
    rows = [0.0] * len(marks)
    placed = []
    for value, words, color in sorted(marks):
        x, wide = LEFT + value * scale, text.width(words, SMALL, True)
        left = min(max(x - wide / 2, LEFT), RIGHT - wide)
        row = next(at for at, end in enumerate(rows) if left > end)
        rows[row] = left + wide + 8
        baseline = top - 6 - row * 10
        paper.line(x, baseline + 3, x, base, color, 1.2)
        placed.append((left, baseline, wide, words, color))
    for left, baseline, wide, words, color in placed:  # over the lines, that none strikes through words
        paper.box(left - 2, baseline - SMALL, wide + 4, SMALL + 2, fill="sheet")
        paper.write(Piece(left, baseline, words, SMALL, color, bold=True))


def _sometimes(report: Report, held_map: Map, notes: tuple[str, ...]) -> Block | None:
    """The steps that are critical in some runs only."""
    table = criticality(report.document, report.analysis, [held_map.id])
    kept = [at for at, value in enumerate(table.values("index")) if isinstance(value, float) and 0 < value < 1]
    if not kept:
        return None
    cols = [
        Col("number", 30),
        Col("step", 250, bold=True),
        Col("index", 260, mark=lambda value: share_bar(value, 1.0, "accent")),
        Col("critical", 110, "On the critical path"),
    ]
    grid = Grid(table.of_rows(kept), spread(cols, MIDDLE), report.calendar)
    return Block(grid, "Critical in some runs only", notes=notes)
