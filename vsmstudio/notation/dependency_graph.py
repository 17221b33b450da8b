"""What rests on what, as a graph to draw: streams, services, applications, contracts and suppliers, each above what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from vsmstudio.analysis.dependencies import Dependencies
from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.underpinning import underpinning
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Application, Contract, Criticality, Link, LinkKind, Service, Side, Unit


class Level(IntEnum):
    """The bands of the drawing, from the top."""

    STREAM = 0
    SERVICE = 1
    APPLICATION = 2
    CONTRACT = 3
    SUPPLIER = 4


class Edge(NamedTuple):
    """`above` needs `below`. `grade` is how strongly a stream depends on a service; `back`: it closes a ring of services, and
    it is the lower one that rests on the upper one."""

    above: Id
    below: Id
    grade: Criticality | None = None
    back: bool = False

    @property
    def key(self) -> str:
        return f"{self.above}/{self.below}"


@dataclass(frozen=True)
class DependencyGraph:
    """Nodes with their levels, in a fixed order, and edges from what needs to what is needed. Nothing stands twice."""

    levels: Mapping[Id, Level]
    edges: tuple[Edge, ...]
    order: tuple[Id, ...] = ()  # services, each before those that it rests on, rings cut
    _below: dict[Id, list[Edge]] = field(default_factory=dict)
    _above: dict[Id, list[Edge]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for edge in self.edges:
            self._below.setdefault(edge.below if edge.back else edge.above, []).append(edge)
            self._above.setdefault(edge.above if edge.back else edge.below, []).append(edge)

    def needs(self, key: Id) -> tuple[Id, ...]:
        """What a thing needs directly."""
        return tuple(edge.above if edge.back else edge.below for edge in self._below.get(key, ()))

    def needed_by(self, key: Id) -> tuple[Id, ...]:
        """What needs a thing directly."""
        return tuple(edge.below if edge.back else edge.above for edge in self._above.get(key, ()))

    def reach(self, key: Id) -> frozenset[str]:
        """What a thing needs and what needs it, through others too: ids of things, itself among them, and of edges."""
        if key not in self.levels:
            return frozenset()
        found: set[str] = {key}
        for ways, ends in ((self._below, self.needs), (self._above, self.needed_by)):
            seen, waiting = {key}, [key]
            while waiting:
                at = waiting.pop()
                found.update(edge.key for edge in ways.get(at, ()))
                fresh = [each for each in ends(at) if each not in seen]
                seen.update(fresh)
                waiting += fresh
            found |= seen
        return frozenset(found)


def dependency_graph(document: Document, analysis: Analysis) -> DependencyGraph:
    """Everything of the portfolio that something needs or that needs something, and every service."""
    levels: dict[Id, Level] = {each.id: Level.STREAM for each in document.streams}
    levels |= {each.id: Level.SERVICE for each in document.services}
    edges: dict[tuple[Id, Id], Edge] = {}
    for row in underpinning(document).streams:
        for service, hold in row.holds.items():
            _put(edges, Edge(row.stream, service, hold.grade))
    depends = analysis.dependencies
    order = tuple(key for key in reversed(depends.order) if key in levels)
    order += tuple(each.id for each in document.services if each.id not in set(order))
    _rests_on(document, depends, edges)
    for link in document.all(Link):
        if link.kind is LinkKind.SUPPORTS and _joins(document, link, Application):
            levels[link.source] = Level.APPLICATION
            _put(edges, Edge(link.target, link.source))
        elif link.kind is LinkKind.COVERS and _joins(document, link, Contract):
            levels[link.source] = Level.CONTRACT
            _put(edges, Edge(link.target, link.source))
    _suppliers(document, levels, edges)
    return DependencyGraph(levels, tuple(edges.values()), order)


def _joins(document: Document, link: Link, kind: type[Application | Contract]) -> bool:
    return document.of(kind, link.source) is not None and document.of(Service, link.target) is not None


def _put(edges: dict[tuple[Id, Id], Edge], edge: Edge) -> None:
    edges.setdefault((edge.above, edge.below), edge)


def _rests_on(document: Document, depends: Dependencies, edges: dict[tuple[Id, Id], Edge]) -> None:
    """Services on services; what closes a ring leads back up. Where two rest on each other, both lines are drawn as one."""
    back = []
    for link in document.all(Link):
        both = document.of(Service, link.source) is not None and document.of(Service, link.target) is not None
        if link.kind is not LinkKind.RESTS_ON or not both or link.source == link.target:
            continue
        if link.id in depends.closing:
            back.append(link)
        else:
            _put(edges, Edge(link.source, link.target))
    for link in back:
        edges[link.target, link.source] = Edge(link.target, link.source, back=True)


def _suppliers(document: Document, levels: dict[Id, Level], edges: dict[tuple[Id, Id], Edge]) -> None:
    """Who is behind each contract, and who provides a service without one."""
    covered: set[tuple[Id, Id]] = set()
    for contract in document.all(Contract):
        supplier = document.of(Unit, contract.supplier)
        if supplier is None or levels.get(contract.id) is not Level.CONTRACT:
            continue
        levels[supplier.id] = Level.SUPPLIER
        _put(edges, Edge(contract.id, supplier.id))
        covered |= {(link.target, supplier.id) for link in document.links_from(contract.id, LinkKind.COVERS)}
    for service in document.services:
        provider = document.of(Unit, service.provider)
        if provider is None or provider.side is not Side.SUPPLIER or (service.id, provider.id) in covered:
            continue
        levels[provider.id] = Level.SUPPLIER
        _put(edges, Edge(service.id, provider.id))
