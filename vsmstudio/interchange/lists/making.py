"""Entries of lists as records: each row its own, joined to what it names; what it names anew is made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import msgspec

from vsmstudio.export.tables.inputs import Input
from vsmstudio.export.tables.inputs.labels import PATH
from vsmstudio.interchange.catalogue import Catalogue
from vsmstudio.interchange.declared import Declared, folded
from vsmstudio.interchange.imported import Problem
from vsmstudio.interchange.lists.entries import Entry, Use
from vsmstudio.interchange.lists.values import BLANK
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Link,
    LinkKind,
    Measure,
    Person,
    Record,
    Service,
    ServiceKind,
    Side,
    Step,
    Unit,
    ValueStream,
)

_MOST_NAMED = 10  # names in a note
_NAMELESS = frozenset({"Revenue", "Stakeholders", "Experience", "Earlier places", "Objections"})
_OF_STREAMS = frozenset({"Stakeholders", "Measures"})  # a stream that they name is made where it is new


class Making:
    """The records of all lists of one import. First `declare`, so that rows find one another; then `make`."""

    def __init__(self, entries: Sequence[Entry], taken: Iterable[Id] = ()) -> None:
        self.entries = [each for each in entries if not each.bad]
        self.declared = Declared()
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.stated: dict[Id, frozenset[str]] = {}
        self._ids: dict[int, Id] = {}
        self._taken = set(taken)
        self._missing: dict[str, dict[str, None]] = {}

    def declare(self) -> Declared:
        """Give every row that is a record its id, and note its names. A customer or supplier may be a unit of another list."""
        seen: dict[tuple[str, str, str], int] = Counter()
        for entry in self.entries:
            if entry.sheet.part_of or entry.sheet.title in _NAMELESS:
                continue
            kind = entry.sheet.records[0].__struct_config__.tag
            seen[(entry.source, str(kind), folded(entry.name))] += 1
            known = self.declared.all_named(entry.name, (str(kind),)) if entry.sheet.fixed else []
            self._ids[id(entry)] = key = known[0] if known else self._id(entry)
            self.declared.declare(str(kind), key, *_names(entry))
        for source in dict.fromkeys(each.source for each in self.entries):
            twice = [name for (where, _, name), count in seen.items() if where == source and count > 1 and name]
            if twice:
                self.notes.append(f"{source}: {_several(twice)}; each row is a record of its own.")
        return self.declared

    def _id(self, entry: Entry) -> Id:
        key = entry.id if entry.id and entry.id not in self._taken and len(entry.id) <= 200 else new_id()
        self._taken.add(key)
        return key

    def make(self, catalogue: Catalogue, steps: Sequence[Record]) -> list[Record]:
        """The records of the lists, without those that `catalogue` makes; and the links that their rows say."""
        made: dict[Id, tuple[type[Record], dict[str, Any], Entry]] = {}
        rests: list[Record] = []
        for step in steps:
            if isinstance(step, Step) and step.id not in self.declared.kinds:
                self.declared.declare("step", step.id, step.name, step.key)
        for entry in self.entries:
            if entry.sheet.part_of:
                continue
            kind, key = entry.sheet.records[0], self._ids.get(id(entry)) or self._id(entry)
            fields = {**entry.values, **dict(entry.sheet.fixed), **self._referred(entry, catalogue)}
            if kind is Measure and "stream" not in entry.refers and (only := self._only_stream(steps)):
                fields["stream"] = only
            self.stated[key] = self.stated.get(key, frozenset()) | frozenset(fields)
            before = made[key][1] if key in made else {}
            made[key] = (kind, {**before, **fields}, entry)
        for entry in self.entries:
            if entry.sheet.part_of:
                self._add(entry, made, catalogue)
        _cut_rings(made, self.notes)
        for key, (kind, fields, entry) in made.items():
            if lack := next((each for each in entry.sheet.columns if _lacks(each, kind, fields)), None):
                self._lack(entry, lack)
                continue
            try:
                rests.append(kind(id=key, **_whole(kind, fields)))
            except (TypeError, ValueError) as error:
                self._problem(entry, "", entry.name, str(error))
        return [*rests, *self._links(catalogue, {each.id for each in rests})]

    # --- what rows name -----------------------------------------------------------------------------------------------

    def _referred(self, entry: Entry, catalogue: Catalogue) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, (use, text) in entry.refers.items():
            key = self._one(text, use.ours, catalogue, entry)
            if key is not None:
                found[name] = key
            else:
                self._missing.setdefault(f"{entry.source}: {use.title[:60]}", {})[text] = None
        return found

    def _lack(self, entry: Entry, column: Input) -> None:
        """Say what a row cannot be without: it names nothing, or what there is not."""
        use, text = entry.refers.get(column.field, (None, ""))
        what = column.title.lower()
        said = (
            f"there is no {column.refers[0]} of this name"
            if text
            else f"the row has no {what}; write one, or delete the row"
        )
        self._problem(entry, use.title if use else column.title, text, said)

    def _only_stream(self, steps: Sequence[Record]) -> Id | None:
        """The one stream that all tables speak of; None where there are several, or none."""
        listed = [self._ids[id(each)] for each in self.entries if each.sheet.records == (ValueStream,)]
        found = {*listed, *(each.id for each in steps if isinstance(each, ValueStream))}
        return found.pop() if len(found) == 1 else None

    def _one(self, text: str, ours: Input, catalogue: Catalogue, entry: Entry) -> Id | None:
        """The record that a cell names, made if it is new."""
        kind = ours.refers[0]
        if ours.mixed:
            known = self.declared.find(text.rpartition(PATH)[2], ours.refers)
            units = "unit" in ours.refers and catalogue.knows_unit(text)
            if known is not None or kind != "person" or units:
                return known or (catalogue.unit(text) if units else None)
        if kind == "stream" and entry.sheet.title in _OF_STREAMS:
            return catalogue.stream(text)
        if kind == "person":
            unit = entry.refers.get("owner_unit", (None, ""))[1]
            return catalogue.person(text, unit, text)
        if kind == "unit":
            return catalogue.unit(text, _side(ours, entry))
        if kind == "service":
            return catalogue.service(text, business=ours.link is not LinkKind.SUPPORTS)
        if kind == "application":
            return catalogue.application(text)
        return self.declared.find(text, ours.refers)

    def _add(
        self, entry: Entry, made: dict[Id, tuple[type[Record], dict[str, Any], Entry]], catalogue: Catalogue
    ) -> None:
        """Add what a row says to the record of another list; amounts of several rows add up."""
        use, name = entry.refers.get(entry.sheet.name.field, (None, ""))
        found = self.declared.all_named(name, ("service",))
        if len(found) > 1 and self.declared.by_id(name, ("service",)) is None:
            title = use.title if use else "Service"
            self._problem(entry, title, name, f"{len(found)} services are named so; write “Name [VSM id]”")
            return
        if self.declared.kinds.get(entry.id) == "service":
            key = entry.id
        else:
            key = catalogue.service(name, business=True) if name else ""
        if not key:
            return
        if key not in made:
            service = catalogue.released(key)
            made[key] = (Service, {"name": getattr(service, "name", name), "kind": ServiceKind.INTERNAL}, entry)
            self.stated[key] = frozenset({"name"})
            self.declared.declare("service", key, name)
        fields = made[key][1]
        for field, value in entry.values.items():
            if value is not None:
                fields[field] = fields.get(field, 0) + value if isinstance(value, float) else value
        self.stated[key] = self.stated.get(key, frozenset()) | frozenset(entry.values)

    def _links(self, catalogue: Catalogue, made: set[Id]) -> list[Link]:
        found: dict[tuple[LinkKind, Id, Id], Link] = {}
        for entry in self.entries:
            own = self._ids.get(id(entry))
            if own is None or own not in made:
                continue
            for use, text in entry.links:
                for name in names_in(text, use, self.declared):
                    if use.ours.link is None or name.casefold() in BLANK:
                        continue
                    for key in self._meant(name, use, catalogue, entry):
                        ends = (key, own) if use.ours.backwards else (own, key)
                        if ends[0] != ends[1]:
                            kind = use.ours.link
                            found.setdefault(
                                (kind, *ends), Link(id=new_id(), kind=kind, source=ends[0], target=ends[1])
                            )
        return list(found.values())

    def _meant(self, name: str, use: Use, catalogue: Catalogue, entry: Entry) -> list[Id]:
        """The records that a name in a list of names means: steps of all maps that bear it."""
        if "step" in use.ours.refers:
            keys = self.declared.all_named(name.rpartition(PATH)[2], use.ours.refers)
        else:
            key = self._one(name, use.ours, catalogue, entry)
            keys = [key] if key is not None else []
        if not keys:
            self._missing.setdefault(f"{entry.source}: {use.title[:60]}", {})[name] = None
        return keys

    def missing(self) -> Iterable[str]:
        """What cells name and nothing bears: it is not made, and said."""
        for where, names in self._missing.items():
            yield f"{where} names what is in no other table, and is left out: {_listed(list(names))}."

    def _problem(self, entry: Entry, title: str, text: str, reason: str) -> None:
        self.problems.append(Problem(entry.line, title, text, reason.rstrip("."), entry.source))


def names_in(text: str, use: Use, declared: Declared) -> list[str]:
    """The names in a cell, each once. The whole cell goes first where it is a name itself."""
    whole = " ".join(text.split())
    if declared.all_named(whole, use.ours.refers):
        return [whole]
    parts = re.split(r"[;\n,]" if use.commas else r"[;\n]", text)
    names = (
        " ".join(part.split()).strip("•·-– ") if part.strip()[:1] in "•·-–" else " ".join(part.split())
        for part in parts
    )
    return [each for each in dict.fromkeys(names) if each]


def _names(entry: Entry) -> Iterable[str]:
    """What a record is called: a person by role and name, then by either."""
    if entry.sheet.records[0] is not Person:
        return (entry.name,)
    role, name = str(entry.values.get("role", "")), str(entry.values.get("name", ""))
    both = f"{role} ({name})" if role and name else role or name
    return (f"{both}, vacant" if entry.values.get("vacant") else both, both, role, name)


def _side(ours: Input, entry: Entry) -> Side | None:
    """The side of a unit that a cell names; None where only its name can tell."""
    if ours.field == "supplier":
        return Side.SUPPLIER
    if ours.field == "customer":
        return Side.CUSTOMER
    if ours.link is LinkKind.SERVES and entry.values.get("kind") is ServiceKind.CUSTOMER_FACING:
        return Side.CUSTOMER
    return None


def _whole(kind: type[Record], fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with what a record cannot be without; a person called by a name alone has no role."""
    known = {name: value for name, value in fields.items() if name in kind.__struct_fields__}
    if "name" in kind.__struct_fields__:
        known.setdefault("name", "")
    return known


