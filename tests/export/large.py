"""Engagements of every size that a report has to be made of: nothing, one step, one language, and very much."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tests.builders import document as drawn
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import (
    Criticality,
    Engagement,
    Fallback,
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
    ValueStream,
)

WORDS = ("Receive", "Check", "Assess", "Approve", "Order", "Book", "Send", "File", "Call", "Close")
JAPANESE = ("受付", "内容確認", "与信審査", "承認", "発注", "検収", "請求書送付", "入金確認", "顧客へ連絡", "完了報告")


def tiny() -> Document:
    return drawn("A 10min/1h")


def many(steps: int, services: int = 0, owners: int = 12, a_row: int = 25) -> Document:
    """A stream of so many steps in rows of `a_row`, on so many services; every third step has no owner."""
    found: list[Record] = [
        Engagement(id="engagement", client="Sample group", title="Order to cash of the whole house"),
        ValueStream(id="stream", name="Order to cash", demand=40.0),
        Map(id="map", stream="stream"),
        Unit(id="it", name="Information technology", side=Side.IT, people=40.0, hourly_cost=70.0),
        Unit(id="sales", name="Sales and service", people=60.0, hourly_cost=50.0),
    ]
    found += [Person(id=f"p{at}", role=f"Head of department {at}", unit="sales") for at in range(owners)]
    for at in range(steps):
        found.append(Step(
            id=f"s{at}", map="map", name=f"{WORDS[at % 10]} what came from the step before, {at}", people=3.0,
            performer=("sales", "it")[at % 4 == 3], owner=None if at % 3 == 0 else f"p{at % owners}",
            process_time=parse(f"{5 + at % 40}min"), lead_time=parse(f"{1 + at % 9}h"),
            ca=None if at % 5 == 0 else 0.7 + at % 25 / 100,
        ))  # fmt: skip
        row, column = divmod(at, a_row)
        found.append(Placement(id=f"s{at}.at", node=f"s{at}", x=column * edits.STEP_PITCH, y=row * 320.0))
        if at:
            found.append(Flow(id=f"f{at}", map="map", source=f"s{at - 1}", target=f"s{at}"))
    for at in range(services):
        found.append(Service(
            id=f"v{at}", name=f"{WORDS[at % 10]} service {at} of the house", kind=list(ServiceKind)[at % 3],
            owner=None if at % 4 == 0 else f"p{at % owners}", provider="it", cost_development=1000.0 * at,
            cost_other=None if at % 6 == 0 else 250.0 * at, fallback=Fallback.NONE if at % 2 else None,
        ))  # fmt: skip
        for step in range(at, steps, max(services, 1)):
            found.append(Link(
                id=f"v{at}.{step}", kind=LinkKind.UNDERPINS, source=f"v{at}", target=f"s{step}",
                criticality=Criticality.HIGH if at % 3 else Criticality.LOW,
            ))  # fmt: skip
        if at:
            found.append(Link(id=f"r{at}", kind=LinkKind.RESTS_ON, source=f"v{at}", target=f"v{at // 2}"))
    return Document(found)


def japanese() -> Document:
    """Thirty steps and five services whose every word is Japanese."""
    held: list[Record] = []
    for each in many(30, 5).records.values():
        names = {
            Engagement: {"client": "株式会社見本", "title": "受注から入金まで", "consultant": "価値流分析事務所"},
            ValueStream: {"name": "受注から入金まで"},
            Map: {"name": "現状"},
            Unit: {"name": "情報システム部" if each.id == "it" else "営業部"},
            Person: {"role": f"第{each.id[1:]}課長"},
            Step: {"name": f"{JAPANESE[int(each.id[1:] or 0) % 10]}（第{each.id[1:]}工程）"}
            if each.id[1:].isdigit()
            else {},
            Service: {"name": f"{JAPANESE[3]}支援サービス{each.id[1:]}"},
        }.get(type(each), {})
        held.append(msgspec.structs.replace(each, **names))
    return Document(held)


CASES: dict[str, Callable[[], Document]] = {
    "empty": lambda: Document([]),
    "tiny": tiny,
    "japanese": japanese,
    "150 steps": lambda: many(150),
    "200 steps and 60 services": lambda: many(200, 60),
}
