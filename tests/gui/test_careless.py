"""What nobody plans for: documents without a map, gestures and editors that something else breaks into, odd names everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from vsmstudio.gui.workspace import NO_MAP
from vsmstudio.model import edits


@pytest.fixture
def without_maps(work):
    """The window on a document from which the only stream was taken, and all that it says."""
    document = edits.new_document()
    hand = work(document.apply(edits.delete(document, [each.id for each in document.streams])))
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
