"""An event log becomes a map: what its columns are, which clock ran, how many variants count; all of it in the assistant."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.builders import document
from tests.gui.answering import answered, imported, press
from tests.gui.showing import show_active
from vsmstudio.gui.importing.dialog import ImportDialog
from vsmstudio.gui.importing.log_columns import ROLES
from vsmstudio.gui.importing.log_hours import BAD_TIMES, NO_DAY
from vsmstudio.gui.importing.log_page import AS_LAST_TIME, STATES, LogPage
from vsmstudio.gui.importing.page import Context
from vsmstudio.gui.settings import Settings, Store
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import FlowKind

# Two orders go Receive, Check, Send; one is checked twice; Friday 16:00 to Monday 10:00 is 66 hours, or 2 working hours.
ORDERS = """Case ID,Activity,Resource,Department,Start Timestamp,Complete Timestamp
1,Receive,Ann,Sales,2024-03-01 14:00:00,2024-03-01 16:00:00
1,Check,Bob,Credit,2024-03-04 10:00:00,2024-03-04 11:00:00
1,Send,Cid,Stores,2024-03-04 12:00:00,2024-03-04 13:00:00
2,Receive,Ann,Sales,2024-03-05 09:00:00,2024-03-05 10:00:00
2,Check,Bob,Credit,2024-03-05 11:00:00,2024-03-05 12:00:00
2,Send,Cid,Stores,2024-03-05 13:00:00,2024-03-05 14:00:00
3,Receive,Ann,Sales,2024-03-06 09:00:00,2024-03-06 10:00:00
3,Check,Bob,Credit,2024-03-06 11:00:00,2024-03-06 12:00:00
3,Receive,Ann,Sales,2024-03-06 13:00:00,2024-03-06 14:00:00
3,Check,Eve,Credit,2024-03-06 15:00:00,2024-03-06 16:00:00
3,Send,Cid,Stores,2024-03-06 16:00:00,2024-03-06 17:00:00
"""

INCIDENTS = """SR Number;Change Date+Time;Status;Sub Status;Involved ST Function Div;Owner First Name
1-364;2012-03-31T22:59:00+01:00;Accepted;In Progress;A2_4;Frederic
1-364;2012-04-01T09:00:00+01:00;Accepted;Wait - User;A2_4;Frederic
1-364;2012-04-02T09:00:00+01:00;Completed;Resolved;A2_4;Siebel
1-365;2012-04-02T10:00:00+01:00;Accepted;In Progress;V3_2;Pawel
1-365;2012-04-02T12:00:00+01:00;Completed;Resolved;V3_2;Siebel
"""


class Assistant:
    """The import assistant on some files, worked by hand."""

    def __init__(self, qtbot: QtBot, *paths: Path, store: Store | None = None) -> None:
        self._qtbot = qtbot
        self.kept: list[Settings] = []
        context = Context(edits.new_document(), store or Store(), self.kept.append)
        self.dialog = ImportDialog(None, context, list(paths))
        qtbot.addWidget(self.dialog, before_close_func=lambda dialog: dialog.done(0))  # it would ask
        show_active(qtbot, self.dialog)
        if not self.dialog.findChildren(LogPage):
            self.dialog.bar.taken.emit("eventlog")  # nobody could tell; the person does
        self.rest()

    @property
    def page(self) -> LogPage:
        found = self.dialog.findChildren(LogPage)
        assert len(found) == 1
        return found[0]

    def rest(self) -> None:
        """Wait until everything that was asked for has been worked out."""
        page = self.page
        parts = (page._reading, page._finding, page._comparing, page._drawing, self.dialog._latest)
        self._qtbot.waitUntil(lambda: not page.busy and not any(each.is_busy for each in parts), timeout=20_000)

    def look(self, words: str) -> None:
        tabs = self.page.tabs
        tabs.setCurrentIndex(next(at for at in range(tabs.count()) if tabs.tabText(at) == words))
        self.rest()

    def choose(self, role: str, title: str) -> None:
        """Choose a column for a role, as with the keyboard."""
        box = self.page.columns.choices[role]
        box.setCurrentIndex(box.findData(title))
        box.activated.emit(box.currentIndex())
        self.rest()

    def accept(self) -> Document:
        return imported(self._qtbot, self.dialog)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody goes on moving a slider here, so nothing waits for that."""
    monkeypatch.setattr("vsmstudio.gui.importing.log_page._PAUSE", 0)
    monkeypatch.setattr("vsmstudio.gui.importing.dialog._PAUSE", 0)


