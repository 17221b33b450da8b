"""Whatever the disk does: the old file or the new one stands there whole, the sentence names it, and work goes on."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.builders import document
from tests.storage.faults import EVERYTHING, READING, WRITING, Disk, Fault, PowerCut, every_fault
from vsmstudio import places
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.deliver import deliver
from vsmstudio.files import SaveFailed
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.session import Session
from vsmstudio.storage import journal, versions
from vsmstudio.storage.codec import decode, encode, with_ancestors
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.files import load, save
from vsmstudio.storage.recovery import Recording, left

FAULTS = [
    Fault(errno.EIO),
    Fault(errno.EIO, WRITING, lasting=True),
    Fault(errno.ENOSPC, frozenset({"open", "write", "mkdir", "fsync"})),
    Fault(errno.ENOSPC, frozenset({"write", "fsync"}), lasting=True, part=True),
    Fault(errno.EACCES, EVERYTHING - {"write", "read", "fsync", "ftruncate"}),
    Fault(errno.EIO, frozenset({"write"}), part=True),
    Fault(0, frozenset({"write"}), part=True),
]
CUTS = [Fault(cut=True), Fault(cut=True, part=True, kinds=WRITING)]
each_fault = pytest.mark.parametrize("fault", FAULTS, ids=str)
each_cut = pytest.mark.parametrize("fault", CUTS, ids=str)

OLD = document("A 1h -> B 2h")


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VSMSTUDIO_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(os, "fsync", lambda _: None)  # some ten thousand of them
    monkeypatch.setattr(journal.threading, "Thread", _NoThread)  # the tests say when the disk is synced


class _NoThread:
    def __init__(self, **_: object) -> None: ...

    def start(self) -> None: ...


def fresh(folder: Path) -> Path:
    """The folder, empty, and without state."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(places.state(), ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def hidden(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.startswith(".") and not each.name.endswith(".lock")]


def failure(deed: Callable[..., object], *given: object) -> str | None:
    """The sentence with which a deed fails; None where it succeeds."""
    try:
        deed(*given)
    except SaveFailed as error:
        return str(error)
    return None


def edited(path: Path | None) -> Session:
    session = Session.open(path) if path else Session(OLD)
    session.record(places.journals())
    session.do(edits.rename(session.document, "A", "Receive order"))
    return session


# --- saving -----------------------------------------------------------------------------------------------------------


@each_fault
@pytest.mark.parametrize("how", ["over the file", "first", "elsewhere", "over another", "copy"])
def test_a_save_that_fails_leaves_the_file_and_the_session(tmp_path: Path, fault: Fault, how: str) -> None:
    folder = tmp_path / "work"
    own, target = folder / "plan.vsm", folder / ("plan.vsm" if how in ("over the file", "first") else "other.vsm")
    failed = struck = 0
    for disk in every_fault(tmp_path, fault):
        fresh(folder)
        if how != "first":
            save(OLD, own, ["0" * 32])
        if how == "over another":
            save(document("X 1h"), target)
        before = target.read_bytes() if target.exists() else None
        session = edited(None if how == "first" else own)
        held = (session.document, session.path, session.version, session.undo_label, session.dirty)
        with disk:
            said = failure(session.save_copy if how == "copy" else session.save, target)
        where = f"{disk.failed} of {how}: {said}"
        new = target.read_bytes() if target.exists() else None
        if said:
            assert target.name in said, where
            assert new == before or (new is not None and decode(new) == session.document), where
            assert (session.document, session.path, session.version, session.undo_label, session.dirty) == held, where
            failed += 1
        else:
            assert new is not None, where
            assert decode(new) == session.document, where
        if not (disk.failed and (disk.failed[0] == "unlink" or (fault.lasting and fault.number == errno.EIO))):
            assert hidden(folder) == [], where
        struck += disk.failed is not None
        session.do(edits.rename(session.document, "B", "Check credit"))
        session.save(target)
        assert load(target) == session.document, where
        assert not session.dirty, where
        session.leave()
        assert left(places.journals()) == () or (fault.lasting and how != "over the file"), where
    assert struck > 1
    assert failed or not fault.number


@each_cut
@pytest.mark.parametrize("first", [False, True])
def test_a_power_cut_while_saving_leaves_a_whole_file_and_the_work(tmp_path: Path, fault: Fault, first: bool) -> None:
    folder = tmp_path / "work"
    path = folder / "plan.vsm"
    for disk in every_fault(tmp_path, fault):
        fresh(folder)
        if not first:
            save(OLD, path)
        session = edited(None if first else path)
        try:
            with disk:
                session.save(path)
        except PowerCut:
            end_without_a_word(session)
            if path.exists():
                assert load(path) in (OLD, session.document), disk.failed
            else:
                assert first, disk.failed
            assert not path.exists() or load(path) == session.document or recovered() == session.document, disk.failed
            assert path.exists() or recovered() == session.document, disk.failed
            Session.open(path).leave() if path.exists() else None  # no lock of the dead keeps anybody out


