"""Drawings made to harm, or damaged: one clear error, or read as far as they go, soon and in little memory."""

from __future__ import annotations

import base64
import zlib

import pytest

from tests.interchange.drawio.drawing import box, drawing, edge, model, packed, page
from vsmstudio import resources
from vsmstudio.interchange.drawio import own, read_bytes, write
from vsmstudio.interchange.drawio.opening import percent_decoded
from vsmstudio.interchange.imported import BadSource
from vsmstudio.model import rules
from vsmstudio.model.records import Flow, Placement, Step
from vsmstudio.storage.files import load

PAIR = (box("a", "One", 0, 0), box("b", "Two", 300, 0), edge("e", "a", "b"))


def names(data: bytes, name: str = "x.drawio") -> list[str]:
    document = read_bytes(data, name).document
    assert rules.check(document) == ()
    return sorted(step.name for step in document.all(Step))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"name;pt\na;1", "no well-formed XML"),
        (b"<html><body/></html>", "no drawing"),
        (b"<mxfile/>", "holds no page"),
        (b"<mxGraphModel/>", "its root is missing"),
        (b"<mxfile><diagram name='A'>%%%not base64%%%</diagram></mxfile>", "A"),
        (b"<mxfile><diagram name='A'>!!!</diagram></mxfile>", "neither XML nor packed"),
        (b"<mxfile><diagram name='A'>QUJDREVG</diagram></mxfile>", "damaged"),
        (
            b"<mxfile><diagram name='A'><mxGraphModel><root/></mxGraphModel></diagram></mxfile>",
            "no boxes that could be steps",
        ),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture without a drawing"),
        (b"\x89PNG\r\n\x1a\n", "picture without a drawing"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><mxfile>&b;</mxfile>", "entities"),
        (b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><mxfile/>", "no page"),
        (b"<a>" * 300 + b"</a>" * 300, "deep"),
    ],
)
def test_what_is_no_drawing_is_refused_by_name_with_what_is_expected(data: bytes, said: str):
    with pytest.raises(BadSource) as refused:
        read_bytes(data, "x.drawio")
    assert said in str(refused.value)
    assert str(refused.value).startswith("x.drawio")


