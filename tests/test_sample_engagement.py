"""What the sample says around its maps: one coherent story, from the charter to what came of the plan."""

from __future__ import annotations

from collections import Counter

import pytest

from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model.improvements import ordered
from vsmstudio.model.records import (
    EFFECTS,
    Audience,
    Improvement,
    ImprovementKind,
    ImprovementState,
    LinkKind,
    Map,
    MapState,
    Measure,
    MeasureKind,
    Objection,
    Ranked,
    Source,
    Stakeholder,
    Touchpoint,
    Workshop,
    WorkshopKind,
)
from vsmstudio.storage import files

BASELINE, CURRENT = "map-broker-onboarding-2025", "map-broker-onboarding-current"
HOUR, DAY = 60.0, 480.0


@pytest.fixture(scope="module")
def sample():
    return files.load(resources.path("examples", "sample.vsm"))


def improvements(sample, *states: ImprovementState) -> list[Improvement]:
    return [each for each in sample.all(Improvement) if each.state in states]


def test_value_is_agreed_and_every_charter_is_filled(sample):
    assert sample.engagement.value_definition
    assert sample.engagement.value_agreed_on < sample.engagement.as_of
    assert sample.engagement.value_agreed_by
    for stream in sample.streams:
        said = ("first_step", "last_step", "in_scope", "out_of_scope", "case", "problem", "target_conditions")
        assert all(getattr(stream, each) for each in (*said, "briefings", "sponsor", "facilitator", "experience"))
        names = {step.name for step in sample.steps(sample.current_map(stream.id).id)}
        assert {stream.first_step, stream.last_step} <= names
        assert len(sample.links_to(stream.id, LinkKind.WORKS_ON)) >= 3
        assert sample.links_to(stream.id, LinkKind.ON_CALL)
        assert len(stream.target_conditions.splitlines()) >= 3
    assert 6 <= len(sample.all(Stakeholder)) <= 8
    assert all(each.interest and each.value and each.gains for each in sample.all(Stakeholder))


def test_its_workshops_are_of_every_kind_and_one_is_planned(sample):
    held = sample.all(Workshop)
    assert {each.kind for each in held} == set(WorkshopKind)
    assert [each.kind for each in held if each.date > sample.engagement.as_of] == [WorkshopKind.REVIEW]
    assert all(sample.links_to(each.id, LinkKind.ATTENDED) for each in held)
    assert all(sample.links_from(each.id, LinkKind.LOOKED_AT) for each in held)


def test_who_inspects_and_repairs_was_not_there_when_the_motor_claim_was_mapped(sample):
    mapped = [each.id for each in sample.all(Workshop) if each.kind is WorkshopKind.MAPPING and "motor" in each.id]
    came = {link.source for each in mapped for link in sample.links_to(each, LinkKind.ATTENDED)}
    assert len(mapped) == 2
    assert not {"unit-loss-adjusters", "unit-repair-network", "person-repair-partner-lead"} & came


def test_its_measures_are_of_every_kind_and_say_where_they_came_from_and_go(sample):
    measures = sample.all(Measure)
    assert {each.kind for each in measures} == set(MeasureKind)
    assert all(each.baseline is not None and each.target is not None for each in measures)
    assert all((each.actual is None) == (each.measured_on is None) for each in measures)
    assert {each.actual is None for each in measures} == {True, False}


def test_labour_is_measured_as_the_maps_reckon_it(sample):
    """The two cost measures are the maps' own labour for one claim and one broker, to the next round figure."""
    maps = analyse(sample).maps
    year = {"map-motor-claim-current": 22 * 260, CURRENT: 8 * 52, BASELINE: 8 * 52}
    labour = {key: maps[key].figures.labour_cost_per_year / count for key, count in year.items()}
    claim, broker = sample.the(Measure, "measure-handling-cost"), sample.the(Measure, "measure-cost-per-broker")
    assert claim.baseline == pytest.approx(labour["map-motor-claim-current"], abs=1)
    assert broker.baseline == pytest.approx(labour[BASELINE], abs=2)
    assert broker.actual == pytest.approx(labour[CURRENT], abs=1)


