"""A document is a set of immutable records; everything that a person does is one `Change`.

Undo, redo, journal, diff and merge are all made of the few functions here. Nothing else may alter a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

import msgspec

from vsmstudio.model.ids import Id
from vsmstudio.model.indexes import MADE_OF, order_of, with_changes
from vsmstudio.model.records import (
    NODE_KINDS,
    Acceptance,
    Audience,
    Engagement,
    Flow,
    FlowKind,
    Kept,
    Link,
    LinkKind,
    Map,
    MapState,
    Node,
    Note,
    Objection,
    Person,
    Placement,
    Queue,
    Ranked,
    Record,
    Revenue,
    Service,
    Stakeholder,
    Step,
    Touchpoint,
    Unit,
    ValueStream,
    Workshop,
)
from vsmstudio.model.references import references

R = TypeVar("R", bound=Record)
_NAMED_BY_OTHERS = (Revenue, Acceptance, Objection, Stakeholder, Touchpoint, Ranked, Flow, Link)
MOST_RECORDS = 60_000  # that a file holds: 10,000 steps with their flows, places and services are 50,000


class Conflict(Exception):
    """A change expected other records than the document holds."""


class Change(msgspec.Struct, frozen=True):
    """What one deed altered: for each record id the record before and after (None: not there). `label` names the deed."""

    label: str
    records: Mapping[Id, tuple[Record | None, Record | None]]

    def __bool__(self) -> bool:
        return bool(self.records)

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.label, {key: (after, before) for key, (before, after) in self.records.items()})

    def then(self, later: Change, label: str | None = None) -> Change:
        """Both changes as one, named by `label` or by the first. Raises `Conflict` where they do not meet."""
        joined = dict(self.records)
        for key, (before, after) in later.records.items():
            if key in joined:
                first, between = joined[key]
                if between != before:
                    raise Conflict(f"the changes do not meet at {key}")
                joined[key] = (first, after)
            else:
                joined[key] = (before, after)
        return Change(label or self.label, {key: pair for key, pair in joined.items() if pair[0] != pair[1]})


class Document:
    """Records by id, never altered. `apply` gives the next document; indexes are made when first asked for."""

    def __init__(self, records: Iterable[Record] | Mapping[Id, Record] = ()) -> None:
        held = dict(records) if isinstance(records, Mapping) else {record.id: record for record in records}
        self._records: dict[Id, Record] = held

    @property
    def records(self) -> Mapping[Id, Record]:
        return MappingProxyType(self._records)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self._records == other._records

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def __len__(self) -> int:
        return len(self._records)

    def __repr__(self) -> str:
        return f"<Document of {len(self)} records>"

    def apply(self, change: Change) -> Document:
        """The document after `change`. Raises `Conflict` where a record is not as the change expects it."""
        records = dict(self._records)
        for key, (before, after) in change.records.items():
            if records.get(key) != before:
                raise Conflict(f"{change.label}: record {key} is not as expected")
            if after is None:
                records.pop(key, None)
            else:
                records[key] = after
        following = Document(records)
        following._carry_on(self, change)
        return following

    def _carry_on(self, earlier: Document, change: Change) -> None:
        """Take over the indexes of the document before `change` that it does not touch."""
        touched = {type(record) for pair in change.records.values() for record in pair if record is not None}
        held = earlier.__dict__
        for name, kinds in MADE_OF.items():
            if name in held and touched.isdisjoint(kinds):
                self.__dict__[name] = held[name]
        if "_by_kind" in held:
            self.__dict__["_by_kind"] = with_changes(earlier._by_kind, change.records)

    # --- asking -----------------------------------------------------------------------------------------------------

    def get(self, key: Id | None) -> Record | None:
        return self._records.get(key) if key is not None else None

    def of(self, kind: type[R], key: Id | None) -> R | None:
        """The record `key` if it is of this kind, else None."""
        record = self._records.get(key) if key is not None else None
        return record if isinstance(record, kind) else None

    def the(self, kind: type[R], key: Id) -> R:
        """The record `key`, which must be of this kind. Raises `KeyError` where it is not."""
        record = self._records.get(key)
        if not isinstance(record, kind):
            raise KeyError(f"no {kind.__name__} {key}")
        return record

    def node(self, key: Id) -> Node:
        """The step, queue or endpoint `key`. Raises `KeyError`."""
        record = self._records.get(key)
        if not isinstance(record, NODE_KINDS):
            raise KeyError(f"no node {key}")
        return record

    @cached_property
    def _by_kind(self) -> dict[type[Record], tuple[Record, ...]]:
        sorted_in: dict[type[Record], list[Record]] = {}
        for record in self._records.values():
            sorted_in.setdefault(type(record), []).append(record)
        return {kind: tuple(sorted(found, key=order_of(kind))) for kind, found in sorted_in.items()}

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """All records of one kind, by order key, then name, then id."""
        return cast("tuple[R, ...]", self._by_kind.get(kind, ()))

    @cached_property
    def engagement(self) -> Engagement:
        """The engagement; one with the defaults where the document holds none."""
        held = self.all(Engagement)
        return held[0] if held else Engagement(id="engagement")

    @property
    def streams(self) -> tuple[ValueStream, ...]:
        return self.all(ValueStream)

    @property
    def maps(self) -> tuple[Map, ...]:
        return self.all(Map)

    @property
    def services(self) -> tuple[Service, ...]:
        return self.all(Service)

    @property
    def people(self) -> tuple[Person, ...]:
        return self.all(Person)

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.all(Unit)

    @cached_property
    def _acceptances(self) -> dict[tuple[str, Id, str], Acceptance]:
        return {(each.rule, each.subject, each.aspect): each for each in self.all(Acceptance)}

    def acceptance(self, rule: str, subject: Id, aspect: str = "") -> Acceptance | None:
        """What the room said when it accepted a finding; None where it did not."""
        return self._acceptances.get((rule, subject, aspect))

    @cached_property
    def _nodes_by_map(self) -> dict[Id, tuple[Node, ...]]:
        found: dict[Id, list[Node]] = {}
        for kind in NODE_KINDS:
            for node in cast("tuple[Node, ...]", self.all(kind)):
                found.setdefault(node.map, []).append(node)
        return {key: tuple(nodes) for key, nodes in found.items()}

    def nodes(self, map_id: Id) -> tuple[Node, ...]:
        """Steps, then queues, then endpoints of one map."""
        return self._nodes_by_map.get(map_id, ())

    def steps(self, map_id: Id) -> tuple[Step, ...]:
        """The steps of one map as people read it: from left to right, then from top to bottom."""
        return self._as_read[0].get(map_id, ())

    def queues(self, map_id: Id) -> tuple[Queue, ...]:
        """The queues of one map as people read them."""
        return self._as_read[1].get(map_id, ())

    @cached_property
    def _as_read(self) -> tuple[dict[Id, tuple[Step, ...]], dict[Id, tuple[Queue, ...]]]:
        steps: dict[Id, tuple[Step, ...]] = {}
        queues: dict[Id, tuple[Queue, ...]] = {}
        for map_id, nodes in self._nodes_by_map.items():
            read = sorted(nodes, key=self.reading)
            steps[map_id] = tuple([node for node in read if isinstance(node, Step)])
            queues[map_id] = tuple([node for node in read if isinstance(node, Queue)])
        return steps, queues

    def reading(self, node: Node) -> tuple[float, float, str, Id]:
        """What nodes of a map are sorted by to be read: x, then y, then name; those never placed come last."""
        placement = self._placements.get(node.id)
        if placement is None:
            return (float("inf"), 0.0, node.name, node.id)
        return (placement.x, placement.y, node.name, node.id)

    @cached_property
    def _flows_by_map(self) -> dict[Id, tuple[Flow, ...]]:
        found: dict[Id, list[Flow]] = {}
        for flow in self.all(Flow):
            found.setdefault(flow.map, []).append(flow)
        return {key: tuple(flows) for key, flows in found.items()}

    def flows(self, map_id: Id) -> tuple[Flow, ...]:
        return self._flows_by_map.get(map_id, ())

    @cached_property
    def _flow_ends(self) -> tuple[dict[Id, tuple[Flow, ...]], dict[Id, tuple[Flow, ...]]]:
        leaving: dict[Id, list[Flow]] = {}
        arriving: dict[Id, list[Flow]] = {}
        for flow in self.all(Flow):
            leaving.setdefault(flow.source, []).append(flow)
            arriving.setdefault(flow.target, []).append(flow)
        return (
            {key: tuple(flows) for key, flows in leaving.items()},
            {key: tuple(flows) for key, flows in arriving.items()},
        )

    def leaving(self, node: Id) -> tuple[Flow, ...]:
        """Flows of every kind out of a node."""
        return self._flow_ends[0].get(node, ())

    def arriving(self, node: Id) -> tuple[Flow, ...]:
        """Flows of every kind into a node."""
        return self._flow_ends[1].get(node, ())

    @cached_property
    def _rework_by_source(self) -> dict[Id, tuple[Flow, ...]]:
        found: dict[Id, list[Flow]] = {}
        for flow in self.all(Flow):
            if flow.kind is FlowKind.REWORK:
                found.setdefault(flow.source, []).append(flow)
        return {key: tuple(flows) for key, flows in found.items()}

    def rework_from(self, node: Id) -> tuple[Flow, ...]:
        """Rework flows out of a step, by id."""
        return self._rework_by_source.get(node, ())

    @cached_property
    def units_in_rings(self) -> frozenset[Id]:
        """Units that are their own parent, directly or through others. None are in a sound document."""
        found: set[Id] = set()
        seen: set[Id] = set()
        for unit in self.units:
            trail: dict[Id, None] = {}
            at: Unit | None = unit
            while at is not None and at.id not in seen and at.id not in trail:
                trail[at.id] = None
                at = self.of(Unit, at.parent)
            if at is not None and at.id in trail:
                keys = list(trail)
                found.update(keys[keys.index(at.id) :])
            seen.update(trail)
        return frozenset(found)

    @cached_property
    def _links_by_end(self) -> tuple[dict[Id, tuple[Link, ...]], dict[Id, tuple[Link, ...]]]:
        sources: dict[Id, list[Link]] = {}
        targets: dict[Id, list[Link]] = {}
        for link in self.all(Link):
            sources.setdefault(link.source, []).append(link)
            targets.setdefault(link.target, []).append(link)
        return (
            {key: tuple(links) for key, links in sources.items()},
            {key: tuple(links) for key, links in targets.items()},
        )

    def links_from(self, key: Id, kind: LinkKind) -> tuple[Link, ...]:
        return tuple(link for link in self._links_by_end[0].get(key, ()) if link.kind is kind)

    def links_to(self, key: Id, kind: LinkKind) -> tuple[Link, ...]:
        return tuple(link for link in self._links_by_end[1].get(key, ()) if link.kind is kind)

    @cached_property
    def _placements(self) -> dict[Id, Placement]:
        return {placement.node: placement for placement in self.all(Placement)}

    def placement(self, node: Id) -> Placement | None:
        return self._placements.get(node)

    def position(self, node: Id) -> tuple[float, float] | None:
        """The upper left corner of a node on its map, or None where it was never placed."""
        placement = self._placements.get(node)
        return (placement.x, placement.y) if placement else None

    @cached_property
    def _notes_by_map(self) -> dict[Id | None, tuple[Note, ...]]:
        found: dict[Id | None, list[Note]] = {}
        for note in self.all(Note):
            found.setdefault(note.map, []).append(note)
        return {key: tuple(notes) for key, notes in found.items()}

    def notes(self, map_id: Id | None) -> tuple[Note, ...]:
        """The notes and kaizen bursts on a map; None: those in the parking lot."""
        return self._notes_by_map.get(map_id, ())

    @cached_property
    def _touchpoints(self) -> dict[Id, tuple[Touchpoint, ...]]:
        found: dict[Id, tuple[Touchpoint, ...]] = {}
        for each in sorted(self.all(Touchpoint), key=lambda each: (list(Audience).index(each.audience), each.id)):
            found[each.step] = (*found.get(each.step, ()), each)
        return found

    def touchpoints(self, step: Id) -> tuple[Touchpoint, ...]:
        """How a step is found, the customers' view first."""
        return self._touchpoints.get(step, ())

    @cached_property
    def _referrers(self) -> dict[Id, tuple[tuple[Id, str], ...]]:
        found: dict[Id, list[tuple[Id, str]]] = {}
        for record in self._records.values():
            for reference, key in references(record):
                found.setdefault(key, []).append((record.id, reference.field))
        return {key: tuple(sorted(by)) for key, by in found.items()}

    def referrers(self, key: Id) -> tuple[tuple[Id, str], ...]:
        """(record id, field) of everything that refers to `key`."""
        return self._referrers.get(key, ())

    def current_map(self, stream: Id) -> Map | None:
        """The current map of a stream: of several, the one with the latest date (the first listed among equals)."""
        return self._current_maps.get(stream)

    @cached_property
    def _current_maps(self) -> dict[Id, Map]:
        found: dict[Id, Map] = {}
        for each in self.maps:
            if each.state is MapState.CURRENT:
                best = found.setdefault(each.stream, each)
                if each.date is not None and (best.date is None or each.date > best.date):
                    found[each.stream] = each
        return found

    def name(self, key: Id | None) -> str:
        """What a person calls the record, for messages and lists."""
        record = self.get(key)
        if record is None:
            return ""
        if isinstance(record, Person):
            return record.label
        if isinstance(record, Map):
            stream = self.of(ValueStream, record.stream)
            return f"{stream.name if stream else ''} · {record.name}"
        if isinstance(record, Revenue):
            return f"{self._called(record.service)} · {self._called(record.customer) or 'revenue'}"
        if isinstance(record, Note):
            return " ".join(record.text.split()) or record.word.capitalize()
        if isinstance(record, Kept):
            return " ".join(part for part in (record.kind, record.key) if part) or record.word.capitalize()
        if isinstance(record, Acceptance | Objection):
            return f"{record.rule} · {self._called(record.subject)}"
        if isinstance(record, Stakeholder):
            return self._called(record.who) or record.word.capitalize()
        if isinstance(record, Touchpoint):
            return f"{self._called(record.step)} · {record.audience.value}"
        if isinstance(record, Ranked):
            return self._called(record.improvement) or record.word.capitalize()
        if isinstance(record, Workshop) and not record.name:
            return record.label
        if isinstance(record, Flow | Link):  # broken files may join what has ends itself, in a ring
            ends = (self.get(record.source), self.get(record.target))
            return " → ".join("" if end is None or isinstance(end, Flow | Link) else self.name(end.id) for end in ends)
        unit = self.of(Unit, getattr(record, "unit", None))
        return str(getattr(record, "name", "")) or (unit.name if unit else "") or record.word.capitalize()

    def _called(self, key: Id | None) -> str:
        """The name of a record that has one of its own; broken files may refer to what refers back."""
        record = self.get(key)
        return "" if record is None or isinstance(record, _NAMED_BY_OTHERS) else self.name(record.id)


def diff(before: Document, after: Document, label: str = "Change") -> Change:
    """The change that leads from one document to the other."""
    keys: Iterator[Id] = iter(sorted(set(before.records) | set(after.records)))
    pairs = ((key, (before.get(key), after.get(key))) for key in keys)
    return Change(label, {key: pair for key, pair in pairs if pair[0] != pair[1]})
