"""The report that the client keeps, as a PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.options import SILENT, Options, Telling, options_of
from vsmstudio.export.prepared import Prepared, prepared
from vsmstudio.files import write_atomically
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id


def write_pdf(
    document: Document,
    analysis: Analysis,
    path: Path,
    date: date,
    options: Options | None = None,
    telling: Telling = SILENT,
) -> None:
    """Write the report; `date` is the as-of date that it bears. The same input gives the same bytes.

    Without `options` it is made as the engagement says. Raises `SaveFailed` and `Cancelled`; a file that stood there before
    is then as it was.
    """
    write_atomically(Path(path), report(document, analysis, date, options, telling))


def report(
    document: Document,
    analysis: Analysis,
    on: date,
    options: Options | None = None,
    telling: Telling = SILENT,
    ready: Prepared | None = None,
) -> bytes:
    """The report's bytes. Raises `Cancelled`. reportlab is imported here, as it takes long.

    `ready` is the document as it is shown, where that is known already.
    """
    from vsmstudio.export.pdf.pages import pages

    options = options or options_of(document)
    return pages(ready or prepared(document, analysis, on, options), on, options, telling)


def map_pages(document: Document, analysis: Analysis, map_id: Id, on: date, options: Options | None = None) -> bytes:
    """One map as its pages in the report. Raises `KeyError` where there is no such map."""
    from vsmstudio.export.pdf.one_map import one_map

    options = options or options_of(document)
    return one_map(prepared(document, analysis, on, options), map_id, on, options)
