"""The nodes of the maps and what leads from one to the other: steps, starts and ends, flows, rework."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import msgspec

from vsmstudio.interchange.archimate import figures
from vsmstudio.interchange.archimate.edges import Edge
from vsmstudio.interchange.archimate.gathered import Gathered
from vsmstudio.interchange.archimate.terms import UNITS
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    NODE_KINDS,
    Endpoint,
    EndpointKind,
    EndpointRole,
    Flow,
    FlowKind,
    Node,
    Side,
    Split,
    Step,
    Unit,
)

_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")


def make_nodes(made: Gathered, found: Iterable[Edge], pending: dict[str, Node]) -> list[str]:
    """Steps, starts and ends of all elements that have a map. Gives the figures that could not be read."""
    source = made.source
    ins = {each.target for each in found if source.elements[each.source].type not in UNITS}
    outs = {each.source for each in found if source.elements[each.target].type not in UNITS}
    unread: list[str] = []
    for key, drawn in made.home.items():
        if key in made.of:
            continue
        piece = source.elements[key]
        if key in pending:
            made.add(msgspec.structs.replace(pending[key], map=drawn), key)
            made.own.add(pending[key].id)
            continue
        kind = _endpoint_role(piece.type, key in ins, key in outs)
        if kind is not None:
            made.add(
                Endpoint(
                    id=new_id(), map=drawn, name=piece.name, kind=EndpointKind.TRIGGER, role=kind,
                    notes=piece.documentation,
                ),
                key,
            )  # fmt: skip
            continue
        fields, bad = figures.read_all(Step, piece.properties)
        unread += bad
        made.add(Step(id=new_id(), map=drawn, name=piece.name, notes=piece.documentation, **fields), key)
    return unread


def _endpoint_role(kind: str, entered: bool, left: bool) -> EndpointRole | None:
    """Where an event stands: at the start, at the end; None where it is a step, as one between two processes is."""
    if kind != "BusinessEvent" or (entered and left):
        return None
    return EndpointRole.END if entered else EndpointRole.START


def make_flows(made: Gathered, found: list[Edge]) -> list[str]:
    """The flows of all edges between nodes of one map. Gives the figures that could not be read."""
    triggered = {made.home[edge.source] for edge in found if edge.kind == "Triggering" and edge.source in made.home}
    unread: list[str] = []
    names = cache(made.key_of)  # of the few maps, for many edges
    given: set[tuple[Id, Id, FlowKind]] = {
        (each.source, each.target, each.kind) for each in made.records.values() if isinstance(each, Flow)
    }
    for edge in found:
        if edge.direct and edge.via[0].key in made.of:
            continue
        drawn = made.home.get(edge.source) or made.home.get(edge.target)
        if drawn is None or made.home.get(edge.source, drawn) != made.home.get(edge.target, drawn):
            continue
        work = edge.kind == "Triggering" or drawn not in triggered
        kind = FlowKind.WORK if work else FlowKind.INFORMATION
        if _is_at_end(made, edge):
            continue
        a, b = _node(made, edge.source, drawn, True, names), _node(made, edge.target, drawn, False, names)
        if a is None or b is None or a == b or (a, b, kind) in given:
            continue
        piece = edge.via[0]
        fields, bad = figures.read_all(Flow, piece.properties)
        unread += bad
        if fields.get("probability", 0) >= 1:
            del fields["probability"]
        if (said := _SHARE.search(piece.name)) and "share" not in fields and work:
            share = float(said[1].replace(",", ".")) / 100
            fields |= {"share": share} if share <= 1 else {}
        if "share" in fields or edge.alternative:
            _split(made, a)
        given.add((a, b, kind))
        made.used |= {each.key for each in edge.via}
        flow = Flow(id=new_id(), map=drawn, source=a, target=b, kind=kind, **fields)
        follows = f"flow:{edge.source}>{edge.target}:{' '.join(each.key for each in edge.via)}"
        made.add(flow, piece.key if edge.direct else "", "" if edge.direct else follows)
    return unread


def _is_at_end(made: Gathered, edge: Edge) -> bool:
    """Is this between an actor and the event that begins or ends a stream? Then the actor stands there with it."""
    starts = True
    endpoint = made.at(Endpoint, edge.target)
    actor = edge.source
    if endpoint is None or endpoint.role is not EndpointRole.START:
        endpoint, actor, starts = made.at(Endpoint, edge.source), edge.target, False
    unit = made.at(Unit, actor)
    if endpoint is None or unit is None or (endpoint.role is EndpointRole.START) is not starts:
        return False
    if edge.direct and endpoint.unit is None and endpoint.id not in made.own:
        made.change(endpoint.id, unit=unit.id, kind=_kind_of(unit))
        made.fields[edge.via[0].key] = (endpoint.id, "unit")
    return True


def _kind_of(unit: Unit) -> EndpointKind:
    kinds = {Side.CUSTOMER: EndpointKind.CUSTOMER, Side.SUPPLIER: EndpointKind.SUPPLIER}
    return kinds.get(unit.side, EndpointKind.TRIGGER)


def _split(made: Gathered, key: Id) -> None:
    if getattr(made.records[key], "split", None) is Split.ALL and key not in made.own:
        made.change(key, split=Split.ONE)


def _node(made: Gathered, key: str, drawn: Id, start: bool, names: Callable[[Id], str]) -> Id | None:
    """The node of an element on a map; an actor gets a start or an end there."""
    record = made.records.get(made.of.get(key, ""))
    if isinstance(record, NODE_KINDS):
        return record.id
    if key not in made.source.elements or made.source.elements[key].type not in UNITS:
        return None
    unit = made.at(Unit, key)
    name = f"endpoint:{key}:{'start' if start else 'end'}:{names(drawn)}"  # the same at every import
    if name not in made.made:
        kind = EndpointKind.CUSTOMER if unit is None else _kind_of(unit)
        made.add(
            Endpoint(
                id=new_id(), map=drawn, name=made.source.elements[key].name, kind=kind,
                role=EndpointRole.START if start else EndpointRole.END, unit=unit.id if unit else None,
            ),
            made=name,
        )  # fmt: skip
    return made.made[name]


def make_rework(made: Gathered) -> int:
    """Work that would run in a circle goes back: such flows between steps become rework. Gives how many."""
    leaving: dict[Id, list[Flow]] = {}
    entered: set[Id] = set()
    for each in made.records.values():
        if isinstance(each, Flow) and each.kind is FlowKind.WORK:
            leaving.setdefault(each.source, []).append(each)
            entered.add(each.target)
    starts = [key for key in leaving if key not in entered]
    back: list[Flow] = []
    state: dict[Id, int] = {}
    for start in [*starts, *leaving]:
        if start in state:
            continue
        state[start] = 1
        trail: list[tuple[Id, Iterator[Flow]]] = [(start, iter(leaving.get(start, [])))]
        while trail:
            at, onward = trail[-1]
            flow = next(onward, None)
            if flow is None:
                state[at] = 2
                trail.pop()
            elif state.get(flow.target) == 1:
                back.append(flow)
            elif flow.target not in state:
                state[flow.target] = 1
                trail.append((flow.target, iter(leaving.get(flow.target, []))))
    count = 0
    for flow in back:
        both = isinstance(made.records[flow.source], Step) and isinstance(made.records[flow.target], Step)
        if both and flow.id not in made.own:
            made.change(flow.id, kind=FlowKind.REWORK, share=None, probability=None)
            count += 1
    return count
