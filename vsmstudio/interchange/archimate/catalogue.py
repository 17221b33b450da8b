"""Units, people, services, applications and contracts of a model."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vsmstudio.interchange.archimate import figures
from vsmstudio.interchange.archimate.exchange import Exchange, Piece
from vsmstudio.interchange.archimate.gathered import Gathered
from vsmstudio.interchange.archimate.terms import APPLICATIONS, PARTS, PROCESSES, SERVICES, UNITS, WORK
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Application, Contract, Person, Record, Service, ServiceKind, Side, Unit

_CUSTOMER = re.compile(
    r"\b(customers?|clients?|buyers?|consumers?|citizens?|patients?|applicants?|policy ?holders?|insurants?|kunden?|klant|"
    r"burger|clientes?|usagers?)\b",
    re.IGNORECASE,
)
_INTERNAL = re.compile(
    r"\b(relations?|services?|desk|support|department|management|office|manager|team|care|success|kundenservice)\b",
    re.IGNORECASE,
)
_SUPPLIER = re.compile(r"\b(suppliers?|vendors?|providers?|lieferant(en)?|leverancier|partner)\b", re.IGNORECASE)
_IT = re.compile(r"\b(I(C)?T|information technology|DevOps|helpdesk)\b")
_OWNER = re.compile(r"\b(owner|owns|owned|accountable|process owner|service owner|verantwortlich|eigenaar|propri[eé]taire)\b",
                    re.IGNORECASE)  # fmt: skip


def says_owner(piece: Piece) -> bool:
    """Does an association say that one end is accountable for the other? By its name, or a property `owner`."""
    return _OWNER.search(piece.name) is not None or any(_OWNER.search(name) for name, _ in piece.properties)


def _is_whole(piece: Piece) -> bool:
    """Can others be parts of it? A collaboration is of several, and none of them belongs to it."""
    return piece.type in UNITS and piece.type != "BusinessCollaboration"


class _Context:
    """How actors and roles stand to the rest."""

    def __init__(self, source: Exchange) -> None:
        elements = source.elements
        self.performs: set[str] = set()
        self.assigned: dict[str, str] = {}  # a role, and the first actor that has it
        self.owns: set[str] = set()
        self.served: set[str] = set()
        self.whole: set[str] = set()
        self.acts: set[str] = set()
        for each in source.relations.values():
            a, b = elements.get(each.source), elements.get(each.target)
            if a is None or b is None:
                continue
            if each.type == "Assignment" and a.type in UNITS and b.type in PROCESSES:
                self.performs.add(a.key)
            if each.type == "Assignment" and a.type in UNITS and b.type == "BusinessRole":
                self.assigned.setdefault(b.key, a.key)
            if each.type == "Association" and says_owner(each):
                self.owns |= {one.key for one in (a, b) if one.type in UNITS}
            if each.type == "Serving" and b.type in UNITS and a.type == "BusinessService":
                self.served.add(b.key)
            if each.type in PARTS and _is_whole(a) and b.type in UNITS:
                self.whole |= {a.key, b.key}
            if each.type in WORK and (a.type in UNITS) != (b.type in UNITS):
                self.acts |= {one.key for one in (a, b) if one.type in UNITS}


def make_units_and_people(made: Gathered) -> None:
    """Actors are units; a role is a person, unless it performs work itself: then it is a unit.

    An actor that owns something, and does nothing that units do, is a person.
    """
    source, context = made.source, _Context(made.source)
    people: list[str] = []
    for key, piece in source.elements.items():
        if piece.type not in UNITS or key in made.of:
            continue
        performs = key in context.performs and key not in context.assigned
        unit_like = performs or key in context.acts or key in context.served
        if (piece.type == "BusinessRole" and not unit_like) or (
            piece.type == "BusinessActor" and key in context.owns and not (unit_like or key in context.whole)
        ):
            people.append(key)
        else:
            external = (key in context.served or key in context.acts) and not performs and key not in context.whole
            made.add(Unit(id=new_id(), name=piece.name, side=_side(piece, external)), key)
    for key in people:
        piece = source.elements[key]
        actor = made.at(Unit, context.assigned.get(key, ""))
        made.add(Person(id=new_id(), role=piece.name, unit=actor.id if actor else None), key)
        for each in source.relations.values():
            if actor and each.type == "Assignment" and each.target == key and made.of.get(each.source) == actor.id:
                made.fields.setdefault(each.key, (made.of[key], "unit"))
                break
    _make_parents(made)


def _side(piece: Piece, external: bool) -> Side:
    """The side that an actor's name gives away; business where it does not."""
    said = next((value.strip().casefold() for name, value in piece.properties if name.casefold() == "side"), "")
    for side in Side:
        if said == side.value.casefold():
            return side
    if _IT.search(piece.name):
        return Side.IT
    if _CUSTOMER.search(piece.name) and not _INTERNAL.search(piece.name):
        return Side.CUSTOMER
    if _SUPPLIER.search(piece.name) and not _INTERNAL.search(piece.name):
        return Side.SUPPLIER
    return Side.CUSTOMER if external and piece.type != "BusinessCollaboration" else Side.BUSINESS


