"""Event logs through the command: recognised, read by what is said, refused in a line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interchange.event_log.logs import REQUESTS, XES, xes_trace

Run = Callable[..., tuple[int, str, str]]
TRACE = xes_trace(
    "1", ("Check", "2024-03-01T16:00:00+01:00", "start"), ("Check", "2024-03-04T10:00:00+01:00", "complete")
)


def figures(run: Run, path: str) -> dict[str, float]:
    status, out, _ = run("analyse", path, "--json")
    assert status == 0
    return json.loads(out)["maps"][0]["metrics"]  # type: ignore[no-any-return]


def test_a_log_is_recognised_and_becomes_a_map(run: Run) -> None:
    Path("requests.csv").write_text(REQUESTS)

    status, out, err = run("import", "requests.csv", "-o", "r.vsm", "--set", "keep=100%", "--set", "typical=mean")

    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == "r.vsm"
    assert "19 events of 3 cases and 8 activities" in out
    assert figures(run, "r.vsm")["steps"] == 8


@pytest.mark.parametrize("packed", [False, True])
def test_the_clock_decides_what_a_weekend_takes(run: Run, packed: bool) -> None:
    data = XES.format(traces=TRACE).encode()
    name = "log.xes.gz" if packed else "log.xes"
    Path(name).write_bytes(gzip.compress(data) if packed else data)

    run("import", name, "-o", "round.vsm")
    run("import", name, "-o", "work.vsm", "--set", "clock=working", "--set", "day_end=18:00")

    assert figures(run, "round.vsm")["process_time"] == 66 * 60
    assert figures(run, "work.vsm")["process_time"] == 3 * 60


def test_columns_can_be_said(run: Run) -> None:
    Path("t.csv").write_text("Akte,Was,Wann\n1,A,2024-01-01\n1,B,2024-01-02\n")

    status, _, err = run("import", "t.csv", "-o", "t.vsm", "--kind", "eventlog")
    assert status == 2
    assert "t.csv: which column holds the case could not be told" in err
    assert not Path("t.vsm").exists()

    said = [part for each in ("case=Akte", "activity=Was", "time=Wann") for part in ("--set", each)]
    assert run("import", "t.csv", "-o", "t.vsm", "--kind", "eventlog", *said)[0] == 0
    assert figures(run, "t.vsm")["steps"] == 2


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ("clock=moon", "elapsed or working"),
        ("keep=0", "above 0"),
        ("holidays=25.12.", "no date"),
        ("activity=No such", "no column"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(run: Run, said: str, because: str) -> None:
    Path("requests.csv").write_text(REQUESTS)

    status, out, err = run("import", "requests.csv", "-o", "r.vsm", "--set", said)

    assert (status, out) == (2, "")
    assert because in err
    assert not Path("r.vsm").exists()


def test_rows_that_cannot_be_read_stop_the_command_unless_they_are_skipped(run: Run) -> None:
    Path("t.csv").write_text("case,activity,time\n1,A,2024-01-01\n1,B,soon\n1,C,2024-01-03\n")

    status, _, err = run("import", "t.csv", "-o", "t.vsm")
    assert status == 2
    assert "t.csv, line 3, time “soon”: it is no date and time such as 2024-03-31 22:59" in err
    assert not Path("t.vsm").exists()

    assert run("import", "t.csv", "-o", "t.vsm", "--skip-bad-rows")[0] == 0
    assert figures(run, "t.vsm")["steps"] == 2
