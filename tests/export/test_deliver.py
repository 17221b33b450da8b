"""Deliverables are written whole or not at all: what failed, or is wanted no more, leaves everything as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet._writer import ALL_TEMP_FILES

from tests.builders import document
from tests.export import deck, pdf
from tests.export.engaged import ON, Room, engaged
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.deliver import FORMATS, deliver
from vsmstudio.export.options import Cancelled
from vsmstudio.files import SaveFailed
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map

ALL = tuple(FORMATS)


@pytest.fixture(scope="module")
def held() -> Document:
    return engaged()


def written(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


def earlier(held: Document, folder: Path) -> dict[str, bytes]:
    """Files of an earlier delivery stand in the folder."""
    for each in deliver(held, analyse(held, ON), folder, ALL, ON).paths:
        each.write_bytes(b"earlier " + each.suffix.encode())
    return written(folder)


def test_every_format_is_written_and_named_after_client_and_title(held: Document, tmp_path: Path) -> None:
    delivered = deliver(held, analyse(held, ON), tmp_path, ALL, ON)
    assert [each.name for each in delivered.paths] == [
        "Sample insurer - Motor claims.pdf",
        "Sample insurer - Motor claims.xlsx",
        "Sample insurer - Motor claims.pptx",
        "Sample insurer - Motor claims - Motor claim - Current state.svg",
        "Sample insurer - Motor claims - Motor claim - Current state.png",
    ]
    assert delivered.warnings == ()
    begin = {".pdf": b"%PDF", ".xlsx": b"PK", ".pptx": b"PK", ".svg": b"<?xml", ".png": b"\x89PNG"}
    for each in delivered.paths:
        assert each.read_bytes().startswith(begin[each.suffix])


@pytest.mark.parametrize(
    ("said", "shown"), [("", "Confidential"), (" \x07", "Confidential"), ("Board only", "Board only")]
)
def test_every_format_says_alike_who_may_read_it(tmp_path: Path, said: str, shown: str) -> None:
    plain = document("A 1h -> B 1h")
    plain = plain.apply(edits.update(plain, plain.engagement.id, confidentiality=said))
    paths = deliver(plain, analyse(plain, ON), tmp_path, ("pdf", "xlsx", "pptx"), ON).paths
    report, workbook, slides = (each.read_bytes() for each in paths)
    cover, _, page, *_ = pdf.texts(report)
    first = deck.words(next(iter(deck.opened(slides).slides)))
    for place in (cover, page, first):
        assert shown in place
    for sheet in load_workbook(BytesIO(workbook)):
        assert shown in (sheet.oddFooter.left.text or "") + (sheet.oddFooter.center.text or ""), sheet.title
        if sheet.title == "README":
            assert ("Confidentiality", shown) in [tuple(each.value for each in row[:2]) for row in sheet.iter_rows()]


def test_the_same_model_and_date_give_the_same_bytes(held: Document, tmp_path: Path) -> None:
    first, second = (tmp_path / each for each in "ab")
    for folder in (first, second):
        deliver(held, analyse(held, ON), folder, ALL, ON)
    assert written(first) == written(second)


def test_progress_rises_to_the_whole(held: Document, tmp_path: Path) -> None:
    told: list[float] = []

    def tell(share: float) -> bool:
        told.append(share)
        return True

    deliver(held, analyse(held, ON), tmp_path, ALL, ON, progress=tell)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert len(told) > 20


def test_whenever_it_is_cancelled_everything_stays_as_it_was(held: Document, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    before = earlier(held, folder)
    analysis = analyse(held, ON)
    left = set(ALL_TEMP_FILES)
    for last in (0.0, 0.05, 0.3, 0.6, 0.75, 0.9, 0.99):
        with pytest.raises(Cancelled):
            deliver(held, analysis, folder, ALL, ON, progress=lambda share, last=last: share <= last)  # type: ignore[misc]
        assert written(folder) == before
        with pytest.raises(Cancelled):
            deliver(held, analysis, tmp_path / "new", ("pdf",), ON, progress=lambda share, last=last: share <= last)  # type: ignore[misc]
        assert not (tmp_path / "new").exists()
    assert set(ALL_TEMP_FILES) == left, "nor does anything of the client's lie about elsewhere"


def test_one_file_that_cannot_be_replaced_leaves_all_the_others(held: Document, tmp_path: Path) -> None:
    before = earlier(held, tmp_path)
    last = sorted(tmp_path.glob("*.png"))[0]
    last.unlink()
    last.mkdir()
    with pytest.raises(SaveFailed, match="a folder of that name stands there"):
        deliver(held, analyse(held, ON), tmp_path, ALL, ON)
    last.rmdir()
    del before[last.name]
    assert written(tmp_path) == before


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from tests.export.engaged import ON, engaged
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.deliver import deliver
from vsmstudio.files import SaveFailed
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
held = engaged()
analysis = analyse(held, ON)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
try:
    deliver(held, analysis, Path(sys.argv[1]), (sys.argv[2],), ON)
except SaveFailed as failed:
    print(failed)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="the system sets no limit to the size of files")
@pytest.mark.parametrize("ending", ALL)
def test_a_file_that_cannot_be_written_to_its_end_leaves_the_earlier_one(
    held: Document, tmp_path: Path, ending: str
) -> None:
    """As on a full disk, the system takes the beginning of the file and no more."""
    before = earlier(held, tmp_path)
    ran = subprocess.run(
        [sys.executable, "-c", _LIMITED, tmp_path, ending], capture_output=True, text=True, timeout=60, check=True
    )
    assert "could not be" in ran.stdout
    assert written(tmp_path) == before


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 KB, where this may be had."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", place], capture_output=True)
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_named_and_leaves_the_earlier_files(held: Document, full_disk: Path) -> None:
    old = full_disk / "Sample insurer - Motor claims.pdf"
    old.write_bytes(b"earlier")
    with pytest.raises(SaveFailed, match="the disk is full"):
        deliver(held, analyse(held, ON), full_disk, ALL, ON)
    assert written(full_disk) == {old.name: b"earlier"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may do everything is refused nothing")
def test_a_folder_that_may_not_be_written_to_says_so(held: Document, tmp_path: Path) -> None:
    before = earlier(held, tmp_path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(SaveFailed, match="may not be written"):
            deliver(held, analyse(held, ON), tmp_path, ALL, ON)
    finally:
        tmp_path.chmod(0o700)
    assert written(tmp_path) == before


def test_a_file_instead_of_the_folder_says_so(held: Document, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SaveFailed, match="could not be made"):
        deliver(held, analyse(held, ON), tmp_path / "file", ("svg",), ON)
    assert (tmp_path / "file").read_text() == "mine"


def test_every_map_has_a_picture_of_its_own_name(held: Document, tmp_path: Path) -> None:
    room = Room(held)
    room.fill("stream", name="x" * 150)
    long = room.document.the(Map, "map")
    twins = Document([
        *room.document.records.values(),
        *(record for at, name in enumerate(("current STATE", "../Q1: a?", "空"), start=2) for record in _copied(
            room.document, long, f"map{at}", name)),
    ])  # fmt: skip
    delivered = deliver(twins, analyse(twins, ON), tmp_path / "out", ("svg",), ON)
    assert len({each.name.casefold() for each in delivered.paths}) == len(delivered.paths) == 4
    assert all(len(each.name.encode()) < 255 for each in delivered.paths)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "out"]


def _copied(held: Document, of: Map, key: str, name: str) -> list[object]:
    from msgspec.structs import replace

    step = held.steps(of.id)[0]
    place = held.placement(step.id)
    assert place is not None
    return [
        replace(of, id=key, name=name),
        replace(step, id=f"{key}-s", map=key),
        replace(place, id=f"{key}-p", node=f"{key}-s"),
    ]


def test_a_model_without_a_map_says_that_there_is_no_picture(tmp_path: Path) -> None:
    bare = Document([])
    delivered = deliver(bare, analyse(bare, ON), tmp_path, ("svg", "png"), ON)
    assert delivered.paths == ()
    assert delivered.warnings == ("No map has anything on it, so there is no picture.",)


def test_a_picture_too_large_for_pixels_says_how_large_it_became(tmp_path: Path) -> None:
    from vsmstudio.export.png import LONGEST, fitting
    from vsmstudio.notation.picture import picture

    held = document(" -> ".join(f"Step_{at} 1h" for at in range(60)))
    drawn = picture(held, "map", analyse(held, ON))
    assert fitting(drawn, 20.0) * drawn.area.width < LONGEST
    assert fitting(drawn, 1.0) == 1.0
