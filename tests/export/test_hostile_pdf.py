"""Whatever a name looks like, the report prints it: it makes no link, no picture, no file and no action of it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest

from tests.export import hostile, pdf
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.simulation import with_simulations
from vsmstudio.export.pdf import report
from vsmstudio.notation import text
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)
ACTING = re.compile(
    rb"/(URI|JavaScript|JS|Launch|EmbeddedFiles?|Filespec|OpenAction|AA|GoToR|GoToE|SubmitForm|ImportData|RichMedia|Movie"
    rb"|Sound|AcroForm|XFA|FileAttachment|Image)(?![A-Za-z])"
)


@pytest.fixture(scope="module")
def content() -> bytes:
    sample = load(resources.path("examples", "sample.vsm"))
    document = hostile.document([*sample.records.values(), *hostile.unknown()])
    return report(document, with_simulations(document, analyse(document, ON), runs=20), ON)


def legible(words: str) -> str:
    """A text as a reader gets it back: letters as they are typed, without spaces and without what stands on letters."""
    plain = unicodedata.normalize("NFKC", words)
    return "".join(each for each in plain if not each.isspace() and unicodedata.category(each) not in {"Mn", "Cf"})


def test_every_name_reads_as_it_was_typed(content: bytes):
    printed = legible(" ".join(pdf.texts(content)))
    for name in hostile.NAMES:
        drawn = "".join(run.text for run in text.split_runs(name) if run.face)
        beginnings = {legible(each)[:30] for each in (drawn, unicodedata.normalize("NFC", name))}
        assert any(each in printed for each in beginnings), name


def test_no_name_does_anything(content: bytes):
    own = pdf.skeleton(content)
    assert b"/Catalog" in own
    assert not ACTING.findall(own)
    links = own.count(b"/Subtype /Link")
    assert links > 20
    assert own.count(b"/Dest [") >= links  # each leads to a page of the report itself


def test_every_letter_is_drawn_by_a_face_that_the_file_bears(content: bytes):
    assert {name.partition("+")[0] for name in pdf.fonts(content)} == {"AAAAAA"}
    assert content.count(b"/FontFile2") >= len(pdf.fonts(content))
