"""The timeline critical path: joins, ties, ends, and networks with slacks that are known from textbooks."""

from __future__ import annotations

import pytest

from tests.analysis.maps import DAY, HOUR, analysed, changed, flow_changed, lead_time, put
from tests.builders import document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Endpoint, EndpointRole


def names(text: str) -> list[tuple[str, ...]]:
    return list(analysed(text).critical_paths)


def test_a_parallel_join_waits_for_the_slowest_branch():
    result = analysed("A 1h -> B 2h -> D 1h; A -> C 5h -> D")
    assert result.critical_paths == (("A", "C", "D"),)
    assert result.figures.lead_time == 7 * HOUR
    assert result.nodes["B"].slack == 3 * HOUR
    assert (result.nodes["B"].earliest_start, result.nodes["B"].latest_start) == (HOUR, 4 * HOUR)
    assert result.critical_nodes == {"A", "C", "D"}


def test_ties_give_every_path_by_name_and_the_figures_of_the_first():
    result = analysed("A 1h -> Z 10min/2h -> D 1h; A -> B 20min/2h -> D")
    assert result.critical_paths == (("A", "B", "D"), ("A", "Z", "D"))
    assert result.figures.process_time == 20
    assert result.critical_nodes == {"A", "B", "Z", "D"}


def test_ties_are_ordered_by_all_names_before_any_id():
    held = document("S 1h -> X 1h -> B 1h; S -> Y 1h -> A 1h")
    held = changed(changed(held, "X", name="Same"), "Y", name="Same")
    assert analysed(held).critical_paths == (("S", "Y", "A"), ("S", "X", "B"))


@pytest.mark.parametrize(("apart", "paths"), [(0.0, 2), (4e-7, 2), (3e-6, 1)])
def test_times_within_a_millionth_of_a_minute_are_equal(apart, paths):
    held = document("A 1h -> B 60min -> D 1h; A -> C 60min -> D")
    held = changed(held, "C", lead_time=Duration(f"{60 + apart:.9f} min"))
    assert analysed(held).critical_path_count == paths


def test_many_ties_are_counted_and_a_hundred_listed():
    diamonds = "; ".join(f"J{i} 1h -> A{i} 1h -> J{i + 1} 1h; J{i} -> B{i} 1h -> J{i + 1}" for i in range(25))
    result = analysed(diamonds)
    assert result.critical_path_count == 2**25
    assert len(result.critical_paths) == 100
    assert list(result.critical_paths) == sorted(result.critical_paths)
    assert any("33,554,432" in note for note in result.notes)


def test_two_customers_at_one_end_make_one_path():
    result = analysed("(Broker) -> A 1h -> B 1h -> (Customer); (Direct) -> A; B -> (Agent)")
    assert result.critical_paths == (("A", "B"),)
    assert result.critical_path_count == 1
    assert [part.node for part in result.path] == ["Broker", "A", "B", "Agent"]


def test_a_flows_delay_always_adds():
    held = flow_changed(document("A 1h -> B 1h; A -> C 2h"), "A", "B", delay=Duration("3 h"))
    result = analysed(held)
    assert result.figures.lead_time == 5 * HOUR
    assert result.critical_paths == (("A", "B"),)
    assert [part.delay for part in result.path] == [0, 3 * HOUR]
    assert result.critical_flows == {flow.id for flow in held.leaving("A") if flow.target == "B"}


# --- starts and ends --------------------------------------------------------------------------------------------------


def test_without_endpoints_every_first_and_last_step_counts():
    assert names("A 1h -> B 1h; C 5h -> D 1h") == [("C", "D")]


def test_where_the_map_has_an_end_a_dead_end_is_off_the_path():
    result = analysed("(Start) -> A 1h -> B 1h -> (End); A -> C 9h")
    assert result.critical_paths == (("A", "B"),)
    assert result.nodes["C"].slack is None
    assert result.nodes["C"].latest_start is None
    assert result.nodes["C"].earliest_start == HOUR


def test_a_last_step_that_is_meant_to_end_counts_beside_an_end():
    held = changed(document("(Start) -> A 1h -> B 1h -> (End); A -> C 9h"), "C", ends_here=True)
    assert analysed(held).critical_paths == (("A", "C"),)


def test_only_the_last_step_of_a_branch_can_end_it():
    held = changed(document("(Start) -> A 1h -> B 1h -> (End); A -> C 9h -> D 1h"), "C", ends_here=True)
    assert analysed(held).critical_paths == (("A", "B"),)


