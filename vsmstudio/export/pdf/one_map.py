"""One map on its pages, as it stands in the report, to be printed by itself."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from vsmstudio.export.options import Options
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.fonts import registered
from vsmstudio.export.pdf.map_page import draw_map
from vsmstudio.export.pdf.paper import Paper
from vsmstudio.export.prepared import Prepared
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map
from vsmstudio.notation.text import REGULAR


def one_map(ready: Prepared, map_id: Id, on: date, options: Options) -> bytes:
    """The pages of one map. Raises `KeyError` where there is no such map."""
    report = Report(ready.document, ready.analysis, on)
    held = report.document.of(Map, map_id)
    if held is None:
        raise KeyError(map_id)
    out = BytesIO()
    first: Any = registered(REGULAR[0])
    canvas = Canvas(out, invariant=1, pageCompression=1, lang="en", initialFontName=first)
    said = (report.client, report.title, report.confidentiality, options.brand.footer)
    paper = Paper(canvas, " · ".join(words for words in said if words), options)
    draw_map(paper, report, held)
    paper.close_page()
    canvas.save()
    return out.getvalue()
