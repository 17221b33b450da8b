"""Pasting: names and tables of a spreadsheet become steps, and things of a map are copied, cut, pasted and duplicated."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.builders import document
from tests.hand import CTRL, LEFT, NO_KEY, SHIFT, Hand
from vsmstudio.gui.clipboard_records import RECORDS
from vsmstudio.model import edits, rules
from vsmstudio.model.records import LinkKind, MapState, Step
from vsmstudio.notation.sizes import area_of

Key = Qt.Key


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: object) -> None:
    QApplication.clipboard().clear()


def copy_elsewhere(text: str) -> None:
    """Another program puts a text on the clipboard."""
    QApplication.clipboard().setText(text)


def paste(hand: Hand, text: str = "") -> None:
    if text:
        copy_elsewhere(text)
    hand.key(Key.Key_V, CTRL)


def names(hand: Hand) -> list[str]:
    workspace = hand.view.workspace
    return [step.name for step in workspace.document.steps(workspace.map_id)]


def flows(hand: Hand) -> set[tuple[str, str]]:
    held, map_id = hand.view.workspace.document, hand.view.workspace.map_id
    return {(held.name(each.source), held.name(each.target)) for each in held.flows(map_id)}


def step(hand: Hand, name: str) -> Step:
    return hand.view.workspace.document.the(Step, hand.id_of(name))


def none_overlap(hand: Hand) -> bool:
    held, map_id = hand.view.workspace.document, hand.view.workspace.map_id
    areas = [area_of(node, held.position(node.id)) for node in held.nodes(map_id)]
    return not any(a.touches(b) for at, a in enumerate(areas) for b in areas[at + 1 :])


# --- from a spreadsheet ---------------------------------------------------------------------------------------------------


def test_a_column_of_names_becomes_connected_steps(hand):
    empty = hand.view.workspace.document
    hand.view.setFocus()
    paste(hand, "Receive\r\nCheck\r\nShip\r\n")
    assert names(hand) == ["Receive", "Check", "Ship"]
    assert flows(hand) == {("Receive", "Check"), ("Check", "Ship")}
    assert hand.view.workspace.session.undo_label == "Paste 3 steps"
    assert {hand.view.workspace.document.name(key) for key in hand.view.workspace.selection} == set(names(hand))
    hand.key(Key.Key_Z, CTRL)
    assert hand.view.workspace.document == empty


def test_names_follow_the_step_that_is_selected(work):
    hand = work(document("A 1h -> B 1h"))
    hand.click("B")
    paste(hand, "C\nD")
    assert flows(hand) == {("A", "B"), ("B", "C"), ("C", "D")}
    assert hand.position("C")[1] == hand.position("B")[1]
    assert none_overlap(hand)


def test_between_two_steps_the_pasted_ones_stand_in_the_connection_and_the_rest_makes_room(work):
    hand = work(document("A 1h -> B 1h -> (Done)"))
    before = hand.view.workspace.document
    hand.click("A")
    paste(hand, "C\nD")
    assert flows(hand) == {("A", "C"), ("C", "D"), ("D", "B"), ("B", "Done")}
    assert names(hand) == ["A", "C", "D", "B"]
    assert none_overlap(hand)
    hand.view.workspace.undo()
    assert hand.view.workspace.document == before


def test_without_a_selection_a_chain_of_its_own_stands_free_of_the_others(work):
    hand = work(document("A 1h -> B 1h"))
    hand.view.setFocus()
    hand.escape()
    paste(hand, "C\nD")
    assert flows(hand) == {("A", "B"), ("C", "D")}
    assert none_overlap(hand)


def test_after_pasting_a_click_chooses_the_one_step_to_go_on_from(hand):
    hand.view.setFocus()
    paste(hand, "A\nB\nC")
    hand.click("B")
    assert hand.view.workspace.selection == (hand.id_of("B"),)
    paste(hand, "D")
    assert flows(hand) == {("A", "B"), ("B", "D"), ("D", "C")}


def test_a_table_with_a_header_brings_times_owners_performers_and_services(work):
    held = document("A 1h !Ann")
    hand = work(held)
    hand.view.setFocus()
    hand.escape()
    paste(
        hand,
        "No\tStep\tPredecessors\tPT (min)\tLT\t%C&A\tOwner\tRole\tServices\tColour\n"
        "1\tOrder\t\t5\t2 d\t90%\tANN\tSales\tCRM\tred\n"
        "2\tPick\t1\t10\t1 d\t95%\tBob\tStores\tCRM; WMS\t\n"
        "3\tBill\t1\t3\t4 h\t\t\tFinance\t\t\n",
    )
    now = hand.view.workspace.document
    assert flows(hand) == {("Order", "Pick"), ("Order", "Bill")}
    order = step(hand, "Order")
    assert (order.process_time.text, order.lead_time.text, order.ca) == ("5 min", "2 d", 0.9)
    assert order.owner == step(hand, "A").owner  # Ann is known by name
    assert now.name(step(hand, "Pick").performer) == "Stores"
    assert sorted(now.name(link.source) for link in now.links_to(hand.id_of("Pick"), LinkKind.UNDERPINS)) == [
        "CRM",
        "WMS",
    ]
    assert len(now.services) == 2
    assert order.notes == "Colour: red"
    assert rules.check(now) == ()
    assert none_overlap(hand)


def test_a_table_without_a_header_is_read_by_what_stands_in_it(hand):
    hand.view.setFocus()
    paste(hand, "Pick\tBob\t90 %\t5 min\t2 d\nPack\tAnn\t85 %\t10 min\t1 d")
    pick = step(hand, "Pick")
    assert (pick.process_time.text, pick.lead_time.text, pick.ca) == ("5 min", "2 d", 0.9)
    assert hand.view.workspace.document.name(pick.owner) == "Bob"


def test_what_was_not_understood_is_said_and_kept_in_the_notes(hand):
    hand.view.setFocus()
    paste(hand, "Step\tPT\tLT\n\t5 min\t1 d\nPack\tsoon\t1 d\nShip\t3 min\t130 %")
    assert names(hand) == ["New step", "Pack", "Ship"]
    assert step(hand, "Pack").notes == "PT: soon"
    assert step(hand, "Pack").lead_time.text == "1 d"
    assert step(hand, "Ship").notes == "LT: 130 %"
    said = hand.window.notice.text
    assert "row 3, PT “soon”" in said
    assert "row 4, LT “130 %”" in said
    assert "Without a name: row 2" in said


def test_cells_of_several_lines_in_quotes_stay_whole(hand):
    hand.view.setFocus()
    paste(hand, 'Step\tNotes\r\nPack\t"two\r\nlines, ""quoted"""\r\nShip\t\r\n')
    assert names(hand) == ["Pack", "Ship"]
    assert step(hand, "Pack").notes == 'two\nlines, "quoted"'


