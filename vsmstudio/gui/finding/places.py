"""Everything in a document that has a name, with its kind and its place in words."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    NODE_KINDS,
    Acceptance,
    Contract,
    Engagement,
    Flow,
    Kept,
    Link,
    Map,
    MapState,
    Measure,
    Note,
    Person,
    Placement,
    Record,
    Revenue,
    Service,
    ServiceKind,
    Stakeholder,
    Step,
    Unit,
    Unknown,
    ValueStream,
    Workshop,
)
from vsmstudio.model.words import capitalised, one_line, type_words

_NAMELESS = (Engagement, Flow, Link, Placement, Revenue, Acceptance, Kept, Unknown)
_KIND_ORDER = ("step", "stream", "map", "service", "person", "unit", "contract", "application", "queue", "endpoint")
_SERVICE = {
    ServiceKind.CUSTOMER_FACING: "Customer-facing service",
    ServiceKind.INTERNAL: "Internal service",
    ServiceKind.IT: "IT service",
}
_LONGEST = 300  # characters of a text that is searched and shown


class Named(NamedTuple):
    """Something to jump to: the record, what it is called, a step's number, the map it is on, and its finding if it is one."""

    key: Id
    name: str
    number: str = ""
    map: Id = ""
    finding: Finding | None = None


def everything(document: Document, analysis: Analysis, map_id: Id) -> list[Named]:
    """All that has a name: the map in view first, then kind by kind; findings last."""
    numbers = {key: number for held in analysis.maps.values() for key, number in held.numbers.items()}
    order = {kind: at for at, kind in enumerate(_KIND_ORDER)}
    records = [record for record in document.records.values() if not isinstance(record, _NAMELESS)]
    records.sort(key=lambda each: (getattr(each, "map", "") != map_id, order.get(each.type, len(order))))
    found = [
        Named(each.id, name, numbers.get(each.id, ""), getattr(each, "map", None) or "")
        for each in records
        if (name := _name(document, each))
    ]
    found += [
        Named(each.subject, one_line(each.message, _LONGEST), "", each.map, each)
        for each in (*analysis.findings, *analysis.accepted)
        if each.subject in document
    ]
    return found


def _name(document: Document, record: Record) -> str:
    if isinstance(record, Person):
        words = ", ".join(part for part in (record.name, record.role) if part)
    elif isinstance(record, Map | Stakeholder | Workshop):
        words = document.name(record.id)
    else:
        words = str(getattr(record, "name", "") or getattr(record, "text", ""))
    return one_line(words, _LONGEST)


def place_of(document: Document, named: Named) -> str:
    """What it is and where: `Step 4 on Motor claim, current`; `IT service, owned by Head of IT`."""
    record = document.get(named.key)
    if named.finding is not None:
        grade = named.finding.severity.word.capitalize()
        said = f"{grade} finding on {one_line(document.name(named.key))}"
        return f"{said}, accepted" if named.finding.accepted else said
    if isinstance(record, NODE_KINDS):
        kind = f"Step {named.number}".rstrip() if isinstance(record, Step) else capitalised(record.word)
        return f"{kind} on {map_words(document, record.map)}"
    if isinstance(record, Service):
        return f"{_SERVICE[record.kind]}, {_owned(document, record.owner)}"
    if isinstance(record, Person):
        unit = one_line(document.name(record.unit))
        return ", ".join(["Vacant" if record.vacant else "Person", *([unit] if unit else [])])
    if isinstance(record, Unit):
        return f"Unit, {record.side.value}"
    if isinstance(record, ValueStream):
        return f"Value stream, {_owned(document, record.owner)}"
    if isinstance(record, Map):
        return "Map of the current state" if record.state is MapState.CURRENT else "Map of a future state"
    if isinstance(record, Contract):
        supplier = one_line(document.name(record.supplier))
        return f"Contract with {supplier}" if supplier else "Contract"
    if isinstance(record, Stakeholder | Measure):
        stream = one_line(document.name(record.stream))
        what = capitalised(type_words(record.type))
        return f"{what} of {stream}" if stream else f"{what} of the whole engagement"
    if isinstance(record, Note) and record.parked:
        return f"{capitalised(record.word)} in the parking lot"
    kind = capitalised(record.word if isinstance(record, Note) else type_words(record.type)) if record else ""
    return f"{kind} on {map_words(document, named.map)}" if named.map in document else kind


def map_words(document: Document, map_id: Id) -> str:
    """A map in the middle of a sentence: `Motor claim, current`."""
    held = document.of(Map, map_id)
    if held is None:
        return "no map"
    state = "current" if held.state is MapState.CURRENT else one_line(held.name) or "future"
    return f"{one_line(document.name(held.stream))}, {state}"


def _owned(document: Document, owner: Id | None) -> str:
    return f"owned by {one_line(document.name(owner))}" if owner in document else "no owner"
