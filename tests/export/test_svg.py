"""The map as SVG for slides: real text, nothing that acts or loads, the same as on the canvas."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings

from tests.builders import document
from tests.documents import documents
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.excerpt import belongs, framed
from vsmstudio.export.svg import MARGIN, svg
from vsmstudio.model import edits
from vsmstudio.notation.layout import layout
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Words
from vsmstudio.notation.theme import LIGHT
from vsmstudio.storage.files import load

NAMESPACE = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "rect", "g", "path", "polygon", "ellipse", "text"}


def drawn(held, map_id="map"):
    return picture(held, map_id, analyse(held))


def sample():
    return load(resources.path("examples", "sample.vsm"))


def test_every_word_of_the_map_is_real_text_as_wide_as_on_the_canvas():
    held = document("(Buyer) -> Check_credit 5min/1h/80% -> [In-box 2d] -> Ship 1h; Ship ~10%~> Check_credit")
    shown = drawn(held)
    root = ElementTree.fromstring(svg(shown, "Stream"))
    texts = {each.text: each for each in root.iter(f"{NAMESPACE}text")}
    for element in shown.elements:
        for shape in element.shapes:
            if isinstance(shape, Words) and shape.text:
                assert shape.text in texts
                if len(shape.text) > 1:
                    assert float(texts[shape.text].get("textLength")) > 0
    step = next(each for words, each in texts.items() if words.endswith("Check credit"))
    words = next(
        each for e in shown.elements for each in e.shapes if isinstance(each, Words) and each.text == step.text
    )
    assert float(step.get("textLength")) == pytest.approx(words.width, abs=0.01)
    assert step.get("font-family").startswith("Inter")


def test_the_picture_says_how_large_it_is_and_what_it_shows():
    shown = drawn(document("A 1h -> B 1h"))
    root = ElementTree.fromstring(svg(shown, "Stream & sons"))
    assert root.find(f"{NAMESPACE}title").text == "Stream & sons"
    left, top, width, height = map(float, root.get("viewBox").split())
    area = shown.area.grown(MARGIN)
    assert (left, top, width, height) == pytest.approx(tuple(area), abs=0.01)
    assert (float(root.get("width")), float(root.get("height"))) == (width, height)


def test_a_hostile_name_stays_a_name():
    held = document("A 1h")
    evil = '<script>alert(1)</script>&lt;"\' onload="x" ]]> \x00\x0b\ufffe javascript:1'
    held = held.apply(edits.rename(held, "A", evil))
    written = svg(drawn(held), evil)
    root = ElementTree.fromstring(written)
    assert {each.tag.removeprefix(NAMESPACE) for each in root.iter()} <= ALLOWED
    assert "<script" not in written


def test_it_links_and_loads_nothing_and_knows_only_the_light_theme():
    held = sample()
    for each in held.maps:
        written = svg(drawn(held, each.id), held.name(each.id))
        root = ElementTree.fromstring(written)
        for part in root.iter():
            assert part.tag.removeprefix(NAMESPACE) in ALLOWED
            for name, value in part.attrib.items():
                assert not name.lower().startswith("on")
                assert "href" not in name
                assert "url(" not in value
        colours = set(re.findall(r'(?:fill|stroke)="(#[^"]*)"', written))
        assert colours <= set(LIGHT.values())


@settings(max_examples=15)
@given(documents())
def test_any_document_gives_well_formed_svg(held):
    for each in held.maps:
        placed = held.apply(edits.place(held, layout(held, each.id)))
        ElementTree.fromstring(svg(drawn(placed, each.id), placed.name(each.id)))


def test_a_part_of_a_map_holds_what_is_chosen_and_what_runs_between():
    held = document("A 1h -> B 1h -> C 1h")
    whole = drawn(held)
    part = framed([each for each in whole.elements if belongs(held, each.id, {"A", "B"})])
    kinds = [(each.kind, each.id) for each in part.elements]
    assert ("node", "A") in kinds
    assert ("node", "C") not in kinds
    flows = [each.id for each in part.elements if each.kind == "flow"]
    assert [(held.records[key].source, held.records[key].target) for key in flows] == [("A", "B")]
    assert part.area.right < whole.area.right


@pytest.mark.skipif(not shutil.which("rsvg-convert"), reason="rsvg-convert is not installed")
def test_another_program_draws_it(tmp_path: Path):
    held = sample()
    path, image = tmp_path / "map.svg", tmp_path / "map.png"
    path.write_text(svg(drawn(held, held.maps[0].id), "Map"), encoding="utf-8")
    subprocess.run(["rsvg-convert", "-o", str(image), str(path)], check=True, timeout=60)
    assert image.stat().st_size > 10_000
