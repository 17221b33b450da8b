"""What happens at a map that is drawn live: things find their room and their row, and alternatives get their shares."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QToolButton

from tests.builders import document
from tests.hand import NO_KEY
from vsmstudio import resources
from vsmstudio.gui import mime
from vsmstudio.gui.panels.relations import Ways
from vsmstudio.model import edits
from vsmstudio.model.records import Audience, FlowKind, Queue, Split, Step
from vsmstudio.notation.shapes import Box, Rect
from vsmstudio.notation.sizes import area_of
from vsmstudio.notation.theme import LIGHT
from vsmstudio.storage.files import load, save


def chain(*names: str) -> str:
    return " -> ".join(f"{name} 1h" for name in names)


def middle(hand, name):
    document = hand.view.workspace.document
    key = hand.id_of(name)
    return area_of(document.node(key), document.position(key)).center


def test_a_queue_dropped_on_a_short_connection_stands_in_it_and_the_rest_makes_room(work):
    hand = work(document("A 1h -> B 1h -> C 1h -> D 1h"))
    before = hand.view.workspace.document
    between = (hand.edge("A", "right") + hand.edge("B", "left")) / 2
    hand.drop(mime.NODE, "queue", between)
    hand.type("Waits")
    hand.enter()
    workspace = hand.view.workspace
    queue = next(node for node in workspace.document.nodes("map") if isinstance(node, Queue))
    area = area_of(queue, workspace.document.position(queue.id))
    a, b = (hand.view.canvas.area_of(name) for name in ("A", "B"))
    assert area.x - a.right >= 24
    assert b.x - area.right >= 24
    assert middle(hand, "Waits")[1] == middle(hand, "A")[1]
    assert [hand.position(name)[0] - before.position(name)[0] for name in "BCD"] == [96, 96, 96]
    workspace.undo()
    assert workspace.document == before


def test_what_is_moved_near_to_a_row_joins_it(work):
    hand = work(document(chain("A", "B")))
    hand.drop_node("customer", -200, 250)
    hand.type("Buyer")
    hand.enter()
    down = middle(hand, "A")[1] - middle(hand, "Buyer")[1]
    at = hand.at("Buyer", 0, 10)
    hand.drag_points(at, at + QPoint(0, round((down + 9) * hand.view.zoom)))
    assert middle(hand, "Buyer")[1] == middle(hand, "A")[1]


def test_a_start_is_called_what_it_is(hand):
    hand.drop_node("customer", -200, 0)
    hand.enter()
    assert hand.view.workspace.session.undo_label == "Add customer"
    assert hand.window.inspector.page.heading.name.editor.placeholderText() == "Customer"


def test_the_ways_on_are_split_and_shared_where_a_connection_is_selected(work, qtbot):
    hand = work(document("A 1h -> B 1h; A -> C 1h"))
    flows = {flow.target: flow.id for flow in hand.view.workspace.document.leaving("A")}
    hand.view.workspace.select([flows["B"]])
    page = hand.window.inspector.page
    ways = next(each for each in page.relations if isinstance(each, Ways))
    assert ways.isVisible()
    ways.split.editor.setFocus()
    hand.key(Qt.Key.Key_Down)
    assert hand.view.workspace.document.the(Step, "A").split is Split.ONE
    ways.rows[flows["C"]].part.editor.setFocus()
    hand.type("30")
    hand.enter()
    shares = {flow.target: flow.share for flow in hand.view.workspace.document.leaving("A")}
    assert shares == {"B": None, "C": 0.3}
    hand.view.workspace.select(["A"])
    assert next(each for each in hand.window.inspector.page.relations if isinstance(each, Ways)).split.isVisible()


def test_a_step_with_one_way_on_is_not_asked_to_split(work):
    hand = work(document(chain("A", "B")))
    hand.click("A")
    ways = next(each for each in hand.window.inspector.page.relations if isinstance(each, Ways))
    assert not ways.split.isVisible()
    flow = next(flow for flow in hand.view.workspace.document.flows("map") if flow.kind is FlowKind.WORK)
    hand.view.workspace.select([flow.id])
    assert not any(each.isVisible() for each in hand.window.inspector.page.relations)


def test_nothing_is_called_critical_before_any_time_is_known(work):
    hand = work(document("A -> B"))
    hand.click("A")
    said = hand.window.inspector.page.why._said
    assert not any("critical path" in words for words in said)
    strokes = {shape.stroke for shape in hand.view.canvas.item_of("A").element.shapes if hasattr(shape, "stroke")}
    assert "critical" not in strokes


def test_an_empty_library_needs_no_scroll_bar(hand):
    for scroll in hand.window.library.findChildren(QScrollArea):
        assert not scroll.verticalScrollBar().isVisible(), scroll.objectName()


def test_tab_goes_through_experience_ways_and_services_as_they_stand(work):
    held = document("A 1h -> B 1h; A -> C 1h")
    held = held.apply(edits.add_service(held, "Payments"))
    held = held.apply(edits.underpin(held, held.services[0].id, "A"))
    hand = work(held)
    hand.click("A")
    inspector = hand.window.inspector
    felt, ways, services, *_ = inspector.page.relations
    ways.split.editor.setFocus()
    hand.key(Qt.Key.Key_Down)
    felt.touches[Audience.CUSTOMER].bar.setFocus()
    reached = []
    while not reached or (reached[-1] is not services.adder.editor and len(reached) < 30):
        hand.key(Qt.Key.Key_Tab)
        reached.append(hand.focus())
    bars = [touch.bar for touch in felt.touches.values()][1:]
    parts = [part for rows in (ways.rows, services.rows) for row in rows.values() for part in row.parts]
    expected = [each for each in parts if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == [*bars, ways.split.editor, *expected, services.adder.editor]
    places = [each.mapTo(inspector.page, QPoint(0, 0)).y() for each in (*bars, ways.split.editor, services.adder)]
    assert places == sorted(places)


def test_rework_is_selected_once_it_is_drawn_and_esc_goes_back_to_work(work):
    hand = work(document(chain("A", "B", "C")))
    hand.window.acts["draw_rework"].trigger()
    assert "rework" in hand.window.following.drawing.text()
    hand.connect("B", "A")
    workspace = hand.view.workspace
    rework = next(flow for flow in workspace.document.flows("map") if flow.kind is FlowKind.REWORK)
    assert workspace.selection == (rework.id,)
    hand.window.inspector.page.main.fields["probability"].editor.setFocus()
    hand.type("12")
    hand.enter()
    assert next(flow for flow in workspace.document.flows("map") if flow.id == rework.id).probability == 0.12
    hand.view.setFocus()
    hand.escape()
    assert hand.view.drawing is FlowKind.WORK
    assert hand.window.acts["draw_work"].isChecked()
    assert not hand.window.following.drawing.isVisible()


def test_the_list_keeps_the_keyboard_when_a_new_name_moves_it_to_another_place(hand):
    library = hand.window.library
    for name in ("Head of Sales", "Head of Logistics", "Accounts"):
        library.add("person")
        hand.type(name)
        hand.enter()
        assert hand.focus() is library.people
    hand.key(Qt.Key.Key_Down)
    people = hand.view.workspace.document.people
    assert [person.role for person in people] == ["Accounts", "Head of Logistics", "Head of Sales"]
    assert hand.view.workspace.selection == (people[1].id,)


def test_the_frame_of_a_cell_stays_inside_it_so_that_leaving_leaves_no_trace(work):
    hand = work(document(chain("A", "B", "C")))
    hand.window.acts["show_steps"].trigger()
    table = hand.window.steps.table
    table.setCurrentIndex(table.model().index(1, 5))
    area, accent = table.visualRect(table.currentIndex()), QColor(LIGHT["accent"])
    drawn = table.viewport().grab().toImage()
    marked = [
        (x, y)
        for x in range(area.left() - 3, area.right() + 4)
        for y in range(area.top() - 3, area.bottom() + 4)
        if drawn.pixelColor(x, y) == accent
    ]
    assert marked
    assert all(area.contains(x, y) for x, y in marked)


def test_another_document_is_seen_whole_from_the_start(work, tmp_path):
    save(document(chain("A", "B")), tmp_path / "short.vsm")
    hand = work(document(chain(*"ABCDEFGHIJKL")))
    hand.window.open_path(tmp_path / "short.vsm")
    assert hand.view.zoom == 1.0
    area, room = hand.view.canvas.area, hand.canvas.rect()
    for corner in (QPointF(area.x, area.y), QPointF(area.right, area.bottom)):
        assert room.contains(hand.view.mapFromScene(corner))


@pytest.mark.parametrize("replaces", [True, False])
def test_a_file_is_not_replaced_unasked_where_its_ending_was_not_typed(hand, tmp_path, monkeypatch, replaces):
    there = tmp_path / "orders.vsm"
    save(document("A 1h"), there)
    before = there.read_bytes()
    typed = str(tmp_path / "orders")
    monkeypatch.setattr("vsmstudio.gui.filing.QFileDialog.getSaveFileName", lambda *_, **__: (typed, ""))
    asked = []
    monkeypatch.setattr(hand.window.filing, "_replaces", lambda path: bool(asked.append(path)) or replaces)
    assert hand.window.filing.save_as() is replaces
    assert asked == [there]
    assert (there.read_bytes() == before) is not replaces


def test_an_empty_steps_table_says_so_right_under_its_heads(hand):
    hand.window.acts["show_steps"].trigger()
    QApplication.processEvents()
    panel = hand.window.steps
    assert panel.empty.isVisible()
    assert panel.empty.y() < 60
    panel.table.setFocus()
    hand.enter()
    hand.type("Receive")
    hand.enter()
    QApplication.processEvents()
    assert not panel.empty.isVisible()
    assert panel.table.height() > 100


def test_the_keyboard_comes_back_to_the_map_when_its_panel_is_hidden(work):
    hand = work(document(chain("A", "B")))
    hand.window.acts["show_steps"].trigger()
    assert hand.focus() is hand.window.steps.table
    assert hand.window.steps.table.currentIndex().column() == 1
    hand.window.acts["toggle_lower"].trigger()
    assert hand.focus() is hand.view


def test_a_very_long_map_is_fitted_whole(work):
    hand = work(document(chain(*(f"S{number}" for number in range(60)))))
    hand.window.acts["fit_all"].trigger()
    area, room = hand.view.canvas.area, hand.canvas.rect()
    for corner in (QPointF(area.x, area.y), QPointF(area.right, area.bottom)):
        assert room.contains(hand.view.mapFromScene(corner))


def test_what_changes_under_a_drag_ends_the_drag(work):
    hand = work(document(chain("A", "B")))
    hand.click("A")
    hand.key(Qt.Key.Key_Right)
    at = hand.at("A", -40, -30)
    QTest.mousePress(hand.canvas, Qt.MouseButton.LeftButton, NO_KEY, at)
    QTest.mouseMove(hand.canvas, at + QPoint(60, 60))
    hand.key(Qt.Key.Key_Delete)
    QTest.mouseMove(hand.canvas, at + QPoint(120, 60))
    QTest.mouseRelease(hand.canvas, Qt.MouseButton.LeftButton, NO_KEY, at + QPoint(120, 60))
    assert [step.name for step in hand.view.workspace.document.steps("map")] == ["B"]


def test_what_closes_a_loop_says_so_where_it_can_be_read(work):
    hand = work(document("A 1h -> B 1h -> C 1h; C -> A"))
    back = next(flow for flow in hand.view.workspace.document.leaving("C"))
    element = hand.view.canvas.item_of(back.id).element
    label = next(shape for shape in element.shapes if isinstance(shape, Box))
    area = Rect(label.x, label.y, label.width, label.height)
    assert not any(area.touches(hand.view.canvas.area_of(name)) for name in "ABC")


def test_no_finding_is_cut_short(work):
    hand = work(load(resources.path("examples", "sample.vsm")))
    table = hand.window.findings.table
    for row in range(table.model().rowCount()):
        for column in (1, 2):
            room = table.visualRect(table.model().index(row, column)).adjusted(8, 7, -8, 0)
            words = table.model().index(row, column).data()
            if words:
                needed = table.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), words)
                assert needed.height() <= room.height(), words


def test_the_tab_of_another_map_is_shown_whole_when_it_is_chosen(work):
    hand = work(load(resources.path("examples", "sample.vsm")))
    tabs = hand.window.tabs
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        QApplication.processEvents()
        assert not any(button.isVisible() for button in tabs.findChildren(QToolButton))


def test_what_has_no_name_is_not_renamed(work):
    hand = work(document(chain("A", "B")))
    workspace = hand.view.workspace
    before = workspace.document
    workspace.select([workspace.document.flows("map")[0].id])
    assert not hand.window.acts["rename"].isEnabled()
    hand.view.setFocus()
    hand.key(Qt.Key.Key_F2)
    hand.type("x")
    hand.enter()
    assert workspace.document is before
    hand.click("A")
    assert hand.window.acts["rename"].isEnabled()


def test_a_person_is_renamed_from_the_menu_too(work):
    held = document("A 1h")
    hand = work(held.apply(edits.add_person(held, "Head of Sales")))
    person = hand.view.workspace.document.people[0].id
    hand.view.workspace.select([person])
    hand.window.acts["rename"].trigger()
    hand.type("Sales Lead")
    hand.enter()
    assert hand.view.workspace.document.name(person) == "Sales Lead"
