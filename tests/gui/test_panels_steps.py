"""The steps table by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio.gui.panels.steps_columns import COLUMNS
from vsmstudio.gui.panels.steps_table import StepsTable
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import FlowKind, LinkKind, Step, ValueClass
from vsmstudio.session import Session

MAP = "(Customer) -> Register 25min/1d/74% @Claims !Head -> [Desk 3d] -> Pay 10min/1d -> (Done)"
Key = Qt.Key
PLACE = {each.field: place for place, each in enumerate(COLUMNS, start=1)}


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(Session(document(MAP)))


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> Iterator[StepsTable]:
    made = StepsTable(workspace)
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for widget in (QLineEdit(), made, QLineEdit()):  # what Tab must not run off to
        layout.addWidget(widget)
    window.resize(1100, 400)
    show_active(qtbot, window)
    made.table.setFocus()
    yield made
    window.hide()


def go(panel: StepsTable, row: int, field: str) -> None:
    panel.table.setCurrentIndex(panel.steps.index(row, PLACE[field]))


def keys(qtbot: QtBot, *pressed: str | Qt.Key) -> None:
    """Type texts and press keys, wherever the focus is, as hands do."""
    for each in pressed:
        for one in each if isinstance(each, str) else (each,):
            target = QApplication.activePopupWidget() or QApplication.focusWidget()
            assert target is not None
            if isinstance(one, str):
                qtbot.keyClicks(target, one)
            else:
                qtbot.keyClick(target, one)


def where(panel: StepsTable) -> tuple[int, str]:
    index = panel.table.currentIndex()
    return index.row(), COLUMNS[index.column() - 1].field


def step(workspace: Workspace, name: str) -> Step:
    return next(each for each in workspace.document.all(Step) if each.name == name)


def test_typing_edits_enter_goes_down_and_tab_goes_right(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    go(panel, 0, "process_time")
    keys(qtbot, "1h 30m", Key.Key_Tab)
    assert step(workspace, "Register").process_time == Duration("1h 30m")
    assert where(panel) == (0, "lead_time")
    keys(qtbot, "2d", Key.Key_Return)
    assert step(workspace, "Register").lead_time == Duration("2d")
    assert where(panel) == (1, "lead_time")


def test_tab_passes_over_what_a_queue_does_not_have(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    go(panel, 1, "name")
    keys(qtbot, Key.Key_Tab)
    assert where(panel) == (1, "wait")
    keys(qtbot, "4 d", Key.Key_Tab)
    assert workspace.document.queues("map")[0].wait == Duration("4 d")


def test_tab_leaves_the_table_after_its_last_cell(qtbot: QtBot, panel: StepsTable) -> None:
    go(panel, 2, "services")
    keys(qtbot, Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    panel.table.setFocus()
    go(panel, 0, "name")
    qtbot.keyClick(panel.table, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is not panel.table


def test_esc_keeps_the_old_value(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    before = workspace.document
    go(panel, 0, "ca")
    keys(qtbot, "90", Key.Key_Escape)
    assert workspace.document is before
    assert QApplication.focusWidget() is panel.table


def test_a_bad_value_is_refused_in_place(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    before = workspace.document
    go(panel, 0, "lead_time")
    keys(qtbot, "-1h", Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "-1h"
    assert workspace.document is before
    assert panel.table.message.isVisible()
    assert "90 min" in panel.table.message.text()
    keys(qtbot, Key.Key_Escape)
    assert not panel.table.message.isVisible()


def test_delete_clears_the_selected_cells_as_one_change(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    before = workspace.document
    go(panel, 0, "process_time")
    qtbot.keyClick(panel.table, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    keys(qtbot, Key.Key_Delete)
    cleared = step(workspace, "Register")
    assert (cleared.process_time, cleared.lead_time) == (None, None)
    workspace.undo()
    assert workspace.document == before


def test_enter_on_the_last_row_adds_steps_by_typing_their_names(
    qtbot: QtBot, panel: StepsTable, workspace: Workspace
) -> None:
    go(panel, 2, "name")
    keys(qtbot, Key.Key_Return, "Tell the customer", Key.Key_Return, "Archive", Key.Key_Return, Key.Key_Return)
    names = [each.name for each in workspace.document.steps("map")]
    assert names == ["Register", "Pay", "Tell the customer", "Archive"]
    [onward] = workspace.document.leaving("Pay")
    assert workspace.document.name(onward.target) == "Tell the customer"
    last = step(workspace, "Archive")
    assert [workspace.document.name(each.target) for each in workspace.document.leaving(last.id)] == ["Done"]
    assert workspace.session.undo_label == "Add step Archive"
    workspace.undo()
    workspace.undo()
    assert [each.name for each in workspace.document.steps("map")] == ["Register", "Pay"]


def test_esc_takes_a_step_back_that_was_just_added(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    before = workspace.document
    go(panel, 2, "ca")
    keys(qtbot, Key.Key_Return, "Ar", Key.Key_Escape)
    assert workspace.document == before
    assert workspace.session.redo_label is None


def test_a_map_is_begun_by_enter(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    workspace.replace(Session(edits.new_document()))
    assert panel.empty.isVisible()
    panel.table.setFocus()
    keys(qtbot, Key.Key_Return, "Receive", Key.Key_Return, "Check", Key.Key_Return, Key.Key_Escape)
    steps = workspace.document.steps(workspace.map_id)
    assert [each.name for each in steps] == ["Receive", "Check"]
    [flow] = workspace.document.leaving(steps[0].id)
    assert (flow.kind, flow.target) == (FlowKind.WORK, steps[1].id)


def test_a_performer_and_owner_that_nobody_knows_yet_are_made(
    qtbot: QtBot, panel: StepsTable, workspace: Workspace
) -> None:
    go(panel, 2, "performer")
    keys(qtbot, "Finance", Key.Key_Tab, "Head of Finance", Key.Key_Tab)
    pay = step(workspace, "Pay")
    assert workspace.document.name(pay.performer) == "Finance"
    assert workspace.document.name(pay.owner) == "Head of Finance"


def test_value_split_and_services_are_typed(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    workspace.do(lambda d: edits.add_service(d, "Payments"))
    go(panel, 2, "value_class")
    keys(qtbot, "va", Key.Key_Tab, "ONE", Key.Key_Tab, "payments; Policy data", Key.Key_Tab)
    pay = step(workspace, "Pay")
    assert (pay.value_class, pay.split.value) == (ValueClass.VA, "one")
    names = sorted(
        workspace.document.name(each.source) for each in workspace.document.links_to("Pay", LinkKind.UNDERPINS)
    )
    assert names == ["Payments", "Policy data"]
    panel.table.setFocus()
    go(panel, 2, "services")
    keys(qtbot, Key.Key_Delete)
    assert not workspace.document.links_to("Pay", LinkKind.UNDERPINS)


def test_the_selection_goes_both_ways_without_an_echo(panel: StepsTable, workspace: Workspace) -> None:
    told: list[tuple[str, ...]] = []
    workspace.selected.connect(lambda: told.append(workspace.selection))
    go(panel, 0, "name")
    assert workspace.selection == ("Register",)
    workspace.select(["Pay", "Register"])
    assert {index.row() for index in panel.table.selectedIndexes()} == {0, 2}
    workspace.select(["stream"])
    assert not panel.table.selectedIndexes()
    assert told == [("Register",), ("Pay", "Register"), ("stream",)]


def test_a_change_elsewhere_does_not_overwrite_what_is_typed(
    qtbot: QtBot, panel: StepsTable, workspace: Workspace
) -> None:
    go(panel, 0, "process_time")
    keys(qtbot, "2 h")
    workspace.do(lambda d: edits.update(d, "Pay", people=3.0))
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "2 h"


@pytest.mark.parametrize("name", ["<b>&", "N" * 300, "מחלקת תביעות", "注文"])
def test_hostile_names_are_typed_and_shown_as_they_stand(
    qtbot: QtBot, panel: StepsTable, workspace: Workspace, name: str
) -> None:
    go(panel, 0, "name")
    keys(qtbot, Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText(name)
    keys(qtbot, Key.Key_Return)
    assert workspace.document.the(Step, "Register").name == name
    index = panel.steps.index(0, 1)
    assert index.data() == name
    assert "<b>" not in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert not panel.grab().isNull()


# --- as in a spreadsheet --------------------------------------------------------------------------------------------------

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def choose(panel: StepsTable, rows: tuple[int, int], first: str, last: str) -> None:
    """Select a block of cells as dragging over it does."""
    model, corner = panel.table.selectionModel(), panel.steps.index(rows[0], PLACE[first])
    model.setCurrentIndex(corner, QItemSelectionModel.SelectionFlag.NoUpdate)
    block = QItemSelection(corner, panel.steps.index(rows[1], PLACE[last]))
    model.select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def clipboard(text: str | None = None) -> str:
    if text is not None:
        QApplication.clipboard().setText(text)
    return QApplication.clipboard().text()


def test_a_block_of_cells_is_copied_as_it_can_be_typed(qtbot: QtBot, panel: StepsTable) -> None:
    choose(panel, (0, 2), "process_time", "wait")
    qtbot.keyClick(panel.table, Key.Key_C, CTRL)
    assert clipboard() == "25 min\t1 d\t\n\t\t3 d\n10 min\t1 d\t\n"


def test_whole_rows_are_copied_with_their_header(qtbot: QtBot, panel: StepsTable) -> None:
    go(panel, 0, "name")
    qtbot.keyClick(panel.table, Key.Key_Space, SHIFT)
    qtbot.keyClick(panel.table, Key.Key_C, CTRL)
    head, row = clipboard().splitlines()
    assert head == "Step\tPerformer\tOwner\tPT\tLT\tWait\t%C&A\tPeople\tVA\tSplit\tServices"
    assert row == "Register\tClaims\tHead\t25 min\t1 d\t\t74 %\t\t\tall\t"
    qtbot.keyClick(panel.table, Key.Key_A, CTRL)
    qtbot.keyClick(panel.table, Key.Key_C, CTRL)
    assert clipboard().splitlines()[0].endswith("\tKind")
    assert clipboard().splitlines()[2].endswith("\tqueue")


def test_pasted_cells_fill_the_table_from_the_current_one_as_one_change(
    qtbot: QtBot, panel: StepsTable, workspace: Workspace
) -> None:
    before = workspace.document
    clipboard("30 min\t2 d\n\t\n15 min\t4 d\n")
    go(panel, 0, "process_time")
    qtbot.keyClick(panel.table, Key.Key_V, CTRL)
    assert step(workspace, "Register").lead_time == Duration("2 d")
    assert step(workspace, "Pay").process_time == Duration("15 min")
    assert workspace.session.undo_label == "Paste 4 cells"
    workspace.undo()
    assert workspace.document == before


def test_a_single_value_fills_all_selected_cells(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    clipboard("Head of Claims")
    choose(panel, (0, 2), "owner", "owner")
    qtbot.keyClick(panel.table, Key.Key_V, CTRL)
    owners = {workspace.document.name(step(workspace, name).owner) for name in ("Register", "Pay")}
    assert owners == {"Head of Claims"}
    assert sum(person.role == "Head of Claims" for person in workspace.document.people) == 1


def test_rows_beyond_the_last_make_new_steps_connected_before_the_end(
    qtbot: QtBot, panel: StepsTable, workspace: Workspace
) -> None:
    clipboard("Pay\tFinance\nTell\tClaims\nArchive\tClaims\n")
    go(panel, 2, "name")
    qtbot.keyClick(panel.table, Key.Key_V, CTRL)
    assert [each.name for each in workspace.document.steps("map")] == ["Register", "Pay", "Tell", "Archive"]
    last = step(workspace, "Archive")
    assert [workspace.document.name(each.target) for each in workspace.document.leaving(last.id)] == ["Done"]
    assert workspace.document.name(step(workspace, "Tell").performer) == "Claims"


def test_an_empty_table_takes_a_whole_sheet_by_its_header(
    qtbot: QtBot, panel: StepsTable, workspace: Workspace
) -> None:
    workspace.replace(Session(edits.new_document()))
    panel.table.setFocus()
    clipboard("LT [days]\tStep\tPT\n2\tReceive\t10 min\n1\tCheck\t5 min\n")
    qtbot.keyClick(panel.table, Key.Key_V, CTRL)
    steps = workspace.document.steps(workspace.map_id)
    assert [(each.name, each.lead_time, each.process_time) for each in steps] == [
        ("Receive", Duration("2 days"), Duration("10 min")),
        ("Check", Duration("1 days"), Duration("5 min")),
    ]
    assert [each.target for each in workspace.document.leaving(steps[0].id)] == [steps[1].id]


def test_cells_that_cannot_stand_are_left_out_and_named_and_the_rest_goes_in(
    qtbot: QtBot, panel: StepsTable, workspace: Workspace
) -> None:
    told: list[str] = []
    workspace.said.connect(told.append)
    clipboard("soon\t2 d\nx\ty\n15 min\tlater\n")
    go(panel, 0, "process_time")
    qtbot.keyClick(panel.table, Key.Key_V, CTRL)
    assert step(workspace, "Register").process_time == Duration("25min")
    assert step(workspace, "Register").lead_time == Duration("2 d")
    assert step(workspace, "Pay").process_time == Duration("15 min")
    [words] = told
    assert words.startswith(
        "2 cells went in. Left out: PT of Register “soon”; PT of Desk “x”; LT of Desk “y”; and 1 more"
    )


def test_ctrl_d_fills_down(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    choose(panel, (0, 2), "process_time", "lead_time")
    qtbot.keyClick(panel.table, Key.Key_D, CTRL)
    assert step(workspace, "Pay").process_time == Duration("25 min")
    assert workspace.session.undo_label == "Fill 2 cells"
    choose(panel, (2, 2), "performer", "performer")
    qtbot.keyClick(panel.table, Key.Key_D, CTRL)
    assert step(workspace, "Pay").performer is None  # above it stands a queue


def test_cut_cells_are_copied_and_blank(qtbot: QtBot, panel: StepsTable, workspace: Workspace) -> None:
    choose(panel, (0, 0), "process_time", "lead_time")
    qtbot.keyClick(panel.table, Key.Key_X, CTRL)
    assert clipboard() == "25 min\t1 d\n"
    assert step(workspace, "Register").process_time is None


def test_what_is_copied_and_pasted_at_the_same_place_changes_nothing(
    qtbot: QtBot, panel: StepsTable, workspace: Workspace
) -> None:
    before = workspace.document
    qtbot.keyClick(panel.table, Key.Key_A, CTRL)
    qtbot.keyClick(panel.table, Key.Key_C, CTRL)
    qtbot.keyClick(panel.table, Key.Key_V, CTRL)
    assert workspace.document == before
