"""What nobody plans for: documents without a map, gestures and editors that something else breaks into, odd names everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.builders import document
from tests.hand import CTRL
from vsmstudio.gui.workspace import NO_MAP
from vsmstudio.model import edits


@pytest.fixture
def without_maps(work):
    """The window on a document from which the only stream was taken, and all that it says."""
    held = edits.new_document()
    hand = work(held.apply(edits.delete(held, [each.id for each in held.streams])))
    said: list[str] = []
    hand.view.workspace.said.connect(said.append)
    return hand, said


@pytest.mark.parametrize(
    "act",
    ["add_step", "add_queue", "add_note", "add_burst", "tidy_up", "show_lanes", "new_map", "copy_future", "rename_map",
     "delete_map"],
)  # fmt: skip
def test_without_a_map_whatever_needs_one_says_how_to_begin(without_maps, act):
    hand, said = without_maps
    hand.window.acts[act].trigger()
    assert said == [NO_MAP]
    assert not hand.view.workspace.document.maps


def test_enter_and_a_drop_say_so_too(without_maps):
    hand, said = without_maps
    hand.view.setFocus()
    hand.key(Qt.Key.Key_Return)
    hand.drop_node("step", 100, 100)
    assert set(said) == {NO_MAP}


def test_the_parking_line_closes_although_the_name_it_was_opened_from_is_typed_no_more(hand):
    window = hand.window
    window.acts["rename_map"].trigger()
    window.acts["park_note"].trigger()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.acts["park_note"].trigger()
    assert window.park_line.isHidden()
    assert hand.view.hasFocus()


@pytest.fixture
def table(work):
    """The steps table of a map with two steps, the keyboard in it, and all that is said."""
    hand = work(document("Receive 1h -> Ship 2h"))
    said: list[str] = []
    hand.view.workspace.said.connect(said.append)
    hand.window.acts["show_steps"].trigger()
    return hand, said


def paste(hand, text: str) -> None:
    QApplication.clipboard().setText(text)
    hand.key(Qt.Key.Key_V, CTRL)


def test_far_too_many_rows_for_the_steps_table_are_refused_with_what_to_do(table):
    hand, said = table
    before = hand.view.workspace.document
    paste(hand, "Step\t5 min\n" * 20_000)
    assert hand.view.workspace.document is before
    assert said == [
        "That would add 19,998 steps; the table takes 1,000 at once. Paste them onto the map, or import the file."
    ]


def test_a_cell_longer_than_a_spreadsheets_is_left_out(table):
    hand, said = table
    paste(hand, "a" * 2_000_000)
    assert len(said) == 1
    assert "Left out" in said[0]
    assert max(len(each.name) for each in hand.view.workspace.document.steps(hand.view.workspace.map_id)) < 10


def test_what_is_pasted_into_a_note_ends_where_there_is_no_more_room(hand):
    hand.window.acts["add_note"].trigger()
    paste(hand, "a" * 2_000_000)
    hand.enter()
    (note,) = hand.view.workspace.document.notes(hand.view.workspace.map_id)
    assert len(note.text) == 4000


def test_a_note_longer_than_can_be_typed_loses_nothing_when_it_is_looked_at_or_added_to(work):
    held = edits.new_document()
    text = "word " * 1000 + "end"
    hand = work(held.apply(edits.add_note(held, held.maps[0].id, 0, 0, text=text)))
    workspace = hand.view.workspace
    (note,) = workspace.document.notes(workspace.map_id)
    hand.view.making.rename(note.id)
    hand.enter()
    assert workspace.session.undo_label is None
    hand.view.making.rename(note.id)
    hand.type("X")
    hand.enter()
    (note,) = workspace.document.notes(workspace.map_id)
    assert len(note.text) == len(text) + 1
    assert note.text.endswith("end")


@pytest.mark.parametrize(
    ("act", "panel", "add"),
    [("show_portfolio", "Services and money", "new_service"), ("show_owners", "Owners", "new_person")],
)
def test_a_panel_that_holds_nothing_yet_has_the_keyboard_itself_and_its_table_once_there_is_one(hand, act, panel, add):
    window = hand.window
    window.acts[act].trigger()
    focus = QApplication.focusWidget()
    assert focus.isVisible()
    assert focus.accessibleName() == panel
    window.acts[add].trigger()
    hand.type("Bea")
    hand.enter()
    window.acts[act].trigger()
    focus = QApplication.focusWidget()
    assert focus.isVisible()
    assert focus.accessibleName() != panel
