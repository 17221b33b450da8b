"""Alternatives: worst, likely and expected, exact as long as it can be, sampled with a seed beyond."""

from __future__ import annotations

import pytest

from tests.analysis.maps import HOUR, analysed
from tests.builders import document
from vsmstudio.analysis.analyse import analyse_map
from vsmstudio.analysis.flow_graph import shares

LAGUNA = (
    "A 10min -30%-> B 20min -> C 23min -> D 10min -> E 20min -> I 5min -> F 9min -> H 2min;"
    "A -70%-> C; I -> G 13min -> H; I ~10%~> D"
)


def diamonds(count: int, arrow: str = "=>") -> str:
    """A row of diamonds: short way 1 h, long way 2 h."""
    ways = (f"J{i} {arrow} A{i} 1h -> J{i + 1}; J{i} {arrow} B{i} 2h -> J{i + 1}" for i in range(count))
    return "; ".join(ways)


def test_the_worst_the_likely_and_the_expected():
    result = analysed(LAGUNA)
    figures = result.figures
    assert (figures.lead_time, figures.lead_time_probability) == (103, pytest.approx(0.3))
    assert figures.most_likely_lead_time == 83
    assert figures.expected_lead_time == pytest.approx(89)
    assert [(each.probability, each.lead_time) for each in result.scenarios] == [
        (pytest.approx(0.7), 83),
        (pytest.approx(0.3), 103),
    ]
    assert result.scenarios[1].path == tuple("ABCDEIGH")


def test_without_alternatives_there_is_one_scenario():
    result = analysed("(S) -> A 1h -> B 1h -> (E)")
    assert [(each.probability, each.lead_time, each.path) for each in result.scenarios] == [(1, 2 * HOUR, ("A", "B"))]
    assert result.figures.expected_lead_time == result.figures.lead_time
    assert result.figures.lead_time_probability == 1


def test_a_join_waits_only_for_branches_that_run():
    # B and C run in parallel, D is an alternative to both
    result = analysed("S -60%-> P -> B 3h -> J 1h; P -> C 5h -> J; S -40%-> D 1h -> J")
    assert [(each.probability, each.lead_time) for each in result.scenarios] == [
        (pytest.approx(0.6), 6 * HOUR),
        (pytest.approx(0.4), 2 * HOUR),
    ]


def test_a_split_that_is_not_reached_is_no_choice():
    result = analysed("S => A 1h; S => B => C 1h; B => D 2h")
    assert [each.probability for each in result.scenarios] == [0.5, 0.25, 0.25]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ([None, None], [0.5, 0.5]),
        ([0.2, None, None], [0.2, 0.4, 0.4]),
        ([0.6, 0.6], [0.5, 0.5]),
        ([0.2, 0.2], [0.5, 0.5]),
        ([1.0, None], [1.0, 0.0]),
        ([1.5, None], [1.0, 0.0]),
        ([0.0, 0.0], [0.5, 0.5]),
        ([0.3], [1.0]),
        ([1e-130, 1.0], [0.0, 1.0]),
        ([5e-324, None], [0.0, 1.0]),
    ],
)
def test_shares(typed, parts):
    assert shares(typed) == pytest.approx(parts)


def test_cases_that_reach_no_end_are_left_out_and_said():
    result = analysed("(S) -> A 1h -75%-> B 1h -> (E); A -25%-> C 9h")
    assert result.figures.lead_time == 2 * HOUR
    assert result.figures.expected_lead_time == pytest.approx(2 * HOUR)
    assert [each.probability for each in result.scenarios] == [0.75]
    assert any("In 25.0% of cases" in note for note in result.notes)


def test_4096_scenarios_are_all_listed():
    result = analysed(diamonds(12))
    assert result.scenario_count == len(result.scenarios) == 4096
    assert sum(each.probability for each in result.scenarios) == pytest.approx(1)
    assert result.seed is None


def test_rows_of_diamonds_stay_exact_however_many():
    result = analysed(diamonds(40))
    assert result.scenario_count == 2**40
    assert result.figures.lead_time == 80 * HOUR
    assert result.figures.lead_time_probability == pytest.approx(0.5**40)
    assert result.figures.expected_lead_time == pytest.approx(60 * HOUR)
    assert len(result.scenarios) <= 101
    assert max(each.lead_time for each in result.scenarios) == 80 * HOUR
    assert result.seed is None
    assert any("1,099,511,627,776 scenarios" in note for note in result.notes)


def test_early_exits_do_not_stop_exactness():
    exits = "; ".join(f"J{i} => X{i} 1min" for i in range(20))
    result = analysed(f"{diamonds(20)}; {exits}")
    assert result.seed is None
    assert sum(2**i for i in range(21)) == result.scenario_count


def branches(count: int) -> str:
    """Parallel branches with a choice in each: no cut divides them."""
    ways = (f"S -> T{i} => A{i} {i + 1}h -> E 1h; T{i} => B{i} {i + 2}h -> E" for i in range(count))
    return "; ".join(ways)


def test_twelve_choices_at_once_are_exact():
    result = analysed(branches(12))
    assert result.scenario_count == 4096
    assert result.seed is None
    # the longest branch takes 13 h or 12 h; below that the next one down takes 12 h or 11 h, and so on
    assert result.figures.expected_lead_time == pytest.approx((1 + 13 * 0.5 + 12 * 0.5) * HOUR)


def test_beyond_that_a_sample_with_a_shown_seed():
    held = document(branches(16))
    one, again, other = (analyse_map(held, "map", seed) for seed in (1, 1, 2))
    assert one == again
    assert (one.seed, other.seed) == (1, 2)
    assert one.figures.expected_lead_time != other.figures.expected_lead_time
    assert one.figures.expected_lead_time == pytest.approx((1 + 17 * 0.5 + 16 * 0.5) * HOUR, rel=0.01)
    assert one.figures.lead_time == 18 * HOUR
    assert one.figures.lead_time_probability == pytest.approx(0.5)
    assert any("seed 1" in note for note in one.notes)
