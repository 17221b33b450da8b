"""Earlier versions: ten of each file, spread over time, bounded in age and size, and never in the way of saving."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import document
from vsmstudio import places
from vsmstudio.model import edits
from vsmstudio.session import Session
from vsmstudio.storage import versions
from vsmstudio.storage.codec import encode
from vsmstudio.storage.encode import version_name
from vsmstudio.storage.files import load, save
from vsmstudio.storage.versions import MOST, find, keep_file, kept

OLD = document("A 1h -> B 2h")
START = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Clock(datetime):
    """A clock that the test turns."""

    at = START

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    Clock.at = START
    monkeypatch.setattr(versions, "datetime", Clock)
    monkeypatch.setattr(os, "fsync", lambda _: None)  # hundreds of them
    return Clock


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.vsm"


def saved(plan: Path, name: str) -> str:
    changed = OLD.apply(edits.rename(OLD, "A", name))
    version = save(changed, plan).version
    keep_file(plan, version)
    return version


def test_every_saved_state_is_kept_and_what_stood_there_before(plan: Path) -> None:
    save(OLD, plan)
    session = Session.open(plan)
    seen = [session.document]
    for number in range(3):
        session.do(edits.rename(session.document, "A", f"Name {number}"))
        session.save()
        seen.append(session.document)
    session.leave()
    assert [each.load() for each in kept(plan)] == seen[::-1]
    assert [each.name for each in kept(plan)] == [version_name(encode(each)) for each in seen[::-1]]


def test_what_another_program_wrote_meanwhile_is_kept_before_it_is_replaced(plan: Path) -> None:
    save(OLD, plan)
    session = Session.open(plan)
    session.do(edits.rename(session.document, "A", "Ours"))
    theirs = document("X 1h")
    save(theirs, plan)
    session.save()
    session.leave()
    assert theirs in [each.load() for each in kept(plan)]


def test_what_was_replaced_last_stays_among_many_quick_saves(plan: Path, clock: type[Clock]) -> None:
    for number in range(30):
        clock.at += timedelta(milliseconds=5)
        before = kept(plan)[:2]
        saved(plan, f"Name {number}")
        assert kept(plan)[1:3] == before


def test_what_cannot_be_read_is_kept_before_it_is_replaced(plan: Path) -> None:
    plan.write_bytes(b"notes of somebody, no model")
    session = Session(OLD)
    session.save(plan)
    session.leave()
    assert b"notes of somebody, no model" in [each.file.read_bytes() for each in kept(plan)]


def test_equal_versions_are_kept_once(plan: Path) -> None:
    save(OLD, plan)
    for _ in range(3):
        keep_file(plan)
    assert len(kept(plan)) == 1
    saved(plan, "Other")
    save(OLD, plan)
    keep_file(plan)
    assert len(kept(plan)) == 3, "but again when it came back"


def test_ten_are_kept_the_last_minutes_finely_and_the_last_weeks_coarsely(plan: Path, clock: type[Clock]) -> None:
    names = []
    for _ in range(24 * 14 * 3 // 2):  # a save every 40 minutes for two weeks
        clock.at += timedelta(minutes=40)
        names.append(saved(plan, f"{clock.at}"))
    held = kept(plan)
    ages = [(clock.at - each.when) / timedelta(hours=1) for each in held]
    assert len(held) == MOST
    assert held[0].name == names[-1]
    assert held[-1].name == names[0], "the oldest stays while it is young enough"
    assert sum(age < 3 for age in ages) >= 3
    assert sum(3 <= age < 72 for age in ages) >= 3
    assert sum(age >= 72 for age in ages) >= 2


def test_what_is_old_goes_but_never_the_latest(plan: Path, clock: type[Clock]) -> None:
    saved(plan, "Long ago")
    clock.at += timedelta(days=100)
    last = saved(plan, "Now")
    assert [each.name for each in kept(plan)] == [last]
    other = plan.with_name("other.vsm")
    clock.at += timedelta(days=100)
    saved(other, "Other")
    assert kept(plan) == (), "nobody saved it for a hundred days"


def test_all_files_together_are_bounded_the_oldest_goes(
    plan: Path, clock: type[Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = plan.with_name("other.vsm")
    saved(plan, "First")
    size = kept(plan)[0].size
    monkeypatch.setattr(versions, "MOST_BYTES", size * 3.5)
    for number in range(4):
        clock.at += timedelta(minutes=1)
        last = saved(other, f"Name{number}")
    assert len(kept(plan)) + len(kept(other)) == 3
    assert kept(other)[0].name == last
    monkeypatch.setattr(versions, "MOST_BYTES", 1)
    clock.at += timedelta(minutes=1)
    last = saved(other, "Last")
    assert [each.name for each in kept(other)] == [last], "what was kept just now stays, however large"


def test_a_clock_that_was_set_back_hides_nothing(plan: Path, clock: type[Clock]) -> None:
    for minutes in (0, 60, -6000, 1, 1, -1):
        clock.at += timedelta(minutes=minutes)
        last = saved(plan, f"{clock.at}")
        assert kept(plan)[0].name == last
    for number in range(15):
        assert kept(plan)[0].name == saved(plan, f"Name {number}") or kept(plan)[0].load() == load(plan)


def test_strange_things_among_the_versions_disturb_nobody(plan: Path) -> None:
    saved(plan, "One")
    folder = kept(plan)[0].file.parent
    (folder / f"20269999T999999000000-{'0' * 32}.vsm").write_bytes(b"")
    (folder / "notes.txt").write_text("mine")
    (places.versions() / "file").write_text("mine")
    (folder / f"20260101T000000000000-{'1' * 32}.vsm").mkdir()
    saved(plan, "Two")
    assert load(plan) == kept(plan)[0].load()
    assert (folder / "notes.txt").exists()


def test_a_version_is_found_by_its_name_and_only_as_what_it_is(plan: Path) -> None:
    name = saved(plan, "One")
    assert find(name) == load(plan)
    assert find("0" * 32) is None
    assert find("../../x") is None
    kept(plan)[0].file.write_bytes(encode(OLD))
    assert find(name) is None, "a file of that name that holds another document"
    kept(plan)[0].file.write_bytes(b"{")
    assert find(name) is None
    elsewhere = plan.with_name("elsewhere.vsm")
    elsewhere_name = saved(elsewhere, "One")
    assert elsewhere_name == name
    assert find(name) == load(elsewhere), "one that cannot be read hides no other"


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_versions_are_for_the_user_alone(plan: Path) -> None:
    saved(plan, "One")
    assert kept(plan)[0].file.parent.stat().st_mode & 0o077 == 0


def test_without_a_place_for_versions_saving_goes_on(plan: Path) -> None:
    places.state().rmdir()
    places.state().write_text("a file where a folder should be")
    session = Session(OLD)
    session.record(places.journals())
    session.do(edits.rename(OLD, "A", "One"))
    assert session.trouble
    session.save(plan)
    assert load(plan) == session.document
    assert kept(plan) == ()
    session.leave()