@pytest.fixture
def assistant(qtbot: QtBot, tmp_path: Path) -> Callable[..., Assistant]:
    """Opens the assistant on a file of this name that holds this."""

    def opened(name: str, content: str | bytes, store: Store | None = None) -> Assistant:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Assistant(qtbot, path, store=store)

    return opened


def names(document: Document) -> list[str]:
    return sorted(step.name for each in document.maps for step in document.steps(each.id))


def test_a_log_says_what_it_holds_and_becomes_a_map(assistant):
    opened = assistant("orders.csv", ORDERS)
    assert opened.page.summary.text() == ("11 events, 3 cases, 3 activities, 2 variants, 1 March 2024 to 6 March 2024.")
    document = opened.accept()
    assert names(document) == ["Check", "Receive", "Send"]
    step = next(each for each in document.steps(document.maps[0].id) if each.name == "Check")
    assert step.process_time is not None
    assert step.process_time.measured
    assert document.name(step.performer) == "Credit"
    assert all(document.position(node.id) for node in document.nodes(document.maps[0].id))


def test_columns_are_guessed_and_shown_over_the_sample(assistant):
    opened = assistant("incidents.csv", INCIDENTS)
    assert opened.page.columns.chosen == {
        "case": "SR Number", "activity": "Status", "activity2": "Sub Status", "start": "Change Date+Time",
        "resource": "Owner First Name", "role": "Involved ST Function Div",
    }  # fmt: skip
    heads = [each.title for each in opened.page.columns.table.cells.heads]
    assert heads[:4] == ["Case: SR Number", "Start: Change Date+Time", "Activity: Status", "Activity: Sub Status"]
    assert names(opened.accept()) == ["Accepted – In Progress", "Accepted – Wait - User", "Completed – Resolved"]


def test_another_column_for_the_activity_makes_other_steps(assistant):
    opened = assistant("incidents.csv", INCIDENTS)
    opened.choose("activity2", "")
    assert names(opened.accept()) == ["Accepted", "Completed"]


def test_a_column_that_nobody_can_guess_is_asked_for(assistant):
    opened = assistant("events.csv", ORDERS.replace("Case ID", "Alpha").replace("Activity", "Beta"))
    opened.choose("case", "")
    opened.choose("activity", "")
    assert opened.page.words.text() == (
        "◆ Choose the column that says what goes through the stream (the case) and what was done (the activity)."
    )
    assert not opened.dialog.import_button.isEnabled()
    opened.choose("case", "Alpha")
    opened.choose("activity", "Beta")
    assert opened.page.words.isHidden()
    assert opened.dialog.import_button.isEnabled()


def test_every_choice_of_a_column_can_be_reached_and_says_what_it_means(assistant):
    opened = assistant("orders.csv", ORDERS)
    for role in ROLES:
        box = opened.page.columns.choices[role.key]
        assert box.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert box.accessibleName()
        assert box.accessibleDescription()


def test_rows_without_a_time_are_listed_and_left_out(assistant):
    opened = assistant("orders.csv", ORDERS + "4,Receive,Ann,Sales,,soon\n")
    assert opened.page.summary.text().endswith(" 1 row cannot be read.")
    assert opened.dialog.import_button.text() == "Import without 1 row"
    assert [each.row for each in opened.dialog.problems] == [13]
    assert names(opened.accept()) == ["Check", "Receive", "Send"]


