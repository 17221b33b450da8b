"""Drawing a map by hand: what the mouse and the keys do on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QLineEdit

from tests.builders import document
from tests.hand import CTRL, MIDDLE, SHIFT, Hand
from vsmstudio.gui import mime
from vsmstudio.model import edits
from vsmstudio.model.records import Endpoint, EndpointRole, FlowKind, LinkKind, Queue, Step


def names(hand: Hand) -> list[str]:
    workspace = hand.view.workspace
    return [step.name for step in workspace.document.steps(workspace.map_id)]


def flows(hand: Hand) -> set[tuple[str, str]]:
    document = hand.view.workspace.document
    return {(document.name(f.source), document.name(f.target)) for f in document.flows(hand.view.workspace.map_id)}


def editor(hand: Hand) -> QLineEdit:
    found = hand.view.viewport().findChild(QLineEdit, "nameEditor")
    assert isinstance(found, QLineEdit)
    return found


def chain(*steps: str) -> str:
    return " -> ".join(f"{step} 10min/1h" for step in steps)


def test_a_step_dragged_onto_the_canvas_is_named_at_once(hand):
    hand.drop_node("step", 0, 0)
    hand.type("Receive order")
    hand.key(Qt.Key.Key_Tab)
    assert names(hand) == ["Receive order"]


def test_enter_goes_on_with_connected_steps_until_one_is_left_empty(hand):
    hand.drop_node("step", 0, 0)
    for name in ("Receive", "Check", "Ship"):
        hand.type(name)
        hand.enter()
    hand.escape()
    assert names(hand) == ["Receive", "Check", "Ship"]
    assert flows(hand) == {("Receive", "Check"), ("Check", "Ship")}


def test_naming_a_new_step_is_one_undo_step_with_adding_it(hand):
    empty = hand.view.workspace.document
    hand.drop_node("step", 0, 0)
    hand.type("Receive")
    hand.key(Qt.Key.Key_Tab)
    assert hand.view.workspace.session.undo_label == "Add step Receive"
    hand.view.setFocus()
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.view.workspace.document == empty


def test_enter_on_an_empty_canvas_makes_the_first_step(hand):
    hand.view.setFocus()
    hand.enter()
    hand.type("First")
    hand.key(Qt.Key.Key_Tab)
    assert names(hand) == ["First"]


def test_a_connection_dropped_on_empty_canvas_makes_the_next_step(work):
    hand = work(document(chain("A")))
    hand.connect_to_nowhere("A", 260, 20)
    hand.type("B")
    hand.key(Qt.Key.Key_Tab)
    assert flows(hand) == {("A", "B")}


def test_dragging_from_a_nodes_edge_to_another_connects_them(work):
    hand = work(document(chain("A") + ";" + chain("B")))
    hand.connect("A", "B")
    assert flows(hand) == {("A", "B")}


def test_a_connection_that_is_there_already_is_refused_with_a_reason(work):
    hand = work(document(chain("A", "B")))
    before = hand.view.workspace.document
    hand.connect("A", "B")
    assert hand.view.workspace.document == before
    assert "already connected" in hand.window.notice.text


def test_the_first_customer_is_a_start_and_one_further_right_is_an_end(hand):
    hand.drop_node("customer", 0, 0)
    hand.type("Buyer")
    hand.key(Qt.Key.Key_Tab)
    hand.drop_node("customer", 400, 0)
    hand.type("Receiver")
    hand.key(Qt.Key.Key_Tab)
    found = {node.name: node.role for node in hand.view.workspace.document.all(Endpoint)}
    assert found == {"Buyer": EndpointRole.START, "Receiver": EndpointRole.END}


def test_a_queue_dropped_on_a_connection_stands_in_it(work):
    hand = work(document(chain("A", "B")))
    a, b = hand.edge("A", "right"), hand.edge("B", "left")
    middle = hand.view.mapToScene((a + b) / 2)
    hand.drop_node("queue", middle.x(), middle.y())
    hand.type("In-box")
    hand.key(Qt.Key.Key_Tab)
    assert [q.name for q in hand.view.workspace.document.all(Queue)] == ["In-box"]
    assert flows(hand) == {("A", "In-box"), ("In-box", "B")}


def test_dragging_a_selection_is_one_undo_step(work):
    hand = work(document(chain("A", "B", "C")))
    before = hand.view.workspace.document
    hand.click("A")
    hand.click("B", SHIFT)
    hand.drag("B", by=(96, 48))
    assert hand.position("A") == (96, 48)
    assert hand.position("B") == (312, 48)
    assert hand.position("C") == (432, 0)
    assert hand.view.workspace.session.undo_label == "Move 2 steps"
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.view.workspace.document == before


def test_nodes_stay_on_the_grid(work):
    hand = work(document(chain("A")))
    hand.drag("A", by=(13, 27))
    assert hand.position("A") == (16, 24)


def test_escape_takes_a_drag_back(work):
    from PySide6.QtTest import QTest

    hand = work(document(chain("A")))
    before = hand.view.workspace.document
    at = hand.at("A", -40, -30)
    QTest.mousePress(hand.canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(hand.canvas, at + QPoint(80, 80))
    hand.escape()
    QTest.mouseRelease(hand.canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(80, 80))
    assert hand.view.workspace.document == before


def test_a_marquee_selects_what_it_touches(work):
    hand = work(document(chain("A", "B", "C")))
    hand.drag_points(hand.at("A", -110, -90), hand.at("B", 0, 90))
    assert {"A", "B"} <= set(hand.view.workspace.selection)
    assert "C" not in hand.view.workspace.selection


def test_typing_renames_what_is_selected(work):
    hand = work(document(chain("A")))
    hand.click("A")
    hand.type("Approve")
    hand.enter()
    assert names(hand) == ["Approve"]


def test_double_click_and_f2_open_the_name(work):
    hand = work(document(chain("A")))
    hand.double_click("A")
    assert editor(hand).text() == "A"
    hand.escape()
    hand.click("A")
    hand.key(Qt.Key.Key_F2)
    hand.type("B")
    hand.enter()
    assert names(hand) == ["B"]


def test_enter_on_a_selected_step_adds_the_next_one(work):
    hand = work(document(chain("A", "B")))
    hand.click("B")
    hand.enter()
    hand.type("C")
    hand.key(Qt.Key.Key_Tab)
    assert ("B", "C") in flows(hand)


def test_space_and_shift_with_a_figure_never_start_renaming(work):
    hand = work(document(chain("A")))
    hand.click("A")
    hand.key(Qt.Key.Key_Space)
    hand.key(Qt.Key.Key_1, SHIFT)
    assert hand.view.viewport().findChild(QLineEdit, "nameEditor") is None
    assert names(hand) == ["A"]


def test_delete_removes_a_step_with_its_connections_and_undo_brings_all_back(work):
    hand = work(document(chain("A", "B", "C")))
    before = hand.view.workspace.document
    hand.click("B")
    hand.key(Qt.Key.Key_Delete)
    assert names(hand) == ["A", "C"]
    assert flows(hand) == set()
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.view.workspace.document == before
    hand.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert names(hand) == ["A", "C"]


def test_ctrl_wheel_zooms_at_the_pointer(work):
    hand = work(document(chain("A", "B", "C")))
    at = hand.at("B", 0, 0)
    under = hand.view.mapToScene(at)
    hand.wheel(at, 2, CTRL)
    assert hand.view.zoom > 1.2
    assert (hand.view.mapToScene(at) - under).manhattanLength() < 3


def test_middle_button_and_space_drag_move_the_paper(work):
    hand = work(document(chain("A")))
    before = hand.at("A")
    hand.drag_points(QPoint(50, 50), QPoint(150, 90), button=MIDDLE)
    moved = hand.at("A") - before
    assert (moved.x(), moved.y()) == (100, 40)
    from PySide6.QtTest import QTest

    QTest.keyPress(hand.view, Qt.Key.Key_Space)
    hand.drag_points(QPoint(150, 90), QPoint(50, 50))
    QTest.keyRelease(hand.view, Qt.Key.Key_Space)
    assert hand.at("A") == before
    assert hand.position("A") == (0, 0)


def test_fit_all_shows_the_whole_map(work):
    hand = work(document(chain(*"ABCDEFGHIJKL")))
    hand.view.set_zoom(3)
    hand.view.setFocus()
    hand.key(Qt.Key.Key_1, SHIFT)
    area = hand.view.canvas.area
    room = hand.canvas.rect()
    for corner in (QPointF(area.x, area.y), QPointF(area.right, area.bottom)):
        assert room.contains(hand.view.mapFromScene(corner))


def test_a_service_dropped_on_a_step_is_drawn_under_it_and_its_link_can_be_removed(work):
    held = document(chain("A", "B"))
    hand = work(held.apply(edits.add_service(held, "Payments")))
    hand.drop_on(mime.SERVICE, "Payments", "A")
    links = hand.view.workspace.document.links_to("A", LinkKind.UNDERPINS)
    assert len(links) == 1
    assert hand.view.workspace.selection == (links[0].id,)
    pill, step = hand.view.canvas.area_of(hand.id_of("Payments")), hand.view.canvas.area_of("A")
    assert pill.y > step.bottom
    assert abs(pill.center[0] - step.center[0]) < 1
    hand.key(Qt.Key.Key_Delete)
    assert hand.view.workspace.document.links_to("A", LinkKind.UNDERPINS) == ()
    assert len(hand.view.workspace.document.services) == 1


def test_a_pill_dragged_onto_another_step_links_the_service_there_too(work):
    held = document(chain("A", "B"))
    held = held.apply(edits.add_service(held, "Payments"))
    held = held.apply(edits.underpin(held, held.services[0].id, "A"))
    hand = work(held)
    hand.drag_points(hand.at("Payments"), hand.at("B"))
    assert len(hand.view.workspace.document.links_to("B", LinkKind.UNDERPINS)) == 1


def test_a_person_dropped_on_a_step_a_service_or_the_stream_becomes_its_owner(work):
    held = document(chain("A"))
    held = held.apply(edits.add_service(held, "Payments"))
    held = held.apply(edits.underpin(held, held.services[0].id, "A"))
    held = held.apply(edits.add_person(held, "Head of Sales"))
    hand = work(held)
    for target in ("A", "Payments", "Stream"):
        hand.drop_on(mime.PERSON, "Head of Sales", target)
    now = hand.view.workspace.document
    person = now.people[0].id
    assert now.the(Step, "A").owner == now.services[0].owner == now.streams[0].owner == person


def test_a_refused_drop_changes_nothing_and_says_why(work):
    held = document("A 1h -> [Wait 2d]")
    held = held.apply(edits.add_person(held, "Head of Sales"))
    hand = work(held)
    before = hand.view.workspace.document
    hand.drop_on(mime.PERSON, "Head of Sales", "Wait")
    assert hand.view.workspace.document == before
    assert "owners" in hand.window.notice.text


def test_rework_is_drawn_as_rework(work):
    hand = work(document(chain("A", "B")))
    hand.window.acts["draw_rework"].trigger()
    hand.connect("B", "A")
    kinds = {flow.kind for flow in hand.view.workspace.document.flows("map")}
    assert FlowKind.REWORK in kinds


def test_a_quick_connect_handle_clicked_adds_a_step_on_that_side(work):
    hand = work(document(chain("A", "B")))
    hand.click("B")
    hand.click_point(hand.handle("bottom"))
    hand.type("C")
    hand.key(Qt.Key.Key_Tab)
    assert ("B", "C") in flows(hand)
    assert hand.position("C")[1] > hand.position("B")[1]


def test_hostile_names_are_drawn_as_the_text_that_they_are(work):
    hand = work(document(chain("A")))
    for name in ("=1+1", "<b>&", '<img src="/some/file.png"/>', "x" * 300, "שלום עולם", "مرحبا", "注文を受ける", "🙂"):
        workspace = hand.view.workspace
        workspace.do(edits.rename(workspace.document, "A", name))
        assert names(hand) == [name]
        assert hand.view.canvas.item_of("A").element.tip.endswith(name)
        hand.window.grab()
