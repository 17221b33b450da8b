"""The workbook that goes to clients ahead of a workshop."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.builders import document as drawn
from vsmstudio.export.tables import inputs
from vsmstudio.export.xlsx.collecting import EXAMPLE_ROW, FIRST_ROW, HEADER_ROW, collection_book
from vsmstudio.model.document import Document
from vsmstudio.model.records import Step
from vsmstudio.notation.layout import laid_out

ON = date(2026, 2, 14)


def opened(document: Document | None = None) -> Workbook:
    return load_workbook(BytesIO(collection_book(document, ON)))


def heads(book: Workbook, sheet: str) -> list[object]:
    return [cell.value for cell in book[sheet][HEADER_ROW]]


def test_it_has_a_sheet_to_read_first_and_one_for_each_list():
    book = opened()
    assert book.sheetnames == [
        "Read me first", "Steps", "Units", "People", "Services", "Costs", "Contracts", "Applications", "Customers",
        "Stakeholders", "Measures", "Experience", "Improvements",
    ]  # fmt: skip
    said = " ".join(str(row[1].value) for row in book["Read me first"].iter_rows() if row[1].value)
    for words in ("How to fill it", "3-5 d", "%C&A", "Leave blank what you do not know"):
        assert words in said
    for title in book.sheetnames[1:]:
        sheet = book[title]
        assert sheet.freeze_panes == f"B{EXAMPLE_ROW}"
        assert str(sheet.cell(EXAMPLE_ROW, 1).value).startswith(inputs.EXAMPLE)
        assert sheet.cell(FIRST_ROW, 1).value is None
        assert sheet.page_setup.orientation == "landscape"
        assert set(heads(book, title)) <= {
            each.title + (f" (EUR {each.unit or 'a year'})" if each.kind is inputs.InputKind.MONEY else "")
            for each in inputs.BY_TITLE[title].columns
        }


def test_cells_say_what_belongs_there_and_offer_what_can_be_chosen():
    book = opened()
    rules = {rule.promptTitle: rule for rule in book["Steps"].data_validations.dataValidation}
    assert rules["Kind"].formula1 == '"step,queue,start,end"'
    assert rules["VA"].formula1 == '"VA,NNVA,NVA"'
    assert rules["Owner"].formula1 == f"'People'!$A${FIRST_ROW}:$A$205"
    assert not rules["Owner"].showErrorMessage, "a name that is not listed is welcome"
    assert rules["PT"].errorStyle == "warning"
    assert all(len(rule.prompt) <= 255 and len(rule.promptTitle) <= 32 for rule in rules.values())
    vacant = next(each for each in book["People"].data_validations.dataValidation if each.promptTitle == "Vacant")
    assert vacant.formula1 == '"yes,no"'
    assert book["Steps"].cell(FIRST_ROW, heads(book, "Steps").index("PT") + 1).number_format == "@", "3-5 is no date"


def test_what_a_document_holds_stands_there_already():
    document = drawn("Receive 10min/1h @Desk !Clerk -> Check 2h")
    book = opened(document)
    assert heads(book, "Steps")[-1] == inputs.ID_TITLE
    assert [book["Steps"].cell(row, 1).value for row in (FIRST_ROW, FIRST_ROW + 1)] == ["Receive", "Check"]
    assert book["Units"].cell(FIRST_ROW, 1).value == "Desk"
    assert book["People"].cell(FIRST_ROW, 1).value == "Clerk"


def test_a_name_that_looks_like_a_formula_stays_text():
    document = drawn("A 1h")
    step = next(each for each in document.records.values() if isinstance(each, Step))
    hostile = Document(
        [*document.records.values(), Step(id="x", map=step.map, name='=HYPERLINK("http://example.org")')]
    )
    cells = [cell for row in opened(hostile)["Steps"].iter_rows() for cell in row if isinstance(cell.value, str)]
    found = next(cell for cell in cells if cell.value.startswith("=HYPERLINK"))
    assert found.data_type == "s"
    assert found.quotePrefix


def test_the_same_input_gives_the_same_bytes():
    assert collection_book(None, ON) == collection_book(None, ON)


def test_the_steps_stand_in_the_order_in_which_the_work_is_done() -> None:
    document = laid_out(drawn("(Customer) -> Receive -> [Tray 3d] -> Check -> Send -> (Buyer)"))
    sheet = opened(document)["Steps"]
    named = [sheet.cell(row, 1).value for row in range(FIRST_ROW, FIRST_ROW + 6)]
    assert [each for each in named if each] == ["Customer", "Receive", "Tray", "Check", "Send", "Buyer"]
