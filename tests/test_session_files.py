"""The session and its file: what it came from, what others wrote meanwhile, copies, and going on after a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.builders import document
from vsmstudio import places
from vsmstudio.model import edits
from vsmstudio.model.rules import Refused
from vsmstudio.session import OnDisk, Session
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.files import load, load_content, save
from vsmstudio.storage.lock import Held, look
from vsmstudio.storage.recovery import left

OLD = document("A 1h -> B 2h")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    save(OLD, tmp_path / "plan.vsm")
    return tmp_path / "plan.vsm"


@pytest.fixture
def session(plan: Path) -> Session:
    session = Session.open(plan)
    session.record(places.journals())
    return session


def rename(session: Session, name: str) -> None:
    session.do(edits.rename(session.document, "A", name))


def crashed(session: Session) -> Session:
    """The program dies, and what it left is recovered."""
    session.leave(forget=False)
    (found,) = left(places.journals())
    again = Session.recovered(found)
    again.record(places.journals())
    found.forget()
    return again


def test_a_file_names_the_versions_that_it_came_from(session: Session, plan: Path) -> None:
    versions = [session.version]
    for number in range(3):
        rename(session, f"Name {number}")
        session.save()
        versions.insert(0, session.version)
    content = load_content(plan)
    assert [content.version, *content.ancestors] == versions
    again = Session.open(plan, read_only=True)
    assert again.ancestors == session.ancestors


def test_a_copy_names_its_source_and_leaves_the_session_with_its_file(session: Session, plan: Path) -> None:
    rename(session, "One")
    session.save_copy(plan.with_name("copy.vsm"))
    copy = load_content(plan.with_name("copy.vsm"))
    assert copy.document == session.document
    assert copy.ancestors[0] == session.version
    assert session.path == plan
    assert session.dirty
    assert load(plan) == OLD


def test_what_became_of_the_file_is_seen(session: Session, plan: Path) -> None:
    assert session.on_disk() is OnDisk.SAME
    plan.touch()
    assert session.on_disk() is OnDisk.SAME
    save(document("X 1h"), plan)
    assert session.on_disk() is OnDisk.CHANGED
    plan.write_bytes(b"{")
    assert session.on_disk() is OnDisk.CHANGED
    plan.unlink()
    assert session.on_disk() is OnDisk.GONE
    session.save()
    assert session.on_disk() is OnDisk.SAME
    assert load(plan) == OLD


def test_what_another_wrote_is_taken_in_saved_over_and_survives_a_crash(session: Session, plan: Path) -> None:
    rename(session, "Ours")
    theirs = OLD.apply(edits.rename(OLD, "B", "Theirs"))
    save(theirs, plan, [session.version])
    content = load_content(plan)
    session.take_in(content, edits.rename(session.document, "B", "Theirs"))
    assert session.dirty
    again = crashed(session)
    assert again.document == session.document
    assert again.path == plan
    again.save()
    assert load(plan) == session.document
    assert set(load_content(plan).ancestors) >= {content.version, *content.ancestors}
    again.leave()


def test_what_is_only_looked_at_is_not_changed_but_saved_elsewhere(plan: Path) -> None:
    session = Session.open(plan, read_only=True)
    assert look(plan) is None
    with pytest.raises(Refused, match="look at only"):
        rename(session, "One")
    session.save(plan.with_name("mine.vsm"))
    rename(session, "One")
    session.save()
    assert load(plan) == OLD
    session.leave()


def test_a_file_that_another_has_open_is_not_saved_over(session: Session, plan: Path) -> None:
    other = Session(document("X 1h"))
    with pytest.raises(Held):
        other.save(plan)
    assert other.path is None
    assert load(plan) == OLD
    session.leave()


def test_undo_and_redo_go_on_after_a_crash_as_before(session: Session) -> None:
    for number in range(4):
        rename(session, f"Name {number}")
    session.undo()
    session.undo()
    session.redo()
    again = crashed(session)
    assert (again.undo_label, again.redo_label) == (session.undo_label, session.redo_label)
    again.redo()
    assert again.document.name("A") == "Name 3"
    while again.undo_label:
        again.undo()
    assert again.document == OLD
    assert not again.dirty
    again.leave()


def test_crash_after_crash_loses_nothing(session: Session) -> None:
    for number in range(5):
        rename(session, f"Name {number}")
        held = session.document
        session = crashed(session)
        assert session.document == held
    while session.undo_label:
        session.undo()
    assert session.document == OLD
    session.leave()
    assert left(places.journals()) == ()


def test_a_crash_after_saving_elsewhere_goes_on_there(session: Session, plan: Path) -> None:
    other = plan.with_name("other.vsm")
    rename(session, "One")
    session.save(other)
    rename(session, "Two")
    again = crashed(session)
    assert again.path == other
    assert again.document.name("A") == "Two"
    assert look(plan) is None
    again.leave()


def test_a_crash_whose_file_is_gone_gives_a_copy_without_a_file(session: Session, plan: Path) -> None:
    rename(session, "One")
    session._journal.sync()  # type: ignore[union-attr]
    plan.unlink()
    shutil.rmtree(places.versions(), ignore_errors=True)
    again = crashed(session)
    assert again.path is None
    assert again.dirty
    assert again.document == session.document
    again.save(plan)
    assert load(plan) == session.document
    again.leave()


def test_what_another_opened_meanwhile_is_not_recovered_over_it(session: Session, plan: Path) -> None:
    rename(session, "One")
    session.leave(forget=False)
    other = Session.open(plan)
    (found,) = left(places.journals())
    with pytest.raises(Held):
        Session.recovered(found)
    other.leave()
    assert left(places.journals())[0].document == session.document, "it is still there"


def test_a_recording_of_nothing_is_refused_with_a_sentence(tmp_path: Path) -> None:
    from vsmstudio.storage.recovery import Recording

    with pytest.raises(BadFile, match="nothing that could be recovered"):
        Session.recovered(Recording(tmp_path / "none.journal"))


def test_a_file_that_another_changed_is_read_once_and_not_with_every_edit(tmp_path, monkeypatch):
    path = tmp_path / "plan.vsm"
    save(document("A 1h"), path)
    session = Session.open(path)
    save(document("A 1h -> B 2h"), path)
    assert session.on_disk() is OnDisk.CHANGED
    monkeypatch.setattr("vsmstudio.session.load_content", lambda _: pytest.fail("it was read again"))
    assert session.on_disk() is OnDisk.CHANGED
