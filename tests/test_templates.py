"""The templates: what somebody begins from must be sound, readable and plainly an example."""

from __future__ import annotations

from itertools import combinations

import pytest

from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.gui.start.templates import BLANK, TEMPLATES, Template, begin, read
from vsmstudio.model import rules
from vsmstudio.model.records import Endpoint, EndpointRole, FlowKind, LinkKind, Measure, MeasureKind, Queue, Stakeholder
from vsmstudio.notation import text
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Words
from vsmstudio.notation.sizes import area_of
from vsmstudio.storage import codec

DRAWN = [each for each in TEMPLATES if each is not BLANK]


def by_name(template: Template) -> str:
    return template.name


def test_the_list_names_the_files_that_there_are_and_no_others():
    files = {path.stem for path in resources.path("templates").glob("*.vsm")}
    assert files == {template.name for template in TEMPLATES}
    assert len({template.title for template in TEMPLATES}) == len(TEMPLATES)


@pytest.mark.parametrize("template", TEMPLATES, ids=by_name)
def test_it_is_sound_and_written_as_this_version_writes(template: Template):
    held = read(template)
    assert rules.check(held) == ()
    assert codec.read(codec.encode(held), "again").document == held


@pytest.mark.parametrize("template", DRAWN, ids=by_name)
def test_it_shows_a_whole_stream_and_what_is_worth_asking(template: Template):
    held = read(template)
    (shown,) = held.maps
    steps, flows = held.steps(shown.id), held.flows(shown.id)
    assert 6 <= len(steps) <= 10
    assert all(step.performer and step.process_time and step.lead_time for step in steps)
    assert sum(step.owner is None for step in steps) == 1
    assert sum(flow.kind is FlowKind.REWORK for flow in flows) == 1
    assert any(isinstance(node, Queue) for node in held.nodes(shown.id))
    roles = {node.role for node in held.nodes(shown.id) if isinstance(node, Endpoint)}
    assert roles == {EndpointRole.START, EndpointRole.END}
    assert len(held.services) >= 4
    assert all(held.links_from(service.id, LinkKind.UNDERPINS) for service in held.services)


@pytest.mark.parametrize("template", DRAWN, ids=by_name)
def test_its_figures_are_complete_and_said_to_be_examples(template: Template):
    held = read(template)
    figures = analyse(held).maps[held.maps[0].id].figures
    assert figures.lead_time
    assert figures.process_time
    assert "example" in held.engagement.title
    assert "examples" in held.streams[0].notes


@pytest.mark.parametrize("template", DRAWN, ids=by_name)
def test_it_holds_a_filled_charter_stakeholders_and_measures_of_every_kind(template: Template):
    held = read(template)
    (stream,) = held.streams
    names = {step.name for step in held.steps(held.maps[0].id)}
    assert {stream.first_step, stream.last_step} <= names
    said = ("owner", "sponsor", "facilitator", "trigger", "in_scope", "out_of_scope", "case", "problem", "experience")
    assert all(getattr(stream, each) for each in (*said, "briefings"))
    assert len(stream.target_conditions.splitlines()) == 3
    assert held.links_to(stream.id, LinkKind.WORKS_ON)
    assert all(each.interest and each.value and each.gains for each in held.all(Stakeholder))
    assert len(held.all(Stakeholder)) == 4
    measures = held.all(Measure)
    assert {each.kind for each in measures} == set(MeasureKind)
    assert all(each.baseline is not None and each.target is not None and each.actual is None for each in measures)
    assert all(service.outcomes for service in held.services)


@pytest.mark.parametrize("template", DRAWN, ids=by_name)
def test_every_word_on_it_can_be_read_whole(template: Template):
    held = read(template)
    shown = picture(held, held.maps[0].id, analyse(held))
    said = [shape for element in shown.elements for shape in element.shapes if isinstance(shape, Words)]
    assert said
    assert [each.text for each in said if each.text.endswith("…")] == []
    assert all(run.face for each in said for run in text.split_runs(each.text, each.bold))


@pytest.mark.parametrize("template", DRAWN, ids=by_name)
def test_nothing_stands_on_another_and_everything_on_the_grid(template: Template):
    held = read(template)
    places = {node.id: held.position(node.id) for node in held.nodes(held.maps[0].id)}
    areas = [area_of(held.node(key), place) for key, place in places.items() if place]
    assert len(areas) == len(places)
    for a, b in combinations(areas, 2):
        assert a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y


@pytest.mark.parametrize("template", TEMPLATES, ids=by_name)
def test_what_begins_from_it_has_ids_of_its_own(template: Template):
    one, other = begin(template), begin(template)
    assert not set(one.records) & set(other.records)
    assert not set(one.records) & set(read(template).records)
    assert rules.check(one) == ()
    assert [step.name for step in one.steps(one.maps[0].id)] == [
        step.name for step in read(template).steps(read(template).maps[0].id)
    ]
