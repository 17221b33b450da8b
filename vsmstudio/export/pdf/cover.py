"""The cover."""

from __future__ import annotations

from vsmstudio import __version__
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import BODY, Paper, Piece
from vsmstudio.export.tables.words import day
from vsmstudio.notation import text

_LEFT, _WIDTH = 78.0, 680.0


def draw_cover(paper: Paper, report: Report) -> None:
    """Title, client, consultant, date and version, beside the accent bar."""
    engagement = report.document.engagement
    paper.bare_page()
    paper.bookmark("Cover", 0, "cover")
    paper.box(0, 0, 14, paper.height, fill="accent")
    size = 34.0
    lines = text.wrap(report.title, size, _WIDTH, True)
    if len(lines) > 3:
        size = 20.0
        lines = text.wrap(report.title, size, _WIDTH, True, 7)
    y = 236 - (len(lines) - 1) * size * 0.6
    for line in lines:
        paper.write(Piece(_LEFT, y, line, size, bold=True))
        y += size * 1.2
    if report.title.casefold() != "value stream assessment":
        paper.write(Piece(_LEFT, y, "Value stream assessment", 18, "muted"))
    y += 56
    for line in text.wrap(engagement.client, 14, _WIDTH, True, 3):
        paper.write(Piece(_LEFT, y, line, 14, bold=True))
        y += 20
    for words in (engagement.consultant, day(report.on)):
        for line in text.wrap(words, 11, _WIDTH, False, 2):
            paper.write(Piece(_LEFT, y, line, 11, "muted"))
            y += 17
    paper.write(Piece(_LEFT, paper.height - 56, f"Confidential · Made with VSM Studio {__version__}", BODY, "muted"))
