"""Who is named in what the client keeps: by role, by name, or by role beside figures on quality."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.export import packed, pdf
from tests.export.engaged import ON, Room, engaged
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.deliver import FORMATS, deliver
from vsmstudio.export.options import options_of
from vsmstudio.export.prepared import Prepared, prepared
from vsmstudio.interchange.sources import read
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Acceptance,
    Link,
    Note,
    PeopleShown,
    Person,
    Placement,
    Stakeholder,
    Step,
)  # fmt: skip

NAMES = {"Head_of_Claims": "Ingrid Solberg", "Head_of_Sales": "Óscar Peña-Ruiz", "Head_of_Finance": "Zhào 李明"}
ROLES, MIXED, BY_NAME = PeopleShown.ROLES, PeopleShown.MIXED, PeopleShown.NAMES


def peopled() -> Document:
    """The engagement with names beside roles, and written into texts; one owner has a name alone."""
    room = Room(engaged())
    for role, name in NAMES.items():
        room.fill(f"person-{role}", name=name)
    claims = NAMES["Head_of_Claims"]
    room.fill("Check", why=f"{claims} wanted it so, says {NAMES['Head_of_Sales']}.", notes=f"Ask {claims}’s team")
    room.fill(
        "engagement", value_agreed_by=f"{claims}, {NAMES['Head_of_Finance']}", ask=f"{claims} decides by 1 April."
    )
    room.fill("stream", briefings=f"Every Friday, {claims}")
    room.do(edits.put(room.document, "Add", Person(id="bo", name="Bo Lind", unit="unit-Finance")))
    room.fill("Pay", owner="bo")
    room.do(edits.put(room.document, "Add", Note(id="n", map="map", text=f"{claims}: why?", by=claims)))
    room.do(
        edits.put(room.document, "Add", Stakeholder(id="sh", who="person-Head_of_Claims", interest="Calm", order=9))
    )
    accepted = Acceptance(id="ok", rule="handoff.poor-quality", subject="Check", severity="high", by=claims, why="Soon")
    room.do(edits.put(room.document, "Add", accepted))
    return room.document


@pytest.fixture(scope="module")
def document() -> Document:
    return peopled()


def ready(document: Document, shown: PeopleShown) -> Prepared:
    return prepared(document, analyse(document, ON), ON, replace(options_of(document), people=shown))


def delivered(document: Document, shown: PeopleShown, folder: Path) -> Mapping[str, bytes]:
    """Every file by its ending, pictures after one another."""
    options = replace(options_of(document), people=shown, scale=0.5)
    files = deliver(document, analyse(document, ON), folder, tuple(FORMATS), ON, options).paths
    return {each.suffix[1:]: each.read_bytes() for each in files}


def words_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """All that can be read in each file."""
    return {
        "pdf": " ".join(pdf.texts(files["pdf"])) + str(pdf.metadata(files["pdf"])),
        "svg": files["svg"].decode(),
        **{each: " ".join(data.decode("utf-8", "replace") for data in packed.parts(files[each]).values()) for each in
           ("xlsx", "pptx")},
    }  # fmt: skip


def test_by_role_no_name_stands_anywhere(document: Document, tmp_path: Path) -> None:
    for ending, words in words_of(delivered(document, ROLES, tmp_path)).items():
        for name in (*NAMES.values(), "Bo Lind"):
            assert name not in words, (ending, name)
        assert "Head of Claims" in words, ending
        assert "Person of Finance" in words, ending


def test_by_name_maps_tables_and_findings_tell_the_names(document: Document, tmp_path: Path) -> None:
    for ending, words in words_of(delivered(document, BY_NAME, tmp_path)).items():
        assert "Ingrid Solberg" in words, ending
        assert "Bo Lind" in words, ending


def test_mixed_no_name_stands_beside_figures_on_quality(document: Document, tmp_path: Path) -> None:
    room = Room(document)
    room.fill("stream", target_conditions="Lead time 5 days by 1 July")
    files = delivered(room.document, MIXED, tmp_path)
    named = re.compile("|".join((*NAMES.values(), "Bo Lind")))
    pages = pdf.texts(files["pdf"])
    assert "Ingrid Solberg" in pdf.titled(pages, "Charter")
    assert not [page for page in pages if named.search(page) and "C&A" in page]
    assert not named.search(words_of(files)["svg"])


def test_mixed_the_workbook_names_people_on_sheets_without_figures_on_quality(
    document: Document, tmp_path: Path
) -> None:
    room = Room(document)
    room.fill("Check", why="", notes="")  # what was typed is read back as it was typed
    room.fill("stream", target_conditions="")
    room.fill("engagement", value_agreed_by="The executive team", ask="")
    book = load_workbook(BytesIO(delivered(room.document, MIXED, tmp_path)["xlsx"]), data_only=True)
    sheets = {
        sheet.title: " ".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)
        for sheet in book
    }
    named = {title for title, words in sheets.items() if any(name in words for name in NAMES.values())}
    assert named >= {"Charter", "People", "Stakeholders", "Workshops"}
    assert not [title for title in named if "C&A" in sheets[title]]


@pytest.mark.parametrize("shown", [MIXED, BY_NAME], ids=str)
def test_the_workbook_reads_back_to_the_same_people(document: Document, shown: PeopleShown, tmp_path: Path) -> None:
    """Also where two have one role, one is called as another's role, and a post is vacant."""
    room = Room(document)
    for person, step in (
        (Person(id="twin", role="Head of Claims", name="Ada Twin"), "Check"),
        (Person(id="called", role="", name="Head of Sales"), "Assess"),
        (Person(id="gone", role="Clerk", name="Vera Gone", vacant=True), "Pay"),
    ):
        room.do(edits.put(room.document, "Add", person))
        room.fill(step, owner=person.id)
    delivered(room.document, shown, tmp_path)
    imported = read([next(tmp_path.glob("*.xlsx"))])
    assert imported.problems == ()
    kinds = (Person, Link, Stakeholder)
    for kind in kinds:
        assert imported.document.all(kind) == room.document.all(kind), kind
    for step in room.document.steps("map"):
        back = imported.document.get(step.id)
        assert getattr(back, "owner", None) == step.owner
    assert {each.type for each in room.document.records.values()} >= {"person", "step"}
    assert not imported.document.all(Placement)


