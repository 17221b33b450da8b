"""Every figure can be explained, and its explanation gives the figure again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.analysis.estates import contract, estate, rests, svc
from tests.analysis.maps import DAY, HOUR, changed
from tests.analysis.recomputing import check
from tests.builders import document, draw
from tests.documents import documents
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.as_json import as_json
from vsmstudio.analysis.comparison import compare
from vsmstudio.analysis.explain import (
    MAP_FIGURES,
    SERVICE_FIGURES,
    STEP_FIGURES,
    Explanation,
    Operation,
    Role,
    explain,
    explanations_of_map,
)
from vsmstudio.analysis.simulation import with_simulations
from vsmstudio.export.tables.figures import FIGURES
from vsmstudio.gui.panels.figures import SHOWN
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, ReworkRule, ValueStream
from vsmstudio.storage.files import load


def of(held: Document | str, key: str, subject: str = "map", **engagement: object) -> Explanation:
    built = document(held, **engagement) if isinstance(held, str) else held  # type: ignore[arg-type]
    made = explain(built, analyse(built), subject, key)
    check(made)
    return made


def rows(made: Explanation) -> list[tuple[str, float | None]]:
    return [(each.name, each.number) for each in made.inputs]


def check_all(held: Document) -> None:
    analysis = analyse(held)
    for key, result in analysis.maps.items():
        for made in explanations_of_map(held, analysis, key):
            check(made)
            assert made.subject == key
            if hasattr(result.figures, made.key) and made.key != "bottleneck":
                assert made.value == getattr(result.figures, made.key)
        for step in held.steps(key):
            for figure in STEP_FIGURES:
                made = explain(held, analysis, step.id, figure)
                check(made)
                if figure in {"visits", "utilisation"}:
                    assert made.value == getattr(result.capacity.steps[step.id], figure)
                if hasattr(result.nodes[step.id], figure) and figure not in {"critical", "near_critical"}:
                    assert made.value == getattr(result.nodes[step.id], figure)
        for service in held.services:
            check(explain(held, analysis, service.id, f"share_of_lead_time:{key}"))
    for service in held.services:
        for figure in SERVICE_FIGURES:
            check(explain(held, analysis, service.id, figure))
    for unit in analysis.units:
        check(explain(held, analysis, unit, "load"))
    for a in held.maps:
        for b in (each for each in held.maps if each.stream == a.stream):
            for delta in compare(held, analysis, a.id, b.id).deltas:
                made = explain(held, analysis, a.id, f"compare:{b.id}:{delta.key}")
                check(made)
                assert made.value == delta.difference
    for finding in (*analysis.findings, *analysis.absorbed):
        check(explain(held, analysis, finding.key, "finding"))


@settings(max_examples=40)
@given(documents())
def test_explanations_of_any_document_give_its_figures_again(held: Document):
    check_all(held)


MAPS = (
    "(C) -> A 10min/1d/90% @X !P -> [Q 2d] -> B 20min/3d/80% @Y; B -> D 5min/4d/50%; A -> E 1h/9h -> D; D -> (End)",
    "A 1h -30%-> B 5h/60h/50%; A -70%-> D 10min/2h/90%; B -> E 1h; D -> E; E ~10%~> A; B ~20%~> B2 1h; B2 -> E",
    "A 1h -> B 2h -> D 3h -> E 4h; D ~20%~> B; E ~10%~> A; E ~5%~> D",
    "A 1h => B 1h/2h/90%; A -> D 1h; B => E 3h; B -> F 1h; D -> G 1h; E -> G; F -> G; G ~30%~> A",
    "[Q 40] -> A 5min/1h/100% -> B; B -> A",
    "",
)


@pytest.mark.parametrize("rework", ReworkRule)
@pytest.mark.parametrize("text", MAPS)
def test_explanations_of_drawn_maps_give_their_figures_again(text: str, rework: ReworkRule):
    held = changed(document(text, rework=rework), "stream", demand=20.0)
    check_all(held)
    analysis = analyse(held)
    for made in explanations_of_map(held, analysis, "map"):
        assert made.operation is not Operation.GIVEN or made.value is None, made.key


def test_whatever_is_printed_or_shown_as_a_tile_is_explained():
    held = document("A 10min/1h -> B 2h")
    analysis = analyse(held)
    for key in as_json(held, analysis)["maps"][0]["metrics"]:
        check(explain(held, analysis, "map", key))
    for figure in FIGURES:
        check(explain(held, analysis, "map", figure.key))
    assert set(SHOWN) <= set(MAP_FIGURES)


def test_lead_time_names_what_lies_along_the_path_and_how_each_was_typed():
    made = of("(C) -> A 10min/1d -> [Q 2d] -> B 20min/3d -> (End)", "lead_time")
    assert rows(made) == [("1 A", DAY), ("Q", 2 * DAY), ("2 B", 3 * DAY)]
    assert [each.note for each in made.inputs] == ["LT 1 d", "wait 2 d", "LT 3 d"]
    assert made.said == "6 d"
    assert made.covers == "2 of 2 steps"
    assert made.path == ("A", "Q", "B")
    assert made.source == "Martin & Osterling, Value Stream Mapping (2014)"


def test_a_blank_is_listed_and_adds_nothing():
    made = of("A 10min/1d -> B", "lead_time")
    assert [(each.number, each.note) for each in made.inputs] == [(DAY, "LT 1 d"), (None, "blank: adds nothing")]
    assert made.covers == "1 of 2 steps"


def test_what_is_unknown_says_what_is_missing():
    made = of("A -> B", "takt")
    assert made.value is None
    assert made.said == "–"
    assert "demand" in made.notes[0]
    assert "how long" in of("A -> B", "lead_time").notes[-1]


def test_a_ratio_leads_on_to_the_figures_it_is_made_of():
    made = of("A 10min/1d -> B 20min/3d", "activity_ratio")
    assert [(each.figure, each.role) for each in made.inputs] == [
        ("process_time", Role.TERM),
        ("lead_time", Role.DIVISOR),
    ]


def test_rework_says_what_is_passed_again():
    made = of("A 2h -> B 3h; B ~50%~> A", "expected_lead_time_with_rework")
    assert made.value == 10 * HOUR
    assert rows(made)[0] == ("Lead time without rework", 5 * HOUR)
    assert ("1 A", 2 * HOUR) in rows(made)
    once = of("A 2h -> B 3h; B ~50%~> A", "expected_lead_time_with_rework", rework=ReworkRule.ONCE)
    assert once.value == 7.5 * HOUR
    assert once.source.startswith("Laguna")


def test_alternatives_are_weighed_by_their_probability():
    made = of("A 1h -30%-> B 5h; A -70%-> D 1h", "expected_lead_time")
    assert [each.factors for each in made.inputs[:2]] == [(0.7, 2 * HOUR), (0.3, 6 * HOUR)]
    probability = of("A 1h -30%-> B 5h; A -70%-> D 1h", "lead_time_probability")
    assert [each.role for each in probability.inputs] == [Role.BESIDE, Role.TERM]


def test_slack_comes_from_two_starts_that_are_explained_themselves():
    held = document("A 1h -> B 5h -> D 1h; A -> C 2h -> D")
    made = of(held, "slack", "C")
    assert made.value == 3 * HOUR
    assert [each.figure for each in made.inputs] == ["latest_start", "earliest_start"]
    assert rows(of(held, "earliest_start", "D")) == [("1 A", HOUR), ("2a B", 5 * HOUR)]
    assert of(held, "critical", "B").said == "yes"
    assert of(held, "critical", "C").said == "no"


def busy() -> Document:
    held = changed(document("A 10min/1h @Desk -> B 30min/2h @Desk"), "stream", demand=48.0)
    held = changed(changed(held, "A", people=2.0, crew=2.0, availability=0.5), "B", people=4.0, batch=2.0)
    return changed(held, "unit-Desk", people=10.0, hourly_cost=60.0)


def test_utilisation_names_all_that_is_multiplied():
    made = of(busy(), "utilisation", "A")
    assert made.value == pytest.approx(2.0)
    assert rows(made) == [
        ("Processing time", 10.0),
        ("Crew on one item at once", 2.0),
        ("Visits", 1.0),
        ("Takt × people × availability", pytest.approx(10.0)),
    ]
    assert of(busy(), "bottleneck").said == "1 A, 200 %"
    assert of(busy(), "load", "unit-Desk").value == pytest.approx((20 / 5 + 15 / 10) / 10)


def test_labour_leads_from_hours_to_people_and_money():
    held = busy()
    assert of(held, "labour_hours_per_year").value == pytest.approx(35 / 60 * 48 * 260)
    assert of(held, "fte").value == pytest.approx(35 / 60 * 48 * 260 / 1680)
    assert of(held, "labour_cost_per_year").value == pytest.approx(35 * 48 * 260)
    assert of(held, "utilisation", "B").inputs[1].note == "PT typed for a batch is divided by the batch size"


def test_visits_count_the_ways_in_which_a_step_runs():
    made = of("A 1h -30%-> B 5h; A -70%-> D 1h", "visits", "B")
    assert made.value == pytest.approx(0.3)
    assert [(each.number, each.note) for each in made.inputs] == [
        (pytest.approx(0.3), "it runs"),
        (pytest.approx(0.7), "it does not run"),
    ]


def test_the_sample_engagement_is_explained_whole():
    held = load(resources.path("examples", "sample.vsm"))
    check_all(held)
    analysis = with_simulations(held, analyse(held), runs=50)
    for key in analysis.simulations:
        made = explain(held, analysis, key, "p85")
        check(made)
        assert "50 runs" in made.notes[0]
        assert made.inputs
    assert analysis.simulations


def test_a_chain_adds_the_lead_times_of_its_streams():
    held = Document([*document("A 2h -> (End)").records.values(), ValueStream(id="next", name="Next")])
    held = held.apply(edits.put(held, "", Map(id="m2", stream="next")))
    held = changed(draw(held, "m2", "B 3h"), "End", starts="next")
    made = of(held, "chain_lead_time:0", "stream")
    assert made.value == 5 * HOUR
    assert [(each.record, each.figure) for each in made.inputs] == [("map", "lead_time"), ("m2", "lead_time")]


def test_money_of_services_leads_back_to_costs_contracts_and_shares():
    held = estate(
        *svc("Portal", 100.0, ["Pay"]), *svc("Host", 40.0), *svc("Other", 10.0),
        rests("Portal", "Host", 0.25), rests("Other", "Host"), *contract("Cloud", 60.0, "Host"),
    )  # fmt: skip
    tco = of(held, "tco", "Portal")
    assert tco.value == pytest.approx(125.0)
    assert tco.inputs[1].factors == pytest.approx((0.25, 100.0))
    assert of(held, "own_cost", "Host").value == pytest.approx(100.0)
    share = of(held, "share_of_lead_time:Orders map", "Host")
    assert share.value == pytest.approx(0.75)
    assert share.inputs[0].note == "through Portal"
    check_all(held)


def test_a_finding_names_the_setting_that_it_is_measured_by():
    held = document("A 10min/1h/60% @X -> B 1h @Y")
    analysis = analyse(held)
    found = next(each for each in analysis.findings if each.rule == "handoff.poor-quality")
    inputs = explain(held, analysis, found.key, "finding").inputs
    assert "80 %" in [each.said for each in inputs if each.note == "a setting of the engagement"]


def test_a_finding_is_explained_by_its_evidence():
    held = document("A 1h -> B 1h !P")
    analysis = analyse(held)
    found = next(each for each in analysis.findings if each.rule == "owner.step-missing")
    made = explain(held, analysis, found.key, "finding")
    assert made.title == found.message
    assert made.said == "high"
    assert any(each.record == "A" for each in made.inputs)
    assert any(found.recommendation in note for note in made.notes)


def test_what_there_is_not_cannot_be_explained():
    held = document("A 1h")
    analysis = analyse(held)
    for subject, key in (
        ("map", "beauty"),
        ("A", "lead_time"),
        ("nowhere", "lead_time"),
        ("stream", "chain_lead_time:0"),
    ):
        with pytest.raises(KeyError):
            explain(held, analysis, subject, key)


def test_many_alternatives_are_not_worked_out_again_but_said():
    text = "; ".join(
        f"S{at} 1h/1h/50% => A{at} 1h/1h/90%; S{at} -> B{at} 2h; A{at} -> S{at + 1}; B{at} -> S{at + 1}"
        for at in range(9)
    )
    made = of(text, "rolled_ca")
    assert made.operation is Operation.GIVEN
    assert "too many ways" in made.notes[0]
