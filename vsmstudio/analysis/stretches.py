"""The map cut at nodes that everything passes, and every way that each stretch between them can run.

Choices in one stretch do not touch those in another, so scenarios need not be enumerated across them: thirty diamonds in a
row are thirty stretches of two outcomes, not a thousand million scenarios.
"""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vsmstudio.analysis.critical_path import TOLERANCE, tolerance_at
from vsmstudio.analysis.feeders import feeders
from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.analysis.rework import Endless, Loop, expected_time
from vsmstudio.model.records import ReworkRule, Step

EXACT = 4096  # outcomes of one stretch up to which all are enumerated
HELD = 1_000_000  # nodes remembered of outcomes that are still to be made; beyond it would cost too much memory
SAMPLED_VISITS = 400_000  # nodes looked at, at most, when a stretch is sampled instead


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way that a stretch runs: a choice at each split to one of several that it reaches.

    `onward`: does it reach the next stretch? `length` is the longest time through it (to the next stretch, or to an end;
    None where it reaches neither), `path` the nodes along that; `quality` the product of the known %C&A of all steps that
    run; `expected` the length with rework (None where the rework never ends). `counted` and `beside` are the rework flows
    that lie on the path, and those that run but do not.
    """

    probability: float
    onward: bool
    length: float | None
    path: tuple[int, ...]
    quality: float
    expected: float | None
    counted: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Stretch:
    """The outcomes from one cut to the next; `sampled` where there are too many to make them all."""

    outcomes: tuple[Outcome, ...]
    sampled: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What every stretch of a map is measured by; `options` are the flows out of each node that can happen."""

    graph: FlowGraph
    options: Sequence[list[int]]
    node_times: Sequence[float]
    flow_times: Sequence[float]
    reached: Sequence[bool]
    rule: ReworkRule
    rework_delays: Sequence[float]
    seed: int


@dataclass(slots=True)
class _State:
    """A stretch half run: when each node that runs begins, what was chosen, how likely."""

    at: int
    begins: dict[int, float]
    chosen: dict[int, int]
    probability: float


def has_alternatives(graph: FlowGraph, reached: Sequence[bool]) -> bool:
    """Is there a choice anywhere that work can come to?"""
    source = graph.source
    return any(0 < chance < 1 and reached[source[flow]] for flow, chance in enumerate(graph.chance))


def stretches(setting: Setting) -> list[Stretch]:
    """The stretches of a map in order. The outcomes of each that go onward enter the next one at its first node."""
    graph = setting.graph
    running = [node for node in graph.order if setting.reached[node]]
    pieces = _pieces(setting, running)
    aside = {node for piece in pieces for node in feeders(graph, piece, setting.node_times, setting.flow_times)}
    sure = _sure_to_finish(setting)
    found: list[Stretch] | None = None
    if len(pieces) > 1:
        found = _apart([_of_piece(setting, [n for n in piece if n not in aside], sure) for piece in pieces])
        lies = _reworked_across(setting, aside, pieces)
    if found is None:
        found = _of_piece(setting, [node for node in running if node not in aside], sure)
        lies = _reworked_across(setting, aside, [running])
    return [_in_passing(setting, aside, lies), *found] if aside or lies else found


def _in_passing(setting: Setting, aside: Collection[int], lies: frozenset[int]) -> Stretch:
    """What runs in every scenario and takes no part in its time, and the rework flows that can lie on no path."""
    quality = math.prod(ca for _, ca in _graded(setting, sorted(aside)))
    return Stretch((Outcome(1.0, True, 0.0, (), quality, 0.0, frozenset(), lies),), False)


def _reworked_across(setting: Setting, aside: Collection[int], pieces: Sequence[Sequence[int]]) -> frozenset[int]:
    """The rework flows from one piece to another, or to or from what takes no part: both ends never lie on one path."""
    graph = setting.graph
    piece_of = {node: at for at, piece in enumerate(pieces) for node in piece}
    found = set()
    for at, flow in enumerate(graph.rework):
        a, b = graph.index[flow.source], graph.index[flow.target]
        runs = flow.probability and a in piece_of and b in piece_of
        if runs and (piece_of[a] != piece_of[b] or a in aside or b in aside):
            found.add(at)
    return frozenset(found)


def _of_piece(setting: Setting, running: Sequence[int], sure: Sequence[bool]) -> list[Stretch]:
    """The stretches of nodes that hang together, in topological order."""
    within = set(running)
    cuts = _cuts(setting, running)
    found: list[Stretch] = []
    ends = within.intersection(setting.graph.ends)
    begin, entry = 0, [start for start in setting.graph.starts if start in within]
    for cut in [*cuts, len(running)]:
        goal = running[cut] if cut < len(running) else None
        members = running[begin:cut]
        outcomes, sampled = _run(setting, members, entry, goal, ends.intersection(members))
        if goal is not None and not all(_simple(each, sure[goal]) for each in outcomes):
            goal, members = None, running[begin:]
            outcomes, sampled = _run(setting, members, entry, None, ends.intersection(members))
        found.append(Stretch(tuple(each for each, _ in outcomes), sampled))
        if goal is None:
            break
        begin, entry = cut, [goal]
    return found


