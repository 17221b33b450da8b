"""What a simulation of one map runs on: the nodes that can count, what joins them, and which times are drawn.

Two plans are equal where the same seed gives the same figures, so renaming or moving a step asks for no new runs.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from vsmstudio.analysis.contributions import Contributions, contributions
from vsmstudio.analysis.critical_path import critical_path
from vsmstudio.analysis.flow_graph import FlowGraph, build
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, Duration, Estimate
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, Map, Node, Queue, RangeShape, Step, ValueStream


class Joined(StrEnum):
    """How the durations of a step make up what it adds: their sum; lead time less processing time, at least 0; the longer."""

    SUM = "sum"
    WAIT = "wait"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node of which at least one part is a range: the parts by field, and how they make up what it adds."""

    parts: tuple[tuple[str, Estimate], ...]
    joined: Joined = Joined.SUM


@dataclass(frozen=True, slots=True)
class Way:
    """A flow that can happen between two rows: the minutes that it adds for sure, and its delay where that is a range.

    `split` is the row of its source where that passes work to one of several, and `choice` which of its ways this is.
    """

    flow: Id
    source: int
    target: int
    minutes: float
    drawn: Estimate | None
    split: int | None
    choice: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Nodes are known by their row, in an order in which each comes after all that lead to it.

    `minutes` are what the rows add that are not drawn; `splits` gives for a row that passes work to one of several the
    chances of its ways, those included that lead to no end; `in_range` is (steps with a range that counts, all steps).
    """

    map: Id
    shape: RangeShape
    nodes: tuple[Id, ...]
    minutes: tuple[float, ...]
    drawn: dict[int, DrawnNode]
    ways: tuple[Way, ...]
    splits: dict[int, tuple[float, ...]]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    in_range: tuple[int, int]


def has_ranges(document: Document, map_id: Id) -> bool:
    """Is any duration on a map a range, whether it counts or not?"""
    calendar = document.engagement.calendar
    return any(_mentions_range(each, calendar) for each in (*document.nodes(map_id), *document.flows(map_id)))


def plan(document: Document, map_id: Id) -> Plan | None:
    """The plan of a map; None where nothing that can count is a range. Raises `KeyError` where there is no such map."""
    shown = document.the(Map, map_id)
    engagement, calendar = document.engagement, document.engagement.calendar
    if not has_ranges(document, map_id):
        return None
    graph = build(document, map_id)
    adding = contributions(graph, shown.convention, calendar, document.of(ValueStream, shown.stream))
    node_times, flow_times = adding.node_times(), adding.flow_times()
    rest = critical_path(graph, node_times, flow_times).rest
    counting = [node for node in graph.order if rest[node] is not None]
    row = {node: at for at, node in enumerate(counting)}
    drawn = {}
    for at, node in enumerate(counting):
        if (found := _drawn(graph.nodes[node], shown.convention, calendar)) is not None:
            drawn[at] = found
    ways, splits = _ways(graph, row, adding, calendar)
    if not drawn and not any(way.drawn for way in ways):
        return None
    steps = [node for node in graph.nodes if isinstance(node, Step)]
    return Plan(
        map=map_id,
        shape=engagement.range_shape,
        nodes=tuple(graph.nodes[node].id for node in counting),
        minutes=tuple(node_times[node] for node in counting),
        drawn=drawn,
        ways=ways,
        splits=splits,
        starts=tuple(row[start] for start in graph.starts if start in row),
        ends=tuple(row[end] for end in graph.ends if end in row),
        in_range=(sum(graph.is_step(counting[at]) for at in drawn), len(steps)),
    )


def _ways(
    graph: FlowGraph, row: dict[int, int], adding: Contributions, calendar: Calendar
) -> tuple[tuple[Way, ...], dict[int, tuple[float, ...]]]:
    """The flows that can happen between nodes that count, by their target, and the chances at each split to one."""
    ways: list[Way] = []
    splits: dict[int, tuple[float, ...]] = {}
    for node, at in row.items():
        options = [flow for flow in graph.out[node] if graph.chance[flow] > 0]
        chosen = len(options) > 1 and graph.chance[options[0]] < 1
        if chosen:
            splits[at] = tuple(graph.chance[flow] for flow in options)
        for choice, flow in enumerate(options):
            target = row.get(graph.target[flow])
            if target is not None:
                record = graph.flows[flow]
                drawn = _range_of(record.delay, calendar)
                minutes = adding.delay[flow] if drawn is None else 0.0
                minutes += adding.queued.get(flow, 0.0)
                ways.append(Way(record.id, at, target, minutes, drawn, at if chosen else None, choice))
    return tuple(sorted(ways, key=lambda way: (way.target, way.source, way.flow))), splits


_DASHES = frozenset("-–—\u2212")  # without one of them a text says no range


def _mentions_range(record: object, calendar: Calendar) -> bool:
    typed = (getattr(record, field, None) for field in ("lead_time", "wait", "process_time", "delay"))
    return any(_range_of(each, calendar) is not None for each in typed)


def _range_of(duration: Duration | None, calendar: Calendar) -> Estimate | None:
    if duration is None or _DASHES.isdisjoint(duration.text):
        return None
    estimate = duration.estimate(calendar)
    return estimate if estimate.is_range else None


def _drawn(node: Node, convention: Convention, calendar: Calendar) -> DrawnNode | None:
    """What of a node is drawn; None where what it adds is no range."""
    names: tuple[str, ...] = ()
    joined = Joined.SUM
    if isinstance(node, Step):
        known = {field for field in ("lead_time", "wait", "process_time") if getattr(node, field) is not None}
        joined, names = parts(convention, known)
    elif isinstance(node, Queue) and node.wait is not None:
        names = ("wait",)
    found = tuple((name, getattr(node, name).estimate(calendar)) for name in names)
    return DrawnNode(found, joined) if any(estimate.is_range for _, estimate in found) else None


def parts(convention: Convention, known: AbstractSet[str]) -> tuple[Joined, tuple[str, ...]]:
    """Which of its known durations make up what a step adds, and how: the rules of `contributions.step_adds`.

    >>> parts(Convention.SERVICE, {"lead_time", "wait"}), parts(Convention.WAITS, {"lead_time", "process_time"})
    ((<Joined.SUM: 'sum'>, ('lead_time',)), (<Joined.WAIT: 'wait'>, ('lead_time', 'process_time')))
    """
    if convention is Convention.SERVICE and "lead_time" in known:
        return Joined.SUM, ("lead_time",)
    both = ("lead_time", "process_time")
    divides = "wait" not in known and known >= set(both)
    if convention is Convention.WAITS:
        return (Joined.WAIT, both) if divides else (Joined.SUM, ("wait",) if "wait" in known else ())
    if divides:
        return Joined.LONGER, both
    summed = tuple(each for each in ("wait", "process_time") if each in known)
    return Joined.SUM, summed or tuple(each for each in ("lead_time",) if each in known)
