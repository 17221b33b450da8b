"""Which steps of two maps of one stream are the same work: by their origins, never by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Step


class Fate(StrEnum):
    """What became of steps from one map to the other."""

    KEPT = "kept"
    MERGED = "merged"
    SPLIT = "split"
    REGROUPED = "regrouped"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Match:
    """Steps of one map and the steps of the other that stand where they stood, each as people read them."""

    fate: Fate
    before: tuple[Id, ...]
    after: tuple[Id, ...]


def matches(document: Document, before_map: Id, after_map: Id) -> tuple[Match, ...]:
    """All steps of both maps, each in one match: those of the earlier map in its order, then what is new.

    A step matches those that it came from, directly or through steps of maps between, and those that came from it. Where
    that says nothing of either, two steps match that came from the same step of a third map, the nearest one.
    """
    before = [step.id for step in document.steps(before_map)]
    after = [step.id for step in document.steps(after_map)]
    if before_map == after_map:
        return tuple(Match(Fate.KEPT, (key,), (key,)) for key in before)
    lineage = {key: _ancestors(document, key) for key in (*before, *after)}
    were, are = set(before), set(after)
    pairs = {(a, b) for b in after for a in lineage[b] if a in were}
    pairs |= {(a, b) for a in before for b in lineage[a] if b in are}
    paired = {key for pair in pairs for key in pair}
    loose_before = [key for key in before if key not in paired]
    loose_after = [key for key in after if key not in paired]
    pairs |= _cousins(loose_before, loose_after, lineage)
    return _grouped(before, after, pairs)


def stands_for(document: Document, step: Id, map_id: Id) -> list[Id]:
    """The steps of a map that are the same work as a step of another map, the nearest by origins; none where none are."""
    lineage = _ancestors(document, step)
    found = _nearest(document, lineage, map_id)
    if found:
        return found
    waiting = dict(lineage)
    for at in (order := list(waiting)):  # grows while it is read
        for link in document.links_to(at, LinkKind.CAME_FROM):
            if link.source not in waiting and document.of(Step, link.source):
                waiting[link.source] = waiting[at] + 1
                order.append(link.source)
    return _nearest(document, waiting, map_id)


def _nearest(document: Document, far: dict[Id, int], map_id: Id) -> list[Id]:
    there = {key: steps for key, steps in far.items() if document.the(Step, key).map == map_id}
    least = min(there.values(), default=0)
    return [key for key, steps in there.items() if steps == least]


def _ancestors(document: Document, key: Id) -> dict[Id, int]:
    """The steps that a step came from, with how many maps lie between; a ring of origins in a broken file ends."""
    found = {key: 0}
    waiting = [key]
    for at in waiting:  # grows while it is read
        for link in document.links_from(at, LinkKind.CAME_FROM):
            if link.target not in found and document.of(Step, link.target):
                found[link.target] = found[at] + 1
                waiting.append(link.target)
    return found


def _cousins(before: Iterable[Id], after: Iterable[Id], lineage: dict[Id, dict[Id, int]]) -> set[tuple[Id, Id]]:
    """Pairs that share an origin on a third map: of several origins the nearest, for one or the other of the two."""
    came: dict[Id, list[Id]] = {}
    for b in after:
        for origin in lineage[b]:
            came.setdefault(origin, []).append(b)
    distance: dict[tuple[Id, Id], int] = {}
    for a in before:
        for origin, steps in lineage[a].items():
            for b in came.get(origin, ()):
                far = steps + lineage[b][origin]
                distance[a, b] = min(far, distance.get((a, b), far))
    nearest: dict[Id, int] = {}
    for pair, far in distance.items():
        for key in pair:
            nearest[key] = min(far, nearest.get(key, far))
    return {(a, b) for (a, b), far in distance.items() if far in (nearest[a], nearest[b])}


def _grouped(before: list[Id], after: list[Id], pairs: set[tuple[Id, Id]]) -> tuple[Match, ...]:
    onward: dict[Id, set[Id]] = {}
    for a, b in pairs:
        onward.setdefault(a, set()).add(b)
        onward.setdefault(b, set()).add(a)
    place = {key: at for at, key in enumerate((*before, *after))}
    held: set[Id] = set()
    found = []
    for key in (*before, *after):
        if key in held:
            continue
        group = {key}
        waiting = [key]
        for at in waiting:  # grows while it is read
            new = onward.get(at, set()) - group
            group |= new
            waiting += new
        held |= group
        members = sorted(group, key=place.__getitem__)
        was = tuple(each for each in members if place[each] < len(before))
        now = tuple(each for each in members if place[each] >= len(before))
        found.append(Match(_fate(len(was), len(now)), was, now))
    return tuple(found)


def _fate(was: int, now: int) -> Fate:
    if not was or not now:
        return Fate.GONE if was else Fate.NEW
    if was == now == 1:
        return Fate.KEPT
    if now == 1:
        return Fate.MERGED
    return Fate.SPLIT if was == 1 else Fate.REGROUPED
