"""How a figure came about is one click, or Enter, away; and whoever asked gets on with their work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.analysis.maps import changed
from tests.builders import document
from tests.hand import Hand
from vsmstudio.gui.panels.explain_popover import ExplainPopover
from vsmstudio.gui.panels.figures import SHOWN
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse

Work = Callable[[Document], Hand]


@pytest.fixture
def asked(work: Work, qtbot: QtBot) -> Callable[..., tuple[Hand, ExplainPopover]]:
    """Opens the window on a map, and asks for a figure with Enter on its tile."""

    def ask(held: Document | str, key: str) -> tuple[Hand, ExplainPopover]:
        hand = work(document(held) if isinstance(held, str) else held)
        hand.window.panels.setCurrentWidget(hand.window.figures)
        tile = hand.window.figures.tile(key)
        assert tile is not None
        tile.setFocus()
        QTest.keyClick(tile, Qt.Key.Key_Return)
        card = hand.window.explaining.card
        assert card is not None
        return hand, card

    return ask


MAP = "(C) -> A 10min/1d/90% !P -> [Q 2d] -> B 20min/3d -> (End)"


def names(card: ExplainPopover) -> list[str]:
    return [link.accessibleName() for link in card.links()]


def test_enter_on_a_tile_says_how_its_figure_came_about(asked):
    _, card = asked(MAP, "lead_time")
    assert card.isVisible()
    assert (card.title.text(), card.value.text()) == ("Lead time", "6 d")
    assert "Martin & Osterling" in card.notes.text()
    assert [name.split(".")[0].strip("\u200e") for name in names(card)] == ["1 A, 1 d", "Q, 2 d", "2 B, 3 d"]
    assert card.accessibleName().startswith("Lead time: 6 d.")
    assert card.hasFocus()


def test_a_click_does_so_too_and_every_tile_can_be_asked(asked, qtbot: QtBot):
    hand, card = asked(MAP, "lead_time")
    for key in SHOWN:
        tile = hand.window.figures.tile(key)
        assert tile.focusPolicy() & Qt.FocusPolicy.TabFocus
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
        assert card.isVisible()
        assert card.shown is not None
        assert card.shown.key == key


def test_esc_puts_it_away_and_gives_the_keyboard_back(asked):
    hand, card = asked(MAP, "lead_time")
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert hand.window.focusWidget() is hand.window.figures.tile("lead_time")


def test_esc_works_from_a_row_too(asked):
    _, card = asked(MAP, "lead_time")
    card.links()[1].setFocus()
    QTest.keyClick(card.links()[1], Qt.Key.Key_Escape)
    assert card.isHidden()


def test_a_row_shows_its_record_and_the_card_stays(asked):
    hand, card = asked(MAP, "lead_time")
    QTest.mouseClick(card.links()[2], Qt.MouseButton.LeftButton)
    assert hand.window.workspace.selection == ("B",)
    assert card.isVisible()


def test_a_row_that_is_a_figure_is_explained_in_turn_and_there_is_a_way_back(asked):
    _, card = asked(MAP, "activity_ratio")
    assert card.back.isHidden()
    QTest.mouseClick(card.links()[1], Qt.MouseButton.LeftButton)
    assert card.title.text() == "Lead time"
    QTest.mouseClick(card.back, Qt.MouseButton.LeftButton)
    assert card.title.text() == "Activity ratio"


def test_the_path_can_be_shown_on_the_map(asked):
    hand, card = asked(MAP, "lead_time")
    QTest.mouseClick(card.path, Qt.MouseButton.LeftButton)
    assert hand.window.workspace.selection == ("A", "Q", "B")


def test_it_follows_what_is_done_meanwhile(asked, qtbot: QtBot):
    hand, card = asked(MAP, "lead_time")
    hand.window.workspace.do(lambda held: edits.update(held, "B", lead_time=parse("5d")))
    qtbot.waitUntil(lambda: card.value.text() == "8 d")
    hand.window.workspace.undo()
    qtbot.waitUntil(lambda: card.value.text() == "6 d")


def test_it_goes_with_what_it_is_about(asked, qtbot: QtBot):
    hand, card = asked(MAP, "lead_time")
    hand.window.workspace.do(lambda held: edits.remove(held, "Remove map", ["map"]))
    qtbot.waitUntil(card.isHidden)


def test_it_is_not_modal_and_stays_within_the_window(asked):
    hand, card = asked(MAP, "owner_coverage")
    assert not card.isWindow()
    assert hand.window.rect().contains(card.geometry())
    assert "nobody" in card.links()[1].accessibleName()


def test_names_are_text_and_never_markup(asked):
    held = changed(document("A 1h -> B 2h"), "A", name="<b>bold</b> =1+1 & more")
    _, card = asked(held, "lead_time")
    assert "<b>bold</b> =1+1 & more" in names(card)[0]
    assert card.rule.textFormat() is Qt.TextFormat.PlainText


def test_an_unknown_figure_says_what_is_missing(asked):
    _, card = asked("A 1h -> B 2h", "takt")
    assert card.value.text() == "–"
    assert "demand" in card.notes.text()


def test_the_menu_of_a_step_offers_its_figures_with_their_values(work: Work):
    hand = work(document("A 1h -> B 5h -> D 1h; A -> C 2h -> D"))
    menu = hand.window.explaining.menu("C")
    assert menu is not None
    words = [act.text() for act in menu.actions() if not act.isSeparator()]
    assert words == ["Slack: 3 h", "Earliest start: 1 h", "Latest start: 4 h", "Visits: 1", "Utilisation: –"]
    next(act for act in menu.actions() if act.text().startswith("Slack")).trigger()
    card = hand.window.explaining.card
    assert card is not None
    assert card.isVisible()
    assert card.title.text() == "Slack of 2b C"
    assert hand.window.explaining.menu("nothing") is None


@pytest.mark.parametrize(
    ("said", "key"), [("Lead time ", "lead_time"), ("Processing ", "process_time"), ("Rolled %C&A ", "rolled_ca")]
)
def test_a_total_under_the_ladder_says_how_it_came_about_when_it_is_clicked(work: Work, said: str, key: str) -> None:
    hand = work(document(MAP))
    hand.view.fit()
    ladder = hand.view.canvas.item_of("ladder")
    assert ladder is not None
    words = next(each for each in ladder.element.shapes if getattr(each, "text", "").startswith(said))
    at = hand.view.mapFromScene(words.x + words.width / 2, words.y - 4)  # type: ignore[union-attr]
    QTest.mouseClick(hand.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    card = hand.window.explaining.card
    assert card is not None
    assert card.shown is not None
    assert card.shown.key == key
    assert card.isVisible()
