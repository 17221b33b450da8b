"""Which relations each kind of record shows in the inspector, as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from vsmstudio.gui.panels import joined, reference
from vsmstudio.gui.panels.joined import links_from, links_to
from vsmstudio.gui.panels.reference import Option
from vsmstudio.gui.panels.relation_rows import CarriedRow, FlowRow, JumpRow, RevenueRow
from vsmstudio.gui.panels.relations import Adder, Relation, Relations, Ways, WaysBeside
from vsmstudio.gui.panels.touchpoints import Touchpoints
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import changing
from vsmstudio.model.records import (
    Application,
    Contract,
    Flow,
    Improvement,
    Link,
    LinkKind,
    Note,
    Person,
    Service,
    Side,
    Step,
    Unit,
    ValueStream,
)  # fmt: skip

Options = Callable[[Document], list[Option]]


def _out(kind: LinkKind) -> Callable[[Workspace, Id], list[Id]]:
    return lambda workspace, near: links_from(workspace.document, near, kind)


def _in(kind: LinkKind) -> Callable[[Workspace, Id], list[Id]]:
    return lambda workspace, near: links_to(workspace.document, near, kind)


def _any(options: Options) -> Callable[[Document, Id], list[Option]]:
    """What is offered for every record alike."""
    return lambda document, near: options(document)


def _of_record(found: Callable[[Document, Id], list[Id]]) -> Callable[[Workspace, Id], list[Id]]:
    return lambda workspace, near: found(workspace.document, near)


def _links_over(document: Document, near: Id, keys: Sequence[Id]) -> str:
    return joined.too_much(document, near, [document.the(Link, key) for key in keys])


def _carried_over(document: Document, near: Id, keys: Sequence[Id]) -> str:
    return joined.too_much(document, near, document.links_from(near, LinkKind.CARRIED_BY))


def _carried_by_one(document: Document, near: Id, keys: Sequence[Id]) -> bool:
    """One stream alone carries all of the cost, so there is nothing to say of it."""
    return len(keys) < 2 and not document.links_from(near, LinkKind.CARRIED_BY)


def _paid(document: Document, near: Id, keys: Sequence[Id]) -> str:
    return joined.paid(document, keys)


def _places(document: Document, near: Id) -> list[Option]:
    return reference.steps(document) + [Option(each.id, each.name, "whole stream") for each in document.streams]


def _supplies(document: Document, unit: Id) -> bool:
    held = document.of(Unit, unit)
    return held is not None and (held.side is Side.SUPPLIER or bool(joined.contracts_with(document, unit)))


SERVICES = Relation("Services", _in(LinkKind.UNDERPINS), folds=False,
    adder=Adder("Add a service", _any(reference.services), "services", joined.hang_service))  # fmt: skip
UNDERPINS = Relation("Underpins", _out(LinkKind.UNDERPINS), folds=False,
    adder=Adder("Add a step or stream", _places, "steps", joined.hang_under))  # fmt: skip
CUSTOMERS = Relation("Customers", _out(LinkKind.SERVES),
    adder=Adder("Add a customer", _any(reference.units), "units",
        lambda document, near, value: joined.join(document, near, value, LinkKind.SERVES, "unit")))  # fmt: skip
RESTS_ON = Relation("Rests on", _out(LinkKind.RESTS_ON), too_much=_links_over,
    adder=Adder("Add a service that it needs", _any(reference.services), "services",
        lambda document, near, value: joined.join(document, near, value, LinkKind.RESTS_ON, "service")))  # fmt: skip
SUPPORTS = Relation("Supports these services", _in(LinkKind.RESTS_ON), too_much=_links_over,
    adder=Adder("Add a service that needs it", _any(reference.services), "services",
        lambda document, near, value: joined.join(
            document, near, value, LinkKind.RESTS_ON, "service", far_is_source=True)))  # fmt: skip
CONTRACTS = Relation("Contracts", _in(LinkKind.COVERS), too_much=_links_over,
    adder=Adder("Add a contract", _any(reference.contracts), "contracts",
        lambda document, near, value: joined.join(
            document, near, value, LinkKind.COVERS, "contract", far_is_source=True)))  # fmt: skip
APPLICATIONS = Relation("Applications", _in(LinkKind.SUPPORTS),
    adder=Adder("Add an application", _any(reference.applications), "applications",
        lambda document, near, value: joined.join(
            document, near, value, LinkKind.SUPPORTS, "application", far_is_source=True)))  # fmt: skip
CARRIED_BY = Relation("Cost carried by", joined.carriers, CarriedRow, empty=_carried_by_one, too_much=_carried_over,
    adder=Adder("Add a stream", _any(reference.streams), "streams", joined.carry))  # fmt: skip
REVENUE = Relation("Revenue a year", _of_record(joined.revenue_of), RevenueRow, opens="Revenue", sum=_paid,
    adder=Adder("Add a customer who pays", _any(reference.units), "units", joined.earn))  # fmt: skip
COVERS = Relation("Covers", _out(LinkKind.COVERS), folds=False, too_much=_links_over,
    adder=Adder("Add a service", _any(reference.services), "services",
        lambda document, near, value: joined.join(document, near, value, LinkKind.COVERS, "service")))  # fmt: skip
PART_OF = Relation("Supports", _out(LinkKind.SUPPORTS), folds=False,
    adder=Adder("Add a service", _any(reference.services), "services",
        lambda document, near, value: joined.join(document, near, value, LinkKind.SUPPORTS, "service")))  # fmt: skip
CAME_FROM = Relation("Came from", _out(LinkKind.CAME_FROM), when=joined.on_future_map,
    adder=Adder("Add a step of another map", joined.earlier_steps, "steps", joined.come_from))  # fmt: skip
OWNS = Relation("Accountable for", _of_record(
    lambda document, person: [each.id for each in joined.owned_by(document, person)]), JumpRow, folds=False)  # fmt: skip
SUPPLIES = Relation("Contracts with this supplier", _of_record(joined.contracts_with), JumpRow, opens="Contracts", when=_supplies,
    adder=Adder("Add a contract", _any(reference.contracts), "contracts", joined.agree))  # fmt: skip
PAYS = Relation("Pays a year for", _of_record(joined.revenue_from), RevenueRow, opens="Revenue", sum=_paid,
    adder=Adder("Add a service", _any(reference.services), "services", joined.pay))  # fmt: skip

CHANGES = Relation("Changes", _out(LinkKind.CHANGES), folds=False,
    adder=Adder("Add a step, service or stream", joined.changeable, "steps", joined.change))  # fmt: skip
CAME_OF = Relation("Came of", joined.source_of, JumpRow, folds=False)
IMPROVED_BY = Relation("In the plan", _of_record(
    lambda document, key: [each.id for each in changing(document, key)]), JumpRow, folds=False)  # fmt: skip

_OF: dict[type, tuple[Relation, ...]] = {
    Step: (SERVICES, CAME_FROM, IMPROVED_BY),
    Service: (UNDERPINS, RESTS_ON, SUPPORTS, CONTRACTS, APPLICATIONS, CUSTOMERS, REVENUE, CARRIED_BY, IMPROVED_BY),
    ValueStream: (replace(CUSTOMERS, folds=False), SERVICES, IMPROVED_BY),
    Note: (IMPROVED_BY,),
    Improvement: (CHANGES, CAME_OF),
    Contract: (COVERS,),
    Application: (PART_OF,),
    Person: (OWNS,),
    Unit: (SUPPLIES, PAYS),
}


def _itself(document: Document, key: Id) -> Id:
    return key


def _source(document: Document, flow: Id) -> Id:
    return document.the(Flow, flow).source


def flows_of(workspace: Workspace) -> Relations:
    """The connections out of a node."""
    keys = _of_record(joined.flows_out)
    none = "Nothing yet. Draw a connection on the map."
    return Ways(workspace, Relation("Leads to", keys, FlowRow, folds=False, none=none), _itself)


def ways_beside(workspace: Workspace) -> Relations:
    """All connections out of the node from which a connection of work leads, where there are several."""

    def keys(held: Workspace, flow: Id) -> list[Id]:
        return joined.flows_out(held.document, _source(held.document, flow))

    return WaysBeside(workspace, Relation("Ways on from the same place", keys, FlowRow, folds=False), _source)


def relations_of(workspace: Workspace, kind: type) -> list[Relations | Touchpoints]:
    """What the inspector shows of the relations of a kind of record."""
    if kind is Flow:
        return [ways_beside(workspace)]
    drawn: list[Relations | Touchpoints] = [Touchpoints(workspace)] if kind is Step else []
    drawn += [flows_of(workspace)] if hasattr(kind, "split") else []
    return drawn + [Relations(workspace, each) for each in _OF.get(kind, ())]