def test_figures_and_findings_are_the_same_whoever_is_shown_how(document: Document) -> None:
    before = analyse(document, ON)
    for shown in PeopleShown:
        after = ready(document, shown).analysis
        assert after.maps == before.maps
        assert after.money == before.money
        assert [each.key for each in after.findings] == [each.key for each in before.findings]


def test_nothing_is_worked_out_anew_where_all_are_called_the_same() -> None:
    document = engaged()
    analysis = analyse(document, ON)
    for shown in PeopleShown:
        made = prepared(document, analysis, ON, replace(options_of(document), people=shown))
        assert made.analysis is analysis


def test_a_name_that_is_a_word_too_is_not_cut_out_of_other_words() -> None:
    room = Room(engaged())
    room.fill("person-Head_of_Claims", name="Mark", role="Head of claims (Mark)")
    room.fill("Check", why="Mark says: the Market is Marked.")
    told = ready(room.document, ROLES).document
    assert told.the(Step, "Check").why == "Head of claims says: the Market is Marked."
    assert told.name("person-Head_of_Claims") == "Head of claims"


def test_a_name_is_found_however_it_is_written() -> None:
    room = Room(engaged())
    room.fill("person-Head_of_Claims", name="Ingrid Solberg")
    room.fill("Check", why="INGRID SOLBERG, ingrid\nsolberg und Ingrid Solbergs Leute")
    assert ready(room.document, ROLES).document.the(Step, "Check").why == (
        "Head of Claims, Head of Claims und Head of Claims Leute"
    )


def test_people_without_a_role_are_told_apart() -> None:
    room = Room(engaged())
    for at, unit in enumerate(("unit-Claims", "unit-Claims", "unit-Sales", None)):
        room.do(edits.put(room.document, "Add", Person(id=f"p{at}", name=f"Name {at}", unit=unit)))
    held = ready(room.document, MIXED).document
    assert [held.name(f"p{at}") for at in range(4)] == [
        "Person 1 of Claims", "Person 2 of Claims", "Person of Sales", "Person",
    ]  # fmt: skip