def _lacks(column: Input, kind: type[Record], fields: dict[str, Any]) -> bool:
    """Is a field blank that a record cannot be without?"""
    return column.field in _needed(kind) and column.field not in fields


@cache
def _needed(kind: type[Record]) -> frozenset[str]:
    """The fields that have to be given, but for the name. Asking msgspec takes a millisecond."""
    return frozenset(each.name for each in msgspec.structs.fields(kind) if each.required) - {"name"}


def _cut_rings(made: dict[Id, tuple[type[Record], dict[str, Any], Entry]], notes: list[str]) -> None:
    """Leave out the parent by which a unit would be its own."""
    for key, (kind, fields, entry) in made.items():
        seen, at = {key}, fields.get("parent") if kind is Unit else None
        while at is not None and at in made and at not in seen:
            seen.add(at)
            at = made[at][1].get("parent")
        if at == key:
            fields.pop("parent")
            notes.append(
                f"{entry.source}, line {entry.line}: a unit cannot be its own parent, directly or through others."
            )


def _several(names: Sequence[str]) -> str:
    what = "1 name stands" if len(names) == 1 else f"{len(names)} names stand"
    return f"{what} in more than one row ({_listed(names)})"


def _listed(names: Sequence[str]) -> str:
    few = ", ".join(f"“{each[:40]}”" for each in names[:_MOST_NAMED])
    return few + (f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else "")


__all__ = ["Making", "names_in"]
