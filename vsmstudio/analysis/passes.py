"""How likely it is that each node runs in one pass through a map: exact wherever possible, sampled beyond.

A pass is followed node by node in an order in which branches are finished before others begin. What is held on the way is
only which of the nodes ahead will run, with the probability of that: choices whose branches have met again are forgotten, so
thirty diamonds in a row, or sixteen choices side by side, are a handful of such states and not thousands of scenarios.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vsmstudio.analysis.flow_graph import FlowGraph

EXACT = 4096  # states held at once up to which they are all followed: as many as there are scenarios, or far fewer
WORK = 1_500_000  # states followed in all, beyond which passes are drawn: it would take seconds
SAMPLED_VISITS = 400_000  # nodes looked at, at most, when passes are drawn instead
NOTHING = 1e-15  # a probability that is rounding, not fact

Ways = tuple[tuple[float, int], ...]  # (chance, the places ahead as bits: bit 0 is this place)


class TooMany(Exception):
    """There are more states than can be followed."""


@dataclass(slots=True)
class Plan:
    """The nodes of a map in the order of a pass: `order` holds nodes by place, `place` places by node.

    `options` are the flows out of each node that can happen; `ways` are the same by place, made when first asked for.
    `work` counts the states followed so far.
    """

    graph: FlowGraph
    options: Sequence[Sequence[int]]
    order: Sequence[int]
    place: list[int]
    ways: list[Ways | None]
    work: int = 0

    def ways_of(self, at: int) -> Ways:
        """How work goes on from a place: to all that follow at once, or in one of several ways."""
        found = self.ways[at]
        if found is None:
            flows = self.options[self.order[at]]
            if len(flows) > 1 and self.graph.chance[flows[0]] < 1:
                found = tuple([(self.graph.chance[flow], 1 << self._ahead(flow) - at) for flow in flows])
            else:
                found = _to_all(at, [self._ahead(flow) for flow in flows])
            self.ways[at] = found
        return found

    def _ahead(self, flow: int) -> int:
        return self.place[self.graph.target[flow]]

    def ahead(self, at: int) -> list[int]:
        """The places that work can go on to."""
        return [self._ahead(flow) for flow in self.options[self.order[at]]]

    def behind(self, at: int) -> list[int]:
        """The places that work can come from."""
        graph = self.graph
        return [self.place[graph.source[flow]] for flow in graph.into[self.order[at]] if graph.chance[flow] > 0]

    def heading(self, begin: int, goal: int) -> dict[int, Ways]:
        """How a pass that begins at one place and heads for another (behind it) goes on from the places between.

        Where work goes to all, only branches that lead to the goal are followed; choices are as always. Places that do
        not lead there are missing; empty where `begin` does not.
        """
        leads = {goal}
        for at in (waiting := [goal]):  # grows while it is read
            for before in self.behind(at):
                if before >= begin and before not in leads:
                    leads.add(before)
                    waiting.append(before)
        if begin not in leads:
            return {}
        found: dict[int, Ways] = {}
        reached = {begin}
        for at in sorted(leads):
            if at == goal or at not in reached:
                continue
            onward = [after for after in self.ahead(at) if after in leads]
            reached.update(onward)
            ways = self.ways_of(at)
            found[at] = ways if len(ways) > 1 else _to_all(at, onward)
        return found


def plan(graph: FlowGraph, options: Sequence[Sequence[int]], choices: bool = True) -> Plan:
    """The order of a pass over a map. Where there are no `choices`, any order of the work will do."""
    order = _finishing_branches(graph, options) if choices else graph.order
    place = [0] * len(order)
    for at, node in enumerate(order):
        place[node] = at
    return Plan(graph, options, order, place, [None] * len(order))


def chances(held: Plan, entries: Sequence[int]) -> list[float]:
    """For each place the probability (0..1) that it runs in a pass that begins at these places. Raises `TooMany`."""
    runs = [0.0] * len(held.order)
    first = min(entries, default=0)
    begun = 0
    for entry in entries:
        begun |= 1 << (entry - first)
    states = {begun: 1.0} if begun else {}
    for at in range(first, len(runs)):
        ways = held.ways_of(at)
        if len(states) == 1 and len(ways) == 1:  # for nearly all nodes of nearly all maps
            ((bits, share),) = states.items()
            if bits & 1:
                runs[at] = share
                bits |= ways[0][1]
            states = {bits >> 1: share}
            continue
        runs[at], states = _pass(states, ways)
        held.work += len(states)
        if len(states) > EXACT or held.work > WORK:
            raise TooMany
    return [min(1.0, each) for each in runs]


def added(held: Plan, back: int, again: int) -> dict[int, float]:
    """What one return from the place `back` to `again` adds to the passes through each place. Raises `TooMany`.

    That is how likely each place runs in a pass that begins at `again` and heads for `back`, less what would have run
    after `back` anyway. Where the branches meet again both are the same, and no place behind is looked at.
    """
    between = held.heading(again, back)
    if again == back or (between and not any(len(ways) > 1 for ways in between.values())):
        return dict.fromkeys([*between, back], 1.0)
    found: dict[int, float] = {}
    states: dict[int, float] = {}
    first = min(again, back)
    for at in range(first, len(held.order)):
        if at == again:
            states[1] = states.get(1, 0.0) + 1.0
        runs, states = _pass(states, between.get(at) or held.ways_of(at))
        if at == back:
            for chance, bits in held.ways_of(at):
                states[bits >> 1] = states.get(bits >> 1, 0.0) - chance
        if abs(runs) > NOTHING:
            found[at] = runs
        states = {bits: share for bits, share in states.items() if bits and abs(share) > NOTHING}
        held.work += len(states) + 1
        if len(states) > EXACT or held.work > WORK:
            raise TooMany
        if not states and at >= again and at >= back:
            break
    return found


def drawn_chances(held: Plan, entries: Sequence[int], seed: int) -> list[float]:
    """As `chances`, from passes drawn with a seed."""
    runs = _rounds(held)
    counts = [0] * len(held.order)
    for each in range(runs):
        for at in _one_pass(held, entries, {}, random.Random(f"{seed} {each}"), {}):
            counts[at] += 1
    return [count / runs for count in counts]


def drawn_added(held: Plan, back: int, again: int, seed: int) -> dict[int, float]:
    """As `added`, from pairs of passes drawn with a seed; both of a pair choose alike, so that they soon are the same."""
    runs = max(20, _rounds(held) // 10)
    between = held.heading(again, back)
    counts: dict[int, int] = {}
    for each in range(runs):
        chooser, chosen = random.Random(f"{seed} {back} {again} {each}"), dict[int, int]()
        for at in _one_pass(held, [again], between, chooser, chosen):
            counts[at] = counts.get(at, 0) + 1
        for at in _one_pass(held, [back], {}, chooser, chosen):
            if at != back:
                counts[at] = counts.get(at, 0) - 1
    return {at: count / runs for at, count in counts.items() if count}


def _rounds(held: Plan) -> int:
    return max(100, min(2000, SAMPLED_VISITS // max(1, len(held.order))))


def _one_pass(
    held: Plan, entries: Sequence[int], between: Mapping[int, Ways], chooser: random.Random, chosen: dict[int, int]
) -> list[int]:
    """The places that run in one pass; `chosen` holds what was chosen, by place, and is added to."""
    ahead = 0
    for entry in entries:
        ahead |= 1 << entry
    found = []
    while ahead:
        at = (ahead & -ahead).bit_length() - 1
        ahead &= ahead - 1
        found.append(at)
        ways = between.get(at) or held.ways_of(at)
        if len(ways) > 1:
            if at not in chosen:
                chosen[at] = chooser.choices(range(len(ways)), [chance for chance, _ in ways])[0]
            ahead |= ways[chosen[at]][1] << at
        else:
            ahead |= ways[0][1] << at
    return found


def _pass(states: Mapping[int, float], ways: Ways) -> tuple[float, dict[int, float]]:
    """How likely this place runs, and the states as the next place sees them."""
    runs = 0.0
    after: dict[int, float] = {}
    for bits, share in states.items():
        if bits & 1:
            runs += share
            for chance, onward in ways:
                key = (bits | onward) >> 1
                after[key] = after.get(key, 0.0) + share * chance
        else:
            key = bits >> 1
            after[key] = after.get(key, 0.0) + share
    return runs, after


def _to_all(at: int, ahead: Sequence[int]) -> Ways:
    bits = 0
    for after in ahead:
        bits |= 1 << after - at
    return ((1.0, bits),)


def _finishing_branches(graph: FlowGraph, options: Sequence[Sequence[int]]) -> list[int]:
    """The nodes so that each comes after all that lead to it, and branches are finished before the next one begins."""
    target = graph.target
    done: list[int] = []
    seen = [False] * len(graph.nodes)
    for root in reversed(graph.order):
        if graph.into[root] or seen[root]:
            continue
        seen[root] = True
        path, ahead = [root], [iter(options[root])]
        while path:
            for flow in ahead[-1]:
                after = target[flow]
                if not seen[after]:
                    seen[after] = True
                    path.append(after)
                    ahead.append(iter(options[after]))
                    break
            else:
                done.append(path.pop())
                ahead.pop()
    for node in reversed(graph.order):  # only flows that cannot happen lead there
        if not seen[node]:
            seen[node] = True
            done.append(node)
    done.reverse()
    return done
