"""Cases of `service.*`."""

from __future__ import annotations

import datetime
from typing import Any

from tests.analysis.maps import changed, put, service
from tests.analysis.rules.case import TODAY, Case, engaged
from tests.builders import document, draw
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Contract,
    Criticality,
    Fallback,
    Link,
    LinkKind,
    Map,
    MapState,
    Readiness,
    Record,
    ServiceState,
)  # fmt: skip

WELL: dict[str, Any] = {
    "outcomes": "Paid in a day",
    "reviewed_on": TODAY,
    "fallback": Fallback.MANUAL,
    "cost_support": 9.0,
}
TEXT = "A 4h -> B 6h -> D 1h; A -> C 1h -> D"  # C lies beside the critical path
ONE_YEAR_AGO = datetime.date(2025, 6, 30)


def portal(*under: str, criticality: Criticality = Criticality.MEDIUM, **fields: Any) -> Document:
    """A map with a service in good order but for what is said."""
    held = put(document(TEXT), *service("P", *under, **{**WELL, **fields}))
    for key in under:
        held = changed(held, f"service-P-{key}", criticality=criticality)
    return held


def resting(above: str, below: str, **fields: Any) -> tuple[Record, ...]:
    """A service on which another one rests."""
    link = Link(id=f"{above}-on-{below}", kind=LinkKind.RESTS_ON, source=f"service-{above}", target=f"service-{below}")
    return (*service(below, **{**WELL, **fields}), link)


def ring(*names: str) -> Document:
    held = portal("A")
    for above, below in zip(names, names[1:] + names[:1], strict=True):
        held = put(held, *service(above, **WELL))
        held = put(held, *resting(above, below)[-1:])
    return held


def later(held: Document, **fields: Any) -> Document:
    """The same service under a step of a future map instead."""
    held = put(held, Map(id="next", stream="stream", name="Ideal", state=MapState.FUTURE))
    return put(draw(held, "next", "F 1h"), *service("P", "F", **{**WELL, **fields}))


def covered(value: float | None, end: datetime.date | None = None, **fields: Any) -> Document:
    held = put(portal("A", **fields), Contract(id="deal", name="Deal", annual_value=value, end=end))
    return put(held, Link(id="covers", kind=LinkKind.COVERS, source="deal", target="service-P"))


