"""The figures of a map, each by a sum that can be done by hand."""

from __future__ import annotations

import pytest

from tests.analysis.maps import DAY, HOUR, analysed, changed, flow_changed, person, put
from tests.builders import document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Split, ValueClass


def test_activity_ratio_is_processing_over_lead_time_of_the_path():
    figures = analysed("A 10min/1h -> B 50min/2h -> D 30min/1h; A -> C 20min/5h -> D").figures
    assert figures.process_time == 60
    assert figures.activity_ratio == pytest.approx(60 / 420)
    assert figures.total_process_time == 110
    assert figures.steps == 4


def test_ratios_are_unknown_where_a_part_is():
    assert analysed("A 1h -> B 1h").figures.activity_ratio is None
    assert analysed("A 10min/0min").figures.activity_ratio is None
    assert analysed("A 10min/1h").figures.va_ratio is None


def test_va_ratio_counts_value_adding_steps_on_the_path():
    held = document("A 10min/1h -> B 20min/1h; A -> C 5min/5min")
    held = changed(held, "A", value_class=ValueClass.VA)
    assert analysed(held).figures.va_ratio == pytest.approx(10 / 120)
    assert analysed(changed(held, "A", value_class=ValueClass.NNVA)).figures.va_ratio == 0
    beside = changed(changed(held, "A", value_class=None), "C", value_class=ValueClass.VA)
    assert analysed(beside).figures.va_ratio is None


def test_rolled_quality_multiplies_parallel_branches_too():
    result = analysed("A //90% -> B //80% -> D //50%; A -> C //50% -> D")
    assert result.figures.rolled_ca == pytest.approx(0.9 * 0.8 * 0.5 * 0.5)
    assert result.coverage.ca == (4, 4)


def test_rolled_quality_of_alternatives_is_the_mean_over_scenarios():
    held = document("A //90% -30%-> B //80% -> D //50%; A -70%-> C -> D")
    assert analysed(held).figures.rolled_ca == pytest.approx(0.9 * 0.5 * (0.3 * 0.8 + 0.7))
    assert analysed(held).coverage.ca == (3, 4)
    assert analysed("A 1h").figures.rolled_ca is None


def test_a_quality_of_nothing_is_nothing_and_not_blank():
    assert analysed("A //0%").figures.rolled_ca == 0


def test_takt_and_work_in_process():
    held = changed(document("A 10d"), "stream", demand=22)
    figures = analysed(held).figures
    assert figures.takt == pytest.approx(DAY / 22)
    assert figures.work_in_process == pytest.approx(220)
    held = changed(held, "stream", available=Duration("4h"), demand_per="wk")
    figures = analysed(held).figures
    assert figures.takt == pytest.approx(4 * HOUR / (22 / 5))
    assert figures.work_in_process == pytest.approx(44)
    assert analysed("A 1h").figures.takt is None


def test_handoffs_pass_through_queues_and_stop_at_endpoints():
    result = analysed("(C) -> A 1h @X -> [Q 1h] -> B 1h @Y -> D 1h @Y -> E 1h @X -> (C2); A -> F 1min @Z -> E")
    assert result.figures.handoffs == 4
    assert result.figures.handoffs_on_path == 2


def test_a_handoff_needs_two_known_performers_and_counts_once():
    assert analysed("A @X -> B").figures.handoffs == 0
    assert analysed("A @X -> B @Y; A -> [Q 1h] -> B").figures.handoffs == 1
    held = flow_changed(document("A @X -> B @Y; A -> D @Y"), "A", "B", share=0.0)
    held = flow_changed(held, "A", "D", share=1.0)
    assert analysed(changed(held, "A", split=Split.ONE)).figures.handoffs == 1


def test_owner_coverage_gives_waits_and_delays_to_the_step_they_lead_to():
    held = document("A 1h !P -> [Q 3h] -> B 1h; B -> [R 2h]")
    held = flow_changed(held, "A", "Q", delay=Duration("1h"))
    result = analysed(held)
    assert result.minutes_by_step == {"A": HOUR, "B": 7 * HOUR}
    assert result.figures.owner_coverage == pytest.approx(1 / 8)
    assert [(gap.steps, gap.minutes) for gap in result.gaps] == [(("B",), 7 * HOUR)]


def test_a_vacant_owner_covers_nothing():
    held = put(document("A 1h !P -> B 1h !Q"), *person("Q", vacant=True))
    assert analysed(held).figures.owner_coverage == pytest.approx(0.5)
    assert analysed(held).gaps == ()


def test_owner_coverage_is_unknown_without_lead_time():
    assert analysed("A !P").figures.owner_coverage is None


def test_gaps_are_runs_along_the_path():
    result = analysed("A 1h -> B 1h -> C 1h !P -> D 2h -> (End)")
    assert [(gap.steps, gap.minutes) for gap in result.gaps] == [(("A", "B"), 2 * HOUR), (("D",), 2 * HOUR)]
    assert result.gaps[0].share == pytest.approx(0.4)
