"""The part of a picture that shows some records: for a slide that is about these alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, Link, Note
from vsmstudio.notation.shapes import Element, Picture


def excerpt(document: Document, picture: Picture, chosen: Iterable[Id]) -> Picture:
    """What is chosen, with the connections and links that run between it and the notes about it.

    The whole picture where nothing of what is chosen is drawn in it.
    """
    keys = set(chosen)
    shown = tuple(each for each in picture.elements if belongs(document, each.id, keys))
    if not any(each.id in keys for each in shown):
        return picture
    return framed(shown)


def framed(elements: Sequence[Element]) -> Picture:
    """Elements as a picture of their own, as large as they are; there must be one at least."""
    area = elements[0].area
    for each in elements:
        area = area.united(each.area)
    return Picture(tuple(elements), area)


def belongs(document: Document, key: Id, chosen: Set[Id]) -> bool:
    """Is it chosen, does it run between two that are, or is it a note about one?"""
    if key in chosen:
        return True
    record = document.get(key)
    if isinstance(record, Flow | Link):
        return record.source in chosen and record.target in chosen
    return isinstance(record, Note) and record.about in chosen
