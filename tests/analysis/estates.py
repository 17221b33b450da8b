"""Services with their money in a few words, for tests: `estate(*svc("Web", 100, under=["Pay"]), rests("Web", "Host"))`.

Streams are Orders (steps Take 1 h, Pay 3 h, in a row) and Claims (step Assess 2 h); ids are names.
"""

from __future__ import annotations

import datetime
from typing import Any

from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.money_results import Money, ServiceMoney
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Contract,
    Criticality,
    Engagement,
    Flow,
    Link,
    LinkKind,
    Map,
    Record,
    Revenue,
    Service,
    Step,
    ValueStream,
)  # fmt: skip

TODAY = datetime.date(2026, 6, 1)


def estate(*records: Record) -> Document:
    """Two streams with their current maps, and these records."""
    made: list[Record] = [
        Engagement(id="engagement", as_of=TODAY),
        ValueStream(id="Orders", name="Orders", order=1),
        ValueStream(id="Claims", name="Claims", order=2),
        Map(id="Orders map", stream="Orders"),
        Map(id="Claims map", stream="Claims"),
        Step(id="Take", map="Orders map", name="Take", lead_time=Duration("1 h")),
        Step(id="Pay", map="Orders map", name="Pay", lead_time=Duration("3 h")),
        Flow(id="Take-Pay", map="Orders map", source="Take", target="Pay"),
        Step(id="Assess", map="Claims map", name="Assess", lead_time=Duration("2 h")),
        *records,
    ]
    return Document(made)


def svc(
    name: str,
    cost: float | None = None,
    under: tuple[str, ...] | list[str] = (),
    criticality: Criticality = Criticality.MEDIUM,
    **fields: Any,
) -> tuple[Record, ...]:
    """A service with a yearly cost (of category other) under steps or streams."""
    links = [
        Link(id=f"{name} under {each}", kind=LinkKind.UNDERPINS, source=name, target=each, criticality=criticality)
        for each in under
    ]
    return Service(id=name, name=name, cost_other=cost, **fields), *links


def _link(kind: LinkKind, source: str, target: str, share: float | None) -> Link:
    return Link(id=f"{source} {kind.value} {target}", kind=kind, source=source, target=target, share=share)


def rests(service: str, on: str, share: float | None = None) -> Link:
    return _link(LinkKind.RESTS_ON, service, on, share)


def carried(service: str, by: str, share: float | None = None) -> Link:
    return _link(LinkKind.CARRIED_BY, service, by, share)


def contract(name: str, value: float | None, *covers: str | tuple[str, float], **fields: Any) -> tuple[Record, ...]:
    """A contract and the services that it covers, with their shares where typed."""
    pairs = [(each, None) if isinstance(each, str) else each for each in covers]
    links = [_link(LinkKind.COVERS, name, service, share) for service, share in pairs]
    return Contract(id=name, name=name, annual_value=value, **fields), *links


def revenue(of: str, amount: float | None, customer: str | None = None) -> Revenue:
    return Revenue(id=f"{of} earns from {customer}", service=of, amount=amount, customer=customer)


def analysed(*records: Record) -> Analysis:
    return analyse(estate(*records))


def money(*records: Record) -> Money:
    return analysed(*records).money


def money_of(name: str, *records: Record) -> ServiceMoney:
    return money(*records).services[name]
