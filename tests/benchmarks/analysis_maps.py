"""Maps of any size for the benchmarks of the analysis."""

from __future__ import annotations

import random

from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Engagement,
    Flow,
    FlowKind,
    Handoff,
    Map,
    Person,
    Placement,
    Record,
    Side,
    Split,
    Step,
    Unit,
    ValueStream,
)  # fmt: skip

KINDS = ("chain", "diamonds", "alternatives")


def document(kind: str, size: int) -> Document:
    """A map of about `size` steps: a chain, or blocks of two parallel (or alternative) branches, some rework and owners."""
    chooser = random.Random(7)
    records: list[Record] = [
        Engagement(id="e"),
        ValueStream(id="s", name="Stream", demand=22),
        Map(id="m", stream="s"),
        *(Unit(id=f"u{i}", name=f"Unit {i}", side=Side.BUSINESS) for i in range(8)),
        *(Person(id=f"p{i}", role=f"Head {i}", unit=f"u{i}") for i in range(8)),
    ]

    def flow(a: int, b: int, kind: FlowKind = FlowKind.WORK, probability: float | None = None) -> None:
        answer = chooser.choice(list(Handoff))
        records.append(
            Flow(
                id=f"f{a}-{b}-{kind.value}", map="m", source=f"n{a}", target=f"n{b}", kind=kind, handoff=answer,
                probability=probability,
            )
        )  # fmt: skip

    for at in range(size):
        lead = chooser.randint(1, 40)
        unit = chooser.randint(0, 7)
        first = at % 4 == 0 and kind == "alternatives" and at < 40
        records.append(
            Step(
                id=f"n{at}", map="m", name=f"Step {at}", performer=f"u{unit}", lead_time=Duration(f"{lead} h"),
                process_time=Duration(f"{lead} min"), ca=chooser.random(), split=Split.ONE if first else Split.ALL,
                owner=f"p{unit}" if chooser.random() < 0.7 else None,
            )
        )  # fmt: skip
        records.append(Placement(id=f"n{at}.at", node=f"n{at}", x=at * 216.0, y=0))
    for at in range(size - 1):
        if kind == "chain":
            flow(at, at + 1)
        elif at % 4 == 0:
            for branch in range(at + 1, min(at + 3, size)):
                flow(at, branch)
        else:
            flow(at, min((at // 4) * 4 + 3, size - 1) if at % 4 < 3 else at + 1)
    for at in range(20, size, 50):
        flow(at, at - 8, FlowKind.REWORK, 0.1)
    return Document(records)
