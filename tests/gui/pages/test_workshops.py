"""Workshops: written down with who was there, and who was not."""

from __future__ import annotations

from datetime import date

from tests.builders import document
from vsmstudio.gui.pages.workshops.page import WorkshopsPage
from vsmstudio.model.records import LinkKind, Workshop, WorkshopKind


def test_a_mapping_workshop_is_begun_attended_and_says_who_was_missing(work, qtbot):
    hand = work(document("A 1h @Desk -> B 1h @Store", as_of=date(2026, 6, 30)))
    hand.window.acts["show_workshops"].trigger()
    page = hand.window.stage.currentWidget()
    assert isinstance(page, WorkshopsPage)
    assert page.empty.isVisible()
    page.empty.button.click()
    held = hand.window.workspace.document.all(Workshop)[0]
    assert (held.kind, held.date) == (WorkshopKind.MAPPING, date(2026, 6, 30))
    hand.type("Desk")
    hand.enter()
    found = hand.window.workspace.document
    assert [found.name(each.source) for each in found.links_to(held.id, LinkKind.ATTENDED)] == ["Desk"]
    qtbot.waitUntil(page.missing.isVisible)
    assert "Store" in page._missing.itemAt(0).widget().text()


def test_a_workshop_of_a_later_day_is_planned(work, qtbot):
    hand = work(document("A 1h", as_of=date(2026, 6, 30)))
    hand.window.acts["show_workshops"].trigger()
    page = hand.window.stage.currentWidget()
    page.add_workshop(WorkshopKind.REVIEW)
    card = next(iter(page._cards.values()))
    card.fields["date"].editor.setFocus()
    card.fields["date"].editor.selectAll()
    hand.type("2026-09-01")
    hand.enter()
    qtbot.waitUntil(page.planned.isVisible)
    assert not page.held.isVisible()
    assert card.attended_title.text() == "Invited"
