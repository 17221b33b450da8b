"""Notes and kaizen bursts as they are drawn: readable whole, beside what they are about, in nobody's way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.builders import document
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Note, NoteKind
from vsmstudio.notation.note import draw_note, note_area
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Element, Picture, Rect, Words


def noted(text: str, kind: NoteKind = NoteKind.NOTE, about: str | None = None, at: tuple[float, float] = (0, -120)):
    held = document("A 1h -> B 2h")
    return held.apply(edits.add_note(held, "map", *at, kind=kind, text=text, about=about))


def shown(held: Document, moved=None) -> Picture:
    return picture(held, "map", analyse(held), moved)


def the_note(held: Document) -> Note:
    (note,) = held.all(Note)
    return note


def words(element: Element) -> list[str]:
    return [shape.text for shape in element.shapes if isinstance(shape, Words)]


@pytest.mark.parametrize("kind", NoteKind)
def test_a_text_is_wrapped_into_its_sheet_and_cut_where_it_is_long(kind: NoteKind):
    heights = []
    for text in ("Scan", "Scan all the mail as soon as it arrives", "word " * 200):
        note = Note(id="n", map="map", kind=kind, text=text)
        element = draw_note(note, (0, 0))
        area = note_area(note, (0, 0))
        heights.append(area.height)
        for shape in element.shapes:
            if isinstance(shape, Words):
                assert area.x <= shape.left
                assert shape.left + shape.width <= area.right
                assert area.y + 9 <= shape.y <= area.bottom - 4
    assert heights == sorted(heights)
    assert words(element)[-1].endswith("…")
    assert heights[-1] < 160


def test_lines_that_were_typed_stay_apart():
    assert words(draw_note(Note(id="n", text="One\ntwo"), (0, 0))) == ["One", "two"]


def test_an_empty_note_says_what_it_is():
    assert words(draw_note(Note(id="n"), (0, 0))) == ["Note"]
    assert words(draw_note(Note(id="n", kind=NoteKind.BURST, text=" "), (0, 0))) == ["Idea"]


def test_a_thin_line_leads_to_what_it_is_about():
    held = noted("Scan", NoteKind.BURST, about="B", at=(400, -200))
    line = shown(held).element(f"{the_note(held).id}.about")
    assert line.kind == "caption"
    assert line.area.grown(4).touches(shown(held).element("B").area)
    assert len(shown(noted("Scan")).elements) == len(shown(held).elements) - 1


def test_moved_with_its_step_it_keeps_its_place_beside_it():
    held = noted("Scan", about="A")
    note = the_note(held)
    a = held.position("A") or (0, 0)
    before = shown(held).element(note.id).area
    during = shown(held, {"A": (a[0] + 80, a[1] + 16)})
    assert during.element(note.id).area == before.moved(80, 16)
    after = held.apply(edits.move(held, {"A": (a[0] + 80, a[1] + 16)}))
    assert shown(after).element(note.id).area == before.moved(80, 16)


def test_the_heading_and_the_services_make_room():
    held = noted("Scan", at=(0, -150))
    heading = next(each for each in shown(held).elements if each.kind == "stream")
    assert not heading.area.touches(shown(held).element(the_note(held).id).area)
    low = noted("Scan", at=(0, 140))
    ladder = shown(low).element("ladder")
    assert ladder.area.y > shown(low).element(the_note(low).id).area.bottom


def test_parked_notes_and_those_of_other_maps_are_not_drawn():
    held = noted("Scan")
    parked = held.apply(edits.park(held, the_note(held).id))
    assert not [each for each in shown(parked).elements if each.kind == "note"]


@settings(max_examples=40)
@given(documents())
def test_any_note_has_shapes_inside_the_picture(held: Document):
    analysis = analyse(held)
    for drawn in held.maps:
        made = picture(held, drawn.id, analysis)
        for element in made.elements:
            if element.kind == "note":
                assert Rect(*made.area).grown(1).touches(element.area)
                assert words(element)
