"""Late starts and pieces that nothing joins: looked at apart they are fast, and every figure stays the same."""

from __future__ import annotations

import random

import pytest

from vsmstudio.analysis import stretches
from vsmstudio.analysis.analyse import analyse_map
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Engagement, Flow, FlowKind, Map, Record, Split, Step, ValueStream


def broken_up(seed: int) -> Document:
    """Blocks of two branches, alternative or parallel, from which some connections were deleted."""
    chooser = random.Random(seed)
    size = chooser.randint(8, 28)
    records: list[Record] = [Engagement(id="e"), ValueStream(id="s", name="S"), Map(id="m", stream="s")]
    for at in range(size):
        one = at % 4 == 0 and chooser.random() < 0.6
        records.append(
            Step(
                id=f"n{at:02}", map="m", name=f"Step {at:02}", lead_time=Duration(f"{chooser.randint(0, 9)} h"),
                ca=chooser.choice([None, 0.5, 0.9]), split=Split.ONE if one else Split.ALL,
            )
        )  # fmt: skip
    pairs = []
    for at in range(size - 1):
        if at % 4 == 0:
            pairs += [(at, branch) for branch in range(at + 1, min(at + 3, size))]
        else:
            pairs.append((at, min((at // 4) * 4 + 3, size - 1) if at % 4 < 3 else at + 1))
    for a, b in sorted(set(pairs) - set(chooser.sample(pairs, min(len(pairs), chooser.randint(0, 3))))):
        if a != b:
            records.append(Flow(id=f"f{a:02}-{b:02}", map="m", source=f"n{a:02}", target=f"n{b:02}"))
    for _ in range(chooser.randint(0, 2)):
        a, b = sorted(chooser.sample(range(size), 2))
        records.append(
            Flow(
                id=f"r{b:02}-{a:02}-{chooser.random()}", map="m", source=f"n{b:02}", target=f"n{a:02}",
                kind=FlowKind.REWORK, probability=0.2,
            )
        )  # fmt: skip
    return Document(records)


def figures_of(document: Document) -> tuple[object, list[float | None]]:
    held = analyse_map(document, "m")
    ways = sorted((round(each.probability, 9), round(each.lead_time, 6), each.path) for each in held.scenarios)
    known = [held.figures.rolled_ca, held.figures.expected_lead_time, held.figures.expected_lead_time_with_rework]
    known += [held.figures.lead_time_probability, held.figures.most_likely_lead_time]
    return (ways, held.scenario_count, sorted(held.notes)), known


@pytest.mark.parametrize("block", range(4))
def test_figures_are_those_of_all_choices_gone_through_together(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = range(block * 100, block * 100 + 100)
    apart = [figures_of(broken_up(seed)) for seed in seeds]
    monkeypatch.setattr(stretches, "feeders", lambda *_: set())
    monkeypatch.setattr(stretches, "_apart", lambda _: None)
    monkeypatch.setattr(stretches, "_cuts", lambda *_: [])
    for seed, found in zip(seeds, apart, strict=True):
        together, known = figures_of(broken_up(seed))
        assert found[0] == together, seed
        assert found[1] == pytest.approx(known), seed
