"""The sample engagement: what every new user sees first must be sound, readable and right to the last figure.

The figures are worked out here a second time and another way: every path of every scenario is walked, and rework is
counted by following one item through the path until nothing of it is left.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise, product
from typing import NamedTuple

import pytest

from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.findings.listing import in_stages
from vsmstudio.analysis.results import Severity
from vsmstudio.model import rules
from vsmstudio.model.records import (
    COST_FIELDS,
    Application,
    Contract,
    Convention,
    Endpoint,
    EndpointRole,
    FlowKind,
    Handoff,
    Link,
    LinkKind,
    MapState,
    Medium,
    Queue,
    Revenue,
    ServiceKind,
    ServiceState,
    Side,
    Split,
    Step,
    Unit,
    ValueStream,
)
from vsmstudio.notation import text
from vsmstudio.notation.sizes import area_of
from vsmstudio.storage import codec, files

MOTOR, BROKER = "map-motor-claim-current", "map-broker-onboarding-current"
HOUR, DAY = 60.0, 480.0


@pytest.fixture(scope="module")
def sample():
    return files.load(resources.path("examples", "sample.vsm"))


@pytest.fixture(scope="module")
def analysed(sample):
    return analyse(sample)


# What it holds


def test_it_opens_and_is_sound(sample):
    assert rules.check(sample) == ()
    assert not [record for record in sample.records.values() if record.extra or record.type == "unknown"]


def test_saving_it_again_changes_no_byte(sample):
    assert codec.encode(sample) == resources.read_bytes("examples", "sample.vsm")


def test_it_shows_what_the_program_can_hold(sample):
    assert {stream.name: len(sample.steps(sample.current_map(stream.id).id)) for stream in sample.streams} == {
        "Motor claim": 11,
        "Broker onboarding": 12,
    }
    assert Counter(service.kind for service in sample.services) == {
        ServiceKind.CUSTOMER_FACING: 4,
        ServiceKind.INTERNAL: 4,
        ServiceKind.IT: 6,
    }
    assert Counter(service.state for service in sample.services) == {
        ServiceState.CATALOGUE: 12,
        ServiceState.PIPELINE: 1,
        ServiceState.RETIRED: 1,
    }
    assert {unit.side for unit in sample.units} == set(Side)
    assert [person.label for person in sample.people if person.vacant] == ["Payments Lead"]
    for held in (sample.current_map(stream.id) for stream in sample.streams):
        flows = Counter(flow.kind for flow in sample.flows(held.id))
        assert flows[FlowKind.REWORK] == 2
        assert [step.name for step in sample.steps(held.id) if step.split is Split.ONE]
        assert any(flow.handoff is Handoff.NONE for flow in sample.flows(held.id))
        assert any(flow.handoff is Handoff.AGREED and flow.handoff_within for flow in sample.flows(held.id))
        assert held.convention is Convention.SERVICE
        assert held.date < sample.engagement.as_of
    bolts = [flow for flow in sample.flows(MOTOR) if flow.kind is FlowKind.INFORMATION]
    assert [(sample.name(flow.id), flow.medium) for flow in bolts] == [
        ("Check cover → Decide claim", Medium.ELECTRONIC)
    ]


def test_it_holds_money_contracts_applications_and_dependencies(sample):
    assert all(any(getattr(each, field) is not None for field in COST_FIELDS) for each in sample.services)
    assert {link.kind for link in sample.all(Link)} == set(LinkKind)
    assert all(sample.links_from(each.id, LinkKind.COVERS) for each in sample.all(Contract))
    assert all(sample.links_from(each.id, LinkKind.SUPPORTS) for each in sample.all(Application))
    assert {sample.name(each.customer) for each in sample.all(Revenue)} == {"Brokers", "Policyholders"}


def test_its_future_map_says_of_each_step_where_it_came_from(sample):
    (future,) = [each for each in sample.maps if each.state is MapState.FUTURE]
    origins = {
        step.name: sample.name(link.target)
        for step in sample.steps(future.id)
        for link in sample.links_from(step.id, LinkKind.CAME_FROM)
    }
    assert len(origins) == len(sample.steps(future.id)) == 10
    assert {name: origin for name, origin in origins.items() if name != origin} == {
        "Report with photos": "Report claim"
    }
    assert set(origins.values()) == {step.name for step in sample.steps(MOTOR)} - {"Chase documents"}


def test_every_stream_names_its_demand_outcome_trigger_and_customers(sample):
    for stream in sample.streams:
        assert stream.demand
        assert stream.outcomes
        assert stream.trigger
        assert [sample.of(Unit, link.target).side for link in sample.links_from(stream.id, LinkKind.SERVES)] == [
            Side.CUSTOMER
        ]


def test_every_link_says_what_the_service_does_there(sample):
    links = [link for service in sample.services for link in sample.links_from(service.id, LinkKind.UNDERPINS)]
    assert all(link.does for link in links)
    assert max(Counter(link.source for link in links).values()) >= 3


# How it looks


def test_every_name_fits_where_it_is_shown(sample):
    for held in sample.maps:
        for step in sample.steps(held.id):
            assert len(text.wrap(f"10 {step.name}", 12, 136, bold=True)) <= 2
            assert text.width(sample.name(step.performer), 11) <= 106
    for person in sample.people:
        assert text.width(person.label, 12) <= 130
    for service in sample.services:
        assert text.width(service.name, 12, bold=True) <= 124


def test_nodes_lie_on_the_grid_with_room_for_the_connections(sample):
    for held in sample.maps:
        areas = {node.name: area_of(node, sample.position(node.id)) for node in sample.nodes(held.id)}
        for area in areas.values():
            assert area.x % 8 == 0
            assert (area.center[1] - 280) % 152 == 0
        for a, b in combinations(areas.values(), 2):
            beside = a.y < b.bottom and b.y < a.bottom
            assert not a.touches(b.grown(20))
            assert not beside or max(b.x - a.right, a.x - b.right) >= 60
        for flow in sample.flows(held.id):
            if flow.kind is FlowKind.WORK:
                source, target = sample.position(flow.source), sample.position(flow.target)
                assert source[0] < target[0]


# Its figures, added up by hand


def test_the_motor_claim_adds_up_by_hand(analysed):
    result = analysed.maps[MOTOR]
    report, register, chase, sort = 2 * HOUR, DAY, 3 * DAY, 2 * HOUR + 10
    inbox, run = 33 / 22 * DAY, 2 * DAY
    inspect, agree, photos, decide, pay = 4 * DAY, 2 * DAY, 4 * HOUR, DAY, 4 * HOUR
    shared = report + register + chase + inbox + sort + decide + pay + run
    assert result.figures.lead_time == pytest.approx(shared + inspect + agree) == 7450
    assert result.figures.process_time == pytest.approx(12 + 18 + 10 + 120 + 60 + 35 + 10)
    assert result.figures.expected_lead_time == pytest.approx(
        0.7 * (shared + photos) + 0.3 * (shared + inspect + agree)
    )
    again = (report + register) * 12 / 88, (inspect + agree) * 20 / 80
    assert result.figures.expected_lead_time_with_rework == pytest.approx(
        result.figures.expected_lead_time + again[0] + 0.3 * again[1]
    )
    owned = result.figures.lead_time - inspect - agree - pay - run
    assert result.figures.owner_coverage == pytest.approx(owned / result.figures.lead_time)
    assert result.coverage.process_time == (7, 8)
    assert result.coverage.lead_time == (8, 8)
    assert result.coverage.ca == (9, 11)
    assert result.figures.takt == pytest.approx(480 / 22)
    assert result.figures.work_in_process == pytest.approx(22 * result.figures.lead_time / DAY)


def test_broker_onboarding_adds_up_by_hand(analysed):
    result = analysed.maps[BROKER]
    receive, check, licence, committee, approve = DAY, DAY, 3 * DAY, 2 * DAY, HOUR + 20
    negotiate, standard, sign, access, confirm = 5 * DAY, DAY, 2 * DAY, 4 * DAY, 4 * HOUR
    shared = receive + check + licence + committee + approve + sign + access + confirm
    assert result.figures.lead_time == pytest.approx(shared + negotiate)
    assert result.figures.process_time == pytest.approx(30 + 45 + 40 + 20 + 240 + 30 + 90 + 15)
    assert result.figures.expected_lead_time == pytest.approx(shared + 0.8 * standard + 0.2 * negotiate)
    again = (receive + check) * 25 / 75, (approve + negotiate) * 15 / 85
    assert result.figures.expected_lead_time_with_rework == pytest.approx(
        result.figures.expected_lead_time + again[0] + 0.2 * again[1]
    )
    assert result.figures.owner_coverage == pytest.approx(1 - sign / result.figures.lead_time)
    assert result.coverage.ca == (10, 12)
    assert result.figures.takt == pytest.approx(480 * 5 / 8)


# Its figures, by walking every path of every scenario


class Walked(NamedTuple):
    probability: float
    lead_time: float
    with_rework: float
    rolled_ca: float
    longest: tuple[str, ...]
    paths: dict[tuple[str, ...], float]


def adds(document, node):
    """What a node adds to lead time by the service convention."""
    calendar = document.engagement.calendar
    if isinstance(node, Step):
        parts = [node.lead_time] if node.lead_time else [node.wait, node.process_time]
        return sum(part.minutes(calendar) for part in parts if part)
    if isinstance(node, Queue):
        if node.wait:
            return node.wait.minutes(calendar)
        stream = document.the(ValueStream, document.records[node.map].stream)
        return node.quantity / stream.demand * calendar.minutes_in(stream.demand_per)
    return 0.0


def walk(document, map_id) -> list[Walked]:
    nodes = {node.id: node for node in document.nodes(map_id)}
    minutes = {key: adds(document, node) for key, node in nodes.items()}
    flows = document.flows(map_id)
    onward = {key: [flow for flow in flows if flow.kind is FlowKind.WORK and flow.source == key] for key in nodes}
    [start] = [key for key, node in nodes.items() if isinstance(node, Endpoint) and node.role is EndpointRole.START]
    splits = [key for key, node in nodes.items() if node.split is Split.ONE]

    def ways(key, chosen) -> Iterator[tuple[str, ...]]:
        taken = [chosen[key]] if key in chosen else onward[key]
        if not taken:
            yield (key,)
        for flow in taken:
            for rest in ways(flow.target, chosen):
                yield (key, *rest)

    found = []
    for choice in product(*(onward[key] for key in splits)):
        paths = {way: sum(minutes[key] for key in way) for way in ways(start, dict(zip(splits, choice, strict=True)))}
        longest = max(paths, key=paths.get)
        running = {key for way in paths for key in way}
        known = [nodes[key].ca for key in running if isinstance(nodes[key], Step) and nodes[key].ca is not None]
        visits = followed(longest, [flow for flow in flows if flow.kind is FlowKind.REWORK])
        found.append(
            Walked(
                math.prod(flow.share for flow in choice),
                paths[longest],
                sum(visits[key] * minutes[key] for key in longest),
                math.prod(known),
                longest,
                paths,
            )
        )
    return found


def followed(path, rework) -> Counter[str]:
    """How often one item comes by each node of a path, until less than a billionth of it is still under way."""
    visits: Counter[str] = Counter()
    after = dict(pairwise(path))
    back = {key: [flow for flow in rework if flow.source == key and flow.target in path] for key in path}
    under_way = {path[0]: 1.0}
    while sum(under_way.values()) > 1e-9:
        visits.update(under_way)
        moved: Counter[str] = Counter()
        for key, amount in under_way.items():
            for flow in back[key]:
                moved[flow.target] += amount * flow.probability
            if key in after:
                moved[after[key]] += amount * (1 - sum(flow.probability for flow in back[key]))
        under_way = moved
    return visits


@pytest.mark.parametrize("map_id", [MOTOR, BROKER])
def test_the_figures_agree_with_every_path_walked(sample, analysed, map_id):
    result, walked = analysed.maps[map_id], walk(sample, map_id)
    worst = max(walked, key=lambda each: each.lead_time)
    figures = result.figures
    assert sum(each.probability for each in walked) == pytest.approx(1)
    assert figures.lead_time == pytest.approx(worst.lead_time)
    assert tuple(part.node for part in result.path) == worst.longest
    assert result.critical_path_count == len(result.critical_paths) == 1
    assert figures.expected_lead_time == pytest.approx(sum(each.probability * each.lead_time for each in walked))
    assert figures.expected_lead_time_with_rework == pytest.approx(
        sum(each.probability * each.with_rework for each in walked)
    )
    assert figures.rolled_ca == pytest.approx(sum(each.probability * each.rolled_ca for each in walked))
    assert figures.activity_ratio == pytest.approx(figures.process_time / figures.lead_time)
    assert 0.03 < figures.activity_ratio < 0.1
    assert sorted((each.probability, each.lead_time) for each in result.scenarios) == [
        pytest.approx(pair) for pair in sorted((each.probability, each.lead_time) for each in walked)
    ]


@pytest.mark.parametrize("map_id", [MOTOR, BROKER])
def test_slack_is_what_the_longest_path_through_a_node_leaves(sample, analysed, map_id):
    result, walked = analysed.maps[map_id], walk(sample, map_id)
    paths = {path: minutes for each in walked for path, minutes in each.paths.items()}
    for key, times in result.nodes.items():
        through = max(minutes for path, minutes in paths.items() if key in path)
        assert times.slack == pytest.approx(result.figures.lead_time - through, abs=1e-6)
        assert times.critical == (times.slack < 1e-6)


@pytest.mark.parametrize(("map_id", "all_of_them", "on_path"), [(MOTOR, 11, 7), (BROKER, 13, 6)])
def test_handoffs_are_counted(analysed, map_id, all_of_them, on_path):
    figures = analysed.maps[map_id].figures
    assert (figures.handoffs, figures.handoffs_on_path) == (all_of_them, on_path)


# What it makes the program say

DELIBERATE = {
    ("owner.stream-in-it", "high", "Broker onboarding"),
    ("owner.gap-on-path", "high", "Inspect vehicle"),
    ("owner.step-missing", "high", "Sign agreement"),
    ("owner.step-missing", "medium", "Screen for fraud"),
    ("owner.service-missing", "high", "Fraud screening"),
    ("owner.service-misplaced", "high", "Claims portal"),
    ("owner.service-misplaced", "high", "Broker portal"),
    ("handoff.poor-quality", "high", "Receive application"),
    ("handoff.poor-quality", "medium", "Report claim"),
    ("handoff.poor-quality", "medium", "Inspect vehicle"),
    ("handoff.unagreed", "medium", "Inspect vehicle → Agree repair cost"),
    ("handoff.unagreed", "medium", "Agree repair cost → Decide claim"),
    ("handoff.unagreed", "medium", "Receive application → Check application"),
    ("handoff.unagreed", "medium", "Create portal access → Confirm first quote"),
    ("handoff.ping-pong", "low", "Report claim"),
    ("handoff.ping-pong", "low", "Issue standard terms"),
}


def test_the_deliberate_gaps_are_found_and_nothing_else_about_owners_and_handoffs(sample, analysed):
    found = [
        (finding.rule, finding.severity.word, sample.name(finding.subject))
        for finding in analysed.findings
        if finding.rule.startswith(("owner.", "handoff.")) and not finding.future
    ]
    assert set(found) == DELIBERATE
    assert len(found) == len(DELIBERATE)
    accepted = [(each.rule, sample.name(each.subject)) for each in analysed.accepted]
    assert accepted == [("owner.vacant", "Pay claim")]


def test_blank_figures_are_said_once_for_each_map_and_figure(sample, analysed):
    missing = Counter(
        finding.map for finding in analysed.findings if finding.rule == "data.missing" and not finding.future
    )
    assert missing == {MOTOR: 3, BROKER: 2}  # %C&A and handoffs on both; a processing time on one
    assert {finding.rule for finding in analysed.findings if finding.rule.startswith("data.")} == {"data.missing"}


def test_a_run_without_owner_stands_for_its_steps(sample, analysed):
    [gap] = [finding for finding in analysed.findings if finding.rule == "owner.gap-on-path"]
    assert gap is next(finding for finding in analysed.findings if finding.map)
    assert gap.share == pytest.approx(6 * DAY / 7450)
    assert {sample.name(finding.subject) for finding in analysed.absorbed if finding.part_of == gap.key} == {
        "Inspect vehicle",
        "Agree repair cost",
    }


def test_each_misplaced_service_gets_the_advice_that_fits_its_stream(sample, analysed):
    advice = {
        sample.name(finding.subject): finding.recommendation
        for finding in analysed.findings
        if finding.rule == "owner.service-misplaced"
    }
    assert "Head of Claims" in advice["Claims portal"]
    assert "First name a business owner for Broker onboarding" in advice["Broker portal"]


def test_the_services_show_one_in_both_streams_one_in_none_and_one_retired_in_use(sample, analysed):
    streams = {sample.name(key): len(use.streams) for key, use in analysed.services.items()}
    assert {name for name, count in streams.items() if count == 2} == {"Document capture", "Policy data", "User access"}
    assert {name for name, count in streams.items() if count == 0} == {"Legacy archive", "Claim tracking"}
    [retired] = [service for service in sample.services if service.state is ServiceState.RETIRED]
    assert streams[retired.name] == 1
    assert [service.name for service in sample.services if not service.outcomes] == ["Document capture"]


def test_the_list_stays_one_that_people_read(sample, analysed):
    listed, later = in_stages(sample, analysed)
    assert 15 <= sum(not finding.future for finding in listed) <= 60
    assert not later
    assert not [finding for finding in analysed.findings if finding.severity is Severity.CRITICAL]
