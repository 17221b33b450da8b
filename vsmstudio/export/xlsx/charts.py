"""Native charts of the summary, drawn from cells, so that they follow what the client changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties

from vsmstudio.export.xlsx.cells import safe_text

Theme = Mapping[str, str]
HEIGHT = 7.4  # centimetres
_TITLE, _LABELS = 1200, 900  # hundredths of a point


class Cells(NamedTuple):
    """Cells of one column: a sheet, the column (from 1), its first and last row."""

    sheet: Any
    column: int
    first: int
    last: int

    @property
    def reference(self) -> Any:
        """As charts refer to them."""
        return Reference(self.sheet, min_col=self.column, min_row=self.first, max_row=self.last)


def side_by_side(title: str, names: Cells, series: list[tuple[str, Cells, str]], theme: Theme, width: float) -> Any:
    """Horizontal bars, those of one name beside each other. `series` are (name, cells, role of colour)."""
    chart = _bars(title, theme, width, across=True)
    for name, cells, role in series:
        _add(chart, name, cells, theme[role])
    chart.set_categories(names.reference)
    chart.x_axis.scaling.orientation = "maxMin"  # the first on top
    chart.y_axis.crosses = "max"
    chart.legend = chart.legend if len(series) > 1 else None
    chart.gapWidth, chart.overlap = 60, 0
    return chart


def waterfall(title: str, names: Cells, begins: Cells, lasts: Cells, theme: Theme, width: float) -> Any:
    """Each part of a path as a bar that begins where the one before ended."""
    chart = _bars(title, theme, width)
    chart.grouping, chart.overlap, chart.gapWidth = "stacked", 100, 40
    _add(chart, "Begins", begins, None)
    _add(chart, "Adds", lasts, theme["critical"])
    chart.set_categories(names.reference)
    chart.legend = None
    return chart


def against(title: str, names: Cells, bars: Cells, line: Cells, name: str, theme: Theme, width: float) -> Any:
    """Shares as bars, and what they are held against as a line across them."""
    chart = _bars(title, theme, width)
    _add(chart, "Utilisation", bars, theme["accent"])
    chart.set_categories(names.reference)
    chart.y_axis.number_format, chart.y_axis.scaling.min = "0%", 0
    chart.gapWidth = 60
    limit = LineChart()
    _add(limit, name, line, None)
    drawn: Any = limit.series[0]
    drawn.graphicalProperties = GraphicalProperties(
        ln=LineProperties(solidFill=_hex(theme["critical"]), w=22225, prstDash="dash")
    )
    drawn.marker.symbol = "none"
    chart += limit
    chart.legend.position = "t"
    return chart


def _bars(title: str, theme: Theme, width: float, across: bool = False) -> Any:
    chart: Any = BarChart()
    chart.type = "bar" if across else "col"
    chart.width, chart.height = width, HEIGHT
    chart.title = safe_text(title)
    words = CharacterProperties(sz=_TITLE, b=True, solidFill=_hex(theme["ink"]), latin=Font(typeface="Calibri"))
    for paragraph in chart.title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=words)
        for run in paragraph.r or ():
            run.rPr = words
    chart.title.overlay = False
    chart.visible_cells_only = False
    chart.legend.position = "t"
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _small(theme)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_hex(theme["hairline"])))
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_hex(theme["hairline"]), w=6350))
    chart.y_axis.number_format = "#,##0"
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=_hex(theme["hairline"])))
    return chart


def labelled(chart: Any, layout: str) -> Any:
    """The chart with the figures at its bars."""
    for series in chart.series:
        series.dLbls = DataLabelList()
        series.dLbls.showVal, series.dLbls.numFmt = True, layout
        series.dLbls.showSerName = series.dLbls.showCatName = series.dLbls.showLegendKey = False
    return chart


def _add(chart: Any, name: str, cells: Cells, colour: str | None) -> None:
    from openpyxl.chart import Series

    series = Series(cells.reference, title=name)
    if colour is None:
        series.graphicalProperties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    else:
        series.graphicalProperties = GraphicalProperties(solidFill=_hex(colour), ln=LineProperties(noFill=True))
    chart.series.append(series)


def _small(theme: Theme) -> RichText:
    words = CharacterProperties(sz=_LABELS, solidFill=_hex(theme["muted"]))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=words), endParaRPr=words)])


def _hex(colour: str) -> str:
    return colour.lstrip("#")
