"""Rework by both rules, against closed forms and against following items through the chain."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.maps import HOUR, analysed, changed, flow_changed
from tests.builders import document
from vsmstudio.analysis.rework import Endless, Loop, expected_time
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import FlowKind, ReworkRule

UNTIL, ONCE = ReworkRule.UNTIL_RIGHT, ReworkRule.ONCE


@given(p=st.floats(0, 0.99), body=st.floats(0, 1e6))
def test_a_single_loop_counts_its_body_geometrically(p, body):
    assert expected_time([10, body, 20], [0, 0, 0], [Loop(1, 1, p)], UNTIL) == pytest.approx(30 + body / (1 - p))
    assert expected_time([10, body, 20], [0, 0, 0], [Loop(1, 1, p)], ONCE) == pytest.approx(30 + body * (1 + p))


def test_flows_within_the_body_repeat_and_those_outside_do_not():
    time = expected_time([10, 10, 10], [1, 2, 4], [Loop(1, 0, 0.5, 8)], UNTIL)
    assert time == pytest.approx((10 + 1 + 10) * 2 + 8 + 2 + 10 + 4)
    assert expected_time([10, 10, 10], [1, 2, 4], [Loop(1, 0, 0.5, 8)], ONCE) == pytest.approx(37 + 0.5 * (21 + 8))


def test_chances_that_leave_one_place_add():
    # from the last place 0.25 back to the start and 0.25 back to the middle
    times, loops = [10.0, 20.0, 30.0], [Loop(2, 0, 0.25), Loop(2, 1, 0.25)]
    assert expected_time(times, [0, 0, 0], loops, UNTIL) == pytest.approx(60 + (0.25 * 60 + 0.25 * 50) / 0.5)
    assert expected_time(times, [0, 0, 0], loops, ONCE) == pytest.approx(60 + 0.25 * 60 + 0.25 * 50)


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[float], list[float], list[Loop]]:
    """Places along a path, and loops of every kind: nested, overlapping, of one place, several from one place."""
    size = draw(st.integers(1, 7))
    minutes = st.floats(0, 1000)
    adds = draw(st.lists(minutes, min_size=size, max_size=size))
    onward = draw(st.lists(minutes, min_size=size, max_size=size))
    ends = st.integers(0, size - 1).flatmap(lambda a: st.tuples(st.just(a), st.integers(0, a)))
    loops = [Loop(a, b, draw(st.floats(0, 0.3)), draw(minutes)) for a, b in draw(st.lists(ends, max_size=6))]
    leaving = {at: sum(each.probability for each in loops if each.source == at) for at in range(size)}
    return adds, onward, [each for each in loops if leaving[each.source] < 0.95]


@given(chains())
def test_any_loops_give_what_the_fundamental_matrix_gives(chain):
    """N = (I - Q)^-1 holds the expected visits [Kemeny & Snell, Finite Markov Chains]: time = visits x time of a visit."""
    adds, onward, loops = chain
    size = len(adds)
    moves = np.zeros((size, size))
    visit = np.array(adds)
    for at in range(size):
        goes_on = 1.0 - sum(each.probability for each in loops if each.source == at)
        visit[at] += goes_on * onward[at]
        if at + 1 < size:
            moves[at, at + 1] += goes_on
    for each in loops:
        moves[each.source, each.target] += each.probability
        visit[each.source] += each.probability * each.delay
    visits = np.linalg.inv(np.eye(size) - moves)[0]
    assert expected_time(adds, onward, loops, UNTIL) == pytest.approx(float(visits @ visit), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_items_followed_through_the_chain_take_as_long_on_average(seed):
    chooser = random.Random(seed)
    size = 5
    times = [chooser.uniform(1, 10) for _ in range(size)]
    onward = [chooser.uniform(0, 2) for _ in range(size)]
    loops = [Loop(a, chooser.randint(0, a), chooser.uniform(0.05, 0.3), chooser.uniform(0, 3)) for a in (1, 2, 4, 4)]

    def follow() -> float:
        at, time = 0, 0.0
        while at < size:
            time += times[at]
            drawn = chooser.random()
            for loop in loops:
                if loop.source == at:
                    if drawn < loop.probability:
                        time += loop.delay
                        at = loop.target
                        break
                    drawn -= loop.probability
            else:
                time += onward[at]
                at += 1
        return time

    mean = sum(follow() for _ in range(40_000)) / 40_000
    assert expected_time(times, onward, loops, UNTIL) == pytest.approx(mean, rel=0.02)


@pytest.mark.parametrize("rule", ReworkRule)
def test_rework_that_never_ends_is_an_error_with_the_places(rule):
    with pytest.raises(Endless) as caught:
        expected_time([1, 1, 1], [0, 0, 0], [Loop(2, 0, 0.5), Loop(2, 1, 0.5), Loop(1, 0, 0.2)], rule)
    assert caught.value.places == (2,)


@pytest.mark.parametrize(("rule", "expected"), [(ONCE, 2.5), (UNTIL, 2 + 1 / 3 * 2)])
def test_the_engagement_says_which_rule(rule, expected):
    result = analysed("A 1h -> B 1h; B ~25%~> A", rework=rule)
    assert result.figures.lead_time == 2 * HOUR
    assert result.figures.expected_lead_time == 2 * HOUR
    assert result.figures.expected_lead_time_with_rework == pytest.approx(expected * HOUR)


def test_waits_in_the_body_repeat_too():
    result = analysed("A 1h -> [Q 2h] -> B 1h; B ~50%~> A", rework=UNTIL)
    assert result.figures.expected_lead_time_with_rework == pytest.approx(8 * HOUR)


def test_a_way_back_takes_its_delay():
    held = document("A 1h -> B 1h; B ~50%~> A", rework=ONCE)
    held = flow_changed(held, "B", "A", FlowKind.REWORK, delay=Duration("4h"))
    assert analysed(held).figures.expected_lead_time_with_rework == pytest.approx((2 + 0.5 * (4 + 2)) * HOUR)


def test_a_loop_beside_the_path_is_left_out_and_said():
    result = analysed("A 1h -> B 5h -> D 1h; A -> C 1h -> D; C ~50%~> A")
    assert result.figures.expected_lead_time_with_rework == 7 * HOUR
    assert result.notes == (
        "Rework from C to A lies beside the critical path and is left out of the expected lead time",
    )


def test_a_loop_counts_in_the_scenarios_on_whose_path_it_lies():
    result = analysed("A 1h -50%-> B 5h -> D 1h; A -50%-> C 1h -> D; C ~50%~> A", rework=ONCE)
    assert result.figures.expected_lead_time == pytest.approx(5 * HOUR)
    assert result.figures.expected_lead_time_with_rework == pytest.approx((5 + 0.5 * 0.5 * 2) * HOUR)
    assert result.notes == ()


def test_a_loop_over_several_splits_stays_exact():
    text = "A 1h => B 1h -> D 1h; A => C 3h -> D => E 1h -> G 1h; D => F 3h -> G; G ~20%~> A"
    result = analysed(text, rework=UNTIL)
    # every scenario's whole path repeats 1 / (1 - 0.2) times
    assert result.figures.expected_lead_time_with_rework == pytest.approx(result.figures.expected_lead_time / 0.8)


def test_without_rework_the_figures_are_one_and_the_same():
    figures = analysed("A 0.1h => B 0.7h -> D 0.3h; A => C 3h -> D").figures
    assert figures.expected_lead_time_with_rework == figures.expected_lead_time


def test_rework_of_a_hundred_per_cent_names_the_step_and_leaves_the_rest():
    held = flow_changed(document("A 1h -> B 1h; B ~50%~> A"), "B", "A", FlowKind.REWORK, probability=1.0)
    result = analysed(held)
    assert result.figures.expected_lead_time == 2 * HOUR
    assert result.figures.expected_lead_time_with_rework is None
    assert result.notes == ("Rework from B adds up to 100 % or more, so the expected lead time with rework is unknown",)


def test_a_blank_chance_adds_nothing():
    held = flow_changed(document("A 1h -> B 1h; B ~50%~> A"), "B", "A", FlowKind.REWORK, probability=None)
    assert analysed(held).figures.expected_lead_time_with_rework == 2 * HOUR


def test_rework_that_leads_forward_is_left_out():
    result = analysed("A 1h -> B 1h; A ~50%~> B")
    assert result.figures.expected_lead_time_with_rework == 2 * HOUR
    assert result.notes == ("Rework from A to B leads forward, not back, and is left out of the expected lead time",)


def test_rework_never_lengthens_the_headline():
    held = document("A 1h -> B 1h; B ~50%~> A")
    assert analysed(held).figures.lead_time == analysed(changed(held, "B", notes="x")).figures.lead_time == 2 * HOUR
