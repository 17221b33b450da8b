"""Ctrl+F: typing a few letters leads to anything that has a name."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import Qt

from tests.builders import document, draw
from tests.hand import CTRL
from vsmstudio import resources
from vsmstudio.gui.finding.matching import Names, Rank, fold
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Improvement,
    Map,
    MapState,
    Measure,
    Stakeholder,
    Step,
    ValueStream,
    Workshop,
)
from vsmstudio.storage.files import load


def found(hand) -> list[str]:
    return [row.words for row in hand.window.finder.card.rows.rows]


def open_find(hand) -> None:
    hand.key(Qt.Key.Key_F, CTRL)


def test_typing_a_part_of_a_name_and_enter_selects_it_and_gives_the_canvas_the_keyboard(work):
    hand = work(document("Receive 1h -> Check_credit 2h -> Ship 1h"))
    open_find(hand)
    hand.type("cred")
    assert found(hand)[0] == "Check credit"
    assert hand.window.finder.card.rows.rows[0].beside == "Step 2 on Stream, current"
    hand.enter()
    assert hand.window.finder.card.isHidden()
    assert hand.view.workspace.selection == (hand.id_of("Check credit"),)
    assert hand.view.hasFocus()


def test_escape_leaves_everything_as_it_was_and_the_keyboard_where_it_was(work):
    hand = work(document("Receive 1h -> Ship 1h"))
    hand.click("Ship")
    hand.window.library.search.setVisible(True)
    hand.window.library.search.setFocus()
    open_find(hand)
    hand.type("rec")
    hand.escape()
    assert hand.window.focusWidget() is hand.window.library.search
    assert hand.view.workspace.selection == (hand.id_of("Ship"),)


def test_arrows_walk_the_results_and_go_round(work):
    hand = work(document("Check_A 1h -> Check_B 1h -> Check_C 1h"))
    open_find(hand)
    hand.type("check")
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Down)
    hand.enter()
    assert hand.view.workspace.selection == (hand.id_of("Check C"),)
    open_find(hand)
    hand.type("check")
    hand.key(Qt.Key.Key_Up)
    hand.key(Qt.Key.Key_Up)
    hand.enter()
    assert hand.view.workspace.selection != (hand.id_of("Check C"),)


def test_a_number_finds_the_step_of_that_number(work):
    hand = work(document("Receive 1h -> Check 1h -> Ship_4_items 1h -> Close 1h"))
    open_find(hand)
    hand.type("4")
    assert found(hand)[0] == "Close"


def test_what_lies_on_another_map_is_brought_into_view(work):
    held = document("Receive 1h -> Ship 1h")
    other = (ValueStream(id="two", name="Claims"), Map(id="later", stream="two", name="90 days", state=MapState.FUTURE))
    hand = work(draw(Document([*held.records.values(), *other]), "later", "Settle 1h"))
    open_find(hand)
    hand.type("settle")
    assert hand.window.finder.card.rows.rows[0].beside == "Step 1 on Claims, 90 days"
    hand.enter()
    assert hand.view.workspace.map_id == "later"
    assert hand.view.hasFocus()


def test_everything_that_has_a_name_is_found(work):
    sample = load(resources.path("examples", "sample.vsm"))
    hand = work(sample)
    open_find(hand)
    card = hand.window.finder.card
    for each in (*sample.services, *sample.units, *sample.streams, *sample.all(Step)):
        card.field.setText(each.name)
        assert each.name in found(hand), each.name
    for person in sample.people:
        card.field.setText(person.role or person.name)
        assert any((person.role or person.name) in words for words in found(hand))
    finding = hand.view.workspace.analysis.findings[0]
    card.field.setText(finding.message[:40])
    grade = finding.severity.word.capitalize()
    assert any(row.beside.startswith(f"{grade} finding on") for row in card.rows.rows)


def test_nothing_found_says_what_to_try(work):
    hand = work(document("Receive 1h"))
    open_find(hand)
    hand.type("qqq")
    assert found(hand) == []
    assert "Nothing has such a name" in hand.window.finder.card.hint.text()
    hand.enter()
    assert not hand.window.finder.card.isHidden()


def test_a_step_that_is_added_meanwhile_is_found(work):
    hand = work(document("Receive 1h"))
    open_find(hand)
    hand.escape()
    hand.click("Receive")
    hand.enter()
    hand.type("Pack")
    hand.enter()
    hand.escape()
    open_find(hand)
    hand.type("pack")
    assert found(hand)[0] == "Pack"


def test_working_elsewhere_puts_the_card_away(work):
    hand = work(document("Receive 1h -> Ship 1h"))
    open_find(hand)
    hand.type("ship")
    hand.click("Receive")
    assert hand.window.finder.card.isHidden()
    assert hand.view.hasFocus()


def test_markup_in_a_name_is_shown_as_it_is(work):
    hand = work(document("<b>Loud</b> 1h"))
    open_find(hand)
    hand.type("<b>")
    assert found(hand)[0] == "<b>Loud</b>"
    hand.window.grab()


@pytest.mark.parametrize(
    ("typed", "first", "rank"),
    [
        ("check", "Check", Rank.EXACT),
        ("receive", "Receive order", Rank.PREFIX),
        ("ord", "Receive order", Rank.WORD),
        ("eive", "Receive order", Rank.INSIDE),
        ("order rec", "Receive order", Rank.WORDS),
        ("rcord", "Receive order", Rank.LETTERS),
        ("prufung", "Prüfung", Rank.EXACT),
    ],
)
def test_the_best_fit_comes_first(typed, first, rank):
    names = ["Recheck", "Check credit", "Check", "Receive order", "Prüfung"]
    hit = Names(names).find(typed, 5)[0]
    assert (names[hit.at], hit.rank) == (first, rank)


def test_marks_are_the_characters_that_were_typed():
    for name, typed in (("Prüfung der Bestellung", "best"), ("Check credit", "credit che"), ("Receive order", "rcor")):
        hit = Names([name]).find(typed, 1)[0]
        assert sorted(fold("".join(name[at] for at in hit.marks))) == sorted(typed.replace(" ", ""))


def test_folding_keeps_every_character_in_its_place():
    for text in ("Prüfung", "İstanbul", "ﬁx", "注文", "א״ב", "e\u0301a", "ß"):
        assert len(fold(text)) == len(text)


def test_five_thousand_steps_are_searched_well_within_a_second_as_one_types():
    names = [f"Step {at} handles order {at * 7919 % 5000}" for at in range(20_000)]
    held = Names(names)
    started = perf_counter()
    for typed in ("o", "or", "ord", "orde", "order 4", "step 499", "zzzz", "sho"):
        held.find(typed, 60)
    assert perf_counter() - started < 8  # a hang, not a slow machine


@pytest.mark.parametrize(
    ("kind", "page"),
    [(Stakeholder, "stakeholders"), (Workshop, "workshops"), (Measure, "value"), (Improvement, "plan")],
)
def test_what_belongs_to_the_engagement_is_found_and_leads_to_its_page(work, kind, page):
    sample = load(resources.path("examples", "sample.vsm"))
    hand = work(sample)
    record = sample.all(kind)[-1]
    open_find(hand)
    card = hand.window.finder.card
    card.field.setText(sample.name(record.id))
    word = {Stakeholder: "Stakeholder", Workshop: "Workshop", Measure: "Value measure", Improvement: "Improvement"}[
        kind
    ]
    at = next(at for at, row in enumerate(card.rows.rows) if row.beside.startswith(word))
    card.rows.rows[at].choose()
    assert hand.window.stage.shown == page
    assert hand.window.workspace.selection == (record.id,)
    assert hand.window.stage.currentWidget().isAncestorOf(hand.focus())
