"""Arrow keys on the canvas: nudging, and connected steps without the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import document
from tests.hand import CTRL, SHIFT, Hand
from vsmstudio.gui.canvas import nudging

LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch):  # type: ignore[no-untyped-def]
    """However slow the machine, keys come one after another at once."""
    monkeypatch.setattr(nudging, "PATIENCE", float("inf"))


def flows(hand: Hand) -> set[tuple[str, str]]:
    held = hand.view.workspace.document
    return {(held.name(f.source), held.name(f.target)) for f in held.flows(hand.view.workspace.map_id)}


def test_arrow_keys_move_by_a_pixel_and_with_shift_by_the_grid(work):
    hand = work(document("A 1h -> B 2h"))
    hand.click("A")
    hand.key(RIGHT)
    assert hand.position("A") == (1.0, 0.0)
    hand.key(DOWN, SHIFT)
    assert hand.position("A") == (1.0, 8.0)
    hand.key(LEFT)
    assert hand.position("A") == (0.0, 8.0)


def test_nudges_that_follow_one_another_are_one_undo_step(work):
    hand = work(document("A 1h -> B 2h"))
    before = hand.view.workspace.document
    hand.click("A")
    hand.click("B", SHIFT)
    for _ in range(5):
        hand.key(RIGHT)
    hand.key(UP, SHIFT)
    assert hand.position("B") == (221.0, -8.0)
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.view.workspace.document == before
    assert hand.view.workspace.session.undo_label is None


def test_there_and_back_is_nothing_to_undo(work):
    hand = work(document("A 1h"))
    hand.click("A")
    hand.key(RIGHT)
    hand.key(LEFT)
    assert hand.view.workspace.session.undo_label is None


def test_a_nudge_after_something_else_was_done_is_an_undo_step_of_its_own(work):
    hand = work(document("A 1h; B 1h"))
    hand.click("A")
    hand.key(RIGHT)
    hand.click("B")
    hand.key(RIGHT)
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.position("A") == (1.0, 0.0)
    assert hand.position("B") == (216.0, 0.0)


@pytest.mark.parametrize(
    ("key", "joined"), [(RIGHT, ("A", "New")), (LEFT, ("New", "A")), (UP, ("A", "New")), (DOWN, ("A", "New"))]
)
def test_ctrl_and_an_arrow_add_a_connected_step_on_that_side(work, key, joined):
    hand = work(document("A 1h"))
    hand.click("A")
    hand.key(key, CTRL)
    hand.type("New")
    hand.view.making.finish_naming()
    assert flows(hand) == {joined}
    x, y = hand.position("New")
    assert (x > 0) == (key is not LEFT)
    assert (y < 0, y > 0) == (key is UP, key is DOWN)


def test_an_arrow_of_the_selected_step_shows_what_it_would_make_and_a_click_makes_it(work):
    hand = work(document("A 1h -> B 2h"))
    hand.click("B")
    at = hand.handle("right")
    hand.go(at, button=Qt.MouseButton.NoButton)
    offer = hand.view.canvas.overlay.offer
    assert offer is not None
    hand.click_point(at)
    hand.type("C")
    hand.view.making.finish_naming()
    assert flows(hand) == {("A", "B"), ("B", "C")}
    assert hand.position("C") == (offer.area.x, offer.area.y)
    assert hand.view.canvas.overlay.offer is None
