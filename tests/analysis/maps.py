"""What the tests of the analysis ask of a map, in a few words."""

from __future__ import annotations

from typing import Any

import msgspec

from tests.builders import document as build
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Finding, MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.records import FlowKind, Link, LinkKind, Person, Record, Service, ServiceKind, Side, Unit

HOUR, DAY = 60.0, 480.0


def analysed(held: Document | str, **engagement: Any) -> MapAnalysis:
    """The analysis of the one map."""
    return analyse(build(held, **engagement) if isinstance(held, str) else held).maps["map"]


def lead_time(held: Document | str, **engagement: Any) -> float | None:
    return analysed(held, **engagement).figures.lead_time


def put(held: Document, *records: Record) -> Document:
    """The document with these records added or replaced."""
    return Document({**held.records, **{record.id: record for record in records}})


def changed(held: Document, key: str, **fields: Any) -> Document:
    """The document with fields of one record set."""
    return put(held, msgspec.structs.replace(held.records[key], **fields))


def flow_changed(held: Document, source: str, target: str, kind: FlowKind = FlowKind.WORK, **fields: Any) -> Document:
    """The document with fields of the flow between two nodes set."""
    found = next(flow for flow in held.leaving(source) if flow.target == target and flow.kind is kind)
    return changed(held, found.id, **fields)


def findings(held: Document | str, rule: str) -> list[Finding]:
    """The findings of one rule (or family, `owner.`), absorbed ones left out."""
    whole = analyse(build(held) if isinstance(held, str) else held)
    return [each for each in whole.findings if each.rule == rule or (rule.endswith(".") and each.rule.startswith(rule))]


def finding(held: Document | str, rule: str) -> Finding:
    """The one finding of a rule."""
    (found,) = findings(held, rule)
    return found


def person(role: str, side: Side | None = Side.BUSINESS, **fields: Any) -> tuple[Record, ...]:
    """Someone on a side, with a unit of that side; None: the unit is blank."""
    if side is None:
        return (Person(id=f"person-{role}", role=role, **fields),)
    unit = Unit(id=f"side-{side.value}", name=f"The {side.value}", side=side)
    return unit, Person(id=f"person-{role}", role=role, unit=unit.id, **fields)


def customer(of: str, name: str = "Policyholders", side: Side = Side.CUSTOMER) -> tuple[Record, ...]:
    """A unit that a stream or service serves."""
    unit = Unit(id=f"unit-{name}", name=name, side=side)
    return unit, Link(id=f"serves-{of}-{name}", kind=LinkKind.SERVES, source=of, target=unit.id)


def service(
    name: str, *under: str, kind: ServiceKind = ServiceKind.CUSTOMER_FACING, owner: str | None = None, **fields: Any
) -> tuple[Record, ...]:
    """A service under steps or streams."""
    key = f"service-{name}"
    links = (Link(id=f"{key}-{each}", kind=LinkKind.UNDERPINS, source=key, target=each) for each in under)
    owner_id = f"person-{owner}" if owner else None
    return Service(id=key, name=name, kind=kind, owner=owner_id, **fields), *links
