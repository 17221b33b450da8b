"""The model for other programs, as scripts have it written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.commands import Run, refused
from tests.export import pdf
from vsmstudio.export.sections import SECTIONS
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


# --- deliverables as a script wants them ------------------------------------------------------------------------------


def made(run: Run, plan: Path, *said: str) -> dict[str, Path]:
    """The files of a report by their ending."""
    status, out, err = run("report", plan, "-o", "out", *said)
    assert (status, err) == (0, "")
    return {Path(line).suffix[1:]: Path(line) for line in out.splitlines()}


@pytest.fixture
def drawn(plan: Path) -> Path:
    """The same plan, its clerk with a name."""
    document = load(plan)
    save(document.apply(edits.update(document, "person-Clerk", name="Vera Novak")), plan)
    return plan


def test_all_five_formats_are_written(run: Run, drawn: Path) -> None:
    files = made(run, drawn, "--formats", "pdf, XLSX,pptx,svg,png")
    assert set(files) == {"pdf", "xlsx", "pptx", "svg", "png"}
    assert sorted(os.listdir("out")) == [
        "ACME - Order to cash - Stream - 90 days.png",
        "ACME - Order to cash - Stream - 90 days.svg",
        "ACME - Order to cash - Stream - Current state.png",
        "ACME - Order to cash - Stream - Current state.svg",
        "ACME - Order to cash.pdf",
        "ACME - Order to cash.pptx",
        "ACME - Order to cash.xlsx",
    ]


def test_a_picture_is_made_at_any_scale(run: Run, drawn: Path) -> None:
    def width(scale: str) -> int:
        content = made(run, drawn, "--formats", "png", "--scale", scale)["png"].read_bytes()
        return int.from_bytes(content[16:20], "big")

    whole = width("1")
    assert abs(width("2,5") - whole * 2.5) <= 2
    assert abs(width("0.5") - whole * 0.5) <= 2


SIZES = {"A4": (842, 595), "a3": (1191, 842), "letter": (792, 612), "Tabloid": (1224, 792)}  # points


@pytest.mark.parametrize(("paper", "size"), SIZES.items())
def test_the_report_is_on_the_paper_that_is_said(run: Run, drawn: Path, paper: str, size: tuple[int, int]) -> None:
    content = made(run, drawn, "--formats", "pdf", "--paper", paper)["pdf"].read_bytes()
    with pdf.opened(content) as report:
        width, height = report[0].get_size()
    assert (round(width), round(height)) == size


def test_sections_are_those_of_a_board_or_all_but_some(run: Run, drawn: Path) -> None:
    def sections(*said: str) -> list[str]:
        return [title for _, title, _ in pdf.outline(made(run, drawn, "--formats", "pdf", *said)["pdf"].read_bytes())]

    whole, board = sections(), sections("--sections", "board")
    assert "Findings" in whole
    assert not {"Findings", "Health check"} & set(board)
    assert len(board) < len(whole)
    assert "Findings" not in sections("--without", "findings, health")
    document = load(drawn)
    save(document.apply(edits.update(document, "engagement", left_out="findings")), drawn)
    assert "Findings" not in sections()
    assert "Health check" not in sections("--without", "health")
    assert "Findings" in sections("--sections", "all")


def test_people_are_shown_as_is_said(run: Run, drawn: Path) -> None:
    def words(people: str) -> str:
        return made(run, drawn, "--formats", "svg", "--people", people)["svg"].with_name(
            "ACME - Order to cash - Stream - Current state.svg"
        ).read_text()  # fmt: skip

    assert "Vera Novak" in words("names")
    for people in ("roles", "mixed"):
        assert "Vera Novak" not in words(people)
        assert "Clerk" in words(people)


def test_a_brand_file_gives_its_footer_and_colour(run: Run, drawn: Path) -> None:
    Path("brand.toml").write_text('accent = "#7A1F5C"\nfooter = "Example Partners"\n')
    files = made(run, drawn, "--formats", "pdf,svg", "--brand", "brand.toml")
    assert "Example Partners" in pdf.texts(files["pdf"].read_bytes())[-1]


def test_what_cannot_be_made_is_refused_in_one_line(run: Run, drawn: Path) -> None:
    report = ("report", drawn, "-o", "out")
    refused(run(*report, "--paper", "legal"), "--paper: legal is no paper", "A4, A3, Letter or Tabloid")
    for scale in ("0", "nan", "-1", "1e9", "large"):
        refused(run(*report, "--scale", scale), f"--scale: {scale} is no scale", "0.1 to 20")
    refused(run(*report, "--without", "mony"), "--without: mony is no section", "did you mean money?", "ownership")
    refused(run(*report, "--people", "nobody"), "--people", "roles")
    refused(run(*report, "--sections", "few"), "--sections", "board")
    refused(run(*report, "--brand", "no.toml"), "--brand", "no.toml")
    Path("bad.toml").write_text('accent = "\n\n')
    refused(run(*report, "--brand", "bad.toml"), "--brand", "bad.toml")
    assert not Path("out").exists()


def test_the_help_names_every_section(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("report", "--help")
    said = " ".join(capsys.readouterr().out.split())
    assert all(each.key in said for each in SECTIONS)


def test_what_one_should_know_of_the_texts_goes_to_standard_error(run: Run, drawn: Path) -> None:
    document = load(drawn)
    step = next(each for each in document.all(Step) if each.name == "Receive")
    save(document.apply(edits.update(document, step.id, name="Receive 😀")), drawn)
    status, out, err = run("report", drawn, "-o", "out", "--formats", "svg")
    assert status == 0
    assert len(out.splitlines()) == 2
    assert err.startswith("vsmstudio: No bundled font holds U+1F600 GRINNING FACE, in the name of step “Receive")
