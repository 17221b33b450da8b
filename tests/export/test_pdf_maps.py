"""Maps in the report: on the sheet on which they can be read, whole where that is possible, else in strips."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from tests.builders import document as drawn
from tests.export import pdf
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.closer import GAP, closed_up
from vsmstudio.export.options import Options
from vsmstudio.export.pdf import report
from vsmstudio.export.pdf.map_fit import LEAST_POINTS, fitted_map, smallest
from vsmstudio.export.pdf.sheets import sheet_of
from vsmstudio.export.pdf.strips import bare
from vsmstudio.interchange.sources import arranged
from vsmstudio.model.document import Document
from vsmstudio.model.records import MapPaper, PaperSize
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Box, Element, Picture, Words
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)


def chain(steps: int) -> Document:
    names = " -> ".join(f"Step_{at} 20min/1d !Head" for at in range(steps))

    return arranged(drawn(f"(Customer) -> {names} -> (Customer2)"))


def shown(held: Document) -> Picture:
    return bare(picture(held, "map", analyse(held, ON)))


def pages_of(held: Document, map_paper: MapPaper, paper: PaperSize = PaperSize.A4) -> list[tuple[str, float]]:
    """(text, width in points) of each page that shows the map."""
    content = report(held, analyse(held, ON), ON, Options(map_paper=map_paper, paper=paper))
    texts = pdf.texts(content)
    with pdf.opened(content) as opened:
        widths = [opened[index].get_size()[0] for index in range(len(opened))]
    return [
        (text, width) for text, width in zip(texts, widths, strict=True) if text.startswith("Current state: Stream")
    ]


@pytest.fixture(scope="module")
def sample() -> Document:
    return load(resources.path("examples", "sample.vsm"))


def test_a_small_map_is_read_on_the_sheet_of_the_report():
    pages = pages_of(chain(4), MapPaper.AS_NEEDED)
    assert [round(width) for _, width in pages] == [842]


def test_a_map_that_would_be_too_small_stands_on_the_large_sheet_alone():
    pages = pages_of(chain(8), MapPaper.AS_NEEDED)
    assert [round(width) for _, width in pages] == [1191]
    assert "in parts" not in pages[0][0]


def test_where_only_one_sheet_is_wanted_it_is_continued_in_strips():
    pages = pages_of(chain(8), MapPaper.SAME)
    assert {round(width) for _, width in pages} == {842}
    assert len(pages) > 1
    assert "in parts" in pages[1][0]


def test_maps_can_all_be_wanted_on_the_large_sheet():
    assert [round(width) for _, width in pages_of(chain(2), MapPaper.LARGE)] == [1191]


@pytest.mark.parametrize(
    ("paper", "large"), [(PaperSize.LETTER, 1224), (PaperSize.A3, 1191), (PaperSize.TABLOID, 1224)]
)
def test_the_large_sheet_is_that_of_the_family(paper: PaperSize, large: int):
    assert {round(width) for _, width in pages_of(chain(8), MapPaper.AS_NEEDED, paper)} == {large}


def test_a_long_map_is_cut_in_strips_that_show_every_step():
    pages = pages_of(chain(60), MapPaper.AS_NEEDED)
    text = " ".join(each for each, _ in pages)
    assert {round(width) for _, width in pages} == {1191}
    assert "continues on page" in text
    assert "continues from page" in text
    assert all(f" {at + 1} Step {at} " in text for at in range(60))


def test_every_map_of_the_sample_stands_whole_and_readable_on_one_page(sample: Document):
    analysis = analyse(sample, ON)
    for held in sample.maps:
        if not sample.nodes(held.id):
            continue
        whole = bare(picture(sample, held.id, analysis))
        fit = fitted_map(whole, whole, Options())
        if not fit.readable:  # with the curves of experience it is too high
            continue
        sheet = sheet_of(PaperSize.A4, fit.large)
        assert smallest(fit.drawn, sheet, fit.outside) >= LEAST_POINTS
    texts = pdf.texts(report(sample, analysis, ON))
    assert not any("in parts" in each for each in texts)


def boxes(elements: list[Element]) -> list[float]:
    return [shape.width for each in elements for shape in each.shapes if isinstance(shape, Box)]


def test_closing_up_narrows_what_is_empty_and_keeps_what_stands():
    whole = shown(chain(8))
    closer = closed_up(whole)
    assert closer.area.width < whole.area.width - 100
    before = [each for each in whole.elements if each.kind == "node"]
    after = [each for each in closer.elements if each.kind == "node"]
    assert [each.id for each in after] == [each.id for each in before]
    assert boxes(after) == pytest.approx(boxes(before))
    for left, right in itertools.pairwise(sorted(after, key=lambda each: each.area.x)):
        assert right.area.x - left.area.right >= GAP - 13  # an area is a little larger than what it shows


def test_closing_up_loses_no_word_and_lays_no_label_on_a_step():
    held = drawn("(C) -> A 1h => B 1d; A -30%-> D 2h; B -> E 1h; D -> E; E ~20%~> A; E -> (C2)")

    whole = shown(arranged(held))
    closer = closed_up(whole)

    def words(drawn_: Picture) -> list[str]:
        return sorted(s.text for each in drawn_.elements for s in each.shapes if isinstance(s, Words))

    assert words(closer) == words(whole)
    steps = [each.area.grown(-2) for each in closer.elements if each.kind == "node"]
    labels = [s for each in closer.elements if each.kind == "flow" for s in each.shapes[1:] if isinstance(s, Words)]
    assert labels
    for label in labels:
        assert not any(
            step.x < label.left + label.width / 2 < step.right and step.y < label.y < step.bottom for step in steps
        )


def test_an_empty_map_says_what_to_do():
    text = " ".join(each for each, _ in pages_of(drawn(""), MapPaper.AS_NEEDED))
    assert "Add steps to the map" in text
