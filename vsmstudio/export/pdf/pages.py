"""The report's pages in their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from vsmstudio import __version__
from vsmstudio.analysis.states import pairs
from vsmstudio.export.options import SILENT, Options, Telling
from vsmstudio.export.pdf.compared import draw_comparison
from vsmstudio.export.pdf.contents import Contents
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.cover import draw_cover
from vsmstudio.export.pdf.drawing import BY_NAME, COMPARED, OF_A_STREAM, OF_MAPS, OF_THE_WHOLE
from vsmstudio.export.pdf.engagement.charter import chartered
from vsmstudio.export.pdf.map_page import draw_map
from vsmstudio.export.pdf.opened import opened
from vsmstudio.export.pdf.paper import Paper, clean
from vsmstudio.export.prepared import Prepared
from vsmstudio.export.sections import KEYS, without
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.model.records import Map


def pages(ready: Prepared, on: date, options: Options, telling: Telling = SILENT) -> bytes:
    """The whole report. Raises `Cancelled` where nobody wants it any more."""
    report = Report(ready.document, ready.analysis, on)
    out = BytesIO()
    paper = opened(out, report, options)
    canvas = paper.canvas
    _describe(canvas, report)
    draw_cover(paper, report)
    contents = Contents(paper, _least_lines(report, options))
    paper.front = paper.page
    canvas.addPageLabel(0, "ROMAN_LOWER", 1)
    canvas.addPageLabel(paper.front, "ARABIC", 1)
    _draw_sections(paper, report, Report(ready.named, ready.analysis, on), telling)
    paper.close_page()
    contents.fill()
    telling.tell(0.95)
    canvas.save()
    return out.getvalue()


def _least_lines(report: Report, options: Options) -> int:
    """How many lines the contents have at least: for each map, and for each stream's charter."""
    keys = KEYS - options.left_out
    maps = len(listed_maps(report.document, report.analysis)) if keys & OF_MAPS.keys() else 0
    return maps + (sum(chartered(report, each) for each in report.document.streams) if "scope" in keys else 0)


def _describe(canvas: Canvas, report: Report) -> None:
    """What the file says of itself."""
    on = report.on
    streams = dict.fromkeys(each.name for each in report.document.streams if each.name)
    canvas.setTitle(clean(" · ".join(each for each in (report.client, report.title) if each)))
    canvas.setAuthor(clean(report.document.engagement.consultant) or "VSM Studio")
    canvas.setSubject(clean(f"Value stream assessment {report.client}"))
    canvas.setKeywords(clean(", ".join(["value stream mapping", *streams])))
    canvas.setCreator(f"VSM Studio {__version__}")
    canvas.setProducer("VSM Studio")
    canvas.setDateFormatter(lambda *_: f"D:{on:%Y%m%d}000000+00'00'")  # what is told here is as of that day
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()


def _draw_sections(paper: Paper, report: Report, by_name: Report, telling: Telling) -> None:
    """Every section that is not left out, grouped by part."""
    listed = without(paper.options.left_out)
    streams = [each.key for each in listed if each.key in OF_A_STREAM]
    drawn: set[str] = set()
    part = ""
    for at, each in enumerate(listed):
        share = 0.9 * at / len(listed)
        telling.tell(share)
        if each.part != part:
            part = each.part
            paper.stand_under(part, 0)
        before = paper.page
        if each.key in OF_THE_WHOLE:
            paper.stand_at(1, lift=1 if each.under and each.under not in drawn else 0)
            OF_THE_WHOLE[each.key](paper, by_name if each.key in BY_NAME else report)
        elif streams[:1] == [each.key]:
            _draw_streams(paper, report, streams, telling.part(share, share + 0.9 * len(streams) / len(listed)))
        if paper.page > before:
            drawn.add(each.key)


def _draw_streams(paper: Paper, report: Report, keys: Sequence[str], telling: Telling) -> None:
    """The maps of each stream with what belongs to them, then what differs between its states."""
    listed, both = listed_maps(report.document, report.analysis), pairs(report.document, report.analysis)
    for stream in report.document.streams:
        for at, held_map in enumerate(listed):
            if held_map.stream == stream.id:
                telling.tell(at / len(listed))
                _draw_map(paper, report, held_map, [key for key in keys if key in OF_MAPS])
        paper.stand_at(1)
        for before, after in both:
            if before.stream == stream.id and COMPARED in keys:
                draw_comparison(paper, report, before, after)


def _draw_map(paper: Paper, report: Report, held_map: Map, keys: Sequence[str]) -> None:
    """The section of one map; of an earlier current map the map alone, as its figures stand in the follow-up."""
    if "maps" in keys:
        paper.stand_at(1)
        draw_map(paper, report, held_map)
    else:
        paper.stand_under(report.named(held_map), 1, lift=1)
    if not report.analysis.maps[held_map.id].figures.steps or report.earlier(held_map):
        return
    paper.lists = False  # the pages of a map are found through its section, and are the same for each
    for key in keys:
        if key != "maps":
            OF_MAPS[key](paper, report, held_map)
    paper.lists = True
