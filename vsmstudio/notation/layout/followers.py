"""What goes along when nodes are laid out: notes and bursts keep their distance to the node that they belong to."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import area_of


def notes_along(document: Document, map_id: Id, places: Mapping[Id, Point]) -> dict[Id, Point]:
    """Where the notes of a map go: with the node that they are about, else with the nearest, if that is among `places`."""
    stood = {node.id: at for node in document.nodes(map_id) if (at := document.position(node.id))}
    moved: dict[Id, Point] = {}
    for note in document.notes(map_id):
        at = document.position(note.id)
        home = note.about if note.about in stood else _nearest(document, stood, at) if at else None
        if at is None or home is None or home not in places:
            continue
        dx, dy = places[home][0] - stood[home][0], places[home][1] - stood[home][1]
        if dx or dy:
            moved[note.id] = (at[0] + dx, at[1] + dy)
    return moved


def _nearest(document: Document, stood: Mapping[Id, Point], at: Point) -> Id | None:
    def distance(key: Id) -> tuple[float, Id]:
        x, y = area_of(document.node(key), stood[key]).center
        return ((x - at[0]) ** 2 + (y - at[1]) ** 2, key)

    return min(stood, key=distance, default=None)
