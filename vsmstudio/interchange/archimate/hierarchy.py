"""Which processes and value streams are parts of others: those without parts are steps, the rest hold steps together."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from vsmstudio.interchange.archimate.exchange import Exchange
from vsmstudio.interchange.archimate.terms import PARTS, PROCESSES, STEPS, WORK

_HOLDS = frozenset({*PROCESSES, "ValueStream"})


class Hierarchy:
    """Composition and aggregation among what can be a step, and what views draw within another; rings are cut."""

    def __init__(self, source: Exchange, among: Collection[str]) -> None:
        self._parts: dict[str, list[str]] = {}
        self._above: dict[str, str] = {}  # a shortcut upwards
        self.parent: dict[str, str] = {}
        self.used: set[str] = set()  # the relationships that say so
        elements = source.elements
        for each in source.relations.values():
            if each.type not in PARTS or each.source not in among or each.target not in among:
                continue
            if elements[each.source].type not in _HOLDS or elements[each.target].type not in STEPS:
                continue
            if each.target in self.parent or self.root(each.source) == each.target:
                continue
            self.parent[each.target] = self._above[each.target] = each.source
            self.used.add(each.key)
            self._parts.setdefault(each.source, []).append(each.target)
        self._drawn_within(source, among)

    def _drawn_within(self, source: Exchange, among: Collection[str]) -> None:
        """A process that views draw within another one is a part of it, though no relationship says so.

        Not where work leads from one to the other, nor where the one is drawn within different wholes.
        """
        drawn: dict[str, set[str]] = {}
        for view in source.views.values():
            for inner, outer in view.within:
                if inner in among and outer in among and inner != outer:
                    drawn.setdefault(inner, set()).add(outer)
        joined = {(each.source, each.target) for each in source.relations.values() if each.type in WORK}
        for part, wholes in drawn.items():
            whole = min(wholes)
            kinds = {source.elements[part].type, source.elements[whole].type}
            if len(wholes) > 1 or part in self.parent or not kinds <= set(PROCESSES) or self.root(whole) == part:
                continue
            if (part, whole) in joined or (whole, part) in joined:
                continue
            self.parent[part] = self._above[part] = whole
            self._parts.setdefault(whole, []).append(part)

    def root(self, key: str) -> str:
        """The whole that an element belongs to in the end; itself where it is no part."""
        above = self._above
        while key in above:
            if above[key] in above:
                above[key] = above[above[key]]
            key = above[key]
        return key

    def holds(self, key: str) -> bool:
        return key in self._parts

    def parts(self, key: str) -> list[str]:
        return self._parts.get(key, [])

    def leaves(self, key: str) -> list[str]:
        """The steps within an element, in the file's order; itself where it has no parts."""
        found, open_ = [], [key]
        while open_:
            at = open_.pop()
            if at in self._parts:
                open_ += reversed(self._parts[at])
            else:
                found.append(at)
        return found

    def within(self, key: str) -> Iterable[str]:
        """The element and all that it holds."""
        open_ = [key]
        while open_:
            at = open_.pop()
            yield at
            open_ += self._parts.get(at, [])


def candidates(source: Exchange, shown: Collection[str] | None) -> list[str]:
    """What can be a step: all such elements, or those that chosen views show."""
    return [key for key, each in source.elements.items() if each.type in STEPS and (shown is None or key in shown)]
