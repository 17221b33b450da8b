"""Ctrl+K: every action by its words, and every action has a place in a menu."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

import vsmstudio.gui
from tests.builders import document
from tests.hand import CTRL
from vsmstudio.gui.acts.menus import listed


def open_palette(hand) -> None:
    hand.key(Qt.Key.Key_K, CTRL)


def rows(hand):
    return hand.window.finder.card.rows.rows


def test_typing_what_one_wants_and_enter_does_it(work):
    hand = work(document("Receive 1h -> Ship 1h"))
    open_palette(hand)
    hand.type("select all")
    assert rows(hand)[0].keys == "Ctrl+A"
    hand.enter()
    assert len(hand.view.workspace.selection) == 2
    assert hand.view.hasFocus()


def test_going_back_to_the_map_touches_no_field_on_the_way(work):
    hand = work(document("Receive 1h -> Ship 1h"))
    hand.view.setFocus()
    visited = []
    QApplication.instance().focusChanged.connect(lambda _, now: visited.append(now))
    open_palette(hand)
    hand.escape()
    assert visited == [hand.window.finder.card.field, hand.view]


def test_it_lists_every_action_with_its_menu_and_keys(hand):
    open_palette(hand)
    shown = {row.words.casefold() for row in rows(hand)}
    for menu, act in listed():
        assert act.words.casefold() in shown, f"{menu}: {act.words}"


def test_what_cannot_be_done_now_says_why_and_does_nothing(work):
    hand = work(document("Receive 1h"))
    open_palette(hand)
    hand.type("delete")
    row = next(row for row in rows(hand) if row.words == "Delete")
    assert "select something first" in row.under
    hand.window.finder.card.choose(rows(hand).index(row))
    assert not hand.window.finder.card.isHidden()
    assert hand.view.workspace.document.steps("map")


def test_undo_is_found_by_what_it_would_undo(work):
    hand = work(document("Receive 1h"))
    open_palette(hand)
    hand.type("undo")
    assert "nothing to undo" in rows(hand)[0].under
    hand.escape()
    hand.click("Receive")
    hand.key(Qt.Key.Key_Delete)
    open_palette(hand)
    hand.type("undo")
    assert rows(hand)[0].words.startswith("Undo delete")
    hand.enter()
    assert hand.view.workspace.document.steps("map")


def test_the_last_action_comes_first_next_time(work):
    hand = work(document("Receive 1h"))
    open_palette(hand)
    hand.type("add queue")
    hand.enter()
    hand.escape()
    open_palette(hand)
    assert rows(hand)[0].words == "Add queue"


def test_a_menus_name_lists_what_stands_in_it(hand):
    open_palette(hand)
    hand.type("deliver")
    assert {"Deliver as last time", "Print…"} <= {row.words for row in rows(hand)}


def test_an_arrow_bracket_in_the_search_for_names_leads_to_commands(hand):
    hand.key(Qt.Key.Key_F, CTRL)
    hand.type(">fit")
    assert rows(hand)[0].words == "Fit all"


def test_every_shortcut_of_the_window_belongs_to_an_action_of_a_menu(hand):
    """What a shortcut can do is in a menu too, with the same keys."""
    in_menus = {hand.window.acts[act.name] for _, act in listed()}
    with_keys = {
        each for each in hand.window.findChildren(QAction) if not each.shortcut().isEmpty() and each.text()
    } - in_menus
    assert not {f"{each.text()} {each.shortcut().toString()}" for each in with_keys if each.parent() is hand.window}


def test_no_part_of_the_window_has_a_shortcut_of_its_own():
    """A QShortcut cannot be found in a menu; keys that mean something in one panel alone are its own keys."""
    made = []
    for path in Path(vsmstudio.gui.__file__).parent.rglob("*.py"):
        made += [path.name for _ in re.finditer(r"\bQShortcut\(", path.read_text(encoding="utf-8"))]
    assert made == []


def test_the_keys_of_every_action_can_be_pressed():
    for _, act in listed():
        assert not act.keys or QKeySequence(act.keys).toString(), act