def _make_parents(made: Gathered) -> None:
    """Composition and aggregation among units, without rings: the first whole of each is its parent."""
    above: dict[Id, Id] = {
        each.id: each.parent for each in made.records.values() if isinstance(each, Unit) and each.parent
    }
    for each in made.relations(*PARTS):
        whole, part = made.at(Unit, each.source), made.at(Unit, each.target)
        if whole is None or part is None or part.parent is not None or part.id in made.own:
            continue
        if not _is_whole(made.source.elements[each.source]):
            continue
        top = whole.id
        while top in above:
            if above[top] in above:
                above[top] = above[above[top]]
            top = above[top]
        if top != part.id:
            above[part.id] = whole.id
            made.change(part.id, parent=whole.id)
            made.fields[each.key] = (part.id, "parent")


def make_services(made: Gathered) -> list[str]:
    """Services, applications and contracts. Gives the figures that could not be read."""
    unread: list[str] = []
    outside = _outside(made)
    for key, piece in made.source.elements.items():
        if key in made.of:
            continue
        record: Record
        if piece.type in SERVICES:
            fields, bad = figures.read_all(Service, piece.properties)
            kind = ServiceKind.IT
            if piece.type == "BusinessService":
                kind = ServiceKind.CUSTOMER_FACING if key in outside else ServiceKind.INTERNAL
            record = Service(id=new_id(), name=piece.name, kind=kind, notes=piece.documentation, **fields)
        elif piece.type in APPLICATIONS:
            fields, bad = figures.read_all(Application, piece.properties)
            record = Application(id=new_id(), name=piece.name, notes=piece.documentation, **fields)
        elif piece.type == "Contract":
            fields, bad = figures.read_all(Contract, piece.properties)
            record = Contract(id=new_id(), name=piece.name, notes=piece.documentation, **fields)
        else:
            continue
        unread += bad
        made.add(record, key)
    return unread


def _outside(made: Gathered) -> set[str]:
    """The services that serve a customer outside."""
    found = set()
    for each in made.relations("Serving"):
        unit = made.at(Unit, each.target)
        if unit is not None and unit.side is Side.CUSTOMER:
            found.add(each.source)
    return found


def named_unit(made: Gathered, name: str, units: dict[str, Id]) -> Id:
    """The unit that a property names; made where there is none."""
    key = " ".join(name.casefold().split())
    if key not in units:
        units[key] = made.add(Unit(id=new_id(), name=name), made=f"unit:{key}")
    return units[key]


def named_person(made: Gathered, name: str, people: dict[str, Id]) -> Id:
    """The person that a property names; made where there is none."""
    key = " ".join(name.casefold().split())
    if key not in people:
        people[key] = made.add(Person(id=new_id(), role=name), made=f"person:{key}")
    return people[key]


def by_name(records: Iterable[Record]) -> tuple[dict[str, Id], dict[str, Id]]:
    """Units and people by their names, the first of each."""
    units: dict[str, Id] = {}
    people: dict[str, Id] = {}
    for each in records:
        if isinstance(each, Unit):
            units.setdefault(" ".join(each.name.casefold().split()), each.id)
        elif isinstance(each, Person):
            for text in (each.role, each.name):
                if text:
                    people.setdefault(" ".join(text.casefold().split()), each.id)
    return units, people
