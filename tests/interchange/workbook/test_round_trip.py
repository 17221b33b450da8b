"""What the workbook writes it reads back: every record but those that `inputs.NOT_HELD` states."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import msgspec
from hypothesis import given, settings
from openpyxl import load_workbook

from tests.documents import documents
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.tables import inputs
from vsmstudio.export.xlsx import workbook
from vsmstudio.interchange import step_table, step_table_out
from vsmstudio.interchange.into import into
from vsmstudio.interchange.sources import read
from vsmstudio.interchange.workbook import read_bytes
from vsmstudio.model.document import Document
from vsmstudio.model.records import Engagement, Improvement, Record
from vsmstudio.storage.files import load

ON = date(2026, 2, 14)
_NOT_IN_CELLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def written(document: Document) -> bytes:
    return workbook(document, analyse(document, ON), ON)


def held(document: Document) -> dict[str, Record]:
    """The records that a workbook brings back, with the characters that a cell can hold."""
    found = {key: _plain(each) for key, each in document.records.items() if not isinstance(each, inputs.NOT_HELD)}
    for each in document.all(Improvement):
        if each.about and isinstance(document.records[each.about], inputs.NOT_HELD):  # a burst that it came from
            found[each.id] = msgspec.structs.replace(found[each.id], about=None)
    for about in document.all(Engagement):
        found[about.id] = msgspec.structs.replace(found[about.id], logo="")  # a picture is no cell
    return found


def _plain(record: Record) -> Record:
    texts = {
        field: _NOT_IN_CELLS.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
        for field in record.__struct_fields__
        if type(value := getattr(record, field)) is str and field != "id"
    }
    return msgspec.structs.replace(record, **texts)


@given(documents())
@settings(max_examples=12, deadline=None)
def test_every_record_comes_back_from_the_workbook(document: Document):
    imported = read_bytes(written(document), "book.xlsx")
    assert imported.problems == ()
    assert imported.notes == ()
    assert dict(imported.document.records) == held(document)


def test_the_common_door_to_tables_reads_it_to_the_letter_too():
    document = load(resources.path("examples", "sample.vsm"))
    imported = step_table.read_bytes(written(document), "book.xlsx")
    assert imported.problems == ()
    assert dict(imported.document.records) == held(document)


def test_bringing_it_back_into_the_same_document_changes_nothing():
    document = load(resources.path("examples", "sample.vsm"))
    plan = into(document, read_bytes(written(document), "book.xlsx"))
    assert not plan.change, plan.change.records


def test_the_sample_comes_back_from_its_workbook():
    document = load(resources.path("examples", "sample.vsm"))
    imported = read_bytes(written(document), "book.xlsx")
    assert (imported.problems, imported.notes) == ((), ())
    assert dict(imported.document.records) == held(document)


def test_every_sheet_of_the_workbook_is_read_or_known_as_worked_out():
    document = load(resources.path("examples", "sample.vsm"))
    names = set(load_workbook(BytesIO(written(document)), read_only=True).sheetnames)
    assert names <= set(inputs.BY_TITLE) | set(inputs.COMPUTED_SHEETS)
    assert {each.title for each in inputs.SHEETS if each.written} <= names


def test_the_step_table_beside_its_workbook_makes_nobody_twice(tmp_path: Path):
    document = load(resources.path("examples", "sample.vsm"))
    (tmp_path / "book.xlsx").write_bytes(written(document))
    (tmp_path / "steps.csv").write_bytes(step_table_out.write(document))
    found = read([tmp_path / "steps.csv", tmp_path / "book.xlsx"]).document
    assert {each.id for each in found.people} == {each.id for each in document.people}
    assert {each.id for each in found.units} == {each.id for each in document.units}
