"""The workbook, read back with openpyxl."""

from __future__ import annotations

import dataclasses
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.export import claims, hostile
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis, Severity
from vsmstudio.analysis.simulation import with_simulations
from vsmstudio.export.xlsx import workbook
from vsmstudio.export.xlsx.cells import LONGEST, safe_text, safe_title
from vsmstudio.files import SaveFailed, write_atomically
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, ValueStream
from vsmstudio.storage.files import load

SHEETS = ["README", "Summary", "Steps", "Critical path", "Units", "Findings", "Owners", "Ownership", "Owners proposed",
          "Services", "Portfolio", "If it stops", "Units of time",
          "How it was calculated", "Thresholds", "Rules", "Engagement", "People", "Streams", "Maps", "Flows",
          "Links"]  # fmt: skip


def opened(document: Document, analysis: Analysis, values: bool = True) -> Workbook:
    return load_workbook(BytesIO(workbook(document, analysis, claims.AS_OF)), data_only=values)


def figure(book: Workbook, name: str, number: int | None = 1) -> object:
    return next(row[4] for row in book["Summary"].iter_rows(values_only=True) if row[0] == number and row[3] == name)


def test_the_sheets_are_formatted_to_read_filter_and_print():
    book = opened(claims.document(), claims.analysis(), values=False)
    assert book.sheetnames == SHEETS
    assert book["README"]["A1"].value
    for sheet in book.worksheets[2:]:
        assert sheet.freeze_panes
        assert sheet.freeze_panes.endswith("4")
        tables = [table.ref for table in sheet.tables.values()]
        filtered = [*tables, *([sheet.auto_filter.ref] if sheet.auto_filter.ref else [])]
        assert bool(filtered) is (sheet.title != "Units of time")  # other sheets refer to its cells
        assert all(each.startswith("A3:") for each in filtered)
        assert sheet.print_title_rows == "$3:$3"
        across = {"Portfolio": 2, "Streams": 3}.get(sheet.title, 1)
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", across)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "Sample insurer" in sheet.oddFooter.left.text
        assert sheet["A3"].style.startswith("header")
        assert sheet["A3"].font.bold
        assert all(sheet.column_dimensions[letter].width for letter in "ABC")


def test_headers_bear_units_and_figures_stay_numbers():
    sheet = opened(claims.document(), claims.analysis())["Steps"]
    heads = [cell.value for cell in sheet[3]]
    assert {"Step", "PT (min)", "LT (min)", "Wait (min)", "%C&A", "Slack (min)"} <= set(heads)
    row = dict(zip(heads, [cell.value for cell in sheet[4]], strict=True))
    assert (row["PT (min)"], row["LT (min)"], row["Wait (min)"], row["%C&A"]) == (12, 240, None, 0.82)
    assert sheet["Q4"].number_format == "0.0%"


def test_figures_are_live_formulas_with_the_values_of_the_analysis():
    document = claims.document()
    analysis = analyse(document, claims.AS_OF)
    shown, formulas = opened(document, analysis), opened(document, analysis, values=False)
    figures = analysis.maps["map"].figures
    for name, key in (
        ("Lead time", "lead_time"), ("Processing time", "process_time"), ("Activity ratio", "activity_ratio"),
        ("Value-adding ratio", "va_ratio"), ("Rolled %C&A", "rolled_ca"),
        ("Total processing time", "total_process_time"), ("Owner coverage", "owner_coverage"), ("Steps", "steps"),
    ):  # fmt: skip
        assert figure(shown, name) == pytest.approx(getattr(figures, key)), name
        formula = figure(formulas, name)
        assert getattr(formula, "text", formula).startswith("="), name
    assert figure(shown, "Handoffs") == figures.handoffs
    assert figure(shown, "Takt") is None
    for severity in Severity:
        count = sum(each.severity is severity and not each.future for each in analysis.findings)
        assert figure(shown, f"Findings, {severity.word}", None) == count


def test_a_figure_that_a_spreadsheet_cannot_work_out_is_a_value_and_says_so():
    analysis = claims.analysis()
    held = analysis.maps["map"]
    odd = dataclasses.replace(held, figures=dataclasses.replace(held.figures, rolled_ca=0.25))
    book = opened(claims.document(), dataclasses.replace(analysis, maps={"map": odd}), values=False)
    row = next(row for row in book["Summary"].iter_rows(values_only=True) if row[3] == "Rolled %C&A")
    assert (row[4], row[10]) == (0.25, "value computed by VSM Studio")


def test_every_map_has_its_own_total_even_where_names_are_equal():
    document, analysis = claims.twice()
    book = opened(document, analysis)
    rows = [row for row in book["Critical path"].iter_rows(values_only=True) if str(row[1]).startswith("Total of ")]
    assert [(row[0], row[7]) for row in rows] == [(1, 5040), (2, 5040)]
    assert figure(book, "Lead time", 1) == figure(book, "Lead time", 2) == 5040


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path):
    document, analysis = claims.twice()
    hostile = '=HYPERLINK("http://example.org","x")'
    records = dict(document.records)
    records["stream"] = ValueStream(id="stream", name="*")
    records["b-stream"] = ValueStream(id="b-stream", name="=1+1")
    records["map"] = Map(id="map", stream="stream", name="#N/A")
    records["report"] = msgspec.structs.replace(records["report"], name=hostile)
    book = opened(Document(records), analysis, values=False)
    cells = {
        cell.value: cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    }
    for words in (hostile, "=1+1", "*", "#N/A"):
        assert cells[words].data_type in ("s", "inlineStr"), words
    assert cells[hostile].quotePrefix
    assert figure(opened(Document(records), analysis), "Lead time", 2) == 5040


