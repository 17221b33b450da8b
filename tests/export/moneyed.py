"""Services, contracts and shares of every kind: blank, none, all, too much, in rings; each the same for the same number."""

from __future__ import annotations

import random
from datetime import date

from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Contract,
    Engagement,
    Link,
    LinkKind,
    Map,
    MapState,
    Record,
    Revenue,
    Service,
    Step,
    Unit,
    ValueStream,
)


def moneyed(number: int) -> Document:
    """A dozen services and three streams; names are hard on formulas."""
    chance = random.Random(number)

    def amount() -> float | None:
        return chance.choice([None, 0.0, float(chance.randint(1, 90_000)), round(chance.random() * 1e5, 2)])

    def share() -> float | None:
        return chance.choice([None, None, 0.0, 0.25, 0.5, 1.0, round(chance.random(), 3)])

    records: list[Record] = [Engagement(id="about", client="Sample", currency="$ (k)"), Unit(id="unit", name="=1+1")]
    for at, name in enumerate(("Orders*", "T~?", ">5")):
        records += [
            ValueStream(id=f"stream{at}", name=name),
            Map(id=f"map{at}", stream=f"stream{at}", name="Now", state=MapState.CURRENT),
        ]
        records.append(Step(id=f"step{at}", map=f"map{at}", name="Check", lead_time=Duration("1 d")))
    keys = [f"service{at}" for at in range(12)]
    for at, key in enumerate(keys):
        name = chance.choice(["Same", "*", "#N/A", f"Service {at}"])
        records.append(Service(id=key, name=name, cost_development=amount(), cost_vendor=amount(), cost_other=amount()))
        for stream in range(3):
            if chance.random() < 0.4:
                target = chance.choice([f"stream{stream}", f"step{stream}"])
                records.append(Link(id=f"{key}.{stream}", kind=LinkKind.UNDERPINS, source=key, target=target))
            if chance.random() < 0.3:
                carried = Link(
                    id=f"{key}>{stream}", kind=LinkKind.CARRIED_BY, source=key, target=f"stream{stream}", share=share()
                )
                records.append(carried)
        for other in chance.sample(keys, 2):
            if other != key:
                records.append(
                    Link(id=f"{key}+{other}", kind=LinkKind.RESTS_ON, source=key, target=other, share=share())
                )
        if chance.random() < 0.4:
            records.append(
                Revenue(id=f"paid{at}", service=key, customer=chance.choice([None, "unit"]), amount=amount())
            )
    for at in range(4):
        start, end = chance.choice([None, date(2027, 1, 1)]), chance.choice([None, date(2026, 1, 1), date(2030, 1, 1)])
        records.append(Contract(id=f"contract{at}", name="Same", annual_value=amount(), start=start, end=end))
        for key in chance.sample(keys, 3):
            records.append(
                Link(id=f"contract{at}:{key}", kind=LinkKind.COVERS, source=f"contract{at}", target=key, share=share())
            )
    return Document(records)
