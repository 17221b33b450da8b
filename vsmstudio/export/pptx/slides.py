"""The slides of the deck in their order, and its bytes: the same input gives the same."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from io import BytesIO

from pptx.presentation import Presentation as Deck

from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.states import pairs
from vsmstudio.export.options import Options, Telling, options_of
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import one_line
from vsmstudio.export.pptx.cover import draw_cover
from vsmstudio.export.pptx.maps import draw_map
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.export.pptx.template import template
from vsmstudio.export.prepared import prepared
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.tables.words import day
from vsmstudio.model.document import Document

_MADE = datetime.datetime(2000, 1, 1)
_ZIPPED = (1980, 1, 1, 0, 0, 0)

Draw = Callable[[], object]


def slides(
    document: Document, analysis: Analysis, on: datetime.date, options: Options | None, telling: Telling
) -> bytes:
    """The whole deck. Raises `Cancelled`."""
    options = options or options_of(document)
    ready = prepared(document, analysis, on, options)
    report = Report(ready.document, ready.analysis, on)
    engagement = report.document.engagement
    deck = template(options.brand)
    _describe(deck, report)
    parts = (engagement.client, report.title, day(on), engagement.confidentiality, options.brand.footer)
    stage = Stage(deck, options.brand.theme, " · ".join(each for each in map(one_line, parts) if each))
    jobs = _jobs(stage, report, options)
    for index, job in enumerate(jobs):
        telling.tell(index / len(jobs))
        job()
    return _packed(deck)


def _jobs(stage: Stage, report: Report, options: Options) -> list[Draw]:
    """What draws each section that is asked for, in order."""
    jobs: list[tuple[str, Draw]] = [("", lambda: draw_cover(stage, report, options))]
    document, analysis = report.document, report.analysis
    for held in listed_maps(document, analysis):
        jobs.append(("maps", lambda held=held: draw_map(stage, report, held)))  # type: ignore[misc]
    pairs(document, analysis)
    return [draw for key, draw in jobs if key not in options.left_out]


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
