"""Two break-out groups take the same file away, work on it, and come back: what they find in the merged file."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests import builders
from tests.laws import hold_the_laws
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.durations import parse
from vsmstudio.model.merge import Choice, Merge, merge
from vsmstudio.model.records import (
    Endpoint,
    EndpointRole,
    Engagement,
    Flow,
    FlowKind,
    Link,
    LinkKind,
    Map,
    Person,
    Service,
    Step,
    Unit,
    Unknown,
    ValueStream,
)

B = "group-b.vsm"


@pytest.fixture
def plan() -> Document:
    """What both groups start from."""
    drawn = builders.document(
        "(Buyer) -> Receive 10min/1d @Sales !Ann -> Check 20min/2d/90% -> Approve 5min/1d -> Ship 1h/4h -> (Gets); "
        "Approve ~40%~> Receive",
        client="ACME",
    )
    drawn = drawn.apply(edits.put(drawn, "more", Person(id="ben", role="Ben"), Service(id="crm", name="CRM")))
    return drawn.apply(edits.underpin(drawn, "crm", "Check"))


def did(document: Document, *deeds: Any) -> Document:
    """The document after a group's deeds: each a function from document to change."""
    for deed in deeds:
        document = hold_the_laws(document, deed(document))
    return document


def put(*records: Any) -> Any:
    return lambda document: edits.put(document, "put", *records)


def update(key: str, **fields: Any) -> Any:
    return lambda document: edits.update(document, key, **fields)


def delete(*keys: str) -> Any:
    return lambda document: edits.delete(document, keys)


def connect(source: str, target: str, kind: FlowKind = FlowKind.WORK, **fields: Any) -> Any:
    return lambda document: edits.connect(document, source, target, kind, **fields)


def step(key: str, **fields: Any) -> Any:
    return lambda document: edits.add_node(document, Step(id=key, map="map", name=key, **fields), 0, 300)


def flow(document: Document, source: str, target: str, kind: FlowKind = FlowKind.WORK) -> Flow:
    (found,) = [each for each in document.leaving(source) if each.target == target and each.kind is kind]
    return found


def result(merged: Merge, ours: Document, *theirs: tuple[str, str]) -> Document:
    """The merged document, in which these clashes are settled as in theirs."""
    return hold_the_laws(ours, merged.change(dict.fromkeys(theirs, Choice.THEIRS)))


# --- what simply comes together -------------------------------------------------------------------------------------


def test_one_group_measures_while_the_other_names_owners(plan: Document) -> None:
    a = did(plan, update("Check", lead_time=parse("3 d", measured=True)), update("Ship", ca=0.97))
    b = did(plan, update("Check", owner="ben"), update("Ship", owner="ben"))
    merged = merge(plan, a, b, B)
    after = result(merged, a)
    assert (merged.clashes, merged.problems(), merged.twins) == ((), (), ())
    assert after.the(Step, "Check").owner == "ben"
    assert after.the(Step, "Check").lead_time == parse("3 d", measured=True)
    assert (after.the(Step, "Ship").ca, after.the(Step, "Ship").owner) == (0.97, "ben")
    assert merged.change().label == "Merge group-b.vsm"
    assert after.apply(merged.change().inverse()) == a


def test_each_group_draws_a_future_map(plan: Document) -> None:
    def future(name: str) -> Any:
        return lambda document: edits.add_map(document, "stream", name)

    a, b = did(plan, future("90 days")), did(plan, future("Ideal"))
    after = result(merge(plan, a, b, B), a)
    assert {each.name for each in after.maps} == {"Current state", "90 days", "Ideal"}


def test_both_paste_the_same_steps_and_both_copies_arrive(plan: Document) -> None:
    def pasted(document: Document) -> Change:
        return edits.paste(document, "map", edits.copied(document, ["Check", "Approve"]), 0, 200)

    a, b = did(plan, pasted), did(plan, pasted)
    after = result(merge(plan, a, b, B), a)
    assert sorted(each.name for each in after.steps("map")).count("Check") == 3
    assert len(after.flows("map")) == len(plan.flows("map")) + 2
    assert len(after.all(Link)) == 3


def test_files_from_one_template_merge_without_doubles(plan: Document) -> None:
    """Each started from the template, so ids are the same and nobody knows the base."""
    a = did(plan, update("Check", lead_time=parse("3 d")), step("Inform"))
    b = did(plan, update("Ship", notes="By courier"), step("File"))
    b = Document([  # another computer made the engagement of its file anew
        msgspec.structs.replace(each, id="another", title="Order to cash") if isinstance(each, Engagement) else each
        for each in b.records.values()
    ])  # fmt: skip
    merged = merge(None, a, b, B)
    after = result(merged, a)
    assert sorted(each.name for each in after.steps("map")) == ["Approve", "Check", "File", "Inform", "Receive", "Ship"]
    assert (after.engagement.client, after.engagement.title) == ("ACME", "Order to cash")
    assert [clash.key for clash in merged.clashes] == [("Check", "lead_time")]
    assert after.the(Step, "Ship").notes == "By courier", "what is typed goes before a blank"
    assert len(after) == len(plan) + 4


