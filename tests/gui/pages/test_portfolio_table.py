"""The portfolio as a table: typed in place, sorted, filtered; and the forms of a service."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.pages.portfolios import shop
from tests.hand import Hand
from vsmstudio.gui.pages.portfolio.links import APPLICATIONS, CUSTOMERS, RESTS_ON, USED_BY, join, names_of
from vsmstudio.gui.pages.portfolio.page import TABLE, PortfolioPage
from vsmstudio.gui.pages.portfolio.table import PortfolioTable
from vsmstudio.gui.panels.forms_services import SERVICE_FORMS
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Application, Fallback, LinkKind, Readiness, Service, ServiceState
from vsmstudio.model.rules import Refused

Work = Callable[..., Hand]


@pytest.fixture
def table(work: Work) -> PortfolioTable:
    hand = work(shop())
    hand.window.carry_out("show_portfolio_page")
    page = hand.window.stage.page("portfolio")
    assert isinstance(page, PortfolioPage)
    made = page.show_view(TABLE)
    QTest.qWait(10)
    return made


def column(table: PortfolioTable, title: str) -> int:
    return next(at for at, each in enumerate(table.columns) if each.col.spec.label == title)


def cell(table: PortfolioTable, key: str, title: str) -> str:
    rows = table.table.rows
    return str(rows.index(rows.keys.index(key), column(table, title)).data())


def type_into(table: PortfolioTable, key: str, title: str, words: str) -> None:
    """What a person does: stand on the cell, press Enter, type, press Enter."""
    rows = table.table.rows
    table.table.setFocus()
    table.table.setCurrentIndex(rows.index(rows.keys.index(key), column(table, title)))
    QTest.keyClick(table.table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor.objectName() == "cell"
    if isinstance(editor, QLineEdit):
        editor.selectAll()
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(10)


def test_every_fact_and_figure_has_its_column(table: PortfolioTable) -> None:
    titles = [each.col.spec.label for each in table.columns]
    assert len(set(titles)) == len(titles)
    typed = {each.col.spec.field for each in table.columns}
    form = SERVICE_FORMS[Service]
    assert {each.field for each in (*form.main, *form.more)} - {"notes"} <= typed
    assert cell(table, "Web", "Own cost") == "120"
    assert cell(table, "Web", "TCO") == "270"
    assert cell(table, "Web", "Development hides") == "20"
    assert cell(table, "Web", "Margin") == "730"
    assert cell(table, "Web", "Rests on") == "Host"
    assert cell(table, "Host", "Used by") == "Web"
    assert cell(table, "Host", "Contracts") == "Hosting"
    assert cell(table, "Soon", "Own cost") == "–"


def test_a_fact_is_typed_in_place_as_one_undo_step(table: PortfolioTable) -> None:
    before = table.workspace.document
    type_into(table, "Web", "Warranty", "99.9 % of office hours")
    assert table.workspace.document.the(Service, "Web").warranty == "99.9 % of office hours"
    table.workspace.undo()
    assert table.workspace.document == before
    type_into(table, "Web", "Infrastructure", "12k")
    assert table.workspace.document.the(Service, "Web").cost_infrastructure == 12_000


def test_a_choice_is_typed_by_its_words(table: PortfolioTable) -> None:
    rows = table.table.rows
    for title, words in (("Continuity", "gap"), ("State", "ret"), ("Fallback", "manual")):
        assert rows.setData(rows.index(rows.keys.index("Web"), column(table, title)), words)
    held = table.workspace.document.the(Service, "Web")
    assert (held.continuity, held.state, held.fallback) == (Readiness.GAP, ServiceState.RETIRED, Fallback.MANUAL)


def test_a_name_is_typed_in_the_column_that_stays(table: PortfolioTable) -> None:
    type_into(table, "Web", "Name", "Shop window")
    assert table.workspace.document.the(Service, "Web").name == "Shop window"


def test_the_name_and_its_head_stay_in_sight_while_the_others_scroll(table: PortfolioTable) -> None:
    bar = table.table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    head = table.table.frozen.horizontalHeader()
    middle = head.mapTo(table.table, head.rect().center())
    assert table.table.childAt(middle) is head.viewport()


def test_what_cannot_be_read_is_refused_where_it_is_typed(table: PortfolioTable) -> None:
    type_into(table, "Web", "Infrastructure", "much")
    assert table.message.isVisible()
    assert table.workspace.document.the(Service, "Web").cost_infrastructure is None
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not table.message.isVisible()


def test_a_head_sorts_figures_from_the_largest_with_unknown_last(table: PortfolioTable) -> None:
    table.sort(column(table, "Own cost"))
    assert table.table.rows.keys == ("Host", "Web", "Spare", "Fax", "Soon")
    table.sort(column(table, "Own cost"))
    assert table.table.rows.keys == ("Fax", "Spare", "Web", "Host", "Soon")


def test_state_and_words_filter_the_rows(table: PortfolioTable) -> None:
    table.show_state(ServiceState.RETIRED)
    assert table.table.rows.keys == ("Fax",)
    table.show_state(None)
    table.look_for("hosting")
    assert table.table.rows.keys == ("Host",)


def test_the_last_row_adds_a_service(table: PortfolioTable) -> None:
    table.table.start_new()
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "Payments")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(10)
    assert "Payments" in [each.name for each in table.workspace.document.services]


def test_the_sums_say_what_they_cover(table: PortfolioTable) -> None:
    assert "own cost 300 EUR a year (4 of 5 services known)" in table.said.text()
    assert "development 100 (1 of 5 services known)" in table.said.text()


# --- what a service is joined to ---------------------------------------------------------------------------------------


def after(document: Document, *args: object) -> Document:
    return document.apply(join(document, *args))  # type: ignore[arg-type]


def test_names_join_and_part_and_new_ones_are_made() -> None:
    held = shop()
    held = after(held, "Web", RESTS_ON, "Spare; host")
    assert names_of(held, "Web", RESTS_ON) == "Host; Spare"
    assert names_of(held, "Spare", USED_BY) == "Web"
    held = after(held, "Web", RESTS_ON, "")
    assert names_of(held, "Web", RESTS_ON) == ""
    held = after(held, "Web", APPLICATIONS, "ShopFront")
    assert [each.name for each in held.all(Application)] == ["ShopFront"]
    held = after(held, "Web", CUSTOMERS, "Buyers")
    assert [held.name(each.target) for each in held.links_from("Web", LinkKind.SERVES)] == ["Buyers"]


def test_a_link_that_stays_keeps_its_share() -> None:
    held = shop()
    (link,) = held.links_from("Web", LinkKind.RESTS_ON)
    held = held.apply(edits.update(held, link.id, share=0.25))
    held = after(held, "Web", RESTS_ON, "Host; Spare")
    assert {each.target: each.share for each in held.links_from("Web", LinkKind.RESTS_ON)} == {
        "Host": 0.25,
        "Spare": None,
    }


def test_a_service_cannot_rest_on_itself() -> None:
    with pytest.raises(Refused):
        after(shop(), "Web", RESTS_ON, "Web")
