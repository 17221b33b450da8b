"""The program is killed some thirty times; `python -m tests.long.kills` does it two thousand times."""

from __future__ import annotations

import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="forks and kills as POSIX does")
def test_a_killed_program_loses_no_change_that_was_made_and_leaves_whole_files(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from tests.long.kills import run

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    told = run(kills=30, seed=7)
    assert sum(count for what, count in told.items() if what.startswith("killed")) == 30
    assert told["changes made"] > 100
    assert told["most changes lost"] == 0
