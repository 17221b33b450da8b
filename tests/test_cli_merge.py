"""The commands `diff` and `merge`, run as scripts and version control run them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests import builders
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import Step
from vsmstudio.storage import versions
from vsmstudio.storage.files import load, load_content, save

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    """What two groups made of one file."""
    base = builders.document("(Buyer) -> Receive 10min/1d !Ann -> Check 20min/2d/90% -> Ship 1h/4h -> (Gets)")
    ours = changed(base, "Check", lead_time=parse("3 d"), notes="Ours")
    ours = ours.apply(edits.delete(ours, ["Ship"]))
    theirs = changed(changed(base, "Check", lead_time=parse("5 d"), ca=0.8), "Receive", owner=None)
    theirs = theirs.apply(edits.add_next(theirs, "Ship", Step(id="Bill", map="map", name="Bill")))
    for name, document in (("base", base), ("ours", ours), ("theirs", theirs)):
        save(document, tmp_path / f"{name}.vsm")


def changed(document: Document, key: str, **fields: object) -> Document:
    return document.apply(edits.update(document, key, **fields))


def test_a_difference_in_sentences_then_in_detail(run: Run) -> None:
    status, out, err = run("diff", "base.vsm", "theirs.vsm")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Bill added",
        "Lead time of Check changed from 2 d to 5 d",
        "%C&A of Check changed from 90 % to 80 %",
        "Owner of Receive cleared, it was Ann",
        "",
        "In detail:",
        "  Bill (Stream · Current state): added",
        "  Check (Stream · Current state): lead time 2 d → 5 d",
        "  Check (Stream · Current state): %C&A 90 % → 80 %",
        "  Receive (Stream · Current state): owner Ann → blank",
        "  Connection Ship → Bill (Stream · Current state): added",
    ]
    assert run("diff", "base.vsm", "base.vsm") == (0, "No differences.\n", "")


def test_a_difference_as_json(run: Run) -> None:
    status, out, err = run("diff", "base.vsm", "theirs.vsm", "--json")
    assert (status, err) == (0, "")
    data = json.loads(out)
    assert data["format"] == 1
    owner = next(each for each in data["differences"] if each["field"] == "owner")
    assert owner == {
        "kind": "changed", "type": "step", "id": "Receive", "name": "Receive", "map": "Current state",
        "stream": "Stream", "field": "owner", "before": "person-Ann", "after": None,
    }  # fmt: skip
    added = next(each for each in data["differences"] if each["id"] == "Bill")
    assert (added["kind"], added["field"], added["before"]) == ("added", None, None)
    assert added["after"] == {"type": "step", "id": "Bill", "map": "map", "name": "Bill"}


def test_a_merge_lists_what_both_changed_and_keeps_ours(run: Run) -> None:
    status, out, err = run("merge", "base.vsm", "ours.vsm", "theirs.vsm", "-o", "both.vsm")
    assert (status, err) == (1, "")
    lines = out.splitlines()
    assert "  Check, lead time: 3 d in ours.vsm, 5 d in theirs.vsm (Stream · Current state)" in lines
    assert "  Ship was removed here, but the connection Ship → Bill needs it: it is kept." in lines
    assert lines[-1] == "both.vsm"
    check = load(Path("both.vsm")).the(Step, "Check")
    assert (check.lead_time, check.notes, check.ca) == (parse("3 d"), "Ours", 0.8)


@pytest.mark.parametrize(("side", "time"), [("ours", "3 d"), ("theirs", "5 d")])
def test_a_preference_settles_what_both_changed(run: Run, side: str, time: str) -> None:
    status, out, _ = run("merge", "base.vsm", "ours.vsm", "theirs.vsm", "-o", "both.vsm", "--prefer", side)
    assert status == 0
    assert f"Changed in both, each kept as in {side}.vsm:" in out
    assert load(Path("both.vsm")).the(Step, "Check").lead_time == parse(time)


def test_a_merge_as_json_holds_all_three_values(run: Run) -> None:
    status, out, err = run("merge", "base.vsm", "ours.vsm", "theirs.vsm", "-o", "both.vsm", "--json")
    assert (status, err) == (1, "")
    data = json.loads(out)
    assert (data["format"], data["file"]) == (1, "both.vsm")
    assert data["conflicts"] == [{
        "type": "step", "id": "Check", "name": "Check", "map": "Current state", "stream": "Stream", "field": "lead_time",
        "base": {"text": "2d"}, "ours": {"text": "3 d"}, "theirs": {"text": "5 d"}, "taken": "ours",
    }]  # fmt: skip
    assert data["problems"] == ["Ship was removed here, but the connection Ship → Bill needs it: it is kept."]
    assert data["taken"][0] == "Bill and Ship added"


def test_without_a_base_nothing_is_taken_as_removed(run: Run) -> None:
    status, _, _ = run("merge", "-", "ours.vsm", "theirs.vsm", "-o", "both.vsm")
    assert status == 1
    assert {"Ship", "Bill"} <= {each.name for each in load(Path("both.vsm")).steps("map")}


def test_version_control_merges_into_our_file(run: Run) -> None:
    before = load_content(Path("ours.vsm"))
    assert run("merge", "base.vsm", "ours.vsm", "theirs.vsm", "-o", "ours.vsm", "--prefer", "theirs")[0] == 0
    after = load_content(Path("ours.vsm"))
    assert "Bill" in after.document
    assert [each.name for each in versions.kept(Path("ours.vsm"))] == [before.version]
    assert after.ancestors[:2] == (before.version, load_content(Path("theirs.vsm")).version)
    assert run("merge", "theirs.vsm", "ours.vsm", "theirs.vsm", "-o", "ours.vsm")[0] == 0


def test_no_other_file_is_written_over(run: Run) -> None:
    for target in ("base.vsm", "theirs.vsm"):
        before = Path(target).read_bytes()
        status, out, err = run("merge", "base.vsm", "ours.vsm", "theirs.vsm", "-o", target)
        assert (status, out) == (2, "")
        assert "holds something else already" in err
        assert Path(target).read_bytes() == before
    Path("new.vsm").touch()
    for _ in range(2):  # an empty file, and the same result once more
        assert run("merge", "base.vsm", "ours.vsm", "theirs.vsm", "-o", "new.vsm")[0] == 1


@pytest.mark.parametrize(
    "command", [("diff", "base.vsm", "no.vsm"), ("merge", "base.vsm", "ours.vsm", "no.vsm", "-o", "x.vsm")]
)
def test_a_file_that_is_not_there_is_named(run: Run, command: tuple[str, ...]) -> None:
    status, out, err = run(*command)
    assert (status, out) == (2, "")
    assert err == "vsmstudio: no.vsm does not exist.\n"
    assert not Path("x.vsm").exists()


def test_names_from_a_client_stay_on_their_line(run: Run) -> None:
    base = load(Path("base.vsm"))
    save(changed(base, "Check", notes="\x1b[31mred\nnew line"), Path("odd.vsm"))
    _, out, _ = run("diff", "base.vsm", "odd.vsm")
    assert "\x1b" not in out
    assert "notes blank → [31mred new line" in out


def test_what_joins_the_same_two_says_how_and_new_records_are_called_in_plain_words(run: Run, tmp_path: Path) -> None:
    from vsmstudio.model.records import Improvement, LinkKind, Obstacle

    before = builders.document("A 1h !Ann").apply(edits.add_service(builders.document("A 1h !Ann"), "Payments"))
    service, stream = before.services[0].id, before.streams[0].id
    before = before.apply(edits.add_improvement(before, "Ask once"))
    before = before.apply(edits.order_improvements(before, [before.all(Improvement)[0].id]))
    after = before.apply(edits.set_joined(before, stream, LinkKind.WORKS_ON, ["person-Ann"], False))
    after = after.apply(edits.set_joined(after, stream, LinkKind.ON_CALL, ["person-Ann"], False))
    after = after.apply(edits.object_to(after, "owner.service-misplaced", service, Obstacle.ATTITUDE))
    after = after.apply(edits.keep_order(after, date(2026, 5, 5)))
    save(before, tmp_path / "before.vsm")
    save(after, tmp_path / "after.vsm")
    lines = {line.strip() for line in run("diff", "before.vsm", "after.vsm")[1].splitlines()}
    assert {
        "Ann works on Stream: added", "Ann is on call for Stream: added", "Reason against a proposal for Payments: added",
        "Earlier order until 2026-05-05: added",
    } <= lines  # fmt: skip