@pytest.mark.parametrize("name", ["=1+1", "<b>bold</b>", "שלום", "https://example.org", "x" * 5000])
def test_a_text_stays_the_text_that_it_is(hand, name):
    hand.view.setFocus()
    paste(hand, f"{name}\nShip")
    if len(name) > 200:
        assert names(hand)[0] == name[:199] + "…"
        assert hand.view.workspace.document.steps(hand.view.workspace.map_id)[0].notes == name
    else:
        assert names(hand) == [name, "Ship"]
    hand.window.grab()


def test_a_thousand_rows_are_pasted_and_more_than_can_be_are_refused(hand):
    hand.view.setFocus()
    paste(hand, "\n".join(f"Step {at}\t5 min\t1 d" for at in range(1000)))
    assert len(names(hand)) == 1000
    before = hand.view.workspace.document
    paste(hand, "a\t" * 60_000 + "\n" + "a\t" * 60_000)
    assert hand.view.workspace.document is before
    assert "100,000 cells" in hand.window.notice.text


def test_what_holds_no_step_says_so(hand):
    hand.view.setFocus()
    before = hand.view.workspace.document
    for text in ("\t\t\n\t", "Step\tPT\n"):
        paste(hand, text)
        assert hand.view.workspace.document is before
        assert "no step" in hand.window.notice.text or "nothing to paste" in hand.window.notice.text


