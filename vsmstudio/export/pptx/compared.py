"""Current and future: what the lead time is made of in both, and what differs."""

from __future__ import annotations

from vsmstudio.analysis.comparison import Comparison, Delta, Judged, compare
from vsmstudio.export.leads import compared_sentence
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import one_line
from vsmstudio.export.pptx.charts import Series, draw_chart
from vsmstudio.export.pptx.listing import draw_table
from vsmstudio.export.pptx.path import axis_format, number_format, unit_of
from vsmstudio.export.pptx.sizes import BOTTOM, LEFT, MIDDLE
from vsmstudio.export.pptx.stage import Slide, Stage
from vsmstudio.export.pptx.tables import Col, Grid
from vsmstudio.export.pptx.tiles import draw_tiles
from vsmstudio.export.sentences import comparison_headlines
from vsmstudio.export.tables.compared import deltas, difference_words, judged_words, value_words
from vsmstudio.export.tables.shown import blank
from vsmstudio.export.tables.table import Cell, Column, Table
from vsmstudio.export.tables.words import percent
from vsmstudio.model.durations import show
from vsmstudio.model.records import Convention, Map
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Rect


def draw_comparison(stage: Stage, report: Report, before: Map, after: Map) -> None:
    """Tiles and timelines on one slide, all differences on the next."""
    comparison = compare(report.document, report.analysis, before.id, after.id)
    stream = report.document.name(before.stream)
    title = f"{before.name} and {after.name}: {stream}"
    notes = " ".join(f"{note.rstrip('.')}." for note in comparison.notes)
    notes = f"Steps are matched by the steps that they came from. {notes}".strip()
    slide = stage.slide(title, compared_sentence(report.document, comparison, before, after), notes)
    y = draw_tiles(slide, slide.top, comparison_headlines(report.document, comparison)) + 12
    _timelines(slide, report, (before, after), y)
    _differences(stage, report, comparison, before, after)


def _timelines(slide: Slide, report: Report, maps: tuple[Map, Map], y: float) -> None:
    """A bar for each map: work and waiting along its critical path."""
    figures = [report.analysis.maps[each.id].figures for each in maps]
    if any(each.lead_time is None for each in figures):
        slide.paragraph("The lead time of both is needed before they can be held against each other.", LEFT, y, MIDDLE)
        return
    whole = [
        (each.lead_time or 0.0) + (each.process_time or 0.0 if held.convention is Convention.WAITS else 0.0)
        for each, held in zip(figures, maps, strict=True)
    ]
    unit, words = unit_of(max(whole), report.calendar)
    by = report.calendar.minutes_in(unit)
    work = [(each.process_time or 0.0) / by for each in figures]
    waits = [max(0.0, each / by - worked) for each, worked in zip(whole, work, strict=True)]
    series = [
        Series(f"Processing ({words})", work, "accent"),
        Series(f"Waiting ({words})", waits, "owner_other"),
    ]
    about = f"Processing and waiting on the critical paths of {maps[0].name} and {maps[1].name}, in {words}."
    area = Rect(LEFT, y, MIDDLE, BOTTOM - y)
    names = [
        f"{text.shorten(one_line(held.name), 12, 150)}\n{show(each.lead_time, report.calendar)}, "
        f"PT {show(each.process_time, report.calendar)}"
        for held, each in zip(maps, figures, strict=True)
    ]
    draw_chart(
        slide,
        area,
        "bars",
        names,
        series,
        "Lead times",
        about,
        number_format(unit),
        size=12,
        gap=60,
        axis=axis_format(unit, max(whole) / by),
    )


def _differences(stage: Stage, report: Report, comparison: Comparison, before: Map, after: Map) -> None:
    table = deltas(report.document, [comparison])
    better = sum(each.judged is Judged.BETTER for each in comparison.deltas)
    worse = sum(each.judged is Judged.WORSE for each in comparison.deltas)
    title = f"What differs: {before.name} and {after.name}"
    said = f"{better} of {len(comparison.deltas)} figures get better, {worse} worse."
    slide = stage.slide(title, said, table.note)
    cols = [
        Col("figure", 210, bold=True),
        Col("before", 120, before.name, "right", lines=1),
        Col("after", 120, after.name, "right", bold=True, lines=1),
        Col("difference", 120, align="right"),
        Col("change", 70, align="right", write=blank),
        Col("judged", 120, "", write=_judgement, role=_tone),
    ]
    shown = _shown(report, table, comparison.deltas)
    draw_table(stage, slide, slide.top - 2, Grid(shown, cols, report.calendar, size=10), title, table.note)


def _shown(report: Report, table: Table, found: tuple[Delta, ...]) -> Table:
    calendar, currency = report.calendar, report.document.engagement.currency
    rows = tuple(
        (
            delta.title,
            value_words(delta.before, delta, calendar, currency),
            value_words(delta.after, delta, calendar, currency),
            difference_words(delta, calendar, currency),
            f"{'+' if delta.change > 0 else '−'}{percent(abs(delta.change))}"
            if delta.change and abs(delta.change) > 1e-9
            else None,
            judged_words(delta),
        )
        for delta in found
    )
    keys = ("figure", "before", "after", "difference", "change", "judged")
    return Table(table.title, tuple(Column(key, key.capitalize()) for key in keys), rows)


def _judgement(value: Cell) -> str:
    word = str(value or "")
    return f"▲ {word}" if "better" in word else f"▼ {word}" if "worse" in word else word


def _tone(value: Cell) -> str:
    word = str(value or "")
    return "good" if "better" in word else "critical" if "worse" in word else "muted"
