"""Whatever a name looks like, it goes to other programs as text, and comes back from them as it was."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from defusedxml.ElementTree import fromstring

from tests.export import hostile
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.as_json import as_json
from vsmstudio.export.svg import svg
from vsmstudio.interchange import archimate, drawio, json_out, step_table, step_table_out
from vsmstudio.interchange.drawio.opening import pages_of
from vsmstudio.model.characters import whole_record
from vsmstudio.model.document import Document
from vsmstudio.model.records import Step
from vsmstudio.notation import text
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Words
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)
SVG = "{http://www.w3.org/2000/svg}"
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def document() -> Document:
    sample = load(resources.path("examples", "sample.vsm"))
    return hostile.document([*sample.records.values(), *hostile.unknown()])


def same(found: Document, document: Document) -> bool:
    """Are the records those of the document, but for half characters, which no file can hold?"""
    there, here = ({key: whole_record(each) for key, each in one.records.items()} for one in (found, document))
    return there == here


class Tags(HTMLParser):
    """The elements of a label as draw.io shows it, each with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(f"{tag} {name}" for name, _ in attrs)}


def test_a_drawing_for_drawio_shows_names_as_text_and_links_to_nothing(document: Document):
    data = drawio.write(document)
    tags = Tags()
    for page in pages_of(data, "x"):
        for cell in page.root.iter():
            assert not {"link", "placeholders", "tooltip"} & set(cell.attrib)
            tags.feed(cell.get("value" if cell.tag == "mxCell" else "label", ""))
            assert not re.search(r"image=|shape=image|link=|url\(", cell.get("style", ""))
    assert tags.found <= {"br", "b", "b style", "i", "font", "font color", "font style", "span", "span style", "div"}
    imported = drawio.read_bytes(data, "x.drawio")
    assert (imported.problems, imported.notes) == ((), ())
    assert same(imported.document, document)


def test_an_archimate_model_holds_names_as_text(document: Document):
    data = archimate.write(document)
    assert b"<!DOCTYPE" not in data
    imported = archimate.read_bytes(data, "x.xml")
    assert (imported.problems, imported.notes) == ((), ())
    assert same(imported.document, document)


def test_no_cell_of_a_step_table_is_run_and_names_come_back(document: Document):
    data = step_table_out.write(document)
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    assert len(cells) > 500
    assert not [cell for cell in cells if cell.startswith(RUN_BY_SPREADSHEETS)]
    steps = [each.name for each in step_table.read_bytes(data, "x.csv").document.all(Step)]
    assert len(steps) == len(list(document.all(Step)))
    for name in ("=cmd|' /C calc'!A0", "<b>&amp; R&D</b>", "품질", "CON"):
        assert (name in steps) == (name in {each.name for each in document.all(Step)})


def test_json_holds_every_name(document: Document):
    data = json.loads(json_out.write(document, as_json(document, analyse(document, ON))))
    held = {each["id"]: each for each in data["records"]}
    assert len(held) == len(document.records)
    for record in map(whole_record, document.records.values()):
        for field in hostile.texts_of(type(record)):
            assert held[record.id].get(field, "") == getattr(record, field)


def test_a_picture_draws_every_name_and_holds_nothing_that_acts_or_loads(document: Document):
    analysis = analyse(document, ON)
    for each in document.maps:
        shown = picture(document, each.id, analysis)
        root = fromstring(svg(shown, document.name(each.id)))
        assert {part.tag for part in root.iter()} <= {
            SVG + name for name in ("svg", "title", "rect", "g", "path", "polygon", "ellipse", "text")
        }
        for part in root.iter():
            assert not [name for name in part.attrib if "href" in name or name.lower().startswith("on")]
            assert not [value for value in part.attrib.values() if "url(" in value or "javascript:" in value]
        read = "".join("".join(part.itertext()) for part in root.iter(f"{SVG}text"))
        for words in (shape for element in shown.elements for shape in element.shapes if isinstance(shape, Words)):
            assert all(run.text in read for run in text.split_runs(words.text) if run.face), words.text
