"""Edits that close the gap which deleted nodes leave in a chain: what led to them leads on to what followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import put, remove
from vsmstudio.model.edits.mapping import delete
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import NODE_KINDS, Flow, FlowKind, Handoff, Queue, Record, Split
from vsmstudio.model.rules import Refused, may_connect

MOST_JOINS = 400  # more than this nobody can have meant


class _Way(NamedTuple):
    """One way through what is gone: the flow into it, the flow out of it, the share of the items (None: not said)."""

    into: Flow
    out: Flow
    share: float | None
    waits_only: bool  # does it pass nothing but queues?


def delete_and_heal(document: Document, keys: Iterable[Id]) -> Change:
    """Remove what was selected, and lead the work that reached it on to where it went from there.

    The first connection onward is the one that led in, with what was said of it; the share of the items goes along. A
    handoff that was agreed with a deleted step is asked anew; one across a queue stays, as it joined the same people.
    """
    chosen = [key for key in keys if key in document]
    deleted = delete(document, chosen)
    joins = _joins(document, deleted)
    if not joins:
        return deleted
    healed = put(document, "", *_bridges(joins, set(chosen)), *_splits(document, deleted, joins))
    grown = document.apply(healed)
    return healed.then(remove(grown, "", chosen), f"{deleted.label} and connect")


def pull_out(document: Document, node: Id) -> Change:
    """Take a node out of its chain, which closes behind it; the node stays, with no work to or from it."""
    held = document.node(node)
    flows = [flow for flow in (*document.arriving(node), *document.leaving(node)) if flow.kind is FlowKind.WORK]
    gone: dict[Id, tuple[Record | None, Record | None]] = {each.id: (each, None) for each in (held, *flows)}
    without = Change("", gone)
    joins = _joins(document, without)
    bridges = _bridges(joins, set())
    kept = {each.id for each in bridges}
    healed = put(document, f"Take {document.name(node)[:40]} out", *bridges, *_splits(document, without, joins))
    rest = [flow.id for flow in flows if flow.id not in kept]
    return healed.then(remove(document.apply(healed), "", rest), healed.label)


def heal(before: Document, deleted: Change, document: Document) -> Change:
    """Connect what `deleted`, done to `before`, left apart, as far as it still stands apart in `document`."""
    if any(key in document for key, (_, after) in deleted.records.items() if after is None):
        raise Refused("What was deleted is there again. Delete it once more, or draw the connection.")
    made = [
        _joined(way, new_id())
        for way in _joins(before, deleted)
        if way.into.source in document
        and way.out.target in document
        and may_connect(document, way.into.source, way.out.target)
    ]
    if not made:
        raise Refused("Nothing is left to connect. Draw a connection from one step to the next.")
    splits = [
        each
        for each in _splits(before, deleted, _joins(before, deleted))
        if document.get(each.id) == before.get(each.id)
    ]
    return put(document, "Connect what is left", *made, *splits)


def is_broken(before: Document, deleted: Change) -> bool:
    """Did `deleted` take nodes out of a chain, so that what led to them leads nowhere now?"""
    return bool(_joins(before, deleted))


def _joins(document: Document, deleted: Change) -> list[_Way]:
    """One way for each pair of nodes that stay and were joined through deleted ones alone, and by no flow of their own."""
    gone = {key for key, (held, after) in deleted.records.items() if isinstance(held, NODE_KINDS) and after is None}
    after = document.apply(deleted)
    found: dict[tuple[Id, Id], _Way] = {}
    for flow in _into(document, gone):
        for way in _onward(document, flow, gone):
            pair = (flow.source, way.out.target)
            if pair in found:
                found[pair] = found[pair]._replace(share=_sum(found[pair].share, way.share))
            elif may_connect(after, *pair):
                found[pair] = way
            if len(found) > MOST_JOINS:
                raise Refused(f"That would draw more than {MOST_JOINS} connections. Delete fewer steps at once.")
    return list(found.values())


def _into(document: Document, gone: set[Id]) -> Iterator[Flow]:
    """Work that reaches what is gone, by the node that it comes from, in one order."""
    reaching = [
        flow
        for key in gone
        for flow in document.arriving(key)
        if flow.kind is FlowKind.WORK and flow.source not in gone
    ]
    yield from sorted(reaching, key=lambda flow: (flow.source, flow.id))


def _onward(document: Document, into: Flow, gone: set[Id]) -> Iterator[_Way]:
    """The ways that lead on from a flow through what is gone; each node is passed once."""
    seen = {into.target}
    waiting = [(into.target, into.share, isinstance(document.get(into.target), Queue))]
    while waiting:
        at, share, waits = waiting.pop()
        leaving = [flow for flow in document.leaving(at) if flow.kind is FlowKind.WORK]
        for flow in leaving:
            part = share
            if len(leaving) > 1:
                part = _times(share, flow.share) if document.node(at).split is Split.ONE else None
            if flow.target not in gone:
                yield _Way(into, flow, part, waits)
            elif flow.target not in seen:
                seen.add(flow.target)
                waiting.append((flow.target, part, waits and isinstance(document.get(flow.target), Queue)))


def _bridges(joins: list[_Way], going: set[Id]) -> list[Flow]:
    """The flows across the gap. The first of each that led in is that flow itself, unless it was to go as well."""
    made: list[Flow] = []
    used = set(going)
    for way in joins:
        made.append(_joined(way, new_id() if way.into.id in used else way.into.id))
        used.add(way.into.id)
    return made


def _joined(way: _Way, key: Id) -> Flow:
    fields: dict[str, Any] = {"id": key, "target": way.out.target, "share": way.share}
    fields["delay"] = way.into.delay or way.out.delay
    fields["medium"] = way.into.medium or way.out.medium
    if not way.waits_only:
        fields |= {
            "handoff": Handoff.NOT_ASKED,
            "handoff_what": "",
            "handoff_complete": "",
            "handoff_within": None,
            "handoff_since": None,
        }
    return msgspec.structs.replace(way.into, **fields)


def _splits(document: Document, deleted: Change, joins: list[_Way]) -> list[Record]:
    """Nodes that lead on to several now by the choice of the deleted node that alone followed them: they choose instead."""
    found: list[Record] = []
    for key in dict.fromkeys(way.into.source for way in joins):
        node = document.node(key)
        flows = [flow for flow in document.leaving(key) if flow.kind is FlowKind.WORK]
        ways = [way for way in joins if way.into.source == key]
        chose = len(flows) == 1 and document.node(flows[0].target).split is Split.ONE
        if chose and len(ways) > 1 and node.split is Split.ALL and key not in deleted.records:
            found.append(msgspec.structs.replace(node, split=Split.ONE))
    return found


def _times(share: float | None, part: float | None) -> float | None:
    """A part of a share; where all items came this way, the part alone."""
    return part if share is None else None if part is None else share * part


def _sum(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else min(1.0, a + b)
