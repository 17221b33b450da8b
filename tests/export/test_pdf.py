"""The report, read back."""

from __future__ import annotations

import dataclasses
import itertools
import re
from datetime import date
from pathlib import Path

import msgspec
import pytest

from tests.export import claims, hostile, pdf
from vsmstudio.analysis.results import Analysis, Coverage, Figures, Finding, MapAnalysis, Scenario, Severity
from vsmstudio.export.pdf import report
from vsmstudio.export.pdf.paper import WIDTH, Paper, Piece
from vsmstudio.export.sections import SECTIONS
from vsmstudio.files import SaveFailed, write_atomically
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Convention,
    Engagement,
    Flow,
    FlowKind,
    Link,
    Map,
    Person,
    Placement,
    Step,
    ValueStream,
)
from vsmstudio.notation import text


@pytest.fixture(scope="module")
def content() -> bytes:
    return report(claims.document(), claims.analysis(), claims.AS_OF)


@pytest.fixture(scope="module")
def pages(content: bytes) -> list[str]:
    return pdf.texts(content)


def titled(pages: list[str], title: str) -> str:
    return next(page for page in pages if page.startswith(title))


def test_the_cover_names_client_consultant_and_date(pages: list[str]):
    for words in ("Motor claims assessment", "Sample insurer", "A. Consultant", "14 February 2026"):
        assert words in pages[0]


def test_the_summary_opens_with_the_figures_in_plain_words(pages: list[str]):
    summary = titled(pages, "Executive summary")
    assert "Motor claims takes 10.5 working days from request to fulfilment; 2 h 57 min of it is work." in summary
    for words in ("10.5 d", "15 calendar days; 5 of 5 steps", "3.5 %", "31 %", "at most: 5 of 6 steps measured"):
        assert words in summary
    for index, finding in enumerate(claims.analysis().findings, start=1):
        assert finding.message in summary
        assert f"F{index}" in summary


def test_every_section_has_its_page_and_a_nested_bookmark(content: bytes):
    assert [(level, title) for level, title, _ in pdf.outline(content)] == [
        (0, "Cover"), (0, "Contents"), (0, "Summary"), (1, "Executive summary"), (0, "Scope and method"), (1, "Scope"),
        (1, "Method and data"), (0, "Value streams"), (1, "Motor claims · Current state"), (2, "Map"), (2, "Figures"),
        (2, "Critical path"), (2, "Who is accountable"), (0, "Services and money"), (1, "Services"),
        (2, "What services underpin"), (2, "Service catalogue"), (1, "If it stops"), (0, "Accountability and findings"),
        (1, "Who owns what"), (1, "Owners proposed"), (1, "Findings"), (0, "Appendix"), (1, "Definitions and formulas"),
        (1, "How it was calculated"),
    ]  # fmt: skip
    parts = {each.part for each in SECTIONS}
    pages = [page for level, title, page in pdf.outline(content) if level or title not in parts]
    assert pages == sorted(pages)
    assert pages[:8] == [1, 2, 3, 4, 5, 6, 6, 7]


def test_figures_equal_those_of_the_analysis(pages: list[str]):
    figures = titled(pages, "Figures")
    for words in (
        "Lead time 10.5 d 5,040",
        "Processing time 2 h 57 min 177",
        "Rolled %C&A 31 % 0.309",
        "Owner coverage 43 %",
    ):
        assert words in figures
    assert "Takt –" in figures


def test_the_critical_path_shows_shares_and_what_can_slip(pages: list[str]):
    page = titled(pages, "Critical path")
    assert "Assess damage alone takes 57 % of the lead time." in page
    assert "3b Assess damage 6 d 57 % 1 h 30 min Nobody" in page
    assert "3a Check cover 20 min 4 h 5.5 d Chief Underwriter" in page


def test_who_is_accountable_shows_gaps_and_matrix(pages: list[str]):
    page = titled(pages, "Who is accountable")
    assert "3 gaps in accountability. Nobody answers for 57 % of the lead time." in page
    assert page.count("nobody") >= 2
    assert "misplaced" in page


def test_the_map_is_drawn_as_text_and_vectors(content: bytes, pages: list[str]):
    page = titled(pages, "Current state: Motor claims")
    for step in claims.document().steps("map"):
        assert step.name in page
    assert "No accountable owner" in page
    assert b"/Subtype /Image" not in content


