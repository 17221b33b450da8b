"""Cases of `data.*`."""

from __future__ import annotations

from tests.analysis.maps import changed, customer, flow_changed, person, put, service
from tests.analysis.rules.case import Case
from tests.builders import document
from vsmstudio.model.document import Document
from vsmstudio.model.records import Contract, Convention, Link, LinkKind, ServiceKind, Side, Split

SHARES = "data.shares"


def full(text: str = "A 10min/1h/90% !Head -> B 10min/1h/90% !Head") -> Document:
    """A map on which nothing is blank."""
    return put(changed(document(text), "stream", demand=10), *person("Head"))


def split(one: float | None, other: float | None) -> Document:
    held = changed(document("A 1h -> B 1h; A -> C 1h"), "A", split=Split.ONE)
    return flow_changed(flow_changed(held, "A", "B", share=one), "A", "C", share=other)


def portal(kind: ServiceKind, side: Side) -> Document:
    held = put(full(), *service("Portal", "A", kind=kind, owner="Head"))
    return put(held, *customer("service-Portal", "Them", side))


def carried(share: float, stream_two: float) -> Document:
    held = put(full(), *service("P", "A", owner="Head", cost_maintenance=1000.0), *service("Q", "A", owner="Head"))
    links = (("P", share), ("Q", stream_two))
    made = (Link(id=f"covers-{key}", kind=LinkKind.COVERS, source="deal", target=f"service-{key}", share=part)
            for key, part in links)  # fmt: skip
    return put(held, Contract(id="deal", name="Deal", annual_value=500.0), *made)


CASES = (
    Case("data.missing", "fires", "a lead time", changed(full(), "A", lead_time=None), ("low map/lead time",)),
    Case("data.missing", "silent", "nothing is blank", full()),
    Case("data.missing", "threshold", "zero is not blank", full("A 0min/0min/0% !Head -> B 10min/1h/90% !Head")),
    Case("data.lt-below-pt", "fires", "it is under", document("A 61min/1h"), ("medium A",)),
    Case("data.lt-below-pt", "silent", "it is over", document("A 59min/1h")),
    Case("data.lt-below-pt", "threshold", "they are equal", document("A 60min/1h")),
    Case(SHARES, "fires", "over 100 %", split(0.6, 0.5), ("medium A",)),
    Case(SHARES, "fires", "under 100 %", split(0.6, 0.3), ("medium A",)),
    Case(SHARES, "fires", "money over 100 %", carried(0.6, 0.5), ("medium deal/covers",)),
    Case(SHARES, "silent", "one is blank", split(0.6, None)),
    Case(SHARES, "silent", "money under 100 % is not allocated", carried(0.6, 0.3)),
    Case(SHARES, "threshold", "exactly 100 %", split(0.6, 0.4)),
    Case(SHARES, "threshold", "money exactly 100 %", carried(0.6, 0.4)),
    Case(SHARES, "threshold", "typed to the tenth", split(0.333, 0.666)),
    Case("data.wait-twice", "fires", "before a step with lead time", document("A 1h -> [Q 2d] -> B 3h"), ("low Q",)),
    Case("data.wait-twice", "silent", "before one without", document("A 1h -> [Q 2d] -> B")),
    Case("data.wait-twice", "threshold", "by another convention", document("A 1h -> [Q 2d] -> B 3h", Convention.WAITS)),
    Case("data.wait-twice", "threshold", "a wait of nothing", document("A 1h -> [Q 0min] -> B 3h")),
    Case("data.service-type", "fires", "internal, and used outside", portal(ServiceKind.INTERNAL, Side.CUSTOMER),
         ("medium service-Portal",)),
    Case("data.service-type", "fires", "customer-facing, and used inside", portal(ServiceKind.CUSTOMER_FACING, Side.BUSINESS),
         ("medium service-Portal",)),
    Case("data.service-type", "silent", "internal, and used inside", portal(ServiceKind.INTERNAL, Side.BUSINESS)),
    Case("data.service-type", "threshold", "no customers named", put(full(), *service("Portal", "A", owner="Head"))),
)  # fmt: skip
