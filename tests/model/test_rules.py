"""What may be done, and what makes a document unsound."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from tests.builders import document
from tests.documents import documents
from vsmstudio.model import edits, rules
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Engagement,
    Flow,
    FlowKind,
    Link,
    LinkKind,
    Map,
    Record,
    Service,
    Side,
    Step,
    Unit,
    ValueStream,
)
from vsmstudio.model.records.base import LARGEST_LOGO

HELD = document("A 1h -> B 1h -> C 1h; C ~40%~> A")


@settings(max_examples=40)
@given(documents())
def test_sound_documents_have_no_problems(held: Document) -> None:
    assert rules.check(held) == ()


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (Step(id="x", map="gone", name="X"), "step x: its map gone does not exist"),
        (Step(id="x", map="stream", name="X"), "its map stream is a stream, not a map"),
        (Step(id="x", map="map", name="X", owner="A"), "its owner A is a step, not a person"),
        (Flow(id="x", map="map", source="A", target="A"), "to itself"),
        (Flow(id="x", map="other", source="A", target="B"), "is on another map"),
        (Flow(id="x", map="map", source="x", target="x"), "is a flow, not a step or queue or endpoint"),
        (Flow(id="0", map="map", source="C", target="B", kind=FlowKind.REWORK, probability=0.6), "100 % or more"),
        (Link(id="x", kind=LinkKind.SERVES, source="crm", target="A"), "A customer is a unit"),
        (Unit(id="x", name="X", parent="x"), "its own parent"),
        (Engagement(id="x"), "more than one engagement"),
    ],
)
def test_what_does_not_hold_together_is_named(record: Record, said: str) -> None:
    sound = HELD.apply(
        edits.put(
            HELD,
            "x",
            Map(id="other", stream="stream"),
            Service(id="crm", name="CRM"),
            Step(id="f", map="other", name="F"),
        )
    )
    assert rules.check(sound) == ()
    problems = rules.check(sound.apply(edits.put(sound, "x", record)))
    assert any(said in problem for problem in problems), problems


def test_a_verdict_is_true_or_says_why() -> None:
    assert rules.may_connect(HELD, "A", "C")
    verdict = rules.may_connect(HELD, "A", "B")
    assert not verdict
    with pytest.raises(rules.Refused, match="already connected"):
        verdict.or_refuse()


def test_hover_and_edit_give_the_same_answer() -> None:
    for source in ("A", "B", "C", "map", "gone"):
        for target in ("A", "B", "C", "stream"):
            for kind in FlowKind:
                verdict = rules.may_connect(HELD, source, target, kind)
                if verdict:
                    edits.connect(HELD, source, target, kind)
                else:
                    with pytest.raises(rules.Refused) as refused:
                        edits.connect(HELD, source, target, kind)
                    assert str(refused.value) == verdict.reason


@pytest.mark.parametrize(
    "make",
    [
        lambda: Step(id="s", map="m", name="S", ca=1.01),
        lambda: Step(id="s", map="m", name="S", availability=0),
        lambda: Step(id="s", map="m", name="S", crew=0),
        lambda: Step(id="s", map="m", name="S", batch=-1),
        lambda: Step(id="s", map="m", name="S", people=float("inf")),
        lambda: Flow(id="f", map="m", source="a", target="b", share=-0.1),
        lambda: Flow(id="f", map="m", source="a", target="b", probability=float("nan")),
        lambda: Engagement(id="e", hours_per_day=25),
        lambda: Engagement(id="e", days_per_week=0),
        lambda: Engagement(id="e", logo="no base64"),
        lambda: Engagement(id="e", logo=b64encode(b"<svg/>").decode()),
        lambda: Engagement(id="e", logo=b64encode(b"\x89PNG\r\n\x1a\n" + bytes(LARGEST_LOGO)).decode()),
        lambda: ValueStream(id="v", name="V", demand=0),
        lambda: ValueStream(id="v", name="V", demand_per="s"),
        lambda: Unit(id="u", name="U", hourly_cost=-1),
    ],
)
def test_a_record_with_a_value_that_means_nothing_cannot_be_made(make: Callable[[], Record]) -> None:
    with pytest.raises(ValueError, match=r"must be|allows"):
        make()


def test_customers_are_units_of_any_side() -> None:
    held = HELD.apply(edits.put(HELD, "x", Unit(id="u", name="Staff", side=Side.IT)))
    assert rules.may_link(held, "stream", "u", LinkKind.SERVES)
