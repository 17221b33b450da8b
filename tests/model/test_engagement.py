"""The engagement around the maps: charter, stakeholders, workshops, measures, experience, improvements and their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from tests import builders
from tests.laws import hold_the_laws
from vsmstudio.model import edits
from vsmstudio.model.difference import in_words
from vsmstudio.model.document import Change, Document
from vsmstudio.model.improvements import ordered, places
from vsmstudio.model.merge import merge
from vsmstudio.model.records import (
    Audience,
    Improvement,
    ImprovementState,
    LinkKind,
    Measure,
    MeasureKind,
    Note,
    NoteKind,
    Objection,
    Obstacle,
    Person,
    Ranked,
    Ranking,
    Source,
    Stakeholder,
    Step,
    Touchpoint,
    Unit,
    Workshop,
    WorkshopKind,
)
from vsmstudio.model.rules import Refused, check

DAY = date(2026, 3, 2)


@pytest.fixture
def held() -> Document:
    drawn = builders.document("(Buyer) -> A 1h -> B 2h -> (Gets)")
    step = msgspec.structs.replace(drawn.the(Step, "A"), barriers="Waits for\nthe signature")
    return drawn.apply(
        edits.put(
            drawn,
            "",
            step,
            Person(id="ann", role="Ann"),
            Person(id="ben", role="Ben"),
            Unit(id="sales", name="Sales"),
            Improvement(id="i1", name="Scan on arrival", rank=2),
            Improvement(id="i2", name="Ask once", rank=1),
            Improvement(id="i3", name="Later"),
            Workshop(id="w", kind=WorkshopKind.MAPPING, date=DAY),
            Note(id="burst", map="map", kind=NoteKind.BURST, text="Scan\nearly", about="B"),
            Touchpoint(id="felt", step="B", audience=Audience.USER, rating=2, note="Slow"),
        )
    )


DEEDS: dict[str, Callable[[Document], Change]] = {
    "name a stakeholder": lambda d: edits.add_stakeholder(d, "ann", "stream", value="An answer the same day"),
    "name a unit as stakeholder of all": lambda d: edits.add_stakeholder(d, "sales"),
    "hold a workshop": lambda d: edits.add_workshop(d, ["stream"], kind=WorkshopKind.VALUE, date=DAY),
    "measure": lambda d: edits.add_measure(d, "stream", " Paid  on time ", kind=MeasureKind.OUTCOME, target=95),
    "rate": lambda d: edits.rate(d, "A", Audience.CUSTOMER, rating=4),
    "rate again": lambda d: edits.rate(d, "B", Audience.USER, rating=3),
    "take a rating back": lambda d: edits.rate(d, "B", Audience.USER, rating=None, note=""),
    "name the team": lambda d: edits.set_joined(d, "stream", LinkKind.WORKS_ON, ["ann", "ben"], outward=False),
    "say who attended": lambda d: edits.set_joined(d, "w", LinkKind.ATTENDED, ["ann", "sales"], outward=False),
    "say what changes": lambda d: edits.set_joined(d, "i1", LinkKind.CHANGES, ["A", "stream"]),
    "improve": lambda d: edits.add_improvement(d, "Sign online", ["A", "A"], due=DAY),
    "improve a finding": lambda d: edits.improve_finding(d, "owner.step-missing", "A", "Name an owner"),
    "improve a note": lambda d: edits.improve_note(d, "burst"),
    "improve a barrier": lambda d: edits.improve_barrier(d, "A"),
    "rank": lambda d: edits.order_improvements(d, ["i3", "i1", "i2"]),
    "keep the order": lambda d: edits.keep_order(d, DAY, "The world changed"),
    "object": lambda d: edits.object_to(d, "owner.step-missing", "A", Obstacle.CONTROL, why="Not yet", by="Ann"),
    "delete a step that is rated": lambda d: edits.delete(d, ["B"]),
    "copy the map": lambda d: edits.copy_map(d, "map", "Ideal"),
    "delete an improvement": lambda d: edits.delete(d, ["i1"]),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_edit_holds_the_laws(held: Document, deed: str) -> None:
    after = hold_the_laws(held, DEEDS[deed](held))
    assert not check(after)
    assert after == held or in_words(held, after)


def test_joining_again_keeps_what_stays(held: Document) -> None:
    first = held.apply(edits.set_joined(held, "stream", LinkKind.WORKS_ON, ["ann", "ben"], outward=False))
    (ann, _) = sorted(first.links_to("stream", LinkKind.WORKS_ON), key=lambda link: link.source)
    after = first.apply(edits.set_joined(first, "stream", LinkKind.WORKS_ON, ["ann"], outward=False))
    assert after.links_to("stream", LinkKind.WORKS_ON) == (ann,)


def test_only_what_can_change_is_changed(held: Document) -> None:
    with pytest.raises(Refused, match="steps, services or value streams"):
        edits.set_joined(held, "i1", LinkKind.CHANGES, ["ann"])
    with pytest.raises(Refused, match="leave it blank"):
        edits.rate(held, "A", Audience.USER, rating=6)
    with pytest.raises(Refused, match="No barrier"):
        edits.improve_barrier(held, "B")
    with pytest.raises(Refused, match="in a few words"):
        edits.add_improvement(held, "  ")


def test_an_improvement_says_where_it_came_from_and_what_it_changes(held: Document) -> None:
    after = held.apply(edits.improve_note(held, "burst"))
    (made,) = [each for each in after.all(Improvement) if each.source is Source.BURST]
    assert (made.name, made.about) == ("Scan early", "burst")
    assert [link.target for link in after.links_from(made.id, LinkKind.CHANGES)] == ["B"]
    assert after.apply(edits.delete(after, ["burst"])).the(Improvement, made.id).about is None


def test_the_room_ranks_again_and_the_earlier_order_stays(held: Document) -> None:
    kept = held.apply(edits.keep_order(held, DAY, "Security first"))
    after = kept.apply(edits.order_improvements(kept, ["i3", "i1", "i2"]))
    assert [each.id for each in ordered(after)] == ["i3", "i1", "i2"]
    (ranking,) = after.all(Ranking)
    assert {each.improvement: each.place for each in after.all(Ranked)} == {"i2": 1, "i1": 2}
    assert (ranking.on, ranking.why) == (DAY, "Security first")


def test_two_orders_that_were_merged_give_no_place_twice(held: Document) -> None:
    ours = held.apply(edits.order_improvements(held, ["i2", "i3", "i1"]))
    theirs = held.apply(edits.order_improvements(held, ["i1", "i2", "i3"]))
    merged = hold_the_laws(ours, merge(held, ours, theirs).change())
    assert [each.rank for each in ordered(merged)] == [2, 2, 3]  # ranks merge one by one
    assert sorted(places(merged).values()) == [1, 2, 3]
    assert list(places(merged)) == [each.id for each in ordered(merged)]
    again = merged.apply(edits.order_improvements(merged, list(places(merged))))
    assert places(again) == places(merged)


def test_what_was_dropped_takes_no_place_in_the_order_that_is_kept(held: Document) -> None:
    dropped = held.apply(edits.update(held, "i2", state=ImprovementState.DROPPED))
    assert places(dropped) == {"i1": 1}
    kept = dropped.apply(edits.keep_order(dropped))
    assert {each.improvement: each.place for each in kept.all(Ranked)} == {"i1": 1}


def test_a_future_step_is_found_as_the_current_one_until_it_is_rated_anew(held: Document) -> None:
    after = held.apply(edits.copy_map(held, "map", "Ideal"))
    (copy,) = [each for each in after.all(Step) if each.map != "map" and each.name == "B"]
    assert [(each.audience, each.rating) for each in after.touchpoints(copy.id)] == [(Audience.USER, 2)]


def test_groups_that_rate_the_same_step_are_merged_by_field(held: Document) -> None:
    ours = held.apply(edits.rate(held, "A", Audience.CUSTOMER, rating=4))
    theirs = held.apply(edits.rate(held, "A", Audience.CUSTOMER, note="Friendly"))
    theirs = theirs.apply(edits.rate(theirs, "B", Audience.USER, rating=5))
    merged = hold_the_laws(ours, merge(held, ours, theirs).change())
    assert len(merged.touchpoints("A")) == 1
    assert [each.rating for each in merged.touchpoints("B")] == [5]


def test_noting_another_reason_replaces_the_first(held: Document) -> None:
    first = held.apply(edits.object_to(held, "owner.step-missing", "A", Obstacle.ATTITUDE))
    after = first.apply(edits.object_to(first, "owner.step-missing", "A", Obstacle.STREAM, why="No map yet"))
    assert [(each.reason, each.why) for each in after.all(Objection)] == [(Obstacle.STREAM, "No map yet")]


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        (Touchpoint, {"step": "A", "audience": Audience.USER, "rating": 5.5}, "from 1 to 5"),
        (Improvement, {"name": "x", "effort": 11}, "from 0 to 10"),
        (Improvement, {"name": "x", "benefit": -1}, "0 or more"),
        (Improvement, {"name": "x", "expected_ca": 1.2}, "from -1 to 1"),
        (Improvement, {"name": "x", "actual_experience": float("nan")}, "plain number"),
        (Measure, {"stream": "s", "name": "x", "target": float("inf")}, "plain number"),
    ],
)
def test_numbers_that_mean_nothing_are_refused(kind: type, fields: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        kind(id="x", **fields)


def test_what_belongs_to_somebody_goes_with_them(held: Document) -> None:
    named = held.apply(edits.add_stakeholder(held, "ann", "stream"))
    assert not named.apply(edits.delete(named, ["ann"])).all(Stakeholder)
    assert [each.stream for each in named.apply(edits.delete(named, ["stream"])).all(Stakeholder)] == [None]
