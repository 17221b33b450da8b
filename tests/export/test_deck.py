"""The deck that a consultant presents: what its slides say equals the tables, its shapes can be edited, names are text."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pptx.enum.shapes import MSO_SHAPE_TYPE

from tests.builders import document as drawn
from tests.export import hostile
from tests.export.deck import chart_of, made, opened, parts, points, shapes, slide_of, table_of, titles, words
from tests.export.engaged import ON, engaged
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.options import Cancelled, Options, Telling, options_of
from vsmstudio.export.pptx import deck
from vsmstudio.export.tables.capacity import capacity
from vsmstudio.export.tables.costs import allocation
from vsmstudio.export.tables.findings import findings
from vsmstudio.export.tables.path import path
from vsmstudio.files import write_atomically
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.notation import text
from vsmstudio.storage.files import load

SAMPLE_ON = date(2026, 2, 14)
DAY = 480.0


@pytest.fixture(scope="module")
def sample():
    return load(resources.path("examples", "sample.vsm"))


@pytest.fixture(scope="module")
def content(sample):
    return made(sample, SAMPLE_ON)


@pytest.fixture(scope="module")
def read(content):
    return opened(content)


def motor(sample):
    """The map of motor claims as they are."""
    return next(held for each in sample.streams if each.name == "Motor claim" and (held := sample.current_map(each.id)))


def test_it_goes_from_the_title_to_the_ask(read):
    said = titles(read)
    assert said[0] == "Claims and onboarding"
    order = ["Executive summary", "Scope", "Method and data", "Current state: Motor claim", "Figures", "Critical path",
             "Capacity", "Who is accountable", "Current state and 90 days", "Experience", "Service portfolio",
             "Which streams carry the cost", "Findings", "Improvement plan", "Roadmap", "What we ask of you"]  # fmt: skip
    places = [next(at for at, title in enumerate(said) if title.startswith(each)) for each in order]
    assert places == sorted(places)


def test_every_slide_has_a_title_a_number_and_what_whoever_cannot_see_it_is_told(read):
    for slide in list(read.slides)[1:]:
        kinds = {each.placeholder_format.type.name for each in slide.placeholders}
        assert {"TITLE", "FOOTER", "SLIDE_NUMBER"} <= kinds
        numbers = [each.shape_id for each in shapes(slide)]
        assert len(numbers) == len(set(numbers))
        for each in slide.shapes:
            if each.has_chart or each.has_table:
                assert each._element.nvGraphicFramePr.cNvPr.get("descr")


def test_it_is_the_same_file_each_time(sample, content):
    assert made(sample, SAMPLE_ON) == content


def test_flows_and_links_of_a_map_are_glued_to_what_they_join(sample, read):
    current = motor(sample)
    slide = slide_of(read, f"Current state: {sample.name(current.stream)}")
    groups = {each.shape_id: each for each in shapes(slide) if each.shape_type == MSO_SHAPE_TYPE.GROUP}
    held_in = {inner.shape_id: group.name for group in groups.values() for inner in group.shapes}
    glued = {}
    for each in shapes(slide):
        begin = each._element.find(".//{*}stCxn")
        end = each._element.find(".//{*}endCxn")
        if begin is not None and end is not None and each._element.tag.endswith("cxnSp"):
            pair = tuple(held_in[int(at.get("id"))] for at in (begin, end))
            glued[pair] = each
    flows = {(sample.name(flow.source), sample.name(flow.target)) for flow in sample.flows(current.id)}
    assert flows <= set(glued)
    steps = {step.name for step in sample.steps(current.id)}
    assert steps <= {each.name for each in groups.values()}


def test_a_connector_begins_and_ends_where_what_it_joins_does(read):
    slide = slide_of(read, "Current state: Motor claim")
    areas = {each.shape_id: each for each in shapes(slide)}
    for each in [each for each in areas.values() if each.shape_type == MSO_SHAPE_TYPE.LINE]:
        for tag, x, y in (("stCxn", each.begin_x, each.begin_y), ("endCxn", each.end_x, each.end_y)):
            at = each._element.find(f".//{{*}}{tag}")
            if at is None or each.rotation:
                continue
            held = areas[int(at.get("id"))]
            assert held.left - 26000 <= x <= held.left + held.width + 26000
            assert held.top - 26000 <= y <= held.top + held.height + 26000


def test_the_waterfall_is_the_critical_path_of_the_tables(sample, read):
    current = motor(sample)
    table = path(sample, analyse(sample, SAMPLE_ON), [current.id])
    series = {each.name: each.values for each in chart_of(slide_of(read, "Critical path")).series}
    owned, nobody = series["Adds to lead time (working days)"], series["Nobody is accountable"]
    shown = [(a or 0.0) + (b or 0.0) for a, b in zip(owned[:-1], nobody[:-1], strict=True)]
    adds = [value for value in table.values("adds") if value]
    assert shown == pytest.approx([value / DAY for value in adds])
    gone = [
        value / DAY
        for value, said in zip(table.values("adds"), table.values("owned"), strict=True)
        if value and said == "no"
    ]
    assert sum(value or 0.0 for value in nobody) == pytest.approx(sum(gone))
    assert series["Lead time"][-1] == pytest.approx(sum(adds) / DAY)


def test_utilisation_and_allocation_are_those_of_the_tables(sample, read):
    analysis = analyse(sample, SAMPLE_ON)
    current = motor(sample)
    chart = chart_of(slide_of(read, "Capacity: Motor claim"))
    shown = [
        max(values)
        for values in zip(*([v or 0.0 for v in each.values] for each in list(chart.plots[0].series)), strict=True)
    ]
    table = capacity(sample, analysis, [current.id])
    assert shown == pytest.approx([value for value in table.values("utilisation") if value is not None])
    money = allocation(sample, analysis)
    bars = chart_of(slide_of(read, "Which streams carry the cost")).plots[0].series
    for each in bars:
        key = next(column.key for column in money.columns if column.title == each.name)
        assert sum(each.values) == pytest.approx(money.sum_of(key))


def test_findings_say_what_the_register_says(sample, read):
    table = findings(sample, analyse(sample, SAMPLE_ON))
    today = [row for row in table.rows if row[table.at("state")] == "current"]
    rows = [row for slide in read.slides if slide.shapes.title.text_frame.text.startswith("Findings")
            for row in table_of(slide)[1:]]  # fmt: skip
    assert [row[0] for row in rows] == [row[table.at("id")] for row in today]
    told = [" ".join(row[2].split()) for row in rows]
    assert told == [" ".join(str(row[table.at("message")]).split()) for row in today]


def test_a_gap_stands_out_by_its_ground_and_in_words(read):
    slide = slide_of(read, "Who is accountable: Motor claim")
    held = next(each.table for each in slide.shapes if each.has_table)
    for row in held.rows:
        gap = any("nobody" in cell.text for cell in row.cells)
        filled = [cell._tc.tcPr.find("{*}solidFill") is not None for cell in row.cells]
        assert not gap or all(filled)


@pytest.mark.parametrize("name", ["sample", "engaged", "long"])
def test_no_text_is_larger_than_its_box(name, sample):
    documents = {
        "sample": (sample, SAMPLE_ON),
        "engaged": (engaged(), ON),
        "long": (drawn("(A) -> Kontoführungsgebührenbearbeitung_" + "w" * 80 + " 5min/3d @Unit -> B 1h/2d"), ON),
    }
    for slide in opened(made(*documents[name])).slides:
        for each in shapes(slide):
            if not each.has_text_frame or not each.text_frame.text.strip():
                continue
            right, bottom = points(each.left + each.width), points(each.top + each.height)
            if not each.is_placeholder:
                assert right <= 961
                assert bottom <= 541
            frame = each.text_frame
            held = each.is_placeholder  # whose layout has no insets
            room = points(each.width) - (0 if held else points(frame.margin_left) + points(frame.margin_right))
            high = 0.0
            for paragraph in frame.paragraphs:
                size = max((points(run.font.size) for run in paragraph.runs if run.font.size), default=0.0)
                bold = any(run.font.bold for run in paragraph.runs)
                indent = 12 if paragraph._p.pPr is not None and paragraph._p.pPr.get("marL") not in (None, "0") else 0
                lines = text.wrap(paragraph.text.replace("\v", "\n"), size or 12, max(room - indent, 1), bold)
                wide = max((text.width(line, size or 12, bold) for line in paragraph.text.split("\v")), default=0.0)
                assert frame.word_wrap is not False or wide <= room + 0.5
                high += (len(lines) if frame.word_wrap is not False else paragraph.text.count("\v") + 1) * size * 1.25
            above = 0 if held else points(frame.margin_top) + points(frame.margin_bottom)
            assert high <= points(each.height) - above + 4, each.text_frame.text


def test_no_table_reaches_under_the_footer(read):
    for slide in read.slides:
        for each in slide.shapes:
            if each.has_table:
                assert points(each.top + sum(row.height for row in each.table.rows)) <= 506


@pytest.mark.parametrize("turn", range(0, len(hostile.NAMES), 19))
def test_a_name_is_text_and_nothing_else(sample, turn):
    document = hostile.document(list(sample.records.values()), turn)
    content = made(document, SAMPLE_ON)
    for name, blob in parts(content).items():
        if name.endswith(".rels"):
            assert b"hyperlink" not in blob
            assert b"TargetMode" not in blob
        if name.startswith("ppt/slides/slide") and name.endswith(".xml"):
            assert b"hlinkClick" not in blob
            assert b"<p:pic" not in blob
        if "/xl/worksheets/" in name:
            assert b"<f>" not in blob
            assert b"<f " not in blob
            assert b"hyperlink" not in blob
    assert opened(content).slides


def test_a_step_that_looks_like_a_formula_is_a_name_in_a_chart_s_workbook():
    document = drawn("A 5min/2h -> B 1h/3d")
    first = next(each for each in document.steps(document.maps[0].id))
    from vsmstudio.model import edits

    document = document.apply(edits.update(document, first.id, name="=1+1"))
    chart = chart_of(slide_of(opened(made(document, ON)), "Critical path"))
    assert "=1+1" in next(iter(chart.plots[0].categories))
    book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cell = book.active["A2"]
    assert cell.data_type == "s"
    assert "=1+1" in cell.value


def test_sections_are_left_out_as_the_engagement_says(sample):
    options = replace(options_of(sample), left_out=frozenset({"maps", "findings", "money", "streams"}))
    said = titles(opened(made(sample, SAMPLE_ON, options)))
    assert not [
        each for each in said if each.startswith(("Current state: ", "Critical path", "Findings", "Which streams"))
    ]
    assert "Executive summary" in said


def test_the_brand_is_the_deck_s_theme(sample):
    options = options_of(sample)
    brand = replace(options.brand, office_font="Georgia", footer="Example Partners")
    content = made(sample, SAMPLE_ON, replace(options, brand=brand))
    theme = parts(content)["ppt/theme/theme1.xml"].decode()
    accent = re.search(r'<a:accent1><a:srgbClr val="(\w+)"', theme)
    assert accent
    assert accent[1] == brand.theme["accent"].lstrip("#")
    assert '<a:latin typeface="Georgia"/>' in theme
    assert "Example Partners" in words(opened(content).slides[1])


@pytest.mark.parametrize("logo", [b"\x89PNG\r\n\x1a\n and no more", b"\xff\xd8\xff\xe0 and no more"])
def test_a_logo_that_is_damaged_is_left_out(logo):
    document = drawn("A 5min -> B")
    broken = document.apply(edits.update(document, document.engagement.id, logo=b64encode(logo).decode()))
    first = opened(made(broken, ON)).slides[0]
    assert not [each for each in shapes(first) if each.shape_type == MSO_SHAPE_TYPE.PICTURE]


@pytest.mark.parametrize("document", [Document(), drawn("A"), drawn("A 5min -> B")])
def test_little_is_enough_for_a_deck(document):
    assert titles(opened(made(document, ON)))[:2] == ["Value stream assessment", "Executive summary"]


def test_a_long_map_goes_on_over_several_slides_and_says_where():
    document = drawn(" -> ".join(f"Step_{at} 5min/{at + 1}h" for at in range(60)))
    read = opened(made(document, ON))
    pages = [each for each in read.slides if ", part " in each.shapes.title.text_frame.text]
    assert len(pages) > 2
    assert "continues on slide" in words(pages[0])
    assert "continues from slide" in words(pages[1])
    named = {each.name for page in pages for each in shapes(page) if each.shape_type == MSO_SHAPE_TYPE.GROUP}
    assert {f"Step {at}" for at in range(60)} <= named


def test_it_is_written_whole_and_can_be_cancelled(tmp_path, sample):
    target = tmp_path / "deck.pptx"
    analysis = analyse(sample, SAMPLE_ON)
    shares = []
    write_atomically(
        target, deck(sample, analysis, SAMPLE_ON, telling=Telling(lambda share: shares.append(share) or True))
    )
    assert opened(target.read_bytes()).slides
    assert shares == sorted(shares)
    with pytest.raises(Cancelled):
        deck(sample, analysis, SAMPLE_ON, Options(), Telling(lambda share: share < 0.5))
