"""What a page of the engagement takes of the window, and gives back."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.builders import document
from tests.hand import Hand
from vsmstudio.model import edits
from vsmstudio.model.records import WorkshopKind


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


def test_a_stream_with_a_long_name_does_not_widen_its_page(hand):
    window, workspace = hand.window, hand.window.workspace
    workspace.do(lambda d: edits.rename(d, d.streams[0].id, "Donaudampfschifffahrtsgesellschaft" * 6))
    window.resize(1100, 700)
    for name in ("charter", "value", "audit", "experience", "workshops"):
        window.acts[f"show_{name}"].trigger()
        QTest.qWait(30)
        assert not window.stage.currentWidget().scroller.horizontalScrollBar().isVisible(), name


def test_a_charter_lists_some_measures_and_counts_the_rest(hand):
    window, workspace = hand.window, hand.window.workspace
    for number in range(15):
        workspace.do(lambda d, number=number: edits.add_measure(d, d.streams[0].id, f"Measure {number}"))
    window.acts["show_charter"].trigger()
    QTest.qWait(30)
    said = [each.text() for each in window.stage.currentWidget().sheet_of_paper.measured.findChildren(QLabel)]
    assert "Measure 11" in said
    assert "Measure 12" not in said
    assert "And 3 more." in said


def test_the_keyboard_stays_on_the_page_when_its_workshop_is_taken_back(hand):
    window = hand.window
    window.acts["show_workshops"].trigger()
    page = window.stage.currentWidget()
    page.add_workshop(WorkshopKind.AUDIT)
    assert page.isAncestorOf(hand.focus())
    window.workspace.undo()
    QTest.qWait(20)
    assert hand.focus() is page or page.isAncestorOf(hand.focus()), hand.focus().text()
    hand.escape()
    assert window.stage.on_map
