"""Colouring by owner: everyone told apart by colour, code and word, and nobody as a gap."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.analysis.maps import changed, person, put
from tests.builders import document
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model.document import Document
from vsmstudio.model.records import Side
from vsmstudio.notation.colouring import colours
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Box, Words
from vsmstudio.notation.theme import LIGHT
from vsmstudio.notation.tints import By, Colouring, draw_legend

OWNERS = [role for role in LIGHT if role.startswith("owner")]


def coloured(held: Document, by: By = "owner", map_id: str = "map") -> Colouring:
    return colours(held, analyse(held), map_id, by)


def test_each_owner_has_a_colour_a_code_and_a_word():
    found = coloured(document("A 1h !Head_of_Claims -> B 3h !Head_of_Claims -> C 2h !Underwriter -> D 2h"))
    assert [(entry.tint.word, entry.tint.code, entry.steps) for entry in found.legend] == [
        ("Head of Claims", "HC", 2),
        ("Underwriter", "U", 1),
        ("Nobody", "?", 1),
    ]
    assert [entry.share for entry in found.legend] == [0.5, 0.25, 0.25]
    assert found.tints["D"].gap
    assert not found.tints["A"].gap
    assert found.tints["A"].fill != found.tints["C"].fill


def test_codes_are_never_alike():
    owners = ("Head_of_Claims", "Head_of_Cars", "Head_of_Cats", "Hc", "Hd", "42", "注文", "")
    found = coloured(document(" -> ".join(f"S{at} 1h !{name}" for at, name in enumerate(owners))))
    codes = [entry.tint.code for entry in found.legend]
    assert len(set(codes)) == len(codes) == len(owners)


def test_of_many_owners_nine_have_a_colour_and_the_rest_are_other():
    found = coloured(document(" -> ".join(f"S{at} {at + 1}h !P{at}" for at in range(12))))
    assert len({tint.fill for tint in found.tints.values()}) == 10
    assert {found.tints[f"S{at}"].word for at in range(3)} == {"Other (3)"}
    assert found.legend[0].tint.word == "P11"
    assert found.legend[-1].tint.word == "Other (3)"


def test_by_unit_and_by_side():
    held = put(document("A 1h -> B 1h -> C 1h"), *person("Head"), *person("Techie", Side.IT), *person("Free", None))
    for step, owner in (("A", "Head"), ("B", "Techie"), ("C", "Free")):
        held = changed(held, step, owner=f"person-{owner}")
    assert [coloured(held, "side").tints[step].word for step in "ABC"] == ["Business", "IT", "No unit"]
    assert [coloured(held, "unit").tints[step].word for step in "ABC"] == ["The business", "The IT", "No unit"]


def test_a_colour_stays_while_times_change():
    held = document("A 1h !P -> B 3h !Q -> C 2h !R")
    longer = document("A 9h !P -> B 3h !Q -> C 2h !R")
    assert coloured(held).tints == coloured(longer).tints


def test_the_picture_bears_the_colours_and_the_legend():
    held = document("A 1h !P -> B 3h")
    found = coloured(held)
    shown = picture(held, "map", analyse(held), colouring=found)
    fills = {shape.fill for shape in shown.element("A").shapes if isinstance(shape, Box)}
    assert found.tints["A"].fill in fills
    dashed = [shape for shape in shown.element("B").shapes if isinstance(shape, Box) and shape.dash]
    assert dashed[0].stroke == "gap_line"
    assert shown.element("owners").area.bottom <= shown.area.bottom
    assert picture(held, "map", analyse(held)).element("A").shapes != shown.element("A").shapes


@pytest.mark.parametrize("role", OWNERS)
def test_dark_text_reads_on_every_colour(role: str):
    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert (luminance(LIGHT[role]) + 0.05) / (luminance(LIGHT["ink"]) + 0.05) >= 4.5


@settings(max_examples=40)
@given(documents())
def test_every_step_is_coloured_and_the_legend_is_readable(held: Document):
    analysis = analyse(held)
    for shown in held.maps:
        found = colours(held, analysis, shown.id)
        assert set(found.tints) == {step.id for step in held.steps(shown.id)}
        assert sum(entry.steps for entry in found.legend) == len(found.tints)
        element = draw_legend(found, (0.0, 0.0), 480.0)
        lines: dict[float, list[Words]] = {}
        for shape in element.shapes:
            if isinstance(shape, Words):
                lines.setdefault(round(shape.y / 12), []).append(shape)
                assert shape.left + shape.width <= element.area.right + 1 or not shape.text.strip()
        for words in lines.values():
            placed = sorted(words, key=lambda each: each.left)
            assert all(a.left + a.width <= b.left + 0.5 for a, b in pairwise(placed) if a.text and b.text)
