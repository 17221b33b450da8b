"""Units, people and services that a table names: each made once, when first named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vsmstudio.interchange.facts import Facts
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Person, Record, Service, ServiceKind, Side, Unit


class Catalogue:
    """What the rows name beside steps. Names that differ by case or spaces alone are one."""

    def __init__(self, rows: Sequence[Facts]) -> None:
        self._units: dict[str, Unit] = {}
        self._people: dict[tuple[str, str], Person] = {}
        self._services: dict[str, Service] = {}
        self._unit_of: dict[str, str] = {}  # the first unit that is named with an owner
        self._vacant = {_key(row.owner) for row in rows if row.vacant}
        self._business = {_key(name) for row in rows for name in row.services}
        for row in rows:
            if row.owner_unit:
                self._unit_of.setdefault(_key(row.owner), row.owner_unit)

    def records(self) -> Iterable[Record]:
        return [*self._units.values(), *self._people.values(), *self._services.values()]

    def unit(self, name: str) -> Id | None:
        if not name:
            return None
        unit = self._units.get(_key(name)) or Unit(id=new_id(), name=name, side=_side(name))
        return self._units.setdefault(_key(name), unit).id

    def person(self, name: str, unit: str) -> Id | None:
        """The owner of that name. One name with two units is two people; without a unit it is the one named first."""
        if not name:
            return None
        unit = unit or self._unit_of.get(_key(name), "")
        key = (_key(name), _key(unit))
        if key not in self._people:
            vacant = _key(name) in self._vacant
            self._people[key] = Person(id=new_id(), role=name, unit=self.unit(unit), vacant=vacant)
        return self._people[key].id

    def service(self, name: str) -> Id:
        """The service of that name; one that is named as a system only is an IT service."""
        kind = ServiceKind.INTERNAL if _key(name) in self._business else ServiceKind.IT
        service = self._services.get(_key(name)) or Service(id=new_id(), name=name, kind=kind)
        return self._services.setdefault(_key(name), service).id

    def notes(self) -> Iterable[str]:
        by_side = {side: [unit.name for unit in self._units.values() if unit.side is side] for side in Side}
        for side in (Side.IT, Side.SUPPLIER, Side.CUSTOMER):
            if by_side[side]:
                names = ", ".join(name[:40] for name in by_side[side][:10])
                yield f"By their names these units were put on the {side.value} side: {names}. Correct what is wrong."
        if by_side[Side.BUSINESS]:
            count = len(by_side[Side.BUSINESS])
            which = "1 unit was" if count == 1 else f"{count} units were"
            yield f"{which} put on the business side; say which belong to IT, suppliers or customers."


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _side(name: str) -> Side:
    """The side that a unit's name gives away; business where it does not."""
    if re.search(r"\bI(C)?T\b", name) or re.search(r"\binformation technology\b", name, re.IGNORECASE):
        return Side.IT
    match = re.fullmatch(r"(customer|client|buyer)s?|(supplier|vendor)s?", name.casefold())
    return Side.BUSINESS if not match else Side.CUSTOMER if match[1] else Side.SUPPLIER
