"""Whatever a name looks like, the workbook holds it as text: it makes no formula, link, error or code of it."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import msgspec
import pytest
from openpyxl import Workbook, load_workbook

from tests.export import hostile, packed
from tests.interchange.workbook.test_round_trip import held
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.simulation import with_simulations
from vsmstudio.export.xlsx import workbook
from vsmstudio.interchange.workbook import read_bytes
from vsmstudio.model.document import Document
from vsmstudio.model.records import Engagement
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)


def written(document: Document) -> bytes:
    return workbook(document, with_simulations(document, analyse(document, ON), runs=20), ON)


@pytest.fixture(scope="module")
def sample() -> Document:
    return load(resources.path("examples", "sample.vsm"))


@pytest.fixture(scope="module")
def document(sample: Document) -> Document:
    return hostile.document([*sample.records.values(), *hostile.unknown()])


@pytest.fixture(scope="module")
def content(document: Document) -> bytes:
    return written(document)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def formulas(book: Workbook) -> set[str]:
    """The formulas by their shape: without the numbers of rows."""
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    return {re.sub(r"\d+", "0", getattr(cell.value, "text", cell.value)) for cell in cells}


def test_names_make_no_formula(book: Workbook, sample: Document):
    found = formulas(book)
    assert len(found) > 20
    assert found <= formulas(load_workbook(BytesIO(written(sample))))
    assert not [each for each in found if re.search(r"https?:|\||\[|HYPERLINK|WEBSERVICE|INDIRECT|DDE|CALL|cmd", each)]


def test_no_text_is_an_error_and_none_becomes_a_formula_when_it_is_edited(book: Workbook):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "e"]
    leading = [cell for cell in cells if cell.data_type == "s" and cell.value[:1] in {"=", "+", "-", "@"}]
    assert len(leading) > 100
    assert not [(cell.parent.title, cell.coordinate) for cell in leading if not cell.quotePrefix]


def test_nothing_in_it_links_loads_or_runs(content: bytes):
    assert packed.acting(content) == []


def test_lists_to_choose_from_and_names_of_ranges_hold_no_text_of_the_model(book: Workbook):
    said = [each.formula1 or "" for sheet in book for each in sheet.data_validations.dataValidation]
    said += [each.attr_text or "" for each in book.defined_names.values()]
    assert not [name for name in hostile.NAMES if len(name) > 4 for each in said if name[:60] in each]


def test_every_text_is_read_back_as_it_was_typed(content: bytes, document: Document):
    imported = read_bytes(content, "book.xlsx")
    assert (imported.problems, imported.notes) == ((), ())
    assert dict(imported.document.records) == held(document)


@pytest.mark.parametrize("client", ["&D &F &G", "a" + "&" * 300, "12 &P"])
def test_a_footer_says_the_name_and_nothing_else(client: str):
    book = load_workbook(BytesIO(written(Document([Engagement(id="e", client=client)]))))
    left = book.worksheets[0].oddFooter.left.text
    assert "&" not in left.replace("&&", "")
    assert left.replace("&&", "&").startswith(client[:50])


@pytest.mark.parametrize("name", ['=HYPERLINK("http://example.org","x")', ") Tj ET Q /Im0 Do BT ("])
def test_one_hostile_name_in_every_field_is_read_back(name: str, sample: Document):
    """Records that all bear one name are still told apart, and a currency may be any text."""
    same = [
        msgspec.structs.replace(each, **dict.fromkeys(hostile.texts_of(type(each)), name))
        for each in sample.records.values()
    ]
    document = Document(same)
    assert dict(read_bytes(written(document), "book.xlsx").document.records) == held(document)
