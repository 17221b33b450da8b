"""The commands, run as scripts run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.commands import Run, refused
from vsmstudio import __version__, resources
from vsmstudio.commands import showing
from vsmstudio.model import edits
from vsmstudio.model.records import Engagement, Map
from vsmstudio.storage.files import load, save

CASES = Path(__file__).parent / "interchange" / "cases"
EXPECTED: dict[str, dict[str, Any]] = json.loads((CASES / "expected.json").read_text())


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small engagement with two maps and something to find."""
    document = builders.document("(Buyer) -> Receive 10min/1d/85% @Sales -> Check 20min/2d/90% @IT !Clerk -> (Gets)")
    document = document.apply(edits.add_map(document, "stream", "90 days"))
    engagement = document.the(Engagement, "engagement")
    document = document.apply(edits.update(document, engagement.id, client="ACME", title="Order to cash"))
    path = tmp_path / "plan.vsm"
    save(document, path)
    return path


# --- importing and analysing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXPECTED)
def test_published_cases_come_out_right(run: Run, name: str) -> None:
    case = EXPECTED[name]
    options = [word for key, value in case["options"].items() for word in ("--set", f"{key}={value}")]
    status, out, err = run("import", CASES / f"{name}.csv", "-o", "case.vsm", *options)
    assert (status, err, out.splitlines()[-1]) == (0, "", "case.vsm")
    status, out, err = run("analyse", "case.vsm", "--json")
    assert (status, err) == (0, "")
    (drawn,) = json.loads(out)["maps"]
    keys = {node.id: node.key for node in load(Path("case.vsm")).nodes(drawn["id"])}
    for figure, value in case["expected"].items():
        if figure == "slack":
            found = {keys[each["id"]]: each["slack"] for each in drawn["steps"]}
            assert found == pytest.approx(value)
        elif figure == "critical_path":
            names = {node.name: node.key for node in load(Path("case.vsm")).nodes(drawn["id"])}
            assert [names[each] for each in drawn["critical_paths"][0]] == value
        elif figure == "critical_path_count":
            assert drawn["critical_path_count"] == value
        else:
            assert drawn["metrics"][figure] == pytest.approx(value, rel=1e-6), figure


def test_the_analysis_reads_well_as_text(run: Run, plan: Path) -> None:
    status, out, err = run("analyse", plan)
    assert (status, err) == (0, "")
    assert "Stream · Current state (current, convention service)" in out
    assert "Lead time                                3 d" in out
    assert "Critical path: Receive → Check" in out
    assert "Findings: " in out
    assert "owner.step-missing" in out


def test_one_map_alone(run: Run, plan: Path) -> None:
    names = [("90 days", "90 days"), ("stream · CURRENT state", "Current state"), ("current state", "Current state")]
    for name, found in names:
        status, out, _ = run("analyse", plan, "--map", name, "--json")
        assert status == 0
        assert [each["name"] for each in json.loads(out)["maps"]] == [found]
    message = refused(run("analyse", plan, "--map", "Ideal"), "no map is named “Ideal”")
    assert "Stream · Current state; Stream · 90 days" in message
    document = load(plan)
    save(document.apply(edits.put(document, "x", Map(id="twin", stream="stream", name="90 days"))), plan)
    refused(run("analyse", plan, "--map", "90 days"), "2 maps are named")


def test_json_is_the_object_and_nothing_else(run: Run, plan: Path) -> None:
    status, out, err = run("analyse", plan, "--json", "--seed", "7", "--runs", "100", "--date", "2026-02-14")
    assert (status, err) == (0, "")
    assert json.loads(out)["format"] == 1
    status, out, err = run("check", plan, "--json")
    assert (status, err) == (0, "")
    rules = {each["rule"] for each in json.loads(out)["findings"]}
    assert "owner.step-missing" in rules


def test_findings_are_no_error_unless_asked(run: Run, plan: Path) -> None:
    assert run("check", plan)[0] == 0
    assert run("check", plan, "--fail-on", "low")[0] == 1
    assert run("check", plan, "--fail-on", "critical")[0] == 1, "the stream has no owner"
    Path("t.csv").write_text("Step\nA")
    refused(run("check", plan, "--fail-on", "dire"), "critical")