def test_a_queue_behind_a_step_that_ends_here_ends_with_it():
    held = changed(document("(Start) -> A 1h -> B 1h -> (End); A -> C 9h -> [Archive 1h]"), "C", ends_here=True)
    assert analysed(held).critical_paths == (("A", "C", "Archive"),)


def test_what_nothing_leads_to_is_off_the_path_where_the_map_has_a_start():
    result = analysed("(Start) -> A 1h -> B 1h -> (End); C 9h -> B")
    assert result.critical_paths == (("A", "B"),)
    assert result.nodes["C"].slack is None
    assert result.nodes["B"].earliest_start == HOUR


def test_no_way_from_start_to_end_is_said_and_not_guessed():
    result = analysed("(Start) -> A 1h; B 1h -> (End)")
    assert result.figures.lead_time is None
    assert result.critical_paths == ()
    assert result.scenarios == ()
    assert any("No path leads from a start to an end" in note for note in result.notes)


def test_an_endpoint_that_is_not_connected_yet_changes_nothing():
    held = document("A 1h -> B 1h")
    held = put(held, Endpoint(id="end", map="map", name="Customer", role=EndpointRole.END))
    held = put(held, Endpoint(id="start", map="map", name="Customer", role=EndpointRole.START))
    assert analysed(held).critical_paths == (("A", "B"),)


def test_a_share_of_nothing_cannot_happen():
    result = analysed("A 1h -0%-> B 9h -> D 1h; A -100%-> C 1h -> D")
    assert result.critical_paths == (("A", "C", "D"),)
    assert result.nodes["B"].slack is None
    assert len(result.scenarios) == 1


def test_a_map_of_blanks_still_has_a_path():
    result = analysed("A -> B -> C")
    assert result.figures.lead_time is None
    assert result.figures.expected_lead_time is None
    assert result.critical_paths == (("A", "B", "C"),)


def test_typed_zero_is_known_and_blank_is_not():
    assert lead_time("A 0min -> B") == 0
    assert lead_time("A -> B") is None


def test_an_empty_map_and_one_of_endpoints_alone():
    assert lead_time("") is None
    result = analysed("(Start) -> (End)")
    assert result.figures.lead_time is None
    assert result.critical_paths == ((),)


def test_work_into_a_start_and_out_of_an_end_breaks_nothing():
    held = document("(S) -> A 1h -> (E)")
    held = changed(changed(held, "S", role=EndpointRole.END), "E", role=EndpointRole.START)
    assert analysed(held).figures.steps == 1


def test_near_critical_is_slack_below_a_share_of_lead_time():
    # lead time 20 h, so that 5 % are 1 h
    text = "A 1h -> B 18h -> D 1h; A -> C 17.5h -> D; A -> E 17h -> D"
    nodes = analysed(text).nodes
    assert nodes["C"].near_critical
    assert not nodes["E"].near_critical  # exactly at the threshold
    assert not nodes["B"].near_critical
    assert nodes["B"].critical


# --- networks whose slacks are printed --------------------------------------------------------------------------------

HILLIER = (  # Reliable Construction: Hillier & Lieberman, Introduction to Operations Research, ch. 22
    "A 2d -> B 4d -> C 10d -> D 6d -> G 7d -> H 9d -> M 2d; C -> E 4d -> F 5d -> J 8d -> K 4d -> N 6d;"
    "C -> I 7d -> J; J -> L 5d -> N; E -> H"
)
HEIZER = (  # Milwaukee Paper: Heizer & Render, Operations Management, ch. 3
    "A 2wk -> C 2wk -> E 4wk -> G 5wk -> H 2wk; A -> D 4wk; B 3wk -> D -> G; C -> F 3wk -> H"
)


@pytest.mark.parametrize(
    ("network", "length", "path", "slack"),
    [
        (
            HILLIER,
            44 * DAY,
            "ABCEFJLN",
            {"D": 4, "G": 4, "H": 4, "M": 4, "I": 2, "K": 1},
        ),
        (HEIZER, 15 * 5 * DAY, "ACEGH", {"B": 5, "D": 5, "F": 30}),
    ],
)
def test_textbook_networks(network, length, path, slack):
    result = analysed(network)
    assert result.figures.lead_time == pytest.approx(length)
    assert result.critical_paths == (tuple(path),)
    found = {key: times.slack / DAY for key, times in result.nodes.items()}
    assert found == pytest.approx({**dict.fromkeys(path, 0), **slack})
