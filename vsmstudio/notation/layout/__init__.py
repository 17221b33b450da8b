"""Where the nodes of a map stand when nobody has placed them, and when they are tidied up."""

from __future__ import annotations

from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.notation.layout.tidy import tidied
from vsmstudio.notation.shapes import Point

__all__ = ["laid_out", "layout", "tidied"]


def layout(document: Document, map_id: Id) -> dict[Id, Point]:
    """The upper left corner of every node of a map: left to right, branches below each other, the person's order kept."""
    return tidied(document, map_id)


def laid_out(document: Document) -> Document:
    """The document with every node of every map in its place, as after an import."""
    for each in document.maps:
        document = document.apply(edits.place(document, layout(document, each.id)))
    return document
