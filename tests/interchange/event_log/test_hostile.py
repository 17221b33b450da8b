"""Logs that mean harm are refused in a line that names the file, in bounded time and memory."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from tests.interchange.event_log.logs import XES, written, xes_trace
from vsmstudio.interchange.event_log import open_log, read_file, source
from vsmstudio.interchange.imported import BadSource
from vsmstudio.model.records import Step

LAUGHS = '<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
MANY = "".join(f'<int key="k{at}" value="1"/>' for at in range(3000))
FAR = '<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def xes(head: str = "", body: str = "") -> str:
    text = XES.format(traces=body or xes_trace("1", ("A", "2024-01-01")))
    return text.replace("<!-- a comment -->", head)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("\n \n\t\n", "is empty|holds no event|one column"),
        ("just words\nand more\n", "one column only"),
        ("case,activity,time\n", "could not be told|no row with a case"),
        ("case,activity,time\n1,A,soon\n", "could not be told|no row with a case"),
        ('case,activity,time\n1,"A,2024-01-01\n' + "x\n" * 200_000, "line 2: .*close the quotation mark"),
        ("case,activity,time\n" + "x" * 5_000_000, "line of over|field larger"),
        ("case\0,activity,time\n1,A,2024-01-01\n", "is no text"),
        (",".join(f"c{at}" for at in range(2000)) + "\n", "2,000 columns"),
        (xes(LAUGHS).replace("UNKNOWN", "&c;"), "line 2: a document type or entities are declared"),
        (xes(FAR).replace("UNKNOWN", "&x;"), "a document type or entities are declared"),
        ("<log>" + '<string key="a" value="b">' * 5000, "64 deep"),
        (xes(body='<trace><event><string key="a" value="b">' + "<list>" * 5000), "64 deep"),
        ("<mxfile><diagram/></mxfile>", "begins with <mxfile>"),
        ("<log><trace>", "well-formed XES"),
        ("<log></log>", "holds no event"),
        (xes(body=f"<trace><event>{MANY}</event></trace>"), "could not be told"),
        ('<log><trace><event><string key="a" value="' + "x" * 40_000_000, "too long|well-formed"),
    ],
    ids=["nothing", "blanks", "words", "no row", "no time", "open quote", "one line", "binary", "columns", "laughs", "far entity",
         "deep", "deep event", "drawing", "cut", "no trace", "attributes", "one value"],
)  # fmt: skip
def test_a_log_that_is_none_or_means_harm_is_refused_in_a_line(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)

    with pytest.raises(BadSource, match=said) as refused:
        open_log(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_bomb_of_a_zip_is_refused_before_it_goes_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "FREE_OF_RATIO", 4 * 1024**2)
    path = tmp_path / "log.csv.gz"
    with gzip.open(path, "wb") as file:
        file.write(b"case,activity,time\n1,A,2024-01-01\n")
        for _ in range(64):
            file.write(b"1,A,2024-01-01\n" * 70_000)

    with pytest.raises(BadSource, match="packed tighter than any log"):
        open_log(path)


def test_a_log_that_is_too_large_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST", 1000)

    with pytest.raises(BadSource, match="too large"):
        open_log(written(tmp_path, "case,activity,time\n" + "1,A,2024-01-01\n" * 500))


def test_a_workbook_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(100))

    with pytest.raises(BadSource, match="save its sheet as CSV"):
        open_log(path)


@pytest.mark.parametrize(
    "data", [b"\x1f\x8b", b"\x1f\x8bnonsense and more", gzip.compress(b"case,activity,time\n" * 9, mtime=0)[:30]]
)
def test_a_damaged_zip_is_said_to_be_damaged(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(data)

    with pytest.raises(BadSource, match="damaged gzip"):
        open_log(path)


def test_what_is_no_file_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="does not exist"):
        open_log(tmp_path / "none.csv")
    with pytest.raises(BadSource, match="no ordinary file"):
        open_log(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(BadSource, match="no ordinary file"):
            open_log(tmp_path / "pipe")


def test_texts_of_a_log_stay_texts(tmp_path: Path) -> None:
    rows = "1,=HYPERLINK(1),2024-01-01\n1,<b>R&D</b>\x07\ufffe,2024-01-02\n1," + "long " * 200 + ",2024-01-03\n"
    path = written(tmp_path, "case,activity,time\n" + rows)

    names = [step.name for step in read_file(path).document.all(Step)]

    assert "=HYPERLINK(1)" in names
    assert "<b>R&D</b>" in names
    assert max(map(len, names)) == 200
