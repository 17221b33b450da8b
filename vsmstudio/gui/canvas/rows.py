"""The rows that nodes stand in: what is dropped or moved near to a row joins it, so that connections run straight."""

from __future__ import annotations

from collections.abc import Collection

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.notation.sizes import area_of


def row_near(document: Document, map_id: Id, y: float, reach: float, without: Collection[Id] = ()) -> float | None:
    """The middle line of the nearest row of nodes within reach of `y`. Nodes named in `without` make no row."""
    lines = {
        area_of(each, at).center[1]
        for each in document.nodes(map_id)
        if each.id not in without and (at := document.position(each.id))
    }
    near = [line for line in lines if abs(line - y) <= reach]
    return min(near, key=lambda line: (abs(line - y), line)) if near else None
