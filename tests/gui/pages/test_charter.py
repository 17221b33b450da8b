"""The charter, as it is written on its sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import document
from tests.hand import Hand
from vsmstudio.gui.pages.charter.page import CharterPage
from vsmstudio.model import edits
from vsmstudio.model.records import LinkKind, ValueStream


@pytest.fixture
def hand(work) -> Hand:
    made = work(document("A 1h"))
    made.window.acts["show_charter"].trigger()
    return made


def page(hand: Hand) -> CharterPage:
    held = hand.window.stage.currentWidget()
    assert isinstance(held, CharterPage)
    return held


def stream(hand: Hand) -> ValueStream:
    return hand.window.workspace.document.streams[0]


def test_the_page_has_a_tab_as_long_as_it_is_shown_and_esc_leads_back(hand):
    tabs = hand.window.tabs
    assert tabs.tabText(tabs.currentIndex()) == "Charter"
    hand.escape()
    assert hand.window.stage.on_map
    assert tabs.tabText(tabs.currentIndex()) == "Stream · current" or "Stream" in tabs.tabText(tabs.currentIndex())
    assert tabs.count() == 2


def test_what_is_typed_on_the_sheet_is_one_step_to_take_back(hand):
    page(hand).sheet_of_paper.fields["problem"].editor.setFocus()
    hand.type("Customers wait too long")
    hand.key(Qt.Key.Key_Tab)
    assert stream(hand).problem == "Customers wait too long"
    hand.window.workspace.undo()
    assert stream(hand).problem == ""


def test_a_sponsor_who_is_not_known_yet_is_made(hand):
    page(hand).sheet_of_paper.fields["sponsor"].editor.setFocus()
    hand.type("Director")
    hand.enter()
    document = hand.window.workspace.document
    assert document.name(stream(hand).sponsor) == "Director"


def test_the_team_is_typed_one_by_one_and_a_cross_takes_somebody_away(hand):
    team = page(hand).sheet_of_paper.team
    team.field.editor.setFocus()
    hand.type("Clerk")
    hand.enter()
    hand.type("Foreman")
    hand.enter()
    document = hand.window.workspace.document
    names = {document.name(each.source) for each in document.links_to("stream", LinkKind.WORKS_ON)}
    assert names == {"Clerk", "Foreman"}
    team._take(team.keys[0])
    assert len(hand.window.workspace.document.links_to("stream", LinkKind.WORKS_ON)) == 1


def test_somebody_who_came_later_is_chosen_from_the_list(hand):
    team = page(hand).sheet_of_paper.team
    hand.window.workspace.do(lambda d: edits.add_person(d, "Foreman"))
    team.field.editor.setFocus()
    hand.key(Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(team.field.suggestions.list, key)
    document = hand.window.workspace.document
    assert [document.name(each.source) for each in document.links_to("stream", LinkKind.WORKS_ON)] == ["Foreman"]


def test_what_is_blank_is_marked_until_it_is_filled(hand, qtbot):
    field = page(hand).sheet_of_paper.fields["first_step"]
    assert field.editor.property("blank") == "yes"
    hand.window.workspace.do(lambda d: edits.update(d, "stream", first_step="Report"))
    qtbot.waitUntil(lambda: field.editor.property("blank") == "")
    assert field.editor.text() == "Report"


def test_without_a_stream_the_page_says_how_to_begin(work):
    from vsmstudio.model.document import Document

    made = work(Document())
    made.window.acts["show_charter"].trigger()
    held = page(made)
    assert held.empty.isVisible()
    held.empty.button.click()
    assert made.window.workspace.document.streams
