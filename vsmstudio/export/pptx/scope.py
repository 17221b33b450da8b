"""What was looked at and how: scope from the charter, the method in brief, and how complete the data are."""

from __future__ import annotations

from dataclasses import replace

from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.listing import draw_table
from vsmstudio.export.pptx.measure import cut, height
from vsmstudio.export.pptx.sizes import BOTTOM, LEFT, MIDDLE
from vsmstudio.export.pptx.stage import Slide, Stage
from vsmstudio.export.pptx.tables import Col, Grid
from vsmstudio.export.tables.around.charter import charter
from vsmstudio.export.tables.completeness import completeness, completeness_of, completeness_sentence
from vsmstudio.export.tables.shown import blank
from vsmstudio.export.tables.table import Cell, Table
from vsmstudio.export.tables.words import CONVENTIONS, REWORK, day, plural
from vsmstudio.model.durations import number
from vsmstudio.model.records import Convention, Map, MapState

_SHOWN = (
    "What value means", "Customers", "Value stream owner", "Sponsor", "Problem", "Target conditions", "Trigger", "First step",
    "Last step", "Outcomes", "In scope", "Out of scope", "Case that is mapped",
)  # fmt: skip
_APART = 24.0


def draw_scope(stage: Stage, report: Report) -> None:
    """What the charters say, a slide for each stream that has one; what value means to all stands above the first."""
    table = charter(report.document)
    streams, fields, says = (table.at(key) for key in ("stream", "field", "says"))
    found: dict[str, list[int]] = {}
    for at, row in enumerate(table.rows):
        if row[fields] in _SHOWN and row[says]:
            found.setdefault(table.ids[at], []).append(at)
    maps = [each for each in report.document.maps if each.id in report.analysis.maps]
    lead = (
        f"{plural(len(report.document.streams), 'value stream')} in {plural(len(maps), 'map')}, as of {day(report.on)}."
    )
    common = found.pop(report.document.engagement.id, [])
    parts = list(found.values()) or ([[]] if common else [])
    for index, part in enumerate(parts):
        title = f"Scope: {table.rows[part[0]][streams]}" if len(parts) > 1 else "Scope"
        notes = "From the charters of the engagement. A field that no charter fills is left out."
        slide = stage.slide(title, lead if not index else "", notes)
        cols = [Col("field", 130, "", bold=True), Col("says", 640, "", lines=4)]
        rows = [*common, *part] if not index else part
        draw_table(stage, slide, slide.top, Grid(table.of_rows(rows), cols, report.calendar, size=10.5), title)


def draw_method(stage: Stage, report: Report) -> None:
    """How figures are made, and what is measured, estimated or missing."""
    document = report.document
    current = [each for stream in document.streams if (each := document.current_map(stream.id))]
    shown = [each.id for each in current if each.id in report.analysis.maps]
    table = completeness(document, shown)
    lead = completeness_sentence([completeness_of(document, each) for each in shown])
    title = "Method and data"
    slide = stage.slide(title, lead, f"{table.note} The report defines every figure with its source.")
    width = (MIDDLE - _APART) * 0.4
    _method(slide, report, current, width)
    if not table.rows:
        return
    right = MIDDLE - width - _APART
    cols = [
        Col("field", 130),
        *(Col(key, 60, align="right", write=_count) for key in ("measured", "estimated", "said")),
        Col("missing", 60, align="right", bold=True, write=_count),
        Col("count", 40, align="right", color="muted"),
    ]
    if len(current) > 1:
        cols.insert(0, Col("map", 120, bold=True, write=blank, lines=3))
        table = _said_once(table, "map")
    grid = Grid(table, cols, report.calendar, right, 10)
    parts = grid.parts(BOTTOM - slide.top, BOTTOM - slide.top)
    for index, (first, last) in enumerate(parts):
        if index:
            slide = stage.slide(f"{title} (continued)", notes=table.note)
        y = slide.top if not index else slide.top + 40
        slide.add(grid.draw(slide.ink, y, first, last, LEFT + width + _APART, "How complete the data are"))


def _said_once(table: Table, key: str) -> Table:
    """The table with a stream or map named in the first of its rows alone."""
    place, before, rows = table.at(key), None, []
    for row in table.rows:
        rows.append(row if row[place] != before else (*row[:place], None, *row[place + 1 :]))
        before = row[place]
    return replace(table, rows=tuple(rows))


def _count(value: Cell) -> str:
    return f"{value:,}" if isinstance(value, int) and value else ""


def _method(slide: Slide, report: Report, current: list[Map], width: float) -> None:
    engagement, calendar = report.document.engagement, report.calendar
    conventions = dict.fromkeys(each.convention for each in current) or {Convention.SERVICE: None}
    on = [each.date for each in current if each.date and each.state is MapState.CURRENT]
    said = [
        ("Lead time", " ".join(CONVENTIONS[each] for each in conventions)),
        ("Critical path", "The longest way of any alternative that can happen; figures are those along it."),
        ("Rework", REWORK[engagement.rework]),
        ("Calendar", f"1 d is {number(calendar.hours_per_day)} h, 1 wk is {number(calendar.days_per_week)} d."),
        ("Latest map", day(max(on))) if on else ("As of", day(report.on)),
        ("Blanks", "A blank is neither zero nor 100 %: each figure says how many steps it covers."),
    ]
    y = slide.top
    for name, words in said:
        shown = cut(words, 10.5, width - 96, False, 4)
        slide.paragraph(name, LEFT, y, 90, 10.5, "muted")
        slide.paragraph(shown, LEFT + 96, y, width - 96, 10.5)
        y += height(shown, 10.5, width - 96) + 8
