"""The same thing made on both sides gets one id: a connection between the same nodes, the place of a node, a link."""

from __future__ import annotations

from typing import Any

import msgspec

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Acceptance,
    Engagement,
    Flow,
    Kept,
    Link,
    Objection,
    Placement,
    Ranked,
    Record,
    Touchpoint,
)


def natural_key(record: Record) -> tuple[Any, ...] | None:
    """What makes a record the same as another whatever their ids are; None for kinds of which there may be several alike.

    Nothing refers to records of these kinds, so they may change their ids.
    """
    if isinstance(record, Flow | Link):
        return (record.type, record.source, record.target, record.kind)
    if isinstance(record, Placement):
        return (record.type, record.node)
    if isinstance(record, (Acceptance, Objection)):
        return (record.type, record.rule, record.subject, record.aspect)
    if isinstance(record, Touchpoint):
        return (record.type, record.step, record.audience)
    if isinstance(record, Ranked):
        return (record.type, record.ranking, record.improvement)
    if isinstance(record, Kept) and record.key:
        return (record.type, record.format, record.kind, record.key)
    return (record.type,) if isinstance(record, Engagement) else None


def aligned(base: Document, ours: Document, theirs: Document) -> tuple[Document, Document]:
    """`base` and `theirs` with the ids of `ours` for what both sides made, or made anew, each for itself."""
    wanted = _own(ours, base, theirs)
    pairs = [(old, new) for key, old in _own(theirs, base, ours).items() if (new := wanted.get(key))]
    if not pairs:
        return base, theirs
    return _renamed(base, pairs), _renamed(theirs, pairs)


def _own(side: Document, base: Document, other: Document) -> dict[tuple[Any, ...], Id]:
    """What one side made or altered and the other does not know, by natural key."""
    found: dict[tuple[Any, ...], Id] = {}
    for key in sorted(side.records.keys() - other.records.keys()):
        record = side.records[key]
        natural = natural_key(record)
        if natural is not None and base.get(key) != record:
            found.setdefault(natural, key)
    return found


def _renamed(document: Document, pairs: list[tuple[Id, Id]]) -> Document:
    records = dict(document.records)
    for old, new in pairs:
        record = records.pop(old, None)
        if record is not None:
            records[new] = msgspec.structs.replace(record, id=new)
    return Document(records)
