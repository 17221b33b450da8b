"""What changed between two documents, as data and as a consultant would say it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders
from tests.documents import documents
from tests.groups import worked_on
from vsmstudio.model import edits
from vsmstudio.model.difference import Kind, as_plain, differences, in_value_words, in_words
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import (
    RECORD_TYPES,
    Contract,
    Flow,
    Handoff,
    Link,
    LinkKind,
    Map,
    Person,
    Record,
    Service,
    Side,
    Split,
    Step,
    Unit,
    Unknown,
    ValueStream,
)
from vsmstudio.model.words import _COMMON, FIELD_WORDS, TYPE_WORDS, field_words


@pytest.fixture
def plan() -> Document:
    drawn = builders.document(
        "(Buyer) -> Receive 10min/1d @Sales !Ann -> Check 20min/2d/90% -> Approve 5min/1d -> [Desk 3d] -> Ship -> (Gets)"
    )
    more = (Person(id="ben", role="Ben"), Service(id="crm", name="CRM"), Unit(id="it", name="IT desk"))
    return drawn.apply(edits.put(drawn, "more", *more))


def changed(document: Document, key: str, **fields: Any) -> Document:
    return document.apply(edits.update(document, key, **fields))


def put(document: Document, *records: Record) -> Document:
    return document.apply(edits.put(document, "put", *records))


# --- in sentences ---------------------------------------------------------------------------------------------------


def test_nothing_changed_says_nothing(plan: Document) -> None:
    assert in_words(plan, plan) == ()
    assert differences(plan, plan) == ()


def test_few_are_named_and_many_are_counted(plan: Document) -> None:
    after = put(plan, *(Step(id=f"n{i}", map="map", name=f"New {i}") for i in range(3)))
    after = after.apply(edits.delete(after, ["Approve"]))
    assert in_words(plan, after) == ("3 steps added", "Approve removed")
    two = put(plan, *(Step(id=f"n{i}", map="map", name=f"New {i}") for i in range(2)))
    assert in_words(plan, two) == ("New 0 and New 1 added",)


def test_a_change_of_a_field_says_from_what_to_what(plan: Document) -> None:
    assert in_words(plan, changed(plan, "Receive", owner="ben")) == ("Owner of Receive changed from Ann to Ben",)
    assert in_words(plan, changed(plan, "Check", ca=None)) == ("%C&A of Check cleared, it was 90 %",)
    assert in_words(plan, changed(plan, "Ship", lead_time=parse("4h", measured=True))) == (
        "Lead time of Ship set to 4 h, measured",
    )
    assert in_words(plan, changed(plan, "Check", name="Verify")) == ("Check renamed to Verify",)
    assert in_words(plan, changed(plan, "engagement", currency="USD")) == ("Currency changed from EUR to USD",)
    assert in_words(plan, changed(plan, "Ship", notes="x" * 80)) == ("Notes of Ship written",)


def test_money_is_told_with_thousands_marks_and_its_currency(plan: Document) -> None:
    paid = put(plan, Contract(id="care", name="Care plan", annual_value=120_000.0))
    assert in_words(paid, changed(paid, "care", annual_value=130_000.5)) == (
        "Yearly value of Care plan changed from 120,000 EUR to 130,000.50 EUR",
    )
    assert in_words(plan, changed(plan, "crm", cost_vendor=0.0)) == (
        "Yearly cost of vendors outside contracts of CRM set to 0 EUR",
    )


def test_one_field_of_many_steps_is_one_sentence(plan: Document) -> None:
    owned = plan
    for key in ("Check", "Approve", "Ship"):
        owned = changed(owned, key, owner="ben")
    assert in_words(plan, owned) == ("Owner of 3 steps filled in as Ben",)
    assert in_words(owned, plan) == ("Owner of 3 steps cleared",)
    timed = plan
    for key, time in (("Check", "1h"), ("Approve", "2h"), ("Receive", "3h")):
        timed = changed(timed, key, lead_time=parse(time))
    assert in_words(plan, timed) == ("Lead time of 3 steps changed",)


def test_moves_are_one_sentence_and_the_last(plan: Document) -> None:
    moved = plan.apply(edits.move(plan, dict.fromkeys(("Check", "Approve", "Ship"), (5, 5))))
    assert in_words(plan, moved) == ("3 steps moved",)
    moved = changed(plan.apply(edits.move(plan, {"Check": (5, 5), "Desk": (6, 6)})), "Ship", name="Send")
    assert in_words(plan, moved) == ("Ship renamed to Send", "2 nodes moved")
    one = plan.apply(edits.move(plan, {"Check": (5, 5)}))
    assert in_words(plan, one) == ("Check moved",)


def test_what_hangs_on_something_new_goes_unsaid(plan: Document) -> None:
    after = plan.apply(edits.add_next(plan, "Ship", Step(id="Bill", map="map", name="Bill")))
    after = after.apply(edits.underpin(after, "crm", "Bill"))
    assert in_words(plan, after) == ("Bill added",)
    later = put(plan, Map(id="later", stream="stream", name="90 days"))
    later = builders.draw(later, "later", "Order 1h -> Deliver 2h")
    assert in_words(plan, later) == ("Map Stream · 90 days added, with 2 steps",)
    assert in_words(later, plan) == ("Map Stream · 90 days removed, with 2 steps",)


def test_links_say_what_they_mean(plan: Document) -> None:
    linked = plan.apply(edits.underpin(plan, "crm", "Check"))
    assert in_words(plan, linked) == ("CRM now underpins Check",)
    assert in_words(linked, plan) == ("CRM no longer underpins Check",)


def test_other_kinds_are_called_what_they_are(plan: Document) -> None:
    after = put(plan, ValueStream(id="r", name="Returns"), Unit(id="n", name="Night shift"))
    assert in_words(plan, after) == ("Value stream Returns added", "Unit Night shift added")
    flow = next(each for each in plan.all(Flow) if each.source == "Check")
    assert in_words(plan, plan.apply(edits.delete(plan, [flow.id]))) == ("Connection Check → Approve removed",)
    assert in_words(plan, changed(plan, flow.id, handoff=Handoff.NONE)) == (
        "Handoff of Check → Approve changed from not asked yet to nothing is agreed",
    )


def test_long_lists_end_in_a_count(plan: Document) -> None:
    after = changed(plan, "Check", notes="a", why="b", barriers="c", crew=2, people=3, name="X", owner="ben")
    said = in_words(plan, after, most=3)
    assert len(said) == 3
    assert said[-1] == "5 more changes"


def test_no_id_is_ever_shown(plan: Document) -> None:
    after = put(plan, Step(id="secret1", map="map", name=""), Unknown(id="secret2", raw='{"type":"horoscope"}'))
    after = put(after, Flow(id="secret3", map="map", source="Ship", target="secret1"))
    after = changed(after, "Check", owner=None, performer="it")
    assert not any("secret" in sentence for sentence in in_words(plan, after))
    assert in_words(plan, after)[0] == "Step added"


# --- as data --------------------------------------------------------------------------------------------------------


def test_a_difference_names_what_where_and_both_values(plan: Document) -> None:
    (found,) = differences(plan, changed(plan, "Check", lead_time=parse("3d")))
    assert (found.kind, found.type, found.id, found.name, found.field) == (
        Kind.CHANGED,
        "step",
        "Check",
        "Check",
        "lead_time",
    )
    assert (found.map, found.stream) == ("Current state", "Stream")
    assert (found.shown_before, found.shown_after) == ("2 d", "3 d")
    assert as_plain(found)["before"] == {"text": "2d"}


def test_a_record_that_became_another_kind_went_and_came(plan: Document) -> None:
    other = Document([Unit(id="ben", name="Ben") if each.id == "ben" else each for each in plan.records.values()])
    assert [(each.kind, each.type) for each in differences(plan, other)] == [
        (Kind.REMOVED, "person"),
        (Kind.ADDED, "unit"),
    ]


def test_fields_of_a_newer_version_differ_key_by_key(plan: Document) -> None:
    check = plan.the(Step, "Check")
    a = put(plan, msgspec.structs.replace(check, extra='{"colour":"red","risk":1}'))
    b = put(plan, msgspec.structs.replace(check, extra='{"colour":"blue","risk":1}'))
    (found,) = differences(a, b)
    assert (found.field, found.before, found.after) == ("extra.colour", '"red"', '"blue"')
    assert as_plain(found)["after"] == "blue"
    assert field_words("step", found.field) == "“colour” of a newer version"


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_differences_tell_all_and_in_one_order(data: st.DataObject) -> None:
    before = data.draw(documents())
    after = data.draw(worked_on(before, "o"))
    found = differences(before, after)
    turned = Document(dict(reversed(list(after.records.items()))))
    assert differences(before, turned) == found
    assert bool(found) == (before != after)
    touched = {key for key in before.records.keys() | after.records.keys() if before.get(key) != after.get(key)}
    assert {each.id for each in found} == touched
    assert bool(in_words(before, after)) == bool(found) or all(each.type == "placement" for each in found)
    assert in_words(before, turned) == in_words(before, after)
    msgspec.json.encode([as_plain(each) for each in found])
    for sentence in in_words(before, after):
        assert sentence == sentence.strip()
        assert "\n" not in sentence


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*RECORD_TYPES, Unknown])
def test_every_field_of_every_record_has_words(kind: type[Record]) -> None:
    tag = str(kind.__struct_config__.tag)
    assert tag in TYPE_WORDS
    for field in kind.__struct_fields__:
        if field != "id":
            assert field in FIELD_WORDS[tag] or field in _COMMON, f"{tag}.{field}"
            assert "_" not in field_words(tag, field)


def test_there_are_no_words_for_fields_that_are_gone() -> None:
    for kind in (*RECORD_TYPES, Unknown):
        assert set(FIELD_WORDS[str(kind.__struct_config__.tag)]) <= set(kind.__struct_fields__)


def test_values_read_as_people_say_them(plan: Document) -> None:
    check = plan.the(Step, "Check")
    flow = plan.all(Flow)[0]
    said = [
        in_value_words(plan, check, "lead_time", parse("1h 30m")),
        in_value_words(plan, check, "ca", 0.855),
        in_value_words(plan, check, "owner", "ben"),
        in_value_words(plan, check, "owner", "gone"),
        in_value_words(plan, check, "owner", None),
        in_value_words(plan, check, "ends_here", True),
        in_value_words(plan, check, "split", Split.ONE),
        in_value_words(plan, check, "notes", "two\nlines\u202e"),
        in_value_words(plan, flow, "source", "Check"),
        in_value_words(plan, plan.the(Unit, "it"), "side", Side.IT),
        in_value_words(plan, Link(id="l", kind=LinkKind.UNDERPINS, source="crm", target="Check"), "kind", LinkKind.UNDERPINS),
        in_value_words(plan, plan.the(ValueStream, "stream"), "demand_per", "wk"),
    ]  # fmt: skip
    assert said == [
        "1 h 30 min", "85.5 %", "Ben", "something that is not there", "blank", "yes", "to one of them", "two lines",
        "Check", "IT", "underpins", "week",
    ]  # fmt: skip
