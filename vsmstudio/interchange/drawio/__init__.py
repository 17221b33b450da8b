"""draw.io drawings, in and out: value stream maps, flowcharts and BPMN as maps, and maps as drawings that stay editable."""

from __future__ import annotations

from collections.abc import Collection

from vsmstudio.interchange.drawio.reading import read_bytes
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

__all__ = ["read_bytes", "write"]


def write(document: Document, map_ids: Collection[Id] | None = None) -> bytes:
    """A `.drawio` file of all maps, or of these; `read_bytes` gives the same records back."""
    from vsmstudio.interchange.drawio.writing import write as written  # which analyses, as reading never does

    return written(document, map_ids)