def test_customers_find_the_critical_path_worst(sample):
    critical = analyse(sample).maps["map-motor-claim-current"].critical_nodes
    poor = [each for each in sample.all(Touchpoint) if each.audience is Audience.CUSTOMER and each.rating <= 2]
    assert len(poor) >= 4
    assert all(each.step in critical and each.note for each in poor)
    assert {each.audience for each in sample.all(Touchpoint)} == set(Audience)


def test_its_improvements_come_from_everywhere_and_stand_everywhere(sample):
    held = sample.all(Improvement)
    assert 10 <= len(held) <= 14
    assert {each.source for each in held} >= {Source.FINDING, Source.BURST, Source.BARRIER, Source.AUDIT, Source.SURVEY}
    assert {each.state for each in held} == {ImprovementState.OPEN, ImprovementState.RUNNING, ImprovementState.DONE}
    assert all(sample.links_from(each.id, LinkKind.CHANGES) for each in held)
    still = improvements(sample, ImprovementState.OPEN, ImprovementState.RUNNING)
    assert [each.name for each in still if each.owner is None] == ["One price list for all workshops"]
    assert [each.name for each in still if each.due < sample.engagement.as_of] == ["Pay every day"]
    assert all(each.effort is not None and each.benefit is not None and each.horizon for each in still)


def test_its_order_is_the_rooms_and_the_earlier_one_is_kept(sample):
    ranked = [each for each in ordered(sample) if each.rank is not None]
    assert [each.rank for each in ranked] == list(range(1, len(ranked) + 1))
    earlier = sorted(sample.all(Ranked), key=lambda each: each.place)
    assert [each.place for each in earlier] == list(range(1, len(earlier) + 1))
    archive = earlier[0].improvement
    assert ranked[-1].id == archive
    assert ranked[-1].kind is ImprovementKind.INITIATIVE
    assert [sample.name(link.target) for link in sample.links_from(archive, LinkKind.CHANGES)] == ["Legacy archive"]


def test_what_is_done_says_what_came_of_it(sample):
    done = improvements(sample, ImprovementState.DONE)
    assert Counter(len(each.lesson) > 20 and each.measured_on is not None for each in done) == {True: 4}
    assert all(
        any(getattr(each, f"expected_{effect}") for effect in EFFECTS)
        and any(getattr(each, f"actual_{effect}") for effect in EFFECTS)
        for each in done
    )


def test_one_proposal_of_an_owner_met_an_objection(sample):
    (held,) = sample.all(Objection)
    open_findings = {(each.rule, each.subject, each.aspect) for each in analyse(sample).findings}
    assert (held.rule, held.subject, held.aspect) in open_findings
    assert held.why
    assert held.by


# The baseline of Broker onboarding


def test_the_latest_map_of_broker_onboarding_is_the_current_one_and_came_from_the_baseline(sample):
    baseline = sample.the(Map, BASELINE)
    assert baseline.state is MapState.CURRENT
    assert baseline.date < sample.the(Map, CURRENT).date
    assert sample.current_map(baseline.stream).id == CURRENT
    origins = {
        step.name: [sample.name(link.target) for link in sample.links_from(step.id, LinkKind.CAME_FROM)]
        for step in sample.steps(CURRENT)
    }
    assert origins.pop("Confirm first quote") == []
    assert all(came == [name] for name, came in origins.items())
    assert {step.name for step in sample.steps(BASELINE)} - set(origins) == {"Send welcome pack"}


def test_the_baseline_adds_up_by_hand(sample):
    figures = analyse(sample).maps[BASELINE].figures
    receive, check, licence, committee, approve = DAY, 2 * DAY, 5 * DAY, 10 * DAY, HOUR + 20
    negotiate, sign, access, pack = 6 * DAY, 3 * DAY, 6 * DAY, 2 * DAY
    whole = receive + check + licence + committee + approve + negotiate + sign + access + pack
    assert figures.lead_time == pytest.approx(whole) == 16_880
    assert figures.process_time == pytest.approx(30 + 45 + 40 + 20 + 240 + 30 + 150 + 30)
    assert figures.owner_coverage == pytest.approx(1 - (sign + access) / whole)
