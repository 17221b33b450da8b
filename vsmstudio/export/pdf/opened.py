"""A file of pages of the report, begun: with the bundled face, and what stands in every footer."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from vsmstudio.export.options import Options
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.fonts import registered
from vsmstudio.export.pdf.paper import Paper
from vsmstudio.notation.text import REGULAR


def opened(out: BytesIO, report: Report, options: Options) -> Paper:
    """Paper without a page yet; what is drawn is written to `out` once its canvas is saved."""
    first: Any = registered(REGULAR[0])  # no page may open with one of PDF's own fonts, which are not embedded
    canvas = Canvas(out, invariant=1, pageCompression=1, lang="en", initialFontName=first)
    said = (report.client, report.title, report.confidentiality, options.brand.footer)
    return Paper(canvas, " · ".join(words for words in said if words), options)
