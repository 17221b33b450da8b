"""A portfolio for its page to be tried on."""

from __future__ import annotations

from datetime import date

from tests.analysis.estates import contract, estate, rests, revenue, svc
from vsmstudio.model.document import Document
from vsmstudio.model.records import Person, Readiness, Service, ServiceKind, ServiceState


def shop() -> Document:
    """Web (100 development, 20 support, under Pay) rests on Host (60 and a contract of 90), Spare (25) supports nothing, Soon is
    planned, Fax is retired."""
    return estate(
        Person(id="Ann", role="Ann"),
        Service(id="Soon", name="Soon", state=ServiceState.PIPELINE),
        *svc("Web", None, ["Pay"], kind=ServiceKind.CUSTOMER_FACING, cost_development=100, cost_support=20, owner="Ann",
             security=Readiness.OK),
        *svc("Host", 60),
        *svc("Spare", 25),
        *svc("Fax", 5, state=ServiceState.RETIRED),
        rests("Web", "Host"),
        *contract("Hosting", 90, "Host", end=date(2028, 1, 1)),
        revenue("Web", 1000),
    )  # fmt: skip
