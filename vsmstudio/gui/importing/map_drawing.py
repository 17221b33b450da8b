"""The maps that an import would make, as pictures; worked out beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vsmstudio.gui.background import Progress
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.notation.shapes import Picture

if TYPE_CHECKING:
    from vsmstudio.analysis.results import Analysis


class Prepared(NamedTuple):
    """A document in which every node has its place, and its figures."""

    document: Document
    analysis: Analysis


def placed(document: Document) -> Document:
    """The document with every map laid out of which a node has no place; maps that came with their places keep them."""
    from vsmstudio.notation.layout import layout

    for each in document.maps:
        if any(document.position(node.id) is None for node in document.nodes(each.id)):
            document = document.apply(edits.place(document, layout(document, each.id)))
    return document


def prepared(document: Document, progress: Progress = lambda _: True) -> Prepared | None:
    """What all pictures of a document need; None where nobody wants it any more."""
    from vsmstudio.analysis.analyse import analyse

    if not progress(0.1):
        return None
    document = placed(document)
    return Prepared(document, analyse(document)) if progress(0.6) else None


def drawn(held: Prepared, map_id: Id) -> Picture | None:
    """A map as the canvas would show it, or None where nothing is on it."""
    from vsmstudio.notation.picture import picture

    return picture(held.document, map_id, held.analysis) if held.document.nodes(map_id) else None
