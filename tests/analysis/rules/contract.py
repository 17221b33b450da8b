"""Cases of `contract.*`."""

from __future__ import annotations

import datetime

from tests.analysis.maps import put, service
from tests.analysis.rules.case import TODAY, Case, engaged, without
from tests.builders import document
from vsmstudio.model.document import Document
from vsmstudio.model.records import Contract, Link, LinkKind, ServiceState, Side, Unit

EXPIRING, MISSING = "contract.expiring", "contract.missing"


def ending(days: int | None, *under: str) -> Document:
    """A contract for a service under some steps, that ends so many days after the day of the tests."""
    end = None if days is None else TODAY + datetime.timedelta(days=days)
    held = put(document("A 1h -> B 1h"), *service("P", *(under or ("A",))))
    held = put(held, Contract(id="deal", name="Deal", end=end))
    return put(held, Link(id="covers", kind=LinkKind.COVERS, source="deal", target="service-P"))


def provided(side: Side, contract: bool = False, state: ServiceState = ServiceState.CATALOGUE) -> Document:
    held = ending(None) if contract else without(ending(None), "covers")
    held = put(held, Unit(id="acme", name="Acme", side=side))
    return put(held, *service("P", "A", provider="acme", state=state))


UNUSED = without(ending(-1), "service-P-A")
CASES = (
    Case(EXPIRING, "fires", "has ended", ending(-1), ("high deal",)),
    Case(EXPIRING, "fires", "ends soon", ending(30), ("medium deal",)),
    Case(EXPIRING, "silent", "runs on", ending(200)),
    Case(EXPIRING, "silent", "has no end", ending(None)),
    Case(EXPIRING, "silent", "of a service that is not used", UNUSED),
    Case(EXPIRING, "threshold", "ends today", ending(0), ("medium deal",)),
    Case(EXPIRING, "threshold", "ends in 90 days", ending(90), ("medium deal",)),
    Case(EXPIRING, "threshold", "ends in 91 days", ending(91)),
    Case(EXPIRING, "threshold", "a more careful engagement", engaged(ending(91), expiring_days=120), ("medium deal",)),
    Case(MISSING, "fires", "a supplier's, not covered", provided(Side.SUPPLIER), ("medium service-P",)),
    Case(MISSING, "silent", "covered", provided(Side.SUPPLIER, contract=True)),
    Case(MISSING, "silent", "IT's own", provided(Side.IT)),
    Case(MISSING, "threshold", "retired", provided(Side.SUPPLIER, state=ServiceState.RETIRED)),
    Case(MISSING, "threshold", "nobody said who provides it", without(ending(None), "covers")),
)  # fmt: skip
