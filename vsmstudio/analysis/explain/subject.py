"""What explanations of one map read: its analysis, its graph, and what every node adds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from vsmstudio.analysis.contributions import Contributions, contributions
from vsmstudio.analysis.explain.explanation import Explanation, Input, Operation, Role
from vsmstudio.analysis.explain.words import Kind, said
from vsmstudio.analysis.flow_graph import FlowGraph, build
from vsmstudio.analysis.results import Analysis, MapAnalysis, PathPart
from vsmstudio.analysis.simulation_result import Simulation
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, Flow, Map, Step, ValueStream


@dataclass(frozen=True)
class Explained:
    """One map with its analysis. What takes long to find out is found out once, when first asked."""

    document: Document
    analysis: Analysis
    map_id: Id

    @cached_property
    def map(self) -> Map:
        return self.document.the(Map, self.map_id)

    @property
    def result(self) -> MapAnalysis:
        return self.analysis.maps[self.map_id]

    @property
    def simulation(self) -> Simulation | None:
        return self.analysis.simulations.get(self.map_id)

    @property
    def stream(self) -> ValueStream | None:
        return self.document.of(ValueStream, self.map.stream)

    @property
    def calendar(self) -> Calendar:
        return self.document.engagement.calendar

    @property
    def convention(self) -> Convention:
        return self.map.convention

    @cached_property
    def graph(self) -> FlowGraph:
        return build(self.document, self.map_id)

    @cached_property
    def adding(self) -> Contributions:
        return contributions(self.graph, self.convention, self.calendar, self.stream)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return self.document.steps(self.map_id)

    @property
    def path(self) -> tuple[Id, ...]:
        """The first critical path, endpoints left out."""
        return self.result.critical_paths[0] if self.result.critical_paths else ()

    @property
    def parts(self) -> tuple[PathPart, ...]:
        """What lies along the first critical path, endpoints included."""
        return self.result.path

    def name(self, key: Id) -> str:
        """A node as people read it: `3b Assess damage`."""
        return f"{self.result.numbers.get(key, '')} {self.document.name(key)}".strip()

    def words(self, value: float | None, kind: Kind) -> str:
        return said(value, kind, self.calendar, self.document.engagement.currency)

    def figure(self, key: str, title: str, value: float | None, kind: Kind, role: Role = Role.TERM) -> Input:
        """Another figure of the same map as an input; it is explained itself."""
        return Input(title, self.words(value, kind), value, role, self.map_id, key)

    def delay(self, flow: Flow, minutes: float) -> Input:
        """A flow's own delay as an input."""
        return Input(f"On the way to {self.name(flow.target)}", self.words(minutes, "minutes"), minutes, record=flow.id)

    def explained(
        self,
        key: str,
        title: str,
        value: float | None,
        kind: Kind,
        rule: str,
        formula: str,
        inputs: tuple[Input, ...] | list[Input],
        *,
        subject: Id = "",
        source: str = "",
        operation: Operation = Operation.SUM,
        path: tuple[Id, ...] = (),
        covers: str = "",
        notes: tuple[str, ...] = (),
        words: str = "",
    ) -> Explanation:
        """An explanation of this map, or of `subject` on it; `words` stand for a value that is said otherwise."""
        return Explanation(
            subject=subject or self.map_id,
            key=key,
            title=title,
            value=value,
            said=words or self.words(value, kind),
            rule=rule,
            formula=formula,
            source=source,
            operation=operation,
            inputs=tuple(inputs),
            path=path,
            covers=covers,
            notes=notes,
        )
