"""On which scenario's path a node lies, and the worst, most likely and expected lead time side by side."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.analysis.maps import HOUR, analysed
from tests.analysis.test_against_oracle import maps
from vsmstudio.model.document import Document


def test_every_node_says_on_which_scenarios_path_it_lies():
    result = analysed(
        "Report 1h -20%-> Assess 9h -> Pay 1h; Report -80%-> Cover 2h -> Pay; Report -0%-> Never 5h -> Pay"
    )
    assert [each.path for each in result.scenarios] == [("Report", "Cover", "Pay"), ("Report", "Assess", "Pay")]
    assert {key: result.scenarios_of(key) for key in result.nodes} == {
        "Report": (0, 1), "Cover": (0,), "Assess": (1,), "Pay": (0, 1), "Never": (),
    }  # fmt: skip


def test_a_parallel_branch_with_slack_is_on_no_scenarios_path():
    result = analysed("A 1h -> B 2h -> D 1h; A -> C 5h -> D")
    assert (result.scenarios_of("B"), result.scenarios_of("C")) == ((), (0,))


def test_worst_most_likely_and_expected_lead_time_with_their_paths():
    result = analysed("Report 1h -20%-> Assess 9h -> Pay 1h; Report -80%-> Cover 2h -> Pay")
    worst, likely = result.worst, result.most_likely
    assert (worst.lead_time, worst.probability, worst.path) == (11 * HOUR, 0.2, ("Report", "Assess", "Pay"))
    assert (likely.lead_time, likely.probability, likely.path) == (4 * HOUR, 0.8, ("Report", "Cover", "Pay"))
    assert result.figures.expected_lead_time == pytest.approx((0.2 * 11 + 0.8 * 4) * HOUR)


def test_a_map_without_a_path_has_neither():
    result = analysed("")
    assert (result.worst, result.most_likely) == (None, None)
    assert result.scenarios_of("gone") == ()


@given(maps())
def test_the_worst_scenario_is_the_headline(held: Document) -> None:
    result = analysed(held)
    if result.worst is None:
        assert result.figures.lead_time is None
    else:
        assert result.worst.lead_time == pytest.approx(result.figures.lead_time or 0.0)
        assert result.worst.lead_time >= max(each.lead_time for each in result.scenarios) - 1e-6
        assert result.most_likely == result.scenarios[0]
    for node in result.nodes:
        assert result.scenarios_of(node) == tuple(
            at for at, each in enumerate(result.scenarios) if node in set(each.path)
        )
