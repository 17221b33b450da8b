"""The report that the client keeps, as a PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vsmstudio.analysis.results import Analysis
from vsmstudio.files import write_atomically
from vsmstudio.model.document import Document


def write_pdf(document: Document, analysis: Analysis, path: Path, date: date) -> None:
    """Write the report; `date` is the as-of date that it bears. The same input gives the same bytes.

    Raises `SaveFailed`; a file that stood there before is then as it was.
    """
    write_atomically(Path(path), report(document, analysis, date))


def report(document: Document, analysis: Analysis, on: date) -> bytes:
    """The report's bytes. reportlab is imported here, as it takes long."""
    from vsmstudio.export.pdf.pages import pages

    return pages(document, analysis, on)
