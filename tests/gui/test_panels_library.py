"""The library by hand and by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio.gui import mime
from vsmstudio.gui.panels.library import Library
from vsmstudio.gui.panels.record_list import RecordList
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.records import Application, Contract, LinkKind, Service
from vsmstudio.session import Session


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(Session(document("(Customer) -> Register 25min/1d/74% @Claims !Head_of_Claims -> Pay 10min/1d")))


@pytest.fixture
def library(qtbot: QtBot, workspace: Workspace) -> Iterator[Library]:
    panel = Library(workspace)
    qtbot.addWidget(panel)
    panel.resize(216, 900)
    show_active(qtbot, panel)
    yield panel
    panel.hide()


def press_plus(qtbot: QtBot, library: Library, kind: str, name: str) -> None:
    """Press + and type the name in place."""
    qtbot.mouseClick(library.sections[kind].add, Qt.MouseButton.LeftButton)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, name)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def middle(held: RecordList, row: int) -> QPoint:
    return held.visualRect(held.records.index(row)).center()


def test_a_new_service_is_named_in_place_and_taken_back_as_one(
    qtbot: QtBot, library: Library, workspace: Workspace
) -> None:
    before = workspace.document
    press_plus(qtbot, library, "service", "Fraud screening")
    assert [each.name for each in workspace.document.services] == ["Fraud screening"]
    assert workspace.selection == (workspace.document.services[0].id,)
    assert workspace.session.undo_label == "Add service Fraud screening"
    workspace.undo()
    assert workspace.document == before


def test_people_and_units_are_added_the_same_way(qtbot: QtBot, library: Library, workspace: Workspace) -> None:
    press_plus(qtbot, library, "person", "Adjuster")
    press_plus(qtbot, library, "unit", "Loss adjusters")
    assert [each.role for each in workspace.document.people] == ["Adjuster", "Head of Claims"]
    assert [each.name for each in workspace.document.units] == ["Claims", "Loss adjusters"]


def test_a_click_selects_and_delete_removes(qtbot: QtBot, library: Library, workspace: Workspace) -> None:
    qtbot.mouseClick(library.people.viewport(), Qt.MouseButton.LeftButton, pos=middle(library.people, 0))
    assert workspace.selection == ("person-Head_of_Claims",)
    qtbot.keyClick(library.people, Qt.Key.Key_Delete)
    assert not workspace.document.people
    assert "No people yet. Press + to add the first." in {each.text() for each in library.findChildren(QLabel)}


def test_the_selection_of_others_is_shown_and_not_answered(library: Library, workspace: Workspace) -> None:
    workspace.select(["person-Head_of_Claims"])
    assert [index.row() for index in library.people.selectedIndexes()] == [0]
    workspace.select(["Register"])
    assert not library.people.selectedIndexes()
    assert workspace.selection == ("Register",)


def test_the_search_narrows_the_services(qtbot: QtBot, library: Library, workspace: Workspace) -> None:
    for name in ("Payments", "Policy data", "Claims portal", "Archive"):
        workspace.do(lambda d, name=name: edits.add_service(d, name))
    library.search.setFocus()
    qtbot.keyClicks(library.search, "PORT")
    assert [workspace.document.name(key) for key in library.services.records.keys] == ["Claims portal"]
    qtbot.keyClicks(library.search, "x")
    assert "No service fits. Clear the search to see all." in {each.text() for each in library.findChildren(QLabel)}


def test_a_person_dropped_on_a_service_becomes_its_owner(library: Library, workspace: Workspace) -> None:
    workspace.do(lambda d: edits.add_service(d, "Payments"))
    QApplication.processEvents()
    pills, data = library.services, mime.pack(mime.PERSON, "person-Head_of_Claims")
    at = middle(pills, 0)
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pills.viewport(), QDragEnterEvent(at, *rest))
    QApplication.sendEvent(pills.viewport(), QDragMoveEvent(at, *rest))
    assert pills.marks.target == workspace.document.services[0].id
    QApplication.sendEvent(pills.viewport(), QDropEvent(QPointF(at), *rest))
    assert workspace.document.services[0].owner == "person-Head_of_Claims"
    assert pills.marks.target == ""


def test_what_is_dragged_says_what_it_is(library: Library, workspace: Workspace) -> None:
    workspace.do(lambda d: edits.add_service(d, "Payments"))
    for held, kind in ((library.services, mime.SERVICE), (library.people, mime.PERSON)):
        index = held.records.index(0)
        assert mime.unpack(held.records.mimeData([index])) == (kind, held.records.keys[0])
        assert held.records.flags(index) & Qt.ItemFlag.ItemIsDragEnabled


def test_tiles_are_asked_for_by_keys_and_by_double_click(qtbot: QtBot, library: Library) -> None:
    wanted: list[str] = []
    library.wanted.connect(wanted.append)
    tile = library.tiles.tiles["queue"]
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    qtbot.mouseDClick(library.tiles.tiles["customer"], Qt.MouseButton.LeftButton)
    assert wanted == ["queue", "customer"]
    assert not tile.pixmap().isNull()


def test_a_service_that_supports_nothing_says_so(library: Library, workspace: Workspace) -> None:
    workspace.do(lambda d: edits.add_service(d, "Archive", owner="person-Head_of_Claims"))
    index = library.services.records.index(0)
    assert "Not linked to any stream" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    key = workspace.document.services[0].id
    workspace.do(lambda d: edits.underpin(d, key, "Pay"))
    assert "Head of Claims" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize("name", ["<b>&", "N" * 300, "מחלקת תביעות", "注文 🙂"])
def test_hostile_names_are_painted_as_they_stand(library: Library, workspace: Workspace, name: str) -> None:
    workspace.do(lambda d: edits.add_service(d, name))
    workspace.do(lambda d: edits.add_person(d, name, unit="unit-Claims"))
    workspace.do(lambda d: edits.add_unit(d, name))
    assert workspace.document.all(Service)[0].name == name
    tooltip = str(library.services.records.index(0).data(Qt.ItemDataRole.ToolTipRole))
    assert "<b>" not in tooltip
    assert not library.grab().isNull()
    assert library.services.width() <= library.width()


def test_contracts_and_applications_are_folded_until_one_is_added_and_named_in_place(
    qtbot: QtBot, library: Library, workspace: Workspace
) -> None:
    assert library.sections["contract"].folded
    assert library.sections["application"].folded
    press_plus(qtbot, library, "contract", "Hosting 2026")
    press_plus(qtbot, library, "application", "Claims suite")
    assert [each.name for each in workspace.document.all(Contract)] == ["Hosting 2026"]
    assert workspace.selection == (workspace.document.all(Application)[0].id,)
    assert workspace.session.undo_label == "Add application Claims suite"
    assert not library.sections["contract"].folded


def test_the_search_opens_a_folded_section_that_holds_a_hit_and_folds_it_again(
    qtbot: QtBot, library: Library, workspace: Workspace
) -> None:
    for name in ("Payments", "Policy data", "Claims portal", "Archive"):
        workspace.do(lambda d, name=name: edits.add_service(d, name))
    workspace.do(lambda d: edits.add_unit(d, "Northgate"))
    northgate = next(each.id for each in workspace.document.units if each.name == "Northgate")
    workspace.do(lambda d: edits.add_contract(d, "Hosting 2026", supplier=northgate))
    library.search.setFocus()
    qtbot.keyClicks(library.search, "northg")
    assert [workspace.document.name(key) for key in library.contracts.records.keys] == ["Hosting 2026"]
    assert library.contracts.isVisible()
    assert library.sections["application"].folded
    assert library.people.records.keys  # a person can still be dropped on what was found
    library.search.clear()
    assert library.sections["contract"].folded


def test_a_person_dropped_on_an_application_becomes_its_owner(library: Library, workspace: Workspace) -> None:
    workspace.do(lambda d: edits.add_application(d, "Claims suite"))
    library.sections["application"].unfold()
    QApplication.processEvents()
    held, data = library.applications, mime.pack(mime.PERSON, "person-Head_of_Claims")
    at = middle(held, 0)
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(held.viewport(), QDragEnterEvent(at, *rest))
    QApplication.sendEvent(held.viewport(), QDragMoveEvent(at, *rest))
    QApplication.sendEvent(held.viewport(), QDropEvent(QPointF(at), *rest))
    assert workspace.document.all(Application)[0].owner == "person-Head_of_Claims"
    described = str(held.records.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert described == "Claims suite, owner Head of Claims"


def test_a_service_that_others_rest_on_is_not_called_unlinked(library: Library, workspace: Workspace) -> None:
    workspace.do(lambda d: edits.add_service(d, "Hosting", owner="person-Head_of_Claims"))
    workspace.do(lambda d: edits.add_service(d, "Portal", owner="person-Head_of_Claims"))
    hosting, portal = (each.id for each in workspace.document.services)
    workspace.do(lambda d: edits.underpin(d, portal, "Pay"))
    workspace.do(lambda d: edits.link(d, portal, hosting, LinkKind.RESTS_ON))
    said = str(library.services.records.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Hosting, internal. Head of Claims"


def test_renaming_what_is_folded_opens_its_section(qtbot: QtBot, library: Library, workspace: Workspace) -> None:
    workspace.do(lambda d: edits.add_contract(d, "Hosting 2026"))
    key = workspace.document.all(Contract)[0].id
    library.rename(key)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Hosting 2027")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert workspace.document.name(key) == "Hosting 2027"
