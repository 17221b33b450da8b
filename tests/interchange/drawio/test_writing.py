"""A written drawing is one that draw.io opens without complaint, and it looks like the canvas."""

from __future__ import annotations

import math
import re
from collections import Counter
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings

from tests.documents import documents
from tests.interchange.drawio.drawing import packed
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.interchange import safe_xml
from vsmstudio.interchange.drawio import read_bytes, write
from vsmstudio.interchange.drawio.cells import Cell, read_page
from vsmstudio.interchange.drawio.opening import pages_of
from vsmstudio.model.document import Document
from vsmstudio.model.records import Flow, Queue, Step
from vsmstudio.notation.picture import picture
from vsmstudio.storage.codec import decode


@pytest.fixture(scope="module")
def sample() -> Document:
    return decode(resources.read_bytes("examples", "sample.vsm"))


def cells_of(root: Element) -> dict[str, Element]:
    """The cells of a page as draw.io takes them: by id, wrapped or not."""
    found = {}
    for element in root:
        key = element.get("id", "")
        assert key not in found, f"two cells are called {key}"
        found[key] = element if element.tag == "mxCell" else element[0]
        assert element.tag in {"mxCell", "object"}
        assert element.tag == "mxCell" or ("label" in element.attrib and len(element) == 1)
    return found


def hold_together(data: bytes) -> None:
    """Ids are unique, parents and ends exist, places are numbers."""
    root = safe_xml.parse(data, "x")
    assert root.tag == "mxfile"
    for page in pages_of(data, "x"):
        cells = cells_of(page.root)
        assert list(cells)[:2] == ["0", "1"]
        for key, cell in cells.items():
            assert key == "0" or cell.get("parent") in cells
            assert [cell.get("vertex"), cell.get("edge")].count("1") == (0 if key in {"0", "1"} else 1)
            for end in ("source", "target"):
                assert cell.get(end, "0") in cells
            for place in cell.iter():
                for name in ("x", "y", "width", "height"):
                    assert math.isfinite(float(place.get(name, "0")))
            assert re.fullmatch(r"([\w.-]+(=[^;]*)?;)*", cell.get("style", ""))


def test_the_sample_holds_together(sample: Document):
    hold_together(write(sample))


@given(documents())
@settings(max_examples=12)
def test_every_drawing_holds_together(document: Document):
    hold_together(write(document))


def test_nodes_stand_where_they_stand_and_connections_meet_them_there(sample: Document):
    analysis = analyse(sample)
    for drawn, raw in zip(sample.maps, pages_of(write(sample), "x"), strict=False):
        page = read_page(raw, "x")
        cells = {cell.attrs.get("vsm-id", ""): cell for cell in (*page.vertices, *page.edges)}
        shown = picture(sample, drawn.id, analysis)
        for element in shown.elements:
            record = sample.get(element.id)
            if isinstance(record, Step):
                assert (cells[record.id].area.x, cells[record.id].area.y) == sample.position(record.id)
            if isinstance(record, Flow):
                edge = cells[record.id]
                for at, end, side in ((0, edge.source, "exit"), (-1, edge.target, "entry")):
                    assert math.dist(met(page.by_key[end], edge, side), element.path[at]) < 0.1
                assert [math.dist(a, b) < 0.02 for a, b in zip(edge.points, element.path[1:-1], strict=True)].count(
                    False
                ) == 0


def met(cell: Cell, edge: Cell, side: str) -> tuple[float, float]:
    """Where a connection meets a cell."""
    x, y = float(edge.style[f"{side}X"]), float(edge.style[f"{side}Y"])
    return cell.area.x + x * cell.area.width, cell.area.y + y * cell.area.height


def test_what_stands_on_the_map_can_be_read_on_the_page(sample: Document):
    page = read_page(pages_of(write(sample), "x")[0], "x")
    texts = " ".join(" ".join(cell.lines) for cell in page.vertices)
    on_map = sample.maps[0].id
    for step in sample.steps(on_map):
        assert step.name in texts
        assert sample.name(step.performer) in texts
    assert "Lead time" in texts
    assert "No accountable owner" in texts
    shapes = Counter(cell.attrs.get("vsm") for cell in page.vertices)
    assert shapes["step"] == len(sample.steps(on_map))
    assert shapes["queue"] == sum(isinstance(node, Queue) for node in sample.nodes(on_map))


def test_packed_by_draw_io_it_reads_the_same(sample: Document):
    xml = write(sample).decode()

    def pack(found: re.Match[str]) -> str:
        return found[1] + packed(found[2].strip()) + found[3]

    again = re.sub(r"(<diagram [^>]*>)(.*?)(</diagram>)", pack, xml, flags=re.DOTALL)
    assert read_bytes(again.encode(), "x.drawio").document == sample


def test_texts_from_a_model_stay_texts():
    document = decode(resources.read_bytes("examples", "sample.vsm"))
    step = next(iter(document.all(Step)))
    hostile = "<img src=x onerror=alert(1)> & \"quoted\" 'too'"
    records = {**document.records, step.id: type(step)(id=step.id, map=step.map, name=hostile)}
    data = write(Document(records))
    assert b"<img" not in data
    labels = [element.get("label", "") for page in pages_of(data, "x") for element in page.root]
    assert not any("<img" in each for each in labels)
    assert read_bytes(data, "x").document.the(Step, step.id).name == hostile