def test_pages_are_numbered_and_say_what_they_belong_to(pages: list[str]):
    for number, page in zip(("ii", *range(1, len(pages))), pages[1:], strict=False):
        assert page.endswith(f"Sample insurer · Motor claims assessment · Confidential {number}"), page[-80:]


def test_only_bundled_fonts_are_in_the_file_and_embedded(content: bytes):
    assert pdf.fonts(content) == {"AAAAAA+Inter-Regular", "AAAAAA+Inter-SemiBold"}
    assert content.count(b"/FontFile2") >= 2
    assert b"Helvetica" not in content


def test_the_file_says_what_it_is(content: bytes):
    found = pdf.metadata(content)
    assert (found["Title"], found["Author"]) == ("Sample insurer · Motor claims assessment", "A. Consultant")
    assert re.search(rb"/Lang \(en\)", content)


def test_the_same_input_gives_the_same_bytes(content: bytes):
    assert report(claims.document(), claims.analysis(), claims.AS_OF) == content
    assert report(claims.document(), claims.analysis(), date(2026, 3, 1)) != content


def test_alternatives_and_rework_stand_beside_the_headline():
    held = claims.analysis().maps["map"]
    scenarios = (Scenario(0.2, 5040.0, ("report", "assess")), Scenario(0.8, 2400.0, ("report", "cover")))
    figures = dataclasses.replace(
        held.figures,
        expected_lead_time=2928.0,
        expected_lead_time_with_rework=3840.0,
        lead_time_probability=0.2,
        most_likely_lead_time=2400.0,
    )
    held = dataclasses.replace(held, scenarios=scenarios, figures=figures, critical_path_count=2)
    rework = Flow(id="back", map="map", source="decide", target="assess", kind=FlowKind.REWORK, probability=0.1)
    pages = pdf.texts(
        report(
            Document([*claims.records(), rework]),
            dataclasses.replace(claims.analysis(), maps={"map": held}),
            claims.AS_OF,
        )
    )
    summary, path = titled(pages, "Executive summary"), titled(pages, "Critical path")
    assert "the longest of 2 alternatives (probability 20 %). The most likely one takes 5 working days." in summary
    assert "The expected lead time is 6.1 working days. With rework, 8 working days are to be expected." in summary
    assert "80 % 5 d Report claim → Check cover" in path
    assert "Rework is repeated until it is right" in path
    assert "2 paths are equally long." in path


def test_waits_convention_says_that_work_comes_on_top():
    records = [msgspec.structs.replace(each, convention=Convention.WAITS) if isinstance(each, Map) else each
               for each in claims.records()]  # fmt: skip
    pages = pdf.texts(report(Document(records), claims.analysis(), claims.AS_OF))
    assert (
        "Motor claims waits 10.5 working days from request to fulfilment; 2 h 57 min of work comes on top." in pages[2]
    )


def test_an_incomplete_sum_is_called_at_least():
    held = claims.analysis().maps["map"]
    held = dataclasses.replace(held, coverage=Coverage((4, 5), (3, 5), (0, 6), (4, 6)))
    pages = pdf.texts(
        report(claims.document(), dataclasses.replace(claims.analysis(), maps={"map": held}), claims.AS_OF)
    )
    assert "takes at least 10.5 working days from request to fulfilment; at least 2 h 57 min of it is work." in pages[2]


def test_an_empty_document_still_makes_a_report_with_a_helpful_sentence():
    pages = pdf.texts(report(Document([]), Analysis(maps={}, services={}, findings=()), claims.AS_OF))
    assert "No steps yet. Add steps to the map" in titled(pages, "Executive summary")
    assert not any(page.startswith("Services") for page in pages)  # no page to say that there is nothing
    assert "No findings." in titled(pages, "Findings")


def test_a_map_without_steps_still_lays_out():
    document = Document([Engagement(id="e"), ValueStream(id="s", name="Claims"), Map(id="m", stream="s")])
    pages = pdf.texts(report(document, Analysis(maps={"m": bare("m")}, services={}, findings=()), claims.AS_OF))
    for title in ("Executive summary", "Current state: Claims"):
        assert "No steps yet." in titled(pages, title)
    assert not [page for page in pages if page.startswith(("Figures", "Critical path", "Who is accountable"))]


