"""Documents on disk."""

import os
from pathlib import Path

import pytest

from tests.builders import document
from vsmstudio.model.document import Document
from vsmstudio.model.records import Flow
from vsmstudio.storage import files
from vsmstudio.storage.files import BadFile, SaveFailed, load, save

SMALL = document("A 1h -> B 2h")


def test_what_was_saved_is_opened(tmp_path: Path) -> None:
    save(SMALL, tmp_path / "plan.vsm")
    assert load(tmp_path / "plan.vsm") == SMALL
    assert os.listdir(tmp_path) == ["plan.vsm"]


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    save(SMALL, tmp_path / "a.vsm")
    save(load(tmp_path / "a.vsm"), tmp_path / "b.vsm")
    assert (tmp_path / "a.vsm").read_bytes() == (tmp_path / "b.vsm").read_bytes()


def test_what_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadFile, match=r"gone\.vsm does not exist\."):
        load(tmp_path / "gone.vsm")
    with pytest.raises(BadFile, match="is a folder"):
        load(tmp_path)
    with pytest.raises(BadFile, match="could not be read"):
        load(tmp_path / "a\0b")
    (tmp_path / "broken.vsm").write_bytes(b"{")
    with pytest.raises(BadFile, match=r"broken\.vsm ends in the middle"):
        load(tmp_path / "broken.vsm")
    monkeypatch.setattr(files, "LARGEST", 0)
    with pytest.raises(BadFile, match="too large"):
        load(tmp_path / "broken.vsm")


@pytest.mark.skipif(os.name == "nt", reason="devices of POSIX")
def test_a_device_is_no_document() -> None:
    with pytest.raises(BadFile, match="no ordinary file"):
        load(Path("/dev/zero"))


def test_a_document_that_would_not_open_again_does_not_replace_a_good_file(tmp_path: Path) -> None:
    save(SMALL, tmp_path / "plan.vsm")
    unsound = Document([*SMALL.records.values(), Flow(id="f", map="map", source="A", target="gone")])
    with pytest.raises(SaveFailed, match=r"plan\.vsm could not be written.*gone does not exist"):
        save(unsound, tmp_path / "plan.vsm")
    assert load(tmp_path / "plan.vsm") == SMALL
    assert os.listdir(tmp_path) == ["plan.vsm"]


def test_the_first_save_keeps_a_file_of_an_older_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(SMALL, tmp_path / "plan.vsm")
    old = (tmp_path / "plan.vsm").read_bytes()
    save(document("Z 1h"), tmp_path / "plan.vsm")
    assert os.listdir(tmp_path) == ["plan.vsm"], "a file of this version is not kept"
    (tmp_path / "plan.vsm").write_bytes(old)
    monkeypatch.setattr(files, "VERSION", 2)
    save(document("Y 1h"), tmp_path / "plan.vsm")
    save(document("X 1h"), tmp_path / "plan.vsm")
    assert sorted(os.listdir(tmp_path)) == ["plan.version-1.vsm", "plan.vsm"]
    assert (tmp_path / "plan.version-1.vsm").read_bytes() == old
