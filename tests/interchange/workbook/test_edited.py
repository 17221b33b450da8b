"""The application's workbook after somebody has worked on it in a spreadsheet program."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import document as drawn
from tests.interchange.workbook.test_round_trip import held, written
from vsmstudio import resources
from vsmstudio.export.tables import inputs
from vsmstudio.interchange.imported import Imported
from vsmstudio.interchange.into import into
from vsmstudio.interchange.settings import read_settings
from vsmstudio.interchange.workbook import read_bytes
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Contract,
    Convention,
    Flow,
    FlowKind,
    ImprovementState,
    Link,
    LinkKind,
    Person,
    Service,
    Stakeholder,
    Step,
    Touchpoint,
    Unit,
    Workshop,
)
from vsmstudio.storage.files import load

OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def sample() -> Document:
    return load(resources.path("examples", "sample.vsm"))


@pytest.fixture(scope="module")
def content(sample: Document) -> bytes:
    return written(sample)


def edited(content: bytes, *edits: Callable[[Any], None]) -> Imported:
    book = load_workbook(BytesIO(content))
    for edit in edits:
        edit(book)
    saved = BytesIO()
    book.save(saved)
    return read_bytes(saved.getvalue(), "book.xlsx")


def column(sheet: Worksheet, title: str) -> int:
    return next(cell.column for cell in sheet[3] if cell.value == title)


def row(sheet: Worksheet, title: str, value: object) -> int:
    at = column(sheet, title)
    return next(cells[at - 1].row for cells in sheet.iter_rows(min_row=4) if cells[at - 1].value == value)


def put(sheet: str, where: tuple[str, object], title: str, value: object) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        held_sheet = book[sheet]
        held_sheet.cell(row(held_sheet, *where), column(held_sheet, title)).value = value

    return edit


def changes(sample: Document, imported: Imported) -> dict[str, tuple[Any, Any]]:
    change = into(sample, imported).change
    return {key: pair for key, pair in change.records.items() if type(pair[1] or pair[0]).__name__ != "Placement"}


def test_changed_cells_change_these_fields_and_nothing_else(sample: Document, content: bytes):
    imported = edited(
        content,
        put("Steps", ("Step", "Check cover"), "PT", "20-30 min"),
        put("Steps", ("Step", "Check cover"), "%C&A", 0.9),
        put("Services", ("Service", "Payments"), "Outcomes", "Money arrives on the same day"),
        put("Contracts", ("Contract", "Data centre and hosting"), "End", date(2030, 12, 31)),
        put("Costs", ("Service", "Payments"), "Maintenance (EUR a year)", 27_500),
        put("Engagement", ("Setting", "Working hours a day"), "Value", 7.5),
    )
    assert imported.problems == ()
    found = changes(sample, imported)
    assert len(found) == 4
    after = {key: pair[1] for key, pair in found.items()}
    step = next(each for each in after.values() if isinstance(each, Step))
    assert (step.name, step.process_time, step.ca) == ("Check cover", Duration("20-30 min", measured=True), 0.9)
    service = next(each for each in after.values() if isinstance(each, Service))
    assert (service.outcomes, service.cost_maintenance) == ("Money arrives on the same day", 27_500)
    assert next(each for each in after.values() if isinstance(each, Contract)).end == date(2030, 12, 31)


def test_a_name_typed_over_another_means_the_record_of_that_name(sample: Document, content: bytes):
    imported = edited(
        content,
        put("Steps", ("Step", "Screen for fraud"), "Owner", "Head of Compliance"),
        put("Steps", ("Step", "Check cover"), "Owner", "Head of nothing yet"),
    )
    people = {each.id: each for each in imported.document.people}
    steps = [each for each in imported.document.records.values() if isinstance(each, Step)]
    owners = {people[each.owner].role for each in steps if each.name == "Screen for fraud" and each.owner}
    assert "Head of Compliance" in owners
    assert [each.role for each in people.values() if each.id not in sample.records] == ["Head of nothing yet"]
    assert any("made, as no sheet holds them: person Head of nothing yet" in note for note in imported.notes)


def test_steps_can_be_renamed_in_their_own_sheet_alone(sample: Document, content: bytes):
    new = {"Report claim": "Report the claim", "Check cover": "Look up the policy", "Policyholder": "Insured person"}
    imported = edited(content, *(put("Steps", ("Step", old), "Step", name) for old, name in new.items()))
    assert imported.problems == ()
    found = changes(sample, imported)
    assert {getattr(pair[0], "name", ""): getattr(pair[1], "name", "") for pair in found.values()} == new
    for old, name in new.items():
        assert any(f"“{old}” is called “{name}” now" in note for note in imported.notes)


def test_a_name_that_could_be_that_of_several_steps_is_told(sample: Document, content: bytes):
    def no_longer_there(book: Any) -> None:
        sheet = book["Steps"]
        sheet.delete_rows(row(sheet, "Step", "Check cover"))

    imported = edited(content, no_longer_there)
    assert any("“Check cover”" in str(each) for each in imported.problems)


def test_rows_can_be_added_without_ids(sample: Document, content: bytes):
    def add(book: Any) -> None:
        sheet = book["Steps"]
        at = row(sheet, "Step", "Check cover")
        sheet.insert_rows(at + 1)
        for title, value in (
            ("Stream", "Motor claim"), ("Map", "Current state"), ("Step", "Ring the broker"), ("PT", 15),
            ("Predecessors", "Check cover"), ("Performer", "Broker desk"), ("Services", "Policy data; Telephony"),
        ):  # fmt: skip
            sheet.cell(at + 1, column(sheet, title)).value = value

    imported = edited(content, add)
    assert imported.problems == ()
    document = imported.document
    step = next(each for each in document.records.values() if isinstance(each, Step) and each.name == "Ring the broker")
    assert step.process_time == Duration("15")
    assert document.name(step.performer) == "Broker desk"
    (flow,) = document.arriving(step.id)
    assert (document.name(flow.source), flow.kind) == ("Check cover", FlowKind.WORK)
    services = {document.name(link.source) for link in document.links_to(step.id, LinkKind.UNDERPINS)}
    assert services == {"Policy data", "Telephony"}
    assert set(held(sample)) <= set(document.records)


def test_a_copied_row_is_a_record_of_its_own(content: bytes, sample: Document):
    def copy(book: Any) -> None:
        sheet = book["Units"]
        at = row(sheet, "Unit", "Finance")
        new = sheet.max_row + 1
        for cell in sheet[at]:
            sheet.cell(new, cell.column).value = cell.value
        sheet.cell(new, column(sheet, "Unit")).value = "Treasury"

    imported = edited(content, copy)
    units = {each.name: each.id for each in imported.document.units}
    assert units["Finance"] in sample.records
    assert units["Treasury"] not in sample.records
    assert any("bears the VSM id of another row" in note for note in imported.notes)


def test_without_its_ids_every_sheet_is_read_by_names(content: bytes, sample: Document):
    def without(book: Any) -> None:
        for sheet in book:
            for cell in sheet[3]:
                if cell.value == inputs.ID_TITLE:
                    sheet.delete_cols(cell.column)
                    break

    imported = edited(content, without)
    assert imported.problems == ()
    kinds = (Unit, Person, Service, Step, Flow, Link)
    for kind in kinds:
        assert len(imported.document.all(kind)) == len(sample.all(kind)), kind
    assert not changes(sample, imported), "by names they are the same records"


def test_columns_and_sheets_may_stand_in_any_order_and_some_be_gone(content: bytes, sample: Document):
    def reorder(book: Any) -> None:
        sheet = book["Services"]
        rows = [[cell.value for cell in cells] for cells in sheet.iter_rows(min_row=3)]
        for at, cells in enumerate(rows, start=3):
            for place, value in enumerate(reversed(cells), start=1):
                sheet.cell(at, place).value = value
        book.move_sheet("Links", -20)
        del book["Summary"]
        del book["Revenue"]

    imported = edited(content, reorder)
    assert imported.problems == ()
    expected = {key: each for key, each in held(sample).items() if each.type != "revenue"}
    assert dict(imported.document.records) == expected


def test_a_cell_that_cannot_be_read_is_told_by_its_place_and_the_rest_is_read(content: bytes, sample: Document):
    imported = edited(
        content,
        put("Steps", ("Step", "Check cover"), "PT", "soon"),
        put("Contracts", ("Contract", "Data centre and hosting"), "End", "next year"),
        put("Flows", ("From", "Check cover"), "To", "Nowhere"),
    )
    told = [str(each) for each in imported.problems]
    assert len(told) == 3
    assert "sheet Steps, line" in told[0]
    assert "PT “soon”" in told[0]
    assert "End “next year”: it is no date; write it as 2026-02-14" in " ".join(told)
    assert "To “Nowhere”" in " ".join(told)
    assert len(imported.document.all(Step)) == len(sample.all(Step))


def test_what_was_too_long_for_a_cell_is_not_cut_in_the_document():
    document = drawn("A 1h -> B 2h")
    step = next(each for each in document.all(Step) if each.name == "A")
    long = Document({**document.records, step.id: msgspec.structs.replace(step, notes="x" * 40_000)})
    imported = read_bytes(written(long), "book.xlsx")
    assert any("Notes was too long for a cell and is left as it is" in note for note in imported.notes)
    assert not into(long, imported).change


def test_settings_go_before_what_the_workbook_says(content: bytes):
    said = read_settings(["demand=40/d", "convention=waits", "hours_per_day=7.5", "title=Again"])
    document = read_bytes(content, "book.xlsx", said).document
    assert {each.demand for each in document.streams} == {40}
    assert {each.convention for each in document.maps} == {Convention.WAITS}
    assert (document.engagement.hours_per_day, document.engagement.title) == (7.5, "Again")


@pytest.mark.skipif(OFFICE is None, reason="soffice is not installed")
def test_a_workbook_that_libreoffice_saved_comes_back(content: bytes, sample: Document, tmp_path: Path):
    source = tmp_path / "in" / "book.xlsx"
    source.parent.mkdir()
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    imported = read_bytes((tmp_path / "book.xlsx").read_bytes(), "book.xlsx")
    assert imported.problems == ()
    assert dict(imported.document.records) == held(sample)


def test_the_plan_can_be_kept_in_the_workbook(sample: Document, content: bytes):
    imported = edited(
        content,
        put("Improvements", ("Improvement", "Pay every day"), "State", "done"),
        put("Improvements", ("Improvement", "Pay every day"), "Done on", date(2026, 2, 20)),
        put("Improvements", ("Improvement", "Pay every day"), "Actual lead time saved", "1.5 d"),
        put("Improvements", ("Improvement", "Pay every day"), "Actual %C&A gained", -0.05),
        put("Measures", ("Measure", "Claims decided in a week"), "Actual", 108),
    )
    assert imported.problems == ()
    found = changes(sample, imported)
    assert len(found) == 2
    after = {pair[1].type: pair[1] for pair in found.values()}
    paid = after["improvement"]
    assert (paid.state, paid.done_on, paid.actual_lead_time, paid.actual_ca) == (
        ImprovementState.DONE, date(2026, 2, 20), Duration("1.5 d"), -0.05,
    )  # fmt: skip
    assert after["measure"].actual == 108


def test_a_workshop_and_a_stakeholder_can_be_added_without_ids(sample: Document, content: bytes):
    def add(book: Any) -> None:
        for title, cells in (
            ("Workshops", {"Workshop": "After a year", "Kind": "review", "Date": date(2027, 2, 1), "Streams": "Motor claim",
                           "Attended": "Head of Finance; Claims intake"}),
            ("Stakeholders", {"Stakeholder": "Claims handling", "Stream": "Motor claim", "Interest": "No overtime"}),
            ("Experience", {"Touchpoint": "Motor claim > Current state > Pay claim", "Audience": "user", "Rating": 5}),
        ):  # fmt: skip
            sheet = book[title]
            at = sheet.max_row + 1
            for head, value in cells.items():
                sheet.cell(at, column(sheet, head)).value = value

    imported = edited(content, add)
    assert imported.problems == ()
    document = sample.apply(into(sample, imported).change)
    (workshop,) = [each for each in document.all(Workshop) if each.id not in sample.records]
    there = {document.name(link.source) for link in document.links_to(workshop.id, LinkKind.ATTENDED)}
    assert there == {"Head of Finance", "Claims intake"}
    (stakeholder,) = [each for each in document.all(Stakeholder) if each.id not in sample.records]
    assert isinstance(document.get(stakeholder.who), Unit)
    assert len(document.all(Unit)) == len(sample.all(Unit))
    (touch,) = [each for each in document.all(Touchpoint) if each.id not in sample.records]
    assert (document.name(touch.step), touch.rating) == ("Pay claim", 5)


def test_a_cell_emptied_in_the_workbook_erases_nothing(sample: Document, content: bytes):
    imported = edited(
        content,
        put("Improvements", ("Improvement", "Pay every day"), "Owner", None),
        put("Stakeholders", ("Stakeholder", "Claims intake"), "Interest", None),
        put("Streams", ("Stream", "Motor claim"), "Problem", None),
    )
    assert not changes(sample, imported)
