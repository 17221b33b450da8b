"""Rings among things that lead to one another, services or streams: named, and cut so that no sum runs in circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vsmstudio.model.ids import Id

RINGS_NAMED = 100


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left when every ring has lost the pair that closes it.

    `order` has everything after what it leads to. `closing` are the pairs that were left out, `rings` the rings that they
    close (up to 100 named, all counted): each member leads to the next, the last to the first.
    """

    order: tuple[Id, ...]
    closing: frozenset[tuple[Id, Id]]
    rings: tuple[tuple[Id, ...], ...]
    ring_count: int


def cut(keys: Sequence[Id], onward: Mapping[Id, Sequence[Id]]) -> Cut:
    """Walk from whatever nothing leads to, else in the order of `keys`; a pair that leads back closes a ring.

    >>> cut("abc", {"a": "b", "b": "ca"})
    Cut(order=('c', 'b', 'a'), closing=frozenset({('b', 'a')}), rings=(('a', 'b'),), ring_count=1)
    """
    led_to = {after for found in onward.values() for after in found}
    done: dict[Id, None] = {}
    closing: set[tuple[Id, Id]] = set()
    rings: list[tuple[Id, ...]] = []
    for root in (*(key for key in keys if key not in led_to), *(key for key in keys if key in led_to)):
        if root in done:
            continue
        place = {root: 0}  # of what is being walked
        path = [root]
        ahead: list[Iterator[Id]] = [iter(onward.get(root, ()))]
        while path:
            for after in ahead[-1]:
                if after in place:
                    closing.add((path[-1], after))
                    if len(rings) < RINGS_NAMED:
                        rings.append(tuple(path[place[after] :]))
                elif after not in done:
                    place[after] = len(path)
                    path.append(after)
                    ahead.append(iter(onward.get(after, ())))
                    break
            else:
                done[path[-1]] = None
                del place[path.pop()]
                ahead.pop()
    rank = {key: at for at, key in enumerate(keys)}
    named = sorted((_from_first(ring, rank) for ring in rings), key=lambda ring: [rank[key] for key in ring])
    return Cut(tuple(done), frozenset(closing), tuple(named), len(closing))


def _from_first(ring: tuple[Id, ...], rank: Mapping[Id, int]) -> tuple[Id, ...]:
    first = min(range(len(ring)), key=lambda at: rank[ring[at]])
    return ring[first:] + ring[:first]


def groups(order: Sequence[Id], onward: Mapping[Id, Sequence[Id]]) -> tuple[tuple[Id, ...], ...]:
    """Everything in groups that lead to each other in rings (most are groups of one), each after those it leads to.

    Tarjan's algorithm, without recursion.
    """
    found: list[tuple[Id, ...]] = []
    number: dict[Id, int] = {}
    lowest: dict[Id, int] = {}
    held: dict[Id, None] = {}  # walked, and not in a group yet
    for root in order:
        if root in number:
            continue
        path: list[tuple[Id, Iterator[Id]]] = []
        entering: Id | None = root
        while path or entering is not None:
            if entering is not None:
                number[entering] = lowest[entering] = len(number)
                held[entering] = None
                path.append((entering, iter(onward.get(entering, ()))))
                entering = None
            at, ahead = path[-1]
            for after in ahead:
                if after not in number:
                    entering = after
                    break
                if after in held:
                    lowest[at] = min(lowest[at], number[after])
            else:
                path.pop()
                if path:
                    before = path[-1][0]
                    lowest[before] = min(lowest[before], lowest[at])
                if lowest[at] == number[at]:
                    members: list[Id] = []
                    while not members or members[-1] != at:
                        members.append(held.popitem()[0])
                    found.append(tuple(reversed(members)))
    return tuple(found)
