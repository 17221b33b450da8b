"""The portfolio page as a whole, and its board."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.pages.planned import drop
from tests.gui.pages.portfolios import shop
from tests.hand import Hand
from vsmstudio.gui import mime
from vsmstudio.gui.pages.portfolio.board import Board
from vsmstudio.gui.pages.portfolio.card import cards
from vsmstudio.gui.pages.portfolio.page import BOARD, VIEWS, PortfolioPage
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Service, ServiceState

Work = Callable[..., Hand]
PIPELINE, CATALOGUE, RETIRED = ServiceState.PIPELINE, ServiceState.CATALOGUE, ServiceState.RETIRED


def opened(work: Work, document: Document) -> tuple[Hand, PortfolioPage]:
    hand = work(document)
    hand.window.carry_out("show_portfolio_page")
    page = hand.window.stage.page("portfolio")
    assert isinstance(page, PortfolioPage)
    QTest.qWait(10)
    return hand, page


def board_of(page: PortfolioPage) -> Board:
    board = page.show_view(BOARD)
    assert isinstance(board, Board)
    return board


def state_of(hand: Hand, key: str) -> ServiceState:
    return hand.view.workspace.document.the(Service, key).state


def test_services_stand_under_their_state(work: Work) -> None:
    _, page = opened(work, shop())
    lanes = {state: lane.cards.keys for state, lane in board_of(page).lanes.items()}
    assert lanes == {PIPELINE: ("Soon",), CATALOGUE: ("Host", "Spare", "Web"), RETIRED: ("Fax",)}
    assert "own cost 295" in board_of(page).counts[CATALOGUE].text()
    assert all(lane.visualRect(lane.cards.index(0)).y() < 10 for lane in board_of(page).lanes.values())


def test_a_card_says_owner_cost_streams_readiness_and_findings(work: Work) -> None:
    hand, _ = opened(work, shop())
    workspace = hand.view.workspace
    said = cards(workspace.document, workspace.analysis)
    assert "Web, Customer-facing" in said["Web"].sentence
    assert "own cost 120, TCO 270" in said["Web"].sentence
    assert "streams: Orders" in said["Web"].sentence
    assert said["Host"].gap == "No owner"
    assert said["Spare"].findings > 0


def test_a_card_dropped_on_another_state_is_one_undo_step(work: Work) -> None:
    hand, page = opened(work, shop())
    lane = board_of(page).lanes[RETIRED]
    before = hand.view.workspace.document
    drop(lane.viewport(), mime.SERVICE, "Spare", lane.viewport().rect().center())
    assert state_of(hand, "Spare") is RETIRED
    assert lane.cards.keys == ("Fax", "Spare")
    hand.view.workspace.undo()
    assert hand.view.workspace.document == before


def test_alt_and_an_arrow_move_a_card_and_the_keyboard_goes_along(work: Work) -> None:
    hand, page = opened(work, shop())
    board = board_of(page)
    board.lanes[PIPELINE].stand_on("Soon")
    QTest.keyClick(board.lanes[PIPELINE], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert state_of(hand, "Soon") is CATALOGUE
    assert QApplication.focusWidget() is board.lanes[CATALOGUE]
    assert board.lanes[CATALOGUE].key == "Soon"
    QTest.keyClick(board.lanes[CATALOGUE], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert state_of(hand, "Soon") is PIPELINE
    QTest.keyClick(board.lanes[PIPELINE], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert state_of(hand, "Soon") is PIPELINE


def test_arrows_lead_from_lane_to_lane(work: Work) -> None:
    hand, page = opened(work, shop())
    board = board_of(page)
    board.lanes[PIPELINE].stand_on("Soon")
    QTest.keyClick(board.lanes[PIPELINE], Qt.Key.Key_Right)
    assert QApplication.focusWidget() is board.lanes[CATALOGUE]
    assert hand.view.workspace.selection == ("Host",)
    QTest.keyClick(board.lanes[CATALOGUE], Qt.Key.Key_Left)
    assert QApplication.focusWidget() is board.lanes[PIPELINE]


def test_a_person_dropped_on_a_card_becomes_its_owner(work: Work) -> None:
    hand, page = opened(work, shop())
    lane = board_of(page).lanes[CATALOGUE]
    at = lane.visualRect(lane.cards.index(lane.cards.keys.index("Host"))).center()
    drop(lane.viewport(), mime.PERSON, "Ann", at)
    assert hand.view.workspace.document.the(Service, "Host").owner == "Ann"


def test_finding_a_service_leaves_only_its_card(work: Work) -> None:
    _, page = opened(work, shop())
    board = board_of(page)
    page.search.setText("web")
    assert board.lanes[CATALOGUE].cards.keys == ("Web",)
    assert board.counts[CATALOGUE].text().startswith("1 of 3")


def test_to_look_at_the_board_selects_nothing_by_itself(work: Work) -> None:
    hand, page = opened(work, shop())
    board_of(page).setFocus()
    assert hand.view.workspace.selection == ()


def test_without_services_the_page_says_how_to_begin(work: Work) -> None:
    hand, page = opened(work, edits.new_document())
    assert page.none.isVisible()
    assert not page.chooser.isVisible()
    asked: list[str] = []
    page.asked.connect(asked.append)
    page.none.button.click()
    assert asked == ["new_service"]
    hand.view.workspace.do(lambda document: edits.add_service(document, "Portal"))
    QTest.qWait(10)
    assert board_of(page).lanes[CATALOGUE].isVisible()


def test_every_view_shows_what_was_changed_elsewhere(work: Work) -> None:
    hand, page = opened(work, shop())
    for name in VIEWS:
        page.show_view(name)
    for name in VIEWS:
        view = page.show_view(name)
        hand.view.workspace.do(lambda document: edits.rename(document, "Web", "Shop window"))
        hand.view.workspace.do(lambda document: edits.delete(document, ["Spare", "Hosting"]))
        QTest.qWait(5)
        assert view.isVisible()
        assert page.buttons[name].isChecked()
        for _ in range(2):
            hand.view.workspace.undo()
        QTest.qWait(5)