def test_both_draw_the_same_connection_link_and_place(plan: Document) -> None:
    a = did(plan, connect("Receive", "Approve", delay=parse("1 d")), lambda held: edits.underpin(held, "crm", "Ship"))
    b = did(plan, connect("Receive", "Approve", share=0.3), lambda held: edits.underpin(held, "crm", "Ship"))
    merged = merge(plan, a, b, B)
    after = result(merged, a)
    drawn = flow(after, "Receive", "Approve")
    assert (drawn.delay, drawn.share) == (parse("1 d"), 0.3)
    assert len(after.links_to("Ship", LinkKind.UNDERPINS)) == 1
    assert not merged.problems()


def test_a_connection_drawn_anew_is_still_the_same_connection(plan: Document) -> None:
    old = flow(plan, "Check", "Approve")
    a = did(plan, update(old.id, delay=parse("2 h")))
    b = did(plan, delete(old.id), connect("Check", "Approve", medium="electronic"))
    after = result(merge(plan, a, b, B), a)
    assert flow(after, "Check", "Approve").delay == parse("2 h")
    assert flow(after, "Check", "Approve").medium == "electronic"


def test_what_a_newer_version_wrote_merges_key_by_key(plan: Document) -> None:
    def marked(held: Document, extra: str, file: str, own: str) -> Document:
        checked = msgspec.structs.replace(held.the(Step, "Check"), extra=extra)
        return did(held, put(checked, Unknown(id="(file)", raw=file), Unknown(id="w", raw=own)))

    base = marked(plan, '{"colour":"red","risk":1}', '{"theme":"a"}', '{"type":"horoscope","id":"w","on":1}')
    a = marked(plan, '{"colour":"blue","risk":1}', '{"theme":"a","zoom":2}', '{"type":"horoscope","id":"w","on":2}')
    b = marked(plan, '{"colour":"red","risk":2,"x":[1]}', '{"theme":"b"}', '{"type":"horoscope","id":"w","on":3}')
    merged = merge(base, a, b, B)
    after = result(merged, a)
    assert after.the(Step, "Check").extra == '{"colour":"blue","risk":2,"x":[1]}'
    assert after.the(Unknown, "(file)").raw == '{"theme":"b","zoom":2}'
    assert [clash.key for clash in merged.clashes] == [("w", "")]
    assert result(merged, a, ("w", "")).the(Unknown, "w").raw.endswith('"on":3}')


# --- what both changed ----------------------------------------------------------------------------------------------


def test_both_type_another_lead_time_and_someone_chooses(plan: Document) -> None:
    a = did(plan, update("Check", lead_time=parse("3d"), notes="Ours"))
    b = did(plan, update("Check", lead_time=parse("5 d", measured=True), ca=0.8))
    merged = merge(plan, a, b, B)
    (clash,) = merged.clashes
    assert clash.key == ("Check", "lead_time")
    assert (clash.name, clash.words, clash.map, clash.stream) == ("Check", "lead time", "Current state", "Stream")
    assert (clash.shown_base, clash.shown_ours, clash.shown_theirs) == ("2 d", "3 d", "5 d, measured")
    assert clash.sentence(B) == "Check, lead time: 3 d here, 5 d, measured in group-b.vsm"
    assert result(merged, a).the(Step, "Check").lead_time == parse("3d")
    chosen = result(merged, a, clash.key).the(Step, "Check")
    assert (chosen.lead_time, chosen.notes, chosen.ca) == (parse("5 d", measured=True), "Ours", 0.8)


def test_a_demand_and_its_period_are_chosen_together(plan: Document) -> None:
    base = did(plan, update("stream", demand=20))
    a, b = did(base, update("stream", demand=100, demand_per="wk")), did(base, update("stream", demand=25))
    merged = merge(base, a, b, B)
    (clash,) = merged.clashes
    assert (clash.shown_base, clash.shown_ours, clash.shown_theirs) == ("20 per day", "100 per week", "25 per day")
    stream = result(merged, a, clash.key).the(ValueStream, "stream")
    assert (stream.demand, stream.demand_per) == (25, "d")


