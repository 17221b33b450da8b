"""Ranges: P50, P85 and P95 of lead time and how often each step is critical, against what can be worked out exactly."""

from __future__ import annotations

import math
import random
import re
from dataclasses import replace
from itertools import product

import pytest

from tests.analysis.maps import DAY, HOUR, changed, flow_changed, put
from tests.builders import document as build
from vsmstudio.analysis import simulation_runs
from vsmstudio.analysis.analyse import analyse, analyse_map
from vsmstudio.analysis.contributions import step_adds
from vsmstudio.analysis.simulation import MOST_RUNS, RUNS, Cancelled, run, simulate, with_simulations
from vsmstudio.analysis.simulation_plan import plan
from vsmstudio.analysis.simulation_result import Simulation
from vsmstudio.analysis.simulation_runs import sources
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, Duration, parse
from vsmstudio.model.records import Convention, FlowKind, Queue, RangeShape, Split

TRIANGLE = {"range_shape": RangeShape.TRIANGULAR}


def simulated(held: Document | str, runs: int = RUNS, seed: int = 1, **engagement: object) -> Simulation:
    """The simulation of the one map, which has ranges."""
    found = simulate(build(held, **engagement) if isinstance(held, str) else held, "map", runs, seed)
    assert found is not None
    return found


def triangle(low: float, likely: float, high: float, share: float) -> float:
    """The value below which a share of the triangle lies."""
    if share < (likely - low) / (high - low):
        return low + math.sqrt(share * (high - low) * (likely - low))
    return high - math.sqrt((1 - share) * (high - low) * (high - likely))


def spread(low: float, likely: float, high: float) -> tuple[float, float]:
    """Mean and variance of a PERT-beta."""
    mean = (low + 4 * likely + high) / 6
    return mean, (mean - low) * (high - mean) / 7


# --- what comes out -------------------------------------------------------------------------------------------------


