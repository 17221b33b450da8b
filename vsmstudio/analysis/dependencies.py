"""What each service rests on, and what rests on it, directly and through others."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeVar

from vsmstudio.analysis.relations import Relations
from vsmstudio.analysis.rings import cut, groups
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Services by what they rest on and by what rests on them (`dependants`), directly, by name.

    `groups` are services that rest on each other in rings (most are alone in theirs), each group before those it rests on.
    Money leaves out the links that close a ring (`closing`): without them `order` has every service after those it rests
    on. `rings` name up to 100 rings, `ring_count` counts all: each service rests on the next, the last on the first.
    """

    rests_on: Mapping[Id, tuple[Id, ...]] = field(default_factory=dict)
    dependants: Mapping[Id, tuple[Id, ...]] = field(default_factory=dict)
    groups: tuple[tuple[Id, ...], ...] = ()
    order: tuple[Id, ...] = ()
    closing: frozenset[Id] = frozenset()
    rings: tuple[tuple[Id, ...], ...] = ()
    ring_count: int = 0

    def under(self, service: Id) -> tuple[Id, ...]:
        """Everything that a service rests on, the nearest first."""
        return _all_through(service, self.rests_on)

    def resting_on(self, service: Id) -> tuple[Id, ...]:
        """Everything that rests on a service and falls with it, the nearest first."""
        return _all_through(service, self.dependants)

    def gathered(self, direct: Mapping[Id, AbstractSet[T]]) -> dict[Id, AbstractSet[T]]:
        """For each service what it has itself and what all those have that rest on it; services with nothing left out."""
        found: dict[Id, AbstractSet[T]] = {}
        for group in self.groups:
            parts = [direct[key] for key in group if key in direct]
            for key in group:
                parts += [found[each] for each in self.dependants.get(key, ()) if each in found]
            if parts:
                whole = parts[0] if len(parts) == 1 else frozenset().union(*parts)
                for key in group:
                    found[key] = whole
        return found


def dependencies(document: Document, related: Relations) -> Dependencies:
    """How the services of a document rest on one another."""
    keys = [each.id for each in document.services]
    if not related.rests_on:
        alone = tuple(keys)
        return Dependencies(groups=tuple((key,) for key in alone), order=alone)
    rank = {key: at for at, key in enumerate(keys)}
    under: dict[Id, list[Id]] = {}
    over: dict[Id, tuple[Id, ...]] = {}
    for below in sorted(related.rests_on, key=rank.__getitem__):
        over[below] = tuple(sorted(related.rests_on[below], key=rank.__getitem__))
        for above in over[below]:
            under.setdefault(above, []).append(below)
    onward = {key: tuple(found) for key, found in under.items()}
    without = cut(keys, onward)
    together = groups(without.order, onward) if without.rings else tuple((key,) for key in without.order)
    return Dependencies(
        rests_on=onward,
        dependants=over,
        groups=together[::-1],
        order=without.order,
        closing=frozenset(related.rests_on[below][above].id for above, below in without.closing),
        rings=without.rings,
        ring_count=without.ring_count,
    )


def _all_through(service: Id, onward: Mapping[Id, tuple[Id, ...]]) -> tuple[Id, ...]:
    found = {service: None}
    waiting = [service]
    for key in waiting:  # grows while it is read
        for after in onward.get(key, ()):
            if after not in found:
                found[after] = None
                waiting.append(after)
    return tuple(waiting[1:])
