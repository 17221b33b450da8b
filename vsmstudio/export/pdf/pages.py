"""The report's pages in their order."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.pdf.accountable import draw_accountable
from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.cover import draw_cover
from vsmstudio.export.pdf.critical_path import draw_critical_path
from vsmstudio.export.pdf.figures import draw_figures
from vsmstudio.export.pdf.fonts import registered
from vsmstudio.export.pdf.map_page import draw_map
from vsmstudio.export.pdf.method import draw_method
from vsmstudio.export.pdf.paper import HEIGHT, WIDTH, Paper, clean
from vsmstudio.export.pdf.register import draw_register
from vsmstudio.export.pdf.services import draw_services
from vsmstudio.export.pdf.summary import draw_summary
from vsmstudio.export.tables import listed_maps
from vsmstudio.export.tables.words import day
from vsmstudio.model.document import Document
from vsmstudio.notation.text import REGULAR


def pages(document: Document, analysis: Analysis, on: date) -> bytes:
    """The whole report."""
    report = Report(document, analysis, on)
    engagement = document.engagement
    out = BytesIO()
    first: Any = registered(REGULAR[0])  # no page may open with one of PDF's own fonts, which are not embedded
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, lang="en", initialFontName=first)
    canvas.setTitle(clean(report.title))
    canvas.setAuthor(clean(engagement.consultant) or "VSM Studio")
    canvas.setSubject(clean(f"Value stream assessment {engagement.client}"))
    canvas.setCreator("VSM Studio")
    canvas.showOutline()
    paper = Paper(canvas, " · ".join(words for words in (engagement.client, report.title, day(on)) if words))
    draw_cover(paper, report)
    _summaries(paper, report)
    for held_map in listed_maps(document, analysis):
        draw_map(paper, report, held_map)
        if not analysis.maps[held_map.id].figures.steps:
            continue
        draw_figures(paper, report, held_map)
        draw_critical_path(paper, report, held_map)
        draw_accountable(paper, report, held_map)
    draw_services(paper, report)
    draw_register(paper, report)
    draw_method(paper, report)
    paper.close_page()
    canvas.save()
    return out.getvalue()


def _summaries(paper: Paper, report: Report) -> None:
    drawn = False
    for stream in report.document.streams:
        held_map = report.document.current_map(stream.id)
        if held_map and held_map.id in report.analysis.maps:
            draw_summary(paper, report, stream, held_map, report.analysis.maps[held_map.id])
            drawn = True
    if not drawn:
        paper.open_page("Summary", NO_STEPS)
