"""What makes lead time, by each convention: every combination of what is known and what is blank."""

from __future__ import annotations

import pytest

from tests.analysis.maps import DAY, HOUR, analysed, changed, flow_changed, lead_time
from tests.builders import document
from vsmstudio.analysis.contributions import step_adds
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Convention

SERVICE, WAITS, BOTH = Convention.SERVICE, Convention.WAITS, Convention.WAITS_PROCESSING


@pytest.mark.parametrize(
    ("convention", "lt", "wait", "pt", "adds", "covered"),
    [
        (SERVICE, 60, None, 10, 60, True),
        (SERVICE, 60, 55, 10, 60, True),
        (SERVICE, None, 50, 10, 60, True),
        (SERVICE, None, 50, None, 50, True),
        (SERVICE, None, None, 10, 10, False),  # at least
        (SERVICE, None, None, None, None, False),
        (WAITS, 60, None, 10, 50, True),
        (WAITS, 60, 45, 10, 45, True),  # what was typed
        (WAITS, 60, None, None, None, False),
        (WAITS, None, 50, None, 50, True),
        (WAITS, None, None, 10, None, False),
        (WAITS, 5, None, 10, 0, True),  # lead time under processing time is no negative wait
        (BOTH, 60, None, 10, 60, True),
        (BOTH, 60, 45, 10, 55, True),
        (BOTH, 60, None, None, 60, True),
        (BOTH, None, 50, 10, 60, True),
        (BOTH, None, None, 10, 10, False),
        (BOTH, None, None, None, None, False),
    ],
)
def test_what_a_step_adds(convention, lt, wait, pt, adds, covered):
    assert step_adds(convention, lt, wait, pt) == (adds, covered)


def with_demand(text: str, convention: Convention = SERVICE, demand: float | None = 10) -> Document:
    return changed(document(text, convention), "stream", demand=demand)


def test_a_typed_wait_in_a_queue_always_adds():
    assert lead_time("A 1h -> [Q 3h] -> B 1h") == 5 * HOUR


def test_a_quantity_adds_in_the_service_convention_only_before_a_step_without_lead_time():
    assert lead_time(with_demand("A 1h -> [Q 20] -> B 1h")) == 2 * HOUR
    assert lead_time(with_demand("A 1h -> [Q 20] -> B")) == HOUR + 2 * DAY
    assert lead_time(with_demand("A 1h -> [Q 20]")) == HOUR + 2 * DAY
    assert lead_time(with_demand("A 1h -> [Q 20] -> [R 1h] -> B 1h")) == 3 * HOUR


def test_a_queue_before_steps_of_both_kinds_adds_its_quantity_on_the_way_to_the_one_without_lead_time():
    result = analysed(with_demand("A 1h -> [Q 20] -> B 4h; Q -> C -> D 1h; B -> D"))
    assert result.figures.lead_time == 2 * HOUR + 2 * DAY
    assert result.critical_paths == (("A", "Q", "C", "D"),)
    assert [part.adds for part in result.path] == [HOUR, 2 * DAY, None, HOUR]
    assert result.nodes["B"].slack == 2 * DAY - 4 * HOUR


@pytest.mark.parametrize("convention", [WAITS, BOTH])
def test_a_quantity_always_adds_in_the_other_conventions(convention):
    held = with_demand("A 1h -> [Q 20] -> B 1h", convention)
    assert lead_time(held) == 2 * DAY + (0 if convention is WAITS else 2 * HOUR)


@pytest.mark.parametrize(
    ("demand", "per", "wait"), [(10, "d", 2 * DAY), (5, "h", 4 * HOUR), (50, "wk", 2 * DAY), (2600, "y", 2 * DAY)]
)
def test_quantity_by_demand_is_a_wait(demand, per, wait):
    held = changed(document("A -> [Q 20] -> B"), "stream", demand=demand, demand_per=per)
    assert lead_time(held) == pytest.approx(wait)


def test_a_quantity_without_demand_is_unknown():
    assert lead_time("A 1h -> [Q 20] -> B") == HOUR
    assert lead_time("A -> [Q 20] -> B") is None


def test_a_typed_wait_beats_the_quantity():
    held = changed(with_demand("A -> [Q 20] -> B"), "Q", wait=Duration("1h"))
    assert lead_time(held) == HOUR


@pytest.mark.parametrize("convention", Convention)
def test_a_delay_adds_by_every_convention(convention):
    held = flow_changed(document("A 10min/1h -> B 10min/1h", convention), "A", "B", delay=Duration("2h"))
    before = lead_time(document("A 10min/1h -> B 10min/1h", convention))
    assert lead_time(held) == before + 2 * HOUR


def test_coverage_counts_the_steps_on_the_path_whose_time_is_known():
    result = analysed("A 10min/1h -> B 10min/ -> C -> D 1h")
    assert result.figures.lead_time == 2 * HOUR + 10
    assert result.coverage.lead_time == (2, 4)
    assert result.coverage.process_time == (2, 4)


def test_the_calendar_reads_days():
    assert lead_time("A 2d", hours_per_day=7.5) == 900