def _pieces(setting: Setting, running: Sequence[int]) -> list[list[int]]:
    """The nodes that run, apart where no work joins them; each piece in topological order, the first node's piece first."""
    graph = setting.graph
    beside: dict[int, list[int]] = {node: [] for node in running}
    for node in running:
        for flow in setting.options[node]:
            beside[node].append(graph.target[flow])
            beside[graph.target[flow]].append(node)
    piece_of: dict[int, int] = {}
    count = 0
    for node in running:
        if node not in piece_of:
            piece_of[node] = count
            waiting = [node]
            for at in waiting:  # grows while it is read
                for other in beside[at]:
                    if other not in piece_of:
                        piece_of[other] = count
                        waiting.append(other)
            count += 1
    pieces: list[list[int]] = [[] for _ in range(count)]
    for node in running:
        pieces[piece_of[node]].append(node)
    return pieces


def _apart(pieces: Sequence[list[Stretch]]) -> list[Stretch] | None:
    """The stretches of pieces that nothing joins, where one of them always takes longer than all the others: these then
    come before it, and add to likelihood and quality but not to time. None where which one is longest depends on choices."""
    spans = [_span(piece) for piece in pieces]
    main = max(range(len(pieces)), key=lambda at: spans[at][1])
    others = [at for at in range(len(pieces)) if at != main]
    least, _, finishes = spans[main]
    if not finishes or any(least <= spans[at][1] + tolerance_at(least) for at in others):
        return None
    before = [_as_one(pieces[at]) for at in others]
    if any(each is None for each in before):
        return None
    return [*(part for each in before for part in each or []), *pieces[main]]


def _as_one(piece: Sequence[Stretch]) -> list[Stretch] | None:
    """The stretches of a piece that is never the longest: each outcome goes on to the next. Where work ends within it,
    its ways are gone through as one stretch; None where these are too many."""
    if all(each.onward for part in piece[:-1] for each in part.outcomes):
        return [Stretch(tuple(_beside(each) for each in part.outcomes), part.sampled) for part in piece]
    done: list[Outcome] = []
    going = [Outcome(1.0, True, 0.0, (), 1.0, 0.0)]
    for part in piece:
        made = [(_beside(each, before), each.onward) for before in going for each in part.outcomes]
        done += [each for each, onward in made if not onward]
        going = [each for each, onward in made if onward]
        if len(done) + len(going) > EXACT:
            return None
    return [Stretch((*done, *going), any(part.sampled for part in piece))]


def _beside(outcome: Outcome, before: Outcome | None = None) -> Outcome:
    """An outcome of a piece that is never the longest: it runs (after another one), but takes no time of the lead time."""
    probability, quality, lies = outcome.probability, outcome.quality, outcome.counted | outcome.beside
    if before is not None:
        probability, quality, lies = probability * before.probability, quality * before.quality, lies | before.beside
    return Outcome(probability, True, 0.0, (), quality, 0.0, frozenset(), lies)


def _span(piece: Sequence[Stretch]) -> tuple[float, float, bool]:
    """The least and the most time that a piece takes to an end (−1 where it reaches none), and whether it always does."""
    least, most, always = 0.0, -1.0, True
    for part in reversed(piece):
        times = []
        for each in part.outcomes:
            if each.length is None or (each.onward and most < 0):
                always = False
            else:
                times.append(
                    (each.length + (least if each.onward else 0.0), each.length + (most if each.onward else 0.0))
                )
        least = min((low for low, _ in times), default=-1.0)
        most = max((high for _, high in times), default=-1.0)
    return least, most, always


def _simple(made: tuple[Outcome, float | None], finishes: bool) -> bool:
    """Can lengths be added at this cut? Where an end is reached beside it only if what lies behind is sure to be later."""
    outcome, end = made
    return not outcome.onward or end is None or (finishes and end < (outcome.length or 0.0) - TOLERANCE)


def _sure_to_finish(setting: Setting) -> list[bool]:
    """For each node: does work that comes there reach an end, whatever is chosen?"""
    sure = [False] * len(setting.graph.nodes)
    for end in setting.graph.ends:
        sure[end] = True
    for node in reversed(setting.graph.order):
        flows = setting.options[node]
        if flows and not sure[node]:
            ahead = [sure[setting.graph.target[flow]] for flow in flows]
            sure[node] = any(ahead) if setting.graph.chance[flows[0]] == 1 else all(ahead)
    return sure


