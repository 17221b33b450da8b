"""The minimap: where one is on a large map, and a quick way elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.builders import document
from tests.hand import LEFT
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, Placement, Step, ValueStream

LONG = document(" -> ".join(f"S{at} 1h" for at in range(40)))


@pytest.fixture
def long(work, qtbot):
    hand = work(LONG)
    qtbot.waitUntil(hand.window.minimap.isVisible)
    return hand


def test_it_shows_where_the_map_is_larger_than_the_view_and_hides_when_all_fits(long, qtbot):
    long.window.acts["fit_all"].trigger()
    qtbot.waitUntil(lambda: not long.window.minimap.isVisible())
    long.window.acts["zoom_100"].trigger()
    qtbot.waitUntil(long.window.minimap.isVisible)


def test_a_small_map_needs_none(work, qtbot):
    hand = work(document("A 1h -> B 1h"))
    qtbot.wait(200)
    assert not hand.window.minimap.isVisible()


def test_a_click_on_it_leads_there_and_the_keyboard_stays(long, qtbot):
    minimap = long.window.minimap
    QTest.mouseClick(minimap, LEFT, pos=QPoint(minimap.width() - 12, minimap.height() // 2))
    assert long.view.viewport().rect().contains(long.at("S38"))
    assert long.view.hasFocus()


def test_dragging_on_it_moves_the_view_along(long):
    minimap = long.window.minimap
    QTest.mousePress(minimap, LEFT, pos=QPoint(12, minimap.height() // 2))
    seen = []
    for part in (0.3, 0.6, 0.9):
        QTest.mouseMove(minimap, QPoint(round(minimap.width() * part), minimap.height() // 2))
        seen.append(long.view.mapToScene(QPoint(0, 0)).x())
    QTest.mouseRelease(minimap, LEFT, pos=QPoint(minimap.width() - 12, minimap.height() // 2))
    assert seen == sorted(seen)
    assert seen[0] < seen[-1]
    assert long.view.workspace.document == LONG


def test_the_view_menu_switches_it_off_and_on(long, qtbot):
    long.key(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert not long.window.minimap.isVisible()
    long.view.set_zoom(1.1)
    qtbot.wait(60)
    assert not long.window.minimap.isVisible()
    long.key(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert long.window.minimap.isVisible()


def test_it_follows_the_map(long, qtbot):
    before = long.window.minimap.grab().toImage()
    workspace = long.view.workspace
    workspace.do(lambda d: edits.move(d, {"S39": (8000.0, 3000.0)}))
    qtbot.waitUntil(lambda: long.window.minimap.isVisible() and long.window.minimap.grab().toImage() != before)


def test_it_keeps_out_of_a_presentation(long, qtbot):
    long.key(Qt.Key.Key_F5)
    qtbot.wait(60)
    assert not long.window.minimap.isVisible()
    long.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(long.window.minimap.isVisible)


def test_thousands_of_nodes_are_one_picture(work, qtbot):
    steps = [Step(id=f"s{at}", map="m", name=f"Step {at}") for at in range(3000)]
    places = [Placement(id=f"s{at}.at", node=f"s{at}", x=at % 60 * 216.0, y=at // 60 * 170.0) for at in range(3000)]
    hand = work(Document([ValueStream(id="v", name="Large"), Map(id="m", stream="v"), *steps, *places]))
    minimap = hand.window.minimap
    qtbot.waitUntil(minimap.isVisible)
    minimap.grab()
    drawn = minimap._picture
    assert drawn is not None
    for _ in range(20):
        hand.view.horizontalScrollBar().setValue(hand.view.horizontalScrollBar().value() + 40)
        minimap.grab()
    assert minimap._picture is drawn
