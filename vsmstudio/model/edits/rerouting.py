"""Edits of what leads where: a connection gets another end, is turned round, or leads through a node that stands already."""

from __future__ import annotations

from typing import Any

import msgspec

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import put, update
from vsmstudio.model.edits.healing import pull_out
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Endpoint, EndpointRole, Flow, FlowKind, Record
from vsmstudio.model.rules import Refused, Verdict, may_connect, no


def may_reconnect(document: Document, flow: Id, source: Id, target: Id) -> Verdict:
    """May a connection lead from `source` to `target` instead?"""
    held = document.of(Flow, flow)
    if held is None:
        return no("It is no longer there. Undo brings it back.")
    bare = document.apply(Change("", {held.id: (held, None)}))
    return may_connect(bare, source, target, held.kind)


def reconnect(document: Document, flow: Id, *, source: Id | None = None, target: Id | None = None) -> Change:
    """Let a connection begin at another node, or lead to another one; it keeps what else is known of it.

    Its share of the items belongs to the node that they leave, and goes blank where that is another.
    """
    held = _flow(document, flow)
    source, target = source or held.source, target or held.target
    may_reconnect(document, flow, source, target).or_refuse()
    fields: dict[str, Any] = {"source": source, "target": target}
    if source != held.source:
        fields["share"] = None
    change = update(document, flow, "Re-route connection", **fields)
    if held.kind is not FlowKind.WORK or not change:
        return change
    return change.then(put(document, "", *_turned(document, source, target)))


def reverse(document: Document, flow: Id) -> Change:
    """Let a connection lead the other way."""
    held = _flow(document, flow)
    return Change("Reverse connection", reconnect(document, flow, source=held.target, target=held.source).records)


def insert_held(document: Document, flow: Id, node: Id) -> Change:
    """Put a node that stands on the map already into a flow of work: the flow leads to it, another leads on from it."""
    between, held = _flow(document, flow), document.node(node)
    if between.kind is not FlowKind.WORK or held.map != between.map:
        raise Refused("A node is put into a flow of work on its own map. Drop it on one of these.")
    if isinstance(held, Endpoint):
        raise Refused(
            "The stream starts and ends at an endpoint, so no work passes through it. Drop a step or a queue."
        )
    may_connect(document, between.source, node).or_refuse()
    may_connect(document, node, between.target).or_refuse()
    into = msgspec.structs.replace(between, target=node)
    onward = Flow(id=new_id(), map=between.map, source=node, target=between.target)
    return put(document, f"Insert {document.name(node)[:40]}", into, onward)


def move_into(document: Document, flow: Id, node: Id) -> Change:
    """Put a node into a flow of work, out of the one place in a chain where it stands now, if it stands in one."""
    work = [each for each in (*document.arriving(node), *document.leaving(node)) if each.kind is FlowKind.WORK]
    if any(each.id == flow for each in work):
        raise Refused(f"{document.name(node)} is at the end of this connection already. Drop it on another one.")
    taken = Change("", {})
    if work:
        ends = [sum(each.target == node for each in work), sum(each.source == node for each in work)]
        if ends != [1, 1]:
            raise Refused(f"{document.name(node)} has branches. Draw its connections anew where it should stand.")
        taken = pull_out(document, node)
    return taken.then(inserted := insert_held(document.apply(taken), flow, node), inserted.label)


def _flow(document: Document, flow: Id) -> Flow:
    held = document.of(Flow, flow)
    if held is None:
        raise Refused("It is no longer there. Undo brings it back.")
    return held


def _turned(document: Document, source: Id, target: Id) -> list[Record]:
    """The endpoints that turn to the side that work now leaves or enters them on."""
    turned: list[Record] = []
    for key, role in ((source, EndpointRole.START), (target, EndpointRole.END)):
        end = document.of(Endpoint, key)
        if end is not None and end.role is not role:
            turned.append(msgspec.structs.replace(end, role=role))
    return turned
