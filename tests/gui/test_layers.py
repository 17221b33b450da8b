"""Layers in the window: each on and off by key, menu or button, for every map; what is hidden is out of reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import document
from tests.hand import CTRL, Hand
from vsmstudio.gui import mime
from vsmstudio.model import edits
from vsmstudio.model.records import Service
from vsmstudio.notation.layers import WORDS

ALT = Qt.KeyboardModifier.AltModifier
KEYS = dict(zip(WORDS, range(Qt.Key.Key_1, Qt.Key.Key_9), strict=True))


@pytest.fixture
def hand(work: Callable[..., Hand]) -> Hand:
    drawn = document("(Buyer) -> Receive 1h !Clerk -> Approve 2d -> (Gets); Approve ..> Receive")
    drawn = drawn.apply(edits.put(drawn, "service", Service(id="crm", name="CRM")))
    drawn = drawn.apply(edits.underpin(drawn, "crm", "Receive"))
    return work(drawn.apply(edits.add_note(drawn, "map", 40, -160, text="Ask", about="Receive")))


def kinds(hand: Hand) -> list[str]:
    return [
        item.element.kind for key in hand.view.workspace.document.records if (item := hand.view.canvas.item_of(key))
    ]


def turn(hand: Hand, name: str) -> None:
    QTest.keyClick(hand.window, KEYS[name], CTRL | ALT)


def test_services_and_their_links_come_and_go(hand: Hand):
    assert {"service", "link"} <= set(kinds(hand))
    turn(hand, "services")
    assert not {"service", "link"} & set(kinds(hand))
    assert not hand.window.acts["layer_services"].isChecked()
    turn(hand, "services")
    assert {"service", "link"} <= set(kinds(hand))
    assert hand.window.acts["layer_services"].isChecked()


def test_what_is_hidden_is_not_selected_any_more(hand: Hand):
    hand.click_point(hand.at("Ask"))
    assert hand.view.workspace.selection
    turn(hand, "notes")
    assert hand.view.workspace.selection == ()
    assert "note" not in kinds(hand)


def test_information_and_timeline_come_and_go(hand: Hand):
    flows = kinds(hand).count("flow")
    turn(hand, "information")
    turn(hand, "ladder")
    assert kinds(hand).count("flow") == flows - 1
    assert hand.view.canvas.item_of("ladder") is None


def test_the_button_counts_what_is_hidden_and_shows_all_again(hand: Hand):
    assert hand.window.layering.text() == "Layers"
    turn(hand, "owners")
    turn(hand, "findings")
    assert hand.window.layering.text() == "Layers, 2 hidden"
    assert hand.window.layering.hidden == ("owners", "findings")
    hand.window.acts["layers_all"].trigger()
    assert hand.window.layering.hidden == ()
    assert hand.window.acts["layer_owners"].isChecked()


def test_the_menu_of_the_button_turns_layers_too(hand: Hand):
    menu = hand.window.layering.menu()
    assert menu is not None
    for action in menu.actions():
        if action.text() == "Services":
            action.trigger()
    assert "service" not in kinds(hand)
    hand.window.acts["new_map"].trigger()
    assert "service" not in kinds(hand)


def test_one_goes_on_mapping_while_layers_are_hidden(hand: Hand):
    for name in WORDS:
        turn(hand, name)
    hand.drop_node("step", 700, 300)
    hand.type("Pay")
    hand.enter()
    hand.escape()
    assert hand.view.canvas.item_of(hand.id_of("Pay"))


def test_what_is_added_to_a_hidden_layer_brings_it_back(hand: Hand):
    turn(hand, "notes")
    turn(hand, "services")
    hand.drop(mime.NODE, "note", hand.at("Approve"))
    hand.type("Why")
    hand.enter()
    assert kinds(hand).count("note") == 2
    assert hand.window.layering.hidden == ("services",)
    hand.drop(mime.SERVICE, "crm", hand.at("Approve"))
    assert hand.window.layering.hidden == ()


def test_hidden_layers_are_remembered_by_the_window(hand: Hand, work: Callable[..., Hand]):
    turn(hand, "ladder")
    turn(hand, "services")
    hand.window.remembering.note()
    assert hand.window.remembering.held.hidden == ("services", "ladder")
    again = work(document("A 1h -> B 1h")).window
    again.layering.hide_layers(("ladder", "of a newer version"))
    assert again.layering.hidden == ("ladder",)
    assert again.view.canvas.item_of("ladder") is None
