"""The report's pages in their order."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from vsmstudio.analysis.states import pairs
from vsmstudio.export.options import SILENT, Options, Telling
from vsmstudio.export.pdf.accepted import draw_accepted
from vsmstudio.export.pdf.accountable import draw_accountable
from vsmstudio.export.pdf.capacity import draw_capacity, draw_units
from vsmstudio.export.pdf.chained import draw_chains
from vsmstudio.export.pdf.compared import draw_comparison
from vsmstudio.export.pdf.contents import fill_contents, open_contents
from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.cover import draw_cover
from vsmstudio.export.pdf.critical_path import draw_critical_path
from vsmstudio.export.pdf.engagement.audit import draw_audit
from vsmstudio.export.pdf.engagement.catalogue import draw_catalogue
from vsmstudio.export.pdf.engagement.charter import draw_charters
from vsmstudio.export.pdf.engagement.contribution import draw_contributions
from vsmstudio.export.pdf.engagement.experience import draw_experiences
from vsmstudio.export.pdf.engagement.followed import draw_follow_ups
from vsmstudio.export.pdf.engagement.health import draw_health
from vsmstudio.export.pdf.engagement.hidden import draw_hidden
from vsmstudio.export.pdf.engagement.plan import draw_plan, draw_roadmap
from vsmstudio.export.pdf.engagement.priorities import draw_priorities
from vsmstudio.export.pdf.engagement.proposals import draw_proposals
from vsmstudio.export.pdf.engagement.stakeholders import draw_stakeholders, draw_workshops
from vsmstudio.export.pdf.engagement.value import draw_value
from vsmstudio.export.pdf.figures import draw_figures
from vsmstudio.export.pdf.fonts import registered
from vsmstudio.export.pdf.map_page import draw_map
from vsmstudio.export.pdf.method import draw_method
from vsmstudio.export.pdf.money import draw_money
from vsmstudio.export.pdf.notes import draw_notes
from vsmstudio.export.pdf.ownership import draw_ownership
from vsmstudio.export.pdf.paper import Paper, clean
from vsmstudio.export.pdf.ranges import draw_range
from vsmstudio.export.pdf.register import draw_register
from vsmstudio.export.pdf.services import draw_services
from vsmstudio.export.pdf.stops import draw_stops
from vsmstudio.export.pdf.summary import draw_summary
from vsmstudio.export.pdf.suppliers import draw_suppliers
from vsmstudio.export.prepared import Prepared
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.tables.words import day
from vsmstudio.model.records import Map
from vsmstudio.notation.text import REGULAR


def pages(ready: Prepared, on: date, options: Options, telling: Telling = SILENT) -> bytes:
    """The whole report. Raises `Cancelled` where nobody wants it any more."""
    document, analysis = ready.document, ready.analysis
    report = Report(document, analysis, on)
    by_name = Report(ready.named, analysis, on)  # for pages on which no figure on quality stands
    engagement = document.engagement
    out = BytesIO()
    first: Any = registered(REGULAR[0])  # no page may open with one of PDF's own fonts, which are not embedded
    canvas = Canvas(out, invariant=1, pageCompression=1, lang="en", initialFontName=first)
    canvas.setTitle(clean(report.title))
    canvas.setAuthor(clean(engagement.consultant) or "VSM Studio")
    canvas.setSubject(clean(f"Value stream assessment {engagement.client}"))
    canvas.setCreator("VSM Studio")
    canvas.showOutline()
    paper = Paper(canvas, " · ".join(words for words in (engagement.client, report.title, day(on)) if words), options)
    draw_cover(paper, report)
    open_contents(paper)
    telling.tell(0.0)
    _summaries(paper, report)
    draw_charters(paper, by_name)
    draw_value(paper, report)
    draw_stakeholders(paper, by_name)
    draw_workshops(paper, by_name)
    listed, both = listed_maps(document, analysis), pairs(document, analysis)
    for stream in document.streams:
        for at, held_map in enumerate(listed):
            if held_map.stream == stream.id:
                telling.tell(0.1 + 0.4 * at / len(listed))
                _map(paper, report, held_map)
        for before, after in both:
            if before.stream == stream.id:
                draw_comparison(paper, report, before, after)
    for at, draw in enumerate(_REST):
        telling.tell(0.5 + 0.45 * at / len(_REST))
        draw(paper, report)
    paper.close_page()
    fill_contents(paper)
    telling.tell(0.95)
    canvas.save()
    return out.getvalue()


_REST = (
    draw_chains,
    draw_experiences,
    draw_audit,
    draw_units,
    draw_services,
    draw_catalogue,
    draw_money,
    draw_hidden,
    draw_suppliers,
    draw_stops,
    draw_ownership,
    draw_proposals,
    draw_plan,
    draw_priorities,
    draw_contributions,
    draw_roadmap,
    draw_follow_ups,
    draw_health,
    draw_register,
    draw_accepted,
    draw_notes,
    draw_method,
)


def _map(paper: Paper, report: Report, held_map: Map) -> None:
    """The section of one map; of an earlier current map the map alone, as its figures stand in the follow-up."""
    draw_map(paper, report, held_map)
    if not report.analysis.maps[held_map.id].figures.steps or report.earlier(held_map):
        return
    paper.lists = False  # the pages of a map are found through its section, and are the same for each
    draw_figures(paper, report, held_map)
    draw_critical_path(paper, report, held_map)
    draw_range(paper, report, held_map)
    draw_capacity(paper, report, held_map)
    draw_accountable(paper, report, held_map)
    paper.lists = True


def _summaries(paper: Paper, report: Report) -> None:
    drawn = False
    for stream in report.document.streams:
        held_map = report.document.current_map(stream.id)
        if held_map and held_map.id in report.analysis.maps:
            draw_summary(paper, report, stream, held_map, report.analysis.maps[held_map.id])
            drawn = True
    if not drawn:
        paper.open_page("Summary", NO_STEPS)