def test_both_move_a_step_and_it_stands_where_one_of_them_put_it(plan: Document) -> None:
    a = did(plan, lambda held: edits.move(held, {"Check": (10, 20)}))
    b = did(plan, lambda held: edits.move(held, {"Check": (10, 90), "Ship": (5, 5)}))
    merged = merge(plan, a, b, B)
    (clash,) = merged.clashes
    assert clash.is_place
    assert (clash.name, clash.shown_ours, clash.shown_theirs) == ("Check", "at 10, 20", "at 10, 90")
    assert result(merged, a).position("Check") == (10, 20)
    assert result(merged, a, clash.key).position("Check") == (10, 90)
    assert result(merged, a).position("Ship") == (5, 5)


def test_one_removes_a_step_that_the_other_measured(plan: Document) -> None:
    a = did(plan, delete("Check"), connect("Receive", "Approve"))
    b = did(plan, update("Check", lead_time=parse("5 d"), owner="ben"))
    merged = merge(plan, a, b, B)
    (clash,) = merged.clashes
    assert clash.key == ("Check", "")
    assert clash.sentence(B) == "Check: removed here, changed: owner Ben, lead time 5 d in group-b.vsm"
    assert "Check" not in result(merged, a)
    kept = result(merged, a, clash.key)
    assert kept.the(Step, "Check").lead_time == parse("5 d")
    assert flow(kept, "Receive", "Check")
    assert flow(kept, "Check", "Approve")
    assert kept.links_to("Check", LinkKind.UNDERPINS)
    assert kept.position("Check") == plan.position("Check")


def test_they_remove_a_step_that_we_measured_and_it_stays_connected(plan: Document) -> None:
    a, b = did(plan, update("Check", lead_time=parse("5 d"))), did(plan, delete("Check"))
    merged = merge(plan, a, b, B)
    assert result(merged, a) == a
    assert "Check" not in result(merged, a, ("Check", ""))


def test_moving_what_the_other_removed_is_said_but_asks_nothing(plan: Document) -> None:
    a = did(plan, delete("Check"))
    b = did(plan, lambda held: edits.move(held, {"Check": (1, 1), "Ship": (2, 2)}))
    merged = merge(plan, a, b, B)
    assert not merged.clashes
    assert merged.problems() == ("Check was moved in group-b.vsm and removed here; the removal stands.",)
    assert merge(plan, b, a, B).problems() == ("Check was moved here and removed in group-b.vsm; the removal stands.",)


# --- what the rules settle ------------------------------------------------------------------------------------------


def test_a_connection_to_a_step_that_was_removed_keeps_the_step(plan: Document) -> None:
    a = did(plan, delete("Approve"))
    b = did(plan, step("Inform"), connect("Approve", "Inform"))
    merged = merge(plan, a, b, B)
    after = result(merged, a)
    assert flow(after, "Approve", "Inform")
    assert flow(after, "Check", "Approve")
    assert merged.problems() == ("Approve was removed here, but the connection Approve → Inform needs it: it is kept.",)


def test_a_person_who_left_here_and_got_a_step_there_stays(plan: Document) -> None:
    a = did(plan, delete("person-Ann"))
    b = did(plan, update("Ship", owner="person-Ann"))
    merged = merge(plan, a, b, B)
    after = result(merged, a)
    assert after.the(Step, "Ship").owner == after.the(Step, "Receive").owner == "person-Ann"
    assert merged.problems() == ("Ann was removed here, but it is the owner of Ship: it is kept.",)


def test_a_map_that_was_removed_comes_back_whole_for_a_step_drawn_on_it(plan: Document) -> None:
    base = did(plan, put(Map(id="later", stream="stream", name="90 days")))
    base = builders.draw(base, "later", "Order 1h -> Deliver 2h")
    a = did(base, delete("later"))
    b = did(base, lambda held: edits.add_next(held, "Deliver", Step(id="Bill", map="later", name="Bill")))
    merged = merge(base, a, b, B)
    after = result(merged, a)
    assert [each.name for each in after.steps("later")] == ["Order", "Deliver", "Bill"]
    assert after == b
    assert merged.problems() == ("Stream · 90 days was removed here, but Bill stands on it: it is kept.",)


def test_rework_that_adds_up_to_all_keeps_our_chances(plan: Document) -> None:
    a = did(plan, connect("Approve", "Check", FlowKind.REWORK, probability=0.5))
    b = did(plan, step("Sort"), connect("Approve", "Sort", FlowKind.REWORK, probability=0.3))
    merged = merge(plan, a, b, B)
    after = result(merged, a)
    assert flow(after, "Approve", "Check", FlowKind.REWORK).probability == 0.5
    assert flow(after, "Approve", "Sort", FlowKind.REWORK).probability is None
    assert merged.problems() == (
        "Rework from Approve would add up to 100 % or more: its chance to go to Sort is blank now, "
        "in group-b.vsm it is 30 %.",
    )


