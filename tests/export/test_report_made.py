"""How a report is made: its sections, numbers, paper and first page, and that it can be stopped."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from tests.export import claims, pdf
from tests.export.engaged import engaged
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.options import Cancelled, Options, Telling, options_of
from vsmstudio.export.pdf import report
from vsmstudio.export.sections import KEYS, PRESETS, SECTIONS
from vsmstudio.export.warnings import warnings
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import PaperSize

ON = date(2026, 2, 16)


@pytest.fixture(scope="module")
def held() -> Document:
    return engaged()


@pytest.fixture(scope="module")
def analysis(held: Document) -> Analysis:
    return analyse(held, ON)


def titles(content: bytes, level: int) -> list[str]:
    return [title for at, title, _ in pdf.outline(content) if at == level]


def first_page(document: Document, analysis: Analysis) -> str:
    content = report(document, analysis, ON, Options(left_out=KEYS - {"summary"}))
    return next(page for page in pdf.texts(content) if page.startswith("Executive summary"))


def test_every_section_that_is_left_out_is_gone_and_its_part_with_the_last(held: Document, analysis: Analysis):
    whole = report(held, analysis, ON)
    parts = list(dict.fromkeys(each.part for each in SECTIONS))
    assert titles(whole, 0)[2:] == [each for each in parts if each != "Services and money"]  # it has no services
    board = report(held, analysis, ON, Options(left_out=PRESETS["For the board"]))
    assert titles(board, 0)[2:] == [
        "Summary",
        "Scope and method",
        "Value streams",
        "Accountability and findings",
        "Plan",
    ]
    nothing = report(held, analysis, ON, Options(left_out=KEYS))
    assert titles(nothing, 0) == ["Cover", "Contents"]
    assert len(pdf.texts(nothing)) == 2


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_section_alone_stands_under_its_part(held: Document, analysis: Analysis, key: str):
    content = report(held, analysis, ON, Options(left_out=KEYS - {key}))
    listed = pdf.outline(content)[2:]
    if listed:
        part = next(each.part for each in SECTIONS if each.key == key)
        assert listed[0][:2] == (0, part)
        assert listed[1][0] == 1


def test_pages_bear_the_numbers_that_readers_show(held: Document, analysis: Analysis):
    content = report(held, analysis, ON)
    with pdf.opened(content) as found:
        labels = [found.get_page_label(at) for at in range(len(found))]
    assert labels == ["i", "ii", *(str(at) for at in range(1, len(labels) - 1))]
    for label, words in list(zip(labels, pdf.texts(content), strict=True))[1:]:
        assert words.endswith(f" {label}")


def test_readers_show_the_title_and_know_the_language(held: Document, analysis: Analysis):
    content = report(held, analysis, ON)
    assert b"/DisplayDocTitle true" in content
    assert b"/Lang" in content
    said = pdf.metadata(content)
    assert said["Keywords"].startswith("value stream mapping, Motor claim")
    assert said["CreationDate"].startswith("D:20260216")


@pytest.mark.parametrize(
    ("size", "points"),
    [
        (PaperSize.A4, (842, 595)),
        (PaperSize.A3, (1191, 842)),
        (PaperSize.LETTER, (792, 612)),
        (PaperSize.TABLOID, (1224, 792)),
    ],
)
def test_a_report_is_made_on_the_paper_that_was_asked_for(
    held: Document, analysis: Analysis, size: PaperSize, points: tuple[int, int]
):
    content = report(held, analysis, ON, Options(paper=size, left_out=KEYS - {"summary", "scope", "findings"}))
    with pdf.opened(content) as found:
        assert {tuple(round(each) for each in page.get_size()) for page in found} == {points}
        for page in found:
            words = page.get_textpage()
            boxes = [words.get_charbox(at) for at in range(words.count_chars())]
            assert max(right for _, _, right, _ in boxes) < points[0] * 0.98
            assert min(below for _, below, _, _ in boxes) > points[1] * 0.02


def test_the_first_page_holds_five_findings_and_the_ask(held: Document, analysis: Analysis):
    page = first_page(held, analysis)
    for short in ("F1", "F2", "F3", "F4", "F5"):
        assert short in page
    assert "“Say what happens next”, due since 1 February 2026, or set a new date." in page
    assert "Complete “Assess from photographs” by 1 April 2026: Head of Claims." in page
    assert f"{sum(not each.future for each in analysis.findings)} findings:" in page


def test_what_is_asked_is_said_in_the_rooms_words_where_it_has_some(held: Document, analysis: Analysis):
    asked = held.apply(edits.update(held, held.engagement.id, ask="• Name two owners by 1 March\nMeet on 12 May"))
    page = first_page(asked, analysis)
    assert "Name two owners by 1 March Meet on 12 May" in page.replace("• ", "")
    assert "or set a new date" not in page


def test_several_streams_have_a_row_each_and_a_summary_of_their_own(held: Document):
    both = held.apply(edits.add_stream(held, "Home claim"))
    content = report(both, analyse(both, ON), ON)
    listed = titles(content, 1)
    assert listed[0] == "Executive summary"
    assert "Summary: Motor claim" in listed
    alone = titles(report(held, analyse(held, ON), ON), 1)
    assert "Summary: Motor claim" not in alone


def test_a_report_that_nobody_wants_any_more_is_not_made(held: Document, analysis: Analysis):
    told: list[float] = []

    def until_half(share: float) -> bool:
        told.append(share)
        return share < 0.5

    with pytest.raises(Cancelled):
        report(held, analysis, ON, None, Telling(until_half))
    assert told == sorted(told)
    assert len(told) > 5


def test_the_same_input_gives_the_same_bytes():
    document = claims.document()
    options = replace(options_of(document), paper=PaperSize.TABLOID)
    made = [report(document, claims.analysis(), claims.AS_OF, options) for _ in range(2)]
    assert made[0] == made[1]
    assert pypdfium2.PdfDocument(made[0]).get_page_label(2) == "1"


def test_a_logo_that_is_damaged_is_left_out_and_named(held: Document, analysis: Analysis):
    broken = held.apply(
        edits.update(held, held.engagement.id, logo=b64encode(b"\x89PNG\r\n\x1a\n and no more").decode())
    )
    assert b"/Subtype /Image" not in report(broken, analysis, ON, Options(left_out=KEYS))
    assert "The client's logo is left out, as it is damaged and cannot be drawn." in warnings(broken)[0]


def test_a_long_ask_keeps_to_its_page(held: Document, analysis: Analysis):
    listed = held.apply(
        edits.update(held, held.engagement.id, ask="\n".join(f"Decide matter {at}" for at in range(20)))
    )
    page = first_page(listed, analysis)
    assert "Decide matter 4" in page
    assert "15 more points stand in the workbook." in page
    told = held.apply(edits.update(held, held.engagement.id, ask="Please decide on everything that was said. " * 9))
    assert first_page(told, analysis).count("Please decide on everything") == 9