def _cuts(setting: Setting, running: Sequence[int]) -> list[int]:
    """Places in `running` of nodes that all work passes which goes on behind them, and over which no rework leads.

    Only those are of use before or behind which there is something to choose.
    """
    graph = setting.graph
    place = {node: at for at, node in enumerate(running)}
    spans = [0] * (len(running) + 1)
    for flow in graph.rework:
        a, b = place.get(graph.index[flow.source]), place.get(graph.index[flow.target])
        if a is not None and b is not None:
            spans[min(a, b) + 1] += 1
            spans[max(a, b) + 1] -= 1
    first_open = max((place[start] for start in graph.starts if start in place), default=0)
    cuts: list[int] = []
    chosen = [False]  # is there something to choose before the first cut, between it and the second, ...?
    pending = spanning = 0
    source, options, chance = graph.source, graph.options, graph.chance
    for at, node in enumerate(running):
        spanning += spans[at]
        for arriving in graph.into[node]:
            if chance[arriving] > 0 and source[arriving] in place:
                pending -= 1
        if at > first_open and pending == 0 and spanning == 0:
            cuts.append(at)
            chosen.append(False)
        flows = options[node]
        pending += len(flows)
        if len(flows) > 1 and chance[flows[0]] < 1:
            chosen[-1] = True
    return [cut for cut, (before, behind) in zip(cuts, pairwise(chosen), strict=True) if before or behind]


def _run(
    setting: Setting, members: Sequence[int], entry: Sequence[int], goal: int | None, ends: set[int]
) -> tuple[list[tuple[Outcome, float | None]], bool]:
    """Every outcome of a stretch with the time of the last end that it reaches, or a sample where there are too many."""
    made: list[tuple[Outcome, float | None]] = []
    graded = _graded(setting, members)
    waiting = [_State(0, dict.fromkeys(entry, 0.0), {}, 1.0)]
    while waiting:
        state = waiting.pop()
        waiting.extend(_advance(setting, members, state))
        made.append(_outcome(setting, members, graded, state, entry, goal, ends))
        if len(made) + len(waiting) > EXACT or len(waiting) * len(members) > HELD:
            return _sample(setting, members, entry, goal, ends), True
    return made, False


def _graded(setting: Setting, members: Sequence[int]) -> list[tuple[int, float]]:
    """The steps of a stretch whose %C&A is known, with it."""
    steps = [(node, setting.graph.nodes[node]) for node in members if node < setting.graph.queues]
    return [(node, step.ca) for node, step in steps if isinstance(step, Step) and step.ca is not None]


def _advance(
    setting: Setting, members: Sequence[int], state: _State, chooser: random.Random | None = None
) -> list[_State]:
    """Run a state to the end of the stretch by its first choices (or the chooser's); what it might have done else."""
    chance, target, options = setting.graph.chance, setting.graph.target, setting.options
    node_times, flow_times = setting.node_times, setting.flow_times
    begins, others = state.begins, []
    for at in range(state.at, len(members)):
        node = members[at]
        start = begins.get(node)
        if start is None:
            continue
        finish = start + node_times[node]
        flows = options[node]
        if len(flows) > 1 and chance[flows[0]] < 1:
            if node not in state.chosen:
                if chooser is not None:
                    state.chosen[node] = chooser.choices(flows, [chance[flow] for flow in flows])[0]
                else:
                    for other in reversed(flows[1:]):
                        chosen = {**state.chosen, node: other}
                        others.append(_State(at, dict(begins), chosen, state.probability * chance[other]))
                    state.chosen[node] = flows[0]
                    state.probability *= chance[flows[0]]
            flows = [state.chosen[node]]
        for flow in flows:
            after = target[flow]
            arrival = finish + flow_times[flow]
            if arrival > begins.get(after, -1.0):
                begins[after] = arrival
    return others