def end_without_a_word(session: Session) -> None:
    """What the system does with what a dead program holds: locks and files are let go."""
    recorder = session._journal
    while recorder is not None:
        if recorder._handle is not None:
            with_suppressed_close(recorder._handle)
            recorder._handle = None
        recorder._ended.set()
        recorder = recorder._replaces
    if session.lock is not None:
        with_suppressed_close(session.lock._handle)


def with_suppressed_close(handle: int) -> None:
    with contextlib.suppress(OSError):
        os.close(handle)


def recovered() -> Document | None:
    """What the latest recording that is left gives back."""
    found = left(places.journals())
    return found[0].document if found else None


@each_fault
def test_the_file_of_an_older_format_is_kept_before_anything_is_written(
    tmp_path: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vsmstudio.storage.files.VERSION", 2)
    folder = tmp_path / "work"
    path, kept = folder / "plan.vsm", folder / "plan.version-1.vsm"
    old, newer = encode(OLD), document("A 2h")
    for disk in every_fault(tmp_path, fault):
        fresh(folder)
        path.write_bytes(old)
        with disk:
            said = failure(save, newer, path)
        assert said is None or path.name in said or kept.name in said
        assert path.read_bytes() in (old, encode(newer)), disk.failed
        assert not kept.exists() or kept.read_bytes() == old, disk.failed
        if path.read_bytes() != old:
            assert kept.exists(), disk.failed


def test_what_is_put_in_place_was_synced_before(tmp_path: Path) -> None:
    path = fresh(tmp_path / "work") / "plan.vsm"
    disk = Disk(tmp_path / "work", Fault(errno.EIO, frozenset({"write", "fsync", "replace"})), at=10_000)
    with disk:
        save(OLD, path)
    assert [kind for kind, _ in disk.log] == ["write", "fsync", "replace", "fsync"]


# --- versions ---------------------------------------------------------------------------------------------------------


@each_fault
def test_versions_that_cannot_be_kept_keep_nobody_from_saving(tmp_path: Path, fault: Fault) -> None:
    path = tmp_path / "work" / "plan.vsm"
    for disk in every_fault(tmp_path / "state", fault):
        fresh(path.parent)
        save(OLD, path)
        versions.keep_file(path)
        session = Session.open(path)
        session.do(edits.rename(session.document, "A", "Receive order"))
        with disk:
            session.save()
        session.leave()
        assert load(path) == session.document
        assert all(each.load() in (OLD, session.document) for each in versions.kept(path)), disk.failed


# --- the journal ------------------------------------------------------------------------------------------------------


@each_fault
@pytest.mark.parametrize("saved", [False, True])
def test_a_disk_that_fails_keeps_nobody_from_editing(tmp_path: Path, fault: Fault, saved: bool) -> None:
    folder = tmp_path / "work"
    path = folder / "plan.vsm"
    for disk in every_fault(places.state(), fault):
        fresh(folder)
        if saved:
            save(OLD, path)
        session = Session.open(path) if saved else Session(OLD)
        with disk:
            session.record(places.journals())
            session.do(edits.rename(session.document, "A", "One"))
            session._journal.sync()
            session.do(edits.rename(session.document, "B", "Two"))
            session._journal.sync()
            session.undo()
            session._journal.sync()
        quiet = session.trouble == ""
        if quiet and (disk.failed or ("",))[0] not in ("fsync", "ftruncate"):
            assert recording(session).document == session.document, disk.failed
        session._journal.sync()  # half a second later, when the disk works again
        assert session.trouble == "", disk.failed
        assert recording(session).document == session.document, disk.failed
        session.do(edits.rename(session.document, "A", "Three"))
        session._journal.sync()
        if saved:
            path.unlink()
        assert recording(session).whole, disk.failed
        assert recording(session).document == session.document, disk.failed
        session.leave(forget=False)
        assert recovered() == session.document
        session = Session.recovered(left(places.journals())[0])
        session.undo()
        assert session.document != recovered()


def recording(session: Session) -> Recording:
    """What stands on the disk at this moment of a session that goes on."""
    held = session._journal
    assert held is not None
    assert held.file is not None
    return Recording(held.file)


@each_cut
@pytest.mark.parametrize("saved", [False, True])
def test_a_power_cut_loses_no_change_that_was_made(tmp_path: Path, fault: Fault, saved: bool) -> None:
    path = tmp_path / "work" / "plan.vsm"
    for disk in every_fault(places.state(), fault):
        fresh(path.parent)
        if saved:
            save(OLD, path)
        session = Session.open(path) if saved else Session(OLD)
        done = [OLD]
        try:
            with disk:
                session.record(places.journals())
                for number in range(4):
                    session.do(edits.rename(session.document, "A", f"Name {number}"))
                    done.append(session.document)
                    session._journal.sync()
                session.undo()
                done.append(session.document)
        except PowerCut:
            end_without_a_word(session)
            found = left(places.journals())
            assert found or len(done) == 1, disk.failed
            if found:
                assert found[0].document in (done[-1], session.document), (disk.failed, len(done))


def test_what_a_failed_sync_may_have_dropped_is_written_anew(tmp_path: Path) -> None:
    session = Session(OLD)
    session.record(places.journals())
    session.do(edits.rename(session.document, "A", "One"))
    session._journal.sync()
    session.do(edits.rename(session.document, "A", "Two"))
    file = session._journal.file
    with Disk(tmp_path, Fault(errno.EIO, frozenset({"fsync"})), at=1) as disk:
        disk._ours.add(session._journal._handle)
        session._journal.sync()
    assert "not safe on the disk" in session.trouble
    whole = file.read_bytes()
    os.truncate(file, session._journal._synced)  # the system forgot what it could not write
    session._journal.sync()
    assert file.read_bytes() == whole
    assert session.trouble == ""


@each_fault
def test_a_recovery_that_fails_can_be_tried_again(tmp_path: Path, fault: Fault) -> None:
    folder = tmp_path / "work"
    path = folder / "plan.vsm"
    for disk in every_fault(tmp_path, fault):
        fresh(folder)
        save(OLD, path)
        session = edited(path)
        session.leave(forget=False)
        got = None
        with disk:
            for found in left(places.journals()):
                try:
                    got = Session.recovered(found)
                except BadFile:
                    continue
                got.record(places.journals())
                if not got.trouble:
                    found.forget()
        if got is None:
            assert recovered() == session.document, disk.failed
        else:
            assert got.document == session.document, disk.failed
            got.leave(forget=False)
            assert recovered() == session.document, disk.failed


# --- what the client gets ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [FAULTS[0], FAULTS[3], FAULTS[6]], ids=str)
@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_deliverables_are_the_old_or_the_new_ones(tmp_path: Path, fault: Fault, form: str) -> None:
    day = date(2026, 1, 2)
    analysis = analyse(OLD, date=day)
    folder = tmp_path / "work"
    (path,) = deliver(OLD, analysis, fresh(folder), [form], day).paths
    whole = len(path.read_bytes())
    failed = 0
    for disk in every_fault(tmp_path, fault):
        path.write_bytes(b"old")
        with disk:
            said = failure(deliver, OLD, analysis, folder, [form], day)
        failed += said is not None
        assert said is None or path.name in said or str(folder) in said
        assert path.read_bytes() == b"old" or abs(len(path.read_bytes()) - whole) < 200, disk.failed
        if not (disk.failed and disk.failed[0] == "unlink"):
            assert hidden(folder) == [], disk.failed
    assert failed or not fault.number


# --- the commands -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [Fault(errno.EIO, EVERYTHING - READING), FAULTS[3], FAULTS[4]], ids=str)
@pytest.mark.parametrize("command", ["report", "import", "merge"])
def test_commands_end_with_a_sentence_and_whole_files(
    tmp_path: Path, fault: Fault, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from vsmstudio.cli import main

    folder = fresh(tmp_path / "work")
    model, table, target = folder / "plan.vsm", folder / "steps.csv", folder / "out.vsm"
    arguments = {
        "report": ["report", str(model), "-o", str(folder), "--formats", "xlsx"],
        "import": ["import", str(table), "-o", str(target)],
        "merge": ["merge", str(model), str(model), str(model), "-o", str(target)],
    }[command]
    failed = 0
    for disk in every_fault(tmp_path, fault):
        fresh(folder)
        save(OLD, model)
        table.write_text("Step,PT\nReceive,5 min\n")
        target.write_bytes(with_ancestors(encode(OLD), ["1" * 32]))
        before = target.read_bytes()
        with disk:
            status = main(arguments)
        said = capsys.readouterr().err
        assert load(model) == OLD, disk.failed
        if status:
            failed += 1
            assert status == 2
            assert str(folder) in said, disk.failed
            assert "something went wrong" not in said, disk.failed
            assert command == "report" or target.read_bytes() == before or load(target), disk.failed
        if not (disk.failed and disk.failed[0] == "unlink"):
            assert hidden(folder) == [], disk.failed
    assert failed
