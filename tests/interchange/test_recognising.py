"""Each file is taken for what it is: by what it holds, and by its name where that does not tell."""

from __future__ import annotations

import gzip
from contextlib import suppress
from pathlib import Path, PurePath

import pytest

from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.recognising import HEAD, kind_of
from vsmstudio.interchange.sources import kind_of_file

ARCHIMATE = '<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" identifier="a">'


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.csv", "Step,PT\nA,5 min", "table"),
        ("a.csv", "No;Activity;Department;PT [min]\n1;Receive;Sales;5", "table"),
        ("a.csv", "Case;Activity;Time;PT;LT\n", "table"),
        ("a.csv", "service_id,service_name_en,status,last_updated_date\n", "table"),
        ("a.CSV", "Case ID,Activity,Resource,Complete Timestamp\n", "eventlog"),
        ("a.csv", '"case:concept:name","concept:name","time:timestamp"\n', "eventlog"),
        ("a.csv", "SR Number;Change Date+Time;Status;Sub Status;Owner First Name\n", "eventlog"),
        ("a.tsv", "\n\nCase ID\tActivity\tStart Timestamp\n", "eventlog"),
        ("a.txt", "\ufeffStep\tPT\n", "table"),
        ("a.xml", f'<?xml version="1.0"?>\n<!-- by <b>Archi</b> -->\n{ARCHIMATE}', "archimate"),
        ("a.xml", ARCHIMATE.replace("/3.0/", ""), "archimate"),
        ("a.archimate", '<archimate:model xmlns:archimate="http://www.archimatetool.com/archimate" name="A">', "archimate"),
        ("a.archimate", "<damaged", "archimate"),
        ("a.xml", '<mxfile host="app.diagrams.net">', "drawio"),
        ("a.xml", "<mxGraphModel dx='1'>", "drawio"),
        ("a.drawio.svg", '<svg xmlns="http://www.w3.org/2000/svg" content="&lt;mxfile">', "drawio"),
        ("a.drawio", "<mxfile>", "drawio"),
        ("a.xes", "<log>", "eventlog"),
        ("a.xml", '<?xml version="1.0"?><log xes.version="1.0" xmlns="http://www.xes-standard.org/">', "eventlog"),
        ("a.vsm", '{"version":1,"records":[', "model"),
        ("a.json", '{"version":1,"records":[', "model"),
        ("a.vsm", "", "model"),
    ],
)  # fmt: skip
def test_a_file_is_recognised(name: str, head: str, kind: str) -> None:
    assert kind_of(PurePath(name), head.encode()) == kind


def test_tables_of_other_alphabets_and_packed_files_are_recognised() -> None:
    assert kind_of(PurePath("a.csv"), "Case ID,Activity,Timestamp\n".encode("utf-16")) == "eventlog"
    assert kind_of(PurePath("a.xml"), ARCHIMATE.encode("utf-16")) == "archimate"
    assert kind_of(PurePath("a.csv.gz"), gzip.compress(b"Case ID,Activity,Timestamp\n")) == "eventlog"
    assert kind_of(PurePath("a.xes.gz"), gzip.compress(b"<?xml version='1.0'?><log>" * 9000)[:HEAD]) == "eventlog"
    assert kind_of(PurePath("a.xes.gz"), gzip.compress(b"<log>")[:14]) == "eventlog"
    assert kind_of(PurePath("a.xlsx"), b"PK\x03\x04xl/workbook.xml") == "table"
    assert kind_of(PurePath("a.bin"), b"PK\x03\x04[Content_Types].xml") == "table"
    assert kind_of(PurePath("a.archimate"), b"PK\x03\x04") == "archimate"
    assert kind_of(PurePath("a.xls"), b"\xd0\xcf\x11\xe0") == "table"
    assert kind_of(PurePath("a.drawio.png"), b"\x89PNG\r\n") == "drawio"


@pytest.mark.parametrize(
    ("name", "head", "said"),
    [
        ("a.bpmn", b"<definitions>", "“definitions”"),
        ("a.drawio.html", b"<!DOCTYPE html><html>", "“html”"),
        ("a.pdf", b"%PDF-1.7", "is a PDF"),
        ("a.docx", b"PK\x03\x04word/document.xml", "is packed"),
        ("a.md", b"# Title", "of no kind that can be read"),
        ("a.csv", b"\0\1\2", "of no kind that can be read"),
        ("a", b"", "of no kind that can be read"),
        ("a.csv", b"<", "is XML, and of no kind"),
    ],
)
def test_what_is_of_no_kind_is_said_with_what_is(name: str, head: bytes, said: str) -> None:
    with pytest.raises(BadSource) as refused:
        kind_of(PurePath(name), head)
    assert said in str(refused.value)
    assert str(refused.value).startswith(name)


@pytest.mark.parametrize("piece", [b"<!--", b"<?", b"<!", b"<a:", b'"', b"\n", b",", b"\x1f\x8b"])
def test_a_head_of_nothing_but_beginnings_ends(piece: bytes) -> None:
    for head in (b"<" + piece * HEAD, piece * HEAD):
        with suppress(BadSource):
            assert kind_of(PurePath("a.csv"), head[:HEAD]) == "table"


def test_a_file_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="does not exist"):
        kind_of_file(tmp_path / "gone.csv")
    with pytest.raises(BadSource, match="no ordinary file"):
        kind_of_file(tmp_path)
    with pytest.raises(BadSource, match="could not be read"):
        kind_of_file(tmp_path / "a\0b.csv")


@pytest.mark.parametrize(
    ("name", "held"), [("a.xml.gz", ARCHIMATE), ("a.csv.gz", "Step,PT\nA,5 min\n"), ("a.gz", "<mxfile>")]
)
def test_packed_files_but_event_logs_are_to_be_unpacked_first(name: str, held: str) -> None:
    with pytest.raises(BadSource, match="is packed, and not known for an event log; unpack it"):
        kind_of(PurePath(name), gzip.compress(held.encode()))
