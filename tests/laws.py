"""The laws that every change is held to."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from vsmstudio.model import rules
from vsmstudio.model.document import Change, Document, diff
from vsmstudio.storage.codec import decode, encode


def hold_the_laws(document: Document, change: Change) -> Document:
    """Check a change against the document that it was made for, and give the document after it.

    Undoing it gives the start, the difference is the change, the result survives its file, and it is as sound as before.
    """
    before = dict(document.records)
    indexes_of(document)
    after = document.apply(change)
    assert dict(document.records) == before, "applying altered the document"
    assert after.apply(change.inverse()) == document, "undoing does not give the start"
    assert change.inverse().inverse() == change
    assert dict(diff(document, after).records) == dict(change.records), "the difference is not the change"
    assert decode(encode(after)) == after, "it does not survive its file"
    assert rules.check(after) == (), "it is not sound"
    assert indexes_of(after) == indexes_of(Document(after.records)), "an index is that of an earlier document"
    assert change.label or not change, "it has no name for the menu"
    return after


def indexes_of(document: Document) -> dict[str, Any]:
    """Everything that a document keeps to answer quickly, made if it was not yet."""
    names = [name for name, held in vars(Document).items() if isinstance(held, cached_property)]
    return {name: getattr(document, name) for name in names}