def test_steps_without_figures_or_places_still_lay_out():
    records = [
        Engagement(id="e"), ValueStream(id="s", name="Claims"), Map(id="m", stream="s"),
        Step(id="a", map="m", name="First"), Step(id="b", map="m", name="Second"), Placement(id="at", node="a"),
    ]  # fmt: skip
    analysis = Analysis(maps={"m": bare("m", steps=2)}, services={}, findings=())
    pages = pdf.texts(report(Document(records), analysis, claims.AS_OF))
    assert "The lead time of Claims is not known yet" in titled(pages, "Executive summary")
    assert "No way leads from a start to an end yet." in titled(pages, "Critical path")
    assert "1 thing not placed on the map yet." in titled(pages, "Current state")


def bare(key: str, steps: int = 0) -> MapAnalysis:
    return MapAnalysis(
        map=key, figures=Figures(steps=steps), coverage=Coverage(), nodes={}, path=(), critical_nodes=frozenset(),
        critical_flows=frozenset(), critical_paths=(), critical_path_count=0, scenarios=(), numbers={},
    )  # fmt: skip


def test_hostile_names_print_as_themselves():
    document = hostile.document(claims.records())
    messages = tuple(
        Finding("data.missing", Severity.LOW, "map", f"{index} {name}", name)
        for index, name in enumerate(hostile.NAMES)
    )
    content = report(document, dataclasses.replace(claims.analysis(), findings=messages), claims.AS_OF)
    register = "".join("".join(pdf.texts(content)).split())
    for name in hostile.NAMES:
        drawn = "".join(run.text for run in text.split_runs(name) if run.face)
        assert "".join(drawn.split()) in register or not name.isascii(), name
    for name in ("<b>&amp;R&D</b>", '<imgsrc="/etc/hostname"/>', "=1+1", "a<b&c>d", "品質保証", "1F600"):
        assert name in register.replace("1F6 00", "1F600"), name
    assert b"/Subtype /Image" not in content
    assert b"/URI" not in content
    assert not [name for name in pdf.fonts(content) if not name.startswith("AAAAAA+")]


def test_right_to_left_text_is_drawn_in_visual_order():
    record = [
        msgspec.structs.replace(each, client="הזמנה", title="طلب عاجل") if isinstance(each, Engagement) else each
        for each in claims.records()
    ]
    content = report(Document(record), claims.analysis(), claims.AS_OF)
    assert {"AAAAAA+NotoSansHebrew-SemiBold", "AAAAAA+NotoSansArabic-SemiBold"} <= pdf.fonts(content)


def test_long_tables_continue_under_a_repeated_header():
    many = tuple(
        Finding("data.missing", Severity.LOW, "map", f"Message number {index} of many.", "Ask.") for index in range(120)
    )
    content = report(claims.document(), dataclasses.replace(claims.analysis(), findings=many), claims.AS_OF)
    pages = [page for page in pdf.texts(content) if page.startswith("Findings")]
    assert len(pages) > 3
    assert all("Recommendation" in page for page in pages)
    assert all(page.startswith("Findings (continued)") for page in pages[1:])
    joined = " ".join(pages)
    assert all(f"Message number {index} of many." in joined for index in range(120))


@pytest.mark.parametrize("count", [*range(10, 50, 3), 60])
def test_a_table_leaves_no_stray_rows_on_its_last_page(count: int):
    many = tuple(Finding("data.missing", Severity.LOW, "map", f"Number {index}.", "Ask.") for index in range(count))
    content = report(claims.document(), dataclasses.replace(claims.analysis(), findings=many), claims.AS_OF)
    listed = [len(re.findall(r"Number \d+\.", page)) for page in pdf.texts(content) if page.startswith("Findings")]
    assert sum(listed) == count
    assert min(listed) >= 3


def test_a_table_that_fits_on_a_page_is_not_torn_apart():
    people = [Person(id=f"p{index:02}", role=f"Role {index}") for index in range(3)]
    steps = [Step(id=f"x{index:02}", map="map", name=f"Extra {index}", owner=f"p{index % 3:02}") for index in range(8)]
    pages = pdf.texts(report(Document([*claims.records(), *people, *steps]), claims.analysis(), claims.AS_OF))
    matrix = [page for page in pages if "Owners and what they answer for" in page]
    assert len(matrix) == 1
    assert all(f"Extra {index} " in matrix[0] for index in range(8))


