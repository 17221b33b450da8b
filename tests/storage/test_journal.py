"""The journal's promises: written at once, synced soon and elsewhere, complete, and gone when nothing needs it."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import document
from tests.long.at_random import edit
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.records import Unknown
from vsmstudio.session import Session
from vsmstudio.storage import frames, journal
from vsmstudio.storage.files import load, save
from vsmstudio.storage.recovery import Recording, left

OLD = document("A 1h -> B 2h")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journals"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    save(OLD, tmp_path / "plan.vsm")
    return tmp_path / "plan.vsm"


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The threads that synced a file, in order."""
    threads: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        threads.append(threading.current_thread().name)

    monkeypatch.setattr(os, "fsync", fsync)
    return threads


def rename(session: Session, name: str) -> None:
    session.do(edits.rename(session.document, "A", name))


def opened(plan: Path, folder: Path) -> Session:
    session = Session.open(plan)
    session.record(folder)
    return session


def on_disk(folder: Path) -> Recording:
    (file,) = folder.iterdir()
    return Recording(file)


def until(holds: Callable[[], object]) -> bool:
    """Does it come to hold? Waits far longer than is promised: a slow machine is no failure."""
    end = time.monotonic() + 20
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return bool(holds())


# --- written at once, synced soon -------------------------------------------------------------------------------------


def test_a_change_is_on_disk_when_the_edit_returns(plan: Path, folder: Path) -> None:
    session = opened(plan, folder)
    assert not folder.exists(), "nothing is recorded before there is something"
    for number in range(5):
        rename(session, f"Name {number}")
        assert on_disk(folder).document == session.document
    session.undo()
    assert on_disk(folder).document == session.document
    session.leave()
    assert list(folder.iterdir()) == []


def test_the_thread_that_edits_never_waits_for_the_disk(plan: Path, folder: Path, synced: list[str]) -> None:
    session = opened(plan, folder)
    synced.clear()
    for number in range(20):
        rename(session, f"Name {number}")
    assert journal.SYNC_AFTER < 1
    assert until(lambda: synced)
    assert set(synced) == {"journal"}
    before = len(synced)
    rename(session, "Later")
    assert until(lambda: len(synced) > before), "every later change is synced, too"
    session.leave()


def test_nothing_is_synced_while_nothing_is_done(plan: Path, folder: Path, synced: list[str]) -> None:
    session = opened(plan, folder)
    rename(session, "One")
    assert until(lambda: on_disk(folder)._base is not None)
    assert until(lambda: not session._journal._due.is_set())  # type: ignore[union-attr]
    time.sleep(journal.SYNC_AFTER)
    count = len(synced)
    time.sleep(journal.SYNC_AFTER * 1.5)
    assert len(synced) == count
    session.leave()


def test_the_document_before_the_changes_arrives_by_itself(plan: Path, folder: Path) -> None:
    session = opened(plan, folder)
    rename(session, "One")
    assert until(lambda: on_disk(folder)._base == OLD)
    shutil.rmtree(os.environ["VSMSTUDIO_STATE"])
    plan.unlink()
    recording = on_disk(folder)
    assert not recording.fits
    assert recording.document == session.document
    session.leave()


# --- what is recorded -------------------------------------------------------------------------------------------------


def test_a_document_that_was_never_saved_is_recorded_with_its_first_change(folder: Path) -> None:
    session = Session(edits.new_document())
    session.record(folder)
    assert not folder.exists()
    session.do(edits.add_person(session.document, "Ann"))
    assert on_disk(folder).document == session.document
    assert on_disk(folder).path is None
    session.leave(forget=False)
    assert Session.recovered(left(folder)[0]).document == session.document


def test_an_imported_document_is_recorded_before_it_is_edited(folder: Path) -> None:
    session = Session(OLD, unsaved=True)
    session.record(folder)
    assert on_disk(folder).document == OLD
    session.leave(forget=False)
    (found,) = left(folder)
    again = Session.recovered(found)
    assert again.document == OLD
    assert again.dirty


def test_any_edits_replay_to_the_document(plan: Path, folder: Path) -> None:
    session, chance = opened(plan, folder), random.Random(3)
    for _ in range(150):
        deed = chance.randrange(6)
        if deed == 0:
            session.undo()
        elif deed == 1:
            session.redo()
        else:
            session.do(edit(session.document, chance), join=deed == 2)
    assert on_disk(folder).document == session.document
    assert on_disk(folder).whole
    session.leave()