def _sample(
    setting: Setting, members: Sequence[int], entry: Sequence[int], goal: int | None, ends: set[int]
) -> list[tuple[Outcome, float | None]]:
    """Outcomes drawn by their probabilities with the seed; equal ones are put together."""
    runs = max(100, min(2000, SAMPLED_VISITS // max(1, len(members))))
    chooser = random.Random(setting.seed)
    counted: dict[tuple[tuple[int, int], ...], int] = {}
    states: dict[tuple[tuple[int, int], ...], _State] = {}
    for _ in range(runs):
        state = _State(0, dict.fromkeys(entry, 0.0), {}, 1.0)
        _advance(setting, members, state, chooser)
        key = tuple(sorted(state.chosen.items()))
        counted[key] = counted.get(key, 0) + 1
        states[key] = state
    for key, state in states.items():
        state.probability = counted[key] / runs
    graded = _graded(setting, members)
    return [_outcome(setting, members, graded, state, entry, goal, ends) for state in states.values()]


def _outcome(
    setting: Setting,
    members: Sequence[int],
    graded: Sequence[tuple[int, float]],
    state: _State,
    entry: Sequence[int],
    goal: int | None,
    ends: set[int],
) -> tuple[Outcome, float | None]:
    begins = state.begins
    last_end = max((begins[n] + setting.node_times[n] for n in ends.intersection(begins)), default=None)
    onward = goal is not None and goal in begins
    length = begins[goal] if goal is not None and onward else last_end
    quality = 1.0
    for node, ca in graded:
        if node in begins:
            quality *= ca
    if length is None:
        return Outcome(state.probability, onward, None, (), quality, None), last_end
    path = _path(setting, members, state, entry, goal if onward else None, length, ends)
    expected, counted, beside = with_rework(setting, begins, path, goal if onward else None, length)
    return Outcome(state.probability, onward, length, path, quality, expected, counted, beside), last_end


def _path(
    setting: Setting,
    members: Sequence[int],
    state: _State,
    entry: Sequence[int],
    goal: int | None,
    length: float,
    ends: set[int],
) -> tuple[int, ...]:
    """The longest path of one outcome; of several the first by the names along it."""
    graph, begins = setting.graph, state.begins
    slack = tolerance_at(length)
    tight = set() if goal is None else {goal}
    following: dict[int, list[int]] = {}
    node_times, flow_times, target, chosen = setting.node_times, setting.flow_times, graph.target, state.chosen
    for node in reversed(members):
        if node not in begins:
            continue
        finish = begins[node] + node_times[node]
        if goal is None and node in ends and finish >= length - slack:
            tight.add(node)
        for flow in [chosen[node]] if node in chosen else setting.options[node]:
            after = target[flow]
            if after in tight and finish + flow_times[flow] >= begins[after] - slack:
                following.setdefault(node, []).append(after)
                tight.add(node)

    def by_name(node: int) -> tuple[bool, str, str]:
        """Endpoints do not count among the names, and a path that ends comes before one that goes on."""
        return (node not in graph.endpoints, graph.nodes[node].name, graph.nodes[node].id)

    def by_next(node: int) -> tuple[tuple[bool, str, str], ...]:
        """A start by what follows it, where it is an endpoint."""
        ahead = [by_name(each) for each in following.get(node, []) if each not in graph.endpoints]
        return (min(ahead), by_name(node)) if node in graph.endpoints and ahead else (by_name(node),)

    path: list[int] = []
    options = sorted((each for each in entry if each in tight and begins[each] <= slack), key=by_next)
    while options and options[0] != goal:
        at = options[0]
        path.append(at)
        done = goal is None and at in ends and begins[at] + setting.node_times[at] >= length - slack
        options = [] if done else following.get(at, [])
        if len(options) > 1:
            options = sorted(options, key=by_name)
    return tuple(path)


def with_rework(
    setting: Setting, begins: Container[int], path: Sequence[int], goal: int | None, length: float
) -> tuple[float | None, frozenset[int], frozenset[int]]:
    """The expected time along a path of this length (None where rework never ends), with the rework flows whose ends
    both lie on it; those; and those that run (both ends in `begins`) but lie beside it."""
    graph = setting.graph
    if not graph.rework:
        return length, frozenset(), frozenset()
    place: dict[int, int] | None = None
    loops: list[Loop] = []
    counted, beside = [], []
    for at, flow in enumerate(graph.rework):
        a, b = graph.index[flow.source], graph.index[flow.target]
        if not flow.probability or a not in begins or b not in begins:
            continue
        if place is None:
            place = {node: at for at, node in enumerate(path)}
        if a in place and b in place and place[b] <= place[a]:
            loops.append(Loop(place[a], place[b], flow.probability, setting.rework_delays[at]))
            counted.append(at)
        else:
            beside.append(at)
    if not loops:
        return length, frozenset(), frozenset(beside)
    first, last = min(each.target for each in loops), max(each.source for each in loops)
    repeated = path[first : last + 1]  # the rest runs once, whatever comes back
    adds = [setting.node_times[node] for node in repeated]
    onward = [*(_flow_time(setting, a, b) for a, b in pairwise(repeated)), 0.0]
    moved = [each._replace(source=each.source - first, target=each.target - first) for each in loops]
    try:
        more = expected_time(adds, onward, moved, setting.rule) - (sum(adds) + sum(onward))
    except Endless:
        return None, frozenset(counted), frozenset(beside)
    return length + more, frozenset(counted), frozenset(beside)


def _flow_time(setting: Setting, a: int, b: int) -> float:
    graph = setting.graph
    flows = graph.options[a]
    if len(flows) == 1:
        return setting.flow_times[flows[0]]
    return max([setting.flow_times[flow] for flow in flows if graph.target[flow] == b])
