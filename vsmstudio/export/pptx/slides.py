"""The slides of the deck in their order, and its bytes: the same input gives the same."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO

from pptx.presentation import Presentation as Deck

from vsmstudio.analysis.states import pairs
from vsmstudio.export.options import Options, Telling
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.accountable import draw_accountable
from vsmstudio.export.pptx.atoms import one_line
from vsmstudio.export.pptx.capacity import draw_capacity
from vsmstudio.export.pptx.compared import draw_comparison
from vsmstudio.export.pptx.cover import draw_cover
from vsmstudio.export.pptx.experience import draw_experience
from vsmstudio.export.pptx.figures import draw_figures
from vsmstudio.export.pptx.maps import draw_map
from vsmstudio.export.pptx.money import draw_allocation, draw_portfolio
from vsmstudio.export.pptx.path import draw_path
from vsmstudio.export.pptx.plan import draw_asked, draw_plan, draw_roadmap
from vsmstudio.export.pptx.register import draw_register
from vsmstudio.export.pptx.scope import draw_method, draw_scope
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.export.pptx.summary import draw_executive, draw_summaries
from vsmstudio.export.pptx.template import template
from vsmstudio.export.prepared import Prepared
from vsmstudio.export.sections import section
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.tables.words import day
from vsmstudio.model.records import Map

_MADE = datetime.datetime(2000, 1, 1)
_ZIPPED = (1980, 1, 1, 0, 0, 0)

Draw = Callable[[], object]


def slides(ready: Prepared, on: datetime.date, options: Options, telling: Telling) -> bytes:
    """The whole deck. Raises `Cancelled`."""
    report = Report(ready.document, ready.analysis, on)
    engagement = report.document.engagement
    deck = template(options.brand)
    _describe(deck, report)
    parts = (engagement.client, report.title, day(on), report.confidentiality, options.brand.footer)
    stage = Stage(deck, options.brand.theme, " · ".join(each for each in map(one_line, parts) if each))
    jobs = _jobs(stage, report, options)
    for index, job in enumerate(jobs):
        telling.tell(index / len(jobs))
        job()
    return _packed(deck)


def _jobs(stage: Stage, report: Report, options: Options) -> list[Draw]:
    """What draws each section that is asked for, in order; `under` a section that is left out nothing is drawn."""
    document, analysis = report.document, report.analysis
    jobs: list[tuple[str, Draw]] = [
        ("summary", partial(draw_executive, stage, report)),
        ("streams", partial(draw_summaries, stage, report)),
        ("scope", partial(draw_scope, stage, report)),
        ("method", partial(draw_method, stage, report)),
    ]
    both = pairs(document, analysis)
    listed = [each for each in listed_maps(document, analysis) if not report.earlier(each)]
    for stream in document.streams:
        for held in listed:
            if held.stream == stream.id:
                jobs += _of_map(stage, report, held)
        jobs += [
            ("compared", partial(draw_comparison, stage, report, before, after))
            for before, after in both
            if before.stream == stream.id and not report.earlier(before)
        ]
        current = document.current_map(stream.id)
        if current and current.id in analysis.maps:
            jobs.append(("experience", partial(draw_experience, stage, report, current)))
    jobs += [
        ("services", partial(draw_portfolio, stage, report)),
        ("money", partial(draw_allocation, stage, report)),
        ("findings", partial(draw_register, stage, report)),
        ("plan", partial(draw_plan, stage, report)),
        ("roadmap", partial(draw_roadmap, stage, report)),
        ("summary", partial(draw_asked, stage, report)),
    ]
    gone = options.left_out
    kept = [draw for key, draw in jobs if key not in gone and section(key).under not in gone]
    return [partial(draw_cover, stage, report, options), *kept]


def _of_map(stage: Stage, report: Report, held: Map) -> list[tuple[str, Draw]]:
    """The slides of one map; its figures are those of the steps that it has."""
    found: list[tuple[str, Draw]] = [("maps", partial(draw_map, stage, report, held))]
    if report.analysis.maps[held.id].figures.steps:
        found += [
            ("figures", partial(draw_figures, stage, report, held)),
            ("path", partial(draw_path, stage, report, held)),
            ("capacity", partial(draw_capacity, stage, report, held)),
            ("accountable", partial(draw_accountable, stage, report, held)),
        ]
    return found


def _describe(deck: Deck, report: Report) -> None:
    """The deck's own entries, as they are the same whenever it is made."""
    engagement, about = report.document.engagement, deck.core_properties
    about.title = one_line(report.title)[:255]
    about.author = (one_line(engagement.consultant) or "VSM Studio")[:255]
    about.subject = one_line(f"Value stream assessment {engagement.client}")[:255]
    about.last_modified_by = "VSM Studio"
    about.language = "en-GB"
    about.revision = 1
    about.created = about.modified = _MADE


def _packed(deck: Deck) -> bytes:
    """The file, its parts dated alike."""
    raw, out = BytesIO(), BytesIO()
    deck.save(raw)
    with zipfile.ZipFile(raw) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, _ZIPPED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, read.read(name))
    return out.getvalue()