def test_several_rows_pasted_into_a_name_become_steps_of_their_own(hand):
    hand.view.setFocus()
    hand.enter()
    hand.type("Receive")
    hand.enter()
    paste(hand, "Check\nShip")
    assert flows(hand) == {("Receive", "Check"), ("Check", "Ship")}
    assert names(hand) == ["Receive", "Check", "Ship"]


def test_one_name_pasted_into_a_name_stays_there(hand):
    hand.view.setFocus()
    hand.enter()
    paste(hand, "Receive")
    hand.key(Key.Key_Tab)
    assert names(hand) == ["Receive"]


def test_a_text_that_is_dropped_on_the_map_becomes_steps_there(hand):
    data = QMimeData()
    data.setText("Check\nShip")
    at = hand.view.mapFromScene(QPointF(200, 100))
    copy, none = Qt.DropAction.CopyAction, Qt.MouseButton.NoButton
    QApplication.sendEvent(hand.canvas, QDragEnterEvent(at, copy, data, LEFT, NO_KEY))
    QApplication.sendEvent(hand.canvas, QDropEvent(QPointF(at), copy, data, none, NO_KEY, QEvent.Type.Drop))
    assert flows(hand) == {("Check", "Ship")}


# --- things of a map ------------------------------------------------------------------------------------------------------


def with_service() -> object:
    held = document("A 10min/1h/90% !Ann @Sales -> B 1h -> C 1h")
    held = held.apply(edits.add_service(held, "Payments"))
    return held.apply(edits.underpin(held, held.services[0].id, "A"))


def test_copies_are_connected_as_the_originals_with_their_services_and_selected(work):
    hand = work(with_service())
    hand.click("A")
    hand.click("B", SHIFT)
    hand.key(Key.Key_C, CTRL)
    hand.key(Key.Key_V, CTRL)
    workspace = hand.view.workspace
    made = [workspace.document.the(Step, key) for key in workspace.selection]
    assert {each.name for each in made} == {"A", "B"}
    assert workspace.session.undo_label == "Paste 2 steps"
    copy = next(each for each in made if each.name == "A")
    assert copy.owner == workspace.document.the(Step, "A").owner
    assert [
        workspace.document.name(link.source) for link in workspace.document.links_to(copy.id, LinkKind.UNDERPINS)
    ] == ["Payments"]
    assert len(workspace.document.leaving(copy.id)) == 1
    assert none_overlap(hand)
    hand.key(Key.Key_V, CTRL)
    assert len(names(hand)) == 7
    assert none_overlap(hand)


def test_what_is_cut_comes_back_where_it_stood(work):
    hand = work(document("A 1h -> B 1h"))
    hand.click("B")
    at = hand.position("B")
    hand.key(Key.Key_X, CTRL)
    assert names(hand) == ["A"]
    assert hand.view.workspace.session.undo_label == "Cut step B"
    hand.key(Key.Key_V, CTRL)
    assert hand.position("B") == at


def test_a_duplicate_stands_beside(work):
    hand = work(document("A 1h -> B 1h"))
    hand.click("B")
    hand.key(Key.Key_D, CTRL)
    assert names(hand) == ["A", "B", "B"]
    assert hand.view.workspace.session.undo_label == "Duplicate step B"
    assert none_overlap(hand)
    hand.click("A")
    hand.key(Key.Key_D, CTRL)
    assert none_overlap(hand)


