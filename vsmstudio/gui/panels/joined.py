"""What a record is joined to, and the edits that join it to more: one `Change` each, with records that are new in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vsmstudio.analysis.portions import typed_over
from vsmstudio.export.tables.words import percent
from vsmstudio.gui.panels import deeds
from vsmstudio.gui.panels.reference import New, Option
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.money import show_money
from vsmstudio.model.records import (
    Application,
    Contract,
    FlowKind,
    Improvement,
    Link,
    LinkKind,
    Map,
    MapState,
    Record,
    Revenue,
    Service,
    Side,
    Step,
    ValueStream,
)
from vsmstudio.model.rules import Refused

# --- what there is ----------------------------------------------------------------------------------------------------


def links_from(document: Document, key: Id, kind: LinkKind) -> list[Id]:
    """Links of a kind out of a record, by what they lead to."""
    return [each.id for each in sorted(document.links_from(key, kind), key=lambda each: document.name(each.target))]


def links_to(document: Document, key: Id, kind: LinkKind) -> list[Id]:
    """Links of a kind into a record, by where they come from."""
    return [each.id for each in sorted(document.links_to(key, kind), key=lambda each: document.name(each.source))]


def flows_out(document: Document, key: Id) -> list[Id]:
    """The connections out of a node: work first, then information and rework."""
    order = list(FlowKind)
    found = sorted(document.leaving(key), key=lambda each: (order.index(each.kind), document.name(each.target)))
    return [each.id for each in found]


def owned_by(document: Document, person: Id) -> list[Record]:
    """Everything that a person is accountable for: streams, services, applications, then steps."""
    kinds: tuple[type[ValueStream | Service | Application | Step], ...] = (ValueStream, Service, Application, Step)
    return [each for kind in kinds for each in document.all(kind) if each.owner == person]


def revenue_of(document: Document, service: Id) -> list[Id]:
    """The revenue lines of a service, by customer."""
    found = [each for each in document.all(Revenue) if each.service == service]
    return [each.id for each in sorted(found, key=lambda each: (document.name(each.customer), each.id))]


def revenue_from(document: Document, unit: Id) -> list[Id]:
    """The revenue lines that a customer pays, by service."""
    found = [each for each in document.all(Revenue) if each.customer == unit]
    return [each.id for each in sorted(found, key=lambda each: (document.name(each.service), each.id))]


def contracts_with(document: Document, unit: Id) -> list[Id]:
    """The contracts in which a unit is the supplier."""
    return [each.id for each in document.all(Contract) if each.supplier == unit]


def carriers(workspace: Workspace, service: Id) -> list[Id]:
    """The streams that carry the cost of a service: those that it reaches, then those chosen for it."""
    document = workspace.document
    money = workspace.analysis.money.services.get(service)
    reached = [key for key in (money.parts if money else ()) if document.of(ValueStream, key)]
    chosen = [each.target for each in document.links_from(service, LinkKind.CARRIED_BY)]
    return list(dict.fromkeys([*reached, *chosen]))


def on_future_map(document: Document, step: Id) -> bool:
    """Does a step stand on a future map, or say where it came from?"""
    held = document.of(Step, step)
    home = document.of(Map, held.map) if held else None
    return (home is not None and home.state is MapState.FUTURE) or bool(document.links_from(step, LinkKind.CAME_FROM))


def called(document: Document, key: Id) -> str:
    """The name of a record in a row; a step of a future map says of which."""
    record = document.get(key)
    home = document.of(Map, record.map) if isinstance(record, Step) else None
    return f"{document.name(key)} · {home.name}" if home and home.state is MapState.FUTURE else document.name(key)


def earlier_steps(document: Document, near: Id) -> list[Option]:
    """The steps of the other maps of a step's stream, the current map's first."""
    held = document.of(Step, near)
    home = document.of(Map, held.map) if held else None
    maps = [each for each in document.maps if home and each.stream == home.stream and each.id != home.id]
    maps.sort(key=lambda each: each.state is not MapState.CURRENT)
    return [Option(step.id, step.name, each.name) for each in maps for step in document.steps(each.id)]


def changeable(document: Document, improvement: Id) -> list[Option]:
    """What an improvement can change: steps, services and streams; the steps of current maps first."""
    maps = sorted(document.maps, key=lambda each: each.state is not MapState.CURRENT)
    found = [Option(step.id, step.name, document.name(each.id)) for each in maps for step in document.steps(each.id)]
    found += [Option(each.id, each.name, "service") for each in document.services]
    return found + [Option(each.id, each.name, "whole stream") for each in document.streams]


def source_of(workspace: Workspace, improvement: Id) -> list[Id]:
    """What an improvement came of, where that is still there."""
    held = workspace.document.of(Improvement, improvement)
    about = held.about if held is not None else None
    return [about] if about is not None and about in workspace.document else []


# --- what they come to ------------------------------------------------------------------------------------------------


def too_much(document: Document, near: Id, links: Iterable[Link]) -> str:
    """A sentence for every whole whose typed shares are over 100 %, or nothing. `near` needs no name."""
    wholes: dict[Id, Sequence[Link]] = {}
    for link in links:
        if link.kind is LinkKind.RESTS_ON:
            wholes.setdefault(link.target, document.links_to(link.target, link.kind))
        else:
            wholes.setdefault(link.source, document.links_from(link.source, link.kind))
    said = []
    for whole, parts in wholes.items():
        over = typed_over([each.share for each in parts])
        if over is not None:
            of = "" if whole == near else f" of {document.name(whole)[:40]}"
            said.append(f"The shares{of} add up to {percent(over)}. Lower one; until then they are scaled to 100 %.")
    return "\n".join(said)


def paid(document: Document, lines: Sequence[Id]) -> str:
    """What revenue lines come to: `Together 240,000 EUR a year`; nothing where it is plain to see."""
    known = [each.amount for key in lines if (each := document.the(Revenue, key)).amount is not None]
    if len(known) < 2:
        return ""
    covers = "" if len(known) == len(lines) else f", {len(known)} of {len(lines)} known"
    return f"Together {show_money(sum(known), document.engagement.currency)} a year{covers}"


# --- joining ----------------------------------------------------------------------------------------------------------


def hang_service(document: Document, step: Id, value: Any) -> Change:
    """A service under a step or stream."""
    label = f"Hang a service under {document.name(step)[:40]}"
    if isinstance(value, New):
        return deeds.hang(document, Change(label, {}), value, step, label)
    return edits.underpin(document, value, step)


def hang_under(document: Document, service: Id, value: Any) -> Change:
    """A step or stream over a service."""
    return edits.underpin(document, service, _known(value, "step or stream"))


def come_from(document: Document, step: Id, value: Any) -> Change:
    """A step of another map that a step came from."""
    return edits.link(document, step, _known(value, "step on another map"), LinkKind.CAME_FROM)


def carry(document: Document, service: Id, value: Any) -> Change:
    """A stream that carries a part of the cost of a service."""
    return edits.link(document, service, _known(value, "stream"), LinkKind.CARRIED_BY)


def change(document: Document, improvement: Id, value: Any) -> Change:
    """A step, service or stream that an improvement changes."""
    return edits.link(document, improvement, _known(value, "step, service or stream"), LinkKind.CHANGES)


def carry_share(document: Document, service: Id, stream: Id, share: float | None) -> Change:
    """Set what part of its own cost a stream carries; blank: an even one."""
    link = next((each for each in document.links_from(service, LinkKind.CARRIED_BY) if each.target == stream), None)
    if link is None:
        return edits.link(document, service, stream, LinkKind.CARRIED_BY, share=share)
    return edits.update(document, link.id, f"Set share of {document.name(stream)[:40]}", share=share)


def join(document: Document, near: Id, value: Any, kind: LinkKind, makes: str, far_is_source: bool = False) -> Change:
    """A link of a kind to a record; a `New` name makes a record of the kind `makes` first."""
    made = Change("", {})
    if isinstance(value, New):
        made = _made(document, makes, value, kind)
        value = next(iter(made.records))
    source, target = (value, near) if far_is_source else (near, value)
    linked = edits.link(document.apply(made), source, target, kind)
    return made.then(linked, linked.label) if made else linked


def earn(document: Document, service: Id, value: Any) -> Change:
    """A revenue line of a service, paid by a customer."""
    made = Change("", {})
    if isinstance(value, New):
        made = edits.add_unit(document, value)
        value = next(iter(made.records))
    line = edits.add_revenue(document.apply(made), service, customer=value)
    return made.then(line, line.label) if made else line


def pay(document: Document, unit: Id, value: Any) -> Change:
    """A revenue line of a customer, for a service."""
    return edits.add_revenue(document, _known(value, "service"), customer=unit)


def agree(document: Document, unit: Id, value: Any) -> Change:
    """A contract in which a unit is the supplier."""
    if isinstance(value, New):
        return edits.add_contract(document, value, supplier=unit)
    label = f"Make {document.name(unit)[:30]} supplier of {document.name(value)[:30]}"
    return edits.update(document, value, label, supplier=unit)


def _known(value: Any, what: str) -> Id:
    if isinstance(value, New):
        raise Refused(f"There is no {what} “{value[:40]}”. Choose one from the list (arrow down).")
    return str(value)


def _made(document: Document, kind: str, name: str, link: LinkKind) -> Change:
    if kind == "unit" and link is LinkKind.SERVES:
        return edits.add_unit(document, name, side=Side.CUSTOMER)  # those inside are known by their units
    if kind == "contract":
        return edits.add_contract(document, name)
    return edits.add_application(document, name) if kind == "application" else deeds.make(document, kind, name)


def detail(document: Document, record: Record) -> str:
    """What stands at the right of a record in a row: what kind it is, or what it costs."""
    if isinstance(record, Contract):
        return show_money(record.annual_value, document.engagement.currency)
    return record.word if not isinstance(record, ValueStream) else "stream"
