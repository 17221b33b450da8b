"""Documents, changes and what can be asked of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from tests.builders import document
from tests.documents import documents
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Conflict, Document, diff
from vsmstudio.model.records import Endpoint, Engagement, Flow, Link, LinkKind, Map, Person, Step, Unit, ValueStream

A, B, C = (Step(id="a", map="m", name=name) for name in "ABC")


def test_a_change_there_and_back_is_nothing() -> None:
    there = Change("rename", {"a": (A, B)})
    assert there.then(there.inverse()).records == {}
    assert not there.then(there.inverse())
    assert there


def test_changes_that_follow_become_one() -> None:
    whole = Change("first", {"a": (None, A)}).then(Change("second", {"a": (A, B)}))
    assert (whole.label, dict(whole.records)) == ("first", {"a": (None, B)})
    assert Change("first", {}).then(Change("second", {}), "both").label == "both"


def test_changes_that_do_not_meet_conflict() -> None:
    with pytest.raises(Conflict):
        Change("first", {"a": (None, A)}).then(Change("second", {"a": (B, C)}))


def test_a_change_that_expects_something_else_conflicts() -> None:
    held = Document([A])
    for change in (Change("x", {"a": (None, B)}), Change("x", {"a": (B, C)}), Change("x", {"b": (B, None)})):
        with pytest.raises(Conflict):
            held.apply(change)
    assert held == Document([A])


@settings(max_examples=40)
@given(documents(), documents())
def test_the_difference_leads_from_one_to_the_other(before: Document, after: Document) -> None:
    change = diff(before, after)
    assert before.apply(change) == after
    assert after.apply(change.inverse()) == before
    assert not diff(after, after)


def test_records_cannot_be_altered() -> None:
    held = Document([A])
    with pytest.raises(TypeError):
        held.records["b"] = B  # type: ignore[index]
    with pytest.raises(AttributeError):
        A.name = "other"  # type: ignore[misc]


def test_asking_for_records() -> None:
    held = document("A 1h -> [Q 3d] -> (End)")
    assert held.get(None) is None
    assert held.get("gone") is None
    assert held.of(Step, "Q") is None
    assert held.the(Step, "A").name == "A"
    with pytest.raises(KeyError):
        held.the(Step, "Q")
    with pytest.raises(KeyError):
        held.node("map")
    assert held.node("End").id == "End"
    assert len(held.nodes("map")) == 3
    assert held.nodes("gone") == held.flows("gone") == held.leaving("gone") == ()


def test_steps_are_listed_as_people_read_the_map() -> None:
    held = document("A 1h; B 1h; C 1h")
    held = held.apply(edits.place(held, {"A": (500, 0), "B": (0, 100), "C": (0, 0)}))
    assert [step.name for step in held.steps("map")] == ["C", "B", "A"]


def test_the_current_map_is_the_one_with_the_latest_date() -> None:
    stream = ValueStream(id="s", name="S")
    maps = [
        Map(id="undated", stream="s"),
        Map(id="old", stream="s", date=date(2024, 1, 1)),
        Map(id="new", stream="s", date=date(2025, 1, 1)),
    ]
    current = Document([stream, *maps]).current_map("s")
    assert current is not None
    assert current.id == "new"
    undated = Document([stream, maps[0]]).current_map("s")
    assert undated is maps[0]
    assert Document([stream]).current_map("s") is None


def test_a_document_without_engagement_has_the_defaults() -> None:
    assert Document().engagement == Engagement(id="engagement")
    assert Document().engagement.calendar.day == 480


def test_what_refers_to_a_record() -> None:
    held = document("A 1h !Clerk -> B 1h")
    (flow,) = held.all(Flow)
    assert set(held.referrers("A")) == {(flow.id, "source"), ("A.at", "node")}
    assert held.referrers("person-Clerk") == (("A", "owner"),)


def test_names_for_messages() -> None:
    held = document("A 1h -> B 1h")
    held = held.apply(
        edits.put(
            held, "x", Unit(id="u", name="ACME"), Endpoint(id="e", map="map", unit="u"), Endpoint(id="n", map="map"),
            Person(id="p"), Link(id="l", kind=LinkKind.SERVES, source="stream", target="u"),
        )
    )  # fmt: skip
    (flow,) = held.all(Flow)
    assert held.name(flow.id) == "A → B"
    assert held.name("map") == "Stream · Current state"
    assert held.name("e") == "ACME"
    assert held.name("n") == "Customer"
    assert held.name("p") == "Unnamed person"
    assert held.name("l") == "Stream → ACME"
    assert held.name(None) == held.name("gone") == ""


def test_names_end_even_where_a_broken_file_runs_in_a_ring() -> None:
    held = Document([
        Flow(id="f", map="f", source="f", target="g"), Flow(id="g", map="m", source="f", target="f"),
        Map(id="m", stream="m"), Endpoint(id="e", map="m", unit="e"),
    ])  # fmt: skip
    for key in held.records:
        assert isinstance(held.name(key), str)
