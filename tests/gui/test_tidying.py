"""Tidy up, for the map or a selection, and swimlanes: by menu and keys, each undone at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import document
from vsmstudio.model import edits
from vsmstudio.model.records import Map
from vsmstudio.notation.sizes import area_of

BRANCHES = "(Customer) -> A 1h @Sales -> B 1h @Credit -> D 1h @Sales; A -> C 1h @Store -> D; D ~10%~> B"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def messy(work):
    """A map with branches, put down anyhow."""
    held = document(BRANCHES)
    return work(held.apply(edits.place(held, {"B": (90, 700), "C": (1500, 20), "D": (100, 10), "A": (800, 400)})))


def standing(hand):
    held = hand.window.workspace.document
    return {node.id: area_of(node, held.position(node.id)) for node in held.nodes("map")}


def lanes(hand):
    """The areas of the lanes that are shown, by unit."""
    found = {unit: hand.window.view.canvas.area_of(f"lane unit-{unit}") for unit in ("Sales", "Credit", "Store")}
    return {unit: area for unit, area in found.items() if area}


def undo(hand):
    hand.window.acts["undo"].trigger()


def test_ctrl_l_tidies_the_map_up_as_one_thing_to_undo(messy):
    before = messy.window.workspace.document
    messy.key(Qt.Key.Key_L, CTRL)
    at = standing(messy)
    assert at["Customer"].right < at["A"].x < at["B"].x == at["C"].x < at["D"].x
    assert at["C"].y < at["B"].y  # as they stood
    assert messy.window.notice.isVisible()
    undo(messy)
    assert messy.window.workspace.document == before


def test_after_tidying_the_view_shows_all(messy):
    messy.key(Qt.Key.Key_L, CTRL)
    view = messy.window.view
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert all(
        seen.contains(area.x, area.y) and seen.contains(area.right, area.bottom) for area in standing(messy).values()
    )


def test_a_tidy_map_has_nothing_to_undo(messy):
    messy.key(Qt.Key.Key_L, CTRL)
    tidy = messy.window.workspace.document
    messy.key(Qt.Key.Key_L, CTRL)
    assert messy.window.workspace.document is tidy


def test_tidying_an_empty_map_says_how_to_begin(hand):
    hand.key(Qt.Key.Key_L, CTRL)
    assert hand.window.notice.isVisible()


def test_a_selection_is_tidied_up_alone_and_stands_on_nothing(messy):
    messy.window.workspace.select(["A", "B"])
    before = standing(messy)
    messy.key(Qt.Key.Key_L, CTRL | ALT)
    after = standing(messy)
    assert {key for key in after if after[key] != before[key]} <= {"A", "B"}
    assert after["A"].center[1] == after["B"].center[1]
    assert not any(after[a].touches(after[b]) for a in "AB" for b in ("C", "D", "Customer"))


def test_swimlanes_are_shown_and_hidden_and_undone_at_once(messy):
    before = messy.window.workspace.document
    messy.window.acts["show_lanes"].trigger()
    held = messy.window.workspace.document
    assert held.the(Map, "map").lanes
    assert messy.window.acts["show_lanes"].isChecked()
    at = standing(messy)
    assert len(lanes(messy)) == 3
    for unit, lane in lanes(messy).items():
        for step in held.steps("map"):
            inside = lane.y < at[step.id].y and at[step.id].bottom < lane.bottom
            assert inside == (step.performer == f"unit-{unit}")
    undo(messy)
    assert messy.window.workspace.document == before
    assert not messy.window.acts["show_lanes"].isChecked()


def test_a_step_dropped_into_another_lane_keeps_its_performer(messy):
    messy.window.acts["show_lanes"].trigger()
    messy.drag("B", by=(0, 400))
    held = messy.window.workspace.document
    assert held.node("B").performer == "unit-Credit"
    messy.key(Qt.Key.Key_L, CTRL)
    area, lane = standing(messy)["B"], lanes(messy)["Credit"]
    assert lane.y < area.y < area.bottom < lane.bottom


def test_a_lane_is_nothing_that_a_click_selects(messy):
    messy.window.acts["show_lanes"].trigger()
    view = messy.window.view
    lane = lanes(messy)["Sales"]
    messy.click_point(view.mapFromScene(lane.x + 5, lane.y + 5))
    assert messy.window.workspace.selection == ()


def test_tidying_a_selection_leaves_swimlanes_whole(messy):
    messy.window.acts["show_lanes"].trigger()
    before = messy.window.workspace.document
    messy.window.workspace.select(["A", "B"])
    messy.window.acts["tidy_selection"].trigger()
    assert messy.window.workspace.document is before
