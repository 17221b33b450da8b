"""After a crash: the window offers what was left, and nothing is recovered or let go unless the person says so."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio import places
from vsmstudio.gui.dialogs.recovery_bar import RecoveryBar, sentences
from vsmstudio.gui.dialogs.times import when
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.session import Session
from vsmstudio.storage.files import save
from vsmstudio.storage.recovery import Recording, left


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("VSMSTUDIO_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def crashed(held: Document, path: Path | None = None, changes: int = 3) -> None:
    """Work that ended without saving."""
    session = Session(held)
    if path is not None:
        session.save(path)
    session.record(places.journals())
    step = held.steps("map")[0].id
    for number in range(changes):
        session.do(edits.rename(session.document, step, f"Name {number}"))
    session.leave(forget=False)


@pytest.fixture
def bar(qtbot) -> RecoveryBar:
    made = RecoveryBar()
    qtbot.addWidget(made)
    made.resize(1200, 60)
    show_active(qtbot, made)
    made.recovered, made.discarded = [], []
    made.recover.connect(made.recovered.append)
    made.discard.connect(made.discarded.append)
    return made


def found() -> tuple[Recording, ...]:
    return left(places.journals())


def offered(bar: RecoveryBar) -> list[str]:
    return [each.text() for each in bar.findChildren(QPushButton) if not each.isHidden()]


def press(bar: RecoveryBar, words: str) -> None:
    buttons = [*bar.findChildren(QPushButton), *bar.findChildren(QToolButton)]
    QTest.mouseClick(next(each for each in buttons if each.text() == words), Qt.MouseButton.LeftButton)


def test_without_a_crash_there_is_no_bar(bar):
    bar.offer(found())
    assert bar.isHidden()


def test_what_a_crash_left_of_a_file_is_offered_with_its_name_count_and_time(bar, tmp_path):
    crashed(document("A 1h -> B 2h"), tmp_path / "Order to cash.vsm", changes=14)
    bar.offer(found())
    [recording] = found()
    now = datetime.now().astimezone()
    assert bar.words == f"Order to cash.vsm: 14 changes after the last save, {when(recording.when, now)}."
    assert offered(bar) == ["Recover", "Later", "Discard…"]
    assert str(tmp_path) in bar._label.toolTip()
    press(bar, "Recover")
    assert [each.document.name(each.document.steps("map")[0].id) for each in bar.recovered] == ["Name 13"]


def test_a_document_that_was_never_saved_goes_by_its_client(bar):
    crashed(document("A 1h -> B 2h", client="Northgate <b>Mutual</b>"), changes=1)
    bar.offer(found())
    assert bar.words.startswith("A document that was never saved (Northgate <b>Mutual</b>): 1 change, today ")


def test_a_file_that_changed_since_is_opened_as_a_copy(bar, tmp_path):
    crashed(document("A 1h -> B 2h"), tmp_path / "plan.vsm")
    save(document("A 5h -> C 2h"), tmp_path / "plan.vsm")
    bar.offer(found())
    assert "changed since; it can be opened as a copy." in bar.words
    assert offered(bar)[0] == "Open as a copy"


def test_a_file_that_is_gone_is_called_gone(bar, tmp_path):
    crashed(document("A 1h -> B 2h"), tmp_path / "plan.vsm")
    [journal] = places.journals().glob("*.journal")
    (tmp_path / "plan.vsm").unlink()
    recording = Recording(journal)
    words = " ".join(sentences(recording, recording.when)[1])
    assert "The file was removed since" in words


def test_a_damaged_journal_says_how_much_of_it_could_be_read(bar, tmp_path):
    crashed(document("A 1h -> B 2h"), tmp_path / "plan.vsm", changes=12)
    [journal] = places.journals().glob("*.journal")
    with journal.open("ab") as file:
        file.write(b"torn")
    bar.offer(found())
    assert "12 of the changes could be read; the end is damaged." in bar.words


def test_later_leaves_everything_where_it_is(bar, tmp_path):
    crashed(document("A 1h -> B 2h"), tmp_path / "plan.vsm")
    bar.offer(found())
    press(bar, "Later")
    assert bar.isHidden()
    assert len(found()) == 1
    assert not bar.recovered
    assert not bar.discarded


def test_discarding_is_asked_once_more_and_can_be_called_off(bar, tmp_path):
    crashed(document("A 1h -> B 2h"), tmp_path / "plan.vsm", changes=14)
    bar.offer(found())
    before = bar.words
    press(bar, "Discard…")
    assert bar.words.startswith("Discard 14 changes?")
    assert offered(bar) == ["Discard", "Keep"]
    press(bar, "Keep")
    assert bar.words == before
    assert not bar.discarded
    press(bar, "Discard…")
    press(bar, "Discard")
    assert len(bar.discarded) == 1
    assert bar.isHidden()


def test_by_keyboard_the_question_starts_on_the_safe_answer_and_esc_calls_it_off(bar, tmp_path):
    crashed(document("A 1h -> B 2h"), tmp_path / "plan.vsm")
    bar.offer(found())
    before = bar.words
    next(each for each in bar.findChildren(QPushButton) if each.text() == "Discard…").setFocus()
    QTest.keyClick(bar.focusWidget(), Qt.Key.Key_Space)
    assert bar.focusWidget().text() == "Keep"
    QTest.keyClick(bar.focusWidget(), Qt.Key.Key_Escape)
    assert bar.words == before
    assert not bar.discarded


def test_several_are_shown_one_at_a_time(bar, tmp_path):
    for name in ("one", "two", "three"):
        crashed(document("A 1h -> B 2h"), tmp_path / f"{name}.vsm")
    bar.offer(found())
    assert bar._count.text() == "1 of 3"
    first = bar.words
    press(bar, "›")
    assert bar._count.text() == "2 of 3"
    assert bar.words != first
    press(bar, "›")
    press(bar, "Discard…")
    press(bar, "Discard")
    assert bar._count.text() == "2 of 2"
    press(bar, "‹")
    assert bar.words == first
