"""What leads where: connections get other ends, steps move into them, chains close where steps are deleted."""

from __future__ import annotations

import pytest

from tests.builders import document
from tests.laws import hold_the_laws
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import Endpoint, EndpointRole, FlowKind, Handoff, Split, Step
from vsmstudio.model.rules import Refused


def flow(held: Document, source: str, target: str) -> str:
    (found,) = [each.id for each in held.leaving(source) if each.target == target]
    return found


def work(held: Document) -> set[tuple[str, str]]:
    return {(each.source, each.target) for each in held.flows("map") if each.kind is FlowKind.WORK}


# --- another end ----------------------------------------------------------------------------------------------------


def test_a_connection_is_led_to_another_step_and_keeps_what_is_known_of_it():
    held = document("A => B; A -30%-> C; D 1h")
    key = flow(held, "A", "C")
    after = hold_the_laws(held, edits.reconnect(held, key, target="D"))
    assert work(after) == {("A", "B"), ("A", "D")}
    assert after.get(key).share == 0.3


def test_a_connection_that_begins_elsewhere_loses_its_share():
    held = document("A => B; A -30%-> C; D 1h")
    key = flow(held, "A", "C")
    after = hold_the_laws(held, edits.reconnect(held, key, source="D"))
    assert (after.get(key).source, after.get(key).share) == ("D", None)


def test_an_end_is_not_led_to_where_no_connection_may_be_drawn():
    held = document("A -> B -> C; A -> C")
    for target in ("A", "C"):
        with pytest.raises(Refused):
            edits.reconnect(held, flow(held, "A", "B"), target=target)
    with pytest.raises(Refused):
        edits.reconnect(held, "nothing", target="A")


def test_an_endpoint_turns_to_the_side_that_it_is_led_to():
    held = document("A -> B")
    held = held.apply(edits.add_node(held, Endpoint(id="E", map="map", name="E", role=EndpointRole.START), 900, 0))
    after = hold_the_laws(held, edits.reconnect(held, flow(held, "A", "B"), target="E"))
    assert after.the(Endpoint, "E").role is EndpointRole.END


def test_a_connection_is_turned_round():
    held = document("A -> B")
    assert work(hold_the_laws(held, edits.reverse(held, flow(held, "A", "B")))) == {("B", "A")}


# --- into a connection ----------------------------------------------------------------------------------------------


def test_a_step_that_stands_alone_is_put_into_a_connection():
    held = document("A -> B; X 1h")
    after = hold_the_laws(held, edits.move_into(held, flow(held, "A", "B"), "X"))
    assert work(after) == {("A", "X"), ("X", "B")}


def test_a_step_of_a_chain_moves_to_another_place_and_the_chain_closes():
    held = document("A -> X -> B -> C")
    after = hold_the_laws(held, edits.move_into(held, flow(held, "B", "C"), "X"))
    assert work(after) == {("A", "B"), ("B", "X"), ("X", "C")}


def test_a_step_with_branches_does_not_move_into_a_connection():
    held = document("A -> X -> B -> C; X -> C")
    with pytest.raises(Refused, match="branches"):
        edits.move_into(held, flow(held, "B", "C"), "X")
    with pytest.raises(Refused, match="already"):
        edits.move_into(held, flow(held, "A", "X"), "X")


# --- deleting and connecting ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawn", "gone", "left"),
    [
        ("A -> B -> C", "B", {("A", "C")}),
        ("A -> B -> C -> D", "BC", {("A", "D")}),
        ("A -> B -> C; A -> C", "B", {("A", "C")}),  # there already
        ("A -> B -> A", "B", set()),  # not to itself
        ("A -> X; B -> X; X -> C; X -> D", "X", {("A", "C"), ("A", "D"), ("B", "C"), ("B", "D")}),
        ("A -> B; A -> C; B -> D; C -> D", "BC", {("A", "D")}),
        ("A -> B -> C -> D -> E", "BD", {("A", "C"), ("C", "E")}),
        ("A -> B", "A", set()),
        ("A -> B -> C -> B; C -> D", "BC", {("A", "D")}),  # round in circles
    ],
)
def test_what_reached_deleted_steps_leads_on_to_what_followed(drawn, gone, left):
    held = document(drawn)
    after = hold_the_laws(held, edits.delete_and_heal(held, list(gone)))
    assert work(after) == left
    assert not set(gone) & set(after.records)


def test_deleting_the_connections_along_with_the_step_connects_all_the_same():
    held = document("A -> B -> C")
    chosen = ["B", flow(held, "A", "B"), flow(held, "B", "C")]
    after = hold_the_laws(held, edits.delete_and_heal(held, chosen))
    assert work(after) == {("A", "C")}


def test_shares_go_along():
    held = document("A -30%-> B -> C; A -70%-> D")
    after = edits.delete_and_heal(held, ["B"])
    assert held.apply(after).get(flow(held.apply(after), "A", "C")).share == 0.3


def test_who_led_to_a_choice_alone_chooses_now():
    held = document("A -> B -30%-> C; B -70%-> D")
    after = hold_the_laws(held, edits.delete_and_heal(held, ["B"]))
    assert after.the(Step, "A").split is Split.ONE
    assert {each.target: each.share for each in after.leaving("A")} == {"C": 0.3, "D": 0.7}


def test_a_handoff_with_a_deleted_step_is_asked_anew_and_one_across_a_queue_stays():
    held = document("A -> B -> C; D -> [Desk 1d] -> E")
    for source, target in (("A", "B"), ("D", "Desk")):
        key = flow(held, source, target)
        held = held.apply(edits.update(held, key, handoff=Handoff.AGREED, handoff_what="Order", delay=parse("1h")))
    after = held.apply(edits.delete_and_heal(held, ["B", "Desk"]))
    asked, kept = after.get(flow(after, "A", "C")), after.get(flow(after, "D", "E"))
    assert (asked.handoff, asked.handoff_what, asked.delay) == (Handoff.NOT_ASKED, "", parse("1h"))
    assert (kept.handoff, kept.handoff_what) == (Handoff.AGREED, "Order")


def test_what_a_deletion_left_apart_is_connected_afterwards():
    held = document("A -> B -> C; C ~10%~> B")
    deleted = edits.delete(held, ["B"])
    assert edits.is_broken(held, deleted)
    cut = held.apply(deleted)
    assert work(hold_the_laws(cut, edits.heal(held, deleted, cut))) == {("A", "C")}
    joined = cut.apply(edits.connect(cut, "A", "C"))
    with pytest.raises(Refused):
        edits.heal(held, deleted, joined)


def test_a_deletion_at_an_end_breaks_no_chain():
    held = document("A -> B -> C")
    assert not edits.is_broken(held, edits.delete(held, ["C"]))
    assert not edits.is_broken(held, edits.delete(held, [flow(held, "A", "B")]))


def test_nobody_gets_hundreds_of_connections_by_one_key():
    held = document(";".join([f"a{n} -> X" for n in range(21)] + [f"X -> b{n}" for n in range(21)]))
    with pytest.raises(Refused, match="fewer"):
        edits.delete_and_heal(held, ["X"])
