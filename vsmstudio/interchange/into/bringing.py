"""An imported document into an existing one: matched, merged field by field, joined, placed; one change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from vsmstudio.interchange.imported import Imported
from vsmstudio.interchange.into.joins import join
from vsmstudio.interchange.into.kept import kept_pieces
from vsmstudio.interchange.into.matching import Matching
from vsmstudio.interchange.into.naming import listed, short
from vsmstudio.interchange.into.placing import drawn_in, places
from vsmstudio.interchange.into.plan import Plan
from vsmstudio.interchange.into.taking import Sign, moved, taken
from vsmstudio.model.difference import in_words
from vsmstudio.model.document import Document, diff
from vsmstudio.model.durations import Duration
from vsmstudio.model.edits import place
from vsmstudio.model.ids import Id
from vsmstudio.model.merge.align import natural_key
from vsmstudio.model.records import (
    NODE_KINDS,
    Acceptance,
    Application,
    Contract,
    Engagement,
    Flow,
    Kept,
    Link,
    Map,
    Placement,
    Record,
    Service,
    Unit,
    Unknown,
    ValueStream,
)  # fmt: skip
from vsmstudio.model.rules import may_link
from vsmstudio.model.words import type_words

_LISTS = (Service, Application, Contract)
_APART = (Flow, Link, Placement, Kept, Acceptance, Unknown)  # brought in after what they belong to


def into(
    document: Document, imported: Imported, map: Id | None = None, *, rejoin: bool = False, label: str = "Import"
) -> Plan:
    """What brings an imported document into this one. Nothing is deleted, and blank cells erase nothing.

    `map`: the map that what the file draws goes into; else the map of the same stream and name, else a new one. `rejoin`:
    where the file connects the same steps otherwise than the document, the file is followed.
    """
    return _Bringing(document, imported, map, rejoin).plan(label)


class _Bringing:
    def __init__(self, document: Document, imported: Imported, into_map: Id | None, rejoin: bool) -> None:
        self._document, self._source, self._rejoin = document, imported.document, rejoin
        self._stated = imported.stated
        self._match = Matching(document, self._source, into_map, imported.stated)
        self._records = dict(document.records)
        self._unsure = self._match.unsure
        self._rejoins: list[str] = []
        self._missing: list[str] = []

    def plan(self, label: str) -> Plan:
        self._take_records()
        self._break_rings()
        for each in self._source.maps:
            self._take_flows(each)
        self._take_links()
        self._take_rest()
        self._placed()
        after = Document(self._records)
        self._look_for_missing()
        self._say_calendar()
        counted = [self._match.final[key] for key, each in self._source.records.items() if self._counts(each)]
        there = dict.fromkeys(key for key in counted if key in after)
        added = sum(key not in self._document for key in there)
        updated = sum(key in self._document and self._document.get(key) != after.get(key) for key in there)
        return Plan(
            diff(self._document, after, label),
            added, updated, len(there) - added - updated,
            _once(self._unsure), _once(self._missing), _once(self._rejoins), in_words(_shown(self._document), _shown(after)),
        )  # fmt: skip

    # --- records ------------------------------------------------------------------------------------------------------

    def _take_records(self) -> None:
        last: dict[type[Record], float] = {
            ValueStream: max((each.order for each in self._document.streams), default=0.0),
            Map: max((each.order for each in self._document.maps), default=0.0),
        }
        ordered: tuple[Record, ...] = (*self._source.streams, *self._source.maps)
        rest = [each for each in self._source.records.values() if not isinstance(each, ValueStream | Map)]
        for theirs in (*ordered, *rest):
            if isinstance(theirs, _APART):
                continue
            mine = self._mine(theirs)
            held = moved(theirs, self._match.final, self._match.final[theirs.id])
            if mine is not None:
                sign = self._match.signs[theirs.id]
                self._put(taken(mine, held, sign, self._stated.get(theirs.id), self._refused(mine)))
            elif isinstance(held, ValueStream | Map):
                kind = ValueStream if isinstance(held, ValueStream) else Map
                last[kind] += 1
                self._put(msgspec.structs.replace(held, order=last[kind]))
            else:
                self._put(held)

    def _mine(self, theirs: Record) -> Record | None:
        key = self._match.of(theirs.id)
        return self._records.get(key) if key is not None else None

    def _put(self, record: Record) -> None:
        self._records[record.id] = record

    def _refused(self, mine: Record) -> Any:
        return lambda why: self._unsure.append(f"{short(self._document.name(mine.id))} stays as it is: {why}.")

    def _counts(self, record: Record) -> bool:
        return not isinstance(record, Placement | Kept) and record.id in self._match.final

    def _break_rings(self) -> None:
        """A unit whose parent in the file lies under it in the document keeps the parent that it has."""
        for key in Document(unit for unit in self._records.values() if isinstance(unit, Unit)).units_in_rings:
            unit, mine = self._records[key], self._document.of(Unit, key)
            parent = mine.parent if mine else None
            if isinstance(unit, Unit) and unit.parent != parent:
                self._put(msgspec.structs.replace(unit, parent=parent))
                self._unsure.append(f"{short(unit.name)} keeps its parent unit: by the file it would be its own.")

    # --- connections and links ----------------------------------------------------------------------------------------

    def _take_flows(self, drawn: Map) -> None:
        if drawn.id not in self._match.signs:
            for flow in self._source.flows(drawn.id):
                self._put(moved(flow, self._match.final, self._match.final[flow.id]))
            return
        joins = join(self._match, drawn.id, self._rejoin)
        self._records.update(joins.flows)
        for gone in joins.gone:
            del self._records[gone.id]
        self._unsure += joins.unsure
        self._rejoins += joins.rejoins

    def _take_links(self) -> None:
        held = {natural_key(each): each for each in self._document.all(Link)}
        grown = Document({key: each for key, each in self._records.items() if not isinstance(each, Link)})
        for link in (each for each in self._source.records.values() if isinstance(each, Link)):
            theirs = moved(link, self._match.final, self._match.final[link.id])
            mine = held.get(natural_key(theirs))
            if mine is not None:
                sign = Sign.ID if mine.id == link.id else Sign.NAME
                self._match.same({link.id: mine.id}, sign)
                self._put(taken(self._records[mine.id], theirs, sign, self._stated.get(link.id), self._refused(mine)))
            elif may_link(grown, theirs.source, theirs.target, theirs.kind):
                held[natural_key(theirs)] = theirs
                self._put(theirs)

    # --- what is left -------------------------------------------------------------------------------------------------

    def _take_rest(self) -> None:
        """Pieces of other programs' files, accepted findings, and what this version does not know."""
        accepted = {natural_key(each) for each in self._document.all(Acceptance)}
        raw = {each.raw for each in self._document.all(Unknown)}
        for piece in kept_pieces(self._match, self._records):
            self._put(piece)
        for said in self._source.all(Acceptance):
            held = moved(said, self._match.final, self._match.final[said.id])
            if natural_key(held) not in accepted and held.subject in self._records:
                self._put(held)
        for unknown in self._source.all(Unknown):
            if unknown.raw not in raw:
                self._put(moved(unknown, self._match.final, self._match.final[unknown.id]))

    def _placed(self) -> None:
        drawn = drawn_in(self._source, self._match.final)
        for theirs in self._source.maps:
            grown = Document(self._records)
            key = self._match.final[theirs.id]
            new = {each.id for each in (*grown.nodes(key), *grown.notes(key)) if each.id not in self._document}
            if new:
                found = places(grown, key, new, drawn)
                kept = {each: at for each, at in found.items() if each in new}
                self._records = dict(grown.apply(place(grown, kept)).records)

    # --- words --------------------------------------------------------------------------------------------------------

    def _look_for_missing(self) -> None:
        met = {self._match.final[key] for key in self._match.signs}
        for theirs in self._source.maps:
            if theirs.id not in self._match.signs or not self._source.nodes(theirs.id):
                continue
            mine = self._match.final[theirs.id]
            nodes = sorted(
                (each for each in self._document.nodes(mine) if each.id not in met), key=self._document.reading
            )
            for kind in NODE_KINDS:
                self._say_missing(
                    [each for each in nodes if isinstance(each, kind)], f" of {short(self._document.name(mine))}"
                )
        if not self._source.maps:
            for listed_kind in _LISTS:
                if self._source.all(listed_kind):
                    self._say_missing([each for each in self._document.all(listed_kind) if each.id not in met], "")

    def _say_missing(self, records: Iterable[Record], where: str) -> None:
        found = list(records)
        if found:
            what = f"{len(found):,} {type_words(found[0].type, len(found))}{where}"
            stay = "is not in the file; it stays" if len(found) == 1 else "are not in the file; they stay"
            self._missing.append(f"{what} {stay}: {listed([self._document.name(each.id) for each in found])}.")

    def _say_calendar(self) -> None:
        ours, theirs = Document(self._records).engagement, self._source.all(Engagement)
        if not theirs or theirs[0].id == ours.id or theirs[0].calendar == ours.calendar:
            return
        said = theirs[0].calendar != Engagement(id=theirs[0].id).calendar
        held = (value for each in self._source.records.values() for value in msgspec.structs.astuple(each))
        if said or any(isinstance(value, Duration) for value in held):
            self._unsure.append(
                f"The file reckons {theirs[0].hours_per_day:g} hours to a day, this document {ours.hours_per_day:g}; durations "
                "in days, weeks and months are read by the calendar of this document."
            )


def _shown(document: Document) -> Document:
    """The document without what people never see: pieces kept for other programs."""
    return Document({key: each for key, each in document.records.items() if not isinstance(each, Kept)})


def _once(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))
