"""A future map: it begins as the map that it is to replace, so that both can be compared step by step."""

from __future__ import annotations

from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map

NAME = "90 days"


def free_name(document: Document, stream: Id, wanted: str = NAME) -> str:
    """The wanted name for another map of a stream, with a number where a map bears it already."""
    taken = {each.name.casefold() for each in document.maps if each.stream == stream}
    number, name = 1, wanted
    while name.casefold() in taken:
        number += 1
        name = f"{wanted} ({number})"
    return name


def future_map(document: Document, map_id: Id) -> Change:
    """A future map that begins as this one stands; empty where this one is."""
    held = document.the(Map, map_id)
    name = free_name(document, held.stream)
    return (
        edits.copy_map(document, map_id, name) if document.nodes(map_id) else edits.add_map(document, held.stream, name)
    )
