"""Colouring by value class, %C&A and utilisation: bands of the engagement's thresholds, figures as codes, blanks apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.analysis.maps import changed
from tests.builders import document
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model.document import Document
from vsmstudio.model.records import ValueClass
from vsmstudio.notation.colouring import colours
from vsmstudio.notation.layers import Layers
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Words
from vsmstudio.notation.tints import By, Colouring


def coloured(held: Document, by: By) -> Colouring:
    return colours(held, analyse(held), "map", by)


def told(found: Colouring) -> list[tuple[str, str, int]]:
    return [(entry.tint.code, entry.tint.word, entry.steps) for entry in found.legend]


def test_value_classes_have_their_codes_and_blank_is_none_of_them():
    held = document("A 1h -> B 1h -> C 2h -> D 4h")
    for step, kind in (("A", ValueClass.VA), ("B", ValueClass.NNVA), ("C", ValueClass.NVA)):
        held = changed(held, step, value_class=kind)
    found = coloured(held, "value")
    assert told(found) == [
        ("VA", "Value adding", 1),
        ("NNVA", "Necessary, not value adding", 1),
        ("NVA", "Not value adding", 1),
        ("–", "No value class", 1),
    ]
    assert [entry.share for entry in found.legend] == [0.125, 0.125, 0.25, 0.5]
    assert len({tint.fill for tint in found.tints.values()}) == 4


def test_quality_goes_by_the_thresholds_and_says_the_figure():
    held = document("A 1m/1h/80% -> B 1m/1h/79% -> C 1m/1h/50% -> D 1m/1h/0% -> E 1h")
    found = coloured(held, "quality")
    assert told(found) == [
        ("≥80", "80 % or more", 1),
        ("<80", "Under 80 %", 2),
        ("<50", "Under 50 %", 1),
        ("–", "No %C&A", 1),
    ]
    assert [found.tints[step].code for step in "ABCDE"] == ["80 %", "79 %", "50 %", "0 %", "–"]
    assert found.tints["D"].fill != found.tints["E"].fill
    strict = document("A 1m/1h/85% -> B 1m/1h/95%", quality_threshold=0.9, quality_floor=0.6)
    assert [entry.tint.word for entry in coloured(strict, "quality").legend] == ["90 % or more", "Under 90 %"]


@pytest.mark.parametrize(
    ("minutes", "code", "band"),
    [
        (360, "75 %", "≤75"),
        (384, "80 %", ">75"),
        (408, "85 %", ">75"),
        (432, "90 %", ">85"),
        (480, "100 %", ">85"),
        (600, "125 %", ">100"),
    ],
)
def test_utilisation_goes_by_the_threshold_of_a_bottleneck(minutes: int, code: str, band: str):
    held = changed(document(f"A {minutes}min/2d -> B 1h"), "stream", demand=1.0)
    held = changed(held, "A", people=1.0)
    found = coloured(held, "utilisation")
    assert (found.tints["A"].code, found.legend[0].tint.code) == (code, band)
    assert (found.tints["B"].code, found.legend[-1].tint.code) == ("–", "–")


def test_the_code_stands_in_the_head_and_never_beside_the_owner():
    held = document("A 1m/1h/60% !Ann -> B 1h")
    shown = picture(held, "map", analyse(held), colouring=coloured(held, "quality"))
    (code,) = [
        each for each in shown.element("A").shapes if isinstance(each, Words) and each.text == "60 %" and each.size < 11
    ]
    assert code.y < shown.element("A").area.y + 52
    assert code.color == "on_tint"


def test_an_owners_code_moves_to_the_head_where_owners_are_hidden():
    held = document("A 1h !Ann_Other -> B 1h")
    found = coloured(held, "owner")
    shown = picture(held, "map", analyse(held), colouring=found, layers=Layers(owners=False))
    said = [each.text for each in shown.element("A").shapes if isinstance(each, Words)]
    assert found.tints["A"].code in said
    assert "Ann Other" not in said


@settings(max_examples=30)
@given(documents())
def test_every_step_has_a_code_and_a_word(held: Document):
    analysis = analyse(held)
    for drawn in held.maps:
        for by in ("value", "quality", "utilisation"):
            found = colours(held, analysis, drawn.id, by)  # type: ignore[arg-type]
            assert set(found.tints) == {step.id for step in held.steps(drawn.id)}
            assert all(tint.code and tint.word for tint in found.tints.values())
            assert sum(entry.steps for entry in found.legend) == len(found.tints)