NONE: dict[str, Any] = {"cost_support": None}
HIGH = Criticality.HIGH
P = "service-P"
CASES = (
    Case("service.unlinked", "fires", "no stream", portal(), (f"medium {P}",)),
    Case("service.unlinked", "fires", "a future map alone", later(portal()), (f"medium {P}",)),
    Case("service.unlinked", "silent", "under a step", portal("A")),
    Case("service.unlinked", "silent", "under a whole stream", portal("stream")),
    Case("service.unlinked", "threshold", "under what is under a step", put(portal("A"), *resting("P", "Base"))),
    Case("service.unlinked", "threshold", "in the pipeline", portal(state=ServiceState.PIPELINE)),
    Case("service.single-point", "fires", "no fallback", portal("A", criticality=HIGH, fallback=Fallback.NONE), (f"high {P}",)),
    Case("service.single-point", "fires", "none recorded", portal("A", criticality=HIGH, fallback=None), (f"medium {P}",)),
    Case("service.single-point", "silent", "a fallback", portal("A", criticality=HIGH)),
    Case("service.single-point", "threshold", "medium criticality", portal("A", fallback=Fallback.NONE)),
    Case("service.single-point", "threshold", "beside the critical path", portal("C", criticality=HIGH, fallback=Fallback.NONE)),
    Case("service.retired-in-use", "fires", "retired", portal("C", state=ServiceState.RETIRED), (f"high {P}",)),
    Case("service.retired-in-use", "fires", "in the pipeline", portal("A", state=ServiceState.PIPELINE), (f"high {P}",)),
    Case("service.retired-in-use", "fires", "retired, under a stream",
         portal("stream", state=ServiceState.RETIRED), (f"high {P}",)),
    Case("service.retired-in-use", "fires", "retired, under another service",
         put(portal("A"), *resting("P", "Base", state=ServiceState.RETIRED)), ("high service-Base",)),
    Case("service.retired-in-use", "silent", "in the catalogue", portal("A")),
    Case("service.retired-in-use", "silent", "retired and not used", portal(state=ServiceState.RETIRED)),
    Case("service.retired-in-use", "threshold", "retired, in a future map",
         later(portal(), state=ServiceState.RETIRED), (f"high {P} (future)",)),
    Case("service.retired-in-use", "threshold", "in the pipeline, for a future map",
         later(portal(), state=ServiceState.PIPELINE)),
    Case("service.cost-incomplete", "fires", "no cost", portal("A", **NONE), (f"medium {P}",)),
    Case("service.cost-incomplete", "fires", "development only", portal("A", **NONE, cost_development=5.0), (f"medium {P}",)),
    Case("service.cost-incomplete", "silent", "support is named", portal("A")),
    Case("service.cost-incomplete", "threshold", "another cost that is 0",
         portal("A", cost_development=5.0, cost_support=0.0)),
    Case("service.cost-incomplete", "threshold", "a contract pays for it", covered(100.0, **NONE)),
    Case("service.cost-incomplete", "threshold", "a contract of unknown value", covered(None, **NONE), (f"medium {P}",)),
    Case("service.vendor-twice", "fires", "both filled", covered(100.0, cost_vendor=40.0), (f"low {P}",)),
    Case("service.vendor-twice", "silent", "contracts alone", covered(100.0)),
    Case("service.vendor-twice", "threshold", "vendor cost 0", covered(100.0, cost_vendor=0.0)),
    Case("service.vendor-twice", "threshold", "the contract has ended", covered(100.0, ONE_YEAR_AGO, cost_vendor=40.0)),
    Case("service.no-outcome", "fires", "blank", portal("A", outcomes=""), (f"medium {P}",)),
    Case("service.no-outcome", "fires", "in the pipeline", portal(outcomes="", state=ServiceState.PIPELINE), (f"medium {P}",)),
    Case("service.no-outcome", "silent", "named", portal("A")),
    Case("service.no-outcome", "threshold", "spaces alone", portal("A", outcomes="  "), (f"medium {P}",)),
    Case("service.no-outcome", "threshold", "retired", portal(outcomes="", state=ServiceState.RETIRED)),
    Case("service.readiness", "fires", "a gap under a critical step", portal("A", security=Readiness.GAP), (f"high {P}/gap",)),
    Case("service.readiness", "fires", "a gap beside the path", portal("C", knowledge=Readiness.GAP), (f"medium {P}/gap",)),
    Case("service.readiness", "fires", "never reviewed", portal("A", reviewed_on=None), (f"medium {P}/review",)),
    Case("service.readiness", "silent", "well", portal("A", security=Readiness.OK)),
    Case("service.readiness", "silent", "not used", portal(security=Readiness.GAP, reviewed_on=None)),
    Case("service.readiness", "threshold", "reviewed a year ago to the day", portal("A", reviewed_on=ONE_YEAR_AGO)),
    Case("service.readiness", "threshold", "reviewed a year and a day ago",
         portal("A", reviewed_on=ONE_YEAR_AGO - datetime.timedelta(days=1)), (f"medium {P}/review",)),
    Case("service.readiness", "threshold", "a laxer engagement",
         engaged(portal("A", reviewed_on=datetime.date(2025, 1, 1)), review_months=24)),
    Case("service.dependency-loop", "fires", "three in a ring", ring("X", "Y", "Z"),
         ("medium service-X/service-X:service-Y:service-Z",)),
    Case("service.dependency-loop", "silent", "one on another", put(portal("A"), *resting("P", "Base"))),
    Case("service.dependency-loop", "threshold", "two ways to the same", put(
        portal("A"), *resting("P", "Base"), *resting("P", "Mid"), *resting("Mid", "Base")[-1:])),
)  # fmt: skip
