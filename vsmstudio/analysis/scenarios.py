"""Alternatives: how likely and how long the ways are that a map can run, exactly wherever possible.

A scenario is one choice at every split to one of several that it reaches; a join waits only for branches that run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vsmstudio.analysis.flow_graph import FlowGraph, without_endpoints
from vsmstudio.analysis.results import Scenario
from vsmstudio.analysis.stretches import EXACT, Outcome, Setting, Stretch, stretches, with_rework
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step

LISTED = 100  # scenarios listed where there are too many to list all
LISTED_NODES = 1_000_000  # nodes along all listed scenarios, at most


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What can happen on a map. Times are working minutes, None where no scenario reaches an end.

    `expected` and `expected_with_rework` are means over the scenarios that reach an end (with rework None also where it
    never ends); `finishing` is how likely they are together. `worst` is the probability that the longest lead time comes
    about; where scenarios are sampled, that the first critical path runs, which is the least that it can be. `listed`
    scenarios are ordered from the most likely, `count` says how many there are (of a sample: how many different ones).
    `quality` is Σ probability × product of the known %C&A of the steps that run. `counted` and `beside` are rework flows
    on, and beside, the paths.
    """

    listed: tuple[Scenario, ...]
    count: int
    sampled: bool
    finishing: float
    expected: float | None
    expected_with_rework: float | None
    worst: float
    quality: float
    counted: frozenset[int]
    beside: frozenset[int]


@dataclass(slots=True)
class _Sum:
    """Mass and probability-weighted sums from one stretch to the end."""

    mass: float = 0.0
    time: float = 0.0
    reworked: float | None = 0.0
    quality: float = 0.0
    longest: float = -1.0
    longest_probability: float = 0.0
    count: int = 0


def alternatives(setting: Setting, tolerance: float, path: Sequence[int]) -> Alternatives:
    """All scenarios of a map, stretch by stretch. `path` is the first critical path, endpoints included."""
    parts = stretches(setting)
    sampled = any(part.sampled for part in parts)
    total = _add_up(parts, tolerance)
    every = [outcome for part in parts for outcome in part.outcomes]
    return Alternatives(
        listed=_listed(setting.graph, parts, total.count, sampled),
        count=total.count,
        sampled=sampled,
        finishing=total.mass,
        expected=total.time / total.mass if total.mass > 0 else None,
        expected_with_rework=total.reworked / total.mass if total.reworked is not None and total.mass > 0 else None,
        worst=_chance_of(setting.graph, path) if sampled else total.longest_probability,
        quality=total.quality,
        counted=frozenset[int]().union(*(each.counted for each in every)),
        beside=frozenset[int]().union(*(each.beside for each in every)),
    )


def single(setting: Setting, headline: float | None, path: Sequence[int]) -> Alternatives:
    """A map on which there is nothing to choose: one scenario, or none where no path counts."""
    graph = setting.graph
    quality = 1.0
    for node, runs in zip(graph.nodes, setting.reached, strict=True):
        if runs and isinstance(node, Step) and node.ca is not None:
            quality *= node.ca
    if headline is None:
        return Alternatives((), 0, False, 0.0, None, None, 0.0, quality, frozenset(), frozenset())
    running = {at for at, runs in enumerate(setting.reached) if runs}
    reworked, counted, beside = with_rework(setting, running, path, None, headline)
    only = Scenario(1.0, headline, without_endpoints(graph, path))
    return Alternatives((only,), 1, False, 1.0, headline, reworked, 1.0, quality, counted, beside)


