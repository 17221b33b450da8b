"""Who has a file open: named to others, let go by the dead, taken over knowingly, and never in the way of saving."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from tests.builders import document
from vsmstudio.session import Session
from vsmstudio.storage import lock as locks
from vsmstudio.storage.files import save
from vsmstudio.storage.lock import FRESH, Held, Holder, lock_file, look, take

posix = pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    save(document("A 1h"), tmp_path / "plan.vsm")
    return tmp_path / "plan.vsm"


def left_by(plan: Path, age: float = 0, **fields: object) -> None:
    """A lock that somebody left, so many seconds after it was last refreshed."""
    lock_file(plan).write_bytes(msgspec.json.encode(Holder(**{"mark": "m", "since": "", **fields})))  # type: ignore[arg-type]
    os.utime(lock_file(plan), (time.time() - age,) * 2)


def a_dead_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


_CHILD = """
import sys
from pathlib import Path
from vsmstudio.storage.lock import Held, take
try:
    lock = take(Path(sys.argv[1]))
    print("have it", flush=True)
except Held as held:
    print("held", held.holder.process, held.stale, flush=True)
if sys.stdin.readline() == "release\\n":
    lock.release()
"""


def opener(plan: Path) -> subprocess.Popen[str]:
    given = [sys.executable, "-c", _CHILD, str(plan)]
    return subprocess.Popen(given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def said(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def test_a_lock_names_machine_user_and_since(plan: Path) -> None:
    lock = take(plan)
    assert lock is not None
    found = look(plan)
    assert found is not None
    holder, stale = found
    assert not stale
    assert (holder.machine, holder.process) == (platform.node(), os.getpid())
    assert holder.began is not None
    assert abs(datetime.now(UTC) - holder.began) < timedelta(minutes=5)
    assert lock_file(plan).name == ".plan.vsm.lock"
    lock.release()
    assert look(plan) is None
    assert not lock_file(plan).exists()


def test_two_windows_do_not_have_one_file(plan: Path) -> None:
    first = Session.open(plan)
    with pytest.raises(Held) as held:
        Session.open(plan)
    assert held.value.holder.process == os.getpid()
    assert not held.value.stale
    Session.open(plan, read_only=True).leave()
    assert look(plan) is not None, "who only looked releases no lock of another"
    first.leave()
    Session.open(plan).leave()


def test_of_two_programs_the_second_is_told_of_the_first_until_that_dies(plan: Path) -> None:
    first, second, third = opener(plan), None, None
    try:
        assert said(first) == "have it"
        second = opener(plan)
        assert said(second) == f"held {first.pid} False"
        first.kill()
        first.wait()
        third = opener(plan)
        assert said(third) == "have it", "the dead keep nobody out"
    finally:
        for each in (first, second, third):
            if each is not None:
                each.kill()
                each.communicate()


def test_of_many_programs_at_once_one_has_it(plan: Path) -> None:
    left_by(plan, machine=platform.node(), user=locks._user(), process=a_dead_process())
    children = [opener(plan) for _ in range(6)]
    try:
        heard = Counter(said(each).split()[0] for each in children)
        assert heard == {"have": 1, "held": 5}
    finally:
        for each in children:
            each.kill()
            each.communicate()


def test_the_lock_of_a_dead_program_of_the_same_user_is_taken(plan: Path) -> None:
    left_by(plan, machine=platform.node(), user=locks._user(), process=a_dead_process())
    lock = take(plan)
    assert lock is not None
    assert lock.lost is None
    lock.release()


@posix
def test_another_program_that_got_the_number_of_a_dead_one_holds_nothing(plan: Path) -> None:
    left_by(plan, machine=platform.node(), user=locks._user(), process=os.getppid())
    lock = take(plan)
    assert lock is not None
    lock.release()


def test_the_lock_of_another_users_dead_program_is_stale_and_asked_about(plan: Path) -> None:
    left_by(plan, machine=platform.node(), user="somebody else", process=a_dead_process())
    with pytest.raises(Held) as held:
        take(plan)
    assert held.value.stale
    take(plan, force=True).release()  # type: ignore[union-attr]


@pytest.mark.parametrize(("age", "stale"), [(0, False), (FRESH - 60, False), (FRESH + 60, True)])
def test_another_machine_is_believed_while_it_refreshes_its_lock(plan: Path, age: float, stale: bool) -> None:
    left_by(plan, age, machine="another", user=locks._user(), process=os.getpid())
    with pytest.raises(Held) as held:
        take(plan)
    assert held.value.stale is stale
    assert held.value.holder.machine == "another"


def test_a_lock_is_refreshed_and_taken_over_and_known_as_lost(plan: Path) -> None:
    first = Session.open(plan)
    assert first.lock is not None
    os.utime(lock_file(plan), (0, 0))
    first.lock.refresh()
    assert time.time() - lock_file(plan).stat().st_mtime < FRESH
    second = Session.open(plan, take_over=True)
    assert second.lock is not None
    assert second.lock.lost is None
    lost = first.lock.lost
    assert lost is not None
    assert lost.process == os.getpid()
    first.leave()
    assert look(plan) is not None, "who lost it does not release the lock of the other"
    second.leave()
    assert look(plan) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b'{"process":"x"}', b"\xff" * 5000, b'{"process":-1}'])
def test_a_lock_that_says_nothing_is_asked_about_at_most(plan: Path, content: bytes) -> None:
    lock_file(plan).write_bytes(content)
    try:
        lock = take(plan)
    except Held as held:
        assert not held.stale or content  # noqa: PT017
        lock = take(plan, force=True)
    assert lock is not None
    assert lock.lost is None
    lock.release()


def test_a_lock_that_is_spoilt_is_no_take_over(plan: Path) -> None:
    lock = take(plan)
    assert lock is not None
    lock_file(plan).write_bytes(b"{")
    assert lock.lost is None
    lock.release()
    assert look(plan) is None


@posix
@pytest.mark.parametrize("name", ["注" * 80 + ".vsm", "x" * 250 + ".vsm", "a\nb.vsm", " .vsm"])
def test_every_name_that_a_file_may_have_can_be_locked(tmp_path: Path, name: str) -> None:
    plan = tmp_path / name
    save(document("A 1h"), plan)
    session = Session.open(plan)
    assert session.lock is not None
    other = tmp_path / (name[:-5] + "y.vsm")
    take(other).release()  # type: ignore[union-attr]
    session.leave()


@posix
def test_a_link_and_its_file_have_one_lock(plan: Path) -> None:
    link = plan.with_name("link.vsm")
    link.symlink_to(plan)
    session = Session.open(link)
    with pytest.raises(Held):
        Session.open(plan)
    session.leave()


def test_where_no_lock_can_be_written_work_goes_on(tmp_path: Path) -> None:
    assert take(tmp_path / "no folder" / "plan.vsm") is None
    assert take(Path("a\0b")) is None
    assert look(tmp_path / "no folder" / "plan.vsm") is None


def test_saving_elsewhere_moves_the_lock_and_a_failure_leaves_it(plan: Path) -> None:
    session = Session.open(plan)
    other = plan.with_name("other.vsm")
    session.save(other)
    assert look(plan) is None
    assert look(other) is not None
    (plan.parent / "folder.vsm").mkdir()
    with pytest.raises(Exception, match="folder"):
        session.save(plan.parent / "folder.vsm")
    assert session.path == other
    assert look(other) is not None
    assert look(plan.parent / "folder.vsm") is None
    session.leave()
