"""Other programs' files become models, as scripts and people at a prompt have it done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commands import Run, refused
from vsmstudio.commands import exchanging
from vsmstudio.storage import versions
from vsmstudio.storage.files import load

CASES = Path(__file__).parent / "interchange" / "cases"


def test_an_import_is_laid_out(run: Run) -> None:
    run("import", CASES / "vsm-04-lean-enterprise-parallel.csv", "-o", "case.vsm")
    document = load(Path("case.vsm"))
    places = [document.position(node.id) for node in document.nodes(document.maps[0].id)]
    assert None not in places
    assert len(set(places)) == len(places)


def test_several_tables_make_one_model(run: Run) -> None:
    Path("a.csv").write_text("Step,LT\nA,1 h")
    Path("b.csv").write_text("Step,LT\nB,1 h")
    assert run("import", "a.csv", "b.csv", "-o", "both.vsm")[0] == 0
    assert [stream.name for stream in load(Path("both.vsm")).streams] == ["a", "b"]


def test_rows_that_cannot_be_read_stop_an_import_unless_skipped(run: Run) -> None:
    Path("t.csv").write_text("Step,PT\nA,5 min\nB,abc\nC,1 h")
    refused(run("import", "t.csv", "-o", "t.vsm"), "t.csv, line 3, PT “abc”", "--skip-bad-rows")
    assert not Path("t.vsm").exists()
    status, out, err = run("import", "t.csv", "-o", "t.vsm", "--skip-bad-rows")
    assert status == 0
    assert "skipped: t.csv, line 3" in err
    assert out.splitlines()[-1] == "t.vsm"
    assert len(load(Path("t.vsm")).nodes(load(Path("t.vsm")).maps[0].id)) == 2


def test_many_bad_rows_are_listed_up_to_a_point(run: Run) -> None:
    Path("t.csv").write_text("Step,PT\n" + "A,abc\n" * 50)
    status, _, err = run("import", "t.csv", "-o", "t.vsm")
    assert status == 2
    assert len(err.splitlines()) == exchanging.SHOWN_PROBLEMS + 1
    assert "30 more problems" in err
    Path("t.csv").write_text("Step,PT\nA,abc\n")
    refused(run("import", "t.csv", "-o", "t.vsm", "--skip-bad-rows"), "line 2")


def test_an_import_never_overwrites_its_source(run: Run) -> None:
    Path("t.csv").write_text("Step\nA")
    refused(run("import", "t.csv", "-o", "./t.csv"), "is a source of the import")
    assert Path("t.csv").read_text() == "Step\nA"


@pytest.mark.parametrize("name", ["clients.csv", "clients.xlsx", "clients.XML", "clients.drawio", "clients.json"])
def test_a_model_is_not_written_over_a_file_of_another_program(run: Run, name: str) -> None:
    Path("t.csv").write_text("Step\nA")
    Path(name).write_text("the client's only copy")
    refused(run("import", "t.csv", "-o", name), name, "clients.vsm")
    assert Path(name).read_text() == "the client's only copy"
    run("import", "t.csv", "-o", "t.vsm")
    refused(run("merge", "t.vsm", "t.vsm", "t.vsm", "-o", name), name, "clients.vsm")
    refused(run("recover", "t.vsm", "-o", f"new-{name}"), f"new-{name}", "new-clients.vsm")


@pytest.mark.parametrize("name", ["nothing.xml", "nothing.csv", "nothing.xes", "nothing.drawio", "nothing"])
def test_a_file_without_a_word_is_called_empty(run: Run, name: str) -> None:
    Path(name).write_text(" \n")
    refused(run("import", name, "-o", "t.vsm"), f"{name} is empty")


def test_bad_imports_say_what_is_wrong(run: Run) -> None:
    Path("t.csv").write_text("Step\nA")
    Path("empty.csv").write_text("")
    refused(run("import", "gone.csv", "-o", "t.vsm"), "gone.csv does not exist")
    refused(run("import", "empty.csv", "-o", "t.vsm"), "empty.csv is empty")
    refused(run("import", "t.csv", "-o", "t.vsm", "--set", "colour=red"), "--set colour=red", "hours_per_day")
    refused(run("import", "t.csv", "-o", "no/such/t.vsm"), "t.vsm", "the folder does not exist")
    refused(run("import", "t.csv"), "-o")
    assert sorted(os.listdir()) == ["empty.csv", "t.csv"]


def test_what_cannot_be_recognised_says_what_can_be(run: Run) -> None:
    Path("notes.md").write_text("# Notes")
    Path("page.html").write_text("<!DOCTYPE html><html></html>")
    Path("flow.bpmn").write_text('<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN"/>')
    Path("print.pdf").write_bytes(b"%PDF-1.7")
    Path("all.zip").write_bytes(b"PK\x03\x04" + b"\0" * 60)
    Path("plan.vsm").write_text('{"version":1,"records":[]}')
    refused(
        run("import", "notes.md", "-o", "t.vsm"),
        "notes.md is of no kind that can be read",
        ".xlsx",
        ".archimate",
        ".xes",
    )
    refused(run("import", "page.html", "-o", "t.vsm"), "page.html is XML whose outermost element is “html”")
    refused(run("import", "flow.bpmn", "-o", "t.vsm"), "flow.bpmn is XML whose outermost element is “definitions”")
    refused(run("import", "print.pdf", "-o", "t.vsm"), "print.pdf is a PDF")
    refused(run("import", "all.zip", "-o", "t.vsm"), "all.zip is packed; unpack it")
    refused(run("import", "plan.vsm", "-o", "t.vsm"), "plan.vsm is a model of VSM Studio already", "vsmstudio merge")
    refused(run("import", "plan.vsm", "-o", "t.vsm", "--kind", "bpmn"), "--kind", "archimate")
    assert not Path("t.vsm").exists()


def test_a_name_that_means_harm_is_said_without_harm(run: Run) -> None:
    name = "a\n\x1b[31m.csv"
    Path(name).write_text("PT\n5 min\n")
    status, out, err = run("import", name, "-o", "t.vsm")
    assert (status, out) == (2, "")
    assert "\x1b" not in err
    assert all(line.startswith("vsmstudio: ") for line in err.splitlines())
    assert not Path("t.vsm").exists()


def test_a_file_of_another_program_opens_the_window_on_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path | None] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("vsmstudio.gui.app.run", lambda path, safe=False: shown.append(path) or 0)
    Path("t.csv").write_text("Step\nA")
    assert run("t.csv")[0] == 0
    assert shown == [Path("t.csv")]


def test_a_model_that_is_written_over_is_kept_among_its_versions(run: Run) -> None:
    Path("t.csv").write_text("Step\nA")
    run("import", "t.csv", "-o", "t.vsm")
    before = load(Path("t.vsm"))
    Path("t.csv").write_text("Step\nB")
    assert run("import", "t.csv", "-o", "t.vsm")[0] == 0
    assert [each.load() for each in versions.kept(Path("t.vsm"))] == [before]