def test_a_swapped_day_and_month_is_asked_and_chosen(assistant):
    dates = ("03/04", "05/04", "06/04", "07/04")
    rows = [f"{1 + at // 2},{('Open', 'Close')[at % 2]},{each}/2024 08:00" for at, each in enumerate(dates)]
    text = "\n".join(["Case,Activity,Time", *rows])
    opened = assistant("tickets.csv", text)
    assert "3 April 2024 to 7 April 2024" in opened.page.summary.text()
    assert opened.page.columns.said.text().startswith("No date tells")
    box = opened.page.columns.dates
    box.setCurrentIndex(box.findData("month"))
    box.activated.emit(box.currentIndex())
    opened.rest()
    assert "4 March 2024 to 4 July 2024" in opened.page.summary.text()


def test_dates_that_can_be_read_in_one_way_only_ask_nothing(assistant):
    opened = assistant("orders.csv", ORDERS)
    assert opened.page.columns.dates.isHidden()


def test_both_clocks_are_shown_side_by_side(assistant):
    opened = assistant("orders.csv", ORDERS)
    opened.look("Times")
    rows = {row[0].words: (row[1].words, row[2].words) for row in opened.page.clock.table.cells.rows}
    assert rows["Lead time of all cases, median"] == ("8 h", "7 h")  # 71, 5 and 8 hours; of the 71 are 7 worked
    assert rows["Wait before Check, median"] == ("1 h", "1 h")


def test_working_time_is_what_the_map_is_made_with_once_it_is_chosen(assistant):
    opened = assistant("orders.csv", ORDERS)
    elapsed = opened.page.imported
    opened.look("Times")
    opened.page.clock.working.click()
    opened.rest()
    assert opened.page.imported != elapsed
    document = opened.accept()
    assert document.engagement.hours_per_day == 8
    assert "working time" in document.streams[0].notes


def test_elapsed_time_makes_days_of_24_hours(assistant):
    document = assistant("orders.csv", ORDERS).accept()
    assert (document.engagement.hours_per_day, document.engagement.days_per_week) == (24, 7)
    assert "elapsed time" in document.streams[0].notes


def test_hours_that_cannot_be_are_said_and_nothing_is_imported_with_them(assistant):
    opened = assistant("orders.csv", ORDERS)
    opened.look("Times")
    opened.page.clock.working.click()
    hours = opened.page.clock.hours
    hours.end.setText("7:00")
    hours.end.editingFinished.emit()
    opened.rest()
    assert (opened.page.problem, hours.message.text()) == (BAD_TIMES, BAD_TIMES)
    assert not opened.dialog.import_button.isEnabled()
    hours.end.setText("18:30")
    hours.end.editingFinished.emit()
    opened.rest()
    assert opened.dialog.import_button.isEnabled()
    assert opened.page.settings.day_end == 18 * 60 + 30


def test_a_week_has_a_working_day(assistant):
    opened = assistant("orders.csv", ORDERS)
    opened.look("Times")
    opened.page.clock.working.click()
    for button in opened.page.clock.hours.days[:5]:
        button.click()
    opened.rest()
    assert opened.page.problem == NO_DAY


