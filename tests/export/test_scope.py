"""What was looked at and how complete the data are, as the report says it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import document as drawn
from tests.export import pdf
from tests.export.engaged import engaged
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.options import Options
from vsmstudio.export.pdf import report
from vsmstudio.export.sections import KEYS
from vsmstudio.export.tables.completeness import completeness, completeness_of
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse

ON = date(2026, 2, 16)


def pages(document: Document, key: str) -> list[str]:
    return pdf.texts(report(document, analyse(document, ON), ON, Options(left_out=KEYS - {key})))[2:]


def measured(document: Document, *names: str) -> Document:
    for step in document.steps("map"):
        if step.name in names:
            document = document.apply(edits.update(document, step.id, process_time=parse("10min", measured=True)))
    return document


def test_scope_names_streams_maps_and_who_was_there():
    page = pdf.titled(pages(engaged(), "scope"), "Scope")
    assert "1 value stream in 1 map, made in" in page
    assert "Motor claim" in page
    assert "Who was in the room" in page
    assert "with processing" in page


def test_each_field_says_how_much_is_measured_estimated_and_missing():
    document = measured(drawn("A 1h/2h/90% @Sales !Boss -> B 2h/3h -> C"), "A")
    found = {each.field: each for each in completeness_of(document, "map")}
    times = found["Processing time (PT)"]
    assert (times.measured, times.estimated, times.missing) == (1, 1, 1)
    assert (found["%C&A"].said, found["%C&A"].missing) == (1, 2)
    assert (found["Accountable owner"].said, found["Performer"].said) == (1, 1)
    table = completeness(document, ["map"])
    assert table.flagged == frozenset(range(len(table.rows)))


def test_the_report_says_it_in_words_beside_the_bars():
    page = " ".join(pages(measured(drawn("A 1h/2h/90% @Sales !Boss -> B 2h/3h -> C"), "A"), "method"))
    assert "Processing time (PT) 1 measured, 1 estimated, 1 missing; 67 % known" in page
    assert "%C&A 1 known, 2 missing; 33 % known" in page
    assert "25 % of the times were measured, the others estimated." in page


@pytest.mark.parametrize("key", ["scope", "method"])
def test_an_empty_engagement_has_no_such_page(key: str):
    assert pages(Document(), key) == []
