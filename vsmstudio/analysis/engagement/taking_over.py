"""Parts of a current map altered into what the future map makes of them, one group of matching steps after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy

import msgspec

from vsmstudio.analysis.matching import Match, matches
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Endpoint,
    Engagement,
    Flow,
    FlowKind,
    Map,
    Person,
    Queue,
    Record,
    Step,
    Unit,
    ValueStream,
)
from vsmstudio.model.rules import Refused

# What a step takes over from the step that came from it.
FIGURES = (
    "process_time", "lead_time", "wait", "ca", "judge", "people", "crew", "availability", "batch", "performer", "owner",
    "value_class",
)  # fmt: skip


class Alteration:
    """A copy of a document whose current map is altered step by step; the document itself stays.

    `held` is the document as altered so far, on its way to the map `future`. Each group of matching steps is altered once,
    by whoever asks first.
    """

    def __init__(self, document: Document, current: Id, future: Id) -> None:
        self.held = _about(document, current, future)
        self.future = future
        self._current = current
        self._groups = matches(document, current, future)
        self._group_of = {key: at for at, each in enumerate(self._groups) for key in (*each.before, *each.after)}
        self._left = set(range(len(self._groups)))
        self._stands: dict[Id, Id] = {}  # step or end of the future map -> what stands for it on the current one
        for group in self._groups:
            self._stands.update(zip(group.after, group.before, strict=False))
        self._stands.update(_ends(document, current, future))

    def again(self) -> Alteration:
        """Another one that starts from where this one stands."""
        other = copy(self)
        other._left, other._stands = set(self._left), dict(self._stands)
        return other

    def take_over(self, steps: Iterable[Id], ahead: Iterable[Id]) -> tuple[Id, ...]:
        """Alter the groups that hold these steps of the current map, or these of the future map; the current steps altered."""
        wanted = {self._group_of[key] for key in (*steps, *ahead) if key in self._group_of} & self._left
        self._left -= wanted
        groups = [self._groups[at] for at in sorted(wanted)]
        pairs = [(a, b) for group in groups for a, b in zip(group.before, group.after, strict=False)]
        self._put(*(self._with_figures(a, b) for a, b in pairs))
        for group in groups:
            self._take(group)
        return tuple(key for group in groups for key in group.before)

    def _with_figures(self, a: Id, b: Id) -> Step:
        """A step with the figures of the one that came from it."""
        later = self.held.the(Step, b)
        return msgspec.structs.replace(self.held.the(Step, a), **{name: getattr(later, name) for name in FIGURES})

    def _take(self, group: Match) -> None:
        for a, b in zip(group.before, group.after, strict=False):
            self._become(a, b)
        for a in group.before[len(group.after) :]:
            self._leave_out(a)
        for b in group.after[len(group.before) :]:
            self._insert(b)

    def _become(self, a: Id, b: Id) -> None:
        """Let what lies before and behind a step be as it is with the one that came from it."""
        self._in_front(a, b)
        self._behind(a, b)
        self._rework(a, b)
        self._shares(a, b)

    # --- waits ------------------------------------------------------------------------------------------------------

    def _in_front(self, a: Id, b: Id) -> None:
        """A queue and a delay in front of a step belong to it."""
        mine, theirs = _work(self.held.arriving(a)), _work(self.held.arriving(b))
        if len(mine) != 1 or len(theirs) != 1:
            return
        self._delay(mine[0], theirs[0])
        mine_queue, theirs_queue = self._queue(mine[0].source), self._queue(theirs[0].source)
        if mine_queue and theirs_queue:
            self._wait(mine_queue, theirs_queue)
            before, after = _work(self.held.arriving(mine_queue.id)), _work(self.held.arriving(theirs_queue.id))
            if len(before) == len(after) == 1:
                self._delay(before[0], after[0])
        elif mine_queue and len(_work(self.held.leaving(mine_queue.id))) == 1:
            self._without(mine_queue.id)
        elif theirs_queue:
            self._put_queue(self.held.the(Flow, mine[0].id), theirs_queue)

    def _behind(self, a: Id, b: Id) -> None:
        """At the end, a queue and a delay belong to the step before."""
        mine, theirs = _work(self.held.leaving(a)), _work(self.held.leaving(b))
        if len(mine) != 1 or len(theirs) != 1:
            return
        mine_queue, theirs_queue = self._queue(mine[0].target), self._queue(theirs[0].target)
        mine_last = mine_queue is not None and self._at_end(mine_queue)
        theirs_last = theirs_queue is not None and self._at_end(theirs_queue)
        if mine_queue and theirs_queue and mine_last and theirs_last:
            self._wait(mine_queue, theirs_queue)
            self._delay(mine[0], theirs[0])
        elif mine_queue and mine_last and isinstance(self.held.get(theirs[0].target), Endpoint):
            self._without(mine_queue.id)
        elif isinstance(self.held.get(mine[0].target), Endpoint):
            if theirs_queue and theirs_last:
                self._put_queue(mine[0], theirs_queue)
            elif isinstance(self.held.get(theirs[0].target), Endpoint):
                self._delay(mine[0], theirs[0])

    def _at_end(self, queue: Queue) -> bool:
        onward = _work(self.held.leaving(queue.id))
        return bool(onward) and all(isinstance(self.held.get(flow.target), Endpoint) for flow in onward)

    def _queue(self, key: Id) -> Queue | None:
        return self.held.of(Queue, key)

    def _wait(self, queue: Queue, later: Queue) -> None:
        self._put(msgspec.structs.replace(queue, wait=later.wait, quantity=later.quantity))

    def _delay(self, flow: Flow, later: Flow) -> None:
        if flow.delay != later.delay:
            self._put(msgspec.structs.replace(flow, delay=later.delay))

    def _put_queue(self, flow: Flow, later: Queue) -> None:
        """Lay a queue of the future map into a flow."""
        laid = msgspec.structs.replace(later, id=f"{later.id}+", map=self._current)
        onward = Flow(id=f"{later.id}+>", map=self._current, source=laid.id, target=flow.target)
        self._put(laid, onward, msgspec.structs.replace(flow, target=laid.id))

    # --- rework -----------------------------------------------------------------------------------------------------

    def _rework(self, a: Id, b: Id) -> None:
        """Rework from a step goes back as often as it does from the later one, as far as its targets match."""
        later = {self._stands.get(flow.target): flow for flow in self.held.rework_from(b)}
        for flow in self.held.rework_from(a):
            match = later.pop(flow.target, None)
            if match is None:
                self.held = self.held.apply(edits.remove(self.held, "", [flow.id]))
            else:
                self._put(msgspec.structs.replace(flow, probability=match.probability, delay=match.delay))
        for target, flow in later.items():
            if target is not None and target in self.held:
                self._put(msgspec.structs.replace(flow, id=f"{flow.id}+", map=self._current, source=a, target=target))

    def _shares(self, a: Id, b: Id) -> None:
        """Where the same ways lead on from both, as large a part of the items goes each way as on the future map."""
        mine = {self._next(flow): flow for flow in _work(self.held.leaving(a))}
        theirs = {self._stands.get(self._next(flow)): flow for flow in _work(self.held.leaving(b))}
        if len(mine) < 2 or mine.keys() != theirs.keys():
            return
        self._put(
            msgspec.structs.replace(self.held.the(Step, a), split=self.held.the(Step, b).split),
            *(msgspec.structs.replace(flow, share=theirs[key].share) for key, flow in mine.items()),
        )

    def _next(self, flow: Flow) -> Id:
        """Where a flow leads to, through a queue with one way on."""
        queue = self._queue(flow.target)
        onward = _work(self.held.leaving(queue.id)) if queue else []
        return onward[0].target if len(onward) == 1 else flow.target

    # --- steps that go and come -------------------------------------------------------------------------------------

    def _leave_out(self, a: Id) -> None:
        """A step goes away with the queue in front of it, and its neighbours are joined.

        The queue stays where it is to stand in front of what follows.
        """
        gone = [a]
        before = _work(self.held.arriving(a))
        queue = self._queue(before[0].source) if len(before) == 1 else None
        if queue and len(_work(self.held.leaving(queue.id))) == 1 and not self._waits_for_next(a):
            gone.append(queue.id)
        self._without(*gone)

    def _waits_for_next(self, a: Id) -> bool:
        """Does work wait on the future map in front of what follows a step, and not yet here?"""
        stood_for = {here: there for there, here in self._stands.items()}
        for flow in _work(self.held.leaving(a)):
            later = stood_for.get(flow.target)
            if later and any(self._queue(each.source) for each in _work(self.held.arriving(later))):
                return True
        return False

    def _without(self, *keys: Id) -> None:
        try:
            change = edits.delete_and_heal(self.held, keys)
        except Refused:  # more connections than anybody can have meant
            change = edits.remove(self.held, "", keys)
        named: dict[Id, Id] = {}
        for key, (before, after) in change.records.items():
            if before is None and isinstance(after, Flow):
                named[key] = f"{after.source}>{after.target}"  # the same ids, and so the same sums, every time
        records: dict[Id, Record] = dict(self.held.apply(change).records)
        for key, name in named.items():
            records[name] = msgspec.structs.replace(records.pop(key), id=name)
        self.held = Document(records)

    def _insert(self, b: Id) -> None:
        """A step that the future map adds stands between what stands for its neighbours there."""
        before = self._neighbours(b, self.held.arriving, lambda flow: flow.source)
        after = self._neighbours(b, self.held.leaving, lambda flow: flow.target)
        if not before and not after:
            return
        made = msgspec.structs.replace(self.held.the(Step, b), id=f"{b}+", map=self._current)
        closed = [flow for p in before for flow in _work(self.held.leaving(p)) if flow.target in after]
        self.held = self.held.apply(edits.remove(self.held, "", [flow.id for flow in closed]))
        into = [Flow(id=f"{p}>{made.id}", map=self._current, source=p, target=made.id) for p in before]
        out = [Flow(id=f"{made.id}>{s}", map=self._current, source=made.id, target=s) for s in after]
        self._put(made, *into, *out)
        self._stands[b] = made.id
        self._in_front(made.id, b)
        self._rework(made.id, b)

    def _neighbours(self, b: Id, flows: Callable[[Id], tuple[Flow, ...]], end: Callable[[Flow], Id]) -> list[Id]:
        """What stands here for the neighbours of a future step, looking through queues and steps that are not here yet."""
        found: dict[Id, None] = {}
        seen = {b}
        waiting = [b]
        for at in waiting:  # grows while it is read
            for flow in _work(flows(at)):
                key = end(flow)
                here = self._stands.get(key)
                if here is not None and here in self.held:
                    found[here] = None
                elif key not in seen:
                    seen.add(key)
                    waiting.append(key)
        return list(found)

    def _put(self, *records: Record) -> None:
        if change := edits.put(self.held, "", *records):
            self.held = self.held.apply(change)


def _about(document: Document, *maps: Id) -> Document:
    """What the figures of some maps are made of, and no more, so that each alteration is quick."""
    wide = (Engagement, Unit, Person, ValueStream)
    held: dict[Id, Record] = {key: record for key, record in document.records.items() if isinstance(record, wide)}
    for key in maps:
        nodes = document.nodes(key)
        places = (document.placement(node.id) for node in nodes)
        parts = (document.the(Map, key), *nodes, *document.flows(key), *(place for place in places if place))
        held.update({record.id: record for record in parts})
    return Document(held)


def _work(flows: Iterable[Flow]) -> list[Flow]:
    return [flow for flow in flows if flow.kind is FlowKind.WORK]


def _ends(document: Document, current: Id, future: Id) -> dict[Id, Id]:
    """The endpoints of a future map with those that stand for them: of the same role, kind, unit and name."""
    here: dict[object, list[Id]] = {}
    for node in document.nodes(current):
        if isinstance(node, Endpoint):
            here.setdefault((node.role, node.kind, node.unit, node.name), []).append(node.id)
    found = {}
    for node in document.nodes(future):
        if isinstance(node, Endpoint) and (same := here.get((node.role, node.kind, node.unit, node.name))):
            found[node.id] = same.pop(0)
    return found
