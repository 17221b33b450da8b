"""The title slide: logos, title, client, date, version and confidentiality."""

from __future__ import annotations

from vsmstudio.export.emblems import size_of
from vsmstudio.export.options import Options
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import Paragraph, Run, one_line, said
from vsmstudio.export.pptx.measure import cut, shrunk
from vsmstudio.export.pptx.sizes import HEIGHT, RIGHT
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.export.pptx.template import COVER
from vsmstudio.export.tables.words import day
from vsmstudio.model.records.base import emblem
from vsmstudio.notation.shapes import Rect

_LEFT, _WIDTH = 78.0, 800.0
_KIND = "Value stream assessment"


def draw_cover(stage: Stage, report: Report, options: Options) -> None:
    """The first slide."""
    engagement = report.document.engagement
    slide = stage.bare(COVER)
    title = one_line(report.title)
    size = 38.0 if len(title) < 60 else shrunk(title, 38, _WIDTH * 3, True, 0.5)
    slide.placeholder("Title", 'type="ctrTitle"', (said(cut(title, size, _WIDTH, True, 3), size, bold=True),))
    if title.casefold() != _KIND.casefold():
        slide.placeholder("Subtitle", 'type="subTitle" idx="1"', (said(_KIND, 18, "muted"),))
    version = one_line(engagement.version)
    about = [Paragraph((Run(cut(engagement.client, 16, _WIDTH, True, 2), 16, "ink", True),))]
    rest = (engagement.consultant, day(report.on) + (f" · Version {version}" if version else ""))
    about += [said(cut(one_line(each), 12, _WIDTH, False, 2), 12, "muted") for each in rest if each]
    slide.placeholder("About", 'type="body" sz="quarter" idx="13"', [each for each in about if each.runs[0].words])
    if logo := _drawable(emblem(engagement.logo)):
        slide.picture(logo, Rect(_LEFT, 48, 220, 64), f"Logo of {one_line(engagement.client) or 'the client'}")
    if options.brand.logo:
        slide.picture(options.brand.logo, Rect(RIGHT - 160, HEIGHT - 84, 160, 44), "Logo")
    words = cut(one_line(report.confidentiality), 11, 500, False, 1)
    slide.words(Rect(_LEFT, HEIGHT - 60, 500, 16), (said(words, 11, "muted"),), "Confidentiality")


def _drawable(logo: bytes) -> bytes:
    """The logo, or none where it is damaged: a slide with such a picture could not be made, or not be opened."""
    try:
        size_of(logo)
    except ValueError:
        return b""
    return logo