def bomb() -> str:
    """A page that unpacks to 60 MB."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    parts = [deflater.compress(b"a" * 1_000_000) for _ in range(60)]
    return base64.b64encode(b"".join(parts) + deflater.flush()).decode()


def test_a_page_that_unpacks_without_end_is_refused():
    with pytest.raises(BadSource, match="unpacks to far more"):
        read_bytes(f'<mxfile><diagram name="A">{bomb()}</diagram></mxfile>'.encode(), "x.drawio")


def test_packed_pages_hold_no_entities_either():
    xml = "<!DOCTYPE a [<!ENTITY b 'c'>]>" + model(*PAIR)
    with pytest.raises(BadSource, match="entities"):
        read_bytes(f'<mxfile><diagram name="A">{packed(xml)}</diagram></mxfile>'.encode(), "x.drawio")


def test_too_many_cells_are_refused():
    cells = "".join(f'<mxCell id="c{at}" vertex="1" parent="1"/>' for at in range(100_001))
    with pytest.raises(BadSource, match="more than 100,000 cells"):
        read_bytes(page(cells), "x.drawio")


def test_more_shapes_on_a_page_and_more_pages_than_anyone_draws_are_refused():
    cells = "".join(f'<mxCell id="c{at}" vertex="1" parent="1"/>' for at in range(8_001))
    with pytest.raises(BadSource, match="holds 8,001 shapes; pages of up to 8,000 are read"):
        read_bytes(page(cells), "x.drawio")
    pages = '<diagram name="A"/>' * 201
    with pytest.raises(BadSource, match="has 201 pages; drawings of up to 200 pages are read"):
        read_bytes(f"<mxfile>{pages}</mxfile>".encode(), "x.drawio")


def test_cells_that_stand_in_one_another_are_read_as_if_on_the_page():
    cells = [
        box("a", "One", 10, 0, parent="b"),
        box("b", "Two", 300, 0, parent="a"),
        box("s", "Three", 600, 0, parent="s"),
    ]
    found = read_bytes(page(*cells, edge("e", "a", "s")), "x.drawio")
    assert "stood in one another in a ring" in " ".join(found.notes)


def test_cells_without_parents_doubled_ids_and_no_numbers():
    cells = [
        box("a", "One", 0, 0, parent="nowhere"), box("a", "Again", 300, 0), box("n", "Not", "NaN", "1e999"),  # type: ignore[arg-type]
        '<mxCell id="g" value="No place" vertex="1" parent="1"/>', edge("e", "a", "n"), edge("self", "n", "n"),
        edge("gone", "a", "ghost"), box("far", "Beyond", 1e9, 500),
    ]  # fmt: skip
    found = read_bytes(page(*cells), "x.drawio")
    said = " ".join(found.notes)
    assert rules.check(found.document) == ()
    assert {step.name for step in found.document.all(Step)} >= {"One", "Again", "Not", "Beyond"}
    assert all(abs(each.x) < 1e6 for each in found.document.all(Placement))
    assert len(found.document.all(Flow)) == 1
    assert "1 cell had an id that another one has" in said
    assert "3 places in the drawing could not be read as a number" in said
    assert "1 arrow to its own box" in said


def test_a_chain_of_cells_thousands_deep():
    cells = [box("c0", "One", 0, 0)] + [box(f"c{at}", "", 1, 1, parent=f"c{at - 1}") for at in range(1, 3_000)]
    assert "Two" in names(page(*cells, box("z", "Two", 900, 0), edge("e", "c0", "z")))


def heap(count: int) -> list[str]:
    return [box(f"c{at}", f"S{at}", at % 7, at % 5) for at in range(count)]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(heap(1000), id="boxes on one spot"),
        pytest.param([box(f"c{at}", f"S{at}", 0, 0, 90000, 90000) for at in range(700)], id="boxes as wide as a field"),
        pytest.param([box(f"c{at}", "", at, 0, style="rhombus;") for at in range(1000)]
                     + [edge(f"e{at}", f"c{at}", f"c{at + 1}") for at in range(999)] + [*PAIR], id="gateways in a row"),
        pytest.param([*PAIR, box("l", "<" * 20000 + "<style>" * 5000, 600, 0)], id="tags without end"),
        pytest.param([*PAIR, *(box(f"t{at}", f"C/T = {at} min", at, 200, style="text;html=1;") for at in range(1000))],
                     id="data without steps"),
        pytest.param([*PAIR, *(box(f"p{at}", "", at * 3, 0, 9, 9, "html=1;shape=mxgraph.lean_mapping.push_arrow;")
                               for at in range(1000))], id="arrow shapes"),
    ],
)  # fmt: skip
def test_heaps_are_read_soon(cells: list[str]):
    data = page(*cells)
    assert rules.check(read_bytes(data, "x.drawio").document) == ()


def test_controls_and_markup_in_names_stay_text():
    cells = [box("a", "a\u200bb\u202e <b>=cmd|' /C calc'!A0</b>", 0, 0), *PAIR[1:]]
    assert "ab =cmd|' /C calc'!A0" in names(page(*cells))


def test_percent_signs_that_stand_for_nothing_stay():
    assert percent_decoded(b"100% %3Cb%3E %zz %4") == b"100% <b> %zz %4"


def test_drawings_in_pictures():
    xml = drawing(("Page-1", model(*PAIR)))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" content="' + xml.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(
        b'"', b"&quot;"
    ) + b'"><g/></svg>'  # fmt: skip
    encoded = "".join(f"%{byte:02X}" for byte in xml).encode()
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    bare = deflater.compress(encoded) + deflater.flush()
    assert names(svg, "x.drawio.svg") == ["One", "Two"]
    assert names(png(b"tEXt", b"mxfile\0" + encoded), "x.drawio.png") == ["One", "Two"]
    assert names(png(b"zTXt", b"mxGraphModel\0\0" + zlib.compress(encoded)), "x.png") == ["One", "Two"]
    assert names(png(b"zTXt", b"mxGraphModel\0\0" + bare), "x.png") == ["One", "Two"]


def png(kind: bytes, held: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + len(held).to_bytes(4, "big") + kind + held + b"\0\0\0\0"


def test_a_bare_model_is_a_page():
    assert names(model(*PAIR).encode(), "x.xml") == ["One", "Two"]


def test_a_drawing_of_ours_with_more_records_than_a_file_holds_is_refused(monkeypatch: pytest.MonkeyPatch):
    data = write(load(resources.path("examples", "sample.vsm")))
    monkeypatch.setattr(own, "MOST_RECORDS", 100)
    with pytest.raises(BadSource, match=r"x\.drawio holds \d+ records; a file holds 100"):
        read_bytes(data, "x.drawio")
