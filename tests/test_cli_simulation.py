"""Ranges from the shell: P50, P85 and P95 with their seed and number of runs, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.analysis.maps import put
from tests.builders import document, draw
from vsmstudio.analysis.simulation import MOST_RUNS, RUNS
from vsmstudio.arguments import MOST_RUNS as ACCEPTED
from vsmstudio.arguments import parser
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, MapState
from vsmstudio.storage.files import save

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ranged() -> Document:
    """A current map with ranges, and a future one without."""
    held = document("Order 1h -> Check 1-2-9d -> Ship 1d; Order -> Bill 3d -> Ship")
    return draw(put(held, Map(id="soon", stream="stream", name="90 days", state=MapState.FUTURE)), "soon", "Sell 2h")


def test_figures_of_ranges_say_how_they_came_about(run: Run, ranged: Document) -> None:
    save(ranged, Path("r.vsm"))
    status, out, err = run("analyse", "r.vsm")
    assert (status, err) == (0, "")
    (line,) = [each.strip() for each in out.splitlines() if "P50" in each and "P95" in each and "runs" in each]
    assert line.startswith("P50 ")
    assert line.endswith("(10,000 runs, seed 1, PERT-beta)")
    assert "Critical in some runs only: Bill " in out
    assert "without rework" in out
    assert "(200 runs, seed 7, PERT-beta)" in run("analyse", "r.vsm", "--runs", "200", "--seed", "7")[1]
    assert "P50" not in run("analyse", "r.vsm", "--map", "90 days")[1]


def test_the_same_seed_prints_the_same(run: Run, ranged: Document) -> None:
    save(ranged, Path("r.vsm"))
    first, again, other = (run("analyse", "r.vsm", "--json", "--seed", seed)[1] for seed in ("3", "3", "4"))
    assert first == again != other


def test_json_has_percentiles_runs_seed_and_criticality(run: Run, ranged: Document) -> None:
    save(ranged, Path("r.vsm"))
    whole = json.loads(run("analyse", "r.vsm", "--json", "--seed", "5", "--runs", "300")[1])
    future, current = sorted(whole["maps"], key=lambda each: each["name"])
    metrics = current["metrics"]
    assert 4 * 480 < metrics["p50"] < metrics["p85"] < metrics["p95"] < 12 * 480
    assert (current["runs"], current["simulation_seed"], current["range_shape"]) == (300, 5, "PERT-beta")
    index = {step["name"]: step["criticality_index"] for step in current["steps"]}
    assert index["Order"] == index["Ship"] == 1.0
    assert index["Check"] + index["Bill"] == pytest.approx(1.0)
    assert 0 < index["Bill"] < 1
    assert [future["metrics"][key] for key in ("p50", "p85", "p95")] == [None] * 3
    assert (future["runs"], future["simulation_seed"]) == (None, None)
    assert [step["criticality_index"] for step in future["steps"]] == [None]


def test_the_number_of_runs_has_bounds(run: Run, ranged: Document) -> None:
    save(ranged, Path("r.vsm"))
    for wrong in ("0", "1000001", "-5", "many"):
        status, out, err = run("analyse", "r.vsm", "--runs", wrong)
        assert (status, out) == (2, "")
        assert "--runs" in err
    assert ACCEPTED == MOST_RUNS
    assert parser().parse_args(["analyse", "r.vsm"]).runs == RUNS


def test_the_deliverables_are_written_with_ranges(run: Run, ranged: Document) -> None:
    save(ranged, Path("r.vsm"))
    status, out, _ = run("report", "r.vsm", "-o", "out", "--formats", "xlsx")
    assert status == 0
    assert Path(out.strip()).is_file()
