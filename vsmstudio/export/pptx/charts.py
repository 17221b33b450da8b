"""Native charts, whose figures the client can edit: in their workbooks every name is text, whatever it begins with."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt
from xlsxwriter import Workbook

from vsmstudio.export.pptx.atoms import SCHEME, clean, emu, one_line
from vsmstudio.export.pptx.stage import Slide
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Rect

_KINDS = {
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked": XL_CHART_TYPE.COLUMN_STACKED,
    "bars": XL_CHART_TYPE.BAR_STACKED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}
_MADE = datetime.datetime(2000, 1, 1)
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_THEMED = {
    "accent1": MSO_THEME_COLOR.ACCENT_1, "accent2": MSO_THEME_COLOR.ACCENT_2, "accent3": MSO_THEME_COLOR.ACCENT_3,
    "accent4": MSO_THEME_COLOR.ACCENT_4, "tx1": MSO_THEME_COLOR.TEXT_1, "tx2": MSO_THEME_COLOR.TEXT_2,
    "bg1": MSO_THEME_COLOR.BACKGROUND_1, "bg2": MSO_THEME_COLOR.BACKGROUND_2,
}  # fmt: skip

Kind = Literal["columns", "stacked", "bars", "lines"]


@dataclass(frozen=True)
class Series:
    """Figures by category, None where unknown. `role` colours them; blank: they are only there to lift what stands on them.

    `line`: drawn as a line across the columns. `inside`: its figures stand within its columns, clear of such a line.
    """

    name: str
    values: Sequence[float | None]
    role: str = ""
    labelled: bool = False
    line: bool = False
    inside: bool = False
    words: Sequence[str] = ()  # over each point of a series that is not seen itself


class _Writer(CategoryWorkbookWriter):
    """Writes every string as a string: nothing is a formula, a link or a number by its looks."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        workbook = Workbook(xlsx_file, dict(_SAFE))
        workbook.set_properties({"created": _MADE})
        worksheet = workbook.add_worksheet()
        yield workbook, worksheet
        workbook.close()


class _Data(CategoryChartData):
    @property
    def _workbook_writer(self) -> Any:
        made: Any = _Writer
        return made(self)


def draw_chart(
    slide: Slide,
    area: Rect,
    kind: Kind,
    categories: Sequence[str],
    series: Sequence[Series],
    name: str,
    about: str,
    format: str = "General",
    top: float | None = None,
    size: float = 10.0,
    legend: bool = True,
    overlap: int = 100,
    gap: int = 45,
    least: float | None = 0.0,
    step: float | None = None,
    axis: str = "",
) -> Any:
    """A chart on a slide; `about` is for whoever cannot see it. The chart, for what is special about it."""
    made_of: Any = _Data
    data = made_of(number_format="General")
    data.categories = [label(each) for each in categories]
    for each in series:
        data.add_series(label(each.name), list(each.values))
    place = (Emu(emu(area.x)), Emu(emu(area.y)), Emu(emu(area.width)), Emu(emu(area.height)))
    frame = slide.slide.shapes.add_chart(_KINDS[kind], *place, data)
    slide.frame(frame, name, about)
    chart: Any = frame.chart
    chart.font.size = Pt(size)
    _paint(chart.font.color, "muted", slide)
    chart.has_title = False
    chart.has_legend = legend and sum(bool(each.role) for each in series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        _hide_entries(chart, [at for at, each in enumerate(series) if not each.role])
    _axes(chart, slide, kind, axis or format, top, least, step)
    plot = chart.plots[0]
    if kind != "lines":
        plot.gap_width = gap
        plot.overlap = overlap
    for made, each in zip(plot.series, series, strict=True):
        _dress(made, each, slide, kind, format, size)
    lines = [at for at, each in enumerate(series) if each.line]
    if lines and kind != "lines":
        _as_lines(chart, lines)
    return chart


def label(words: str, longest: int = 200) -> str:
    """A name as it stands at an axis: in one line, or two that were meant, and not without end."""
    words = "\n".join(one_line(line) for line in words.split("\n")[:2]) or "–"
    return words if len(words) <= longest else words[: longest - 1].rstrip() + text.ELLIPSIS


def _axes(
    chart: Any, slide: Slide, kind: Kind, format: str, top: float | None, least: float | None, step: float | None
) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.has_major_gridlines = True
    _paint(values.major_gridlines.format.line.color, "hairline", slide)
    values.major_gridlines.format.line.width = Pt(0.5)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = format, False
    if top is not None:
        values.maximum_scale = top
    if least is not None:
        values.minimum_scale = least
    if step is not None:
        values.major_unit = step
    _paint(names.format.line.color, "outline", slide)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    names.tick_labels.font.size = chart.font.size
    names._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "0")  # names break, they are not turned
    if kind == "bars":
        names.reverse_order = True
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _dress(made: Any, each: Series, slide: Slide, kind: Kind, format: str, size: float) -> None:
    if each.words:
        _say(made, each.words, slide, size)
        return
    if kind == "lines" or each.line:
        made.smooth = False
        made.format.line.width = Pt(2.25)
        _paint(made.format.line.color, each.role or "muted", slide)
        if each.line:
            made.format.line.width = Pt(1.5)
            made.format.line.dash_style = MSO_LINE.DASH
            if kind == "lines":
                made.marker.style = XL_MARKER_STYLE.NONE
        elif kind == "lines":
            made.marker.style = XL_MARKER_STYLE.CIRCLE
            made.marker.size = 7
            made.marker.format.fill.solid()
            _paint(made.marker.format.fill.fore_color, each.role, slide)
            _paint(made.marker.format.line.color, each.role, slide)
        return
    if not each.role:
        made.format.fill.background()
        made.format.line.fill.background()
        return
    made.format.fill.solid()
    _paint(made.format.fill.fore_color, each.role, slide)
    made.invert_if_negative = False
    if each.labelled:
        labels = made.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = format, False
        labels.font.size = Pt(size)
        labels.font.bold = True
        _paint(labels.font.color, "sheet" if each.inside else "ink", slide)
        if kind == "columns":
            labels.position = XL_LABEL_POSITION.INSIDE_END if each.inside else XL_LABEL_POSITION.OUTSIDE_END


