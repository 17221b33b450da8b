"""Files are written whole or not at all, under names that every system takes."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmstudio.files import SaveFailed, safe_name, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_bytes_and_writers_alike_make_a_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.bin", b"one")
    write_atomically(tmp_path / "b.txt", lambda path: path.write_text("two") and None)
    assert (tmp_path / "a.bin").read_bytes() == b"one"
    assert (tmp_path / "b.txt").read_text() == "two"
    assert names(tmp_path) == ["a.bin", "b.txt"]


def test_a_writer_gets_a_hidden_file_with_the_same_ending(tmp_path: Path) -> None:
    seen: list[Path] = []
    write_atomically(tmp_path / "book.xlsx", seen.append)
    assert seen[0].parent == tmp_path
    assert seen[0].name.startswith(".")
    assert seen[0].suffix == ".xlsx"


def _fail(path: Path) -> None:
    path.write_bytes(b"half")
    raise ValueError("bad character in cell B3")


def test_a_writer_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    with pytest.raises(SaveFailed, match=r"report\.pdf could not be written: bad character in cell B3\."):
        write_atomically(target, _fail)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["report.pdf"]


def test_a_file_that_does_not_verify_is_not_put_there(tmp_path: Path) -> None:
    target = tmp_path / "plan.vsm"
    target.write_bytes(b"old")
    with pytest.raises(SaveFailed):
        write_atomically(target, b"new", verify=_fail)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["plan.vsm"]


@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    target = tmp_path / "plan.vsm"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(SaveFailed, match="the disk is full"):
        write_atomically(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["plan.vsm"]


def test_stopping_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    def stopped(path: Path) -> None:
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "x", stopped)
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_permissions_are_kept_and_links_followed(tmp_path: Path) -> None:
    target = tmp_path / "plan.vsm"
    target.write_bytes(b"old")
    target.chmod(0o640)
    (tmp_path / "link.vsm").symlink_to(target)
    write_atomically(tmp_path / "link.vsm", b"new")
    assert (tmp_path / "link.vsm").is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_atomically(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_places_where_no_file_can_stand_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SaveFailed, match="a folder of that name"):
        write_atomically(tmp_path / "folder", b"")
    with pytest.raises(SaveFailed, match="the folder does not exist"):
        write_atomically(tmp_path / "no" / "plan.vsm", b"")
    with pytest.raises(SaveFailed, match="name is too long"):
        write_atomically(tmp_path / ("x" * 300), b"")
    with pytest.raises(SaveFailed, match="could not be written"):
        write_atomically(tmp_path / "a\0b", b"")
    (tmp_path / "locked").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SaveFailed, match="read-only"):
        write_atomically(tmp_path / "locked", b"")
    assert names(tmp_path) == ["folder", "locked"]


@pytest.mark.skipif(os.name == "nt", reason="devices of POSIX")
def test_a_device_is_not_replaced() -> None:
    with pytest.raises(SaveFailed, match="no ordinary file"):
        write_atomically(Path("/dev/null"), b"")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Order to cash", "Order to cash"),
        ("../../etc/passwd", "etc passwd"),
        ("a:b*c?", "a b c"),
        ("CON", "CON_"),
        ("con.pdf", "con.pdf_"),
        ("Lpt1", "Lpt1_"),
        ("COM10", "COM10"),
        ("  .hidden. ", "hidden"),
        ("", "Unnamed"),
        ("...", "Unnamed"),
        ("new\nline\0", "new line"),
        ("Müller & Söhne", "Müller & Söhne"),
        ("注文から入金", "注文から入金"),
        ("x" * 300, "x" * 100),
    ],
)
def test_names_are_made_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text())
def test_every_text_gives_a_name_that_stands_in_its_folder(text: str) -> None:
    name = safe_name(text)
    assert name
    assert name == Path(name).name
    assert len(name.encode()) <= 201
    assert not set(name) & set('<>:"/\\|?*\0')
    assert name not in {".", ".."}
    assert name == name.strip()
