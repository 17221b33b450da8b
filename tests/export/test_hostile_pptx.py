"""Whatever a name looks like, the deck and the pictures hold it as text: nothing links, loads or runs."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation

from tests.export import hostile, packed
from tests.export.test_hostile_pdf import legible
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.simulation import with_simulations
from vsmstudio.export.png import png
from vsmstudio.export.pptx import deck
from vsmstudio.model.document import Document
from vsmstudio.notation.picture import picture
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)
FEW = 0.2  # of the names stand where no slide tells of them


@pytest.fixture(scope="module")
def document() -> Document:
    sample = load(resources.path("examples", "sample.vsm"))
    return hostile.document([*sample.records.values(), *hostile.unknown()])


@pytest.fixture(scope="module")
def content(document: Document) -> bytes:
    return deck(document, with_simulations(document, analyse(document, ON), runs=20), ON)


def texts(content: bytes) -> str:
    """All that the slides say, letter by letter."""
    found = [
        "".join(each.text or "" for each in tree.iter() if each.tag.endswith("}t"))
        for name, tree in packed.trees(content).items()
        if name.startswith("ppt/slides/")
    ]
    return legible("".join(found))


def test_nothing_in_the_deck_links_loads_or_runs(content: bytes):
    assert packed.acting(content) == []
    assert not [name for name in packed.parts(content) if name.startswith("ppt/media")]  # there is no logo
    assert len(Presentation(BytesIO(content)).slides) > 10


def test_workbooks_behind_charts_hold_no_formula(content: bytes):
    books = [data for name, data in packed.parts(content).items() if name.endswith(".xlsx")]
    assert books
    for book in books:
        assert packed.acting(book) == []
        sheets = [data for name, data in packed.parts(book).items() if name.startswith("xl/worksheets/sheet")]
        assert not [data for data in sheets if b"<f>" in data or b"<f " in data]


def test_slides_say_names_as_they_were_typed(content: bytes):
    said = texts(content)
    lost = [name for name in hostile.NAMES if legible(hostile.typed(name))[:12] not in said]
    assert len(lost) <= FEW * len(hostile.NAMES), lost


def test_a_picture_of_hostile_names_is_drawn(document: Document):
    drawn = picture(document, document.maps[0].id, analyse(document, ON))
    assert png(drawn, 0.5).startswith(b"\x89PNG")
