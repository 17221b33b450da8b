"""Journals that are damaged, hostile or left twice: what is whole is given back, sound, and nothing hangs or raises."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import msgspec
import pytest

from tests.builders import document
from tests.long.journals import MAGIC, Sample, cut_everywhere, turn_bits
from tests.measured import MEGABYTES, SECONDS, _megabytes
from vsmstudio.model import edits, rules
from vsmstudio.model.document import Change
from vsmstudio.model.records import Flow, Step
from vsmstudio.session import Session
from vsmstudio.storage import frames, versions
from vsmstudio.storage.codec import encode
from vsmstudio.storage.files import load_content, save
from vsmstudio.storage.frames import BASE, CHANGE, HEADER, Frame, Header
from vsmstudio.storage.recovery import Recording, left, tidy

OLD = document("A 1h -> B 2h")
RENAMED = edits.rename(OLD, "A", "Receive order")
NEW = OLD.apply(RENAMED)


@pytest.fixture
def journals(tmp_path: Path) -> Path:
    (tmp_path / "journals").mkdir()
    return tmp_path / "journals"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    save(OLD, tmp_path / "plan.vsm")
    return tmp_path / "plan.vsm"


def written(journals: Path, *parts: Frame, name: str = "20260101T000000-0") -> Recording:
    data, running = [MAGIC], 0
    for part in parts:
        sealed, running = frames.seal(part, running)
        data.append(sealed)
    (journals / f"{name}.journal").write_bytes(b"".join(data))
    return Recording(journals / f"{name}.journal")


def header(path: str = "", builds_on: str = "", **fields: int) -> Frame:
    return frames.header(Header(path=path, builds_on=builds_on, **fields))


def on(plan: Path) -> Frame:
    return header(str(plan), load_content(plan).version)


# --- damage -----------------------------------------------------------------------------------------------------------


def test_a_journal_cut_at_any_byte_gives_the_changes_before(tmp_path: Path) -> None:
    assert cut_everywhere(Sample(tmp_path, 5, seed=2)) > 1500


def test_a_journal_with_any_bit_turned_gives_the_changes_before(tmp_path: Path) -> None:
    turn_bits(Sample(tmp_path, 5, seed=3), flips=1000, seed=1)


def test_frames_that_were_moved_doubled_or_left_out_end_the_recording(plan: Path, journals: Path) -> None:
    first, second = frames.change(RENAMED), frames.change(edits.rename(NEW, "A", "Second"))
    whole = written(journals, on(plan), first, second)
    assert whole.count == 2
    data = whole.journal.read_bytes()
    one = len(frames.seal(first, 0)[0])
    at = len(data) - one - len(frames.seal(second, 0)[0])
    moved = data[:at] + data[at + one :] + data[at : at + one]
    for changed in (data[:at] + data[at + one :], data[: at + one] + data[at:], moved):
        whole.journal.write_bytes(changed)
        damaged = Recording(whole.journal)
        assert not damaged.whole
        assert damaged.document in (OLD, NEW)


# --- hostile ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [2**31, 2**32 - 1, 10**6])
def test_a_length_beyond_the_end_is_no_frame(plan: Path, journals: Path, length: int) -> None:
    recording = written(journals, on(plan), frames.change(RENAMED))
    with recording.journal.open("ab") as file:
        file.write(struct.pack("<cII", CHANGE, length, 0) + b"x" * 100)
    again = Recording(recording.journal)
    assert again.document == NEW
    assert not again.whole


def _deep(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


HOSTILE = {
    "deep nesting": _deep(100_000),
    "a deep record": b'["x",[["A",null,{"type":"risk","id":"A","x":' + _deep(50_000) + b"}]]]",
    "a deep unknown": msgspec.json.encode(["x", [["A", None, {"type": "unknown", "raw": _deep(50_000).decode()}]]]),
    "no number": b'["x",[["A",null,{"type":"step","id":"A","map":"map","ca":NaN}]]]',
    "too large a number": b'["x",[["A",null,{"type":"step","id":"A","map":"map","people":1e999}]]]',
    "no plain number": b'["x",[["A",null,{"type":"step","id":"A","map":"map","people":1e308}]]]',
    "another id": b'["x",[["A",null,{"type":"step","id":"C","map":"map"}]]]',
    "no id": b'["x",[["",null,{"type":"step","id":"","map":"map"}]]]',
    "the id of the file": b'["x",[["(file)",null,{"type":"step","id":"(file)","map":"map"}]]]',
    "no raw": b'["x",[["A",null,{"type":"unknown"}]]]',
    "raw that is no JSON": b'["x",[["A",null,{"type":"unknown","raw":"],["}]]]',
    "raw of another id": b'["x",[["A",null,{"type":"unknown","raw":"{\\"type\\":\\"risk\\",\\"id\\":\\"B\\"}"}]]]',
    "no list": b"{}",
    "nothing": b"",
    "no UTF-8": b'["\xff",[]]',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_change_ends_the_recording(plan: Path, journals: Path, content: bytes) -> None:
    later = frames.change(edits.rename(NEW, "A", "Later"))
    recording = written(journals, on(plan), frames.change(RENAMED), Frame(CHANGE, content), later)
    assert recording.document == NEW
    assert recording.count == 1
    assert not recording.whole
    assert Session.recovered(recording).document == NEW


@pytest.mark.parametrize(
    "content",
    [zlib.compress(b"\0" * 60_000_000, 1), zlib.compress(b"{"), b"no zlib", zlib.compress(encode(OLD))[:-20], b""],
    ids=["bomb", "no document", "no zlib", "cut", "empty"],
)
def test_a_base_that_is_none_keeps_no_change_from_its_file(plan: Path, journals: Path, content: bytes) -> None:
    recording = written(journals, on(plan), Frame(BASE, content), frames.change(RENAMED))
    assert recording.document in (OLD, NEW)
    plan.unlink()
    again = Recording(recording.journal)
    assert again.document is None or again.document.name("A") == "Receive order"


def test_frames_of_a_later_program_are_left_out(plan: Path, journals: Path) -> None:
    recording = written(journals, on(plan), Frame(b"z", b"?"), frames.change(RENAMED), Frame(b"\xff", b""))
    assert recording.document == NEW
    assert recording.whole


def test_the_first_header_and_the_first_base_count(plan: Path, journals: Path) -> None:
    recording = written(
        journals, on(plan), frames.base(OLD), header("/elsewhere"), frames.base(document("X")), frames.change(RENAMED)
    )
    assert recording.path == plan
    assert recording.document == NEW


def test_changes_that_do_not_fit_end_the_replay(plan: Path, journals: Path) -> None:
    stranger = Change("x", {"A": (Step(id="A", map="map", name="Another"), None)})
    recording = written(journals, on(plan), frames.change(RENAMED), frames.change(stranger))
    assert recording.document == NEW
    assert len(recording.replayed) == 1


def test_changes_that_break_the_rules_come_back_repaired(plan: Path, journals: Path) -> None:
    loose = Change("x", {"f": (None, Flow(id="f", map="map", source="A", target="nobody"))})
    recording = written(journals, on(plan), frames.change(RENAMED), frames.change(loose))
    assert recording.document is not None
    assert rules.check(recording.document) == ()
    assert recording.document.name("A") == "Receive order"
    session = Session.recovered(recording)
    assert session.document == recording.document
    session.undo()
    assert session.document == OLD
    session.leave()


PATHS = [
    "plan.vsm",
    "../plan.vsm",
    "/",
    "/dev/zero",
    "/dev/null",
    "/no/such/file.vsm",
    "/a\0b",
    "\ud800",
    "/" + "x" * 5000,
]


@pytest.mark.skipif(sys.platform == "win32", reason="devices of POSIX")
@pytest.mark.parametrize("path", [*PATHS, "FIFO"], ids=ascii)
def test_a_header_that_names_no_ordinary_file_hangs_nothing(
    journals: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if path == "FIFO":
        path = str(journals / "fifo")
        os.mkfifo(path)
    monkeypatch.chdir(journals.parent)
    save(OLD, Path("plan.vsm"))
    content = msgspec.json.encode({"path": path.encode("utf-8", "replace").decode(), "builds_on": "0" * 32})
    recording = written(journals, Frame(HEADER, content), frames.change(RENAMED), frames.base(OLD))
    assert recording.document == NEW
    assert recording.path is None or recording.path.is_absolute()
    session = Session.recovered(recording)
    assert session.path is None
    assert session.dirty
    assert len(left(journals)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="devices of POSIX")
@pytest.mark.parametrize("kind", ["folder", "fifo", "device", "nothing"])
def test_what_is_no_file_is_no_journal(journals: Path, kind: str) -> None:
    place = journals / "20260101T000000-0.journal"
    if kind == "folder":
        place.mkdir()
    elif kind == "fifo":
        os.mkfifo(place)
    elif kind == "device":
        place.symlink_to("/dev/zero")
    recording = Recording(place)
    assert not recording.whole
    assert recording.document is None
    assert left(journals) == ()
    tidy(journals)


_READ = """
import re, resource, sys, time
from pathlib import Path
from vsmstudio.storage.files import load
from vsmstudio.storage.recovery import Recording
start = time.process_time()
same = Recording(Path(sys.argv[1])).document == load(Path(sys.argv[2]))
seconds, most = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if sys.platform == "linux":  # there the other figure goes on from the process that started this one
    most = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
