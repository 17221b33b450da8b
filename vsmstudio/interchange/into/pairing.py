"""Which of two lists of records are the same ones: pass by pass, from the surest sign to the least sure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from vsmstudio.model.ids import Id
from vsmstudio.model.records import Record

R = TypeVar("R", bound=Record)
Sign = Callable[[R], Hashable | None]
MOST_TRIED = 2_500  # pairs of one name that are compared field by field


@dataclass(slots=True)
class Pairing(Generic[R]):
    """Records of a source (`theirs`, in its order) beside those of the document (`mine`, in reading order).

    `found` holds pairs of ids, theirs to mine. What is paired is out of the lists.
    """

    theirs: list[R]
    mine: list[R]
    found: dict[Id, Id] = field(default_factory=dict)

    def by(self, sign: Sign[R], mine: Sign[R] | None = None, alone: bool = False) -> dict[Id, Id]:
        """Pair what shows the same sign (None: shows none), in order; or only where it is `alone` on both sides."""
        left, right = grouped(self.theirs, sign), grouped(self.mine, mine or sign)
        pairs: dict[Id, Id] = {}
        for shown, group in left.items():
            others = right.get(shown, [])
            if others and not (alone and (len(group) > 1 or len(others) > 1)):
                pairs.update((a.id, b.id) for a, b in zip(group, others, strict=False))
        return self.take(pairs)

    def alike(self, sign: Sign[R], same: Callable[[R, R], bool], mine: Sign[R] | None = None) -> dict[Id, Id]:
        """Pair what shows the same sign (None: shows none) and is `same`, the first that is."""
        right = grouped(self.mine, mine or sign)
        pairs: dict[Id, Id] = {}
        for shown, group in grouped(self.theirs, sign).items():
            others = list(right.get(shown, []))
            if len(group) * len(others) > MOST_TRIED:
                continue
            for each in group:
                if (match := next((other for other in others if same(each, other)), None)) is not None:
                    pairs[each.id] = match.id
                    others.remove(match)
        return self.take(pairs)

    def take(self, pairs: dict[Id, Id]) -> dict[Id, Id]:
        if pairs:
            taken = set(pairs.values())
            self.theirs = [each for each in self.theirs if each.id not in pairs]
            self.mine = [each for each in self.mine if each.id not in taken]
            self.found.update(pairs)
        return pairs


def grouped(records: Iterable[R], sign: Sign[R]) -> dict[Hashable, Sequence[R]]:
    found: dict[Hashable, list[R]] = {}
    for record in records:
        if (shown := sign(record)) is not None:
            found.setdefault(shown, []).append(record)
    return dict(found)
