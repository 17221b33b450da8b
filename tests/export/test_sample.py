"""The sample engagement, analysed for real, as a client would get it."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.export import pdf
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.pdf import report
from vsmstudio.export.tables import every as tables
from vsmstudio.export.tables.path import step_shares
from vsmstudio.export.xlsx import workbook
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement, Link, LinkKind, Workshop
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)


@pytest.fixture(scope="module")
def sample() -> tuple[Document, Analysis]:
    document = load(resources.path("examples", "sample.vsm"))
    return document, analyse(document, ON)


def test_shares_of_the_path_are_those_of_the_analysis(sample: tuple[Document, Analysis]):
    document, analysis = sample
    for held in analysis.maps.values():
        assert held.figures.lead_time
        wanted = {key: minutes / held.figures.lead_time for key, minutes in held.minutes_by_step.items()}
        assert step_shares(document, held) == pytest.approx(wanted)


def test_the_path_table_adds_up_to_lead_time_processing_time_and_owner_coverage(sample: tuple[Document, Analysis]):
    document, analysis = sample
    for held in analysis.maps.values():
        table = tables.path(document, analysis, [held.map])
        adds, owned = table.values("adds"), table.values("owned")
        whole = sum(value or 0.0 for value in adds)
        assert whole == pytest.approx(held.figures.lead_time)
        assert sum(value or 0.0 for value in table.values("pt")) == pytest.approx(held.figures.process_time)
        covered = sum(value or 0.0 for value, yes in zip(adds, owned, strict=True) if yes == "yes")
        assert covered / whole == pytest.approx(held.figures.owner_coverage)


def test_the_workbook_works_the_main_figures_out_by_itself(sample: tuple[Document, Analysis]):
    document, analysis = sample
    book = load_workbook(BytesIO(workbook(document, analysis, ON)))
    live = {row[3] for row in book["Summary"].iter_rows(min_row=4, values_only=True) if row[10] == "live formula"}
    assert {"Lead time", "Processing time", "Activity ratio", "Owner coverage", "Findings, high"} <= live


def test_the_report_tells_every_finding_and_every_step(sample: tuple[Document, Analysis]):
    document, analysis = sample
    content = report(document, analysis, ON)
    assert content == report(document, analysis, ON)
    words = "".join("".join(pdf.texts(content)).split())
    for finding in analysis.findings:
        assert "".join(finding.message.split()) in words
    for held in analysis.maps:
        for step in document.steps(held):
            assert "".join(step.name.split()) in words
    assert all(name.startswith("AAAAAA+") for name in pdf.fonts(content))


def test_the_first_sheet_says_of_value_experience_and_plan_what_the_report_says(sample: tuple[Document, Analysis]):
    document, analysis = sample
    book = load_workbook(BytesIO(workbook(document, analysis, ON)))
    said = {row[3]: (row[9], row[10]) for row in book["Summary"].iter_rows(min_row=4, values_only=True) if row[0] == 1}
    summary = pdf.titled(pdf.texts(report(document, analysis, ON)), "Summary: Motor claim")
    for subject, sheet in (("Value", "Measures"), ("Experience", "Experience"), ("Plan", "Improvements")):
        sentence, source = said[subject]
        assert source == f"sheet {sheet}"
        assert sheet in book.sheetnames
        assert f"{subject}: {sentence[0].lower()}{sentence[1:]}" in summary


def test_the_story_has_its_dates_in_order(sample: tuple[Document, Analysis]):
    document, _ = sample
    held = {each.id: each for each in document.all(Workshop)}
    motor = next(each for each in document.streams if each.name == "Motor claim")
    looked = [
        held[each.source] for each in document.all(Link) if each.kind is LinkKind.LOOKED_AT and each.target == motor.id
    ]
    kinds = ["charter", "value agreement", "mapping", "audit", "review"]
    looked.sort(key=lambda each: each.date or date.max)
    assert [kinds.index(each.kind.value) for each in looked] == sorted(kinds.index(each.kind.value) for each in looked)
    current = document.current_map(motor.id)
    assert current is not None
    assert current.date == max(each.date for each in looked if each.kind.value == "mapping" and each.date)
    assert motor.chartered_on == next(each.date for each in looked if each.kind.value == "charter")
    for each in document.all(Improvement):
        assert (each.done_on or date.min) <= (each.measured_on or date.max)


def test_dates_in_texts_read_as_the_report_writes_them(sample: tuple[Document, Analysis]):
    for page in pdf.texts(report(*sample, ON)):
        assert not re.search(r"\b20\d\d-\d\d-\d\d\b", page), page[:80]
