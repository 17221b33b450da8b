"""Future maps: from the menu and from a tab, each step knowing where it came from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.builders import document
from tests.hand import Hand
from vsmstudio.model import edits
from vsmstudio.model.records import LinkKind, MapState, Step

MAP = "(Customer) -> Register 1d -> Assess 6d -> Pay 1d"


def menu_of_tab(hand: Hand, index: int) -> QMenu:
    """The menu that a right click on a tab opens."""
    tabs = hand.window.tabs
    at = tabs.tabRect(index).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, tabs.mapToGlobal(at))
    QApplication.sendEvent(tabs, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def in_view(hand: Hand) -> list[str]:
    workspace = hand.view.workspace
    return [step.name for step in workspace.document.steps(workspace.map_id)]


def test_a_new_future_map_begins_as_the_current_one_and_each_step_says_where_it_came_from(work):
    hand = work(document(MAP))
    workspace = hand.view.workspace
    before = workspace.document
    hand.window.acts["new_map"].trigger()
    future = workspace.document.maps[-1]
    assert (future.name, future.state, workspace.map_id) == ("90 days", MapState.FUTURE, future.id)
    assert in_view(hand) == ["Register", "Assess", "Pay"]
    origins = {
        workspace.document.name(step.id): [
            link.target for link in workspace.document.links_from(step.id, LinkKind.CAME_FROM)
        ]
        for step in workspace.document.steps(future.id)
    }
    assert origins == {name: [name] for name in ("Register", "Assess", "Pay")}
    workspace.undo()
    assert workspace.document == before


def test_its_name_is_suggested_and_can_be_typed_over_at_once(work):
    hand = work(document(MAP))
    hand.window.acts["new_map"].trigger()
    hand.type("Ideal")
    hand.enter()
    assert [each.name for each in hand.view.workspace.document.maps] == ["Current state", "Ideal"]
    assert hand.window.tabs.tabText(2) == "Stream · Ideal (future)"


def test_a_second_one_has_a_name_of_its_own_and_begins_as_the_current_map_again(work):
    hand = work(document(MAP))
    hand.window.acts["new_map"].trigger()
    hand.view.workspace.do(lambda d: edits.delete(d, [hand.id_of("Assess")]))
    hand.window.acts["new_map"].trigger()
    assert [each.name for each in hand.view.workspace.document.maps] == ["Current state", "90 days", "90 days (2)"]
    assert in_view(hand) == ["Register", "Assess", "Pay"]


def test_from_the_menu_of_a_tab_it_begins_as_the_map_of_that_tab(work):
    hand = work(document(MAP))
    workspace = hand.view.workspace
    hand.window.acts["new_map"].trigger()
    workspace.do(lambda d: edits.delete(d, [hand.id_of("Assess")]))
    menu = menu_of_tab(hand, 2)
    assert menu.actions()[0].text() == "Copy as future state"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert workspace.document.maps[-1].name == "90 days (2)"
    assert in_view(hand) == ["Register", "Pay"]


def test_of_an_empty_map_it_is_empty(hand):
    hand.window.acts["new_map"].trigger()
    assert [each.name for each in hand.view.workspace.document.maps] == ["Current state", "90 days"]
    assert not hand.view.workspace.document.all(Step)


def test_a_map_copied_as_later_current_map_is_the_current_one_and_the_first_stays_the_baseline(work):
    hand = work(document(MAP))
    workspace = hand.view.workspace
    first = workspace.document.maps[0]
    workspace.do(lambda d: edits.update(d, first.id, date=workspace.as_of))
    before = workspace.document
    hand.window.acts["copy_later"].trigger()
    made = workspace.document.current_map(first.stream)
    assert (made.name, made.state, made.id) == ("Measured again", MapState.CURRENT, workspace.map_id)
    assert made.date > workspace.document.the(type(first), first.id).date
    assert "the latest is" in hand.window.notice.text
    assert in_view(hand) == ["Register", "Assess", "Pay"]
    workspace.undo()
    assert workspace.document == before