def test_what_no_file_can_hold_and_what_is_not_known_is_recorded_as_it_is_saved(plan: Path, folder: Path) -> None:
    text = plan.read_text().replace('"type":"step","id":"A"', '"type":"step","colour": {"x" : 1},"id":"A"')
    text = text.replace('"records":[', '"records":[\n{"type":"risk","id":"r1","n":1e30},')
    plan.write_text(text.replace("]}", '],"later":{"a":[1, 2]}}'))
    session = opened(plan, folder)
    start = session.document
    rename(session, "half \ud83d of a sign")
    rename(session, "One")
    session.do(edits.delete(session.document, ["A"]))
    session.do(Change("Remove", {each.id: (each, None) for each in start.all(Unknown)}))
    session.undo()
    assert on_disk(folder).document == session.document
    session.leave()


def test_a_long_journal_starts_anew_and_keeps_all(plan: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LONG", 4000)
    session = opened(plan, folder)
    for number in range(100):
        rename(session, f"Name {number}")
        assert left_by_a_kill(folder, session.document)
    session._journal.sync()  # type: ignore[union-attr]
    assert len(list(folder.iterdir())) == 1
    assert on_disk(folder).count == 100
    assert on_disk(folder).journal.stat().st_size < 8000
    session.leave(forget=False)
    again = Session.recovered(left(folder)[0])
    assert again.document == session.document
    assert again.path == plan
    again.undo()
    assert again.document == OLD


def left_by_a_kill(folder: Path, document: Document) -> bool:
    """Would one of the journals that lie there now give the document back?"""
    return any(Recording(each).document == document for each in folder.iterdir())


def test_a_journal_that_somebody_removes_is_written_anew(plan: Path, folder: Path) -> None:
    session = opened(plan, folder)
    rename(session, "One")
    shutil.rmtree(folder)
    session._journal.sync()  # type: ignore[union-attr]
    rename(session, "Two")
    assert on_disk(folder).document == session.document
    session.leave()


def test_a_change_that_cannot_be_recorded_is_in_the_next_journal(
    plan: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(plan, folder)
    rename(session, "One")
    with monkeypatch.context() as patch:
        patch.setattr(frames, "change", lambda _: 1 / 0)
        rename(session, "Two")
    assert left_by_a_kill(folder, session.document)
    rename(session, "Three")
    assert left_by_a_kill(folder, session.document)
    session.leave()


def test_a_relative_path_is_found_again_from_elsewhere(
    plan: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(plan.parent)
    session = opened(Path(plan.name), folder)
    rename(session, "One")
    monkeypatch.chdir("/")
    assert on_disk(folder).path == plan
    assert on_disk(folder).fits
    session.leave()


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_a_file_whose_name_is_no_text_is_recorded(tmp_path: Path, folder: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/pl\xe4n.vsm"))
    save(OLD, path)
    session = opened(path, folder)
    rename(session, "One")
    assert session.trouble == ""
    assert on_disk(folder).path == path
    session.save()
    assert load(path) == session.document
    session.leave()


# --- when it goes -----------------------------------------------------------------------------------------------------


def test_saving_and_leaving_remove_it(plan: Path, folder: Path) -> None:
    session = opened(plan, folder)
    rename(session, "One")
    session.save()
    assert list(folder.iterdir()) == []
    rename(session, "Two")
    assert on_disk(folder).count == 1
    session.leave()
    assert list(folder.iterdir()) == []
    assert sorted(each.name for each in plan.parent.iterdir()) == ["journals", "plan.vsm"]


def test_what_was_kept_is_recorded_after_a_merge_and_the_old_journal_stays_until_then(plan: Path, folder: Path) -> None:
    from vsmstudio.storage.files import load_content

    session = opened(plan, folder)
    rename(session, "Ours")
    theirs = OLD.apply(edits.rename(OLD, "B", "Theirs"))
    save(theirs, plan)
    content = load_content(plan)
    session.take_in(content, edits.rename(session.document, "B", "Theirs"))
    assert left_by_a_kill(folder, session.document)
    session._journal.sync()  # type: ignore[union-attr]
    assert on_disk(folder).document == session.document
    assert on_disk(folder).fits
    session.leave(forget=False)
    assert Session.recovered(left(folder)[0]).document == session.document


_CHILD = """
import json, os, sys
from pathlib import Path
from vsmstudio.model import edits
from vsmstudio.session import Session
session = Session.open(Path(sys.argv[1]))
session.record(Path(sys.argv[2]))
session.do(edits.rename(session.document, "A", "By the child"))
print(json.dumps("done"), flush=True)
sys.stdin.read()
"""


def test_a_journal_of_a_living_program_is_offered_to_nobody_until_it_is_killed(plan: Path, folder: Path) -> None:
    given = [sys.executable, "-c", _CHILD, str(plan), str(folder)]
    child = subprocess.Popen(given, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert json.loads(child.stdout.readline()) == "done"  # type: ignore[union-attr]
        assert left(folder) == ()
        child.kill()
        child.wait()
        (found,) = left(folder)
        assert found.count == 1
        session = Session.recovered(found)
        assert session.document.name("A") == "By the child"
        session.leave()
    finally:
        child.kill()
        child.communicate()
