"""Where work passes from a step to the next one with another performer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.model.ids import Id, UnitId
from vsmstudio.model.records import Flow, Handoff, Queue, Step


class Passing(NamedTuple):
    """Work that passes from one step to the next, through any queues between, by the flows named.

    It is a handoff where both performers are known and differ. `answer` is what the room said about it: agreed if that was
    noted anywhere along the way, else none, else not asked.
    """

    giver: Step
    taker: Step
    flows: tuple[Flow, ...]
    is_handoff: bool
    answer: Handoff


def _answer(flows: tuple[Flow, ...]) -> Handoff:
    if len(flows) == 1:
        return flows[0].handoff
    answers = {flow.handoff for flow in flows}
    return next((each for each in (Handoff.AGREED, Handoff.NONE) if each in answers), Handoff.NOT_ASKED)


def crosses(giver: Step, taker: Step) -> bool:
    """Do two steps have different performers, both known?"""
    return giver.performer is not None and taker.performer is not None and giver.performer != taker.performer


def passings(graph: FlowGraph) -> tuple[Passing, ...]:
    """All ways that work passes from step to step and that can happen, in the order of the flow."""
    found: list[Passing] = []
    steps, flows, target = cast("tuple[Step, ...]", graph.nodes), graph.flows, graph.target
    for node in graph.order:
        if node >= graph.queues or not (leaving := graph.options[node]):
            continue
        giver = steps[node]
        if target[leaving[-1]] < graph.queues:  # the last has the highest number: all are steps
            for flow in leaving:
                taker = steps[target[flow]]
                found.append(Passing(giver, taker, (flows[flow],), crosses(giver, taker), flows[flow].handoff))
        else:
            found += _through_queues(graph, node, giver)
    return tuple(found)


def _through_queues(graph: FlowGraph, node: int, giver: Step) -> list[Passing]:
    found: list[Passing] = []
    came: dict[int, tuple[Flow, ...]] = {node: ()}
    waiting = [node]
    for at in waiting:  # grows while it is read
        for flow in graph.options[at]:
            other = graph.target[flow]
            record = graph.nodes[other]
            way = (*came[at], graph.flows[flow])
            if isinstance(record, Step):
                found.append(Passing(giver, record, way, crosses(giver, record), _answer(way)))
            elif isinstance(record, Queue) and other not in came:
                came[other] = way
                waiting.append(other)
    return found


def count(found: tuple[Passing, ...]) -> int:
    """The handoffs of a whole map: pairs of steps, however many ways lead between them."""
    return len({(each.giver.id, each.taker.id) for each in found if each.is_handoff})


def count_along(graph: FlowGraph, path: Sequence[Id]) -> int:
    """The handoffs along one path; an endpoint in it interrupts the work."""
    handoffs = 0
    before: Step | None = None
    for key in path:
        node = graph.index[key]
        if node < graph.queues:
            record = cast("Step", graph.nodes[node])
            handoffs += before is not None and crosses(before, record)
            before = record
        elif node >= graph.marks:
            before = None
    return handoffs


def returns(graph: FlowGraph, found: tuple[Passing, ...]) -> dict[tuple[UnitId, UnitId], tuple[Passing, ...]]:
    """Where work comes back to a unit after just one other unit, by pair of units (sorted): the passings to the other.

    A unit may take several steps in a row; it gives the work away when another performer takes it.
    """
    units: dict[UnitId, int] = {}  # a bit each, so that a set of units is one number
    onward: dict[Id, list[Step]] = {}
    for each in found:
        onward.setdefault(each.giver.id, []).append(each.taker)
    goes_to: dict[Id, int] = {}  # the units that take over from the unit of each step
    for node in reversed(graph.order):
        step = graph.nodes[node]
        if isinstance(step, Step) and step.performer is not None:
            takers = 0
            for taker in onward.get(step.id, ()):
                if taker.performer == step.performer:
                    takers |= goes_to[taker.id]
                elif taker.performer is not None:
                    takers |= units.setdefault(taker.performer, 1 << len(units))
            goes_to[step.id] = takers
    pairs: dict[tuple[UnitId, UnitId], list[Passing]] = {}
    for each in found:
        a, b = each.giver.performer, each.taker.performer
        if each.is_handoff and a is not None and b is not None and goes_to[each.taker.id] & units.get(a, 0):
            pairs.setdefault((min(a, b), max(a, b)), []).append(each)
    return {pair: tuple(each) for pair, each in pairs.items()}
