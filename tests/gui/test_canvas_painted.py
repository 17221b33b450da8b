"""What is seen of the map is what is there: whatever was kept of earlier frames, no old picture shows."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.builders import document, draw
from tests.hand import CTRL, Hand
from vsmstudio.gui.canvas import scene
from vsmstudio.gui.canvas.view import CanvasView
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Map
from vsmstudio.notation.theme import DARK, LIGHT
from vsmstudio.session import Session

MAP = "(Buyer) -> A 10min/1h -> B 20min/2h/80% -> C 1h; B -> [Wait 2d] -> D 30min/3h !Head; D ~10%~> A"


def spread(now: Document, map_id: str = "map") -> Document:
    """The nodes in rows of four."""
    nodes = now.nodes(map_id)
    return now.apply(edits.place(now, {node.id: (at % 4 * 232.0, at // 4 * 184.0) for at, node in enumerate(nodes)}))


def with_services(now: Document) -> Document:
    now = now.apply(edits.add_service(now, "Payments"))
    return now.apply(edits.underpin(now, now.services[0].id, "B"))


@pytest.fixture
def hand(work) -> Hand:
    now = with_services(spread(document(MAP)))
    now = now.apply(edits.put(now, "other", Map(id="other", stream="stream", name="Other state")))
    now = spread(draw(now, "other", "X 1h -> Y 2h -> Z 3h"), "other")
    opened = work(now)
    opened.window.findChild(type(opened.view.legend)).hide()
    return opened


def frame(hand: Hand) -> QImage:
    """The canvas as it is on the screen, once nothing is left to be done."""
    settle(hand)
    return hand.view.viewport().grab().toImage()


def settle(hand: Hand) -> None:
    for _ in range(200):
        QTest.qWait(2)
        if hand.view.canvas.settled and not hand.view.zooming:
            return
    raise AssertionError("the canvas never comes to rest")


def same_as_new(hand: Hand) -> bool:
    """Is it what would be painted if nothing were kept?"""
    kept = frame(hand)
    hand.view.retheme(hand.view.painter.theme)
    return alike(kept, frame(hand))


def alike(a: QImage, b: QImage) -> bool:
    """The same picture; where edges are soft, a colour may be rounded otherwise."""
    return a.size() == b.size() and int(np.abs(colours(a) - colours(b)).max()) <= 3


def colours(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)[:, :, :3].astype(int)


@pytest.mark.parametrize("zoom", [0.06, 0.2, 0.45, 0.75, 1.0, 1.7])
def test_panning_shows_what_is_there(hand, zoom):
    hand.view.set_zoom(zoom)
    settle(hand)
    for by in (QPoint(37, 0), QPoint(0, 53), QPoint(-211, -17), QPoint(430, 120), QPoint(-900, 300), QPoint(700, -380)):
        hand.drag_points(QPoint(500, 400), QPoint(500, 400) + by, button=Qt.MouseButton.MiddleButton)
        frame(hand)
    assert same_as_new(hand)


def test_what_is_half_out_of_view_leaves_nothing_behind_when_another_map_is_shown(hand):
    hand.view.set_zoom(1)
    area = hand.view.canvas.area_of("B")
    hand.view.centerOn(area.x + hand.canvas.width() / 2 - 40, area.center[1])  # a strip of B is seen at the left edge
    frame(hand)
    hand.view.workspace.show_map("other")
    hand.view.set_zoom(1)
    hand.view.centerOn(area.x + hand.canvas.width() / 2 - 40, area.center[1])
    assert same_as_new(hand)
    hand.drag_points(QPoint(300, 300), QPoint(460, 300), button=Qt.MouseButton.MiddleButton)
    assert same_as_new(hand)
    hand.view.workspace.show_map("map")
    assert same_as_new(hand)


@pytest.mark.parametrize("zoom", [0.2, 0.45, 1.0])
def test_every_edit_is_seen_and_nothing_of_before(hand, zoom):
    workspace = hand.view.workspace
    hand.view.set_zoom(zoom)
    settle(hand)
    frame(hand)
    deeds = [
        lambda d: edits.rename(d, "B", "Another name that is long"),
        lambda d: edits.update(d, "A", lead_time=Duration("3 wk")),
        lambda d: edits.move(d, {"B": (300.0, 96.0)}),
        lambda d: edits.move(d, {"A": (0.0, -400.0), "D": (900.0, 600.0)}),
        lambda d: edits.delete(d, ["C"]),
        lambda d: edits.connect(d, "A", "D"),
    ]
    for deed in deeds:
        assert workspace.do(deed)
        assert same_as_new(hand), deed
    workspace.undo()
    assert same_as_new(hand)


def test_what_is_dragged_leaves_no_trace(hand):
    hand.view.set_zoom(1)
    settle(hand)
    hand.drag("B", by=(40, 120))
    assert same_as_new(hand)
    hand.escape()
    assert same_as_new(hand)


def test_zooming_ends_sharp_where_the_pointer_is(hand):
    for notches in (2, 3, -4, -6, 5):
        hand.wheel(QPoint(400, 300), notches, CTRL)
    assert same_as_new(hand)
    assert not hand.view.zooming


def test_a_picture_of_the_window_is_sharp_also_while_one_zooms(hand):
    hand.view.set_zoom(1)
    frame(hand)
    hand.view.set_zoom(0.8)
    at_once = hand.view.viewport().grab().toImage()
    assert hand.view.zooming
    assert alike(at_once, frame(hand))


def test_a_theme_colours_and_layers_are_seen_at_once(hand):
    light = frame(hand)
    hand.view.retheme(DARK)
    assert frame(hand) != light
    assert same_as_new(hand)
    hand.view.retheme(LIGHT)
    assert frame(hand) == light
    hand.window.acts["colour_owner"].trigger()
    assert same_as_new(hand)


def test_a_window_that_grows_shows_more_of_the_map(hand):
    frame(hand)
    hand.window.resize(1900, 1100)
    assert same_as_new(hand)
    hand.window.resize(900, 700)
    assert same_as_new(hand)


def test_a_map_that_was_opened_is_in_view_with_the_ways_that_were_found_since(hand, monkeypatch):
    monkeypatch.setattr(scene, "_FEW", -1)  # as on a slow machine: all of them later
    hand.window.acts["open_sample"].trigger()
    thought = hand.view.canvas.area
    settle(hand)
    assert hand.view.canvas.area != thought
    seen = hand.view.zoom, hand.view.mapToScene(0, 0)
    hand.view.first_look()
    assert (hand.view.zoom, hand.view.mapToScene(0, 0)) == seen


def test_names_can_be_read_on_a_small_map_and_are_left_out_on_a_tiny_one(hand):
    for zoom, name in ((0.45, "Brand new"), (0.29, "Newer still")):
        hand.view.set_zoom(zoom)
        small = frame(hand)
        hand.view.workspace.do(edits.rename(hand.view.workspace.document, "B", name))
        assert frame(hand) != small
    hand.view.set_zoom(0.1)
    tiny = frame(hand)
    hand.view.workspace.do(edits.rename(hand.view.workspace.document, "B", "Renamed again"))
    assert alike(frame(hand), tiny)


def test_a_timeline_far_longer_than_the_view_is_seen_at_every_place(work):
    hand = work(spread_out(document(" -> ".join(f"S{at} 5min/{at + 1}h" for at in range(90)))))
    hand.view.set_zoom(1)
    ladder = hand.view.canvas.area_of("ladder")
    assert ladder.width > 10_000
    for x in (ladder.x, ladder.x + 6_100, ladder.right):
        hand.view.centerOn(x, ladder.y)
        seen = colours(frame(hand))
        assert len(np.unique(seen.reshape(-1, 3), axis=0)) > 12, "nothing is drawn here"
        assert same_as_new(hand)


def spread_out(now: Document) -> Document:
    return now.apply(edits.place(now, {node.id: (at * 216.0, 0.0) for at, node in enumerate(now.nodes("map"))}))


def test_all_of_a_very_long_map_can_be_seen_at_once(work):
    now = document("A 1h -> B 1h")
    hand = work(now.apply(edits.place(now, {"A": (0.0, 0.0), "B": (60_000.0, 0.0)})))
    hand.view.fit()
    room = hand.canvas.rect()
    assert all(room.contains(hand.view.mapFromScene(*hand.view.canvas.area_of(name).center)) for name in "AB")


def test_a_picture_can_be_taken_of_a_canvas_that_was_never_shown(qtbot):
    view = CanvasView(Workspace(Session(spread(document(MAP)))))
    qtbot.addWidget(view)
    view.resize(800, 600)
    before = view.grab().toImage()
    view.set_zoom(0.7)
    assert view.grab().toImage() != before
