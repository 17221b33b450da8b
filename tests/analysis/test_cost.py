"""No map makes the analysis hang, and reading results costs no graph library. Bounds are wide: they catch explosions."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Engagement, Flow, Map, Queue, Split, Step, ValueStream


def analysed(size: int, pairs: list[tuple[int, int]], split: Split = Split.ALL, hours: int | None = 1) -> MapAnalysis:
    held = Document([
        Engagement(id="e"),
        ValueStream(id="s", name="S"),
        Map(id="m", stream="s"),
        *(
            Step(
                id=f"n{at}", map="m", name=f"Step {at:05}", ca=0.9, split=split,
                lead_time=Duration(f"{hours} h") if hours is not None else None,
            )
            for at in range(size)
        ),
        *(Flow(id=f"f{a}-{b}", map="m", source=f"n{a}", target=f"n{b}") for a, b in pairs),
    ])  # fmt: skip
    start = time.perf_counter()
    result = analyse(held).maps["m"]
    assert time.perf_counter() - start < 20
    return result


def complete(size: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(size) for b in range(a + 1, size)]


def diamonds(count: int) -> list[tuple[int, int]]:
    return [pair for i in range(0, 3 * count, 3) for pair in ((i, i + 1), (i, i + 2), (i + 1, i + 3), (i + 2, i + 3))]


@pytest.mark.parametrize("hours", [1, None])
def test_diamonds_in_a_row(hours):
    assert analysed(76, diamonds(25), hours=hours).critical_path_count == 2**25


def test_diamonds_of_alternatives_in_a_row():
    assert analysed(76, diamonds(25), Split.ONE).scenario_count == 2**25


@pytest.mark.parametrize(("split", "hours", "count"), [(Split.ALL, 1, 1), (Split.ALL, None, 2**58), (Split.ONE, 1, 1)])
def test_a_complete_graph(split, hours, count):
    assert analysed(60, complete(60), split, hours).critical_path_count == count


def test_a_complete_graph_with_a_choice_at_every_node():
    held = analysed(60, complete(60), Split.ONE)
    assert held.scenario_count == 2**58 or held.seed == 1  # exact, or sampled with the seed shown
    assert held.figures.lead_time == 60 * 60
    # From place i every later one is as likely: H(n-1) steps on average follow the first (harmonic number)
    expected = 60 * (1 + sum(1 / i for i in range(1, 60)))
    assert held.figures.expected_lead_time == pytest.approx(expected, rel=0.05)


def test_a_long_chain_with_a_choice_at_every_node_is_one_scenario():
    held = analysed(10_000, [(at, at + 1) for at in range(9_999)], Split.ONE)
    assert (held.figures.lead_time, held.scenario_count, held.critical_path_count) == (600_000, 1, 1)


@pytest.mark.parametrize("split", Split)
def test_a_complete_digraph_loses_the_flows_that_close_loops(split):
    held = analysed(40, [(a, b) for a in range(40) for b in range(40) if a != b], split)
    assert len(held.left_out) == 40 * 39 // 2
    assert held.figures.lead_time == 40 * 60


def test_ties_that_part_early_and_run_long_are_listed_in_order():
    """Ten diamonds, then five thousand steps in a row: a hundred paths of five thousand are listed, all are counted."""
    long = [(at, at + 1) for at in range(30, 5_000)]
    held = analysed(5_001, diamonds(10) + long)
    assert held.critical_path_count == 2**10
    assert len(held.critical_paths) == 100
    assert list(held.critical_paths) == sorted(held.critical_paths)


def test_a_long_chain_needs_no_recursion():
    assert analysed(10_000, [(at, at + 1) for at in range(9_999)]).figures.lead_time == 600_000


def test_loops_everywhere():
    assert analysed(60, [(a, b) for a in range(60) for b in range(60) if a != b]).figures.lead_time == 3600
    assert analysed(3_000, [(at, (at + 1) % 3_000) for at in range(3_000)]).figures.lead_time == 180_000
    back = [(at, at + 1) for at in range(999)] + [(at + 1, at) for at in range(999)]
    assert len(analysed(1_000, back).left_out) == 999


def test_a_thousand_choices_at_once_are_sampled():
    pairs = [pair for i in range(2, 3002, 3) for pair in ((0, i), (i, i + 1), (i, i + 2), (i + 1, 1), (i + 2, 1))]
    held = analysed(3002, pairs)
    assert held.scenario_count == 1
    steps = [Step(id=f"n{i}", map="m", name=f"{i}", split=Split.ONE if i % 3 == 2 else Split.ALL) for i in range(3002)]
    flows = [Flow(id=f"f{a}-{b}", map="m", source=f"n{a}", target=f"n{b}") for a, b in pairs]
    start = time.perf_counter()
    result = analyse(Document([ValueStream(id="s", name="S"), Map(id="m", stream="s"), *steps, *flows])).maps["m"]
    assert time.perf_counter() - start < 30
    assert result.seed == 1


def test_a_queue_between_many_steps():
    steps = [Step(id=f"n{i}", map="m", name=f"{i}", performer=f"u{i % 2}") for i in range(600)]
    flows = [Flow(id=f"i{i}", map="m", source=f"n{i}", target="q") for i in range(300)]
    flows += [Flow(id=f"o{i}", map="m", source="q", target=f"n{i}") for i in range(300, 600)]
    held = Document([ValueStream(id="s", name="S"), Map(id="m", stream="s"), Queue(id="q", map="m"), *steps, *flows])
    start = time.perf_counter()
    assert analyse(held).maps["m"].figures.handoffs == 300 * 300 // 2
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("module", ["vsmstudio.analysis.results", "vsmstudio.analysis.analyse"])
def test_importing_the_analysis_imports_no_graph_library(module):
    code = f"import sys, {module}; sys.exit('networkx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
