"""From a file's bytes to the pages of a drawing: plain or packed XML, or a picture that carries its drawing.

A page is packed as deflate, then base64, of percent-encoded XML. Pictures hold the whole drawing: an SVG in its attribute
`content`, a PNG in a text chunk. Everything stays within the limits of `safe_xml`.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from vsmstudio.interchange import safe_xml
from vsmstudio.interchange.imported import BadSource

MOST_PAGES = 200
EXPECTED = "a draw.io drawing (.drawio, or XML with mxfile or mxGraphModel) is expected"
_PNG = b"\x89PNG\r\n\x1a\n"
_ESCAPED = re.compile(rb"%([0-9a-fA-F]{2})")


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as it stands in the file: its name, its id and its cells' element (`root`)."""

    name: str
    key: str
    root: Element


def pages_of(data: bytes, name: str) -> tuple[RawPage, ...]:
    """The pages of a drawing's bytes. Raises `BadSource`, which names the file and what is expected."""
    if data.startswith(_PNG):
        data = _in_png(data, name)
    root = safe_xml.parse(data, name)
    if _local(root) == "svg":
        held = root.get("content", "")
        if not held:
            raise BadSource(f"{name} is a picture without a drawing in it; {EXPECTED}.")
        root = safe_xml.parse(_plain(held), name)
    return tuple(_pages(root, name))


def _pages(root: Element, name: str) -> Iterator[RawPage]:
    kind = _local(root)
    if kind == "mxGraphModel":
        yield RawPage("", "", _cells_of(root, name))
        return
    diagrams = [root] if kind == "diagram" else [each for each in root if _local(each) == "diagram"]
    if kind not in {"mxfile", "diagram"}:
        raise BadSource(f"{name} is XML, but no drawing (it begins with <{kind[:40]}>); {EXPECTED}.")
    if not diagrams:
        raise BadSource(f"{name} holds no page; {EXPECTED}.")
    if len(diagrams) > MOST_PAGES:
        raise BadSource(f"{name} has {len(diagrams)} pages; drawings of up to {MOST_PAGES} pages are read.")
    left = safe_xml.MOST_BYTES
    for at, diagram in enumerate(diagrams, start=1):
        called = " ".join(diagram.get("name", "").split())[:200]
        place = f"{name}, page “{called[:60] or at}”"
        model = next((each for each in diagram if _local(each) == "mxGraphModel"), None)
        if model is None:
            text = (diagram.text or "").strip()
            if not text:
                continue  # a page that was never drawn on
            xml = _unpacked(text, place, left)
            left -= len(xml)
            model = safe_xml.parse(xml, place)
            if _local(model) != "mxGraphModel":
                raise BadSource(f"{place} holds no drawing; {EXPECTED}.")
        yield RawPage(called, diagram.get("id", ""), _cells_of(model, place))


def _cells_of(model: Element, place: str) -> Element:
    root = next((each for each in model if _local(each) == "root"), None)
    if root is None:
        raise BadSource(f"{place} has no cells (its root is missing); open it in draw.io and save it again.")
    return root


def _unpacked(text: str, place: str, most: int) -> bytes:
    """A page's text as XML: it may stand there plainly, percent-encoded, or packed."""
    if text.startswith("<"):
        return text.encode()
    if text.startswith("%"):
        return percent_decoded(text.encode())
    try:
        packed = base64.b64decode(re.sub(r"\s", "", text), validate=True)
    except (binascii.Error, ValueError):
        raise BadSource(f"{place} is neither XML nor packed as draw.io packs it; save the drawing again.") from None
    return percent_decoded(safe_xml.inflated(packed, place, most))


def _plain(held: str) -> bytes:
    held = held.strip()
    return percent_decoded(held.encode()) if held[:3].upper() == "%3C" else held.encode()


def percent_decoded(data: bytes) -> bytes:
    """Bytes with each %XX as the byte that it stands for; a % that stands for nothing is kept.

    >>> percent_decoded(b"%3Cb%3E 5%")
    b'<b> 5%'
    """
    return _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), data)


def _in_png(data: bytes, name: str) -> bytes:
    """The drawing in a PNG's text chunks. Raises `BadSource` where there is none."""
    at = len(_PNG)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, held = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length
        word, _, rest = held.partition(b"\0")
        if kind in {b"tEXt", b"zTXt"} and word in {b"mxfile", b"mxGraphModel"}:
            return percent_decoded(rest if kind == b"tEXt" else _unzipped_text(rest[1:], name).replace(b"+", b" "))
    raise BadSource(f"{name} is a picture without a drawing in it; {EXPECTED}.")


def _unzipped_text(data: bytes, name: str) -> bytes:
    """A packed text chunk: as the standard packs it, or bare as draw.io does."""
    try:
        zlib.decompressobj().decompress(data, 1)
    except zlib.error:
        return safe_xml.inflated(data, name)
    return safe_xml.inflated(data[2:], name)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