def _say(made: Any, words: Sequence[str], slide: Slide, size: float) -> None:
    """Words over each point of a line that is not drawn."""
    made.format.line.fill.background()
    for at, said in enumerate(words):
        made.points[at].data_label.position = XL_LABEL_POSITION.ABOVE
        frame = made.points[at].data_label.text_frame
        frame.text = clean(said)
        run = frame.paragraphs[0].runs[0] if frame.paragraphs[0].runs else None
        if run is not None:
            run.font.size, run.font.bold = Pt(size), True
            _paint(run.font.color, "ink", slide)


def _paint(target: Any, role: str, slide: Slide) -> None:
    """A role as a colour of the theme where it is one."""
    if role in SCHEME:
        target.theme_color = _THEMED[SCHEME[role]]
    else:
        made: Any = RGBColor
        target.rgb = made.from_string(slide.theme[role].lstrip("#"))


def _hide_entries(chart: Any, hidden: Sequence[int]) -> None:
    """Leave series that only lift others out of the legend."""
    place = chart.legend._element.find(qn("c:legendPos"))
    for at in reversed(hidden):
        xml = (
            '<c:legendEntry xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>'
        )
        place.addnext(parse_xml(xml))


def _as_lines(chart: Any, at: Sequence[int]) -> None:
    """Draw these series as lines over the columns, on the same axes."""
    bars = chart._chartSpace.find(".//" + qn("c:barChart"))
    series = bars.findall(qn("c:ser"))
    axes = "".join(f'<c:axId val="{each.get("val")}"/>' for each in bars.findall(qn("c:axId")))
    lines = parse_xml(
        '<c:lineChart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:grouping val="standard"/>'
        f'<c:varyColors val="0"/><c:marker val="1"/>{axes}</c:lineChart>'
    )
    marker = lines.find(qn("c:marker"))
    for index in at:
        held = series[index]
        for tag in ("c:invertIfNegative", "c:smooth"):
            for each in held.findall(qn(tag)):
                held.remove(each)
        shape = held.find(qn("c:spPr"))
        shape.addnext(
            parse_xml(
                '<c:marker xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:symbol val="none"/></c:marker>'
            )
        )
        marker.addprevious(held)
    bars.addnext(lines)
