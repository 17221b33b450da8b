"""Lead time with rework: work that returns to an earlier step of a path, by either rule of the engagement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from operator import add
from typing import NamedTuple

from vsmstudio.model.records import ReworkRule


class Loop(NamedTuple):
    """Rework from place `source` of a path back to place `target`, with its probability (0..1) and its own delay."""

    source: int
    target: int
    probability: float
    delay: float = 0.0


class Endless(ValueError):
    """The chances that work returns from one place add up to 1 or more. `places` are where along the path."""

    def __init__(self, places: Sequence[int]) -> None:
        super().__init__("rework adds up to 100 % or more")
        self.places = tuple(places)


def expected_time(adds: Sequence[float], onward: Sequence[float], loops: Sequence[Loop], rule: ReworkRule) -> float:
    """The expected time (minutes) along a path of which each place `adds` time and each flow `onward` takes time.

    `until-right` is Σ expected visits × contribution of the absorbing Markov chain: work leaves place i for i + 1, or by
    a loop for a place at or before i. As all loops lead back along one line, the chain is solved by substitution: the
    time T(i) from first coming to i until first coming to i + 1 satisfies, with P = Σp of the loops that leave i,
    T(i) (1 − P) = adds(i) + (1 − P) onward(i) + Σ p (delay + T(target) + ... + T(i − 1)).
    `once` adds p × the loop's body, from target to source [Laguna & Marklund, Business Process Modeling, ch. 5].
    Raises `Endless` where the chances that leave one place add up to 1 or more.

    >>> expected_time([10.0, 5.0], [0.0, 0.0], [Loop(1, 0, 0.5)], ReworkRule.UNTIL_RIGHT)
    30.0
    >>> expected_time([10.0, 5.0], [0.0, 0.0], [Loop(1, 0, 0.5)], ReworkRule.ONCE)
    22.5
    """
    leaving: dict[int, list[Loop]] = {}
    for loop in loops:
        leaving.setdefault(loop.source, []).append(loop)
    endless = [at for at, here in sorted(leaving.items()) if sum(each.probability for each in here) >= 1 - 1e-9]
    if endless:
        raise Endless(endless)
    until: list[float] = [
        0.0,
        *accumulate(map(add, adds, onward)),
    ]  # time until first coming to each place, but for rework
    if rule is ReworkRule.ONCE:
        bodies = (until[each.source] + adds[each.source] - until[each.target] for each in loops)
        return until[-1] + sum(each.probability * (each.delay + body) for each, body in zip(loops, bodies, strict=True))
    places = sorted(leaving)
    more = [0.0]  # what rework adds until work leaves the first, second, ... of these places

    def between(a: int, b: int) -> float:
        return until[b] - until[a] + more[bisect_left(places, b)] - more[bisect_left(places, a)]

    for at in places:
        again = sum(each.probability for each in leaving[at])
        back = sum(each.probability * (each.delay + between(each.target, at)) for each in leaving[at])
        more.append(more[-1] + (adds[at] + back) / (1 - again) - adds[at])
    return until[-1] + more[-1]
