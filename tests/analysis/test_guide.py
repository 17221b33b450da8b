"""The guide: which stage has begun, what each still lacks, and where that is done."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import document
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.findings.listing import in_stages
from vsmstudio.analysis.findings.stages import Stage, begun
from vsmstudio.analysis.guide import State, guide, next_stage
from vsmstudio.analysis.guide_parts import Stand
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Audience, LinkKind, MeasureKind, WorkshopKind
from vsmstudio.storage.files import load

DAY = date(2026, 6, 30)


def stands(held: Document) -> dict[str, Stand]:
    return {each.key: each for each in guide(held, analyse(held, date=DAY), DAY)}


def words(stand: Stand) -> list[str]:
    return [each.words for each in stand.lacks]


def test_an_empty_document_has_begun_nothing_and_is_led_to_the_charter():
    held = stands(Document())
    assert {each.state for each in held.values()} == {State.AHEAD}
    assert len(held) == 12
    assert next_stage(tuple(held.values())).key == "charter"
    assert held["charter"].lacks[0].go.act == "new_stream"
    assert all(each.lacks for each in held.values())  # each stage says how it begins


def test_what_steps_lack_is_counted_and_leads_to_just_those_steps():
    held = stands(document("A 5min/1h/80% @Desk -> B 1h -> C 5min/2h"))
    second = held["walk_2"]
    assert "1 of 3 steps has no processing time." in words(second)
    assert "2 of 3 steps have no %C&A." in words(second)
    lack = next(each for each in second.lacks if "%C&A" in each.words)
    assert len(lack.go.keys) == 2
    assert lack.go.map == "map"
    assert lack.go.panel == "steps"
    assert second.state is State.BEGUN


def test_the_one_step_there_is_is_not_counted():
    assert "The one step has no processing time." in words(stands(document("A 1h"))["walk_2"])


def test_a_charter_says_in_one_sentence_what_is_blank():
    held = document("A 1h")
    assert stands(held)["charter"].state is State.AHEAD
    held = held.apply(edits.update(held, "stream", problem="It takes long", trigger="A call"))
    stand = stands(held)["charter"]
    assert stand.state is State.BEGUN
    assert words(stand) == ["Sponsor, facilitator, first step and 8 more are blank."]
    assert (stand.lacks[0].go.page, stand.lacks[0].go.stream) == ("charter", "stream")


def test_a_charter_on_which_nothing_is_blank_has_nothing_missing():
    held = document("A 1h")
    for add in (edits.add_person(held, "Head"), edits.add_unit(held, "Buyers")):
        held = held.apply(add)
    person, unit = held.people[0].id, held.units[0].id
    held = held.apply(edits.update(
        held, "stream", sponsor=person, facilitator=person, trigger="Call", first_step="A", last_step="A", in_scope="All",
        case="All", problem="Slow", target_conditions="1 d", experience=Audience.CUSTOMER, chartered_on=DAY,
    ))  # fmt: skip
    held = held.apply(edits.set_joined(held, "stream", LinkKind.WORKS_ON, [person], outward=False))
    held = held.apply(edits.set_joined(held, "stream", LinkKind.SERVES, [unit]))
    stand = stands(held)["charter"]
    assert stand.state is State.DONE
    assert stand.done == stand.all


def test_several_streams_are_told_apart():
    held = document("A 1h")
    held = held.apply(edits.add_stream(held, "Returns"))
    assert any(each.startswith("Returns: ") for each in words(stands(held)["charter"]))


def test_the_units_that_were_missing_from_the_mapping_are_named():
    held = document("A 1h @Desk -> B 1h @Store")
    desk = next(each.id for each in held.units if each.name == "Desk")
    held = held.apply(edits.add_workshop(held, ["stream"], kind=WorkshopKind.MAPPING, date=DAY))
    workshop = next(each.id for each in held.records.values() if each.type == "workshop")
    held = held.apply(edits.set_joined(held, workshop, LinkKind.ATTENDED, [desk], outward=False))
    assert "Store did not take part in the mapping." in words(stands(held)["walk_1"])


def test_steps_that_nobody_rated_for_the_audience_in_focus_are_counted():
    held = document("A 1h -> B 1h")
    held = held.apply(edits.update(held, "stream", experience=Audience.EMPLOYEE))
    first, second = (each.id for each in held.steps("map"))
    held = held.apply(edits.rate(held, first, Audience.EMPLOYEE, rating=2))
    held = held.apply(edits.rate(held, second, Audience.CUSTOMER, rating=4))
    stand = stands(held)["experience"]
    assert words(stand) == ["1 of 2 steps has no rating by an employee."]


def test_a_grave_finding_is_taken_up_by_the_plan_or_a_reason():
    held = document("A 1h -> B 1h")
    stand = stands(held)["findings"]
    assert stand.state is State.AHEAD
    grave = [each for each in analyse(held, date=DAY).findings if each.severity.name in {"CRITICAL", "HIGH"}]
    held = held.apply(
        edits.improve_finding(held, grave[0].rule, grave[0].subject, "Name an owner", grave[0].aspect, "map")
    )
    after = stands(held)["findings"]
    assert after.state is State.BEGUN
    assert after.done > stand.done


@pytest.mark.parametrize(
    ("stage", "add"),
    [
        (Stage.VALUE, lambda d: edits.update(d, d.engagement.id, value_definition="A car that drives again")),
        (Stage.VALUE, lambda d: edits.add_measure(d, "stream", "Days", kind=MeasureKind.OUTCOME)),
        (Stage.PEOPLE, lambda d: edits.add_workshop(d, ["stream"])),
        (Stage.EXPERIENCE, lambda d: edits.rate(d, d.steps("map")[0].id, Audience.CUSTOMER, rating=4)),
        (Stage.PLAN, lambda d: edits.add_improvement(d, "Sign every day")),
    ],
)
def test_a_stage_of_findings_begins_with_its_first_record(stage, add):
    held = document("A 1h")
    assert stage not in begun(held)
    assert stage in begun(held.apply(add(held)))


def test_findings_of_what_has_not_begun_come_later():
    held = document("A 1h")
    listed, later = in_stages(held, analyse(held, date=DAY))
    families = {"value", "experience", "stakeholder", "improve"}
    assert not {each.rule.partition(".")[0] for each in listed} & families
    assert {each.rule.partition(".")[0] for each in later} & families


def test_the_sample_has_begun_every_stage():
    held = load(resources.path("examples", "sample.vsm"))
    found = guide(held, analyse(held))
    assert State.AHEAD not in {each.state for each in found}
    assert all(each.done <= each.all for each in found)
    assert all(lack.words.endswith(".") for each in found for lack in each.lacks)
