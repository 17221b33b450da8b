"""Everything on the map has a menu of its own, by mouse and by keyboard, and none of them makes the room wait."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.builders import document
from tests.hand import CTRL, SHIFT, Hand
from vsmstudio.gui.menus.rows import row_menu
from vsmstudio.gui.panels.record_list import RecordList
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Criticality,
    Flow,
    FlowKind,
    FlowMode,
    Link,
    LinkKind,
    Person,
    Queue,
    Service,
    Step,
    ValueClass,
)


@pytest.fixture
def held() -> Document:
    drawn = document("(Buyer) -> A 1h @Sales !Clerk -> B 2h -> [Desk 3d] -> C 3h")
    drawn = drawn.apply(edits.put(drawn, "", Service(id="crm", name="CRM"), Person(id="boss", role="Boss & Co")))
    return drawn.apply(edits.underpin(drawn, "crm", "B"))


def menu_at(hand: Hand, at: QPoint) -> QMenu:
    """Press the right button there, as a system does that opens menus by it."""
    QTest.mouseClick(hand.canvas, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    where = hand.canvas.mapToGlobal(at)
    QApplication.sendEvent(hand.canvas, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, where))
    return opened(hand)


def opened(hand: Hand) -> QMenu:
    menu = hand.window.menus.menu
    assert menu is not None, "no menu is open"
    return menu


def test_under_a_menu_no_arrow_offers_a_step_any_more(work, held):
    hand = work(held)
    hand.click("B")
    arrow = hand.handle("left")
    hand.go(arrow)
    assert hand.view.canvas.overlay.offer
    menu_at(hand, arrow)
    assert not hand.view.canvas.overlay.offer


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def pick(menu: QMenu, *path: str) -> None:
    """Choose an entry of a menu, or of one that hangs in it."""
    for step in path[:-1]:
        (action,) = [each for each in menu.actions() if each.text() == step]
        inner = action.menu()
        assert isinstance(inner, QMenu)
        menu = inner
    (action,) = [each for each in menu.actions() if each.text() == path[-1]]
    assert action.isEnabled()
    action.trigger()


def line(hand: Hand, source: str, target: str) -> tuple[str, QPoint]:
    held = hand.view.workspace.document
    (flow,) = [each for each in held.flows("map") if (each.source, each.target) == (source, target)]
    path = hand.view.canvas.item_of(flow.id).element.path
    (ax, ay), (bx, by) = path[0], path[1]
    return flow.id, hand.view.mapFromScene(QPointF((ax + bx) / 2, (ay + by) / 2))


def test_a_step_has_its_menu(work, held):
    hand = work(held)
    menu = menu_at(hand, hand.at("B", -30, -40))
    assert hand.view.workspace.selection == ("B",)
    assert {
        "Rename",
        "Owner",
        "Performer",
        "Value class",
        "Add beside it",
        "Duplicate",
        "Delete",
        "Delete and connect",
    } <= set(words(menu))
    pick(menu, "Owner", "Boss && Co")
    assert hand.view.workspace.document.the(Step, "B").owner == "boss"
    pick(menu_at(hand, hand.at("B", -30, -40)), "Value class", "Value-adding")
    assert hand.view.workspace.document.the(Step, "B").value_class is ValueClass.VA
    pick(menu_at(hand, hand.at("B", -30, -40)), "Delete and connect")
    assert "B" not in hand.view.workspace.document


def test_a_step_is_added_beside_another_from_its_menu(work, held):
    hand = work(held)
    pick(menu_at(hand, hand.at("C", -30, -40)), "Add beside it", "Add next step")
    hand.type("Next")
    hand.view.making.finish_naming()
    document = hand.view.workspace.document
    assert [document.name(flow.target) for flow in document.leaving("C")] == ["Next"]


def test_a_connection_has_its_menu(work, held):
    hand = work(held)
    flow, at = line(hand, "A", "B")
    pick(menu_at(hand, at), "Passed on by", "FIFO lane")
    assert hand.view.workspace.document.the(Flow, flow).mode is FlowMode.FIFO
    pick(menu_at(hand, at), "Kind", "Information")
    assert hand.view.workspace.document.the(Flow, flow).kind is FlowKind.INFORMATION
    hand.key(Qt.Key.Key_Z, CTRL)
    pick(menu_at(hand, line(hand, "A", "B")[1]), "Reverse")
    turned = hand.view.workspace.document.the(Flow, flow)
    assert (turned.source, turned.target) == ("B", "A")


def test_a_step_and_a_queue_are_inserted_where_the_menu_of_a_connection_was_asked_for(work, held):
    hand = work(held)
    pick(menu_at(hand, line(hand, "A", "B")[1]), "Insert a queue here")
    hand.view.making.finish_naming()
    document = hand.view.workspace.document
    (queue,) = [each for each in document.all(Queue) if each.id != "Desk"]
    assert [flow.target for flow in document.leaving(queue.id)] == ["B"]


def test_a_service_and_its_link_have_their_menus(work, held):
    hand = work(held)
    (link,) = hand.view.workspace.document.all(Link)
    hand.view.workspace.select([link.id])
    hand.key(Qt.Key.Key_Menu)
    pick(opened(hand), "Criticality", "High")
    assert hand.view.workspace.document.the(Link, link.id).criticality is Criticality.HIGH
    menu = menu_at(hand, hand.at("CRM"))
    assert {"Rename", "Owner", "Take off this map", "Delete service everywhere"} <= set(words(menu))
    pick(menu, "Take off this map")
    assert not hand.view.workspace.document.links_from("crm", LinkKind.UNDERPINS)
    assert "crm" in hand.view.workspace.document


def test_the_name_of_the_stream_has_its_menu(work, held):
    hand = work(held)
    hand.view.workspace.select(["stream"])
    hand.key(Qt.Key.Key_F10, SHIFT)
    menu = opened(hand)
    assert {"Rename", "Owner", "New value stream"} <= set(words(menu))
    pick(menu, "Owner", "Clerk")
    assert hand.view.workspace.document.streams[0].owner == "person-Clerk"


def test_the_empty_canvas_offers_what_can_be_put_there(work, held):
    hand = work(held)
    hand.click("A")
    at = hand.at("A", 100, -170) + QPoint(0, 0)
    menu = menu_at(hand, hand.canvas.rect().bottomRight() - QPoint(40, 40))
    assert hand.view.workspace.selection == ()
    assert {"Add step here", "Add queue here", "Paste", "Select all", "Fit all"} <= set(words(menu))
    spot = hand.view.mapToScene(at)
    menu = menu_at(hand, at)
    pick(menu, "Add step here")
    hand.type("Here")
    hand.view.making.finish_naming()
    x, _ = hand.position("Here")
    assert abs(x + 78 - spot.x()) < 60


def test_several_things_are_arranged_from_their_menu(work, held):
    hand = work(held)
    hand.click("A")
    hand.click("B", SHIFT)
    hand.view.workspace.do(lambda d: edits.move(d, {"B": (400.0, 40.0)}))
    menu = menu_at(hand, hand.at("B", -30, -40))
    assert set(hand.view.workspace.selection) == {"A", "B"}
    pick(menu, "Arrange", "Align top")
    assert hand.position("B")[1] == hand.position("A")[1]


def test_a_figure_under_the_ladder_says_how_it_was_calculated(work, held):
    hand = work(held)
    asked = []
    hand.view.asked_figure.connect(asked.append)
    ladder = hand.view.canvas.item_of("ladder").element.area
    spots = [
        QPointF(x, y)
        for x in range(int(ladder.x), int(ladder.right), 8)
        for y in range(int(ladder.y), int(ladder.bottom), 6)
        if hand.view.figure_at(QPointF(x, y))
    ]
    hand.view.centerOn(spots[0])
    pick(menu_at(hand, hand.view.mapFromScene(spots[0])), "How was this calculated?")
    assert asked


def test_menus_do_not_wait_for_an_answer_and_leave_nothing_behind(work, held):
    hand = work(held)
    menu = menu_at(hand, hand.at("A", -30, -40))
    assert menu.isVisible()
    gone: list[int] = []
    menu.destroyed.connect(lambda: gone.append(1))
    menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone == [1]
    assert hand.window.menus.menu is None


def test_rows_of_the_lists_in_the_left_panel_have_a_menu(work, held):
    hand = work(held)
    hand.window.library.rename("boss")
    lists = hand.window.library.findChildren(RecordList)
    people = next(each for each in lists if "boss" in each.records.keys)
    row = people.records.index(people.records.keys.index("boss"))
    assert words(people.menu(row)) == ["Rename", "Delete"]
    pick(people.menu(row), "Delete")
    assert "boss" not in hand.view.workspace.document


def test_a_row_of_the_steps_has_a_menu_with_what_can_be_explained_in_it(work, held):
    hand = work(held)
    hand.window.panels.setCurrentWidget(hand.window.steps)
    made = row_menu(hand.view.workspace, hand.window, "B", hand.window.explaining.menu("B"))
    assert words(made) == ["Show on the map", "How it came about", "Delete", "Delete and connect"]
    pick(made, "Show on the map")
    assert hand.view.workspace.selection == ("B",)
    inner = next(each.menu() for each in made.actions() if each.text() == "How it came about")
    assert words(inner)[0].startswith("Slack")
    pick(made, "Delete and connect")
    document = hand.view.workspace.document
    assert [document.name(flow.target) for flow in document.leaving("A")] == ["Desk"]
    assert row_menu(hand.view.workspace, hand.window, "nothing") is None