def test_holidays_are_typed_one_to_a_line(assistant):
    opened = assistant("orders.csv", ORDERS)
    opened.look("Times")
    opened.page.clock.working.click()
    hours = opened.page.clock.hours
    hours.fold.button.click()
    hours.holidays.setFocus()
    QTest.keyClicks(hours.holidays, "2024-03-04")
    QTest.keyClick(hours.holidays, Qt.Key.Key_Return)
    QTest.keyClicks(hours.holidays, "nonsense")
    opened.page.clock.working.setFocus()
    opened.rest()
    assert "nonsense" in opened.page.problem
    hours.holidays.setFocus()
    QTest.keyClick(hours.holidays, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    opened.page.clock.working.setFocus()
    opened.rest()
    assert [each.isoformat() for each in opened.page.settings.holidays] == ["2024-03-04"]
    assert "1 holiday" in opened.accept().streams[0].notes


def test_the_slider_says_at_once_what_remains_and_the_map_follows(assistant):
    opened = assistant("orders.csv", ORDERS)
    opened.look("Variants")
    part = opened.page.variants
    part.slider.setValue(60)
    assert (
        part.words.text() == "The most frequent of 2 variants holds 67 % of 3 cases: 3 steps, 2 ways from step to step."
    )
    opened.rest()
    document = opened.page.imported.document
    assert not [each for each in document.flows(document.maps[0].id) if each.kind is FlowKind.REWORK]
    part.slider.setValue(100)
    assert part.words.text() == "2 of 2 variants hold 100 % of 3 cases: 3 steps, 3 ways from step to step."
    opened.rest()
    document = opened.page.imported.document
    assert [each for each in document.flows(document.maps[0].id) if each.kind is FlowKind.REWORK]


def test_variants_are_listed_most_frequent_first(assistant):
    opened = assistant("orders.csv", ORDERS)
    rows = opened.page.variants.table.cells.rows
    assert [cell.words for cell in rows[0]] == ["1", "2", "67 %", "67 %", "3", "Receive → Check → Send"]
    assert [cell.words for cell in rows[1]][:4] == ["2", "1", "33 %", "100 %"]


def test_the_map_is_drawn_with_what_the_log_says_of_its_steps(assistant):
    opened = assistant("orders.csv", ORDERS)
    opened.page.variants.slider.setValue(100)
    opened.look("Map")
    assert opened.page.steps.preview.picture is not None
    rows = {row[0].words: [cell.words for cell in row[1:]] for row in opened.page.steps.table.cells.rows}
    assert rows["Receive"] == ["4", "1 h", "1 h 33 min", "1 h", "1 h", "0 %", "67 %", "Sales (100 %)", "1"]
    assert rows["Check"][-4:] == ["25 %", "67 %", "Credit (100 %)", "2"]


def test_with_one_time_stamp_the_time_since_what_came_before_is_shown(assistant):
    opened = assistant("incidents.csv", INCIDENTS)
    opened.look("Map")
    titles = [each.title for each in opened.page.steps.table.cells.heads]
    assert "LT median" in titles
    assert "PT median" not in titles


def test_the_typical_time_may_be_the_mean(assistant):
    opened = assistant("orders.csv", ORDERS)
    opened.look("Map")
    opened.page.steps.mean.click()
    opened.rest()
    assert opened.page.settings.typical == "mean"
    assert "mean" in opened.accept().streams[0].notes


def test_the_next_log_with_these_columns_is_read_alike(assistant):
    first = assistant("incidents.csv", INCIDENTS)
    first.choose("activity2", "")
    first.look("Times")
    first.page.clock.working.click()
    first.page.variants.slider.setValue(95)
    first.rest()
    first.accept()
    store = Store()
    store.held = first.kept[-1]
    again = assistant("next.csv", INCIDENTS, store)
    assert again.page.columns.note.text() == f"{AS_LAST_TIME} {STATES}"
    assert again.page.columns.chosen.get("activity2") is None
    assert (again.page.settings.clock, again.page.settings.keep) == ("working", 0.95)
    assert not again.page.touched()
    other = assistant("orders.csv", ORDERS, store)
    assert other.page.columns.note.isHidden()


def test_what_is_remembered_names_no_column_and_may_be_nonsense(assistant):
    first = assistant("orders.csv", ORDERS)
    first.accept()
    log = first.kept[-1].logs[0]
    assert "Activity" not in str(log)
    store = Store()
    store.held = Settings(logs=(msgspec.structs.replace(log, columns=("case 99", "activity x"), working_days=(9,)),))
    assert names(assistant("orders.csv", ORDERS, store).accept()) == ["Check", "Receive", "Send"]


def event(name: str, stamp: str, transition: str) -> str:
    return (
        f'<event><string key="concept:name" value="{name}"/><string key="lifecycle:transition" value="{transition}"/>'
        f'<date key="time:timestamp" value="{stamp}"/></event>'
    )


def test_a_packed_xes_log_is_read(assistant):
    events = event("Open", "2024-03-01T08:00:00.000+01:00", "start") + event(
        "Open", "2024-03-01T09:30:00.000+01:00", "complete"
    )
    text = f'<?xml version="1.0"?><log xes.version="1.0"><trace><string key="concept:name" value="7"/>{events}</trace></log>'
    opened = assistant("tickets.xes.gz", gzip.compress(text.encode()))
    assert opened.page.summary.text() == "2 events, 1 case, 1 activity, 1 variant, all on 1 March 2024."
    opened.look("Map")
    assert opened.page.steps.table.cells.rows[0][2].words == "1 h 30 min"
    assert opened.accept().streams[0].name == "tickets"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.xes.gz", gzip.compress(b"<log>" + b" " * 9999, mtime=0)[:40]),
        ("cut.xes", b"<log><trace>"),
        ("laughs.xes", b'<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><log><trace>&b;</trace></log>'),
        ("far.xes", b'<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>'),
    ],
)
def test_a_file_that_is_no_log_is_named_and_nothing_is_imported(assistant, name, content):
    opened = assistant(name, content)
    assert name in opened.page.problem
    assert opened.page.problem.endswith(".")
    assert not opened.dialog.import_button.isEnabled()