print(same, seconds, most)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="measures as POSIX does")
@pytest.mark.parametrize("what", ["bomb", "many small changes", "one large change", "many unknown", "long"])
def test_the_worst_journal_takes_bearable_time_and_memory(plan: Path, journals: Path, what: str) -> None:
    small = frames.change(Change("", {"A": (None, None)}))
    parts = {
        "bomb": lambda: [Frame(BASE, zlib.compress(b"[" * 60_000_000, 1))] * 20,
        "many small changes": lambda: [small] * 200_000,
        "one large change": lambda: [Frame(CHANGE, b'["x",[' + b'["A",null,null],' * 3_000_000 + b'["A",null,null]]]')],
        "many unknown": lambda: [Frame(b"z", b"")] * 200_000,
        "long": lambda: [Frame(b"z", b"x" * 2**24)] * 8,
    }[what]()
    journal = written(journals, on(plan), *parts).journal

    given = [sys.executable, "-c", _READ, str(journal), str(plan)]  # a fresh process: its memory is its own
    said = subprocess.run(given, capture_output=True, text=True, check=True).stdout.split()
    assert said[0] == "True"
    seconds, megabytes = float(said[1]), _megabytes(int(said[2]))
    assert seconds <= SECONDS
    assert megabytes <= MEGABYTES


