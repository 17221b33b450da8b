"""What a full analysis (figures, paths, findings) costs, in times of networkx building the same graph and finding one path.

    python tests/benchmarks/analysis.py

Figures to look at, not to assert: they are another on every machine. networkx answers far less: one longest path by flow
weights, no slack, no ties, no alternatives, no findings.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import networkx as nx

from vsmstudio.analysis.analyse import analyse
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Engagement,
    Flow,
    FlowKind,
    Handoff,
    Map,
    Person,
    Placement,
    Record,
    Side,
    Split,
    Step,
    Unit,
    ValueStream,
)  # fmt: skip

SIZES = ((100, 31), (200, 31), (1_000, 11), (5_000, 5), (10_000, 3))
KINDS = ("chain", "diamonds", "alternatives")


def document(kind: str, size: int) -> Document:
    """A map of about `size` steps: a chain, or blocks of two parallel (or alternative) branches, some rework and owners."""
    chooser = random.Random(7)
    records: list[Record] = [
        Engagement(id="e"),
        ValueStream(id="s", name="Stream", demand=22),
        Map(id="m", stream="s"),
        *(Unit(id=f"u{i}", name=f"Unit {i}", side=Side.BUSINESS) for i in range(8)),
        *(Person(id=f"p{i}", role=f"Head {i}", unit=f"u{i}") for i in range(8)),
    ]

    def flow(a: int, b: int, kind: FlowKind = FlowKind.WORK, probability: float | None = None) -> None:
        answer = chooser.choice(list(Handoff))
        records.append(
            Flow(
                id=f"f{a}-{b}-{kind.value}", map="m", source=f"n{a}", target=f"n{b}", kind=kind, handoff=answer,
                probability=probability,
            )
        )  # fmt: skip

    for at in range(size):
        lead = chooser.randint(1, 40)
        unit = chooser.randint(0, 7)
        first = at % 4 == 0 and kind == "alternatives" and at < 40
        records.append(
            Step(
                id=f"n{at}", map="m", name=f"Step {at}", performer=f"u{unit}", lead_time=Duration(f"{lead} h"),
                process_time=Duration(f"{lead} min"), ca=chooser.random(), split=Split.ONE if first else Split.ALL,
                owner=f"p{unit}" if chooser.random() < 0.7 else None,
            )
        )  # fmt: skip
        records.append(Placement(id=f"n{at}.at", node=f"n{at}", x=at * 216.0, y=0))
    for at in range(size - 1):
        if kind == "chain":
            flow(at, at + 1)
        elif at % 4 == 0:
            for branch in range(at + 1, min(at + 3, size)):
                flow(at, branch)
        else:
            flow(at, min((at // 4) * 4 + 3, size - 1) if at % 4 < 3 else at + 1)
    for at in range(20, size, 50):
        flow(at, at - 8, FlowKind.REWORK, 0.1)
    return Document(records)


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


def milliseconds(rounds: int, records: Document, work: Callable[[Document], object]) -> float:
    """The median time of `work` on a fresh document, so that no index is ready before."""
    times = []
    for _ in range(rounds):
        fresh = Document(dict(records.records))
        start = time.perf_counter()
        work(fresh)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    print(f"{'map':24} {'analysis':>12} {'networkx':>12} {'ratio':>8}")
    for kind in KINDS:
        for size, rounds in SIZES:
            held = document(kind, size)
            ours, theirs = milliseconds(rounds, held, analyse), milliseconds(rounds, held, by_networkx)
            print(f"{f'{size} steps, {kind}':24} {ours:9.2f} ms {theirs:9.2f} ms {ours / theirs:7.2f} x")


if __name__ == "__main__":
    main()
