"""Who performs and owns what, and which services, applications and contracts hold up what: relationships as fields and links."""

from __future__ import annotations

from vsmstudio.interchange.archimate.catalogue import by_name, named_person, named_unit, says_owner
from vsmstudio.interchange.archimate.exchange import Piece
from vsmstudio.interchange.archimate.figures import named
from vsmstudio.interchange.archimate.gathered import Gathered
from vsmstudio.interchange.archimate.hierarchy import Hierarchy
from vsmstudio.interchange.archimate.terms import APPLICATIONS, BEHIND, PARTS
from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Application,
    Contract,
    Link,
    LinkKind,
    Person,
    Record,
    Service,
    ServiceKind,
    Step,
    Unit,
    ValueStream,
)

MOST = 20_000  # links that follow from several relationships


def make_fields(made: Gathered, hierarchy: Hierarchy) -> None:
    """Performers, owners, providers and suppliers, by relationships first, then by properties that name them."""
    for each in made.relations("Assignment"):
        if each.key in made.of or each.key in made.fields:
            continue
        _assignment(made, each, hierarchy)
    for each in made.relations("Association"):
        if each.key in made.of or each.key in made.fields:
            continue
        a, b = _ends(made, each)
        if isinstance(a, Contract) and isinstance(b, Unit):
            _set(made, each, a, "supplier", b.id)
        elif isinstance(b, Contract) and isinstance(a, Unit):
            _set(made, each, b, "supplier", a.id)
        elif says_owner(each):
            _owner(made, each)
    units, people = by_name(made.records.values())
    for key, piece in made.source.elements.items():
        record = made.records.get(made.of.get(key, ""))
        if not isinstance(record, Step | Service | ValueStream | Application) or record.id in made.own:
            continue
        said = named(piece.properties)
        if "Performer" in said and isinstance(record, Step) and record.performer is None:
            made.change(record.id, performer=named_unit(made, said["Performer"], units))
        if "Owner" in said and record.owner is None:
            made.change(record.id, owner=named_person(made, said["Owner"], people))


def _ends(made: Gathered, piece: Piece) -> tuple[Record | None, Record | None]:
    return made.records.get(made.of.get(piece.source, "")), made.records.get(made.of.get(piece.target, ""))


def _set(made: Gathered, piece: Piece, record: Record, field: str, value: Id) -> None:
    """Fill a blank field that a relationship tells."""
    if getattr(record, field) is None:
        made.change(record.id, **{field: value})
        made.fields[piece.key] = (record.id, field)


def _assignment(made: Gathered, piece: Piece, hierarchy: Hierarchy) -> None:
    a, b = _ends(made, piece)
    if isinstance(a, Person) and a.unit is not None and isinstance(b, Step):
        unit = made.records[a.unit]
        _set(made, piece, b, "performer", unit.id)
    elif isinstance(a, Unit) and isinstance(b, Step):
        _set(made, piece, b, "performer", a.id)
    elif isinstance(a, Unit) and isinstance(b, Service):
        _set(made, piece, b, "provider", a.id)
    elif isinstance(a, Person) and isinstance(b, Service | ValueStream | Application):
        _set(made, piece, b, "owner", a.id)
    elif isinstance(a, Unit | Person) and hierarchy.holds(piece.target):
        unit_id = a.id if isinstance(a, Unit) else a.unit
        for key in hierarchy.leaves(piece.target) if unit_id else ():
            step = made.at(Step, key)
            if step is not None and step.performer is None:
                made.change(step.id, performer=unit_id)


def _owner(made: Gathered, piece: Piece) -> None:
    """An owner is a person; of a unit that owns something, there is one of its name."""
    a, b = _ends(made, piece)
    for who, owned, key in ((a, b, piece.source), (b, a, piece.target)):
        if not isinstance(owned, Step | Service | ValueStream | Application):
            continue
        if isinstance(who, Person):
            _set(made, piece, owned, "owner", who.id)
            return
        if isinstance(who, Unit) and owned.owner is None:
            name = f"person:{key}"
            if name not in made.made:
                made.add(Person(id=new_id(), role=who.name, unit=who.id), made=name)
            _set(made, piece, owned, "owner", made.made[name])
            return


def make_links(made: Gathered, hierarchy: Hierarchy) -> None:
    """What services hold up, whom they serve, what they rest on; which applications and contracts stand behind them."""
    _Links(made, hierarchy).all()


