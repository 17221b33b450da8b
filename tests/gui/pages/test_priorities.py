"""Priorities: ranked and ranked again by hand, earlier orders kept, and points placed on the plot of effort and benefit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.pages.planned import NAMES, drop, id_of, planned
from tests.hand import ALT, CTRL, SHIFT, Hand
from vsmstudio.gui.pages.plan.lane import CARD
from vsmstudio.gui.pages.priorities.list import NAME, PLACE
from vsmstudio.gui.pages.priorities.page import PrioritiesPage
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement, Ranking

KEY = Qt.Key


@pytest.fixture
def hand(work: Callable[[Document], Hand]) -> Hand:
    return work(planned())


def opened(hand: Hand) -> PrioritiesPage:
    hand.window.acts["show_priorities"].trigger()
    page = hand.window.stage.currentWidget()
    assert isinstance(page, PrioritiesPage)
    QApplication.processEvents()
    return page


def names(page: PrioritiesPage) -> list[str]:
    return [page.workspace.document.name(key) for key in page.table.keys]


def places(page: PrioritiesPage) -> list[str]:
    return [str(page.table.lines.index(at, PLACE).data()) for at in range(len(page.table.keys))]


def stand_on(page: PrioritiesPage, name: str) -> None:
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.lines.index(names(page).index(name), NAME))


def held(page: PrioritiesPage, name: str) -> Improvement:
    return page.workspace.document.the(Improvement, id_of(page.workspace.document, name))


def new_round(page: PrioritiesPage, why: str) -> None:
    page.new_round.click()
    QTest.keyClicks(page.round.why, why)
    QTest.keyClick(page.round.why, KEY.Key_Return)
    QApplication.processEvents()


def test_alt_and_an_arrow_move_a_row_in_one_step(hand: Hand) -> None:
    page = opened(hand)
    before = page.workspace.document
    assert names(page) == list(NAMES)
    stand_on(page, NAMES[0])
    hand.key(KEY.Key_Down, ALT)
    assert names(page)[:2] == [NAMES[1], NAMES[0]]
    assert page.table.currentIndex().row() == 1
    hand.key(KEY.Key_Z, CTRL)
    assert page.workspace.document == before
    assert names(page) == list(NAMES)


def test_a_row_that_is_dropped_stands_there(hand: Hand) -> None:
    page = opened(hand)
    stand_on(page, NAMES[2])
    top = page.table.visualRect(page.table.lines.index(0, NAME)).topLeft()
    drop(page.table.viewport(), CARD, id_of(page.workspace.document, NAMES[2]), top + QPoint(20, 3))
    assert names(page) == [NAMES[2], NAMES[0], NAMES[1], NAMES[3]]
    assert held(page, NAMES[2]).rank == 1


def test_a_new_round_keeps_the_order_and_shows_each_move_against_it(hand: Hand) -> None:
    page = opened(hand)
    new_round(page, "The budget was cut")
    (kept,) = page.workspace.document.all(Ranking)
    assert (kept.why, str(kept.on)) == ("The budget was cut", "2026-06-30")
    stand_on(page, NAMES[2])
    hand.key(KEY.Key_Up, ALT)
    hand.key(KEY.Key_Up, ALT)
    assert names(page)[0] == NAMES[2]
    assert places(page)[:3] == ["1 ▲2", "2 ▼1", "3 ▼1"]
    assert "Moves are shown against the order of 30 June 2026." in page.lead.text()


def test_an_earlier_order_can_be_looked_at_and_taken_again(hand: Hand) -> None:
    page = opened(hand)
    new_round(page, "Two contracts end")
    stand_on(page, NAMES[0])
    hand.key(KEY.Key_Down, ALT)
    page.show_order(page.orders.values[-1])
    assert names(page) == list(NAMES)
    assert page.said.text() == (
        "This is how the room ranked until 30 June 2026. It was changed because: Two contracts end"
    )
    stand_on(page, NAMES[0])
    hand.key(KEY.Key_Down, ALT)
    assert names(page) == list(NAMES)  # it is only looked at
    page.take.click()
    assert page.shown == "room"
    assert names(page) == list(NAMES)
    assert page.workspace.session.undo_label == "Take this order"


def test_sorting_by_a_computed_effect_changes_nothing_until_it_is_taken(hand: Hand) -> None:
    page = opened(hand)
    before = page.workspace.document
    page.show_order("ratio")
    assert names(page)[:2] == [NAMES[0], NAMES[1]]
    page.show_order("owner_gaps")
    assert page.workspace.document == before
    assert not page.new_round.isVisible()
    assert page.take.isVisible()


def test_what_supports_no_stream_stands_out_in_words(hand: Hand) -> None:
    page = opened(hand)
    line = page.table.lines.lines[names(page).index(NAMES[2])]
    assert (line.about, line.gap) == ("◆ Supports no stream", True)
    assert "1 supports no stream." in page.lead.text()


def test_a_point_is_dragged_in_one_step(hand: Hand) -> None:
    page = opened(hand)
    before = page.workspace.document
    key = id_of(before, NAMES[0])
    start = page.plot.spot(key).toPoint()
    to = start + QPoint(60, 40)
    QTest.mousePress(page.plot, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page.plot, start + QPoint(20, 20))
    QTest.mouseMove(page.plot, to)
    expected = page.plot.value(QPointF(to))
    QTest.mouseRelease(page.plot, Qt.MouseButton.LeftButton, pos=to)
    assert (held(page, NAMES[0]).effort, held(page, NAMES[0]).benefit) == expected
    assert page.workspace.selection == (key,)
    page.workspace.undo()
    assert page.workspace.document == before


def test_arrow_keys_move_the_chosen_point(hand: Hand) -> None:
    page = opened(hand)
    page.workspace.select([id_of(page.workspace.document, NAMES[0])])
    page.refresh()
    page.plot.setFocus()
    hand.key(KEY.Key_Right)
    hand.key(KEY.Key_Up, SHIFT)
    assert (held(page, NAMES[0]).effort, held(page, NAMES[0]).benefit) == (2.5, 8.1)
    hand.key(KEY.Key_Delete)
    assert held(page, NAMES[0]).effort is None
    assert NAMES[0] in [page.workspace.document.name(key) for key in page.waiting.cards.keys]


def test_those_that_wait_beside_the_plot_are_dropped_on_it_or_put_in_its_middle(hand: Hand) -> None:
    page = opened(hand)
    assert [page.workspace.document.name(key) for key in page.waiting.cards.keys] == [NAMES[2], NAMES[3]]
    at = QPoint(page.plot.width() - 60, 60)
    there = page.plot.value(QPointF(at))
    drop(page.plot, CARD, id_of(page.workspace.document, NAMES[2]), at)
    assert (held(page, NAMES[2]).effort, held(page, NAMES[2]).benefit) == there
    page.waiting.setFocus()
    page.waiting.setCurrentIndex(page.waiting.cards.index(0))
    hand.enter()
    assert (held(page, NAMES[3]).effort, held(page, NAMES[3]).benefit) == (5, 5)


def test_with_nothing_to_rank_it_leads_to_the_plan(work: Callable[[Document], Hand]) -> None:
    hand = work(edits.new_document("Order to cash", "ACME", "Orders"))
    page = opened(hand)
    assert page.empty.isVisible()
    page.empty.button.click()
    assert hand.window.stage.shown == "plan"
