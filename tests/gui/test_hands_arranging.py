"""Lining up what is selected, and deleting without leaving a hole in the chain."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.builders import document
from tests.hand import CTRL, LEFT, SHIFT, Hand
from vsmstudio.model import edits
from vsmstudio.notation.arrange import ARRANGEMENTS


def flows(hand: Hand) -> set[tuple[str, str]]:
    held = hand.view.workspace.document
    return {(held.name(f.source), held.name(f.target)) for f in held.flows(hand.view.workspace.map_id)}


@pytest.fixture
def strewn(work):  # type: ignore[no-untyped-def]
    hand = work(document("A 1h; B 2h; C 3h"))
    hand.view.workspace.do(lambda d: edits.move(d, {"A": (0, 0), "B": (300, 70), "C": (500, 20)}))
    hand.view.fit()
    return hand


def test_arranging_is_offered_once_enough_is_selected(strewn):
    acts = strewn.window.acts
    strewn.click("A")
    assert not acts["align_top"].isEnabled()
    strewn.click("B", SHIFT)
    assert acts["align_top"].isEnabled()
    assert not acts["distribute_across"].isEnabled()
    strewn.click("C", SHIFT)
    assert acts["distribute_across"].isEnabled()


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_each_arrangement_is_one_undo_step(strewn, name):
    before = strewn.view.workspace.document
    strewn.key(Qt.Key.Key_A, CTRL)
    strewn.window.acts[name].trigger()
    assert strewn.view.workspace.document != before
    assert strewn.view.workspace.session.undo_label == ARRANGEMENTS[name][0]
    strewn.key(Qt.Key.Key_Z, CTRL)
    assert strewn.view.workspace.document == before


def test_keys_line_up_what_is_selected(strewn):
    strewn.key(Qt.Key.Key_A, CTRL)
    strewn.key(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier | SHIFT)
    assert {strewn.position(name)[1] for name in "ABC"} == {0.0}


# --- deleting -----------------------------------------------------------------------------------------------------------


def test_delete_and_connect_joins_what_came_before_with_what_follows_in_one_undo_step(work):
    hand = work(document("A 1h -> B 2h -> C 3h"))
    before = hand.view.workspace.document
    hand.click("B")
    hand.key(Qt.Key.Key_Delete, CTRL)
    assert flows(hand) == {("A", "C")}
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.view.workspace.document == before


def test_after_a_plain_delete_one_click_connects_what_is_left(work):
    hand = work(document("A 1h -> B 2h -> C 3h"))
    hand.click("B")
    hand.key(Qt.Key.Key_Delete)
    assert flows(hand) == set()
    offer = hand.window.notice.findChild(QPushButton)
    assert offer.text() == "Connect what is left"
    QTest.mouseClick(offer, LEFT)
    assert flows(hand) == {("A", "C")}
    assert hand.window.notice.isHidden()
    hand.view.setFocus()
    hand.key(Qt.Key.Key_Z, CTRL)
    assert flows(hand) == set()


def test_connecting_what_is_left_does_nothing_once_the_step_is_back(work):
    hand = work(document("A 1h -> B 2h -> C 3h"))
    before = hand.view.workspace.document
    hand.click("B")
    hand.key(Qt.Key.Key_Delete)
    offer = hand.window.notice.findChild(QPushButton)
    hand.view.workspace.session.undo()
    QTest.mouseClick(offer, LEFT)
    assert hand.view.workspace.document == before


def test_deleting_the_last_step_of_a_chain_offers_nothing(work):
    hand = work(document("A 1h -> B 2h"))
    hand.click("B")
    hand.key(Qt.Key.Key_Delete)
    assert hand.window.notice.isHidden()
