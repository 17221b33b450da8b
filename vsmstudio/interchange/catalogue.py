"""What tables name beside steps: units, people, services, streams. Each is made once, when first named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vsmstudio.interchange.declared import Declared, folded
from vsmstudio.interchange.facts import Facts
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Application, Person, Record, Service, ServiceKind, Side, Unit, ValueStream

_VACANT = re.compile(r"[\s,]*[(\[]?\s*\bvacant\b\s*[)\]]?\s*$", re.IGNORECASE)


class Catalogue:
    """What is named. Names that differ by case or spaces alone are one; what a list declares goes before what is made.

    `guessed` are the records that were made of a name alone: by id the fields that the source says of them.
    """

    def __init__(self, rows: Sequence[Facts], declared: Declared | None = None) -> None:
        self.declared = declared or Declared()
        self.guessed: dict[Id, frozenset[str]] = {}
        self._units: dict[str, Unit] = {}
        self._people: dict[tuple[str, str], Person] = {}
        self._services: dict[str, Service] = {}
        self._streams: dict[str, ValueStream] = {}
        self._applications: dict[str, Application] = {}
        self._unit_of: dict[str, str] = {}  # the first unit that is named with an owner
        self._vacant = {folded(row.owner) for row in rows if row.vacant}
        self._business = {folded(name) for row in rows for name in row.services}
        for row in rows:
            if row.owner_unit:
                self._unit_of.setdefault(folded(row.owner), row.owner_unit)

    def records(self) -> Iterable[Record]:
        """All that was made."""
        return [
            *self._units.values(),
            *self._people.values(),
            *self._services.values(),
            *self._applications.values(),
            *self._streams.values(),
        ]

    def unit(self, name: str, side: Side | None = None) -> Id | None:
        """The unit of that name; a new one is on the side that is given, or that its name gives away."""
        if not name:
            return None
        if (key := self.declared.find(name, ("unit",))) is not None:
            return key
        name = " ".join(name.split())
        unit = self._units.get(folded(name))
        if unit is None:
            unit = self._units[folded(name)] = Unit(id=new_id(), name=name, side=side or side_of(name))
            self.guessed[unit.id] = frozenset({"name"} if side is None else {"name", "side"})
        return unit.id

    def knows_unit(self, name: str) -> bool:
        """Was a unit of that name made already?"""
        return folded(name) in self._units

    def person(self, name: str, unit: str, words: str = "") -> Id | None:
        """The owner of that name. One name with two units is two people; without a unit it is the one named first.

        `words` are the whole cell, where it says more than the name.
        """
        if not name:
            return None
        for said in filter(None, (words, name)):
            if (key := self.declared.find(said, ("person",))) is not None:
                return key
        vacant = folded(name) in self._vacant or _VACANT.search(words) is not None
        name = " ".join(_VACANT.sub("", name).split()) or "Vacant"
        unit = unit or self._unit_of.get(folded(name), "")
        who = (folded(name), folded(unit))
        if who not in self._people:
            self._people[who] = Person(id=new_id(), role=name, unit=self.unit(unit), vacant=vacant)
            self.guessed[self._people[who].id] = frozenset(
                {"role"} | ({"unit"} if unit else set()) | ({"vacant"} if vacant else set())
            )
        return self._people[who].id

    def service(self, name: str, business: bool | None = None) -> Id:
        """The service of that name; one that is named as a system only is an IT service."""
        if (key := self.declared.find(name, ("service",))) is not None:
            return key
        service = self._services.get(folded(name))
        if service is None:
            inner = business if business is not None else folded(name) in self._business
            kind = ServiceKind.INTERNAL if inner else ServiceKind.IT
            service = self._services[folded(name)] = Service(id=new_id(), name=" ".join(name.split()), kind=kind)
            self.guessed[service.id] = frozenset({"name"})
        return service.id

    def stream(self, name: str) -> Id:
        """The value stream of that name."""
        if (key := self.declared.find(name, ("stream",))) is not None:
            return key
        if folded(name) not in self._streams:
            made = ValueStream(id=new_id(), name=" ".join(name.split()), order=float(len(self._streams) + 1))
            self._streams[folded(name)] = made
            self.guessed[made.id] = frozenset({"name"})
        return self._streams[folded(name)].id

    def released(self, key: Id) -> Record | None:
        """A service that was made here and is made of a list after all."""
        for name, service in self._services.items():
            if service.id == key:
                return self._services.pop(name)
        return None

    def application(self, name: str) -> Id:
        """The application of that name."""
        if (key := self.declared.find(name, ("application",))) is not None:
            return key
        if folded(name) not in self._applications:
            self._applications[folded(name)] = Application(id=new_id(), name=" ".join(name.split()))
        return self._applications[folded(name)].id

    def notes(self) -> Iterable[str]:
        """On which side the units were put that the tables name, and which names more than one record bears."""
        guessed = [unit for unit in self._units.values() if "side" not in self.guessed[unit.id]]
        by_side = {side: [unit.name for unit in guessed if unit.side is side] for side in Side}
        for side in (Side.IT, Side.SUPPLIER, Side.CUSTOMER):
            if by_side[side]:
                names = ", ".join(name[:40] for name in by_side[side][:10])
                more = f" and {len(by_side[side]) - 10} more" if len(by_side[side]) > 10 else ""
                yield f"By their names these units were put on the {side.value} side: {names}{more}. Correct what is wrong."
        if by_side[Side.BUSINESS]:
            count = len(by_side[Side.BUSINESS])
            which = "1 unit was" if count == 1 else f"{count} units were"
            yield f"{which} put on the business side; say which belong to IT, suppliers or customers."
        for (kind, name), count in list(self.declared.doubts.items())[:20]:
            yield f"{count} records of the kind {kind} are named “{name[:60]}”; where others name it, the first is meant."


def side_of(name: str) -> Side:
    """The side that a unit's name gives away; business where it does not."""
    if re.search(r"\bI(C)?T\b", name) or re.search(r"\binformation technology\b", name, re.IGNORECASE):
        return Side.IT
    match = re.fullmatch(r"(customer|client|buyer)s?|(supplier|vendor)s?", name.casefold())
    return Side.BUSINESS if not match else Side.CUSTOMER if match[1] else Side.SUPPLIER
