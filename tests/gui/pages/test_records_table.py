"""A page's table, as stakeholders and the audit are typed in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from tests.builders import document
from tests.hand import ALT, Hand
from vsmstudio.gui.pages.records.table import RecordTable
from vsmstudio.model import edits
from vsmstudio.model.records import Stakeholder


@pytest.fixture
def hand(work) -> Hand:
    return work(document("A 1h @Desk !Clerk -> B 1h @Store !Head"))


def table(hand: Hand, name: str) -> RecordTable:
    hand.window.acts[f"show_{name}"].trigger()
    return hand.window.stage.currentWidget().table


def add(hand: Hand, held: RecordTable, who: str) -> None:
    held.edit_new()
    hand.type(who)
    hand.enter()
    hand.window.activateWindow()


def held_by(hand: Hand) -> list[str]:
    found = hand.window.workspace.document
    return [found.name(each.who) for each in sorted(found.all(Stakeholder), key=lambda each: each.order)]


def test_a_name_in_the_last_row_adds_a_stakeholder_who_goes_on_being_typed(hand):
    held = table(hand, "stakeholders")
    add(hand, held, "Desk")
    add(hand, held, "Regulator")
    assert held_by(hand) == ["Desk", "Regulator"]
    assert held.view.currentIndex().row() == 1
    assert hand.window.workspace.session.undo_label == "Add stakeholder Regulator"
    hand.window.workspace.undo()
    assert held_by(hand) == ["Desk"]
    assert "Regulator" not in [each.name for each in hand.window.workspace.document.people]


def test_tab_commits_a_cell_and_goes_to_the_next(hand):
    held = table(hand, "stakeholders")
    add(hand, held, "Desk")
    key = held.rows.keys[0]
    held.edit(key, 2)
    hand.type("Fewer calls")
    hand.key(Qt.Key.Key_Tab)
    assert hand.window.workspace.document.the(Stakeholder, key).interest == "Fewer calls"
    assert held.view.currentIndex().column() == 3


def test_a_stream_that_nobody_knows_is_refused_where_it_is_typed(hand):
    held = table(hand, "stakeholders")
    add(hand, held, "Desk")
    held.edit(held.rows.keys[0], 1)
    hand.type("Nowhere")
    hand.enter()
    assert "none of the streams" in held.message.text()
    assert held.view.is_editing
    hand.escape()
    assert not held.view.is_editing
    assert not held.message.isVisible()


def test_rows_change_places_by_key_and_delete_takes_one_away(hand):
    held = table(hand, "stakeholders")
    for who in ("Desk", "Store"):
        add(hand, held, who)
    held.view.setFocus()
    held.view.setCurrentIndex(held.rows.index(1, 0))
    hand.key(Qt.Key.Key_Up, ALT)
    assert held_by(hand) == ["Store", "Desk"]
    hand.key(Qt.Key.Key_Delete)
    assert held_by(hand) == ["Desk"]


def test_the_audit_asks_why_where_the_two_differ(hand, qtbot):
    held = table(hand, "audit")
    step = held.rows.keys[0]
    assert [hand.window.workspace.document.name(each) for each in held.rows.keys] == ["A", "B"]
    for column, said in ((1, "Once"), (2, "Twice")):
        held.edit(step, column)
        assert isinstance(hand.focus(), QPlainTextEdit)
        hand.type(said)
        hand.enter()
    qtbot.waitUntil(lambda: held.rows.index(0, 4).data() == "◆ Differs, why?")
    assert held.rows.index(0, 3).data() == "Ask why"
    page = hand.window.stage.currentWidget()
    page.only.click()
    assert len(held.rows.keys) == 1


def test_what_is_being_typed_stays_while_rows_come_and_go_around_it(hand):
    held = table(hand, "stakeholders")
    for who in ("Desk", "Store"):
        add(hand, held, who)
    key, workspace = held.rows.keys[1], hand.window.workspace
    held.edit(key, 3)
    hand.type("On ti")
    workspace.do(lambda d: edits.delete(d, [held.rows.keys[0]]))
    QTest.qWait(20)
    hand.type("me")
    hand.enter()
    assert workspace.document.the(Stakeholder, key).value == "On time"
    held.edit(key, 4)
    hand.type("Fewer ")
    workspace.undo()
    workspace.undo()
    QTest.qWait(20)
    assert len(held.rows.keys) == 2
    hand.type("calls")
    hand.enter()
    assert workspace.document.the(Stakeholder, key).gains == "Fewer calls"


def test_the_keyboard_stays_in_the_table_when_its_row_is_taken_back(hand):
    held = table(hand, "stakeholders")
    for who in ("Desk", "Store"):
        add(hand, held, who)
    QTest.qWait(20)
    held.view.setFocus()
    hand.window.workspace.undo()
    QTest.qWait(20)
    assert hand.focus() is held.view
    assert held.view.currentIndex().row() == 1  # where the next one is typed


def test_a_key_that_comes_too_late_for_a_cell_does_nothing(hand):
    held = table(hand, "stakeholders")
    held.edit_new()
    hand.type("Desk")
    cell = hand.focus()
    hand.enter()
    hand.window.activateWindow()
    assert held_by(hand) == ["Desk"]
    QTest.keyClick(cell, Qt.Key.Key_Return)  # it is gone, but not yet from memory
    assert held_by(hand) == ["Desk"]


def test_a_name_is_kept_when_another_page_comes_while_it_is_typed(hand):
    held = table(hand, "stakeholders")
    held.edit_new()
    hand.type("Des")
    hand.window.carry_out("show_value")
    assert held_by(hand) == ["Des"]


def test_what_is_typed_about_something_that_is_gone_is_refused(hand):
    hand.window.acts["show_value"].trigger()
    held, workspace = hand.window.stage.currentWidget().measures, hand.window.workspace
    here = held.rows.index(0, 0)  # where one is added
    workspace.do(lambda d: edits.delete(d, [d.streams[0].id]))
    assert "no longer there" in held.rows.refusal(here, "Days until it is done")
    assert not held.rows.setData(here, "Days until it is done")
