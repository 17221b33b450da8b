"""Work is kept: crashes, other people, broken files and full disks, in the real window."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QPushButton

from tests.builders import document
from tests.gui.answering import answered, press
from vsmstudio import places
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.session import Session
from vsmstudio.storage import versions
from vsmstudio.storage.files import load, load_content, save
from vsmstudio.storage.lock import lock_file
from vsmstudio.storage.recovery import left


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.vsm"
    save(document("A 1h -> B 2h"), path)
    return path


@pytest.fixture
def desk(work, plan):
    """The window with the plan open; what fails is said in a dialog."""
    hand = work(document("X 1h"))
    window = hand.window
    del window.filing.complain
    assert window.open_path(plan)
    return hand


def steps(held: Document) -> list[str]:
    return sorted(each.name for drawn in held.maps for each in held.steps(drawn.id))


def rename(hand, name: str, to: str) -> None:
    hand.click(name)
    hand.type(to)
    hand.enter()


def bar_button(bar, words: str) -> QPushButton:
    return next(each for each in bar.findChildren(QPushButton) if each.text() == words and not each.isHidden())


def press_in(bar, words: str) -> None:
    QTest.mouseClick(bar_button(bar, words), Qt.MouseButton.LeftButton)


def other_writes(path: Path, name: str, to: str) -> None:
    """Another program saves the file."""
    held = load(path)
    key = next(key for key, record in held.records.items() if getattr(record, "name", "") == name)
    save(held.apply(edits.rename(held, key, to)), path)


def die(window: MainWindow) -> None:
    """The program ends without a word."""
    window.workspace.session.leave(forget=False)


# --- crashes --------------------------------------------------------------------------------------------------------


def test_after_a_crash_the_next_start_offers_what_was_not_saved(desk, work, plan):
    rename(desk, "A", "Approve")
    drawn = desk.view.workspace.document
    die(desk.window)
    hand = work(document("New 1h"))
    hand.window.keeping.offer_recovery()
    bar = hand.window.keeping.recovery
    assert "plan.vsm: 1 change after the last save" in bar.words
    assert steps(load(plan)) == ["A", "B"]
    press_in(bar, "Recover")
    session = hand.view.workspace.session
    assert session.document == drawn
    assert session.path == plan
    assert session.dirty
    assert not bar.isVisible()
    hand.window.acts["save"].trigger()
    assert load(plan) == drawn
    assert left(places.journals()) == ()
    assert session.undo_label, "what was recovered can be undone"


def test_a_journal_that_does_not_fit_its_file_opens_as_a_copy(desk, work, plan):
    rename(desk, "A", "Approve")
    drawn = desk.view.workspace.document
    die(desk.window)
    other_writes(plan, "B", "Book")
    hand = work(document("New 1h"))
    hand.window.keeping.offer_recovery()
    press_in(hand.window.keeping.recovery, "Open as a copy")
    session = hand.view.workspace.session
    assert session.document == drawn
    assert session.path is None
    assert steps(load(plan)) == ["A", "Book"]


def test_a_document_that_was_never_saved_is_offered_too(work):
    hand = work(document("A 1h -> B 1h"))
    rename(hand, "A", "Approve")
    drawn = hand.view.workspace.document
    die(hand.window)
    again = work(document("New 1h"))
    again.window.keeping.offer_recovery()
    assert "never saved" in again.window.keeping.recovery.words
    press_in(again.window.keeping.recovery, "Recover")
    assert again.view.workspace.document == drawn


def test_closing_the_window_leaves_nothing_to_recover(desk, plan):
    rename(desk, "A", "Approve")
    del desk.window.filing.may_leave
    with answered("Don't save"):
        desk.window.close()
    assert left(places.journals()) == ()
    assert not lock_file(plan).exists()
    assert "Approve" in steps(versions.kept(plan)[0].load()), "what was not saved is kept among the versions"


# --- others ---------------------------------------------------------------------------------------------------------


def test_what_another_saved_is_noticed_and_reloaded_and_undo_brings_the_own_back(desk, plan):
    rename(desk, "A", "Approve")
    mine = desk.view.workspace.document
    other_writes(plan, "B", "Book")
    keeping = desk.window.keeping
    keeping.refresh()
    assert "plan.vsm was changed" in keeping.bar.words
    press_in(keeping.bar, "Reload")
    assert steps(desk.view.workspace.document) == ["A", "Book"]
    assert not keeping.bar.isVisible()
    assert not desk.view.workspace.session.dirty
    desk.window.acts["undo"].trigger()
    assert desk.view.workspace.document == mine


def test_what_another_saved_is_merged_before_saving(desk, plan):
    rename(desk, "A", "Approve")
    other_writes(plan, "B", "Book")
    with answered("Merge…", "Merge") as asked:
        desk.window.acts["save"].trigger()
    assert "was changed by somebody else" in asked[0]
    assert steps(load(plan)) == ["Approve", "Book"]


def test_a_file_that_another_changed_is_replaced_only_when_asked_and_stays_among_the_versions(desk, plan):
    rename(desk, "A", "Approve")
    other_writes(plan, "B", "Book")
    with answered("Cancel"):
        desk.window.acts["save"].trigger()
    assert steps(load(plan)) == ["A", "Book"]
    with answered("Replace it"):
        desk.window.acts["save"].trigger()
    assert steps(load(plan)) == ["Approve", "B"]
    assert ["A", "Book"] in [steps(each.load()) for each in versions.kept(plan)]


def test_a_file_that_another_has_open_may_be_looked_at(desk, work, plan):
    hand = work(document("New 1h"))
    with answered("Open read-only") as asked:
        assert hand.window.open_path(plan)
    assert "has plan.vsm open" in asked[0]
    assert "read-only" in hand.window.keeping.bar.words
    before = hand.view.workspace.document
    hand.drag("A", by=(96, 48))
    assert hand.view.workspace.document == before
    assert "look at only" in hand.window.notice.text
    rename(desk, "A", "Approve")
    desk.window.acts["save"].trigger()
    assert steps(load(plan)) == ["Approve", "B"], "who has it open is not disturbed"


def test_a_file_that_another_has_open_may_be_copied_and_merged_back(desk, work, plan, tmp_path):
    hand = work(document("New 1h"))
    with answered("Open as a copy"):
        assert hand.window.open_path(plan)
    rename(hand, "B", "Book")
    group = tmp_path / "group.vsm"
    assert hand.window.filing.save_to(group)
    rename(desk, "A", "Approve")
    mine = desk.view.workspace.document
    with answered("Merge") as asked:
        assert desk.window.merging.merge_path(group)
    assert "not known" not in asked[0], "the version that both came from is known"
    assert steps(desk.view.workspace.document) == ["Approve", "Book"]
    desk.window.acts["undo"].trigger()
    assert desk.view.workspace.document == mine, "a merge is one step"


def test_where_both_changed_the_same_the_person_chooses(desk, plan, tmp_path, monkeypatch):
    group = tmp_path / "group.vsm"
    monkeypatch.setattr("vsmstudio.gui.filing.QFileDialog.getSaveFileName", lambda *_, **__: (str(group), ""))
    desk.window.acts["save_copy"].trigger()
    other_writes(group, "A", "Accept")
    rename(desk, "A", "Approve")
    monkeypatch.setattr("vsmstudio.gui.filing.QFileDialog.getOpenFileName", lambda *_, **__: (str(group), ""))

    def take_theirs(dialog) -> None:
        press(dialog, "Take all from group")
        press(dialog, "Merge")

    with answered(take_theirs):
        desk.window.acts["merge_file"].trigger()
    assert steps(desk.view.workspace.document) == ["Accept", "B"]


# --- disks and files ------------------------------------------------------------------------------------------------


def test_a_save_that_fails_offers_another_place(desk, plan, tmp_path, monkeypatch):
    rename(desk, "A", "Approve")
    elsewhere = tmp_path / "elsewhere" / "plan.vsm"
    elsewhere.parent.mkdir()
    real = os.replace

    def full(source, target) -> None:
        if Path(target) == plan:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr("os.replace", full)
    monkeypatch.setattr("vsmstudio.gui.filing.QFileDialog.getSaveFileName", lambda *_, **__: (str(elsewhere), ""))
    with answered("Save a copy elsewhere…") as asked:
        desk.window.acts["save"].trigger()
    assert "plan.vsm could not be written: the disk is full" in asked[0]
    assert steps(load(plan)) == ["A", "B"]
    assert steps(load(elsewhere)) == ["Approve", "B"]


def test_a_failing_disk_under_the_journal_is_said_in_the_bar(desk, monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        rename(desk, "A", "Approve")
        assert "not recorded" in desk.window.keeping.bar.words
        assert "the disk is full" in desk.window.keeping.bar.words
    rename(desk, "B", "Book")
    desk.window.keeping.refresh()
    assert not desk.window.keeping.bar.isVisible()


def test_an_earlier_version_is_restored_as_one_step(desk, plan):
    rename(desk, "A", "Approve")
    desk.window.acts["save"].trigger()
    newer = desk.view.workspace.document

    def restore(dialog) -> None:
        QTest.qWait(50)
        held = dialog.findChild(QAbstractItemView, "versions")
        held.setCurrentIndex(held.model().index(1, 0))
        QTest.qWait(300)
        press(dialog, "Restore")

    with answered(restore):
        desk.window.acts["show_versions"].trigger()
    assert steps(desk.view.workspace.document) == ["A", "B"]
    desk.window.acts["undo"].trigger()
    assert desk.view.workspace.document == newer


def test_a_damaged_file_opens_repaired_as_a_copy_and_stays_as_it_is(desk, plan, tmp_path):
    broken = tmp_path / "broken.vsm"
    broken.write_bytes(plan.read_bytes()[:-120])
    before = broken.read_bytes()
    with answered("Check and repair…", "Open the repaired copy") as asked:
        assert desk.window.open_path(broken)
    assert "cut short" in asked[0]
    session = desk.view.workspace.session
    assert session.path is None
    assert session.dirty
    assert "A" in steps(session.document)
    assert broken.read_bytes() == before


def test_a_new_document_made_from_another_keeps_its_ids_and_merges_without_doubles(desk, plan, monkeypatch):
    monkeypatch.setattr("vsmstudio.gui.filing.QFileDialog.getOpenFileName", lambda *_, **__: (str(plan), ""))
    desk.window.acts["new_from_file"].trigger()
    session = desk.view.workspace.session
    assert session.path is None
    rename(desk, "A", "Approve")
    base = session.common_base(load_content(plan))
    assert base == load(plan)
    with answered("Merge"):
        desk.window.acts["merge_file"].trigger()
    assert steps(desk.view.workspace.document) == ["Approve", "B"]


def test_opening_the_own_file_again_goes_back_to_what_is_saved(desk, plan):
    rename(desk, "A", "Approve")
    assert desk.window.open_path(plan)
    assert steps(desk.view.workspace.document) == ["A", "B"]
    assert lock_file(plan).exists()
    assert Session.open(plan, read_only=True).document == desk.view.workspace.document
