"""The figures of a map, as DOMAIN section 5 defines them. Working minutes and ratios 0..1; None where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from vsmstudio.analysis.contributions import Contributions, minutes_per_unit
from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.analysis.results import Coverage, PathPart
from vsmstudio.model.durations import Calendar
from vsmstudio.model.records import Step, ValueClass, ValueStream


def total(values: Iterable[float | None]) -> float | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole


def lead_time_is_known(graph: FlowGraph, adding: Contributions, path: Sequence[PathPart]) -> bool:
    """Is anything along the path known to take time, or to take none?"""
    index, marks = graph.index, graph.marks
    return any(part.adds is not None and index[part.node] < marks for part in path) or any(part.delay for part in path)


def steps_on(graph: FlowGraph, path: Sequence[PathPart]) -> list[tuple[Step, PathPart]]:
    """The steps along a path with what they add."""
    nodes, index, queues = graph.nodes, graph.index, graph.queues
    return [(cast("Step", nodes[at]), part) for part in path if (at := index[part.node]) < queues]


def value_time(on_path: Sequence[tuple[Step, PathPart]]) -> float | None:
    """ΣPT of the value-adding steps on the path; None where no step has a value class, or none of theirs has a PT."""
    if not any(step.value_class for step, _ in on_path):
        return None
    adding = [part.process_time for step, part in on_path if step.value_class is ValueClass.VA]
    return total(adding) if adding else 0.0


def takt(stream: ValueStream | None, calendar: Calendar) -> float | None:
    """Available working time per day ÷ demand per day; None where demand is blank."""
    per_unit = minutes_per_unit(stream, calendar)
    if stream is None or per_unit is None:
        return None
    available = stream.available.minutes(calendar) if stream.available else calendar.day
    return available / (calendar.day / per_unit)


def work_in_process(lead_time: float | None, stream: ValueStream | None, calendar: Calendar) -> float | None:
    """Demand rate × lead time [Little's law], in units of demand."""
    per_unit = minutes_per_unit(stream, calendar)
    return None if lead_time is None or per_unit is None else lead_time / per_unit


def quality(steps: Iterable[Step]) -> float | None:
    """The product of the known %C&A [Martin & Osterling]; None where none is known."""
    known = [step.ca for step in steps if step.ca is not None]
    product = 1.0
    for ca in known:
        product *= ca
    return product if known else None


def covered(
    graph: FlowGraph, adding: Contributions, on_path: Sequence[tuple[Step, PathPart]], steps: Sequence[Step]
) -> Coverage:
    """How many steps each figure knows: those on the path for its times, all steps for rolled %C&A and total PT."""
    timed = len([step for step in steps if step.process_time is not None])
    judged = len([step for step in steps if step.ca is not None])
    return Coverage(
        process_time=(len([part for _, part in on_path if part.process_time is not None]), len(on_path)),
        lead_time=(sum([adding.covered[graph.index[step.id]] for step, _ in on_path]), len(on_path)),
        ca=(judged, len(steps)),
        total_process_time=(timed, len(steps)),
    )
