"""Other programs' XML is read within limits: no entity, no file from elsewhere, no bomb."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from vsmstudio.interchange import safe_xml
from vsmstudio.interchange.imported import BadSource

LAUGHS = b"""<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>"""
PARAMETER = b"""<!DOCTYPE a [<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;]><a/>"""


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, PARAMETER])
def test_a_file_that_declares_entities_is_refused(data: bytes) -> None:
    with pytest.raises(BadSource, match=r"plan\.xml declares entities"):
        safe_xml.parse(data, "plan.xml")


def test_what_is_broken_is_named_by_line_and_column() -> None:
    with pytest.raises(BadSource, match=r"plan\.xml, line 2, column \d+: .* export it again"):
        safe_xml.parse(b"<a>\n<b></a>", "plan.xml")


@pytest.mark.parametrize("data", [b"", b" \n", b"name,id\n1,2\n", b"\x00\x01\x02", b"<a", b"\xff\xfe<\x00"])
def test_what_is_no_xml_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(BadSource, match=r"^plan\.xml"):
        safe_xml.parse(data, "plan.xml")


def test_an_unknown_encoding_is_one_clear_error() -> None:
    with pytest.raises(BadSource, match=r"^plan\.xml"):
        safe_xml.parse(b'<?xml version="1.0" encoding="klingon"?><a/>', "plan.xml")


def test_deep_nesting_and_far_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSource, match="200 deep"):
        safe_xml.parse(b"<a>" * 100_000, "plan.xml")
    monkeypatch.setattr(safe_xml, "MOST_ELEMENTS", 100)
    with pytest.raises(BadSource, match="more than 100 elements"):
        safe_xml.parse(b"<a>" + b"<b/>" * 100 + b"</a>", "plan.xml")


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadSource, match=r"^plan\.xml is too large; XML files up to 64 MB are read"):
        safe_xml.parse(b" " * (safe_xml.MOST_BYTES + 1), "plan.xml")


def test_a_doctype_without_entities_and_other_encodings_are_read() -> None:
    root = safe_xml.parse(
        '<?xml version="1.0" encoding="windows-1252"?><!DOCTYPE a><a n="é"/>'.encode("cp1252"), "plan.xml"
    )
    assert root.get("n") == "é"
    assert safe_xml.parse("<a>Prüfen</a>".encode("utf-16"), "plan.xml").text == "Prüfen"


def test_packed_files_unpack_and_bombs_do_not() -> None:
    text = b"<a>" + b"many words " * 1000 + b"</a>"
    packed = zlib.compress(text, wbits=-15)
    assert safe_xml.inflated(packed, "plan.drawio") == text
    bomb = zlib.compress(b"\0" * 50_000_000, wbits=-15)
    with pytest.raises(BadSource, match="unpacks to far more"):
        safe_xml.inflated(bomb, "plan.drawio")
    with pytest.raises(BadSource, match="ends too early"):
        safe_xml.inflated(packed[:-12], "plan.drawio")
    with pytest.raises(BadSource, match="damaged"):
        safe_xml.inflated(b"no deflate at all", "plan.drawio")


def test_a_zip_gives_one_of_its_files_and_bombs_do_not() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("model.xml", "<a/>")
        made.writestr("large.xml", b"\0" * 50_000_000)
    assert safe_xml.unzipped(held.getvalue(), "plan.archimate", "model.xml") == b"<a/>"
    with pytest.raises(BadSource, match="unpacks to far more"):
        safe_xml.unzipped(held.getvalue(), "plan.archimate", "large.xml")
    with pytest.raises(BadSource, match=r"does not hold other\.xml"):
        safe_xml.unzipped(held.getvalue(), "plan.archimate", "other.xml")
    with pytest.raises(BadSource, match="damaged"):
        safe_xml.unzipped(b"PK\x03\x04 and no more", "plan.archimate", "model.xml")
