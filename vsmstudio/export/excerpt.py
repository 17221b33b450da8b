"""The part of a picture that shows some records: for a slide that is about these alone."""

from __future__ import annotations

from collections.abc import Iterable

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, Link, Note
from vsmstudio.notation.shapes import Element, Picture


def excerpt(document: Document, picture: Picture, chosen: Iterable[Id]) -> Picture:
    """What is chosen, with the connections and links that run between it and the notes about it.

    The whole picture where nothing of what is chosen is drawn in it.
    """
    keys = set(chosen)
    shown = tuple(each for each in picture.elements if _belongs(document, each, keys))
    if not any(each.id in keys for each in shown):
        return picture
    area = shown[0].area
    for each in shown:
        area = area.united(each.area)
    return Picture(shown, area)


def _belongs(document: Document, element: Element, keys: set[Id]) -> bool:
    if element.id in keys:
        return True
    record = document.get(element.id)
    if isinstance(record, Flow | Link):
        return record.source in keys and record.target in keys
    return isinstance(record, Note) and record.about in keys
