"""Whatever its size and language, an engagement lays out: nothing empty, nothing outside, the same bytes each time."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.export import deck, large, pdf
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis
from vsmstudio.export import pptx
from vsmstudio.export.pdf import report
from vsmstudio.export.xlsx import workbook
from vsmstudio.model.document import Document

ON = date(2026, 2, 16)
OFFICE = shutil.which("soffice")
MOST_PAGES = {"empty": 6, "tiny": 25, "japanese": 50, "150 steps": 100, "200 steps and 60 services": 200}
SLACK = 12_700  # a point, in the deck's unit
EDGE = 8.0  # points that stay free at every edge of a sheet


@cache
def case(name: str) -> tuple[Document, Analysis]:
    document = large.CASES[name]()
    return document, analyse(document, ON)


@cache
def printed(name: str) -> bytes:
    return report(*case(name), ON)


def test_the_largest_has_300_findings():
    assert len(case("200 steps and 60 services")[1].findings) >= 300


@pytest.mark.parametrize("name", large.CASES)
def test_every_page_holds_something_and_all_of_it_lies_on_the_sheet(name: str):
    with pdf.opened(printed(name)) as document:
        assert len(document) <= MOST_PAGES[name]
        for number, page in enumerate(document, start=1):
            words = page.get_textpage()
            width, height = page.get_size()
            boxes = [words.get_charbox(at) for at in range(words.count_chars())]
            assert len(boxes) > 30, number
            assert min(left for left, _, _, _ in boxes) >= EDGE, number
            assert max(right for _, _, right, _ in boxes) <= width - EDGE, number
            assert min(bottom for _, bottom, _, _ in boxes) >= EDGE, number
            assert max(top for _, _, _, top in boxes) <= height - EDGE, number
            words.close()
            page.close()


@pytest.mark.parametrize("name", ["empty", "japanese"])
def test_the_same_engagement_gives_the_same_bytes(name: str):
    document = large.CASES[name]()
    analysis = analyse(document, ON)
    assert report(document, analysis, ON) == printed(name)
    assert workbook(document, analysis, ON) == workbook(*case(name), ON)
    assert pptx.deck(document, analysis, ON) == pptx.deck(*case(name), ON)


def test_japanese_is_drawn_in_a_face_that_the_report_bears():
    fonts = pdf.fonts(printed("japanese"))
    assert any("WenQuanYi" in name for name in fonts)
    assert all(name.startswith("AAAAA") for name in fonts)
    words = "".join("".join(pdf.texts(printed("japanese"))).split())
    assert all(name in words for name in ("株式会社見本", "受注から入金まで", "与信審査（第2工程）"))


@pytest.mark.parametrize("name", ["empty", "japanese", "200 steps and 60 services"])
def test_every_shape_of_a_slide_lies_on_it(name: str):
    read = deck.opened(pptx.deck(*case(name), ON))
    for number, slide in enumerate(read.slides, start=1):
        assert len(slide.shapes) > 1, number
        for shape in slide.shapes:
            if shape.width is None:
                continue
            across, down = shape.width / 2, shape.height / 2
            x, y = shape.left + across, shape.top + down
            turned = [each.get("rot", "0") for each in shape.element.iter() if each.tag.endswith("}xfrm")][:1]
            if turned in (["5400000"], ["16200000"]):  # by a quarter
                across, down = down, across
            assert across - SLACK <= x <= read.slide_width - across + SLACK, (number, shape.name)
            assert down - SLACK <= y <= read.slide_height - down + SLACK, (number, shape.name)


@pytest.mark.skipif(OFFICE is None, reason="soffice is not installed: nothing here can open the files")
@pytest.mark.parametrize("name", ["tiny"])
def test_libreoffice_opens_workbook_and_deck(name: str, tmp_path: Path):
    (tmp_path / "book.xlsx").write_bytes(workbook(*case(name), ON))
    (tmp_path / "deck.pptx").write_bytes(pptx.deck(*case(name), ON))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    given = [str(tmp_path / each) for each in ("book.xlsx", "deck.pptx")]
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *given]
    done = subprocess.run(command, check=True, capture_output=True, timeout=180, text=True)
    assert "rror" not in done.stdout + done.stderr
    for each in ("book.pdf", "deck.pdf"):
        with pdf.opened((tmp_path / each).read_bytes()) as document:
            assert len(document) >= 1
