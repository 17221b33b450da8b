"""The log says what kinds of thing were done, never a word of anyone's document, and never gets in the way."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import document as drawn
from tests.documents import documents
from vsmstudio import places
from vsmstudio.log import NAME, REMEMBERED, Log, about, size
from vsmstudio.model import edits
from vsmstudio.model.document import Document, diff
from vsmstudio.model.records import RECORD_TYPES, Step, Unknown

TYPES = {str(kind.__struct_config__.tag) for kind in (*RECORD_TYPES, Unknown)}
FIELDS = {f"{kind.__struct_config__.tag}.{name}" for kind in RECORD_TYPES for name in kind.__struct_fields__}
WORDS = TYPES | FIELDS | {"added", "changed", "removed", "nothing", "record", "records"}


def written(log: Log) -> str:
    log.flush()
    return (places.logs() / NAME).read_text()


# --- what is said of a change ---------------------------------------------------------------------------------------


def test_a_change_is_told_by_kinds_and_fields():
    before = drawn("A 1h -> B 1h")
    assert about(edits.update(before, "A", name="Acme GmbH")) == "changed step.name"
    assert about(edits.add_service(before, "Acme portal")) == "added 1 service"
    assert about(edits.move(before, {"A": (8.0, 8.0), "B": (16.0, 8.0)})) == "changed 2 placement.x, 2 placement.y"
    assert about(edits.delete(before, ["B"])) == "removed 1 flow, 1 placement, 1 step"


def test_a_record_that_becomes_one_of_another_kind_went_and_came():
    before = Document([Step(id="a", map="m", name="Acme")])
    after = Document([Unknown(id="a", raw='{"name": "Acme"}')])
    assert about(diff(before, after)) == "added 1 unknown; removed 1 step"


@given(documents(), documents())
def test_nothing_but_the_programs_own_words_and_counts_is_said(before, after):
    for said in (about(diff(before, after)), about(diff(after, before)), size(before)):
        assert {word for word in re.split(r"[\s,;:]+", said) if not word.isdigit()} <= WORDS, said


@given(documents(), st.data())
def test_no_text_of_any_record_comes_into_the_log(document, data):
    """Every text is made one that nothing else can hold, and the log is searched for it."""
    secret = "Žluťoučký"
    changed = {}
    for record in document.records.values():
        texts = {name for name, value in msgspec.structs.asdict(record).items() if isinstance(value, str)}
        free = sorted(
            texts & {"name", "role", "notes", "title", "client", "outcomes", "does", "handoff_what", "trigger"}
        )
        changed[record.id] = msgspec.structs.replace(record, **dict.fromkeys(free, f"{secret} {record.id}"))
    told = Document(changed)
    log = Log(None)
    log.did(about(diff(document, told, secret)))
    log.did(
        about(edits.remove(told, f"Delete {secret}", data.draw(st.lists(st.sampled_from(sorted(changed)), max_size=3))))
    )
    log.did(size(told))
    assert secret not in " ".join(log.recent)


# --- the files ------------------------------------------------------------------------------------------------------


def test_nothing_is_written_until_there_is_time():
    log = Log()
    log.did("changed step.name")
    assert not places.logs().exists()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d changed step\.name\n", written(log))


def test_lines_follow_those_of_earlier_runs():
    for words in ("started", "stopped"):
        log = Log()
        log.say(words)
        log.flush()
    assert re.findall(r" (\w+)$", written(log), re.M) == ["started", "stopped"]


def test_a_line_stays_one_line():
    log = Log()
    log.say("a\nb\r\nc\0" + "x" * 100_000)
    assert written(log).count("\n") == 1
    assert len(written(log)) < 5000


def test_old_lines_go_and_the_files_stay_small_and_few():
    log = Log(most=2000)
    for number in range(1000):
        log.say(f"line {number}")
        log.flush()
    files = sorted(places.logs().iterdir())
    assert [each.name for each in files] == ["vsmstudio.1.log", "vsmstudio.2.log", "vsmstudio.log"]
    assert all(each.stat().st_size <= 2000 for each in files)
    assert "line 999" in (places.logs() / NAME).read_text()


def test_the_last_fifty_deeds_are_remembered():
    log = Log(None)
    for number in range(200):
        log.did(f"deed {number}")
    assert len(log.recent) == REMEMBERED == 50
    assert log.recent[-1].endswith("deed 199")
    assert log.deeds == 200


# --- nothing stops the work -----------------------------------------------------------------------------------------


def nowhere() -> Path:
    raise RuntimeError("Could not determine home directory.")


def test_without_a_home_it_only_remembers():
    log = Log(nowhere)
    log.did("undo")
    log.flush()
    assert log.recent[-1].endswith("undo")


def test_a_file_where_the_folder_should_be_is_no_trouble():
    places.logs().parent.mkdir(parents=True, exist_ok=True)
    places.logs().write_text("mine")
    log = Log()
    log.did("undo")
    log.flush()
    assert places.logs().read_text() == "mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_on_a_full_disk_lines_wait_until_there_is_room_again():
    places.logs().mkdir(parents=True)
    (places.logs() / NAME).symlink_to("/dev/full")
    log = Log()
    for number in range(5000):
        log.did(f"deed {number}")
    log.flush()
    (places.logs() / NAME).unlink()
    assert written(log).endswith("deed 4999\n")
    assert written(log).count("\n") == 2000


def test_it_costs_no_start_up_time():
    said = "import sys, vsmstudio.log; print(*sorted({'logging', 'msgspec', 'platformdirs', 'PySide6'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
