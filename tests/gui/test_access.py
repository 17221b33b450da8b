"""The window by keyboard alone, and as it is read aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from tests.builders import document
from tests.hand import SHIFT
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.spoken import finding_sentence, sentence, spoken
from vsmstudio.gui.access import canvas as canvas_access
from vsmstudio.gui.access.order import in_flow_order, nodes_in_order
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import Map, Placement, Step, ValueStream
from vsmstudio.storage.files import load

ORDER = document(
    "(Buyer) -> Receive 5min/1h/90% @Sales !Head_of_Sales -> [In-box 2d] -> Approve 2d -> Ship 4h; Ship ~10%~> Receive"
)
Name, Description = QAccessible.Text.Name, QAccessible.Text.Description


def said(held: Document, key: str) -> str:
    return sentence(held, analyse(held), key)


def children(hand) -> list[str]:
    iface = QAccessible.queryAccessibleInterface(hand.view)
    return [iface.child(at).text(Name) for at in range(iface.childCount())]


def child(hand, name: str):
    iface = QAccessible.queryAccessibleInterface(hand.view)
    found = (iface.child(at) for at in range(iface.childCount()))
    return next(each for each in found if f", {name}," in each.text(Name))


# --- sentences --------------------------------------------------------------------------------------------------------


def test_a_step_is_said_in_one_sentence():
    assert said(ORDER, "Approve") == "Step 2, Approve, lead time 2 days, no owner, on the critical path"
    assert said(ORDER, "Receive") == (
        "Step 1, Receive, performed by Sales, processing time 5 minutes, lead time 1 hour, 90 % complete and accurate, "
        "owner Head of Sales, on the critical path"
    )


def test_queues_ends_and_connections_are_said_too():
    assert said(ORDER, "In-box") == "Queue, In-box, wait 2 days, on the critical path"
    assert said(ORDER, "Buyer") == "Customer, Buyer, the stream starts here"
    flows = {said(ORDER, flow.id) for flow in ORDER.flows("map")}
    assert "Work from Buyer to step 1 Receive, on the critical path" in flows
    assert "Rework from step 3 Ship back to step 1 Receive, 10 % of the time" in flows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 d", "1 day"), ("2d", "2 days"), ("1h 30min", "1 hour 30 minutes"), ("3-5 d", "3 to 5 days"),
        ("2-3-6 d", "2 to 6 days, likely 3"), ("90", "90 minutes"), ("1.5 h", "1.5 hours"), ("2 cd", "2 calendar days"),
    ],
)  # fmt: skip
def test_durations_are_said_as_one_says_them(text, words):
    assert spoken(parse(text)) == words


def test_everything_in_the_sample_has_a_sentence_of_its_own():
    sample = load(resources.path("examples", "sample.vsm"))
    analysis = analyse(sample)
    for drawn in sample.maps:
        keys = in_flow_order(sample, drawn.id, lambda key: True)
        sentences = [sentence(sample, analysis, key) for key in keys]
        for words in sentences:
            assert words
            assert not {"  ", ", ,", "None", ",,"} & {words[at : at + 2] for at in range(len(words))}
            assert "None" not in words
            assert "\n" not in words


def test_a_finding_says_its_weight_and_what_to_do():
    finding = analyse(ORDER).findings[0]
    words = finding_sentence(finding)
    assert words.startswith(f"{finding.severity.word.capitalize()} finding: {finding.message.rstrip('.')}")
    assert finding.recommendation in words


# --- the order --------------------------------------------------------------------------------------------------------


def test_a_map_is_read_along_the_flow():
    held = document("C 1h -> D 1h; A 1h -> B 1h -> D")
    order = nodes_in_order(held, "map")
    assert order.index("A") < order.index("B") < order.index("D")
    assert order.index("C") < order.index("D")


def test_a_ring_of_work_is_read_once_round():
    held = document("A 1h -> B 1h -> C 1h -> A")
    assert sorted(nodes_in_order(held, "map")) == ["A", "B", "C"]


# --- the canvas -------------------------------------------------------------------------------------------------------


def test_the_canvas_is_a_list_of_what_is_on_the_map_in_the_order_of_the_flow(work):
    hand = work(ORDER)
    iface = QAccessible.queryAccessibleInterface(hand.view)
    assert iface.role() == QAccessible.Role.List
    assert iface.text(Name) == "Map of Stream, current state, 3 steps"
    heard = children(hand)
    firsts = [words.split(",")[0] for words in heard]
    assert firsts.index("Step 1") < firsts.index("Work from step 1 Receive to In-box") < firsts.index("Queue")
    assert "Step 2, Approve, lead time 2 days, no owner, on the critical path" in heard
    assert iface.indexOfChild(iface.child(3)) == 3
    assert iface.child(3).parent() is iface


def test_each_thing_knows_its_place_on_the_screen_and_is_found_there(work):
    hand = work(ORDER)
    approve = child(hand, "Approve")
    rect = approve.rect()
    middle = hand.view.viewport().mapToGlobal(hand.at("Approve"))
    assert rect.contains(middle)
    iface = QAccessible.queryAccessibleInterface(hand.view)
    assert iface.childAt(middle.x(), middle.y()) is approve
    assert approve.role() == QAccessible.Role.ListItem


def test_what_is_selected_is_said_to_be_and_has_the_focus(work):
    hand = work(ORDER)
    hand.click("Approve")
    approve, ship = child(hand, "Approve"), child(hand, "Ship")
    assert approve.state().selected
    assert approve.state().focused
    assert not ship.state().selected
    assert QAccessible.queryAccessibleInterface(hand.view).focusChild() is approve


def test_a_screen_reader_can_select_a_thing(work):
    hand = work(ORDER)
    hand.window.library.search.setVisible(True)
    hand.window.library.search.setFocus()
    actions = child(hand, "Ship").actionInterface()
    assert "Press" in actions.actionNames()
    actions.doAction("Press")
    assert hand.view.workspace.selection == (hand.id_of("Ship"),)
    assert hand.view.hasFocus()


def test_findings_about_a_thing_are_its_description(work):
    hand = work(ORDER)
    assert "finding: " in child(hand, "Approve").text(Description)


def test_selecting_tells_the_screen_reader_what_has_the_focus(work, monkeypatch):
    told = []
    monkeypatch.setattr(canvas_access.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(canvas_access.QAccessible, "updateAccessibility", lambda event: told.append(_told(event)))
    hand = work(ORDER)
    told.clear()
    hand.click("Approve")
    words = "Step 2, Approve, lead time 2 days, no owner, on the critical path"
    assert (QAccessible.Event.Focus, words) in told
    assert (QAccessible.Event.Selection, words) in told
    told.clear()
    hand.view.workspace.do(lambda d: edits.rename(d, "Approve", "Sign"))
    assert any(event == QAccessible.Event.NameChanged and "Sign" in said for event, said in told)
    told.clear()
    hand.view.workspace.show_map("map")
    hand.key(Qt.Key.Key_Delete)
    assert any(event == QAccessible.Event.ObjectReorder for event, _ in told)


def _told(event) -> tuple[QAccessible.Event, str]:
    iface = event.accessibleInterface()
    return event.type(), iface.text(Name) if iface else ""


def test_a_new_step_is_there_at_once_and_a_deleted_one_is_gone(work):
    hand = work(ORDER)
    ship = child(hand, "Ship")
    assert ship.isValid()
    hand.click("Ship")
    hand.key(Qt.Key.Key_Delete)
    assert not ship.isValid()
    assert not any("Ship" in words for words in children(hand))


def test_thousands_of_steps_are_made_only_when_asked_for(work):
    steps = [Step(id=f"s{at}", map="m", name=f"Step {at}") for at in range(2000)]
    places = [Placement(id=f"s{at}.at", node=f"s{at}", x=at % 50 * 216.0, y=at // 50 * 170.0) for at in range(2000)]
    hand = work(Document([ValueStream(id="v", name="Large"), Map(id="m", stream="v"), *steps, *places]))
    iface = QAccessible.queryAccessibleInterface(hand.view)
    assert iface.childCount() == 2001
    assert not iface._things
    assert iface.child(1200).text(Name)
    assert len(iface._things) == 1


def test_rows_of_findings_are_read_as_sentences(work):
    hand = work(ORDER)
    hand.window.acts["show_findings"].trigger()
    rows = hand.window.findings.rows
    index = rows.index(0, 1)
    words = rows.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert words == finding_sentence(rows.finding(0))


# --- the keyboard -----------------------------------------------------------------------------------------------------


def part_of(hand) -> QWidget | None:
    focus = QApplication.focusWidget()
    return next((part for part in hand.window.parts.all() if part.isAncestorOf(focus) or part is focus), None)


def test_f6_goes_round_the_parts_of_the_window_and_shift_f6_back(work):
    hand = work(ORDER)
    window = hand.window
    assert part_of(hand) is window.stage
    seen = []
    for _ in range(5):
        hand.key(Qt.Key.Key_F6)
        seen.append(part_of(hand))
        assert window.parts.ring.isVisible()
        assert window.parts.ring.part is seen[-1]
    assert seen == [window.panels, window.inspector, window.bar, window.library, window.stage]
    hand.key(Qt.Key.Key_F6, SHIFT)
    assert part_of(hand) is window.library


def test_f6_leaves_out_what_is_hidden_and_comes_back_to_where_one_was(work):
    hand = work(ORDER)
    window = hand.window
    window.acts["toggle_lower"].trigger()
    hand.click("Approve")
    hand.key(Qt.Key.Key_F6)
    assert part_of(hand) is window.inspector
    hand.key(Qt.Key.Key_Tab)
    there = QApplication.focusWidget()
    hand.key(Qt.Key.Key_F6, SHIFT)
    assert hand.view.hasFocus()
    hand.key(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is there


def test_the_frame_goes_away_when_one_works_elsewhere(work):
    hand = work(ORDER)
    hand.key(Qt.Key.Key_F6)
    assert hand.window.parts.ring.isVisible()
    hand.click("Approve")
    assert not hand.window.parts.ring.isVisible()


def test_space_and_shift_1_never_begin_a_name(work):
    hand = work(ORDER)
    hand.click("Approve")
    before = hand.view.workspace.document
    hand.view.set_zoom(2.0)
    hand.key(Qt.Key.Key_Space)
    hand.key(Qt.Key.Key_1, SHIFT)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Exclam, SHIFT)
    assert not any(each.isVisible() for each in hand.view.findChildren(QLineEdit))
    assert hand.view.zoom < 2.0
    hand.key(Qt.Key.Key_Return)
    hand.escape()
    assert hand.view.workspace.document.name("Approve") == "Approve"
    assert before.name("Approve") == "Approve"


def _is_named(widget: QWidget) -> bool:
    iface = QAccessible.queryAccessibleInterface(widget)
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool((iface and iface.text(Name).strip()) or widget.accessibleName() or text)


def test_everything_that_takes_the_keyboard_has_a_name(work):
    sample = load(resources.path("examples", "sample.vsm"))
    hand = work(sample)
    window = hand.window
    unnamed: dict[str, None] = {}
    map_id = hand.view.workspace.map_id
    kinds = (
        sample.steps(map_id),
        sample.services,
        sample.people,
        sample.units,
        sample.streams,
        sample.flows(map_id),
        (),
    )
    for at in range(window.panels.count()):
        window.panels.setCurrentIndex(at)
        window.workspace.select([each.id for each in kinds[at % len(kinds)][:1]])
        unnamed |= _unnamed(window)
    for page in ("overview", "compare", "map"):
        window.stage.turn(page)
        unnamed |= _unnamed(window)
    assert not list(unnamed)


def _unnamed(window: QWidget) -> dict[str, None]:
    QApplication.processEvents()
    return {
        f"{type(widget).__name__} {widget.objectName()} in {_path(widget)}": None
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if not _is_part(widget) and not _is_named(widget)
    }


def _is_part(widget: QWidget) -> bool:
    """A part of a widget that is named itself: the field of a box, what a table scrolls in."""
    parent = widget.parentWidget()
    inner = isinstance(parent, QComboBox | QAbstractScrollArea | QTabBar) and not isinstance(widget, QTextEdit)
    return inner and not (isinstance(parent, QAbstractScrollArea) and parent.viewport() is parent)


def _path(widget: QWidget) -> str:
    names = []
    at = widget.parentWidget()
    while at is not None and len(names) < 4:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return " < ".join(names)


def test_tab_never_gets_lost(work):
    """What takes the keyboard can be seen, and lies in the window."""
    hand = work(load(resources.path("examples", "sample.vsm")))
    window = hand.window
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            assert min(widget.width(), widget.height()) > 1, _path(widget)
            corner = widget.mapTo(window, QPoint(0, 0))
            assert corner.x() < window.width(), _path(widget)


def test_tab_goes_on_from_field_to_field(work):
    hand = work(ORDER)
    hand.click("Approve")
    hand.key(Qt.Key.Key_F6)
    hand.key(Qt.Key.Key_F6)
    seen = []
    for _ in range(6):
        hand.key(Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert len(set(map(id, seen))) == 6
    assert all(each.isVisible() for each in seen)


def test_a_thing_is_asked_for_everything_that_qt_may_ask_for(work):
    """Whatever a thing is not comes to Qt as nothing, not as an address."""
    hand = work(ORDER)
    approve = child(hand, "Approve")
    for asked in (
        "valueInterface",
        "textInterface",
        "editableTextInterface",
        "tableCellInterface",
        "selectionInterface",
    ):
        assert getattr(approve, asked)() is None, asked
    assert approve.actionInterface() is not None


def test_parts_keep_their_widgets_when_others_go(work, qtbot):
    """Going round the window binds no widget to another one's life."""
    hand = work(ORDER)
    canvas = hand.view.viewport()
    for at in range(12):
        hand.key(Qt.Key.Key_F6)
        hand.view.workspace.select([("Approve", "Ship", "Receive")[at % 3]])
        qtbot.wait(5)
    hand.view.workspace.select([])
    qtbot.wait(20)
    assert isValid(canvas)
    assert canvas is hand.view.viewport()
