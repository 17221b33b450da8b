"""The deck that a consultant presents to the client's board and that the client can edit, as a PowerPoint file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.options import SILENT, Options, Telling, options_of
from vsmstudio.export.prepared import Prepared, prepared
from vsmstudio.files import write_atomically
from vsmstudio.model.document import Document


def write_pptx(
    document: Document,
    analysis: Analysis,
    path: Path,
    date: date,
    options: Options | None = None,
    telling: Telling = SILENT,
) -> None:
    """Write the deck; `date` is the as-of date that it bears. The same input gives the same bytes.

    Raises `SaveFailed`, and `Cancelled` where nobody wants it any more; a file that stood there before is then as it was.
    """
    write_atomically(Path(path), deck(document, analysis, date, options, telling))


def deck(
    document: Document,
    analysis: Analysis,
    on: date,
    options: Options | None = None,
    telling: Telling = SILENT,
    ready: Prepared | None = None,
) -> bytes:
    """The deck's bytes; without `options`, as the engagement says. `ready` is the state to draw from, where it is there already.

    python-pptx is imported here, as it takes long. Raises `Cancelled`.
    """
    from vsmstudio.export.pptx.slides import slides

    options = options or options_of(document)
    return slides(ready or prepared(document, analysis, on, options), on, options, telling)
