"""Connections: what a source says of who follows whom, beside what the document says already.

A new step that the source has between two connected ones goes in between: the connection leads to it, and another one on.
Where the source connects two known steps otherwise than the document does, or knows nothing of what both are connected to,
the document's way stays and it is said: adding both would make a branch or a ring that nobody meant. `rejoin` follows the
source instead. Connections through steps that the source does not know stand for its shorter ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import msgspec

from vsmstudio.interchange.into.matching import Matching
from vsmstudio.interchange.into.naming import short
from vsmstudio.interchange.into.taking import Sign, moved, taken
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind

Way = tuple[Id, Id, FlowKind]
Next = dict[Id, dict[Id, None]]


class Joins(NamedTuple):
    """Flows as they are after the import (by id), those that go, and what is said."""

    flows: dict[Id, Flow]
    gone: tuple[Flow, ...] = ()
    unsure: tuple[str, ...] = ()
    rejoins: tuple[str, ...] = ()


def join(matching: Matching, map_id: Id, rejoin: bool) -> Joins:
    """The flows of one map of the source (`map_id`), brought beside those of the map that it is in the document."""
    return _Joining(matching, map_id, rejoin).done()


class _Joining:
    def __init__(self, matching: Matching, map_id: Id, rejoin: bool) -> None:
        self._matching, self._rejoin = matching, rejoin
        self._document = matching.document
        self._held = {flow.id: flow for flow in self._document.flows(matching.final[map_id])}
        self._theirs = [
            each for each in matching.source.records.values() if isinstance(each, Flow) and each.map == map_id
        ]
        self._by_way: dict[Way, list[Id]] = {}
        for flow in self._held.values():
            self._by_way.setdefault(_way(flow), []).append(flow.id)
        nodes = matching.source.nodes(map_id)
        self._known = {matching.final[node.id] for node in nodes if node.id in matching.signs}
        self._changed: dict[Id, Flow] = {}
        self._unsure: list[str] = []
        self._rejoins: list[str] = []

    def done(self) -> Joins:
        new: list[Flow] = []
        met: set[Id] = set()
        for flow in self._theirs:
            key, sign = self._same(flow, met)
            if key is not None:
                met.add(key)
                self._matching.same({flow.id: key}, sign)
                self._update(self._held[key], flow, sign)
            elif not self._by_way.get(_way(theirs := moved(flow, self._matching.final))):  # said twice is joined once
                new.append(theirs)
        stale = self._stale(new, met)
        new = self._put_between(new, stale)
        gone: tuple[Flow, ...] = ()
        if stale and self._rejoin:
            gone = tuple(stale.values())
            for each in gone:
                del self._held[each.id]
            self._rejoins.append(f"{_count(gone)} that the file does not have {_go(gone)} away: {self._named(gone)}.")
            stale = {}
        self._add(new, stale)
        return Joins(self._changed, gone, tuple(self._unsure), tuple(self._rejoins))

    # --- those that are there -----------------------------------------------------------------------------------------

    def _same(self, flow: Flow, met: set[Id]) -> tuple[Id | None, Sign]:
        matching = self._matching
        if flow.id in self._held and flow.id not in met:
            return flow.id, Sign.ID
        for key in matching.pieces(flow.id):
            if key in self._held and key not in met:
                return key, Sign.KEPT
        ends = matching.final[flow.source], matching.final[flow.target]
        found = next((each for each in self._by_way.get((*ends, flow.kind), ()) if each not in met), None)
        return found, Sign.NAME

    def _update(self, mine: Flow, flow: Flow, sign: Sign) -> None:
        theirs = moved(flow, self._matching.final, mine.id)
        after = taken(mine, theirs, sign, self._matching.stated.get(flow.id), self._unsure.append)
        if _way(mine) != _way(theirs) and not self._by_way.get(_way(theirs)) and theirs.kind is mine.kind:
            after = msgspec.structs.replace(after, source=theirs.source, target=theirs.target)
        self._put(mine, after)

    def _put(self, mine: Flow, after: Flow) -> None:
        if after == mine:
            return
        if after.kind is FlowKind.REWORK and not self._may_return(after):
            return
        self._by_way[_way(mine)].remove(mine.id)
        self._by_way.setdefault(_way(after), []).append(mine.id)
        self._held[after.id] = self._changed[after.id] = after

    def _stale(self, new: Iterable[Flow], met: set[Id]) -> dict[Id, Flow]:
        """Work between nodes that the source knows, which it does not connect; none where it connects nothing at all."""
        if not any(flow.kind is FlowKind.WORK for flow in self._theirs):
            return {}
        return {
            key: flow
            for key, flow in self._held.items()
            if flow.kind is FlowKind.WORK and key not in met and {flow.source, flow.target} <= self._known
        }

    # --- new ones -----------------------------------------------------------------------------------------------------

    def _put_between(self, new: list[Flow], stale: dict[Id, Flow]) -> list[Flow]:
        """Lead stale connections to the new nodes that the source has between their ends."""
        out: dict[Id, list[Flow]] = {}
        for flow in new:
            if flow.kind is FlowKind.WORK:
                out.setdefault(flow.source, []).append(flow)
        used: set[Id] = set()
        for key, old in list(stale.items()):
            first = next(
                (flow for flow in out.get(old.source, ()) if flow.id not in used and self._leads(flow, old, out)), None
            )
            if first is None:
                continue
            used.add(first.id)
            del stale[key]
            self._put(old, taken(msgspec.structs.replace(old, target=first.target), first, Sign.NAME))
        return [flow for flow in new if flow.id not in used]

    def _leads(self, flow: Flow, old: Flow, out: Mapping[Id, list[Flow]]) -> bool:
        """Does a new connection lead, over new nodes alone, to where the old one leads?"""
        if flow.target in self._known or flow.target in self._document:
            return False
        return old.target in _reached(
            flow.target, lambda key: (each.target for each in out.get(key, ())), self._document
        )

    def _add(self, new: list[Flow], stale: Mapping[Id, Flow]) -> None:
        leaving, arriving = {each.source for each in stale.values()}, {each.target for each in stale.values()}
        ringed = self._in_rings(new)
        ways = _onward(self._held.values())
        sources: dict[Id, list[Id]] = {}
        for source, targets in ways.items():
            for target in targets:
                sources.setdefault(target, []).append(source)
        bare = _onward(moved(each, self._matching.final) for each in self._theirs)
        other: list[Flow] = []
        for flow in new:
            if flow.kind is not FlowKind.WORK:
                self._add_beside(flow)
                continue
            old_ends = flow.source in self._known and flow.target in self._known
            joined = old_ends and not self._rejoin and _joined_already(flow, ways, sources, bare)
            if old_ends and (flow.source in leaving or flow.target in arriving):
                other.append(flow)
            elif old_ends and self._passes(flow, ways):
                continue  # the document knows more steps in between
            elif joined or ({flow.source, flow.target} <= ringed and _closes(flow, ways) and not _closes(flow, bare)):
                other.append(flow)
            else:
                self._changed[flow.id] = flow
                ways.setdefault(flow.source, {})[flow.target] = None
        if other:
            self._rejoins.append(
                f"The file has {_count(other)} that the document does not have: {self._named(other)}. Its steps are "
                "connected otherwise here, and stay so."
            )
        if stale:
            some = list(stale.values())
            self._rejoins.append(f"The file does not have {_count(some)}: {self._named(some)}. {_they(some)} here.")

    def _add_beside(self, flow: Flow) -> None:
        if flow.source == flow.target:
            return
        if flow.kind is FlowKind.REWORK and not self._may_return(flow):
            return
        self._held[flow.id] = self._changed[flow.id] = flow

    def _may_return(self, flow: Flow) -> bool:
        """Rework from one step stays under 100 % together."""
        rework = FlowKind.REWORK
        others = [each for each in self._held.values() if each.source == flow.source and each.kind is rework]
        total = sum(each.probability or 0.0 for each in [*(one for one in others if one.id != flow.id), flow])
        if total < 1 - 1e-9:
            return True
        self._unsure.append(
            f"Rework from {self._name(flow.source)} to {self._name(flow.target)} was left as it is: with it, all rework "
            "from there would reach 100 %."
        )
        return False

    def _passes(self, flow: Flow, ways: Next) -> bool:
        """Does the document lead there over steps that the source does not know?"""

        def unknown(key: Id) -> Iterable[Id]:
            return (each for each in ways.get(key, ()) if each in self._document and each not in self._known)

        return any(flow.target in ways.get(key, ()) for key in _reached(flow.source, unknown))

    def _in_rings(self, new: Iterable[Flow]) -> set[Id]:
        """Nodes that may lie on a ring once everything is connected."""
        onward = _onward([*self._held.values(), *new])
        count: dict[Id, int] = {}
        for targets in onward.values():
            for target in targets:
                count[target] = count.get(target, 0) + 1
        nodes = {*onward, *count}
        ready = [node for node in nodes if node not in count]
        while ready:
            node = ready.pop()
            nodes.discard(node)
            for target in onward.get(node, ()):
                count[target] -= 1
                if not count[target]:
                    ready.append(target)
        return nodes

    # --- words --------------------------------------------------------------------------------------------------------

    def _named(self, flows: Iterable[Flow]) -> str:
        shown = [f"{self._name(each.source)} → {self._name(each.target)}" for each in flows]
        return ", ".join(shown[:5]) + (f" and {len(shown) - 5} more" if len(shown) > 5 else "")

    def _name(self, key: Id) -> str:
        if key in self._document:
            return short(self._document.name(key))
        return short(
            next((self._matching.source.name(old) for old, new in self._matching.final.items() if new == key), "")
        )


def _way(flow: Flow) -> Way:
    return flow.source, flow.target, flow.kind


def _onward(flows: Iterable[Flow]) -> Next:
    found: Next = {}
    for flow in flows:
        if flow.kind is FlowKind.WORK:
            found.setdefault(flow.source, {})[flow.target] = None
    return found


def _reached(start: Id, onward: Callable[[Id], Iterable[Id]], stop: Document | None = None) -> set[Id]:
    """Everything that lies ahead of a node; walking ends at what `stop` holds."""
    found: set[Id] = set()
    waiting = [start]
    while waiting:
        for key in onward(waiting.pop()):
            if key not in found:
                found.add(key)
                if stop is None or key not in stop:
                    waiting.append(key)
    return found


def _closes(flow: Flow, onward: Next) -> bool:
    """Does the way lead back from its target to its source?"""
    return flow.source in _reached(flow.target, lambda key: onward.get(key, ()))


def _joined_already(flow: Flow, ways: Next, sources: Mapping[Id, list[Id]], bare: Next) -> bool:
    """Do both ends have their work from and to elsewhere, of which the source (`bare`) knows nothing?

    A table of some steps, one below the other, says little of how they are connected.
    """
    onward, before = ways.get(flow.source, {}), sources.get(flow.target, [])
    known = bare.get(flow.source, {})
    return (
        bool(onward and before)
        and onward.keys().isdisjoint(known)
        and not any(flow.target in bare.get(source, ()) for source in before)
    )


def _count(flows: Iterable[Flow]) -> str:
    number = len(list(flows))
    return "1 connection" if number == 1 else f"{number} connections"


def _go(flows: tuple[Flow, ...]) -> str:
    return "goes" if len(flows) == 1 else "go"


def _they(flows: list[Flow]) -> str:
    return "It stays" if len(flows) == 1 else "They stay"
