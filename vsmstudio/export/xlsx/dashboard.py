"""Which charts the summary shows, and from which cells they are drawn."""

from __future__ import annotations

from typing import Any

from vsmstudio.analysis.results import Analysis, Severity
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.xlsx.charts import Cells, Theme, against, labelled, side_by_side, waterfall
from vsmstudio.export.xlsx.gathering import Gathered
from vsmstudio.export.xlsx.sheet import FIRST_ROW, Placed
from vsmstudio.export.xlsx.summary import CHART_ROWS, TOP, Summary
from vsmstudio.export.xlsx.timing import PATH
from vsmstudio.export.xlsx.working import CAPACITY
from vsmstudio.model.document import Document

MOST_STREAMS = 3  # streams of which path and work are drawn
MOST_BARS = 60
_WHOLE = 42.0  # centimetres that the sheet is wide
_GAP = 0.4


def chart_rows(document: Document, analysis: Analysis, held: Gathered) -> int:
    """How many rows of charts there are."""
    if not listed_maps(document, analysis):
        return 0
    return 1 + len(_streams(document, analysis, held))


def _streams(document: Document, analysis: Analysis, held: Gathered) -> list[int]:
    """The numbers of the current maps that have a path to draw."""
    if PATH not in held.placed:
        return []
    rows = held.placed[PATH].table.values("map_no")
    return [
        number
        for number, shown in enumerate(listed_maps(document, analysis), start=1)
        if document.current_map(shown.stream) is shown
        and 1 < rows.count(number) <= MOST_BARS
        and held.timing is not None
        and number in held.timing.maps
    ][:MOST_STREAMS]


def add_charts(book: Any, sheet: Any, at: Summary, theme: Theme) -> None:
    """Put the charts where the summary has left room for them."""
    document, analysis, held = at.document, at.analysis, at.held
    if not at.maps:
        return
    top = at.last_headline + 2
    last = at.last_headline
    names = Cells(sheet, 12, TOP, last)
    series = [
        ("Lead time", Cells(sheet, 5, TOP, last), "critical"),
        ("Processing time", Cells(sheet, 6, TOP, last), "accent"),
    ]
    own = held.placed.get("by stream")
    width = (_WHOLE - _GAP * (2 if own else 1)) / (3 if own else 2)
    charts = [side_by_side("Lead time and processing time, working days", names, series, theme, width)]
    first = at.first_severity
    rows = (first, first + len(Severity) - 1)
    found = [("Findings", Cells(sheet, 5, *rows), "accent")]
    charts.append(labelled(side_by_side("Open findings by severity", Cells(sheet, 4, *rows), found, theme, width), "0"))
    if own:
        unit = next(column.unit for column in own.table.columns if column.key == "own")
        cost = [("Own cost", _column(book, own, "own"), "accent")]
        charts.append(
            labelled(
                side_by_side(f"Own cost by stream, {unit}", _column(book, own, "stream"), cost, theme, width), "#,##0"
            )
        )
    _place(sheet, charts, top, width)
    for offset, number in enumerate(_streams(document, analysis, held), start=1):
        row = top + offset * CHART_ROWS
        _place(sheet, _of_map(book, at, number, theme), row, (_WHOLE - _GAP) / 2)


def _of_map(book: Any, at: Summary, number: int, theme: Theme) -> list[Any]:
    held = at.held
    shown = dict(at.maps)[number]
    name = f"{at.document.name(shown.stream)} · {shown.name}"
    width = (_WHOLE - _GAP) / 2
    path = held.placed[PATH]
    node, begins, lasts = (_column(book, path, key, number) for key in ("node", "begins", "lasts"))
    found = [waterfall(f"{name}: where lead time goes, working days", node, begins, lasts, theme, width)]
    capacity = held.placed.get(CAPACITY)
    if capacity is not None and 0 < capacity.table.values("map_no").count(number) <= MOST_BARS:
        steps, used, limit = (_column(book, capacity, key, number) for key in ("step", "utilisation", "threshold"))
        found.append(
            against(f"{name}: utilisation against the threshold", steps, used, limit, "Threshold", theme, width)
        )
    return found


def _column(book: Any, placed: Placed, key: str, number: int | None = None) -> Cells:
    """A column of a table, of one map where its number is given."""
    table = placed.table
    rows = range(len(table.rows))
    if number is not None:
        rows = range(*_span([at for at, each in enumerate(table.values("map_no")) if each == number]))
    return Cells(book[placed.sheet], table.at(key) + 1, FIRST_ROW + rows.start, FIRST_ROW + rows.stop - 1)


def _span(rows: list[int]) -> tuple[int, int]:
    return rows[0], rows[-1] + 1


def _place(sheet: Any, charts: list[Any], row: int, width: float) -> None:
    """Side by side from a row on; each spans columns, whatever width a spreadsheet gives them."""
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    for at, chart in enumerate(charts):
        left = at * (width + _GAP)
        (first, before), (last, after) = _where(sheet, left), _where(sheet, left + width)
        begin = AnchorMarker(col=first, colOff=_emu(before), row=row - 1, rowOff=0)
        end = AnchorMarker(col=last, colOff=_emu(after), row=row + CHART_ROWS - 2, rowOff=0)
        chart.anchor = TwoCellAnchor(editAs="oneCell", _from=begin, to=end)
        sheet.add_chart(chart)


def _emu(centimetres: float) -> int:
    """The unit that drawings are measured in."""
    return round(centimetres * 360_000)


def _where(sheet: Any, left: float) -> tuple[int, float]:
    """The column (from 0) at a distance from the left in centimetres, and how far into it."""
    for column in range(11):
        width = (sheet.column_dimensions[chr(65 + column)].width * 7 + 5) / 96 * 2.54
        if left < width:
            return column, left
        left -= width
    return 11, 0.0
