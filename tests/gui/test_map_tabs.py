"""The tabs of the maps, worked by mouse and keys: choosing, naming, ordering, making and deleting maps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTabBar

from tests.builders import document, draw
from tests.hand import CTRL, NO_KEY, SHIFT, Hand
from vsmstudio import resources
from vsmstudio.gui.tab_strip import TabStrip
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import LinkKind, Map, MapState, ValueStream
from vsmstudio.storage.files import load

Work = Callable[[Document], Hand]
LEFT = Qt.MouseButton.LeftButton


def streams() -> Document:
    """Claims with a current and a future map, then Orders."""
    held = document("A 1d -> B 2d")
    held = held.apply(edits.rename(held, "stream", "Claims"))
    held = held.apply(edits.copy_map(held, "map", "Ideal"))
    held = held.apply(edits.put(held, "", ValueStream(id="orders", name="Orders", order=2)))
    held = held.apply(edits.put(held, "", Map(id="orders-now", stream="orders")))
    return draw(held, "orders-now", "X 1h -> Y 1h")


@pytest.fixture
def tabbed(work: Work) -> Hand:
    return work(streams())


def shown(hand: Hand) -> list[str]:
    return [hand.window.tabs.tabText(at) for at in range(hand.window.tabs.count())]


def chosen(hand: Hand) -> str:
    tabs = hand.window.tabs
    return str(tabs.tabText(tabs.currentIndex()))


def middle(hand: Hand, at: int) -> QPoint:
    return hand.window.tabs.tabRect(at).center()


def click(hand: Hand, at: int) -> None:
    QTest.mouseClick(hand.window.tabs, LEFT, pos=middle(hand, at))


def menu_of(hand: Hand, at: int) -> QMenu:
    tabs, point = hand.window.tabs, middle(hand, at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, tabs.mapToGlobal(point))
    QApplication.sendEvent(tabs, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def take(menu: QMenu, words: str) -> None:
    """Choose an entry of a menu, which then closes."""
    act = next(each for each in menu.actions() if each.text() == words)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(act).center())


def drag(hand: Hand, from_: int, to: int) -> None:
    tabs = hand.window.tabs
    a, b = middle(hand, from_), middle(hand, to)
    b += QPoint(20 if to > from_ else -20, 0)
    QTest.mousePress(tabs, LEFT, pos=a)
    for part in (0.1, 0.3, 0.5, 0.7, 0.9, 1.0):
        at, none = a + (b - a) * part, Qt.MouseButton.NoButton  # sent to the tabs, whatever window lies there
        move = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), QPointF(tabs.mapToGlobal(at)), none, LEFT, NO_KEY)
        QApplication.sendEvent(tabs, move)
    QTest.mouseRelease(tabs, LEFT, pos=b)


def over(hand: Hand) -> QLineEdit:
    """The line in which a name of a tab is typed."""
    return next(each for each in hand.window.tabs.findChildren(QLineEdit) if each.isVisible())


def test_the_overview_comes_first_then_maps_stream_by_stream_told_by_words_and_a_mark(tabbed):
    assert shown(tabbed) == ["Overview", "Claims · current", "Claims · Ideal (future)", "Orders · current"]
    assert chosen(tabbed) == "Claims · current"
    marks = {tabbed.window.tabs.tabIcon(at).cacheKey() for at in range(4)}
    assert len(marks) == 3  # overview, current, future


def test_ctrl_tab_and_page_keys_go_through_the_maps_and_the_overview(tabbed):
    seen = []
    for key, keys in (
        (Qt.Key.Key_Tab, CTRL), (Qt.Key.Key_PageDown, CTRL), (Qt.Key.Key_Tab, CTRL), (Qt.Key.Key_Tab, CTRL),
        (Qt.Key.Key_Backtab, CTRL | SHIFT), (Qt.Key.Key_PageUp, CTRL),
    ):  # fmt: skip
        tabbed.key(key, keys)
        seen.append(chosen(tabbed))
    assert seen == [
        "Claims · Ideal (future)", "Orders · current", "Overview", "Claims · current", "Overview", "Orders · current",
    ]  # fmt: skip


def test_each_map_comes_back_at_the_zoom_and_place_at_which_it_was_left(tabbed):
    view = tabbed.view
    view.set_zoom(0.5)
    before = view.mapToScene(view.viewport().rect().center())
    click(tabbed, 3)
    view.set_zoom(2.0)
    click(tabbed, 0)
    click(tabbed, 1)
    assert view.zoom == 0.5
    after = view.mapToScene(view.viewport().rect().center())
    assert abs(after.x() - before.x()) < 4
    assert abs(after.y() - before.y()) < 4
    click(tabbed, 3)
    assert view.zoom == 2.0


def test_a_name_that_is_being_typed_stays_with_its_map_when_another_tab_is_clicked(tabbed):
    tabbed.window.inspector.edit_name()
    tabbed.type("Today")
    click(tabbed, 2)
    assert shown(tabbed)[1:3] == ["Claims · Today (current)", "Claims · Ideal (future)"]
    assert tabbed.view.hasFocus()
    tabbed.window.inspector.edit_name()
    tabbed.type("In a year")
    tabbed.key(Qt.Key.Key_Tab, CTRL)
    assert shown(tabbed)[1:3] == ["Claims · Today (current)", "Claims · In a year (future)"]
    assert tabbed.view.hasFocus()


def test_esc_takes_back_what_was_typed_in_the_inspector_and_then_leads_to_the_map(tabbed):
    tabbed.window.inspector.edit_name()
    tabbed.type("Typed in error")
    tabbed.escape()
    assert not tabbed.view.hasFocus()
    tabbed.escape()
    assert tabbed.view.hasFocus()
    assert shown(tabbed)[1] == "Claims · current"


def test_a_double_click_names_what_it_points_at_the_stream_or_the_map(tabbed):
    tabs = tabbed.window.tabs
    at = tabs.tabRect(2)
    QTest.mouseDClick(tabs, LEFT, pos=QPoint(at.right() - 30, at.center().y()))
    assert over(tabbed).text() == "Ideal"
    QTest.keyClicks(over(tabbed), "In a year")
    QTest.keyClick(over(tabbed), Qt.Key.Key_Return)
    assert shown(tabbed)[2] == "Claims · In a year (future)"
    QApplication.processEvents()
    at = tabs.tabRect(2)
    QTest.mouseDClick(tabs, LEFT, pos=QPoint(at.left() + 40, at.center().y()))
    QTest.keyClicks(over(tabbed), "Motor claims")
    QTest.keyClick(over(tabbed), Qt.Key.Key_Return)
    assert shown(tabbed)[1:3] == ["Motor claims · current", "Motor claims · In a year (future)"]
    tabbed.view.workspace.undo()
    tabbed.view.workspace.undo()
    assert tabbed.view.workspace.document == streams_again(tabbed)


def streams_again(hand: Hand) -> Document:
    """The document as it was opened: nothing is left to undo."""
    assert hand.view.workspace.session.undo_label is None
    return hand.view.workspace.document


def test_f2_in_the_tabs_names_the_map_and_esc_leaves_its_name(tabbed):
    tabs = tabbed.window.tabs
    click(tabbed, 2)
    tabs.setFocus()
    tabbed.key(Qt.Key.Key_F2)
    QTest.keyClicks(over(tabbed), "Other")
    QTest.keyClick(over(tabbed), Qt.Key.Key_Escape)
    assert shown(tabbed)[2] == "Claims · Ideal (future)"
    assert tabbed.view.workspace.session.undo_label is None


def test_a_tab_dragged_among_its_stream_is_one_step_to_undo(tabbed):
    drag(tabbed, 2, 1)
    assert shown(tabbed) == ["Overview", "Claims · Ideal (future)", "Claims · current", "Orders · current"]
    assert tabbed.view.workspace.session.undo_label == "Move map Ideal"
    tabbed.view.workspace.undo()
    assert shown(tabbed)[1] == "Claims · current"


def test_a_tab_dragged_past_another_stream_takes_its_stream_along(tabbed):
    drag(tabbed, 3, 1)
    assert shown(tabbed) == ["Overview", "Orders · current", "Claims · current", "Claims · Ideal (future)"]
    assert chosen(tabbed) == "Orders · current"


def test_the_overview_stays_first(tabbed):
    drag(tabbed, 0, 2)
    drag(tabbed, 2, 0)
    assert shown(tabbed)[0] == "Overview"
    assert shown(tabbed)[1] == "Claims · Ideal (future)"


def test_maps_move_by_menu_and_keys(tabbed):
    take(menu_of(tabbed, 1), "Move right")
    assert shown(tabbed)[1:3] == ["Claims · Ideal (future)", "Claims · current"]
    tabbed.window.acts["move_map_right"].trigger()
    assert shown(tabbed)[1:] == ["Orders · current", "Claims · Ideal (future)", "Claims · current"]
    tabbed.window.acts["move_map_right"].trigger()
    assert tabbed.window.notice.text == "It is the last one already."


def test_a_copy_as_future_state_knows_where_each_step_came_from(tabbed):
    take(menu_of(tabbed, 3), "Copy as future state")
    held = tabbed.view.workspace.document
    made = held.the(Map, tabbed.view.workspace.map_id)
    assert (made.state, held.name(made.stream)) == (MapState.FUTURE, "Orders")
    origins = [link.target for step in held.steps(made.id) for link in held.links_from(step.id, LinkKind.CAME_FROM)]
    assert origins == ["X", "Y"]


def test_the_menu_of_a_future_map_and_the_action_copy_that_very_map(tabbed):
    click(tabbed, 2)
    workspace = tabbed.view.workspace
    lost = next(each for each in workspace.document.steps(workspace.map_id) if each.name == "A")
    workspace.do(lambda d: edits.delete(d, [lost.id]))
    tabbed.window.acts["copy_future"].trigger()
    assert [each.name for each in workspace.document.steps(workspace.map_id)] == ["B"]


def test_a_map_is_deleted_from_its_tab_and_its_neighbour_comes_into_view(tabbed):
    click(tabbed, 2)
    take(menu_of(tabbed, 2), "Delete map")
    assert shown(tabbed) == ["Overview", "Claims · current", "Orders · current"]
    assert chosen(tabbed) == "Claims · current"
    take(menu_of(tabbed, 2), "Delete map and value stream")
    assert shown(tabbed) == ["Overview", "Claims · current"]
    assert not next(each for each in menu_of(tabbed, 1).actions() if each.text().startswith("Delete")).isEnabled()


def test_plus_offers_a_stream_and_a_future_map(tabbed):
    strip = tabbed.window.findChild(TabStrip)
    QTest.mouseClick(strip.add, LEFT)
    menu = QApplication.activePopupWidget()
    assert [each.text() for each in menu.actions()] == ["New value stream", "New future map of Claims"]
    take(menu, "New value stream")
    tabbed.type("Returns")
    tabbed.enter()
    assert shown(tabbed)[-1] == "Returns · current"


def test_the_list_names_every_map_and_leads_to_it(tabbed):
    strip = tabbed.window.findChild(TabStrip)
    QTest.mouseClick(strip.all, LEFT)
    menu = QApplication.activePopupWidget()
    words = [each.text() for each in menu.actions() if each.text()]
    assert words == ["Overview", "Claims · current", "Claims · Ideal (future)", "Orders · current"]
    take(menu, "Orders · current")
    assert tabbed.view.workspace.map_id == "orders-now"


def test_a_long_name_is_cut_and_stands_whole_in_the_tooltip_as_plain_text(work):
    held = document("A 1d")
    long = "<b>Order</b> to cash & " + "everything " * 6
    held = held.apply(edits.rename(held, "stream", long))
    tabs = work(held).window.tabs
    assert len(tabs.tabText(1)) < 60
    assert tabs.tabText(1).endswith("… · current")
    assert "&lt;b&gt;Order&lt;/b&gt;" in tabs.tabToolTip(1)
    assert "everything everything" in tabs.tabToolTip(1)


def test_many_tabs_scroll_and_the_one_that_is_chosen_is_in_sight(work, qtbot):
    held = document("A 1d")
    for at in range(14):
        held = held.apply(edits.add_stream(held, f"Stream number {at}"))
    hand = work(held)
    tabs = hand.window.tabs
    assert tabs.width() < hand.window.width()
    tabs.choose(str(tabs.tabData(15)))
    qtbot.wait(10)
    assert tabs.rect().contains(tabs.tabRect(15).center())


def test_with_little_room_only_the_first_map_of_a_stream_bears_its_name(tabbed, qtbot):
    tabbed.window.tabs.fit(QTabBar.sizeHint(tabbed.window.tabs).width() - 20)
    assert shown(tabbed) == ["Overview", "Claims · current", "Ideal (future)", "Orders · current"]
    assert "Claims" in tabbed.window.tabs.tabToolTip(2)
    at = tabbed.window.tabs.tabRect(2)
    QTest.mouseDClick(tabbed.window.tabs, LEFT, pos=at.center())
    assert over(tabbed).text() == "Ideal"


def test_delete_in_the_tabs_deletes_no_step(tabbed):
    tabbed.click("A")
    tabbed.window.tabs.setFocus()
    tabbed.key(Qt.Key.Key_Delete)
    assert tabbed.view.workspace.document.get("A") is None or "map" not in tabbed.view.workspace.document
    tabbed.view.workspace.undo()
    assert "A" in tabbed.view.workspace.document


def test_where_even_that_is_too_much_a_current_map_bears_its_streams_name_alone(tabbed):
    tabs = tabbed.window.tabs
    tabs.fit(340)
    assert shown(tabbed) == ["Overview", "Claims", "Ideal", "Orders"]  # the mark of each says the rest
    QTest.mouseDClick(tabs, LEFT, pos=tabs.tabRect(1).center())
    assert over(tabbed).text() == "Claims"


def test_the_tabs_of_the_sample_fit_beside_the_colours_and_layers(work, qtbot):
    hand = work(load(resources.path("examples", "sample.vsm")))
    hand.window.resize(1440, 900)
    qtbot.wait(20)
    tabs = hand.window.tabs
    assert tabs.tabRect(tabs.count() - 1).right() <= tabs.width()
