"""What a page of the engagement takes of the window, and gives back."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from tests.builders import document
from tests.hand import Hand


@pytest.fixture
def hand(work) -> Hand:
    return work(document("A 1h @Desk !Clerk -> B 1h @Store !Head"))


def test_the_inspector_steps_aside_where_all_is_typed_on_the_page_and_comes_back(hand):
    window = hand.window
    hand.click("A")
    window.inspector.page.heading.name.editor.setFocus()
    window.acts["show_charter"].trigger()
    assert window.inspector.isHidden()
    assert window.stage.isAncestorOf(hand.focus())
    window.acts["show_portfolio_page"].trigger()
    assert not window.inspector.isHidden()
    window.acts["show_value"].trigger()
    hand.escape()
    assert window.stage.on_map
    assert not window.inspector.isHidden()


def test_an_inspector_that_was_hidden_stays_hidden(hand):
    window = hand.window
    window.acts["toggle_right"].trigger()
    window.acts["show_stakeholders"].trigger()
    hand.escape()
    assert window.inspector.isHidden()


def test_no_word_of_a_tables_head_is_cut(hand):
    window = hand.window
    window.resize(1100, 700)
    for name in ("stakeholders", "value", "audit", "experience"):
        window.acts[f"show_{name}"].trigger()
        QTest.qWait(30)
        page = window.stage.currentWidget()
        view = (page.measures if name == "value" else page.table).view
        head = view.horizontalHeader()
        for at, column in enumerate(view.rows.columns):
            words = column.spec.label.split()
            assert max(map(head.fontMetrics().horizontalAdvance, words)) <= view.columnWidth(at), column.spec.label
