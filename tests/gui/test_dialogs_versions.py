"""Earlier versions: what is kept, what changed since, and the ways back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio.gui.dialogs.times import when
from vsmstudio.gui.dialogs.versions_dialog import AS_NOW, EMPTY, VersionsDialog
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.session import Session
from vsmstudio.storage import versions


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("VSMSTUDIO_STATE", str(tmp_path / "state"))


@pytest.fixture
def saved(tmp_path) -> Session:
    """A file that was saved three times: as drawn, with A renamed, and with A and B renamed."""
    session = Session(document("A 1h -> B 2h"))
    session.save(tmp_path / "plan.vsm")
    for before, after in (("A", "Approve"), ("B", "Book")):
        step = next(each for each in session.document.steps("map") if each.name == before)
        session.do(edits.rename(session.document, step.id, after))
        session.save()
    return session


class Shown:
    def __init__(self, qtbot, path: Path, held: Document) -> None:
        self.dialog, self.qtbot = VersionsDialog(None, path, held), qtbot
        qtbot.addWidget(self.dialog)
        show_active(qtbot, self.dialog)

    def rows(self) -> list[list[str]]:
        items = [self.dialog.list.topLevelItem(index) for index in range(self.dialog.list.topLevelItemCount())]
        return [[each.text(column) for column in range(4)] for each in items]

    def go_to(self, row: int) -> None:
        while self.dialog.list.currentIndex().row() < row:
            QTest.keyClick(self.dialog.list, Qt.Key.Key_Down)
        self.read()

    def read(self) -> None:
        self.qtbot.waitUntil(lambda: bool(self.dialog.about.text()))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.dialog, key)


@pytest.fixture
def shown(qtbot, saved) -> Shown:
    return Shown(qtbot, saved.path, saved.document)


def test_every_save_is_there_the_latest_first_with_its_time_and_size(shown, saved):
    kept = versions.kept(saved.path)
    now = datetime.now().astimezone()
    assert len(shown.rows()) == 3
    assert [row[0].casefold() for row in shown.rows()] == [when(each.when, now) for each in kept]
    assert all(row[1] and row[2] for row in shown.rows())


def test_the_version_that_is_the_present_document_is_marked_and_needs_no_restoring(shown):
    shown.read()
    assert [row[3] for row in shown.rows()] == [AS_NOW, "", ""]
    assert not shown.dialog.restore.isEnabled()
    assert shown.dialog.copy.isEnabled()


def test_what_changed_since_a_version_is_said_in_words(shown):
    shown.go_to(2)
    assert set(shown.dialog.changes.said) == {"A renamed to Approve", "B renamed to Book"}


def test_a_version_is_restored_only_by_its_button(shown):
    shown.go_to(2)
    shown.press(Qt.Key.Key_Return)
    assert shown.dialog.isVisible()
    assert shown.dialog.choice is None
    QTest.mouseClick(shown.dialog.restore, Qt.MouseButton.LeftButton)
    assert shown.dialog.choice == "restore"
    assert [step.name for step in shown.dialog.chosen.steps("map")] == ["A", "B"]
    assert shown.dialog.version.load() == shown.dialog.chosen


def test_a_version_opens_as_a_copy(shown):
    shown.go_to(1)
    QTest.mouseClick(shown.dialog.copy, Qt.MouseButton.LeftButton)
    assert shown.dialog.choice == "open"
    assert [step.name for step in shown.dialog.chosen.steps("map")] == ["Approve", "B"]


def test_esc_closes_and_nothing_is_chosen(shown):
    shown.go_to(1)
    shown.press(Qt.Key.Key_Escape)
    assert not shown.dialog.isVisible()
    assert shown.dialog.choice is shown.dialog.chosen is shown.dialog.version is None


def test_nothing_can_be_chosen_before_the_version_was_read(shown):
    shown.read()
    QTest.keyClick(shown.dialog.list, Qt.Key.Key_Down)
    assert not shown.dialog.restore.isEnabled()
    assert not shown.dialog.copy.isEnabled()


@pytest.mark.parametrize("harm", ["damaged", "gone"])
def test_a_version_that_cannot_be_read_says_so_and_cannot_be_restored(qtbot, saved, harm):
    oldest = versions.kept(saved.path)[2].file
    shown = Shown(qtbot, saved.path, saved.document)
    if harm == "gone":
        oldest.unlink()
    else:
        oldest.write_bytes(b"garbage")
    shown.go_to(2)
    assert "cannot be read" in shown.dialog.about.text()
    assert shown.rows()[2][3] == "cannot be read"
    assert not shown.dialog.restore.isEnabled()
    assert not shown.dialog.copy.isEnabled()


def test_where_nothing_is_kept_one_line_says_why(qtbot, tmp_path):
    shown = Shown(qtbot, tmp_path / "<b>R&D.vsm", document("A 1h"))
    said = [each.text() for each in shown.dialog.findChildren(QLabel) if not each.isHidden()]
    assert EMPTY in said
    assert "Earlier versions of <b>R&D.vsm" in said
    assert shown.dialog.restore.isHidden()
    shown.press(Qt.Key.Key_Escape)
    assert shown.dialog.choice is None


def test_times_are_said_as_people_say_them():
    now = datetime(2026, 3, 1, 0, 5, tzinfo=UTC)
    assert when(now - timedelta(minutes=6), now) == "yesterday 23:59"
    assert when(now + timedelta(days=2), now) == "3 March 00:05"  # a clock that was set back
