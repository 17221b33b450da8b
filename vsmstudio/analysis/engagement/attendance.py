"""Who was at the workshops on a stream, and who of those that work in it was not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Person, Side, Unit, Workshop, WorkshopKind


@dataclass(frozen=True, slots=True)
class Present:
    """One workshop: who attended (people, then units, by name). `held` is False while it is planned for a later day."""

    workshop: Id
    held: bool
    people: tuple[Id, ...]
    units: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """The mapping of one stream: its mapping workshops, by date, and who was at those that were held.

    `people` and `units` attended; `represented` are the units that somebody stood for: a person for their unit and those
    above it, a unit for those below it too. `performing` are the units that do the steps of the current map, in reading
    order, and `missing` those of them that nobody stood for. `sides` are those of all who attended; `it_only`: nobody
    but IT. All of it is empty before the first workshop, and while nobody's attendance is written down.
    """

    stream: Id
    workshops: tuple[Present, ...]
    people: tuple[Id, ...]
    units: tuple[Id, ...]
    represented: tuple[Id, ...]
    performing: tuple[Id, ...]
    missing: tuple[Id, ...]
    sides: frozenset[Side]
    it_only: bool

    @property
    def known(self) -> bool:
        """Was a mapping workshop held whose attendance was written down?"""
        return bool(self.people or self.units)


def attendance(document: Document, stream: Id, date: datetime.date | None = None) -> Attendance:
    """Who mapped a stream. A workshop after `date` (else the engagement's as-of date, else today) is still planned."""
    day = date or document.engagement.as_of or datetime.date.today()
    looked = {link.source for link in document.links_to(stream, LinkKind.LOOKED_AT)}
    workshops = tuple(
        present(document, each, day)
        for each in _by_date(document.all(Workshop))
        if each.kind is WorkshopKind.MAPPING and each.id in looked
    )
    held = [each for each in workshops if each.held]
    people = tuple(dict.fromkeys(key for each in held for key in each.people))
    units = tuple(dict.fromkeys(key for each in held for key in each.units))
    stood_for = represented(document, people, units)
    performing = _performing(document, stream)
    sides = sides_of(document, people, units)
    known = bool(people or units)
    return Attendance(
        stream=stream,
        workshops=workshops,
        people=people,
        units=units,
        represented=tuple(unit.id for unit in document.units if unit.id in stood_for),
        performing=performing,
        missing=tuple(key for key in performing if known and key not in stood_for),
        sides=sides,
        it_only=sides == {Side.IT} and not any(_unplaced(document, key) for key in people),
    )


def present(document: Document, workshop: Workshop, date: datetime.date) -> Present:
    """Who attended one workshop, and whether it was held by a day. Without a date it was."""
    attending = [document.get(link.source) for link in document.links_to(workshop.id, LinkKind.ATTENDED)]
    named = sorted((each for each in attending if each is not None), key=lambda each: (document.name(each.id), each.id))
    return Present(
        workshop=workshop.id,
        held=workshop.date is None or workshop.date <= date,
        people=tuple(each.id for each in named if isinstance(each, Person)),
        units=tuple(each.id for each in named if isinstance(each, Unit)),
    )


def represented(document: Document, people: Iterable[Id], units: Iterable[Id]) -> frozenset[Id]:
    """The units that somebody stood for: a person for their unit and those above, a unit for those below it too."""
    found: set[Id] = set()
    for key in people:
        person = document.of(Person, key)
        found.update(_above(document, person.unit if person else None))
    named = set(units)
    for key in named:
        found.update(_above(document, key))
    if named:
        found.update(unit.id for unit in document.units if not named.isdisjoint(_above(document, unit.id)))
    return frozenset(found)


def sides_of(document: Document, people: Iterable[Id], units: Iterable[Id]) -> frozenset[Side]:
    """The sides of some people and units, as far as they are known."""
    of_people = [person.unit for key in people if (person := document.of(Person, key))]
    found = [document.of(Unit, key) for key in (*of_people, *units)]
    return frozenset(unit.side for unit in found if unit is not None)


def _above(document: Document, key: Id | None) -> Iterator[Id]:
    """A unit and those above it; a ring of parents in a broken file ends."""
    seen: set[Id] = set()
    unit = document.of(Unit, key)
    while unit is not None and unit.id not in seen:
        seen.add(unit.id)
        yield unit.id
        unit = document.of(Unit, unit.parent)


def _performing(document: Document, stream: Id) -> tuple[Id, ...]:
    current = document.current_map(stream)
    steps = document.steps(current.id) if current else ()
    return tuple(
        dict.fromkeys(step.performer for step in steps if document.of(Unit, step.performer) and step.performer)
    )


def _unplaced(document: Document, key: Id) -> bool:
    """Is it unknown where someone works?"""
    person = document.of(Person, key)
    return person is None or document.of(Unit, person.unit) is None


def _by_date(workshops: Iterable[Workshop]) -> list[Workshop]:
    return sorted(workshops, key=lambda each: (each.date or datetime.date.max, each.name, each.id))
