"""Utilisation, bottleneck, labour, Little's law, load of units: by hand, and as textbooks print them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from tests.analysis.maps import analysed, changed, put
from tests.builders import document, draw
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.as_json import as_json
from vsmstudio.analysis.capacity import cost_per_unit, takt_bars
from vsmstudio.analysis.capacity_results import UnitLoad
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Map, MapState, ReworkRule, Step, Unit, ValueClass, ValueStream

DAY = 480.0


def demanded(text: str, demand: float | None = 48, per: str = "d", **engagement: Any) -> Document:
    """A map whose stream is asked for so many units; 48 a day are one in ten minutes. One person at each step."""
    held = changed(document(text, **engagement), "stream", demand=demand, demand_per=per)
    for step in held.steps("map"):
        held = changed(held, step.id, people=1.0)
    return held


def utilisation(held: Document) -> dict[str, float | None]:
    found = analysed(held).capacity
    return {key: each.utilisation for key, each in found.steps.items()}


def loads(held: Document) -> dict[str, UnitLoad]:
    """The load of units by name."""
    return {held.name(key): each for key, each in analyse(held).units.items()}


# --- utilisation and bottleneck ---------------------------------------------------------------------------------------


def test_utilisation_is_work_against_takt_and_the_highest_is_the_bottleneck():
    held = demanded("A 5min/1h -> B 9min/1h -> C 2min/1h")
    assert utilisation(held) == {"A": 0.5, "B": 0.9, "C": 0.2}
    result = analysed(held)
    assert (result.figures.takt, result.figures.bottleneck) == (10, "B")
    assert result.capacity.highest_utilisation == 0.9
    assert result.coverage.utilisation == (3, 3)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"people": 2.0}, 0.4),
        ({"crew": 2.0}, 1.6),
        ({"people": 4.0, "crew": 2.0}, 0.4),
        ({"availability": 0.5}, 1.6),
        ({"batch": 4.0}, 0.2),
        ({"people": None}, None),
        ({"people": 0.0}, None),
        ({"people": 2.3e-308}, None),
        ({"availability": 1e-300}, None),
        ({"batch": 1e-300}, None),
        ({"process_time": None}, None),
        ({"process_time": Duration("0 min")}, 0.0),
        ({"process_time": Duration("6-10 min")}, 0.8),
    ],
)
def test_what_makes_a_step_busy(fields, expected):
    held = changed(demanded("A 8min/1h"), "A", **fields)
    assert utilisation(held)["A"] == (None if expected is None else pytest.approx(expected))


def test_without_demand_nobody_knows_how_busy_they_are():
    result = analysed(demanded("A 5min/1h", demand=None))
    assert result.capacity.steps["A"].utilisation is None
    assert result.figures.bottleneck is None
    assert (result.coverage.utilisation, result.coverage.labour_hours_per_year) == ((0, 1), (1, 1))


def test_a_shorter_day_makes_the_same_work_heavier():
    held = changed(demanded("A 5min/1h"), "stream", available=Duration("4 h"))
    assert utilisation(held) == {"A": 1.0}


def test_of_equals_the_first_as_people_read_is_the_bottleneck():
    assert analysed(demanded("B 5min/1h -> A 5min/1h")).figures.bottleneck == "B"


def test_steps_that_do_nothing_are_no_bottleneck():
    assert analysed(demanded("A 0min/1h -> B")).figures.bottleneck is None


def test_alternatives_and_rework_weigh_on_who_is_busy():
    held = demanded("A 5min/1h -25%-> B 8min/1h -> D 1min/1h; A -75%-> C 4min/1h -> D; D ~50%~> A")
    assert utilisation(held) == pytest.approx({"A": 1.0, "B": 0.4, "C": 0.6, "D": 0.2})


# --- labour -----------------------------------------------------------------------------------------------------------


def test_labour_of_a_year():
    # 48 a day × 5 × 52 = 12,480 a year at 7 min of work each, two at once for B
    held = changed(demanded("A 5min/1h @Desk -> B 1min/1h @Bank", productive_hours=1600.0), "B", crew=2.0)
    held = changed(held, "unit-Desk", hourly_cost=40.0)
    result = analysed(held)
    assert result.figures.labour_hours_per_year == pytest.approx(1456)
    assert result.figures.fte == pytest.approx(0.91)
    assert result.figures.labour_cost_per_year == pytest.approx(1040 * 40)
    assert result.coverage.labour_hours_per_year == (2, 2)
    assert result.coverage.labour_cost_per_year == (1, 2)
    assert result.capacity.demand_per_year == 12_480


def test_a_unit_without_hourly_cost_does_not_take_that_of_the_unit_above():
    held = demanded("A 5min/1h @Desk")
    held = put(
        held, Unit(id="above", name="Above", hourly_cost=50.0), Unit(id="unit-Desk", name="Desk", parent="above")
    )
    assert analysed(held).figures.labour_cost_per_year is None


def test_blank_work_is_said():
    result = analysed(demanded("A 5min/1h -> B 1h -> C"))
    assert result.figures.labour_hours_per_year == pytest.approx(1040)
    assert result.coverage.labour_hours_per_year == (1, 3)


def test_where_no_work_is_known_labour_is_unknown_not_zero():
    result = analysed(demanded("A 1h -> B 1h"))
    assert (result.figures.labour_hours_per_year, result.figures.fte) == (None, None)


@pytest.mark.parametrize(("per", "year"), [("h", 2080), ("d", 260), ("wk", 52), ("mo", 12), ("y", 1)])
def test_demand_in_a_year(per, year):
    assert analysed(demanded("A 1min/1h", 1, per)).capacity.demand_per_year == pytest.approx(year)


def test_cost_per_unit_says_what_it_covers():
    assert cost_per_unit(90_000.0, 10_000.0, 500.0) == (200.0, ("labour", "services"))
    assert cost_per_unit(None, 10_000.0, 500.0) == (20.0, ("services",))
    assert cost_per_unit(None, None, 500.0) == (None, ())
    assert cost_per_unit(1.0, 1.0, None) == (None, ("labour", "services"))


def test_endless_rework_leaves_only_what_it_touches_unknown_and_says_so():
    held = demanded("A 5min/1h -> B 5min/1h -> C 5min/1h; B ~50%~> B")
    loop = next(flow for flow in held.leaving("B") if flow.probability)
    result = analysed(changed(held, loop.id, probability=1.0))
    assert {key: each.utilisation for key, each in result.capacity.steps.items()} == {"A": 0.5, "B": None, "C": 0.5}
    assert result.coverage.labour_hours_per_year == (2, 3)
    assert any(note.startswith("Rework from B has no end") for note in result.notes)


def test_rework_that_leads_forward_is_said_to_be_left_out():
    result = analysed(demanded("A 5min/1h -> B 5min/1h -> C 5min/1h; A ~50%~> C"))
    assert "Rework that leads forward is left out of visits, labour and utilisation: A to C" in result.notes


# --- queues -----------------------------------------------------------------------------------------------------------


def test_a_quantity_gives_a_wait_and_a_wait_a_quantity():
    found = analysed(demanded("A 1h -> [P 96] -> B 1h -> [Q 1d] -> C 1h -> [R] -> D 1h")).capacity.queues
    assert [(each.queue, each.wait, each.quantity, each.derived) for each in found] == [
        ("P", 2 * DAY, 96, "wait"),
        ("Q", DAY, 48, "quantity"),
        ("R", None, None, ""),
    ]


# --- units ------------------------------------------------------------------------------------------------------------


def test_a_unit_bears_all_its_steps_in_the_current_maps_of_all_streams():
    held = demanded("A 5min/1h @Desk -> B 3min/1h @Desk -> C 4min/1h @Bank")
    held = put(held, ValueStream(id="other", name="Other", demand=6, demand_per="h"), Map(id="second", stream="other"))
    held = draw(held, "second", "X 4min/1h @Desk -> Y @Desk")
    held = put(held, Map(id="later", stream="stream", state=MapState.FUTURE, name="Later"))
    held = draw(held, "later", "Z 100min/1h @Desk")
    held = changed(held, "unit-Desk", people=2.0)
    found = loads(held)
    assert found["Desk"].load == pytest.approx((5 + 3 + 4) / 10 / 2)
    assert found["Desk"].covers == (3, 4)
    assert found["Desk"].parts == pytest.approx({"A": 0.5, "B": 0.3, "X": 0.4})
    assert (found["Bank"].load, found["Bank"].people) == (None, None)


def test_a_unit_with_one_step_is_as_busy_as_the_step():
    held = changed(demanded("A 5min/1h @Desk"), "A", people=3.0, availability=0.5, crew=2.0)
    held = changed(held, "unit-Desk", people=3.0)
    assert loads(held)["Desk"].load == pytest.approx(utilisation(held)["A"] or 0)


# --- takt and work ----------------------------------------------------------------------------------------------------


def test_bars_against_takt_say_what_is_missing():
    held = demanded("A 5min/1h -> B 12min/1h -> C 1h -> D 1min/1h")
    held = changed(changed(held, "D", people=None), "B", value_class=ValueClass.VA)
    bars = takt_bars(held.steps("map"), analysed(held).capacity)
    assert [(each.step, each.minutes, each.over, each.known, each.missing) for each in bars] == [
        ("A", 5, False, True, ()),
        ("B", 12, True, True, ()),
        ("C", None, False, False, ("PT",)),
        ("D", None, False, False, ("people",)),
    ]
    assert bars[1].value_class is ValueClass.VA


def test_exactly_takt_is_not_over():
    held = demanded("A 10min/1h")
    assert not takt_bars(held.steps("map"), analysed(held).capacity)[0].over


# --- as textbooks have it ---------------------------------------------------------------------------------------------


def test_rother_and_shook_one_assembly_is_over_takt():
    # Learning to See, Acme Stamping: 460 minutes in each of two shifts for 920 brackets a day, cycle times in seconds
    held = demanded("Stamp 1s/1d -> Weld1 39s/1d -> Weld2 46s/1d -> Assemble1 62s/1d -> Assemble2 40s/1d", 920)
    held = changed(held, "stream", available=Duration("920 min"))
    result = analysed(held)
    assert result.figures.takt == pytest.approx(1)
    assert result.figures.bottleneck == "Assemble1"
    assert utilisation(held)["Assemble1"] == pytest.approx(62 / 60)
    bars = takt_bars(held.steps("map"), result.capacity)
    assert [each.step for each in bars if each.over] == ["Assemble1"]


def test_cachon_and_terwiesch_three_workers_of_the_xootr():
    # Matching Supply with Demand, ch. 4: 13, 11 and 8 minutes a scooter; 125 a week of 35 hours
    held = demanded("One 13min/1d -> Two 11min/1d -> Three 8min/1d", 125, "wk", hours_per_day=7.0)
    assert analysed(held).figures.takt == pytest.approx(16.8)
    assert utilisation(held) == pytest.approx({"One": 0.774, "Two": 0.655, "Three": 0.476}, abs=5e-4)
    assert analysed(held).figures.bottleneck == "One"


def test_laguna_and_marklund_the_pool_with_the_highest_unit_load_for_its_size_is_the_bottleneck():
    # Business Process Modeling, Simulation and Design, ch. 5, by its rule that a job's load on a pool is Σ time × visits,
    # with rework counted as 1 + r: R1 2 + 0.3 × 5 + 1.1 × 4 + 2, R2 8 + 1.1 × (3 + 4), R3 2 + 4
    held = demanded(
        "A 2min/10min @R1 -30%-> B 5min/20min @R1 -> C 8min/23min @R2 -> D 3min/10min @R2 -> E 4min/20min @R2"
        " -> I 4min/5min @R1 -> F 2min/9min @R3 -> H 2min/2min @R1; A -70%-> C; I -> G 4min/13min @R3 -> H; I ~10%~> D",
        rework=ReworkRule.ONCE,
    )
    for unit, people in (("R1", 2.0), ("R2", 2.0), ("R3", 1.0)):
        held = changed(held, f"unit-{unit}", people=people)
    found = loads(held)
    assert {name: sum(each.parts.values()) * 10 for name, each in found.items()} == pytest.approx(
        {"R1": 9.9, "R2": 15.7, "R3": 6.0}
    )
    assert max(found, key=lambda name: found[name].load or 0) == "R2"
    assert found["R2"].load == pytest.approx(0.785)


def test_anupindi_and_others_claims_in_process():
    # Managing Business Process Flows, ch. 3: 10,000 claims a year of 50 weeks, three weeks each, are 600 in process
    held = demanded("Handle 1h/3wk", 10_000, "y", weeks_per_year=50.0)
    assert analysed(held).figures.work_in_process == pytest.approx(600)


# --- as it is printed -------------------------------------------------------------------------------------------------


def test_the_json_names_the_bottleneck_and_who_bears_what():
    held = changed(demanded("A 5min/1h @Desk -> [Q 96] -> B 9min/1h @Bank"), "unit-Desk", people=2.0)
    whole = as_json(held, analyse(held))
    (shown,) = whole["maps"]
    assert (shown["metrics"]["bottleneck"], shown["metrics"]["bottleneck_utilisation"]) == ("B", 0.9)
    assert shown["metrics"]["labour_hours_per_year"] == pytest.approx(48 * 260 * 14 / 60)
    assert shown["metrics"]["fte"] == pytest.approx(48 * 260 * 14 / 60 / 1680)
    assert shown["coverage"]["labour_hours_per_year"] == shown["coverage"]["utilisation"] == [2, 2]
    assert [(step["utilisation"], step["visits"], step["people"]) for step in shown["steps"]] == [
        (0.5, 1, 1),
        (0.9, 1, 1),
    ]
    assert [(each["name"], each["wait"], each["derived"]) for each in shown["queues"]] == [("Q", 2 * DAY, "wait")]
    assert [(unit["name"], unit["side"], unit["people"], unit["load"]) for unit in whole["units"]] == [
        ("Bank", "business", None, None),
        ("Desk", "business", 2.0, 0.25),
    ]


# --- laws -------------------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(documents())
def test_on_any_document_the_sums_are_those_of_the_steps(held):
    whole = analyse(held)
    json.dumps(as_json(held, whole), allow_nan=False)
    for result in whole.maps.values():
        found = result.capacity
        hours = [each.hours for each in found.steps.values() if each.hours is not None]
        assert (result.figures.labour_hours_per_year is None) == (not hours)
        assert sum(hours) == pytest.approx(result.figures.labour_hours_per_year or 0)
        known = [each.utilisation for each in found.steps.values() if each.utilisation is not None]
        assert result.coverage.utilisation == (len(known), len(found.steps))
        assert (found.highest_utilisation or 0) == pytest.approx(max(known, default=0))
        assert list(found.steps) == [step.id for step in held.steps(result.map)]
    for unit in whole.units.values():
        assert unit.covers[0] == len(unit.parts) <= unit.covers[1]
        assert all(held.the(Step, key).performer == unit.unit for key in unit.parts)