def test_a_higher_chance_of_rework_goes_back_to_ours(plan: Document) -> None:
    back = flow(plan, "Approve", "Receive", FlowKind.REWORK)
    a = did(plan, connect("Approve", "Check", FlowKind.REWORK, probability=0.4))
    b = did(plan, update(back.id, probability=0.7))
    merged = merge(plan, a, b, B)
    assert result(merged, a).the(Flow, back.id).probability == 0.4
    assert "stays at 40 %, in group-b.vsm it is 70 %" in merged.problems()[0]


def test_units_never_become_part_of_each_other(plan: Document) -> None:
    base = did(plan, put(Unit(id="x", name="Desk"), Unit(id="y", name="Floor")))
    a, b = did(base, update("x", parent="y")), did(base, update("y", parent="x"))
    merged = merge(base, a, b, B)
    after = result(merged, a)
    assert (after.the(Unit, "x").parent, after.the(Unit, "y").parent) == ("y", None)
    assert merged.problems() == (
        "Floor stays part of no other unit: group-b.vsm makes it part of Desk, and units would be part of each other.",
    )


def test_one_groups_start_is_the_others_end(plan: Document) -> None:
    base = did(plan, put(Endpoint(id="Depot", map="map", name="Depot")))
    a, b = did(base, connect("Ship", "Depot")), did(base, connect("Depot", "Receive"))
    merged = merge(base, a, b, B)
    after = result(merged, a)
    assert after.the(Endpoint, "Depot").role is EndpointRole.END
    assert not after.leaving("Depot")
    assert merged.problems() == (
        "Depot → Receive of group-b.vsm was left out: Depot is where the stream ends, so no work leaves it.",
    )


def test_both_insert_a_step_into_one_connection(plan: Document) -> None:
    between = flow(plan, "Check", "Approve").id

    def inserted(key: str) -> Any:
        return lambda held: edits.insert(held, between, Step(id=key, map="map", name=key), 0, 0)

    a, b = did(plan, inserted("Sign")), did(plan, inserted("Stamp"))
    merged = merge(plan, a, b, B)
    (clash,) = merged.clashes
    assert clash.sentence(B) == "Check → Sign, ends: Check → Sign here, Check → Stamp in group-b.vsm"
    after = result(merged, a)
    assert flow(after, "Sign", "Approve")
    assert flow(after, "Stamp", "Approve")
    assert flow(result(merged, a, clash.key), "Check", "Stamp")


def test_the_second_of_two_equal_connections_is_left_out_and_said(plan: Document) -> None:
    led = flow(plan, "Check", "Approve").id
    a = did(plan, update(led, target="Ship"))
    b = did(plan, connect("Check", "Ship", delay=parse("1 d")))
    merged = merge(plan, a, b, B)
    assert flow(result(merged, a), "Check", "Ship").id == led
    assert merged.problems() == ("Check → Ship: there is such a connection already; that of group-b.vsm was left out.",)


def test_two_new_units_of_one_name_are_pointed_at(plan: Document) -> None:
    a, b = did(plan, put(Unit(id="n1", name="Finance"))), did(plan, put(Unit(id="n2", name="finance ")))
    merged = merge(plan, a, b, B)
    assert {"n1", "n2"} <= result(merged, a).records.keys()
    assert merged.twins == ("Finance was made here and in group-b.vsm: both units are kept, though one may do.",)


def test_one_id_that_is_two_kinds_of_thing_is_chosen_whole(plan: Document) -> None:
    a, b = did(plan, put(Unit(id="odd", name="Odd"))), did(plan, put(Person(id="odd", role="Odd")))
    b = did(b, update("Ship", owner="odd"))
    merged = merge(plan, a, b, B)
    assert [clash.key for clash in merged.clashes] == [("odd", "")]
    assert isinstance(result(merged, a).records["odd"], Unit)
    assert result(merged, a).the(Step, "Ship").owner is None
    assert merged.problems()
    assert result(merged, a, ("odd", "")).the(Step, "Ship").owner == "odd"


def test_merging_the_same_file_again_brings_only_what_was_not_taken(plan: Document) -> None:
    a = did(plan, update("Check", lead_time=parse("3 d")))
    b = did(plan, update("Check", lead_time=parse("5 d")), update("Ship", ca=0.5))
    after = result(merge(plan, a, b, B), a)
    again = merge(plan, after, b, B)
    assert not again.change()
    assert [clash.key for clash in again.clashes] == [("Check", "lead_time")]
    assert not merge(b, after, b, B).clashes
