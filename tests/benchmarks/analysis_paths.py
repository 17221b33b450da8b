"""The critical path against networkx, and beside it what each other question costs.

Both build their graph from the same fresh document, in which nothing is ready yet. To add a line, add a function to `OTHERS`.
"""

from __future__ import annotations

import datetime
import gc
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import networkx as nx

from tests.benchmarks.analysis_maps import KINDS, document
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.capacity import unit_loads
from vsmstudio.analysis.contributions import contributions
from vsmstudio.analysis.critical_path import critical_path
from vsmstudio.analysis.findings.registry import find
from vsmstudio.analysis.flow_graph import build
from vsmstudio.analysis.map_analysis import MapFacts, examine
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.analysis.service_facts import ServiceFacts, service_facts
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind, Map, Step, ValueStream

SIZES = ((100, 21), (1_000, 9), (10_000, 9))
DATE = datetime.date(2026, 1, 1)


def by_networkx(held: Document) -> None:
    """The same graph with node times moved to the flows, and its longest path."""
    calendar = held.engagement.calendar
    graph: nx.DiGraph[str] = nx.DiGraph()
    for node in held.nodes("m"):
        graph.add_node(node.id)
    for flow in held.flows("m"):
        if flow.kind is FlowKind.WORK:
            step = held.the(Step, flow.source)
            graph.add_edge(flow.source, flow.target, weight=step.lead_time.minutes(calendar) if step.lead_time else 0.0)
    nx.dag_longest_path(graph)


def path_analysis(held: Document) -> None:
    """The graph, what every node adds, earliest and latest starts, slacks, and all ties."""
    graph = build(held, "m")
    adding = contributions(graph, held.the(Map, "m").convention, held.engagement.calendar, held.the(ValueStream, "s"))
    critical_path(graph, adding.node_times(), adding.flow_times()).slacks()


class Known(NamedTuple):
    """What the questions that come later build on."""

    facts: dict[Id, MapFacts]
    maps: dict[Id, MapAnalysis]
    served: ServiceFacts


def known(held: Document) -> Known:
    facts = {"m": examine(held, "m")}
    maps = {key: each.result for key, each in facts.items()}
    return Known(facts, maps, service_facts(held, DATE, maps))


OTHERS: dict[str, Callable[[Document, Known], object]] = {
    "figures and scenarios": lambda held, _: examine(held, "m"),
    "services and money": lambda held, known: service_facts(held, DATE, known.maps),
    "load of units": lambda held, known: unit_loads(held, known.maps),
    "findings": lambda held, known: find(held, DATE, known.facts, known.served, unit_loads(held, known.maps)),
    "whole analysis": lambda held, _: analyse(held, DATE),
}


def paths() -> None:
    """Print the ratio of the critical path, then a line for every other question."""
    print(f"{'map':28} {'critical path':>16} {'networkx':>12} {'ratio':>9}")
    for kind in KINDS:
        for size, rounds in SIZES:
            held = document(kind, size)
            found = known(held)
            ours, theirs = medians(rounds, held, path_analysis, by_networkx)
            print(f"{f'{size} steps, {kind}':28} {ours:13.2f} ms {theirs:9.2f} ms {ours / theirs:7.2f} x")
            for name, work in OTHERS.items():
                (other,) = medians(max(3, rounds // 3), held, partial(_ask, work, found))
                print(f"    {name:24} {other:13.2f} ms {'':12} {other / theirs:7.2f} x")


def _ask(work: Callable[[Document, Known], object], found: Known, fresh: Document) -> object:
    return work(fresh, found)


def medians(rounds: int, held: Document, *works: Callable[[Document], object]) -> list[float]:
    """The median processor times (milliseconds) of each work on a document that is fresh each time, the works in turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            fresh = Document(dict(held.records))
            gc.collect()  # what the one before left is not on this one's bill
            start = time.process_time()
            work(fresh)
            taken.append((time.process_time() - start) * 1000)
    return [statistics.median(taken) for taken in times]
