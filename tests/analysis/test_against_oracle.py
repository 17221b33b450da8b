"""Random maps: every figure of time and chance agrees with walking every path of every scenario."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.analysis.maps import analysed
from tests.analysis.oracle import NEAR, Oracle
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Endpoint,
    EndpointRole,
    Engagement,
    Flow,
    FlowKind,
    Map,
    Record,
    ReworkRule,
    Split,
    Step,
    ValueStream,
)

SHARES = st.sampled_from([None, None, 0.0, 0.2, 0.5, 1.0])


@st.composite
def maps(draw: st.DrawFn, alternatives: bool = True, endpoints: bool = True, rework: bool = True) -> Document:
    """A map without loops of work: flows lead from lower to higher numbers."""
    count = draw(st.integers(1, 8))
    rule = draw(st.sampled_from(ReworkRule))
    records: list[Record] = [Engagement(id="e", rework=rule), ValueStream(id="s", name="S"), Map(id="map", stream="s")]
    splits = st.sampled_from([Split.ALL, Split.ONE]) if alternatives else st.just(Split.ALL)
    for at in range(count):
        hours = draw(st.integers(0, 4))
        records.append(
            Step(
                id=f"n{at}",
                map="map",
                name=draw(st.sampled_from("ABC")) + str(at),
                lead_time=Duration(f"{hours} h") if draw(st.integers(0, 5)) else None,
                ca=draw(st.sampled_from([None, 0.5, 0.9])),
                split=draw(splits),
                ends_here=draw(st.booleans()),
            )
        )
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12)) if pairs else []:
        delay = Duration("1 h") if draw(st.integers(0, 3)) == 0 else None
        records.append(Flow(id=f"f{a}-{b}", map="map", source=f"n{a}", target=f"n{b}", share=draw(SHARES), delay=delay))
    if endpoints:
        for role in (EndpointRole.START, EndpointRole.END):
            for which in range(draw(st.integers(0, 2))):
                key = f"{role.value}{which}"
                records.append(Endpoint(id=key, map="map", name=f"C{which}", role=role))
                for at in draw(st.lists(st.integers(0, count - 1), unique=True, max_size=2)):
                    a, b = (key, f"n{at}") if role is EndpointRole.START else (f"n{at}", key)
                    records.append(Flow(id=f"f{a}-{b}", map="map", source=a, target=b, share=draw(SHARES)))
    if rework:
        for a, b in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2)) if pairs else []:
            records.append(
                Flow(
                    id=f"r{b}-{a}",
                    map="map",
                    source=f"n{b}",
                    target=f"n{a}",
                    kind=FlowKind.REWORK,
                    probability=draw(st.sampled_from([0.1, 0.25, 0.4])),
                    delay=Duration("30 min") if draw(st.booleans()) else None,
                )
            )
    return Document(records)


@given(maps())
def test_headline_slack_and_critical_paths_are_those_of_all_paths(held: Document) -> None:
    oracle = Oracle(held)
    result = analysed(held)
    paths = oracle.paths(oracle.possible())
    if not paths:
        assert result.figures.lead_time is None
        assert not result.critical_paths
        assert all(times.slack is None for times in result.nodes.values())
        return
    headline = max(length for length, _ in paths)
    if result.figures.lead_time is not None:
        assert result.figures.lead_time == pytest.approx(headline)
    else:
        assert headline == 0
    for key, times in result.nodes.items():
        through = [length for length, path in paths if key in path]
        if not through:
            assert times.slack is None
            assert times.latest_start is None
        else:
            assert times.slack == pytest.approx(headline - max(through))
            assert times.critical == (times.slack <= NEAR)
    critical = {
        tuple(key for key in path if not isinstance(held.node(key), Endpoint))
        for length, path in paths
        if length >= headline - NEAR
    }
    assert result.critical_path_count == len(critical)
    assert list(result.critical_paths) == sorted(
        critical, key=lambda path: ([held.name(key) for key in path], list(path))
    )
    along = [part.node for part in result.path if not isinstance(held.node(part.node), Endpoint)]
    assert tuple(along) == result.critical_paths[0]
    assert sum((part.adds or 0.0) + part.delay for part in result.path) == pytest.approx(headline)
    assert sum(result.minutes_by_step.values()) == pytest.approx(headline if along else 0.0)


@given(maps())
def test_scenarios_are_those_of_all_choices(held: Document) -> None:
    oracle = Oracle(held)
    result = analysed(held)
    scenarios = oracle.scenarios()
    assert sum(each.probability for each in scenarios) == pytest.approx(1)
    known = any(step.ca is not None for step in held.steps("map") if step.id in oracle.reached(oracle.possible()))
    rolled = sum(each.probability * oracle.quality(each) for each in scenarios)
    assert result.figures.rolled_ca == (pytest.approx(rolled) if known else None)
    finishing = [each for each in scenarios if each.lead_time is not None]
    assert result.scenario_count == len(finishing)
    assert sorted((round(each.probability, 9), each.lead_time) for each in result.scenarios) == sorted(
        (round(each.probability, 9), each.lead_time) for each in finishing
    )
    if result.figures.lead_time is None:
        return
    mass = sum(each.probability for each in finishing)
    expected = sum(each.probability * (each.lead_time or 0) for each in finishing) / mass
    headline = max(each.lead_time or 0 for each in finishing)
    worst = sum(each.probability for each in finishing if (each.lead_time or 0) >= headline - NEAR)
    assert result.figures.lead_time == pytest.approx(headline)
    assert result.figures.expected_lead_time == pytest.approx(expected)
    assert result.figures.lead_time_probability == pytest.approx(worst)
    most = max(each.probability for each in finishing)
    assert result.scenarios[0].probability == pytest.approx(most)
    assert result.figures.most_likely_lead_time == result.scenarios[0].lead_time


@given(maps())
def test_expected_time_with_rework_solves_the_chain_of_each_scenario(held: Document) -> None:
    oracle = Oracle(held)
    result = analysed(held)
    finishing = [each for each in oracle.scenarios() if each.lead_time is not None]
    leaving: dict[str, float] = {}
    for flow in oracle.rework:
        leaving[flow.source] = leaving.get(flow.source, 0.0) + (flow.probability or 0.0)
    assume(all(chance < 1 for chance in leaving.values()))
    if result.figures.lead_time is None:
        assert result.figures.expected_lead_time_with_rework is None
        return
    rule = held.engagement.rework
    mass = sum(each.probability for each in finishing)
    expected = sum(each.probability * oracle.with_rework(each.path(held), rule) for each in finishing) / mass
    assert result.figures.expected_lead_time_with_rework == pytest.approx(expected)


@given(maps(alternatives=False, endpoints=False, rework=False))
def test_networkx_finds_the_same_length_once_node_times_stand_on_its_edges(held: Document) -> None:
    calendar = held.engagement.calendar
    graph: nx.DiGraph[str] = nx.DiGraph()
    for step in held.steps("map"):
        minutes = step.lead_time.minutes(calendar) if step.lead_time else 0.0
        graph.add_edge(f"{step.id} in", f"{step.id} out", weight=minutes)
    for flow in held.flows("map"):
        delay = flow.delay.minutes(calendar) if flow.delay else 0.0
        graph.add_edge(f"{flow.source} out", f"{flow.target} in", weight=delay)
    result = analysed(held)
    assert (result.figures.lead_time or 0.0) == pytest.approx(nx.dag_longest_path_length(graph))
    assert result.figures.expected_lead_time == result.figures.lead_time


@given(maps())
def test_the_same_document_gives_the_same_answer(held: Document) -> None:
    assert analysed(held) == analysed(Document(list(reversed(list(held.records.values())))))
