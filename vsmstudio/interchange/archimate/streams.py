"""Which value streams a model tells, and which steps belong to the map of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from vsmstudio.interchange.archimate.edges import Edge
from vsmstudio.interchange.archimate.exchange import Exchange, View
from vsmstudio.interchange.archimate.gathered import Gathered
from vsmstudio.interchange.archimate.hierarchy import Hierarchy
from vsmstudio.interchange.archimate.terms import PARTS, PROCESSES, TECHNICAL, WORK
from vsmstudio.interchange.settings import Settings
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Map, MapState, ValueStream

_CURRENT = re.compile(r"\b(current|baseline|as[ -]?is|today|ist|actual)\b", re.IGNORECASE)


@dataclass(slots=True)
class Group:
    """The steps of one stream. `key`: the element that is the stream, if one is."""

    name: str
    key: str = ""
    members: list[str] = field(default_factory=list)


def groups(
    made: Gathered, hierarchy: Hierarchy, found: Iterable[Edge], nodes: set[str], views: Collection[str] | None
) -> list[Group]:
    """The streams that are not there yet, each with its steps; steps joined to those of a map that is there go to it."""
    near = _near(found, nodes)
    taken = set(made.home)
    _spread(made.home, near, taken)
    streams = _told(made, hierarchy, nodes, taken)
    for group in streams:
        _join(group, near, taken)
    rest = _Rest(made, hierarchy, nodes - taken, near, views)
    streams += rest.groups(bool(streams) or bool(made.home))
    return [each for each in streams if each.key or each.members]


def _near(found: Iterable[Edge], nodes: set[str]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for each in found:
        if each.source in nodes and each.target in nodes:
            near.setdefault(each.source, []).append(each.target)
            near.setdefault(each.target, []).append(each.source)
    return near


def _spread(home: dict[str, Id], near: dict[str, list[str]], taken: set[str]) -> None:
    """What is joined to a node of a map that is there belongs to that map."""
    open_ = list(home)
    while open_:
        at = open_.pop()
        for other in near.get(at, []):
            if other not in taken:
                taken.add(other)
                home[other] = home[at]
                open_.append(other)


def _join(group: Group, near: dict[str, list[str]], taken: set[str]) -> None:
    open_ = list(group.members)
    while open_:
        for other in near.get(open_.pop(), []):
            if other not in taken:
                taken.add(other)
                group.members.append(other)
                open_.append(other)


def _told(made: Gathered, hierarchy: Hierarchy, nodes: set[str], taken: set[str]) -> list[Group]:
    """The streams that value stream elements tell: by their stages, and by the processes that realise them."""
    source = made.source
    realised: dict[str, list[str]] = {}
    for each in source.relations.values():
        if each.type == "Realization" and each.source in source.elements:
            realised.setdefault(each.target, []).append(each.source)
            if source.elements[each.source].type in PROCESSES and each.target in source.elements:
                made.used |= {each.key} if source.elements[each.target].type == "ValueStream" else set()
    roots = [
        key
        for key, each in source.elements.items()
        if each.type == "ValueStream" and hierarchy.root(key) == key and (key in nodes or hierarchy.holds(key))
    ]
    found: list[Group] = []
    alone = [key for key in roots if not hierarchy.holds(key) and not realised.get(key) and key not in made.of]
    chains = _chains(source, alone)
    for key in roots:
        if key in chains:
            continue
        members: list[str] = []
        for part in hierarchy.within(key):
            behind = [leaf for one in realised.get(part, []) for leaf in hierarchy.leaves(one)]
            members += [one for one in behind if one in nodes and source.elements[one].type != "ValueStream"]
            if not behind and not hierarchy.holds(part) and part != key:
                members.append(part)
        members = [each for each in _in_order(source, members) if each not in taken and each != key]
        taken.update(members, {key})
        found.append(Group(source.elements[key].name, key, members))
    for chain in _groups_of(chains):
        chain = [each for each in chain if each not in taken]
        taken.update(chain)
        found.append(Group(_view_name(source, chain) or source.name, "", chain))
    return found


def _in_order(source: Exchange, keys: Collection[str]) -> list[str]:
    wanted = set(keys)
    return [key for key in source.elements if key in wanted]


def _chains(source: Exchange, alone: Collection[str]) -> dict[str, str]:
    """Value streams without parts that work joins are stages of one stream: each with the first of its chain."""
    near: dict[str, list[str]] = {}
    for each in source.relations.values():
        if each.type in WORK and each.source != each.target and each.source in alone and each.target in alone:
            near.setdefault(each.source, []).append(each.target)
            near.setdefault(each.target, []).append(each.source)
    found: dict[str, str] = {}
    for key in alone:
        open_ = [key] if key in near and key not in found else []
        while open_:
            at = open_.pop()
            if at not in found:
                found[at] = key
                open_ += near.get(at, [])
    return found


def _groups_of(chains: dict[str, str]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for key, first in chains.items():
        found.setdefault(first, []).append(key)
    return list(found.values())


class _Rest:
    """The processes that no value stream claims: a stream for each group that work, a whole or a view holds together."""

    def __init__(
        self,
        made: Gathered,
        hierarchy: Hierarchy,
        free: set[str],
        near: dict[str, list[str]],
        views: Collection[str] | None,
    ) -> None:
        self._made, self._source = made, made.source
        self._hierarchy, self._free, self._near = hierarchy, free, near
        self._views = [made.source.views[key] for key in views or () if key in made.source.views]

    def groups(self, others: bool) -> list[Group]:
        source = self._source
        found: list[Group] = []
        single: list[str] = []
        for part in self._parts():
            work = [key for key in part if source.elements[key].type in PROCESSES]
            if len(part) == 1 and self._made.at(ValueStream, self._hierarchy.root(part[0])) is None:
                single += [key for key in work if source.elements[key].type == "BusinessProcess" or self._views]
            elif work:
                found.append(self._named(part, work))
        if single:
            name = "Other processes" if found or others else source.name
            found.append(Group(name or "Processes", "", single))
        return found

    def _parts(self) -> list[list[str]]:
        """The free steps and events, held together by work, by a common whole, by a chosen view."""
        near = {key: list(self._near.get(key, [])) for key in self._free}
        by_whole: dict[str, list[str]] = {}
        for key in _in_order(self._source, self._free):
            root = self._hierarchy.root(key)
            if root != key and self._source.elements[root].type != "ValueStream":
                by_whole.setdefault(root, []).append(key)
        together = list(by_whole.values())
        for view in self._views:
            shown = {box.ref for box in view.boxes}
            together.append([key for key in _in_order(self._source, self._free) if key in shown])
        for held in together:
            for a, b in pairwise(held):
                near[a].append(b)
                near[b].append(a)
        found: list[list[str]] = []
        seen: set[str] = set()
        rank = {key: at for at, key in enumerate(self._source.elements)}
        for key in sorted(self._free, key=rank.__getitem__):
            part, open_ = [], [key]
            while open_:
                at = open_.pop()
                if at in self._free and at not in seen:
                    seen.add(at)
                    part.append(at)
                    open_ += near[at]
            if part:
                found.append(sorted(part, key=rank.__getitem__))
        return found

    def _named(self, part: list[str], work: list[str]) -> Group:
        source = self._source
        wholes = {self._hierarchy.root(key) for key in work}
        if len(wholes) == 1 and (whole := wholes.pop()) not in self._free:
            return Group(source.elements[whole].name, whole, part)
        return Group(_view_name(source, part) or source.name or "Process", "", part)


def best_view(views: Iterable[View], keys: Collection[str]) -> View | None:
    """The view that shows most of these elements, and least beside them; None where none shows the greater part."""
    wanted = set(keys)
    best: tuple[float, ...] = ()
    found = None
    for view in views:
        count = len(wanted & view.shown)
        rank = (count, -len(view.shown))
        if count * 5 >= len(wanted) * 3 and rank > best:
            best, found = rank, view
    return found


def _view_name(source: Exchange, keys: Collection[str]) -> str:
    views = [each for each in source.views.values() if not any(name == TECHNICAL for name, _ in each.properties)]
    view = best_view(views, keys)
    return view.name.strip() if view else ""


def make_maps(made: Gathered, found: list[Group], settings: Settings) -> None:
    """A stream and its maps for each group: one map, or one for each plateau that holds steps of it."""
    names: Counter[str] = Counter()
    plateaus = _plateaus(made.source)
    order = max([0.0, *(each.order for each in made.records.values() if isinstance(each, ValueStream | Map))])
    there: dict[Id, Id] = {}
    for each in made.records.values():
        if isinstance(each, Map):
            there.setdefault(each.stream, each.id)
    for group in found:
        order += 1
        names[group.name] += not group.key
        name = group.name if group.key or names[group.name] == 1 else f"{group.name} {names[group.name]}"
        piece = made.source.elements.get(group.key)
        stream = made.at(ValueStream, group.key) if group.key else None
        if stream is None:
            stream = ValueStream(
                id=new_id(), name=name or "Stream", demand=settings.demand, demand_per=settings.demand_per,
                available=settings.available, order=order, notes=piece.documentation if piece else "",
            )  # fmt: skip
            made.add(stream, group.key, "" if group.key else f"stream:{group.members[0]}")
        if stream.id in there:
            made.home.update(dict.fromkeys(group.members, there[stream.id]))
            continue
        first = group.key or group.members[0]
        by_state: dict[str, list[str]] = {}
        for key in group.members:
            by_state.setdefault(plateaus.get(key, ""), []).append(key)
        for at, (plateau, members) in enumerate(sorted(by_state.items() or [("", [])])):
            record = _map(made.source, stream.id, plateau, settings, order + at / 100)
            taken = plateau and plateau in made.of
            made.add(record, "" if taken else plateau, "" if plateau and not taken else f"map:{first}:{plateau}")
            made.home.update(dict.fromkeys(members, record.id))


def _map(source: Exchange, stream: Id, plateau: str, settings: Settings, order: float) -> Map:
    if not plateau:
        return Map(id=new_id(), stream=stream, convention=settings.convention, order=order)
    name = source.elements[plateau].name
    state = MapState.CURRENT if _CURRENT.search(name) else MapState.FUTURE
    return Map(id=new_id(), stream=stream, name=name, state=state, convention=settings.convention, order=order)


def _plateaus(source: Exchange) -> dict[str, str]:
    """The first plateau that holds an element."""
    found: dict[str, str] = {}
    for each in source.relations.values():
        holder = source.elements.get(each.source)
        if each.type in PARTS and holder is not None and holder.type == "Plateau":
            found.setdefault(each.target, each.source)
    return found
