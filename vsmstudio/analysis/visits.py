"""Visits: how often one demanded unit passes through each node, by its alternatives and by the engagement's rework rule.

Over the whole map, not along one path: what a step costs and whether it can meet demand depends on all that comes to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vsmstudio.analysis.passes import Plan, TooMany, added, chances, drawn_added, drawn_chances, plan
from vsmstudio.analysis.solving import solve
from vsmstudio.analysis.stretches import Setting, has_alternatives
from vsmstudio.model.records import ReworkRule


@dataclass(frozen=True, slots=True)
class Visits:
    """Expected passes of one unit through each node; None where rework never ends.

    `endless` are the nodes from which it never ends, `forward` the rework flows (by their place in the graph) that lead
    onward instead of back and are left out, `sampled` says that some figures come from passes drawn with the seed.
    """

    nodes: Sequence[float | None]
    endless: tuple[int, ...] = ()
    forward: tuple[int, ...] = ()
    sampled: bool = False


class _Return(NamedTuple):
    """Rework from one node: how likely, and what one such return adds to the passes through each node."""

    source: int
    probability: float
    adds: dict[int, float]


def running(setting: Setting) -> tuple[list[float], bool]:
    """For each node the probability (0..1) that it runs in a pass, without rework; and whether that was sampled.

    A join runs if any of the branches that lead to it runs.
    """
    return _running(setting, None)


def visits(setting: Setting) -> Visits:
    """Expected passes of one unit through each node.

    `until-right`: v(i) = R(i) + Σ p v(s) (B(i) − A(i)) over the rework flows from s to t with probability p. R(i) is how
    likely i runs in a first pass, B(i) in a pass that begins at t and heads for s (where work goes to all, only branches
    that lead to s are done again), A(i) how likely it runs after s anyway. Where work is in one place at a time this is
    the absorbing Markov chain, so a single loop's body is passed 1 ÷ (1 − p) times. `once` takes R(s) in place of v(s).
    """
    graph = setting.graph
    if not any(flow.probability for flow in graph.rework):
        first, sampled = _running(setting, None)
        return Visits(first, sampled=sampled)
    held = plan(graph, setting.options, has_alternatives(graph, setting.reached))
    first, sampled = _running(setting, held)
    returns, forward, drawn = _returns(setting, held, first)
    endless = _endless(returns)
    often: dict[int, float | None]
    if setting.rule is ReworkRule.ONCE:
        often = {each.source: None if each.source in endless else first[each.source] for each in returns}
    else:
        often = _often(first, returns, endless)
    found: list[float | None] = list(first)
    for each in returns:
        times = often[each.source]
        for node, share in each.adds.items():
            before = found[node]
            found[node] = None if before is None or times is None else before + each.probability * times * share
    unknown = {source for source, times in often.items() if times is None}
    return Visits(
        [value if value is None or value > 0 else 0.0 for value in found],
        endless=tuple(sorted(endless or unknown)),
        forward=forward,
        sampled=sampled or drawn,
    )


def _running(setting: Setting, held: Plan | None) -> tuple[list[float], bool]:
    graph = setting.graph
    if not has_alternatives(graph, setting.reached):
        return [1.0 if reached else 0.0 for reached in setting.reached], False
    held = held or plan(graph, setting.options)
    entries = [held.place[start] for start in graph.starts if setting.reached[start]]
    try:
        by_place, sampled = chances(held, entries), False
    except TooMany:
        by_place, sampled = drawn_chances(held, entries, setting.seed), True
    return [by_place[at] for at in held.place], sampled


def _returns(setting: Setting, held: Plan, first: Sequence[float]) -> tuple[list[_Return], tuple[int, ...], bool]:
    """The rework flows that count, those that lead forward, and whether what they add was sampled."""
    graph = setting.graph
    found: list[_Return] = []
    forward: list[int] = []
    drawn = False
    known: dict[tuple[int, int], dict[int, float]] = {}
    for at, flow in enumerate(graph.rework):
        source, target = graph.index[flow.source], graph.index[flow.target]
        if not flow.probability:
            continue
        if source != target and _leads_to(held, source, target):
            forward.append(at)
            continue
        adds = known.get((source, target))
        if adds is None:
            back, again = held.place[source], held.place[target]
            try:
                by_place = added(held, back, again)
            except TooMany:
                by_place, drawn = drawn_added(held, back, again, setting.seed), True
            adds = known[(source, target)] = {held.order[place]: share for place, share in by_place.items()}
        found.append(_Return(source, flow.probability, adds))
    return found, tuple(forward), drawn


def _leads_to(held: Plan, source: int, target: int) -> bool:
    """Does ordinary work that can happen lead from one node to the other?"""
    begin, goal = held.place[source], held.place[target]
    if goal < begin:
        return False
    seen = {begin}
    for at in (waiting := [begin]):  # grows while it is read
        new = {after for after in held.ahead(at) if after <= goal} - seen
        if goal in new:
            return True
        seen |= new
        waiting += new
    return False


def _endless(returns: Sequence[_Return]) -> set[int]:
    """Nodes from which the chances to return add up to 1 or more."""
    again: dict[int, float] = {}
    for each in returns:
        again[each.source] = again.get(each.source, 0.0) + each.probability
    return {node for node, chance in again.items() if chance >= 1 - 1e-9}


def _often(first: Sequence[float], returns: Sequence[_Return], endless: set[int]) -> dict[int, float | None]:
    """Passes through the nodes that work returns from, by their equations; None where there is no end to them."""
    sources = sorted({each.source for each in returns})
    rows: dict[int, dict[int, float]] = {source: {} for source in sources}
    for each in returns:
        for node, share in each.adds.items():
            if node in rows:
                row = rows[node]
                row[each.source] = row.get(each.source, 0.0) + each.probability * share
    return solve({source: first[source] for source in sources}, rows, endless)