def test_words_from_a_log_are_never_markup(assistant):
    opened = assistant("orders.csv", ORDERS.replace("Check", "<b>Check</b>").replace("Credit", "=1+1"))
    opened.look("Map")
    words = [row[0].words for row in opened.page.steps.table.cells.rows]
    assert "<b>Check</b>" in words
    assert "<b>Check</b>" in names(opened.accept())


def test_leaving_asks_only_where_something_was_chosen(assistant):
    opened = assistant("orders.csv", ORDERS)
    assert not opened.page.touched()
    opened.page.variants.slider.setValue(40)
    opened.rest()
    assert opened.page.touched()


def test_of_many_moves_of_the_slider_the_last_one_counts(assistant):
    opened = assistant("orders.csv", ORDERS)
    for value in range(100, 20, -5):
        opened.page.variants.slider.setValue(value)
    opened.rest()
    assert opened.page.imported is not None
    assert opened.page.settings.keep == pytest.approx(0.25)
    assert replace(opened.page.settings, keep=0.25) == opened.page.settings


def test_enter_in_a_field_takes_over_what_is_typed_and_imports_nothing_yet(assistant):
    opened = assistant("orders.csv", ORDERS)
    opened.look("Times")
    field = opened.page.clock.hours.start
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    opened.rest()
    assert opened.dialog.isVisible()
    assert opened.dialog.document is None


def test_the_wheel_chooses_no_other_column(assistant):
    opened = assistant("orders.csv", ORDERS)
    box = opened.page.columns.choices["case"]
    at = QPointF(box.rect().center())
    turned = QWheelEvent(
        at, QPointF(box.mapToGlobal(at)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turned)
    assert opened.page.columns.chosen["case"] == "Case ID"
    assert not opened.page.touched()


def test_a_problem_leads_to_its_row(assistant):
    opened = assistant("orders.csv", ORDERS + "4,Receive,Ann,Sales,,soon\n")
    opened.look("Map")
    assert opened.page.show_problem(opened.dialog.problems[0])
    assert opened.page.tabs.currentWidget() is opened.page.columns
    table = opened.page.columns.table
    assert table.currentIndex().data() == "soon"


def test_the_first_letters_of_the_choices_lead_to_them_alone(assistant):
    opened = assistant("orders.csv", ORDERS)
    letters = [role.words[role.words.index("&") + 1].casefold() for role in ROLES if "&" in role.words]
    assert len(set(letters)) == len(letters)
    assert not set(letters) & set("rapi")  # Read as, Add files, Put it into
    assert opened.page.columns.choices["case"].isEnabled()


def test_a_log_measures_the_map_that_is_open_and_is_one_step_to_undo(work, qtbot, tmp_path):
    held = document("Receive 10min -> Check 1h -> Send 5min", client="ACME")
    hand = work(held)
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS)

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        qtbot.waitUntil(lambda: dialog.ready, timeout=20_000)
        target = dialog.target
        at = next(at for at in range(target.count()) if target.itemText(at) not in ("A new document", "This document"))
        target.setCurrentIndex(at)
        target.activated.emit(at)
        qtbot.waitUntil(lambda: dialog.ready, timeout=20_000)
        press(dialog, "Import")

    with answered(agree):
        assert hand.window.filing.import_files([path])
    workspace = hand.window.workspace
    after = workspace.document
    assert names(after) == ["Check", "Receive", "Send"]
    check = next(each for each in after.steps("map") if each.name == "Check")
    assert check.process_time is not None
    assert check.process_time.measured
    assert after.engagement.hours_per_day == held.engagement.hours_per_day
    workspace.undo()
    assert workspace.document == held


