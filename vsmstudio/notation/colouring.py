"""By what the steps of a map are coloured."""

from __future__ import annotations

from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.notation import bands
from vsmstudio.notation.ownership import owners
from vsmstudio.notation.tints import By, Colouring


def colours(document: Document, analysis: Analysis, map_id: Id, by: By = "owner") -> Colouring:
    """Colour the steps of a map by their owner, the owner's unit or its side, by value class, %C&A or utilisation."""
    result = analysis.maps[map_id]
    match by:
        case "value":
            return bands.values(document, result, map_id)
        case "quality":
            return bands.quality(document, result, map_id)
        case "utilisation":
            return bands.utilisation(document, result, map_id)
        case _:
            return owners(document, result, map_id, by)
