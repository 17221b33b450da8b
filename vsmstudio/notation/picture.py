"""A whole map as a picture: what the canvas, the PDF and every other painter show."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.notation.drawing import Drawing, Scenery, places
from vsmstudio.notation.gaps import owner_gaps
from vsmstudio.notation.layers import ALL, Layers
from vsmstudio.notation.shapes import Picture, Point, Rect
from vsmstudio.notation.sizes import area_of
from vsmstudio.notation.tints import Colouring

__all__ = ["node_areas", "owner_gaps", "picture", "places"]


def picture(
    document: Document,
    map_id: Id,
    analysis: Analysis,
    moved: Mapping[Id, Point] | None = None,
    colouring: Colouring | None = None,
    legend: bool = True,
    layers: Layers = ALL,
) -> Picture:
    """The map with its flows, services, ladder and heading; `moved` shows nodes elsewhere, as while they are dragged.

    `colouring` tints steps by who owns them, and adds its `legend` at the bottom. Nodes that were never placed are left out:
    lay them out first. `layers` says what is shown.
    """
    drawing = Drawing()
    drawing.follow(Scenery(document, map_id, analysis, moved or {}, colouring, legend, layers))
    drawing.settle()
    pieces = sorted(drawing.pieces.values(), key=lambda piece: (piece.z, piece.rank))
    return Picture(tuple(piece.element for piece in pieces), drawing.area)


def node_areas(document: Document, map_id: Id) -> dict[Id, Rect]:
    """The area of every placed node of a map."""
    return {node.id: area_of(node, place) for node in document.nodes(map_id) if (place := document.position(node.id))}
