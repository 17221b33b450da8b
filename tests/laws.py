"""The laws that every change is held to."""

from __future__ import annotations

from vsmstudio.model import rules
from vsmstudio.model.document import Change, Document, diff
from vsmstudio.storage.codec import decode, encode


def hold_the_laws(document: Document, change: Change) -> Document:
    """Check a change against the document that it was made for, and give the document after it.

    Undoing it gives the start, the difference is the change, the result survives its file, and it is as sound as before.
    """
    before = dict(document.records)
    after = document.apply(change)
    assert dict(document.records) == before, "applying altered the document"
    assert after.apply(change.inverse()) == document, "undoing does not give the start"
    assert change.inverse().inverse() == change
    assert dict(diff(document, after).records) == dict(change.records), "the difference is not the change"
    assert decode(encode(after)) == after, "it does not survive its file"
    assert rules.check(after) == (), "it is not sound"
    assert change.label or not change, "it has no name for the menu"
    return after
