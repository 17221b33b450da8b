"""Visits: how often one demanded unit passes through each step, against ways to count that are written apart."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.maps import changed, put
from tests.analysis.oracle import Oracle
from tests.builders import document
from vsmstudio.analysis.contributions import contributions
from vsmstudio.analysis.critical_path import critical_path
from vsmstudio.analysis.flow_graph import build
from vsmstudio.analysis.passes import WALKED, plan
from vsmstudio.analysis.stretches import Setting
from vsmstudio.analysis.visits import Visits, running, visits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Engagement, Flow, FlowKind, Map, Record, ReworkRule, Split, Step


def setting(held: Document, seed: int = 1) -> Setting:
    """What the analysis of the one map asks its questions by."""
    graph = build(held, "map")
    adding = contributions(graph, held.the(Map, "map").convention, held.engagement.calendar, None)
    reached = critical_path(graph, adding.node_times(), adding.flow_times()).reached
    options = [[flow for flow in flows if graph.chance[flow] > 0] for flows in graph.out]
    rule = held.engagement.rework
    return Setting(graph, options, adding.node_times(), adding.flow_times(), reached, rule, [0.0] * 9999, seed)


def whole(held: Document | str, seed: int = 1, **engagement: object) -> Visits:
    return visits(setting(document(held, **engagement) if isinstance(held, str) else held, seed))


def passes(held: Document | str, **engagement: object) -> dict[str, float | None]:
    """Visits by the id of the node."""
    shown = document(held, **engagement) if isinstance(held, str) else held
    asked = setting(shown)
    return {node.id: value for node, value in zip(asked.graph.nodes, visits(asked).nodes, strict=True)}


def near(expected: Mapping[str, float | None]) -> object:
    return pytest.approx(dict(expected), rel=1e-9, abs=1e-9)


# --- alternatives -----------------------------------------------------------------------------------------------------


def test_every_step_in_a_row_is_passed_once():
    assert passes("A 1h -> B 1h -> [Q 1d] -> C 1h") == {"A": 1, "B": 1, "C": 1, "Q": 1}


def test_alternatives_are_passed_by_their_shares():
    assert passes("A 1h -30%-> B 1h -> D 1h; A -70%-> C 1h -> D") == near({"A": 1, "B": 0.3, "C": 0.7, "D": 1})


def test_a_join_runs_if_any_of_its_branches_runs():
    # two choices side by side, of which each sends half on to J
    found = passes("S -> A => J 1h; S -> B => J; A => X 1h; B => Y 1h")
    assert found["J"] == pytest.approx(0.75)


def test_a_choice_that_feeds_both_branches_is_drawn_once():
    # B and C come from one choice, so both lead to J or neither
    found = passes("A => P 1h; A => X 1h; P -> B 1h -> J 1h; P -> C 1h -> J")
    assert found["J"] == found["B"] == found["C"] == pytest.approx(0.5)


def test_a_step_that_nothing_leads_to_is_not_passed():
    assert passes("(S) -> A 1h -> (E); B 1h -> A")["B"] == 0


@pytest.mark.parametrize("width", [16, 40])
def test_many_choices_side_by_side_stay_exact(width):
    ways = "; ".join(f"S -> T{i} => A{i} 1h -> E 1h; T{i} => B{i} 2h -> E; T{i} => X{i}" for i in range(width))
    found = whole(ways)
    assert not found.sampled
    by_name = passes(ways)
    assert by_name["E"] == pytest.approx(1 - (1 / 3) ** width)


def crossing(width: int) -> str:
    """Choices side by side, whose ways meet crosswise, two at a time and far apart: no order divides them."""
    ways = [f"S -> T{at} => A{at} 1h; T{at} => B{at} 1h" for at in range(width)]
    ways += [f"A{at} -> J{at} 1h; A{at * 7 % width} -> J{at}; B{at * 11 % width} -> J{at}" for at in range(width)]
    return "; ".join(ways)


def test_beyond_what_can_be_followed_passes_are_drawn_with_the_seed():
    held = document(crossing(29))
    one, again, other = whole(held), whole(held), whole(held, seed=2)
    assert one.sampled
    assert one.nodes == again.nodes != other.nodes
    found = passes(held)
    assert found["T5"] == 1
    assert found["A5"] == pytest.approx(0.5, abs=0.06)
    assert found["J5"] == pytest.approx(1 - 0.5**3, abs=0.06)


def test_loops_among_too_many_choices_are_drawn_too():
    found = whole(f"{crossing(29)}; J3 ~10%~> S")
    assert found.sampled
    by_name = passes(f"{crossing(29)}; J3 ~10%~> S")
    assert by_name["S"] == pytest.approx(1 + 0.1 * 0.875, abs=0.05)


@st.composite
def mixed(draw: st.DrawFn) -> Document:
    """A random map without rework: parallel branches, alternatives, shares, joins; several starts and ends."""
    size = draw(st.integers(2, 8))
    records: list[Record] = [Engagement(id="engagement"), Map(id="map", stream="")]
    for at in range(size):
        split = draw(st.sampled_from([Split.ALL, Split.ONE]))
        records.append(Step(id=f"n{at}", map="map", name=f"N{at}", split=split))
        for after in range(at + 1, size):
            if draw(st.integers(0, 2)) == 0:
                share = draw(st.sampled_from([None, None, 0.0, 0.25, 0.6]))
                records.append(Flow(id=f"f{at}-{after}", map="map", source=f"n{at}", target=f"n{after}", share=share))
    return Document(records)


@settings(max_examples=150, deadline=None)
@given(mixed())
def test_how_likely_a_step_runs_is_the_sum_over_the_scenarios_in_which_it_runs(held):
    asked = setting(held)
    found, sampled = running(asked)
    scenarios = Oracle(held).scenarios()
    expected = {
        node.id: sum(each.probability for each in scenarios if node.id in each.running) for node in asked.graph.nodes
    }
    assert not sampled
    assert dict(zip(asked.graph.index, found, strict=True)) == near(expected)


# --- rework, by hand --------------------------------------------------------------------------------------------------


def test_the_body_of_a_single_loop_is_passed_one_over_one_less_its_probability():
    found = passes("A 1h -> B 1h -> C 1h -> D 1h; C ~20%~> B")
    assert found == near({"A": 1, "B": 1.25, "C": 1.25, "D": 1})


def test_once_adds_the_body_once():
    found = passes("A 1h -> B 1h -> C 1h -> D 1h; C ~20%~> B", rework=ReworkRule.ONCE)
    assert found == near({"A": 1, "B": 1.2, "C": 1.2, "D": 1})


def test_once_counts_a_loop_as_often_as_its_step_runs_at_all():
    found = passes("A 1h -50%-> B 1h -> D 1h; A -50%-> C 1h -> D; B ~40%~> A", rework=ReworkRule.ONCE)
    assert found == near({"A": 1.2, "B": 0.5 + 0.2 * 0.5, "C": 0.5 + 0.2 * 0.5, "D": 1})


def test_loops_within_loops_multiply():
    found = passes("A 1h -> B 1h -> C 1h; B ~50%~> B; C ~50%~> A")
    assert found == near({"A": 2, "B": 4, "C": 2})


def test_loops_that_overlap():
    # by the chain: v(A) = 1 + v(B)/2, v(B) = v(A) + v(C)/4, v(C) = v(B)/2 + v(C)*0 + ...
    found = passes("A 1h -> B 1h -> C 1h -> D 1h; C ~50%~> A; D ~50%~> B")
    # D ends half the time: v(D) = 2; C is left onward half the time: v(C) = 4; v(A) = 1 + 2; v(B) = v(A) + 1
    assert found == near({"A": 3, "B": 4, "C": 4, "D": 2})


def test_parallel_work_beside_the_loop_is_not_done_again():
    found = passes("S 1h -> A 1h -> B 1h -> J 1h; S -> P 1h -> J; B ~50%~> S")
    assert found == near({"S": 2, "A": 2, "B": 2, "P": 1, "J": 1})


def test_parallel_work_within_the_loop_is_done_again():
    found = passes("S 1h -> A 1h -> J 1h; S -> P 1h -> J; J ~50%~> S")
    assert found == near({"S": 2, "A": 2, "P": 2, "J": 2})


def test_only_the_branches_that_lead_back_to_the_check_are_done_again():
    # a side branch informs the register and ends; it is not informed again
    found = passes("S 1h -> A 1h -> J 1h -> K 1h; S -> R 1h; J ~50%~> S")
    assert found == near({"S": 2, "A": 2, "J": 2, "K": 1, "R": 1})


def test_alternatives_within_the_loop_are_drawn_again():
    found = passes("A 1h -25%-> B 1h -> D 1h; A -75%-> C 1h -> D -> E 1h; D ~50%~> A")
    assert found == near({"A": 2, "B": 0.5, "C": 1.5, "D": 2, "E": 1})


def test_an_alternative_that_leaves_the_loop():
    # half of what is looked at again is turned down: v(A) = 1 + v(B)/2, v(B) = v(A)/2
    found = passes("A 1h -50%-> B 1h -> C 1h; A -50%-> X 1h; B ~50%~> A")
    assert found == near({"A": 4 / 3, "B": 2 / 3, "C": 1 / 3, "X": 2 / 3})


def test_rework_that_sends_work_to_the_other_alternative():
    found = passes("A 1h -50%-> B 1h -> D 1h; A -50%-> C 1h -> D; B ~40%~> C")
    assert found == near({"A": 1, "B": 0.5, "C": 0.7, "D": 1})


def test_rework_that_leads_forward_is_left_out():
    found = whole("A 1h -> B 1h -> C 1h; A ~50%~> C")
    assert found.forward == (0,)
    assert list(found.nodes) == [1, 1, 1]


def test_chances_that_add_up_to_all_of_it_leave_only_what_they_touch_unknown():
    held = document("A 1h -> B 1h -> C 1h -> D 1h; C ~50%~> B")
    loop = next(flow for flow in held.flows("map") if flow.kind is FlowKind.REWORK)
    held = changed(held, loop.id, probability=1.0)
    assert passes(held) == {"A": 1, "B": None, "C": None, "D": 1}
    found = whole(held)
    assert [build(held, "map").nodes[at].name for at in found.endless] == ["C"]


def test_what_leads_into_endless_rework_is_unknown_too():
    held = document("A 1h -> B 1h -> C 1h -> D 1h; C ~50%~> B; B ~10%~> A")
    loop = next(flow for flow in held.flows("map") if flow.source == "C" and flow.kind is FlowKind.REWORK)
    assert passes(changed(held, loop.id, probability=1.0)) == {"A": None, "B": None, "C": None, "D": 1}


# --- rework, against other ways to count ------------------------------------------------------------------------------


@st.composite
def one_at_a_time(draw: st.DrawFn) -> Document:
    """A random map on which work is in one place at a time, with rework back and across."""
    size = draw(st.integers(2, 9))
    records: list[Record] = [Engagement(id="engagement"), Map(id="map", stream="")]
    left = [0.95] * size
    for at in range(size):
        records.append(Step(id=f"n{at}", map="map", name=f"N{at}", split=Split.ONE))
        for after in range(at + 1, size):
            if after == at + 1 or draw(st.integers(0, 3)) == 0:
                records.append(Flow(id=f"f{at}-{after}", map="map", source=f"n{at}", target=f"n{after}"))
        for before in range(size):
            if draw(st.integers(0, 6)) == 0:
                p = draw(st.floats(0.01, 0.6)) * left[at]
                left[at] -= p
                records.append(
                    Flow(
                        id=f"r{at}-{before}", map="map", source=f"n{at}", target=f"n{before}",
                        kind=FlowKind.REWORK, probability=p,
                    )
                )  # fmt: skip
    return Document(records)


def by_the_chain(held: Document) -> dict[str, float]:
    """Visits by the fundamental matrix of the absorbing chain, in exact fractions."""
    oracle = Oracle(held)
    names = list(oracle.nodes)
    ahead = {name: _behind(oracle, name) for name in names}
    again = [flow for flow in oracle.rework if flow.target not in ahead[flow.source] or flow.target == flow.source]
    rows = []
    for name in names:  # v(name) = entry + Σ v(other) × chance of going from other to name
        row = [Fraction(0)] * (len(names) + 1)
        row[names.index(name)] += 1
        row[-1] = Fraction(int(name in oracle.starts))
        for other in names:
            returns = [flow for flow in again if flow.source == other]
            rest = 1 - sum((Fraction(flow.probability or 0) for flow in returns), Fraction(0))
            chance = sum((rest * Fraction(oracle.share(f)) for f in oracle.out(other) if f.target == name), Fraction(0))
            chance += sum((Fraction(f.probability or 0) for f in returns if f.target == name), Fraction(0))
            row[names.index(other)] -= chance
        rows.append(row)
    return dict(zip(names, map(float, _solved(rows)), strict=True))


def _behind(oracle: Oracle, name: str) -> set[str]:
    seen = {name}
    while True:
        more = {flow.target for flow in oracle.possible() if flow.source in seen} - seen
        if not more:
            return seen
        seen |= more


def _solved(rows: list[list[Fraction]]) -> list[Fraction]:
    for at in range(len(rows)):
        pivot = next(row for row in range(at, len(rows)) if rows[row][at])
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for row in range(len(rows)):
            if row != at and rows[row][at]:
                rows[row] = [a - rows[row][at] * b for a, b in zip(rows[row], rows[at], strict=True)]
    return [row[-1] for row in rows]


@settings(max_examples=150, deadline=None)
@given(one_at_a_time())
def test_where_work_is_in_one_place_at_a_time_visits_are_the_absorbing_chain(held):
    assert passes(held) == pytest.approx(by_the_chain(held), rel=1e-7)


def drawn_by_hand(held: Document, count: int) -> dict[str, float]:
    """Mean passes of units that are followed one by one along a map with parallel work: each loop done again at once."""
    chooser = random.Random(5)
    oracle = Oracle(held)
    passed = dict.fromkeys(oracle.nodes, 0)
    behind = {name: _behind(oracle, name) for name in oracle.nodes}
    out = {name: oracle.out(name) for name in oracle.nodes}

    def follow(begin: set[str], goal: str | None) -> None:
        """One pass; heading for a goal it stops there."""
        only = {n for n in oracle.nodes if goal in behind[n]} if goal else set()
        going = set(begin)
        for name in oracle.nodes:  # n0, n1, ... is an order of the work
            if name not in going:
                continue
            passed[name] += 1
            drawn, returned = chooser.random(), None
            for flow in oracle.rework:
                if flow.source == name and returned is None:
                    drawn -= flow.probability or 0.0
                    returned = flow if drawn < 0 else None
            if returned is not None:
                follow({returned.target}, name)  # until it is right
            if name == goal:
                return
            onward = out[name]
            if oracle.nodes[name].split is Split.ONE and onward:
                onward = chooser.choices(onward, [oracle.share(flow) for flow in onward])
            elif goal and any(flow.target in only for flow in onward):
                onward = [flow for flow in onward if flow.target in only]
            going.update(flow.target for flow in onward)

    for _ in range(count):
        follow(oracle.starts, None)
    return {name: times / count for name, times in passed.items()}


def test_units_followed_one_by_one_through_parallel_work_and_loops_within_loops():
    steps = [Step(id=f"n{at}", map="map", name=f"N{at}") for at in range(9)]
    ways = [(0, 1), (0, 2), (1, 3), (2, 4), (3, 5), (4, 5), (5, 6), (5, 7), (6, 8), (7, 8)]
    again = [(3, 1, 0.3), (5, 0, 0.2), (4, 4, 0.25), (8, 5, 0.4), (4, 2, 0.1)]
    held = put(
        Document([Engagement(id="engagement"), Map(id="map", stream=""), *steps]),
        *(Flow(id=f"f{a}-{b}", map="map", source=f"n{a}", target=f"n{b}") for a, b in ways),
        *(
            Flow(id=f"r{a}-{b}", map="map", source=f"n{a}", target=f"n{b}", kind=FlowKind.REWORK, probability=p)
            for a, b, p in again
        ),
    )
    assert passes(held) == pytest.approx(drawn_by_hand(held, 6000), rel=0.08)


def test_a_thousand_loops_within_one_another():
    size = 1000
    ways = " -> ".join(f"S{at} 1h" for at in range(size))
    loops = "; ".join(f"S{at} ~{0.1}%~> S{max(0, at - 500)}" for at in range(size))
    found = passes(f"{ways}; {loops}")
    last = 1 / (1 - 0.001)
    assert found["S999"] == pytest.approx(last)
    assert found["S998"] == pytest.approx((1 + 0.001 * last) * last)


def test_many_loops_that_choices_tie_to_one_another():
    # 90 desks, each of which sends some to be looked at again from the first, where the way is drawn anew
    ways = "; ".join(f"A => D{at} 1h -> Z 1h; D{at} ~50%~> A" for at in range(90))
    found = passes(ways)
    assert found["A"] == pytest.approx(2)
    assert found["D7"] == pytest.approx(2 / 90)
    assert found["Z"] == pytest.approx(1)


@settings(max_examples=60, deadline=None)
@given(mixed())
def test_what_lies_between_two_steps_is_the_same_walked_or_looked_up(held):
    asked = setting(held)
    walks, looks_up = (plan(asked.graph, asked.options) for _ in range(2))
    for begin in range(len(walks.order)):
        for goal in range(len(walks.order)):
            looks_up.walked = WALKED + 1
            assert walks.body(begin, goal) == looks_up.body(begin, goal)


def test_no_tangle_of_choices_parallel_work_and_loops_hangs():
    size = 44
    ways = "; ".join(
        f"S{a} {'=>' if a % 2 else '->'} S{b}" for a in range(size) for b in range(a + 1, min(size, a + 30))
    )
    loops = "; ".join(f"S{a} ~1%~> S{b}" for a in range(20) for b in range(0, a, 6))
    found = whole(f"{ways}; {loops}")
    assert found.sampled
    assert all(value is not None and value >= 0 for value in found.nodes)
