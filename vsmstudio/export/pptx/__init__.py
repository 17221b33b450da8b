"""The deck that a consultant presents to the client's board and that the client can edit, as a PowerPoint file."""

from __future__ import annotations

from datetime import date

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.options import SILENT, Options, Telling, options_of
from vsmstudio.export.prepared import Prepared, prepared
from vsmstudio.model.document import Document


def deck(
    document: Document,
    analysis: Analysis,
    on: date,
    options: Options | None = None,
    telling: Telling = SILENT,
    ready: Prepared | None = None,
) -> bytes:
    """The deck's bytes; `on` is the as-of date that it bears. The same input gives the same bytes.

    Without `options` it is made as the engagement says; `ready` is the document as it is shown, where that is known already.
    Raises `Cancelled`. python-pptx is imported here, as it takes long.
    """
    from vsmstudio.export.pptx.slides import slides

    options = options or options_of(document)
    return slides(ready or prepared(document, analysis, on, options), on, options, telling)
