"""What each node adds to lead time, by the convention of its map (DOMAIN section 4). Working minutes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.model.durations import Calendar, Duration, minutes_by
from vsmstudio.model.records import Convention, Queue, Step, ValueStream


@dataclass(frozen=True, slots=True)
class Contributions:
    """For each node what it `adds` (None: nothing known), whether that is `covered` (all of it known) and its PT.

    `delay` is each flow's own delay; `queued` is, per flow, the wait of a quantity that counts only on the way to a step
    without lead time (service convention, queues that lead to steps of both kinds).
    """

    adds: list[float | None]
    covered: list[bool]
    process_time: list[float | None]
    delay: list[float]
    queued: dict[int, float]

    def node_times(self) -> list[float]:
        """What each node adds, blank as nothing."""
        return [value or 0.0 for value in self.adds]

    def flow_times(self) -> list[float]:
        """What each flow adds."""
        times = list(self.delay)
        for flow, minutes in self.queued.items():
            times[flow] += minutes
        return times


def contributions(
    graph: FlowGraph, convention: Convention, calendar: Calendar, stream: ValueStream | None
) -> Contributions:
    """What every node and flow of a map adds."""
    read = minutes_by(calendar)
    by_lead_time = convention is Convention.SERVICE
    adds: list[float | None] = []
    covered: list[bool] = []
    process_times: list[float | None] = []
    for step in cast("tuple[Step, ...]", graph.nodes[: graph.queues]):
        lead_time, process_time, wait = step.lead_time, step.process_time, step.wait
        pt = None if process_time is None else read[process_time.text]
        value: float | None
        if by_lead_time and lead_time is not None:
            value, known = read[lead_time.text], True
        else:
            lt = None if lead_time is None else read[lead_time.text]
            value, known = step_adds(convention, lt, None if wait is None else read[wait.text], pt)
        adds.append(value)
        covered.append(known)
        process_times.append(pt)
    per_piece = minutes_per_unit(stream, calendar)
    for queue in cast("tuple[Queue, ...]", graph.nodes[graph.queues : graph.marks]):
        value = queue_wait(queue, calendar, per_piece)
        adds.append(value)
        covered.append(value is not None)
        process_times.append(None)
    endpoints = len(graph.nodes) - graph.marks
    adds += [0.0] * endpoints
    covered += [True] * endpoints
    process_times += [None] * endpoints
    queued = _held_by_next_steps(graph, adds) if by_lead_time else {}
    delay = [0.0 if flow.delay is None else read[flow.delay.text] for flow in graph.flows]
    return Contributions(adds, covered, process_times, delay, queued)


def step_adds(
    convention: Convention, lead_time: float | None, wait: float | None, process_time: float | None
) -> tuple[float | None, bool]:
    """What a step adds, and whether that covers it. Where the wait is not known, processing time alone is "at least".

    >>> step_adds(Convention.SERVICE, None, None, 10.0), step_adds(Convention.WAITS, 60.0, None, 10.0)
    ((10.0, False), (50.0, True))
    """
    if convention is Convention.SERVICE and lead_time is not None:
        return lead_time, True
    own_wait = wait
    if own_wait is None and convention is not Convention.SERVICE and lead_time is not None and process_time is not None:
        own_wait = max(0.0, lead_time - process_time)
    if convention is Convention.WAITS:
        return own_wait, own_wait is not None
    if own_wait is None and process_time is None:
        return lead_time, lead_time is not None  # LT is wait and processing, however they divide
    return (own_wait or 0.0) + (process_time or 0.0), own_wait is not None


def queue_wait(queue: Queue, calendar: Calendar, per_piece: float | None) -> float | None:
    """How long work lies in a queue: as typed, else quantity ÷ demand. None where neither is known."""
    if queue.wait is not None:
        return queue.wait.minutes(calendar)
    if queue.quantity is None or per_piece is None:
        return None
    return queue.quantity * per_piece


def minutes_per_unit(stream: ValueStream | None, calendar: Calendar) -> float | None:
    """Working minutes from one demanded unit to the next, or None where demand is blank."""
    if stream is None or not stream.demand:
        return None
    per_unit = calendar.minutes_in(stream.demand_per) / stream.demand
    return per_unit if math.isfinite(per_unit) else None  # of next to nothing nothing can be said


def minutes(duration: Duration | None, calendar: Calendar) -> float | None:
    return None if duration is None else duration.minutes(calendar)


def lead_time_ahead(graph: FlowGraph, node: int) -> bool:
    """Does every next step from here on (this node if it is a step) have a lead time, which holds the wait before it?"""
    record = graph.nodes[node]
    if isinstance(record, Step):
        return record.lead_time is not None
    steps = graph.steps_ahead(node) if isinstance(record, Queue) else []
    return bool(steps) and all(_has_lead_time(graph, step) for step in steps)


def _has_lead_time(graph: FlowGraph, node: int) -> bool:
    record = graph.nodes[node]
    return isinstance(record, Step) and record.lead_time is not None


def _held_by_next_steps(graph: FlowGraph, adds: list[float | None]) -> dict[int, float]:
    """Take quantities out of queues whose next step has a lead time: that holds the wait. Alters `adds`."""
    queued: dict[int, float] = {}
    for at in range(graph.queues, graph.marks):
        node, value = graph.nodes[at], adds[at]
        if not isinstance(node, Queue) or node.wait is not None or node.quantity is None or not graph.out[at]:
            continue
        held = [lead_time_ahead(graph, graph.target[flow]) for flow in graph.out[at]]
        if all(held):
            adds[at] = 0.0
        elif any(held) and value is not None:
            adds[at] = 0.0
            queued.update((flow, value) for flow, is_held in zip(graph.out[at], held, strict=True) if not is_held)
    return queued
