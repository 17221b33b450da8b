"""Where the nodes of a map stand when nobody has placed them, and when they are tidied up."""

from __future__ import annotations

from collections.abc import Collection

from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.notation.layout.followers import notes_along
from vsmstudio.notation.layout.tidy import tidied
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import area_of, snapped

__all__ = ["laid_out", "layout", "tidied_selection"]

_ROOM = 24.0


def layout(document: Document, map_id: Id) -> dict[Id, Point]:
    """The upper left corner of every node of a map: left to right, branches below each other, the person's order kept.

    Notes that stand on the map are placed, too: each as far from its step as it was.
    """
    places = tidied(document, map_id)
    return {**places, **notes_along(document, map_id, places)}


def tidied_selection(document: Document, map_id: Id, keys: Collection[Id]) -> dict[Id, Point]:
    """The same for some of its nodes, at the place where they stand, below other nodes that they would stand on."""
    old = [area_of(document.node(key), at) for key in keys if (at := document.position(key))]
    places = tidied(document, map_id, keys)
    others = [
        area_of(node, at)
        for node in document.nodes(map_id)
        if node.id not in places and (at := document.position(node.id))
    ]
    left = snapped(min((area.x for area in old), default=0.0) - min(x for x, _ in places.values()))
    top = snapped(min((area.y for area in old), default=0.0) - min(y for _, y in places.values()))
    while met := _met(document, places, left, top, others):
        top += snapped(max(area.bottom for area in met) + _ROOM - min(y + top for _, y in places.values()) + 4)
    places = {key: (x + left, y + top) for key, (x, y) in places.items()}
    return {**places, **notes_along(document, map_id, places)}


def laid_out(document: Document) -> Document:
    """The document with every node of every map in its place, as after an import."""
    for each in document.maps:
        document = document.apply(edits.place(document, layout(document, each.id)))
    return document


def _met(document: Document, places: dict[Id, Point], left: float, top: float, others: list[Rect]) -> list[Rect]:
    found = [area_of(document.node(key), (x + left, y + top)).grown(_ROOM / 2) for key, (x, y) in places.items()]
    return [area for area in others if any(area.touches(each) for each in found)]