def _add_up(parts: Sequence[Stretch], tolerance: float) -> _Sum:
    """The sums over all scenarios, from the last stretch back: what lies behind a cut is the same for all that reach it."""
    ahead = _Sum()
    for part in reversed(parts):
        here = _Sum()
        candidates: list[tuple[float, float]] = []
        for each in part.outcomes:
            p = each.probability
            here.quality += p * each.quality * (ahead.quality if each.onward else 1.0)
            if each.length is None or (each.onward and ahead.mass <= 0):
                continue
            mass, time, longest, likely = (ahead.mass, ahead.time, ahead.longest, ahead.longest_probability)
            reworked: float | None = ahead.reworked
            if not each.onward:
                mass, time, reworked, longest, likely = 1.0, 0.0, 0.0, 0.0, 1.0
            here.count += ahead.count if each.onward else 1
            here.mass += p * mass
            here.time += p * (each.length * mass + time)
            if here.reworked is None or each.expected is None or reworked is None:
                here.reworked = None
            else:
                here.reworked += p * (each.expected * mass + reworked)
            candidates.append((each.length + longest, p * likely))
        here.longest = max((length for length, _ in candidates), default=-1.0)
        here.longest_probability = sum(p for length, p in candidates if length >= here.longest - tolerance)
        ahead = here
    return ahead


def _chance_of(graph: FlowGraph, path: Sequence[int]) -> float:
    """How likely it is that every flow along a path is chosen."""
    chance = 1.0 if path else 0.0
    for a, b in pairwise(path):
        chance *= min(1.0, sum(graph.chance[flow] for flow in graph.out[a] if graph.target[flow] == b))
    return chance


def _listed(graph: FlowGraph, parts: Sequence[Stretch], count: int, sampled: bool) -> tuple[Scenario, ...]:
    """The scenarios from the most likely on; where they are too many the hundred most likely and the longest."""
    length = sum(max((len(each.path) for each in part.outcomes), default=0) for part in parts)
    if not sampled and count <= EXACT and count * length <= LISTED_NODES:
        return tuple(_ranked(_join(graph, parts, None)))
    likely = _ranked(_join(graph, parts, LISTED))[:LISTED]
    longest = _join(graph, [Stretch(_worst(part.outcomes), part.sampled) for part in parts], LISTED)
    most = max((each.lead_time for each in longest), default=0.0)
    worst = _ranked([each for each in longest if each.lead_time >= most])[:1]
    return tuple(likely) if any(each in likely for each in worst) else (*likely, *worst)


def _ranked(found: list[Scenario]) -> list[Scenario]:
    """From the most likely on, of equally likely ones the longest first, else by the names chosen (as they were made)."""
    return sorted(found, key=lambda each: (-round(each.probability, 12), -round(each.lead_time, 6)))


Way = tuple[float, float, tuple[Id, ...], bool]
"""Part of a scenario: how likely, how long, the ids along it, and whether it goes on."""


def _joined(first: Iterable[Way], second: Sequence[Way]) -> list[Way]:
    return [(p * q, long + more, way + on, onward) for p, long, way, _ in first for q, more, on, onward in second]


def _join(graph: FlowGraph, parts: Sequence[Stretch], keep: int | None) -> list[Scenario]:
    """Scenarios made stretch by stretch; of those that go on only the `keep` most likely, if it is set."""
    done: list[Way] = []
    going: list[Way] = [(1.0, 0.0, (), True)]
    plain = going  # stretches in which there is nothing to choose, gathered so that paths are joined less often
    for part in parts:
        ways = [
            (each.probability, each.length, without_endpoints(graph, each.path), each.onward)
            for each in part.outcomes
            if each.length is not None
        ]
        if len(ways) == 1 and ways[0][3]:
            plain = _joined(plain, ways)
            continue
        made = _joined(going, _joined(plain, ways))
        plain = [(1.0, 0.0, (), True)]
        if all(way[3] for way in made):
            going = made
        else:
            done += [way for way in made if not way[3]]
            going = [way for way in made if way[3]]
        if keep is not None:
            going = sorted(going, key=lambda way: (-way[0], -way[1]))[:keep]
    return [Scenario(probability, length, path) for probability, length, path, _ in done]


def _worst(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """The longest outcome that goes on and the longest that ends."""
    found = []
    for onward in (True, False):
        same = [each for each in outcomes if each.onward is onward and each.length is not None]
        if same:
            found.append(max(same, key=lambda each: (each.length or 0.0, each.probability)))
    return tuple(found)
