"""The inspector as a person uses it: typing, tabbing, choosing, dropping."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.builders import document
from vsmstudio.gui import mime
from vsmstudio.gui.panels.fields import LineField
from vsmstudio.gui.panels.inspector import Inspector
from vsmstudio.gui.panels.pages import RecordPage
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Flow, LinkKind, Person, Service, Step, Unit
from vsmstudio.session import Session

MAP = "(Customer) -> Register 25min/1d/74% @Claims !Head_of_Claims -> Assess 1.5h/6d/61% -> Pay 10min/1d ; Pay ~10%~> Register"
Show = Callable[..., Inspector]


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(Session(document(MAP)))


def field(inspector: Inspector, name: str) -> LineField:
    assert inspector.page is not None
    found = [each for each in inspector.page.findChildren(LineField) if each.name == name and not each.isHidden()]
    return found[0]


def typed(qtbot: QtBot, editor: QLineEdit, words: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type over what a field holds."""
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClicks(editor, words)
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup if popup is not None else editor, end)


def step(workspace: Workspace, name: str = "Assess") -> Step:
    return workspace.document.the(Step, name)


def test_a_typed_duration_changes_the_step_and_is_echoed(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select(["Assess"])
    pt = field(inspector, "Processing time")
    typed(qtbot, pt.editor, "1h 30m")
    assert step(workspace).process_time == Duration("1h 30m")
    assert pt.editor.echo.text() == "1 h 30 min, estimated"
    assert workspace.session.undo_label is not None
    workspace.undo()
    assert pt.editor.text() == "1.5 h"


def test_a_negative_duration_is_refused_in_place_and_the_old_value_stands(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select(["Assess"])
    before = workspace.document
    pt = field(inspector, "Processing time")
    typed(qtbot, pt.editor, "-1h")
    assert workspace.document is before
    assert pt.is_bad
    assert pt.editor.text() == "-1h"
    assert pt.message.isVisible()
    assert "90 min" in pt.message.text()
    qtbot.keyClick(pt.editor, Qt.Key.Key_Escape)
    assert not pt.is_bad
    assert pt.editor.text() == "1.5 h"
    assert not pt.message.isVisible()


@pytest.mark.parametrize("words", ["nan", "soon", "1e400", "-1h", "<b>", "3-1 d"])
def test_what_is_no_duration_never_reaches_the_document(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace, words: str
) -> None:
    workspace.select(["Assess"])
    before = workspace.document
    typed(qtbot, field(inspector, "Lead time").editor, words)
    assert workspace.document is before
    assert field(inspector, "Lead time").is_bad


@pytest.mark.parametrize(
    ("words", "share"), [("62", 0.62), ("62 %", 0.62), ("62%", 0.62), ("0,5 %", 0.005), ("", None), ("0", 0.0)]
)
def test_percentages_are_read_as_people_write_them(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace, words: str, share: float | None
) -> None:
    workspace.select(["Assess"])
    typed(qtbot, field(inspector, "% complete and accurate").editor, words)
    assert step(workspace).ca == (pytest.approx(share) if share is not None else None)


@pytest.mark.parametrize("words", ["101", "-3", "0.61", "many"])
def test_a_percentage_that_cannot_be_or_is_in_doubt_is_refused(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace, words: str
) -> None:
    workspace.select(["Assess"])
    typed(qtbot, field(inspector, "% complete and accurate").editor, words)
    assert step(workspace).ca == 0.61
    assert field(inspector, "% complete and accurate").is_bad


def test_leaving_a_field_commits_once_and_leaving_it_unchanged_does_nothing(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select(["Assess"])
    undoable = len(workspace.session._done)
    typed(qtbot, field(inspector, "People").editor, "5", Qt.Key.Key_Tab)
    assert step(workspace).people == 5
    assert len(workspace.session._done) == undoable + 1
    lead = field(inspector, "Lead time").editor
    lead.setFocus()
    qtbot.keyClick(lead, Qt.Key.Key_Tab)
    assert len(workspace.session._done) == undoable + 1


def test_measured_is_a_tick_and_part_of_the_echo(qtbot: QtBot, inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(["Assess"])
    lead = field(inspector, "Lead time")
    qtbot.mouseClick(lead.measured, Qt.MouseButton.LeftButton, pos=QPoint(8, lead.measured.height() // 2))
    assert step(workspace).lead_time == Duration("6d", measured=True)
    assert lead.editor.echo.text() == "48 h at 8 h a day, measured"


def test_a_new_owner_is_made_by_typing_as_one_change(qtbot: QtBot, inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(["Assess"])
    owner = field(inspector, "Accountable owner")
    assert owner.editor.property("state") == "gap"
    assert owner.editor.placeholderText() == "Choose or drop a person"
    before = workspace.document
    typed(qtbot, owner.editor, "Head of Loss Adjusting")
    made = workspace.document.the(Person, step(workspace).owner or "")
    assert made.role == "Head of Loss Adjusting"
    assert owner.editor.property("state") == ""
    workspace.undo()
    assert workspace.document == before
    assert owner.editor.property("state") == "gap"


def test_typing_a_known_name_names_that_person_in_any_case(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select(["Assess"])
    typed(qtbot, field(inspector, "Accountable owner").editor, "head of claims")
    assert step(workspace).owner == "person-Head_of_Claims"
    assert len(workspace.document.people) == 1


def test_two_people_of_one_name_are_told_apart_by_choosing(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.do(lambda d: edits.add_person(d, "Head of Claims"))
    workspace.select(["Assess"])
    owner = field(inspector, "Accountable owner")
    typed(qtbot, owner.editor, "Head of Claims", Qt.Key.Key_Tab)
    assert step(workspace).owner is None
    assert "2 people" in owner.message.text()


def test_the_arrow_down_offers_all_and_enter_takes_one(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select(["Assess"])
    owner = field(inspector, "Accountable owner")
    owner.editor.setFocus()
    qtbot.keyClick(owner.editor, Qt.Key.Key_Down)
    popup = owner.editor.completer().popup()
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert step(workspace).owner == "person-Head_of_Claims"


def test_a_dropped_person_becomes_the_owner(inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(["Assess"])
    editor = field(inspector, "Accountable owner").editor
    data = mime.pack(mime.PERSON, "person-Head_of_Claims")
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(editor, enter)
    assert enter.isAccepted()
    assert editor.property("state") == "drop"
    QApplication.sendEvent(editor, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, keys))
    assert step(workspace).owner == "person-Head_of_Claims"
    assert editor.property("state") == ""
    assert editor.text() == "Head of Claims"


def test_the_focus_and_what_is_being_typed_survive_a_change_elsewhere(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select(["Assess"])
    pt = field(inspector, "Processing time").editor
    pt.setFocus()
    pt.selectAll()
    qtbot.keyClicks(pt, "2 h 1")
    workspace.do(lambda d: edits.update(d, "Assess", people=9.0))
    assert pt.hasFocus()
    assert pt.text() == "2 h 1"
    assert field(inspector, "People").editor.text() == "9"


def test_what_is_being_typed_belongs_to_its_step_when_another_is_selected(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select(["Assess"])
    pt = field(inspector, "Processing time").editor
    pt.setFocus()
    pt.selectAll()
    qtbot.keyClicks(pt, "2 h")
    workspace.select(["Pay"])
    assert step(workspace).process_time == Duration("2 h")
    assert step(workspace, "Pay").process_time == Duration("10min")
    assert pt.text() == "10 min"


def test_a_refused_text_is_forgotten_when_another_step_is_selected(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select(["Assess"])
    typed(qtbot, field(inspector, "Processing time").editor, "soon")
    workspace.select(["Pay"])
    pt = field(inspector, "Processing time")
    assert (pt.editor.text(), pt.is_bad) == ("10 min", False)
    assert step(workspace).process_time == Duration("1.5h")


@pytest.mark.parametrize("name", ["<b>&'\"", "<img src=x> &amp;", "N" * 300, "מחלקת תביעות", "注文を受ける 승인"])
def test_hostile_names_are_shown_as_they_stand(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace, name: str
) -> None:
    workspace.do(lambda d: edits.rename(d, "Pay", name))
    workspace.do(lambda d: edits.add_service(d, name))
    service = workspace.document.services[0].id
    workspace.do(lambda d: edits.underpin(d, service, "Assess"))
    workspace.select(["Assess"])
    for key in ("Assess", "Pay", service):
        workspace.select([key])
        assert all(label.textFormat() is Qt.TextFormat.PlainText for label in inspector.findChildren(QLabel))
        assert inspector.page is not None
        assert inspector.page.width() <= inspector.view.viewport().width()
    workspace.select(["Pay"])
    assert inspector.page is not None
    assert inspector.page.findChild(QLineEdit, "name").text() == name


def test_a_typed_name_renames(qtbot: QtBot, inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(["Assess"])
    assert inspector.page is not None
    typed(qtbot, inspector.page.findChild(QLineEdit, "name"), "Judge damage")
    assert step(workspace).name == "Judge damage"


def test_several_steps_get_one_owner_in_one_change(qtbot: QtBot, inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(["Register", "Assess", "Pay"])
    owner = field(inspector, "Accountable owner")
    assert owner.editor.placeholderText() == "Various"
    before = workspace.document
    typed(qtbot, owner.editor, "Claims Director")
    owners = {step(workspace, key).owner for key in ("Register", "Assess", "Pay")}
    assert [workspace.document.name(key) for key in owners] == ["Claims Director"]
    workspace.undo()
    assert workspace.document == before


def test_services_are_added_by_name_judged_and_removed(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select(["Assess"])
    assert inspector.page is not None
    adder = next(
        each for each in inspector.page.findChildren(LineField) if each.editor.placeholderText() == "Add a service"
    )
    typed(qtbot, adder.editor, "Fraud screening")
    [link] = workspace.document.links_to("Assess", LinkKind.UNDERPINS)
    assert workspace.document.name(link.source) == "Fraud screening"
    assert adder.editor.text() == ""
    services = inspector.page.relations[2]  # type: ignore[attr-defined]
    row = services.rows[link.id]
    qtbot.keyClick(row.criticality, Qt.Key.Key_Up)
    assert workspace.document.links_to("Assess", LinkKind.UNDERPINS)[0].criticality.value == "high"
    qtbot.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    assert not workspace.document.links_to("Assess", LinkKind.UNDERPINS)
    assert len(workspace.document.all(Service)) == 1


def test_the_probability_of_rework_stays_under_one(qtbot: QtBot, inspector: Inspector, workspace: Workspace) -> None:
    rework = next(each for each in workspace.document.all(Flow) if each.probability)
    workspace.select([rework.id])
    back = field(inspector, "How often work comes back")
    typed(qtbot, back.editor, "100")
    assert back.is_bad
    assert "Register" in back.message.text()
    typed(qtbot, back.editor, "20 %")
    assert workspace.document.the(Flow, rework.id).probability == pytest.approx(0.2)


def test_with_nothing_selected_the_map_the_stream_and_the_engagement_can_be_edited(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    typed(qtbot, field(inspector, "Date").editor, "2026-02-14")
    typed(qtbot, field(inspector, "Demand").editor, "22")
    typed(qtbot, field(inspector, "Client").editor, "Northgate")
    assert str(workspace.document.maps[0].date) == "2026-02-14"
    assert workspace.document.streams[0].demand == 22
    assert workspace.document.engagement.client == "Northgate"
    typed(qtbot, field(inspector, "Date").editor, "14.2.2026")
    assert field(inspector, "Date").is_bad
    typed(qtbot, field(inspector, "Currency").editor, "")
    assert workspace.document.engagement.currency == "EUR"


def test_a_unit_is_never_its_own_parent(qtbot: QtBot, inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(["unit-Claims"])
    parent = field(inspector, "Part of")
    typed(qtbot, parent.editor, "Claims")
    assert parent.is_bad
    assert workspace.document.the(Unit, "unit-Claims").parent is None


def test_why_it_matters_is_told_in_sentences(inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(["Assess"])
    said = [label.text() for label in inspector.findChildren(QLabel, "sentence")]
    assert "On the critical path, slack 0" in said
    assert "75 % of lead time, %C&A lowest of all" in said
    assert "Waiting 5 d 6.5 h of 6 d" in said


def test_undo_in_a_field_is_the_windows_once_nothing_typed_is_left(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    undo = QShortcut(QKeySequence.StandardKey.Undo, inspector)
    undo.activated.connect(workspace.undo)
    workspace.select(["Assess"])
    pt = field(inspector, "Processing time").editor
    typed(qtbot, pt, "3h")
    qtbot.keyClicks(pt, "4h")
    qtbot.keyClick(pt, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (pt.text(), step(workspace).process_time) == ("3 h", Duration("3h"))
    qtbot.keyClick(pt, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (pt.text(), step(workspace).process_time) == ("1.5 h", Duration("1.5h"))


def test_delete_on_a_choice_is_not_the_windows(qtbot: QtBot, inspector: Inspector, workspace: Workspace) -> None:
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Delete), inspector)
    shortcut.activated.connect(lambda: workspace.do(lambda d: edits.delete(d, workspace.selection)))
    workspace.select(["Assess"])
    assert isinstance(inspector.page, RecordPage)
    inspector.page.fold.button.click()
    choice = inspector.page.more.fields["value_class"].editor
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Delete)
    assert "Assess" in workspace.document