def test_steps_are_pasted_on_another_map_in_view(work):
    held = document("A 1h -> B 1h")
    held = held.apply(edits.add_map(held, "stream", "Ideal", MapState.FUTURE))
    hand = work(held)
    hand.window.acts["select_all"].trigger()
    hand.view.setFocus()
    hand.key(Key.Key_C, CTRL)
    other = next(each.id for each in held.maps if each.name == "Ideal")
    hand.view.workspace.show_map(other)
    hand.key(Key.Key_V, CTRL)
    assert names(hand) == ["A", "B"]
    for key in hand.view.workspace.selection:
        area = hand.view.canvas.area_of(key)
        assert hand.canvas.rect().contains(hand.view.mapFromScene(QPointF(*area.center)))


def test_another_window_gets_the_people_units_and_services_too_each_once(work):
    first = work(with_service())
    first.click("A")
    first.key(Key.Key_C, CTRL)
    second = work(document("Z 1h !Ann"))
    second.view.setFocus()
    second.key(Key.Key_V, CTRL)
    now = second.view.workspace.document
    pasted = step(second, "A")
    assert pasted.owner == now.the(Step, "Z").owner
    assert now.name(pasted.performer) == "Sales"
    assert [each.name for each in now.services] == ["Payments"]
    assert now.links_to(pasted.id, LinkKind.UNDERPINS)
    assert rules.check(now) == ()
    second.key(Key.Key_V, CTRL)
    now = second.view.workspace.document
    assert (len(now.people), len(now.units), len(now.services)) == (1, 1, 1)


@pytest.mark.parametrize(
    "garbage", [b"", b"{", b"\xff\xfe\x00", b'{"version":1,"records":[{"type":"step"}]}', b"[" * 9000]
)
def test_garbage_in_place_of_copied_steps_is_ignored(hand, garbage):
    data = QMimeData()
    data.setData(RECORDS, garbage)
    QApplication.clipboard().setMimeData(data)
    before = hand.view.workspace.document
    hand.view.setFocus()
    hand.key(Key.Key_V, CTRL)
    assert hand.view.workspace.document is before
    assert "nothing to paste" in hand.window.notice.text


def test_copied_steps_paste_into_a_spreadsheet_as_a_table_and_back(work):
    hand = work(document("A 10min/1h/90% !Ann @Sales -> [Desk 3d] -> B 1h; A -> =C 2h"))
    hand.window.acts["select_all"].trigger()
    hand.view.setFocus()
    hand.key(Key.Key_C, CTRL)
    text = QApplication.clipboard().text()
    rows = [line.split("\t") for line in text.splitlines()]
    assert rows[0] == ["Id", "Step", "Kind", "Predecessors", "Performer", "PT", "LT", "Wait", "%C&A", "Owner"]
    assert rows[1] == ["1", "A", "", "", "Sales", "10 min", "1 h", "", "90 %", "Ann"]
    assert any(row[1] == "'=C" for row in rows)  # no formula
    drawn, count = flows(hand), len(names(hand))
    hand.window.acts["delete"].trigger()
    paste(hand, text)
    assert flows(hand) == drawn
    assert len(names(hand)) == count


def test_copying_in_a_text_field_copies_the_text(work):
    hand = work(document("A 1h"))
    hand.click("A")
    field = hand.window.inspector.page.heading.name.editor
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    hand.key(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "A"
    assert not QApplication.clipboard().mimeData().hasFormat(RECORDS)


def test_copying_in_a_table_copies_its_rows(work):
    hand = work(document("A 1h"))
    hand.window.findings.table.setFocus()
    hand.key(Key.Key_Down)
    hand.key(Key.Key_C, CTRL)
    assert "\t" in QApplication.clipboard().text()


def test_copying_in_a_list_copies_its_names(work):
    hand = work(document("A 1h !Clerk"))
    people = hand.window.library.people
    people.setFocus()
    people.setCurrentIndex(people.model().index(0, 0))
    hand.key(Key.Key_C, CTRL)
    assert QApplication.clipboard().text().strip() == "Clerk"
