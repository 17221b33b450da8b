"""Cases of `owner.*`."""

from __future__ import annotations

from tests.analysis.maps import changed, customer, person, put, service
from tests.analysis.rules.case import Case
from tests.builders import document
from vsmstudio.model.document import Document
from vsmstudio.model.records import ServiceKind, ServiceState, Side, ValueStream


def owned(side: Side | None, *serves: str, text: str = "A 1h !Head", **boss: bool) -> Document:
    """A stream that the boss owns, who works on that side; it serves customers from outside."""
    held = changed(put(document(text), *person("Boss", side, **boss)), "stream", owner="person-Boss")
    for name in serves:
        held = put(held, *customer("stream", name))
    return held


def served(side: Side, kind: ServiceKind = ServiceKind.CUSTOMER_FACING, boss: Side | None = Side.BUSINESS) -> Document:
    """A service under step A, owned on a side, in a stream that serves brokers and that the boss owns."""
    return put(owned(boss, "Brokers"), *person("Dev", side), *service("Portal", "A", kind=kind, owner="Dev"))


def streams(count: int, limit: float = 3) -> Document:
    held = put(document("", streams_per_owner=limit), *person("Boss"))
    return put(held, *(ValueStream(id=f"s{at}", name=f"S{at}", owner="person-Boss") for at in range(count)))


LOOSE = "(C) -> A 1h !Head -> B 1d !Head -> E 1h !Head; A -> X 4h -> Y 4h -> E"  # X and Y tie with B
CASES = (
    Case("owner.stream-missing", "fires", "nobody owns it", document("A 1h"), ("critical stream",)),
    Case("owner.stream-missing", "silent", "somebody owns it", owned(Side.BUSINESS)),
    Case("owner.stream-missing", "threshold", "a vacant place is an owner", owned(Side.BUSINESS, vacant=True)),
    Case("owner.stream-in-it", "fires", "IT owns what outsiders get", owned(Side.IT, "Brokers"), ("high stream",)),
    Case("owner.stream-in-it", "silent", "the business owns it", owned(Side.BUSINESS, "Brokers")),
    Case("owner.stream-in-it", "threshold", "IT owns what nobody outside gets", owned(Side.IT)),
    Case("owner.stream-outside", "fires", "a supplier owns it", owned(Side.SUPPLIER), ("high stream",)),
    Case("owner.stream-outside", "fires", "a customer owns it", owned(Side.CUSTOMER), ("high stream",)),
    Case("owner.stream-outside", "silent", "IT owns it", owned(Side.IT)),
    Case("owner.stream-outside", "threshold", "nobody knows where the owner works", owned(None)),
    Case("owner.service-missing", "fires", "nobody owns it", put(document("A 1h"), *service("P", "A")),
         ("high service-P",)),
    Case("owner.service-missing", "silent", "somebody owns it", served(Side.BUSINESS)),
    Case("owner.service-missing", "threshold", "retired", put(document("A 1h"), *service("P", state=ServiceState.RETIRED))),
    Case("owner.service-missing", "threshold", "in the pipeline",
         put(document("A 1h"), *service("P", state=ServiceState.PIPELINE)), ("high service-P",)),
    Case("owner.service-misplaced", "fires", "IT owns it", served(Side.IT), ("high service-Portal",)),
    Case("owner.service-misplaced", "fires", "a supplier owns it", served(Side.SUPPLIER), ("high service-Portal",)),
    Case("owner.service-misplaced", "silent", "the business owns it", served(Side.BUSINESS)),
    Case("owner.service-misplaced", "threshold", "its own customers are inside",
         put(served(Side.IT), *customer("service-Portal", "Staff", Side.BUSINESS))),
    Case("owner.service-not-stream-owner", "fires", "two owners", served(Side.BUSINESS), ("medium service-Portal",)),
    Case("owner.service-not-stream-owner", "silent", "one owner",
         changed(served(Side.BUSINESS), "service-Portal", owner="person-Boss")),
    Case("owner.service-not-stream-owner", "threshold", "misplaced already", served(Side.IT)),
    Case("owner.service-not-stream-owner", "threshold", "two streams",
         put(served(Side.BUSINESS), ValueStream(id="two", name="Two"), *service("Portal", "A", "two", owner="Dev"))),
    Case("owner.it-service-outside-it", "fires", "the business owns it", served(Side.BUSINESS, ServiceKind.IT),
         ("medium service-Portal",)),
    Case("owner.it-service-outside-it", "fires", "a supplier owns it", served(Side.SUPPLIER, ServiceKind.IT),
         ("high service-Portal",)),
    Case("owner.it-service-outside-it", "silent", "IT owns it", served(Side.IT, ServiceKind.IT)),
    Case("owner.it-service-outside-it", "threshold", "one customer is outside",
         put(served(Side.BUSINESS, ServiceKind.IT), *customer("service-Portal", "Agents"))),
    Case("owner.step-missing", "fires", "on and off the critical path",
         document("A 4h !Head -> B 6d -> D 1h !Head; A -> C 1h -> D"), ("high B", "medium C")),
    Case("owner.step-missing", "silent", "somebody owns it", document("A 1h !Head")),
    Case("owner.step-missing", "threshold", "a branch that ties is critical",
         document("A 4h !H -> B 1h -> D 1h !H; A -> C 1h -> D"),
         ("high B", "high C")),
    Case("owner.gap-on-path", "fires", "two in a row", document("A 1h !Head -> B 1h -> C 1h"), ("high B",)),
    Case("owner.gap-on-path", "fires", "on a path that ties with the first", document(LOOSE), ("high X",)),
    Case("owner.gap-on-path", "silent", "beside the critical path",
         document("A 1h !H -> B 1d !H -> E 1h !H; A -> C 1h -> D 1h -> E")),
    Case("owner.gap-on-path", "threshold", "one alone", document("A 1h -> B 1h !Head -> C 1h")),
    Case("owner.vacant", "fires", "of a stream and of a step", owned(Side.BUSINESS, text="A 1h !Boss", vacant=True),
         ("medium A", "medium stream")),
    Case("owner.vacant", "silent", "somebody is there", owned(Side.BUSINESS)),
    Case("owner.vacant", "threshold", "a vacant place that owns nothing",
         put(owned(Side.BUSINESS), *person("Idle", vacant=True))),
    Case("owner.overloaded", "fires", "four streams", streams(4), ("low person-Boss",)),
    Case("owner.overloaded", "silent", "two", streams(2)),
    Case("owner.overloaded", "threshold", "three", streams(3)),
    Case("owner.overloaded", "threshold", "two where one is enough", streams(2, limit=1), ("low person-Boss",)),
)  # fmt: skip
