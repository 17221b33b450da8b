"""Workbooks with the application's sheets that nobody well-meaning made."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.builders import document as drawn
from tests.interchange.workbook.test_edited import column
from tests.interchange.workbook.test_round_trip import written
from vsmstudio.export.tables.inputs import ID_TITLE
from vsmstudio.interchange.imported import BadSource, Imported
from vsmstudio.interchange.table_reader import TableRow
from vsmstudio.interchange.workbook import read_bytes, read_sheets
from vsmstudio.interchange.workbook_reader import RawSheet
from vsmstudio.model import rules
from vsmstudio.model.records import Flow, Step, Unit

Edit = Callable[[Any], None]


def edited(edit: Edit) -> Imported:
    document = drawn("A 10min/1h @Desk !Head -> B 2h @Store -> C 1h; C ~10%~> A")
    book = load_workbook(BytesIO(written(document)))
    edit(book)
    saved = BytesIO()
    book.save(saved)
    imported = read_bytes(saved.getvalue(), "book.xlsx")
    assert rules.check(imported.document) == ()
    return imported


def test_units_that_are_each_others_parent_are_told_and_stand_alone():
    def ring(book: Any) -> None:
        sheet = book["Units"]
        at = column(sheet, "Parent")
        sheet.cell(4, at).value, sheet.cell(5, at).value = "Store", "Desk"

    imported = edited(ring)
    assert {(each.name, each.parent) for each in imported.document.all(Unit)} == {("Desk", None), ("Store", None)}
    assert any("its own parent" in str(each) for each in imported.problems)


def test_rework_without_end_and_flows_to_themselves_are_told():
    def loop(book: Any) -> None:
        sheet = book["Flows"]
        kind, chance = column(sheet, "Kind"), column(sheet, "Probability")
        at = next(row[0].row for row in sheet.iter_rows(min_row=4) if row[kind - 1].value == "rework")
        sheet.cell(at, chance).value = 1
        new = sheet.max_row + 1
        for title, value in (("Stream", "Stream"), ("Map", "Current state"), ("From", "A"), ("To", "A")):
            sheet.cell(new, column(sheet, title)).value = value

    imported = edited(loop)
    told = " ".join(map(str, imported.problems))
    assert "100 % or more" in told
    assert "to itself" in told
    assert len(imported.document.all(Flow)) == 2


@pytest.mark.parametrize("key", ["x" * 10_000, "=1+1", "../../etc", "Desk", "engagement"])
def test_ids_that_somebody_wrote_harm_nothing(key: str):
    def rename(book: Any) -> None:
        for title in ("Steps", "Units", "Flows"):
            sheet = book[title]
            cell = sheet.cell(4, column(sheet, ID_TITLE))
            cell.value, cell.data_type = key, "s"

    imported = edited(rename)
    assert len(imported.document.all(Step)) == 3
    assert all(len(each) <= 200 for each in imported.document.records)


def test_references_to_sheets_that_are_gone_are_made_or_told():
    def gone(book: Any) -> None:
        del book["Units"]
        del book["People"]
        del book["Streams"]
        del book["Maps"]

    imported = edited(gone)
    assert imported.problems == ()
    assert {each.name for each in imported.document.all(Unit)} == {"Desk", "Store"}
    assert [each.name for each in imported.document.streams] == ["Stream"]
    assert len(imported.document.all(Flow)) == 3


def test_texts_of_cells_stay_texts():
    def mark(book: Any) -> None:
        sheet = book["Steps"]
        cell = sheet.cell(4, column(sheet, "Notes"))
        cell.value, cell.data_type = '=HYPERLINK("http://example.org")', "s"

    notes = {each.notes for each in edited(mark).document.all(Step)}
    assert '=HYPERLINK("http://example.org")' in notes


def test_a_workbook_of_others_is_not_taken_for_ours():
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Step", "PT"])
    book.active.append(["Check", "1 h"])
    saved = BytesIO()
    book.save(saved)
    with pytest.raises(BadSource, match="no sheets such as VSM Studio writes"):
        read_bytes(saved.getvalue(), "theirs.xlsx")


def test_ten_thousand_rows_that_say_little_are_read_in_time():
    head = TableRow(1, ("Step", "Predecessors", "Stream", ID_TITLE))
    rows = [TableRow(at + 2, (f"Step {at}", f"Step {at - 1}" if at else "", "One", f"id{at}")) for at in range(10_000)]
    imported = read_sheets([RawSheet("Steps", (head, *rows))], "many.xlsx")
    assert len(imported.document.all(Step)) == 10_000
    assert len(imported.document.all(Flow)) == 9_999
