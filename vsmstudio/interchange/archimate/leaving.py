"""A document on its way into a file: what of it is written, under which identifiers, and what was kept of its files."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import Any
from xml.etree.ElementTree import Element

from vsmstudio.interchange.archimate.gathered import snapshot
from vsmstudio.interchange.archimate.own import TOLD, WITH_ELEMENT
from vsmstudio.interchange.archimate.terms import FORMAT
from vsmstudio.interchange.archimate.tree import from_text, type_of
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    NODE_KINDS,
    Acceptance,
    Endpoint,
    Flow,
    Kept,
    Link,
    Map,
    Measure,
    MeasureKind,
    Note,
    Objection,
    Person,
    Placement,
    Queue,
    Record,
    Service,
    ServiceKind,
    Stakeholder,
    Step,
    Touchpoint,
    ValueStream,
)
from vsmstudio.model.references import references

_TYPES = {
    "stream": "ValueStream", "step": "BusinessProcess", "queue": "BusinessEvent", "endpoint": "BusinessEvent",
    "unit": "BusinessActor", "application": "ApplicationComponent", "contract": "Contract", "map": "Plateau",
    "stakeholder": "Stakeholder", "improvement": "WorkPackage", "workshop": "ImplementationEvent",
}  # fmt: skip
_REPLACED = re.compile(r"[^A-Za-z0-9.\-]")


class Piece:
    """A kept piece: its record, its tree, and what the record made of it said when it was read."""

    def __init__(self, kept: Kept, tree: Element, was: dict[str, Any]) -> None:
        self.kept, self.tree, self.was = kept, tree, was


class Leaving:
    """What is written of a document. `pinned`: records whose own id must survive, since others name them."""

    def __init__(self, document: Document, map_ids: Collection[Id] | None = None) -> None:
        self.document = document
        self.maps = [each for each in document.maps if map_ids is None or each.id in map_ids]
        self._chosen = None if map_ids is None else {each.id for each in self.maps}
        self.free: dict[str, list[Piece]] = {}
        self.about: dict[tuple[str, Id], Piece] = {}
        self.telling: dict[tuple[Id, str], list[Piece]] = {}
        self.made: dict[Id, Kept] = {}
        self._read_kept()
        self.keys = {each.id: self._key(each) for each in document.records.values() if isinstance(each, WITH_ELEMENT)}
        self.keys |= {each.id: self._key(each) for each in document.maps}
        self._names = self.keys | {key: each.key for key, each in self.made.items()}
        self._names |= {key: piece.kept.key for (kind, key), piece in self.about.items() if kind == "relationship"}
        self._streams = {each.stream for each in self.maps}
        self.unchanged: set[Id] = {each.id for each in document.records.values() if self._is_unchanged(each)}
        self.pinned: set[Id] = set()
        self._pin()
        self.dissolved = self._dissolve()

    # --- what was kept ----------------------------------------------------------------------------------------------

    def _read_kept(self) -> None:
        held = [each for each in self.document.all(Kept) if each.format == FORMAT]
        for each in sorted(held, key=lambda one: (one.order, one.id)):
            if each.kind == "made":
                if each.about is not None:
                    self.made[each.about] = each
                continue
            text, _, comment = each.text.partition("<!--")
            tree = from_text(text)
            if tree is None:
                continue  # damaged: what was made of it is written anew
            was = _data(comment.removesuffix("-->"))
            piece = Piece(each, tree, was)
            if each.about is None:
                self.free.setdefault(each.kind, []).append(piece)
            elif "field" in was and each.kind == "relationship":
                self.telling.setdefault((each.about, str(was["field"])), []).append(piece)
            else:
                self.about.setdefault((each.kind, each.about), piece)

    def _key(self, record: Record) -> str:
        kept = self.about.get(("element", record.id))
        return kept.kept.key if kept else own_key(record.id, "plateau-" if isinstance(record, Map) else "")

    def was(self, record: Record) -> dict[str, Any] | None:
        """What a record said when it was read from a piece; None where it was not."""
        kind = "relationship" if isinstance(record, Flow | Link) else "element"
        if (piece := self.about.get((kind, record.id))) is not None:
            return piece.was
        return _data(self.made[record.id].text) if record.id in self.made else None

    def changes(self, record: Record) -> set[str]:
        """The fields of a record that are no longer as they were read, save those that relationships tell."""
        was = self.was(record)
        if was is None:
            return set(record.__struct_fields__)
        now = snapshot(record, self._names, self.document)
        told = {field for kind, field in TOLD if isinstance(record, kind)}
        told |= {"source", "target", "map"} if isinstance(record, Flow | Link) else set()
        told |= {"map"} if isinstance(record, NODE_KINDS) else set()
        return {name for name in {*was, *now} if was.get(name) != now.get(name)} - told

    def _is_unchanged(self, record: Record) -> bool:
        """Is all that a record says in the pieces that it was read from?"""
        was = self.was(record)
        if was is None:
            return False
        return was == snapshot(record, self._names, self.document)

    # --- what is written --------------------------------------------------------------------------------------------

    def holds(self, record: Record | None) -> bool:
        """Is a record among those that are written?"""
        if record is None or self._chosen is None:
            return record is not None
        if isinstance(record, ValueStream):
            return record.id in self._streams
        if isinstance(record, Map):
            return record.id in self._chosen
        if isinstance(record, Step | Queue | Endpoint | Flow):
            return record.map in self._chosen
        if isinstance(record, Note):
            return record.map is None or record.map in self._chosen
        if isinstance(record, Placement):
            return self.holds(self.document.get(record.node))
        if isinstance(record, Link):
            return self.holds(self.document.get(record.source)) and self.holds(self.document.get(record.target))
        if isinstance(record, Acceptance | Objection):
            return self.holds(self.document.get(record.subject))
        if isinstance(record, Touchpoint):
            return self.holds(self.document.get(record.step))
        if isinstance(record, Measure | Stakeholder):
            return record.stream is None or record.stream in self._streams
        return True

    def all(self, *kinds: type[Record]) -> Iterable[Record]:
        for kind in kinds:
            yield from (each for each in self.document.all(kind) if self.holds(each))

    def _pin(self) -> None:
        """Find what must be written whole: what is new, what changed, and what these name."""
        document = self.document
        for each in document.records.values():
            if not self.holds(each) or isinstance(each, Kept | Placement) or each.id in self.unchanged:
                continue
            self._pin_ends(each)
            if (self.was(each) is None and not isinstance(each, WITH_ELEMENT)) or self.changes(each):
                self._pin_named(each)
        for each in self.maps:
            if each.id not in self.unchanged:
                self.pin(each.id)

    def _dissolve(self) -> set[str]:
        """The relationships that said several flows at once, of which one was deleted; the others are written apart."""
        dissolved: set[str] = set()
        for each in self.document.maps:
            was = (self.was(each) or {}).get("flows", [])
            now = {self._names.get(flow.id) for flow in self.document.flows(each.id)}
            gone = [name for name in was if isinstance(name, str) and name.startswith("flow:") and name not in now]
            dissolved.update(key for name in gone for key in name.rpartition(":")[2].split())
        for key, kept in self.made.items():
            if kept.key.startswith("flow:") and dissolved & set(kept.key.rpartition(":")[2].split()):
                self.pin(key)
        return dissolved

    def _pin_ends(self, record: Record) -> None:
        """What follows from several pieces gets an element of its own where something new leads to it."""
        fields = [field for kind, field in TOLD if isinstance(record, kind)]
        fields += ["source", "target"] if isinstance(record, Flow | Link) else []
        was = self.was(record) or {}
        for field in fields:
            value = getattr(record, field)
            if value in self.made and was.get(field) != self._names.get(value):
                self.pin(value)

    def _pin_named(self, record: Record) -> None:
        if isinstance(record, Map | ValueStream | Flow | Link):
            return
        told = {field for kind, field in TOLD if isinstance(record, kind)}
        told |= {"map"} if isinstance(record, NODE_KINDS) else set()
        for reference, key in references(record):
            if reference.field not in told:
                self.pin(key)

    def pin(self, key: Id) -> None:
        """A record whose id must survive. A node needs its map, a map its stream."""
        record = self.document.get(key)
        if record is None or key in self.pinned:
            return
        self.pinned.add(key)
        if isinstance(record, Step | Queue | Endpoint):
            self.pin(record.map)
        elif isinstance(record, Map):
            self.pin(record.stream)
        elif isinstance(record, ValueStream):
            for each in self.maps:
                if each.stream == key:
                    self.pin(each.id)

    def written_whole(self, key: Id) -> bool:
        """Is a record that follows from several pieces written as one of its own?"""
        return key not in self.made or key in self.pinned or key not in self.unchanged

    def name_of(self, key: Id) -> str:
        """What a record was called in what was read: by its piece, or by what it follows from."""
        return self._names.get(key, "")

    def element(self, key: Id) -> str:
        """The identifier of a record's element."""
        return self.keys.get(key, "")

    def shown_as(self, key: Id) -> str:
        """The element that shows a record in views: its own, or the one that it follows from."""
        if not self.written_whole(key) and (made := self.made[key].key.split(":"))[0] in {"endpoint", "service"}:
            return made[1]
        return self.element(key)

    def side(self, key: Id) -> str:
        """Of the two ends of a map where one actor stands: start or end; blank for all else."""
        parts = self.made[key].key.split(":") if key in self.made else []
        return parts[2] if parts[:1] == ["endpoint"] and not self.written_whole(key) else ""

    def relation(self, record: Flow | Link) -> str:
        """The identifier of the relationship of a flow or link; blank where several pieces say it."""
        if (kept := self.about.get(("relationship", record.id))) is not None:
            return kept.kept.key
        return own_key(record.id) if self.written_whole(record.id) else ""

    def type_of(self, key: Id) -> str:
        """The type of the element of a record."""
        if (kept := self.about.get(("element", key))) is not None:
            return type_of(kept.tree)
        return own_type(self.document.records[key])


def own_type(record: Record) -> str:
    """The type of element that a record becomes."""
    if isinstance(record, Person):
        return "BusinessRole" if record.role.strip() or not record.name.strip() else "BusinessActor"
    if isinstance(record, Service):
        return "ApplicationService" if record.kind is ServiceKind.IT else "BusinessService"
    if isinstance(record, Measure):
        return "Outcome" if record.kind in {MeasureKind.OUTCOME, MeasureKind.OUTPUT} else "Value"
    return _TYPES[record.type]


def own_key(key: Id, before: str = "") -> str:
    """The identifier of what is made of a record."""
    return f"id-{before}{_REPLACED.sub(lambda found: f'_{ord(found[0]):x}_', key)}"


def _data(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
