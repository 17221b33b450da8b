"""Capturing a map by keyboard, in front of the room: names, times, quality and owners, without the mouse."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from tests.builders import document
from tests.hand import CTRL, NO_KEY, SHIFT, Hand
from vsmstudio.gui.canvas.naming import CellEditor
from vsmstudio.model import edits
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Convention, Person, Queue, Step
from vsmstudio.notation.sizes import area_of

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
ROOM = (
    ("Receive order", "10 min", "4 h", "95", "Head of Sales"),
    ("Check credit", "20 min", "1 d", "90", "Head of Finance"),
    ("Confirm price", "15 min", "2 d", "85", "Head of Sales"),
    ("Reserve stock", "5 min", "3 h", "98", "Head of Stores"),
    ("Pick", "30 min", "1 d", "97", "Head of Stores"),
    ("Pack", "12 min", "6 h", "99", "Head of Stores"),
    ("Book carrier", "8 min", "1 d", "92", "Head of Logistics"),
    ("Load", "25 min", "4 h", "96", "Head of Logistics"),
    ("Invoice", "6 min", "3 d", "88", "Head of Finance"),
    ("Collect payment", "4 min", "3 wk", "80", "Head of Finance"),
)


def steps(hand: Hand) -> tuple[Step, ...]:
    return hand.view.workspace.document.steps(hand.view.workspace.map_id)


def step(hand: Hand, name: str) -> Step:
    return hand.view.workspace.document.the(Step, hand.id_of(name))


def owner(hand: Hand, name: str) -> str:
    return hand.view.workspace.document.name(step(hand, name).owner)


def flows(hand: Hand) -> set[tuple[str, str]]:
    held, map_id = hand.view.workspace.document, hand.view.workspace.map_id
    return {(held.name(each.source), held.name(each.target)) for each in held.flows(map_id)}


def editor(hand: Hand) -> CellEditor | None:
    found = QApplication.focusWidget()
    return found if isinstance(found, CellEditor) else None


def hint(hand: Hand) -> str:
    found = hand.canvas.findChild(QLabel, "captureHint")
    assert isinstance(found, QLabel)
    return found.text() if found.isVisible() else ""


def go(hand: Hand, *typed: str | Qt.Key) -> None:
    """Type texts and press keys, one after the other."""
    for each in typed:
        hand.type(each) if isinstance(each, str) else hand.key(each)


def test_ten_steps_with_figures_and_owners_take_at_most_120_keys_besides_what_is_typed(hand):
    hand.view.setFocus()
    hand.enter()
    for at, (name, process_time, lead_time, ca, accountable) in enumerate(ROOM):
        go(hand, name, Key.Key_Tab, process_time, Key.Key_Tab, lead_time, Key.Key_Tab, ca, Key.Key_Tab)
        if at == 0 or accountable != ROOM[at - 1][4]:  # the owner of the step before is there already
            hand.type(accountable)
        hand.enter()
    hand.escape()
    workspace = hand.view.workspace
    shown = [
        (each.name, each.process_time.text, each.lead_time.text, f"{each.ca:.0%}".strip("%"), owner(hand, each.name))
        for each in steps(hand)
    ]
    assert tuple(shown) == ROOM
    assert flows(hand) == set(itertools.pairwise(name for name, *_ in ROOM))
    assert len(workspace.document.people) == 4
    assert hand.presses <= 120
    assert hand.presses == 52  # five for a step, one to begin, one to end


def test_a_known_owner_is_completed_after_a_few_letters(work):
    held = document("A 1h")
    for role in ("Head of Sales", "Head of Stores"):
        held = held.apply(edits.add_person(held, role))
    hand = work(held)
    hand.click("A")
    go(hand, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, "head of st")
    assert editor(hand).text() == "Head of Stores"
    hand.enter()
    hand.escape()
    assert owner(hand, "A") == "Head of Stores"
    assert len(hand.view.workspace.document.people) == 2


def test_the_arrow_keys_go_through_the_owners_that_fit(work):
    held = document("A 1h")
    for role in ("Head of Sales", "Head of Stores"):
        held = held.apply(edits.add_person(held, role))
    hand = work(held)
    hand.click("A")
    go(hand, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, "h")
    assert editor(hand).text() == "Head of Sales"
    hand.key(Key.Key_Down)
    assert editor(hand).text() == "Head of Stores"
    hand.key(Key.Key_Backspace)
    assert editor(hand).text() == "H"


def test_an_owner_whom_nobody_knows_is_made(hand):
    hand.view.setFocus()
    go(hand, Key.Key_Return, "Receive", Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, "Team Lead")
    assert hint(hand) == "A new person of this name"
    go(hand, Key.Key_Return, Key.Key_Escape)
    assert [person.role for person in hand.view.workspace.document.all(Person)] == ["Team Lead"]
    assert owner(hand, "Receive") == "Team Lead"


def test_an_owner_that_was_only_offered_does_not_count_where_one_leaves(hand):
    hand.view.setFocus()
    go(hand, Key.Key_Return, "A", *[Key.Key_Tab] * 4, "Ann", Key.Key_Return, "B", *[Key.Key_Tab] * 4)
    assert editor(hand).text() == "Ann"
    hand.escape()
    assert owner(hand, "A") == "Ann"
    assert owner(hand, "B") == ""


def test_what_the_step_before_says_comes_again_with_ctrl_and_apostrophe(work):
    hand = work(document("A 10min/2d/90% -> B"))
    hand.click("B")
    hand.key(Key.Key_Tab)
    hand.key(Key.Key_Apostrophe, CTRL)
    hand.key(Key.Key_Tab)
    hand.key(Key.Key_Apostrophe, CTRL)
    hand.enter()
    hand.escape()
    b = step(hand, "B")
    assert (b.process_time, b.lead_time) == (Duration("10 min"), Duration("2 d"))


def test_what_cannot_be_read_stays_and_says_what_would_be_accepted(work):
    hand = work(document("A 1h"))
    hand.click("A")
    before = hand.view.workspace.document
    go(hand, Key.Key_Tab, "soon", Key.Key_Tab)
    assert editor(hand).text() == "soon"
    assert "90 min" in hint(hand)
    assert "90 min" in editor(hand).accessibleDescription()
    assert hand.view.workspace.document is before
    assert QApplication.activeModalWidget() is None
    hand.key(Key.Key_A, CTRL)
    go(hand, "90", Key.Key_Return, Key.Key_Escape)
    assert step(hand, "A").process_time == Duration("90")


def test_what_was_understood_is_said_while_one_types(work):
    hand = work(document("A 1h"))
    hand.click("A")
    go(hand, Key.Key_Tab, Key.Key_Tab, "2 d")
    assert hint(hand) == "= 16 h at 8 h a day"


def test_esc_gives_up_the_cell_and_keeps_what_was_typed_before(hand):
    hand.view.setFocus()
    go(hand, Key.Key_Return, "Receive", Key.Key_Tab, "10 min", Key.Key_Tab, "2 d", Key.Key_Escape)
    receive = step(hand, "Receive")
    assert receive.process_time == Duration("10 min")
    assert receive.lead_time is None
    assert editor(hand) is None
    assert hand.focus() is hand.view


def test_a_click_elsewhere_keeps_what_was_typed(work):
    hand = work(document("A 1h; B 1h"))
    hand.click("A")
    go(hand, Key.Key_Tab, "20 min")
    hand.click("B")
    assert step(hand, "A").process_time == Duration("20 min")
    go(hand, Key.Key_Tab, "soon")
    hand.click("A")
    assert step(hand, "B").process_time is None
    assert "soon" in hand.window.notice.text


def test_all_that_is_typed_into_a_new_step_is_one_undo_step(hand):
    empty = hand.view.workspace.document
    hand.view.setFocus()
    go(hand, Key.Key_Return, "A", Key.Key_Tab, "1 h", Key.Key_Tab, "1 d", Key.Key_Return)
    go(hand, "B", Key.Key_Tab, "2 h", Key.Key_Return, Key.Key_Escape)
    session = hand.view.workspace.session
    assert session.undo_label == "Add step B"
    session.undo()
    assert [each.name for each in steps(hand)] == ["A"]
    assert session.undo_label == "Add step A"
    session.undo()
    assert hand.view.workspace.document == empty


def test_all_that_is_typed_into_a_step_that_was_there_is_one_undo_step(work):
    hand = work(document("A -> B"))
    before = hand.view.workspace.document
    hand.click("A")
    go(hand, Key.Key_Tab, "1 h", Key.Key_Tab, "1 d", Key.Key_Tab, "90", Key.Key_Escape)
    assert hand.view.workspace.session.undo_label == "Fill in A"
    hand.view.workspace.undo()
    assert hand.view.workspace.document == before


def test_shift_tab_goes_back_figure_by_figure_and_step_by_step(work):
    hand = work(document("A 10min/1d -> B"))
    hand.click("B")
    go(hand, Key.Key_Tab, "5 min")
    hand.key(Key.Key_Backtab, SHIFT)
    assert editor(hand).text() == "B"
    hand.key(Key.Key_Backtab, SHIFT)
    assert editor(hand).accessibleName() == "Accountable owner of A"
    hand.escape()
    assert step(hand, "B").process_time == Duration("5 min")


def test_enter_goes_down_the_same_figure_of_a_chain_that_is_there(work):
    hand = work(document("A -> B -> C"))
    hand.click("A")
    go(hand, Key.Key_Tab, Key.Key_Tab)
    go(hand, "1 d", Key.Key_Return, "2 d", Key.Key_Return, "3 d", Key.Key_Escape)
    assert [each.lead_time and each.lead_time.text for each in steps(hand)] == ["1 d", "2 d", None]
    assert len(steps(hand)) == 3


def test_tab_goes_on_through_the_chain_and_ends_with_it(work):
    hand = work(document("A -> B"))
    hand.click("A")
    for _ in range(8):
        hand.key(Key.Key_Tab)
    assert editor(hand).accessibleName() == "Accountable owner of B"
    hand.key(Key.Key_Tab)
    assert editor(hand) is None
    assert len(steps(hand)) == 2


def test_tab_leaves_the_map_where_nothing_is_selected(work):
    hand = work(document("A -> B"))
    hand.view.setFocus()
    hand.escape()
    hand.key(Key.Key_Tab)
    assert hand.focus() is not hand.view
    assert editor(hand) is None


def test_the_wait_is_asked_for_where_the_map_counts_waits(work):
    hand = work(document("A -> [Desk] -> B", convention=Convention.WAITS))
    hand.click("A")
    go(hand, Key.Key_Tab, "1 h", Key.Key_Tab)
    assert "Wait" in editor(hand).accessibleName()
    go(hand, "3 d", Key.Key_Return, "2 d", Key.Key_Escape)
    assert step(hand, "A").wait == Duration("3 d")
    hand.click("Desk", dx=0, dy=0)
    go(hand, Key.Key_Tab, "4 d", Key.Key_Tab)
    assert hand.view.workspace.document.the(Queue, hand.id_of("Desk")).wait == Duration("4 d")


def test_nothing_that_happens_meanwhile_takes_the_keyboard_or_the_text(work):
    hand = work(document("A -> B"))
    hand.click("A")
    go(hand, Key.Key_Tab, "4")
    workspace, before = hand.view.workspace, editor(hand)
    workspace.do(edits.update(workspace.document, "B", people=3.0))  # another change
    workspace.do(edits.add_person(workspace.document, "Somebody"))
    workspace.figured.emit()  # figures that come late
    workspace.said.emit("Saved.")  # a sentence for the person
    hand.window.keeping.bar.show()  # such as that the file was changed by another
    hand.window.keeping.recovery.show()
    hand.window.findings.refresh()
    QApplication.processEvents()
    assert editor(hand) is before
    assert not any(isinstance(each, QDialog) and each.isVisible() for each in QApplication.topLevelWidgets())
    go(hand, "5 min", Key.Key_Tab, Key.Key_Escape)
    assert step(hand, "A").process_time == Duration("45 min")


def test_saving_goes_on_while_one_types(work, tmp_path):
    hand = work(document("A -> B"))
    hand.view.workspace.session.save(tmp_path / "room.vsm")
    hand.click("A")
    go(hand, Key.Key_Tab, "45 min")
    hand.key(Key.Key_S, CTRL)
    assert not hand.view.workspace.session.dirty
    assert step(hand, "A").process_time == Duration("45 min")


def test_the_editor_moves_along_when_the_paper_does(work):
    hand = work(document("A -> B"))
    hand.click("A")
    hand.key(Key.Key_Tab)
    at = editor(hand).geometry().center()
    hand.wheel(hand.at("B"), -2)
    assert editor(hand).geometry().center() != at
    hand.wheel(hand.at("B"), -6, CTRL)
    area = hand.view.mapFromScene(hand.view.canvas.item_of("A").element.area.x, 52)
    assert abs(editor(hand).geometry().center().x() - area.x()) < 60


@pytest.mark.parametrize("zoom", [0.2, 0.5, 1.0, 2.0])
def test_the_editor_can_be_read_at_every_zoom(work, zoom):
    hand = work(document("A -> B"))
    hand.click("A")
    hand.view.set_zoom(zoom)
    for _ in range(5):
        hand.key(Key.Key_Tab)
        shown = editor(hand)
        assert shown.fontMetrics().height() >= 12
        assert shown.height() >= shown.fontMetrics().height()
        assert shown.width() >= 56
        assert hand.canvas.rect().contains(shown.geometry())


def test_a_step_that_goes_while_it_is_typed_into_ends_the_typing(work):
    hand = work(document("A -> B"))
    hand.click("A")
    go(hand, Key.Key_Tab, "45 min")
    workspace = hand.view.workspace
    workspace.do(edits.delete(workspace.document, ["A"]))
    assert editor(hand) is None
    assert [each.name for each in steps(hand)] == ["B"]


def test_an_empty_name_ends_the_chain_and_selects_its_last_step(hand):
    hand.view.setFocus()
    go(hand, Key.Key_Return, "A", Key.Key_Return, "B", Key.Key_Return, Key.Key_Return)
    assert [each.name for each in steps(hand)] == ["A", "B"]
    assert hand.view.workspace.selection == (hand.id_of("B"),)
    assert hand.view.workspace.session.redo_label is None


def test_steps_go_in_front_of_the_end_of_the_stream(work):
    hand = work(document("(Order) -> A 1h -> (Customer)"))
    hand.click("A")
    go(hand, Key.Key_Return, "B", Key.Key_Tab, "1 h", Key.Key_Return, "C", Key.Key_Return, Key.Key_Escape)
    assert flows(hand) == {("Order", "A"), ("A", "B"), ("B", "C"), ("C", "Customer")}
    held = hand.view.workspace.document
    row = [area_of(node, held.position(node.id)) for node in held.nodes("map")]
    assert not any(a.touches(b) for a, b in itertools.combinations(row, 2))
    assert len({area.center[1] for area in row if area.width > 100}) == 1


def test_a_double_click_opens_the_figure_that_it_hits(work):
    hand = work(document("A 10min/2d -> B"))
    for dx, what in ((-52, "Processing time of A"), (0, "Lead time of A"), (52, "Complete and accurate of A")):
        QTest.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, NO_KEY, hand.at("A", dx, 18))
        assert editor(hand).accessibleName() == what
        hand.escape()


def test_alt_and_arrows_walk_along_connections_and_between_branches(work):
    hand = work(document("A -> B; A -> C; B -> D"))
    hand.view.workspace.do(edits.place(hand.view.workspace.document, {"C": (216.0, 160.0), "D": (432.0, 0.0)}))
    hand.view.setFocus()
    walked = []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Up, Key.Key_Right, Key.Key_Left, Key.Key_Left):
        hand.key(key, ALT)
        walked += hand.view.workspace.selection
    assert walked == ["A", "B", "C", "B", "D", "B", "A"]
    assert hand.position("A") == (0, 0)


def test_the_keyboard_alone_gets_out_of_the_figures(work):
    hand = work(document("A -> B"))
    hand.click("A")
    go(hand, Key.Key_Tab, Key.Key_Escape, Key.Key_Escape, Key.Key_Tab)
    assert not isinstance(hand.focus(), QLineEdit) or editor(hand) is None
    assert hand.focus() is not hand.view
