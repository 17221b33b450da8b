"""One map analysed: every question asked once, the answers put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from vsmstudio.analysis import figures, handoffs, ownership
from vsmstudio.analysis.capacity import capacity, with_capacity, with_work
from vsmstudio.analysis.contributions import Contributions, contributions
from vsmstudio.analysis.critical_path import CriticalPath, critical_path
from vsmstudio.analysis.flow_graph import FlowGraph, build, ids, without_endpoints
from vsmstudio.analysis.notes import notes
from vsmstudio.analysis.numbering import numbers
from vsmstudio.analysis.results import Figures, MapAnalysis, NodeTimes, PathPart
from vsmstudio.analysis.scenarios import Alternatives, alternatives, single
from vsmstudio.analysis.stretches import Setting, has_alternatives
from vsmstudio.analysis.timeline import minutes_by_step, timeline
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Step, ValueStream


@dataclass(frozen=True, slots=True)
class MapFacts:
    """A map with all that was found out about it, for the rules that read it. `steps` are as people read them."""

    map: Map
    stream: ValueStream | None
    steps: tuple[Step, ...]
    graph: FlowGraph
    adding: Contributions
    passings: tuple[handoffs.Passing, ...]
    result: MapAnalysis

    def share(self, step: Id) -> float | None:
        """The share of lead time that belongs to a step; None off the path, or where lead time is unknown."""
        minutes = self.result.minutes_by_step.get(step)
        return figures.ratio(minutes, self.result.figures.lead_time)


def examine(document: Document, map_id: Id, seed: int = 1) -> MapFacts:
    """Everything about one map. Raises `KeyError` where there is no such map."""
    worked = _work_out(document, map_id, seed)
    graph, critical, happens = worked.setting.graph, worked.critical, worked.happens
    result = MapAnalysis(
        map=map_id,
        figures=worked.figures,
        coverage=figures.covered(graph, worked.adding, figures.steps_on(graph, worked.path), worked.steps),
        nodes=_times(graph, critical, document.engagement.near_critical),
        path=worked.path,
        critical_nodes=frozenset(graph.nodes[at].id for at, yes in enumerate(critical.critical) if yes),
        critical_flows=frozenset(graph.flows[flow].id for flow in critical.flows),
        critical_paths=tuple(without_endpoints(graph, each) for each in critical.paths),
        critical_path_count=critical.count,
        scenarios=happens.listed,
        numbers=numbers(document, graph),
        gaps=ownership.gaps(document, graph, worked.belongs, worked.figures.lead_time),
        loops=tuple(ids(graph, ring) for ring in graph.rings),
        left_out=frozenset(flow.id for flow in graph.left_out),
        notes=notes(document, graph, critical, happens, seed),
        scenario_count=happens.count,
        seed=seed if happens.sampled else None,
        minutes_by_step=worked.belongs,
    )
    result = with_capacity(result, document, worked.setting, worked.adding, worked.steps, worked.stream)
    return MapFacts(worked.map, worked.stream, worked.steps, graph, worked.adding, worked.passings, result)


def figures_of(document: Document, map_id: Id, seed: int = 1) -> Figures:
    """The figures of one map as `examine` has them, and nothing else. Raises `KeyError` where there is no such map."""
    worked = _work_out(document, map_id, seed)
    return with_work(worked.figures, capacity(document, worked.setting, worked.adding, worked.steps, worked.stream))


class _Worked(NamedTuple):
    """What the figures of a map are made of. `figures` are those of its times; those of its work come on top."""

    map: Map
    stream: ValueStream | None
    steps: tuple[Step, ...]
    adding: Contributions
    critical: CriticalPath
    setting: Setting
    happens: Alternatives
    path: tuple[PathPart, ...]
    belongs: Mapping[Id, float]
    passings: tuple[handoffs.Passing, ...]
    figures: Figures


def _work_out(document: Document, map_id: Id, seed: int) -> _Worked:
    shown = document.the(Map, map_id)
    stream = document.of(ValueStream, shown.stream)
    engagement, calendar = document.engagement, document.engagement.calendar
    graph = build(document, map_id)
    adding = contributions(graph, shown.convention, calendar, stream)
    node_times, flow_times = adding.node_times(), adding.flow_times()
    critical = critical_path(graph, node_times, flow_times)
    setting = Setting(
        graph=graph,
        options=graph.options,
        node_times=node_times,
        flow_times=flow_times,
        reached=critical.reached,
        rule=engagement.rework,
        rework_delays=[flow.delay.minutes(calendar) if flow.delay else 0.0 for flow in graph.rework],
        seed=seed,
    )
    path = timeline(graph, adding, critical, critical.paths[0]) if critical.paths else ()
    along = [graph.index[part.node] for part in path]
    if has_alternatives(graph, critical.reached):
        happens = alternatives(setting, critical.tolerance, along)
    else:
        happens = single(setting, critical.headline, along)
    passings = handoffs.passings(graph)
    steps, on_path = document.steps(map_id), figures.steps_on(graph, path)
    lead_time = critical.headline if figures.lead_time_is_known(graph, adding, path) else None
    belongs = minutes_by_step(graph, path)
    process_time = figures.total(part.process_time for _, part in on_path)
    runs = any(step.ca is not None and critical.reached[graph.index[step.id]] for step in steps)
    measured = Figures(
        lead_time=lead_time,
        process_time=process_time,
        activity_ratio=figures.ratio(process_time, lead_time),
        va_ratio=figures.ratio(figures.value_time(on_path), lead_time),
        rolled_ca=happens.quality if runs else None,
        total_process_time=figures.total(adding.process_time),
        takt=figures.takt(stream, calendar),
        work_in_process=figures.work_in_process(lead_time, stream, calendar),
        handoffs=handoffs.count(passings),
        handoffs_on_path=handoffs.count_along(graph, [part.node for part in path]),
        steps=len(steps),
        owner_coverage=ownership.coverage(document, graph, belongs, lead_time),
    )
    if lead_time is not None:
        measured = replace(
            measured,
            expected_lead_time=happens.expected,
            expected_lead_time_with_rework=happens.expected_with_rework,
            lead_time_probability=happens.worst,
            most_likely_lead_time=happens.listed[0].lead_time if happens.listed else None,
        )
    return _Worked(shown, stream, steps, adding, critical, setting, happens, path, belongs, passings, measured)


def _times(graph: FlowGraph, critical: CriticalPath, near_critical: float) -> dict[Id, NodeTimes]:
    near = near_critical * (critical.headline or 0.0)
    return {
        node.id: NodeTimes(
            early,
            None if slack is None else early + slack,
            slack,
            on_path,
            slack is not None and not on_path and slack < near,
        )
        for node, early, slack, on_path in zip(
            graph.nodes, critical.early, critical.slacks(), critical.critical, strict=True
        )
    }