def test_rows_that_are_too_many_to_be_listed_are_counted(assistant):
    opened = assistant("orders.csv", ORDERS + "4,Receive,Ann,Sales,,soon\n" * 1234)
    assert opened.page.summary.text().endswith(" 1,234 rows cannot be read.")
    assert opened.dialog.import_button.text() == "Import without 1,234 rows"
    assert opened.dialog.pane.caption.text().startswith("1,234 ROWS CANNOT BE READ")


def states_of(*cases: str) -> str:
    """Tickets that go from state to state, an hour from one to the next."""
    rows = ["Ticket ID;Status;Changed on"]
    for number, case in enumerate(cases):
        rows += [f"{number};{state};2024-01-01 {at:02}:00" for at, state in enumerate(case)]
    return "\n".join(rows) + "\n"


def test_the_loops_that_are_counted_are_those_that_are_drawn(assistant):
    opened = assistant("tickets.csv", states_of(*["ABCD"] * 60, *["ABABCD"] * 30, "ABCDBCD", "ABCDBCD"))
    opened.page.variants.slider.setValue(100)
    opened.rest()
    assert "1 rework loop." in opened.page.steps.note.text()


def test_a_map_with_much_rework_above_it_is_seen_where_its_steps_are(assistant):
    steps = "ABCDEFGH"
    opened = assistant("tickets.csv", states_of(*[steps[:at] + steps for at in range(2, 9)]))
    opened.page.variants.slider.setValue(100)
    opened.look("Map")
    preview = opened.page.steps.preview
    preview.resize(900, 130)
    preview.show_picture(preview.picture)
    assert preview.picture is not None
    first = min((each.area for each in preview.picture.elements if each.kind == "node"), key=lambda each: each.x)
    y = preview._at.y() + (first.y - preview.picture.area.y) * preview.zoom
    assert 0 <= y <= 130 - first.height * preview.zoom


def test_notes_can_be_read_to_their_end_without_the_mouse(assistant):
    opened = assistant("incidents.csv", INCIDENTS)
    troubles = opened.dialog.pane.troubles
    for width in (1100, 760):
        opened.dialog.resize(width, 740)
        QApplication.processEvents()
        heights = [troubles.visualRect(troubles.items.index(at)).height() for at in range(len(troubles.items.lines))]
        needed = [
            troubles.fontMetrics()
            .boundingRect(0, 0, troubles.viewport().width() - 18, 999, Qt.TextFlag.TextWordWrap, line.words)
            .height()
            for line in troubles.items.lines
        ]
        assert all(height >= need for height, need in zip(heights, needed, strict=True))
        assert max(needed) > 42  # of two lines


def test_choices_of_columns_look_like_choices(assistant):
    box = assistant("orders.csv", ORDERS).page.columns.choices["lifecycle"]
    shown = box.grab(box.rect().adjusted(box.width() - 20, 6, -4, -6)).toImage()
    colors = {shown.pixel(x, y) for x in range(shown.width()) for y in range(shown.height())}
    assert len(colors) > 1  # the arrow
