"""A document as a new one of its own: the same facts, under ids that no other document holds."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Record
from vsmstudio.model.references import references


def renewed(document: Document, give: Callable[[Record], Id] = lambda _: new_id()) -> Document:
    """The document with another id for every record; whatever refers to one follows. Nothing else differs."""
    ids = {key: give(record) for key, record in document.records.items()}
    made = []
    for key, record in document.records.items():
        follow = {reference.field: ids.get(held, held) for reference, held in references(record)}
        made.append(msgspec.structs.replace(record, id=ids[key], **follow))
    return Document(made)
