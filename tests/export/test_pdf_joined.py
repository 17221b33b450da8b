"""Small sections follow one another on a page; what does not fit there whole has a page of its own."""

from __future__ import annotations

from datetime import date

import pytest

from tests.export import pdf
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.pdf import report
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)


@pytest.fixture(scope="module")
def content() -> bytes:
    sample = load(resources.path("examples", "sample.vsm"))
    return report(sample, analyse(sample, ON), ON)


def test_two_short_lists_share_a_page(content: bytes):
    pages = [page for page in pdf.texts(content) if page.startswith("Accepted findings")]
    assert len(pages) == 1
    assert "Notes and ideas 1 idea and 3 notes were written down." in pages[0]


def test_each_has_its_own_bookmark_and_line_of_the_contents(content: bytes):
    places = {title: page for _, title, page in pdf.outline(content)}
    assert places["Accepted findings"] == places["Notes and ideas"]
    contents = next(page for page in pdf.texts(content) if page.startswith("Contents"))
    assert "Accepted findings" in contents
    assert "Notes and ideas" in contents


def test_a_section_that_does_not_fit_there_has_its_own_page(content: bytes):
    pages = pdf.texts(content)
    assert any(page.startswith("Load of units") for page in pages)
    assert any(page.startswith("Findings ") for page in pages)
