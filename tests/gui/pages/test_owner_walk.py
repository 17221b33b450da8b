"""Find the misplaced owner: facts typed in place, proposals accepted one by one or answered with a reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.hand import Hand
from vsmstudio import resources
from vsmstudio.gui.pages.owner_walk.card import ProposalCard
from vsmstudio.gui.pages.owner_walk.page import PROPOSALS, OwnerWalkPage
from vsmstudio.model import edits
from vsmstudio.model.records import Objection, Obstacle, Service, ValueStream
from vsmstudio.storage.files import load

LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key
BROKER, PORTAL = "stream-broker-onboarding", "svc-claims-portal"


@pytest.fixture
def hand(work) -> Hand:
    return work(load(resources.path("examples", "sample.vsm")))


@pytest.fixture
def page(hand: Hand) -> OwnerWalkPage:
    hand.window.acts["show_owner_walk"].trigger()
    QApplication.processEvents()
    held = hand.window.stage.currentWidget()
    assert isinstance(held, OwnerWalkPage)
    return held


def card(page: OwnerWalkPage, subject: str) -> ProposalCard:
    return next(each for each in page.cards if each.proposal.subject == subject)


def walk_to_the_end(page: OwnerWalkPage) -> None:
    while page.at < PROPOSALS:
        QTest.mouseClick(page.next, LEFT)


def test_the_four_steps_lead_to_proposals_by_the_keyboard_alone(hand, page):
    seen = []
    page.next.setFocus()
    while page.at < PROPOSALS:
        seen.append(page.part.title.text())
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Space)
    assert len(seen) == len(set(seen)) == PROPOSALS
    assert [hand.view.workspace.document.name(each.proposal.subject) for each in page.cards] == [
        "Broker onboarding", "Broker portal", "Claims portal", "Fraud screening",
    ]  # fmt: skip


def test_what_speaks_against_an_owner_stands_beside_them(page):
    page.go(1)
    said = [
        str(page.tables[1].rows.data(page.tables[1].rows.index(at, 5))) for at in range(len(page.tables[1].rows.keys))
    ]
    assert said[0] in ("", "–")
    assert "owned on the IT side" in said[1]


def test_customers_of_a_stream_are_typed_in_place(hand, page):
    workspace = hand.view.workspace
    table = page.tables[0]
    table.edit(BROKER, 1)
    editor = QApplication.focusWidget()
    editor.selectAll()
    QTest.keyClicks(editor, "Brokers; Agencies")
    QTest.keyClick(editor, KEY.Key_Return)
    page.refresh()
    named = [each for each in workspace.document.units if each.name == "Agencies"]
    assert [each.side.value for each in named] == ["customer"]
    workspace.undo()
    assert not [each for each in workspace.document.units if each.name == "Agencies"]


def test_accepting_is_one_change_and_stays_visible_as_done(hand, page):
    workspace = hand.view.workspace
    before = workspace.document
    walk_to_the_end(page)
    held = card(page, PORTAL)
    proposed = held.proposal.proposed
    QTest.mouseClick(held.accept, LEFT)
    QApplication.processEvents()
    assert workspace.document.the(Service, PORTAL).owner == proposed == "person-head-of-claims"
    assert PORTAL not in [each.proposal.subject for each in page.cards]
    assert "Claims portal: Head of Claims owns it now" in page.done.text()
    workspace.undo()
    QApplication.processEvents()
    assert workspace.document == before
    assert PORTAL in [each.proposal.subject for each in page.cards]
    assert page.done.text() == ""


def test_somebody_else_can_be_chosen_and_one_decision_leads_to_the_next(hand, page):
    """Once a stream has an owner in the business, that one is proposed for its portal."""
    workspace = hand.view.workspace
    walk_to_the_end(page)
    assert card(page, "svc-broker-portal").proposal.proposed is None
    other = card(page, BROKER).other
    other.editor.setFocus()
    QTest.keyClicks(other.editor, "Operations Director")
    QTest.keyClick(other.editor, KEY.Key_Return)
    QApplication.processEvents()
    assert workspace.document.the(ValueStream, BROKER).owner == "person-operations-director"
    assert card(page, "svc-broker-portal").proposal.proposed == "person-operations-director"


def test_a_reason_is_noted_in_whose_words_and_taken_back(hand, page):
    workspace = hand.view.workspace
    walk_to_the_end(page)
    QTest.mouseClick(card(page, BROKER).note, LEFT)
    QTest.mouseClick(card(page, BROKER).reason.chips[Obstacle.BUSINESS], LEFT)
    QApplication.processEvents()
    why = card(page, BROKER).reason.why
    why.editor.setFocus()
    QTest.keyClicks(why.editor, "Sales has never run a stream")
    QTest.keyClick(why.editor, KEY.Key_Return)
    QApplication.processEvents()
    (held,) = [each for each in workspace.document.all(Objection) if each.subject == BROKER]
    assert (held.reason, held.why) == (Obstacle.BUSINESS, "Sales has never run a stream")
    assert held.on == workspace.as_of
    assert [each for each in workspace.analysis.findings if each.rule == "owner.stream-in-it"]
    card(page, BROKER).reason.take_back()
    QApplication.processEvents()
    assert not [each for each in workspace.document.all(Objection) if each.subject == BROKER]
    assert not card(page, BROKER).note.isHidden()


def test_a_click_that_ends_typing_is_not_lost(hand, page):
    """What is typed is kept by pressing the next chip, and the press counts, too."""
    walk_to_the_end(page)
    held = card(page, PORTAL)
    held.reason.by.editor.setFocus()
    held.reason.by.editor.selectAll()
    QTest.keyClicks(held.reason.by.editor, "Head of IT")
    chip = held.reason.chips[Obstacle.ATTITUDE]
    QTest.mousePress(chip, LEFT)
    QApplication.processEvents()
    chip.setFocus()
    QApplication.processEvents()
    QTest.mouseRelease(chip, LEFT)
    QApplication.processEvents()
    (noted,) = [each for each in hand.view.workspace.document.all(Objection) if each.subject == PORTAL]
    assert (noted.by, noted.reason) == ("Head of IT", Obstacle.ATTITUDE)
    assert card(page, PORTAL) is held


def test_a_reason_that_was_noted_earlier_is_shown(page):
    walk_to_the_end(page)
    shown = card(page, PORTAL).reason
    assert shown.chips[Obstacle.CONTROL].isChecked()
    assert shown.by.editor.text() == "IT Applications Head"


def test_an_empty_document_says_how_to_begin(work):
    hand = work(edits.new_document())
    hand.window.acts["show_owner_walk"].trigger()
    QApplication.processEvents()
    page = hand.window.stage.currentWidget()
    page.go(2)
    assert "No services" in page.none.words.text()
    page.go(PROPOSALS)
    assert [each.proposal.rule for each in page.cards] == ["owner.stream-missing"]


def test_a_name_without_an_end_keeps_a_proposal_within_the_page(hand, page):
    service = next(each for each in page.workspace.document.services if each.name == "Claims portal")
    page.workspace.do(lambda d: edits.rename(d, service.id, "Schadenregulierungsportal" * 12))
    walk_to_the_end(page)
    QApplication.processEvents()
    shown = card(page, service.id)
    assert shown.mapTo(page, shown.rect().topRight()).x() <= page.width()
    assert page.scroller.horizontalScrollBar().maximum() == 0
