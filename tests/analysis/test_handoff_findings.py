"""`handoff.*`: where each rule fires, where it must not, and at its threshold."""

from __future__ import annotations

import pytest

from tests.analysis.maps import changed, finding, findings, flow_changed, put
from tests.builders import document
from vsmstudio.analysis.results import Severity
from vsmstudio.model.records import Endpoint, EndpointRole, Handoff

HIGH, MEDIUM, LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW


# --- ways that break off ----------------------------------------------------------------------------------------------


def test_a_dead_end_where_the_map_has_an_end():
    found = finding("(S) -> A 1h -> B 1h -> (E); A -> C 1h", "handoff.dead-end")
    assert (found.severity, found.subject) == (HIGH, "C")
    assert found.message == "C has no way onward after A: work that comes here reaches no customer"


@pytest.mark.parametrize(
    "held",
    [
        document("A 1h -> B 1h; A -> C 1h"),  # no end on the map
        document("(S) -> A 1h -> B 1h; A -> C 1h"),  # a start alone
        changed(document("(S) -> A 1h -> B 1h -> (E); A -> C 1h"), "C", ends_here=True),
        document("(S) -> A 1h -> B 1h -> [Q 1h] -> (E)"),
    ],
)
def test_no_dead_end(held):
    assert findings(held, "handoff.dead-end") == []


def test_a_queue_that_leads_nowhere_ends_the_step_before():
    assert finding("(S) -> A 1h -> B 1h -> (E); A -> C 1h -> [Q 1h]", "handoff.dead-end").subject == "C"


def test_what_is_closed_by_a_loop_alone_is_a_dead_end():
    assert finding("(S) -> A 1h -> B 1h -> (E); A -> C 1h -> A", "handoff.dead-end").subject == "C"


def test_an_end_that_nothing_is_connected_to_is_an_end_still():
    held = put(document("A 1h -> B 1h"), Endpoint(id="E", map="map", name="Customer", role=EndpointRole.END))
    assert finding(held, "handoff.dead-end").subject == "B"


def test_a_step_that_nothing_leads_to_where_the_map_has_a_start():
    found = finding("(S) -> A 1h -> B 1h -> (E); C 1h -> [Q 1h] -> B", "handoff.unreachable")
    assert (found.severity, found.subject) == (HIGH, "C")
    assert found.message == "Nothing leads to C, though it leads to B"


@pytest.mark.parametrize(
    "held", ["A 1h -> B 1h; C 1h -> B", "A 1h -> (E); C 1h -> A", "(S) -> [Q 1h] -> A 1h", "(S) -0%-> A 1h; S -> B 1h"]
)
def test_nothing_is_unreachable(held):
    assert findings(held, "handoff.unreachable") == []


def test_only_the_first_step_of_an_unreachable_branch_is_named():
    held = "(S) -> A 1h -> B 1h; C 1h -> D 1h -> B"
    assert [each.subject for each in findings(held, "handoff.unreachable")] == ["C"]


def test_a_queue_that_nothing_leads_to_does_not_reach():
    assert finding("(S) -> A 1h; [Q 1h] -> B 1h -> A", "handoff.unreachable").subject == "B"


# --- agreements -------------------------------------------------------------------------------------------------------


def test_a_handoff_without_agreement():
    held = flow_changed(document("A 1h @Claims -> B 1h @Finance"), "A", "B", handoff=Handoff.NONE)
    found = finding(held, "handoff.unagreed")
    assert (found.severity, held.name(found.subject)) == (MEDIUM, "A → B")
    assert found.message == "Claims and Finance have agreed nothing on 1 handoff: A → B"


