"""How likely it is that each node runs in one pass through a map: exact wherever possible, sampled beyond.

A pass is followed node by node in an order in which branches are finished before others begin. What is held on the way is
only which of the nodes ahead will run, with the probability of that: choices whose branches have met again are forgotten, so
thirty diamonds in a row, or sixteen choices side by side, are a handful of such states and not thousands of scenarios.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vsmstudio.analysis.flow_graph import FlowGraph

EXACT = 4096  # states held at once up to which they are all followed: as many as there are scenarios, or far fewer
WORK = 1_000_000  # states followed in all, beyond which passes are drawn: it would take seconds
SAMPLED_VISITS = 400_000  # nodes looked at, at most, when passes are drawn instead
SAMPLED_LOOPS = 2_000_000  # the same for all returns together
WALKED = 50_000  # nodes walked to find out what leads where, beyond which it is worked out for all nodes at once
NOTHING = 1e-15  # a probability that is rounding, not fact

Ways = tuple[tuple[float, int], ...]  # (chance, the places ahead as bits: bit 0 is this place)


class TooMany(Exception):
    """There are more states than can be followed."""


class Body(NamedTuple):
    """What lies between the place where work begins again and the place that it came back from, as bits.

    `leads` are the places that lead back there, `places` those of them that it passes; bit 0 is `begin`. Both are 0 where
    no ordinary work leads back there.
    """

    begin: int
    leads: int
    places: int


@dataclass(slots=True)
class Plan:
    """The nodes of a map in the order of a pass: `order` holds nodes by place, `place` places by node.

    `options` are the flows out of each node that can happen; `ways` are the same by place, made when first asked for.
    `work` counts the states followed so far, `walked` the nodes walked; `tables` are all places behind and ahead of each.
    """

    graph: FlowGraph
    options: Sequence[Sequence[int]]
    order: Sequence[int]
    place: list[int]
    ways: list[Ways | None]
    work: int = 0
    walked: int = 0
    tables: tuple[list[int], list[int]] | None = None

    def ways_of(self, at: int) -> Ways:
        """How work goes on from a place: to all that follow at once, or in one of several ways."""
        found = self.ways[at]
        if found is None:
            flows = self.options[self.order[at]]
            bits = [1 << self._ahead(flow) - at for flow in flows]
            if len(flows) > 1 and self.graph.chance[flows[0]] < 1:
                found = tuple([(self.graph.chance[flow], bit) for flow, bit in zip(flows, bits, strict=True)])
            else:
                found = ((1.0, _joined(bits)),)
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

    def leads_to(self, begin: int, goal: int) -> bool:
        """Does ordinary work that can happen lead from one place to another?"""
        return goal > begin and self.body(begin, goal).places != 0

    def body(self, begin: int, goal: int) -> Body:
        """What a pass that begins at one place and heads for another goes through."""
        if goal < begin:
            return Body(begin, 0, 0)
        if self.walked > WALKED:
            before, after = self._tables()
            leads, places = before[goal] >> begin, (before[goal] & after[begin]) >> begin
            return Body(begin, leads, places) if leads & 1 else Body(begin, 0, 0)
        back = {goal}
        for at in (waiting := [goal]):  # grows while it is read
            for each in self.behind(at):
                if each >= begin and each not in back:
                    back.add(each)
                    waiting.append(each)
        self.walked += len(back)
        if begin not in back:
            return Body(begin, 0, 0)
        reached = {begin}
        for at in sorted(back):
            if at in reached:
                reached.update(each for each in self.ahead(at) if each in back)
        return Body(begin, _joined([1 << at - begin for at in back]), _joined([1 << at - begin for at in reached]))

    def chooses_within(self, body: Body, goal: int) -> bool:
        """Is there a choice on the way, before the goal is reached?"""
        return any(at != goal and len(self.ways_of(at)) > 1 for at in places_of(body))

    def _tables(self) -> tuple[list[int], list[int]]:
        """For each place, as bits: all that lead to it, and all that it leads to; itself among them."""
        if self.tables is None:
            before, after = [0] * len(self.order), [0] * len(self.order)
            for at in range(len(self.order)):
                before[at] |= 1 << at
                for each in self.ahead(at):
                    before[each] |= before[at]
            for at in range(len(self.order) - 1, -1, -1):
                after[at] = 1 << at
                for each in self.ahead(at):
                    after[at] |= after[each]
            self.tables = (before, after)
        return self.tables


def plan(graph: FlowGraph, options: Sequence[Sequence[int]], choices: bool = True) -> Plan:
    """The order of a pass over a map. Where there are no `choices`, any order of the work will do."""
    order = _finishing_branches(graph, options) if choices else graph.order
    place = [0] * len(order)
    for at, node in enumerate(order):
        place[node] = at
    return Plan(graph, options, order, place, [None] * len(order))


def spans(body: Body) -> Iterator[tuple[int, int]]:
    """The places of a body as (first, behind the last) of each run of them."""
    bits, at = body.places, body.begin
    while bits:
        skipped = (bits & -bits).bit_length() - 1
        bits >>= skipped
        length = (~bits & (bits + 1)).bit_length() - 1
        yield at + skipped, at + skipped + length
        bits >>= length
        at += skipped + length


def places_of(body: Body) -> Iterator[int]:
    for first, end in spans(body):
        yield from range(first, end)


def chances(held: Plan, entries: Sequence[int]) -> list[float]:
    """For each place the probability (0..1) that it runs in a pass that begins at these places. Raises `TooMany`."""
    runs = [0.0] * len(held.order)
    first = min(entries, default=0)
    begun = _joined([1 << entry - first for entry in entries])
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


def added(held: Plan, back: int, body: Body) -> dict[int, float]:
    """What one return from the place `back` to where `body` begins adds to the passes through each place.

    That is how likely each place runs in a pass that begins there and heads for `back`, less what would have run after
    `back` anyway. Where the branches meet again both are the same, and no place behind is looked at. Where there is no
    choice on the way, that is one pass through all of the body. Raises `TooMany`.
    """
    found: dict[int, float] = {}
    states: dict[int, float] = {}
    again = body.begin
    for at in range(min(again, back), len(held.order)):
        if at == again:
            states[1] = states.get(1, 0.0) + 1.0
        runs, states = _pass(states, _heading(held.ways_of(at), body, at))
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
    runs = max(100, min(2000, SAMPLED_VISITS // max(1, len(held.order))))
    counts = [0] * len(held.order)
    for each in range(runs):
        for at in _one_pass(held, entries, random.Random(f"{seed} {each}")):
            counts[at] += 1
    return [count / runs for count in counts]


def drawn_added(held: Plan, back: int, body: Body, loops: int, seed: int) -> dict[int, float]:
    """As `added`, from pairs of passes drawn with a seed; both of a pair choose alike, so that they soon are the same.

    The more `loops` there are to draw for, the fewer are drawn for each.
    """
    runs = max(1, min(200, SAMPLED_LOOPS // (loops * max(1, len(held.order)))))
    counts: dict[int, int] = {}
    again, first = body.begin, min(back, body.begin)
    for each in range(runs):
        chooser = random.Random(f"{seed} {back} {again} {each}")
        at, new, old = first, 1 << again - first, 1 << back - first
        while new != old or at <= max(again, back):
            skipped = ((new | old) & -(new | old)).bit_length() - 1
            if skipped < 0:
                break
            at, new, old = at + skipped, new >> skipped, old >> skipped
            ways = held.ways_of(at)
            chosen = chooser.choices(range(len(ways)), [chance for chance, _ in ways])[0] if len(ways) > 1 else 0
            counts[at] = counts.get(at, 0) + (new & 1) - (old & 1 and at != back)
            new = (new | (_heading(ways, body, at)[chosen][1] if new & 1 else 0)) >> 1
            old = (old | (ways[chosen][1] if old & 1 else 0)) >> 1
            at += 1
    return {at: count / runs for at, count in counts.items() if count}


def _heading(ways: Ways, body: Body, at: int) -> Ways:
    """How work goes on from a place of a body: where it goes to all, only by branches that lead back."""
    leads = body.leads >> at - body.begin if at >= body.begin else 0
    if not leads & 1 or len(ways) > 1:
        return ways
    return ((1.0, ways[0][1] & leads or ways[0][1]),)


def _one_pass(held: Plan, entries: Sequence[int], chooser: random.Random) -> list[int]:
    """The places that run in one pass."""
    ahead = _joined([1 << entry for entry in entries])
    found, at = [], 0
    while ahead:
        skipped = (ahead & -ahead).bit_length() - 1
        at, ahead = at + skipped, ahead >> skipped
        found.append(at)
        ways = held.ways_of(at)
        chosen = chooser.choices(range(len(ways)), [chance for chance, _ in ways])[0] if len(ways) > 1 else 0
        ahead = (ahead | ways[chosen][1]) >> 1
        at += 1
    return found


def _joined(bits: Iterable[int]) -> int:
    whole = 0
    for each in bits:
        whole |= each
    return whole


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
