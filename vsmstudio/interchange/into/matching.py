"""Which records of a source are ones that the document has already.

By id (our own workbook carries them), by the identifier of the program that the file comes from, by name, and steps by the
id in the client's table. Where names are not enough, nodes are told apart by their neighbours, then by their order; that is
said. A running number is an id that changes: a step whose name stands in both is that step, whatever number it has now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from vsmstudio.interchange.into.alike import said_of, surely_said_of, twice_in
from vsmstudio.interchange.into.naming import called, folded, neighbours, short
from vsmstudio.interchange.into.pairing import Pairing
from vsmstudio.interchange.into.people import pair_people
from vsmstudio.interchange.into.taking import Sign, Stated, moved, taken
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    NODE_KINDS,
    Application,
    Contract,
    Endpoint,
    Engagement,
    Improvement,
    Kept,
    Map,
    MapState,
    Measure,
    Node,
    Note,
    Objection,
    Person,
    Ranked,
    Ranking,
    Record,
    Revenue,
    Service,
    Stakeholder,
    Touchpoint,
    Unit,
    ValueStream,
    Workshop,
)  # fmt: skip
from vsmstudio.model.words import type_words

_FIRST_NAMES = {"current state", "value stream"}  # of what a new document begins with


class Matching:
    """`final`: the id in the document of every record of the source, new ones included. `signs`: why one is the same."""

    def __init__(self, document: Document, source: Document, into_map: Id | None, stated: Stated) -> None:
        self.document, self.source, self.stated = document, source, stated
        self.final: dict[Id, Id] = {}
        self.signs: dict[Id, Sign] = {}
        self.unsure: list[str] = []
        self._kept = _abouts(document)
        self._keys = _abouts(source)
        self._of_piece: dict[tuple[str, str], list[Id]] = {}
        for about, piece in self._kept.items():
            self._of_piece.setdefault(piece, []).append(about)
        self._match_engagement()
        self._plain(Unit, (lambda each: self._name_of(each.parent),))
        self._people()
        self._streams_and_maps(into_map)
        for each in source.maps:
            if each.id in self.signs:
                self._nodes(each.id)
        self._plain(Service, (lambda each: each.kind, lambda each: self._name_of(each.owner)))
        self._plain(Application, (lambda each: self._name_of(each.owner),))
        self._plain(Contract, (lambda each: self._name_of(each.supplier),))
        self._others(Revenue, lambda each: (each.service, each.customer))
        self._others(Note, lambda each: (each.map, each.kind, folded(each.text), each.about))
        self._around()
        for key, record in source.records.items():
            if key not in self.final:
                self.final[key] = new_id() if key in document or isinstance(record, Engagement) else key

    def of(self, key: Id) -> Id | None:
        """The record of the document that a record of the source is; None for a new one."""
        return self.final[key] if key in self.signs else None

    def pieces(self, key: Id) -> Sequence[Id]:
        """The document's records that were made of the same piece of the other program's file."""
        return self._of_piece.get(self._keys[key], ()) if key in self._keys else ()

    def same(self, pairs: Mapping[Id, Id], sign: Sign) -> None:
        """Take records for the same. What was made of a piece is as sure as if it had been known by its identifier."""
        self.final.update(pairs)
        for key in pairs:
            self.signs[key] = Sign.KEPT if sign in (Sign.NAME, Sign.KEY) and key in self._keys else sign

    def _around(self) -> None:
        """What stands around the maps: by name, or by what it is about."""
        workshops = self._begin(Workshop, self.document.all(Workshop))
        self.same(workshops.by(self._named, alone=True), Sign.NAME)
        self.same(workshops.by(lambda each: (self._named(each), each.kind, each.date)), Sign.NAME)
        self._others(Stakeholder, lambda each: (each.who, each.stream))
        self._others(Measure, lambda each: (each.stream, folded(each.name)))
        self._others(Touchpoint, lambda each: (each.step, each.audience))
        self._plain(Improvement, (lambda each: self._name_of(each.owner), lambda each: each.kind))
        self._others(Ranking, lambda each: (each.on, folded(each.name)))
        self._others(Ranked, lambda each: (each.ranking, each.improvement))
        self._others(Objection, lambda each: (each.rule, each.subject, each.aspect))

    # --- what stands by itself ----------------------------------------------------------------------------------------

    def _match_engagement(self) -> None:
        held, theirs = self.document.all(Engagement), self.source.all(Engagement)
        if held and theirs:
            sign = Sign.PLACE if _holds_no_work(self.document) else Sign.NAME
            self.same({theirs[0].id: held[0].id}, Sign.ID if theirs[0].id == held[0].id else sign)

    def _plain(self, kind: type[Any], refine: Sequence[Callable[[Any], Hashable]]) -> None:
        """Records with a name of their own; those of one name are told apart by what `refine` gives."""
        pairing = self._begin(kind, self.document.all(kind))
        twice = twice_in(pairing, self._named)
        self.same(pairing.by(self._named, alone=True), Sign.NAME)
        for aspect in refine:
            self.same(self._alike(pairing, partial(self._with, aspect)), Sign.NAME)
        for aspect in refine:
            self.same(pairing.by(partial(self._with, aspect)), Sign.NAME)
        self._rest(pairing, twice)

    def _others(self, kind: type[Any], sign: Callable[[Any], Hashable]) -> None:
        """Records without a name: the same where they are about the same."""
        pairing = self._begin(kind, self.document.all(kind))
        self.same(self._alike(pairing, sign, lambda each: sign(moved(each, self.final))), Sign.NAME)
        self.same(pairing.by(lambda each: sign(moved(each, self.final)), sign), Sign.NAME)

    def _people(self) -> None:
        pairing = self._begin(Person, self.document.people)
        pairs, doubts = pair_people(pairing, lambda key: self.final.get(key, key) if key else None)
        self.same(pairs, Sign.NAME)
        self.same(self._alike(pairing, lambda each: "" if not each.name + each.role else None), Sign.NAME)
        self.unsure += doubts

    def _begin(self, kind: type[Any], mine: Iterable[Any], home: Id | None = None) -> Pairing[Any]:
        """What is to be paired of a kind, after what is the same by its id or by the other program's identifier."""
        theirs = [each for each in self.source.records.values() if isinstance(each, kind)]
        if kind in {ValueStream, Map}:
            theirs.sort(key=lambda each: (each.order, each.name))
        if home is not None:
            theirs = [each for each in theirs if each.map == home]
        pairing: Pairing[Any] = Pairing(theirs, list(mine))
        self.same(pairing.by(lambda each: each.id), Sign.ID)
        if self._keys:
            self.same(pairing.by(lambda each: self._keys.get(each.id), lambda each: self._kept.get(each.id)), Sign.KEPT)
        return pairing

    def _rest(self, pairing: Pairing[Any], twice: Collection[str]) -> None:
        """Those of one name that nothing else tells apart: as they follow one another, and that is said."""
        while alike := self._alike(pairing, lambda each: self._named(each) or ""):
            self.same(alike, Sign.NAME)  # what is known now may show that what belongs to it is the same, too
        pairs = pairing.by(lambda each: self._named(each) if self._named(each) in twice else None)
        self.same(pairs, Sign.NAME)
        first: dict[str | None, Record] = {}
        for record in (self.source.records[key] for key in pairs):
            first.setdefault(self._named(record), record)
        for record in first.values():
            self.unsure.append(
                f"Several {type_words(record.type, 2)} are called {short(getattr(record, 'name', ''))}; they were matched "
                "in their order."
            )

    def _named(self, record: Record) -> str | None:
        return folded(str(getattr(record, "name", ""))) or None

    def _with(self, aspect: Callable[[Any], Hashable], record: Record) -> Hashable | None:
        return (name, aspect(record)) if (name := self._named(record)) else None

    def _name_of(self, key: Id | None) -> str:
        """By name, in whichever document it is."""
        return folded(self.document.name(key) or self.source.name(key)) if key else ""

    def _alike(
        self,
        pairing: Pairing[Any],
        sign: Callable[[Any], Hashable | None],
        theirs: Callable[[Any], Hashable | None] | None = None,
    ) -> dict[Id, Id]:
        """Pair what shows the same sign and is equal, or is so but for guesses, then what would change nothing in each other."""
        theirs = theirs or sign

        def whole(content: Callable[[Record], Hashable], each: Any) -> Hashable:
            return theirs(each), content(moved(each, self.final))

        def held(content: Callable[[Record], Hashable], each: Any) -> Hashable:
            return sign(each), content(each)

        pairs: dict[Id, Id] = {}
        for content in (said_of, surely_said_of):
            pairs |= pairing.by(partial(whole, content), partial(held, content))
        return pairs | pairing.alike(theirs, self._changes_nothing, sign)

    def _changes_nothing(self, theirs: Record, mine: Record) -> bool:
        held = moved(theirs, self.final, mine.id)
        return taken(mine, held, Sign.NAME, self.stated.get(theirs.id)) == mine

    # --- streams and maps ---------------------------------------------------------------------------------------------

    def _streams_and_maps(self, into_map: Id | None) -> None:
        chosen, empty = self.document.of(Map, into_map), _untouched(self.document)
        named = {folded(each.name) for each in self.source.streams}
        if empty is not None and chosen in (None, empty) and self.source.maps:
            first = self.source.maps[0]
            if folded(self.document.name(empty.stream)) not in named:
                self.same({first.stream: empty.stream, first.id: empty.id}, Sign.ID)
        elif chosen is not None and self.source.maps:
            self._into(chosen)
        streams = self._begin(ValueStream, [each for each in self.document.streams if each.id not in self._taken()])
        streams.theirs = [each for each in streams.theirs if each.id not in self.signs]
        twice = twice_in(streams, self._named)
        self.same(streams.by(self._named, alone=True), Sign.NAME)
        self._rest(streams, twice)
        maps = self._begin(Map, [each for each in self.document.maps if each.id not in self._taken()])
        maps.theirs = [each for each in maps.theirs if each.id not in self.signs]

        def where(each: Map) -> Hashable | None:
            stream = self.final.get(each.stream) if each.stream in self.signs else None
            return (stream, folded(each.name)) if stream else None

        self.same(maps.by(where, lambda each: (each.stream, folded(each.name))), Sign.NAME)
        self._current(maps)

    def _into(self, chosen: Map) -> None:
        """What the file draws goes into one map: its only one, or the one of that name, or its first."""
        maps = self.source.maps
        named = [each for each in maps if folded(each.name) == folded(chosen.name)]
        drawn = (named or list(maps))[0]
        self.same({drawn.stream: chosen.stream, drawn.id: chosen.id}, Sign.PLACE)
        if len(maps) > 1:
            self.unsure.append(
                f"The file holds {len(maps)} maps; {short(self.source.name(drawn.id))} goes into "
                f"{short(self.document.name(chosen.id))}, the others stand beside it."
            )

    def _current(self, maps: Pairing[Map]) -> None:
        """A map that the file gives no name of its own is the only current one of its stream, whatever that is called."""
        for each in list(maps.theirs):
            stream = self.final.get(each.stream) if each.stream in self.signs else None
            held = [one for one in self.document.maps if one.stream == stream and one.state is MapState.CURRENT]
            rivals = [one for one in self.source.maps if one.stream == each.stream and one.state is MapState.CURRENT]
            if (
                folded(each.name) in _FIRST_NAMES
                and each.state is MapState.CURRENT
                and len(held) == len(rivals) == 1
                and held[0] in maps.mine
            ):
                self.same(maps.take({each.id: held[0].id}), Sign.NAME)

    def _taken(self) -> set[Id]:
        return {self.final[key] for key in self.signs}

    # --- nodes --------------------------------------------------------------------------------------------------------

    def _nodes(self, theirs: Id) -> None:
        mine = self.final[theirs]
        for kind in NODE_KINDS:
            held = sorted(
                (each for each in self.document.nodes(mine) if isinstance(each, kind)), key=self.document.reading
            )
            pairing: Pairing[Node] = self._begin(kind, held, theirs)
            twice = twice_in(pairing, self._what)
            self.same(pairing.by(self._what, alone=True), Sign.NAME)
            self.same(self._alike(pairing, self._where), Sign.NAME)
            self.same(pairing.by(lambda each: (self._where(each), each.key) if each.key else None), Sign.NAME)
            self.same(pairing.by(self._where, alone=True), Sign.NAME)
            self.same(pairing.by(lambda each: (self._what(each), each.key) if each.key else None), Sign.NAME)
            self._rest_of_nodes(pairing, twice)
            self._by_key(pairing, theirs)

    def _what(self, node: Node) -> tuple[str, str] | None:
        role = node.role.value if isinstance(node, Endpoint) else ""
        name = called(self._home(node), node)
        return (name, role) if name else None

    def _where(self, node: Node) -> Hashable | None:
        """A node by its name and neighbours; one without a name by its neighbours, if it has any."""
        found = neighbours(self._home(node), node)
        return (self._what(node), found) if any(found) or node.name else None

    def _home(self, record: Record) -> Document:
        return self.source if self.source.get(record.id) is record else self.document

    def _rest_of_nodes(self, pairing: Pairing[Node], twice: Collection[Hashable]) -> None:
        self.same(self._alike(pairing, lambda each: self._what(each) or ()), Sign.NAME)
        pairs = pairing.by(lambda each: self._what(each) if self._what(each) in twice else None)
        self.same(pairs, Sign.NAME)
        for name in dict.fromkeys(short(self.source.name(key)) for key in pairs):
            self.unsure.append(f"{name} stands there more than once; what the file says was matched in its order.")

    def _by_key(self, pairing: Pairing[Node], home: Id) -> None:
        """What is left may have got another name: the client's id tells, unless the ids were given anew."""
        for each in self.source.nodes(home):
            mine = self.of(each.id)
            if mine is not None and each.key and (held := self.document.node(mine).key) and held != each.key:
                return
        pairs = pairing.by(lambda each: each.key or None, alone=True)
        self.same(pairs, Sign.KEY)
        for theirs, mine in pairs.items():
            node = self.source.node(theirs)
            self.unsure.append(
                f"{short(self.document.name(mine))} is called {short(node.name)} in the file (id {short(node.key)}); it "
                "gets that name."
            )


def _abouts(document: Document) -> dict[Id, tuple[str, str]]:
    """For each record that was made of a piece of another program's file: which piece."""
    found: dict[Id, tuple[str, str]] = {}
    for each in sorted(document.all(Kept), key=lambda one: (one.kind == "relationship", one.order, one.id)):
        if each.about and each.key:  # its own piece goes before relationships that tell one of its fields
            found.setdefault(each.about, (each.format, each.key))
    return found


def _untouched(document: Document) -> Map | None:
    """The map of a document in which nothing was drawn yet, and that nobody gave a name."""
    only = len(document.streams) == len(document.maps) == 1 and _holds_no_work(document)
    return document.maps[0] if only and folded(document.streams[0].name) in _FIRST_NAMES else None


def _holds_no_work(document: Document) -> bool:
    """Is there nothing yet that a calendar or a currency would read otherwise?"""
    return not any(document.all(kind) for kind in (*NODE_KINDS, Service, Contract, Revenue, Note))
