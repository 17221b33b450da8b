"""Current and future on one time scale, with what differs and what became of each step."""

from __future__ import annotations

from dataclasses import replace

from vsmstudio.analysis.comparison import Comparison, Judged, compare
from vsmstudio.export.leads import compared_sentence
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.painter import paint
from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, Paper, Piece
from vsmstudio.export.pdf.tabling import PAD, Col, Grid, Mark, blank, spread
from vsmstudio.export.pdf.tiles import draw_tiles
from vsmstudio.export.sentences import comparison_headlines
from vsmstudio.export.tables.compared import deltas, difference_words, judged_words, step_changes, value_words
from vsmstudio.export.tables.table import Cell, Column, Table
from vsmstudio.export.tables.words import percent
from vsmstudio.model.records import Map
from vsmstudio.notation.shapes import Element, Picture, Rect, Words
from vsmstudio.notation.two_timelines import two_timelines

_WIDE = 900.0  # pixels that the timelines are drawn in before they are fitted to the page
_COLORS = {"better": "good", "worse": "critical"}


def draw_comparison(paper: Paper, report: Report, before: Map, after: Map) -> None:
    """Timelines and large figures, then the table of differences, then the steps."""
    comparison = compare(report.document, report.analysis, before.id, after.id)
    title = f"{before.name} and {after.name}: {report.document.name(before.stream)}"
    y = paper.open_page(title, compared_sentence(report.document, comparison, before, after))
    y = draw_tiles(paper, y + 2, comparison_headlines(report.document, comparison)) + 18
    drawn = two_timelines(report.document, report.analysis, comparison, _WIDE)
    area = _with_words(drawn)
    paint(paper, Picture((drawn,), area), Rect(LEFT, y, MIDDLE, paper.bottom - y), most=MIDDLE / area.width)
    title = f"What differs: {before.name} and {after.name}"
    y = paper.open_page(title, _judged(comparison), level=1)
    notes = tuple(f"{note.rstrip('.')}." for note in comparison.notes)
    draw_blocks(paper, title, y, [_figures(report, comparison, before, after, notes)])
    steps = step_changes(report.document, [comparison])
    if steps.rows:
        title = f"What becomes of each step: {before.name} and {after.name}"
        y = paper.open_page(title, _fates(comparison), level=1)
        draw_blocks(paper, title, y, [_steps(report, steps)])


def _with_words(drawn: Element) -> Rect:
    """The area of a drawing, as wide as its longest words reach."""
    right = max([drawn.area.right, *(each.left + each.width for each in drawn.shapes if isinstance(each, Words))])
    return drawn.area._replace(width=right - drawn.area.x)


def _judged(comparison: Comparison) -> str:
    better = sum(each.judged is Judged.BETTER for each in comparison.deltas)
    worse = sum(each.judged is Judged.WORSE for each in comparison.deltas)
    return f"{better} of {len(comparison.deltas)} figures get better, {worse} worse."


def _fates(comparison: Comparison) -> str:
    counts: dict[str, int] = {}
    for each in comparison.steps:
        counts[each.fate.value] = counts.get(each.fate.value, 0) + max(len(each.before), len(each.after))
    return f"Steps: {', '.join(f'{count} {fate}' for fate, count in counts.items())}."


def _figures(report: Report, comparison: Comparison, before: Map, after: Map, notes: tuple[str, ...]) -> Block:
    table = deltas(report.document, [comparison])
    calendar, currency = report.calendar, report.document.engagement.currency
    rows = tuple(
        (
            delta.title,
            value_words(delta.before, delta, calendar, currency),
            value_words(delta.after, delta, calendar, currency),
            difference_words(delta, calendar, currency),
            _signed(delta.change),
            judged_words(delta),
            covers,
        )
        for delta, covers in zip(comparison.deltas, table.values("covers"), strict=True)
    )
    keys = ("figure", "before", "after", "difference", "change", "judged", "covers")
    shown = replace(table, columns=tuple(Column(key, key.capitalize()) for key in keys), rows=rows)
    cols = [
        Col("figure", 170, bold=True),
        Col("before", 110, before.name, "right"),
        Col("after", 110, after.name, "right", bold=True),
        Col("difference", 110, align="right"),
        Col("change", 60, align="right"),
        Col("judged", 90, "", mark=judgement),
        Col("covers", 150, "Coverage", color="muted", write=blank),
    ]
    return Block(Grid(shown, spread(cols, MIDDLE), calendar), notes=notes)


def _signed(change: float | None) -> str | None:
    if change is None or abs(change) < 1e-9:
        return None
    return f"{'+' if change > 0 else '−'}{percent(abs(change))}"


def judgement(value: Cell) -> Mark | None:
    """`▲ better`, `▼ worse` by shape, word and colour; other judgements as words."""
    word = str(value)
    color = next((color for key, color in _COLORS.items() if key in word), "muted")

    def mark(paper: Paper, x: float, baseline: float, _width: float) -> None:
        left, middle = x + PAD, baseline - BODY * 0.36
        if color != "muted":
            tip, foot = (middle - 3, middle + 3) if color == "good" else (middle + 3, middle - 3)
            paper.area(((left, foot), (left + 7, foot), (left + 3.5, tip)), color)
        paper.write(Piece(left + 11, baseline, word, BODY, color, bold=color != "muted"))

    return mark


def _steps(report: Report, table: Table) -> Block:
    def times(key: str) -> Col:
        return Col(key, 50, align="right")

    cols = [
        Col("fate", 64, "", bold=True),
        Col("before", 150, "Before"),
        Col("after", 150, "After"),
        times("lt_before"),
        times("lt_after"),
        times("pt_before"),
        times("pt_after"),
        Col("owner_before", 110, color="muted", write=blank),
        Col("owner_after", 110, write=blank),
    ]
    return Block(Grid(table, spread(cols, MIDDLE), report.calendar), notes=(table.note,))
