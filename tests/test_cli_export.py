"""The model for other programs, as scripts have it written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.commands import Run, refused
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Step
from vsmstudio.storage.codec import encode
from vsmstudio.storage.files import load, save

ENDINGS = (".xml", ".drawio", ".csv", ".json")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A stream with two maps."""
    document = builders.document("(Buyer) -> Receive 10min/1d/85% @Sales -> Check 20min/2d/90% @IT !Clerk -> (Gets)")
    document = document.apply(edits.add_map(document, "stream", "90 days"))
    later = next(each for each in document.maps if each.id != "map")
    document = document.apply(edits.add_node(document, Step(id="later", map=later.id, name="Robot"), 8, 8))
    document = document.apply(edits.update(document, "engagement", client="ACME", title="Order to cash"))
    path = tmp_path / "plan.vsm"
    save(document, path)
    return path


def names(document: Document) -> set[str]:
    return {step.name for step in document.all(Step)}


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_is_written_the_same_each_time(run: Run, plan: Path, ending: str) -> None:
    assert run("export", plan, "-o", f"a{ending}") == (0, f"a{ending}\n", "")
    assert run("export", plan, "-o", f"b{ending.upper()}")[0] == 0
    assert Path(f"a{ending}").read_bytes() == Path(f"b{ending.upper()}").read_bytes()
    assert b"Receive" in Path(f"a{ending}").read_bytes()


@pytest.mark.parametrize("ending", [".xml", ".drawio", ".csv"])
def test_what_is_written_is_read_back(run: Run, plan: Path, ending: str) -> None:
    run("export", plan, "-o", f"a{ending}")
    status, out, err = run("import", f"a{ending}", "-o", "back.vsm")
    assert (status, err, out.splitlines()[-1]) == (0, "", "back.vsm")
    back, here = load(Path("back.vsm")), load(plan)
    assert names(back) == names(here)
    assert len(back.maps) == 2
    ways = [sorted((d.name(f.source), d.name(f.target)) for m in d.maps for f in d.flows(m.id)) for d in (here, back)]
    assert ways[0] == ways[1]


@pytest.mark.parametrize("ending", [".xml", ".drawio", ".csv"])
def test_one_map_alone_is_written(run: Run, plan: Path, ending: str) -> None:
    assert run("export", plan, "-o", f"a{ending}", "--map", "90 days")[0] == 0
    run("import", f"a{ending}", "-o", "back.vsm")
    assert names(load(Path("back.vsm"))) == {"Robot"}
    refused(run("export", plan, "-o", f"a{ending}", "--map", "Ideal"), "no map is named “Ideal”", "90 days")


def test_json_holds_the_figures_and_all_records(run: Run, plan: Path) -> None:
    run("export", plan, "-o", "a.json")
    found: dict[str, Any] = json.loads(Path("a.json").read_bytes())
    records = found.pop("records")
    _, out, _ = run("analyse", plan, "--json")
    assert found == json.loads(out)
    assert records == json.loads(encode(load(plan)))["records"]


def test_other_endings_are_refused_with_those_that_there_are(run: Run, plan: Path) -> None:
    refused(run("export", plan, "-o", "a.xlsx"), ".xlsx is a deliverable", "vsmstudio report FILE -o DIR", ".drawio")
    refused(run("export", plan, "-o", "a.docx"), ".docx is no ending", ".xml (ArchiMate exchange)", ".json")
    refused(run("export", plan, "-o", "a"), "its name has no ending", ".csv (step table)")
    refused(run("export", plan, "-o", "a.vsm"), "a copy of the model itself")
    refused(run("export", plan), "-o")
    assert os.listdir() == ["plan.vsm"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_is_half_written(run: Run, plan: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(f"a{ending}").write_text("as it was")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    refused(run("export", plan, "-o", f"a{ending}"), f"a{ending} could not be written", "the disk is full")
    assert Path(f"a{ending}").read_text() == "as it was"
    assert sorted(os.listdir()) == sorted([f"a{ending}", "plan.vsm"])


def test_bad_targets_and_sources_are_refused(run: Run, plan: Path) -> None:
    Path("own.json").write_bytes(plan.read_bytes())
    refused(run("export", "own.json", "-o", "./own.json"), "own.json is the model itself")
    assert Path("own.json").read_bytes() == plan.read_bytes()
    refused(run("export", plan, "-o", "no/such/a.csv"), "a.csv", "the folder does not exist")
    Path("dir.csv").mkdir()
    refused(run("export", plan, "-o", "dir.csv"), "a folder of that name")
    refused(run("export", "gone.vsm", "-o", "a.csv"), "gone.vsm does not exist")
    Path("t.drawio").write_text("<mxfile/>")
    refused(run("export", "t.drawio", "-o", "a.csv"), "t.drawio is a file of another program; import it first")


@pytest.mark.parametrize("ending", ENDINGS)
def test_names_that_mean_harm_come_out_as_text(run: Run, tmp_path: Path, ending: str) -> None:
    bad = ['=HYPERLINK("x")', "<script>alert(1)</script>", "]]>&amp;", "a\x00b\x0b", "\ud800 half", "x\r\ny\tz", "-1+1"]
    document = builders.document("A 1h -> B 1h")
    for name in bad:
        step = Step(id=f"s{len(document)}", map="map", name=name, notes=name)
        document = document.apply(edits.add_node(document, step, 8.0 * len(document), 300))
    save(document, tmp_path / "bad.vsm")
    status, _, err = run("export", "bad.vsm", "-o", f"a{ending}")
    assert (status, err) == (0, "")
    content = Path(f"a{ending}").read_bytes().decode("utf-8-sig")
    if ending == ".csv":
        assert "\n=HYPER" not in content
        assert ",=HYPER" not in content
        assert '"=HYPER' not in content
    if ending in {".xml", ".drawio", ".csv"}:
        status, _, err = run("import", f"a{ending}", "-o", "back.vsm")
        assert (status, err) == (0, "")
        assert len(load(Path("back.vsm")).all(Step)) == 9
