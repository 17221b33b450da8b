"""The part of a picture that shows some records: for a slide that is about these alone."""

from __future__ import annotations

from collections.abc import Sequence, Set

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, Link, Note
from vsmstudio.notation.shapes import Element, Picture


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
