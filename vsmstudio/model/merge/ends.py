"""A start has work leaving it, an end has work arriving, and no endpoint has both unless one side drew it so."""

from __future__ import annotations

from collections.abc import Iterable

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.merge.table import Table
from vsmstudio.model.records import Endpoint, EndpointRole, Flow, FlowKind, Record

Work = dict[Id, tuple[list[Id], list[Id]]]  # endpoint -> the work flows that arrive, and that leave


def settle_ends(table: Table) -> None:
    """Where one side made an endpoint a start and the other an end, ours holds and their connections are left out."""
    now = _work(table.records.values())
    ours, theirs = _work(table.sides.ours.records.values()), _work(table.sides.theirs.records.values())
    for key in sorted(now):
        arriving, leaving = now[key]
        if arriving and leaving and not any(all(side.get(key, ((), ()))) for side in (ours, theirs)):
            starts = bool(ours.get(key, ((), ()))[1])
            for flow in arriving if starts else leaving:
                _leave_out(table, key, flow, starts)
            arriving, leaving = ([], leaving) if starts else (arriving, [])
        if bool(arriving) != bool(leaving):
            _turn(table, key, EndpointRole.END if arriving else EndpointRole.START, (ours, theirs))


def _work(records: Iterable[Record]) -> Work:
    held = {record.id: record for record in records}
    found: Work = {key: ([], []) for key, record in held.items() if isinstance(record, Endpoint)}
    for key in sorted(held):
        flow = held[key]
        if isinstance(flow, Flow) and flow.kind is FlowKind.WORK:
            if flow.target in found:
                found[flow.target][0].append(key)
            if flow.source in found:
                found[flow.source][1].append(key)
    return found


def _leave_out(table: Table, key: Id, flow: Id, starts: bool) -> None:
    name = table.name(flow)
    table.ends_back_to_ours(flow)
    why = "starts, so no work enters it" if starts else "ends, so no work leaves it"
    table.say(f"{name} of {table.sides.name} was left out: {table.name(key)} is where the stream {why}.")


def _turn(table: Table, key: Id, role: EndpointRole, sides: tuple[Work, Work]) -> None:
    """Turn an endpoint to the side that it is connected on, as drawing does; not where someone had it otherwise."""
    end = table.records[key]
    if not isinstance(end, Endpoint) or end.role is role:
        return
    documents: tuple[Document, Document] = (table.sides.ours, table.sides.theirs)
    for document, work in zip(documents, sides, strict=True):
        held, flows = document.of(Endpoint, key), work.get(key)
        if held is not None and flows is not None and held.role is end.role and flows[role is EndpointRole.START]:
            return
    table.alter(key, role=role)
    does = "ends, as work leads to it" if role is EndpointRole.END else "starts, as work leaves it"
    table.say(f"{table.name(key)} is where the stream {does}.")
