"""A map that would be imported is looked at first: whole or closer, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio.gui.importing.latest import Latest
from vsmstudio.gui.importing.map_drawing import drawn, prepared
from vsmstudio.gui.importing.map_preview import MapPreview
from vsmstudio.notation.shapes import Picture


def picture_of(text: str) -> Picture:
    held = prepared(document(text))
    assert held is not None
    picture = drawn(held, "map")
    assert picture is not None
    return picture


@pytest.fixture
def preview(qtbot) -> MapPreview:
    made = MapPreview()
    qtbot.addWidget(made)
    made.resize(800, 300)
    show_active(qtbot, made)
    made.setFocus()
    return made


def test_a_short_map_is_seen_whole(preview):
    picture = picture_of("A 1h -> B 2h")
    preview.show_picture(picture)
    assert picture.area.width * preview.zoom <= preview.width()
    assert picture.area.height * preview.zoom <= preview.height()


def test_a_long_map_begins_where_names_can_be_read_and_0_shows_all_of_it(preview):
    picture = picture_of(" -> ".join(f"Step_{at} 1h" for at in range(40)))
    preview.show_picture(picture)
    assert picture.area.width * preview.zoom > preview.width()
    QTest.keyClick(preview, Qt.Key.Key_0)
    assert picture.area.width * preview.zoom <= preview.width()


def test_it_is_moved_and_zoomed_without_a_mouse(preview):
    preview.show_picture(picture_of("A 1h -> B 2h -> C 3h"))
    zoom, before = preview.zoom, preview.grab().toImage()
    QTest.keyClick(preview, Qt.Key.Key_Plus)
    assert preview.zoom > zoom
    QTest.keyClick(preview, Qt.Key.Key_Minus)
    assert preview.zoom == pytest.approx(zoom)
    QTest.keyClick(preview, Qt.Key.Key_Right)
    assert preview.grab().toImage() != before


def test_the_place_under_the_pointer_stays_while_the_wheel_zooms(preview):
    preview.show_picture(picture_of("A 1h -> B 2h -> C 3h"))
    at = QPointF(300, 150)
    before = (at - preview._at) / preview.zoom
    turned = QWheelEvent(
        at, at, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(preview, turned)
    after = (at - preview._at) / preview.zoom
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()))


def test_it_cannot_be_dragged_out_of_sight(preview):
    preview.show_picture(picture_of("A 1h -> B 2h -> C 3h"))
    for _ in range(60):
        QTest.keyClick(preview, Qt.Key.Key_Left)
        QTest.keyClick(preview, Qt.Key.Key_Up)
    assert preview._at.x() < preview.width()
    assert preview._at.y() < preview.height()


def test_another_picture_of_the_same_map_is_looked_at_from_where_one_stands(preview):
    preview.show_picture(picture_of("A 1h -> B 2h -> C 3h"))
    QTest.keyClick(preview, Qt.Key.Key_Plus)
    zoom, at = preview.zoom, preview._at
    preview.show_picture(picture_of("A 1h -> B 2h -> C 4h"))
    assert (preview.zoom, preview._at) == (zoom, at)


def test_of_what_is_asked_for_only_the_last_is_answered(qtbot, preview):
    came: list[object] = []
    latest = Latest(preview, 20)
    latest.done.connect(came.append)
    for number in range(50):
        latest.ask(lambda _, number=number: number)
    qtbot.waitUntil(lambda: not latest.is_busy)
    latest.ask(lambda _: "again")
    qtbot.waitUntil(lambda: not latest.is_busy)
    assert came == [49, "again"]


def test_what_is_not_wanted_any_more_is_not_answered(qtbot, preview):
    came: list[object] = []
    latest = Latest(preview)
    latest.done.connect(came.append)
    latest.failed.connect(came.append)
    latest.ask(lambda progress: [None for _ in range(2000) if progress(0.5)])
    QApplication.processEvents()
    latest.forget()
    qtbot.waitUntil(lambda: not latest.is_busy)
    assert came == []


def test_what_goes_wrong_is_told(qtbot, preview):
    came: list[object] = []
    latest = Latest(preview)
    latest.failed.connect(came.append)
    latest.ask(lambda _: 1 / 0)
    qtbot.waitUntil(lambda: not latest.is_busy)
    assert [type(each) for each in came] == [ZeroDivisionError]
