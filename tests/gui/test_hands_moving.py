"""Moving things by hand: they line up, keep equal distances, stay where one wants them, and copies are dragged off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from tests.builders import document
from tests.hand import ALT, CTRL, SHIFT, Hand
from vsmstudio.model import edits
from vsmstudio.model.records import FlowKind, Step

ALONE = "A 1h; B 2h; C 3h"  # in a row, 216 px apart


def at(hand: Hand, name: str) -> tuple[float, float]:
    place = hand.position(name)
    assert place is not None
    return place


def flows(hand: Hand) -> set[tuple[str, str]]:
    held = hand.view.workspace.document
    drawn = held.flows(hand.view.workspace.map_id)
    return {(held.name(f.source), held.name(f.target)) for f in drawn if f.kind is FlowKind.WORK}


def names(hand: Hand) -> list[str]:
    return [step.name for step in hand.view.workspace.document.steps(hand.view.workspace.map_id)]


def grip(hand: Hand, name: str, dx: float = 0, dy: float = 0) -> QPoint:
    """The head of a step, off by some pixels of the scene."""
    return hand.at(name, -40 + dx, -30 + dy)


@pytest.fixture
def laid(work):  # type: ignore[no-untyped-def]
    hand = work(document(ALONE))
    hand.view.set_zoom(1.0)
    hand.view.centerOn(300, 150)
    return hand


# --- lining up ------------------------------------------------------------------------------------------------------


def test_a_step_dragged_near_to_anothers_edge_lines_up_with_it_and_a_line_shows_it(laid):
    start = grip(laid, "C")
    laid.press(start)
    laid.go(start + QPoint(-214, 300))  # 2 px beside the left edge of B
    assert laid.view.canvas.overlay.guides
    laid.let_go()
    assert at(laid, "C") == (216.0, 304.0)
    assert not laid.view.canvas.overlay.guides


def test_where_nothing_is_near_things_stay_on_the_grid(laid):
    laid.drag_points(grip(laid, "C"), grip(laid, "C", 93, 277))
    assert at(laid, "C") == (432 + 96, 280)


def test_a_third_step_keeps_the_distance_that_the_first_two_have(laid):
    held = laid.view.workspace
    held.do(lambda d: edits.move(d, {"B": (200.0, 0.0)}))  # 44 px of room between A and B
    start = grip(laid, "C")
    laid.press(start)
    laid.go(start + QPoint(-29, 2))
    equal = [guide for guide in laid.view.canvas.overlay.guides if guide.equal]
    assert len(equal) == 2
    laid.let_go()
    assert at(laid, "C") == (400.0, 0.0)


def test_alt_lets_things_stand_anywhere(laid):
    laid.drag_points(grip(laid, "C"), grip(laid, "C", 3, 1), ALT)
    laid.drag_points(grip(laid, "C"), grip(laid, "C", 5, 2), ALT)
    assert at(laid, "C") == (432 + 5, 2) or at(laid, "C") == (432 + 8, 3)


def test_alt_pressed_during_a_drag_suspends_lining_up_and_released_brings_it_back(laid):
    start = grip(laid, "C")
    laid.press(start)
    laid.go(start + QPoint(-214, 301))
    laid.hold(Qt.Key.Key_Alt)
    assert not laid.view.canvas.overlay.guides
    laid.unhold(Qt.Key.Key_Alt)
    assert laid.view.canvas.overlay.guides
    laid.hold(Qt.Key.Key_Alt)
    laid.let_go(ALT)
    assert at(laid, "C") == (218.0, 301.0)


def test_shift_keeps_a_drag_on_one_line(laid):
    start = grip(laid, "C")
    laid.press(start)
    laid.go(start + QPoint(30, 300), SHIFT)
    laid.let_go(SHIFT)
    assert at(laid, "C")[0] == 432.0
    assert at(laid, "C")[1] > 250


def test_shift_pressed_on_a_step_takes_it_into_the_selection_only_if_it_is_not_dragged(laid):
    laid.click("A")
    laid.click("B", SHIFT)
    assert set(laid.view.workspace.selection) == {"A", "B"}
    laid.click("B", SHIFT)
    assert set(laid.view.workspace.selection) == {"A"}


# --- copies -----------------------------------------------------------------------------------------------------------


def test_ctrl_drag_makes_copies_in_one_undo_step(work):
    hand = work(document("A 1h -> B 2h"))
    before = hand.view.workspace.document
    hand.click("A")
    hand.click("B", SHIFT)
    hand.drag_points(grip(hand, "A"), grip(hand, "A", 0, 304), CTRL)
    assert names(hand) == ["A", "A", "B", "B"]
    assert at(hand, "A") in {(0.0, 0.0), (0.0, 304.0)}
    after = hand.view.workspace.document
    assert len(after.flows("map")) == 2
    assert {after.name(key) for key in hand.view.workspace.selection} == {"A", "B"}
    assert hand.view.workspace.session.undo_label == "Duplicate 2 steps"
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.view.workspace.document == before


def test_ctrl_pressed_and_released_during_a_drag_switches_between_moving_and_copying(laid):
    start = grip(laid, "C")
    laid.press(start)
    laid.go(start + QPoint(0, 304))
    laid.hold(Qt.Key.Key_Control)
    assert laid.view.canvas.overlay.ghosts is not None
    assert laid.view.canvas.area_of("C").center[1] == 64.0
    laid.unhold(Qt.Key.Key_Control)
    assert laid.view.canvas.overlay.ghosts is None
    assert laid.view.canvas.area_of("C").center[1] == 368.0
    laid.let_go()
    assert names(laid) == ["A", "B", "C"]


def test_ctrl_click_still_adds_to_the_selection(laid):
    laid.click("A")
    laid.click("B", CTRL)
    assert set(laid.view.workspace.selection) == {"A", "B"}
    assert names(laid) == ["A", "B", "C"]


# --- into connections ---------------------------------------------------------------------------------------------------


def on_line(hand: Hand, a: str, b: str) -> QPoint:
    """Where a step has to be gripped to lie with its middle on the connection between two others."""
    middle = (hand.edge(a, "right") + hand.edge(b, "left")) / 2
    return middle + (grip(hand, a) - hand.at(a))


def test_a_step_that_stands_alone_goes_into_the_connection_it_is_dropped_on_and_what_follows_makes_room(work):
    hand = work(document("A 1h -> B 2h; X 1h"))
    hand.view.workspace.do(lambda d: edits.move(d, {"X": (0.0, 400.0)}))
    before = hand.view.workspace.document
    hand.press(grip(hand, "X"))
    hand.go(grip(hand, "X", 40, -100))
    hand.go(on_line(hand, "A", "B"))
    assert hand.view.canvas.overlay.into
    hand.let_go()
    assert flows(hand) == {("A", "X"), ("X", "B")}
    assert at(hand, "A")[0] + 156 < at(hand, "X")[0]
    assert at(hand, "X")[0] + 156 < at(hand, "B")[0]
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.view.workspace.document == before


def test_with_alt_a_step_is_only_laid_on_the_connection(work):
    hand = work(document("A 1h -> B 2h; X 1h"))
    hand.view.workspace.do(lambda d: edits.move(d, {"X": (0.0, 400.0)}))
    hand.drag_points(grip(hand, "X"), on_line(hand, "A", "B"), ALT)
    assert flows(hand) == {("A", "B")}


def test_a_step_of_a_chain_goes_where_the_pointer_drops_it_and_the_chain_closes_behind_it(work):
    hand = work(document("A 1h -> X 1h -> B 1h -> C 1h"))
    target = (hand.edge("B", "right") + hand.edge("C", "left")) / 2
    hand.drag_points(hand.at("X", 0, -54), target)
    assert flows(hand) == {("A", "B"), ("B", "X"), ("X", "C")}


def test_a_step_of_a_chain_that_merely_passes_over_a_connection_keeps_its_place_in_the_chain(work):
    hand = work(document("A 1h -> X 1h -> B 1h; D 1h -> E 1h"))
    hand.view.workspace.do(lambda d: edits.move(d, {"D": (0.0, 304.0), "E": (432.0, 304.0)}))
    hand.drag_points(grip(hand, "X"), grip(hand, "X", 0, 304))  # its middle on the line, the pointer above it
    assert ("D", "E") in flows(hand)
    assert ("A", "X") in flows(hand)


# --- leading a connection elsewhere ---------------------------------------------------------------------------------------


def end_of(hand: Hand, source: str, target: str, end: str) -> QPoint:
    held = hand.view.workspace.document
    (flow,) = [f for f in held.flows("map") if (f.source, f.target) == (source, target)]
    hand.view.workspace.select([flow.id])
    path = hand.view.canvas.item_of(flow.id).element.path
    return hand.view.mapFromScene(QPointF(*(path[-1] if end == "target" else path[0])))


def test_the_end_of_a_selected_connection_is_led_to_another_step_in_one_undo_step(work):
    hand = work(document("A 1h -> B 2h; C 3h"))
    before = hand.view.workspace.document
    hand.drag_points(end_of(hand, "A", "B", "target"), hand.at("C"))
    assert flows(hand) == {("A", "C")}
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.view.workspace.document == before
    hand.drag_points(end_of(hand, "A", "B", "source"), hand.at("C"))
    assert flows(hand) == {("C", "B")}


def test_the_end_of_a_connection_is_refused_where_none_may_be_drawn(work):
    hand = work(document("A 1h -> B 2h -> C 3h; A -> C"))
    before = hand.view.workspace.document
    hand.drag_points(end_of(hand, "A", "B", "target"), hand.at("C"))
    assert hand.view.workspace.document == before
    assert "already connected" in hand.window.notice.text


def test_the_end_of_a_connection_dropped_on_nothing_stays_and_says_what_to_do(work):
    hand = work(document("A 1h -> B 2h"))
    hand.drag_points(end_of(hand, "A", "B", "target"), hand.at("B", 0, 260))
    assert flows(hand) == {("A", "B")}
    assert "Drop the end" in hand.window.notice.text


def test_many_steps_elsewhere_do_not_attract_what_is_moved_here(laid):
    laid.view.workspace.do(lambda d: edits.add_node(d, Step(id="far", map="map", name="Far"), 433.0, 5000.0))
    laid.drag_points(grip(laid, "C"), grip(laid, "C", 1, 297))
    assert at(laid, "C")[0] == 432.0