# --- what is offered --------------------------------------------------------------------------------------------------


def test_a_file_that_changed_meanwhile_gives_a_copy(plan: Path, journals: Path) -> None:
    recording = written(journals, on(plan), frames.change(RENAMED), frames.base(OLD))
    save(document("Z 1h"), plan)
    again = Recording(recording.journal)
    assert not again.fits
    assert again.document == NEW
    session = Session.recovered(again)
    assert session.path is None
    assert session.ancestors == (recording.header.builds_on,)
    session.undo()
    assert session.document == OLD


def test_a_kept_version_stands_in_for_a_file_that_changed(plan: Path, journals: Path) -> None:
    recording = written(journals, on(plan), frames.change(RENAMED))
    versions.keep_file(plan)
    save(document("Z 1h"), plan)
    assert Recording(recording.journal).document == NEW


def test_without_the_document_before_the_changes_bring_what_they_hold(plan: Path, journals: Path) -> None:
    recording = written(journals, on(plan), frames.change(RENAMED))
    other = OLD.apply(edits.rename(OLD, "B", "Other"))
    save(other, plan)
    got = Recording(recording.journal).document
    assert got is not None
    assert (got.name("A"), got.name("B")) == ("Receive order", "Other")


def test_what_was_saved_since_is_not_offered(plan: Path, journals: Path) -> None:
    written(journals, on(plan), frames.change(RENAMED))
    version = load_content(plan).version
    saved = save(NEW, plan, [version])
    assert left(journals) == ()
    save(NEW.apply(edits.rename(NEW, "A", "Later")), plan, [saved.version, version])
    assert left(journals) == (), "nor when it was changed and saved after that"
    tidy(journals)
    assert list(journals.iterdir()) == []


