"""Notes and kaizen bursts, in the window: written where they stand, moved, parked and put back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import document
from tests.hand import CTRL, SHIFT, Hand
from vsmstudio.gui import mime
from vsmstudio.gui.canvas.note_editor import NoteEditor
from vsmstudio.model.records import Note, NoteKind

Work = Callable[..., Hand]


@pytest.fixture
def hand(work: Work) -> Hand:
    return work(document("(Buyer) -> Receive 1h -> Approve 2d -> (Gets)"))


def notes(hand: Hand) -> list[Note]:
    return list(hand.view.workspace.document.all(Note))


def only(hand: Hand) -> Note:
    (note,) = notes(hand)
    return note


def editor(hand: Hand) -> NoteEditor | None:
    return next((each for each in hand.canvas.findChildren(NoteEditor) if each.isVisible()), None)


def test_a_burst_dropped_on_a_step_is_about_it_and_is_written_at_once(hand: Hand):
    hand.drop(mime.NODE, "burst", hand.at("Approve"))
    hand.type("Approve below 100 at the desk")
    hand.enter()
    note = only(hand)
    assert (note.kind, note.text) == (NoteKind.BURST, "Approve below 100 at the desk")
    assert note.about == hand.id_of("Approve")
    assert hand.view.canvas.item_of(f"{note.id}.about")
    hand.window.acts["undo"].trigger()
    assert notes(hand) == []


def test_dropped_on_the_paper_a_note_stands_there(hand: Hand):
    hand.drop_node("note", 400, -150)
    hand.type("Ask")
    hand.key(Qt.Key.Key_Return, SHIFT)
    hand.type("finance")
    hand.enter()
    note = only(hand)
    assert (note.text, note.about) == ("Ask\nfinance", None)
    area = hand.view.canvas.area_of(note.id)
    assert area is not None
    assert abs(area.center[0] - 400) < 8


def test_a_note_without_words_never_was(hand: Hand):
    hand.drop_node("note", 400, -150)
    hand.escape()
    assert notes(hand) == []
    assert hand.window.workspace.session.undo_label is None
    assert hand.window.workspace.session.redo_label is None


def test_going_elsewhere_keeps_what_was_written_and_the_keyboard_there(hand: Hand):
    hand.drop_node("note", 400, -150)
    hand.type("Ask")
    hand.window.steps.setFocus()
    QApplication.processEvents()
    assert only(hand).text == "Ask"
    assert editor(hand) is None


def test_moved_by_hand_it_stays_there_and_with_its_step_it_comes_along(hand: Hand):
    hand.drop(mime.NODE, "note", hand.at("Approve"))
    hand.type("Why twice?")
    hand.enter()
    before = hand.position("Why twice?")
    hand.drag_points(hand.at("Why twice?"), hand.at("Why twice?", 80, -40))
    after = hand.position("Why twice?")
    assert before
    assert after
    assert abs(after[0] - before[0] - 80) <= 8
    hand.drag("Approve", by=(160, 96))
    along = hand.position("Why twice?")
    assert along
    assert abs(along[0] - after[0] - 160) <= 16
    hand.window.acts["undo"].trigger()
    assert hand.position("Why twice?") == after


def test_a_double_click_or_a_letter_writes_it_anew(hand: Hand):
    hand.drop_node("note", 400, -150)
    hand.type("Ask")
    hand.enter()
    QTest.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, pos=hand.at("Ask"))
    hand.type(" Ann")
    hand.enter()
    assert only(hand).text == "Ask Ann"
    hand.type("B")
    assert editor(hand) is not None
    hand.escape()
    assert only(hand).text == "Ask Ann"
    hand.key(Qt.Key.Key_Delete)
    assert notes(hand) == []


def test_the_map_can_be_zoomed_while_one_writes(hand: Hand):
    hand.drop_node("note", 400, -150)
    hand.type("Ask")
    hand.view.set_zoom(0.5)
    shown = editor(hand)
    assert shown is not None
    assert hand.canvas.rect().contains(shown.geometry())
    hand.enter()
    assert only(hand).text == "Ask"


def parked(hand: Hand) -> list[str]:
    return [note.text for note in hand.view.workspace.document.notes(None)]


def tab(hand: Hand) -> str:
    return next(
        words
        for at in range(hand.window.panels.count())
        if (words := hand.window.panels.tabText(at)).startswith("Park")
    )


def test_a_thought_is_parked_without_leaving_the_step_that_is_being_named(hand: Hand):
    hand.drop_node("step", 900, 300)
    hand.type("Pay")
    room = hand.view.mapToScene(hand.view.rect().center())
    hand.window.acts["park_note"].trigger()
    assert hand.window.park_line.isVisible()
    assert hand.window.park_line.mapToGlobal(hand.window.park_line.rect().topLeft()).y() >= (
        hand.view.mapToGlobal(hand.view.rect().bottomLeft()).y()
    )
    hand.type("Who pays for returns?")
    hand.enter()
    assert parked(hand) == ["Who pays for returns?"]
    assert hand.id_of("Pay")
    assert not hand.window.park_line.isVisible()
    assert hand.window.notice.text == "Parked. 1 note waits in the parking lot."
    assert tab(hand) == "Parking lot 1"
    assert hand.focus() is hand.view
    assert hand.view.mapToScene(hand.view.rect().center()) == room


def test_the_line_goes_by_esc_or_without_words(hand: Hand):
    for end in (hand.escape, hand.enter):
        hand.window.acts["park_note"].trigger()
        hand.focus()
        end()
        assert not hand.window.park_line.isVisible()
        assert hand.focus() is hand.view
    assert parked(hand) == []


def test_the_parking_lot_is_a_list_to_type_into_and_tick_off(hand: Hand):
    hand.window.acts["show_parking"].trigger()
    panel = hand.window.panels.panel("parking")
    for words in ("Who pays?", "Which system?"):
        hand.type(words)
        hand.enter()
    assert [panel.list.topLevelItem(at).text(0) for at in range(2)] == ["Who pays?", "Which system?"]
    panel.list.setFocus()
    panel.list.setCurrentItem(panel.list.topLevelItem(0))
    hand.key(Qt.Key.Key_Space)
    assert [note.done for note in hand.view.workspace.document.notes(None)] == [True, False]
    assert tab(hand) == "Parking lot 1"
    panel.list.setCurrentItem(panel.list.topLevelItem(1))
    hand.key(Qt.Key.Key_Delete)
    assert parked(hand) == ["Who pays?"]


def test_put_on_the_map_it_stands_there_and_parked_it_waits_again(hand: Hand):
    hand.window.acts["show_parking"].trigger()
    hand.type("Who pays?")
    hand.enter()
    panel = hand.window.panels.panel("parking")
    panel.list.setCurrentItem(panel.list.topLevelItem(0))
    panel.button.click()
    note = only(hand)
    assert note.map == hand.view.workspace.map_id
    assert hand.view.canvas.area_of(note.id)
    assert parked(hand) == []
    hand.click_point(hand.at("Who pays?"))
    hand.window.acts["park_selected"].trigger()
    assert parked(hand) == ["Who pays?"]
    assert tab(hand) == "Parking lot 1"
    hand.window.acts["undo"].trigger()
    assert hand.view.canvas.area_of(note.id)


def test_dragged_from_the_list_onto_a_step_it_is_about_that(hand: Hand):
    hand.window.acts["show_parking"].trigger()
    hand.type("Who pays?")
    hand.enter()
    panel = hand.window.panels.panel("parking")
    data = panel.list.mimeData([panel.list.topLevelItem(0)])
    hand.drop(*mime.unpack(data), hand.at("Approve"))
    assert only(hand).about == hand.id_of("Approve")


def test_the_inspector_says_what_a_note_is_about(hand: Hand):
    hand.drop_node("note", 400, -150)
    hand.type("Ask")
    hand.enter()
    page = hand.window.inspector.page
    assert page is not None
    assert page.heading.title.text().endswith("Stream · Current state")
    field = page.main.fields["about"]
    field.editor.setFocus()
    field.editor.setText("Approve")
    hand.enter()
    assert only(hand).about == hand.id_of("Approve")
    hand.window.acts["tick_selected"].trigger()
    assert only(hand).done


def test_deleting_the_step_leaves_the_note(hand: Hand):
    hand.drop(mime.NODE, "burst", hand.at("Approve"))
    hand.type("Scan")
    hand.enter()
    hand.click("Approve")
    hand.key(Qt.Key.Key_Delete)
    assert only(hand).about is None
    assert hand.view.canvas.area_of(only(hand).id)


def test_a_tile_adds_one_about_the_selected_step(hand: Hand):
    hand.click("Receive")
    tile = hand.window.library.tiles.tiles["burst"]
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Return)
    hand.type("Scan")
    hand.enter()
    assert only(hand).about == hand.id_of("Receive")
    hand.click("Receive")
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Return)
    hand.type("Sort")
    hand.enter()
    areas = [hand.view.canvas.area_of(note.id) for note in notes(hand)]
    assert areas[0]
    assert areas[1]
    assert not areas[0].touches(areas[1])


def test_copied_with_its_step_or_alone_it_is_pasted(hand: Hand):
    hand.drop(mime.NODE, "burst", hand.at("Approve"))
    hand.type("Scan")
    hand.enter()
    hand.key(Qt.Key.Key_C, CTRL)
    hand.key(Qt.Key.Key_V, CTRL)
    assert sorted(note.about or "" for note in notes(hand)) == ["", "Approve"]
    assert len(hand.view.workspace.document.steps("map")) == 2
    hand.click("Approve")
    hand.key(Qt.Key.Key_D, CTRL)
    (copy,) = [note for note in notes(hand) if note.about not in (None, "Approve")]
    assert (copy.text, len(notes(hand))) == ("Scan", 3)


def test_a_long_careless_text_is_kept_as_text(hand: Hand):
    hand.drop_node("note", 400, -150)
    hand.type("=1+1 <b>& ")
    hand.enter()
    assert only(hand).text == "=1+1 <b>&"
    hand.window.acts["undo"].trigger()
    assert notes(hand) == []


def test_select_all_takes_notes_along(hand: Hand):
    hand.drop_node("note", 400, -150)
    hand.type("Ask")
    hand.enter()
    before = hand.position("Ask")
    hand.key(Qt.Key.Key_A, CTRL)
    hand.drag("Approve", by=(0, 96))
    after = hand.position("Ask")
    assert before
    assert after
    assert after[1] - before[1] > 60
