"""A person imports what a client has: looks at it, says what each column is, and takes it in, or thinks better of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.builders import document
from tests.gui.answering import answered, press
from tests.gui.showing import show_active
from vsmstudio.gui.importing.column_menu import AS_NOTE, LEFT_OUT
from vsmstudio.gui.importing.dialog import ImportDialog
from vsmstudio.gui.importing.page import Context
from vsmstudio.gui.importing.tables_page import NO_TABLE, TablesPage
from vsmstudio.gui.settings import Store
from vsmstudio.model import edits, rules
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, parse
from vsmstudio.model.records import Step, Unit

STEPS = """Order to cash at ACME;;;;;
As told on 3 March;;;;;
Nr;Activity;Touch time;Waiting time [h];Who did it;Accountable
1;Receive order;10;2;Order desk;Ann Smith
2;Check credit;30;16;Finance;
3;Plan delivery;soonish;24;Logistics;Bo
4;Deliver;60;48;Carrier;
"""
SERVICES = 'Service,Owner,Description\nMail,Ann,"Sends mail\nand keeps it"\nPayroll,Bo,Pays people\n'


class Assistant:
    """The real dialog, worked as a person does."""

    def __init__(self, qtbot, held: Document, *paths: Path, store: Store | None = None) -> None:
        self.qtbot, self.document = qtbot, held
        self.store = store or Store()
        self.dialog = ImportDialog(None, Context(held, self.store, self.store.keep), list(paths))
        qtbot.addWidget(self.dialog, before_close_func=lambda dialog: dialog.done(0))
        show_active(qtbot, self.dialog)
        self.settle()

    @property
    def page(self) -> TablesPage:
        held = self.dialog.sources.tables
        assert held is not None
        return held

    def settle(self) -> None:
        def rests() -> bool:
            return not self.dialog.is_busy

        self.qtbot.waitUntil(rests, timeout=20_000)

    def heads(self) -> dict[str, str]:
        """What each column is read as, by its title."""
        return {each.title: each.words for each in self.page.view.heads.heads}

    def read_as(self, title: str, *words: str) -> None:
        """Say in the menu of a column what it is, with the keys."""
        heads = self.page.view.heads
        heads.setFocus()
        QTest.keyClick(heads, Qt.Key.Key_Home)
        for _ in range([each.title for each in heads.heads].index(title)):
            QTest.keyClick(heads, Qt.Key.Key_Right)
        QTest.keyClick(heads, Qt.Key.Key_Return)
        menu = self.page.menu
        for each in words:
            act = next(act for act in menu.actions() if act.text() == each)
            if act.menu() is None:
                act.trigger()
            else:
                menu = act.menu()
        self.page.menu.close()
        self.settle()

    def troubles(self) -> list[str]:
        items = self.dialog.pane.troubles.items
        return [items.index(row).data() for row in range(items.rowCount())]

    def made(self) -> str:
        return self.dialog.pane.made.text()

    def rows(self) -> list[list[str]]:
        model = self.dialog.pane.difference
        return [[model.index(row, each).data() for each in range(5)] for row in range(model.rowCount())]

    def go_into(self, words: str) -> None:
        """Choose where it goes."""
        target = self.dialog.target
        target.setFocus()
        target.setCurrentIndex(target.findText(words))
        target.activated.emit(target.currentIndex())
        self.settle()

    def bring(self) -> Document:
        """Press Enter, and give the document that there is then."""
        QTest.keyClick(self.dialog, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.dialog.result() == QDialog.DialogCode.Accepted, timeout=20_000)
        if self.dialog.change is not None:
            return self.document.apply(self.dialog.change)
        assert self.dialog.document is not None
        return self.dialog.document


@pytest.fixture
def file(tmp_path):
    def written(text: str, name: str = "Orders.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def assistant(qtbot, file) -> Assistant:
    return Assistant(qtbot, edits.new_document(), file(STEPS))


def names(held: Document) -> list[str]:
    return sorted(each.name for each in held.all(Step))


# --- looking ----------------------------------------------------------------------------------------------------------


def test_a_table_is_shown_as_it_was_written_with_what_each_column_is_read_as(assistant):
    sheet = assistant.page.sheet
    assert [sheet.text(row, 1) for row in range(2, 5)] == ["Activity", "Receive order", "Check credit"]
    heads = assistant.heads()
    assert (heads["Activity"], heads["Accountable"], heads["Who did it"]) == ("Step", "Owner", AS_NOTE)
    assert heads["Waiting time [h]"] == "Wait in hours"
    assert "3 steps" in assistant.made()
    assert assistant.page.titles.value() == 3


def test_a_cell_that_cannot_be_read_is_marked_with_its_reason_and_a_click_on_the_problem_shows_it(assistant):
    assert "Line 6" in assistant.troubles()[0]
    assert "soonish" in assistant.troubles()[0]
    assert assistant.page.sheet.reason(5, 2)
    assert assistant.dialog.import_button.text() == "Import without 1 row"
    troubles = assistant.dialog.pane.troubles
    at = troubles.visualRect(troubles.items.index(0)).center()
    QTest.mouseClick(troubles.viewport(), Qt.MouseButton.LeftButton, pos=at)
    current = assistant.page.view.currentIndex()
    assert (current.row(), current.column()) == (5, 2)


def test_one_goes_on_without_the_rows_that_cannot_be_read(assistant):
    assert names(assistant.bring()) == ["Check credit", "Deliver", "Receive order"]


def test_a_new_document_is_sound_and_everything_has_its_place(assistant):
    held = assistant.bring()
    assert not rules.check(held)
    assert all(held.position(each.id) for each in held.all(Step))


# --- saying otherwise -------------------------------------------------------------------------------------------------


def test_a_column_is_read_as_something_else(assistant):
    assistant.read_as("Who did it", "Performer")
    assert assistant.heads()["Who did it"] == "Performer"
    assert {"Order desk", "Finance", "Carrier"} <= {each.name for each in assistant.bring().all(Unit)}


def test_two_columns_are_never_the_same_the_one_before_becomes_a_note(assistant):
    assistant.read_as("Who did it", "Owner")
    assert (assistant.heads()["Who did it"], assistant.heads()["Accountable"]) == ("Owner", AS_NOTE)


def test_a_column_that_is_left_out_leaves_no_trace(assistant):
    assistant.read_as("Who did it", LEFT_OUT)
    assert not [each.notes for each in assistant.bring().all(Step) if "Finance" in each.notes]


def test_bare_numbers_get_the_unit_that_the_person_says(assistant):
    assistant.read_as("Touch time", "A bare number is in", "hours")
    assert assistant.heads()["Touch time"] == "PT in hours"
    held = assistant.bring()
    deliver = next(each for each in held.all(Step) if each.name == "Deliver")
    assert deliver.process_time is not None
    assert deliver.process_time.minutes(Calendar()) == 60 * 60


def test_rows_are_left_out_with_delete_and_taken_in_again(assistant):
    view = assistant.page.view
    view.setFocus()
    view.show_cell(4, 1)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assistant.settle()
    assert "2 steps" in assistant.made()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assistant.settle()
    assert "3 steps" in assistant.made()


def test_the_line_with_the_titles_can_be_said(qtbot, file):
    shown = Assistant(qtbot, edits.new_document(), file("Step;PT\nTask;Duration\nSend;5\n"))
    assert shown.page.titles.value() == 1
    shown.page.titles.setValue(2)
    shown.settle()
    assert list(shown.heads()) == ["Task", "Duration"]
    assert names(shown.bring()) == ["Send"]


def test_a_sheet_can_be_left_out_and_then_there_is_nothing_to_import(assistant):
    holds = assistant.page.holds
    holds.show_value("")
    holds.activated.emit(holds.currentIndex())
    assistant.settle()
    assert assistant.made() == NO_TABLE
    assert not assistant.dialog.import_button.isEnabled()
    QTest.keyClick(assistant.dialog, Qt.Key.Key_Return)
    assert assistant.dialog.isVisible()


def test_hours_of_a_day_are_said_for_the_whole_document_and_nonsense_is_refused_in_place(assistant):
    fold = assistant.page.fold
    QTest.mouseClick(fold.button, Qt.MouseButton.LeftButton)
    field = fold.fields["hours_per_day"]
    QTest.keyClicks(field, "30")
    field.editingFinished.emit()
    assert "24 hours" in fold.message.text()
    field.setText("7.5")
    field.editingFinished.emit()
    assistant.settle()
    assert not fold.message.isVisible()
    assert assistant.bring().engagement.hours_per_day == 7.5


# --- remembering ------------------------------------------------------------------------------------------------------


def test_what_was_said_of_the_columns_is_taken_up_the_next_time_and_can_be_guessed_anew(qtbot, file):
    path, store = file(STEPS), Store()
    first = Assistant(qtbot, edits.new_document(), path, store=store)
    first.read_as("Who did it", "Performer")
    first.bring()
    other = file(STEPS.replace("Deliver", "Hand over"), "Later.csv")
    second = Assistant(qtbot, edits.new_document(), other, store=store)
    assert second.heads()["Who did it"] == "Performer"
    assert "last time" in second.page.said.text()
    press(second.dialog, "Guess anew")
    second.settle()
    assert second.heads()["Who did it"] == AS_NOTE


def test_a_sheet_that_had_to_be_told_what_it_is_need_not_be_told_again(qtbot, file):
    path, store = file("x;y\nThing;Amount\nMail;3\nPayroll;4\n", "things.csv"), Store()
    first = Assistant(qtbot, edits.new_document(), path, store=store)
    first.page.holds.show_value("services")
    first.page.holds.activated.emit(first.page.holds.currentIndex())
    first.page.titles.setValue(2)
    first.settle()
    first.read_as("Amount", LEFT_OUT)
    assert {each.name for each in first.bring().services} == {"Mail", "Payroll"}
    second = Assistant(qtbot, edits.new_document(), path, store=store)
    assert (second.page.holds.value, second.page.titles.value()) == ("services", 2)
    assert second.heads()["Amount"] == LEFT_OUT


def test_nothing_is_remembered_of_what_was_not_imported_and_never_a_heading(qtbot, file):
    store = Store()
    first = Assistant(qtbot, edits.new_document(), file(STEPS), store=store)
    first.read_as("Who did it", "Performer")
    with answered("Stop"):
        first.dialog.reject()
    assert store.held.sheets == ()
    Assistant(qtbot, edits.new_document(), file(STEPS), store=store).bring()
    assert "Activity" not in repr(store.held)


# --- into what is there -----------------------------------------------------------------------------------------------


def test_into_a_document_one_sees_what_will_change_and_undo_takes_all_of_it_back(work, file, qtbot):
    held = document("Receive 10min -> Check 1h", client="ACME")
    held = held.apply(edits.update(held, "Receive", process_time=parse("10 min")))
    hand = work(held)
    stream, drawn = held.streams[0].name, held.maps[0].name
    path = file(
        f"Stream;Map;Step;PT\n{stream};{drawn};Receive;25 min\n{stream};{drawn};Check;1 h\n{stream};{drawn};Ship;5 min\n"
    )
    seen: list[list[str]] = []

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        model = dialog.pane.difference
        qtbot.waitUntil(lambda: dialog.ready, timeout=20_000)
        assert dialog.target.currentText() == "This document"
        seen.extend([[model.index(row, each).data() for each in range(5)] for row in range(model.rowCount())])
        press(dialog, "Import")

    with answered(agree):
        assert hand.window.filing.import_files([path])
    workspace = hand.window.workspace
    assert ["Step", "Receive", "Processing time", "10 min", "25 min"] in seen
    assert ["New step", "Ship"] in [row[:2] for row in seen]
    assert names(workspace.document) == ["Check", "Receive", "Ship"]
    assert workspace.session.undo_label == "Import Orders.csv"
    assert "Orders.csv" in hand.window.notice.text
    workspace.undo()
    assert workspace.document == held


def test_a_file_that_holds_nothing_new_says_so(qtbot, file):
    path = file(STEPS.replace("soonish", "20"))
    held = Assistant(qtbot, edits.new_document(), path).bring()
    shown = Assistant(qtbot, held, path)
    assert shown.dialog.target.currentText() == "This document"
    assert "here already" in shown.made()
    assert not shown.dialog.import_button.isEnabled()


def test_maps_that_are_not_there_begin_a_new_document_unless_one_says_otherwise(qtbot, file):
    held = document("Receive 10min -> Check 1h", client="ACME")
    shown = Assistant(qtbot, held, file(STEPS))
    assert shown.dialog.target.currentText() == "A new document"
    shown.go_into("This document")
    assert shown.bring().records.keys() >= held.records.keys()


def test_a_list_of_services_goes_into_the_document_that_is_open(qtbot, file):
    held = document("Receive 10min -> Check 1h", client="ACME")
    shown = Assistant(qtbot, held, file(SERVICES, "services.csv"))
    assert shown.dialog.target.currentText() == "This document"
    assert "2 services" in shown.made()
    after = shown.bring()
    assert {"Mail", "Payroll"} == {each.name for each in after.services}
    assert names(after) == names(held)


# --- thinking better of it --------------------------------------------------------------------------------------------


def test_esc_asks_nothing_where_nothing_was_chosen_and_all_stays_as_it_was(work, file):
    held = document("Receive 10min -> Check 1h")
    hand = work(held)
    with answered(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)):
        assert not hand.window.filing.import_files([file(STEPS)])
    assert hand.window.workspace.document == held
    assert hand.window.workspace.session.undo_label is None


def test_esc_asks_before_choices_are_lost(assistant):
    assistant.read_as("Who did it", "Performer")
    with answered("Go on") as asked:
        QTest.keyClick(assistant.dialog, Qt.Key.Key_Escape)
    assert "lost" in asked[0]
    assert assistant.dialog.isVisible()


def test_reading_can_be_called_off_at_once_and_nothing_comes_of_it(qtbot, file):
    store = Store()
    path = file("Step;PT\n" + "\n".join(f"S{n};5 min" for n in range(5_000)) + "\n")
    dialog = ImportDialog(None, Context(edits.new_document(), store, store.keep), [path])
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    assert dialog.is_busy
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.wait(100)
    assert (dialog.document, dialog.change, store.held.sheets) == (None, None, ())


def test_opening_a_table_shows_it_in_the_assistant(work, file, qtbot):
    hand = work(document("A 1h"))

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        qtbot.waitUntil(lambda: dialog.ready, timeout=20_000)
        press(dialog, "Import")
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)

    with answered(agree):
        assert hand.window.open_path(file("Step;PT;LT\nReceive;10 min;1 d\nShip;1 h;2 d\n"))
    assert names(hand.window.workspace.document) == ["Receive", "Ship"]
    assert hand.window.workspace.session.dirty  # so that closing asks


def test_a_file_that_connects_the_same_steps_otherwise_is_followed_only_when_one_says_so(qtbot, file):
    held = document("Receive 10min -> Check 1h -> Ship 1h", client="ACME")
    stream, drawn = held.streams[0].name, held.maps[0].name
    rows = "".join(f"{stream};{drawn};{name};{before}\n" for name, before in (
        ("Receive", ""), ("Ship", "Receive"), ("Check", "Ship")))  # fmt: skip
    shown = Assistant(qtbot, held, file(f"Stream;Map;Step;Predecessors\n{rows}"))
    rejoin = shown.dialog.pane.rejoin
    assert rejoin.isVisible()
    before = {(each.source, each.target) for each in held.flows("map")}
    rejoin.click()
    shown.settle()
    after = shown.bring()
    flows = {(after.name(each.source), after.name(each.target)) for each in after.flows("map")}
    assert {("Receive", "Ship"), ("Ship", "Check")} <= flows
    assert before != {(each.source, each.target) for each in after.flows("map")}


def test_the_workbook_that_went_to_the_client_comes_back(work, tmp_path, qtbot, monkeypatch):
    from openpyxl import load_workbook

    hand = work(document("Receive 10min -> Check 1h", client="ACME"))
    path = tmp_path / "Data collection.xlsx"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    hand.window.acts["new_collection_book"].trigger()
    qtbot.waitUntil(lambda: hand.window.notice.text.startswith("Written"), timeout=20_000)
    book = load_workbook(path)
    sheet = book["Services"]
    titles = {cell.value: cell.column for row in sheet.iter_rows(max_row=8) for cell in row if cell.value}
    row = next(row for row in range(4, 60) if not sheet.cell(row, titles["Service"]).value)
    sheet.cell(row, titles["Service"]).value = "Mail"
    book.save(path)

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        qtbot.waitUntil(lambda: dialog.ready, timeout=20_000)
        press(dialog, dialog.import_button.text())

    with answered(agree):
        assert hand.window.filing.import_files([path])
    assert [each.name for each in hand.window.workspace.document.services] == ["Mail"]


# --- files ------------------------------------------------------------------------------------------------------------


def test_several_files_come_in_together_and_one_can_be_left_out(qtbot, file):
    shown = Assistant(qtbot, edits.new_document(), file(STEPS), file(SERVICES, "services.csv"))
    assert shown.dialog.list.isVisible()
    assert "3 steps" in shown.made()
    assert "2 services" in shown.made()
    shown.dialog.list.setFocus()
    QTest.keyClick(shown.dialog.list, Qt.Key.Key_Down)
    assert shown.page.sheet.text(0, 0) == "Service"
    QTest.keyClick(shown.dialog.list, Qt.Key.Key_Delete)
    shown.settle()
    assert "services" not in shown.made()
    assert not shown.dialog.list.isVisible()


def test_a_problem_leads_to_its_cell_in_whichever_file_it_is(qtbot, file):
    shown = Assistant(qtbot, edits.new_document(), file(SERVICES, "services.csv"), file(STEPS))
    assert shown.dialog.bar.name.text().endswith("services.csv")
    shown.dialog.pane.troubles.setFocus()
    QTest.keyClick(shown.dialog.pane.troubles, Qt.Key.Key_Home)
    QTest.keyClick(shown.dialog.pane.troubles, Qt.Key.Key_Return)
    assert shown.dialog.bar.name.text().endswith("Orders.csv")
    assert shown.page.view.currentIndex().data() == "soonish"
    assert shown.dialog.isVisible()


def test_files_that_cannot_be_read_are_said_and_the_others_come_in(qtbot, file, tmp_path):
    shown = Assistant(qtbot, edits.new_document(), file(STEPS), tmp_path / "gone.csv", file("", "empty.csv"))
    assert shown.dialog.import_button.text() == "Import without 1 row and 2 files"
    lines = [each.words for each in shown.dialog.list.items.lines]
    assert lines.count("Cannot be read") == 2


def test_a_file_of_our_own_says_where_it_belongs(qtbot, file):
    shown = Assistant(qtbot, edits.new_document(), file('{"version": 1}', "plan.vsm"))
    assert "Open" in shown.dialog.words.text()
    assert not shown.dialog.import_button.isEnabled()


def test_files_are_dropped_on_the_assistant(qtbot, file):
    shown = Assistant(qtbot, edits.new_document())
    assert shown.dialog.pages.currentWidget() is shown.dialog.empty
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file(STEPS)))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    shown.dialog.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier))
    shown.settle()
    assert "3 steps" in shown.made()


# --- by keyboard ------------------------------------------------------------------------------------------------------


def test_tab_reaches_everything_from_the_file_to_the_buttons(qtbot, file):
    held = document("Receive 10min -> Check 1h", client="ACME")
    shown = Assistant(qtbot, held, file(STEPS), file(SERVICES, "services.csv"))
    shown.dialog.list.setFocus()
    reached = []
    for _ in range(20):
        reached.append(shown.dialog.focusWidget())
        QTest.keyClick(shown.dialog.focusWidget(), Qt.Key.Key_Tab)
    page, dialog = shown.page, shown.dialog
    in_order = [dialog.list, dialog.bar.kind, dialog.bar.add, page.holds, page.titles, page.view, page.view.heads]
    in_order += [page.fold.button, dialog.pane.table, dialog.target, dialog.import_button, dialog.cancel_button]
    places = [reached.index(each) for each in in_order]
    assert places == sorted(places)


def test_the_keyboard_begins_at_the_columns_and_enter_in_the_grid_asks_what_a_column_is(assistant):
    assert assistant.page.view.heads.hasFocus()
    assistant.page.view.setFocus()
    assistant.page.view.show_cell(4, 2)
    QTest.keyClick(assistant.page.view, Qt.Key.Key_Return)
    assert assistant.page.view.heads.current == 2
    assert assistant.page.menu.isVisible()
    QTest.keyClick(assistant.page.menu, Qt.Key.Key_Escape)
    assert assistant.dialog.isVisible()


def test_screen_readers_hear_what_a_column_is_read_as(assistant):
    heads = assistant.page.view.heads
    heads.setFocus()
    QTest.keyClick(heads, Qt.Key.Key_Right)
    assert heads.accessibleName() == "Activity, read as Step. Enter changes it."


# --- what comes from others -------------------------------------------------------------------------------------------


def test_texts_are_shown_as_they_stand(qtbot, file):
    shown = Assistant(qtbot, edits.new_document(), file("Step;<b>x</b>\n<img src='/etc/passwd'>;=1+1\n", "<i>.csv"))
    told = shown.page.sheet.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in told
    assert names(shown.bring()) == ["<img src='/etc/passwd'>"]


def test_a_huge_table_is_shown_whole_and_read_beside_the_window(qtbot, file):
    lines = "\n".join(f"S{n};5 min;" + ";".join(f"c{at}" for at in range(17)) for n in range(9_000))
    shown = Assistant(qtbot, edits.new_document(), file(f"Step;PT;{';'.join(f'C{at}' for at in range(17))}\n{lines}\n"))
    assert shown.page.sheet.rowCount() == 9_001
    shown.page.view.show_cell(9_000, 3)
    assert shown.page.view.rowAt(5) > 8_000


def test_two_hundred_columns_are_walked_with_the_keys(qtbot, file):
    titles = ["Step", *(f"Column {at} with a long name" for at in range(199))]
    shown = Assistant(qtbot, edits.new_document(), file(";".join(titles) + "\nSend" + ";x" * 199 + "\n"))
    heads = shown.page.view.heads
    heads.setFocus()
    QTest.keyClick(heads, Qt.Key.Key_End)
    assert heads.current == 199
    assert 0 <= heads.sectionViewportPosition(199) < shown.page.view.viewport().width()


def test_new_people_are_listed_by_their_names(qtbot, file):
    shown = Assistant(
        qtbot, edits.new_document(), file("Name,Unit,Role\nAnn Smith,Sales,Clerk\nBob Ng,IT,\n", "people.csv")
    )
    shown.settle()
    listed = [row.name for row in shown.dialog.pane.difference.rows if row.kind == "New person"]
    assert sorted(listed) == ["Ann Smith, Clerk", "Bob Ng"]