# --- deliverables ---------------------------------------------------------------------------------------------------


def test_the_report_writes_what_it_names(run: Run, plan: Path) -> None:
    status, out, err = run("report", plan, "-o", "out/for client")
    assert (status, err) == (0, "")
    names = [Path(line) for line in out.splitlines()]
    assert [each.name for each in names] == ["ACME - Order to cash.pdf", "ACME - Order to cash.xlsx"]
    assert names[0].read_bytes().startswith(b"%PDF")
    assert names[1].read_bytes().startswith(b"PK")
    assert sorted(os.listdir("out/for client")) == sorted(each.name for each in names)


def test_file_names_from_client_text_are_safe(run: Run, plan: Path) -> None:
    document = load(plan)
    key = document.engagement.id
    for client, title in (("../../etc", "a:b"), ("", "CON"), ("", ""), ("x" * 300, "y"), ("=1+1", "<b>&")):
        save(document.apply(edits.update(document, key, client=client, title=title)), plan)
        status, out, _ = run("report", plan, "-o", "out", "--formats", "pdf")
        assert status == 0
        assert Path(out.strip()).parent == Path("out")
        assert Path(out.strip()).is_file()
    assert sorted(os.listdir()) == ["out", "plan.vsm"]


def test_formats_that_are_not_there_are_named(run: Run, plan: Path) -> None:
    refused(run("report", plan, "-o", "out", "--formats", "pdf,gif"), "gif is no format", "pdf, xlsx, pptx, svg, png")
    refused(run("report", plan, "-o", "out", "--formats", "doc"), "doc is no format", "pdf, xlsx")
    refused(run("report", plan, "-o", "out", "--formats", ","), "name at least one")
    assert not Path("out").exists()
    Path("file").write_text("")
    refused(run("report", plan, "-o", "file"), "file could not be made: a file of that name stands there")


def test_the_demo_without_a_window_writes_all(run: Run) -> None:
    status, out, err = run("demo", "show", "--no-window")
    assert (status, err) == (0, "")
    endings = [Path(line).suffix for line in out.splitlines()]
    assert endings == [".vsm", ".pdf", ".xlsx"]
    assert all(Path(line).is_file() for line in out.splitlines())
    assert Path("show/sample.vsm").read_bytes() == resources.read_bytes("examples", "sample.vsm")
    assert run("demo", "show", "--no-window")[0] == 0, "again"


def test_the_demo_does_not_overwrite_what_a_person_made_of_it(run: Run) -> None:
    Path("sample.vsm").write_text("mine")
    refused(run("demo", ".", "--no-window"), "sample.vsm was changed")
    assert Path("sample.vsm").read_text() == "mine"