class _Links:
    def __init__(self, made: Gathered, hierarchy: Hierarchy) -> None:
        self.made, self.hierarchy = made, hierarchy
        self.keys = {record: key for key, record in made.of.items()}
        self.given = {(each.kind, each.source, each.target) for each in made.records.values() if isinstance(each, Link)}

    def all(self) -> None:
        made = self.made
        for each in list(made.source.relations.values()):
            if each.key in made.of or each.key in made.fields:
                continue
            a, b = _ends(made, each)
            if each.type == "Serving":
                self._serving(each, a, b)
            elif each.type in {"Realization", "Assignment"}:
                self._behind(each, a, b)
            elif each.type == "Association" or (
                each.type in PARTS and isinstance(a, Contract | Service) and isinstance(b, Contract | Service)
            ):
                self._association(each, a, b)
        self._through()
        self._products()

    def add(self, kind: LinkKind, source: Id, target: Id, key: str = "") -> bool:
        """A link, if the rules allow it and it is not there yet."""
        if (kind, source, target) in self.given or (not key and len(self.given) >= MOST):
            return False
        two = Document([self.made.records[source], self.made.records[target]])
        if not rules.may_link(two, source, target, kind):
            return False
        self.given.add((kind, source, target))
        link = Link(id=new_id(), kind=kind, source=source, target=target)
        ends = f"{self.keys.get(source, 'made')}>{self.keys.get(target, 'made')}"
        made = "" if key else f"link:{kind.value}:{ends}"
        self.made.add(link, key, made)
        return True

    def _serving(self, piece: Piece, a: Record | None, b: Record | None) -> None:
        if isinstance(a, Service):
            if isinstance(b, Step | ValueStream):
                self.add(LinkKind.UNDERPINS, a.id, b.id, piece.key)
            elif isinstance(b, Service):
                self.add(LinkKind.RESTS_ON, b.id, a.id, piece.key)
            elif isinstance(b, Unit):
                self.add(LinkKind.SERVES, a.id, b.id, piece.key)
            elif self.hierarchy.holds(piece.target):
                for key in self.hierarchy.leaves(piece.target):
                    if (step := self.made.at(Step, key)) is not None:
                        self.add(LinkKind.UNDERPINS, a.id, step.id)
        elif isinstance(a, Application):
            if isinstance(b, Service):
                self.add(LinkKind.SUPPORTS, a.id, b.id, piece.key)
            else:
                self._system(piece, a, b)
        elif isinstance(a, ValueStream) and isinstance(b, Unit):
            self.add(LinkKind.SERVES, a.id, b.id, piece.key)

    def _system(self, piece: Piece, application: Application, served: Record | None) -> None:
        """An application that serves a step itself does so through an IT service of its name."""
        keys = [piece.target] if isinstance(served, Step | ValueStream) else []
        keys = keys or (self.hierarchy.leaves(piece.target) if self.hierarchy.holds(piece.target) else [])
        for key in keys:
            step = self.made.records.get(self.made.of.get(key, ""))
            if not isinstance(step, Step | ValueStream):
                continue
            name = f"service:{piece.source}"
            if name not in self.made.made:
                service = Service(id=new_id(), name=application.name, kind=ServiceKind.IT)
                self.keys[self.made.add(service, made=name)] = name
                self.add(LinkKind.SUPPORTS, application.id, service.id)
            self.add(LinkKind.UNDERPINS, self.made.made[name], step.id, piece.key if key == piece.target else "")

    def _behind(self, piece: Piece, a: Record | None, b: Record | None) -> None:
        if isinstance(a, Application) and isinstance(b, Service):
            self.add(LinkKind.SUPPORTS, a.id, b.id, piece.key)
        elif isinstance(a, Service) and isinstance(b, Service):
            self.add(LinkKind.RESTS_ON, b.id, a.id, piece.key)
        elif isinstance(a, Service) and isinstance(b, ValueStream):
            self.add(LinkKind.UNDERPINS, a.id, b.id, piece.key)

    def _association(self, piece: Piece, a: Record | None, b: Record | None) -> None:
        for one, other in ((a, b), (b, a)):
            if isinstance(one, Contract) and isinstance(other, Service):
                self.add(LinkKind.COVERS, one.id, other.id, piece.key)
            elif isinstance(one, Service) and isinstance(other, ValueStream):
                self.add(LinkKind.UNDERPINS, one.id, other.id, piece.key)
            elif isinstance(one, ValueStream) and isinstance(other, Unit) and not says_owner(piece):
                self.add(LinkKind.SERVES, one.id, other.id, piece.key)
            else:
                continue
            return

    def _through(self) -> None:
        """Applications behind services by way of their functions, processes and interfaces."""
        source = self.made.source
        has: dict[str, list[str]] = {}
        for each in self.made.relations("Assignment", *PARTS):
            a, b = source.elements.get(each.source), source.elements.get(each.target)
            if a is not None and b is not None and a.type in APPLICATIONS and b.type in BEHIND:
                has.setdefault(b.key, []).append(a.key)
        for each in self.made.relations("Realization", "Assignment"):
            service = self.made.at(Service, each.target)
            for key in has.get(each.source, []) if service is not None else ():
                application = self.made.at(Application, key)
                if application is not None and service is not None:
                    self.add(LinkKind.SUPPORTS, application.id, service.id)

    def _products(self) -> None:
        """A contract and the services of one product belong together."""
        held: dict[str, list[str]] = {}
        for each in self.made.relations(*PARTS):
            whole = self.made.source.elements.get(each.source)
            if whole is not None and whole.type == "Product":
                held.setdefault(each.source, []).append(each.target)
        for keys in held.values():
            services = [found for key in keys if (found := self.made.at(Service, key)) is not None]
            for key in keys:
                if (contract := self.made.at(Contract, key)) is not None:
                    for service in services:
                        self.add(LinkKind.COVERS, contract.id, service.id)


def make_outcomes(made: Gathered) -> None:
    """Outcomes and values that a stream or service brings about are its outcomes, in words."""
    for each in made.relations("Realization", "Association", "Influence"):
        for owner, aim in ((each.source, each.target), (each.target, each.source)):
            record = made.records.get(made.of.get(owner, ""))
            piece = made.source.elements.get(aim)
            if piece is None or piece.type not in {"Outcome", "Value"} or not piece.name.strip():
                continue
            if isinstance(record, ValueStream | Service) and record.id not in made.own:
                lines = [*record.outcomes.splitlines(), piece.name.strip()]
                made.change(record.id, outcomes="\n".join(dict.fromkeys(lines)))
