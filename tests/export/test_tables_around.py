"""The tables of the engagement around the maps, in plain values; and the sheets that show them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.builders import document as drawn
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables import every as tables
from vsmstudio.export.tables.around import contribution, followed
from vsmstudio.export.tables.table import Table
from vsmstudio.export.xlsx import workbook
from vsmstudio.gui.pages.plan.columns import ORIGIN
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Audience,
    Horizon,
    Improvement,
    ImprovementState,
    LinkKind,
    MeasureKind,
    Person,
    Step,
    Unit,
    WorkshopKind,
)
from vsmstudio.storage.files import load

ON = date(2026, 2, 14)


class Room:
    """A document that is edited step by step."""

    def __init__(self, text: str) -> None:
        self.document = drawn(text)

    def do(self, change: Change) -> Id:
        """Apply a change; the id of the first record that it made."""
        before = set(self.document.records)
        self.document = self.document.apply(change)
        return next((key for key in change.records if key not in before), "")

    @property
    def analysis(self) -> Analysis:
        return analyse(self.document, ON)


@pytest.fixture
def room() -> Room:
    return Room("Receive 10min/1h/90% @Desk !Clerk -> Check 2h @Audit")


@pytest.fixture(scope="module")
def sample() -> tuple[Document, Analysis]:
    document = load(resources.path("examples", "sample.vsm"))
    return document, analyse(document, ON)


def everything(document: Document, analysis: Analysis) -> list[Table]:
    contributed, came = contribution.found_in(document, analysis), followed.found_in(document, analysis)
    return [
        tables.charter(document), tables.stakeholders(document), tables.workshops(document, ON),
        tables.attendance(document, ON), tables.audit(document, analysis), tables.measures(document),
        tables.experience(document, analysis), tables.voices(document, analysis),
        tables.services_not_projects(document, analysis), tables.cost_by_stream(document, analysis),
        tables.proposals(document, analysis), tables.improvements(document, analysis, ON),
        tables.roadmap(document, analysis, ON), tables.priorities(document, analysis),
        contribution.contribution(document, contributed), contribution.claims(document, contributed),
        followed.figures(document, came), followed.improvements(document, came), tables.health(document, ON),
    ]  # fmt: skip


def test_every_row_of_the_sample_is_as_wide_as_its_header(sample: tuple[Document, Analysis]):
    for table in everything(*sample):
        assert table.rows, table.title
        assert {len(row) for row in table.rows} == {len(table.columns)}, table.title
        assert len(table.ids) == len(table.rows), table.title
        assert not table.kinds or len(table.kinds) == len(table.rows), table.title
        assert table.flagged <= set(range(len(table.rows))), table.title


def test_where_nobody_said_anything_there_are_no_rows(room: Room):
    told = {table.title for table in everything(room.document, room.analysis) if table.rows}
    assert told <= {"Owners proposed"}, "that a stream has no owner is a finding of every new map"


def test_a_charter_is_told_line_by_line_and_shows_what_it_lacks(room: Room):
    clerk = room.document.all(Person)[0].id
    stream = room.document.streams[0].id
    room.do(edits.update(room.document, stream, problem="Weeks of waiting", target_conditions="Two days\nNo call"))
    room.do(edits.set_joined(room.document, stream, LinkKind.WORKS_ON, [clerk], outward=False))
    said = {row[1]: row[2] for row in tables.charter(room.document).rows}
    assert (said["Problem"], said["Target conditions"], said["Team"]) == (
        "Weeks of waiting",
        "Two days\nNo call",
        "Clerk",
    )
    assert said["Sponsor"] is None
    assert said["Chartered on"] is None


def test_who_was_missing_from_the_mapping_stands_out(room: Room):
    units = {each.name: each.id for each in room.document.all(Unit)}
    stream = room.document.streams[0].id
    walk = room.do(edits.add_workshop(room.document, [stream], kind=WorkshopKind.MAPPING, date=date(2026, 2, 1)))
    room.do(edits.set_joined(room.document, walk, LinkKind.ATTENDED, [units["Desk"]], outward=False))
    room.do(edits.add_workshop(room.document, [stream], kind=WorkshopKind.REVIEW, date=date(2026, 5, 1)))
    table = tables.attendance(room.document, ON)
    assert table.values("missing") == ("Audit",)
    assert table.flagged == {0}
    assert tables.workshops(room.document, ON).values("held") == ("held", "planned")


def test_a_measure_says_how_far_it_is_on_its_way(room: Room):
    stream = room.document.streams[0].id
    for name, actual in (("Waiting", 6.0), ("Calls", 12.0)):
        room.do(
            edits.add_measure(
                room.document, stream, name, kind=MeasureKind.EFFORT, baseline=10.0, target=2.0, actual=actual
            )
        )
    table = tables.measures(room.document)
    assert table.values("share") == (0.5, -0.25)
    assert table.values("judged") == ("better", "worse")
    assert table.flagged == {1}


def test_poor_touchpoints_stand_out_and_the_lowest_are_marked(room: Room):
    steps = {each.name: each.id for each in room.document.all(Step)}
    room.do(edits.rate(room.document, steps["Receive"], Audience.CUSTOMER, rating=4))
    room.do(edits.rate(room.document, steps["Check"], Audience.CUSTOMER, rating=2, note="Again"))
    table = tables.experience(room.document, room.analysis)
    assert table.values("rating") == (4, 2)
    assert table.values("lowest") == (None, "yes")
    assert table.flagged == {1}
    voices = tables.voices(room.document, room.analysis)
    assert voices.values("mean") == (3,)
    assert "Check (2)" in str(voices.values("on_path")[0])


def test_workflows_that_are_done_otherwise_than_written_stand_out(room: Room):
    steps = {each.name: each.id for each in room.document.all(Step)}
    room.do(edits.update(room.document, steps["Receive"], as_documented="Once.", as_done="twice", why="To be sure"))
    room.do(edits.update(room.document, steps["Check"], as_documented="By two", as_done="by  two."))
    table = tables.audit(room.document, room.analysis)
    assert table.values("differs") == ("yes", None)
    assert table.flagged == {0}


def test_the_plan_says_what_is_overdue_and_what_nobody_owns(room: Room):
    steps = {each.name: each.id for each in room.document.all(Step)}
    clerk = room.document.all(Person)[0].id
    for name, fields in (
        ("Ask once", {"owner": clerk, "due": date(2026, 2, 4), "expected_lead_time": Duration("1 d")}),
        ("Ask nobody", {"horizon": Horizon.LATER}),
        ("Asked", {"state": ImprovementState.DONE, "measured_on": date(2026, 2, 1)}),
    ):
        room.do(edits.add_improvement(room.document, name, [steps["Check"]], **fields))
    table = tables.improvements(room.document, room.analysis, ON)
    assert table.values("standing") == ("overdue by 10 days", "nobody owns it", "effect measured")
    assert table.values("expected_lead_time") == (480.0, None, None)
    assert table.values("streams") == ("Stream",) * 3
    assert table.flagged == {0, 1}
    plan = tables.roadmap(room.document, room.analysis, ON)
    assert plan.values("improvement") == ("Ask nobody", "Ask once")
    assert plan.values("horizon") == ("later", "not said")


def test_every_table_and_the_plan_number_a_shared_rank_once(room: Room):
    """Two orders that were merged may rank two improvements alike."""
    for name, rank in (("Ask once", 2), ("Scan early", 2), ("Sign later", 3), ("Never ranked", None)):
        room.do(edits.add_improvement(room.document, name, rank=rank))
    room.do(edits.add_improvement(room.document, "Dropped", rank=1, state=ImprovementState.DROPPED))
    listed = tables.improvements(room.document, room.analysis, ON)
    assert dict(zip(listed.values("improvement"), listed.values("rank"), strict=True)) == {
        "Dropped": None, "Ask once": 1, "Scan early": 2, "Sign later": 3, "Never ranked": None,
    }  # fmt: skip
    assert tables.priorities(room.document, room.analysis).values("rank") == (1, 2, 3, None)
    place = next(each for each in ORIGIN if each.spec.label == "Place")
    held = room.document.all(Improvement)
    assert sorted(place.said(room.document, each) for each in held) == ["", "", "1", "2", "3"]


def test_an_initiative_that_supports_no_stream_stands_out(room: Room):
    room.do(edits.add_improvement(room.document, "New storage", []))
    table = tables.priorities(room.document, room.analysis)
    assert (table.values("streams"), table.flagged) == (("no stream",), {0})


def test_contributions_lead_from_the_first_line_to_the_last(sample: tuple[Document, Analysis]):
    document, analysis = sample
    table = contribution.contribution(document, contribution.found_in(document, analysis))
    for stream in set(table.values("stream")):
        lines = [row for row in table.rows if row[0] == stream]
        found = [row[table.at("lead_time")] for row in lines]
        first, *parts, last = [each if isinstance(each, float) else 0.0 for each in found]
        assert first + sum(parts) == pytest.approx(last)


def test_what_development_hides_and_shows_is_the_own_cost(sample: tuple[Document, Analysis]):
    table = tables.services_not_projects(*sample)
    for row in table.rows:
        shown, hidden, own = (row[table.at(key)] for key in ("shown", "hidden", "own"))
        assert (shown or 0) + (hidden or 0) == pytest.approx(own)  # type: ignore[operator]
    by_stream = tables.cost_by_stream(*sample)
    assert by_stream.sum_of("own") == pytest.approx(table.sum_of("own"))


def test_the_portfolio_tells_all_that_readiness_asks(sample: tuple[Document, Analysis]):
    document, analysis = sample
    table = tables.portfolio(document, analysis)
    heads = {column.title for column in table.columns}
    assert {
        "Owner", "Service manager", "Provider", "Customers", "Outcomes", "Revenue", "Warranty", "Service levels", "Rests on",
        "Suppliers", "Contracts", "Applications", "Fallback", "Security", "Continuity", "Remote use", "Self-service",
        "Knowledge",
    } <= heads  # fmt: skip
    assert {"ok", "gap"} & set(table.values("security"))


def test_dates_are_dates_and_times_numbers_in_the_workbook(sample: tuple[Document, Analysis]):
    document, analysis = sample
    book = load_workbook(BytesIO(workbook(document, analysis, ON)), data_only=True)
    sheet = book["Improvements"]
    heads = {str(cell.value).partition(" (")[0]: cell.column for cell in sheet[3]}
    assert sheet.cell(4, heads["Due"]).number_format == "yyyy-mm-dd"
    saved = [sheet.cell(row, heads["Expected LT saved"]).value for row in range(4, sheet.max_row + 1)]
    assert any(isinstance(each, int | float) for each in saved)
    assert sheet.column_dimensions["B"].width > 40
    assert book["Workshops"].freeze_panes
