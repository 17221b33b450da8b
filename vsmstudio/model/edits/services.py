"""Edits of people, units, services with their money, who is accountable for what, and which findings are accepted."""

from __future__ import annotations

from typing import Any

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import put, update
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Acceptance,
    Application,
    Contract,
    Criticality,
    Link,
    LinkKind,
    Person,
    Revenue,
    Service,
    Unit,
)  # fmt: skip
from vsmstudio.model.rules import Refused, may_be_owned, may_link, may_own


def add_unit(document: Document, name: str, **fields: Any) -> Change:
    """An organisational unit."""
    return put(document, f"Add unit {name[:40]}", Unit(id=new_id(), name=" ".join(name.split()), **fields))


def add_person(document: Document, role: str, **fields: Any) -> Change:
    """A person, known by role."""
    return put(document, f"Add {role[:40]}", Person(id=new_id(), role=" ".join(role.split()), **fields))


def add_service(document: Document, name: str, **fields: Any) -> Change:
    """A service in the catalogue."""
    return put(document, f"Add service {name[:40]}", Service(id=new_id(), name=" ".join(name.split()), **fields))


def add_application(document: Document, name: str, **fields: Any) -> Change:
    """An application, which is no service by itself."""
    return put(
        document, f"Add application {name[:40]}", Application(id=new_id(), name=" ".join(name.split()), **fields)
    )


def add_contract(document: Document, name: str, **fields: Any) -> Change:
    """A contract with a supplier."""
    return put(document, f"Add contract {name[:40]}", Contract(id=new_id(), name=" ".join(name.split()), **fields))


def add_revenue(document: Document, service: Id, **fields: Any) -> Change:
    """What a customer pays for a service. Raises `Refused` where that is none."""
    if document.of(Service, service) is None:
        raise Refused("Revenue belongs to a service. Choose one of the services.")
    label = f"Add revenue of {document.name(service)[:40]}"
    return put(document, label, Revenue(id=new_id(), service=service, **fields))


def accept(document: Document, rule: str, subject: Id, aspect: str = "", **fields: Any) -> Change:
    """Live with a finding: whoever accepted it, why, and until when. Accepting it again replaces what was said before.

    Raises `Refused` where no reason is given.
    """
    if not str(fields.get("why", "")).strip():
        raise Refused("Say why the room lives with it. The reason stands in the report.")
    held = document.acceptance(rule, subject, aspect)
    made = Acceptance(id=held.id if held else new_id(), rule=rule, subject=subject, aspect=aspect, **fields)
    return put(document, f"Accept {rule}", made)


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