def test_one_finding_for_a_pair_of_units_both_ways():
    held = document("A 1h @X -> B 1h @Y -> C 1h @X -> D 1h @Z")
    for a, b in ("AB", "BC", "CD"):
        held = flow_changed(held, a, b, handoff=Handoff.NONE)
    assert [each.message for each in findings(held, "handoff.unagreed")] == [
        "X and Y have agreed nothing on 2 handoffs: A → B and B → C",
        "X and Z have agreed nothing on 1 handoff: C → D",
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("A 1h @X -> B 1h @Y", Handoff.AGREED),
        ("A 1h @X -> B 1h @Y", Handoff.NOT_ASKED),
        ("A 1h @X -> B 1h @X", Handoff.NONE),
        ("A 1h @X -> B 1h", Handoff.NONE),
    ],
)
def test_no_unagreed_handoff(text, answer):
    held = flow_changed(document(text), "A", "B", handoff=answer)
    assert findings(held, "handoff.unagreed") == []


def test_an_answer_on_either_side_of_a_queue_counts():
    held = flow_changed(document("A 1h @X -> [Q 1h] -> B 1h @Y"), "Q", "B", handoff=Handoff.NONE)
    assert len(findings(held, "handoff.unagreed")) == 1
    held = flow_changed(held, "A", "Q", handoff=Handoff.AGREED)
    assert findings(held, "handoff.unagreed") == []


# --- quality ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ca", "severity"), [("80", None), ("79.9", MEDIUM), ("50", MEDIUM), ("49.9", HIGH), ("0", HIGH), ("100", None)]
)
def test_poor_quality_at_a_handoff(ca, severity):
    found = findings(f"A //{ca}% @X -> B @Y", "handoff.poor-quality")
    assert [each.severity for each in found] == ([severity] if severity is not None else [])


def test_poor_quality_says_who_receives_it():
    found = finding("A /6d/61% @X -> B @Claims; A -> C @Law", "handoff.poor-quality")
    assert found.message == "A hands over 61 % complete and accurate to Claims and Law"
    assert found.recommendation == "Ask Claims and Law what is missing, and agree it"
    assert found.subject == "A"
    assert "hands over 79.6 % complete" in finding("A //79.6% @X -> B @Y", "handoff.poor-quality").message


def test_poor_quality_within_a_unit_is_no_handoff():
    assert findings("A //40% @X -> B @X -> (E)", "handoff.poor-quality") == []
    assert findings("A //40% -> B @X", "handoff.poor-quality") == []


def test_the_thresholds_are_the_engagements():
    held = document("A //85% @X -> B @Y", quality_threshold=0.9, quality_floor=0.86)
    assert finding(held, "handoff.poor-quality").severity == HIGH


# --- back and forth ---------------------------------------------------------------------------------------------------


def test_work_that_comes_straight_back():
    found = finding("A @X -> B @Y -> C @X", "handoff.ping-pong")
    assert (found.severity, found.subject) == (LOW, "A")
    assert found.message == "Work goes from X to Y and straight back at 1 handoff: A → B"


def test_the_other_unit_may_take_several_steps():
    assert len(findings("A @X -> B @Y -> [Q 1h] -> C @Y -> D @X", "handoff.ping-pong")) == 1


def test_once_for_a_pair_however_often():
    found = finding("A @X -> B @Y -> C @X -> D @Y -> E @X", "handoff.ping-pong")
    assert found.evidence["times"] == 3


def test_ways_that_are_alternatives_are_not_said_to_happen_twice():
    found = finding("A @X => B @Y; A => C @Y; B -> D @X; C -> D", "handoff.ping-pong")
    assert found.message == "Work goes from X to Y and straight back at 2 handoffs: A → B and A → C"


@pytest.mark.parametrize(
    "text",
    [
        "A @X -> B @Y -> C @Z -> D @X",  # two other units between
        "A @X -> B @Y -> C -> D @X",  # nobody knows who does C
        "A @X -> B @X -> C @Y",
        "A @X -> B @Y; C @X -> B",  # two who give, nothing that returns
        "A @X -> B @Y ~10%~> A",  # rework is no flow of work
        "A @X -> B @Y -> (E); (S) -> C @X",
    ],
)
def test_no_ping_pong(text):
    assert findings(text, "handoff.ping-pong") == []
