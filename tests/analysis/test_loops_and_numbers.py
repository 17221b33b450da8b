"""Loops of work are named and broken; steps bear the numbers that people read."""

from __future__ import annotations

import pytest

from tests.analysis.maps import HOUR, analysed, changed, finding, findings, put
from tests.builders import document, draw
from vsmstudio.analysis.results import Severity
from vsmstudio.model.document import Document
from vsmstudio.model.records import Flow, Map, Placement


def left_out(held: Document) -> list[str]:
    return sorted(held.name(key) for key in analysed(held).left_out)


def test_a_loop_is_named_and_its_closing_flow_left_out():
    held = document("(S) -> A 1h -> B 1h -> C 1h -> (E); C -> A")
    result = analysed(held)
    assert result.loops == (("A", "B", "C"),)
    assert left_out(held) == ["C → A"]
    assert result.figures.lead_time == 3 * HOUR
    assert result.notes == ("C to A closes a loop and is left out of the figures",)
    found = finding(held, "handoff.loop")
    assert (found.severity, found.subject) == (Severity.CRITICAL, "A")
    assert found.message == "Work flows form a loop: A → B → C → A"
    assert found.recommendation.startswith("Make the flow from C to A a rework flow")


def test_no_loop_no_finding():
    assert findings("A 1h -> B 1h -> C 1h; A -> C; C ~10%~> A", "handoff.loop") == []


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("A 1h -> B 1h -> C 1h -> A; C -> D 1h", "C → A"),  # entered behind its way out
        ("D 1h -> B 1h -> C 1h -> A 1h; A -> B", "A → B"),  # entered where work comes in
        ("B 1h -> A 1h -> B", "A → B"),  # neither: from the left
        ("A 1h -> B 1h; C 1h -> (S) -> A; B -> C", "C → S"),  # from the start
    ],
)
def test_which_flow_closes_a_loop(text, closing):
    assert left_out(document(text)) == [closing]


def test_two_loops_of_one_knot_are_two_findings():
    held = document("(S) -> A 1h -> B 1h -> C 1h -> D 1h -> (E); B -> A; D -> C")
    assert [each.subject for each in findings(held, "handoff.loop")] == ["A", "C"]
    assert left_out(held) == ["B → A", "D → C"]


def test_two_ways_back_to_one_step_are_one_finding():
    held = document("(S) -> A 1h -> B 1h -> C 1h -> (E); B -> A; C -> A")
    assert "and 1 more way back to A" in finding(held, "handoff.loop").message
    assert finding(held, "handoff.loop").evidence["loops"] == 2


def test_a_step_that_leads_to_itself():
    held = document("A 1h -> B 1h")
    held = put(held, Flow(id="self", map="map", source="A", target="A"))
    assert analysed(held).loops == (("A",),)
    assert analysed(held).figures.lead_time == 2 * HOUR


def test_a_loop_of_queues_alone_hangs_nothing():
    held = document("A 1h -> [Q 1h] -> [R 1h] -> Q; Q -> B 1h")
    assert analysed(held).figures.lead_time is not None
    assert len(findings(held, "handoff.loop")) == 1


def test_loops_do_not_depend_on_the_order_of_records():
    held = document("A 1h -> B 1h -> C 1h -> A; B -> D 1h -> B; D -> A; C -> D")
    turned = Document(list(reversed(list(held.records.values()))))
    assert analysed(held) == analysed(turned)


# --- numbers ----------------------------------------------------------------------------------------------------------


def at(held: Document, **rows: float) -> Document:
    """The nodes moved to these rows."""
    for key, y in rows.items():
        place = held.placement(key)
        assert place is not None
        held = put(held, Placement(id=place.id, node=key, x=place.x, y=y))
    return held


def test_steps_are_numbered_along_the_flow_and_branches_from_top_to_bottom():
    held = document("(S) -> A -> [Q 1h] -> B -> D; Q -> C -> D -> (E)")
    assert analysed(at(held, B=200, C=0)).numbers == {"A": "1", "C": "2a", "B": "2b", "D": "3"}
    assert analysed(at(held, B=0, C=200)).numbers == {"A": "1", "B": "2a", "C": "2b", "D": "3"}


def test_a_chain_in_a_branch_goes_on_counting():
    assert analysed("A -> B -> C -> E; A -> D -> E").numbers == {"A": "1", "B": "2a", "D": "2b", "C": "3", "E": "4"}


def test_steps_that_are_not_connected_come_last():
    assert analysed("A -> B; X").numbers == {"A": "1", "B": "2", "X": "3"}
    assert analysed("X; Y").numbers == {"X": "1", "Y": "2"}


def test_numbers_are_unique_in_a_rank_of_many():
    numbers = analysed("; ".join(f"A -> B{i}" for i in range(60))).numbers
    assert len(set(numbers.values())) == 61
    assert {"2a", "2z", "2aa", "2bh"} <= set(numbers.values())


def test_steps_that_were_never_placed_are_numbered_too():
    held = Document([each for each in document("A -> B; A -> C").records.values() if not isinstance(each, Placement)])
    assert analysed(held).numbers == {"A": "1", "B": "2a", "C": "2b"}


def test_maps_are_numbered_each_by_itself():
    held = put(document("A -> B"), Map(id="other", stream="stream", name="Other"))
    held = draw(held, "other", "C -> D")
    assert analysed(changed(held, "A", name="A")).numbers == {"A": "1", "B": "2"}
