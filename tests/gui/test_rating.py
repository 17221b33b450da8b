"""Rating steps on the map, in the inspector and in menus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.builders import document
from tests.gui.test_hands_menus import menu_at, pick
from tests.hand import Hand
from vsmstudio.gui.panels.touchpoints import Touch, Touchpoints
from vsmstudio.model import edits
from vsmstudio.model.records import Audience
from vsmstudio.notation.layout import laid_out


@pytest.fixture
def hand(work: Callable[..., Hand]) -> Hand:
    drawn = laid_out(document("(Buyer) -> Receive 1h !Clerk -> Approve 2d -> (Gets)"))
    return work(drawn.apply(edits.rate(drawn, "Approve", Audience.CUSTOMER, rating=2.0, note="No news")))


def touch(hand: Hand, audience: Audience) -> Touch:
    page = hand.window.inspector.page
    assert page is not None
    return page.findChildren(Touchpoints)[0].touches[audience]


def ratings(hand: Hand, step: str) -> dict[str, tuple[float | None, str]]:
    found = hand.view.workspace.document.touchpoints(step)
    return {each.audience.value: (each.rating, each.note) for each in found}


def point(hand: Hand) -> QPoint:
    key = hand.view.workspace.document.touchpoints("Approve")[0].id
    area = hand.view.canvas.area_of(key)
    assert area is not None
    return hand.view.mapFromScene(*area.center)


def test_a_press_on_a_point_selects_its_step(hand: Hand):
    hand.click_point(point(hand))
    assert hand.view.workspace.selection == ("Approve",)


def test_a_double_click_on_a_point_lets_it_be_typed_over(hand: Hand):
    hand.click_point(point(hand))
    QTest.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, pos=point(hand))
    bar = touch(hand, Audience.CUSTOMER).bar
    assert bar.hasFocus()
    QTest.keyClick(bar, Qt.Key.Key_4)
    assert ratings(hand, "Approve") == {"customer": (4.0, "No news")}
    hand.window.acts["undo"].trigger()
    assert ratings(hand, "Approve") == {"customer": (2.0, "No news")}


def test_the_inspector_rates_with_buttons_digits_and_arrows_each_one_step_back(hand: Hand):
    hand.click("Receive")
    shown = touch(hand, Audience.EMPLOYEE)
    assert not shown.note.isVisible()
    QTest.mouseClick(shown.bar.buttons[0], Qt.MouseButton.LeftButton)
    assert ratings(hand, "Receive") == {"employee": (1.0, "")}
    assert shown.said.text() == "◆ very poor"
    QTest.keyClick(shown.bar, Qt.Key.Key_Right)
    assert ratings(hand, "Receive") == {"employee": (2.0, "")}
    QTest.keyClicks(shown.note.editor, "Three systems")
    QTest.keyClick(shown.note.editor, Qt.Key.Key_Return)
    assert ratings(hand, "Receive") == {"employee": (2.0, "Three systems")}
    hand.window.acts["undo"].trigger()
    hand.window.acts["undo"].trigger()
    assert ratings(hand, "Receive") == {"employee": (1.0, "")}


def test_a_rating_is_taken_back_by_the_same_button_or_delete(hand: Hand):
    hand.click("Receive")
    bar = touch(hand, Audience.USER).bar
    QTest.mouseClick(bar.buttons[3], Qt.MouseButton.LeftButton)
    QTest.mouseClick(bar.buttons[3], Qt.MouseButton.LeftButton)
    assert ratings(hand, "Receive") == {}
    QTest.keyClick(bar, Qt.Key.Key_5)
    QTest.keyClick(bar, Qt.Key.Key_Delete)
    assert ratings(hand, "Receive") == {}


def test_what_was_rated_is_seen_under_the_map_at_once(hand: Hand):
    assert hand.view.canvas.item_of("experience employee") is None
    hand.click("Receive")
    QTest.keyClick(touch(hand, Audience.EMPLOYEE).bar, Qt.Key.Key_3)
    assert hand.view.canvas.item_of("experience employee") is not None


def test_the_menu_of_a_point_is_that_of_its_step_and_rates_it(hand: Hand):
    pick(menu_at(hand, point(hand)), "Experience", "Employees", "4  Good")
    assert ratings(hand, "Approve")["employee"] == (4.0, "")
    pick(menu_at(hand, point(hand)), "Experience", "Employees", "Not rated")
    assert "employee" not in ratings(hand, "Approve")
