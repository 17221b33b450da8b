"""What kind of file it is: by its first bytes, and by its name where these do not tell."""

from __future__ import annotations

import csv
import re
import zlib
from pathlib import PurePath

from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_columns import is_log

TABLE, ARCHIMATE, DRAWIO, EVENT_LOG, MODEL = "table", "archimate", "drawio", "eventlog", "model"
KINDS = (TABLE, ARCHIMATE, DRAWIO, EVENT_LOG)
HEAD = 65_536  # bytes by which a file is recognised
TABLES = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
BY_ENDING = {
    **dict.fromkeys(TABLES, TABLE),
    ".vsm": MODEL,
    ".archimate": ARCHIMATE,
    ".drawio": DRAWIO,
    ".dio": DRAWIO,
    ".xes": EVENT_LOG,
    ".mxml": EVENT_LOG,
}
READ = (
    "tables (.csv, .tsv, .txt, .xlsx), ArchiMate models (.xml, .archimate), draw.io drawings (.drawio, .xml) and event logs "
    "(.csv, .xes, also .gz) are"
)
_ELEMENT = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})")
# no event log gives these figures for a step, and every step table has one of them or more
_FIGURES = {"pt", "lt", "c/t", "%c&a", "c&a", "%ca", "predecessors", "process time", "lead time", "cycle time", "wait"}


def kind_of(path: PurePath, head: bytes) -> str:
    """The kind of a file by its name and its first bytes (`HEAD` of them): one of `KINDS`, or `model` for our own.

    Raises `BadSource` where it is of no kind that can be read.
    """
    ending = path.suffix.lower()
    if ending == ".gz":
        ending = PurePath(path.stem).suffix.lower()
    if not head.startswith(b"\x1f\x8b"):
        return _of_bytes(path, ending, head)
    found = _of_bytes(path, ending, _unpacked(head))
    if found != EVENT_LOG:
        raise BadSource(f"{path} is packed, and not known for an event log; unpack it and import the file in it.")
    return found


def _of_bytes(path: PurePath, ending: str, head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(path, ending, head)
    if head.startswith(b"\x89PNG"):
        return DRAWIO
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return TABLE  # an old workbook, and its reader says what to do
    if head.startswith(b"%PDF"):
        raise BadSource(
            f"{path} is a PDF, which holds pictures of tables and drawings; import the file that it was made from."
        )
    text = _text(head)
    if text.startswith("<"):
        return _of_xml(path, ending, text)
    if text.startswith("{") and '"records"' in text[:400]:
        return MODEL
    if ending not in BY_ENDING or "\0" in text:
        raise BadSource(f"{path} is of no kind that can be read; {READ}.")
    if BY_ENDING[ending] == TABLE:
        return EVENT_LOG if _is_log(text) else TABLE
    return BY_ENDING[ending]


def _of_zip(path: PurePath, ending: str, head: bytes) -> str:
    if ending == ".archimate" or b"model.xml" in head:
        return ARCHIMATE
    if ending in TABLES or b"xl/" in head or b"[Content_Types].xml" in head:
        return TABLE
    raise BadSource(f"{path} is packed; unpack it and import the files in it: {READ}.")


def _of_xml(path: PurePath, ending: str, text: str) -> str:
    root = _root(text)
    start = text[:8192]
    if root in {"mxfile", "mxgraphmodel", "svg"}:
        return DRAWIO
    if "opengroup.org/xsd/archimate" in start or "archimatetool.com/archimate" in start:
        return ARCHIMATE
    if root == "log" or "xes-standard.org" in start:
        return EVENT_LOG
    if ending in BY_ENDING and BY_ENDING[ending] != TABLE and root not in {"html", "definitions"}:
        return BY_ENDING[ending]  # damaged, perhaps; its reader says where
    what = f" whose outermost element is “{root[:40]}”" if root else ""
    raise BadSource(f"{path} is XML{what}, and of no kind that can be read; {READ}.")


def _root(text: str) -> str:
    """The name of the outermost element, in small letters; blank where it does not begin among these characters."""
    at = text.find("<")
    while at >= 0:
        for opening, closing in (("<!--", "-->"), ("<?", "?>"), ("<!", ">")):
            if text.startswith(opening, at):
                end = text.find(closing, at)
                at = text.find("<", end) if end >= 0 else -1
                break
        else:
            found = _ELEMENT.match(text, at)
            return found[1].casefold() if found else ""
    return ""


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD)
    except zlib.error:
        return b""


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").lstrip("\ufeff \t\r\n")
    return head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")


def _is_log(text: str) -> bool:
    """Does the first row name a case, an activity and a time, and none of the figures of steps?"""
    first = next((line for line in text[:16_384].splitlines() if line.strip()), "")
    for delimiter in ",;\t|":
        titles = [each.strip() for each in next(csv.reader([first], delimiter=delimiter), [])]
        if len(titles) > 2 and is_log(titles):
            return _FIGURES.isdisjoint(" ".join(each.casefold().split()) for each in titles)
    return False
