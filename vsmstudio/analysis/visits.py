"""Visits: how often one demanded unit passes through each node, by its alternatives and by the engagement's rework rule.

Over the whole map, not along one path: what a step costs and whether it can meet demand depends on all that comes to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vsmstudio.analysis.passes import Body, Plan, TooMany, added, chances, drawn_added, drawn_chances, plan, spans
from vsmstudio.analysis.solving import solve
from vsmstudio.analysis.stretches import Setting, has_alternatives
from vsmstudio.model.records import ReworkRule

ROUNDING = 1e-12  # passes: what adding and taking away leaves behind


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
    """Rework from one place to another: how likely, and what one such return adds to the passes through each place.

    It adds 1 to all of the body; where choices make it another figure, `adds` has that instead.
    """

    source: int
    probability: float
    body: Body
    adds: dict[int, float] | None


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
    by_node, sampled = _running(setting, held)
    first = [by_node[node] for node in held.order]
    returns, forward, drawn = _returns(setting, held)
    endless = _endless(returns)
    often: dict[int, float | None]
    if setting.rule is ReworkRule.ONCE:
        often = {each.source: None if each.source in endless else first[each.source] for each in returns}
    else:
        often = _often(first, returns, endless)
    found = _passes(first, returns, often)
    unknown = {source for source, times in often.items() if times is None}
    return Visits(
        [found[at] for at in held.place],
        endless=tuple(sorted(held.order[at] for at in endless or unknown)),
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


def _returns(setting: Setting, held: Plan) -> tuple[list[_Return], tuple[int, ...], bool]:
    """The rework flows that count, those that lead forward, and whether what they add was sampled."""
    graph = setting.graph
    found: list[_Return] = []
    forward: list[int] = []
    drawn = False
    for at, flow in enumerate(graph.rework):
        back, again = held.place[graph.index[flow.source]], held.place[graph.index[flow.target]]
        if not flow.probability:
            continue
        if held.leads_to(back, again):
            forward.append(at)
            continue
        body = held.body(again, back)
        adds = None
        if not body.places or held.chooses_within(body, back):
            try:
                adds = added(held, back, body)
            except TooMany:
                adds, drawn = drawn_added(held, back, body, len(graph.rework), setting.seed), True
        found.append(_Return(back, flow.probability, body, adds))
    return found, tuple(forward), drawn


def _endless(returns: Sequence[_Return]) -> set[int]:
    """Nodes from which the chances to return add up to 1 or more."""
    again: dict[int, float] = {}
    for each in returns:
        again[each.source] = again.get(each.source, 0.0) + each.probability
    return {node for node, chance in again.items() if chance >= 1 - 1e-9}


def _often(first: Sequence[float], returns: Sequence[_Return], endless: set[int]) -> dict[int, float | None]:
    """Passes through the places that work returns from, by their equations; None where there is no end to them."""
    sources = sorted({each.source for each in returns})
    rows: dict[int, dict[int, float]] = {source: {} for source in sources}
    for each in returns:
        for at, share in _to_sources(each, sources):
            row = rows[at]
            row[each.source] = row.get(each.source, 0.0) + each.probability * share
    return solve({source: first[source] for source in sources}, rows, endless)


def _to_sources(each: _Return, sources: Sequence[int]) -> list[tuple[int, float]]:
    """What a return adds to the places that work returns from."""
    if each.adds is not None:
        return [(at, each.adds[at]) for at in sources if at in each.adds]
    within = each.body.places
    low, high = bisect_left(sources, each.body.begin), bisect_right(sources, each.source)
    return [(at, 1.0) for at in sources[low:high] if within >> at - each.body.begin & 1]


def _passes(
    first: Sequence[float], returns: Sequence[_Return], often: Mapping[int, float | None]
) -> list[float | None]:
    """Passes through every place: the first, and what all returns add; None where a return to it has no end.

    Bodies are added up by where each run of places begins and ends, so that a thousand long ones are soon done.
    """
    begins, lost = [0.0] * (len(first) + 1), [0] * (len(first) + 1)
    single: dict[int, float] = {}
    for each in returns:
        times = often[each.source]
        passes = each.probability * (times or 0.0)
        if each.adds is not None:
            for at, share in each.adds.items():
                single[at] = single.get(at, 0.0) + passes * share
                lost[at] += times is None
                lost[at + 1] -= times is None
            continue
        for begin, end in spans(each.body):
            begins[begin] += passes
            begins[end] -= passes
            lost[begin] += times is None
            lost[end] -= times is None
    found: list[float | None] = []
    more, unknown = 0.0, 0
    for at, once in enumerate(first):
        more, unknown = more + begins[at], unknown + lost[at]
        if abs(more) < ROUNDING:
            more = 0.0
        found.append(None if unknown else max(0.0, once + more + single.get(at, 0.0)))
    return found
