"""Edits of people, units, services, and who is accountable for what."""

from __future__ import annotations

from typing import Any

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import put, update
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Criticality, Link, LinkKind, Person, Service, Unit
from vsmstudio.model.rules import may_be_owned, may_link, may_own


def add_unit(document: Document, name: str, **fields: Any) -> Change:
    """An organisational unit."""
    return put(document, f"Add unit {name[:40]}", Unit(id=new_id(), name=" ".join(name.split()), **fields))


def add_person(document: Document, role: str, **fields: Any) -> Change:
    """A person, known by role."""
    return put(document, f"Add {role[:40]}", Person(id=new_id(), role=" ".join(role.split()), **fields))


def add_service(document: Document, name: str, **fields: Any) -> Change:
    """A service in the catalogue."""
    return put(document, f"Add service {name[:40]}", Service(id=new_id(), name=" ".join(name.split()), **fields))


def link(document: Document, source: Id, target: Id, kind: LinkKind, **fields: Any) -> Change:
    """Join two records by a link of this kind."""
    may_link(document, source, target, kind).or_refuse()
    label = f"Link {document.name(source)[:30]} to {document.name(target)[:30]}"
    return put(document, label, Link(id=new_id(), kind=kind, source=source, target=target, **fields))


def underpin(document: Document, service: Id, target: Id, criticality: Criticality = Criticality.MEDIUM) -> Change:
    """Hang a service under a step or a stream."""
    return link(document, service, target, LinkKind.UNDERPINS, criticality=criticality)


def set_owner(document: Document, person: Id | None, target: Id) -> Change:
    """Make a person accountable for a step, a service or a stream; None: nobody."""
    if person is None:
        may_be_owned(document, target).or_refuse()
        return update(document, target, f"Clear owner of {document.name(target)[:40]}", owner=None)
    may_own(document, person, target).or_refuse()
    return update(
        document, target, f"Make {document.name(person)[:30]} owner of {document.name(target)[:30]}", owner=person
    )
