"""What findings say where it has to bear being read out to a client: numbers that can be checked, nothing that misleads."""

from __future__ import annotations

from tests.analysis.maps import changed, finding, findings, put, service
from tests.analysis.rules.flow import loaded
from tests.builders import document
from vsmstudio.model.records import Readiness, ServiceState


def test_one_step_is_the_bottleneck_and_another_that_comes_close_is_not_called_first_too():
    held = changed(document("A 9min/1h -> B 9.5min/1h"), "stream", demand=48)
    held = changed(changed(held, "A", people=1), "B", people=1)
    said = {each.subject: each.recommendation for each in findings(held, "flow.bottleneck")}
    assert said["B"] == "Take work off this step before any other; what is saved elsewhere waits here"
    assert said["A"] == "Ease B first, the bottleneck of this map; this step is close behind it"


def test_time_of_people_who_take_turns_is_not_said_to_be_what_one_item_takes():
    assert finding(loaded(28, 3), "flow.bottleneck").message == (
        "Utilisation of A is 93.3 %: its 3 people can finish one item every 9.3 min, and takt is 10 min"
    )
    said = finding(loaded(11), "flow.bottleneck").message
    assert said.endswith("110 %; its 1 person can finish one item every 11 min, and takt is 10 min")


def test_the_people_a_unit_needs_are_told_from_those_that_it_has():
    def said(minutes: float, people: float) -> str:
        return finding(loaded(minutes, None, people), "flow.bottleneck").message

    assert said(10.02, 1).endswith("asks for 1.002 people, and it has 1")
    assert said(10, 1).endswith("asks for 1 person, and it has 1")
    assert said(9, 1).endswith("asks for 0.9 people, and it has 1")
    assert said(28, 3).endswith("asks for 2.8 people, and it has 3")


def test_notes_are_quoted_whole_or_cut_after_a_word():
    def quoted(done: str) -> str:
        held = changed(document("A 1h"), "A", as_documented="Keyed once", as_done=done)
        return finding(held, "flow.drift").message.partition("done as ")[2]

    usual = "Keyed in the claims system and again in the spreadsheet that finance closes the month from"
    assert quoted(usual) == f"“{usual}”"
    cut = quoted("word " * 60)
    assert cut.endswith("word …”")
    assert len(cut) < 150
    assert quoted("x" * 300).endswith("x…”")


def test_a_gap_in_readiness_says_how_much_of_lead_time_rests_on_the_service():
    held = put(document("A 3h -> B 1h"), *service("Portal", "A", continuity=Readiness.GAP))
    said = next(each.message for each in findings(held, "service.readiness") if each.aspect == "gap")
    assert said == "Portal has a gap in continuity, and the critical path of Stream (75 % of lead time) rests on it"


def test_a_retired_service_in_use_says_what_it_still_costs():
    held = put(document("A 3h"), *service("Fax", "A", state=ServiceState.RETIRED, cost_other=10_000))
    found = finding(held, "service.retired-in-use")
    assert found.message == "Fax is retired and costs 10,000 EUR a year, yet A relies on it (Stream · Current state)"
    assert found.money == 10_000


def test_rework_that_never_ends_is_found_with_its_steps_named():
    found = finding("A 1h -> B 1h -> C 1h; C ~60%~> A; C ~50%~> B", "data.shares")
    assert (found.subject, found.aspect, found.severity.word) == ("C", "rework", "medium")
    assert found.message == "Rework from C to A and B adds up to 110 %: work would never be done"
    assert finding("A 1h -> B 1h; B ~100%~> A", "data.shares").evidence["sum"] == 1
    assert findings("A 1h -> B 1h -> C 1h; C ~60%~> A; C ~39%~> B", "data.shares") == []
