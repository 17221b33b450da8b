"""Where work goes: triggering and flow relationships, through junctions, and into and out of what holds steps together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vsmstudio.interchange.archimate.exchange import Exchange, Piece
from vsmstudio.interchange.archimate.hierarchy import Hierarchy
from vsmstudio.interchange.archimate.terms import JUNCTIONS, UNITS, WORK

MOST = 20_000  # edges that junctions and parts may make of a model's relationships


@dataclass(frozen=True, slots=True)
class Edge:
    """Work or information from one step, event or actor to another, by way of these relationships.

    `direct`: one relationship says just this. `alternative`: an or-junction chooses it among several.
    """

    source: str
    target: str
    via: tuple[Piece, ...]
    direct: bool
    alternative: bool = False

    @property
    def kind(self) -> str:
        return self.via[0].type


def edges(source: Exchange, hierarchy: Hierarchy, nodes: set[str]) -> list[Edge]:
    """All edges between `nodes` (steps and events without parts) and the actors beside them."""
    leaving: dict[str, list[Piece]] = {}
    arriving: dict[str, list[Piece]] = {}
    for each in source.relations.values():
        if each.type in WORK:
            leaving.setdefault(each.source, []).append(each)
            arriving.setdefault(each.target, []).append(each)
    elements = source.elements

    @cache
    def ends(key: str, last: bool) -> list[str]:
        """The nodes that a relationship at `key` means: the last ones within it for leaving, the first for arriving."""
        if key in nodes:
            return [key]
        piece = elements.get(key)
        if piece is not None and piece.type in UNITS:
            return [key]
        if not hierarchy.holds(key):
            return []
        inside = set(hierarchy.within(key))
        leaves = [each for each in hierarchy.leaves(key) if each in nodes]
        outer = [each for each in leaves if not inside & _beside(each, leaving if last else arriving, elements, last)]
        return outer or leaves

    found: list[Edge] = []
    given: set[tuple[str, str]] = set()
    for first in source.relations.values():
        if first.type not in WORK or _is_junction(elements, first.source):
            continue
        for path, forks in _paths(first, leaving, elements, len(given) < MOST):
            for a in ends(first.source, True):
                for b in ends(path[-1].target, False):
                    direct = len(path) == 1 and a == first.source and b == first.target
                    if a == b or not ({a, b} & nodes) or (not direct and (a, b) in given):
                        continue
                    if not direct and len(given) >= MOST:
                        break
                    given.add((a, b))
                    found.append(Edge(a, b, path, direct, forks))
    straight = {(each.source, each.target) for each in found if each.direct}
    return [each for each in found if each.direct or (each.source, each.target) not in straight]


def _beside(key: str, ways: dict[str, list[Piece]], elements: dict[str, Piece], last: bool) -> set[str]:
    """What work goes to from an element (comes from, unless `last`), through junctions."""
    found: set[str] = set()
    open_ = [key]
    while open_:
        for each in ways.get(open_.pop(), []):
            other = each.target if last else each.source
            if other not in found:
                found.add(other)
                open_ += [other] if _is_junction(elements, other) else []
    return found


def _paths(
    first: Piece, leaving: dict[str, list[Piece]], elements: dict[str, Piece], through: bool
) -> list[tuple[tuple[Piece, ...], bool]]:
    """The ways on from a relationship through junctions, one to each end; whether an or-junction forks on it.

    `through`: not so many that no more should be followed.
    """
    found: list[tuple[tuple[Piece, ...], bool]] = []
    open_: list[tuple[tuple[Piece, ...], bool]] = [((first,), False)]
    seen = {first.source}
    for path, forks in open_:  # grows while it is read
        at = path[-1].target
        if not _is_junction(elements, at):
            found.append((path, forks))
            continue
        if not through:
            continue
        onward = [each for each in leaving.get(at, []) if each.target not in seen]
        forks = forks or (elements[at].type == "OrJunction" and len(onward) > 1)
        for each in onward:
            if each.target not in seen:
                seen.add(each.target)
                open_.append(((*path, each), forks))
    return found


def _is_junction(elements: dict[str, Piece], key: str) -> bool:
    return key in elements and elements[key].type in JUNCTIONS
