"""What was promised and what came: a later current map against the baseline, in one file or two."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings

from tests.analysis.maps import changed, put
from tests.builders import document
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.comparison import Judged
from vsmstudio.analysis.engagement.follow_up import Followed, FollowUp, State, baseline_of, follow_up
from vsmstudio.analysis.matching import Fate
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Convention,
    Improvement,
    ImprovementState,
    Link,
    LinkKind,
    MapState,
    Measure,
    Service,
)

TEXT = "A 1h/4h/80% -> B 2h/6h/90% -> C 1h/2h"
JANUARY, JUNE = datetime.date(2026, 1, 10), datetime.date(2026, 6, 10)


def copied(held: Document, name: str, state: MapState, **fields: Any) -> tuple[Document, dict[str, Id]]:
    """The document with a copy of the first current map; its steps by name."""
    before = {each.id for each in held.maps}
    held = held.apply(edits.copy_map(held, "map", name, state))
    (made,) = {each.id for each in held.maps} - before
    return changed(held, made, **fields), {"map": made, **{step.name: step.id for step in held.steps(made)}}


def engagement(promised: bool = True) -> tuple[Document, Id]:
    """A baseline of 12 h in January, a promise of 6 h, and 9 h in June; the June map."""
    held = changed(document(TEXT), "map", date=JANUARY, name="January")
    if promised:
        held, plan = copied(held, "90 days", MapState.FUTURE)
        held = changed(changed(held, plan["A"], lead_time=parse("1h")), plan["B"], lead_time=parse("3h"))
    held, now = copied(held, "June", MapState.CURRENT, date=JUNE)
    return changed(held, now["A"], lead_time=parse("1h")), now["map"]


def followed(held: Document, now: Id) -> FollowUp:
    analysis = analyse(held, JUNE)
    return follow_up(State(held, analysis, "map"), State(held, analysis, now))


def lead_time(whole: FollowUp) -> Followed:
    return next(each for each in whole.figures if each.key == "lead_time")


def test_the_baseline_is_the_earliest_current_map():
    held, now = engagement()
    assert baseline_of(held, "stream") == "map"
    assert held.current_map("stream").id == now
    assert baseline_of(document(TEXT), "stream") is None


def test_what_was_promised_stands_beside_what_came():
    found = lead_time(followed(*engagement()))
    assert (found.baseline, found.promised, found.now, found.judged) == (720, 360, 540, Judged.BETTER)
    assert found.kept == pytest.approx(0.5)


def test_the_summary_says_it_in_a_sentence():
    held, now = engagement()
    done = {"state": ImprovementState.DONE, "done_on": JUNE, "expected_lead_time": parse("3h")}
    held = put(
        held,
        Improvement(id="one", name="Ask once", **done, actual_lead_time=parse("3h")),
        Improvement(id="two", name="Ask early", expected_lead_time=parse("3h"), due=JUNE),
        *(Link(id=f"{key}-A", kind=LinkKind.CHANGES, source=key, target="A") for key in ("one", "two")),
    )
    whole = followed(held, now)
    assert whole.summary == "Lead time went from 1.5 d to 1.1 d (6 h was promised); 1 of 2 improvements is done"
    assert [each.sentence for each in whole.improvements] == [
        "Not begun, due on 10 June 2026",
        "Done on 10 June 2026; all that was promised came",
    ]


@pytest.mark.parametrize(
    ("actual", "said"),
    [
        ("1h", "a part of what was promised came"),
        ("0", "nothing of what was promised came"),
        (None, "its effect was not measured"),
    ],
)
def test_what_came_of_an_improvement(actual: str | None, said: str) -> None:
    held, now = engagement()
    made = Improvement(id="one", name="Ask once", state=ImprovementState.DONE, expected_lead_time=parse("3h"),
                       actual_lead_time=parse(actual) if actual else None)  # fmt: skip
    held = put(held, made, Link(id="one-A", kind=LinkKind.CHANGES, source="one", target="A"))
    (found,) = followed(held, now).improvements
    assert found.sentence == f"Done; {said}"


def test_without_a_future_map_the_promise_is_what_improvements_expect():
    held, now = engagement(promised=False)
    (step,) = [step.id for step in held.steps(now) if step.name == "A"]
    held = put(held, Improvement(id="one", name="Ask once", expected_lead_time=parse("2h")),
               Link(id="one-A", kind=LinkKind.CHANGES, source="one", target=step))  # fmt: skip
    whole = followed(held, now)
    assert lead_time(whole).promised == 600
    assert whole.notes == (
        "No future map holds what was promised: it is the baseline with what all improvements expect",
    )


def test_what_an_improvement_of_the_whole_stream_or_of_a_service_expects_is_promised_too():
    held, now = engagement(promised=False)
    whole = put(held, Improvement(id="one", name="Ask once", expected_lead_time=parse("2h")),
                Link(id="one-s", kind=LinkKind.CHANGES, source="one", target="stream"))  # fmt: skip
    assert lead_time(followed(whole, now)).promised == 600
    (step,) = [step.id for step in held.steps(now) if step.name == "A"]
    resting = put(
        held, Improvement(id="one", name="Ask once", expected_lead_time=parse("2h")), Service(id="desk", name="Desk"),
        Link(id="desk-A", kind=LinkKind.UNDERPINS, source="desk", target=step),
        Link(id="one-desk", kind=LinkKind.CHANGES, source="one", target="desk"),
    )  # fmt: skip
    assert lead_time(followed(resting, now)).promised == 600


def test_an_improvement_that_names_no_step_any_more_is_told_as_it_is_now():
    before = put(
        changed(document(TEXT), "map", date=JANUARY),
        Improvement(id="one", name="Ask once"),
        Link(id="one-A", kind=LinkKind.CHANGES, source="one", target="A"),
    )
    after = changed(before.apply(edits.delete_and_heal(before, ["A"])), "one", state=ImprovementState.DONE)
    whole = follow_up(State(before, analyse(before, JANUARY), "map"), State(after, analyse(after, JUNE), "map"))
    assert [(each.state, each.sentence) for each in whole.improvements] == [(ImprovementState.DONE, "Done")]


def test_times_by_different_conventions_are_not_compared():
    held, now = engagement()
    whole = followed(changed(held, now, convention=Convention.WAITS), now)
    assert (lead_time(whole).judged, lead_time(whole).kept) == (Judged.INCOMPARABLE, None)
    assert not whole.summary


def test_measures_come_along():
    held, now = engagement()
    held = put(held, Measure(id="m", stream="stream", name="Calls", baseline=4, target=2, actual=3))
    assert [each.share for each in followed(held, now).measures] == [0.5]


def test_steps_match_by_their_origins():
    held, now = engagement()
    (gone,) = [step.id for step in held.steps(now) if step.name == "B"]
    held = held.apply(edits.delete_and_heal(held, [gone]))
    fates = [(each.fate, [state.name for state in each.before]) for each in followed(held, now).steps]
    assert fates == [(Fate.KEPT, ["A"]), (Fate.GONE, ["B"]), (Fate.KEPT, ["C"])]


def test_an_earlier_file_of_the_same_map_is_a_baseline_too():
    before = put(
        changed(document(TEXT), "map", date=JANUARY),
        Improvement(id="one", name="Ask once", expected_lead_time=parse("3h")),
        Link(id="one-A", kind=LinkKind.CHANGES, source="one", target="A"),
    )
    after = changed(changed(before, "A", lead_time=parse("2h")), "one", expected_lead_time=parse("1h"))
    after = changed(after, "one", state=ImprovementState.DONE, actual_lead_time=parse("2h"))
    after = after.apply(edits.delete_and_heal(after, ["C"]))
    whole = follow_up(State(before, analyse(before, JANUARY), "map"), State(after, analyse(after, JUNE), "map"))
    assert (lead_time(whole).baseline, lead_time(whole).promised, lead_time(whole).now) == (720, 540, 480)
    (effect,) = whole.improvements[0].effects
    assert (effect.promised, effect.now, effect.kept) == (180, 120, pytest.approx(2 / 3))  # as promised at the baseline
    assert [each.fate for each in whole.steps] == [Fate.KEPT, Fate.KEPT, Fate.GONE]


@settings(max_examples=40)
@given(documents())
def test_any_two_maps_can_be_followed(held: Document) -> None:
    analysis = analyse(held, JUNE)
    for a in held.maps:
        for b in held.maps:
            whole = follow_up(State(held, analysis, a.id), State(held, analysis, b.id))
            assert len([state for each in whole.steps for state in each.after]) == len(held.steps(b.id))
            assert all(each.kept is None for each in whole.figures if each.promised is None)
