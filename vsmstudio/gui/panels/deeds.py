"""Edits that a panel makes of one typed value. Each is one `Change`, new people, units and services included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from vsmstudio.gui.panels.reference import New
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Acceptance,
    Criticality,
    Endpoint,
    EndpointRole,
    Flow,
    FlowKind,
    Improvement,
    ImprovementState,
    LinkKind,
    Node,
    Service,
    Step,
    ValueStream,
)  # fmt: skip
from vsmstudio.model.rules import Refused, may_connect

REQUIRED = {"currency", "hours_per_day", "days_per_week", "weeks_per_year", "productive_hours", "quality_threshold",
            "quality_floor", "streams_per_owner", "near_critical", "service", "bottleneck_threshold", "longest_wait",
            "expiring_days", "review_months"}  # fmt: skip


def set_field(document: Document, keys: Sequence[Id], field: str, value: Any, kind: str = "", what: str = "") -> Change:
    """Set a field of one or several records; a `New` name makes the person or unit (by `kind`) that it names.

    `what` is what people call the field, for the name of the change. Raises `Refused`.
    """
    if value in (None, "") and field in REQUIRED:
        raise Refused("This cannot be blank. Type a value, or press Esc for the old one.")
    change = Change("", {})
    if isinstance(value, New):
        change = make(document, kind, value)
        value = next(iter(change.records))
    for key in keys:
        label = f"Set {what} of {document.name(key)[:40]}" if what else ""
        part = _set(document.apply(change), key, field, value, label)
        change = change.then(part, part.label)
    return change if len(keys) == 1 else Change(f"Set {what or field} of {len(keys)} things", change.records)


def make(document: Document, kind: str, name: str) -> Change:
    """A new person, unit or service of this name."""
    if kind == "person":
        return edits.add_person(document, name)
    return edits.add_unit(document, name) if kind == "unit" else edits.add_service(document, name)


def _set(document: Document, key: Id, field: str, value: Any, label: str) -> Change:
    record = document.records.get(key)
    if field == "owner" and isinstance(record, Step | Service | ValueStream):
        return edits.set_owner(document, value, key)
    if field == "kind" and isinstance(record, Flow):
        _may_become(document, record, value)
    if field == "why" and isinstance(record, Acceptance) and not value:
        raise Refused("Say why the room lives with it. The reason stands in the report.")
    if field in {"name", "role", "title"} and record is not None:
        return _named(document, key, field, value)
    if field == "state" and isinstance(record, Improvement):
        return set_state(document, key, value)
    return edits.update(document, key, label, **{field: value})


def set_state(document: Document, key: Id, state: ImprovementState) -> Change:
    """Let an improvement be open, running, done or dropped; done on the as-of date, where no other was said."""
    held = document.the(Improvement, key)
    done = state is ImprovementState.DONE
    on = held.done_on or document.engagement.as_of or date.today()
    label = f"Set {document.name(key)[:40]} to {state.value}"
    return edits.update(document, key, label, state=state, done_on=on if done else None)


def _named(document: Document, key: Id, field: str, value: str) -> Change:
    return edits.update(document, key, f"Rename to {value[:40]}" if value else "Clear the name", **{field: value})


def _may_become(document: Document, flow: Flow, kind: FlowKind) -> None:
    """The rules of a new connection hold for one that turns into another kind."""
    without = document.apply(edits.remove(document, "", [flow.id]))
    may_connect(without, flow.source, flow.target, kind).or_refuse()


def next_step(document: Document, after: Id, node: Node) -> Change:
    """A node that follows another. Where that leads to the end of the stream alone, it goes in between."""
    work = [flow for flow in document.leaving(after) if flow.kind is FlowKind.WORK]
    end = document.of(Endpoint, work[0].target) if len(work) == 1 else None
    here, there = document.position(after), document.position(end.id) if end else None
    if end is None or end.role is not EndpointRole.END or here is None or there is None:
        return edits.add_next(document, after, node)
    x = here[0] + edits.STEP_PITCH
    change = edits.insert(document, work[0].id, node, x, here[1])
    if there[0] < x + edits.STEP_PITCH:
        change = change.then(
            edits.move(document.apply(change), {end.id: (x + edits.STEP_PITCH, there[1])}), change.label
        )
    return change


def set_services(document: Document, target: Id, names: Iterable[str]) -> Change:
    """Let exactly the services of these names underpin a step; new names make new services."""
    wanted = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    held = document.links_to(target, LinkKind.UNDERPINS)
    keep = {name.casefold() for name in wanted}
    label = f"Change services of {document.name(target)[:40]}"
    change = edits.remove(
        document, label, [each.id for each in held if document.name(each.source).casefold() not in keep]
    )
    linked = {document.name(each.source).casefold() for each in held}
    for name in wanted:
        if name.casefold() not in linked:
            change = hang(document, change, name, target, label)
    return Change(label, change.records)


def hang(document: Document, change: Change, name: str, target: Id, label: str) -> Change:
    """`change`, and then a service of this name under a step; made if there is none."""
    grown = document.apply(change)
    service = next((each.id for each in grown.services if each.name.casefold() == name.casefold()), None)
    if service is None:
        change = change.then(made := make(grown, "service", name), label)
        service = next(iter(made.records))
        grown = document.apply(change)
    return change.then(edits.underpin(grown, service, target, Criticality.MEDIUM), label)
