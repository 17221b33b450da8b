"""A second way to every figure, for small maps: walk every path of every scenario. Slow, plain, and written apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from vsmstudio.model.document import Document
from vsmstudio.model.records import Endpoint, EndpointRole, Flow, FlowKind, ReworkRule, Split, Step

NEAR = 1e-6


@dataclass
class Walked:
    """One scenario: how likely, the flows that can run, the nodes that run, its counting paths with their lengths."""

    probability: float
    running: set[str]
    paths: list[tuple[float, tuple[str, ...]]]

    @property
    def lead_time(self) -> float | None:
        return max((length for length, _ in self.paths), default=None)

    def path(self, held: Document) -> tuple[str, ...]:
        """Its critical path: of several the first by names of steps and queues, then ids."""

        def by_name(path: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
            return [held.name(key) for key in path if not isinstance(held.node(key), Endpoint)], path

        return min((path for length, path in self.paths if length >= (self.lead_time or 0) - NEAR), key=by_name)


class Oracle:
    """Every question about one map in the service convention, with lead times typed on all steps or blank."""

    def __init__(self, held: Document, map_id: str = "map") -> None:
        self.held = held
        self.calendar = held.engagement.calendar
        self.nodes = {node.id: node for node in held.nodes(map_id)}
        self.work = [flow for flow in held.flows(map_id) if flow.kind is FlowKind.WORK]
        self.rework = [flow for flow in held.flows(map_id) if flow.kind is FlowKind.REWORK and flow.probability]
        self.starts = self._bound(EndpointRole.START)
        self.ends = self._bound(EndpointRole.END)

    def _bound(self, role: EndpointRole) -> set[str]:
        is_start = role is EndpointRole.START
        inner = {flow.source if is_start else flow.target for flow in self.work}
        outer = {flow.target if is_start else flow.source for flow in self.work}
        marked = {k for k, n in self.nodes.items() if isinstance(n, Endpoint) and n.role is role and k in inner}
        bare = {k for k, n in self.nodes.items() if k not in outer and (isinstance(n, Step) or k in inner)}
        if not marked:
            return bare
        if is_start:
            return marked
        return marked | {k for k in bare if isinstance(n := self.nodes[k], Step) and n.ends_here}

    def minutes(self, key: str) -> float:
        node = self.nodes[key]
        if isinstance(node, Step) and node.lead_time:
            return node.lead_time.minutes(self.calendar)
        return 0.0

    def delay(self, flow: Flow) -> float:
        return flow.delay.minutes(self.calendar) if flow.delay else 0.0

    def share(self, flow: Flow) -> float:
        if self.nodes[flow.source].split is Split.ALL:
            return 1.0
        beside = [each for each in self.work if each.source == flow.source]
        known = sum(each.share for each in beside if each.share is not None)
        blank = [each for each in beside if each.share is None]
        rest = max(0.0, 1 - known) / len(blank) if blank else 0.0
        total = known + rest * len(blank)
        if total == 0:
            return 1 / len(beside)
        return (rest if flow.share is None else flow.share) / total

    def possible(self) -> list[Flow]:
        return [flow for flow in self.work if self.share(flow) > 0]

    def paths(self, flows: list[Flow]) -> list[tuple[float, tuple[str, ...]]]:
        """Every way from a start to an end along these flows, with its length."""
        return list(self._walk(flows))

    def _walk(self, flows: list[Flow]) -> Iterator[tuple[float, tuple[str, ...]]]:
        onward: dict[str, list[Flow]] = {}
        for flow in flows:
            onward.setdefault(flow.source, []).append(flow)
        waiting = [(self.minutes(start), (start,)) for start in sorted(self.starts)]
        while waiting:
            length, path = waiting.pop()
            if path[-1] in self.ends:
                yield length, path
            for flow in onward.get(path[-1], []):
                waiting.append((length + self.delay(flow) + self.minutes(flow.target), (*path, flow.target)))

    def scenarios(self) -> list[Walked]:
        """One choice at every split to one of several that is reached."""
        found: list[Walked] = []
        waiting: list[tuple[float, dict[str, Flow]]] = [(1.0, {})]
        while waiting:
            probability, chosen = waiting.pop()
            flows = [
                flow
                for flow in self.possible()
                if self.nodes[flow.source].split is Split.ALL or chosen.get(flow.source) is flow
            ]
            running = self.reached(flows)
            open_split = next(
                (k for k in sorted(running) if self.nodes[k].split is Split.ONE and k not in chosen and self.out(k)),
                None,
            )
            if open_split is None:
                found.append(Walked(probability, running, self.paths([f for f in flows if f.source in running])))
            else:
                waiting += [
                    (probability * self.share(flow), {**chosen, open_split: flow}) for flow in self.out(open_split)
                ]
        return found

    def out(self, key: str) -> list[Flow]:
        return [flow for flow in self.possible() if flow.source == key]

    def reached(self, flows: list[Flow]) -> set[str]:
        seen = set(self.starts)
        while True:
            more = {flow.target for flow in flows if flow.source in seen} - seen
            if not more:
                return seen
            seen |= more

    def quality(self, walked: Walked) -> float:
        product = 1.0
        for key in walked.running:
            node = self.nodes[key]
            if isinstance(node, Step) and node.ca is not None:
                product *= node.ca
        return product

    def with_rework(self, path: tuple[str, ...], rule: ReworkRule) -> float:
        """The expected time along a path: the absorbing chain's equations solved as they stand, by exact fractions."""
        between = [
            max(self.delay(f) for f in self.possible() if (f.source, f.target) == (a, b)) for a, b in pairwise(path)
        ] + [0.0]
        loops = [
            (path.index(flow.source), path.index(flow.target), flow.probability or 0.0, self.delay(flow))
            for flow in self.rework
            if flow.source in path and flow.target in path and path.index(flow.target) <= path.index(flow.source)
        ]
        times = [self.minutes(key) for key in path]
        if rule is ReworkRule.ONCE:
            bodies = (p * (d + sum(times[b : a + 1]) + sum(between[b:a])) for a, b, p, d in loops)
            return sum(times) + sum(between) + sum(bodies)
        size = len(path)
        rows = []
        for at in range(size):
            row = [Fraction(0)] * (size + 1)
            row[at] += 1
            again = sum((Fraction(p) for a, _, p, _ in loops if a == at), Fraction(0))
            row[size] = Fraction(times[at]) + (1 - again) * Fraction(between[at])
            if at + 1 < size:
                row[at + 1] -= 1 - again
            for a, b, p, d in loops:
                if a == at:
                    row[b] -= Fraction(p)
                    row[size] += Fraction(p) * Fraction(d)
            rows.append(row)
        return float(_solve(rows)[0])


def _solve(rows: list[list[Fraction]]) -> list[Fraction]:
    size = len(rows)
    for at in range(size):
        pivot = next(row for row in range(at, size) if rows[row][at] != 0)
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for row in range(size):
            if row != at and rows[row][at] != 0:
                rows[row] = [a - rows[row][at] * b for a, b in zip(rows[row], rows[at], strict=True)]
    return [row[size] for row in rows]
