"""The cover."""

from __future__ import annotations

from vsmstudio import __version__
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import BODY, RIGHT, Paper, Piece
from vsmstudio.export.tables.words import day
from vsmstudio.model.records.base import emblem
from vsmstudio.notation import text

_LEFT, _WIDTH, _BAR = 78.0, 680.0, 14.0
_SUBTITLE = "Value stream assessment"
_CLIENTS, _OWN = (230.0, 76.0), (170.0, 46.0)  # the most room of the client's logo, and of the consultancy's


def draw_cover(paper: Paper, report: Report) -> None:
    """Logos, title, client, consultant, date, version and confidentiality, beside a bar of the brand's colour."""
    engagement, brand = report.document.engagement, paper.options.brand
    paper.bare_page()
    paper.bookmark("Cover", 0, "cover")
    paper.box(0, -1, _BAR, paper.height + 2, fill="brand")
    paper.picture(emblem(engagement.logo), _LEFT, 64, *_CLIENTS)
    size = 34.0
    lines = text.wrap(report.title, size, _WIDTH, True)
    if len(lines) > 3:
        size = 20.0
        lines = text.wrap(report.title, size, _WIDTH, True, 7)
    y = paper.height * 0.42 - (len(lines) - 1) * size * 0.6
    for line in lines:
        paper.write(Piece(_LEFT, y, line, size, bold=True))
        y += size * 1.2
    if report.title.casefold() != _SUBTITLE.casefold():
        paper.write(Piece(_LEFT, y, _SUBTITLE, 18, "muted"))
    y += 56
    for line in text.wrap(engagement.client, 14, _WIDTH, True, 3):
        paper.write(Piece(_LEFT, y, line, 14, bold=True))
        y += 20
    version = " ".join(engagement.version.split())
    if version and version[0].isdigit():
        version = f"Version {version}"
    for words in (engagement.consultant, " · ".join(each for each in (day(report.on), version) if each)):
        for line in text.wrap(words, 11, _WIDTH, False, 2):
            paper.write(Piece(_LEFT, y, line, 11, "muted"))
            y += 17
    foot = paper.height - 56
    room = RIGHT - _LEFT - (_OWN[0] + 24 if brand.logo else 0)
    paper.write(Piece(_LEFT, foot, text.shorten(report.confidentiality, 11, room, True), 11, bold=True))
    paper.write(Piece(_LEFT, foot + 16, f"Made with VSM Studio {__version__}", BODY - 1, "muted"))
    paper.picture(brand.logo, RIGHT - _OWN[0], foot + 16 - _OWN[1], *_OWN, align="right")
