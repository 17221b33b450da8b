"""The report that the client keeps, as a PDF."""

from __future__ import annotations

from datetime import date

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.options import SILENT, Options, Telling, options_of
from vsmstudio.export.prepared import Prepared, prepared
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id


def report(
    document: Document,
    analysis: Analysis,
    on: date,
    options: Options | None = None,
    telling: Telling = SILENT,
    ready: Prepared | None = None,
) -> bytes:
    """The report's bytes; `on` is the as-of date that it bears. The same input gives the same bytes.

    Without `options` it is made as the engagement says; `ready` is the document as it is shown, where that is known already.
    Raises `Cancelled`. reportlab is imported here, as it takes long.
    """
    from vsmstudio.export.pdf.pages import pages

    options = options or options_of(document)
    return pages(ready or prepared(document, analysis, on, options), on, options, telling)


def map_pages(document: Document, analysis: Analysis, map_id: Id, on: date, options: Options | None = None) -> bytes:
    """One map as its pages in the report. Raises `KeyError` where there is no such map."""
    from vsmstudio.export.pdf.one_map import one_map

    options = options or options_of(document)
    return one_map(prepared(document, analysis, on, options), map_id, on, options)
