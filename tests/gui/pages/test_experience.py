"""The page of experience: rated by digits, the low points beside the critical path, survey results pasted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.builders import document
from tests.hand import Hand
from vsmstudio.gui.pages.experience.page import ExperiencePage
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Audience, ValueStream
from vsmstudio.notation.layout import laid_out

KEY = Qt.Key


@pytest.fixture
def held() -> Document:
    drawn = laid_out(document("(Buyer) -> Receive 1h -> Approve 2d -> Pay 1h -> (Gets); Receive -> Check 1h -> Pay"))
    for step, rating in (("Approve", 2.0), ("Check", 1.0), ("Pay", 5.0)):
        drawn = drawn.apply(edits.rate(drawn, step, Audience.CUSTOMER, rating=rating))
    return drawn


@pytest.fixture
def hand(work: Callable[..., Hand], held: Document) -> Hand:
    return work(held)


def opened(hand: Hand) -> ExperiencePage:
    hand.window.acts["show_experience"].trigger()
    QApplication.processEvents()
    page = hand.window.stage.currentWidget()
    assert isinstance(page, ExperiencePage)
    return page


def ratings(hand: Hand, audience: Audience = Audience.CUSTOMER) -> dict[str, tuple[float | None, str]]:
    now = hand.view.workspace.document
    return {
        step.name: (each.rating, each.note)
        for step in now.steps("map")
        for each in now.touchpoints(step.id)
        if each.audience is audience
    }


def test_it_says_how_many_low_points_lie_on_the_critical_path(hand: Hand):
    page = opened(hand)
    assert page.part.title.text() == "Customers: 2.7 on average, 3 of 4 steps rated"
    assert page.part.lead.text() == "1 of 2 low points (2 or lower) lie on the critical path."
    assert page.chart.drawn is not None


def test_a_low_point_leads_to_its_step_on_the_map(hand: Hand):
    page = opened(hand)
    first = page.lows.findChildren(QPushButton)[0]
    assert "Check" in first.text()  # the lowest
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert hand.view.workspace.selection == ("Check",)
    assert hand.window.stage.currentWidget() is not page


def test_digits_rate_arrows_lead_on_and_delete_takes_back(hand: Hand):
    page = opened(hand)
    page.table.go_to("Receive")
    QTest.keyClick(page.table.view, KEY.Key_4)
    assert ratings(hand)["Receive"] == (4.0, "")
    below = page.table.rows.keys[page.table.rows.keys.index("Receive") + 1]
    QTest.keyClick(page.table.view, KEY.Key_Down)
    QTest.keyClick(page.table.view, KEY.Key_3)
    assert ratings(hand)[below] == (3.0, "")
    QTest.keyClick(page.table.view, KEY.Key_Delete)
    assert below not in ratings(hand)
    for _ in range(3):
        hand.window.acts["undo"].trigger()
    assert "Receive" not in ratings(hand)


def test_notes_are_typed_in_place_digits_included(hand: Hand):
    page = opened(hand)
    page.table.edit("Pay", 2)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "3 letters")
    QTest.keyClick(editor, KEY.Key_Return)
    assert ratings(hand)["Pay"] == (5.0, "3 letters")


def test_another_audience_has_ratings_of_its_own(hand: Hand):
    page = opened(hand)
    page.chips.chosen.emit(Audience.EMPLOYEE)
    assert page.part.title.text() == "Employees: not asked yet"
    assert not page.chart.isVisible()
    page.table.go_to("Pay")
    QTest.keyClick(page.table.view, KEY.Key_2)
    assert ratings(hand, Audience.EMPLOYEE) == {"Pay": (2.0, "")}
    assert ratings(hand)["Pay"] == (5.0, "")


def test_an_experience_is_put_in_focus_and_out_again(hand: Hand):
    page = opened(hand)

    def focus() -> Audience | None:
        return hand.view.workspace.document.the(ValueStream, "stream").experience

    page.focus.click()
    assert focus() is Audience.CUSTOMER
    QApplication.processEvents()
    page.focus.click()
    assert focus() is None


def test_survey_results_are_pasted_as_one_step_back(hand: Hand):
    page = opened(hand)
    before = hand.view.workspace.document
    QApplication.clipboard().setText("Step\tRating\nreceive\t4\nReceive\t3\tSlow form\nNobody\t2\nPay\t9\n")
    page.paste.click()
    assert ratings(hand)["Receive"] == (3.5, "Slow form")
    assert "3 lines named no step" in hand.window.notice.text
    hand.window.acts["undo"].trigger()
    assert hand.view.workspace.document == before
    QApplication.clipboard().setText("hello")
    page.paste.click()
    assert hand.view.workspace.document == before


def test_a_map_without_steps_says_what_to_do_first(work: Callable[..., Hand]):
    page = opened(work(document("(Buyer)")))
    assert page.empty.isVisible()
    assert not page.table.isVisible()
