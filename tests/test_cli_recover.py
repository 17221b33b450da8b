"""`vsmstudio recover`: lists what a crash left, and writes it to a new file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import document
from vsmstudio import places
from vsmstudio.cli import main
from vsmstudio.model import edits
from vsmstudio.session import Session
from vsmstudio.storage.files import load, save


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.vsm"
    save(document("A 1h -> B 2h"), path)
    return path


def crashed(session: Session) -> Session:
    session.record(places.journals())
    session.do(edits.add_unit(session.document, "Sales"))
    session.leave(forget=False)
    return session


def test_with_nothing_left_it_says_so(capsys):
    assert main(["recover"]) == 0
    assert capsys.readouterr().out == "There is nothing to recover.\n"


def test_what_a_crash_left_is_listed_and_written_beside_the_file(plan, capsys):
    held = crashed(Session.open(plan))
    before = plan.read_bytes()
    assert main(["recover"]) == 0
    listed = capsys.readouterr().out
    assert f"{plan}: 1 change after the last save" in listed
    assert f'vsmstudio recover "{plan}"' in listed
    assert main(["recover", str(plan)]) == 0
    target = plan.with_name("plan (recovered).vsm")
    assert capsys.readouterr().out.splitlines()[-1] == str(target)
    assert load(target) == held.document
    assert plan.read_bytes() == before


def test_what_was_never_saved_is_named_by_its_journal(tmp_path, capsys):
    held = crashed(Session(document("A 1h"), unsaved=True))
    main(["recover"])
    journal = capsys.readouterr().out.split('"')[1]
    assert journal.endswith(".journal")
    assert main(["recover", journal, "-o", str(tmp_path / "mine.vsm")]) == 0
    assert load(tmp_path / "mine.vsm") == held.document


def test_a_damaged_file_is_mended_into_a_new_one_and_the_list_says_what_was_done(plan, capsys):
    plan.write_bytes(plan.read_bytes()[:-60])
    before = plan.read_bytes()
    assert main(["recover", str(plan)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) > 1
    assert load(Path(said[-1])).maps
    assert plan.read_bytes() == before


def test_a_sound_file_is_left_alone(plan, capsys):
    assert main(["recover", str(plan)]) == 0
    assert "is sound" in capsys.readouterr().out
    assert [each.name for each in plan.parent.glob("*.vsm")] == ["plan.vsm"]


@pytest.mark.parametrize("target", ["plan.vsm", "taken.vsm"])
def test_nothing_that_is_there_is_written_over(plan, target, capsys):
    crashed(Session.open(plan))
    there = plan.with_name(target)
    there.touch()
    assert main(["recover", str(plan), "-o", str(there)]) == 2
    assert "exists" in capsys.readouterr().err


def test_what_is_no_model_is_refused_in_one_line(tmp_path, capsys):
    odd = tmp_path / "odd.vsm"
    odd.write_bytes(b"\x00\x01\x02")
    assert main(["recover", str(odd)]) == 2
    assert main(["recover", str(tmp_path / "none.vsm")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
