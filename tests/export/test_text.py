"""What `vsmstudio analyse` says: plain lines, and one object of JSON."""

from __future__ import annotations

import json
from datetime import date

import msgspec
import pytest

from tests.analysis.test_as_json import FINDING, MAP, METRICS, SERVICE, STEP
from tests.builders import document as drawn
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.as_json import as_json
from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.simulation import with_simulations
from vsmstudio.export.spoken import sentence
from vsmstudio.export.text import analysis_text
from vsmstudio.model.document import Document
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)


@pytest.fixture(scope="module")
def sample() -> tuple[Document, Analysis]:
    document = load(resources.path("examples", "sample.vsm"))
    return document, with_simulations(document, analyse(document, ON), runs=500)


def test_the_object_has_every_key_that_was_promised(sample: tuple[Document, Analysis]):
    found = as_json(*sample)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["format"] == 1
    assert {"title", "client", "hours_per_day", "days_per_week"} <= set(found["engagement"])
    for each in found["maps"]:
        assert set(each) >= MAP
        assert set(each["metrics"]) >= METRICS
        assert {"process_time", "lead_time", "ca"} <= set(each["coverage"])
        assert all({"probability", "lead_time", "path"} <= set(scenario) for scenario in each["scenarios"])
        assert all(set(step) >= STEP for step in each["steps"])
    assert all(set(each) >= SERVICE for each in found["services"])
    assert all(set(each) >= FINDING for each in found["findings"])
    assert all({"kind", "id", "name"} == set(each["subject"]) for each in found["findings"])


def test_nothing_that_the_sample_holds_is_left_unknown(sample: tuple[Document, Analysis]):
    found = as_json(*sample)
    for each in found["maps"]:
        assert [key for key in METRICS if each["metrics"][key] is None] == []
    money = found["money"]
    for service in found["services"]:
        assert service["own_cost"] == pytest.approx(sum(service["allocated"].values()) + service["unallocated"])
    assert sum(each["own_cost"] for each in found["services"]) == pytest.approx(money["own_cost"])
    compared = found["comparisons"][0]
    lead_times = [each["metrics"]["lead_time"] for each in found["maps"] if each["stream"] == "Motor claim"]
    assert {compared["figures"]["lead_time"]["before"], compared["figures"]["lead_time"]["after"]} == set(lead_times)


def test_the_lines_tell_work_states_services_money_and_owners(sample: tuple[Document, Analysis]):
    said = analysis_text(*sample)
    for heading in ("Current and future", "Load of units", "Services", "Money", "If it stops", "Who owns what"):
        assert f"\n{heading}\n" in said
    for words in (
        "Bottleneck: Inspect vehicle, utilisation 94 %",
        "Also over 85 %: Agree repair cost 86 %",
        "15.5 d → 7.5 d   −8 d, better",
        "Own cost                        2,973,000 EUR a year (14 services)",
        "Carried by no stream            290,000",
        "User access: single point of failure; 7 steps, 6 critical",
    ):
        assert words in said


def test_the_lines_tell_the_engagement_around_the_maps(sample: tuple[Document, Analysis]):
    said = analysis_text(*sample)
    for words in (
        "\nValue measures\n",
        "Calls a customer makes for one claim, baseline 3.2, target 1, actual 3.1. 5 % of the way",
        "\nExperience\n",
        "Motor claim: Customers rate 8 steps 2.8 of 5 on average, lowest Chase documents (1)",
        "\nImprovements\n",
        "Motor claim: Takes 6 h off lead time, takes 10 min off total processing time",
        "Claims 3 d of lead time, the maps give 1.5 d",
        "It supports no stream",
        "\nFollow-up\n",
        "Lead time went from 35.2 d to 18.7 d",
        "\nHealth check\n",
        "Yes Were workflows audited? Workflows were audited on 27 January 2026",
    ):
        assert words in said


def test_a_map_alone_is_told_without_empty_headings():
    document = drawn("A 1h -> B 2h")
    said = analysis_text(document, analyse(document, ON))
    around = ("Value measures", "Experience", "Improvements", "Follow-up", "Health check")
    for heading in (
        "Current and future",
        "Load of units",
        "Services",
        "Money",
        "If it stops",
        "Who owns what",
        *around,
    ):
        assert f"\n{heading}\n" not in said


def test_a_name_of_several_lines_stays_on_one():
    document = drawn("A 10min/1h @Desk", currency="EUR")
    records = dict(document.records)
    records["unit-Desk"] = msgspec.structs.replace(records["unit-Desk"], name="two\nlines", people=1.0)
    records["stream"] = msgspec.structs.replace(records["stream"], demand=10.0)
    step = document.steps("map")[0]
    records[step.id] = msgspec.structs.replace(step, people=1.0)
    held = Document(records)
    assert "  two lines " in analysis_text(held, analyse(held, ON))


def test_a_step_is_said_with_its_ratings_and_an_improvement_with_who_does_it_by_when(sample: tuple[Document, Analysis]):
    assert sentence(*sample, "step-chase-documents").endswith("rated 1 of 5 by customers, rated 2 of 5 by employees")
    assert sentence(*sample, "improvement-first-report") == (
        "Improvement, Ask for papers and photos in the first report, running, owner Contact Centre Lead, due 17 April 2026"
    )
