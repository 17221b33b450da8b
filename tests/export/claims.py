"""The motor claims stream, analysed by hand: six steps, two of them side by side, gaps, services, four findings.

Lead time 10.5 d (5,040 min), processing 177 min, one blank %C&A.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import msgspec

from vsmstudio.analysis.results import (
    Analysis,
    Coverage,
    Figures,
    Finding,
    Gap,
    MapAnalysis,
    NodeTimes,
    PathPart,
    Scenario,
    ServiceUse,
    Severity,
)  # fmt: skip
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import (
    Criticality,
    Endpoint,
    EndpointRole,
    Engagement,
    Flow,
    Link,
    LinkKind,
    Map,
    Person,
    Placement,
    Record,
    Service,
    ServiceKind,
    Side,
    Step,
    Unit,
    ValueClass,
    ValueStream,
)  # fmt: skip
from vsmstudio.model.references import references

AS_OF = date(2026, 2, 14)
_STEPS = (
    # id, name, performer, owner, PT, LT, %C&A, class, x, y
    ("report", "Report claim", "claims", "head", "12 min", "4 h", 0.82, ValueClass.VA, 1, 1),
    ("register", "Register", "claims", "head", "25 min", "1 d", 0.74, ValueClass.NNVA, 2, 1),
    ("cover", "Check cover", "underwriting", "chief", "20 min", "4 h", 0.95, ValueClass.VA, 3, 0),
    ("assess", "Assess damage", "claims", None, "90 min", "6 d", 0.61, ValueClass.VA, 3, 1),
    ("decide", "Decide", "claims", "head", "40 min", "2 d", 0.88, ValueClass.VA, 4, 1),
    ("pay", "Pay", "finance", "cfo", "10 min", "1 d", None, None, 5, 1),
)
_FLOWS = (
    ("ask", "report"), ("report", "register"), ("register", "cover"), ("register", "assess"), ("cover", "decide"),
    ("assess", "decide"), ("decide", "pay"), ("pay", "paid"),
)  # fmt: skip
_SERVICES = (
    ("portal", "Claims portal", ServiceKind.CUSTOMER_FACING, "it", "report"),
    ("capture", "Document capture", ServiceKind.IT, "it", "register"),
    ("fraud", "Fraud screening", ServiceKind.INTERNAL, None, "assess"),
    ("policy", "Policy data", ServiceKind.IT, "it", "cover"),
    ("payments", "Payments", ServiceKind.CUSTOMER_FACING, "cfo", "pay"),
)


def records(**words: Any) -> list[Record]:
    """Every record of the example; `words` are fields of the engagement."""
    told: dict[str, Any] = {
        "client": "Sample insurer",
        "title": "Motor claims assessment",
        "consultant": "A. Consultant",
        "as_of": AS_OF,
    }
    found: list[Record] = [
        Engagement(id="engagement", **(told | words)),
        Unit(id="claims", name="Claims"),
        Unit(id="underwriting", name="Underwriting"),
        Unit(id="finance", name="Finance"),
        Unit(id="it-unit", name="IT", side=Side.IT),
        Unit(id="holders", name="Policy holders", side=Side.CUSTOMER),
        Person(id="head", role="Head of Claims", unit="claims"),
        Person(id="chief", role="Chief Underwriter", unit="underwriting"),
        Person(id="cfo", role="Head of Finance", unit="finance"),
        Person(id="it", role="Head of IT Services", unit="it-unit"),
        ValueStream(id="stream", name="Motor claims", owner="head"),
        Map(id="map", stream="stream", date=AS_OF),
        Endpoint(id="ask", map="map", name="Policy holder", unit="holders"),
        Endpoint(id="paid", map="map", name="Policy holder", unit="holders", role=EndpointRole.END),
        Placement(id="ask.at", node="ask", x=0, y=180),
        Placement(id="paid.at", node="paid", x=6 * 216, y=180),
        Link(id="serves", kind=LinkKind.SERVES, source="stream", target="holders"),
    ]
    for key, name, unit, owner, pt, lt, ca, va, x, y in _STEPS:
        times = {"process_time": parse(pt), "lead_time": parse(lt)}
        found += [
            Step(id=key, map="map", name=name, performer=unit, owner=owner, ca=ca, value_class=va, **times),
            Placement(id=f"{key}.at", node=key, x=x * 216, y=y * 154),
        ]
    found += [Flow(id=f"{a}-{b}", map="map", source=a, target=b) for a, b in _FLOWS]
    for key, name, kind, owner, step in _SERVICES:
        found += [
            Service(id=key, name=name, kind=kind, owner=owner, provider="it-unit"),
            Link(id=f"{key}-{step}", kind=LinkKind.UNDERPINS, source=key, target=step, criticality=Criticality.HIGH),
        ]
    return found


def document(**words: Any) -> Document:
    """The example as a document."""
    return Document(records(**words))


def analysis() -> Analysis:
    """What the analysis says of the example."""
    way = ("report", "register", "assess", "decide", "pay")
    adds = {"report": 240.0, "register": 480.0, "assess": 2880.0, "decide": 960.0, "pay": 480.0}
    times = {"report": 12.0, "register": 25.0, "assess": 90.0, "decide": 40.0, "pay": 10.0}
    starts = {
        "ask": 0.0,
        "report": 0.0,
        "register": 240.0,
        "cover": 720.0,
        "assess": 720.0,
        "decide": 3600.0,
        "pay": 4560.0,
    }
    nodes = {
        key: NodeTimes(
            start, start + (2640.0 if key == "cover" else 0.0), 2640.0 if key == "cover" else 0.0, key != "cover", False
        )
        for key, start in (starts | {"paid": 5040.0}).items()
    }
    parts = [
        PathPart("ask", 0.0, None),
        *(PathPart(key, adds[key], times[key]) for key in way),
        PathPart("paid", 0.0, None),
    ]
    figures = Figures(
        lead_time=5040.0, process_time=177.0, activity_ratio=177 / 5040, va_ratio=142 / 5040,
        rolled_ca=0.82 * 0.74 * 0.95 * 0.61 * 0.88, total_process_time=197.0, handoffs=3, handoffs_on_path=1, steps=6,
        owner_coverage=2160 / 5040, expected_lead_time=5040.0, expected_lead_time_with_rework=5040.0,
        lead_time_probability=1.0, most_likely_lead_time=5040.0,
    )  # fmt: skip
    held = MapAnalysis(
        map="map", figures=figures, coverage=Coverage((5, 5), (5, 5), (5, 6), (6, 6)), nodes=nodes, path=tuple(parts),
        critical_nodes=frozenset({*way, "ask", "paid"}),
        critical_flows=frozenset(f"{a}-{b}" for a, b in _FLOWS if "cover" not in (a, b)),
        critical_paths=(("ask", *way, "paid"),), critical_path_count=1, scenarios=(Scenario(1.0, 5040.0, way),),
        numbers={"report": "1", "register": "2", "cover": "3a", "assess": "3b", "decide": "4", "pay": "5"},
        gaps=(Gap(("assess",), 2880.0, 2880 / 5040),),
    )  # fmt: skip
    use = {
        key: ServiceUse(key, ("stream",), () if step == "cover" else ("stream",)) for key, _, _, _, step in _SERVICES
    }
    return Analysis(maps={"map": held}, services=use, findings=_findings())


def _findings() -> tuple[Finding, ...]:
    high, half = Severity.HIGH, 2880 / 5040
    of_map: dict[str, Any] = {"map": "map", "stream": "stream"}
    nobody = "Nobody is accountable for Assess damage, 6 d or 57 % of lead time."
    misplaced = "Claims portal serves customers and is owned by IT."
    poor = "Assess damage hands over 61 % complete and accurate."
    agree = "Agree what is handed over to Decide."
    return (
        Finding("owner.step-missing", high, "assess", nobody, "Name an owner.", share=half, **of_map),
        Finding("owner.service-misplaced", high, "portal", misplaced, "Make the Head of Claims its owner."),
        Finding("owner.service-missing", high, "fraud", "Fraud screening has no owner.", "Name a service owner."),
        Finding("handoff.poor-quality", Severity.MEDIUM, "assess", poor, agree, share=half, **of_map),
        Finding("data.missing", Severity.LOW, "map", "%C&A is blank for 1 of 6 steps: Pay.", "Ask Finance.", **of_map),
    )


def twice() -> tuple[Document, Analysis]:
    """The example twice: a second stream of the same names and figures, with other ids."""
    people = (Engagement, Unit, Person)
    held = analysis()
    again = [_other(each) for each in records() if not isinstance(each, people)]
    first = held.maps["map"]
    second = dataclasses.replace(
        first,
        map="b-map",
        nodes={f"b-{key}": times for key, times in first.nodes.items()},
        path=tuple(part._replace(node=f"b-{part.node}") for part in first.path),
        critical_nodes=frozenset(f"b-{key}" for key in first.critical_nodes),
        critical_flows=frozenset(f"b-{key}" for key in first.critical_flows),
        critical_paths=tuple(tuple(f"b-{key}" for key in way) for way in first.critical_paths),
        scenarios=tuple(Scenario(1.0, 5040.0, tuple(f"b-{key}" for key in each.path)) for each in first.scenarios),
        numbers={f"b-{key}": number for key, number in first.numbers.items()},
        gaps=(Gap(("b-assess",), 2880.0, 2880 / 5040),),
    )
    use = {f"b-{key}": ServiceUse(f"b-{key}", ("b-stream",), ("b-stream",)) for key in held.services}
    return (
        Document(records() + again),
        dataclasses.replace(held, maps=dict(held.maps) | {"b-map": second}, services=dict(held.services) | use),
    )


def _other(record: Record) -> Record:
    """The same record with another id, referring to the other records of its kind."""
    kept = {"claims", "underwriting", "finance", "it-unit", "holders", "head", "chief", "cfo", "it"}
    changed = {reference.field: f"b-{key}" for reference, key in references(record) if key not in kept}
    return msgspec.structs.replace(record, id=f"b-{record.id}", **changed)
