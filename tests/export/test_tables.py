"""The tables hold what the analysis says, in plain values."""

from __future__ import annotations

import dataclasses

import pytest

from tests.export import claims
from vsmstudio.analysis.results import Analysis, PathPart
from vsmstudio.export.tables import every as tables
from vsmstudio.export.tables.figures import value_in
from vsmstudio.export.tables.path import accountable_steps, step_shares
from vsmstudio.export.tables.words import percent, spoken
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.records import Flow, Link, LinkKind, Person, Queue, Service, ServiceKind

DOCUMENT, ANALYSIS = claims.document(), claims.analysis()


def empty() -> Analysis:
    return Analysis(maps={}, services={}, findings=())


def test_every_row_is_as_wide_as_the_header():
    document, analysis = claims.twice()
    for table in (
        tables.steps(document, analysis),
        tables.path(document, analysis),
        tables.findings(document, analysis),
        tables.owners(document, analysis),
        tables.owner_gaps(document, analysis, "map"),
        tables.services(document, analysis),
        tables.links(document),
        tables.figures(document, analysis.maps["map"]),
        tables.scenarios(document, analysis.maps["map"]),
    ):
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.columns)}, table.title
        if table.ids:
            assert len(table.ids) == len(table.rows)


def test_figures_are_those_of_the_analysis_and_say_what_they_cover():
    table = tables.figures(DOCUMENT, ANALYSIS.maps["map"])
    rows = dict(zip(table.ids, table.rows, strict=True))
    for key in table.ids:
        assert rows[key][table.at("value")] == value_in(ANALYSIS.maps["map"], key)
    assert rows["lead_time"][table.at("reads")] == "10.5 d"
    assert rows["rolled_ca"][table.at("coverage")] == "at most: 5 of 6 steps"
    assert rows["takt"][table.at("reads")] == "–"


def test_steps_keep_numbers_as_numbers_and_blanks_as_blanks():
    table = tables.steps(DOCUMENT, ANALYSIS)
    assert table.values("number") == ("1", "2", "3a", "3b", "4", "5")
    assert table.values("pt") == (12.0, 25.0, 20.0, 90.0, 40.0, 10.0)
    assert table.values("ca")[-1] is None
    assert table.values("slack")[2] == 2640.0
    assert table.values("critical") == ("yes", "yes", "no", "yes", "yes", "yes")
    assert table.values("services")[0] == "Claims portal"
    assert table.flagged == {3}


def test_the_path_adds_up_to_the_lead_time():
    table = tables.path(DOCUMENT, ANALYSIS)
    assert sum(value for value in table.values("adds") if value) == 5040.0
    assert table.values("cumulative")[-1] == 5040.0
    assert sum(table.values("share")) == pytest.approx(1.0)
    assert table.values("owned") == (None, "yes", "yes", "no", "yes", "yes", None)


def test_a_wait_belongs_to_the_step_it_leads_to_and_at_the_end_to_the_step_before():
    queue = Queue(id="queue", map="map", name="In-box")
    document = Document([*claims.records(), queue])
    parts = [
        PathPart("queue", 60.0, None),
        PathPart("assess", 40.0, None, delay=20.0),
        PathPart("paid", 0.0, None, delay=9.0),
    ]
    assert [step.id for step in accountable_steps(document, parts)] == ["assess"] * 3
    held = ANALYSIS.maps["map"]
    held = dataclasses.replace(held, path=tuple(parts), figures=dataclasses.replace(held.figures, lead_time=129.0))
    assert step_shares(document, held) == {"assess": pytest.approx(1.0)}


def test_a_gap_has_its_evidence_and_a_gap_without_finding_is_still_told():
    table = tables.owner_gaps(DOCUMENT, ANALYSIS, "map")
    assert table.values("id") == ("F1", "F2", "F3")
    assert table.values("share")[0] == pytest.approx(2880 / 5040)
    silent = dataclasses.replace(ANALYSIS, findings=())
    rows = tables.owner_gaps(DOCUMENT, silent, "map").rows
    assert rows == ((None, None, "Nobody is accountable for Assess damage: 6 d, 57 % of lead time.",
                     "Name an accountable owner.", 2880 / 5040),)  # fmt: skip


def test_the_matrix_marks_one_owner_a_row_and_shows_gaps():
    table = tables.owners(DOCUMENT, ANALYSIS, ["map"])
    rows = dict(zip(table.values("name"), table.rows, strict=True))
    assert rows["Report claim"][table.at("head")] == "●"
    assert rows["Assess damage"][table.at("gap")] == "◆ nobody"
    assert rows["Claims portal"][table.at("it")] == "◆ misplaced"
    assert rows["Check cover"][table.at("where")] == "off path"
    assert {table.values("name")[index] for index in table.flagged} == {"Assess damage", "Fraud screening"}


def test_a_vacant_owner_is_marked_and_answers_for_nothing():
    vacant = Person(id="chief", role="Chief Underwriter", vacant=True)
    document = Document([vacant if each.id == "chief" else each for each in claims.records()])
    table = tables.owners(document, ANALYSIS, ["map"])
    assert table.rows[2][table.at("chief")] == "○ vacant"
    assert 2 in table.flagged


def test_customers_of_a_service_are_named_or_follow_from_what_it_is():
    served = Link(id="direct", kind=LinkKind.SERVES, source="capture", target="finance")
    document = Document([*claims.records(), served, Service(id="new", name="New", kind=ServiceKind.CUSTOMER_FACING)])
    table = tables.services(document, ANALYSIS)
    found = dict(zip(table.values("service"), table.values("customers"), strict=True))
    assert found == {
        "Claims portal": "Policy holders", "Document capture": "Finance", "Fraud screening": "internal",
        "New": None, "Payments": "Policy holders", "Policy data": "internal",
    }  # fmt: skip


def test_findings_of_future_maps_come_last():
    first, *rest = ANALYSIS.findings
    analysis = dataclasses.replace(ANALYSIS, findings=(dataclasses.replace(first, future=True), *rest))
    table = tables.findings(DOCUMENT, analysis)
    assert table.values("state") == ("current",) * 4 + ("future",)
    assert table.values("id") == ("F1", "F2", "F3", "F4", "F5")
    assert first.message not in [each.message for _, each in tables.of_stream(DOCUMENT, analysis, "stream")]


def test_two_streams_keep_their_findings_apart():
    document, analysis = claims.twice()
    assert tables.of_stream(document, analysis, "b-stream") == ()
    assert len(tables.of_stream(document, analysis, "stream")) == 5


def test_an_empty_document_gives_empty_tables():
    document = Document([])
    made = [
        each(document, empty()) for each in (tables.steps, tables.path, tables.owners, tables.findings, tables.services)
    ]
    for table in [*made, tables.links(document)]:
        assert table.rows == ()


def test_links_name_the_step_its_stream_and_map():
    table = tables.links(DOCUMENT)
    assert table.rows[0][:6] == ("Claims portal", "Report claim", "step", "Motor claims", "Current state", "high")
    assert all(isinstance(each, Flow) is False for each in table.rows)


def test_words_for_figures():
    calendar = Calendar()
    assert [percent(value) for value in (0.0, 0.004, 0.0999, 0.57, 1.0)] == ["0 %", "0.4 %", "10 %", "57 %", "100 %"]
    assert [spoken(value, calendar) for value in (177, 480, 5040)] == [
        "2 h 57 min",
        "1 working day",
        "10.5 working days",
    ]
