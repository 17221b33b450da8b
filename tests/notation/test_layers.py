"""Layers: each can be left out, and blocks keep their size."""

from __future__ import annotations

from dataclasses import fields

import pytest

from tests.builders import document
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Service
from vsmstudio.notation.layers import ALL, WORDS, Layers
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Box, Picture
from vsmstudio.notation.shapes import Words as Text


@pytest.fixture
def held() -> Document:
    drawn = document("(Buyer) -> A 1h !Clerk -> B 2h -> (Gets); B ..> A")
    for change in (
        lambda d: edits.put(d, "service", Service(id="crm", name="CRM")),
        lambda d: edits.underpin(d, "crm", "A"),
        lambda d: edits.add_note(d, "map", 0, -150, text="Ask"),
    ):
        drawn = drawn.apply(change(drawn))
    return drawn


def shown(held: Document, layers: Layers = ALL) -> Picture:
    return picture(held, "map", analyse(held), layers=layers)


def roles(made: Picture) -> set[str]:
    return {
        getattr(shape, role, "")
        for each in made.elements
        for shape in each.shapes
        for role in ("fill", "stroke", "color")
    }


def said(made: Picture) -> set[str]:
    return {shape.text for each in made.elements for shape in each.shapes if isinstance(shape, Text)}


def test_every_layer_has_words():
    assert list(WORDS) == [each.name for each in fields(Layers)]


def test_without_services_neither_lane_nor_links(held: Document):
    assert {"service", "link"} <= {each.kind for each in shown(held).elements}
    assert not {"service", "link"} & {each.kind for each in shown(held, Layers(services=False)).elements}


def test_without_information_work_alone_flows(held: Document):
    flows = [
        sum(each.kind == "flow" for each in shown(held, layers).elements) for layers in (ALL, Layers(information=False))
    ]
    assert flows == [4, 3]


def test_without_the_timeline_and_notes(held: Document):
    kinds = {each.kind for each in shown(held, Layers(ladder=False, notes=False)).elements}
    assert not {"ladder", "note"} & kinds


def test_without_findings_nothing_is_badged_and_blanks_stay_plain(held: Document):
    assert {"gap", "gap_soft"} <= roles(shown(held))
    calm = shown(held, Layers(findings=False))
    assert not {"gap", "gap_soft", "gap_line"} & roles(calm)
    assert "Clerk" in said(calm)
    assert "No accountable owner" not in said(calm)


def test_without_owners_their_row_is_blank_and_blocks_keep_their_size(held: Document):
    calm = shown(held, Layers(owners=False))
    assert not {"Clerk", "No accountable owner"} & said(calm)
    assert calm.element("A").area == shown(held).element("A").area


def test_without_the_critical_path_no_block_bears_its_colour(held: Document):
    def edges(made: Picture) -> set[str]:
        return {shape.stroke for key in "AB" for shape in made.element(key).shapes if isinstance(shape, Box)}

    assert "critical" in edges(shown(held))
    assert "critical" not in edges(shown(held, Layers(critical=False)))