def test_a_sentence_that_begins_with_a_right_to_left_name_still_reads_from_left_to_right():
    names = [msgspec.structs.replace(each, name="הזמנה") if isinstance(each, ValueStream) else each
             for each in claims.records()]  # fmt: skip
    summary = titled(pdf.texts(report(Document(names), claims.analysis(), claims.AS_OF)), "Executive summary")
    assert "takes 10.5 working days from request to fulfilment; 2 h 57 min of it is work." in summary


def test_a_long_map_is_also_shown_in_readable_parts():
    nodes = [Step(id=f"n{index:02}", map="map", name=f"Work {index}") for index in range(40)]
    places = [Placement(id=f"n{index:02}.at", node=f"n{index:02}", x=index * 216.0, y=0.0) for index in range(40)]
    flows = [
        Flow(id=f"f{index}", map="map", source=a.id, target=b.id)
        for index, (a, b) in enumerate(itertools.pairwise(nodes))
    ]
    kept = [
        each
        for each in claims.records()
        if not isinstance(each, (Step, Flow, Placement, Link)) and each.type != "endpoint"
    ]
    held = dataclasses.replace(bare("map", steps=40), numbers={node.id: str(index) for index, node in enumerate(nodes)})
    content = report(Document([*kept, *nodes, *places, *flows]), Analysis({"map": held}, {}, ()), claims.AS_OF)
    pages = pdf.texts(content)
    parts = [page for page in pages if page.startswith("Current state: Motor claims")]
    assert len(parts) >= 2
    assert f"continues on page {pages.index(parts[1]) - 1}" in parts[0]
    assert f"continues from page {pages.index(parts[0]) - 1}" in parts[1]
    for index in range(40):
        assert any(re.search(rf"\b{index} Work {index}\b", page) for page in parts), index


def test_many_owners_share_the_width_in_groups():
    people = [Person(id=f"p{index:02}", role=f"Person {index}") for index in range(20)]
    steps = [Step(id=f"x{index:02}", map="map", name=f"Extra {index}", owner=f"p{index:02}") for index in range(20)]
    content = report(Document([*claims.records(), *people, *steps]), claims.analysis(), claims.AS_OF)
    assert all(any(f"Person {index}" in page for page in pdf.texts(content)) for index in range(20))


def test_a_failed_write_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "report.pdf"
    write_atomically(target, report(claims.document(), claims.analysis(), claims.AS_OF))
    before = target.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vsmstudio.files.os.replace", fail)
    with pytest.raises(SaveFailed, match="disk is full"):
        write_atomically(target, report(claims.document(client="Another"), claims.analysis(), claims.AS_OF))
    assert target.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(SaveFailed, match="the folder does not exist"):
        write_atomically(tmp_path / "none" / "report.pdf", report(claims.document(), claims.analysis(), claims.AS_OF))


@pytest.mark.parametrize("name", ["w" * 5000, "Wort " * 1000, "品質" * 1500, "x"])
def test_nothing_is_written_outside_the_page(name: str, monkeypatch: pytest.MonkeyPatch):
    written: list[Piece] = []
    monkeypatch.setattr(Paper, "write_all", lambda self, pieces: written.extend(pieces))
    monkeypatch.setattr("vsmstudio.export.pdf.painter._words", lambda paper, shape: None)
    monkeypatch.setattr(hostile, "NAMES", (name,))
    finding = Finding("owner.step-missing", Severity.HIGH, "assess", name, name, map="map", stream="stream")
    held = dataclasses.replace(claims.analysis().maps["map"], notes=(name, name))
    scenarios = (Scenario(0.5, 5040.0, ("report", "assess")), Scenario(0.5, 2400.0, ("report", "cover")))
    held = dataclasses.replace(held, scenarios=scenarios)
    analysis = dataclasses.replace(claims.analysis(), findings=(finding,) * 5, maps={"map": held})
    report(hostile.document(claims.records()), analysis, claims.AS_OF)
    assert len(written) > 300
    for piece in written:
        left = piece.x - {"left": 0.0, "center": 0.5, "right": 1.0}[piece.align] * text.width(
            piece.words, piece.size, piece.bold
        )
        assert left >= 0, piece
        assert left + text.width(piece.words, piece.size, piece.bold) <= WIDTH - 20, piece
        assert 0 < piece.y < 595.28 - 10, piece