def test_a_new_document_without_anything_in_it_is_not_offered(journals: Path) -> None:
    session = Session(edits.new_document())
    session.record(journals)
    session.do(edits.add_person(session.document, "Ann"))
    session.drop()
    session.leave(forget=False)
    assert left(journals) == ()
    tidy(journals)
    assert list(journals.iterdir()) == []


def test_what_came_to_nothing_is_not_offered_when_the_file_went_on(plan: Path, journals: Path) -> None:
    session = Session.open(plan)
    session.record(journals)
    session.do(RENAMED)
    session.undo()
    session.leave(forget=False)
    assert left(journals) == ()
    save(NEW, plan, [load_content(plan).version])
    assert left(journals) == ()


def test_what_was_undone_beyond_the_last_save_is_offered(plan: Path, journals: Path) -> None:
    session = Session.open(plan)
    session.record(journals)
    session.do(RENAMED)
    session.save()
    session.undo()
    session.leave(forget=False)
    (found,) = left(journals)
    assert found.document == OLD


def test_of_journals_that_hold_the_same_one_is_offered(plan: Path, journals: Path) -> None:
    first, second = frames.change(RENAMED), frames.change(edits.rename(NEW, "A", "Second"))
    written(journals, on(plan), first, second, name="20260101T000000-a")
    written(journals, on(plan), first, name="20260102T000000-b")
    written(journals, on(plan), first, second, name="20260103T000000-c")
    (found,) = left(journals)
    assert found.count == 2
    tidy(journals)
    assert len(list(journals.iterdir())) == 1
    written(journals, on(plan), frames.change(edits.rename(OLD, "A", "Else")), name="20260104T000000-d")
    assert len(left(journals)) == 2, "what another window did is another thing"


def test_what_comes_to_the_same_as_an_old_journal_that_was_saved_is_offered(plan: Path, journals: Path) -> None:
    written(journals, on(plan), frames.change(RENAMED), name="20260101T000000-a")
    first = load_content(plan).version
    second = save(NEW, plan, [first]).version
    later = edits.rename(NEW, "A", "Later")
    save(NEW.apply(later), plan, [second, first])
    assert left(journals) == ()
    written(journals, on(plan), frames.change(later.inverse()), name="20260102T000000-b")
    assert [each.document for each in left(journals)] == [NEW]
    tidy(journals)
    assert [each.document for each in left(journals)] == [NEW]


def test_an_empty_journal_is_offered_to_nobody_and_goes_when_it_is_old(journals: Path) -> None:
    for name, age in (("a", 0), ("b", 10_000)):
        file = journals / f"2026-{name}.journal"
        file.write_bytes(MAGIC)
        os.utime(file, (file.stat().st_mtime - age,) * 2)
    assert left(journals) == ()
    tidy(journals)
    assert [each.name for each in journals.iterdir()] == ["2026-a.journal"]


def test_no_folder_is_no_journals(tmp_path: Path) -> None:
    assert left(tmp_path / "none") == ()
    tidy(tmp_path / "none")
    assert Recording(tmp_path / "none").document is None
