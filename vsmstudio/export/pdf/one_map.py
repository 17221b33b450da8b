"""One map on its pages, as it stands in the report, to be printed by itself."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from vsmstudio.export.options import Options
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.map_page import draw_map
from vsmstudio.export.pdf.opened import opened
from vsmstudio.export.prepared import Prepared
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map


def one_map(ready: Prepared, map_id: Id, on: date, options: Options) -> bytes:
    """The pages of one map. Raises `KeyError` where there is no such map."""
    report = Report(ready.document, ready.analysis, on)
    held = report.document.of(Map, map_id)
    if held is None:
        raise KeyError(map_id)
    out = BytesIO()
    paper = opened(out, report, options)
    draw_map(paper, report, held)
    paper.close_page()
    paper.canvas.save()
    return out.getvalue()