def test_what_a_cell_cannot_hold_is_cleaned_or_visibly_shortened():
    assert safe_text("a\x00b\x1fc\ufffed\ud800") == "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert safe_text("_x0041_") == "_x005F_x0041_"
    long = safe_text("x" * 40_000)
    assert len(long) == LONGEST
    assert long.endswith("(shortened)")


def test_sheet_titles_are_taken_by_excel():
    taken: set[str] = set()
    assert safe_title("a/b:c*d?[e]\\" + "x" * 40, taken) == ("a b c d  e  " + "x" * 40)[:31].strip()
    assert safe_title("History", taken) == "History of it"
    assert [safe_title("Steps", taken), safe_title("steps", taken)] == ["Steps", "steps (2)"]
    assert safe_title("'''", taken) == "Sheet"


def test_the_same_input_gives_the_same_bytes():
    first = workbook(claims.document(), claims.analysis(), claims.AS_OF)
    assert first == workbook(claims.document(), claims.analysis(), claims.AS_OF)
    assert first != workbook(claims.document(), claims.analysis(), date(2026, 3, 1))
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert b"2026-02-14T00:00:00Z" in archive.read("docProps/core.xml")


def test_an_empty_document_gives_a_workbook_without_empty_sheets():
    book = opened(Document([]), Analysis(maps={}, services={}, findings=()))
    assert book.sheetnames == ["README", "Summary"]
    assert "Findings, critical" in {cell.value for cell in book["Summary"]["D"]}


def test_a_failed_write_leaves_the_old_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "report.xlsx"
    write_atomically(target, workbook(claims.document(), claims.analysis(), claims.AS_OF))
    before = target.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vsmstudio.files.os.replace", fail)
    with pytest.raises(SaveFailed, match="disk is full"):
        write_atomically(target, workbook(claims.document(client="Another"), claims.analysis(), claims.AS_OF))
    assert target.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["report.xlsx"]


def test_hostile_names_are_kept_as_text_everywhere():
    book = opened(hostile.document(claims.records()), claims.analysis(), values=False)
    held = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type != "f"}
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {"=1+1", "<b>&amp; R&D</b>", "品質保証 확인"} <= held
    words = [each for each in held if isinstance(each, str) and each.startswith(("=", "<b", "品"))]
    assert not any(word in getattr(each, "text", each) for each in formulas for word in words)
    assert not any(cell.data_type == "e" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.fixture(scope="module")
def sample() -> tuple[Document, Analysis]:
    document = load(resources.path("examples", "sample.vsm"))
    return document, with_simulations(document, analyse(document, claims.AS_OF), runs=200)


def test_the_workbook_of_the_whole_analysis_has_a_sheet_for_all_there_is(sample: tuple[Document, Analysis]):
    book = opened(*sample)
    assert book.sheetnames == [
        "README", "Summary", "Charter", "Stakeholders", "Workshops", "Attendance", "Measures", "Steps", "Critical path",
        "Equal critical paths", "Alternatives", "Lead time range", "Range histogram", "Criticality index", "Capacity", "Units",
        "Current and future", "Matched steps", "Findings", "Accepted findings", "Notes and ideas", "Audit of workflows",
        "Experience", "Experience by audience", "Owners", "Ownership", "Owners proposed", "Services", "Portfolio", "Costs",
        "Money by service", "Services not projects", "Cost shares", "Allocation", "Cost by stream", "Contracts", "Applications",
        "Revenue", "Revenue by customer", "Dependencies",
        "If it stops", "Improvements", "Roadmap", "Priorities", "Contribution", "Claimed effects", "Follow-up",
        "Promised and come", "Health check", "Schedule", "Connections", "Ways", "Units of time", "How it was calculated",
        "Thresholds", "Rules", "Engagement", "People", "Streams",
        "Maps", "Flows", "Earlier orders", "Earlier places", "Objections", "Links",
    ]  # fmt: skip


def test_money_adds_up_by_live_formulas(sample: tuple[Document, Analysis]):
    shown, formulas = opened(*sample), opened(*sample, values=False)
    heads = [cell.value for cell in shown["Allocation"][3]]
    assert heads[-1] == "Own − allocated − unallocated (EUR a year)"
    for row in formulas["Allocation"].iter_rows(min_row=4, min_col=len(heads)):
        assert row[0].data_type == "f"
    assert all(row[0].value == 0 for row in shown["Allocation"].iter_rows(min_row=4, min_col=len(heads)))
    last = shown["Allocation"].max_row
    assert shown["Allocation"].cell(last, 1).value == "Total of 14 services"
    assert formulas["Allocation"].cell(last, 2).value == "=SUM('Allocation'!$B$4:$B$17)"
    assert shown["Allocation"].cell(last, 2).value == 2_973_000
    labour = next(row for row in formulas["Summary"].iter_rows(values_only=True) if row[3] == "Labour cost")
    assert str(labour[4]).startswith("=SUM('Capacity'!")


def test_differences_read_in_the_unit_of_their_figure(sample: tuple[Document, Analysis]):
    sheet = opened(*sample, values=False)["Current and future"]
    rows = {row[3].value: row for row in sheet.iter_rows(min_row=4)}
    assert rows["Activity ratio"][4].number_format == "0.0%"
    assert rows["Lead time"][6].value == "=SUM(F4)-SUM(E4)"
    assert rows["Labour cost per year"][5].number_format == "#,##0"
