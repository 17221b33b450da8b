"""The portfolio's drawing of dependencies, its money, and what if."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.pages.portfolios import shop
from tests.hand import Hand
from vsmstudio.gui.pages.portfolio.dependencies import DependencyView
from vsmstudio.gui.pages.portfolio.money import MoneyView
from vsmstudio.gui.pages.portfolio.page import DEPENDENCIES, MONEY, WHAT_IF, PortfolioPage
from vsmstudio.gui.pages.portfolio.what_if import WhatIfView
from vsmstudio.gui.pages.portfolio.what_if_deeds import deeds
from vsmstudio.model import edits
from vsmstudio.model.records import Contract, Service, ServiceState

Work = Callable[..., Hand]


@pytest.fixture
def page(work: Work) -> PortfolioPage:
    hand = work(shop())
    hand.window.carry_out("show_portfolio_page")
    found = hand.window.stage.page("portfolio")
    assert isinstance(found, PortfolioPage)
    QTest.qWait(10)
    return found


# --- dependencies ------------------------------------------------------------------------------------------------------


def test_a_service_pressed_in_the_drawing_shows_how_far_it_reaches(page: PortfolioPage) -> None:
    view = page.show_view(DEPENDENCIES)
    assert isinstance(view, DependencyView)
    at = view.sheet.on_sheet(view.sheet.spots["Host"]).center().toPoint()
    QTest.mouseClick(view.sheet, Qt.MouseButton.LeftButton, pos=at)
    assert page.workspace.selection == ("Host",)
    assert {"Orders", "Web", "Hosting"} <= view.sheet.reach
    assert "Spare" not in view.sheet.reach
    assert view.said.text() == "Host hangs together with 1 stream, 1 service, 1 contract."
    QTest.mouseClick(view.sheet, Qt.MouseButton.LeftButton, pos=at)
    assert not view.sheet.reach


def test_the_keyboard_walks_the_drawing(page: PortfolioPage) -> None:
    view = page.show_view(DEPENDENCIES)
    view.sheet.setFocus()
    view.sheet.current = "Web"
    QTest.keyClick(view.sheet, Qt.Key.Key_Down)
    assert view.sheet.current == "Host"
    QTest.keyClick(view.sheet, Qt.Key.Key_Return)
    assert page.workspace.selection == ("Host",)


def test_a_contract_in_the_drawing_leads_to_what_if_it_ended(page: PortfolioPage) -> None:
    view = page.show_view(DEPENDENCIES)
    menu = view.menu("Hosting")
    (act,) = [each for each in menu.actions() if each.text() == "What if it ended?"]
    act.trigger()
    assert page.shown == WHAT_IF
    assert page.views[WHAT_IF].contracts.chosen() == ("Hosting",)
    menu.close()


# --- money ---------------------------------------------------------------------------------------------------------------


def test_money_says_what_development_shows_and_hides_and_what_that_covers(page: PortfolioPage) -> None:
    view = page.show_view(MONEY)
    assert isinstance(view, MoneyView)
    assert (
        view.sentence.text()
        == "Development alone shows 100 of 300 EUR a year. It hides 200, 67 % of what services cost."
    )
    assert view.covers.text().startswith("Own cost is known of 4 of 5 services, development of 1.")
    assert [each.name for each in view.by_stream.rows] == ["Orders", "Claims", "Carried by no stream"]
    assert view.by_service.rows[0].name == "Web"
    assert view.by_service.rows[0].figures == ("100", "20", "120", "270")
    assert "30 EUR a year" in view.rest.text()


def test_money_says_who_buys_and_who_is_paid(page: PortfolioPage) -> None:
    page.workspace.do(lambda document: edits.add_contract(document, "Old", annual_value=40.0, end=date(2020, 1, 31)))
    view = page.show_view(MONEY)
    assert [[cell.words for cell in row] for row in view.customers.cells.rows] == [
        ["No customer named", "Web", "1,000"]
    ]
    rows = {row[1].words: [cell.words for cell in row[2:]] for row in view.suppliers.cells.rows}
    assert rows == {"Hosting": ["1 January 2028", "90", "90"], "Old": ["Ended 31 January 2020", "40", "–"]}


def test_the_keyboard_walks_the_bars(page: PortfolioPage) -> None:
    view = page.show_view(MONEY)
    view.by_service.setFocus()
    QTest.keyClick(view.by_service, Qt.Key.Key_Down)
    QTest.keyClick(view.by_service, Qt.Key.Key_Return)
    assert page.workspace.selection == ("Host",)


def test_without_any_cost_money_says_what_to_do(page: PortfolioPage) -> None:
    gone = ["Web", "Host", "Spare", "Fax"]
    page.workspace.do(lambda document: edits.delete(document, gone))
    view = page.show_view(MONEY)
    assert "No cost is known yet" in view.covers.text()
    assert not view.by_service.isVisible()


# --- what if -------------------------------------------------------------------------------------------------------------


def figures(view: WhatIfView) -> dict[str, tuple[str, ...]]:
    return {row[0].words: tuple(cell.words for cell in row[1:]) for row in view.figures.cells.rows}


def test_what_if_compares_and_changes_nothing_until_it_is_done(page: PortfolioPage) -> None:
    before = page.workspace.document
    page.try_without("Host")
    view = page.views[WHAT_IF]
    assert figures(view)["Own cost of all services, 4 of 5 services known"] == ("300", "150", "−150")
    assert figures(view)["Spent altogether"] == ("300", "240", "−60")
    assert view.said.text().startswith("60 EUR a year less is spent; 1 critical step would have to do without")
    assert page.workspace.document is before
    view.contracts.tick("Hosting")
    assert figures(view)["Spent altogether"] == ("300", "150", "−150")
    view.do.click()
    held = page.workspace.document
    assert held.the(Service, "Host").state is ServiceState.RETIRED
    assert held.the(Contract, "Hosting").end is not None
    assert not view.services.chosen()
    page.workspace.undo()
    assert page.workspace.document == before


def test_what_if_says_before_it_is_done_what_it_changes(page: PortfolioPage) -> None:
    page.try_without("Host", "Hosting")
    view = page.views[WHAT_IF]
    said = deeds(page.workspace.document, view.found.change)
    assert view.deeds_head.isVisible()
    assert said[0].startswith("Host: becomes retired; its typed costs become 0 (now ")
    assert "Hosting no longer pays for it" in said[0]
    assert any(each.startswith("Steps, streams and services that rely on") for each in said)
    assert said[-1].startswith("Hosting ends on ")
    view.do.click()
    QApplication.processEvents()
    assert view.said.text() == "Done. Undo brings it back."
    assert not view.deeds_head.isVisible()
    page.workspace.undo()
    QApplication.processEvents()
    assert view.said.text().startswith("Tick what")


def test_what_if_says_what_would_stop_and_which_findings_come(page: PortfolioPage) -> None:
    page.try_without("Web")
    view = page.views[WHAT_IF]
    assert next(row[0].words for row in view.findings.cells.rows) == "Comes"
    page.try_without(contract="Hosting")
    assert "Hosting" in page.workspace.document.name(view.contracts.chosen()[0])


def test_nothing_ticked_offers_nothing_to_do(page: PortfolioPage) -> None:
    view = page.show_view(WHAT_IF)
    assert not view.do.isEnabled()
    view.services.tick("Spare")
    assert view.do.isEnabled()
    view.clear.click()
    assert not view.do.isEnabled()
    assert view.found is None


def test_what_is_ticked_stays_while_another_name_is_looked_for(page: PortfolioPage) -> None:
    view = page.show_view(WHAT_IF)
    view.services.tick("Spare")
    view.search.setText("web")
    assert view.services.count() == 2
    assert view.services.chosen() == ("Spare",)