def test_a_map_without_ranges_is_not_simulated():
    held = build("A 1h -> B 2h")
    assert simulate(held, "map") is None
    assert with_simulations(held, analyse(held)).simulations == {}


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (build("A 2h -> B 1h; A -> C 1-3h; B -> (End)"), "on a dead end"),
        (build("A 1-2h/4h -> B 1h"), "processing time inside a lead time that is given"),
        (flow_changed(build("A =>B 1h; A -> C 1-3h"), "A", "C", share=0.0), "on a way that is never taken"),
        (changed(build("A 4h -> B 1h"), "A", wait=Duration("1-2 h")), "a wait inside a lead time that is given"),
        (build("A 3-3h -> B 1h"), "a range from 3 to 3"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_ranges_that_cannot_count_ask_for_no_simulation(held: Document, why: str):
    assert simulate(held, "map") is None


def test_a_triangle_against_its_exact_percentiles():
    found = simulated("A 2-3-6h", runs=100_000, **TRIANGLE)
    for value, share in ((found.p50, 0.5), (found.p85, 0.85), (found.p95, 0.95)):
        assert value == pytest.approx(triangle(2 * HOUR, 3 * HOUR, 6 * HOUR, share), rel=0.01)
    assert found.mean == pytest.approx((2 + 3 + 6) / 3 * HOUR, rel=0.005)
    assert 2 * HOUR <= found.low <= found.high <= 6 * HOUR
    assert found.shape == "triangular"
    assert found.basis == "100,000 runs, seed 1, triangular"


@pytest.mark.parametrize("times", ["2-3-6d", "2-2-6d", "2-6-6d", "2-6d", "0-1-30d", "5-29-30d"])
def test_a_pert_range_has_its_textbook_mean_and_spread(times: str):
    found = simulated(f"A {times}", runs=100_000)
    low, likely, high = (each / DAY for each in parse(times).estimate(Calendar()))
    mean, variance = spread(low, likely, high)
    assert found.mean / DAY == pytest.approx(mean, abs=3 * math.sqrt(variance / found.runs))
    assert low * DAY <= found.low <= found.p50 <= found.p85 <= found.p95 <= found.high <= high * DAY


def test_a_pert_range_against_the_exact_beta():
    """With the likely value in the middle it is a beta of 3 and 3, whose cumulative share is a polynomial."""
    found = simulated("A 0-6d", runs=100_000)
    for value, share in ((found.p50, 0.5), (found.p85, 0.85), (found.p95, 0.95)):
        x = value / (6 * DAY)
        assert 10 * x**3 - 15 * x**4 + 6 * x**5 == pytest.approx(share, abs=3 * math.sqrt(0.25 / found.runs))


@pytest.mark.parametrize("shape", RangeShape)
def test_the_mean_of_a_chain_is_the_sum_of_the_means(shape: RangeShape):
    chain = [(1, 2, 4), (0, 0, 9), (3, 5, 6), (2, 2.5, 3), (1, 8, 8)]
    steps = " -> ".join(f"S{at} {a}-{m}-{b}h" for at, (a, m, b) in enumerate(chain))
    found = simulated(build(steps, range_shape=shape))
    if shape is RangeShape.PERT:
        means, variances = zip(*(spread(*each) for each in chain), strict=True)
    else:
        means = tuple(sum(each) / 3 for each in chain)
        variances = tuple((a * a + m * m + b * b - a * m - a * b - m * b) / 18 for a, m, b in chain)
    error = math.sqrt(sum(variances) / found.runs)
    assert found.mean / HOUR == pytest.approx(sum(means), abs=3 * error)
    assert set(found.criticality.values()) == {1.0}
    assert found.in_range == (5, 5)


def test_two_like_branches_take_as_long_as_the_slower():
    """The slower of two has a percentile of p where each alone has one of √p; each is critical half of the time."""
    found = simulated("S 0h -> A 0-3-9h -> E 0h; S -> B 0-3-9h -> E", runs=100_000, **TRIANGLE)
    for value, share in ((found.p50, 0.5), (found.p85, 0.85), (found.p95, 0.95)):
        assert value == pytest.approx(triangle(0, 3 * HOUR, 9 * HOUR, math.sqrt(share)), rel=0.01)
    assert found.criticality["A"] == pytest.approx(0.5, abs=0.005)
    assert found.criticality["A"] + found.criticality["B"] == pytest.approx(1.0)
    assert found.criticality["S"] == found.criticality["E"] == 1.0


def test_ties_are_critical_alike():
    found = simulated("S 1-2h -> A 3h -> E 1h; S -> B 3h -> E; S -> C 2h -> E")
    assert found.criticality == {"S": 1.0, "A": 1.0, "B": 1.0, "C": 0.0, "E": 1.0}


def test_a_step_that_is_never_critical_by_the_likely_times_can_be_in_some_runs():
    held = build("S 1h -> A 5h -> E 1h; S -> B 1-4-9h -> E")
    assert not analyse_map(held, "map").nodes["B"].critical
    found = simulated(held)
    assert 0.2 < found.criticality["B"] < 0.4
    assert found.criticality["A"] == pytest.approx(1 - found.criticality["B"])


def test_alternatives_run_as_often_as_their_shares():
    found = simulated("S 1h -30%-> A 10-11h -> E 1h; S -70%-> B 1-2h -> E", runs=100_000)
    assert found.criticality["A"] == pytest.approx(0.3, abs=0.005)
    assert found.criticality["B"] == pytest.approx(0.7, abs=0.005)
    assert found.criticality["A"] + found.criticality["B"] == 1.0
    assert found.p50 < 4 * HOUR < 12 * HOUR < found.p85
    assert found.mean == pytest.approx((2 + 0.3 * 10.5 + 0.7 * 1.5) * HOUR, rel=0.01)


def test_a_join_waits_only_for_branches_that_run():
    found = simulated("S 1h -50%-> A 100h -> E 1h; S -50%-> B 1-2h -> E; (C) -> S; (C) -> P 5h -> E")
    assert found.low == pytest.approx(6 * HOUR)
    assert found.high == pytest.approx(102 * HOUR)
    assert found.criticality["P"] == pytest.approx(0.5, abs=0.02)  # slower than B, faster than A


def test_runs_that_reach_no_end_are_left_out_and_counted():
    found = simulated("S 1-2h -40%-> A 9h; S -60%-> B 3h -> (End)")
    assert found.without_end / found.runs == pytest.approx(0.4, abs=0.02)
    assert 4 * HOUR <= found.low <= found.high <= 5 * HOUR
    assert found.criticality == {"S": 1.0, "B": 1.0, "End": 1.0}
    assert any("no end" in note and f"{found.without_end / found.runs:.1%}" in note for note in found.notes)
    assert sum(found.histogram) == found.runs - found.without_end


def test_queues_and_flows_have_ranges_too():
    queue = simulated("A 1h -> [Inbox 1-2-6d] -> B 1h")
    assert queue.in_range == (0, 2)
    assert queue.mean == pytest.approx(2 * HOUR + 2.5 * DAY, rel=0.02)
    post = simulated(flow_changed(build("A 1h -> B 1h"), "A", "B", delay=Duration("1-3 d")))
    assert post.mean == pytest.approx(2 * HOUR + 2 * DAY, rel=0.02)


def test_a_loop_of_work_and_rework_do_not_stop_it():
    found = simulated("A 1-2h -> B 1h -> C 1h; C -> B; C ~50%~> A")
    assert found.mean == pytest.approx(3.5 * HOUR, rel=0.01)  # first pass, the closing flow left out


def test_the_histogram_covers_all_runs():
    found = simulated("A 1-2-6h -> B 1-2-6h")
    assert len(found.histogram) == 40
    assert sum(found.histogram) == found.runs
    assert found.histogram[0] < max(found.histogram) > found.histogram[-1]


def test_it_says_how_it_is_to_be_read():
    (note,) = simulated("A 1-2h").notes
    assert "without rework" in note
    assert "PERT-beta" in note


# --- conventions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("convention", Convention)
def test_lead_time_and_processing_time_of_one_step_are_long_together(convention: Convention):
    """LT 4 to 8 h around PT 1 to 5 h is always three hours longer, so the wait is three hours in every run."""
    found = simulate(build("A 1-5h/4-8h -> B 1-2h/2-3h", convention), "map")
    assert found is not None
    if convention is Convention.WAITS:
        assert found.low == pytest.approx(4 * HOUR)
        assert found.high == pytest.approx(4 * HOUR)
    else:
        assert 6 * HOUR < found.low < found.high < 11 * HOUR


@pytest.mark.parametrize("convention", Convention)
@pytest.mark.parametrize("typed", list(product([None, "7 h"], [None, "2 h"], [None, "3 h", "9 h"])))
def test_a_drawn_step_adds_what_the_convention_says(convention: Convention, typed: tuple[str | None, ...]):
    """Each duration as a range too narrow to matter adds what the same durations add as figures."""
    lead_time, wait, process_time = typed
    held = changed(
        build("A -> Z 1-1.0000000001h", convention),
        "A",
        **{field: Duration(_narrow(text)) if text else None for field, text in
           (("lead_time", lead_time), ("wait", wait), ("process_time", process_time))},
    )  # fmt: skip
    said, _ = step_adds(
        convention, *(Duration(each).minutes(Calendar()) if each else None for each in (lead_time, wait, process_time))
    )
    found = simulate(held, "map", runs=20)
    last = 0.0 if convention is Convention.WAITS else HOUR
    assert (found.mean if found else last) == pytest.approx((said or 0.0) + last, abs=1e-5)


def _narrow(text: str) -> str:
    """A range of no width to speak of: `5-5.0000000001 h`."""
    number, unit = re.fullmatch(r"([\d.]+) ?(\w+)", text).groups()
    return f"{number}-{float(number) + 1e-10:.10f} {unit}"


@pytest.mark.parametrize("convention", Convention)
@pytest.mark.parametrize("seed", range(12))
def test_with_ranges_of_no_width_every_run_is_the_headline(convention: Convention, seed: int):
    """Random maps: lead time and critical nodes of each run are those of the map itself."""
    chooser = random.Random(f"{seed} {convention}")
    held = _random_map(chooser, convention, alternatives=False)
    found, known = simulate(held, "map", runs=50, seed=seed), analyse_map(held, "map")
    if found is None:
        return
    assert found.low == pytest.approx(known.figures.lead_time, abs=1e-5)
    assert found.high == pytest.approx(known.figures.lead_time, abs=1e-5)
    for key, share in found.criticality.items():
        times = known.nodes[key]
        assert times.slack is not None
        assert times.slack > 1e-4 or share == 1.0  # not equal to the last digit: what is drawn is not quite a figure
        assert times.slack < 1e-4 or share == 0.0


@pytest.mark.parametrize("convention", Convention)
@pytest.mark.parametrize("seed", range(12))
def test_with_alternatives_every_run_is_a_scenario(convention: Convention, seed: int):
    held = _random_map(random.Random(f"{seed} {convention}"), convention, alternatives=True)
    found, known = simulate(held, "map", runs=4000), analyse_map(held, "map")
    if found is None:
        return
    times = [each.lead_time for each in known.scenarios]
    assert any(found.low == pytest.approx(each, abs=1e-5) for each in times)
    assert any(found.high == pytest.approx(each, abs=1e-5) for each in times)
    assert found.high <= known.figures.lead_time + 1e-5
    mean = known.figures.expected_lead_time
    weights = [each.probability for each in known.scenarios]
    spread_of = sum(w * (t - mean) ** 2 for w, t in zip(weights, times, strict=True)) / sum(weights)
    assert found.mean == pytest.approx(mean, abs=4 * math.sqrt(spread_of / found.runs) + 1e-5)
    assert found.without_end / found.runs == pytest.approx(1 - sum(weights), abs=0.04)


def _random_map(chooser: random.Random, convention: Convention, alternatives: bool) -> Document:
    """Up to ten nodes with figures of all sorts as ranges of no width, joined at random without loops."""
    names = [f"N{at}" for at in range(chooser.randint(2, 10))]
    parts = [
        f"{name} -> {after}"
        for at, name in enumerate(names)
        for after in chooser.sample(names[at + 1 :], min(len(names) - at - 1, chooser.randint(0, 2)))
    ]
    held = changed(build("; ".join([*names, *parts]), convention), "stream", demand=20.0)
    for name in names:
        node = held.node(name)
        typed = {field: Duration(_narrow(f"{chooser.randint(1, 9)} h"))
                 for field in ("lead_time", "wait", "process_time") if chooser.random() < 0.5}  # fmt: skip
        if chooser.random() < 0.3:
            wait = {"wait": typed["wait"]} if "wait" in typed else {"quantity": float(chooser.randint(0, 40))}
            held = put(held, Queue(id=name, map="map", name=name, split=node.split, **wait))
        else:
            held = changed(held, name, **typed, ends_here=chooser.random() < 0.2)
        if alternatives and chooser.random() < 0.5:
            held = changed(held, name, split=Split.ONE)
    for flow in sorted(held.flows("map"), key=lambda each: (each.source, each.target)):
        if flow.kind is FlowKind.WORK and chooser.random() < 0.2:
            held = changed(held, flow.id, delay=Duration(_narrow(f"{chooser.randint(1, 9)} h")))
    return held


# --- seeds, runs, progress ------------------------------------------------------------------------------------------

BUSY = "S 1-2-4h -30%-> A 1-5h -> E 0-2h; S -70%-> [Q 1-9h] -> C 2-3h -> E; C -> D 1-2-7h -> E"


def test_the_same_seed_gives_the_same_figures_and_another_gives_others():
    held = build(BUSY)
    assert simulated(held, seed=7) == simulated(Document(dict(held.records)), seed=7)
    assert simulated(held, seed=7).p50 != simulated(held, seed=8).p50
    assert simulated(held, seed=7).p50 == pytest.approx(simulated(held, seed=8).p50, rel=0.05)


def test_figures_do_not_depend_on_how_many_runs_are_held_at_once(monkeypatch):
    whole = simulated(held := build(BUSY))
    monkeypatch.setattr(simulation_runs, "MOST_AT_ONCE", 333)
    assert simulated(held) == whole


def test_what_is_drawn_for_a_step_stays_when_others_change():
    """So that the effect of an edit is not hidden behind other luck."""
    held = build("A 1-5h -> B 1-5h")
    before, after = plan(held, "map"), plan(changed(held, "B", lead_time=Duration("9 h")), "map")
    assert list(sources(before, 1).times[0](20)) == list(sources(after, 1).times[0](20))
    assert list(sources(before, 1).times[0](20)) != list(sources(before, 1).times[1](20))


def test_a_rename_or_a_move_asks_for_no_new_runs():
    held = build(BUSY)
    moved = held.apply(edits.place(held, {"A": (999.0, 999.0)}))
    assert plan(changed(moved, "A", name="Another"), "map") == plan(held, "map")
    assert plan(changed(held, "A", lead_time=Duration("1-6 h")), "map") != plan(held, "map")


def test_these_very_figures_come_out_everywhere():
    """They hang on the bits of PCG64, which numpy keeps, and not on its machine or version."""
    found = simulated("A 2-3-6d -> B 1-4d; A -> C 1-2-9d", seed=1)
    assert (found.p50, found.p85, found.p95) == pytest.approx(EXPECTED, rel=1e-9)


EXPECTED = (3111.988830680536, 3837.876005800031, 4342.369039637688)


def test_progress_rises_to_one(monkeypatch):
    monkeypatch.setattr("vsmstudio.analysis.simulation.TOLD_EACH", 0.0)
    told: list[float] = []
    held = build(BUSY)
    simulate(held, "map", progress=lambda done: bool(told.append(done)) or True)
    assert told == sorted(told)
    assert 0 < told[0] < 0.2
    assert told[-1] == 1.0
    assert len(told) > 20


def test_progress_is_over_all_maps(monkeypatch):
    monkeypatch.setattr("vsmstudio.analysis.simulation.TOLD_EACH", 0.0)
    held = build("A 1-2h -> B 1h")
    held = held.apply(edits.copy_map(held, "map", "90 days"))
    told: list[float] = []
    found = with_simulations(held, analyse(held), runs=50, progress=lambda done: bool(told.append(done)) or True)
    assert set(found.simulations) == set(found.maps)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
def test_it_can_be_cancelled(monkeypatch, at: float):
    monkeypatch.setattr("vsmstudio.analysis.simulation.TOLD_EACH", 0.0)
    with pytest.raises(Cancelled):
        simulate(build(BUSY), "map", progress=lambda done: done < at)


def test_so_many_runs_and_no_other_number():
    assert simulated("A 1-2h", runs=1).histogram == (1,)
    for runs in (0, -1, MOST_RUNS + 1):
        with pytest.raises(ValueError, match="number of runs"):
            simulate(build("A 1-2h"), "map", runs)


def test_a_map_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        simulate(build("A 1-2h"), "nowhere")


def test_a_plan_can_be_run_again_with_the_same_answer():
    planned = plan(build(BUSY), "map")
    assert planned is not None
    assert run(planned, 100, 3) == run(replace(planned), 100, 3)