@pytest.mark.parametrize(
    ("platform", "environment", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal:x"}, False),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_where_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], screen: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert showing.has_screen() is screen


# --- opening, and everything that can be wrong ----------------------------------------------------------------------


def test_a_file_opens_the_application(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path | None] = []

    def window(path: Path | None = None, safe: bool = False) -> int:
        opened.append(path)
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("vsmstudio.gui.app.run", window)
    assert run()[0] == 0
    assert run(plan)[0] == 0
    assert opened == [None, plan]
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":77")
    assert run("demo", "show")[0] == 0
    assert opened[-1] == Path("show/sample.vsm")
    assert os.listdir("show") == ["sample.vsm"]


def test_without_a_screen_opening_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    refused(run(), "no screen")


@pytest.mark.parametrize("command", [["analyse"], ["check"], ["report", "-o", "out"]])
def test_bad_files_are_refused_in_one_line(run: Run, command: list[str]) -> None:
    Path("broken.vsm").write_text('{"version":1,"records":[')
    Path("newer.vsm").write_text('{"version":99,"records":[]}')
    Path("table.csv").write_text("Step\nA")
    refused(run(*command, "gone.vsm"), "gone.vsm does not exist")
    refused(run(*command, "broken.vsm"), "broken.vsm ends in the middle")
    refused(run(*command, "newer.vsm"), "newer.vsm needs a VSM Studio that reads file version 99")
    refused(
        run(*command, "table.csv"), "table.csv is a table; import it first: vsmstudio import table.csv -o table.vsm"
    )
    refused(run(*command, "."), "is a folder")
    refused(run(*command, "broken.vsm", "--date", "soon"), "2026-02-14")
    assert not Path("out").exists()


def test_a_wrong_command_is_answered_with_the_right_ones(run: Run) -> None:
    refused(run("analyze", "x.vsm"), "analyze is no command", "analyse")
    refused(run("gone.vsm"), "gone.vsm does not exist")
    refused(run("analyse"), "FILE", "vsmstudio analyse --help")
    refused(run("analyse", "x.vsm", "--seed", "-1"), "--seed")
    refused(run("--wrong"), "vsmstudio --help")


def test_safe_mode_is_for_the_window_and_one_file(run: Run, plan: Path) -> None:
    refused(run("--safe-mode", "analyse", plan), "analyse is a command")
    refused(run("check", plan, "--safe-mode"), "check is a command")
    refused(run("--safe-mode", plan, plan), "2 were named")
    refused(run("--safe-mode", "gone.vsm"), "gone.vsm does not exist")
    refused(run("--safe-mode", "--version"), "not with --version")
    refused(run("--safe", plan), "vsmstudio --help")


def test_an_empty_model_is_analysed_and_reported(run: Run, tmp_path: Path) -> None:
    save(edits.new_document(), tmp_path / "empty.vsm")
    for command in (["analyse"], ["analyse", "--json"], ["check"], ["report", "-o", "out"]):
        status, out, err = run(*command, "empty.vsm")
        assert (status, err) == (0, "")
        assert out


def test_the_schema_is_json(run: Run) -> None:
    status, out, _ = run("schema")
    assert status == 0
    assert "$defs" in json.loads(out)


def test_version_and_help(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for option, said in (("--version", __version__), ("--help", "analyse"), ("--help", "--safe-mode")):
        with pytest.raises(SystemExit) as ended:
            run(option)
        assert ended.value.code == 0
        assert said in capsys.readouterr().out


def test_what_nobody_foresaw_is_one_line_too(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VSMSTUDIO_TRACEBACK")
    monkeypatch.setattr("vsmstudio.commands.telling.analysed", lambda *_: 1 // 0)
    refused(run("analyse", plan), "ZeroDivisionError", str(plan))


def test_an_interrupted_command_ends_quietly(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("vsmstudio.commands.telling.load", interrupted)
    status, _, err = run("check", plan)
    assert (status, err) == (130, "vsmstudio: interrupted.\n")


# --- as a program of its own ----------------------------------------------------------------------------------------


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "vsmstudio", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=120, **options)


def test_help_starts_without_anything_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from vsmstudio.arguments import parser; parser().format_help(); "
        "heavy = {'PySide6', 'networkx', 'numpy', 'openpyxl', 'reportlab', 'msgspec', 'csv'} & set(sys.modules); "
        "sys.exit(' '.join(heavy) or 0)"
    )
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": root}, cwd=tmp_path, check=False
    )
    assert done.returncode == 0
    assert program("--help", cwd=tmp_path).stdout.startswith("usage: vsmstudio")


def test_a_table_becomes_an_analysis_from_the_shell(tmp_path: Path) -> None:
    case = CASES / "vsm-05-martin-osterling-basic-current.csv"
    assert program("import", str(case), "-o", "case.vsm", cwd=tmp_path).returncode == 0
    done = program("analyse", "case.vsm", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "9.5 d" in done.stdout
    done = program("analyse", "gone.vsm", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "vsmstudio: gone.vsm does not exist.\n"


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
def test_a_reader_that_stops_listening_is_no_error(tmp_path: Path) -> None:
    line = f'"{sys.executable}" -m vsmstudio schema | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}'
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
        cwd=tmp_path,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")
